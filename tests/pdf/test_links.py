"""What leads from findings to answers and back: on the screen by a press, on paper by numbers and pages."""

from __future__ import annotations

import io
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jukiself import places
from jukiself.answers.situation import Situation
from jukiself.findings.judge import judge
from jukiself.pdf.lines import pieces
from jukiself.pdf.render import render
from jukiself.report.outline import Document, Link, Paragraph
from jukiself.report.references import References, answer_place
from jukiself.report.sort import sort_findings
from jukiself.work import publish
from jukiself.work.cases import case_ids, read_case
from tests.pdf.test_render import busy, poppler

if TYPE_CHECKING:
    from pathlib import Path

    from jukiself.checklist.model import Checklist


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def links(reader: pypdf.PdfReader) -> list[tuple[int, str, list[float]]]:
    """Page, name of the place it leads to, and box of every link."""
    found = []
    for number, page in enumerate(reader.pages):
        for one in page.get("/Annots", []):
            mark: Any = one.get_object()
            assert mark["/Subtype"] == "/Link"
            found.append((number, str(mark["/Dest"]), [float(edge) for edge in mark["/Rect"]]))
    return found


def page_of(reader: pypdf.PdfReader, name: str) -> int:
    place = reader.named_destinations[name]
    number = reader.get_destination_page_number(place)
    assert number is not None
    return number


_MADE: dict[str, tuple[Situation, pypdf.PdfReader, list[str]]] = {}


def report(checklist: Checklist, case: str) -> tuple[Situation, pypdf.PdfReader, list[str]]:
    """The inspection, its report and the text of each page; read once."""
    if case not in _MADE:
        inspection = busy(checklist) if case == "busy" else read_case(case, checklist).inspection
        situation = Situation(checklist, inspection)
        reader = pypdf.PdfReader(io.BytesIO(publish.report(situation)))
        _MADE[case] = situation, reader, [squeezed(page.extract_text()) for page in reader.pages]
    return _MADE[case]


@pytest.mark.parametrize("case", [*case_ids(), "busy"])
def test_every_link_leads_to_a_page_with_what_it_names(checklist: Checklist, case: str) -> None:
    situation, reader, text = report(checklist, case)
    found = links(reader)
    assert {name for _, name, _ in found} <= set(reader.named_destinations)
    wanted = {answer_place(key): key for key in situation.keys}
    led = {name for _, name, _ in found}
    for name in led & set(wanted):
        key = wanted[name]
        question = situation.checklist.question[key.question]
        here = text[page_of(reader, name)]
        assert squeezed(situation.label(key))[:12] in here, name
        assert question.number in here, name


@pytest.mark.parametrize("case", case_ids())
def test_every_reason_of_every_finding_is_led_to_and_leads_back(checklist: Checklist, case: str) -> None:
    situation, reader, _ = report(checklist, case)
    findings = judge(situation)
    references = References(sort_findings(findings))
    pages = {name: page_of(reader, name) for name in reader.named_destinations}
    from_page = defaultdict(set)
    for number, name, _ in links(reader):
        from_page[name].add(number)
    for one in findings:
        begun = pages[references.place(one)]
        for key in one.because:
            # A question that decides for several networks is named once; its rows follow one another.
            same = {answer_place(other) for other in situation.keys if other.question == key.question}
            led = {number for name in same for number in from_page[name]}
            assert led & {begun, begun + 1}, (one.id, key)
            assert pages[answer_place(key)] in from_page[references.place(one)], (one.id, key)


def test_a_link_lies_on_the_number_it_shows(checklist: Checklist, tmp_path: Path) -> None:
    situation, reader, _ = report(checklist, "nagano-a")
    pdf = publish.report(situation)
    wanted = {answer_place(key): situation.checklist.question[key.question].number for key in situation.keys}
    for number, name, (left, bottom, right, top) in [one for one in links(reader) if one[1] in wanted][:80:9]:
        corner = ("-x", str(int(left) - 1), "-y", str(int(842 - top)))
        size = ("-W", str(int(right - left) + 3), "-H", str(int(top - bottom) + 1))
        page = ("-r", "72", "-f", str(number + 1), "-l", str(number + 1))
        assert wanted[name] in squeezed(poppler("pdftotext", pdf, tmp_path, *page, *corner, *size))


def test_paper_names_the_page_of_the_answer(checklist: Checklist) -> None:
    situation, reader, text = report(checklist, "nagano-b")
    references = References(sort_findings(judge(situation)))
    first = sort_findings(judge(situation)).defects[0].plain
    here = text[page_of(reader, references.place(first))]
    for key in first.because:
        page = page_of(reader, answer_place(key)) + 1
        number = situation.checklist.question[key.question].number
        assert re.search(rf"回答{number}.*?{page}ページ", here), (key, page)


def test_a_page_alone_leads_nowhere_and_names_no_page_it_does_not_have(checklist: Checklist) -> None:
    situation = Situation(checklist, read_case("nagano-b", checklist).inspection)
    (page,) = pypdf.PdfReader(io.BytesIO(publish.summary(situation))).pages
    assert "/Annots" not in page
    assert re.findall(r"\d+ページ", squeezed(page.extract_text())) == ["1ページ"]  # of its own, at the foot


def test_the_contents_lead_to_their_chapters(checklist: Checklist) -> None:
    _, reader, text = report(checklist, "nagano-b")
    chapters = [one for one in links(reader) if one[0] == 0]
    titles = [str(one.title) for one in reader.outline if not isinstance(one, list)]
    assert len(chapters) == len(titles)
    for (_, name, _), title in zip(chapters, titles, strict=True):
        assert squeezed(title) in text[page_of(reader, name)]


def test_a_link_over_the_end_of_a_line_goes_on_in_the_next() -> None:
    long = "長い" * 60
    whole = Paragraph(f"前{long}後", links=(Link(1, 121, "there"),))
    document = Document("題", "", "", "", "", (whole, Paragraph("ここ")))
    reader = pypdf.PdfReader(io.BytesIO(render(document, places.fonts())))
    assert links(reader) == []  # nothing is called there


@given(
    text=st.text("あア、。 \n12-ab（髙\u304b\u3099\U000e0100", max_size=60),
    start=st.integers(0, 60),
    size=st.integers(0, 9),
)
def test_pieces_are_what_was_linked(text: str, start: int, size: int) -> None:
    from jukiself.pdf.lines import break_lines, drawable

    start = min(start, len(text))
    end = min(start + size, len(text))
    lines = break_lines(drawable(text), 7, lambda some: float(len(some)))
    shown = "".join(lines[one.line][one.start : one.end] for one in pieces(text, lines, [Link(start, end, "there")]))
    before, after = len(drawable(text[:start])), len(drawable(text[:end]))
    assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", drawable(text)[before:after])
