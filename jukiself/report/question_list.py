"""設問一覧: every question of an inspection on paper, for reading through before anybody begins; no answer stands on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.checklist.model import Kind
from jukiself.report.errand import UNKNOWN_WORD, Errand, sheet
from jukiself.report.outline import Column, Contents, Heading, PageBreak, Paragraph, Row, Style, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jukiself.checklist.model import Checklist, Question
    from jukiself.report.outline import Document, Part

_COLUMNS = (Column("番号", 8.5), Column("設問", 30), Column("答え", 21), Column("見る所・聞くこと", 40.5))
_BLANKS = {Kind.NUMBER: "（数）", Kind.DATE: "（年月日）", Kind.TEXT: "（書く）"}


def question_list(errand: Errand) -> Document:
    """All that can be asked at this depth and with these areas, also what is asked only after another answer."""
    return sheet(errand, "設問一覧", _parts(errand))


def _parts(errand: Errand) -> Iterator[Part]:
    situation = errand.situation
    inspection, checklist = situation.inspection, situation.checklist
    questions = [one for one in checklist.questions if situation.offered(one)]
    yield Heading(1, "設問一覧")
    depth = "詳細" if inspection.full else "簡易"
    yield Paragraph(
        f"{depth}の{len(questions)}問です。始める前に読み通し、誰に聞くか、どこを見るかの見当をつけるための紙です。"
        f"どの設問にも「{UNKNOWN_WORD}」と答えられます。"
    )
    yield Paragraph(
        "※の付いた設問は、ほかの設問の答えによっては尋ねません。〔ネットワークごと〕〔契約ごと〕の設問は、その数だけ答えます。",
        Style.SMALL,
    )
    yield Contents()
    yield PageBreak()
    for area in checklist.areas:
        found = [one for one in questions if one.area == area.id]
        if found:
            yield Heading(1, f"{area.title}　{len(found)}問")
            yield Table(_COLUMNS, tuple(_row(checklist, one) for one in found), compact=True)


def _row(checklist: Checklist, question: Question) -> Row:
    fixed = {one.id for one in checklist.groups if one.fixed}
    each = ("〔ネットワークごと〕" if question.group in fixed else "〔契約ごと〕") if question.group else ""
    said = f"{question.text}{each}{'※' if question.when else ''}"
    looked = [f"{word}：{text}" for word, text in (("見る", question.look), ("聞く", question.ask)) if text]
    return Row((question.number, said, "\n".join(_choices(question)), "\n".join(looked)))


def _choices(question: Question) -> Sequence[str]:
    if question.kind in _BLANKS:
        return [f"{_BLANKS[question.kind]}{question.unit}"]
    several = ["（いくつでも）"] if question.kind is Kind.MULTI else []
    return [*several, *(f"□ {one.label}" for one in question.choices)]
