"""One question of one member as a row: what is written in it, for the list, the search and the table of members."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jukiself.answers.model import BASIS_LABELS
from jukiself.answers.situation import State
from jukiself.checklist.model import NOT_APPLICABLE, UNKNOWN, Grade, Kind
from jukiself.gui.key_names import BASIS_KEYS, NOT_APPLICABLE_KEY, SAME_KEY, UNKNOWN_KEY, WRITE_KEY
from jukiself.work.years import last_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jukiself.answers.model import Key
    from jukiself.answers.situation import Situation


@dataclass(frozen=True, slots=True)
class Press:
    """Something the row offers: the key that does it, its words, whether it is chosen."""

    key: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Row:
    """``text`` is empty where the row above asks the same of another member; ``offers`` is filled for the one in hand."""

    key: Key
    number: str
    text: str
    member: str
    state: State
    answer: str
    unmet: bool
    basis: str
    tags: tuple[str, ...]
    wants: str
    offers: tuple[Press, ...] = ()
    #: The reason without which the answer is not whole is missing.
    lacks: bool = False

    @property
    def said(self) -> str:
        """The row for a screen reader."""
        parts = (self.number, self.text, self.member, f"答え {self.answer}", self.basis, *self.tags, self.wants)
        return "　".join(one for one in parts if one)


def rows_of(situation: Situation, keys: Iterable[Key], here: Key | None) -> list[Row]:
    """Rows in their order; the one ``here`` offers its answers and always says its question."""
    rows: list[Row] = []
    before = ""
    for key in keys:
        rows.append(row_of(situation, key, repeats=key.question == before and key != here, offers=key == here))
        before = key.question
    return rows


def row_of(situation: Situation, key: Key, *, repeats: bool = False, offers: bool = False) -> Row:
    """The row of a key as it stands."""
    question, answer = situation.checklist.question[key.question], situation.inspection.answer(key)
    member, state = situation.member(key), situation.state(key)
    texts = (("備考", answer.note), ("庁内メモ", answer.memo), ("根拠資料", answer.evidence))
    return Row(
        key,
        "" if repeats else question.number,
        "" if repeats else question.text,
        member.name if member else "",
        state,
        situation.label(key),
        situation.grade(key) is Grade.UNMET,
        BASIS_LABELS[answer.basis] if answer.basis and state is State.ANSWERED else "",
        tuple(words for words, text in texts if text.strip()),
        _wants(situation, key),
        tuple(_offers(situation, key)) if offers else (),
        situation.lacks_reason(key),
    )


def _wants(situation: Situation, key: Key) -> str:
    if key in situation.inspection.queries:
        return "問い合わせ中です"
    if situation.lacks_reason(key):
        return "理由がまだです"
    return "前年のままです" if situation.carried(key) else ""


def _offers(situation: Situation, key: Key) -> Iterable[Press]:
    value, state = situation.valid(key).value, situation.state(key)
    chosen = set(value.split(","))
    if situation.carried(key):
        before = last_words(situation, key)
        yield Press(SAME_KEY, f"前年度と同じ：{before}", chosen=False)
    for place, choice in enumerate(situation.choices(key), 1):
        yield Press(str(place), choice.label, choice.value in chosen)
    kind = situation.checklist.question[key.question].kind
    if not situation.delegated(key).truth and kind not in {Kind.CHOICE, Kind.MULTI}:
        yield Press(WRITE_KEY, "下の欄に書く", state is State.ANSWERED)
    yield Press(UNKNOWN_KEY, "わからない", value == UNKNOWN)
    if not situation.value_problem(key, NOT_APPLICABLE):
        yield Press(NOT_APPLICABLE_KEY, "該当なし", value == NOT_APPLICABLE)
    if state is State.ANSWERED:
        basis = situation.inspection.answer(key).basis
        for one, words in BASIS_LABELS.items():
            yield Press(BASIS_KEYS[one], words, basis is one)
