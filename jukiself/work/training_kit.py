"""The trainer's kit: every paper of a story as PDF in one folder, each written whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jukiself import places
from jukiself.findings.judge import judge
from jukiself.pdf.render import render
from jukiself.pdf.sheets import Sheets
from jukiself.pdf.slides import render_slides
from jukiself.report import training_papers as papers
from jukiself.report.training_grading import grading_paper, room_paper
from jukiself.report.training_kit import Kit
from jukiself.report.training_slides import slides
from jukiself.training.room import Room as Raised
from jukiself.training.room_grading import grade_room
from jukiself.training.script import PAPER_LABELS, Paper
from jukiself.work.exchange import Editions
from jukiself.work.files import make_folder, replace_file
from jukiself.work.practising import graded, lesson_of, stories

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from jukiself.answers.model import Inspection
    from jukiself.report.outline import Document
    from jukiself.training.grading import Grading
    from jukiself.training.room_grading import RoomGrading
    from jukiself.training.story import Story

GROUPS, PEOPLE = range(1, 9), range(1, 201)
PEOPLE_USUAL = 24


@dataclass(frozen=True, slots=True)
class Room:
    """How many groups and people; a Japanese ValueError where no room is like that."""

    groups: int = 6
    people: int = PEOPLE_USUAL

    def __post_init__(self) -> None:
        """Refuse what no room is like."""
        if self.groups not in GROUPS:
            raise ValueError(f"組の数は {GROUPS[0]}〜{GROUPS[-1]} です。")
        if self.people not in PEOPLE or self.people < self.groups:
            raise ValueError(f"人数は {PEOPLE[0]}〜{PEOPLE[-1]} で、組の数より少なくできません。")


def kit_of(story: Story, room: Room, day: date | None = None) -> Kit:
    """What the papers are made of."""
    shelf = stories()
    checklist = Editions().newest()
    return Kit(story, shelf.lessons.get(story.id), checklist, shelf.sources, room.groups, room.people, day, shelf.pair)


def finding_titles(kit: Kit) -> dict[str, str]:
    """What the findings to be found are called, by rule and member: as the program finds them in the case."""
    found = judge(kit.situation) if kit.lesson else ()
    titles = {f"{one.id}@{one.member.id if one.member else ''}": one.title for one in found}
    wanted = {f"{one.rule}@{one.member or ''}": kit.checklist.rule[one.rule].title for one in kit.story.findings}
    return {name: titles.get(name, plain) for name, plain in wanted.items()}


def practice_kit(inspection: Inspection, day: date | None = None) -> Kit:
    """What a practice is read from; raises `NoSuchStory` where it is none."""
    return kit_of(lesson_of(inspection).story, Room(), day)


def story_alone(inspection: Inspection, day: date | None = None) -> bytes:
    """The same as PDF, with all that the record says."""
    return render(papers.story_paper(practice_kit(inspection, day), whole=True), places.fonts())


def practice_graded(inspection: Inspection, day: date | None = None) -> tuple[Kit, Grading]:
    """A practice beside its record; raises `NoSuchStory` where it is none."""
    lesson, found = graded(inspection, Editions().newest())
    return kit_of(lesson.story, Room(), day), found


def graded_paper(inspection: Inspection, day: date | None = None) -> bytes:
    """The same as PDF."""
    return render(grading_paper(*practice_graded(inspection, day)), places.fonts())


def room_graded(story: Story, room: Raised | None, day: date | None = None) -> tuple[Kit, RoomGrading]:
    """The cards of a room beside the record; none where no room was kept."""
    lesson = stories().lesson(story.id)
    fresh = Raised(story.id, 2, len(story.items))
    # Kept by a program whose story had other questions, its cards stand for nothing here.
    found = room if room and room.items == fresh.items else fresh
    kit = kit_of(story, Room(found.groups, max(found.groups, PEOPLE_USUAL)), day)
    return kit, grade_room(lesson, kit.checklist, found)


def room_graded_paper(story: Story, room: Raised | None, day: date | None = None) -> bytes:
    """The same as PDF."""
    return render(room_paper(*room_graded(story, room, day)), places.fonts())


def write(story: Story, folder: Path, room: Room, day: date | None = None) -> Iterator[Path]:
    """Write the kit; the files one after the other. Raises `FileProblem`."""
    make_folder(folder)
    kit = kit_of(story, room, day)
    counted: dict[str, int] = {}
    for number, (name, document) in enumerate(_documents(kit), 1):
        file = f"{number:02}_{name}.pdf"
        data = render(document, places.fonts())
        counted[file] = _pages(data)
        replace_file(folder / file, data)
        yield folder / file
    file = f"{len(counted) + 1:02}_{PAPER_LABELS[Paper.SLIDES]}.pdf"
    data = render_slides(slides(kit, finding_titles(kit)), places.fonts(), story.title)
    counted[file] = _pages(data)
    replace_file(folder / file, data)
    yield folder / file
    first = folder / "00_はじめに.pdf"
    replace_file(first, render(papers.first_page(kit, counted), places.fonts()))
    yield first


def _documents(kit: Kit) -> Iterator[tuple[str, Document]]:
    yield PAPER_LABELS[Paper.STORY], papers.story_paper(kit)
    if kit.lesson is not None:
        yield PAPER_LABELS[Paper.ANSWERS], papers.answer_sheet(kit)
    yield PAPER_LABELS[Paper.TALK], papers.talk_sheet(kit)
    yield PAPER_LABELS[Paper.KEY], papers.key_sheet(kit, finding_titles(kit))
    yield PAPER_LABELS[Paper.ATTENDANCE], papers.attendance(kit)
    yield PAPER_LABELS[Paper.RECORD], papers.record(kit)
    if kit.pair:
        yield papers.PAIR, papers.pair_sheet(kit, kit.pair)
    if card := stories().monday.get(kit.story.id):
        yield PAPER_LABELS[Paper.MONDAY], papers.monday_card(kit, card)
    for script in (one for one in stories().scripts if one.incident == (kit.lesson is None)):
        yield script.title, papers.script_paper(kit, script)


def _pages(data: bytes) -> int:
    sheets = Sheets([data])
    try:
        return len(sheets)
    finally:
        sheets.close()
