"""Sitting somebody down: a new inspection, a book, a returned workbook or a case.

What is heavy loads behind the first page; a wish spoken before that waits, in words, and is then granted. Books and
workbooks are opened beside the window: a slow disk holds nobody up.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, cast

from PySide6.QtCore import QObject, QTimer

from jukiself.gui.pages import ASIDE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from typing_extensions import TypeIs

    from jukiself.gui.arrival_way import ArrivalWay
    from jukiself.gui.desk import Listed, Wish
    from jukiself.gui.errand import Errand
    from jukiself.gui.notice import Notice
    from jukiself.gui.prefecture.begin import BeginPage, GatherWish
    from jukiself.gui.prefecture.gathering import Gathering
    from jukiself.gui.shell import Shell
    from jukiself.gui.tour import Tour
    from jukiself.gui.training import TrainingPage
    from jukiself.gui.training_grading import RoomGrading
    from jukiself.work.inspect import Sitting

T = TypeVar("T")
S = TypeVar("S", bound="Sitting | Several | Gathering")

_WAIT = "準備しています… できたら、そのまま進みます。"
_OPENING = "開いています… できたら、そのまま進みます。"
_BEGINNING = "保存ファイルを作っています… できたら、そのまま進みます。"
#: What is there sooner is not announced: words that flash by help nobody.
_PATIENCE_MS = 200


class Several:
    """A book with more than one inspection."""

    def __init__(self, listed: Sequence[Listed]) -> None:
        self.listed = listed


class Reception(QObject):
    """Carries what the first pages want to the desk; one errand at a time."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._shell = shell
        self._waiting: Callable[[], object] | None = None
        self._errand: Errand[Any] | None = None
        self._patience: QTimer | None = None
        self._speaking: Notice | None = None
        self.tour: Tour | None = None
        start = shell.start
        start.new_wanted.connect(self.open_new)
        start.next_wanted.connect(self.open_next)
        start.book_wanted.connect(self.open_book)
        start.workbook_wanted.connect(self.open_workbook)
        start.case_wanted.connect(self.try_case)
        start.gather_wanted.connect(self.open_gather)
        start.training_wanted.connect(self.open_training)
        start.restore_wanted.connect(lambda: self.when_loaded(self._shell.show_restore))

    def greet(self, name: str) -> None:
        """A page one comes to from the first one was built: carry what it wants."""
        shell = self._shell
        if name == "new":
            shell.new.begun.connect(self.begin)
            shell.new.left.connect(shell.go_home)
        elif name == "gather":
            page = cast("BeginPage", shell.page(name))
            page.begun.connect(self.begin_gathering)
            page.left.connect(shell.go_home)
        elif name == "training":
            room = cast("TrainingPage", shell.page(name))
            room.practise_wanted.connect(self.practise)
            room.compare_wanted.connect(lambda story: self.practise(story, "grading"))
            room.room_wanted.connect(self.open_room_grading)
            room.left.connect(shell.go_home)
        elif name == "room-grading":
            cast("RoomGrading", shell.page(name)).left.connect(lambda: shell.turn("training"))
        elif name == "arrival":
            shell.arrival.taken.connect(self.arriving.take_in)
            shell.arrival.taken_back.connect(self.arriving.take_back)
            shell.arrival.left.connect(self.turn_back)
        elif name == "locked":
            shell.locked.given.connect(self.arriving.unlock)
            shell.locked.left.connect(self.turn_back)

    # -- waiting
    def when_loaded(self, act: Callable[[], object], wish: object = None) -> None:
        """Now, or as soon as everything is loaded; of several wishes the last one counts, a repeated one once."""
        if not self.free_for(wish):
            return
        if self._shell.loaded:
            act()
        else:
            self._waiting = act
            self._shell.start.notice.say(_WAIT)

    def loaded(self) -> None:
        """Grant what waits."""
        act, self._waiting = self._waiting, None
        if act is not None:
            self._shell.start.notice.clear()
            act()

    # -- errands
    @property
    def busy(self) -> bool:
        """Whether something is on its way."""
        return self._errand is not None

    @property
    def writing(self) -> bool:
        """Whether something is being written that cannot be given up."""
        return self._errand is not None and not self._errand.stops

    def free_for(self, wish: object) -> bool:
        """Whether a wish may be granted; another one that can be given up is."""
        errand = self._errand
        if errand is not None and (not errand.stops or errand.wish == wish):
            return False
        self.give_up()
        return True

    def give_up(self) -> None:
        """Nobody waits any more; what is being written comes to its end and is closed."""
        if self._errand is not None:
            self._errand.drop()
            self._rest()

    def _rest(self) -> None:
        self._errand = None
        self._shell.unsetCursor()
        if self._patience is not None:
            self._patience.stop()
        if self._speaking is not None:
            self._speaking.clear()
            self._speaking = None

    def send(
        self,
        errand: Errand[T],
        words: str,
        notice: Notice,
        then: Callable[[T], object],
        refused: Callable[[Exception], object] | None = None,
        patience: int = _PATIENCE_MS,
    ) -> None:
        """Have it fetched beside the window; ``then`` gets it, ``refused`` or the notice a refusal."""
        from PySide6.QtCore import Qt  # noqa: PLC0415 - after the first paint

        from jukiself.gui import background  # noqa: PLC0415

        shell = self._shell
        self._errand = errand
        notice.clear()
        shell.setCursor(Qt.CursorShape.BusyCursor)
        self._speak(words, notice, patience)

        def hand_over() -> None:
            if self._errand is errand:
                self._rest()
                then(errand.take())

        def done(error: BaseException | None) -> None:
            if self._errand is not errand:
                return  # given up
            if error is None:
                # The page is made in one turn of the window and filled in the next: no turn takes long.
                shell.page("wizard")
                QTimer.singleShot(0, self, hand_over)
                return
            self._rest()
            if not isinstance(error, shell.desk.refusals):
                raise error
            if refused is None:
                notice.refuse(str(error))
            else:
                refused(error)

        background.run(errand.run, shell, done)

    def _speak(self, words: str, notice: Notice, patience: int) -> None:
        def speak() -> None:
            if self._errand is not None:
                self._speaking = notice
                notice.say(words, *(("やめる", self.give_up) if self._errand.stops else ()))

        self._patience = QTimer(self, singleShot=True, interval=patience)
        self._patience.timeout.connect(speak)
        if patience:
            self._patience.start()
        else:
            speak()

    # -- wishes
    def open_new(self) -> None:
        """The page for a new inspection."""
        self.when_loaded(self._open_new)

    def _open_new(self) -> None:
        shell = self._shell
        shell.turn("new")
        shell.attempt(shell.new.open, shell.new.notice)

    def open_next(self, code: str) -> None:
        """The same for an office inspected in an earlier year."""
        self.when_loaded(lambda: self._open_next(code))

    def _open_next(self, code: str) -> None:
        shell = self._shell
        shell.turn("new")
        shell.attempt(lambda: shell.new.open_next(code), shell.new.notice)

    def open_gather(self) -> None:
        """The page on which a prefecture begins."""
        self.when_loaded(self._open_gather)

    def _open_gather(self) -> None:
        shell = self._shell
        page = cast("BeginPage", shell.page("gather"))
        shell.turn("gather")
        shell.attempt(page.open, page.notice)

    def begin_gathering(self, wish: GatherWish) -> None:
        """A round of a prefecture, or going on with it."""
        shell = self._shell
        page = cast("BeginPage", shell.page("gather"))
        self.sit_down(wish, lambda: shell.desk.begin_gathering(wish), page.notice, self._gather, writes=_BEGINNING)

    def _gather(self, found: Gathering) -> None:
        self._shell.prefecture.open(found)

    def open_training(self) -> None:
        """The training room."""
        self.when_loaded(lambda: self._shell.turn("training"))

    def practise(self, story: str, page: str = "story") -> None:
        """A case alone at the desk, as 研修: first its story is read, or it is compared."""
        shell = self._shell
        room = cast("TrainingPage", shell.page("training"))

        def then(sitting: Sitting) -> None:
            shell.open_sitting(sitting)
            if page == "grading" or not sitting.inspection.answers:
                shell.show_page(page)

        self.sit_down(story, lambda: shell.desk.training().practise(story), room.notice, then)

    def open_room_grading(self, story: str) -> None:
        """The cards of the room led last beside the record."""
        shell = self._shell
        page, room = cast("RoomGrading", shell.page("room-grading")), cast("TrainingPage", shell.page("training"))
        if shell.attempt(lambda: page.show_story(story), room.notice):
            shell.turn("room-grading")

    def begin(self, wish: Wish) -> None:
        """A new inspection."""
        shell = self._shell

        def then(sitting: Sitting) -> None:
            shell.open_sitting(sitting)
            self.show_round()

        self.sit_down(wish, lambda: shell.desk.new_inspection(wish), shell.new.notice, then, writes=_BEGINNING)

    def show_round(self, *, again: bool = False) -> None:
        """The tour: by itself on the first inspection of this PC, later when it is asked for."""
        shell = self._shell
        if shell.sitting is None or (shell.desk.setting("tour_seen") and not again):
            return
        if self.tour is None:
            from jukiself.gui.tour import Tour  # noqa: PLC0415 - seldom wanted

            self.tour = Tour(shell)
        self.tour.begin()

    def try_case(self, case: str) -> None:
        """A published case."""
        shell = self._shell
        self.when_loaded(
            lambda: self.sit_down(case, lambda: shell.desk.try_case(case), shell.start.notice, shell.open_sitting),
            case,
        )

    def open_book(self, path: Path | str, inspection_id: int | None = None) -> None:
        """A book; where it holds several inspections, ask which."""
        wish = (path, inspection_id)
        self.when_loaded(lambda: self._open_book(path, inspection_id), wish)

    def _open_book(self, path: Path | str, inspection_id: int | None) -> None:
        shell = self._shell

        def refused(error: Exception) -> None:
            from jukiself.gui import rescue  # noqa: PLC0415 - seldom wanted

            rescue.offer(shell, self, path, error, shell.start.notice)

        self.sit_down(
            (path, inspection_id),
            lambda: self.fetch(path, inspection_id),
            shell.start.notice,
            lambda found: self.show_opened(path, found),
            refused,
        )

    def fetch(self, path: Path | str, inspection_id: int | None = None) -> Sitting | Several | Gathering:
        """What a book is opened as; in a thread."""
        desk = self._shell.desk
        if inspection_id is None and (gathering := desk.open_gathering(path)) is not None:
            return gathering
        listed = desk.listed(path) if inspection_id is None else ()
        return Several(listed) if len(listed) > 1 else desk.open_book(path, inspection_id)

    def show_opened(self, path: Path | str, found: Sitting | Several | Gathering) -> None:
        """Show what was fetched."""
        shell = self._shell
        if isinstance(found, Several):
            shell.start.choose_of(path, found.listed)
            shell.turn("start")
        elif _is_sitting(found):
            shell.open_sitting(found)
        else:
            self._gather(found)

    @cached_property
    def arriving(self) -> ArrivalWay:
        """Return workbooks, from the file to the book."""
        from jukiself.gui.arrival_way import ArrivalWay  # noqa: PLC0415 - after the first paint

        return ArrivalWay(self._shell, self)

    def open_workbook(self, path: Path) -> None:
        """What a return workbook says, before anything is written."""
        self.when_loaded(lambda: self.arriving.open(path), (path, ""))

    def turn_back(self) -> None:
        """Nothing was taken or begun: back to where one came from, or to the first page."""
        if self.writing:
            return
        self.give_up()
        self.arriving.turn_back()

    def sit_down(
        self,
        wish: object,
        open_it: Callable[[], S],
        notice: Notice,
        then: Callable[[S], object],
        refused: Callable[[Exception], object] | None = None,
        *,
        writes: str = "",
    ) -> None:
        """Leave what is open, and open something else; ``writes`` are the words where that cannot be given up."""
        shell = self._shell
        if not self.free_for(wish) or not shell.leave():
            return
        if shell.pages.shown() not in {"start", *ASIDE}:
            shell.turn("start")  # a file was dropped on a page of what is closed now
        # Classes of Qt are made in the window's thread alone (`pages.fetch`); what the page needs besides, in the other.
        import jukiself.gui.telling  # noqa: PLC0415
        import jukiself.gui.wizard  # noqa: F401, PLC0415
        from jukiself.gui.errand import Errand  # noqa: PLC0415 - after the first paint

        def fetch() -> S:
            shell.desk.handbook()
            found = open_it()
            if _is_sitting(found):
                _ = found.findings
            return found

        errand = Errand(wish, fetch, _put_away, stops=not writes)
        self.send(errand, writes or _OPENING, notice, then, refused)


def _is_sitting(found: object) -> TypeIs[Sitting]:
    from jukiself.work.inspect import Sitting  # noqa: PLC0415 - after the first paint

    return isinstance(found, Sitting)


def _put_away(found: Sitting | Several | Gathering) -> None:
    if _is_sitting(found):
        found.book.close()
    elif not isinstance(found, Several):
        found.close()
