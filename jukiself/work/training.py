"""The stories of the training room, read once: each with the model answers of its case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jukiself import places
from jukiself.checklist.table import FormError
from jukiself.training.script_read import read_monday, read_scripts
from jukiself.training.story import Lesson, Pair, Source, Story, StoryKind
from jukiself.training.story_read import read_pair, read_sources, read_story
from jukiself.work.cases import CaseError, read_case
from jukiself.work.handbook import handbook

if TYPE_CHECKING:
    from pathlib import Path

    from jukiself.checklist.model import Checklist
    from jukiself.training.script import MondayCard, Script

#: The order in which the room is offered them: the invented village first, it needs no history.
ORDER = ("kakuu", "nagano-a", "nagano-b", "nagano-c", "nagano-d", "ainan-2007", "amagasaki-2022")
_PAIR, _SOURCES, _SCRIPTS, _MONDAY = "pair.toml", "sources.toml", "scripts.toml", "monday.toml"
_NOT_STORIES = (_PAIR, _SOURCES, _SCRIPTS, _MONDAY)


class NoSuchStory(LookupError):
    """A story that does not exist; the message is a Japanese sentence."""

    def __str__(self) -> str:
        """Without the quotes a LookupError puts around its message."""
        return str(self.args[0])


@dataclass(frozen=True, slots=True)
class Stories:
    """Everything that can be told: lessons by story id, the two incidents side by side, declared sources.

    ``scripts`` are the trainer's, ``monday`` the cards taken home, by story.
    """

    stories: tuple[Story, ...]
    lessons: dict[str, Lesson]
    pair: Pair | None
    sources: dict[str, Source]
    scripts: tuple[Script, ...]
    monday: dict[str, MondayCard]

    def story(self, name: str) -> Story:
        """One story; raises `NoSuchStory`."""
        for one in self.stories:
            if one.id == name:
                return one
        known = "・".join(one.id for one in self.stories)
        raise NoSuchStory(f"題材「{name}」はありません。あるのは {known} です。")

    def lesson(self, name: str) -> Lesson:
        """One story with its model answers; raises `NoSuchStory`, also for an incident, which has none."""
        self.story(name)
        if name not in self.lessons:
            raise NoSuchStory(f"題材「{name}」は出来事の話なので、答え合わせの設問はありません。")
        return self.lessons[name]


def read_stories(checklist: Checklist, folder: Path | None = None) -> Stories:
    """Every story of a folder; raises `FormError` or `CaseError` where one cannot be told."""
    folder = folder or places.resources() / "training"
    sources = read_sources(folder / _SOURCES)
    stories = [
        read_story(path, checklist, handbook().term, sources)
        for path in folder.glob("*.toml")
        if path.name not in _NOT_STORIES
    ]
    stories.sort(key=lambda one: (ORDER.index(one.id) if one.id in ORDER else len(ORDER), one.id))
    lessons = {one.id: _lesson(one, checklist, folder, sources) for one in stories if one.case}
    names = [one.id for one in stories]
    pair, monday, scripts = (folder / name for name in (_PAIR, _MONDAY, _SCRIPTS))
    return Stories(
        tuple(stories),
        lessons,
        read_pair(pair, checklist, names, sources) if pair.is_file() else None,
        sources,
        read_scripts(scripts) if scripts.is_file() else (),
        read_monday(monday, checklist, names) if monday.is_file() else {},
    )


def story_faults(checklist: Checklist) -> list[str]:
    """Why the stories cannot be told, as Japanese sentences; empty where all can."""
    try:
        read_stories(checklist)
    except (FormError, CaseError) as error:
        return [str(error)]
    return []


def _lesson(story: Story, checklist: Checklist, folder: Path, sources: dict[str, Source]) -> Lesson:
    # The invented village keeps its answers beside its story; the published cases are read where they lie.
    own = folder / story.case if story.kind is StoryKind.VILLAGE else None
    case = read_case(story.case, checklist, folder=own, sources=sources)
    for item in story.items:
        for key in (item.key, item.beside):
            if key and key not in case.grounds:
                raise FormError(f"題材 {story.id}: 事例が尋ねていない設問です: {key}")
    return Lesson(story, case.inspection, case.grounds)
