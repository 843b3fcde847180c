"""講評 goes out: a workbook and a letter for every office, one letter for all, and the list of calls to make."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import jukiself
from jukiself import places
from jukiself.answers.comment import Comment
from jukiself.answers.model import Contact, Nature
from jukiself.excel.comments import lines, write_comments
from jukiself.findings.judge import judge
from jukiself.pdf.render import render as as_pdf
from jukiself.report.advice import Advised, call_rows, call_sheet, general, individual
from jukiself.report.letter_head import Sender
from jukiself.report.served_letter import served_letter
from jukiself.word.render import render as as_word
from jukiself.work.files import make_folder, replace_file, safe_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from jukiself.answers.model import Office
    from jukiself.report.outline import Document, Row
    from jukiself.survey.remarks import Remark
    from jukiself.work.remarks import Reviewing

BOOK, LETTER, GENERAL, CALLS = "講評", "個別助言", "全体通知", "電話で尋ねること"


@dataclass(frozen=True, slots=True)
class Made:
    """A file written: the ``number``th office of ``of``."""

    number: int
    of: int
    path: Path


def sender(at: Reviewing, day: date | None = None, number: str = "", *, no_seal: bool = False) -> Sender:
    """Who writes: as the 依頼 says it; ``number`` is the 文書番号."""
    asked = at.round
    known = Sender(asked.request.prefecture.name, asked.request.contact) if asked else Sender()
    return replace(known, day=day, number=number, no_seal=no_seal)


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
    serves = tuple(listed.office.name for listed, body in at.served if body.code == office.code)
    return Advised(situation, judge(situation), remarks, said, serves)


def letters(
    at: Reviewing,
    folder: Path,
    day: date | None = None,
    stopped: Callable[[], bool] = lambda: False,
    *,
    number: str = "",
    no_seal: bool = False,
) -> Iterator[Made]:
    """全体通知, every office's 個別助言 and the list of calls, each as Word to edit and as PDF.

    An office whose part another body answered gets a letter that says so.
    """
    make_folder(folder)
    said = sender(at, day, number, no_seal=no_seal)
    count = len(at.newest) + len(at.served)
    known = {one.office.code: one.contact for one in (at.round.roll if at.round else ())}
    asked: list[Row] = []
    place = 0
    for office in at.newest:
        if stopped():
            return
        one = advised(at, office, said)
        if not place:
            everybody = general(at.pile, one.situation.checklist, said, at.year, at.nature)
            yield from _made(0, count, _both(folder, at, None, GENERAL, everybody))
        place += 1
        asked += call_rows(one, _contact(one, known.get(office.code, Contact())))
        yield from _made(place, count, _both(folder, at, office, LETTER, individual(one)))
    for listed, body in at.served:
        if stopped():
            return
        place += 1
        rests = served_letter(said, listed.office, body, at.year, at.nature)
        yield from _made(place, count, _both(folder, at, listed.office, LETTER, rests))
    if place:
        to_call = call_sheet(asked, said, at.year, at.nature)
        yield from _made(count, count, _both(folder, at, None, CALLS, to_call))


def _made(number: int, of: int, paths: Iterable[Path]) -> Iterator[Made]:
    return (Made(number, of, one) for one in paths)


def _contact(one: Advised, listed: Contact) -> Contact:
    """Whom to call: as the reply says it, else as the 対象団体 were listed."""
    own = one.situation.inspection.contact
    return own if own.phone or not listed.phone else listed


def _both(folder: Path, at: Reviewing, office: Office | None, what: str, document: Document) -> Iterator[Path]:
    for suffix, data in (("docx", as_word(document)), ("pdf", as_pdf(document, places.fonts()))):
        path = folder / file_name(at, office, what, suffix)
        replace_file(path, data)
        yield path
