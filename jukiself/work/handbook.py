"""手引き, 様式 and ことば going out: read once, written as PDF and Excel whole or not at all."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import jukiself
from jukiself import places
from jukiself.checklist.guide_read import read_handbook
from jukiself.excel.forms import form
from jukiself.pdf.render import render
from jukiself.report.guide import glossary_document, guide_document, reference_document

if TYPE_CHECKING:
    from jukiself.checklist.guide import Handbook
    from jukiself.checklist.model import Checklist


class NotInHandbook(LookupError):
    """A guide or 様式 that does not exist; the message is a Japanese sentence."""

    def __str__(self) -> str:
        """Without the quotes a LookupError puts around its message."""
        return str(self.args[0])


@cache
def handbook() -> Handbook:
    """Everything shipped, read once; raises `FormError` where a file is missing or damaged."""
    return read_handbook(places.resources())


def guide_pdf(guide_id: str, checklist: Checklist) -> bytes:
    """A guide or a page to look up in, on paper. Raises `NotInHandbook`."""
    found = handbook().guide.get(guide_id)
    if page := handbook().reference.get(guide_id):
        return render(reference_document(page, checklist), places.fonts())
    if found is None:
        raise NotInHandbook(f"手引き「{guide_id}」はありません。「jukiself guide」で一覧を見られます。")
    return render(guide_document(found, handbook(), checklist), places.fonts())


def guide_title(guide_id: str) -> str:
    """What a guide or a page to look up in is called."""
    shelf = handbook()
    return (shelf.guide.get(guide_id) or shelf.reference[guide_id]).title


def sheet_workbook(sheet_id: str, year: int) -> bytes:
    """A 様式 to fill in; ``year`` dates the file. Raises `NotInHandbook`."""
    found = handbook().sheet.get(sheet_id)
    if found is None:
        raise NotInHandbook(f"様式「{sheet_id}」はありません。「jukiself sheet」で一覧を見られます。")
    return form(found, year=year, program=jukiself.__version__)


def glossary_pdf(checklist: Checklist) -> bytes:
    """ことばの一覧 on paper."""
    return render(glossary_document(handbook(), checklist), places.fonts())
