"""確認と決裁: a second person looks, the office decides, the code is fixed; reopening begins the next submission."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from jukiself.answers.days import NoDay, read_day
from jukiself.answers.model import Confirming, Life, Query, Review
from jukiself.answers.review import to_see
from jukiself.answers.seal import seal
from jukiself.answers.situation import is_day
from jukiself.work.inspect import AnswerRefused

if TYPE_CHECKING:
    from jukiself.answers.model import Key
    from jukiself.answers.review import ToSee
    from jukiself.work.inspect import Sitting

_ALONE = "一人で実施"


def changed_since(sitting: Sitting) -> frozenset[Key]:
    """Answers that somebody had confirmed and that changed afterwards."""
    once = {one.key for one in sitting.book.history(sitting.id) if one.answer.confirmed_by}
    return frozenset(key for key in once if not sitting.inspection.answer(key).confirmed_by)


def waiting(sitting: Sitting) -> tuple[ToSee, ...]:
    """What a second person looks at, and whether it was seen."""
    return to_see(sitting.situation, changed_since(sitting))


def refuse_same(sitting: Sitting, name: str) -> None:
    """Raise `AnswerRefused` where the name is empty or is one of those who answered."""
    if not name.strip():
        raise AnswerRefused("確認する人の名前を書いてください。")
    wrote = {one.answered_by for one in sitting.inspection.answers.values()} | {sitting.inspection.contact.person}
    if _same(name) in {_same(one) for one in wrote if one.strip()}:
        raise AnswerRefused(
            "答えを書いた人と同じ名前です。別の人に見てもらうか、下の「隣の市町村の人と確認」「一人で実施」を選んでください。"
        )


def _same(name: str) -> str:
    # Only to compare; names are kept byte for byte.
    return "".join(unicodedata.normalize("NFKC", name).split())


def confirm(sitting: Sitting, key: Key, name: str) -> None:
    """Somebody saw this answer and found it right; a question about it is settled with that."""
    refuse_same(sitting, name)
    settle(sitting, key)
    sitting.set_text(key, "confirmed_by", name)


def ask_back(sitting: Sitting, key: Key, text: str, name: str) -> None:
    """Somebody wants to know more about an answer; whoever answered finds the question beside it."""
    refuse_same(sitting, name)
    if not text.strip():
        raise AnswerRefused("問い合わせたいことを書いてください。")
    sitting.refuse_text(text, name)
    asked = {**sitting.inspection.queries, key: Query(text, name, sitting.now())}
    review = sitting.inspection.review
    if review.life is Life.CONFIRMED:
        review = replace(review, life=Life.OPEN)
    sitting.put(replace(sitting.inspection, queries=MappingProxyType(asked), review=review))


def settle(sitting: Sitting, key: Key) -> None:
    """The question about an answer is answered."""
    if key in sitting.inspection.queries:
        left = {one: said for one, said in sitting.inspection.queries.items() if one != key}
        sitting.put(replace(sitting.inspection, queries=MappingProxyType(left)))


def finish(sitting: Sitting, way: Confirming, name: str) -> None:
    """確認済: everything waiting was seen, or one person did it alone and the papers say so."""
    _refuse_locked(sitting)
    if way is Confirming.ALONE:
        name = _ALONE
    else:
        refuse_same(sitting, name)
        left = [one for one in waiting(sitting) if not one.seen]
        if left:
            raise AnswerRefused(f"まだ見ていない答えが {len(left)} あります。上の一覧で確かめてください。")
    if sitting.inspection.queries:
        raise AnswerRefused("問い合わせ中の答えがあります。答えを確かめてから、確認済みにしてください。")
    sitting.refuse_text(name)
    done = replace(
        sitting.inspection.review, life=Life.CONFIRMED, way=way, confirmed_by=name, confirmed_on=sitting.today()
    )
    sitting.put_review(done)


def approve(sitting: Sitting, by: str, day: str) -> str:
    """決裁済: the answers are locked and the 照合コード fixed; the code."""
    if sitting.inspection.review.life is not Life.CONFIRMED:
        raise AnswerRefused(
            "決裁の前に、確認を済ませてください。" if not sitting.inspection.review.locked else "もう決裁済みです。"
        )
    if not by.strip():
        raise AnswerRefused("決裁した人の職名を書いてください（例：住民課長）。")
    sitting.refuse_text(by)
    day = read(sitting, day)
    code = seal(sitting.inspection)
    sitting.put_review(
        replace(sitting.inspection.review, life=Life.APPROVED, approved_by=by, approved_on=day, sealed=code)
    )
    return code


def sent(sitting: Sitting, day: str) -> None:
    """送付済: the workbook has gone to the prefecture."""
    if not sitting.inspection.review.locked:
        raise AnswerRefused("送る前に、決裁を受けてください。")
    day = read(sitting, day)
    sitting.put_review(replace(sitting.inspection.review, life=Life.SENT, sent_on=day))


def told(sitting: Sitting, day: str, instruction: str) -> None:
    """What came of telling the 副村長: 報告日・指示."""
    day = read(sitting, day) if day.strip() else ""
    sitting.refuse_text(instruction)
    sitting.put_review(replace(sitting.inspection.review, reported_on=day, instruction=instruction))


def reopen(sitting: Sitting) -> int:
    """The next submission, open again; the approved one stays in the book as it was. The new inspection's id.

    The 照合コード changes with the submission, so the paper is to be printed anew.
    """
    if not sitting.inspection.review.locked:
        raise AnswerRefused("まだ決裁を受けていないので、そのまま直せます。")
    again = replace(sitting.inspection, submission=sitting.inspection.submission + 1, review=Review())
    return sitting.book.create(again, "reopened")


def _refuse_locked(sitting: Sitting) -> None:
    if sitting.inspection.review.locked:
        raise AnswerRefused("もう決裁済みです。")


def read(sitting: Sitting, text: str) -> str:
    """A day as people write it, YYYY-MM-DD. Raises `AnswerRefused` for what is no day."""
    try:
        day = read_day(text, sitting.inspection.year)
    except NoDay as error:
        raise AnswerRefused(str(error)) from None
    refuse_day(day)
    return day


def refuse_day(day: str) -> None:
    """Raise `AnswerRefused` for what is no day."""
    if not is_day(day):
        raise AnswerRefused("日付を 2026-12-01 の形で書いてください。")
