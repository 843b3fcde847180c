"""もし〜なら, beside the findings: other answers tried on, what would follow shown at once, nothing written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from jukiself.checklist.model import Grade
from jukiself.findings.judge import STATUS_LABELS, Finding, Status
from jukiself.findings.what_if import Difference, difference, offers, suppose
from jukiself.gui.answer_button import AnswerButton
from jukiself.gui.notice import restyle
from jukiself.gui.theme import space
from jukiself.gui.words import Prose, label

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jukiself.answers.model import Key
    from jukiself.findings.what_if import Offer
    from jukiself.work.inspect import Sitting

_MOST = 12
_NOTHING = Difference((), (), (), ())


class WhatIfPanel(QFrame):
    """Holds what is supposed, several answers on top of each other, until it is closed."""

    changed = Signal()
    closed = Signal()
    plan_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.values: dict[Key, str] = {}
        self.outcome = _NOTHING
        self.buttons: dict[tuple[Key, str], AnswerButton] = {}
        self.drops: list[QPushButton] = []
        self._sitting: Sitting | None = None
        self._findings: tuple[Finding, ...] = ()
        self.close_button = QPushButton("やめて元に戻す（Esc）")
        self.result = QVBoxLayout()
        self.pane = QScrollArea()
        self.told = Prose("", "strong")
        self.close_button.setAccessibleName("もし〜ならをやめて元に戻す")
        self.close_button.clicked.connect(self.closed)
        self.plan_button = QPushButton("改善計画に入れる")
        self.plan_button.setAccessibleName("この所見の一歩を改善計画に入れる")
        self.plan_button.clicked.connect(self._plan)
        head = QHBoxLayout()
        head.addWidget(label("もし〜なら", "lead"), 1)
        head.addWidget(self.plan_button)
        head.addWidget(self.close_button)
        self.pane.setAccessibleName("もし〜なら")
        self.pane.setWidgetResizable(True)
        self.pane.setFrameShape(QFrame.Shape.NoFrame)
        self.pane.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.pane.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(space("middle"), space("small"), space("small"), space("small"))
        column.addLayout(head)
        column.addWidget(self.told)
        column.addWidget(self.pane, 1)

    # -- showing
    def show_finding(self, sitting: Sitting, findings: Sequence[Finding]) -> None:
        """Offer other answers for a finding and its refinements; what was supposed before stays."""
        self._sitting, self._findings = sitting, tuple(findings)
        self.plan_button.setVisible(self._findings[0].status is Status.DEFECT)
        self._judge()
        self._build()

    def clear(self) -> None:
        """Nothing is supposed any more."""
        self.values = {}
        self.outcome = _NOTHING

    def renew(self, sitting: Sitting) -> None:
        """The real answers may have changed meanwhile."""
        self._sitting = sitting
        self.values = {key: value for key, value in self.values.items() if key in sitting.situation.keys}
        self._judge()
        if self._findings:
            self._build()

    def first_focus(self) -> QWidget:
        """The first answer to try."""
        return next(iter(self.buttons.values()), self.close_button)

    def _judge(self) -> None:
        if self._sitting is not None:
            real = self._sitting.situation
            found = self.outcome = difference(real, suppose(real, self.values))
            good = [one for one in found.new if one.status is Status.STRENGTH]
            counts = (
                ("消える", len(found.gone)),
                ("良い点＋", len(good)),
                ("新しく出る", len(found.new) - len(good)),
                ("残る", len(found.stay)),
                ("片付く", len(found.closed)),
                ("設問＋", len(found.asked)),
            )
            told = "　".join(f"{words} {count}" for words, count in counts if count) or "所見は変わりません"
            self.told.say(f"ためし：{told}" if self.values else "ためしに見るだけです。本当の答えは変わりません。")

    def _build(self) -> None:
        assert self._sitting is not None  # noqa: S101 - show_finding came first
        inner = QWidget()
        inner.setObjectName("flow")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, space("small"), 0)
        column.setSpacing(space("small"))
        self.buttons, self.drops = {}, []
        if self._findings:
            column.addWidget(Prose(self._findings[0].title, "strong"))
        for offer in offers(self._sitting.situation, self._findings):
            self._add_offer(column, offer)
        self._add_stack(column)
        self._add_result(column)
        column.addStretch(1)
        place = self.pane.verticalScrollBar().value()
        self.pane.setWidget(inner)
        self.pane.verticalScrollBar().setValue(place)

    def _add_offer(self, column: QVBoxLayout, offer: Offer) -> None:
        assert self._sitting is not None  # noqa: S101 - show_finding came first
        situation = self._sitting.situation
        column.addWidget(Prose(self._asked(offer.key)))
        column.addWidget(Prose(f"いまの答え：{situation.label(offer.key)}", "quiet"))
        for choice in offer.choices:
            button = AnswerButton("→", f"もし「{choice.label}」なら", slim=True)
            button.setChecked(self.values.get(offer.key) == choice.value)
            button.clicked.connect(lambda on, key=offer.key, value=choice.value: self._choose(key, value, on=on))
            self.buttons[offer.key, choice.value] = button
            column.addWidget(button)
        if not offer.choices:
            good = situation.grade(offer.key) is Grade.MET
            column.addWidget(Prose("これは、もう良い答えです。" if good else "ここでは変えて見られません。", "quiet"))

    def _asked(self, key: Key) -> str:
        assert self._sitting is not None  # noqa: S101 - show_finding came first
        # A question may only be asked in the situation supposed.
        situation = self._sitting.situation
        question, member = situation.checklist.question[key.question], situation.member(key)
        return f"{question.number}　{question.text}{f'（{member.name}）' if member else ''}"

    def _add_stack(self, column: QVBoxLayout) -> None:
        """What is supposed beside this finding, each with its way back."""
        assert self._sitting is not None  # noqa: S101 - show_finding came first
        others = {key: value for key, value in self.values.items() if (key, value) not in self.buttons}
        if not others:
            return
        column.addWidget(label(f"重ねている「もし」　{len(others)}つ", "strong"))
        for key, value in others.items():
            question = self._sitting.checklist.question[key.question]
            choice = question.choice(value)
            row = QHBoxLayout()
            words = f"{self._asked(key)} → 「{choice.label if choice else value}」"
            row.addWidget(Prose(words), 1)
            drop = QPushButton("外す")
            drop.setProperty("role", "plain")
            drop.setAccessibleName(f"{question.number} の「もし」を外す")
            drop.clicked.connect(lambda _on, key=key, value=value: self._choose(key, value, on=False))
            self.drops.append(drop)
            row.addWidget(drop)
            column.addLayout(row)

    def _add_result(self, column: QVBoxLayout) -> None:
        found = self.outcome
        column.addWidget(label("そうすると", "strong"))
        if not self.values:
            column.addWidget(Prose("上の答えを選ぶと、所見がどう変わるかをここに示します。", "quiet"))
            return
        if found.nothing:
            column.addWidget(Prose("所見は変わりません。ほかの答えも合わせて変えてみてください。"))
        for sign, words, some in (
            ("▽", "消える", found.gone),
            ("△", "新しく出る", found.new),
            ("＝", "残る", found.stay),
        ):
            if some:
                column.addWidget(_result(f"{sign} {words}　{len(some)}件", map(_titled, some)))
        if found.asked:
            column.addWidget(_result(f"○ 新しく尋ねる設問　{len(found.asked)}件", map(self._asked, found.asked)))
        if found.closed:
            column.addWidget(_result(f"● 調べることが片付く　{len(found.closed)}件", map(self._asked, found.closed)))

    # -- hands
    def _plan(self) -> None:
        if self._findings:
            self.plan_wanted.emit(self._findings[0])

    def _choose(self, key: Key, value: str, *, on: bool) -> None:
        if on:
            self.values[key] = value
        else:
            self.values.pop(key, None)
        self._judge()
        self._build()
        button = self.buttons.get((key, value))
        (button or self.close_button).setFocus()
        self.changed.emit()


def _titled(finding: Finding) -> str:
    return f"〔{STATUS_LABELS[finding.status]}〕{finding.title}"


def _result(title: str, lines: Iterable[str]) -> Prose:
    told = list(lines)
    more = [f"・ほか {len(told) - _MOST}件"] if len(told) > _MOST else []
    made = Prose("\n".join([title, *(f"・{one}" for one in told[:_MOST]), *more]))
    made.setProperty("voice", "outcome")
    restyle(made)
    return made
