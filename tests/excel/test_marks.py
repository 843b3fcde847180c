"""The words 点検票 shows by itself in Excel: what they call 対象外 is what the program does not ask."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

import pytest

from jukiself.answers.model import Answer, Key
from jukiself.answers.situation import Situation
from jukiself.excel.marks import Gates, placed
from jukiself.excel.rows import question_keys
from jukiself.excel.words import spell
from jukiself.findings.examples import background

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jukiself.checklist.model import Checklist


def holds(formula: str, cells: Mapping[int, object]) -> bool:
    """What a spreadsheet would find; the few functions the marks use."""
    text = re.sub(r"\$E\$?(\d+)", r"cell(\1)", formula)
    # An equals sign outside of the words compares.
    parts = [one if place % 2 else re.sub(r"(?<![<>])=", "==", one) for place, one in enumerate(text.split('"'))]
    meaning = {
        "cell": lambda row: cells.get(row, ""),
        "AND": lambda *all_of: all(all_of),
        "OR": lambda *any_of: any(any_of),
        "NOT": lambda one: not one,
        "N": int,
        "ISNUMBER": lambda one: isinstance(one, int | float),
    }
    return bool(eval('"'.join(parts), {"__builtins__": {}}, meaning))  # noqa: S307 a formula of our own making


@pytest.mark.parametrize("network_set", ["2006", "today"])
def test_a_row_is_called_off_exactly_where_the_program_does_not_ask(checklist: Checklist, network_set: str) -> None:
    base = background(checklist, 0, network_set)
    chance = Random(7)
    told = silent = 0
    for _ in range(25):
        answers = {}
        for key in question_keys(Situation(checklist, base)):
            choices = checklist.question[key.question].choices
            value = chance.choice(choices).value if choices else base.answer(key).value
            answers[key] = Answer(value)
        situation = Situation(checklist, replace(base, answers=answers))
        rows = {key: row for row, key in enumerate(question_keys(situation), 4)}
        cells = {row: spell(checklist.question[key.question], answers[key].value) or "" for key, row in rows.items()}
        gates = Gates(situation, rows)
        for key, row in rows.items():
            formula = placed(gates.closed(key), row)
            off = situation.asked(key).truth is False
            if formula and holds(formula, cells):
                assert off, (str(key), formula)
                told += 1
            else:
                silent += off
    assert told > 9 * silent, (told, silent)


def test_every_formula_stands_on_its_own_sheet_and_is_short_enough_for_excel(checklist: Checklist) -> None:
    situation = Situation(checklist, background(checklist, 0, "today"))
    rows = {key: row for row, key in enumerate(question_keys(situation), 4)}
    gates = Gates(situation, rows)
    formulas = [placed(gates.closed(key), row) for key, row in rows.items()]
    assert sum(map(bool, formulas)) > 40
    assert all(len(one) < 8000 and "!" not in re.sub(r'"[^"]*"', "", one) for one in formulas)
    assert all(max(map(len, re.findall(r'"([^"]*)"', one)), default=0) <= 255 for one in formulas)


def test_a_question_without_a_gate_is_never_called_off(checklist: Checklist) -> None:
    situation = Situation(checklist, background(checklist, 0, "today"))
    rows = {key: row for row, key in enumerate(question_keys(situation), 4)}
    free = next(key for key in rows if checklist.question[key.question].when is None and not key.member)
    assert Gates(situation, rows).closed(Key(free.question)) == ""
