"""データ: one row per item by the unified rules of 2020, for whoever counts; never read back as answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl.utils import get_column_letter

from jukiself.answers.model import BASIS_LABELS, NATURE_LABELS
from jukiself.excel import look
from jukiself.excel.layout import Identity
from jukiself.excel.rows import contract_keys, member_name, question_keys
from jukiself.excel.words import as_text, spell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jukiself.answers.model import Key
    from jukiself.answers.situation import Situation
    from jukiself.excel.words import Content

#: No two of these are 設問 and 回答, which mark 点検票. 発行時 says that nothing here follows a later pen.
HEADERS = (
    ("団体コード", 10),
    ("団体名", 12),
    ("年度（西暦）", 11),
    ("提出回", 7),
    ("区分", 7),
    ("様式", 7),
    ("版", 7),
    ("設問ID", 26),
    ("対象ID", 9),
    ("項番", 7),
    ("分野", 16),
    ("段階", 10),
    ("対象", 20),
    ("設問文", 50),
    ("発行時に尋ねた", 13),
    ("発行時の回答コード", 18),
    ("発行時の回答", 26),
    ("発行時の根拠", 12),
    ("発行時の備考", 30),
    ("発行時の根拠資料", 20),
    ("発行時の回答者", 14),
    ("発行時の確認者", 14),
    ("前年度の回答", 20),
)


def flat(sheet: Any, situation: Situation, identity: Identity, seal: str, last_year: Mapping[Key, str]) -> None:
    """The whole sheet: a header and rows, nothing else."""
    look.widths(sheet, [width for _, width in HEADERS])
    look.row(sheet, 1, ((title, look.FLAT_HEAD) for title, _ in HEADERS))
    number = 1
    for key in (*question_keys(situation), *contract_keys(situation)):
        number += 1
        look.row(sheet, number, ((one, _dress(one)) for one in _row(situation, identity, key, last_year)))
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(HEADERS))}{number}"
    look.protect(sheet)
    look.paper(sheet, situation.inspection, landscape=True, seal=seal)
    sheet.print_title_rows = "1:1"


def table(situation: Situation, last_year: Mapping[Key, str]) -> list[list[Content]]:
    """The same rows, header first, for a file without dress."""
    inspection = situation.inspection
    identity = Identity.of(inspection, inspection.network_set)
    keys = (*question_keys(situation), *contract_keys(situation))
    return [[title for title, _ in HEADERS], *(_row(situation, identity, key, last_year) for key in keys)]


def _dress(content: Content) -> look.Look:
    return look.FLAT_NUMBER if isinstance(content, int | float) else look.FLAT_TEXT


def _row(situation: Situation, identity: Identity, key: Key, last_year: Mapping[Key, str]) -> list[Content]:
    checklist, inspection = situation.checklist, situation.inspection
    question = checklist.question[key.question]
    answer = inspection.answer(key)
    texts = (answer.note, answer.evidence, answer.answered_by, answer.confirmed_by, last_year.get(key, ""))
    return [
        inspection.office.code,
        inspection.office.name,
        inspection.year,
        inspection.submission,
        NATURE_LABELS[inspection.nature],
        identity.form,
        identity.edition,
        key.question,
        key.member,
        question.number,
        checklist.titles[f"area:{question.area}"],
        checklist.titles[f"stage:{question.stage}"],
        _member(situation, key),
        question.text,
        "いいえ" if situation.asked(key).truth is False else "はい",
        answer.value or None,
        as_text(spell(question, answer.value)) or None,
        BASIS_LABELS[answer.basis] if answer.basis else None,
        *(one or None for one in texts),
    ]


def _member(situation: Situation, key: Key) -> str | None:
    return member_name(situation, key) or None
