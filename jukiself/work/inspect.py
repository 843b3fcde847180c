"""One person at one inspection: answering, going on, and what follows; every answer is saved when given."""

from __future__ import annotations

import contextlib
import unicodedata
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from jukiself.answers.lineage import own_note
from jukiself.answers.model import Answer, Basis, Contact, Contract, Key, Life
from jukiself.answers.seal import seal
from jukiself.answers.situation import Situation, State
from jukiself.answers.text import text_problem
from jukiself.checklist.local import with_local
from jukiself.checklist.model import NOT_APPLICABLE, UNKNOWN, Kind
from jukiself.findings.judge import Finding, ToFindOut, judge, to_find_out
from jukiself.findings.score import Share, shares
from jukiself.store.opening import BookChanged
from jukiself.work.besides import NOTHING, Besides
from jukiself.work.changes import Change, Place, same

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping
    from datetime import datetime

    from jukiself.answers.model import Inspection, Review
    from jukiself.checklist.local import LocalQuestion
    from jukiself.checklist.model import Checklist
    from jukiself.store.book import Book


LOCKED = "決裁済みなので、答えは変えられません。直すときは「確認と決裁」で開き直してください（提出回が1つ進み、紙と照合コードが変わります）。"


class AnswerRefused(ValueError):
    """An answer or text that cannot be taken; the message is a Japanese sentence."""


class AnswerLocked(AnswerRefused):
    """Nothing can be answered after 決裁; no text waits to be saved either."""


class Sitting:
    """An inspection of a book, open for answering. Nothing is kept in memory that is not on disk."""

    def __init__(self, checklist: Checklist, book: Book, inspection_id: int, clock: Callable[[], datetime]) -> None:
        self.checklist = checklist
        self.book = book
        self.id = inspection_id
        self._clock = clock
        self.saved_at: datetime | None = None
        #: Who answers: put into every answer given from now on; empty where nobody said so.
        self.answerer = ""
        self._undo: list[Change] = []
        self._redo: list[Change] = []
        self._locals: tuple[LocalQuestion, ...] = ()
        self._look_at(book.load(inspection_id))
        self._opened = self.inspection

    def _look_at(self, inspection: Inspection) -> None:
        self.inspection = inspection
        if inspection.locals != self._locals:
            self.checklist, self._locals = with_local(self.checklist, inspection.locals), inspection.locals
        self.situation = Situation(self.checklist, inspection)
        for name in ("findings", "shares", "to_find_out"):
            self.__dict__.pop(name, None)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What follows from the answers as they are."""
        return judge(self.situation)

    @cached_property
    def shares(self) -> dict[tuple[str, str], Share]:
        """Shares per area and stage."""
        return shares(self.situation)

    @cached_property
    def to_find_out(self) -> tuple[ToFindOut, ...]:
        """Every わからない and たぶん."""
        return to_find_out(self.situation)

    @property
    def fixed(self) -> bool:
        """Whether no answer can be given here: 決裁済, or somebody else is writing. A memo needs only the book."""
        return self.inspection.review.locked or self.book.read_only

    # -- answering ----------------------------------------------------------------------------------------------

    def answer(self, key: Key, value: str) -> None:
        """Give (or, with an empty value, take back) an answer; わからない, 該当なし and 未回答 have no basis.

        Raises `AnswerRefused` for a value the question does not offer, `BookError` where it cannot be saved.
        """
        if self.situation.checklist.question[key.question].kind in {Kind.NUMBER, Kind.DATE}:
            # Typed with the Japanese input on: the same number, written as everybody else reads it.
            value = unicodedata.normalize("NFKC", value).strip()
        problem = self.situation.value_problem(key, value)
        if problem:
            raise AnswerRefused(problem)
        old = self.inspection.answer(key)
        keeps_basis = value not in {"", UNKNOWN, NOT_APPLICABLE}
        by = (old.answered_by or self.answerer) if value else old.answered_by
        self._change(key, replace(old, value=value, basis=old.basis if keeps_basis else None, answered_by=by))

    def answer_all(self, answers: Mapping[Key, Answer], origin: str = "window") -> None:
        """Give several answers in one transaction and one step to undo; each is refused as if given alone.

        ``origin`` says in the history through which door they came.
        """
        for key, answer in answers.items():
            problem = self.situation.value_problem(key, answer.value)
            if problem:
                raise AnswerRefused(problem)
            self.refuse_text(answer.note, answer.memo, answer.evidence, answer.answered_by, answer.confirmed_by)
        self._change_all(answers, origin)

    def put_back(self, answers: Mapping[Key, Answer], origin: str, besides: Besides) -> None:
        """Write what stood here before, as one step to undo; it was good enough once.

        Where no answer is among it, undoing is no step: nobody would see where it happened.
        """
        self._change_all(answers, origin, besides)

    def remember(self, change: Change) -> None:
        """A change that came through another door, to be undone like one made here."""
        self._undo.append(change)

    def set_basis(self, key: Key, basis: Basis | None) -> None:
        """Say how one knows."""
        self._change(key, replace(self.inspection.answer(key), basis=basis))

    def set_text(self, key: Key, field: str, text: str) -> None:
        """Write one of note, memo, evidence, answered_by, confirmed_by."""
        self.refuse_text(text)
        changes: dict[str, Any] = {field: text}
        self._change(key, replace(self.inspection.answer(key), **changes))

    def refuse_text(self, *texts: str) -> None:
        """Raise `AnswerRefused` for a text that cannot be kept."""
        for text in texts:
            problem = text_problem(text)
            if problem:
                raise AnswerRefused(problem)

    def same_as_last_year(self, key: Key) -> None:
        """Take last year's answer over, as looked at; its basis is this year's to say."""
        before = self.inspection.last_year.get(key)
        if before is None or not self.situation.carried(key):
            raise AnswerRefused("この設問には、引き継げる前年度の答えがありません。")
        old = self.inspection.answer(key)
        note, evidence = old.note or own_note(before), old.evidence or before.evidence
        by = old.answered_by or self.answerer
        self._change(key, replace(old, value=before.value, note=note, evidence=evidence, answered_by=by))

    def _change(self, key: Key, answer: Answer) -> None:
        self._change_all({key: answer})

    def _change_all(self, answers: Mapping[Key, Answer], origin: str = "window", besides: Besides = NOTHING) -> None:
        now = self._clock()
        old = {key: self.inspection.answer(key) for key in answers}
        new = {
            key: replace(_unconfirmed(old[key], answer), at=now)
            for key, answer in answers.items()
            if not same(answer, old[key])
        }
        if new or besides:
            self._save(new, origin, besides)
        if new:
            self._undo.append(Change({key: old[key] for key in new}, new, besides))
            self._redo.clear()

    def _save(self, answers: Mapping[Key, Answer], origin: str = "window", besides: Besides = NOTHING) -> None:
        inspection = self._unlocked(besides.applied(self.inspection.with_answers(answers.items())))
        head = None if inspection.review == self.inspection.review and not besides else inspection
        with self._unless_changed():
            self.book.put_answers(self.id, answers, origin, head, self.inspection)
        self.saved_at = self._clock()
        self._look_at(inspection)

    def _unlocked(self, changed: Inspection) -> Inspection:
        """What may be kept: after 決裁 nothing the 照合コード covers nor the depth, and a change undoes 確認済.

        Raises `AnswerLocked` where the inspection is locked.
        """
        review = self.inspection.review
        # The depth is in no 照合コード, so that every workbook already sent keeps its own; it decides what is found.
        same_depth = changed.full is self.inspection.full
        if review.life is Life.OPEN or (same_depth and seal(changed) == seal(self.inspection)):
            return changed
        if review.locked:
            raise AnswerLocked(LOCKED)
        return replace(changed, review=replace(changed.review, life=Life.OPEN))

    def undo(self) -> Change | None:
        """Take back the last change of this sitting; what it was."""
        return self._step(self._undo, self._redo)

    def redo(self) -> Change | None:
        """Do again what was taken back."""
        return self._step(self._redo, self._undo)

    def _step(self, source: list[Change], target: list[Change]) -> Change | None:
        if not source:
            return None
        step = source[-1].back()
        self._save(step.after, besides=step.besides)
        source.pop()
        target.append(step)
        return step

    def changed(self, key: Key) -> bool:
        """Whether the answer differs from what the book said when one sat down."""
        return not same(self.inspection.answer(key), self._opened.answer(key))

    # -- going on -----------------------------------------------------------------------------------------------

    @property
    def place(self) -> Key | None:
        """Where one stopped, if that is still asked."""
        key = self.last_place.key
        return key if key in self.situation.keys else None

    @property
    def last_place(self) -> Place:
        """Where and how one looked at it last."""
        return Place.parse(self.book.place(self.id))

    def go(self, key: Key, view: str = "", sieve: str = "", scroll: int = 0) -> None:
        """Remember where one is and how one looks at it."""
        self.book.put_place(self.id, str(Place(key, view, sieve, scroll)))

    def neighbour(self, key: Key, way: int) -> Key | None:
        """The key before (-1) or after (1); None at the ends."""
        keys = self.situation.keys
        place = keys.index(key) + way if key in keys else 0
        return keys[place] if 0 <= place < len(keys) else None

    def next_unanswered(self, after: Key | None = None) -> Key | None:
        """The next key without an answer, going round; None where everything is answered."""
        keys = list(self.situation.keys)
        start = keys.index(after) + 1 if after in keys else 0
        return next((key for key in keys[start:] + keys[:start] if self.situation.state(key) is State.UNANSWERED), None)

    # -- the rest of the inspection -----------------------------------------------------------------------------

    def add_contract(self, name: str, contractor: str = "", scope: str = "", period: str = "") -> Contract:
        """List one more contract."""
        self.refuse_text(name, contractor, scope, period)
        contract = Contract(self.inspection.next_contract_id(), name, contractor, scope, period)
        self.put(replace(self.inspection, contracts=(*self.inspection.contracts, contract)))
        return contract

    def change_contract(self, contract: Contract) -> None:
        """Put a contract in place of the one with its id."""
        self.refuse_text(contract.name, contract.contractor, contract.scope, contract.period)
        changed = tuple(contract if one.id == contract.id else one for one in self.inspection.contracts)
        self.put(replace(self.inspection, contracts=changed))

    def remove_contract(self, contract_id: str) -> None:
        """Take a contract off the list; its answers stay in the book, unjudged, and its id is not used again."""
        kept = tuple(one for one in self.inspection.contracts if one.id != contract_id)
        self.put(replace(self.inspection, contracts=kept))

    def set_contact(self, contact: Contact) -> None:
        """Who can be asked about this inspection."""
        self.refuse_text(contact.section, contact.person, contact.phone, contact.mail)
        self.put(replace(self.inspection, contact=contact))

    def set_extras(self, ids: Collection[str]) -> None:
        """Ask exactly these optional areas as well; answers of one switched off stay in the book, unjudged.

        Raises `AnswerRefused` for an id that is no optional area of this edition.
        """
        optional = [one.id for one in self.checklist.areas if one.optional]
        if strange := set(ids) - set(optional):
            raise AnswerRefused(f"足せる分野ではありません：{'、'.join(sorted(strange))}")
        self.put(replace(self.inspection, extras=tuple(one for one in optional if one in ids)))

    def set_depth(self, *, full: bool) -> None:
        """Ask everything (詳細) or the short form (簡易).

        What only 詳細 asks stays: an answer counts as before, わからない is not asked back until it is 詳細 again.
        """
        self.put(replace(self.inspection, full=full))

    def put(self, inspection: Inspection) -> None:
        """Save everything but the answers."""
        inspection = self._unlocked(inspection)
        with self._unless_changed():
            self.book.put_head(self.id, inspection, self.inspection)
        self.saved_at = self._clock()
        self._look_at(inspection)

    def put_review(self, review: Review) -> None:
        """Say how far the inspection has come (`jukiself.work.review` says when it may)."""
        with self._unless_changed():
            self.book.put_head(self.id, replace(self.inspection, review=review), self.inspection)
        self.saved_at = self._clock()
        self._look_at(replace(self.inspection, review=review))

    def now(self) -> datetime:
        """The time."""
        return self._clock()

    def today(self) -> str:
        """The day, YYYY-MM-DD."""
        return self._clock().date().isoformat()

    @contextlib.contextmanager
    def _unless_changed(self) -> Iterator[None]:
        """Where somebody else wrote meanwhile, nothing is written, and what the book says now is looked at."""
        try:
            yield
        except BookChanged:
            self.reload()
            raise

    def reload(self) -> None:
        """Look at the book again, for instance after somebody else wrote in it."""
        self._look_at(self.book.load(self.id))


def _unconfirmed(old: Answer, new: Answer) -> Answer:
    """A confirmed answer that changes wants to be seen again; the memo was never part of it."""
    if not old.confirmed_by or new.confirmed_by != old.confirmed_by or new == replace(old, memo=new.memo):
        return new
    return replace(new, confirmed_by="")
