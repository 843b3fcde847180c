"""What 点検票 says by itself beside a number while somebody fills it in Excel: 未回答, a missing reason, a contradiction.

The words come with conditional formats (a number format that adds a word to 項番), so no cell holds a formula, nothing
depends on them, and they are seen on paper and in grey. A client that drops them loses nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat

from jukiself.answers.model import Key
from jukiself.checklist.condition import And, AtLeast, Compare, In, Or
from jukiself.checklist.condition import Any as AnyOf
from jukiself.checklist.model import Kind
from jukiself.excel import look
from jukiself.excel.words import NA_LABEL, spell

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jukiself.answers.situation import Situation
    from jukiself.checklist.condition import Condition
    from jukiself.checklist.model import Question

OPEN, REASON, CONTRADICTION, OFF = "未回答", "備考に理由", "対象外に答え", "今は対象外"
#: Excel takes formulas of 8,192 characters; nobody could check a longer one than this.
_LONGEST = 4_000
#: A reference to the answer of a row: fixed, or so many rows from where the formula stands.
_NEAR = re.compile(r"\{([+-]\d+)\}")


@dataclass(frozen=True, slots=True)
class Gates:
    """When a row is not asked, as a formula over the answers of other rows: it is silent where that is not certain."""

    situation: Situation
    rows: Mapping[Key, int]

    def closed(self, key: Key) -> str:
        """True in Excel only where the answers say that this row is not asked; empty where they never do."""
        question = self.situation.checklist.question[key.question]
        found = [self._absent(question, key), self._false(question.when, key) if question.when else ""]
        formula = _call("OR", found)
        return formula if len(formula) <= _LONGEST else ""

    def _absent(self, question: Question, key: Key) -> str:
        group = self.situation.checklist.group[question.group] if question.group else None
        if group is None or not group.fixed or group.gate == question.id:
            return ""
        gate = Key(group.gate, key.member)
        words = _quoted(spell(self.situation.checklist.question[gate.question], "absent"))
        return f"{self._cell(gate, key)}={words}" if gate in self.rows else ""

    def _false(self, condition: Condition, key: Key) -> str:
        match condition:
            case In() | Compare():
                return self._atom(condition, key)
            case And(parts):
                return _call("OR", [self._false(one, key) for one in parts])
            case Or(parts):
                return _all([self._false(one, key) for one in parts])
            case AtLeast(count, parts):
                said = [one for one in (self._false(part, key) for part in parts) if one]
                return f"{'+'.join(f'N({one})' for one in said)}>{len(parts) - count}" if said else ""
            case AnyOf():
                return ""

    def _atom(self, atom: In | Compare, key: Key) -> str:
        question = self.situation.checklist.question[atom.question]
        gate = Key(question.id, key.member if question.group else None)
        if gate not in self.rows:
            return ""
        cell = self._cell(gate, key)
        found = [self._nested(gate, key)]
        if question.delegated_by:
            # Whose work it is decides which answers count; that is left to the program.
            return "".join(found)
        if not question.gate:
            found.append(f"{cell}={_quoted(NA_LABEL)}")
        if isinstance(atom, Compare):
            found.append(f"AND(ISNUMBER({cell}),NOT({cell}{atom.sign}{atom.number:g}))")
        elif question.kind is Kind.CHOICE:
            others = [one.value for one in question.choices if one.value not in atom.values]
            found += [f"{cell}={_quoted(spell(question, one))}" for one in others]
        return _call("OR", found)

    def _nested(self, gate: Key, key: Key) -> str:
        """What closes the gate, seen from the row behind it."""
        away = self.rows[gate] - self.rows[key]
        return _NEAR.sub(lambda found: f"{{{int(found[1]) + away:+d}}}", self.closed(gate))

    def _cell(self, gate: Key, key: Key) -> str:
        row = self.rows[gate]
        # Rows of members stand in the same order everywhere: one formula serves them all.
        return f"{{{row - self.rows[key]:+d}}}" if gate.member else f"$E${row}"


def placed(formula: str, row: int) -> str:
    """A formula as it stands at a row."""
    return _NEAR.sub(lambda found: f"$E{row + int(found[1])}", formula)


def _call(name: str, parts: Iterable[str]) -> str:
    said = list(dict.fromkeys(one for one in parts if one))
    return f"{name}({','.join(said)})" if len(said) > 1 else "".join(said)


def _all(parts: list[str]) -> str:
    return _call("AND", parts) if all(parts) else ""


def _quoted(content: object) -> str:
    return '"{}"'.format(str(content).replace('"', '""'))


@cache
def _dress(word: str) -> DifferentialStyle:
    loud = word in {REASON, CONTRADICTION}
    ink = "FFFFFF" if loud else look.GREY if word == OFF else look.INK
    fill = look.INK if loud else look.OFF if word == OFF else look.FILL
    return DifferentialStyle(
        numFmt=NumberFormat(numFmtId=200 + (OPEN, REASON, CONTRADICTION, OFF).index(word), formatCode=f'@" {word}"'),
        font=Font(bold=word != OFF, color=ink),
        fill=PatternFill("solid", bgColor=fill),
    )


def _say(sheet: Any, cells: str, formula: str, word: str) -> None:
    rule = Rule(type="expression", dxf=_dress(word), formula=[formula], stopIfTrue=True)
    sheet.conditional_formatting.add(cells, rule)


def mark(sheet: Any, situation: Situation, rows: Mapping[Key, int]) -> None:
    """Add the words to the column of 項番; the first that fits counts."""
    if not rows:
        return
    gates = Gates(situation, rows)
    closed: dict[str, list[int]] = {}
    for key, row in rows.items():
        if formula := gates.closed(key):
            closed.setdefault(formula, []).append(row)
    for formula, places in closed.items():
        cells, here = _cells(places), placed(formula, places[0])
        _say(sheet, cells, f"AND(LEN($E{places[0]})>0,{here})", CONTRADICTION)
        _say(sheet, cells, here, OFF)
    checklist = situation.checklist
    for key, row in rows.items():
        wanted = [one for one in checklist.question[key.question].choices if one.note_required]
        for one in wanted:
            words = _quoted(spell(checklist.question[key.question], one.value))
            _say(sheet, f"B{row}", f"AND($E{row}={words},LEN($G{row})=0)", REASON)
    # Rows closed for a reason no formula tells are not called 未回答.
    known = {row for places in closed.values() for row in places}
    on = [row for key, row in rows.items() if row in known or situation.asked(key).truth is not False]
    first = min(rows.values())
    _say(sheet, _cells(rows.values()), f'AND($E{first}="{NA_LABEL}",LEN($G{first})=0)', REASON)
    if on:
        _say(sheet, _cells(on), f"LEN($E{on[0]})=0", OPEN)


def _cells(rows: Iterable[int]) -> str:
    """Neighbouring rows as one range each."""
    ranges: list[list[int]] = []
    for row in sorted(rows):
        if ranges and ranges[-1][1] == row - 1:
            ranges[-1][1] = row
        else:
            ranges.append([row, row])
    return " ".join(f"B{first}:B{last}" if first != last else f"B{first}" for first, last in ranges)
