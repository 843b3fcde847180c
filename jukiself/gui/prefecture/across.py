"""見渡す: all replies together; every number leads to the offices behind it, and from there to a reply."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from jukiself.answers.years import fiscal_year
from jukiself.findings.score import PART_LABELS
from jukiself.gui.flow_layout import FlowRow
from jukiself.gui.prefecture import across_lines as lines
from jukiself.gui.prefecture.office_picture import OfficePicture
from jukiself.gui.prefecture.pull_down import PullDown
from jukiself.gui.prefecture.round_page import NO_REPLIES, RoundPage
from jukiself.gui.prefecture.sieve import Sieve
from jukiself.gui.prefecture.table import PlainTable
from jukiself.gui.theme import space
from jukiself.gui.words import Prose
from jukiself.survey.across import WEAKEST
from jukiself.work.survey import Wish

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jukiself.gui.desk import Desk
    from jukiself.gui.prefecture.gathering import Gathering
    from jukiself.report.survey import Survey
    from jukiself.survey.distribution import Codes
    from jukiself.survey.reply import Reply

_BESIDE = 60
_PICTURE = "picture"
#: name, words, headings, widths, how the lines are made
_VIEWS: tuple[tuple[str, str, tuple[str, ...], tuple[float, ...], Callable[[Survey], Iterator[lines.Line]]], ...] = (
    ("crossings", "全体について言えること", ("ことがら", "団体", "不明", "言えること"), (0, 4, 3, 0), lines.crossings),
    ("spreads", "所見ごと", ("所見", "分野", "種類", "重さ", "団体", "不明"), (0, 6, 5, 4, 4.5, 3), lines.spreads),
    ("answers", "設問ごと", ("設問", "答え", "数", "割合"), (0, 0, 4.5, 8), lines.answers),
    ("unknown", "わからない", ("設問", "わからない", "割合"), (0, 6, 8), lines.unknown),
    ("then", "前と今", ("", "ことがら", "変わり方"), (3, 0, 0), lines.then),
)
_WHAT = "数は団体の数です。マスや行を選ぶと、その団体が右に並びます。Enter で回答を見られます。"


class AcrossPage(RoundPage):
    """``reply_wanted`` brings the inspection behind a number."""

    reply_wanted = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.survey: Survey | None = None
        self._stamp: object = None
        self._asked: Wish | None = None
        self._looked = False
        self.whose, self.said = Prose("", "strong"), Prose()
        self.sieve = Sieve()
        self.before = PullDown("比べる年度")
        self.picture = OfficePicture()
        self.views: dict[str, QPushButton] = {}
        self.tables: dict[str, PlainTable[lines.Line]] = {}
        self.parts = QStackedWidget()
        self.offices: PlainTable[Reply] = PlainTable("その団体", ("団体", "分かったこと"), (0, 0), lines=7)
        self._lay_out()
        self._connect()

    # -- layout
    def _lay_out(self) -> None:
        column = self._column("見渡す")
        tabs, group = FlowRow(space("hair")), QButtonGroup(self)
        for name, words in ((_PICTURE, "分野と段階の図"), *((one[0], one[1]) for one in _VIEWS)):
            button = self.views[name] = QPushButton(words)
            button.setCheckable(True)
            button.setProperty("role", "member")
            button.setAccessibleName(words)
            button.clicked.connect(lambda _on, name=name: self.look(name))
            group.addButton(button)
            tabs.flow.addWidget(button)
        self.views[_PICTURE].setChecked(True)
        frame = QScrollArea()
        frame.setWidget(self.picture)
        frame.setWidgetResizable(True)
        frame.setAccessibleName("分野と段階の図")
        frame.setProperty("focusPolicy", "NoFocus")
        frame.setMinimumHeight(180)
        self.picture.setAccessibleName("分野と段階ごとの団体の数")
        self.picture.moved.connect(
            lambda box: frame.ensureVisible(int(box.center().x()), int(box.center().y()), 60, 40)
        )
        self.parts.addWidget(frame)
        for name, words, titles, widths, _make in _VIEWS:
            table = self.tables[name] = PlainTable(words, titles, widths, lines=7)
            table.moved.connect(self._behind)
            table.chosen.connect(lambda _line: self.offices.setFocus())
            self.parts.addWidget(table)
        right = QWidget()
        beside = QVBoxLayout(right)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.said)
        beside.addWidget(self.offices, 1)
        tabs.flow.addWidget(self.before)
        head = FlowRow(space("middle"))
        head.flow.addWidget(self.whose)
        head.flow.addWidget(self.sieve.off)
        for whole in (self.notice, self.band, head, self.sieve, tabs):
            column.addWidget(whole)
        column.addLayout(self._two(((self.parts, 2), (right, 1)), _BESIDE), 1)
        column.addWidget(Prose(_WHAT, "quiet"))

    def _connect(self) -> None:
        self.before.activated.connect(lambda _row: self._ask())
        self.sieve.changed.connect(self._ask)
        self.picture.chosen.connect(lambda _cell: self._behind())
        self.offices.chosen.connect(self._open)

    # -- showing
    def show_gathering(self, gathering: Gathering) -> None:
        """The replies as they are now; worked out anew only where others count."""
        if gathering is not self.gathering:
            self.gathering, self._asked, self.survey = gathering, None, None
            self.notice.clear()
            self.sieve.clear()
        try:
            years = gathering.across().years_before()
            stamp = gathering.across().stamp()
        except gathering.refusals as error:
            self.notice.refuse(str(error))
            return
        self.before.offer([("前の年度と比べない", 0), *((f"{fiscal_year(one)}と比べる", one) for one in years)])
        self.before.setVisible(bool(years))
        if stamp != self._stamp:
            self._stamp, self._asked = stamp, None
        self._ask()

    def close_gathering(self) -> None:
        """The book is closed; whatever is at work stops."""
        super().close_gathering()
        self.survey = self._asked = None

    def first_focus(self) -> QWidget:
        """What is looked at; after a look at a reply, the office it was opened from."""
        if self._looked:
            self._looked = False
            return self.offices
        return self.picture if self.views[_PICTURE].isChecked() else self._table or self.picture

    @property
    def wish(self) -> Wish:
        """What is chosen."""
        return Wish(self.sieve.choices, before=int(self.before.currentData() or 0))

    def _ask(self) -> None:
        gathering, wish = self.gathering, self.wish
        if gathering is None or wish == self._asked or self.band.busy:
            return
        self._asked = wish
        across = gathering.across()
        self.band.run(
            gathering, "回答を見渡しています", lambda tell: across.survey(wish, tell), self._show, stopped=self._forget
        )

    def _forget(self) -> None:
        self._asked = None
        words = "見渡すのをやめました。ここまで見た分は残っています。"
        self.notice.say(words, "続きを見渡す", self._ask)

    def _show(self, survey: Survey) -> None:
        self.survey = survey
        self.whose.say(lines.whose(survey) if survey.across.replies or survey.chosen else NO_REPLIES)
        self.sieve.show_there(survey.there)
        self.picture.show_across(survey.across)
        for name, _words, _titles, _widths, make in _VIEWS:
            found = list(make(survey))
            self.tables[name].show_rows([one.cells for one in found], found)
        self.views["then"].setVisible(survey.then is not None)
        if survey.then is None and self.views["then"].isChecked():
            self.look(_PICTURE)
        self._behind()
        if self.wish != self._asked:
            self._ask()

    def look(self, name: str) -> None:
        """At one of the views."""
        self.views[name].setChecked(True)
        self.parts.setCurrentIndex(0 if name == _PICTURE else 1 + list(self.tables).index(name))
        self._behind()

    @property
    def _table(self) -> PlainTable[lines.Line] | None:
        return next((table for name, table in self.tables.items() if self.views[name].isChecked()), None)

    # -- the offices behind a number
    def _behind(self) -> None:
        if self.survey is None:
            return
        if (table := self._table) is not None:
            line = table.thing
            self._show_offices(line.said if line else "", line.behind if line else ())
        else:
            self._show_cell(self.survey)

    def _show_cell(self, survey: Survey) -> None:
        cell = self.picture.cell
        standing = survey.across.picture.get(cell) if cell else None
        if cell is None or standing is None:
            self._show_offices("マスを選ぶと、その所の団体が並びます。", (("", survey.across.codes),))
            return
        titles = survey.across.checklist.titles
        area, stage = titles.get(f"area:{cell[0]}", cell[0]), titles.get(f"stage:{cell[1]}", cell[1])
        groups = [(PART_LABELS[part], getattr(standing, part)) for part in WEAKEST]
        weakest = "団体ごとに、いちばん弱い答えで分けています。"
        self._show_offices(f"{area}・{stage}\n{weakest}", (*groups, ("該当なし", standing.outside)))

    def _show_offices(self, said: str, behind: tuple[tuple[str, Codes], ...] | list[tuple[str, Codes]]) -> None:
        if self.survey is None:
            return
        replies = self.survey.across.by_code
        found = [(words, replies[code]) for words, codes in behind for code in codes if code in replies]
        self.said.say(said)
        rows = []
        for words, reply in found:
            by = f"（{reply.by.name}の回答による）" if reply.by else ""
            rows.append((f"{reply.listed.office.name}{by}", words))
        self.offices.show_rows(rows, [reply for _, reply in found], stay=False)

    def _open(self, reply: Reply) -> None:
        if reply.inspection:
            self._looked = True
            self.reply_wanted.emit(reply.inspection)
