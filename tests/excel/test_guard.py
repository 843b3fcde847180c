"""Files from strangers: each is refused with one sentence that says what to do, or read; none can hurt."""

from __future__ import annotations

import io
import re
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jukiself.excel import guard, unpack
from jukiself.excel.read import Reading, WorkbookRefused, read
from tests.excel.small import forms, real
from tests.excel.test_round_trip import written

SHEET = "xl/worksheets/sheet3.xml"
PLAIN = written(real())


def repacked(change: Callable[[dict[str, bytes]], None]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return target.getvalue()


def refused(data: bytes) -> str:
    with pytest.raises(WorkbookRefused) as caught:
        read(data, forms)
    message = str(caught.value)
    assert re.search(r"(ください。|してください)", message), "it must say what to do"
    return message


def read_or_refused(data: bytes) -> bool:
    """Whether a file is read, or refused with a whole sentence; anything else that is raised is a fault of ours."""
    try:
        return isinstance(read(data, forms), Reading)
    except WorkbookRefused as refusal:
        return str(refusal).endswith("。")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "空のファイル"),
        (b"ID,\xe5\x9b\x9e\xe7\xad\x94\n", "Excel ブック（.xlsx）ではありません"),
        (b"%PDF-1.7", "PDF です。Excel ブック（.xlsx）ではありません"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "画像です。Excel ブック（.xlsx）ではありません"),
        (b"\xff\xd8\xff\xe0" + bytes(99), "画像です。Excel ブック（.xlsx）ではありません"),
        ("BM,団体\n".encode(), "文字だけのファイル"),
        (b"<html><table></table></html>", "Excel ブック（.xlsx）ではありません"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "古い形式"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), "暗号化されたブック"),
        (PLAIN[:2000], "壊れていて読めません"),
        (PLAIN[:-30], "壊れていて読めません"),
        (PLAIN + b"\0" * guard.MOST_BYTES, "大きすぎるブック"),
    ],
    ids=["empty", "csv", "pdf", "png", "jpeg", "csv-like-bmp", "html", "xls", "encrypted", "cut", "cut-late", "huge"],
)
def test_files_that_are_no_plain_workbook_are_refused(data: bytes, said: str) -> None:
    assert said in refused(data)


def _only(name: str, data: bytes) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        parts.clear()
        parts[name] = data

    return change


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_only("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), "（.ods）"),
        (_only("xl/workbook.bin", b"x"), "（.xlsb）"),
        (_only("回答書/203637.xlsx", b"x"), "圧縮ファイルです"),
        (_only("word/document.xml", b"<a/>"), "Excel ブック（.xlsx）ではありません"),
    ],
    ids=["ods", "xlsb", "zip", "docx"],
)
def test_other_packages_are_refused_by_name(change: Callable[[dict[str, bytes]], None], said: str) -> None:
    assert said in refused(repacked(change))


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml", "docProps/core.xml"])
def test_entities_are_refused_wherever_they_stand(part: str) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'

    def change(parts: dict[str, bytes]) -> None:
        head, mark, rest = parts[part].partition(b"?>")
        parts[part] = head + mark + bomb + rest if mark else bomb + parts[part]

    assert "読んではいけない定義" in refused(repacked(change))


@pytest.mark.parametrize("cell", ["XFD1048576", "A1048576", "XFD1"])
def test_a_cell_far_away_is_refused_before_anything_is_expanded(cell: str) -> None:
    def change(parts: dict[str, bytes]) -> None:
        far = f'<row r="{re.sub("[A-Z]", "", cell)}"><c r="{cell}"><v>1</v></c></row></sheetData>'.encode()
        parts[SHEET] = parts[SHEET].replace(b"</sheetData>", far)

    data = repacked(change)
    tracemalloc.start()
    assert "遠く離れたセル" in refused(data)
    assert tracemalloc.get_traced_memory()[1] < 50_000_000
    tracemalloc.stop()


def test_far_cells_that_are_only_coloured_do_no_harm() -> None:
    def change(parts: dict[str, bytes]) -> None:
        parts[SHEET] = parts[SHEET].replace(
            b"</sheetData>", b'<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'
        )

    assert read(repacked(change), forms).inspection == real()


def test_a_zip_bomb_is_refused_by_its_stated_size() -> None:
    def change(parts: dict[str, bytes]) -> None:
        parts["xl/media/image1.bin"] = b"\0" * (unpack.MOST_UNZIPPED + 1)

    data = repacked(change)
    assert len(data) < 300_000
    assert "大きすぎるブック" in refused(data)


def test_a_bomb_of_xml_is_refused_while_it_is_read() -> None:
    def change(parts: dict[str, bytes]) -> None:
        parts[SHEET] = parts[SHEET].replace(b"<sheetData>", b"<sheetData>" + b" " * (unpack.MOST_XML + 1))

    assert "大きすぎるブック" in refused(repacked(change))


def test_one_long_text_named_in_many_cells_is_refused() -> None:
    def change(parts: dict[str, bytes]) -> None:
        text = b"<sst><si><t>" + b"a" * 30_000 + b"</t></si></sst>"
        parts["xl/sharedStrings.xml"] = text
        cells = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (row, row) for row in range(1000, 3000))
        parts[SHEET] = parts[SHEET].replace(b"</sheetData>", cells + b"</sheetData>")

    assert "文字の量が多い" in refused(repacked(change))


def test_too_many_cells_and_too_many_parts_are_refused() -> None:
    def cells(parts: dict[str, bytes]) -> None:
        row = b'<row r="9000">' + b"<c><v>1</v></c>" * 400 + b"</row>"
        parts[SHEET] = parts[SHEET].replace(b"</sheetData>", row * 800 + b"</sheetData>")

    def entries(parts: dict[str, bytes]) -> None:
        parts.update({f"xl/{number}.txt": b"" for number in range(unpack.MOST_ENTRIES)})

    assert "書かれたセル" in refused(repacked(cells))
    assert "中の部品" in refused(repacked(entries))


def test_a_sheet_that_hides_under_another_ending_is_refused() -> None:
    def change(parts: dict[str, bytes]) -> None:
        parts["xl/worksheets/sheet3.png"] = parts.pop(SHEET)
        links = "xl/_rels/workbook.xml.rels"
        parts[links] = parts[links].replace(b"sheet3.xml", b"sheet3.png")

    assert "壊れていて読めません" in refused(repacked(change))


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, len(PLAIN) - 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_a_damaged_file_is_read_or_refused_but_nothing_else_happens(damage: list[tuple[int, int]]) -> None:
    data = bytearray(PLAIN)
    for place, byte in damage:
        data[place] = byte
    assert read_or_refused(bytes(data))


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(
        ["xl/workbook.xml", SHEET, "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"]
    ),
    st.data(),
)
def test_a_damaged_part_is_read_or_refused_but_nothing_else_happens(part: str, data: st.DataObject) -> None:
    def change(parts: dict[str, bytes]) -> None:
        whole = parts[part]
        start = data.draw(st.integers(0, len(whole)))
        end = data.draw(st.integers(start, min(len(whole), start + 300)))
        parts[part] = (
            whole[:start]
            + data.draw(st.sampled_from([b"", b"<", b"x", b'"', b"</row>", b"999999999999"]))
            + whole[end:]
        )

    assert read_or_refused(repacked(change))


def with_texts(parts: dict[str, bytes], texts: bytes) -> dict[str, bytes]:
    """The parts with shared texts besides."""
    links, types = "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    link = b'<Relationship Id="rIdS" Type="' + kind + b'" Target="sharedStrings.xml"/></Relationships>'
    override = b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
    head = (
        b'<?xml version="1.0" encoding="UTF-8"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    )
    return parts | {
        links: parts[links].replace(b"</Relationships>", link),
        types: parts[types].replace(b"</Types>", override),
        "xl/sharedStrings.xml": head + texts + b"</sst>",
    }


def test_spoken_readings_that_japanese_excel_keeps_beside_a_text_are_not_read() -> None:
    spoken = '<si><t>髙橋</t><rPh sb="0" eb="2"><t>タカハシ</t></rPh><phoneticPr fontId="1"/></si>'

    def change(parts: dict[str, bytes]) -> None:
        parts.update(with_texts(parts, spoken.encode()))
        parts[SHEET] = re.sub(
            rb'<c r="J5"([^>]*?) ?(t="[^"]*")?\s*(/>|>.*?</c>)', rb'<c r="J5" t="s"><v>0</v></c>', parts[SHEET], count=1
        )

    reading = read(repacked(change), forms)
    assert [one.answered_by for one in reading.inspection.answers.values()] == ["髙橋"]
