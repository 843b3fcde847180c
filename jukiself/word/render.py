"""An outline as .docx: real headings, Japanese typeface, A4; the same input gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from docx import api
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from jukiself.report.outline import Heading, OnePage, Style
from jukiself.word import look
from jukiself.word.parts import Writer, writable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jukiself.report.outline import Document, Part

_UNIX = 3
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_LONG, _SHORT = Mm(297), Mm(210)
_BOUND, _OTHER = Mm(25), Mm(18)  # the bound edge has room for the holes of a binder


def render(document: Document) -> bytes:
    """The document as .docx; it knows no time but the day it says it was printed on."""
    made = api.Document()
    _forget_preview(made)
    look.dress(made)
    section = made.sections[0]
    _lay(section, landscape=document.landscape)
    _describe(made, document)
    _head(section, document)
    _foot(section, document)
    Writer(made, _width(section), list(_top_titles(document.parts))).write(document.parts)
    raw = io.BytesIO()
    made.save(raw)
    return _packed(raw)


def _forget_preview(made: Any) -> None:
    """The library's empty document carries a small picture of somebody else's page."""
    links = made.part.package.rels
    for name in [one for one, link in links.items() if link.reltype.endswith("/thumbnail")]:
        del links[name]


def _lay(section: Any, *, landscape: bool) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (_LONG, _SHORT) if landscape else (_SHORT, _LONG)
    section.left_margin, section.top_margin = (_OTHER, _BOUND) if landscape else (_BOUND, Mm(22))
    section.right_margin = section.bottom_margin = _OTHER
    section.header_distance = section.footer_distance = Mm(10)


def _width(section: Any) -> Any:
    """Room for text from left to right."""
    return section.page_width - section.left_margin - section.right_margin


def _describe(made: Any, document: Document) -> None:
    core = made.core_properties
    # Word takes at most 255 characters of each.
    core.title, core.subject, core.author = (
        writable(one)[:255] for one in (document.title, document.subject, document.author)
    )
    core.last_modified_by, core.comments, core.keywords, core.language = "jukiself", "", "", "ja-JP"
    core.revision = 1
    day = document.made_on
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC) if day else datetime(2000, 1, 1, tzinfo=UTC)
    core.created = core.modified = moment


def _head(section: Any, document: Document) -> None:
    first = section.header.paragraphs[0]
    first.style = look.style_of(Style.SMALL)
    if document.band:
        band = first.add_run(writable(document.band))
        band.bold, band.font.size = True, Pt(13)
        first = section.header.add_paragraph(style=look.style_of(Style.SMALL))
    first.add_run(writable(document.header))


def _foot(section: Any, document: Document) -> None:
    line = section.footer.paragraphs[0]
    line.style = look.style_of(Style.SMALL)
    line.paragraph_format.tab_stops.add_tab_stop(_width(section), alignment=WD_TAB_ALIGNMENT.RIGHT)
    line.add_run(f"{writable(document.footer)}\t")
    _field(line, "PAGE")
    line.add_run(" / ")
    _field(line, "NUMPAGES")
    line.add_run(" ページ")
    line.paragraph_format.space_before = Pt(4)


def _field(paragraph: Any, name: str) -> None:
    """A number that Word counts itself."""
    for kind, text in (("begin", ""), ("", name), ("separate", ""), ("text", "1"), ("end", "")):
        run = paragraph.add_run()
        if kind == "text":
            run.text = text
        elif kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)  # noqa: SLF001 python-docx has no fields
        else:
            instruction = OxmlElement("w:instrText")
            instruction.text = f" {text} "
            run._r.append(instruction)  # noqa: SLF001 as above


def _top_titles(parts: Iterable[Part]) -> Iterator[str]:
    for one in parts:
        if isinstance(one, OnePage):
            yield from _top_titles(one.parts)
        elif isinstance(one, Heading) and one.level == 1:
            yield one.text


def _packed(raw: io.BytesIO) -> bytes:
    """The same parts in the same order, without the time of day."""
    made = io.BytesIO()
    with zipfile.ZipFile(raw) as archive, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in archive.namelist():
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            entry.create_system = _UNIX  # the same file, whatever system it is made on
            target.writestr(entry, archive.read(name))
    return made.getvalue()
