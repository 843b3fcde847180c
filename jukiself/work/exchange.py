"""What comes back: a workbook is read, previewed, and taken in as one transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from jukiself import places
from jukiself.answers.model import Life
from jukiself.answers.seal import compared, seal
from jukiself.answers.situation import Situation
from jukiself.checklist.read import read_checklist
from jukiself.excel.read import Reading, read
from jukiself.excel.write import fill
from jukiself.store.book import Book, BookError, Taken
from jukiself.work.files import read_file

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from pathlib import Path

    from jukiself.answers.model import Answer, Contract, Inspection, Key
    from jukiself.checklist.model import Checklist


class Editions:
    """The editions of the checklist shipped, each read once, when first asked for."""

    def __init__(self) -> None:
        self._read: dict[tuple[str, str], Checklist] = {}

    def __call__(self, form: str, edition: str) -> Checklist | None:
        """The edition, or None where this program does not have it."""
        folder = places.forms() / form / edition
        if (form, edition) not in self._read:
            if not form.isalnum() or not edition.replace("-", "").isalnum() or not (folder / "form.toml").is_file():
                return None
            self._read[form, edition] = read_checklist(folder)
        return self._read[form, edition]

    def newest(self) -> Checklist:
        """The edition a new inspection uses."""
        folder = places.default_form()
        return self.of(folder.parent.name, folder.name)

    def of(self, form: str, edition: str) -> Checklist:
        """An edition that is known to be there, because a workbook of it was read; KeyError otherwise."""
        found = self(form, edition)
        if found is None:
            raise KeyError(f"{form} {edition}")
        return found


@dataclass(frozen=True, slots=True)
class Change:
    """One answer a file would change."""

    key: Key
    old: Answer
    new: Answer


@dataclass(frozen=True)
class Preview:
    """What taking a file in would do; nothing has been written yet."""

    file_name: str
    reading: Reading
    checklist: Checklist
    inspection_id: int | None
    changes: tuple[Change, ...]
    unchanged: int
    seal_state: str

    @property
    def refused(self) -> int:
        """How many cells could not be taken."""
        return sum(one.effect == "refused" for one in self.reading.problems)


def read_workbook(path: Path, editions: Editions) -> Reading:
    """Read a return workbook; raises `FileProblem` or `WorkbookRefused`."""
    return read(read_file(path), editions)


def fill_workbook(path: Path, inspection: Inspection, checklist: Checklist) -> bytes:
    """The file with the inspection's answers and contracts put in; its cover, and what people did to it, stay."""
    return fill(read_file(path), inspection.answers, checklist, inspection.contracts)


def put_in(path: Path, answers: Mapping[Key, Answer], checklist: Checklist) -> bytes:
    """The file with a few answers put in; everything else stays."""
    return fill(read_file(path), answers, checklist)


def preview(path: Path, book: Book, editions: Editions) -> Preview:
    """What a file says beside what the book has; blank never erases."""
    reading = read_workbook(path, editions)
    sent = reading.inspection
    checklist = editions.of(sent.form, sent.edition)
    inspection_id = _same(book, sent)
    kept = book.load(inspection_id) if inspection_id is not None else replace(sent, answers={})
    changes, unchanged = [], 0
    for key, new in sent.answers.items():
        old = kept.answer(key)
        # What never travels stays: the memo is this office's own.
        merged = replace(new, memo=old.memo, at=old.at)
        if merged == old:
            unchanged += 1
        else:
            changes.append(Change(key, old, merged))
    state = compared(reading.seal_on_cover, sent).state
    return Preview(path.name, reading, checklist, inspection_id, tuple(changes), unchanged, state)


def _same(book: Book, sent: Inspection) -> int | None:
    for one in book.summaries():
        if (one.office.code, one.year, one.nature, one.submission) == (
            sent.office.code,
            sent.year,
            sent.nature,
            sent.submission,
        ):
            return one.id
    return None


def take_in(book: Book, seen: Preview, clock: Callable[[], datetime]) -> int:
    """Write what the preview showed, in one transaction; the id of the inspection. Twice changes nothing."""
    sent = seen.reading.inspection
    answers = {one.key: replace(one.new, at=None) for one in seen.changes}
    log = Taken(clock(), seen.file_name, seal(sent), len(answers), seen.unchanged, seen.refused)
    if seen.inspection_id is None:
        return book.create(sent, f"import {seen.file_name}", log)
    kept = book.load(seen.inspection_id)
    head = replace(
        kept,
        contact=sent.contact,
        free_text=sent.free_text or kept.free_text,
        contracts=_contracts(kept, sent),
        network_set=sent.network_set,
    )
    if answers or head != kept:
        head = _open_again(head, kept, answers)
        book.take_in(seen.inspection_id, head, answers, log)
    return seen.inspection_id


def _open_again(head: Inspection, kept: Inspection, answers: Mapping[Key, Answer]) -> Inspection:
    """The head as it may be kept: a change undoes 確認済; after 決裁 nothing the code covers changes."""
    if kept.review.life is Life.OPEN or seal(head.with_answers(answers.items())) == seal(kept):
        return head
    if kept.review.locked:
        raise BookError(
            "この点検は決裁済みなので、ファイルの答えを取り込めません。「確認と決裁」で開き直してから、取り込んでください。"
        )
    return replace(head, review=replace(head.review, life=Life.OPEN))


def _contracts(kept: Inspection, sent: Inspection) -> tuple[Contract, ...]:
    coming = {one.id: one for one in sent.contracts}
    old = {one.id for one in kept.contracts}
    return (
        *(one if one.ended else coming.get(one.id, one) for one in kept.contracts),
        *(one for one in sent.contracts if one.id not in old),
    )


def situation_of(reading: Reading, editions: Editions) -> Situation:
    """The reading, ready to be judged."""
    return Situation(editions.of(reading.inspection.form, reading.inspection.edition), reading.inspection)
