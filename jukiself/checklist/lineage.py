"""Reading and checking ``lineage.toml`` of an edition: what became of the questions of earlier ones.

An id means the same for ever, so most editions need no such file. It says which questions took the place of others,
which choices are called otherwise, what means something else now, and what is asked no more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.checklist.descent import Descent, Lineage
from jukiself.checklist.model import RESERVED, Kind
from jukiself.checklist.table import FormError, all_of, has_file, read_table, unique

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from jukiself.checklist.model import Checklist, Question

FILE = "lineage.toml"


def read_lineage(path: Path) -> Lineage:
    """``lineage.toml``; an edition without one changed nothing. Raises `FormError`."""
    if not has_file(path):
        return Lineage()
    table = read_table(path)
    descents = tuple(
        Descent(
            one.identifier(),
            one.texts("was", []),
            _values(one.take("values", dict, {}), one.where),
            one.take("meaning_changed", bool, False),
        )
        for one in all_of(table.tables("question", []))
    )
    gone = {one.identifier(): one.text("why") for one in all_of(table.tables("gone", []))}
    table.done()
    unique("系譜の設問", [one.id for one in descents])
    unique("系譜の前の設問", [*(old for one in descents for old in one.was), *gone])
    return Lineage(descents, gone)


def _values(found: dict[str, object], where: str) -> dict[str, str]:
    kept = {old: new for old, new in found.items() if isinstance(new, str)}
    if kept.keys() != found.keys():
        raise FormError(f'{where}: 「values」は 前の選択肢 = "今の選択肢" の形で書いてください。')
    return kept


def check_lineage(now: Checklist, before: tuple[Checklist, ...]) -> list[str]:
    """Every fault of an edition's lineage, beside the earlier editions it continues."""
    return [*_check_names(now), *(fault for old in before for fault in _check_edition(now, old))]


def _check_names(now: Checklist) -> Iterator[str]:
    for one in now.lineage.descents:
        question = now.question.get(one.id)
        if question is None:
            yield f"系譜 {one.id}: この版にない設問です。"
            continue
        known = {choice.value for choice in question.choices}
        for new in sorted(set(one.values.values()) - known):
            yield f"系譜 {one.id}: 今の選択肢にない値です: {new}"
        for old in one.was:
            if old in now.question:
                yield f"系譜 {one.id}: 前の設問 {old} は、この版でも尋ねています。"
    for old in now.lineage.gone:
        if old in now.question:
            yield f"系譜: {old} は尋ねないとありますが、この版にあります。"


def _check_edition(now: Checklist, old: Checklist) -> Iterator[str]:
    for question in old.questions:
        if question.id in now.lineage.gone:
            continue
        descent = now.lineage.of(question.id)
        heir = now.question.get(descent.id)
        if heir is None:
            yield f"系譜: {old.edition}年版の設問 {question.id} がどうなったか、{FILE} に書いてください。"
        elif not descent.meaning_changed:
            yield from _check_heir(old.edition, question, heir, descent)


def _check_heir(edition: str, question: Question, heir: Question, descent: Descent) -> Iterator[str]:
    where = f"系譜 {heir.id}（{edition}年版の {question.id}）"
    if (question.kind, question.group) != (heir.kind, heir.group):
        yield f"{where}: 答え方か対象が変わっています。meaning_changed = true と書いてください。"
    elif question.kind in {Kind.CHOICE, Kind.MULTI}:
        known = {choice.value for choice in heir.choices}
        for choice in question.choices:
            if descent.values.get(choice.value, choice.value) not in known:
                yield f"{where}: 選択肢 {choice.value} の行き先がありません。values か meaning_changed に書いてください。"
    elif question.unit != heir.unit:
        yield f"{where}: 単位が変わっています。meaning_changed = true と書いてください。"


def renamed_value(descent: Descent, question: Question, value: str) -> str:
    """An old value in the words of the question now; わからない, 該当なし and the like stay what they are."""
    if question.kind not in {Kind.CHOICE, Kind.MULTI}:
        return value
    parts = value.split(",") if question.kind is Kind.MULTI else [value]
    return ",".join(one if one in RESERVED else descent.values.get(one, one) for one in parts)
