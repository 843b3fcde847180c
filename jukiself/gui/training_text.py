"""A story in HTML, and the pieces that the pages of 研修 are made of."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from jukiself.gui.theme import theme
from jukiself.report.training_kit import REST, REST_LEAD, rest_of_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jukiself.report.training_kit import Kit

LEADING = "line-height:145%"
_WAY = "読んだら、上の「答える」で設問に答えます。途中でも、ここへ戻って読み直せます。答え終えたら「答え合わせ」へ進みます。"
#: A tab and what it shows.
Chapter = tuple[str, str]


def story(kit: Kit) -> list[Chapter]:
    """What is read before answering: the story, what the record says besides, the words."""
    told = "".join(
        heading(scene.title) + plain("".join(line.text for line in scene.lines)) for scene in kit.story.scenes
    )
    chapters = [("話", quiet(kit.story.intro) + quiet(_WAY) + told)]
    if rest := rest_of_record(kit):
        items = "".join(f'<li style="{LEADING}">{escape(one)}</li>' for one in rest)
        chapters.append((REST, quiet(REST_LEAD) + f"<ul style='margin:2px 0'>{items}</ul>"))
    if kit.story.words:
        rows = ((one.term, one.then, one.now or "同じ") for one in kit.story.words)
        chapters.append(("ことば", table(("ことば", "そのころの意味", "今"), rows, whole=True)))
    return chapters


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, whole: bool = False) -> str:
    """Words and numbers; ``whole`` takes the width there is, for columns that wrap."""
    # Not 100: Windows rounds a whole width up past the page, and a bar appears below.
    width = ' width="99%"' if whole else ""
    line = f"border-bottom:1px solid {theme().colours['line']}; padding:3px 8px"
    head = "".join(f'<th align="left" style="{line}">{escape(one)}</th>' for one in heads)
    body = "".join(
        "<tr>" + "".join(f'<td style="{line}; {LEADING}">{escape(cell)}</td>' for cell in row) + "</tr>" for row in rows
    )
    return f'<table cellspacing="0"{width} style="margin:4px 0 10px 0"><tr>{head}</tr>{body}</table>'


def accent() -> str:
    """The colour of headings and links."""
    return theme().colours["accent"]


def heading(text: str) -> str:
    """What stands above."""
    return f'<p style="margin:10px 0 4px 0; color:{accent()}; font-weight:bold">{escape(text)}</p>'


def quiet(text: str) -> str:
    """Said beside."""
    colour = theme().colours["quiet"]
    return f'<p style="margin:0 0 4px 0; color:{colour}; {LEADING}">{escape(text)}</p>' if text else ""


def plain(text: str) -> str:
    """A paragraph."""
    return f'<p style="{LEADING}">{escape(text)}</p>'
