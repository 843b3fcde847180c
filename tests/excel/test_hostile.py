"""Every kind of hostile or mistaken file of issue 5: one sentence each, bounded in memory and time."""

from __future__ import annotations

import io
import resource
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pytest

from jukiself.excel import guard, unpack
from jukiself.excel.problem import WorkbookRefused
from jukiself.excel.read import read
from jukiself.work import foreign
from jukiself.work.files import FileProblem
from tests.excel.returned import GIVEN, issued
from tests.excel.small import forms, real
from tests.excel.test_guard import PLAIN, SHEET, read_or_refused, refused, repacked

MACRO = b"\xd0\xcf\x11\xe0" + b"\0" * 600
LINKS = "xl/_rels/workbook.xml.rels"


def put(parts: dict[str, bytes], sheet_data: bytes, head: bytes = b"") -> None:
    whole = parts[SHEET].replace(b"</sheetData>", sheet_data + b"</sheetData>")
    parts[SHEET] = whole.replace(b"<sheetData", head + b"<sheetData", 1) if head else whole


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<html><body><table><tr><td>1</td></tr></table></body></html>", "Web ページの形"),
        (b"\xef\xbb\xbf  <!DOCTYPE html><html></html>", "Web ページの形"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "XML の形"),
        ("ID,回答\nwritten,ある\n".encode(), "CSV"),
        ("ID,回答\nwritten,ある\n".encode("cp932"), "CSV"),
        (b"\x89PNG\r\n\x1a\n\0\0", "Excel ブック（.xlsx）ではありません"),
        (b"PK\x05\x06" + b"\0" * 18, "Excel ブック（.xlsx）ではありません"),
        (b"PK\x03\x04" + b"\0" * 100, "壊れていて読めません"),
    ],
    ids=["html as xls", "html with a mark", "xml of 2003", "csv", "csv of Excel", "picture", "empty zip", "half a zip"],
)
def test_files_with_a_wrong_name_are_told_apart(data: bytes, said: str) -> None:
    assert said in refused(data)


def test_a_macro_is_refused_whatever_the_file_is_called() -> None:
    assert "マクロ" in refused(repacked(lambda parts: parts.update({"xl/vbaProject.bin": MACRO})))
    assert "マクロ" in refused(repacked(lambda parts: parts.update({"xl/macrosheets/sheet1.xml": b"<a/>"})))


def test_links_to_other_files_are_never_followed_and_said() -> None:
    def change(parts: dict[str, bytes]) -> None:
        parts["xl/externalLinks/externalLink1.xml"] = b"<externalLink/>"
        parts["xl/externalLinks/_rels/externalLink1.xml.rels"] = (
            b'<Relationships><Relationship Id="rId1" Type="x/externalLinkPath" Target="file:///etc/passwd" TargetMode="External"/></Relationships>'
        )

    reading = read(repacked(change), forms)
    assert reading.inspection == real()
    assert [one.effect for one in reading.problems if "リンク" in one.message] == ["note"]


def _lol() -> bytes:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY l0 "lol">{levels}]><sst><si><t>&l9;</t></si></sst>'.encode()


def test_a_billion_laughs_are_refused() -> None:
    assert "読んではいけない定義" in refused(repacked(lambda parts: parts.update({"xl/sharedStrings.xml": _lol()})))


@pytest.mark.parametrize("reference", ["A1:XFD1048576", "A1:ZZZZ99999999", "A1", "", "A1:A1:A1"])
def test_what_a_sheet_says_of_its_own_size_is_not_believed(reference: str) -> None:
    def change(parts: dict[str, bytes]) -> None:
        start = parts[SHEET].index(b"<dimension")
        end = parts[SHEET].index(b">", start) + 1
        parts[SHEET] = parts[SHEET][:start] + f'<dimension ref="{reference}"/>'.encode() + parts[SHEET][end:]

    assert read_or_refused(repacked(change))


def test_cells_at_the_corners_of_many_sheets_are_refused_together() -> None:
    corner = b'<row r="19999"><c r="RZ19999"><v>1</v></c></row>'
    assert "離れすぎている" in refused(repacked(lambda parts: put(parts, corner)))


@pytest.mark.parametrize("name", ["../../evil.xml", "/xl/evil.xml", "xl\\evil.xml", "xl/../../evil.xml"])
def test_names_that_lead_out_of_the_package_are_refused(name: str) -> None:
    assert "フォルダーの外" in refused(repacked(lambda parts: parts.update({name: b"<a/>"})))


@pytest.mark.parametrize("name", [SHEET, SHEET.upper()])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_that_is_there_twice_is_refused(name: str) -> None:
    made = io.BytesIO(PLAIN)
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr(name, b"<worksheet/>")
    assert "2つあります" in refused(made.getvalue())


def test_a_part_longer_than_it_says_is_refused() -> None:
    # Some libraries stop where the size is stated, others go on: nobody may read more than was looked at.
    made, inside = io.BytesIO(), b"<worksheet/>"
    hidden = inside + b" " * 5_000_000
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(hidden) + packer.flush()
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as archive, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in archive.namelist():
            if name != SHEET:
                target.writestr(name, archive.read(name))
        target.writestr(SHEET, hidden)
    data = made.getvalue()
    assert packed in data
    sizes = (len(hidden).to_bytes(4, "little"), len(inside).to_bytes(4, "little"))
    sums = (zlib.crc32(hidden).to_bytes(4, "little"), zlib.crc32(inside).to_bytes(4, "little"))
    lying = data.replace(sizes[0], sizes[1]).replace(sums[0], sums[1])
    assert lying != data
    assert "壊れていて読めません" in refused(lying)


def test_what_the_library_reads_is_what_was_looked_at_and_nothing_else() -> None:
    package = guard.inspect_package(repacked(lambda parts: parts.update({"xl/media/image1.png": b"x" * 100})))
    with zipfile.ZipFile(io.BytesIO(package.data)) as archive:
        assert {one.compress_type for one in archive.infolist()} == {zipfile.ZIP_STORED}
        assert all(one.endswith(unpack.TEXT_PARTS) for one in archive.namelist())


def test_deep_nesting_and_a_million_texts_stay_small() -> None:
    deep = b"<a>" * 300_000 + b"</a>" * 300_000
    texts = b"<sst>" + b"<si><t>a</t></si>" * 1_000_000 + b"</sst>"
    assert read_or_refused(repacked(lambda parts: put(parts, b"", deep)))
    assert "文字の量" in refused(repacked(lambda parts: parts.update({"xl/sharedStrings.xml": texts})))


def test_the_worst_of_them_need_little_memory(tmp_path: Path) -> None:
    # In a process of its own, so that its highest use of memory is the files' own.
    worst = {
        "zip": lambda parts: parts.update({"xl/media/image1.bin": b"\0" * 99_000_000}),
        "xml": lambda parts: parts.update(
            {"xl/sharedStrings.xml": b"<sst>" + b"<si><t>a</t></si>" * 2_200_000 + b"</sst>"}
        ),
        "cells": lambda parts: put(parts, b'<row r="9">' + b"<c><v>1</v></c>" * 290_000 + b"</row>"),
        "far": lambda parts: put(parts, b'<row r="1"><c r="ZZ1000000"><v>1</v></c></row>'),
    }
    for name, change in worst.items():
        (tmp_path / f"{name}.xlsx").write_bytes(repacked(change))
    program = (
        "import sys,resource;from pathlib import Path;from tests.excel.test_guard import read_or_refused\n"
        "before=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "assert all(read_or_refused(p.read_bytes()) for p in Path(sys.argv[1]).iterdir())\n"
        "print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss-before)//1024)"
    )
    done = subprocess.run([sys.executable, "-c", program, tmp_path], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 500, f"{done.stdout} MB"


# -- other formats, in a process of their own ---------------------------------------------------------------------


def kept(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_an_xlsx_goes_through_untouched_and_a_locked_one_says_so(tmp_path: Path) -> None:
    assert foreign.read_workbook_file(kept(tmp_path / "a.xlsx", PLAIN)) == PLAIN
    locked = bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le")
    assert "パスワード" in refused(foreign.read_workbook_file(kept(tmp_path / "b.xlsx", locked)))


@pytest.mark.parametrize("name", ["a.xls", "a.ods"])
def test_a_damaged_xls_or_ods_is_refused_with_what_to_do(tmp_path: Path, name: str) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<broken")
    data = {"a.xls": bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 5000, "a.ods": made.getvalue()}[name]
    with pytest.raises(WorkbookRefused, match="保存し直してください"):
        foreign.read_workbook_file(kept(tmp_path / name, data))


def ods(rows: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        archive.writestr(
            "content.xml",
            '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
            ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
            ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
            f'<table:table table:name="a">{rows}</table:table></office:spreadsheet></office:body></office:document-content>',
        )
    return made.getvalue()


@pytest.mark.skipif(not hasattr(resource, "setrlimit"), reason="memory can be bounded only where there is setrlimit")
def test_an_ods_that_would_fill_the_memory_dies_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Where the library does not die of its limit but stands still, time ends it.
    monkeypatch.setattr(foreign, "SECONDS", 4)
    cell = '<table:table-cell office:value-type="string" table:number-columns-repeated="16384"><text:p>あ</text:p></table:table-cell>'
    bomb = ods(f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>')
    assert len(bomb) < 2_000
    with pytest.raises(WorkbookRefused, match="保存し直してください"):
        foreign.read_workbook_file(kept(tmp_path / "bomb.ods", bomb))


def test_a_small_ods_is_read(tmp_path: Path) -> None:
    row = '<table:table-row><table:table-cell office:value-type="string"><text:p>=1+1</text:p></table:table-cell></table:table-row>'
    data = foreign.read_workbook_file(kept(tmp_path / "small.ods", ods(row)))
    assert "設問" in refused(data)


def test_a_folder_and_a_missing_file_are_named(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="フォルダー"):
        foreign.read_workbook_file(tmp_path)
    with pytest.raises(FileProblem, match="ありません"):
        foreign.read_workbook_file(tmp_path / "x.xlsx")


# -- sanitised files ----------------------------------------------------------------------------------------------


def test_a_file_stripped_by_a_sanitiser_is_still_read() -> None:
    def change(parts: dict[str, bytes]) -> None:
        for name in [one for one in parts if one.startswith("docProps/")]:
            del parts[name]
        text = parts["xl/workbook.xml"]
        start, end = text.index(b"<definedNames>"), text.index(b"</definedNames>") + len(b"</definedNames>")
        text = text[:start] + text[end:]
        hidden = text.index(b'name="_form"')
        start = text.rindex(b"<sheet ", 0, hidden)
        parts["xl/workbook.xml"] = text[:start] + text[text.index(b"/>", hidden) + 2 :]

    with zipfile.ZipFile(io.BytesIO(issued())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts.items():
            target.writestr(name, data)
    reading = read(made.getvalue(), forms)
    assert reading.inspection == GIVEN
