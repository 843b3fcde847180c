"""The prefecture's pages with the four cases gathered, for the manual and for looking at what was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.app import trial_round
from jukiself.app.works import home, now
from jukiself.gui import background
from jukiself.gui.pages import PREFECTURE
from jukiself.gui.prefecture.across import AcrossPage
from jukiself.gui.prefecture.board import BoardPage
from jukiself.gui.prefecture.overview import OverviewPage
from jukiself.gui.prefecture.remarks import RemarksPage
from jukiself.store.book import Book

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from jukiself.gui.shell import Shell

_TWICE = "990035"


def turns(shell: Shell, folder: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    """Each picture's name and how to get there."""
    checklist = shell.desk.checklist()
    book, came = folder / "県.jukiself", folder / "届いた回答書"
    with Book.open(book, now) as fresh:
        trial_round.send(came, trial_round.ask(fresh, checklist), checklist)
    yield "gather", lambda: _begin(shell)
    yield "coming", lambda: _look(shell, book, came)
    yield "board", lambda: _take(shell)
    yield "waiting", lambda: _waiting(shell)
    for row in PREFECTURE:
        if row.name not in {"board", "overview"}:
            yield row.name, lambda name=row.name: _show(shell, name)  # type: ignore[misc]
    yield "overview", lambda: _overview(shell)
    yield "cell", lambda: _cell(shell)
    yield "crossings", lambda: _across(shell).look("crossings")
    yield "sorted", lambda: _sorted(shell)


def _begin(shell: Shell) -> None:
    shell.go_home()
    shell.start.gather.click()
    background.finish()


def _board(shell: Shell) -> BoardPage:
    page = shell.page("board")
    if not isinstance(page, BoardPage):
        raise TypeError(page)
    return page


def _look(shell: Shell, book: Path, came: Path) -> None:
    shell.go_home()
    shell.open_book(book)
    background.finish()
    _board(shell).take([came])
    background.finish()


def _take(shell: Shell) -> None:
    _board(shell).coming.take.click()
    background.finish()
    _board(shell).coming.back.click()


def _waiting(shell: Shell) -> None:
    _board(shell).table.go(_TWICE)
    _board(shell).card.press("D")


def _show(shell: Shell, name: str) -> None:
    shell.show_page(name)
    background.finish()


def _across(shell: Shell) -> AcrossPage:
    _show(shell, "across")
    page = shell.page("across")
    if not isinstance(page, AcrossPage):
        raise TypeError(page)
    return page


def _cell(shell: Shell) -> None:
    page = _across(shell)
    if page.survey is not None:
        page.picture.choose(next(cell for cell, one in page.survey.across.picture.items() if one.unmet))


def _overview(shell: Shell) -> None:
    """As an office sees it, whose book is not in a folder of ours."""
    _show(shell, "overview")
    page = shell.page("overview")
    if isinstance(page, OverviewPage) and page.gathering is not None:
        page.folder = home()
        page.show_gathering(page.gathering)


def _sorted(shell: Shell) -> None:
    _show(shell, "remarks")
    page = shell.page("remarks")
    if isinstance(page, RemarksPage):
        page.heaps.typed.emit("1")
        page.items.typed.emit("2")
        page.card.comment.show_text("連合と話し合い、だれが確かめるかを決めてください。")
