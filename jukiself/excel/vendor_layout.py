"""What writer and reader of 事業者確認用 agree on; no cell of it reads 設問 or 回答, which would make it a 点検票."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from jukiself.checklist.model import Kind

if TYPE_CHECKING:
    from jukiself.checklist.model import Checklist, Question
    from jukiself.checklist.provision import Asking, Provision

ROWS = "お尋ね"
ID, NUMBER, ASKED, ANSWER, MORE = "ID", "番号", "お尋ねすること", "お答え", "補足（お書きになれること）"
HEADERS = (ID, NUMBER, ASKED, ANSWER, MORE)
CONTRACT_NUMBER = "この契約の番号"  # not the label of 契約, by which that sheet is found
REPLY_UNTIL, ASK_US = "お答えの期限", "お問い合わせ先"
COMPANY, FILLED_BY, FILLED_ON = "お答えになる会社", "お答えになる方", "お答えの日"
#: Space for our own words around it; an answer's note holds 2,000 characters in all.
LONGEST_MORE = 1500
_LINE = re.compile(r"vendor;(c[1-9][0-9]{0,3})")


def vendor_line(contract_id: str) -> str:
    """As it stands in the hidden sheet, below the identity that every workbook of ours has."""
    return f"vendor;{contract_id}"


def contract_of(line: object) -> str:
    """The contract a hidden line names; empty where it is none."""
    found = _LINE.fullmatch(line.strip()) if isinstance(line, str) else None
    return found[1] if found else ""


def asked(provisions: tuple[Provision, ...], checklist: Checklist) -> dict[str, Question]:
    """What contractors are asked, by the id of our question: their words and their choices in its place."""
    found = {}
    for one in provisions:
        if one.asking:
            found[one.question] = _theirs(checklist.question[one.question], one.asking)
    return found


def _theirs(question: Question, asking: Asking) -> Question:
    # A gate offers no 該当なし, so the pull-down shows their choices and わからない, nothing else.
    return replace(
        question, kind=Kind.CHOICE, text=asking.text, choices=asking.choices, delegated_by=None, gate=True, unit=""
    )
