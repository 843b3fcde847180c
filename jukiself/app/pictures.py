"""Pictures of the main pages with real content, for the manual and for looking at what was made."""

from __future__ import annotations

import os
import tempfile
import time
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from jukiself.answers.model import Confirming, Key
from jukiself.app import prefecture_pictures, training_pictures
from jukiself.app.desk import OfficeDesk
from jukiself.app.main import make_application
from jukiself.findings.judge import Status
from jukiself.gui import background, theme
from jukiself.gui.contract_page import TABLE, ContractPage
from jukiself.gui.finding_text import boxes, name_of
from jukiself.gui.pages import TABLE as PAGES
from jukiself.gui.plan import PlanPage
from jukiself.gui.shell import Shell
from jukiself.gui.views import View
from jukiself.settings import Settings
from jukiself.work import review

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

CASE = "nagano-b"
_TURNS = 5  # layouts settle from the inside out
_PAUSE, _STILL, _MOST = 0.03, 2, 60  # seconds between two looks, how often the same, looks at most


class Look(NamedTuple):
    """A screen: its pixels, how many of them a logical one takes, how large the text is, what its files are called."""

    pixels: tuple[int, int]
    ratio: float
    scale: float
    suffix: str


#: A common office screen, a large one, and the first with text twice as large.
OFFICE = Look((1366, 768), 1.25, 1.0, "")
LOOKS = (OFFICE, Look((1920, 1080), 1.0, 1.0, "-1920"), Look((1366, 768), 1.25, theme.LARGEST_SCALE, "-large"))


def pictures(out: Path, looks: Sequence[Look] = (OFFICE,)) -> list[Path]:
    """Draw every page into ``out`` as each of the looks; needs no display. The files made."""
    if QApplication.instance() is None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        # Which says of every window that there is no window manager to tell its size to: dozens of lines for nothing.
        os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")
    application = make_application()
    out.mkdir(parents=True, exist_ok=True)
    made: list[Path] = []
    for look in looks:
        with tempfile.TemporaryDirectory() as home:
            settings = Settings(Path(home) / "settings.json")
            settings["text_scale"] = look.scale
            theme.dress(application, look.scale)
            desk = OfficeDesk(settings)
            desk.load()
            shell = Shell(desk)
            shell.resize(*(round(one / look.ratio) for one in look.pixels))
            shell.show()
            turns = chain(
                _turns(shell), training_pictures.turns(shell, Path(home)), prefecture_pictures.turns(shell, Path(home))
            )
            made += [_draw(shell, out / f"window-{name}{look.suffix}.png", turn, look) for name, turn in turns]
            shell.close()
            desk.close()
    theme.dress(application)
    return made


def _turns(shell: Shell) -> Iterator[tuple[str, Callable[[], object]]]:
    yield "start", shell.ready
    yield "new", lambda: _name_office(shell)
    yield "training", shell.reception.open_training
    yield "question", lambda: _try_case(shell)
    yield "member", lambda: _go(shell, lambda key: key.member is not None and key.question != "network-exists")
    yield "list", lambda: shell.wizard.lens.look(View.LIST)
    yield "side", lambda: shell.wizard.lens.look(View.SIDE)
    yield "search", lambda: _search(shell)
    yield "contracts", lambda: shell.wizard.go(Key("contract-list"))
    yield "asking", lambda: shell.show_page("asking")
    yield "findings", lambda: shell.show_page("findings")
    yield "what-if", lambda: _suppose(shell)
    yield "strengths", lambda: shell.findings.show_status(Status.STRENGTH)
    yield "clauses", lambda: _clauses(shell)
    yield "settings", lambda: shell.show_page("settings")
    yield "plan", lambda: _plan(shell)
    yield "review", lambda: shell.show_page("review")
    yield "export", lambda: shell.show_page("export")
    yield "guide", lambda: shell.show_guide("first-audit")
    drawn = {"wizard", "asking", "findings", "settings", "export", "guide", "contracts", "plan", "review"}
    for row in PAGES:
        if row.name not in drawn:
            yield row.name, lambda name=row.name: shell.show_page(name)  # type: ignore[misc]
    yield "alone", lambda: _finish_alone(shell)
    yield "approved", lambda: _approve(shell)
    yield "locked", lambda: shell.show_page("wizard")


def _name_office(shell: Shell) -> None:
    shell.start.new.click()
    shell.new.code.setText("203637")
    shell.new.code.textEdited.emit("203637")
    background.finish()


def _try_case(shell: Shell) -> None:
    shell.start.case_wanted.emit(CASE)
    background.finish()
    _go(shell, lambda key: shell.wizard.sitting is not None and bool(shell.wizard.sitting.inspection.answer(key).note))


def _suppose(shell: Shell) -> None:
    found = shell.findings
    box = boxes(shell.sitting.findings if shell.sitting else (), Status.DEFECT)[0]
    found.open_what_if(name_of(box.plain))
    next(iter(found.what_if.buttons.values())).click()


def _clauses(shell: Shell) -> None:
    shell.findings.leave_what_if()
    shell.show_page("contracts")
    page = shell.page("contracts")
    if isinstance(page, ContractPage):
        page.turn(TABLE)


def _plan(shell: Shell) -> None:
    shell.show_page("plan")
    page = shell.page("plan")
    if isinstance(page, PlanPage):
        page.take.click()
        page.take.click()


def _finish_alone(shell: Shell) -> None:
    if shell.sitting is not None:
        review.finish(shell.sitting, Confirming.ALONE, "")
        shell.show_page("review")


def _approve(shell: Shell) -> None:
    if shell.sitting is not None:
        review.approve(shell.sitting, "住民課長", f"{shell.sitting.inspection.year + 1}-03-01")
        shell.show_page("review")


def _search(shell: Shell) -> None:
    shell.wizard.lens.look(View.ONE)
    shell.seek()
    shell.wizard.views.finder.box.setText("たんまつ")


def _go(shell: Shell, fits: Callable[[Key], bool]) -> None:
    sitting = shell.wizard.sitting
    if sitting is not None:
        shell.wizard.go(next((key for key in sitting.situation.keys if fits(key)), sitting.situation.keys[0]))


def _draw(shell: Shell, path: Path, turn: Callable[[], object], look: Look) -> Path:
    drawn = turn()
    # What is said once of a book just opened (its first copy) belongs to no page.
    shell.notice.clear()
    # Another window than the first, as the projector's, takes the same screen.
    other = drawn if isinstance(drawn, QWidget) else None
    if other is not None:
        other.resize(shell.size())
    picture = _settled(other or shell, look)
    picture.save(str(path))
    if other is not None:
        other.deleteLater()
    return path


def _settled(shown: QWidget, look: Look) -> QPixmap:
    """What is shown when it no longer changes: long texts are laid out piece by piece, ten milliseconds apart."""
    same, last = 0, QImage()
    picture = QPixmap(*look.pixels)
    picture.setDevicePixelRatio(look.ratio)
    for _ in range(_MOST):
        time.sleep(_PAUSE)
        for _ in range(_TURNS):
            QApplication.processEvents()
        picture.fill(theme.theme().colour("paper"))
        shown.render(picture, QPoint(0, 0))
        now = picture.toImage()
        same, last = (same + 1 if now == last else 0), now
        if same == _STILL:
            break
    return picture
