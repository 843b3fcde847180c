"""The window: pages on a stack, a bar above them that never leaves, and the plain page that hides them all."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMainWindow, QVBoxLayout, QWidget

from jukiself.gui import theme
from jukiself.gui.curtain import Curtain
from jukiself.gui.notice import Notice
from jukiself.gui.pages import ASIDE, BESIDE, FROM_ANYWHERE, Lazy, Pages, rows
from jukiself.gui.reception import Reception
from jukiself.gui.start import StartPage
from jukiself.gui.top import TopBar, is_practice

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent

    from jukiself.answers.model import Key
    from jukiself.gui.arrival import ArrivalPage
    from jukiself.gui.desk import Desk
    from jukiself.gui.export import ExportPage
    from jukiself.gui.findings import FindingsPage
    from jukiself.gui.guide import GuidePage
    from jukiself.gui.handbook_way import HandbookWay
    from jukiself.gui.locked import LockedPage
    from jukiself.gui.new import NewPage
    from jukiself.gui.pages import Row
    from jukiself.gui.prefecture.gathering import Gathering
    from jukiself.gui.prefecture.way import PrefectureWay
    from jukiself.gui.rest import Rest
    from jukiself.gui.restore_way import RestoreWay
    from jukiself.gui.whose import Whose
    from jukiself.gui.wizard import Wizard
    from jukiself.work.inspect import Sitting

NAME = "住基セルフ点検ブック"
WORDS = ""  # no guide, but all words
_SIZE = (1240, 800)


class Shell(QMainWindow):
    """Carries what the pages want to the desk, and what comes of it to the pages.

    What this module and those it imports touch is paid before the first paint; docs/bench.md keeps the bill.
    """

    #: The first page is on the screen: what is heavy may be loaded.
    painted = Signal()

    wizard: Lazy[Wizard] = Lazy("wizard")
    findings: Lazy[FindingsPage] = Lazy("findings")
    export: Lazy[ExportPage] = Lazy("export")
    guide: Lazy[GuidePage] = Lazy("guide")
    new: Lazy[NewPage] = Lazy("new")
    arrival: Lazy[ArrivalPage] = Lazy("arrival")
    locked: Lazy[LockedPage] = Lazy("locked")

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.sitting: Sitting | None = None
        self.gathering: Gathering | None = None
        self.scale = desk.text_scale()
        self.loaded = False
        self._painted = self._bound = False
        self._warned = self._passing = False
        # From the outside in: a style sheet looks anew at all that a widget holds whenever it changes its parent.
        self.curtain = Curtain(self)
        self.setCentralWidget(self.curtain)
        front = self.curtain.work
        self.top = TopBar(front)
        self.band = QLabel(front)
        self.holder, self.notice = Notice(front), Notice(front)
        self.pages = Pages(desk, self._greet, front)
        self._lay_out(front)
        self.start = StartPage(desk, self.pages)
        self.pages.put("start", self.start)
        self.reception = Reception(self)
        self.top.home_wanted.connect(self.go_home)
        self.top.page_wanted.connect(self.show_page)
        self.top.hide_wanted.connect(self.hide_all)
        self.curtain.moved.connect(self._say_title)
        self.painted.connect(lambda: QTimer.singleShot(0, self._after_paint))
        self.resize(*_SIZE)
        self.turn("start")

    # -- layout
    def _lay_out(self, front: QWidget) -> None:
        self.band.setObjectName("band")
        self.band.setWordWrap(True)
        self.band.hide()
        self.setWindowTitle(NAME)
        front.setObjectName("paper")
        column = QVBoxLayout(front)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.top, self.band, self.holder, self.notice):
            column.addWidget(widget)
        column.addWidget(self.pages, 1)

    def show_on_screen(self) -> None:
        """Show in a good size; on a small screen take all of it."""
        room = self.screen().availableGeometry()
        self.resize(min(room.width(), _SIZE[0]), min(room.height(), _SIZE[1]))
        if room.width() <= _SIZE[0] or room.height() <= _SIZE[1]:
            self.showMaximized()
        else:
            self.show()

    def _bind(self) -> None:
        """The keys of the whole window, right after the first paint."""
        if self._bound:
            return
        self._bound = True
        from jukiself.gui.dropping import Dropping  # noqa: PLC0415 - after the first paint
        from jukiself.gui.window_keys import bind  # noqa: PLC0415 - after the first paint

        bind(self)
        Dropping(self)

    # -- loading
    def _after_paint(self) -> None:
        """What is there a moment later, and need not hold up the first paint."""
        self._bind()
        self.start.show_cases()

    def ready(self) -> None:
        """Everything is loaded; what was wanted meanwhile is done now."""
        self.loaded = True
        self._after_paint()
        self.start.loaded()
        self.reception.loaded()

    # -- pages
    def page(self, name: str) -> QWidget:
        """A page by its name in `jukiself.gui.pages`, built when it is first asked for."""
        return self.pages.page(name)

    def _greet(self, name: str, page: QWidget) -> None:
        """A page was built: carry what it wants."""
        slots: dict[str, Callable[..., object]] = {
            "wanted": self.go_to,
            "guide_wanted": self.show_guide,
            "page_wanted": self.show_page,
            "found_wanted": self.show_found,
            "saved": self.say_saved,
            "grow_wanted": self.grow,
            "reopened": self.open_sitting,
            "print_wanted": self.show_print,
            "news_wanted": self.show_news,
            "reply_wanted": self.show_reply,
            "restore_wanted": self.show_restore,
        }
        for signal, slot in slots.items():
            if hasattr(page, signal):
                getattr(page, signal).connect(slot)
        if name in ASIDE:
            self.reception.greet(name)
        elif name == "guide":
            self.guide.left.connect(self.handbook.leave)
            self.guide.question_wanted.connect(self.handbook.go_to_question)

    def turn(self, name: str) -> None:
        """Show a page as it is."""
        page = self.page(name)
        self.pages.setCurrentWidget(page)
        self._show_place(name)
        if hasattr(page, "first_focus"):
            page.first_focus().setFocus()

    def flush(self) -> bool:
        """Keep everything typed, on whatever page."""
        return not self.pages.refusing()

    def show_page(self, name: str) -> None:
        """A page of the bar, or beside it; one stays where a text cannot be kept."""
        if name == "guide":
            self.show_guide()
            return
        beside = self.sitting is not None and name in BESIDE
        known = beside or any(row.name == name for row in self._rows())
        if not self.loaded or not known or not self.flush():
            self._show_place(self.pages.shown())
            return
        page = self.page(name)
        if self.sitting is not None and hasattr(page, "show_sitting"):
            page.show_sitting(self.sitting)
        elif self.gathering is not None and hasattr(page, "show_gathering"):
            page.show_gathering(self.gathering)
        self.turn(name)

    def _rows(self) -> tuple[Row, ...]:
        practice = is_practice(self.sitting)
        return rows(sitting=self.sitting is not None, gathering=self.gathering is not None, practice=practice)

    def _show_place(self, name: str) -> None:
        self.top.show_place(self.sitting, name, self.gathering)

    def show_page_of(self, keys: str) -> None:
        """The page of the bar that these keys stand for just now."""
        for row in self._rows():
            if row.keys == keys:
                self.show_page(row.name)

    def seek(self) -> None:
        """Search, from whatever page; the search stands over the questions."""
        if self.sitting is not None and self.flush():
            self.turn("wizard")
            self.wizard.lens.seek()
        elif self.gathering is not None:
            self.prefecture.seek()

    def show_found(self, name: str, words: str) -> None:
        """A page, at the place where some words stand."""
        self.show_page(name)
        if self.pages.shown() == name:
            self.page(name).seek(words)  # type: ignore[attr-defined]

    def go_to(self, key: Key) -> None:
        """A question, from wherever it was named."""
        if self.sitting is not None:
            self.turn("wizard")
            self.wizard.go(key)
            self.wizard.first_focus().setFocus()

    def undo(self, *, again: bool = False) -> None:
        """Take the last change back: the page shown knows how, else the wizard shows where it was."""
        page = self.page(self.pages.shown())
        if hasattr(page, "undo"):
            page.undo(again=again)
        elif self.sitting is not None:
            self.wizard.undo(again=again)

    # -- the handbook
    @cached_property
    def handbook(self) -> HandbookWay:
        """The way there and back."""
        from jukiself.gui.handbook_way import HandbookWay  # noqa: PLC0415 - after the first paint

        return HandbookWay(self)

    def show_guide(self, guide_id: str = WORDS) -> None:
        """A guide, or the words."""
        self.handbook.show(guide_id)

    def show_print(self, paths: Sequence[Path]) -> None:
        """Papers as they will be printed."""
        from jukiself.gui.print_way import show  # noqa: PLC0415 - seldom wanted

        show(self, paths)

    @cached_property
    def _restoring(self) -> RestoreWay:
        from jukiself.gui.restore_way import RestoreWay  # noqa: PLC0415 - seldom wanted

        return RestoreWay(self)

    def show_restore(self, path: Path | None = None, *, broken: bool = False) -> None:
        """The copies of a book, and the way back to one of them."""
        self._restoring.open(path, broken=broken)

    def show_news(self) -> None:
        """What this version brought."""
        from jukiself.gui import news  # noqa: PLC0415 - seldom wanted

        news.show(self)

    def show_manual(self) -> None:
        """The page of the manual about the page shown."""
        self.handbook.show_manual()

    # -- the prefecture's desk
    @cached_property
    def prefecture(self) -> PrefectureWay:
        """Gathering replies, and looking at one of them."""
        from jukiself.gui.prefecture.way import PrefectureWay  # noqa: PLC0415 - few are a prefecture

        return PrefectureWay(self)

    def show_reply(self, inspection: int) -> None:
        """A reply that was gathered, in the pages of an inspection."""
        self.prefecture.show_reply(inspection)

    def go_back(self) -> None:
        """From a reply that was gathered to where one came from."""
        if self.sitting is not None and self.gathering is not None:
            self.prefecture.leave_reply()

    # -- sitting down and leaving
    def go_home(self) -> None:
        """The first page; what was open is closed and can be gone on with."""
        if self.reception.writing or not self.leave():
            return
        self.reception.give_up()
        self.start.notice.clear()
        if self._passing:
            self._passing = False
            self.notice.clear()
        self.start.show_recent()
        self.turn("start")

    def attempt(self, act: Callable[[], object], notice: Notice) -> bool:
        """Do something that may be refused, and say the refusal in its place."""
        try:
            act()
        except self.desk.refusals as error:
            notice.refuse(str(error))
            return False
        return True

    def open_book(self, path: Path | str, inspection_id: int | None = None) -> None:
        """A book, as soon as that is possible."""
        self.reception.open_book(path, inspection_id)

    def open_workbook(self, path: Path) -> None:
        """A return workbook, as soon as that is possible."""
        self.reception.open_workbook(path)

    def open_sitting(self, sitting: Sitting) -> None:
        """Show a sitting where it stopped."""
        self.sitting = sitting
        self.notice.clear()
        self.say_whose()
        self.top.say_saved(None)
        self.wizard.show_sitting(sitting)
        self.turn("wizard")
        self.rest.touch()
        self.say_copy()

    def leave(self) -> bool:
        """Keep everything and close the book; False where something cannot be kept."""
        if self.sitting is None and self.gathering is None:
            return True
        if refusing := self.pages.refusing():
            self.turn(refusing)
            return False
        self.rest.stop()
        if self.gathering is not None:
            self.prefecture.close()
        elif sitting := self.close_sitting():
            self.desk.leave(sitting)
        self.say_whose()
        return True

    def close_sitting(self) -> Sitting | None:
        """Take the inspection off all pages; its book is the caller's to close."""
        sitting, self.sitting = self.sitting, None
        for page in self.pages.built.values():
            if hasattr(page, "close_sitting"):
                page.close_sitting()
            elif hasattr(page, "sitting"):
                page.sitting = None
        return sitting

    # -- saying
    @cached_property
    def whose(self) -> Whose:
        """Title, band and who holds the book."""
        from jukiself.gui.whose import Whose  # noqa: PLC0415 - the first paint has no inspection

        return Whose(self)

    def _say_title(self) -> None:
        self.whose.say_title()

    def say_whose(self) -> None:
        """All three, as they are now."""
        self.whose.say()

    def say_saved(self, saved: bool) -> None:  # noqa: FBT001 - a Qt slot
        """Whether the last change is on disk."""
        if self._warned or self._passing:
            self._warned = self._passing = False
            self.notice.clear()
        self.rest.touch()
        if self.sitting is not None:
            self.top.say_saved(self.sitting.saved_at if saved else None, failed=not saved)
            self.whose.say_holder()
            self.whose.say_band()
            self.say_copy()

    def say_copy(self) -> None:
        """Where copies could not be put, or where the first one is."""
        copies = self.desk.copies()
        if failed := copies.failed():
            self.notice.refuse(failed)
        elif told := copies.told():
            self.say_passing(told)

    def say_passing(self, words: str, offer: str = "", action: Callable[[], object] | None = None) -> None:
        """What need not stay once somebody goes on working, or goes home."""
        self._passing = True
        self.notice.say(words, offer, action)

    def say_bug(self, journal: Path) -> None:
        """Our bug, said calmly."""
        from jukiself.gui.elsewhere import show_file  # noqa: PLC0415 - after the first paint

        self.notice.refuse(
            f"プログラムの誤りがありました。ここまでの答えは保存されています。続けられます。"
            f"記録には、名前も答えも入っていません。どこにも送っていません。人に渡す前に、中を見られます：{journal}",
            "記録を見る",
            lambda: show_file(journal, self),
        )

    # -- the book, among others
    @cached_property
    def rest(self) -> Rest:
        """Counts the minutes without a touch, from the first sitting on."""
        from jukiself.gui.rest import Rest  # noqa: PLC0415 - after the first paint

        return Rest(self, self._let_go, self.look_again)

    def _let_go(self) -> bool:
        kept = self.gathering or (self.sitting.book if self.sitting else None)
        if kept is None or not self.flush():
            return False
        kept.let_lock_go()
        return True

    def look_again(self) -> None:
        """Ask for the book again, and show what somebody else wrote meanwhile."""
        if self.gathering is not None:
            self.prefecture.look_again()
        elif self.sitting is not None:
            self.sitting.book.take_lock()
            self.whose.say_holder()
            self.wizard.renew()

    # -- the whole
    def hide_all(self) -> None:
        """A resident stands at the counter."""
        self.curtain.draw()

    def grow(self, by: float) -> None:
        """Larger or smaller text."""
        self.scale = round(min(theme.LARGEST_SCALE, max(theme.SMALLEST_SCALE, self.scale + by)), 1)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            theme.dress(application, self.scale)
            self.top.arrange()
        self.desk.keep_text_scale(self.scale)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell of the first paint once all of it is done."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Safe to close at any moment; only a text that cannot be saved is asked about, once."""
        self.curtain.lift()
        warned = self._warned  # trying to keep the text once more says that something changed
        if self.leave() or warned:
            self.reception.give_up()
            event.accept()
            return
        self._warned = True
        self.notice.refuse(
            "保存できていない文があります。直してから閉じてください。もう一度閉じると、その文だけ失われます。"
        )
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses what has the keyboard, as Space does; Escape leaves the pages that only ask something."""
        keys = QtCore.Qt.Key
        key, focus = keys(event.key()), QApplication.focusWidget()
        if key in {keys.Key_Return, keys.Key_Enter} and isinstance(focus, QAbstractButton):
            focus.click()
        elif key == keys.Key_Escape and self.pages.shown() in FROM_ANYWHERE:
            self.page(self.pages.shown()).left.emit()  # type: ignore[attr-defined]  # each of them has it
        elif key == keys.Key_Escape and self.pages.shown() in ASIDE:
            self.reception.turn_back()
        else:
            super().keyPressEvent(event)
