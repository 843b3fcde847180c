"""A short run of ``make fuzz``; and the quick look at a part never counts less than the parser."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from jukiself.excel import guard, unpack
from jukiself.excel.plain import look
from jukiself.excel.problem import WorkbookRefused
from tests.excel import fuzz
from tests.excel.small import real
from tests.excel.test_round_trip import written


def test_damaged_files_are_read_or_refused() -> None:
    tally = fuzz.run(150, 60, start=1, full=False)
    assert tally.faults == []
    assert tally.read > 10
    assert sum(tally.refused.values()) > 10


def parsed(name: str, part: bytes) -> tuple[guard._Seen, int] | None:
    seen = guard._Seen()
    watch = guard._Watch(seen, name)
    try:
        guard._refuse_unsound(name, part, watch)
    except WorkbookRefused:
        return None
    return seen, watch.area


@pytest.mark.parametrize("start", range(0, 200, 50))
def test_what_a_glance_lets_through_a_parser_would_let_through(start: int) -> None:
    seed, glanced = written(real()), 0
    for number in range(start, start + 50):
        _, data = fuzz.damaged(seed, random.Random(number))
        try:
            box = unpack.Box(data)
            box.bound()
            parts = box.texts()
        except WorkbookRefused:
            continue
        for name, part in parts.items():
            found, slow = look(part), parsed(name, part)
            if found is None or slow is None:
                continue
            glanced += 1
            seen, area = slow
            assert (seen.cells, area) <= (found.cells, found.rows * found.columns)
            assert seen.used == Counter(found.used)
            assert all(one <= other for one, other in zip(seen.strings, found.strings, strict=True))
            assert (seen.unreadable, seen.targets, seen.names, seen.sheet_ids) == ({}, [], {}, {})
    assert glanced > 50


@pytest.mark.parametrize(
    "part",
    [
        b'<worksheet><sheetData><row r="1"><c r="ZZ1000000"><v>1</v></c></row></sheetData></worksheet>',
        b"<worksheet><sheetData><row r='1'><c r='ZZ1000000'><v>1</v></c></row></sheetData></worksheet>",
        b'<x:worksheet xmlns:x="u"><x:sheetData><x:row><x:c r="ZZ1000000"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>',
        b'<worksheet><sheetData><row><c s="1" r="ZZ1000000"><v>1</v></c></row></sheetData></worksheet>',
        b'<worksheet><sheetData><row><c r="A&#49;000000"><v>1</v></c></row></sheetData></worksheet>',
        b"<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>",
        b'<worksheet><sheetData><row><c\nr="A1000000"><v>1</v></c></row></sheetData></worksheet>',
        b'<worksheet><sheetData><row r="1"><c r="A1" t="e"><v>#N/A</v></c></row></sheetData></worksheet>',
        b'<worksheet><sheetData><row r="1"><c r="A1"><f>1+1</f></c></row></sheetData></worksheet>',
        '<?xml version="1.0" encoding="UTF-16"?><worksheet><c r="ZZ1000000"><v>1</v></c></worksheet>'.encode("utf-16"),
        '<worksheet><c r="ZZ1000000"><v>1</v></c></worksheet>'.encode("utf-16"),
        b'<?xml version="1.0" encoding="UTF-7"?><worksheet/>',
        b'<worksheet><!-- <c r="A1"> --></worksheet>',
        b'<worksheet><![CDATA[<c r="A1">]]></worksheet>',
    ],
)
def test_whatever_is_written_in_an_unusual_way_is_parsed(part: bytes) -> None:
    assert look(part) is None
