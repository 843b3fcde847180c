"""The window: pages on a stack, a bar above them that never leaves, and the plain page that hides them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from jukiself.gui import guide_text, theme
from jukiself.gui.arrival import ArrivalPage
from jukiself.gui.cover import Cover
from jukiself.gui.export import ExportPage
from jukiself.gui.findings import FindingsPage
from jukiself.gui.guide import WORDS, GuidePage
from jukiself.gui.new import NewPage
from jukiself.gui.notice import Notice
from jukiself.gui.start import StartPage
from jukiself.gui.top import TopBar
from jukiself.gui.wizard import Wizard
from jukiself.gui.words import BANDS, window_title

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jukiself.gui.desk import Arrival, Desk, Wish
    from jukiself.work.inspect import Sitting

NAME = "住基セルフ点検ブック"
IDLE_MS = 5 * 60 * 1000
_SIZE = (1240, 800)
_PLAIN = "－"  # an empty title would be replaced by the program's name


class Shell(QMainWindow):
    """Carries what the pages want to the desk, and what comes of it to the pages."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.sitting: Sitting | None = None
        self.scale = desk.text_scale()
        self.loaded = False
        self._warned = False
        self._last_focus: QWidget | None = None
        self.top = TopBar()
        self.band = QLabel()
        self.band.setObjectName("band")
        self.holder, self.notice = Notice(), Notice()
        self.pages, self.outer = QStackedWidget(), QStackedWidget()
        self.start, self.new, self.arrival = StartPage(desk), NewPage(desk), ArrivalPage()
        self.wizard, self.findings, self.export = Wizard(desk), FindingsPage(), ExportPage(desk)
        self.guide = GuidePage(desk)
        self._before_guide: QWidget = self.start
        self.cover = Cover()
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MS)
        self._lay_out()
        self._connect()
        self._bind()
        self.resize(*_SIZE)
        self._turn(self.start)

    # -- layout
    def _lay_out(self) -> None:
        front = QWidget()
        front.setObjectName("paper")
        column = QVBoxLayout(front)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.top, self.band, self.holder, self.notice):
            column.addWidget(widget)
        column.addWidget(self.pages, 1)
        for page in (self.start, self.new, self.arrival, self.wizard, self.findings, self.export, self.guide):
            self.pages.addWidget(page)
        self.outer.addWidget(front)
        self.outer.addWidget(self.cover)
        self.setCentralWidget(self.outer)
        self.band.hide()
        self.setWindowTitle(NAME)

    def show_on_screen(self) -> None:
        """Show in a good size; on a small screen take all of it."""
        room = self.screen().availableGeometry()
        self.resize(min(room.width(), _SIZE[0]), min(room.height(), _SIZE[1]))
        if room.width() <= _SIZE[0] or room.height() <= _SIZE[1]:
            self.showMaximized()
        else:
            self.show()

    def _connect(self) -> None:
        self.start.new_wanted.connect(self._open_new)
        self.start.book_wanted.connect(self.open_book)
        self.start.workbook_wanted.connect(self.open_workbook)
        self.start.case_wanted.connect(lambda case: self._sit_down(lambda: self.desk.try_case(case), self.start.notice))
        self.new.begun.connect(self._begin)
        self.arrival.taken.connect(self._take_in)
        for page in (self.new, self.arrival):
            page.left.connect(self.go_home)
        self.wizard.saved.connect(self._say_saved)
        self.export.saved.connect(self._say_saved)
        for other in (self.findings, self.export):
            other.wanted.connect(self._go_to)
        self.wizard.guide_wanted.connect(self.show_guide)
        self.findings.guide_wanted.connect(self.show_guide)
        self.findings.links = self._guide_links
        self.guide.left.connect(self.leave_guide)
        self.guide.question_wanted.connect(self._go_to_question)
        self.top.home_wanted.connect(self.go_home)
        self.top.page_wanted.connect(self.show_page)
        self.top.hide_wanted.connect(self.hide_all)
        self.cover.lifted.connect(self.lift)
        self._idle.timeout.connect(self._rest)

    def _bind(self) -> None:
        keys = {
            "Ctrl+Z": self.wizard.undo,
            "Ctrl+Y": lambda: self.wizard.undo(again=True),
            "Ctrl+Shift+Z": lambda: self.wizard.undo(again=True),
            "Ctrl+1": lambda: self.show_page("wizard"),
            "Ctrl+2": lambda: self.show_page("findings"),
            "Ctrl+3": lambda: self.show_page("export"),
            "Ctrl+4": self.show_guide,
            "F12": self.hide_all,
            "Ctrl+H": self.hide_all,
            "Ctrl++": lambda: self.grow(0.1),
            "Ctrl+;": lambda: self.grow(0.1),
            "Ctrl+=": lambda: self.grow(0.1),
            "Ctrl+-": lambda: self.grow(-0.1),
            "Ctrl+0": lambda: self.grow(1.0 - self.scale),
        }
        for key, act in keys.items():
            QShortcut(QKeySequence(key), self).activated.connect(act)

    # -- loading
    def ready(self) -> None:
        """Everything is loaded."""
        self.loaded = True
        self.start.loaded()

    # -- pages
    def _turn(self, page: QWidget) -> None:
        self.pages.setCurrentWidget(page)
        self.top.show_place(
            self.sitting, {self.wizard: "wizard", self.findings: "findings", self.export: "export"}.get(page, "")
        )

    def flush(self) -> bool:
        """Keep everything typed, on whatever page."""
        return self.wizard.flush() and self.export.flush()

    def show_page(self, name: str) -> None:
        """点検, 所見 or 出力."""
        if self.sitting is None or not self.flush():
            return
        if name == "wizard":
            self._turn(self.wizard)
            self.wizard.pane.setFocus()
        elif name == "findings":
            self.findings.show_sitting(self.sitting)
            self._turn(self.findings)
            self.findings.text.setFocus()
        else:
            self.export.show_sitting(self.sitting)
            self._turn(self.export)

    def _go_to(self, key: object) -> None:
        if self.sitting is not None:
            self._turn(self.wizard)
            self.wizard.go(key)  # type: ignore[arg-type]
            self.wizard.pane.setFocus()

    # -- the handbook
    def show_guide(self, guide_id: str = WORDS) -> None:
        """A guide, or the words; one comes back to where one was."""
        if not self.loaded or not self.flush():
            return
        checklist = self.sitting.checklist if self.sitting else self.desk.checklist()
        if self._attempt(lambda: self.guide.open(guide_id, checklist), self.notice):
            before = self.pages.currentWidget()
            if before is not None and before is not self.guide:
                self._before_guide = before
            self._turn(self.guide)
            self.guide.text.setFocus()

    def leave_guide(self) -> None:
        """Back to where one was."""
        page = self._before_guide
        self._turn(page)
        (self.wizard.pane if page is self.wizard else page).setFocus()

    def _guide_links(self, rule: str) -> str:
        try:
            return "、".join(map(guide_text.guide_link, self.desk.handbook().for_rule(rule)))
        except self.desk.refusals:
            return ""  # opening the handbook says what is wrong

    def _go_to_question(self, question: str) -> None:
        if self.sitting is None:
            self.guide.notice.say("点検を始めると、この設問に答えられます。")
            return
        keys = [key for key in self.sitting.situation.keys if key.question == question]
        if keys:
            self._go_to(keys[0])
        else:
            self.guide.notice.say("この設問は、ほかの答えから、いまは尋ねていません。")

    def go_home(self) -> None:
        """The first page; what was open is closed and can be gone on with."""
        if not self.leave():
            return
        self.start.notice.clear()
        self.start.show_recent()
        self._turn(self.start)
        self.start.first().setFocus()

    def _open_new(self) -> None:
        self._turn(self.new)
        self._attempt(self.new.open, self.new.notice)

    # -- sitting down and leaving
    def _attempt(self, act: Callable[[], object], notice: Notice) -> bool:
        try:
            act()
        except self.desk.refusals as error:
            notice.refuse(str(error))
            return False
        return True

    def _sit_down(self, open_sitting: Callable[[], Sitting], notice: Notice) -> None:
        if not self.leave():
            return
        found: list[Sitting] = []
        if self._attempt(lambda: found.append(open_sitting()), notice):
            self.open_sitting(found[0])

    def open_sitting(self, sitting: Sitting) -> None:
        """Show a sitting where it stopped."""
        self.sitting = sitting
        inspection = sitting.inspection
        self.setWindowTitle(window_title(inspection.office.name, inspection.year, inspection.nature))
        self.band.setText(BANDS.get(inspection.nature, ""))
        self.band.setVisible(bool(self.band.text()))
        self.notice.clear()
        self._say_holder()
        self.top.say_saved(None)
        self.wizard.open(sitting)
        self._turn(self.wizard)
        self.wizard.pane.setFocus()
        self._idle.start()

    def leave(self) -> bool:
        """Keep everything and close the book; False where something cannot be kept."""
        sitting = self.sitting
        if sitting is None:
            return True
        if not self.flush():
            self._turn(self.wizard if not self.wizard.flush() else self.export)
            return False
        self.wizard.close_sitting()
        self.sitting = self.findings.sitting = self.export.sitting = None
        self._idle.stop()
        self.desk.leave(sitting)
        self.band.hide()
        self.holder.clear()
        self.setWindowTitle(NAME)
        return True

    def open_book(self, path: Path, inspection_id: int | None = None) -> None:
        """Open a book; where it holds several inspections, ask which."""
        if inspection_id is None:
            listed: list[object] = []
            if not self._attempt(lambda: listed.extend(self.desk.listed(path)), self.start.notice):
                return
            if len(listed) > 1:
                self.start.choose_of(path, self.desk.listed(path))
                return
        self._sit_down(lambda: self.desk.open_book(path, inspection_id), self.start.notice)

    def open_workbook(self, path: Path) -> None:
        """Show what a return workbook says, before anything is written."""

        def look() -> None:
            self.arrival.show_arrival(self.desk.read_workbook(path))
            self._turn(self.arrival)

        self._attempt(look, self.start.notice)

    def _take_in(self, arrival: Arrival) -> None:
        self._sit_down(lambda: self.desk.take_in(arrival), self.arrival.notice)

    def _begin(self, wish: Wish) -> None:
        self._sit_down(lambda: self.desk.new_inspection(wish), self.new.notice)

    # -- saving, holding
    def _say_saved(self, saved: bool) -> None:  # noqa: FBT001 - a Qt slot
        self._warned = False
        self._idle.start()
        if self.sitting is not None:
            self.top.say_saved(self.sitting.saved_at if saved else None, failed=not saved)
            self._say_holder()

    def _say_holder(self) -> None:
        holder = self.sitting.book.holder if self.sitting else None
        if holder is None:
            self.holder.clear()
        else:
            words = f"いま {holder.name} さん（{holder.host}）がこの保存ファイルに書いています。読むことだけできます。"
            self.holder.refuse(words, "もう一度確かめる", self.look_again)

    def look_again(self) -> None:
        """Ask for the book again, and show what somebody else wrote meanwhile."""
        if self.sitting is not None:
            self.sitting.book.take_lock()
            self._say_holder()
            self.wizard.renew()

    def _rest(self) -> None:
        """Five idle minutes: let others write."""
        if self.sitting is not None and self.flush():
            self.sitting.book.let_lock_go()
            application = QApplication.instance()
            if application:
                application.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """The first touch after a rest takes the book again."""
        if event.type() in {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress}:
            application = QApplication.instance()
            if application:
                application.removeEventFilter(self)
            self._idle.start()
            self.look_again()
        return False

    # -- hiding
    def hide_all(self) -> None:
        """A resident stands at the counter."""
        if self.outer.currentWidget() is not self.cover:
            self._last_focus = QApplication.focusWidget()
            self.outer.setCurrentWidget(self.cover)
            self.setWindowTitle(_PLAIN)
            self.cover.setFocus()

    def lift(self) -> None:
        """Back to work, at the very same place."""
        self.outer.setCurrentIndex(0)
        sitting = self.sitting
        about = sitting.inspection if sitting else None
        self.setWindowTitle(window_title(about.office.name, about.year, about.nature) if about else NAME)
        if self._last_focus is not None:
            self._last_focus.setFocus()

    # -- the whole
    def grow(self, by: float) -> None:
        """Larger or smaller text."""
        self.scale = round(min(theme.LARGEST_SCALE, max(theme.SMALLEST_SCALE, self.scale + by)), 1)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            theme.dress(application, self.scale)
        self.desk.keep_text_scale(self.scale)

    def say_bug(self, journal: Path) -> None:
        """Our bug, said calmly."""
        self.notice.refuse(
            f"プログラムの誤りがありました。ここまでの答えは保存されています。続けられます。記録：{journal}"
        )

    def closeEvent(self, event: QCloseEvent) -> None:
        """Safe to close at any moment; only a text that cannot be saved is asked about, once."""
        self.lift()
        if self.leave() or self._warned:
            event.accept()
            return
        self._warned = True
        self.notice.refuse(
            "保存できていない文があります。直してから閉じてください。もう一度閉じると、その文だけ失われます。"
        )
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses what has the keyboard, as Space does; Escape leaves the pages that only ask something."""
        key, focus = Qt.Key(event.key()), QApplication.focusWidget()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and isinstance(focus, QAbstractButton):
            focus.click()
        elif key == Qt.Key.Key_Escape and self.pages.currentWidget() in {self.new, self.arrival}:
            self.go_home()
        else:
            super().keyPressEvent(event)
