"""The fifteen minutes of a person with a Windows PC, one A4 to write ○ and × on."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from jukiself.pdf.render import render
from jukiself.report.outline import Column, Document, Heading, OnePage, Paragraph, Row, Style, Table, WriteIn

if TYPE_CHECKING:
    from pathlib import Path


def checklist(source: Path, fonts: Path, version: str) -> bytes:
    """The page as PDF."""
    told = tomllib.loads(source.read_text("utf-8"))
    columns = (Column("", 1), Column("行うこと", 10), Column("こうなれば○", 10), Column("○×", 1.8))
    rows = tuple(Row((str(number), one["do"], one["see"], "（　　）")) for number, one in enumerate(told["row"], 1))
    names = (("日・人", ""), ("PC・Windows", ""), ("ほかの版", "拡大率、ウイルス対策、Excel"))
    parts = (
        Heading(1, told["title"]),
        Paragraph(told["lead"]),
        Table(columns, rows),
        WriteIn(names),
        Paragraph("×があったら、この紙の写しを配布元に渡してください。答えや保存ファイルは渡しません。", Style.SMALL),
    )
    program = f"住基セルフ点検ブック {version}"
    return render(Document(told["title"], "", "jukiself", told["title"], program, (OnePage(parts),)), fonts)
