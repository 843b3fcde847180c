"""A small workbook on its way back: changed by people, read again."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

from openpyxl import load_workbook

from jukiself.answers.model import Answer, Basis, Contact, Contract, Inspection, Key
from jukiself.answers.seal import seal
from jukiself.answers.situation import Situation
from jukiself.excel.read import CellProblem, Reading, read
from jukiself.excel.write import Issue, write
from tests.excel.small import SMALL, forms, real

WRITTEN, READ, MANY, COUNT, WHEN, CIRCLE = (Key(one) for one in ("written", "read", "many", "count", "when", "circle"))
SECRECY = Key("contract-secrecy", "c1")
GIVEN = real(
    contracts=(Contract("c1", "保守", "業者", "修理", "毎年"),),
    contact=Contact("住民係", "髙橋", "0266-79-7927", "a@example.jp"),
    free_text="自由に\n書いた",
    answers={
        WRITTEN: Answer("yes", Basis.SEEN, note="備考", evidence="規程"),
        Key("net-who", "juki"): Answer("self"),
        SECRECY: Answer("no", Basis.HEARD),
        Key("contract-list"): Answer("complete"),
    },
)


def issued(inspection: Inspection = GIVEN) -> bytes:
    return write(Issue(Situation(SMALL, inspection), (), seal(inspection), program="0.1.0"))


def saved(book: Any) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def changed(change: Callable[[Any], None], inspection: Inspection = GIVEN) -> Reading:
    book = load_workbook(io.BytesIO(issued(inspection)))
    change(book)
    return read(saved(book), forms)


def row_of(sheet: Any, key: str) -> int:
    return next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == key)


def answer_cell(book: Any, key: str, column: str = "E") -> Any:
    sheet = book["点検票"]
    return sheet[f"{column}{row_of(sheet, key)}"]


def typed(key: str, content: object, column: str = "E") -> Reading:
    def put(book: Any) -> None:
        cell = answer_cell(book, key, column)
        cell.value = content
        cell.number_format = "General" if not isinstance(content, date) else "yyyy-mm-dd"

    return changed(put)


def said(reading: Reading, effect: str) -> list[CellProblem]:
    return [one for one in reading.problems if one.effect == effect]
