"""How a Word document looks: styles by name, so that whoever edits it can change them in one place."""

from __future__ import annotations

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from jukiself.report.outline import Style

TYPEFACE = "BIZ UDPゴシック"
ACCENT, QUIET, WASH, RULE = "1B4F72", "474F57", "EEF2F6", "9AA4AE"
CELL, HEAD, GRID = "jk 表", "jk 表見出し", "Table Grid"
_CELL_ROOM = {"top": 2, "left": 5, "bottom": 2, "right": 5}  # points between text and line
HEADINGS = {1: (16.0, 14, 6), 2: (13.0, 12, 4), 3: (11.0, 10, 3)}  # size, space before, space after
PARAGRAPHS = {
    Style.SMALL: ("jk 小さい文", 9.0, False, QUIET),
    Style.STRONG: ("jk 強い文", 10.5, True, ""),
    Style.TITLE: ("jk 所見の題", 11.5, True, ""),
    Style.RIGHT: ("jk 右寄せ", 10.5, False, ""),
    Style.SUBJECT: ("jk 件名", 13.0, True, ""),
    Style.COVER_TITLE: ("jk 表紙の題", 28.0, True, ACCENT),
    Style.COVER_OFFICE: ("jk 表紙の団体", 20.0, True, ""),
    Style.COVER_LINE: ("jk 表紙の行", 12.0, False, ""),
}
_SIDES = {Style.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT, Style.SUBJECT: WD_ALIGN_PARAGRAPH.CENTER}


def dress(document: Any) -> None:
    """Give a new document its styles: Japanese typeface, sizes, and Japanese as its language."""
    styles = document.styles
    _defaults(styles)
    _lines(styles)
    normal = styles["Normal"]
    _font(normal, 10.5)
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(4), 1.25
    for level, (size, before, after) in HEADINGS.items():
        heading = styles[f"Heading {level}"]
        _font(heading, size, bold=True, colour=ACCENT)
        heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(before), Pt(after)
        heading.paragraph_format.keep_with_next = True
    for name, size, bold, colour in PARAGRAPHS.values():
        _add(styles, name, size, bold=bold, colour=colour)
    for style, side in _SIDES.items():
        styles[style_of(style)].paragraph_format.alignment = side
    for name, bold, colour in ((CELL, False, ""), (HEAD, True, "FFFFFF")):
        made = _add(styles, name, 9.5, bold=bold, colour=colour)
        made.paragraph_format.space_after, made.paragraph_format.line_spacing = Pt(1), 1.15


def _lines(styles: Any) -> None:
    """Thin grey lines, and room between text and line, for every table at once."""
    (properties,) = styles[GRID].element.xpath("w:tblPr")
    for edge in properties.xpath("w:tblBorders/*"):
        edge.set(qn("w:color"), RULE)
    for name in ("w:tblCellMar", "w:tblInd"):
        for one in properties.findall(qn(name)):
            properties.remove(one)
    # Otherwise the text of a table, not its line, stands at the margin.
    indent = OxmlElement("w:tblInd")
    indent.set(qn("w:w"), str(_CELL_ROOM["left"] * 20))
    indent.set(qn("w:type"), "dxa")
    properties.find(qn("w:tblBorders")).addprevious(indent)
    margins = OxmlElement("w:tblCellMar")
    for side, points in _CELL_ROOM.items():
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(points * 20))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties.append(margins)


def style_of(style: Style) -> str:
    """The name of the style for a kind of paragraph."""
    return PARAGRAPHS[style][0] if style in PARAGRAPHS else "Normal"


def _add(styles: Any, name: str, size: float, *, bold: bool, colour: str) -> Any:
    made = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    made.base_style = styles["Normal"]
    _font(made, size, bold=bold, colour=colour)
    return made


def _font(style: Any, size: float, *, bold: bool = False, colour: str = "") -> None:
    font = style.font
    font.size, font.bold, font.italic = Pt(size), bold, False
    if colour:
        font.color.rgb = RGBColor.from_string(colour)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    _name(fonts)


def _name(fonts: Any) -> None:
    """One typeface for every script; a theme's own choice would win over it, so it goes."""
    for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{kind}"), TYPEFACE)
        theme = qn(f"w:{'cstheme' if kind == 'cs' else f'{kind}Theme'}")
        fonts.attrib.pop(theme, None)


def _defaults(styles: Any) -> None:
    (properties,) = styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr")
    for fonts in properties.findall(qn("w:rFonts")):
        _name(fonts)
    for language in properties.findall(qn("w:lang")):
        properties.remove(language)
    language = OxmlElement("w:lang")
    for kind, code in (("val", "en-US"), ("eastAsia", "ja-JP"), ("bidi", "ar-SA")):
        language.set(qn(f"w:{kind}"), code)
    properties.append(language)
