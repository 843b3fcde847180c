"""Answers given to an earlier edition, followed into a later one by the lineage of questions and choices."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from jukiself.answers.model import Key
from jukiself.checklist.lineage import renamed_value
from jukiself.checklist.model import RESERVED, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jukiself.answers.model import Answer
    from jukiself.checklist.model import Checklist, Question


@dataclass(frozen=True, slots=True)
class Followed:
    """Where answers went: still ``answers``, only worth a look (``before``, 前年のまま), or asked no more (``lost``)."""

    answers: Mapping[Key, Answer]
    before: Mapping[Key, Answer]
    lost: tuple[Key, ...]


def follow(answers: Mapping[Key, Answer], old: Checklist, now: Checklist) -> Followed:
    """Answers of one edition in a later one; of the same edition they stay what they are.

    Whatever changed its meaning, or is not offered any more, is no answer: it is kept beside, to be looked at.
    """
    kept: dict[Key, Answer] = {}
    before: dict[Key, Answer] = {}
    lost = []
    for key, answer in answers.items():
        descent = now.lineage.of(key.question)
        heir, was = now.question.get(descent.id), old.question.get(key.question)
        if heir is None or was is None or key.question in now.lineage.gone or bool(heir.group) != bool(key.member):
            lost.append(key)
            continue
        said = replace(answer, value=renamed_value(descent, was, answer.value))
        fits = not descent.meaning_changed and heir.kind is was.kind and _offered(heir, said.value)
        (kept if fits else before)[Key(heir.id, key.member)] = said
    return Followed(MappingProxyType(kept), MappingProxyType(before), tuple(lost))


def _offered(question: Question, value: str) -> bool:
    if not value or value in RESERVED or question.kind not in {Kind.CHOICE, Kind.MULTI}:
        return True
    parts = value.split(",") if question.kind is Kind.MULTI else [value]
    return all(question.choice(one) for one in parts)
