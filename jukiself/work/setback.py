"""What is otherwise in a copy of a book than in the book now, row by row and in words: what going back would change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jukiself.answers.comment import OPINION_LABELS, Opinion
from jukiself.answers.model import LIFE_LABELS, NATURE_LABELS, STEP_LABELS, Answer, Nature
from jukiself.answers.situation import Situation
from jukiself.answers.years import fiscal_year
from jukiself.report.words import with_member
from jukiself.store import remarks
from jukiself.store.arrivals import arrivals, calls, kept_rounds
from jukiself.store.requests import load_roll, requests
from jukiself.survey.arrivals import HOW_LABELS, VERDICT_LABELS
from jukiself.survey.remarks import BIN_LABELS
from jukiself.work.besides import Besides
from jukiself.work.changes import in_words, same

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jukiself.answers.model import Contract, Inspection, Key, Step
    from jukiself.store.book import Book, Summary
    from jukiself.survey.remarks import Remark
    from jukiself.work.exchange import Editions

NONE = "（なし）"


@dataclass(frozen=True, slots=True)
class Row:
    """One thing: what it is about, how it stands now, and how it would stand."""

    about: str
    now: str
    then: str


@dataclass(frozen=True, slots=True)
class Part:
    """An inspection, or what a prefecture keeps of a round."""

    title: str
    rows: tuple[Row, ...]

    @property
    def back(self) -> int:
        """How many come back that are not there now."""
        return sum(one.now == NONE for one in self.rows)

    @property
    def lost(self) -> int:
        """How many are lost."""
        return sum(one.then == NONE for one in self.rows)

    @property
    def changed(self) -> int:
        """How many become another."""
        return len(self.rows) - self.back - self.lost

    @property
    def words(self) -> str:
        """Its counts."""
        return f"{self.title}：戻ってくる {self.back}　なくなる {self.lost}　変わる {self.changed}"


def compare(now: Book | None, then: Book, editions: Editions) -> Iterator[Part]:
    """Every part in which the two differ; without a book of now everything comes back."""
    here, there = _by_name(now), _by_name(then)
    for name in dict.fromkeys((*there, *here)):
        one, other = here.get(name), there.get(name)
        if one and other and one.changed_at == other.changed_at:
            continue  # nobody wrote in it between the two
        rows = tuple(_inspection(_load(now, one), _load(then, other), editions))
        if rows:
            yield Part(_title(other or one), rows)
    yield from _rounds(now, then)


def _by_name(book: Book | None) -> dict[tuple[str, int, Nature, int], Summary]:
    found = book.summaries() if book else []
    return {(one.office.code, one.year, one.nature, one.submission): one for one in reversed(found)}


def _load(book: Book | None, one: Summary | None) -> Inspection | None:
    return book.load(one.id) if book and one else None


def _title(one: Summary | None) -> str:
    if one is None:
        return ""
    mark = "" if one.nature is Nature.REAL else f"【{NATURE_LABELS[one.nature]}】"
    again = f"　第{one.submission}回" if one.submission > 1 else ""
    return f"{mark}{one.office.name}　{fiscal_year(one.year)}{again}"


# -- one inspection -------------------------------------------------------------------------------------------------


def _inspection(now: Inspection | None, then: Inspection | None, editions: Editions) -> Iterator[Row]:
    whole = then or now
    if whole is None:
        return
    if now is None or then is None:
        said = f"答え {len(whole.answers)}　契約 {len(whole.contracts)}　計画 {len(whole.steps)}"
        yield Row("点検の全部", NONE if now is None else said, NONE if then is None else said)
        return
    ours, theirs = _situation(now, editions), _situation(then, editions)
    for key in dict.fromkeys((*_order(ours), *now.answers, *then.answers)):
        old, new = now.answer(key), then.answer(key)
        if not same(old, new):
            yield Row(_about(theirs or ours, key), _said(ours, key, old, new), _said(theirs, key, new, old))
    between = Besides.between(now, then)
    for old_contract, new_contract in between.contracts.values():
        known = new_contract or old_contract
        yield Row(f"契約　{known.name if known else ''}", _contract(old_contract), _contract(new_contract))
    if between.texts:
        yield Row("記入担当・自由記入欄", *("　".join(filter(None, some)) or NONE for some in zip(*between.texts.values(), strict=True)))  # fmt: skip
    yield from _pairs("改善計画", _steps(now), _steps(then))
    yield from _pairs("県の講評", _comments(now), _comments(then))
    yield from _pairs(
        "確認の問い", *({str(key): one.text for key, one in each.queries.items()} for each in (now, then))
    )
    if now.review != then.review:
        yield Row("確認と決裁", _review(now), _review(then))
    if (now.full, now.extras) != (then.full, then.extras):
        yield Row(
            "尋ねる設問", *(f"{'詳細' if one.full else '簡易'}　足した分野 {len(one.extras)}" for one in (now, then))
        )


def _situation(inspection: Inspection, editions: Editions) -> Situation | None:
    checklist = editions.asked(inspection)
    return Situation(checklist, inspection) if checklist else None


def _order(situation: Situation | None) -> tuple[Key, ...]:
    return tuple(situation.keys) if situation else ()


def _about(situation: Situation | None, key: Key) -> str:
    if situation is None or key.question not in situation.checklist.question:
        return str(key)
    return with_member(situation, key)


def _said(situation: Situation | None, key: Key, answer: Answer, other: Answer) -> str:
    if answer.empty and answer.basis is None:
        return NONE
    if situation is None or key.question not in situation.checklist.question:
        return answer.value or answer.note or NONE
    return in_words(situation, key, answer, other)


def _contract(one: Contract | None) -> str:
    return (
        "　".join(filter(None, (one.name, one.contractor, one.scope, one.period, one.ended))) or one.id if one else NONE
    )


def _steps(one: Inspection) -> dict[str, str]:
    return {_step(each, number): f"{each.what}　{each.who}　{each.until}　{STEP_LABELS[each.state]}　{each.result}".strip() for number, each in enumerate(one.steps)}  # fmt: skip


def _step(one: Step, number: int) -> str:
    return f"{one.about or one.rule}{f'（{one.member}）' if one.member else ''}" or str(number + 1)


def _comments(one: Inspection) -> dict[str, str]:
    return {" ".join(map(str, filter(None, each.on))): "　".join(filter(None, (_opinion(each.opinion), each.text, each.reply and f"返事：{each.reply}"))) for each in one.comments}  # fmt: skip


def _opinion(one: Opinion) -> str:
    return OPINION_LABELS[one] if one else ""


def _review(one: Inspection) -> str:
    said = one.review
    days = (said.confirmed_on and f"確認 {said.confirmed_on} {said.confirmed_by}", said.approved_on and f"決裁 {said.approved_on} {said.approved_by}", said.sent_on and f"送付 {said.sent_on}")  # fmt: skip
    return "　".join(filter(None, (LIFE_LABELS[said.life], *days, said.instruction)))


def _pairs(what: str, now: Mapping[str, str], then: Mapping[str, str]) -> Iterator[Row]:
    for name in dict.fromkeys((*now, *then)):
        if now.get(name) != then.get(name):
            yield Row(f"{what}　{name}", now.get(name, "") or NONE, then.get(name, "") or NONE)


# -- a prefecture's rounds ------------------------------------------------------------------------------------------


def _rounds(now: Book | None, then: Book) -> Iterator[Part]:
    books = [one for one in (now, then) if one]
    names = {(one.year, one.nature) for book in books for one in requests(book)}
    if not names:
        return
    names |= {one for book in books for one in kept_rounds(book)}
    for which in sorted(names, key=lambda one: (-one[0], one[1].value)):
        rows = tuple(
            row
            for what, read in (("依頼", _request), ("届いたもの", _came), ("問合せ", _calls), ("講評", _remarks))
            for row in _pairs(what, read(now, which) if now else {}, read(then, which))
        )
        if rows:
            mark = "" if which[1] is Nature.REAL else f"【{NATURE_LABELS[which[1]]}】"
            yield Part(f"{mark}{fiscal_year(which[0])}の集約", rows)


def _request(book: Book, which: tuple[int, Nature]) -> dict[str, str]:
    found = next((one for one in requests(book) if (one.year, one.nature) == which), None)
    if found is None:
        return {}
    said = f"件名 {found.title or NONE}　期限 {found.deadline or NONE}　対象団体 {len(load_roll(book, *which))}　版 {found.version}"
    return {found.prefecture.name: said}


def _came(book: Book, which: tuple[int, Nature]) -> dict[str, str]:
    found = {}
    for one in arrivals(book):
        if (one.year, one.nature) == which:
            office = one.office.name if one.office else ""
            name = f"{office}　{one.file_name or HOW_LABELS[one.how]}"
            found[name] = f"{one.at:%m-%d %H:%M}　{VERDICT_LABELS[one.verdict]}　{one.reason}".strip()
    return found


def _calls(book: Book, which: tuple[int, Nature]) -> dict[str, str]:
    return {f"{one.office}　{one.at:%m-%d %H:%M}": f"{one.text}　{'済み' if one.settled else '問合せ中'}" for one in calls(book, which)}  # fmt: skip


def _remarks(book: Book, which: tuple[int, Nature]) -> dict[str, str]:
    found = remarks.load(book, *which)
    return {"　".join(filter(None, on)): said for on, one in found.items() if (said := _remark(one))}


def _remark(one: Remark) -> str:
    return "　".join(filter(None, (BIN_LABELS[one.bin] if one.bin else "", _opinion(one.opinion), one.comment, one.reply and f"返事：{one.reply}")))  # fmt: skip
