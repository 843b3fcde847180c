"""How one looks at the questions: which view, which sieve, the search, what lies over the middle for a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from jukiself.gui import answer_keys
from jukiself.gui.side_rows import group_of
from jukiself.gui.views import View
from jukiself.work.search import Hit, HitKind

if TYPE_CHECKING:
    from jukiself.gui.wizard import Wizard
    from jukiself.work.sieve import Sieve


class Lens:
    """Changes what is shown, never what is written."""

    def __init__(self, wizard: Wizard) -> None:
        self._wizard = wizard

    def use(self, tool: str) -> None:
        """One of the buttons above the question."""
        acts = {"sieve": self.open_sieves, "find": self.seek}
        if tool in ("areas", "beside"):
            self.lay_over(tool)
        elif tool in acts:
            acts[tool]()
        elif tool in list(View):
            self.look(View(tool))

    def look(self, view: View) -> None:
        """One at a time, as a list, or members side by side; the same key again goes back."""
        wizard = self._wizard
        if wizard.sitting is None or not wizard.flush():
            return
        if view is View.SIDE and wizard.views.view is not View.SIDE and not self._go_to_members():
            return
        wizard.views.turn(View.ONE if view is wizard.views.view and not wizard.views.searching else view)
        wizard.pane.renew(wizard.sitting)
        wizard.show_around()
        wizard.remember()
        wizard.first_focus().setFocus()

    def use_side(self, tool: str) -> None:
        """One of the tools of the table of members, while it is shown."""
        wizard = self._wizard
        if wizard.views.view is View.SIDE and not wizard.views.searching and wizard.flush():
            wizard.views.side.tools[tool].click()

    def _go_to_members(self) -> bool:
        """Take a question in hand that is asked of members; whether there is one."""
        wizard = self._wizard
        situation, here = wizard.sat().situation, wizard.pane.key
        group, of = group_of(situation, here), situation.checklist.question
        keys = [key for key in situation.keys if key.member and of[key.question].group == group]
        if not keys:
            wizard.notice.say("いまは、横に並べる対象（ネットワークや契約）がありません。")
            return False
        if here not in keys:
            near = [key for key in keys if here and of[key.question].area == of[here.question].area]
            wizard.turn_to((near or keys)[0])
        return True

    def seek(self) -> None:
        """Open the search over whatever one looks at."""
        wizard = self._wizard
        if wizard.sitting is not None and wizard.flush():
            wizard.columns.lay_over("")
            wizard.columns.keep_wide(False)
            wizard.views.setCurrentWidget(wizard.views.finder)
            wizard.views.finder.open(wizard.sitting)

    def take(self, hit: Hit) -> None:
        """Go where something found leads."""
        wizard = self._wizard
        if hit.kind is HitKind.WORD:
            wizard.found_wanted.emit("guide", hit.words)
        elif hit.kind is HitKind.FINDING:
            wizard.found_wanted.emit("findings", hit.words)
        elif hit.key is not None:
            wizard.go(hit.key)

    def open_sieves(self) -> None:
        """Offer the sieves, or put the offer away."""
        wizard = self._wizard
        if wizard.sitting is not None and not wizard.tools.close_sieves():
            wizard.tools.open_sieves(wizard.sitting, wizard.trail)

    def sift(self, sieve: Sieve | None) -> None:
        """Put a sieve on, or take it off; one stays at the question where it passes."""
        wizard = self._wizard
        if wizard.sitting is None or not wizard.flush():
            return
        wizard.trail.put_on(wizard.sitting, None if sieve is wizard.trail.sieve else sieve)
        wizard.tools.close_sieves()
        keys, here = wizard.trail.keys(wizard.sitting), wizard.pane.key
        if here not in keys and wizard.trail.sieve:
            here = wizard.trail.next_open(wizard.sitting, here)
        wizard.turn_to(here)
        wizard.remember()

    def lay_over(self, column: str) -> None:
        """Show a column for which there is no room; the reasons, even where the keys stood last."""
        if column == "beside":
            self._wizard.keys_shown = False
            self._wizard.show_around()
        self._lay_over(column)

    def _lay_over(self, column: str) -> None:
        wizard = self._wizard
        shown = wizard.columns.lay_over(column)
        (wizard.beside if shown and column == "beside" else wizard.areas if shown else wizard.first_focus()).setFocus()

    def escape(self) -> None:
        """One step back: from a field to the question, from the search, from what lies over, from the sieve."""
        wizard = self._wizard
        if wizard.views.searching:
            wizard.views.turn(wizard.views.view)
            wizard.show_around()
        elif wizard.columns.over:
            wizard.columns.lay_over("")
        elif wizard.tools.close_sieves() or wizard.views.side.stop_copying():
            pass
        elif QApplication.focusWidget() is wizard.first_focus() and wizard.trail.sieve:
            self.sift(None)
        wizard.first_focus().setFocus()

    def toggle_keys(self) -> None:
        """Show the list of keys beside the question, or put it away."""
        wizard = self._wizard
        in_sight = "beside" not in wizard.columns.hidden or wizard.columns.over == "beside"
        wizard.keys_shown = not (wizard.keys_shown and in_sight)
        if wizard.keys_shown:
            wizard.beside.show_keys(answer_keys.said())
        else:
            wizard.show_around()
        if "beside" in wizard.columns.hidden and wizard.keys_shown != (wizard.columns.over == "beside"):
            self._lay_over("beside")
