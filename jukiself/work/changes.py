"""Steps of a sitting that can be taken back, in words; and where and how one looked when one left."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Self
from urllib.parse import parse_qs, urlencode

from jukiself.answers.model import BASIS_LABELS, Answer, Key
from jukiself.answers.situation import Situation
from jukiself.report.words import clip
from jukiself.work.besides import NOTHING, Besides

if TYPE_CHECKING:
    from collections.abc import Mapping

_TEXTS = {
    "note": "備考",
    "memo": "庁内メモ",
    "evidence": "根拠資料",
    "answered_by": "回答者",
    "confirmed_by": "確認者",
}
_LONGEST = 14
_LONG = 60


def same(one: Answer, other: Answer) -> bool:
    """Whether two answers say the same, whenever they were given."""
    return replace(one, at=None) == replace(other, at=None)


@dataclass(frozen=True, slots=True)
class Change:
    """What some answers were, and what they became, with what changed besides; one step of undo."""

    before: Mapping[Key, Answer]
    after: Mapping[Key, Answer]
    besides: Besides = NOTHING

    @property
    def key(self) -> Key:
        """Where it happened first."""
        return next(iter(self.after))

    def back(self) -> Change:
        """The change that undoes this one."""
        return Change(self.after, self.before, self.besides.back())


@dataclass(frozen=True, slots=True)
class Place:
    """Where one stopped: the key, and the view, sieve and scrolling one saw it with."""

    key: Key
    view: str = ""
    sieve: str = ""
    scroll: int = 0

    def __str__(self) -> str:
        """``question@member``, and behind a ``?`` what differs from the plain view."""
        looks = {"view": self.view, "sieve": self.sieve, "scroll": str(self.scroll or "")}
        told = urlencode({name: one for name, one in looks.items() if one})
        return f"{self.key}?{told}" if told else str(self.key)

    @classmethod
    def parse(cls, text: str) -> Self:
        """What `str` wrote; anything unreadable is left out."""
        key, _, told = text.partition("?")
        looks = {name: values[0] for name, values in parse_qs(told).items()}
        scroll = looks.get("scroll", "")
        return cls(
            Key.parse(key),
            looks.get("view", ""),
            looks.get("sieve", ""),
            int(scroll) if scroll.isascii() and scroll.isdigit() else 0,
        )


def said(change: Change, situation: Situation) -> str:
    """A change in words: which question, from what to what."""
    checklist, key = situation.checklist, change.key
    question = checklist.question.get(key.question)
    number = question.number if question else key.question
    if len(change.after) > 1:
        return f"{number} など {len(change.after)} の答え"
    member = situation.member(key) if question else None
    where = f"{number}（{member.name}）" if member else number
    return f"{where} の{_what(situation, key, change.before[key], change.after[key])}"


def _what(situation: Situation, key: Key, before: Answer, after: Answer) -> str:
    if before.value != after.value:
        return f"答え：{_value(situation, key, before)} → {_value(situation, key, after)}"
    if before.basis != after.basis:
        old, new = (BASIS_LABELS[one.basis] if one.basis else "なし" for one in (before, after))
        return f"根拠：{old} → {new}"
    for name, words in _TEXTS.items():
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            return f"{words}：{_short(old)} → {_short(new)}"
    return "記入"


def in_words(situation: Situation, key: Key, answer: Answer, other: Answer) -> str:
    """An answer in words: the value with its basis, and each text in which it differs from the other."""
    basis = f"（{BASIS_LABELS[answer.basis]}）" if answer.basis else ""
    said = [(situation.words(key, answer.value) or answer.value) + basis]
    for name, words in _TEXTS.items():
        text = " ".join(str(getattr(answer, name)).split())
        if getattr(answer, name) != getattr(other, name):
            said.append(f"{words}：{clip(text, _LONG) or '（なし）'}")
    return "\n".join(filter(None, said))


def _value(situation: Situation, key: Key, answer: Answer) -> str:
    if key.question not in situation.checklist.question:
        return _short(answer.value)
    then = Situation(situation.checklist, situation.inspection.with_answer(key, answer))
    return f"「{_cut(then.label(key))}」"


def _short(text: str) -> str:
    return f"「{_cut(text)}」" if text else "（なし）"


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
