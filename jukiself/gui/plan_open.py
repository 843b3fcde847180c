"""The findings that have no step yet: what is wrong, the first step it proposes, what that costs and who decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from jukiself.checklist.model import COST_LABELS, SEVERITY_LABELS
from jukiself.findings.judge import STATUS_LABELS, Status
from jukiself.gui.cell_text import draw_paragraphs, height_of
from jukiself.gui.finding_text import SEVERITY_SHAPES
from jukiself.gui.plan_model import Said
from jukiself.gui.theme import theme
from jukiself.work import plan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jukiself.checklist.model import Checklist
    from jukiself.findings.judge import Finding

_SAID = Qt.ItemDataRole.UserRole
_TAKE = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Plus}
_GAP = 4


class OpenFindings(QListWidget):
    """Enter, ＋ or a double click takes the first step of a finding over."""

    taken = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("まだ計画に入れていない所見")
        self.setItemDelegate(_Painter(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(24)
        self._findings: Sequence[Finding] = ()
        self.itemDoubleClicked.connect(lambda _item: self.take())

    def show_findings(self, checklist: Checklist, findings: Sequence[Finding]) -> None:
        """These, in this order; one stays in about the same place."""
        before = self.currentRow()
        self._findings = findings
        self.clear()
        for one in findings:
            said = _said(checklist, one)
            item = QListWidgetItem()
            item.setData(_SAID, said)
            words = "、".join(part.text for part in said)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
            item.setToolTip("\n".join(part.text for part in said))
            self.addItem(item)
        if findings:
            self.setCurrentRow(min(max(before, 0), len(findings) - 1))

    @property
    def finding(self) -> Finding | None:
        """The one in hand."""
        row = self.currentRow()
        return self._findings[row] if 0 <= row < len(self._findings) else None

    def take(self) -> None:
        """Into the plan with it."""
        if self.finding is not None:
            self.taken.emit(self.finding)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and ＋ take the finding in hand."""
        if Qt.Key(event.key()) in _TAKE:
            self.take()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows are as high as their text at this width."""
        super().resizeEvent(event)
        self.doItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        """And at this size of letters."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.doItemsLayout()


def effort_words(checklist: Checklist, finding: Finding) -> str:
    """手間 and who decides, where the finding's rule says so."""
    remedy = finding.rule.remedy if finding.rule and finding.status is Status.DEFECT else None
    if remedy is None:
        return ""
    decides = checklist.titles.get(f"person:{remedy.decides}", remedy.decides)
    return f"{COST_LABELS[remedy.cost]}　決める人：{decides}"


def _said(checklist: Checklist, finding: Finding) -> list[Said]:
    defect = finding.status is Status.DEFECT
    shape = SEVERITY_SHAPES.get(finding.severity, "") if defect and finding.severity else ""
    weight = SEVERITY_LABELS[finding.severity] if defect and finding.severity else ""
    badge = f"{shape} {weight}" if weight else f"？ {STATUS_LABELS[finding.status]}"
    step = plan.step_for(finding)
    return [
        Said(finding.title, strong=True, most=3),
        Said("　".join(filter(None, (badge, effort_words(checklist, finding)))), "quiet", most=2),
        Said(step.what, most=3),
    ]


class _Painter(QStyledItemDelegate):
    """One card a finding."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """A frame, thick and with a ground around the one in hand."""
        box = option.rect.adjusted(0, 0, -1, -_GAP)
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        focused = chosen and bool(state & QStyle.StateFlag.State_HasFocus)
        painter.fillRect(box, theme().colour("accent_soft" if chosen else "surface"))
        colour = "focus" if focused else "accent" if chosen else "line"
        painter.setPen(QPen(theme().colour(colour), 2 if focused else 1))
        painter.drawRect(box.adjusted(1, 1, -1, -1) if focused else box)
        draw_paragraphs(painter, box, index.data(_SAID), self._list.font())

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As high as its words."""
        width = self._list.viewport().width()
        return QSize(width, height_of(index.data(_SAID), self._list.font(), width) + _GAP)

    @property
    def _list(self) -> QListWidget:
        return cast("QListWidget", self.parent())
