"""The desk of the program: light enough for the first paint, and handing on to the works once they are loaded."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from jukiself.gui.start import Recent
from jukiself.places import there

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from jukiself.answers.model import Contract, Key, Office
    from jukiself.app.copies_works import CopiesWorks
    from jukiself.app.works import Works
    from jukiself.checklist.guide import Handbook
    from jukiself.checklist.manual import Manual
    from jukiself.checklist.model import Checklist
    from jukiself.gui.asking_desk import AskingDesk
    from jukiself.gui.desk import Arrival, Earlier, Leaving, Listed, Paper, Reply, Take, Wish
    from jukiself.gui.prefecture.begin import GatherWish
    from jukiself.gui.prefecture.gathering import Gathering
    from jukiself.gui.training_desk import TrainingDesk
    from jukiself.report.contracts import Contracts
    from jukiself.report.differences import Differences
    from jukiself.report.progress import Tell
    from jukiself.settings import Settings
    from jukiself.store.book import Book
    from jukiself.work.case_cards import CaseCard
    from jukiself.work.inspect import Sitting
    from jukiself.work.printing import Sheets
    from jukiself.work.rescue import Rescue


class OfficeDesk:
    """Keeps `jukiself.gui.desk.Desk`."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._loaded: Works | None = None
        self._copies: CopiesWorks | None = None

    def load(self) -> None:
        """Import what is heavy and read the form."""
        from jukiself.app.copies_works import CopiesWorks  # noqa: PLC0415
        from jukiself.app.works import Works  # noqa: PLC0415 - the first paint needs PySide6 alone

        self._copies = CopiesWorks(self._settings)
        self._loaded = Works(self._copies.keeper)

    @property
    def _works(self) -> Works:
        if self._loaded is None:
            raise RuntimeError("load() comes first")
        return self._loaded

    @property
    def refusals(self) -> tuple[type[Exception], ...]:
        """Sentences for the person."""
        if self._loaded is None:
            return ()
        from jukiself.app.works import REFUSALS  # noqa: PLC0415 - loaded by now

        return REFUSALS

    def now(self) -> datetime:
        """The wall clock."""
        from jukiself.app.works import now  # noqa: PLC0415 - loaded by now

        return now()

    def close(self) -> None:
        """The program ends."""
        if self._loaded is not None:
            self._loaded.close()

    # -- known before anything is loaded
    def recent(self) -> Sequence[Recent]:
        """Books used before; one that is gone is not shown."""
        books = [
            Recent(Path(one["path"]), one["title"], one["said"], one["code"], int(one["year"] or 0))
            for one in self._settings["recent_books"]
        ]
        return [one for one in books if there(one.path)]

    def last_folder(self) -> Path:
        """Where a file dialog begins."""
        import platformdirs  # noqa: PLC0415 - after the first paint

        kept = self._settings["last_folder"]
        return Path(kept) if kept else Path(platformdirs.user_documents_dir())

    def text_scale(self) -> float:
        """How large text is."""
        return float(self._settings["text_scale"])

    def keep_text_scale(self, scale: float) -> None:
        """Remember it."""
        self._settings["text_scale"] = scale

    def setting(self, name: str) -> Any:
        """One of the settings of this PC."""
        return self._settings[name]

    def keep_setting(self, name: str, value: object) -> None:
        """Remember it."""
        self._settings[name] = value

    def sheets(self, paths: Sequence[Path]) -> Sheets:
        """Pages to look at and to print."""
        from jukiself.work.printing import open_sheets  # noqa: PLC0415 - loaded by now

        return open_sheets(paths)

    def cases(self) -> Sequence[CaseCard]:
        """The published cases."""
        from jukiself.work.case_cards import case_cards  # noqa: PLC0415 - after the first paint

        return case_cards()

    # -- handed on
    def offices(self) -> Sequence[Office]:
        """Offices of the lists shipped."""
        from jukiself.work.offices import known_offices  # noqa: PLC0415 - loaded by now

        return list(known_offices().values())

    def this_year(self) -> int:
        """The 年度 of today."""
        from jukiself.app.works import this_year  # noqa: PLC0415 - loaded by now

        return this_year()

    def size(self, *, full: bool) -> int:
        """How many questions."""
        return self._works.size(full=full)

    def extras(self) -> Sequence[tuple[str, str]]:
        """Optional areas of the newest edition."""
        return self._works.extras()

    def book_path(self, name: str, year: int) -> Path:
        """Where a new book would be put."""
        from jukiself.app.works import book_path  # noqa: PLC0415 - loaded by now

        return book_path(name, year)

    def due(self) -> Sequence[Recent]:
        """What this year asks for anew."""
        if self._loaded is None:
            return []
        from jukiself.answers.years import fiscal_year  # noqa: PLC0415 - after the first paint

        year, recent = self.this_year(), self.recent()
        begun = {one.code for one in recent if one.year >= year}
        said = "前の年度の答え・契約・計画を横に置いて始めます。"
        return [
            Recent(one.path, f"{one.title.partition('　')[0]}　{fiscal_year(year)}", said, one.code, year)
            for one in recent
            if one.code and 0 < one.year < year and one.code not in begun
        ]

    def earlier(self, code: str, year: int, path: Path) -> Earlier | None:
        """The newest inspection of an office before a year."""
        from jukiself.app.year_works import find_earlier  # noqa: PLC0415 - loaded by now

        known = [one.path for one in self.recent() if one.code == code]
        beside = [self.book_path(path.stem.rpartition("-")[0], year - back) for back in (1, 2)]
        return find_earlier([path, *known, *beside], code, year, self.now)

    def new_inspection(self, wish: Wish) -> Sitting:
        """Begin."""
        sitting = self._works.new_inspection(wish)
        # The page on which it was begun has said where copies go.
        self.copies().opened(sitting.book, new=True)
        return self._remember(sitting)

    def listed(self, path: Path | str) -> Sequence[Listed]:
        """The inspections in a book."""
        return self._works.listed(path)

    def open_book(self, path: Path | str, inspection_id: int | None = None) -> Sitting:
        """Go on."""
        return self._begin(self._works.open_book(path, inspection_id))

    def read_workbook(self, path: Path, passphrase: str = "") -> Arrival:
        """Read, writing nothing."""
        self._settings["last_folder"] = str(path.parent)
        from jukiself.app import arrival_works  # noqa: PLC0415 - loaded by now

        return arrival_works.read_workbook(path, passphrase, [one.path for one in self.recent()], self._works)

    def take_in(self, arrival: Arrival) -> Sitting:
        """Write what was shown."""
        from jukiself.app import arrival_works  # noqa: PLC0415 - loaded by now

        return self._remember(arrival_works.take_in(arrival, self._works))

    def take_back(self, arrival: Arrival) -> Sitting:
        """Take the import before back."""
        from jukiself.app import arrival_works  # noqa: PLC0415 - loaded by now

        return self._remember(arrival_works.take_back(arrival, self._works))

    def try_case(self, case_id: str) -> Sitting:
        """A case as 見本."""
        return self._works.try_case(case_id)

    def training(self) -> TrainingDesk:
        """The training room."""
        from jukiself.app.training_works import TrainingWorks  # noqa: PLC0415 - loaded by now

        return TrainingWorks(self._works)

    def prefectures(self) -> Sequence[Office]:
        """Prefectures, and the whole country."""
        from jukiself.app import gathering_works  # noqa: PLC0415 - few are a prefecture

        return gathering_works.prefectures()

    def begin_gathering(self, wish: GatherWish) -> Gathering:
        """Begin, or go on."""
        from jukiself.app import gathering_works  # noqa: PLC0415 - few are a prefecture

        return gathering_works.begin(wish, self._works)

    def open_gathering(self, place: Path | str) -> Gathering | None:
        """The newest round."""
        from jukiself.app import gathering_works  # noqa: PLC0415 - few are a prefecture

        found = gathering_works.open_round_of(place, self._works)
        if found is not None:
            self._opened(found.book)
        return found

    def leave_gathering(self, gathering: Gathering) -> None:
        """Close the book."""
        try:
            if gathering.path is not None:
                self._put_first({"path": str(gathering.path), "title": gathering.title, "said": gathering.said})
        except gathering.refusals:
            return  # a book that is gone is not gone on with
        finally:
            gathering.close()

    def befores(self, sitting: Sitting) -> Sequence[Listed]:
        """Earlier inspections."""
        from jukiself.app.year_works import befores  # noqa: PLC0415 - loaded by now

        return befores(sitting)

    def compare(self, sitting: Sitting, inspection_id: int) -> Differences:
        """What changed since one of them."""
        from jukiself.app.year_works import compared  # noqa: PLC0415 - loaded by now

        return compared(sitting, inspection_id, self._works.editions)

    def compare_file(self, sitting: Sitting, path: Path) -> Differences:
        """What changed since a return workbook."""
        from jukiself.app.year_works import compared_file  # noqa: PLC0415 - loaded by now

        self._settings["last_folder"] = str(path.parent)
        return compared_file(sitting, path, self._works.editions)

    def write_comparison(self, sitting: Sitting, found: Differences) -> Path:
        """As PDF."""
        from jukiself.gui.desk import Paper  # noqa: PLC0415 - loaded by now
        from jukiself.work import comparing  # noqa: PLC0415
        from jukiself.work.files import make_folder, replace_file  # noqa: PLC0415

        path = self.export_path(sitting, Paper.COMPARISON)
        make_folder(path.parent)
        replace_file(path, comparing.as_pdf(found.before, found.now, self.now().date()))
        return path

    def reopen(self, sitting: Sitting) -> Sitting:
        """The next submission."""
        from jukiself.app.review_works import reopen  # noqa: PLC0415 - loaded by now

        return self._remember(reopen(sitting, self.now))

    def leave(self, sitting: Sitting) -> None:
        """Close the book."""
        self._remember(sitting)
        sitting.book.close()

    def export_folder(self, sitting: Sitting) -> Path:
        """Beside the book."""
        return self._works.export_folder(sitting)

    def export_path(
        self, sitting: Sitting, paper: Paper, folder: Path | None = None, leaving: Leaving | None = None
    ) -> Path:
        """Where a paper would be written."""
        from jukiself.app.paper_works import file_name  # noqa: PLC0415 - loaded by now
        from jukiself.gui.desk import AS_IS  # noqa: PLC0415 - not before the first paint

        return (folder or self.export_folder(sitting)) / file_name(sitting.inspection, paper, leaving or AS_IS)

    def export(
        self, sitting: Sitting, paper: Paper, path: Path, leaving: Leaving | None = None, tell: Tell | None = None
    ) -> str:
        """Write a paper."""
        from jukiself.app.paper_works import write_paper  # noqa: PLC0415 - loaded by now
        from jukiself.gui.desk import AS_IS  # noqa: PLC0415 - not before the first paint
        from jukiself.report.progress import nobody  # noqa: PLC0415

        return write_paper(sitting, paper, path, self.now().date(), leaving or AS_IS, tell or nobody)

    def contract_table(self, sitting: Sitting) -> Contracts:
        """Contracts against 条項."""
        from jukiself.app import contract_works  # noqa: PLC0415 - loaded by now

        return contract_works.table(sitting)

    def vendor_path(self, sitting: Sitting, contract: Contract) -> Path:
        """Where 事業者確認用 would be written."""
        from jukiself.app import contract_works  # noqa: PLC0415 - loaded by now

        return self.export_folder(sitting) / contract_works.vendor_name(sitting, contract)

    def write_vendor(self, sitting: Sitting, contract_id: str, deadline: str, path: Path) -> None:
        """Write 事業者確認用."""
        from jukiself.app import contract_works  # noqa: PLC0415 - loaded by now

        contract_works.write_vendor(sitting, contract_id, deadline, path)

    def vendor_days(self, sitting: Sitting) -> Mapping[str, str]:
        """When it was made, when the reply came."""
        from jukiself.app import contract_works  # noqa: PLC0415 - loaded by now

        return contract_works.vendor_days(sitting)

    def read_reply(self, sitting: Sitting, path: Path) -> Reply:
        """Read a reply, writing nothing."""
        self._settings["last_folder"] = str(path.parent)
        from jukiself.app import contract_works  # noqa: PLC0415 - loaded by now

        return contract_works.read_reply(sitting, path, self._works.editions)

    def take_reply(self, sitting: Sitting, reply: Reply, chosen: Mapping[Key, Take]) -> int:
        """Write what was chosen."""
        from jukiself.app import contract_works  # noqa: PLC0415 - loaded by now

        return contract_works.take_reply(sitting, reply, chosen)

    def asking(self) -> AskingDesk:
        """Slips out and back."""
        from jukiself.app.asking_works import AskingWorks  # noqa: PLC0415 - loaded by now

        return AskingWorks(self._works.editions, self.export_folder, self.now)

    def checklist(self) -> Checklist:
        """The newest edition."""
        return self._works.checklist

    def handbook(self) -> Handbook:
        """手引き, 様式 and ことば."""
        return self._works.handbook()

    def write_guide(self, guide_id: str) -> Path:
        """A guide as PDF."""
        return self._works.write_guide(guide_id)

    def manuals(self) -> Sequence[Manual]:
        """利用の手引き: its parts."""
        from jukiself.work import manual  # noqa: PLC0415 - loaded by now

        return manual.manuals()

    def manual_picture(self, name: str) -> Path | None:
        """A picture of the manual."""
        from jukiself.work import manual  # noqa: PLC0415 - loaded by now

        return manual.picture(name)

    def write_manual(self, part: str) -> Path:
        """A part of the manual as PDF."""
        from jukiself.app import manual_works  # noqa: PLC0415 - loaded by now

        return manual_works.write_manual(part)

    def write_sheet(self, sheet_id: str) -> Path:
        """A 様式 as Excel."""
        return self._works.write_sheet(sheet_id)

    def rescue(self, path: Path) -> Rescue:
        """Out of a damaged book."""
        from jukiself.work.rescue import rescue  # noqa: PLC0415 - seldom wanted

        return rescue(path, self.now)

    def copies(self) -> CopiesWorks:
        """控え."""
        if self._copies is None:
            raise RuntimeError("load() comes first")
        return self._copies

    def _begin(self, sitting: Sitting) -> Sitting:
        if not self._works.is_trial(sitting):
            self._opened(sitting.book)
        return self._remember(sitting)

    def _opened(self, book: Book) -> None:
        self.copies().opened(book)

    def _remember(self, sitting: Sitting) -> Sitting:
        from jukiself.answers.days import moment  # noqa: PLC0415 - after the first paint
        from jukiself.answers.years import fiscal_year  # noqa: PLC0415 - after the first paint

        path = sitting.book.path
        if path is None or self._works.is_trial(sitting):
            return sitting
        inspection, progress = sitting.inspection, sitting.situation.progress
        said = f"{progress.asked}問のうち{progress.asked - progress.unanswered}問まで"
        when = f"　{moment(sitting.saved_at)}" if sitting.saved_at else ""
        here = {
            "path": str(path),
            "title": f"{inspection.office.name}　{fiscal_year(inspection.year)}",
            "said": said + when,
            "code": inspection.office.code,
            "year": str(inspection.year),
        }
        self._put_first(here)
        return sitting

    def _put_first(self, here: Mapping[str, str]) -> None:
        """Among the books used before."""
        others = [one for one in self._settings["recent_books"] if one["path"] != here["path"]]
        self._settings["recent_books"] = [{"code": "", "year": "", **here}, *others]
        self._settings["last_folder"] = str(Path(here["path"]).parent)
