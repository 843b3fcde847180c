"""Whole reports as PDF, read back with other eyes: poppler and pypdf."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pypdf
import pytest

from jukiself import places
from jukiself.answers.model import Answer, Basis, Contract, Inspection, Key, Nature, Office, Step
from jukiself.answers.seal import SealState, seal
from jukiself.answers.situation import Situation
from jukiself.findings.examples import background
from jukiself.findings.judge import judge
from jukiself.findings.score import shares
from jukiself.pdf.fonts import Fonts
from jukiself.pdf.look import CELL, CELL_COMPACT
from jukiself.pdf.press import Press
from jukiself.pdf.render import FontMissing, render
from jukiself.report.inspection import Material, inspection_report, summary_sheet
from jukiself.report.outline import Column, Document, Heading, Paragraph, Row, Table, TickLine, TickRow, Ticks
from jukiself.work.cases import case_ids, read_case

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jukiself.checklist.model import Checklist

FONTS = places.fonts()


def material(checklist: Checklist, inspection: Inspection) -> Material:
    situation = Situation(checklist, inspection)
    return Material(situation, judge(situation), shares(situation), seal(inspection), SealState.SAME, None, "0.1.0")


def busy(checklist: Checklist) -> Inspection:
    """An inspection with everything that can make a page burst: long, strange and missing texts."""
    empty = background(checklist, 3, "")
    contracts = (
        Contract("c1", "保守" * 60, "会社" * 80, "範囲\n二行目"),
        Contract("c2", "x" * 150),
        Contract("c3", "保管"),
    )
    asked = Situation(checklist, replace(empty, contracts=contracts)).keys
    answers = {}
    for number, key in enumerate(asked):
        choices = checklist.question[key.question].choices
        value = (choices[-1].value if choices else "", "unknown", "", choices[0].value if choices else "")[number % 4]
        note = ("短い備考です。", "長い備考、" * 400, "ABCDEFG-" * 60, "行を\n改める。", "")[number % 5][:2000]
        answers[key] = Answer(
            value, Basis.HEARD if number % 4 in {0, 3} else None, note, memo="庁内だけのメモ", evidence="復命書"
        )
    filled = replace(
        empty,
        office=Office("990019", "𠮷野葛\U000e0100城とても長い名前の広域連合事務組合" * 3),
        nature=Nature.TRAINING,
        contracts=contracts,
        free_text="自由に書く。" * 300,
        steps=(Step("backup-unlocked", None, "直す手順。" * 300),),
    )
    return filled.with_answers(answers.items())


def sheet(text: str) -> Document:
    return Document("題", "件名", "作者", "頭", "足", (Paragraph(text),))


def poppler(program: str, pdf: bytes, folder: Path, *options: str) -> str:
    if shutil.which(program) is None:
        pytest.skip(f"{program} (poppler) がありません")
    path = folder / "read.pdf"
    path.write_bytes(pdf)
    command = [program, *options, str(path)] + (["-"] if program == "pdftotext" else [])
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8", errors="replace").stdout


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.fixture(scope="module")
def reports(checklist: Checklist) -> dict[str, tuple[Material, bytes]]:
    made = {case: material(checklist, read_case(case, checklist).inspection) for case in case_ids()}
    return {case: (one, render(inspection_report(one), FONTS)) for case, one in made.items()}


def test_every_font_is_embedded_and_has_a_unicode_map(
    checklist: Checklist, reports: dict[str, tuple[Material, bytes]], tmp_path: Path
) -> None:
    strange = render(inspection_report(material(checklist, busy(checklist))), FONTS)
    for pdf in (strange, *(pdf for _, pdf in reports.values())):
        fonts = poppler("pdffonts", pdf, tmp_path).splitlines()[2:]
        assert fonts
        assert all(line.split()[-5:-2] == ["yes", "yes", "yes"] for line in fonts), fonts


@pytest.mark.parametrize("mode", ["", "-layout", "-raw"])
def test_every_title_of_a_finding_is_a_line_of_its_own(
    reports: dict[str, tuple[Material, bytes]], tmp_path: Path, mode: str
) -> None:
    for one, pdf in reports.values():
        lines = {squeezed(line) for line in poppler("pdftotext", pdf, tmp_path, *filter(None, [mode])).splitlines()}
        assert one.findings
        assert [finding.title for finding in one.findings if squeezed(finding.title) not in lines] == []


def test_every_note_is_found_as_text(reports: dict[str, tuple[Material, bytes]], tmp_path: Path) -> None:
    for one, pdf in reports.values():
        text = squeezed(poppler("pdftotext", pdf, tmp_path))
        notes = [answer.note for answer in one.situation.inspection.answers.values() if answer.note]
        assert notes
        assert [note for note in notes if squeezed(note) not in text] == []


def test_every_finding_and_section_is_an_entry_of_the_outline(reports: dict[str, tuple[Material, bytes]]) -> None:
    for one, pdf in reports.values():
        entries = _entries(pypdf.PdfReader(io.BytesIO(pdf)).outline)
        assert {"総括", "該当なしとした設問", "改善が必要なこと", "調べること", "すべての答え"} <= set(entries)
        assert [
            finding.title for finding in one.findings if finding.status == "defect" and finding.title not in entries
        ] == []


def _entries(outline: Sequence[object]) -> list[str]:
    return [title for one in outline for title in (_entries(one) if isinstance(one, list) else [str(one.title)])]  # type: ignore[attr-defined]


def test_the_contents_name_the_pages_where_sections_begin(
    reports: dict[str, tuple[Material, bytes]], tmp_path: Path
) -> None:
    _, pdf = reports["nagano-a"]
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    cover = poppler("pdftotext", pdf, tmp_path, "-l", "1", "-layout")
    for one in reader.outline:
        if not isinstance(one, list):
            page = (reader.get_destination_page_number(one) or 0) + 1
            assert re.search(rf"{re.escape(str(one.title))}\s+{page}\s*ページ", cover), one.title


def test_the_same_report_gives_the_same_bytes_also_elsewhere(checklist: Checklist, tmp_path: Path) -> None:
    document = inspection_report(material(checklist, busy(checklist)))
    first = render(document, FONTS)
    assert render(document, FONTS) == first
    moved = tmp_path / "別の場所"
    shutil.copytree(FONTS, moved)
    assert render(document, moved) == first


def test_neither_the_clock_nor_the_environment_gets_into_the_file() -> None:
    script = (
        "import sys; from pathlib import Path; from jukiself.pdf.render import render;"
        "from jukiself.report.outline import Document, Paragraph;"
        f"sys.stdout.buffer.write(render(Document('題','','','','',(Paragraph('文'),)), Path({str(FONTS)!r})))"
    )
    found = set()
    for more in (
        {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "1"},
        {"TZ": "UTC", "PYTHONHASHSEED": "2", "SOURCE_DATE_EPOCH": "1700000000"},
    ):
        found.add(
            subprocess.run(
                [sys.executable, "-c", script],
                check=True,
                capture_output=True,
                env=os.environ | more,
                cwd=Path(__file__).parents[2],
            ).stdout
        )
    assert len(found) == 1
    assert b"CreationDate" not in found.pop()


def test_the_summary_is_one_page_even_for_the_busiest_office(checklist: Checklist) -> None:
    for inspection in (busy(checklist), background(checklist, 0), background(checklist, 12)):
        pdf = render(summary_sheet(material(checklist, inspection)), FONTS)
        (page,) = pypdf.PdfReader(io.BytesIO(pdf)).pages
        assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)


def test_the_report_states_its_title_author_and_language(reports: dict[str, tuple[Material, bytes]]) -> None:
    one, pdf = reports["nagano-b"]
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    assert reader.metadata is not None
    assert (
        reader.metadata.title == f"点検結果報告書　{one.situation.inspection.office.name}　平成17年度（2005年度）　見本"
    )
    assert reader.metadata.author == one.situation.inspection.office.name
    assert str(reader.root_object["/Lang"]) == "ja-JP"


def test_a_page_of_a_sample_or_training_says_so_and_shows_the_seal(checklist: Checklist) -> None:
    one = material(checklist, busy(checklist))
    for page in pypdf.PdfReader(io.BytesIO(render(inspection_report(one), FONTS))).pages:
        text = squeezed(page.extract_text())
        assert "研修研修で作った報告書です" in text
        assert one.seal in text


def test_notes_for_the_office_alone_are_not_printed(checklist: Checklist, tmp_path: Path) -> None:
    pdf = render(inspection_report(material(checklist, busy(checklist))), FONTS)
    text = poppler("pdftotext", pdf, tmp_path)
    assert "庁内だけのメモ" not in squeezed(text)


def test_all_of_a_long_note_is_printed(checklist: Checklist, tmp_path: Path) -> None:
    pdf = render(
        inspection_report(
            material(
                checklist,
                background(checklist).with_answer(Key("policy-written"), Answer("yes", note="これは長い。" * 333)),
            )
        ),
        FONTS,
    )
    text = squeezed(poppler("pdftotext", pdf, tmp_path))
    assert text.count("これは長い。") >= 333


def test_names_outside_the_basic_plane_can_be_copied_and_selectors_leave_no_box(tmp_path: Path) -> None:
    text = poppler("pdftotext", render(sheet("𠮷野家、葛\U000e0100城、髙﨑"), FONTS), tmp_path)
    assert "𠮷野家、葛城、髙﨑" in text


def test_without_the_fallback_a_missing_letter_is_shown_and_counted(tmp_path: Path) -> None:
    lean = tmp_path / "fonts"
    lean.mkdir()
    for name in ("BIZUDPGothic-Regular.ttf", "BIZUDPGothic-Bold.ttf"):
        shutil.copy(FONTS / name, lean)
    text = poppler("pdftotext", render(sheet("𠮷野と𠮷田"), lean), tmp_path)
    assert "〓野と〓田" in text
    assert "印刷できない文字が2文字あり" in text


def test_a_folder_without_fonts_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(FontMissing, match=r"BIZUDPGothic-Regular\.ttf"):
        render(sheet("文"), tmp_path)


def test_nothing_is_drawn_outside_the_margins(checklist: Checklist, tmp_path: Path) -> None:
    pdf = render(inspection_report(material(checklist, busy(checklist))), FONTS)
    boxes = re.findall(
        r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">',
        poppler("pdftotext", pdf, tmp_path, "-bbox"),
    )
    assert len(boxes) > 1000
    left, top, right, bottom = (
        limit(map(float, edge)) for limit, edge in zip((min, min, max, max), zip(*boxes, strict=True), strict=True)
    )
    assert left >= 25 / 25.4 * 72 - 0.5
    assert top >= 15
    assert right <= (210 - 18) / 25.4 * 72 + 0.5
    assert bottom <= 841.9 - 20


def test_cover_and_summary_take_one_page_each_however_much_there_is_to_say(checklist: Checklist) -> None:
    for inspection in (busy(checklist), background(checklist, 12)):
        reader = pypdf.PdfReader(io.BytesIO(render(inspection_report(material(checklist, inspection)), FONTS)))
        top = [one for one in reader.outline if not isinstance(one, list)]
        pages = {str(one.title): (reader.get_destination_page_number(one) or 0) + 1 for one in top}
        assert (pages["総括"], pages["該当なしとした設問"]) == (2, 3)


def test_the_number_of_a_question_is_never_broken(reports: dict[str, tuple[Material, bytes]]) -> None:
    press = Press(Fonts(FONTS))
    for one, _ in reports.values():
        for table in (part for part in inspection_report(one).parts if isinstance(part, Table)):
            whole = sum(column.share for column in table.columns)
            for place, column in enumerate(table.columns):
                if column.title == "番号":
                    style = CELL_COMPACT if table.compact else CELL
                    room = press.sheet.width * column.share / whole - 8
                    cells = [row.cells[place] for row in table.rows if len(row.cells) > 1]
                    assert [cell for cell in cells if len(press.lines(cell, style, room)) > 1] == []


def test_a_long_name_beside_boxes_is_printed_whole_and_no_row_runs_into_the_next(tmp_path: Path) -> None:
    name = "住民基本台帳ネットワークシステム機器の保守と運用支援の業務委託（令和8年度から令和12年度まで、更新あり）"
    row = TickRow("15-1", "書いてありますか。", "聞く：契約の係", (TickLine(("ある", "ない"), name),) * 2)
    document = Document("題", "", "", "", "", (Ticks((row,)),))
    text = squeezed(poppler("pdftotext", render(document, FONTS), tmp_path, "-raw"))
    assert text.count(squeezed(name)) == 2


@pytest.mark.parametrize("before", range(36, 47))
def test_a_heading_and_its_lead_in_go_with_the_table_they_are_about(before: int) -> None:
    filling = Paragraph("\n".join(["行"] * before))
    table = Table((Column("欄", 1),), (Row(("一行目\n二行目",)), Row(("次",))))
    document = Document("題", "", "", "", "", (filling, Heading(2, "見出し"), Paragraph("前書き"), table))
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(render(document, FONTS))).pages]
    assert [word in pages[-1] for word in ("見出し", "前書き", "一行目")] in ([True] * 3, [False] * 3)
