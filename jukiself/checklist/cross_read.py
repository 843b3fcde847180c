"""Reading ``across.toml`` of an edition: the sentences said over many offices."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jukiself.checklist.condition import Condition, ConditionError, parse
from jukiself.checklist.cross import CrossRule, Tone
from jukiself.checklist.table import FormError, Table, has_file, listed, unique

if TYPE_CHECKING:
    from pathlib import Path

FILE = "across.toml"
#: What an example office may come to: it holds, cannot be told, does not; does not count, may count.
VERDICTS = ("holds", "open", "fails", "outside", "unsure")
SENTENCES = ("whole", "most", "some", "none", "unclear")
_COUNT = re.compile(r"{([^}]*)}")


def read_cross_rules(path: Path) -> tuple[CrossRule, ...]:
    """``across.toml``; an edition without one says nothing over many offices. Raises `FormError`."""
    if not has_file(path):
        return ()
    found = []
    for table in listed(path, "cross"):
        found.append(_cross_rule(table))
        table.done()
    unique("全体の所見", [one.id for one in found])
    return tuple(found)


def _cross_rule(table: Table) -> CrossRule:
    rule = table.text("rule", "")
    condition = _condition(table, "condition")
    if bool(rule) == bool(condition):
        raise FormError(f"{table.where}: 「condition」か「rule」の、どちらか1つを書いてください。")
    return CrossRule(
        id=table.identifier(),
        area=table.text("area"),
        stage=table.text("stage"),
        tone=table.one_of("tone", Tone),
        title=table.text("title"),
        counted=table.text("counted"),
        sources=table.texts("sources"),
        condition=condition,
        rule=rule,
        of=_condition(table, "of"),
        examples=_examples(table),
        **{one: _sentence(table, one) for one in SENTENCES},
    )


def _condition(table: Table, key: str) -> Condition | None:
    if key not in table.values:
        return None
    try:
        return parse(table.text(key))
    except ConditionError as error:
        raise FormError(f"{table.where}: 「{key}」: {error}") from None


def _examples(table: Table) -> dict[str, tuple[dict[str, str], ...]]:
    if "examples" not in table.values:
        return {}
    examples = table.table("examples")
    found = {one: examples.mappings(one) for one in VERDICTS if one in examples.values}
    examples.done()
    return found


def _sentence(table: Table, key: str) -> str:
    said = table.text(key)
    if strange := sorted(set(_COUNT.findall(said)) - {"n", "N", "u"}):
        raise FormError(f"{table.where}: 「{key}」に使えるのは {{n}}・{{N}}・{{u}} です: {'、'.join(strange)}")
    return said
