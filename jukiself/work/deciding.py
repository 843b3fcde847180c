"""What a reviewer decides on what came: replacing a reply, giving a run back, a call, a refusal to answer, deletion."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from jukiself.answers.seal import SealState
from jukiself.answers.text import text_problem
from jukiself.store import arrivals as store
from jukiself.store.remarks import load as load_remarks
from jukiself.survey.arrivals import KEPT_OLD, Arrival, Call, How, Verdict
from jukiself.work.collect import cache_row, known, put_in, run_time
from jukiself.work.rounds import asked
from jukiself.work.weighing import base_name, weigh

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from jukiself.answers.model import Inspection, Nature, Office
    from jukiself.store.book import Book
    from jukiself.work.collect import File
    from jukiself.work.exchange import Editions

#: What a reviewer can write down without a file.
NOTED = (How.DECLINED, How.PHONE, How.REFERENCE)
_STANDING = (Verdict.TAKEN, Verdict.SAME, Verdict.WAITING)
#: So many offices are named in a refusal.
_NAMED = 5


class DecisionRefused(Exception):
    """What was decided cannot be done; the message is a Japanese sentence."""


class Remarked(DecisionRefused):
    """講評 hangs on what is to be given back: the face that asked adds how to do it all the same."""


class Replaced(DecisionRefused):
    """A reply that is to be given back was replaced since: the face that asked adds how to keep the other one."""


def accept(
    book: Book,
    file: File,
    editions: Editions,
    clock: Callable[[], datetime],
    *,
    how: How = How.WORKBOOK,
    passphrase: str = "",
) -> Arrival:
    """Put a file's answers in the place of the same 提出回's; a file that stands in no other's place is collected.

    Also the way back: accepting the older file again. Raises `DecisionRefused` where nothing would change.
    """
    held = known(book)
    held.passphrase = passphrase
    seen = Arrival(run_time(book, clock), file.name, how, Verdict.REFUSED, folder=str(file.folder))
    weighed = weigh(file.path, seen, held, editions, afresh=True)
    if weighed.arrival.verdict is Verdict.SAME:
        raise DecisionRefused(f"「{file.name}」は、取り込み済みの回答と同じ答えです。差し替えるものはありません。")
    found = weighed.arrival.inspection
    if weighed.arrival.verdict is not Verdict.WAITING or weighed.inspection is None or found is None:
        return put_in(book, weighed, held)
    old = book.load(found)
    if old.review.locked:
        raise DecisionRefused("この点検は決裁済みなので、差し替えられません。「確認と決裁」で開き直してください。")
    before = held.files.get((weighed.arrival.digest, base_name(file.name)))
    reason = "差し替えました。前の回答は履歴に残っています。"
    if weighed.arrival.state == SealState.CHANGED:
        reason += "表紙のコードの後に答えが変わっています（固定後に変更）。"
    arrival = replace(weighed.arrival, verdict=Verdict.TAKEN, reason=reason, seq=before.seq if before else 0)
    came = next((one.file_name for one in held.taken.values() if one.inspection == found), "")
    came_by = f"collect {came}" if came else "window"
    return store.replace_reply(book, old, _over(old, weighed.inspection), arrival, came_by, cache_row(weighed))


def _over(old: Inspection, new: Inspection) -> Inspection:
    """The new reply as a whole, with what is the desk's own: memos, plan, what a reviewer asks."""
    answers = {}
    for key, one in new.answers.items():
        before = old.answer(key)
        said = replace(one, memo=before.memo, at=before.at)
        # What is the same was said when it was first said.
        answers[key] = before if said == before else replace(said, at=None)
    return replace(new, answers=MappingProxyType(answers), steps=old.steps, review=old.review, queries=old.queries)


def decline(book: Book, name: str, data: bytes | None = None) -> list[Arrival]:
    """Keep the old reply where another one waits to replace it: the file with these bytes, or of that name."""
    waiting = [one for one in store.arrivals(book) if one.verdict is Verdict.WAITING]
    digest = hashlib.sha256(data).hexdigest() if data is not None else ""
    chosen = [one for one in waiting if one.digest == digest] or _called(waiting, name)
    if not chosen:
        raise DecisionRefused(f"差替えの判断を待っているファイルに「{name}」はありません。")
    turned = [replace(one, verdict=Verdict.REFUSED, reason=KEPT_OLD, inspection=None) for one in chosen]
    with book.much():
        return [store.put_arrival(book, one) for one in turned]


def _called(rows: Iterable[Arrival], name: str) -> list[Arrival]:
    """The rows of a file, by its path, its path below the folder, or its own name where that is one file's only."""
    known = list(rows)
    wanted = name.replace("\\", "/")
    exact = [one for one in known if wanted in {one.file_name, f"{one.folder}/{one.file_name}".replace("\\", "/")}]
    found = exact or [one for one in known if base_name(one.file_name) == base_name(wanted)]
    places = list(dict.fromkeys(one.file_name for one in found))
    if len(places) > 1:
        raise DecisionRefused(
            f"「{base_name(wanted)}」という名前のファイルがいくつもあります。フォルダーの名前から書いてください（{'、'.join(places[:3])}など）。"
        )
    return found


# -- giving back ----------------------------------------------------------------------------------------------------


def last_run(book: Book) -> tuple[Arrival, ...]:
    """What the last run took in or noted and has not been given back; empty where there is nothing."""
    return store.last_of(book, _STANDING)


def named(book: Book, name: str) -> tuple[Arrival, ...]:
    """What was taken in from a file and has not been given back."""
    return tuple(_called((one for one in store.arrivals(book) if one.verdict in _STANDING), name))


def give_back(book: Book, run: Sequence[Arrival], *, force: bool = False) -> int:
    """Take out what a run took in; how many inspections went. The files stay where they are.

    Refused where remarks hang on it (`Remarked`) or a reply was replaced since (`Replaced`), unless by ``force``; then
    every file that went into these inspections counts as given back.
    """
    taken = {one.inspection for one in run if one.verdict is Verdict.TAKEN and one.inspection is not None}
    chosen = {one.seq for one in run}
    others = [one for one in store.arrivals(book) if one.inspection in taken and one.verdict is Verdict.TAKEN]
    replacing = [one for one in others if one.seq not in chosen]
    if not force:
        _refuse_remarked(book, run)
        if replacing:
            names = "、".join(dict.fromkeys(f"「{base_name(one.file_name)}」" for one in replacing[:3]))
            raise Replaced(f"同じ提出回を{names}と差し替えています。")
    return store.undo(book, [*run, *replacing])


def _refuse_remarked(book: Book, run: Sequence[Arrival]) -> None:
    offices: dict[str, Office] = {}
    for year, nature in {(one.year, one.nature) for one in run}:
        codes = store.remarked(book, (year, nature))
        offices |= {one.office.code: one.office for one in run if one.office and one.office.code in codes}
    if offices:
        names = "、".join(one.name for one in list(offices.values())[:_NAMED])
        raise Remarked(f"講評を書いた団体があります（{names}{'など' if len(offices) > _NAMED else ''}）。")


# -- words without a file -------------------------------------------------------------------------------------------


def note(book: Book, clock: Callable[[], datetime], which: store.Round, office: Office, how: How, text: str) -> Arrival:
    """Write down what came without a workbook: a refusal to answer, a telephone call, papers of another form."""
    if how not in NOTED:
        raise DecisionRefused("回答書のない届きものは、回答しない・電話聞取り・参考提出 のどれかです。")
    _refuse_unlisted(book, which, office)
    _refuse_text(text)
    year, nature = which
    at = run_time(book, clock)
    return store.put_arrival(book, Arrival(at, "", how, Verdict.TAKEN, text, office=office, year=year, nature=nature))


def call(book: Book, clock: Callable[[], datetime], which: store.Round, office: Office, by: str, text: str) -> None:
    """Write down what an office was asked; it is 問合せ中 until that is settled."""
    _refuse_unlisted(book, which, office)
    _refuse_text(text)
    store.put_call(book, which, Call(office.code, clock(), by, text))


def _refuse_unlisted(book: Book, which: tuple[int, Nature], office: Office) -> None:
    found = asked(book).get(which)
    if found and office.code not in found.roll:
        raise DecisionRefused(f"{office.code} {office.name}は対象団体の一覧にありません。")


def _refuse_text(text: str) -> None:
    if not text.strip():
        raise DecisionRefused("内容を書いてください（いつ、だれから、何を）。")
    if fault := text_problem(text):
        raise DecisionRefused(fault)


# -- deletion -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Remains:
    """What a round is: how much is in the book, and which files lie in which folders; ``others`` are replies that stay."""

    inspections: int
    arrivals: int
    files: Mapping[str, tuple[str, ...]]
    calls: int = 0
    remarks: int = 0
    others: int = 0


def remains(book: Book, which: store.Round) -> Remains:
    """What deleting a round concerns."""
    came = [one for one in store.arrivals(book) if (one.year, one.nature) == which or not one.year]
    files: dict[str, list[str]] = {}
    for one in came:
        if one.file_name:
            files.setdefault(one.folder, []).append(one.file_name)
    rounds = [(year, nature) for _, year, nature, _ in store.kept_replies(book)]
    return Remains(
        rounds.count(which),
        len(came),
        MappingProxyType({one: tuple(dict.fromkeys(names)) for one, names in sorted(files.items())}),
        calls=len(store.calls(book, which)),
        remarks=len(load_remarks(book, *which)),
        others=len(rounds) - rounds.count(which),
    )


def forget(book: Book, which: store.Round) -> Remains:
    """Delete what a round brought; the files themselves are for hands to delete, so they are named."""
    found = remains(book, which)
    store.forget(book, which)
    return found
