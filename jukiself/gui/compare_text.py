"""A comparison in HTML, chapter by chapter; a question still asked is a link to it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from jukiself.gui.theme import theme
from jukiself.report.comparison import CHAPTERS, TURNS, area_title, member_name
from jukiself.report.differences import WAY_LABELS, Way, only
from jukiself.report.words import members_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jukiself.report.differences import Difference, Differences

_LEADING = "line-height:145%"


def findings(found: Differences) -> str:
    """What became of the findings."""
    parts = []
    for status, turns in TURNS.items():
        turned = found.turned(status)
        for turn, title, words in turns:
            chosen = only(turned, turn)
            if chosen:
                items = "".join(f'<li style="{_LEADING}">{escape(one)}</li>' for one in members_of(chosen))
                parts.append(
                    f"{_heading(f'{title}　{len(chosen)}件')}{_quiet(words)}<ul style='margin:2px 0'>{items}</ul>"
                )
    return "".join(parts) or _plain("前の点検にも今の点検にも、「改善が必要」と「良い点」はまだありません。")


def chapter(found: Differences, way: Way) -> str:
    """The answers that went one way, by area."""
    words = next(one for one in CHAPTERS if one.way is way)
    listed = found.of(way)
    if not listed:
        return _plain(words.none)
    return _quiet(words.some) + "".join(_rows(found, listed))


def _rows(found: Differences, listed: tuple[Difference, ...]) -> Iterator[str]:
    area, colours = "", theme().colours
    asked = frozenset(found.now.keys)
    for one in listed:
        if one.area != area:
            area = one.area
            yield _heading(area_title(found, area))
        situation = found.before if one.way is Way.GONE else found.now
        question, member = situation.checklist.question[one.key.question], member_name(found, one.key)
        about = f"（{escape(member)}）" if member else ""
        number = escape(question.number)
        if one.key in asked and one.way is not Way.GONE:
            number = f'<a style="color:{colours["accent"]}" href="key:{escape(str(one.key))}">{number}</a>'
        said = "　→　".join(f"<b>{escape(words)}</b>" for words in (one.before, one.now) if words)
        yield f'<p style="margin:2px 0 8px 0; {_LEADING}">{number}　{escape(question.text)}{about}<br>{said}</p>'


def table(found: Differences, place: str) -> str:
    """How many went each way, per area or stage; nothing is added up to a mark."""
    checklist, counts = found.now.checklist, found.counts_by(place)
    order = checklist.areas if place == "area" else checklist.stages
    line = f"border-bottom:1px solid {theme().colours['line']}"
    heads = "".join(f'<th align="right" style="padding:4px 8px; {line}">{WAY_LABELS[one]}</th>' for one in Way)
    rows = []
    for one in order:
        if one.id in counts:
            cells = "".join(
                f'<td align="right" style="padding:3px 8px; {line}">{counts[one.id][way] or ""}</td>' for way in Way
            )
            rows.append(f'<tr><td style="padding:3px 8px; {line}">{escape(one.title)}</td>{cells}</tr>')
    head = (
        f'<tr><th align="left" style="padding:4px 8px; {line}">{"分野" if place == "area" else "段階"}</th>{heads}</tr>'
    )
    return f'<table cellspacing="0" style="margin-bottom:14px">{head}{"".join(rows)}</table>'


def tables(found: Differences) -> str:
    """Both tables."""
    words = "数は、設問と対象（ネットワーク、契約）の組を1つと数えます。点数や順位ではありません。"
    return _quiet(words) + table(found, "area") + table(found, "stage")


def _heading(text: str) -> str:
    return f'<p style="margin:10px 0 4px 0; color:{theme().colours["accent"]}; font-weight:bold">{escape(text)}</p>'


def _quiet(text: str) -> str:
    return (
        f'<p style="margin:0 0 4px 0; color:{theme().colours["quiet"]}; {_LEADING}">{escape(text)}</p>' if text else ""
    )


def _plain(text: str) -> str:
    return f'<p style="{_LEADING}">{escape(text)}</p>'
