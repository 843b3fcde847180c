"""What comes back: a workbook is read, previewed, and taken in as one transaction."""

from __future__ import annotations

from dataclasses import astuple, dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from jukiself import places
from jukiself.answers.comment import with_replies
from jukiself.answers.lineage import Followed, follow
from jukiself.answers.model import Contact, Life
from jukiself.answers.seal import Issued, compared, seal
from jukiself.answers.situation import Situation
from jukiself.checklist.local import asks_the_same, with_local
from jukiself.checklist.read import read_checklist
from jukiself.excel.problem import WorkbookRefused
from jukiself.excel.read import Reading, read
from jukiself.excel.training import traces
from jukiself.excel.write import fill
from jukiself.store.book import Book, BookError, Taken
from jukiself.work.besides import Besides
from jukiself.work.foreign import read_workbook_file
from jukiself.work.practice import refuse_mixing

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import datetime
    from pathlib import Path

    from jukiself.answers.model import Answer, Contract, Inspection, Key, Nature
    from jukiself.checklist.local import LocalQuestion
    from jukiself.checklist.model import Checklist


LOCKED = (
    "この点検は決裁済みなので、ファイルの答えを取り込めません。「確認と決裁」で開き直してから、取り込んでください。"
)
#: An answer never comes to stand under another question than the one it was given to.
ASKED_ANEW = (
    "県からの追加の設問が、前に受け取ったものから変わっています（{}）。"
    "前の設問への答えを「未回答」に戻してから、もう一度取り込んでください。"
)


class Editions:
    """The editions of the checklist shipped, each read once, when first asked for."""

    def __init__(self) -> None:
        self._read: dict[tuple[str, str], Checklist] = {}
        self._with_local: dict[tuple[str, str, tuple[LocalQuestion, ...]], Checklist] = {}

    def __call__(self, form: str, edition: str) -> Checklist | None:
        """The edition, or None where this program does not have it."""
        folder = places.forms() / form / edition
        if (form, edition) not in self._read:
            if not self.has(form, edition):
                return None
            self._read[form, edition] = read_checklist(folder)
        return self._read[form, edition]

    def has(self, form: str, edition: str) -> bool:
        """Whether this program has the edition, without reading it."""
        fit = form.isalnum() and edition.replace("-", "").isalnum()
        return fit and (places.forms() / form / edition / "form.toml").is_file()

    def newest(self) -> Checklist:
        """The edition a new inspection uses."""
        folder = places.default_form()
        found = self(folder.parent.name, folder.name)
        if found is None:
            raise KeyError(folder.name)
        return found

    def asked(self, inspection: Inspection) -> Checklist | None:
        """What an inspection is asked: its edition with its local questions; None where that edition is not here."""
        return self.with_local(inspection.form, inspection.edition, inspection.locals)

    def with_local(self, form: str, edition: str, questions: tuple[LocalQuestion, ...]) -> Checklist | None:
        """An edition with local questions in it, made once; None where that edition is not here."""
        key = (form, edition, questions)
        if key not in self._with_local:
            found = self(form, edition)
            if found is None:
                return None
            self._with_local[key] = with_local(found, questions)
        return self._with_local[key]

    def of(self, inspection: Inspection) -> Checklist:
        """The same where a workbook of that edition was read; KeyError otherwise."""
        found = self.asked(inspection)
        if found is None:
            raise KeyError(f"{inspection.form} {inspection.edition}")
        return found


def editions_before(folder: Path) -> tuple[Checklist, ...]:
    """The earlier editions of a form, beside one in ``folder``."""
    beside = sorted(one for one in folder.resolve().parent.iterdir() if (one / "form.toml").is_file())
    return tuple(read_checklist(one) for one in beside if one.name < folder.resolve().name)


@dataclass(frozen=True, slots=True)
class Difference:
    """One answer a file would change."""

    key: Key
    old: Answer
    new: Answer


@dataclass(frozen=True)
class Preview:
    """What taking a file in would do; nothing has been written yet.

    ``sent`` is what it says in the edition of the inspection it goes into; ``before`` are answers of an earlier
    edition that are only worth a look, ``lost`` those of questions asked no more. ``added`` is how many local
    questions come with it.
    """

    file_name: str
    reading: Reading
    checklist: Checklist
    sent: Inspection
    inspection_id: int | None
    changes: tuple[Difference, ...]
    unchanged: int
    issued: Issued
    before: Mapping[Key, Answer]
    lost: tuple[Key, ...]
    locked: bool = False
    anew: tuple[str, ...] = ()
    added: int = 0

    @property
    def stop(self) -> str:
        """Why it cannot be taken in at all; empty where it can. ``anew`` are local questions that became others."""
        asked_anew = ASKED_ANEW.format("、".join(self.anew)) if self.anew else ""
        return self.empty_handed or (LOCKED if self.locked and self.changes else "") or asked_anew

    @property
    def refused(self) -> int:
        """How many cells could not be taken."""
        return sum(one.effect == "refused" for one in self.reading.problems)

    @property
    def repaired(self) -> int:
        """How many cells were mended while reading."""
        return sum(one.effect == "repaired" for one in self.reading.problems)

    @property
    def empty_handed(self) -> str:
        """Why nothing can be taken although something is written there; empty otherwise."""
        if self.reading.taken or not (self.refused or self.reading.strays):
            return ""
        return (
            f"この回答書には書き込みがありますが、答えを1つも取り込めません（読めない所 {self.refused}、元の行にない答え {self.reading.strays}）。"
            "下の所を直すか、もとの回答書に書き写して、もう一度取り込んでください。"
        )


def read_workbook(path: Path, editions: Editions, passphrase: str | None = None) -> Reading:
    """Read a return workbook; raises `FileProblem` or `WorkbookRefused`, where it is locked `WrongPassphrase`."""
    return read_bytes(read_workbook_file(path, passphrase), editions)


def read_bytes(
    data: bytes,
    editions: Editions,
    asked: Callable[[int, Nature], tuple[LocalQuestion, ...]] = lambda _year, _nature: (),
) -> Reading:
    """The same of bytes that are .xlsx, with the local questions ``asked``; the marks of 研修 are looked for."""
    reading = read(data, editions, asked)
    found = traces(data, reading.inspection.nature, reading.problems, reading.seal_on_cover or "")
    return replace(reading, traces=found)


def fill_workbook(path: Path, inspection: Inspection, checklist: Checklist) -> bytes:
    """The file with the inspection's answers and contracts put in; its cover, and what people did to it, stay."""
    return fill(read_workbook_file(path), inspection.answers, checklist, inspection.contracts)


def put_in(path: Path, answers: Mapping[Key, Answer], checklist: Checklist) -> bytes:
    """The file with a few answers put in; everything else stays."""
    return fill(read_workbook_file(path), answers, checklist)


def preview(path: Path, book: Book, editions: Editions) -> Preview:
    """What a file says beside what the book has; blank never erases."""
    return beside(read_workbook(path, editions), path.name, book, editions)


def beside(reading: Reading, file_name: str, book: Book, editions: Editions) -> Preview:
    """The same for a file of that name that was read already."""
    sent = reading.inspection
    refuse_mixing(book, sent.nature, reading.traces)
    checklist = editions.of(sent)
    inspection_id = _same(book, sent)
    kept = book.load(inspection_id) if inspection_id is not None else replace(sent, answers={})
    if not sent.locals and kept.locals:
        sent = replace(sent, locals=kept.locals)
    followed = Followed(sent.answers, MappingProxyType({}), ())
    if (kept.form, kept.edition) != (sent.form, sent.edition):
        now = _later(replace(kept, locals=sent.locals), sent, editions)
        followed = follow(sent.answers, checklist, now)
        # Which networks there are is the later edition's to say.
        sent = replace(sent, edition=kept.edition, network_set=kept.network_set, extras=kept.extras)
        checklist = now
    else:
        checklist = editions.of(sent)
    sent = replace(sent, answers=followed.answers)
    changes, unchanged = [], 0
    for key, new in sent.answers.items():
        old = kept.answer(key)
        merged = _over(old, new)
        if merged == old:
            unchanged += 1
        else:
            changes.append(Difference(key, old, merged))
    before = {key: one for key, one in followed.before.items() if kept.last_year.get(key) is None}
    issued = compared(reading.seal_on_cover, reading.inspection)
    return Preview(
        file_name,
        reading,
        checklist,
        sent,
        inspection_id,
        tuple(changes),
        unchanged,
        issued,
        MappingProxyType(before),
        followed.lost,
        kept.review.locked,
        _asked_anew(kept, sent, checklist),
        len(sent.locals) if inspection_id is None or kept.locals != sent.locals else 0,
    )


def _over(old: Answer, new: Answer) -> Answer:
    """What a file says over what is there: no blank cell erases, and a basis belongs to the value it was given for.

    What never travels stays: the memo is this office's own.
    """
    basis = new.basis or (old.basis if new.value in {"", old.value} else None)
    said = replace(
        old,
        value=new.value or old.value,
        basis=old.basis if not new.value and old.value else basis,
        note=new.note or old.note,
        evidence=new.evidence or old.evidence,
        answered_by=new.answered_by or old.answered_by,
    )
    # Who confirmed the old answer has not seen the new one.
    return replace(said, confirmed_by=new.confirmed_by or (old.confirmed_by if said == old else ""))


def _later(kept: Inspection, sent: Inspection, editions: Editions) -> Checklist:
    if kept.form != sent.form or kept.edition < sent.edition:
        raise WorkbookRefused(
            f"この回答書の様式（{sent.form} の {sent.edition} 年版）は、保存ファイルにある同じ年度の点検（{kept.form} の {kept.edition} 年版）より後のものです。"
            "その点検と同じ版の回答書に書き写すか、別の保存ファイルに取り込んでください。"
        )
    return editions.of(kept)


def _asked_anew(kept: Inspection, sent: Inspection, checklist: Checklist) -> tuple[str, ...]:
    """The numbers of local questions that were answered here and are other questions in the file."""
    before, now = ({one.id: one for one in some.locals} for some in (kept, sent))
    answered = {key.question for key, one in kept.answers.items() if not one.empty}
    changed = [one for one in before if one in answered and not asks_the_same(before[one], now.get(one))]
    return tuple(checklist.question[one].number if one in now else before[one].text for one in changed)


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


def take_in(book: Book, seen: Preview, clock: Callable[[], datetime], ours: Collection[Key] = ()) -> int:
    """Write what the preview showed, in one transaction; the id of the inspection. Twice changes nothing.

    Answers of ``ours`` stay as the book has them. Raises `WorkbookRefused` where nothing could be taken from a file in
    which something is written, `BookError` where the inspection is locked.
    """
    if seen.empty_handed or seen.anew:
        raise WorkbookRefused(seen.stop)
    sent = seen.sent
    answers = {one.key: replace(one.new, at=None) for one in seen.changes if one.key not in ours}
    log = Taken(clock(), seen.file_name, seal(seen.reading.inspection), len(answers), seen.unchanged, seen.refused)
    if seen.inspection_id is None:
        taken = {key: one for key, one in sent.answers.items() if key not in ours}
        return book.create(replace(sent, answers=MappingProxyType(taken)), f"import {seen.file_name}", log)
    kept = book.load(seen.inspection_id)
    head = replace(
        kept,
        contact=_contact(kept.contact, sent.contact),
        free_text=sent.free_text or kept.free_text,
        contracts=_contracts(kept, sent),
        network_set=sent.network_set,
        locals=sent.locals,
        comments=with_replies(kept.comments, sent.comments),
    )
    if answers or head != kept or seen.before:
        log = replace(log, besides=Besides.between(kept, head).text)
        head = _open_again(head, kept, answers)
        book.take_in(seen.inspection_id, head, answers, log, seen.before)
    return seen.inspection_id


def _open_again(head: Inspection, kept: Inspection, answers: Mapping[Key, Answer]) -> Inspection:
    """The head as it may be kept: a change undoes 確認済; after 決裁 nothing the code covers changes."""
    if kept.review.life is Life.OPEN or seal(head.with_answers(answers.items())) == seal(kept):
        return head
    if kept.review.locked:
        raise BookError(LOCKED)
    return replace(head, review=replace(head.review, life=Life.OPEN))


def _contact(kept: Contact, sent: Contact) -> Contact:
    """No blank cell erases."""
    old, new = astuple(kept), astuple(sent)
    return Contact(*(came or stood for stood, came in zip(old, new, strict=True)))


def _contracts(kept: Inspection, sent: Inspection) -> tuple[Contract, ...]:
    coming = {one.id: one for one in sent.contracts}
    old = {one.id for one in kept.contracts}
    return (
        *(one if one.ended else coming.get(one.id, one) for one in kept.contracts),
        *(one for one in sent.contracts if one.id not in old),
    )


def situation_of(reading: Reading, editions: Editions) -> Situation:
    """The reading, ready to be judged."""
    return Situation(editions.of(reading.inspection), reading.inspection)
