"""データ and its CSV: one row per item, nothing a spreadsheet would run, names byte for byte."""

from __future__ import annotations

import csv
import io

from openpyxl import load_workbook

from jukiself.answers.model import Answer, Basis, Key
from jukiself.answers.situation import Situation
from jukiself.excel.flat import HEADERS
from jukiself.work.publish import answers_as_csv
from tests.excel.small import HARD, SMALL, every_key, real
from tests.excel.test_round_trip import written

ANSWERED = real(
    answers={
        key: Answer("unknown", Basis.HEARD, note=text, answered_by=text)
        for key, text in zip(every_key(real()), HARD, strict=False)
    }
    | {Key("count"): Answer("12.5")},
)


def rows() -> list[dict[str, str]]:
    text = answers_as_csv(Situation(SMALL, ANSWERED)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_file_is_utf8_with_its_mark_and_has_one_row_per_item_like_the_sheet() -> None:
    data = answers_as_csv(Situation(SMALL, ANSWERED))
    assert data.startswith(b"\xef\xbb\xbf")
    sheet = load_workbook(io.BytesIO(written(ANSWERED)))["データ"]
    assert [one.value for one in sheet[1]] == [title for title, _ in HEADERS] == list(rows()[0])
    assert len(rows()) == sheet.max_row - 1
    assert not sheet.merged_cells.ranges


def test_no_cell_begins_a_formula_and_every_name_is_whole() -> None:
    found = {(one["設問ID"], one["対象ID"] or None): one for one in rows()}
    for key, answer in ANSWERED.answers.items():
        note = found[key.question, key.member]["発行時の備考"]
        assert note.removeprefix("'") == answer.note.removeprefix("'")
    assert not [cell for one in rows() for cell in one.values() if cell.startswith(("=", "+", "-", "@", "\t"))]
