"""The rounds a book holds: 依頼 with their 対象団体."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.store.requests import load_roll, requests
from jukiself.work.weighing import Asked

if TYPE_CHECKING:
    from jukiself.answers.model import Nature
    from jukiself.store.book import Book


def asked(book: Book) -> dict[tuple[int, Nature], Asked]:
    """Every 依頼 of a book, by 年度 and nature."""
    return {
        (one.year, one.nature): Asked(
            one, {listed.office.code: listed for listed in load_roll(book, one.year, one.nature)}
        )
        for one in requests(book)
    }
