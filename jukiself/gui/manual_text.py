"""利用の手引き as text in the window: one page, with its picture where there is one."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from jukiself.checklist.manual import Mark, plain_mark
from jukiself.gui.guide_text import heading, listed, paragraph, title
from jukiself.gui.theme import theme
from jukiself.report.manual import TROUBLE, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from jukiself.checklist.manual import Manual, ManualPage, Section

SCHEME = "manual"


def name_of(manual: Manual, found: ManualPage) -> str:
    """What a link to a page is called."""
    return f"{SCHEME}:{manual.id}/{found.id}"


def page(manual: Manual, found: ManualPage, picture: Callable[[str], Path | None], room: int) -> str:
    """A page as one reads it in the window; ``room`` is the width a picture may take."""
    return "".join(_page(manual, found, picture, room))


def _page(manual: Manual, found: ManualPage, picture: Callable[[str], Path | None], room: int) -> Iterator[str]:
    yield title(found.title)
    yield paragraph(_said(manual, found.lead), "0 0 6px 0")
    if found.facts:
        yield _pairs(manual, found.facts, 18)
    yield _image(picture(found.picture), room)
    for one in found.sections:
        yield from _section(manual, one)
        yield _image(picture(one.picture), room)
    if found.troubles:
        yield heading(TROUBLE)
        yield _pairs(manual, ((one.said, one.do) for one in found.troubles))
    yield from _around(manual, found)


def _section(manual: Manual, section: Section) -> Iterator[str]:
    yield heading(plain(manual, section.title))
    yield from (paragraph(_said(manual, one), "0 0 6px 0") for one in section.texts)
    if section.steps:
        yield listed("ol", (_said(manual, one) for one in section.steps))
    if section.pairs:
        yield _pairs(manual, section.pairs)
    if section.points:
        yield listed("ul", (_said(manual, one) for one in section.points))


def _pairs(manual: Manual, pairs: Iterable[tuple[str, str]], share: int = 34) -> str:
    line = f"border-bottom:1px solid {theme().colours['line']}"
    rows = "".join(
        f'<tr><td width="{share}%" style="padding:5px 10px 5px 0; {line}">{paragraph(_said(manual, key))}</td>'
        f'<td style="padding:5px 0; {line}">{paragraph(_said(manual, words))}</td></tr>'
        for key, words in pairs
    )
    return f'<table width="100%" cellspacing="0">{rows}</table>'


def _around(manual: Manual, found: ManualPage) -> Iterator[str]:
    """Where one reads on."""
    place = manual.pages.index(found)
    before, after = manual.pages[place - 1] if place else None, manual.pages[place + 1 : place + 2]
    links = [f"前：{_link(manual, before)}"] if before else []
    links += [f"次：{_link(manual, one)}" for one in after]
    yield paragraph("&nbsp;&nbsp;&nbsp;".join(links), "14px 0 0 0")


def _link(manual: Manual, found: ManualPage) -> str:
    return f'<a href="{name_of(manual, found)}">{escape(found.title)}</a>'


def _image(path: Path | None, room: int) -> str:
    return f'<p><img src="{escape(path.as_uri(), quote=True)}" width="{room}"></p>' if path else ""


def _said(manual: Manual, text: str) -> str:
    def show(kind: Mark, words: str, page_id: str) -> str:
        if kind is Mark.SEE:
            return f"「{_link(manual, manual.page[page_id])}」"
        return f"<b>{plain_mark(kind, words)}</b>"

    return manual.written(escape(text, quote=False), show)
