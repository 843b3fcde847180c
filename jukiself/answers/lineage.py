"""Answers given to an earlier edition, followed into a later one by the lineage of questions and choices."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from jukiself.answers.model import Key
from jukiself.answers.situation import STATE_LABELS, State
from jukiself.answers.text import LONGEST
from jukiself.checklist.lineage import renamed_value
from jukiself.checklist.model import DELEGATED, NOT_APPLICABLE, RESERVED, UNKNOWN, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jukiself.answers.model import Answer
    from jukiself.checklist.model import Checklist, Question


#: Begins the note of an answer that is only worth a look: its words, as the earlier edition had them.
_OLD_WORDS, _END = "前の版の答え：「", "」"


@dataclass(frozen=True, slots=True)
class Followed:
    """Where answers went: still ``answers``, only worth a look (``before``, 前年のまま), or asked no more (``lost``)."""

    answers: Mapping[Key, Answer]
    before: Mapping[Key, Answer]
    lost: tuple[Key, ...]


def follow(answers: Mapping[Key, Answer], old: Checklist, now: Checklist) -> Followed:
    """Answers of one edition in a later one; of the same edition they stay what they are.

    Whatever changed its meaning, or is not offered any more, is no answer: it is kept beside, to be looked at, with the
    words it had (`old_words`).
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
        if fits:
            kept[Key(heir.id, key.member)] = said
        else:
            before[Key(heir.id, key.member)] = replace(said, note=_noted(was, answer))
    return Followed(MappingProxyType(kept), MappingProxyType(before), tuple(lost))


def _offered(question: Question, value: str) -> bool:
    if not value or value in RESERVED or question.kind not in {Kind.CHOICE, Kind.MULTI}:
        return True
    parts = value.split(",") if question.kind is Kind.MULTI else [value]
    return all(question.choice(one) for one in parts)


def _noted(question: Question, answer: Answer) -> str:
    if not answer.value:
        return answer.note
    words = f"{_OLD_WORDS}{_words(question, answer.value)}{_END}"
    return "\n".join(one for one in (words, answer.note) if one)[:LONGEST]


def _words(question: Question, value: str) -> str:
    labels = {one.value: one.label for one in (*DELEGATED, *question.choices)}
    labels |= {UNKNOWN: STATE_LABELS[State.UNKNOWN], NOT_APPLICABLE: STATE_LABELS[State.NOT_APPLICABLE]}
    parts = value.split(",") if question.kind in {Kind.CHOICE, Kind.MULTI} else [value]
    said = "、".join(labels.get(one, one) for one in parts)
    return said if value in RESERVED else f"{said}{question.unit}"


def old_words(answer: Answer) -> str:
    """The words an earlier edition had for an answer that is only worth a look; empty for any other."""
    first = answer.note.split("\n", 1)[0]
    return first[len(_OLD_WORDS) : -len(_END)] if first.startswith(_OLD_WORDS) and first.endswith(_END) else ""


def own_note(answer: Answer) -> str:
    """The note as somebody wrote it."""
    return answer.note.partition("\n")[2] if old_words(answer) else answer.note
