"""The training room for the window: stories, what is kept of a room, papers, a practice in a book of its own."""

from __future__ import annotations

from collections import deque
from contextlib import contextmanager
from typing import TYPE_CHECKING

from jukiself.answers.model import Nature
from jukiself.app.works import home, now, practice_path
from jukiself.findings.judge import Status, judge
from jukiself.report.training_slides import closing, opening
from jukiself.store.book import Book, BookError
from jukiself.training.room import Room, RoomDamaged
from jukiself.work import practising, training_kit
from jukiself.work.files import FileProblem, make_folder, put_beside, read_file, replace_file, safe_name
from jukiself.work.practice import begin_afresh, refuse_mixing
from jukiself.work.training import NoSuchStory

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from jukiself.app.works import Works
    from jukiself.report.training_kit import Kit
    from jukiself.training.grading import Grading
    from jukiself.training.room_grading import RoomGrading
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
        return training_kit.kit_of(
            practising.stories().story(story), training_kit.Room(groups, max(groups, training_kit.PEOPLE_USUAL))
        )

    def findings(self, kit: Kit) -> Sequence[tuple[str, bool]]:
        """The committee's, and as many that follow from other answers, in the order of their titles."""
        if kit.lesson is None:
            return ()
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
        kit = self.kit(story, groups)
        items, screens = len(kit.story.items), (len(opening(kit)), len(closing(kit)))
        found = self._kept(story)
        if found and (found.groups, found.items) == (groups, items):
            found = found.resized(*screens)
            if not found.over:
                return found
        # Another room begins: what was kept of the one before is never written over.
        self.forget(story)
        return Room(story, groups, items, opening=screens[0], closing=screens[1])

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
        # Whoever comes alone is a group.
        room = training_kit.Room(min(groups, people), people)
        deque(training_kit.write(found, folder, room, now().date()), maxlen=0)
        return folder

    # -- alone at the desk
    def practice_place(self) -> Path:
        """Beside the office's books."""
        return practice_path()

    def practised(self, story: str) -> bool:
        """Looked up without taking the book."""
        begun = practising.begun(practising.stories().lesson(story))
        if not practice_path().exists():
            return False
        with Book.open(practice_path(), now) as book:
            return book.find(begun.office.code, begun.year, Nature.TRAINING) is not None

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

    def practise_afresh(self, story: str) -> Path:
        """The whole book gets a dated name; the other practices go on in the new one."""
        return begin_afresh(practice_path(), practising.begun(practising.stories().lesson(story)), now)

    # -- beside a practice
    def practice_kit(self, sitting: Sitting) -> Kit:
        """Its story."""
        with _known():
            return training_kit.practice_kit(sitting.inspection, now().date())

    def write_story(self, sitting: Sitting) -> Path:
        """Beside the book of 研修."""
        kit = self.practice_kit(sitting)
        data = training_kit.story_alone(sitting.inspection, now().date())
        return _put(f"研修_題材_{safe_name(kit.story.title)}.pdf", data)

    def graded(self, sitting: Sitting) -> tuple[Kit, Grading]:
        """As far as it is answered."""
        with _known():
            return training_kit.practice_graded(sitting.inspection, now().date())

    def write_grading(self, sitting: Sitting) -> Path:
        """Beside the book of 研修."""
        inspection = sitting.inspection
        title = practising.lesson_of(inspection).story.title
        return _put(f"研修_答え合わせ_{safe_name(title)}.pdf", training_kit.graded_paper(inspection, now().date()))

    def _kept(self, story: str) -> Room | None:
        try:
            return Room.read(read_file(self._place(story)).decode())
        except (FileProblem, RoomDamaged, UnicodeDecodeError):
            return None

    def room_graded(self, story: str) -> tuple[Kit, RoomGrading]:
        """As far as the room came."""
        return training_kit.room_graded(practising.stories().story(story), self._kept(story), now().date())

    def write_room_grading(self, story: str) -> Path:
        """Beside the other papers."""
        found = practising.stories().story(story)
        data = training_kit.room_graded_paper(found, self._kept(story), now().date())
        return _put(f"研修_部屋の答え合わせ_{safe_name(found.title)}.pdf", data)


@contextmanager
def _known() -> Iterator[None]:
    """A practice on something that is no story is a refusal like others."""
    try:
        yield
    except NoSuchStory as error:
        raise BookError(str(error)) from error


def _put(name: str, data: bytes) -> Path:
    make_folder(home())
    path = home() / name
    replace_file(path, data)
    return path
