"""What the training pages ask of the program; types only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from jukiself.report.training_kit import Kit
    from jukiself.training.grading import Grading
    from jukiself.training.room import Room
    from jukiself.training.room_grading import RoomGrading
    from jukiself.training.story import Story
    from jukiself.work.inspect import Sitting


class TrainingDesk(Protocol):
    """Stories, the room, the trainer's papers, and a practice alone."""

    def stories(self) -> Sequence[Story]:
        """Everything that can be told."""

    def kit(self, story: str, groups: int) -> Kit:
        """A story with its questions and answers."""

    def findings(self, kit: Kit) -> Sequence[tuple[str, bool]]:
        """Titles to choose from, and whether the committee wrote so."""

    def room(self, story: str, groups: int) -> Room:
        """Where the room stopped, or a fresh one."""

    def keep(self, room: Room) -> None:
        """Put it on disk at once."""

    def forget(self, story: str) -> None:
        """The next room begins afresh; what was kept stays beside."""

    def write_kit(self, story: str, groups: int, people: int) -> Path:
        """Write all papers; their folder."""

    def practise(self, story: str) -> Sitting:
        """The case in the ordinary pages, as 研修, in the book of 研修."""

    def practised(self, story: str) -> bool:
        """Whether a practice of it was begun."""

    def practise_afresh(self, story: str) -> Path:
        """Put the whole book aside under a dated name and begin again; where the old one lies now."""

    def practice_place(self) -> Path:
        """Where the book of 研修 lies."""

    def practice_kit(self, sitting: Sitting) -> Kit:
        """What a practice is read from."""

    def write_story(self, sitting: Sitting) -> Path:
        """The story and the rest of the record as PDF; where it lies."""

    def graded(self, sitting: Sitting) -> tuple[Kit, Grading]:
        """A practice beside the record."""

    def write_grading(self, sitting: Sitting) -> Path:
        """The same as PDF; where it lies."""

    def room_graded(self, story: str) -> tuple[Kit, RoomGrading]:
        """The cards of the room kept last beside the record."""

    def write_room_grading(self, story: str) -> Path:
        """The same as PDF; where it lies."""
