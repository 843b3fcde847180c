"""An outline of a document: headings, paragraphs, tables and pictures as plain data, for whatever prints it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from datetime import date

    from jukiself.findings.score import Share


class Style(StrEnum):
    """What a paragraph is, never how it looks."""

    BODY = "body"
    SMALL = "small"
    STRONG = "strong"
    TITLE = "title"  # of a finding: always a paragraph of its own
    RIGHT = "right"  # of a letter: its day, who sends it
    SUBJECT = "subject"  # of a letter
    COVER_TITLE = "cover-title"
    COVER_OFFICE = "cover-office"
    COVER_LINE = "cover-line"


@dataclass(frozen=True, slots=True)
class Link:
    """Letters of a text that lead to a place of the same document, named by an ``anchor``."""

    start: int
    end: int
    to: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; a line feed inside begins a new line. The page of ``see`` is printed beside it."""

    text: str
    style: Style = Style.BODY
    links: tuple[Link, ...] = ()
    see: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3; it is also an entry of the document's outline."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """Short points; ``numbered`` where their order matters."""

    items: tuple[tuple[Paragraph, ...], ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class KeyValues:
    """Names with their values, one pair a line."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; shares are relative widths."""

    title: str
    share: float


class RowKind(StrEnum):
    """How a row stands to its neighbours."""

    PLAIN = "plain"
    GROUP = "group"  # one cell over the whole width that heads the rows below
    MORE = "more"  # one cell over the whole width that belongs to the row above
    WRITE = "write"  # to be filled in by hand: higher, with lines between the cells


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: as many cells as columns, or one cell where ``kind`` says so; ``links`` are of the last cell."""

    cells: tuple[str, ...]
    kind: RowKind = RowKind.PLAIN
    anchors: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose heading row is repeated on every page."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    compact: bool = False  # very many rows
    whole: bool = False  # stands on one page if it fits on one


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled part of a box."""

    label: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A finding: urgency and place, its title as a paragraph of its own, labelled fields; kept on one page if it fits."""

    weight: int  # 3 重い, 2 中くらい, 1 軽い
    badge: str
    place: str
    title: str
    fields: tuple[Field, ...]
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A lighter finding: its titles, each a paragraph of its own, and what is said about them."""

    titles: tuple[str, ...]
    paragraphs: tuple[Paragraph, ...]
    compact: bool = False  # one of very many
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to be seen before reading on."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class PictureRow:
    """One area of the picture; a cell is None where nothing is asked."""

    title: str
    cells: tuple[Share | None, ...]


@dataclass(frozen=True, slots=True)
class AreaStage:
    """The product's picture: areas down, stages across, how much of each is in place."""

    stages: tuple[str, ...]
    rows: tuple[PictureRow, ...]
    legend: str = ""  # what its numbers count, where they do not count answers
    brief: bool = False  # the numbers are long: what is open is seen in the bars alone


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture given as PNG, with words below it."""

    png: bytes
    caption: str
    share: float = 0.62  # of the width


@dataclass(frozen=True, slots=True)
class WriteIn:
    """Labels with empty lines to be written on by hand."""

    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SealBoxes:
    """決裁欄: a box for each post, with room for a seal or a name by hand."""

    posts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TickLine:
    """Boxes to tick side by side, for one member where there are several; ``blank`` is the unit of a number to write."""

    choices: tuple[str, ...]
    label: str = ""
    blank: str | None = None


@dataclass(frozen=True, slots=True)
class TickRow:
    """One question to be answered with a pencil; ``hint`` says how, ``note`` stands before a line for notes."""

    number: str
    text: str
    hint: str
    lines: tuple[TickLine, ...]
    note: str = "メモ（見たもの・日付）"


@dataclass(frozen=True, slots=True)
class Ticks:
    """Questions on a clipboard: large boxes, nothing filled in."""

    rows: tuple[TickRow, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """The place of the table of contents."""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a new page."""


@dataclass(frozen=True, slots=True)
class Space:
    """Empty height in millimetres."""

    height: float


@dataclass(frozen=True, slots=True)
class OnePage:
    """Parts that must stand on one page of their own, set smaller where they need it."""

    parts: tuple[Part, ...]


Part: TypeAlias = "Paragraph | Heading | Bullets | KeyValues | Table | Box | Entry | Notice | AreaStage | Figure | WriteIn | SealBoxes | Ticks | Contents | PageBreak | Space | OnePage"


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document; ``band`` is printed large on every page (見本, 研修), empty where there is none."""

    title: str
    subject: str
    author: str
    header: str
    footer: str
    parts: tuple[Part, ...]
    band: str = ""
    cover: bool = False  # the first page has no header line
    made_on: date | None = None
    landscape: bool = False
