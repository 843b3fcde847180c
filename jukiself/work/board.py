"""提出状況 of a round, from the book."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from jukiself.answers.model import Contact, Nature
from jukiself.store.arrivals import arrivals, calls, contacts, kept_rounds
from jukiself.store.requests import load_roll, requests
from jukiself.store.verdicts import editions
from jukiself.survey.arrivals import Arrival, How, Verdict
from jukiself.survey.board import board
from jukiself.work.exchange import Editions

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from jukiself.store.book import Book
    from jukiself.survey.board import Board, Row

TYPED_HERE = "この保存ファイルに入力した点検です。"
_NOT_TAKEN = {Verdict.REFUSED, Verdict.WAITING}


def round_of(book: Book, year: int | None = None, nature: Nature | None = None) -> tuple[int, Nature] | None:
    """The round meant: the one named, else the newest that is asked for, else the newest there are replies of."""
    noted = {(one.year, one.nature) for one in arrivals(book) if one.verdict is Verdict.TAKEN}
    for rounds in ({(one.year, one.nature) for one in requests(book)}, kept_rounds(book) | noted):
        fitting = [
            one
            for one in rounds
            if year in {None, one[0]} and nature in {None, one[1]} and one[1] is not Nature.TRAINING
        ]
        if fitting:
            return max(fitting, key=lambda one: (one[0], one[1] is Nature.REAL))
    return None


def open_board(book: Book, which: tuple[int, Nature], today: date) -> Board:
    """The board of a round as it stands today; inspections typed into the book itself count as 代行入力."""
    rounds = {(one.year, one.nature): one for one in requests(book)}
    request = rounds.get(which)
    came = [one for one in arrivals(book) if _belongs(one, which, rounds.keys())]
    known = {one.inspection for one in came}
    for one in book.summaries():
        if (one.year, one.nature) == which and one.id not in known:
            typed = Arrival(one.changed_at, "", How.PROXY, Verdict.TAKEN, TYPED_HERE, office=one.office)
            said = replace(typed, year=one.year, nature=one.nature, submission=one.submission, inspection=one.id)
            came.append(said)
    roll = load_roll(book, *which) if request else ()
    made = board(which[0], request, roll, came, calls(book, which), today)
    named = contacts(book, which)
    has = cache(Editions().has)
    unread = {id_: one[1] for id_, one in editions(book, *which).items() if not has(*one)}
    return replace(made, rows=tuple(_unread(_named(row, named), unread) for row in made.rows))


def _unread(row: Row, unread: Mapping[int, str]) -> Row:
    """A reply to an edition this program lacks has come, and is told; its answers are in no number."""
    edition = unread.get(row.newest.inspection or 0) if row.newest else None
    if edition is None:
        return row
    words = f"{edition}年版の設問がこのプログラムにないため、所見と集計に入れていません。新しい版のプログラムで開いてください。"
    return replace(row, note="\n".join(filter(None, (row.note, words))))


def _belongs(one: Arrival, which: tuple[int, Nature], rounds: Collection[tuple[int, Nature]]) -> bool:
    """What could not be taken in belongs to every round, unless another one asks for just that."""
    if (one.year, one.nature) == which:
        return True
    return one.verdict in _NOT_TAKEN and (one.year, one.nature) not in rounds


def _named(row: Row, named: dict[int, Contact]) -> Row:
    """The list's contact, or where it has none the one on the reply."""
    said = named.get(row.newest.inspection or 0) if row.newest else None
    if said is None or any((row.listed.contact.person, row.listed.contact.phone, row.listed.contact.mail)):
        return row
    return replace(row, listed=replace(row.listed, contact=said))
