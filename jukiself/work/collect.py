"""集める: a folder of returned files is taken into a book, file by file, each wholly or not at all."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from jukiself.store.arrivals import arrivals, kept_replies, kept_rounds, put_arrival, take
from jukiself.store.book import SUFFIX
from jukiself.store.remarks import hear
from jukiself.survey.arrivals import Arrival, How, Verdict
from jukiself.work.across import verdict_row
from jukiself.work.files import FileProblem
from jukiself.work.rounds import asked
from jukiself.work.weighing import Known, base_name, weigh

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    from jukiself.store.book import Book
    from jukiself.store.verdicts import Row
    from jukiself.work.exchange import Editions
    from jukiself.work.weighing import Weighed

#: What this program itself puts into such a folder, and what systems leave there.
OUR_OWN = ("提出状況", "受領のお知らせ", "市町村調査結果の概要", "送付一覧", "対象団体")
_LEFT_BEHIND = {"thumbs.db", "desktop.ini"}
#: What an office puts beside its reply, under the same name: the report on paper, data for other programs.
_BESIDE = {".pdf", ".docx", ".json", ".csv", ".txt"}
_REPLIES = {".xlsx", ".ods", ".xls"}


@dataclass(frozen=True, slots=True)
class File:
    """One file to look at: where it lies, and its path below the folder that is collected.

    ``beside`` a reply of the same name it is no reply itself, and is left alone.
    """

    path: Path
    folder: Path
    name: str
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """One file done: the ``number``th of ``of``; ``arrival`` says what became of it."""

    number: int
    of: int
    arrival: Arrival


def files_in(places: Iterable[Path]) -> list[File]:
    """The files of folders (with the folders in them) and files named one by one, in a fixed order.

    Left out are hidden files, the marks of files open in Excel or LibreOffice, and what this program wrote itself.
    Raises `FileProblem` where a place is not there.
    """
    found: dict[Path, File] = {}
    for place in places:
        whole = place.absolute()
        if whole.is_dir():
            for one in _walk(whole):
                found.setdefault(one.path, one)
        elif whole.exists():
            found.setdefault(whole, File(whole, whole.parent, whole.name))
        else:
            raise FileProblem(f"「{place}」がありません。フォルダーやファイルの名前と場所を確かめてください。")
    return list(found.values())


def _walk(folder: Path) -> Iterator[File]:
    def refuse(error: OSError) -> None:
        raise FileProblem(f"フォルダー「{error.filename}」を読めません。見る許可があるか確かめてください。") from error

    for at, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        replies = {Path(one).stem for one in names if Path(one).suffix.lower() in _REPLIES}
        for name in sorted(names):
            path = Path(at) / name
            if not _passed_over(name) and path.is_file():
                beside = path.suffix.lower() in _BESIDE and path.stem in replies
                yield File(path, folder, path.relative_to(folder).as_posix(), beside)


def _passed_over(name: str) -> bool:
    low = name.lower()
    return (
        name.startswith((".", "~$", *OUR_OWN))
        or low in _LEFT_BEHIND
        or low.endswith((SUFFIX, f"{SUFFIX}-journal", ".tmp"))
    )


def known(book: Book) -> Known:
    """What the book holds already."""
    rounds = asked(book)
    kept = kept_rounds(book)
    found = Known(rounds, {nature for _, nature in (*rounds, *kept)}, kept_replies(book))
    for one in sorted(arrivals(book), key=lambda row: (row.at, row.seq)):
        if one.digest:
            found.note(one)
    return found


def collect(
    book: Book,
    files: Iterable[File],
    editions: Editions,
    clock: Callable[[], datetime],
    *,
    how: How = How.WORKBOOK,
    stopped: Callable[[], bool] = lambda: False,
    passphrase: str = "",
) -> Iterator[Event]:
    """Take files in; what became of each, as soon as it is on disk. Running again goes on, and twice changes nothing.

    Locked files are opened with the ``passphrase`` the offices were told; without one they are refused.
    Raises `BookError` where the book cannot be written; what was told of before is in it.
    """
    listed = [one for one in files if not one.beside]
    held = known(book)
    held.passphrase = passphrase
    at = run_time(book, clock)
    with book.much():
        for number, one in enumerate(listed, 1):
            if stopped():
                return
            seen = Arrival(at, one.name, how, Verdict.REFUSED, folder=str(one.folder))
            yield Event(number, len(listed), put_in(book, weigh(one.path, seen, held, editions), held))


def run_time(book: Book, clock: Callable[[], datetime]) -> datetime:
    """The time all arrivals of a run carry; later than any before, even where a clock was set back."""
    before = [one.at for one in arrivals(book)]
    return max([clock(), *(one + timedelta(microseconds=1) for one in before)])


def put_in(book: Book, weighed: Weighed, held: Known) -> Arrival:
    """Write what a weighed file brings, or that it brought nothing; what stands there already is not written again."""
    arrival = weighed.arrival
    before = held.files.get((arrival.digest, base_name(arrival.file_name)))
    if before:
        arrival = replace(arrival, seq=before.seq)
        if _same_outcome(before, arrival):
            return arrival
    if arrival.verdict is Verdict.TAKEN and weighed.inspection:
        arrival = take(book, weighed.inspection, arrival, cache_row(weighed))
    else:
        if arrival.verdict is Verdict.SAME and weighed.inspection and arrival.inspection is not None:
            hear(book, arrival.inspection, weighed.inspection.comments)
        arrival = put_arrival(book, arrival)
    held.note(arrival)
    return arrival


def cache_row(weighed: Weighed) -> Row | None:
    """What the table of verdicts keeps of a reply, worked out while it is at hand."""
    if weighed.inspection is None or weighed.checklist is None:
        return None
    return verdict_row(weighed.inspection, weighed.checklist)


def _same_outcome(before: Arrival, now: Arrival) -> bool:
    """Whether a file's row says already what would be written now."""
    if now.verdict is Verdict.TAKEN:
        # Weighed as new, whatever its row says: the inspection is not there.
        return False
    if now.verdict is Verdict.SAME:
        # Its own row may say that it was taken.
        return before.verdict in {Verdict.TAKEN, Verdict.SAME}
    return (before.verdict, before.reason) == (now.verdict, now.reason)
