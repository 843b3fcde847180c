"""契約の条項: the short name of a question about contracts, wording to propose, and what to ask the contractor."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jukiself.checklist.model import NOT_APPLICABLE, Choice
from jukiself.checklist.table import FormError, all_of, listed, unique

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from jukiself.checklist.model import Checklist, Question
    from jukiself.checklist.table import Table

_TITLE, _SHORTEST, _LONGEST = 14, 80, 250


@dataclass(frozen=True, slots=True)
class Asking:
    """A question to the contractor: neutral words, and choices whose values are those of our question."""

    text: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Provision:
    """One 条項; ``number`` is its place in the file, the same in every document.

    ``words`` say in a table what ある・一部・ない would say wrongly; an empty ``draft`` means that nothing is proposed.
    """

    number: int
    question: str
    title: str
    draft: str = ""
    note: str = ""
    sources: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    asking: Asking | None = None


def read_provisions(path: Path, checklist: Checklist) -> tuple[Provision, ...]:
    """Read ``clauses.toml``; raises `FormError` for anything unknown, twice, too long or not of this edition."""
    found = tuple(
        _provision(table, number, checklist) for number, table in enumerate(all_of(listed(path, "clause")), 1)
    )
    unique("条項", [one.question for one in found])
    unique("条項の短い名前", [one.title for one in found])
    return found


def _provision(table: Table, number: int, checklist: Checklist) -> Provision:
    question = checklist.question.get(table.identifier())
    if question is None:
        raise FormError(f"{table.where}: この版にない設問です。")
    draft = table.text("draft", "")
    made = Provision(
        number=number,
        question=question.id,
        title=table.text("title"),
        draft=draft,
        note=table.text("note") if draft else "",
        sources=table.texts("sources") if draft else question.sources,
        words=_words(table, question),
        asking=_asking(table, question, checklist),
    )
    _refuse(made, table.where, checklist)
    return made


def _words(table: Table, question: Question) -> dict[str, str]:
    words = table.take("words", dict, {})
    for value, word in words.items():
        if question.choice(value) is None or not isinstance(word, str):
            raise FormError(f"{table.where}: 「words」に、設問の選択肢にない名前があります: {value}")
    return dict(words)


def _asking(table: Table, question: Question, checklist: Checklist) -> Asking | None:
    text = table.text("ask", "")
    choices = tuple(Choice(one.identifier("value"), one.text("label")) for one in all_of(table.tables("choice", [])))
    if bool(text) != bool(choices):
        raise FormError(f"{table.where}: 「ask」と「choice」は、両方書くか、両方書かないかです。")
    if not text:
        return None
    if question.group is None or checklist.group[question.group].fixed:
        raise FormError(f"{table.where}: 契約ごとの設問だけを、業者に尋ねられます。")
    for one in choices:
        own = question.choice(one.value) is not None
        if not own and (one.value != NOT_APPLICABLE or question.gate):
            raise FormError(f"{table.where}: 設問の選択肢にない答えです: {one.value}")
    unique(f"{table.where} の選択肢", [one.value for one in choices])
    unique(f"{table.where} の選択肢の言葉", [one.label for one in choices])
    return Asking(text, choices)


def _refuse(made: Provision, where: str, checklist: Checklist) -> None:
    if not made.title or len(made.title) > _TITLE:
        raise FormError(f"{where}: 短い名前は1文字から{_TITLE}文字までです: {made.title}")
    if made.draft and not _SHORTEST <= len(made.draft) <= _LONGEST:
        raise FormError(f"{where}: たたき台は{_SHORTEST}文字から{_LONGEST}文字までです（今は{len(made.draft)}文字）。")
    if lost := [one for one in made.sources if one not in checklist.clauses]:
        raise FormError(f"{where}: 知らない出典です: {'、'.join(lost)}")
