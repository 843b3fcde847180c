"""講評 goes out: a workbook and a letter for every office, one letter for all, and the list of calls to make."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import jukiself
from jukiself import places
from jukiself.answers.comment import Comment
from jukiself.answers.model import Contact, Nature
from jukiself.excel.comments import lines, write_comments
from jukiself.findings.judge import judge
from jukiself.pdf.render import render as as_pdf
from jukiself.report.advice import Advised, Sender, calls, general, individual
from jukiself.word.render import render as as_word
from jukiself.work.files import make_folder, replace_file, safe_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from pathlib import Path

    from jukiself.answers.model import Office
    from jukiself.checklist.model import Checklist
    from jukiself.report.outline import Document
    from jukiself.survey.remarks import Remark
    from jukiself.work.remarks import Reviewing

BOOK, LETTER, GENERAL, CALLS = "講評", "個別助言", "全体通知", "電話で尋ねること"


@dataclass(frozen=True, slots=True)
class Made:
    """A file written: the ``number``th office of ``of``."""

    number: int
    of: int
    path: Path


def sender(at: Reviewing, day: date | None = None) -> Sender:
    """Who writes: as the 依頼 says it."""
    asked = at.round
    return Sender(asked.request.prefecture.name, asked.request.contact, day) if asked else Sender(day=day)


def file_name(at: Reviewing, office: Office | None, what: str, suffix: str) -> str:
    """What a file is called: the code first, because names occur twice."""
    mark = "見本_" if at.nature is Nature.SAMPLE else ""
    about = f"{office.code}_{office.name}_" if office else ""
    return safe_name(f"{mark}{about}{at.year}年度_{what}.{suffix}")


def comments_of(at: Reviewing, office: Office, said: Sender) -> tuple[Comment, ...]:
    """What the reviewers said to an office, with what it has replied so far; where findings go stays with us."""
    day = said.day.isoformat() if said.day else ""
    return tuple(
        Comment(
            at.year, one.rule, one.member, one.comment, one.opinion, one.severity, one.reason, said.name, day, one.reply
        )
        for one in _remarks(at, office)
        if one.speaks or one.reply
    )


def _remarks(at: Reviewing, office: Office) -> list[Remark]:
    pile = at.pile
    whole = [one for code, one in pile.whole.items() if code == office.code]
    found = [one.remark for one in pile.chosen(offices=[office.code])]
    return [*whole, *found, *(one for one in pile.left if one.office == office.code)]


def book_of(at: Reviewing, office: Office, said: Sender) -> bytes:
    """The 講評 workbook of one office."""
    situation = at.situation(office)
    rows = lines(situation, judge(situation), comments_of(at, office, said), every=True)
    day = said.day.isoformat() if said.day else ""
    return write_comments(situation, rows, said.name, day, said.ask_us, jukiself.__version__)


def books(
    at: Reviewing, folder: Path, day: date | None = None, stopped: Callable[[], bool] = lambda: False
) -> Iterator[Made]:
    """Every office's 講評 workbook, one after the other; writing them again gives the same files."""
    make_folder(folder)
    said = sender(at, day)
    for number, office in enumerate(at.newest, 1):
        if stopped():
            return
        path = folder / file_name(at, office, BOOK, "xlsx")
        replace_file(path, book_of(at, office, said))
        yield Made(number, len(at.newest), path)


def advised(at: Reviewing, office: Office, said: Sender) -> Advised:
    """One office's letter, before anything is drawn."""
    situation = at.situation(office)
    remarks = {(one.rule, one.member): one for one in _remarks(at, office)}
    return Advised(situation, judge(situation), remarks, said)


def letters(
    at: Reviewing, folder: Path, day: date | None = None, stopped: Callable[[], bool] = lambda: False
) -> Iterator[Made]:
    """全体通知, the list of calls and every office's 個別助言, each as Word to edit and as PDF."""
    make_folder(folder)
    said, count = sender(at, day), len(at.newest)
    checklist = _checklist(at)
    if checklist is None:
        return
    for path in _both(folder, at, None, GENERAL, general(at.pile, checklist, said, at.year, at.nature)):
        yield Made(0, count, path)
    told = ((advised(at, office, said), _contact(at, office)) for office in at.newest)
    for path in _both(folder, at, None, CALLS, calls(told, said, at.year, at.nature)):
        yield Made(0, count, path)
    for number, office in enumerate(at.newest, 1):
        if stopped():
            return
        for path in _both(folder, at, office, LETTER, individual(advised(at, office, said))):
            yield Made(number, count, path)


def _checklist(at: Reviewing) -> Checklist | None:
    return next((situation.checklist for _, situation in at.situations()), None)


def _contact(at: Reviewing, office: Office) -> Contact:
    """Whom to call: as the reply says it, else as the 対象団体 were listed."""
    own = at.situation(office).inspection.contact
    listed = at.round.roll if at.round else ()
    known = next((one.contact for one in listed if one.office.code == office.code), Contact())
    return own if own.phone or not known.phone else known


def _both(folder: Path, at: Reviewing, office: Office | None, what: str, document: Document) -> Iterator[Path]:
    for suffix, data in (("docx", as_word(document)), ("pdf", as_pdf(document, places.fonts()))):
        path = folder / file_name(at, office, what, suffix)
        replace_file(path, data)
        yield path
