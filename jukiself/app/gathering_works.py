"""Beginning and opening a round of a prefecture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.answers.model import Office
from jukiself.app.gathering import OpenGathering
from jukiself.app.works import now
from jukiself.places import there
from jukiself.store.book import Book
from jukiself.store.opening import BookError, user
from jukiself.work import request
from jukiself.work.files import make_folder
from jukiself.work.roll import ready_roll

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from jukiself.gui.prefecture.begin import GatherWish
    from jukiself.work.exchange import Editions

NATION = Office("000000", "全国")


def prefectures() -> Sequence[Office]:
    """By code, the whole country last."""
    return [*request.prefectures().values(), NATION]


def begin(wish: GatherWish, editions: Editions) -> OpenGathering:
    """A round with the list that is at hand; where the book has it already, that one."""
    prefecture = next(one for one in prefectures() if one.code == wish.code)
    make_folder(wish.path.parent)
    book = Book.open(wish.path, now)
    try:
        if request.open_round(book, wish.year, wish.nature) is None:
            fresh = request.new_request(wish.year, prefecture, editions.newest(), wish.nature)
            try:
                request.save_round(book, fresh, now, user(), ready_roll(prefecture.code) or None)
            except request.RequestRefused as error:
                raise BookError(str(error)) from None
        return OpenGathering(book, wish.path, wish.year, wish.nature, editions)
    except Exception:
        book.close()
        raise


def open_round_of(place: Path | str, editions: Editions) -> OpenGathering | None:
    """The newest round of a prefecture's book; None where there is no such book or it is none."""
    if not isinstance(place, str) and not there(place):
        return None
    book = Book.open(place, now)
    found = None
    try:
        found = OpenGathering.of(book, place, editions)
    finally:
        if found is None:
            book.close()
    return found
