"""A finding's first step goes into the plan, from wherever one reads of it, and out again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.work import plan

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import SignalInstance

    from jukiself.answers.model import Step
    from jukiself.findings.judge import Finding
    from jukiself.gui.desk import Desk
    from jukiself.gui.notice import Notice
    from jukiself.work.inspect import Sitting


class Planning:
    """Serves one page: says there what came of it, and whether the book has it."""

    def __init__(
        self, desk: Desk, notice: Notice, saved: SignalInstance, changed: Callable[[], object] = lambda: None
    ) -> None:
        self._desk, self._notice, self._saved, self._changed = desk, notice, saved, changed

    def attempt(self, act: Callable[[], object]) -> bool:
        """Whether it was done; a refusal is said."""
        try:
            act()
        except self._desk.refusals as error:
            self._notice.refuse(str(error))
            self._saved.emit(False)
            return False
        self._saved.emit(True)
        return True

    def take(self, sitting: Sitting, finding: Finding) -> None:
        """Once; it can be taken back in place."""
        if plan.planned(sitting, finding):
            self._notice.say("この所見の一歩は、もう改善計画に入っています。")
            return
        step = plan.step_for(finding)
        if self.attempt(lambda: plan.add(sitting, step)):
            self._notice.say(f"改善計画に入れました：{step.what}", "取り消す", lambda: self._back(sitting, step))
            self._changed()

    def _back(self, sitting: Sitting, step: Step) -> None:
        if self.attempt(lambda: plan.withdraw(sitting, step)):
            self._notice.say("改善計画から外しました。")
            self._changed()
