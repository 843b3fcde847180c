"""The training room in pictures: the projector, what a room is told afterwards, and a practice alone.

Nothing is written where the office keeps its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.answers.model import Answer, Basis
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

    from jukiself.answers.model import Key
    from jukiself.checklist.model import Checklist
    from jukiself.gui.shell import Shell
    from jukiself.training.story import Lesson, Story

STORY = "nagano-b"
_GROUPS = 6
#: How often somebody says more than is written, and less.
_MORE, _LESS = 9, 7
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
        book.create(practising.begun(lesson).with_answers(_practised(shell.desk.checklist(), lesson)))
    shell.open_book(path)
    background.finish()
    shell.show_page("grading")


def _practised(checklist: Checklist, lesson: Lesson) -> Iterator[tuple[Key, Answer]]:
    """What somebody answers who reads well and now and then says more, or less, than is written."""
    for place, (key, answer) in enumerate(lesson.inspection.answers.items()):
        choices = checklist.question[key.question].choices
        known = answer.value not in {"", "unknown", "na"}
        if choices and not known and place % _MORE == 0:
            yield key, Answer(choices[0].value, Basis.SEEN if place % 2 else Basis.HEARD)
        elif known and place % _LESS == 0:
            yield key, Answer("unknown")
        else:
            yield key, Answer(answer.value, Basis.HEARD if known else None, answer.note)
