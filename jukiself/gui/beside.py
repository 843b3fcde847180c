"""Beside the question: why it is asked, where to look, whom to ask, an example, a first step, the sources."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtWidgets import QTextBrowser, QWidget

from jukiself.gui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from jukiself.answers.situation import Situation
    from jukiself.checklist.model import Checklist, Question

_PARTS = (("なぜ尋ねるか", "why"), ("見る", "look"), ("聞く", "ask"), ("たとえば", "example"), ("まず一歩", "step"))
_LEADING = "line-height:145%"


class Beside(QTextBrowser):
    """Scrolls inside its own pane; a link opens a guide."""

    guide_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ""
        #: What stands above everything (``""``) and below the parts by name; the wizard knows the handbook.
        self.more: Callable[[Situation, Question], Mapping[str, str]] = lambda _situation, _question: {}
        self.anchorClicked.connect(self._follow)
        self.setObjectName("beside")
        self.setAccessibleName("なぜ尋ねるか、確かめ方、出典")
        self.setOpenLinks(False)
        self.setMinimumHeight(120)

    def show_question(self, situation: Situation, question: Question) -> None:
        """Explain one question; the same one stays where it was scrolled to."""
        if self._shown != question.id:
            self._shown = question.id
            self.setHtml(_html(situation.checklist, question, self.more(situation, question)))

    def enter(self) -> bool:
        """Enter on a link opens it; whether there was one."""
        link = self.textCursor().charFormat().anchorHref()
        if link:
            self._follow(QUrl(link))
        return bool(link)

    def _follow(self, link: QUrl) -> None:
        if link.scheme() == "guide":
            self.guide_wanted.emit(link.path())

    def show_keys(self, rows: Iterable[tuple[str, str]]) -> None:
        """The list of keys, in the same place."""
        self._shown = ""
        colour = theme().colours
        cells = "".join(
            f'<tr><td style="padding:3px 10px 3px 0; color:{colour["accent"]}">{_paragraph(keys)}</td>'
            f'<td style="padding:3px 0">{_paragraph(words)}</td></tr>'
            for keys, words in rows
        )
        self.setHtml(_heading("キーの一覧（K で戻る）") + f"<table>{cells}</table>")


def _html(checklist: Checklist, question: Question, more: Mapping[str, str]) -> str:
    parts = [more.get("", "")]
    for title, name in _PARTS:
        text = getattr(question, name)
        if name == "look":
            text = with_names(checklist, "place", question.where, text)
        if name == "ask":
            text = with_names(checklist, "person", question.whom, text)
        if text:
            parts.append(_heading(title) + _paragraph(text))
        parts.append(more.get(name, ""))
    if question.sources:
        parts.append(_heading("出典") + "".join(_source(checklist, one) for one in question.sources))
    return "".join(parts)


def with_names(checklist: Checklist, kind: str, ids: tuple[str, ...], text: str) -> str:
    """Where to look or whom to ask, by name, and the sentence about it."""
    names = "・".join(checklist.titles.get(f"{kind}:{one}", one) for one in ids)
    return f"【{names}】 {text}" if names else text


def _heading(text: str) -> str:
    return f'<p style="margin:8px 0 4px 0; color:{theme().colours["accent"]}; font-weight:bold">{escape(text)}</p>'


def _paragraph(text: str) -> str:
    return f'<p style="margin:0; {_LEADING}">{escape(text)}</p>'


def _source(checklist: Checklist, source: str) -> str:
    clause = checklist.clauses.get(source)
    if clause is None:
        return _paragraph(source)
    gist = f'<br><span style="color:{theme().colours["quiet"]}">{escape(clause.gist)}</span>' if clause.gist else ""
    return f'<p style="margin:0 0 6px 0; {_LEADING}">{escape(clause.cited)}{gist}</p>'
