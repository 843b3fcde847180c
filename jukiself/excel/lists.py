"""Pull-downs: short lists stand in the cell's own rule, long ones on a hidden sheet behind a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from jukiself.answers.model import BASIS_LABELS
from jukiself.checklist.model import Kind
from jukiself.excel.escape import escaped
from jukiself.excel.layout import LIST_NAME, LISTS
from jukiself.excel.look import FLAT_TEXT, put
from jukiself.excel.words import NA_LABEL, UNKNOWN_LABEL, offered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jukiself.checklist.model import Question

_INLINE = 255
_PROMPT = 255


def units(text: str) -> int:
    """The length of a text as Excel counts it."""
    return len(text.encode("utf-16-le")) // 2


class PullDowns:
    """The pull-downs of one workbook; the same long list is kept once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._kept: dict[tuple[str, ...], str] = {}

    def source(self, words: tuple[str, ...]) -> str:
        """What a list rule points to: the words themselves, or a name for them."""
        inline = ",".join(words)
        if units(inline) <= _INLINE and not any("," in one or '"' in one or one != one.strip() for one in words):
            return f'"{escaped(inline)}"'
        if words not in self._kept:
            self._kept[words] = self._keep(words)
        return self._kept[words]

    def _keep(self, words: tuple[str, ...]) -> str:
        if LISTS not in self._book.sheetnames:
            self._book.create_sheet(LISTS).sheet_state = "hidden"
        sheet = self._book[LISTS]
        column = len(self._kept) + 1
        for number, word in enumerate(words, 1):
            put(sheet.cell(number, column), word, FLAT_TEXT)
        letter = get_column_letter(column)
        name = f"{LIST_NAME}{column}"
        self._book.defined_names[name] = DefinedName(name, attr_text=f"'{LISTS}'!${letter}$1:${letter}${len(words)}")
        return name

    def answers(self, sheet: Any, question: Question, cells: Iterable[str], *, delegated: bool | None) -> None:
        """The pull-down of 回答, with the way to find out as the note that appears beside the cell."""
        words = offered(question, delegated=delegated)
        free = question.kind is not Kind.CHOICE
        if question.kind not in {Kind.CHOICE, Kind.MULTI}:
            words = tuple(one for one in words if one in {UNKNOWN_LABEL, NA_LABEL})
        rule = DataValidation("list", formula1=self.source(words), allow_blank=True)
        rule.showErrorMessage = not free
        rule.errorStyle = "stop"
        rule.errorTitle = "一覧から選んでください"
        rule.error = f"▼を押して、一覧から選んでください。分からないときは「{UNKNOWN_LABEL}」です。"
        rule.showInputMessage = True
        rule.promptTitle = f"{question.number}　調べ方"
        rule.prompt = prompt(question)
        _add(sheet, rule, cells)

    def bases(self, sheet: Any, cells: Iterable[str]) -> None:
        """The pull-down of 根拠."""
        rule = DataValidation("list", formula1=self.source(tuple(BASIS_LABELS.values())), allow_blank=True)
        rule.showErrorMessage = True
        rule.errorTitle = "一覧から選んでください"
        rule.error = "見た・聞いた・たぶん のどれかです。"
        _add(sheet, rule, cells)

    def texts(self, sheet: Any, cells: Iterable[str], longest: int) -> None:
        """The longest text a cell takes."""
        rule = DataValidation("textLength", operator="lessThanOrEqual", formula1=str(longest), allow_blank=True)
        rule.showErrorMessage = True
        rule.errorTitle = "長すぎます"
        rule.error = f"{longest:,}文字までにしてください。"
        _add(sheet, rule, cells)


def prompt(question: Question) -> str:
    """How to find out, within what a cell's note can hold."""
    ways = {
        Kind.NUMBER: f"半角の数字で書きます（{question.unit or '数'}）。\n",
        Kind.DATE: "2026-04-01 の形で書きます。\n",
        Kind.MULTI: "いくつでも。2つ以上は「、」でつなぎます。\n",
    }
    text = f"{ways.get(question.kind, '')}見る：{question.look}\n聞く：{question.ask}"
    while units(text) > _PROMPT:
        text = f"{text[:-2]}…"
    return escaped(text)


def _add(sheet: Any, rule: DataValidation, cells: Iterable[str]) -> None:
    for one in cells:
        rule.add(one)
    if rule.sqref:
        sheet.add_data_validation(rule)
