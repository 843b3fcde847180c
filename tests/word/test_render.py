"""An outline as a Word document: what is in the file, and what LibreOffice makes of it."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import zipfile
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from docx import api
from docx.enum.section import WD_ORIENT
from docx.shared import Mm
from hypothesis import given
from hypothesis import strategies as st

from jukiself.answers.seal import SealState
from jukiself.answers.situation import Situation
from jukiself.findings.judge import judge
from jukiself.findings.score import shares
from jukiself.report.contract_table import contract_table
from jukiself.report.contracts import Contracts
from jukiself.report.draft_clauses import BANNER, draft_clauses
from jukiself.report.inspection import Material, inspection_report
from jukiself.report.outline import (
    Bullets,
    Column,
    Document,
    Heading,
    KeyValues,
    Notice,
    PageBreak,
    Paragraph,
    Row,
    RowKind,
    Space,
    Style,
    Table,
    WriteIn,
)
from jukiself.word.render import render
from tests.contracts import CONTRACTS, provisions, situation, village
from tests.report.test_inspection import everything

if TYPE_CHECKING:
    from pathlib import Path

    from jukiself.checklist.model import Checklist
    from jukiself.report.outline import Part

HARD = ("𠮷野家", "髙橋", "神楽", "葛\U000e0100城", "_x0041_", "=1+1", "<b>&amp;", " 前後 ", "1行目\n2行目", "\ufffe")


def paper(*parts: Part, landscape: bool = False) -> Document:
    return Document(
        "題",
        "件名",
        "原村",
        "頭書き",
        "脚書き",
        parts,
        band="見本",
        made_on=date(2026, 11, 21),
        landscape=landscape,
    )


def drafts(checklist: Checklist) -> Document:
    return draft_clauses(Contracts(situation(checklist), provisions(checklist), date(2026, 11, 21)))


def texts(data: bytes) -> list[str]:
    """Every paragraph in the body, those of tables included."""
    book = api.Document(io.BytesIO(data))
    return [
        "".join(node.text or ("\n" if node.tag.endswith("}br") else "") for node in one.iter() if node.tag.endswith(("}t", "}br")))
        for one in book.element.body.iter() if one.tag.endswith("}p")
    ]  # fmt: skip


def test_every_text_of_the_outline_is_in_the_file(checklist: Checklist) -> None:
    document = drafts(checklist)
    said = "\n".join(texts(render(document)))
    for one in everything(document.parts):
        if isinstance(one, Heading | Paragraph):
            assert one.text in said
        if isinstance(one, KeyValues):
            assert all(value.strip() in said for pair in one.pairs for value in pair)
    assert BANNER in said


def test_headings_are_real_and_the_table_head_is_repeated(checklist: Checklist) -> None:
    document = drafts(checklist)
    book = api.Document(io.BytesIO(render(document)))
    headings = [
        (one.style.name, one.text) for one in book.paragraphs if one.style and one.style.name.startswith("Heading")
    ]
    assert headings == [
        (f"Heading {one.level}", one.text) for one in everything(document.parts) if isinstance(one, Heading)
    ]
    lists = [one for one in book.tables if one.rows[0].cells[0].text == "番号"]
    assert len(lists) == len(CONTRACTS)
    assert all(one.rows[0]._tr.xpath("w:trPr/w:tblHeader") for one in lists)


@pytest.mark.parametrize("landscape", [False, True])
def test_the_paper_is_a4_either_way(landscape: bool) -> None:
    (section,) = api.Document(io.BytesIO(render(paper(Paragraph("一"), landscape=landscape)))).sections
    size = (section.page_width, section.page_height)
    assert [round(one / Mm(1)) for one in size if one] == ([297, 210] if landscape else [210, 297])
    assert section.orientation == (WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT)


def test_title_language_typeface_and_day_are_set() -> None:
    data = render(paper(Heading(1, "題"), Paragraph("文")))
    core = api.Document(io.BytesIO(data)).core_properties
    assert (core.title, core.subject, core.author, core.language) == ("題", "件名", "原村", "ja-JP")
    assert core.created == core.modified == datetime(2026, 11, 21, tzinfo=UTC)
    assert core.comments == ""
    styles = zipfile.ZipFile(io.BytesIO(data)).read("word/styles.xml").decode()
    assert 'w:eastAsia="ja-JP"' in styles
    assert 'w:eastAsia="BIZ UDPゴシック"' in styles
    for name in ("Normal", "Heading 1"):
        style = api.Document(io.BytesIO(data)).styles[name]
        assert not [key for key in style.element.rPr.rFonts.attrib if key.lower().endswith("theme")]


def test_header_band_footer_and_page_numbers_stand_on_every_page() -> None:
    data = zipfile.ZipFile(io.BytesIO(render(paper(Paragraph("一")))))
    header = next(data.read(one).decode() for one in data.namelist() if one.startswith("word/header"))
    footer = next(data.read(one).decode() for one in data.namelist() if one.startswith("word/footer"))
    assert "見本" in header
    assert "頭書き" in header
    assert "脚書き" in footer
    assert " PAGE " in footer
    assert " NUMPAGES " in footer


def test_the_same_outline_makes_the_same_bytes_and_no_moment_is_in_them(checklist: Checklist) -> None:
    document = drafts(checklist)
    data = render(document)
    assert data == render(document)
    archive = zipfile.ZipFile(io.BytesIO(data))
    assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert not [one for one in archive.namelist() if "thumbnail" in one]
    assert b"python-docx" not in archive.read("docProps/core.xml")


def test_the_same_outline_makes_the_same_bytes_on_another_system(
    checklist: Checklist, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = drafts(checklist)
    here = render(document)
    monkeypatch.setattr(sys, "platform", "linux" if sys.platform == "win32" else "win32")
    assert render(document) == here


@given(st.lists(st.one_of(st.sampled_from(HARD), st.text(max_size=30)), min_size=1, max_size=4))
def test_whatever_is_written_the_file_opens_and_says_it(parts: list[str]) -> None:
    data = render(paper(*(Paragraph(one) for one in parts), KeyValues((("見出し", parts[0]),)), Notice(parts[0], "文")))
    assert texts(data)
    for one in HARD[:8]:
        if one in parts:
            assert any(one in text for text in texts(data))


def test_every_kind_of_part_can_be_printed(checklist: Checklist) -> None:
    looked = Situation(checklist, village(checklist))
    report = inspection_report(
        Material(looked, judge(looked), shares(looked), "", SealState.NONE, date(2026, 11, 21), "0.1")
    )
    said = "\n".join(texts(render(report)))
    assert all(one.title in said for one in judge(looked))
    more = (
        Bullets(((Paragraph("一つ"), Paragraph("小さく", Style.SMALL)),), numbered=True),
        PageBreak(),
        Space(3),
        Table(
            (Column("列", 1), Column("次", 2)),
            (Row(("一", "二")), Row(("組",), RowKind.GROUP), Row(("続き",), RowKind.MORE)),
        ),
        PageBreak(),
        WriteIn((("報告日", "　年"),)),
    )
    said = "\n".join(texts(render(paper(*more))))
    assert all(word in said for word in ("1.　一つ", "小さく", "組", "続き", "報告日"))


@pytest.mark.real
def test_libreoffice_opens_it_and_prints_every_wording(tmp_path: Path, checklist: Checklist) -> None:
    document = drafts(checklist)
    said = printed(render(document), tmp_path)
    for one in everything(document.parts):
        if isinstance(one, KeyValues):
            for _, value in one.pairs:
                assert "".join(value.split())[:12] in said
    table = printed(render(contract_table(Contracts(situation(checklist), provisions(checklist)))), tmp_path)
    assert all(one.title in table for one in provisions(checklist))


def printed(data: bytes, folder: Path) -> str:
    """The text a printer would put on paper, without spaces."""
    program = shutil.which("soffice")
    assert program, "make test-real installs libreoffice-writer"
    (folder / "book.docx").write_bytes(data)
    command = [
        program,
        f"-env:UserInstallation=file://{folder}/profile",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
    ]
    subprocess.run([*command, folder / "book.docx"], check=True, capture_output=True, timeout=180)
    fonts = subprocess.run(["pdffonts", folder / "book.pdf"], check=True, capture_output=True, text=True).stdout
    assert all(" yes " in line for line in fonts.splitlines()[2:])
    text = subprocess.run(
        ["pdftotext", "-raw", folder / "book.pdf", "-"], check=True, capture_output=True, text=True
    ).stdout
    return "".join(text.split())
