"""The training room for the window: stories, what is kept of a room, papers, a practice in a book of its own."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from jukiself.answers.model import Nature
from jukiself.app.works import home, now, practice_path
from jukiself.findings.judge import Status, judge
from jukiself.store.book import Book, BookError
from jukiself.training.room import Room, RoomDamaged
from jukiself.work import practising, training_kit
from jukiself.work.files import FileProblem, make_folder, put_beside, read_file, replace_file, safe_name
from jukiself.work.practice import refuse_mixing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from jukiself.app.works import Works
    from jukiself.report.training_papers import Kit
    from jukiself.training.story import Story
    from jukiself.work.inspect import Sitting

_OTHERS = 4


class TrainingWorks:
    """Keeps `jukiself.gui.training_desk.TrainingDesk`."""

    def __init__(self, works: Works) -> None:
        self._works = works

    def stories(self) -> Sequence[Story]:
        """In the order they are offered."""
        return practising.stories().stories

    def kit(self, story: str, groups: int) -> Kit:
        """With its answers where it has any."""
        return training_kit.kit_of(practising.stories().story(story), training_kit.Room(groups, max(groups, 24)))

    def findings(self, kit: Kit) -> Sequence[tuple[str, bool]]:
        """The committee's, and as many that follow from other answers, in the order of their titles."""
        titles = training_kit.finding_titles(kit)
        wanted = {titles[f"{one.rule}@{one.member or ''}"] for one in kit.story.findings[:_OTHERS]}
        all_wanted = set(titles.values())
        others = [
            one.title for one in judge(kit.situation) if one.status is Status.CHECK and one.title not in all_wanted
        ]
        return sorted([*((one, True) for one in wanted), *((one, False) for one in others[:_OTHERS])])

    def _place(self, story: str) -> Path:
        return home() / f"研修の部屋_{safe_name(story)}.json"

    def room(self, story: str, groups: int) -> Room:
        """Where it stopped, if it was one of as many groups."""
        items = len(practising.stories().story(story).items)
        fresh = Room(story, groups, items)
        try:
            found = Room.read(read_file(self._place(story)).decode())
        except (FileProblem, RoomDamaged, UnicodeDecodeError):
            found = None
        if found and (found.groups, found.items) == (groups, items) and not (found.ending and found.step):
            return found
        # Another room begins: what was kept of the one before is never written over.
        self.forget(story)
        return fresh

    def keep(self, room: Room) -> None:
        """Whole or not at all."""
        make_folder(home())
        replace_file(self._place(room.story), room.kept().encode())

    def forget(self, story: str) -> None:
        """Under another name, in case it was meant otherwise."""
        place = self._place(story)
        if place.exists():
            put_beside(place.with_suffix(".old.json"), read_file(place))
            place.unlink()

    def write_kit(self, story: str, groups: int, people: int) -> Path:
        """Into the documents."""
        found = practising.stories().story(story)
        folder = home() / f"研修_{safe_name(found.title)}"
        deque(training_kit.write(found, folder, training_kit.Room(groups, people), now().date()), maxlen=0)
        return folder

    def write_grading(self, story: str) -> Path:
        """Beside the book of 研修."""
        lesson = practising.stories().lesson(story)
        begun = practising.begun(lesson)
        with Book.open(practice_path(), now) as book:
            kept = book.find(begun.office.code, begun.year, Nature.TRAINING)
            if kept is None:
                raise BookError("この題材の練習は、まだ始めていません。「1人で点検してみる」から始めてください。")
            inspection = book.load(kept)
        path = home() / f"研修_答え合わせ_{safe_name(lesson.story.title)}.pdf"
        replace_file(path, training_kit.graded_paper(inspection, now().date()))
        return path

    def practise(self, story: str) -> Sitting:
        """Begin, or go on where it was left."""
        begun = practising.begun(practising.stories().lesson(story))
        path = practice_path()
        make_folder(path.parent)
        book = Book.open(path, now)
        try:
            refuse_mixing(book, Nature.TRAINING)
            kept = book.find(begun.office.code, begun.year, Nature.TRAINING)
            return self._works.sit(book, book.create(begun) if kept is None else kept)
        except Exception:
            book.close()
            raise
