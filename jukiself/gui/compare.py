"""前年度と比べる: this inspection beside an earlier one of the same office."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from jukiself.answers.model import Key
from jukiself.gui import background, compare_text
from jukiself.gui.flow_layout import FlowLayout
from jukiself.gui.notice import Notice
from jukiself.gui.steady import switch
from jukiself.gui.theme import space
from jukiself.gui.words import Prose, label, place_words
from jukiself.report.comparison import side
from jukiself.report.differences import WAY_LABELS, Way

if TYPE_CHECKING:
    from collections.abc import Callable

    from jukiself.gui.desk import Desk, Listed
    from jukiself.report.differences import Differences
    from jukiself.work.inspect import Sitting

_NOTHING = (
    "この保存ファイルには、前の年度の点検がまだありません。\n\n"
    "来年度に「新しく点検を始める」で今年の点検から始めると、ここに違いが並びます。\n"
    "前の年度の回答書（Excel）が手元にあれば、上の「前の回答書を選ぶ」で、いま比べられます。"
)
_FINDINGS, _COUNTS = "findings", "counts"
#: What is unchanged is not told one by one.
_TABS = {
    _FINDINGS: "所見",
    **{one.value: WAY_LABELS[one] for one in Way if one is not Way.SAME},
    _COUNTS: "分野と段階",
}


class ComparePage(QWidget):
    """Reads only: nothing here changes an answer."""

    wanted = Signal(object)
    print_wanted = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.desk = desk
        self.sitting: Sitting | None = None
        self.found: Differences | None = None
        self.notice = Notice()
        self.sides = Prose("", "strong")
        self.years: list[QPushButton] = []
        self.tabs = {one: QPushButton(words) for one, words in _TABS.items()}
        self.file = QPushButton("前の回答書を選ぶ…")
        self.print = QPushButton("PDF にする")
        self.text = QTextBrowser()
        self._chosen: str = _FINDINGS
        self._task: background.Task | None = None
        self._source: Callable[[], Differences] | None = None
        self._shelf = QWidget()
        self._years_row = FlowLayout(self._shelf, space("hair"))
        self._lay_out()
        self.file.clicked.connect(self._choose_file)
        self.print.clicked.connect(self.write)
        self.text.anchorClicked.connect(self._follow)

    def _lay_out(self) -> None:
        self.file.setAccessibleName("前の回答書（Excel）を選んで比べる")
        self.print.setAccessibleName("この比較を PDF にする")
        self.text.setAccessibleName("前との違い")
        self.text.setOpenLinks(False)
        self.text.setMinimumHeight(120)
        top = QHBoxLayout()
        top.addWidget(label("前の点検", "strong"))
        top.addWidget(self._shelf, 1)
        top.addWidget(self.file)
        top.addWidget(self.print)
        tabs = QWidget()
        row = FlowLayout(tabs, 0)
        for name, button in self.tabs.items():
            button.setCheckable(True)
            button.setProperty("role", "tab")
            button.setAccessibleName(button.text())
            button.clicked.connect(lambda _on, name=name: self.show_tab(name))
            row.addWidget(button)
        self._tab_row = tabs
        column = QVBoxLayout(self)
        column.setContentsMargins(space("middle"), space("small"), space("middle"), space("small"))
        column.setSpacing(space("small"))
        column.addLayout(top)
        for widget in (self.sides, self.notice, tabs):
            column.addWidget(widget)
        column.addWidget(self.text, 1)

    def first_focus(self) -> QWidget:
        """What is read; with nothing to read, the way to something."""
        return self.text if self.found else self.file

    def close_sitting(self) -> None:
        """Let the sitting go."""
        self.sitting, self.found, self._source = None, None, None

    # -- what is compared
    def show_sitting(self, sitting: Sitting) -> None:
        """Compare with what was chosen before, or with the newest earlier inspection of the book."""
        if sitting is not self.sitting:
            self.sitting = sitting
            self._source, self._chosen = None, _FINDINGS
            self.notice.clear()
            self._offer(list(self.desk.befores(sitting)))
        self._renew()

    def _offer(self, listed: list[Listed]) -> None:
        for button in self.years:
            self._years_row.removeWidget(button)
            button.deleteLater()
        self.years = []
        for one in listed:
            button = QPushButton(one.title)
            button.setCheckable(True)
            button.setProperty("role", "basis")
            button.setAccessibleName(f"{one.title}と比べる")
            button.clicked.connect(lambda _on, ident=one.id, button=button: self._choose(ident, button))
            self._years_row.addWidget(button)
            self.years.append(button)
        if listed:
            self._choose(listed[0].id, self.years[0])

    def _choose(self, inspection_id: int, chosen: QPushButton) -> None:
        sitting = self.sitting
        if sitting is not None:
            self._take(lambda: self.desk.compare(sitting, inspection_id))
            self._mark(chosen)

    def _mark(self, chosen: QPushButton | None) -> None:
        for button in self.years:
            button.setChecked(button is chosen)

    def _choose_file(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self, "前の回答書を選ぶ", str(self.desk.last_folder()), "回答書 (*.xlsx)"
        )
        if chosen:
            self.take_file(Path(chosen))

    def take_file(self, path: Path) -> None:
        """Compare with a return workbook; nothing of it is taken in."""
        sitting = self.sitting
        if sitting is not None and self._take(lambda: self.desk.compare_file(sitting, path)):
            self._mark(None)

    def _take(self, source: Callable[[], Differences]) -> bool:
        """Compare with something else; what cannot be compared leaves everything as it was."""
        try:
            self.found = source()
        except self.desk.refusals as error:
            self.notice.refuse(str(error))
            return False
        self._source = source
        self.notice.clear()
        self._fill()
        return True

    def _renew(self) -> None:
        if self._source is None or not self._take(self._source):
            self._fill()

    # -- showing
    def show_tab(self, name: str) -> None:
        """One chapter."""
        self._chosen = name
        self._fill()

    def _fill(self) -> None:
        found = self.found
        self._tab_row.setVisible(found is not None)
        self.print.setVisible(found is not None)
        self.sides.setVisible(found is not None)
        if found is None:
            self.text.setPlainText(_NOTHING)
            return
        self.sides.say(f"前：{side(found.before)}　　今：{side(found.now)}")
        for name, button in self.tabs.items():
            button.setText(self._title(name, found))
            button.setAccessibleName(button.text())
            button.setChecked(name == self._chosen)
        if self._chosen == _FINDINGS:
            html = compare_text.findings(found)
        elif self._chosen == _COUNTS:
            html = compare_text.tables(found)
        else:
            html = compare_text.chapter(found, Way(self._chosen))
        self.text.setHtml(self._provisional(found) + html)

    @staticmethod
    def _title(name: str, found: Differences) -> str:
        return _TABS[name] if name in {_FINDINGS, _COUNTS} else f"{_TABS[name]} {found.counts[Way(name)]}"

    @staticmethod
    def _provisional(found: Differences) -> str:
        unanswered = found.now.progress.unanswered
        if not unanswered:
            return ""
        return f"<p><b>暫定</b>　今の点検に未回答が {unanswered} 問あります。答えがそろうと変わります。</p>"

    def _follow(self, link: QUrl) -> None:
        if link.scheme() == "key":
            self.wanted.emit(Key.parse(link.path()))

    # -- going out
    def write(self) -> None:
        """The same as PDF, beside the other papers."""
        sitting, found = self.sitting, self.found
        if sitting is None or found is None or not self.print.isEnabled():
            return
        switch(self.print, on=False)
        self.notice.say("PDF を作っています…")
        made: list[Path] = []
        work = lambda: made.append(self.desk.write_comparison(sitting, found))  # noqa: E731 - one line, used once
        self._task = background.run(work, self, lambda error: self._written(made, error))

    def _written(self, made: list[Path], error: BaseException | None) -> None:
        switch(self.print, on=True)
        if error is None:
            path = made[0]
            self.notice.say(f"作りました：{place_words(path)}", "見て印刷する", lambda: self.print_wanted.emit([path]))
        elif isinstance(error, self.desk.refusals):
            self.notice.refuse(str(error))
        else:
            self.notice.refuse("書き出せませんでした。")
            raise error
