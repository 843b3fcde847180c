"""What the training pages ask of the program; types only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from jukiself.report.training_papers import Kit
    from jukiself.training.room import Room
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

    def write_grading(self, story: str) -> Path:
        """答え合わせ of the practice alone as PDF; where it lies."""

    def practise(self, story: str) -> Sitting:
        """The case in the ordinary pages, as 研修, in the book of 研修."""
