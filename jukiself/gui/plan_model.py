"""The plan as rows and columns for Qt: what stands in each cell, and what typing into it means."""

from __future__ import annotations

from dataclasses import replace
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from jukiself.answers.model import STEP_LABELS, StepState
from jukiself.answers.years import fiscal_year
from jukiself.report.planning import STANDING_WORDS, Standing, by_day, by_urgency, lines
from jukiself.report.words import short_day
from jukiself.work import plan

if TYPE_CHECKING:
    from collections.abc import Callable

    from jukiself.answers.model import Step
    from jukiself.report.planning import Line
    from jukiself.work.inspect import Sitting

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
STATE_SIGNS = {StepState.OPEN: "○", StepState.DOING: "→", StepState.DONE: "●", StepState.DROPPED: "－"}
LATE = "▲ 期限切れ"
_OPEN = "未定"


class Column(IntEnum):
    """The columns, left to right."""

    WHAT = 0
    WHO = 1
    UNTIL = 2
    STATE = 3
    RESULT = 4


TITLES = ("行うこと", "担当（職）", "期限", "状態", "結果・理由")


class Said(NamedTuple):
    """A paragraph of a cell, in one of the voices of the theme."""

    text: str
    voice: str = "ink"
    strong: bool = False
    most: int = 99


class PlanModel(QAbstractTableModel):
    """``attempt`` runs a change of the sitting and says whether it was kept. The order of the rows is the page's."""

    #: A step is to be dropped, and its row wants the reason first.
    reason_wanted = Signal(int)

    def __init__(self, attempt: Callable[[Callable[[], object]], bool]) -> None:
        super().__init__()
        self._attempt = attempt
        self.sitting: Sitting | None = None
        self.lines: list[Line] = []
        self._dropping: int | None = None

    # -- showing
    def show_plan(self, sitting: Sitting | None) -> None:
        """The plan as it is kept; rows that are there stay in their order, new ones follow."""
        self.sitting = sitting
        found = lines(sitting.situation, sitting.findings, sitting.today()) if sitting else ()
        known = {one.place for one in self.lines}
        if known == set(range(len(found))):
            self.lines = [found[one.place] for one in self.lines]
            if self.lines:
                self.dataChanged.emit(self.index(0, 0), self.index(len(self.lines) - 1, len(Column) - 1))
        elif len(found) == len(known) + 1 and known == set(range(len(known))):
            self.beginInsertRows(QModelIndex(), len(known), len(known))
            self.lines = [*(found[one.place] for one in self.lines), found[-1]]
            self.endInsertRows()
        else:
            self._put(by_day(found))

    def arrange(self, *, urgent: bool) -> None:
        """The rows anew, by day or by urgency."""
        self._put((by_urgency if urgent else by_day)(self.lines))

    def _put(self, found: list[Line]) -> None:
        self.beginResetModel()
        self.lines = found
        self.endResetModel()

    def row_of(self, place: int) -> int:
        """The row of a step."""
        return next((row for row, one in enumerate(self.lines) if one.place == place), -1)

    def said(self, index: _Index) -> list[Said]:
        """What stands in a cell, paragraph by paragraph."""
        line = self.lines[index.row()]
        step = line.step
        match Column(index.column()):
            case Column.WHAT:
                return list(self._what(line))
            case Column.WHO:
                return [Said(step.who) if step.who else Said(_OPEN, "quiet")]
            case Column.UNTIL:
                day = Said(short_day(step.until)) if step.until else Said(_OPEN, "quiet")
                return [day, Said(LATE, "wrong", strong=True)] if line.overdue else [day]
            case Column.STATE:
                return [Said(f"{STATE_SIGNS[step.state]} {STEP_LABELS[step.state]}")]
            case Column.RESULT:
                return [Said(step.result)]

    def _what(self, line: Line) -> list[Said]:
        found = [Said(line.step.what, strong=not line.step.closed)]
        if line.step.about:
            found.append(Said(line.step.about, "quiet", most=1))
        if words := STANDING_WORDS[line.standing]:
            good = line.standing is Standing.GONE
            found.append(Said(f"{'★' if good else '！'} {words}", "accent" if good else "wrong", strong=True))
        if line.step.since and self.sitting and line.step.since != self.sitting.inspection.year:
            found.append(Said(f"{fiscal_year(line.step.since)}からの続き", "quiet"))
        return found

    # -- what Qt asks
    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """As many as steps."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Always the same."""
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The heads of the columns; rows have none."""
        across = orientation is Qt.Orientation.Horizontal
        if across and role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return TITLES[section]
        return None

    def flags(self, _index: _Index) -> Qt.ItemFlag:
        """Every cell can be typed in."""
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words for the eye and the ear; for an editor what is kept."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.EditRole:
            return self._kept(index)
        words = "、".join(one.text for one in self.said(index) if one.text)
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{TITLES[index.column()]}：{words or 'まだ書いていません'}"
        return None

    def _kept(self, index: _Index) -> object:
        step = self.lines[index.row()].step
        kept = {
            Column.WHAT: step.what,
            Column.WHO: step.who,
            Column.UNTIL: short_day(step.until),
            Column.STATE: step.state,
            Column.RESULT: step.result,
        }
        return kept[Column(index.column())]

    # -- typing
    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Keep what was typed; False where it was refused."""
        if self.sitting is None or role != Qt.ItemDataRole.EditRole or value == self._kept(index):
            return True
        sitting, line = self.sitting, self.lines[index.row()]
        if value is StepState.DROPPED and not line.step.result.strip():
            self.reason_wanted.emit(index.row())
            return True
        return self._attempt(
            lambda: plan.change(sitting, line.place, self._typed(sitting, line, Column(index.column()), value))
        )

    def _typed(self, sitting: Sitting, line: Line, column: Column, value: object) -> Step:
        step, text = line.step, str(value)
        match column:
            case Column.WHAT:
                return replace(step, what=text)
            case Column.WHO:
                return replace(step, who=text)
            case Column.UNTIL:
                return replace(step, until=plan.day(sitting, text))
            case Column.STATE:
                return replace(step, state=StepState(text))
            case Column.RESULT:
                dropped = self._dropping == line.place and text.strip()
                return replace(step, result=text, state=StepState.DROPPED if dropped else step.state)

    def drop(self, place: int | None) -> None:
        """A reason typed from now on drops this step; None where it was given up."""
        self._dropping = place

    def advance(self, index: _Index) -> bool:
        """未着手 → 取組中 → 済み → 未着手."""
        ways = {StepState.OPEN: StepState.DOING, StepState.DOING: StepState.DONE}
        state = ways.get(self.lines[index.row()].step.state, StepState.OPEN)
        return self.setData(self.index(index.row(), Column.STATE), state)
