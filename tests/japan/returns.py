"""Return workbooks by the thousand: a few are written by the program, the rest are these with their cells exchanged."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

from jukiself.answers.model import Answer, Basis, Contact, Contract, Inspection, Key, Nature, Office
from jukiself.answers.seal import Issued, SealState, seal
from jukiself.answers.situation import Situation
from jukiself.checklist.model import UNKNOWN, Kind
from jukiself.excel import layout
from jukiself.excel.guard import inspect_package
from jukiself.excel.sheets import find_places
from jukiself.work import publish

if TYPE_CHECKING:
    import random

    from jukiself.checklist.model import Checklist

#: Stands in for the office; its code is nobody's and occurs nowhere else in a workbook.
NOBODY = Office("777777", "雛形見本村")
_EARLIEST = (1980, 1, 1, 0, 0, 0)


def answered(checklist: Checklist, chance: random.Random, bare: Inspection) -> Inspection:
    """Every question asked, answered by chance; some of them わからない, some not at all."""
    inspection = bare
    for _ in range(2):  # answers open further questions
        situation = Situation(checklist, inspection)
        new = {}
        for key in situation.keys:
            if key in inspection.answers or chance.random() < 0.04:
                continue
            value = _value(checklist, key, chance)
            if value and not situation.value_problem(key, value):
                new[key] = Answer(value, chance.choice([*Basis, Basis.SEEN]) if value != UNKNOWN else None)
        inspection = inspection.with_answers(new.items())
    return inspection


def _value(checklist: Checklist, key: Key, chance: random.Random) -> str:
    question = checklist.question[key.question]
    if chance.random() < 0.08:
        return UNKNOWN
    if question.kind in {Kind.CHOICE, Kind.MULTI}:
        return chance.choice(question.choices).value
    return {Kind.NUMBER: str(chance.randrange(40)), Kind.DATE: f"{2020 + chance.randrange(6)}-04-01"}.get(
        question.kind, "棚の綴りにあります。"
    )


@dataclass(slots=True)
class Template:
    """A workbook the program wrote, and where its answers stand."""

    inspection: Inspection
    checklist: Checklist
    parts: dict[str, bytes]
    sheet: str
    cells: dict[Key, str]

    @classmethod
    def made(cls, checklist: Checklist, chance: random.Random, *, year: int, nature: Nature) -> Template:
        """A workbook of nobody, answered by chance."""
        contracts = tuple(Contract(f"c{one}", f"保守{one}", "見本電算") for one in range(1, chance.randrange(1, 3)))
        bare = Inspection(
            NOBODY, year, checklist.id, checklist.edition, nature, 1, "today", contracts=contracts,
            contact=Contact("住民課", "係長", "000-000-0000"),
        )  # fmt: skip
        return cls.of(checklist, answered(checklist, chance, bare))

    @classmethod
    def of(cls, checklist: Checklist, inspection: Inspection) -> Template:
        """A workbook of what an inspection says."""
        data = publish.workbook(Situation(checklist, inspection), publish.Standing(_fixed(inspection)))
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {one: archive.read(one) for one in archive.namelist()}
        places = find_places(inspect_package(data), checklist)
        cells = {
            row.key: f"{get_column_letter(row.spots['value'].column)}{row.spots['value'].row}"
            for row in places.rows
            if row.spots["value"].sheet == layout.QUESTIONS
        }
        sheet = next(one for one, part in parts.items() if b"&amp;C&amp;9 " + layout.QUESTIONS.encode() in part)
        return cls(inspection, checklist, parts, sheet, cells)

    def reply(self, office: Office, chance: random.Random, changes: int = 12) -> Inspection:
        """What an office says: the template's answers, some of them exchanged."""
        choices = [
            key
            for key in self.cells
            if key in self.inspection.answers
            and (question := self.checklist.question[key.question]).kind is Kind.CHOICE
            and not question.gate
            and not question.delegated_by
        ]
        values = {}
        for key in chance.sample(choices, min(changes, len(choices))):
            values[key] = chance.choice(self.checklist.question[key.question].choices).value
        said = self.inspection.with_answers(
            (key, replace(self.inspection.answer(key), value=value)) for key, value in values.items()
        )
        return replace(said, office=office)

    def written(self, said: Inspection, *, code: str | None = None) -> bytes:
        """The workbook of a reply made of this template; ``code`` stands on its cover instead of its own."""
        parts = dict(self.parts)
        sheet = parts[self.sheet]
        for key, answer in said.answers.items():
            if answer.value != self.inspection.answer(key).value:
                choice = self.checklist.question[key.question].choice(answer.value)
                sheet = put(sheet, self.cells[key], choice.label if choice else answer.value)
        parts[self.sheet] = sheet
        names = {
            NOBODY.code: said.office.code,
            NOBODY.name: said.office.name,
            seal(self.inspection): seal(said) if code is None else code,
        }
        if said.submission != 1:
            names |= {
                f";{NOBODY.code};{said.year};1;": f";{said.office.code};{said.year};{said.submission};",
                "第1回": f"第{said.submission}回",
            }
        return packed(replaced(parts, names))


def _fixed(inspection: Inspection) -> Issued:
    return Issued(seal(inspection), SealState.SAME)


def put(sheet: bytes, cell: str, text: str) -> bytes:
    """A sheet with another text in one cell."""
    found = re.search(rb'<c r="%s"( s="\d+")?[^>]*?(/>|>.*?</c>)' % cell.encode(), sheet, re.DOTALL)
    if not found:
        raise KeyError(cell)
    said = f'<c r="{cell}"'.encode() + (found[1] or b"")
    said += f' t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'.encode()
    return sheet[: found.start()] + said + sheet[found.end() :]


def replaced(parts: dict[str, bytes], names: dict[str, str]) -> dict[str, bytes]:
    """Parts with texts exchanged; longer ones first, because the line of identity holds the code."""
    pairs = [(old.encode(), new.encode()) for old, new in sorted(names.items(), key=lambda one: -len(one[0]))]
    made = {}
    for name, part in parts.items():
        for old, new in pairs:
            if old in part:
                part = part.replace(old, new)  # noqa: PLW2901 - step by step
        made[name] = part
    return made


def packed(parts: dict[str, bytes]) -> bytes:
    """The zip of a workbook, quickly."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _EARLIEST), part, zipfile.ZIP_DEFLATED, 1)
    return made.getvalue()
