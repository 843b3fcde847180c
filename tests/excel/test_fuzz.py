"""A short run of ``make fuzz``; and the quick look at a part never counts less than the parser."""

from __future__ import annotations

import random
import re
from collections import Counter

import pytest

from jukiself.answers.model import Answer, Contact, Key
from jukiself.excel import guard, layout, unpack, walk
from jukiself.excel.problem import WorkbookRefused
from jukiself.excel.read import Reading, read
from tests.excel import fuzz
from tests.excel.small import forms, real
from tests.excel.test_guard import with_texts
from tests.excel.test_round_trip import written


@pytest.mark.parametrize("start", range(60, 120, 30))
def test_what_is_set_aside_changes_nothing(start: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def said(data: bytes) -> Reading | str:
        try:
            return read(data, forms)
        except WorkbookRefused as refusal:
            return str(refusal)

    files = [fuzz.damaged(written(real()), random.Random(number))[1] for number in range(start, start + 30)]
    quick = [said(one) for one in files]
    monkeypatch.setattr(guard, "set_aside", lambda *_: frozenset())
    for one, other in zip(quick, map(said, files), strict=True):
        # Damage in a sheet that nobody reads does no harm; else the first damage met is the one that is named.
        if isinstance(other, Reading) or not other.startswith("ブックが壊れていて読めません"):
            assert one == other


@pytest.mark.parametrize("name", [layout.FINDINGS, layout.FLAT, layout.GUIDE])
@pytest.mark.parametrize("place", [layout.QUESTIONS, layout.CONTRACTS, layout.COVER])
@pytest.mark.parametrize("shared", [False, True])
def test_a_sheet_under_the_name_of_one_set_aside_is_read(name: str, place: str, shared: bool) -> None:
    answers = {Key("written"): Answer("yes"), Key("contract-secrecy", "c1"): Answer("no")}
    inspection = real(answers=answers, contact=Contact("住民係", "髙橋"))
    data = written(inspection)
    data = renamed(shared_texts(data) if shared else data, {name: "ほか", place: name})
    assert read(data, forms).inspection == inspection


def shared_texts(data: bytes) -> bytes:
    """The same workbook with its texts apart from the cells, as Excel keeps them."""
    parts = dict(fuzz._parts(data))
    texts: list[bytes] = []

    def shared(found: re.Match[bytes]) -> bytes:
        texts.append(found[1])
        return b't="s"><v>%d</v>' % (len(texts) - 1)

    for name in [one for one in parts if one.startswith("xl/worksheets/sheet")]:
        parts[name] = re.sub(rb't="inlineStr"><is>(.*?)</is>', shared, parts[name], flags=re.DOTALL)
    return fuzz._packed(list(with_texts(parts, b"".join(b"<si>" + one + b"</si>" for one in texts)).items()))


def renamed(data: bytes, names: dict[str, str]) -> bytes:
    parts = dict(fuzz._parts(data))
    for old, new in names.items():
        said = f'name="{old}"'.encode()
        assert said in parts["xl/workbook.xml"]
        parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(said, f'name="{new}"'.encode())
    return fuzz._packed(list(parts.items()))


def test_damaged_files_are_read_or_refused() -> None:
    tally = fuzz.run(150, 60, start=1, full=False)
    assert tally.faults == []
    assert tally.read > 10
    assert sum(tally.refused.values()) > 10


def parsed(name: str, part: bytes) -> tuple[walk.Seen, int] | None:
    seen = walk.Seen()
    walked = walk.Walk(seen, name)
    try:
        walk.sound(name, part, walked)
    except WorkbookRefused:
        return None
    return seen, walked.area


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
            slow = parsed(name, part)
            found = guard._glance(name, part) if slow else None
            if found is None or slow is None:
                continue
            glanced += 1
            seen, area = slow
            assert (seen.cells, area) <= (found.cells, found.rows * found.columns)
            assert seen.used == Counter(found.used)
            assert all(one <= other for one, other in zip(seen.strings, found.strings, strict=True))
            assert (seen.unreadable, seen.targets, seen.names, seen.sheet_ids) == ({}, set(), {}, {})
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
    try:
        assert guard._glance("part", part) is None
    except WorkbookRefused:
        assert b"UTF-7" in part
