"""What would end or stall the process that reads it, each in its smallest file: refused before the library sees it.

These files are only let into the guard. A hole in it fails a test, and does not take the tests with it.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from jukiself.excel import walk
from jukiself.excel.guard import inspect_package
from jukiself.excel.problem import WorkbookRefused
from jukiself.excel.read import read
from tests.excel.small import forms, real
from tests.excel.test_guard import SHEET, refused, repacked, with_texts

Change = Callable[[dict[str, bytes]], None]
BOOK, LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
#: A dozen long texts are allowed, a thousand are not.
LONG = b"<si><t>" + b"a" * 30_000 + b"</t></si>"
SHORT = b"<si><t>b</t></si>"


def put(rows: bytes) -> Change:
    def change(parts: dict[str, bytes]) -> None:
        parts[SHEET] = parts[SHEET].replace(b"</sheetData>", rows + b"</sheetData>")

    return change


def texts(shared: bytes, number: bytes = b"", said: bytes = b"") -> Change:
    """Shared texts, and a thousand cells that name one of them."""

    def change(parts: dict[str, bytes]) -> None:
        parts.update(with_texts(parts, shared))
        name = "xl/sharedStrings.xml"
        parts[name] = parts[name].replace(b"<sst ", b"<sst " + said, 1)
        if number:
            cell = b'<row r="%d"><c r="A%d" t="s"><v>%s</v></c></row>'
            put(b"".join(cell % (row, row, number) for row in range(1000, 2000)))(parts)

    return change


def kept_out(change: Change) -> str:
    with pytest.raises(WorkbookRefused) as caught:
        inspect_package(repacked(change))
    return str(caught.value)


@pytest.mark.parametrize("place", ["A999999999999", "A4294967297", "ABCDEFGH5", "zz99999999", "A1:B2", "5", "$A$1"])
def test_a_cell_whose_place_is_no_place_is_refused(place: str) -> None:
    # python-calamine counts on past 32 bits and asks for a table of that many rows: the process is ended.
    assert "セルの番地が違います" in kept_out(put(f'<row r="9"><c r="{place}"><v>1</v></c></row>'.encode()))


@pytest.mark.parametrize("number", ["999999999999", "4294967297", "-1", "A5", ""])
def test_a_row_whose_number_is_none_is_refused(number: str) -> None:
    assert "行の番号が違います" in kept_out(put(f'<row r="{number}"><c><v>1</v></c></row>'.encode()))


@pytest.mark.parametrize(
    "rows",
    [
        b'<row r="1000000"><c r="A1"><v>1</v></c><c><v>1</v></c></row>',
        b'<row r="1000000"><c r="A1"/><c><v>1</v></c></row>',
        b'<row r="1000000"><sheetData/><c><v>1</v></c></row>',
        b'<row r="999999"/><row><c><v>1</v></c></row>',
        b'<row r="1"><row r="999999"></row><c><v>1</v></c></row>',
    ],
)
def test_a_cell_that_names_no_place_stands_where_the_library_puts_it(rows: bytes) -> None:
    assert "遠く離れたセル" in kept_out(put(rows))


@pytest.mark.parametrize(
    "cell",
    [
        b'<c r="A1"><v><row r="1"/>1</v></c>',
        b'<c r="A1"><is><c r="A1"/></is></c>',
        b'<c r="XFD1048576"><c r="A1"/><v>1</v></c>',
    ],
)
def test_rows_and_cells_inside_a_cell_are_refused(cell: bytes) -> None:
    assert "セルの中に" in kept_out(put(b'<row r="1000000">' + cell + b"<c><v>1</v></c></row>"))


@pytest.mark.parametrize("number", [b"300001", b"1000000000", b"999999999999", b"99999999999999999999", b"+999999999"])
@pytest.mark.parametrize("quote", [b'"', b"'"])
def test_more_shared_texts_announced_than_may_come_are_refused(number: bytes, quote: bytes) -> None:
    # python-calamine makes room for all of them at once.
    assert "文字の量" in kept_out(texts(SHORT, said=b"uniqueCount = " + quote + number + quote + b" "))


@pytest.mark.parametrize(
    "number", [b"0", b"x", b"0<v2/>", b"0&#49;", b"99999999999999999999", b"<v2>9</v2>", b"0<si/>"]
)
def test_a_long_text_named_in_an_odd_way_counts_as_often_as_it_is_named(number: bytes) -> None:
    # What is no number names the first text, a number ends where anything else begins.
    assert "文字の量" in kept_out(texts(LONG + SHORT * 20, number))


@pytest.mark.parametrize(
    ("shared", "number"),
    [
        (b"<si>" + SHORT + b"</si>" + LONG, b"1"),
        (b"<si><t>" + b"a" * 30_000 + b"<t/></t></si>", b"0"),
        (b"</sst><sst>" + LONG, b"0"),
    ],
    ids=["a text in a text", "letters beside an element", "no root"],
)
def test_shared_texts_that_the_library_numbers_otherwise_are_counted_by_the_longest(
    shared: bytes, number: bytes
) -> None:
    said = kept_out(texts(shared, number))
    assert "文字の量" in said or "壊れていて" in said


def test_texts_in_two_parts_are_counted_by_the_longest() -> None:
    def change(parts: dict[str, bytes]) -> None:
        rest = dict(parts)
        parts.clear()
        parts["a/first.xml"] = b"<a>" + SHORT * 5 + b"</a>"
        parts.update(rest)
        texts(LONG + SHORT * 5, b"0")(parts)

    assert "文字の量" in kept_out(change)


def test_many_cells_that_name_a_short_text_are_read() -> None:
    assert read(repacked(texts(SHORT * 3, b"2", b'count="1000" uniqueCount="3" ')), forms).inspection == real()


def sheet(number: int, ident: str, name: str) -> bytes:
    return f'<sheet name="{name}" sheetId="{number}" r:id="{ident}"/>'.encode()


@pytest.mark.parametrize("idents", ["rId1", "rId1 rId2", "none none"])
def test_a_sheet_that_is_named_twice_is_refused(idents: str) -> None:
    # A short file would have one large sheet read as often as it says.
    more = b"".join(sheet(900 + number, one, f"n{number}") for number, one in enumerate(idents.split()))

    def change(parts: dict[str, bytes]) -> None:
        parts[BOOK] = parts[BOOK].replace(b"</sheets>", more + b"</sheets>")

    assert "2回出てきます" in kept_out(change)


@pytest.mark.parametrize("target", ["worksheets/sheet3.xml", "/xl/worksheets/sheet3.xml", "worksheets/SHEET3.xml"])
def test_a_part_that_is_two_sheets_is_refused(target: str) -> None:
    link = f'<Relationship Id="rIdX" Type="x/worksheet" Target="{target}"/>'.encode()

    def change(parts: dict[str, bytes]) -> None:
        parts[LINKS] = parts[LINKS].replace(b"</Relationships>", link + b"</Relationships>")
        parts[BOOK] = parts[BOOK].replace(b"</sheets>", sheet(999, "rIdX", "もう1枚") + b"</sheets>")

    assert "2回出てきます" in kept_out(change)


@pytest.mark.parametrize("number", ["1e15", "3e9", "1e400", "-1e12"])
def test_a_span_of_time_longer_than_any_is_refused_with_a_sentence(number: str) -> None:
    def change(parts: dict[str, bytes]) -> None:
        styles = parts["xl/styles.xml"].replace(b"</cellXfs>", b'<xf numFmtId="46"/></cellXfs>')
        place = styles[styles.index(b"<cellXfs") : styles.index(b"</cellXfs>")].count(b"<xf ") - 1
        parts["xl/styles.xml"] = styles
        put(f'<row r="900"><c r="A900" s="{place}"><v>{number}</v></c></row>'.encode())(parts)

    refused(repacked(change))


@pytest.mark.parametrize("cell", ['A1"', "A1x", "999999999999A1", "A0", "", "$A$"])
def test_a_name_that_leads_to_no_cell_does_no_harm(cell: str) -> None:
    def change(parts: dict[str, bytes]) -> None:
        assert b"!$A$1<" in parts[BOOK]
        parts[BOOK] = parts[BOOK].replace(b"!$A$1<", f"!{cell}<".encode())

    assert read(repacked(change), forms).inspection == real()


def test_an_encoding_that_nobody_knows_is_refused() -> None:
    def change(parts: dict[str, bytes]) -> None:
        parts[BOOK] = b'<?xml version="1.0" encoding="UTF-8999"?><workbook/>'

    assert "壊れていて" in kept_out(change)


def test_a_cell_that_is_an_error_and_holds_nothing_is_empty() -> None:
    change = put(b'<row r="900"><c r="A900"><v>1</v></c><c r="B900" t="e"/></row>')
    assert inspect_package(repacked(change)).unreadable == {}


def test_tags_without_end_are_refused_and_not_walked_through() -> None:
    assert "多すぎる" in kept_out(put(b'<row r="9">' + b"<c/>" * walk.MOST_TAGS + b"</row>"))


def test_what_looks_like_a_cell_a_million_times_costs_one_look() -> None:
    # Each would be followed to the end of the text: this test would not end.
    said = b' t="s"' * 1_000_000
    change = put(b'<row r="900"><c r="A900" t="inlineStr"><is><t>' + said + b"</t></is></c></row>")
    data = repacked(lambda parts: (parts.update(with_texts(parts, "<si><t>設問</t></si>".encode())), change(parts))[1])
    assert inspect_package(data, whole=False).aside
