"""What the window asks for, done with books, workbooks and reports. Heavy to import: loaded after the first paint."""

from __future__ import annotations

import tempfile
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from jukiself.answers.model import NATURE_LABELS, Inspection, Nature, Office
from jukiself.answers.situation import Situation
from jukiself.answers.years import fiscal_year, fiscal_year_of
from jukiself.app.year_works import begun_from
from jukiself.checklist.read import FormError
from jukiself.excel.read import WorkbookRefused
from jukiself.gui.desk import Listed, Wish
from jukiself.places import there
from jukiself.report.words import era_day
from jukiself.store.book import SUFFIX, Book, BookError
from jukiself.work import handbook, offices
from jukiself.work.cases import CaseError, read_case
from jukiself.work.exchange import Editions
from jukiself.work.files import FileProblem, make_folder, passing_folder, replace_file, safe_name
from jukiself.work.inspect import AnswerRefused, Sitting
from jukiself.work.passphrase import PassphraseRefused
from jukiself.work.practice import BOOK_NAME, refuse_mixing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jukiself.checklist.guide import Handbook
    from jukiself.checklist.model import Checklist
    from jukiself.store.book import Summary
    from jukiself.work.copies import Keeper

REFUSALS = (
    AnswerRefused,
    BookError,
    FileProblem,
    WorkbookRefused,
    PassphraseRefused,
    FormError,
    CaseError,
    offices.UnknownOffice,
)


def now() -> datetime:
    """The office's own wall clock."""
    return datetime.now()  # noqa: DTZ005 - the office's own wall clock


def this_year() -> int:
    """The 年度 of today."""
    return fiscal_year_of(now().date())


def home() -> Path:
    """The folder new books are put in."""
    return Path(platformdirs.user_documents_dir()) / "住基セルフ点検"


def book_path(name: str, year: int) -> Path:
    """Where a new book would be put; a name that a file system cannot hold is bent."""
    return home() / f"{safe_name(name) or '役場'}-{year}年度{SUFFIX}"


def practice_path() -> Path:
    """The book of 研修, beside the office's and never one of them."""
    return home() / f"{BOOK_NAME}{SUFFIX}"


def paper_path(name: str) -> Path:
    """Where a paper of the handbook goes."""
    folder = home() / "手引きと様式"
    make_folder(folder)
    return folder / safe_name(name)


class Works:
    """One editions' shelf, one temporary folder for cases tried; ``keeper`` makes copies of the office's own books."""

    def __init__(self, keeper: Keeper | None = None) -> None:
        self.editions = Editions()
        self.keeper = keeper
        self.checklist = self.editions.newest()
        #: Made when something is first tried; few need it, and not every PC has room for it.
        self._trials: tempfile.TemporaryDirectory[str] | None = None

    def close(self) -> None:
        """Remove the cases tried."""
        if self._trials is not None:
            self._trials.cleanup()

    def size(self, *, full: bool) -> int:
        """How many questions a fresh inspection asks."""
        return Situation(self.checklist, self._fresh(Office("", ""), this_year(), full=full)).progress.asked

    def extras(self) -> Sequence[tuple[str, str]]:
        """Optional areas, id and title."""
        return [(one.id, one.title) for one in self.checklist.areas if one.optional]

    def _fresh(self, office: Office, year: int, *, full: bool, extras: tuple[str, ...] = ()) -> Inspection:
        fixed = next((one for one in self.checklist.groups if one.fixed), None)
        return Inspection(
            office=office,
            year=year,
            form=self.checklist.id,
            edition=self.checklist.edition,
            network_set=fixed.default_set if fixed else "",
            full=full,
            extras=extras,
        )

    # -- sitting down
    def open(self, place: Path | str) -> Book:
        """A book of the office's, of which copies are made."""
        book = Book.open(place, now)
        return self.keeper.watch(book) if self.keeper else book

    def new_inspection(self, wish: Wish) -> Sitting:
        """Begin; where this office has begun that year in that book already, go on there."""
        office = offices.office(wish.code, wish.name)
        fresh = (
            begun_from(wish.before, wish, self.editions, now)
            if wish.before and wish.before.office.code == office.code
            else self._fresh(office, wish.year, full=wish.full, extras=wish.extras)
        )
        make_folder(wish.path.parent)
        book = self.open(wish.path)
        try:
            refuse_mixing(book, Nature.REAL)
            found = book.find(office.code, wish.year, Nature.REAL)
            return self.sit(book, book.create(fresh) if found is None else found)
        except Exception:
            book.close()
            raise

    def sit(self, book: Book, inspection_id: int) -> Sitting:
        """Sit down at an inspection of an open book."""
        inspection = book.load(inspection_id)
        return Sitting(self._edition(inspection), book, inspection_id, now)

    def _edition(self, inspection: Inspection) -> Checklist:
        found = self.editions.asked(inspection)
        if found is None:
            raise BookError(
                f"設問の版 {inspection.edition} がこのプログラムにありません。新しい版のプログラムで開いてください。"
            )
        return found

    def listed(self, path: Path | str) -> Sequence[Listed]:
        """The inspections in a book, newest change first."""
        _refuse_missing(path)
        with Book.open(path, now) as book:
            return [
                Listed(one.id, _title(one), f"{era_day(one.changed_at.date())} {one.changed_at:%H:%M} まで")
                for one in book.summaries()
            ]

    def open_book(self, path: Path | str, inspection_id: int | None) -> Sitting:
        """Go on with an inspection of a book."""
        _refuse_missing(path)
        book = self.open(path)
        try:
            return self.sit(book, inspection_id or _newest(book))
        except Exception:
            book.close()
            raise

    def try_case(self, case_id: str) -> Sitting:
        """A case as 見本 in a temporary book, fresh each time."""
        case = read_case(case_id, self.checklist)
        book = Book.open(self.trial_folder() / f"見本-{case.inspection.office.name}{SUFFIX}", now)
        return self.sit(book, book.create(case.inspection, "case"))

    def trial_folder(self) -> Path:
        """An empty folder that is gone when the program ends."""
        if self._trials is None:
            self._trials = passing_folder()
        return Path(tempfile.mkdtemp(dir=self._trials.name))

    def is_trial(self, sitting: Sitting) -> bool:
        """Whether a sitting is a case tried, gone when the program ends."""
        path = sitting.book.path
        return self._trials is not None and path is not None and Path(self._trials.name) in path.parents

    # -- the handbook
    def handbook(self) -> Handbook:
        """手引き, 様式 and ことば."""
        return handbook.handbook()

    def write_guide(self, guide_id: str) -> Path:
        """A guide, or without an id the words, as PDF; the one written before is the same and is replaced."""
        if not guide_id:
            path = paper_path("ことばの一覧.pdf")
            replace_file(path, handbook.glossary_pdf(self.checklist))
            return path
        path = paper_path(f"手引き_{handbook.guide_title(guide_id)}.pdf")
        replace_file(path, handbook.guide_pdf(guide_id, self.checklist))
        return path

    def write_sheet(self, sheet_id: str) -> Path:
        """A 様式 as Excel under a name of its own, because the one written before may be filled in."""
        title = self.handbook().sheet[sheet_id].title
        names = (f"様式_{title}{f' ({number})' if number > 1 else ''}.xlsx" for number in count(1))
        path = next(one for one in map(paper_path, names) if not one.exists())
        replace_file(path, handbook.sheet_workbook(sheet_id, this_year()))
        return path

    # -- going out
    def export_folder(self, sitting: Sitting) -> Path:
        """Beside the book; a case tried goes to the documents."""
        path = sitting.book.path
        return home() if path is None or self.is_trial(sitting) else path.parent


def _title(one: Summary) -> str:
    mark = "" if one.nature is Nature.REAL else f"【{NATURE_LABELS[one.nature]}】"
    again = f"　提出回 {one.submission}" if one.submission > 1 else ""
    return f"{mark}{one.office.name}　{fiscal_year(one.year)}{again}"


def _newest(book: Book) -> int:
    summaries = book.summaries()
    if not summaries:
        raise BookError(f"{book.where}には、まだ点検がありません。「新しく点検を始める」から作ってください。")
    return summaries[0].id


def _refuse_missing(path: Path | str) -> None:
    if isinstance(path, Path) and not there(path):
        raise BookError(
            f"保存ファイル「{path}」がありません。動かしたか、名前を変えたときは「保存ファイルを開く」から選んでください。"
        )
