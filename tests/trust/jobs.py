"""What the command line is killed at: for each job its folder, its words, and what must hold afterwards."""

from __future__ import annotations

import contextlib
import gzip
import io
import re
import shutil
import sqlite3
import zipfile
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jukiself import cli, places
from jukiself.answers.model import Answer, Basis, Contract, Inspection, Key, Office
from jukiself.answers.situation import Situation
from jukiself.checklist.read import read_checklist
from jukiself.store.book import Book
from jukiself.work import publish
from jukiself.work.copies import keep_copy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from jukiself.checklist.model import Checklist

PAST = Path(__file__).parents[1] / "past" / "kept"
BOOK = "原村.jukiself"
OFFICE = ("--office", "203637", "--year", "2026")
NOON = datetime(2026, 11, 21, 12, 0, 0)  # noqa: DTZ001 - an office's wall clock
#: Columns that differ from run to run.
_OWN = {"at", "changed_at", "seq", "id", "inspection", "key"}
#: What a killed program may leave: nobody takes it for a result.
_LEFT = (".tmp", ".lock", "-journal")
#: Copies bear the time they were made at, another in every run.
_DATED = re.compile(r"_控え_\d{4}-\d\d-\d\d_\d{6}_[0-9a-f]{6}(?: \(\d+\))?\.jukiself$")


def now() -> datetime:
    return datetime.now()  # noqa: DTZ005 - the desk's wall clock


# -- what a folder holds --------------------------------------------------------------------------------------------


def held(book: Path) -> object:
    """Everything in a book but times and numbers of rows; a book that is not sound is a state of its own."""
    found: dict[str, list[Any]] = {}
    with contextlib.closing(sqlite3.connect(book)) as raw:
        raw.row_factory = sqlite3.Row
        faults = [row[0] for row in raw.execute("PRAGMA integrity_check")] + list(
            raw.execute("PRAGMA foreign_key_check")
        )
        if faults != ["ok"]:
            return ("damaged", faults)
        names = [row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for name in names:
            if name in {"verdict", "sqlite_sequence"}:
                continue
            rows = [dict(row) for row in raw.execute(f"SELECT * FROM {name}")]  # noqa: S608 - our own names
            kept = [[one for column, one in row.items() if column not in _OWN] for row in rows]
            found[name] = sorted(kept, key=repr)
    return found


def content(path: Path) -> object:
    """What a file says: a book its rows, a workbook or document its parts, else its bytes."""
    if path.suffix == ".jukiself":
        return held(path)
    data = path.read_bytes()
    if path.suffix in {".xlsx", ".docx"}:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as parts:
                return {one: parts.read(one) for one in parts.namelist() if one != "docProps/core.xml"}
        except zipfile.BadZipFile:
            return ("damaged", len(data))
    return data


def look(folder: Path) -> dict[str, object]:
    """Every file that counts as one, by its place in the folder."""
    found = {}
    # A book first: opening it takes its journal back, as the program would.
    for path in sorted(folder.rglob("*"), key=lambda one: one.suffix != ".jukiself"):
        if (
            path.is_file()
            and not (path.name.startswith(".") and path.suffix in _LEFT)
            and not path.name.endswith("-journal")
        ):
            found[str(path.relative_to(folder))] = content(path)
    return found


# -- jobs -----------------------------------------------------------------------------------------------------------


@dataclass
class Job:
    """``words`` are a command line in the folder; ``told`` names what must be new once a line was said."""

    name: str
    prepare: Callable[[Path], None]
    words: Callable[[Path], list[str]]
    told: Callable[[list[str], dict[str, object]], Iterable[str]]
    #: Done twice is done once; where a second time is refused, what is said.
    again_refused: str = ""
    work: Callable[[Path], int] | None = None
    #: Files that come to be in between and belong to neither end; each is looked at by ``more``.
    more: Callable[[dict[str, object], dict[str, object], dict[str, object]], list[str]] | None = None
    #: Whether the book is copied before it is changed.
    copies: bool = False
    before: dict[str, object] = field(default_factory=dict)
    after: dict[str, object] = field(default_factory=dict)

    def run(self, folder: Path) -> int:
        """The command itself, in the process that may be killed."""
        if self.work:
            return self.work(folder)
        return cli.main(self.words(folder))

    def faults(self, found: dict[str, object], said: list[str]) -> list[str]:
        """What is wrong after a kill: each thing is the old or the new one, and new where that was told."""
        wrong = []
        wrong += self.copies_wrong(found)
        found = self.fixed(found)
        if self.more:
            return [*wrong, *self.more(self.before, found, self.after)]
        for name in sorted({*self.before, *self.after, *found}):
            state = found.get(name)
            if name not in self.before and _bare(state):
                continue  # a book that was just begun, nothing told of it
            if state not in (self.before.get(name), self.after.get(name)):
                wrong.append(f"{name}: neither the old nor the new one: {str(state)[:200]}")
        gone = [one for one in self.told(said, self.after) if found.get(one) != self.after.get(one)]
        return [*wrong, *(f"{one}: told of, not there ({said[-1:]})" for one in gone)]

    def fixed(self, found: dict[str, object]) -> dict[str, object]:
        """What is there under the same name after every run."""
        return found if self.work else {name: one for name, one in found.items() if not _DATED.search(name)}

    def copies_wrong(self, found: dict[str, object]) -> list[str]:
        """Copies are whole; and where a book is no longer what it was, one of them is."""
        if self.work:
            return []
        copies = [(name, one) for name, one in found.items() if _DATED.search(name)]
        wrong = [f"{name}: {str(one)[:200]}" for name, one in copies if not isinstance(one, dict)]
        before = self.before.get(BOOK)
        if self.copies and found.get(BOOK) != before and before not in [one for _, one in copies]:
            wrong.append(f"{BOOK}: changed, and no copy of what it was")
        return wrong


def _bare(state: object) -> bool:
    """Whether a book has nothing in it yet."""
    return isinstance(state, dict) and not any(rows for name, rows in state.items() if name != "alembic_version")


def inspection() -> Inspection:
    """A village with a contract."""
    return Inspection(
        Office("203637", "原村"), 2026, "juki", "2026", network_set="today", contracts=(Contract("c1", "保守", "丙社"),)
    )


def filled(checklist: Checklist, turn: int, most: int = 80) -> Inspection:
    """Answers to the first questions; another ``turn`` gives others."""
    said = inspection()
    for number, key in enumerate(Situation(checklist, said).keys):
        if number >= most:
            break
        choices = [one.value for one in checklist.question[key.question].choices]
        if choices:
            value = choices[(number + turn) % len(choices)]
            said = said.with_answers([(key, Answer(value, Basis.SEEN, f"備考{turn}-{number}", answered_by="山田"))])
    return said


def _village(folder: Path) -> None:
    with Book.open(folder / BOOK, lambda: NOON) as book:
        book.create(filled(form(), 0))


def form() -> Checklist:
    return read_checklist(places.default_form())


def _workbook(folder: Path) -> None:
    asked = form()
    (folder / "届いた.xlsx").write_bytes(publish.workbook(Situation(asked, filled(asked, 1))))


def _to_import(folder: Path) -> None:
    _village(folder)
    _workbook(folder)


def _to_take_back(folder: Path) -> None:
    _to_import(folder)
    if cli.main(["import", str(folder / "届いた.xlsx"), "--book", str(folder / BOOK)]):
        raise RuntimeError("import")


def _old(folder: Path) -> None:
    (folder / BOOK).write_bytes(gzip.decompress((PAST / "step-1.jukiself.gz").read_bytes()))


def _to_export(name: str) -> Callable[[Path], None]:
    def prepare(folder: Path) -> None:
        _village(folder)
        (folder / name).write_bytes(b"the one before")

    return prepare


def _exporting(name: str) -> Callable[[Path], list[str]]:
    return lambda folder: ["export", "--book", str(folder / BOOK), *OFFICE, str(folder / name)]


def _named(*names: str) -> Callable[[list[str], dict[str, object]], Iterable[str]]:
    """All of these are new as soon as anything was said."""
    return lambda said, _after: names if said else ()


def _begun(start: str, *names: str) -> Callable[[list[str], dict[str, object]], Iterable[str]]:
    """The same once a line was said that begins so."""
    return lambda said, _after: names if any(one.startswith(start) for one in said) else ()


def _prefecture(folder: Path) -> None:
    roll = "団体コード,団体名,種別\n202011,長野市,市\n202029,松本市,市\n203637,原村,村\n"
    (folder / "一覧.csv").write_text(roll, encoding="utf-8")


def _asking(folder: Path) -> list[str]:
    to = ["--book", str(folder / "県.jukiself"), "--prefecture", "200000", "--year", "2026"]
    return ["request", "new", *to, "--deadline", "2026-12-18", "--roll", str(folder / "一覧.csv"), "--by", "県"]


def _asked(folder: Path) -> None:
    _prefecture(folder)
    if cli.main(_asking(folder)):
        raise RuntimeError("request new")
    (folder / "白紙").mkdir()


def _blanks(said: list[str], after: dict[str, object]) -> list[str]:
    """Blanks are told with a number, the rest by name alone."""
    names = [one.split("\t")[2] if "\t" in one else one for one in said]
    return [f"白紙/{one}" for one in names if f"白紙/{one}" in after]


def _copied(folder: Path) -> int:
    """What the window does at start, and before an import: a dated copy, the oldest of three goes."""
    with Book.open(folder / BOOK, now) as book:
        keep_copy(book, folder / BOOK, folder / "控え", NOON + timedelta(hours=1), 3)
        print("kept")
    return 0


def _to_copy(folder: Path) -> None:
    _village(folder)
    (folder / "控え").mkdir()
    with Book.open(folder / BOOK, lambda: NOON) as book:
        for turn in range(3):
            book.put_answers(1, {Key("policy-exists"): Answer("unknown", note=f"{turn}")})
            keep_copy(book, folder / BOOK, folder / "控え", NOON + timedelta(minutes=turn), 3)
        book.put_answers(1, {Key("policy-exists"): Answer("unknown", note="3")})


def _to_restore(folder: Path) -> None:
    """A copy of noon, and answers given since."""
    _village(folder)
    (folder / "控え").mkdir()
    with Book.open(folder / BOOK, lambda: NOON) as book:
        keep_copy(book, folder / BOOK, folder / "控え", NOON, 3).rename(folder / "正午.jukiself")  # type: ignore[union-attr]
        (folder / "控え").rmdir()
        book.put_answers(1, filled(form(), 1).answers)


def _gathered(before: dict[str, object], found: dict[str, object], after: dict[str, object]) -> list[str]:
    """A collect may stop between two files: what is in the book is part of what will be."""
    book: Any = found.get("県.jukiself", {})
    whole: Any = after["県.jukiself"]
    if not isinstance(book, dict):
        return [f"県.jukiself: {book}"]
    wrong = [f"{name}: changed" for name in before if found.get(name) != before[name]]
    for name, rows in book.items():
        if strange := [one for one in rows if one not in whole[name]]:
            wrong.append(f"県.jukiself {name}: not in the whole: {strange[:2]}")
    came, kept = len(book.get("arrival", ())), len(book.get("inspection", ()))
    if came != kept:
        wrong.append(f"県.jukiself: {came} arrivals, {kept} inspections")
    return wrong


def _returned(folder: Path) -> None:
    asked = form()
    (folder / "届いたもの").mkdir()
    for number, code in enumerate(("202011", "202029", "203637")):
        said = replace(filled(asked, number, 30), office=Office(code, code))
        (folder / "届いたもの" / f"{code}.xlsx").write_bytes(publish.workbook(Situation(asked, said)))
    # What a killed program left behind is nobody's reply.
    (folder / "届いたもの" / ".203637.xlsx-abcd.tmp").write_bytes(b"PK half of a workbook")


def jobs() -> list[Job]:
    """Every kind of work that writes."""
    back = ["take-back", "--book"]
    return [
        Job("import", _to_import, lambda one: ["import", str(one / "届いた.xlsx"), "--book", str(one / BOOK)], _begun("取り込んだ答え", BOOK), copies=True),
        Job("take-back", _to_take_back, lambda one: [*back, str(one / BOOK), *OFFICE], _begun("「届いた.xlsx」", BOOK), "元に戻せる取り込みはありません", copies=True),
        Job("upgrade", _old, _exporting("答え.csv"), _named(BOOK, "答え.csv", f"{Path(BOOK).stem}-版0001の控え.jukiself")),
        *(
            Job(f"export {suffix}", _to_export(f"出力.{suffix}"), _exporting(f"出力.{suffix}"), _named(f"出力.{suffix}"))
            for suffix in ("xlsx", "pdf", "csv")
        ),
        Job("copies", _to_copy, lambda _: [], _named(), work=_copied),
        Job("restore", _to_restore, lambda one: ["restore", str(one / "正午.jukiself"), "--book", str(one / BOOK)], _begun("「原村", BOOK), copies=True),
        Job("move-book", _village, lambda one: ["move-book", str(one / BOOK), str(one / "移した.jukiself")], _named("移した.jukiself"), "もう中身があります"),
        Job("request new", _prefecture, _asking, _begun("長野県", "県.jukiself"), "もう"),
        Job("request blanks", _asked, lambda one: ["request", "blanks", str(one / "白紙"), "--book", str(one / "県.jukiself")], _blanks),
        Job("collect", _returned, lambda one: ["collect", str(one / "届いたもの"), "--book", str(one / "県.jukiself")], _named(), more=_gathered),
    ]  # fmt: skip


def prepared(job: Job, folder: Path) -> Path:
    """The folder as it is before the job, made once and copied for every run."""
    template = folder / "before"
    template.mkdir()
    job.prepare(template)
    for left in [*template.rglob(".*.lock")]:
        left.unlink()
    job.before = look(template)
    return template


def copy(template: Path, to: Path) -> Path:
    """A folder for one run."""
    shutil.copytree(template, to)
    return to
