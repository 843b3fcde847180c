"""The prefecture's window at one round of a book: what its pages ask for, done by the works. Loaded when it is wanted."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import jukiself
from jukiself import places
from jukiself.answers.model import NATURE_LABELS, Nature
from jukiself.answers.situation import Situation
from jukiself.answers.years import fiscal_year
from jukiself.app.across_works import AcrossWorks
from jukiself.app.reading_book import ReadingBook
from jukiself.app.remarks_works import RemarksWorks
from jukiself.app.request_works import RequestWorks
from jukiself.app.works import REFUSALS, home, now
from jukiself.checklist.local import LocalError
from jukiself.excel.board import board_workbook
from jukiself.gui.telling import Stopped
from jukiself.pdf.render import render
from jukiself.report.differences import Differences
from jukiself.report.receipts import receipt_text, receipts_document
from jukiself.store import arrivals as store
from jukiself.store.book import Book, BookError
from jukiself.store.opening import user
from jukiself.store.requests import load_request
from jukiself.survey.arrivals import Verdict
from jukiself.survey.choice import ChoiceRefused
from jukiself.word.render import render as as_word
from jukiself.work import deciding
from jukiself.work.board import open_board, round_of
from jukiself.work.collect import File, collect, files_in, known
from jukiself.work.files import FileProblem, make_folder, put_beside, read_file, safe_name
from jukiself.work.inspect import Sitting
from jukiself.work.preview import preview
from jukiself.work.remarks import RemarkRefused
from jukiself.work.request import RequestRefused, open_round
from jukiself.work.roll import RollRefused
from jukiself.work.weighing import weigh

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jukiself.answers.model import Inspection, Office
    from jukiself.checklist.model import Checklist
    from jukiself.gui.prefecture.across_desk import AcrossDesk
    from jukiself.gui.prefecture.gathering import Tell
    from jukiself.gui.prefecture.remarks_desk import RemarksDesk
    from jukiself.gui.prefecture.request_desk import RequestDesk
    from jukiself.store.lock import Holder
    from jukiself.survey.arrivals import Arrival, How
    from jukiself.survey.board import Board, Row
    from jukiself.work.copies import Keeper
    from jukiself.work.exchange import Editions
    from jukiself.work.request import Round

_GONE = "「{}」がありません。元のフォルダーに戻すか、もう一度もらってください。"
#: How one goes on from a refusal in the window.
_ON = {
    deciding.Remarked: "講評は残ります。それでも取り消しますか。",
    deciding.Replaced: "残したいほうのファイルを、もう一度取り込んで差し替えてください。",
}


class OpenGathering:
    """Keeps `jukiself.gui.prefecture.gathering.Gathering`."""

    def __init__(self, book: Book, place: Path | str, year: int, nature: Nature, editions: Editions) -> None:
        self.book, self.year, self.nature = book, year, nature
        self.editions = editions
        #: Where the book is: a file, or the address of a server.
        self._place = place
        #: Knows the copies of the book; nobody does where it was not opened by the desk.
        self.keeper: Keeper | None = None
        self._asked: Round | None = None
        self._across = AcrossWorks(self)
        self._remarks = RemarksWorks(self)

    @classmethod
    def of(cls, book: Book, place: Path | str, editions: Editions) -> OpenGathering | None:
        """The newest round of a book that a prefecture asked for; None for a village's own book."""
        found = open_round(book)
        if found is None:
            return None
        which = round_of(book) or (found.request.year, found.request.nature)
        return cls(book, place, *which, editions)

    @property
    def refusals(self) -> tuple[type[Exception], ...]:
        """Sentences for the person."""
        return (
            *REFUSALS,
            deciding.DecisionRefused,
            RequestRefused,
            RemarkRefused,
            RollRefused,
            ChoiceRefused,
            LocalError,
        )

    @property
    def asked(self) -> Round | None:
        """The 依頼 with its 対象団体; a country's list is read again only when the 依頼 has a new version."""
        found = load_request(self.book, self.year, self.nature)
        if self._asked is None or self._asked.request != found:
            self._asked = open_round(self.book, self.year, self.nature)
        return self._asked

    @cached_property
    def title(self) -> str:
        """The prefecture, and that this is its round; never another while the book is open."""
        found = self.asked
        mark = "" if self.nature is Nature.REAL else f"【{NATURE_LABELS[self.nature]}】"
        return f"{mark}{found.request.prefecture.name if found else '集約'}"

    @property
    def path(self) -> Path | None:
        """The book's file."""
        return self.book.path

    @property
    def holder(self) -> Holder | None:
        """Who else is writing."""
        return self.book.holder

    def take_lock(self) -> None:
        """Become the writer again."""
        self.book.take_lock()

    def let_lock_go(self) -> None:
        """Let others write."""
        self.book.let_lock_go()

    def close(self) -> None:
        """Let the book go."""
        self.book.close()

    @property
    def said(self) -> str:
        """How far the round is, for the list of books used before."""
        board = self.board()
        return f"市町村の回答を集める：{fiscal_year(self.year)}　提出 {board.counted}／{len(board.rows)}"

    # -- the other pages
    def request(self) -> RequestDesk:
        """依頼."""
        return RequestWorks(self)

    def across(self) -> AcrossDesk:
        """見渡す and 概要."""
        return self._across

    def remarks(self) -> RemarksDesk:
        """講評."""
        return self._remarks

    # -- 状況
    @property
    def which(self) -> tuple[int, Nature]:
        """The round."""
        return self.year, self.nature

    def board(self) -> Board:
        """As it stands now."""
        return open_board(self.book, self.which, now().date())

    def arrivals_of(self, office: str) -> Sequence[Arrival]:
        """Oldest first."""
        return store.arrivals(self.book, office=office)

    def preview(self, where: Sequence[Path], passphrase: str, tell: Tell) -> Sequence[Arrival]:
        """Nothing is written."""
        found = []
        files = files_in(where)
        tell(0, len(files))
        for event in preview(self.book, files, self.editions, now, passphrase=passphrase):
            found.append(event.arrival)
            tell(event.number, event.of)
        return found

    def collect(self, where: Sequence[Path], how: How, passphrase: str, tell: Tell) -> Sequence[Arrival]:
        """Each wholly; where somebody stops it or the book takes no more, what was taken in until then stays."""
        found = []
        files = files_in(where)
        try:
            tell(0, len(files))
            for event in collect(self.book, files, self.editions, now, how=how, passphrase=passphrase):
                found.append(event.arrival)
                tell(event.number, event.of)
        except Stopped:
            return found
        except BookError as error:
            done = sum(one.verdict is Verdict.TAKEN for one in found)
            more = f"ここまでの{done}ファイルは取り込みました。もう一度取り込むと、続きから入ります。" if done else ""
            raise BookError(f"{error}{more}") from error
        return found

    def last_run(self) -> Sequence[Arrival]:
        """What it took in."""
        return deciding.last_run(self.book)

    def give_back(self, run: Sequence[Arrival], *, force: bool = False) -> int:
        """Take it out again."""
        try:
            return deciding.give_back(self.book, run, force=force)
        except (deciding.Remarked, deciding.Replaced) as error:
            raise deciding.DecisionRefused(f"{error}{_ON[type(error)]}") from None

    def _file(self, arrival: Arrival) -> File:
        folder = Path(arrival.folder)
        path = folder / arrival.file_name
        if not path.is_file():
            raise FileProblem(_GONE.format(arrival.file_name))
        return File(path, folder, arrival.file_name)

    def differences(self, arrival: Arrival) -> Differences:
        """What the file says otherwise."""
        weighed = weigh(self._file(arrival).path, arrival, known(self.book), self.editions, afresh=True)
        if weighed.inspection is None or weighed.checklist is None or arrival.inspection is None:
            raise FileProblem(weighed.arrival.reason or _GONE.format(arrival.file_name))
        before = self._situation(arrival.inspection)
        return Differences(before, Situation(weighed.checklist, weighed.inspection))

    def _situation(self, inspection_id: int) -> Situation:
        inspection = self.book.load(inspection_id)
        return Situation(self._asked_by(inspection), inspection)

    def _asked_by(self, inspection: Inspection) -> Checklist:
        found = self.editions.asked(inspection)
        if found is None:
            raise BookError(
                f"設問の版 {inspection.edition} がこのプログラムにありません。新しい版のプログラムで開いてください。"
            )
        return found

    def accept(self, arrival: Arrival) -> Arrival:
        """The newer answers."""
        return deciding.accept(self.book, self._file(arrival), self.editions, now, how=arrival.how)

    def decline(self, arrival: Arrival) -> None:
        """The older ones."""
        path = Path(arrival.folder) / arrival.file_name
        deciding.decline(self.book, arrival.file_name, read_file(path) if path.is_file() else None)

    def note(self, office: Office, how: How, text: str) -> None:
        """What came without a workbook."""
        deciding.note(self.book, now, self.which, office, how, text)

    def call(self, office: Office, by: str, text: str) -> None:
        """What an office was asked."""
        deciding.call(self.book, now, self.which, office, by or user(), text)

    def settle(self, office: Office) -> int:
        """Nothing is open any more."""
        return store.settle_calls(self.book, self.which, office.code, now())

    def user(self) -> str:
        """Who sits here."""
        return user()

    def receipt(self, row: Row) -> str:
        """For a mail."""
        return receipt_text(self.board(), row)

    def write_receipts(self, folder: Path) -> Sequence[Path]:
        """One list of all."""
        document = receipts_document(self.board(), self.nature)
        make_folder(folder)
        name = f"{self.mark}受領のお知らせ_{self.year}年度"
        return [
            put_beside(folder / safe_name(f"{name}.{suffix}"), data)
            for suffix, data in (("pdf", render(document, places.fonts())), ("docx", as_word(document)))
        ]

    def write_board(self, folder: Path) -> Path:
        """Every office and every file that came."""
        make_folder(folder)
        came = store.arrivals(self.book, self.which)
        data = board_workbook(self.board(), came, self.nature, jukiself.__version__)
        return put_beside(folder / safe_name(f"{self.mark}提出状況_{self.year}年度.xlsx"), data)

    @property
    def mark(self) -> str:
        """Before the name of a file."""
        return "" if self.nature is Nature.REAL else f"{NATURE_LABELS[self.nature]}_"

    def folder(self) -> Path:
        """Beside the book."""
        return self.book.path.parent if self.book.path else home()

    def remains(self) -> deciding.Remains:
        """Counted anew."""
        return deciding.remains(self.book, self.which)

    def forget(self) -> deciding.Remains:
        """For good."""
        return deciding.forget(self.book, self.which)

    def copies(self) -> int:
        """In every place."""
        return len(self.keeper.of(self.path)) if self.keeper and self.path else 0

    def forget_copies(self) -> str:
        """In every place."""
        return self.keeper.remove(self.path) if self.keeper and self.path else ""

    def reply(self, inspection: int) -> Sitting:
        """Through a book of its own, in which nothing can be written."""
        book = ReadingBook.open(self._place, now)
        try:
            return Sitting(self._asked_by(book.load(inspection)), book, inspection, now)
        except Exception:
            book.close()
            raise
