"""A new inspection: which office, which 年度, how deep. The rest has a good default."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCompleter,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from jukiself.answers.years import fiscal_year
from jukiself.gui.choices import dress_choices
from jukiself.gui.copies_row import CopiesRow
from jukiself.gui.desk import Desk, Wish
from jukiself.gui.flow_layout import FlowRow
from jukiself.gui.look_back import LookBack
from jukiself.gui.notice import Notice
from jukiself.gui.theme import space
from jukiself.gui.words import Centred, Prose, fill, label, nearest, place_words
from jukiself.gui.year_before import YearBefore

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from jukiself.answers.model import Office
    from jukiself.gui.desk import Earlier

_CODE_LENGTH = 6
_LOWEST = 44
_WIDEST = 960
_LOOKING = "前の年度の点検を探しています… 見つかったら、そのまま始めます。"
_ALL_IN_ONE = "答えはすべて、このファイル1つに入ります。係だけが見られる所に置きます。"
_WITH_BEFORE = "前の年度の点検と同じファイルに続けて入ります。名前の年度は、始めた年度のままです。"
_PLAIN = str.maketrans("０１２３４５６７８９", "0123456789")


class NewPage(QWidget):
    """``begun`` brings the `Wish`; the shell carries it to the desk."""

    begun = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.desk = desk
        self.notice = Notice()
        self.office = _line("団体名", "例：原村（1文字打つと候補が出ます）")
        self.code = _line("団体コード", "6桁")
        self.code.setMaxLength(_CODE_LENGTH)
        self.years = {shift: QPushButton() for shift in (-1, 0, 1)}
        for shift, button in self.years.items():
            button.setAccessibleName(("前年度", "今年度", "翌年度")[shift + 1])
        self.before = YearBefore()
        self.look_back = LookBack(desk, self)
        self._waits = False
        self._before_title = label("前の年度", "strong")
        self.depths = {full: QPushButton() for full in (False, True)}
        self.extras: dict[str, QPushButton] = {}
        self._extra_row = FlowRow(space("small"))
        self.place = Prose("", "quiet").in_middle()
        self.elsewhere = QPushButton("場所を変える…")
        self.copies = CopiesRow(desk)
        self.begin = QPushButton("始める")
        self.back = QPushButton("やめる")
        self._offices: dict[str, Office] = {}
        self._path: Path | None = None
        self._picking = False
        self._lay_out()
        self._connect()

    # -- layout
    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(space("large"))
        grid.setVerticalSpacing(space("middle"))
        rows: tuple[tuple[QWidget, QHBoxLayout | FlowRow], ...] = (
            (label("団体", "strong"), _beside(self.office, label("団体コード", "quiet"), self.code)),
            (label("年度", "strong"), self._year_row()),
            (self._before_title, _beside(self.before)),
            (label("深さ", "strong"), self._depth_row()),
            (label("足す分野", "strong"), self._extra_row),
            (label("保存する所", "strong"), _beside(self.place, self.elsewhere)),
            (label("控え", "strong"), _beside(self.copies)),
        )
        for row, (title, line) in enumerate(rows):
            grid.addWidget(title, row, 0)
            if isinstance(line, FlowRow):
                grid.addWidget(line, row, 1)
            else:
                grid.addLayout(line, row, 1)
        grid.setColumnStretch(1, 1)
        self.begin.setProperty("role", "main")
        self.begin.setMinimumWidth(180)
        feet = _beside(self.begin, self.back)
        feet.addStretch(1)
        column = fill(self, Centred("新しく点検を始める", _WIDEST, self, sideways=True))
        column.setContentsMargins(3 * space("large"), space("large"), 3 * space("large"), space("large"))
        column.setSpacing(space("large"))
        column.addWidget(label("新しく点検を始める", "title"))
        column.addWidget(self.notice)
        column.addLayout(grid)
        column.addLayout(feet)
        column.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The code's box is as wide as a code, and nothing lower than its letters, however large they are."""
        super().resizeEvent(event)
        for one in (self.office, self.code, self.elsewhere, self.begin, self.back):
            one.setMinimumHeight(max(one.sizeHint().height(), _LOWEST if one is self.begin else 0))
        self.code.setFixedWidth(
            self.code.fontMetrics().horizontalAdvance("0" * (_CODE_LENGTH + 3)) + 2 * space("middle")
        )

    def _depth_row(self) -> FlowRow:
        group = QButtonGroup(self)
        for full, button in self.depths.items():
            button.setCheckable(True)
            button.setProperty("role", "basis")
            button.setAccessibleName("詳細" if full else "簡易")
            group.addButton(button)
        self.depths[True].setChecked(True)
        return _flowing(*self.depths.values())

    def _year_row(self) -> FlowRow:
        group = QButtonGroup(self)
        for button in self.years.values():
            button.setCheckable(True)
            button.setProperty("role", "basis")
            button.clicked.connect(lambda _on: self._look_back())
            group.addButton(button)
        return _flowing(*self.years.values())

    @property
    def year(self) -> int:
        """The 年度 chosen."""
        return self.desk.this_year() + next(shift for shift, button in self.years.items() if button.isChecked())

    def _connect(self) -> None:
        for button, name in ((self.begin, "始める"), (self.back, "やめる"), (self.elsewhere, "保存する所を変える")):
            button.setAccessibleName(name)
        self.office.textEdited.connect(self._name_typed)
        self.code.textEdited.connect(self._code_typed)
        self.office.returnPressed.connect(lambda: QTimer.singleShot(0, self._begin_unless_picked))
        self.code.returnPressed.connect(self._begin)
        self.before.changed.connect(self._follow_before)
        self.look_back.found.connect(self._looked_back)
        self.elsewhere.clicked.connect(self._choose_place)
        self.begin.clicked.connect(self._begin)
        self.back.clicked.connect(self.left)

    # -- showing
    def open_next(self, code: str) -> None:
        """The same for an office that has been inspected before."""
        self.open()
        self.code.setText(code)
        self._code_typed(code)
        self.begin.setFocus()

    def open(self) -> None:
        """An empty form with today's 年度."""
        self.notice.clear()
        self.office.clear()
        self.code.clear()
        self._path = None
        self.copies.show_place()
        for shift, button in self.years.items():
            words = fiscal_year(self.desk.this_year() + shift)
            button.setText(words)
            button.setAccessibleName(words)
        self.years[0].setChecked(True)
        if not self._offices:
            self._offices = {f"{one.name}（{one.code}）": one for one in self.desk.offices()}
            self._complete()
        for full, button in self.depths.items():
            count = self.desk.size(full=full)
            button.setText(f"詳細　すべての設問（{count}問から）" if full else f"簡易　大事な設問だけ（{count}問から）")
        if not self.extras:
            self._offer_extras()
        for button in self.extras.values():
            button.setChecked(False)
        self._look_back()
        self.office.setFocus()

    def _offer_extras(self) -> None:
        for area, title in self.desk.extras():
            button = QPushButton(f"＋ {title}")
            button.setCheckable(True)
            button.setProperty("role", "basis")
            button.setAccessibleName(f"{title}も尋ねる")
            self.extras[area] = button
            self._extra_row.flow.addWidget(button)
        self._extra_row.flow.addWidget(label("選ばなければ尋ねません", "quiet"))

    def _complete(self) -> None:
        completer = QCompleter(self)
        completer.setModel(QStringListModel(list(self._offices), completer))
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(8)
        dress_choices(completer.popup(), "団体の候補")
        completer.activated[str].connect(self._picked)  # type: ignore[index]  # PySide's stubs know no overloads
        self.office.setCompleter(completer)

    def _picked(self, words: str) -> None:
        office = self._offices[words]
        self.code.setText(office.code)
        self._picking = True
        # The completer puts its own words in after this.
        QTimer.singleShot(0, lambda: self._put_name(office))

    def _put_name(self, office: Office) -> None:
        self._picking = False
        self.office.setText(office.name)
        self._look_back()
        self.begin.setFocus()

    def _name_typed(self, text: str) -> None:
        words = _digits(text)
        same = [one for one in self._offices.values() if words in {one.name, one.code}]
        if len(same) == 1:
            self.code.setText(same[0].code)
        elif self.code.text() in {one.code for one in self._offices.values()}:
            self.code.clear()
        self._look_back()

    def _code_typed(self, typed: str) -> None:
        code = _digits(typed)
        if code != typed:
            self.code.setText(code)
        found = next((one for one in self._offices.values() if one.code == code), None)
        if found:
            self.office.setText(found.name)
        self._look_back()

    # -- the year before
    def _look_back(self) -> None:
        """Is there an earlier inspection of this office to begin from?"""
        code, path = self.code.text().strip(), self._path or self.desk.book_path(self._name(), self.year)
        self._waits = False
        if len(code) == _CODE_LENGTH:
            self._show_place()
            self.look_back.ask(code, self.year, path)
        else:
            self.look_back.nothing()

    def _looked_back(self, found: Earlier | None) -> None:
        self.before.offer(found)
        for widget in (self._before_title, self.before):
            widget.setVisible(found is not None)
        if found is not None and not self.office.text():
            self.office.setText(found.office.name)  # an office on no list of ours
        self._show_place()
        if self._waits:
            self.notice.clear()
            self._begin()

    def _follow_before(self) -> None:
        """As deep and as wide as last year, in the same book; each can still be changed."""
        before = self.before.before
        if before is not None:
            self.depths[before.full].setChecked(True)
            for area, button in self.extras.items():
                button.setChecked(area in before.extras)
        self._show_place()

    @property
    def path(self) -> Path:
        """Where it would be kept: as chosen, else in the book of the year before, else in a new one."""
        before = self.before.before
        return self._path or (before.path if before else self.desk.book_path(self._name(), self.year))

    def _show_place(self) -> None:
        path, before = self.path, self.before.before
        same = before is not None and before.path == path
        self.place.say(f"{place_words(path)}\n{_WITH_BEFORE if same else _ALL_IN_ONE}")
        self.place.setToolTip(str(path))

    def _name(self) -> str:
        typed = self.office.text().strip()
        picked = self._offices.get(typed)
        if picked is None and _digits(typed) == self.code.text():
            picked = next((one for one in self._offices.values() if one.code == self.code.text()), None)
        return picked.name if picked else typed

    def _choose_place(self) -> None:
        start = nearest(self.path.parent) / self.path.name
        chosen, _kind = QFileDialog.getSaveFileName(
            self, "保存する所", str(start), "保存ファイル (*.jukiself)", options=QFileDialog.Option.DontConfirmOverwrite
        )
        if chosen:
            self._path = Path(chosen) if chosen.endswith(".jukiself") else Path(f"{chosen}.jukiself")
            self._look_back()

    # -- beginning
    def _begin_unless_picked(self) -> None:
        # Enter in the list of candidates reaches the field as well: it has picked, not begun.
        if not self._picking and not self.begin.hasFocus():
            self._begin()

    def _begin(self) -> None:
        self._waits = self.look_back.busy
        if self._waits:
            self.notice.say(_LOOKING)
            return
        if not self._name():
            self.notice.refuse("団体名を入れてください。1文字でも打つと、候補が出ます。")
            self.office.setFocus()
            return
        if not self.code.text().strip():
            self.notice.refuse(
                f"「{self._name()}」の団体コード（6桁）を入れてください。一覧にある団体なら、候補から選ぶと入ります。"
            )
            self.code.setFocus()
            return
        extras = tuple(area for area, button in self.extras.items() if button.isChecked())
        full = self.depths[True].isChecked()
        code = self.code.text().strip()
        self.begun.emit(Wish(code, self._name(), self.year, full, self.path, extras, self.before.before))


def _digits(text: str) -> str:
    """What was typed, with digits as a Japanese keyboard gives them made plain."""
    return text.strip().translate(_PLAIN)


def _line(name: str, hint: str) -> QLineEdit:
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setPlaceholderText(hint)
    return field


def _beside(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(space("small"))
    for widget in widgets:
        row.addWidget(widget, 1 if isinstance(widget, Prose) else 0)
    return row


def _flowing(*buttons: QWidget) -> FlowRow:
    """Buttons side by side, and in the next line where letters are large."""
    row = FlowRow(space("small"))
    for one in buttons:
        row.flow.addWidget(one)
    return row
