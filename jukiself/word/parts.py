"""Parts of an outline become paragraphs and tables of a Word document."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any, assert_never

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt

from jukiself.report.outline import (
    AreaStage,
    Box,
    Bullets,
    Column,
    Contents,
    Entry,
    Figure,
    Heading,
    KeyValues,
    Notice,
    OnePage,
    PageBreak,
    Paragraph,
    Row,
    RowKind,
    SealBoxes,
    Space,
    Style,
    Table,
    Ticks,
    WriteIn,
)
from jukiself.word import look

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jukiself.findings.score import Share
    from jukiself.report.outline import Field, Part

#: What XML cannot hold at all.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_KEYS = (18, 82)


def writable(text: str) -> str:
    """The text as XML can hold it."""
    return _NOT_XML.sub("\ufffd", text.replace("\r", "\n"))


class Writer:
    """Writes parts one below the other, as wide as the page allows."""

    def __init__(self, document: Any, width: int, titles: Sequence[str]) -> None:
        self.document, self.width, self.titles = document, width, titles
        self._turns = False  # what follows begins a new page

    def write(self, parts: Iterable[Part]) -> None:
        """Everything, in order."""
        for part in parts:
            if self._turns and not isinstance(part, Paragraph | Heading | PageBreak):
                self._text("", "Normal")
            self._part(part)

    def _part(self, part: Part) -> None:  # noqa: C901, PLR0912 - one line per kind of part
        match part:
            case Paragraph():
                self._text(part.text, look.style_of(part.style))
            case Heading():
                self._text(part.text, f"Heading {part.level}")
            case Bullets():
                self._bullets(part)
            case KeyValues():
                self._pairs(part.pairs)
            case Table():
                self._table(part)
            case Box():
                self._box(part)
            case Entry():
                self._entry(part)
            case Notice():
                self._notice(part)
            case AreaStage():
                self._picture(part)
            case Figure():
                self.document.add_picture(BytesIO(part.png), width=Emu(round(self.width * part.share)))
                self._text(part.caption, look.style_of(Style.SMALL))
            case WriteIn():
                self._pairs(part.fields)
            case SealBoxes():
                columns = tuple(Column(one, 1) for one in part.posts)
                self._table(Table(columns, (Row(("\n\n",) * len(columns)),)))
            case Ticks():
                self._ticks(part)
            case Contents():
                self._contents()
            case PageBreak():
                self._turns = True
            case Space():
                self.document.add_paragraph().paragraph_format.space_before = Mm(part.height)
            case OnePage():
                self.write(part.parts)
            case _:
                assert_never(part)

    def _text(self, text: str, style: str) -> Any:
        made = self.document.add_paragraph(writable(text), style)
        if self._turns:
            made.paragraph_format.page_break_before, self._turns = True, False
        return made

    def _bullets(self, part: Bullets) -> None:
        for number, (first, *more) in enumerate(part.items, 1):
            mark = f"{number}." if part.numbered else "・"
            made = self._text(f"{mark}　{first.text}", look.style_of(first.style))
            made.paragraph_format.left_indent, made.paragraph_format.first_line_indent = Pt(21), Pt(-21)
            for one in more:
                self._text(one.text, look.style_of(one.style)).paragraph_format.left_indent = Pt(21)

    def _ticks(self, part: Ticks) -> None:
        for row in part.rows:
            self._text(f"{row.number}　{row.text}", look.style_of(Style.STRONG))
            for line in row.lines:
                written = (f"＿＿＿＿{line.blank}",) if line.blank is not None else ()
                boxes = "　".join((*written, *(f"□ {one}" for one in line.choices)))
                self._text(f"{line.label}　{boxes}" if line.label else boxes, look.style_of(Style.BODY))

    def _contents(self) -> None:
        self._text("目次", look.style_of(Style.STRONG))
        for title in self.titles:
            self._text(title, "Normal").paragraph_format.left_indent = Pt(10)

    # -- tables -------------------------------------------------------------------------------------------------

    def _grid(self, shares: Sequence[float]) -> Any:
        made = self.document.add_table(rows=0, cols=len(shares))
        made.style, made.autofit = look.GRID, False
        for column, share in zip(made.columns, shares, strict=True):
            column.width = Emu(int(self.width * share / sum(shares)))
        return made

    def _after(self) -> None:
        """Tables that touch become one table in Word."""
        self.document.add_paragraph().paragraph_format.space_after = Pt(0)

    def _row(self, table: Any, texts: Sequence[str], style: str = look.CELL, fill: str = "") -> Any:
        made = table.add_row()
        for cell, column, text in zip(made.cells, table.columns, texts, strict=True):
            cell.width = column.width
            _put(cell, text, style, fill)
        _whole(made)
        return made

    def _wide(self, table: Any, text: str, style: str = look.CELL, fill: str = "", *, bold: bool = False) -> Any:
        made = table.add_row()
        cell = made.cells[0].merge(made.cells[-1])
        _put(cell, text, style, fill, bold=bold)
        return made

    def _pairs(self, pairs: Iterable[tuple[str, str]]) -> None:
        table = self._grid(_KEYS)
        for key, value in pairs:
            made = self._row(table, (key, value))
            _fill(made.cells[0], look.WASH)
            for run in made.cells[0].paragraphs[0].runs:
                run.bold = True
        _together(table.rows)
        self._after()

    def _table(self, part: Table) -> None:
        table = self._grid([one.share for one in part.columns])
        head = self._row(table, [one.title for one in part.columns], look.HEAD, look.ACCENT)
        head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 python-docx has no other way
        for row in part.rows:
            self._table_row(table, row)
        self._after()

    def _table_row(self, table: Any, row: Row) -> None:
        match row.kind:
            case RowKind.PLAIN | RowKind.WRITE:
                self._row(table, row.cells)
            case RowKind.GROUP:
                head = self._wide(table, row.cells[0], fill=look.WASH, bold=True)
                head.cells[0].paragraphs[0].paragraph_format.keep_with_next = True
            case RowKind.MORE:
                self._wide(table, row.cells[0], look.style_of(Style.SMALL))

    def _notice(self, part: Notice) -> None:
        table = self._grid((1,))
        self._row(table, (part.title,))
        cell = table.rows[0].cells[0]
        cell.paragraphs[0].style = look.style_of(Style.TITLE)
        cell.add_paragraph(writable(part.text), look.CELL)
        self._after()

    # -- findings -----------------------------------------------------------------------------------------------

    def _box(self, part: Box) -> None:
        self._text(f"【{part.badge}】{part.place}", look.style_of(Style.SMALL)).paragraph_format.keep_with_next = True
        self._text(part.title, look.style_of(Style.TITLE)).paragraph_format.keep_with_next = True
        table = self._grid(_KEYS)
        for field in part.fields:
            self._field(table, field)
        self._after()

    def _field(self, table: Any, field: Field) -> None:
        first, *more = field.paragraphs
        cells = self._row(table, (field.label, first.text)).cells
        _fill(cells[0], look.WASH)
        if first.style is Style.TITLE:
            cells[1].paragraphs[0].style = look.style_of(Style.TITLE)
        for one in more:
            cells[1].add_paragraph(writable(one.text), look.style_of(one.style))

    def _entry(self, part: Entry) -> None:
        for title in part.titles:
            self._text(title, look.style_of(Style.TITLE)).paragraph_format.keep_with_next = True
        for one in part.paragraphs:
            self._text(one.text, look.style_of(one.style))

    def _picture(self, part: AreaStage) -> None:
        """The picture in numbers: できている件数／当てはまる件数."""
        table = self._grid((24, *(76 / len(part.stages) for _ in part.stages)))
        self._row(table, ("分野", *part.stages), look.HEAD, look.ACCENT)
        for row in part.rows:
            self._row(table, (row.title, *(_share(one, brief=part.brief) for one in row.cells)))
        self._after()


def _share(share: Share | None, *, brief: bool) -> str:
    if share is None:
        return "－"
    unclear = f"　？{share.unknown}" if share.unknown and not brief else ""
    return f"{share.met}／{share.total}{unclear}"


def _together(rows: Any) -> None:
    """Rows that stand on one page wherever they fit on one."""
    for row in list(rows)[:-1]:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True


def _put(cell: Any, text: str, style: str, fill: str, *, bold: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = style
    paragraph.add_run(writable(text)).bold = bold or None
    if fill:
        _fill(cell, fill)


def _fill(cell: Any, colour: str) -> None:
    properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001 python-docx cannot paint a cell
    shade = OxmlElement("w:shd")
    for kind, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shade.set(qn(f"w:{kind}"), value)
    properties.append(shade)


def _whole(row: Any) -> None:
    """A row is not torn between two pages."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 as above
