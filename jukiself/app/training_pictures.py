"""The training room in pictures: the projector, what a room is told afterwards, and a practice alone.

Nothing is written where the office keeps its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.answers.model import Basis
from jukiself.app.works import now
from jukiself.gui import background, training_grading_text
from jukiself.gui.training_grading import RoomGrading
from jukiself.gui.training_stage import Stage
from jukiself.report.training_slides import opening
from jukiself.store.book import Book
from jukiself.training.room import Room, Vote
from jukiself.work import practising, training_kit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from jukiself.gui.shell import Shell
    from jukiself.training.story import Story

STORY = "nagano-b"
_GROUPS = 6
#: The cards of the questions asked so far, by group.
_CARDS = ((1, 1, 1, 1, 1, 1), (1, 2, 1, 2, 1, 1), (2, 1, 2, 1, 1, 2))


def turns(shell: Shell, folder: Path) -> Iterator[tuple[str, Callable[[], QWidget | None]]]:
    """Each picture's name and how to get there; where it is not of the window, the widget it is of."""
    story = practising.stories().story(STORY)
    yield "projector", lambda: _projector(shell, story)
    yield "room-grading", lambda: _room(shell, story)
    yield "grading", lambda: _alone(shell, folder / "研修.jukiself")


def _led(story: Story, first: int = 0) -> Room:
    """A room in the middle of its questions."""
    votes = [Vote(at, group, card) for at, cards in enumerate(_CARDS) for group, card in enumerate(cards, 1)]
    return Room(STORY, _GROUPS, len(story.items), at=len(_CARDS) - 1, votes=tuple(votes), opening=first, leaf=first)


def _projector(shell: Shell, story: Story) -> QWidget:
    desk = shell.desk.training()
    return Stage(desk, _led(story, len(opening(desk.kit(STORY, _GROUPS)))))


def _room(shell: Shell, story: Story) -> None:
    page = shell.page("room-grading")
    if isinstance(page, RoomGrading):
        kit, found = training_kit.room_graded(story, _led(story), now().date())
        page.say(f"{page.name}　{story.title}", training_grading_text.room(kit, found))
    shell.go_home()
    shell.turn("room-grading")


def _alone(shell: Shell, path: Path) -> None:
    lesson = practising.stories().lesson(STORY)
    with Book.open(path, now) as book:
        book.create(practising.begun(lesson))
    shell.open_book(path)
    background.finish()
    if shell.sitting is None:
        raise RuntimeError(path)
    for place, one in enumerate(lesson.story.items):
        # Some as the record has it, some the best there is, as a newcomer would.
        choices = shell.sitting.checklist.question[one.key.question].choices
        value = lesson.answer(one.key).value if place % 2 or not choices else choices[0].value
        shell.sitting.answer(one.key, value)
        if value != "unknown":
            shell.sitting.set_basis(one.key, Basis.HEARD)
    shell.show_page("grading")
