"""Beginning and opening a round of a prefecture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.answers.model import Office
from jukiself.app.gathering import OpenGathering
from jukiself.app.works import now
from jukiself.places import there
from jukiself.store.opening import BookError, user
from jukiself.work import request
from jukiself.work.files import make_folder
from jukiself.work.roll import ready_roll

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from jukiself.app.works import Works
    from jukiself.gui.prefecture.begin import GatherWish

NATION = Office("000000", "全国")


def prefectures() -> Sequence[Office]:
    """By code, the whole country last."""
    return [*request.prefectures().values(), NATION]


def begin(wish: GatherWish, works: Works) -> OpenGathering:
    """A round with the list that is at hand; where the book has it already, that one."""
    prefecture = next(one for one in prefectures() if one.code == wish.code)
    make_folder(wish.path.parent)
    book = works.open(wish.path)
    try:
        if request.open_round(book, wish.year, wish.nature) is None:
            fresh = request.new_request(wish.year, prefecture, works.editions.newest(), wish.nature)
            try:
                request.save_round(book, fresh, now, user(), ready_roll(prefecture.code) or None)
            except request.RequestRefused as error:
                raise BookError(str(error)) from None
        made = OpenGathering(book, wish.path, wish.year, wish.nature, works.editions)
        made.keeper = works.keeper
    except Exception:
        book.close()
        raise
    return made


def open_round_of(place: Path | str, works: Works) -> OpenGathering | None:
    """The newest round of a prefecture's book; None where there is no such book or it is none."""
    if not isinstance(place, str) and not there(place):
        return None
    book = works.open(place)
    found = None
    try:
        found = OpenGathering.of(book, place, works.editions)
    finally:
        if found is None:
            book.close()
        else:
            found.keeper = works.keeper
    return found
