"""What the window asks of the program: one protocol, kept by ``app``; types only, so that a page stays light."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from jukiself.answers.model import Contract, Key, Office
    from jukiself.checklist.guide import Handbook
    from jukiself.checklist.manual import Manual
    from jukiself.checklist.model import Checklist
    from jukiself.gui.asking_desk import AskingDesk
    from jukiself.gui.copies_desk import CopiesDesk
    from jukiself.gui.prefecture.begin import GatherWish
    from jukiself.gui.prefecture.gathering import Gathering
    from jukiself.gui.start import Recent
    from jukiself.gui.training_desk import TrainingDesk
    from jukiself.report.contracts import Contracts
    from jukiself.report.differences import Differences
    from jukiself.report.progress import Tell
    from jukiself.work.case_cards import CaseCard
    from jukiself.work.inspect import Sitting
    from jukiself.work.printing import Sheets
    from jukiself.work.rescue import Rescue


class Paper(StrEnum):
    """What can be written out; `jukiself.gui.papers` says who gets it, `jukiself.app.paper_works` makes it."""

    WORKBOOK = "workbook"
    SUMMARY = "summary"
    APPROVAL = "approval"
    QUESTIONS = "questions"
    REPORT = "report"
    COMPARISON = "comparison"
    SHAPED = "shaped"
    CONTRACT_TABLE = "contract-table"
    PLAN = "plan"
    HANDOVER = "handover"
    ANSWERS = "answers"
    BLANK = "blank"
    DRAFTS_WORD = "drafts-word"
    DRAFTS_EXCEL = "drafts-excel"


@dataclass(frozen=True, slots=True)
class Leaving:
    """How a paper leaves the office; a passphrase shows in no trace."""

    without_names: bool = False
    locked: bool = False
    passphrase: str = field(default="", repr=False)


AS_IS = Leaving()


@dataclass(frozen=True, slots=True)
class Listed:
    """One inspection inside a book, where there are several."""

    id: int
    title: str
    said: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """An office's inspection of an earlier year, which a new one may be begun from."""

    path: Path
    id: int
    title: str
    office: Office
    year: int
    full: bool
    extras: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wish:
    """What the page for a new inspection was told; the desk checks it."""

    code: str
    name: str
    year: int
    full: bool
    path: Path
    extras: tuple[str, ...] = ()
    before: Earlier | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One line about a file: where, what, and whether it was refused."""

    place: str
    said: str
    refused: bool


@dataclass(frozen=True, slots=True)
class Offered:
    """One answer of a workbook that differs from what the book has; ``fresh`` where the book has none."""

    key: Key
    question: str
    ours: str
    theirs: str
    fresh: bool


@dataclass(frozen=True, slots=True)
class Arrival:
    """A return workbook that was read, before anything of it is taken in.

    ``stop`` says why nothing of it can be; ``ours`` are the keys a person chose to keep; ``back`` says what of the
    import before could be taken back; empty where nothing could.
    """

    source: Path
    target: Path
    title: str
    facts: Sequence[str]
    rows: Sequence[Row]
    offered: Sequence[Offered] = ()
    stop: str = ""
    ours: frozenset[Key] = frozenset()
    back: str = ""
    #: What the program holds on to until it is taken.
    seen: object = None


class Take(StrEnum):
    """What becomes of a contractor's answer."""

    THEIRS = "theirs"
    NOTE = "note"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class ReplyRow:
    """One answer of a contractor that differs from the office's own; ``take`` is what is proposed."""

    key: Key
    question: str
    ours: str
    theirs: str
    note: str
    take: Take


@dataclass(frozen=True, slots=True)
class Reply:
    """A contractor's reply that was read, before anything of it is taken in."""

    source: Path
    title: str
    facts: Sequence[str]
    rows: Sequence[ReplyRow]
    problems: Sequence[str]
    #: What the program holds on to until the reply is taken.
    hearing: object = None
    #: Who speaks, and what one may choose; empty for a contractor's reply, whose words the card knows.
    speaker: str = "事業者"
    takes: Mapping[Take, str] = field(default_factory=dict)


class Desk(Protocol):
    """All that a person can have done; every method may raise one of ``refusals``, whose message is for the person."""

    @property
    def refusals(self) -> tuple[type[Exception], ...]:
        """The exceptions that are sentences for the person; anything else is our bug."""

    def load(self) -> None:
        """Load what is heavy; called once, off the window's thread."""

    def now(self) -> datetime:
        """The wall clock."""

    # -- starting
    def recent(self) -> Sequence[Recent]:
        """Books used before, newest first, missing ones left out."""

    def cases(self) -> Sequence[CaseCard]:
        """The published cases."""

    def offices(self) -> Sequence[Office]:
        """Offices known by name and code."""

    def this_year(self) -> int:
        """The 年度 of today."""

    def size(self, *, full: bool) -> int:
        """How many questions an inspection has."""

    def extras(self) -> Sequence[tuple[str, str]]:
        """Optional areas, id and title, that an inspection may ask as well."""

    def book_path(self, name: str, year: int) -> Path:
        """Where a new book would be put."""

    def due(self) -> Sequence[Recent]:
        """Offices used last in an earlier 年度, as they would be begun this year; nothing before all is loaded."""

    def earlier(self, code: str, year: int, path: Path) -> Earlier | None:
        """The newest inspection of an office before a year: in that book, in one used before, or beside it."""

    def new_inspection(self, wish: Wish) -> Sitting:
        """Begin, or go on where this office has begun that year in that book."""

    def listed(self, path: Path | str) -> Sequence[Listed]:
        """The inspections in a book."""

    def open_book(self, path: Path | str, inspection_id: int | None = None) -> Sitting:
        """Go on with an inspection; without an id, with the one changed last."""

    def read_workbook(self, path: Path, passphrase: str = "") -> Arrival:
        """Read a return workbook, writing nothing; `jukiself.work.locking.WrongPassphrase` where it is locked."""

    def take_in(self, arrival: Arrival) -> Sitting:
        """Write what the arrival showed, but for what is to stay, and open it."""

    def take_back(self, arrival: Arrival) -> Sitting:
        """Take the import before back, and open what it was taken into."""

    def try_case(self, case_id: str) -> Sitting:
        """Open a case as 見本 in a temporary book."""

    def reopen(self, sitting: Sitting) -> Sitting:
        """The next submission of an approved inspection."""

    def leave(self, sitting: Sitting) -> None:
        """Close the book and remember it among the recent ones."""

    def training(self) -> TrainingDesk:
        """The training room."""

    # -- the prefecture's desk
    def prefectures(self) -> Sequence[Office]:
        """Prefectures, and the whole country."""

    def begin_gathering(self, wish: GatherWish) -> Gathering:
        """Begin a round in a book, or go on with it."""

    def open_gathering(self, place: Path | str) -> Gathering | None:
        """The newest round of a prefecture's book; None for any other book."""

    def leave_gathering(self, gathering: Gathering) -> None:
        """Close the book and remember it among the recent ones."""

    # -- the year before
    def befores(self, sitting: Sitting) -> Sequence[Listed]:
        """Earlier inspections this one can be compared with, newest first."""

    def compare(self, sitting: Sitting, inspection_id: int) -> Differences:
        """What changed since one of `befores`."""

    def compare_file(self, sitting: Sitting, path: Path) -> Differences:
        """What changed since a return workbook; nothing of it is taken in."""

    def write_comparison(self, sitting: Sitting, found: Differences) -> Path:
        """Write a comparison as PDF; where it lies."""

    # -- exporting
    def export_folder(self, sitting: Sitting) -> Path:
        """The folder papers are written into, unless another is chosen."""

    def export_path(
        self, sitting: Sitting, paper: Paper, folder: Path | None = None, leaving: Leaving | None = None
    ) -> Path:
        """Where a paper would be written."""

    def export(
        self, sitting: Sitting, paper: Paper, path: Path, leaving: Leaving | None = None, tell: Tell | None = None
    ) -> str:
        """Write a paper; what is to be known before it is printed, or empty. ``tell`` may raise to have it left."""

    def sheets(self, paths: Sequence[Path]) -> Sheets:
        """The pages of PDFs that were written, to look at and to print."""

    # -- contracts
    def contract_table(self, sitting: Sitting) -> Contracts:
        """Contracts against 条項, as they are now."""

    def vendor_path(self, sitting: Sitting, contract: Contract) -> Path:
        """Where 事業者確認用 for a contract would be written."""

    def write_vendor(self, sitting: Sitting, contract_id: str, deadline: str, path: Path) -> None:
        """Write 事業者確認用 for a contract."""

    def vendor_days(self, sitting: Sitting) -> Mapping[str, str]:
        """By contract, when 事業者確認用 was made and when its reply came, in words."""

    def read_reply(self, sitting: Sitting, path: Path) -> Reply:
        """Read what a contractor sent back, writing nothing."""

    def take_reply(self, sitting: Sitting, reply: Reply, chosen: Mapping[Key, Take]) -> int:
        """Write what was chosen of a reply; how many answers changed."""

    def asking(self) -> AskingDesk:
        """Slips to other people, out and back."""

    # -- the handbook
    def checklist(self) -> Checklist:
        """The newest edition, for whoever reads before an inspection is open."""

    def handbook(self) -> Handbook:
        """手引き, 様式 and ことば."""

    def write_guide(self, guide_id: str) -> Path:
        """Write a guide as PDF; where it lies."""

    def manuals(self) -> Sequence[Manual]:
        """利用の手引き: its parts, the village's first."""

    def manual_picture(self, name: str) -> Path | None:
        """A picture of the manual, where it came with the program."""

    def write_manual(self, part: str) -> Path:
        """Write a part of the manual as PDF; where it lies."""

    def write_sheet(self, sheet_id: str) -> Path:
        """Write a 様式 as Excel, beside those filled in already; where it lies."""

    # -- the look
    def last_folder(self) -> Path:
        """Where file dialogs begin."""

    def text_scale(self) -> float:
        """How large text is, 1.0 to 2.0."""

    def keep_text_scale(self, scale: float) -> None:
        """Remember it."""

    def rescue(self, path: Path) -> Rescue:
        """What can be read of a damaged book, in a new one beside it."""

    # -- settings of this PC
    def copies(self) -> CopiesDesk:
        """控え of books."""

    def setting(self, name: str) -> Any:
        """One of `jukiself.settings.TABLE`."""

    def keep_setting(self, name: str, value: object) -> None:
        """Remember it; what does not fit is put right."""
