"""What the page 頼む・聞く asks for: slips written, remembered, and taken back row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.answers.model import NATURE_LABELS, Nature
from jukiself.answers.situation import Situation
from jukiself.answers.text import text_problem
from jukiself.checklist.model import PersonKind
from jukiself.gui.asking_desk import AskedOf, Slip
from jukiself.gui.desk import Reply, ReplyRow, Take
from jukiself.report.errand import Errand
from jukiself.report.still_open import to_ask
from jukiself.work import asking
from jukiself.work.asking import Coming
from jukiself.work.files import FileProblem, make_folder, put_beside, safe_name
from jukiself.work.inspect import AnswerRefused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from jukiself.answers.model import Key
    from jukiself.work.asking import Difference
    from jukiself.work.exchange import Editions
    from jukiself.work.inspect import Sitting

_TAKES = {Take.THEIRS: "届いた答えにする", Take.NOTHING: "いまの答えを残す"}


class AskingWorks:
    """Keeps `jukiself.gui.asking_desk.AskingDesk`."""

    def __init__(
        self,
        editions: Editions,
        home: Callable[[Sitting], Path],
        clock: Callable[[], datetime],
    ) -> None:
        self._editions, self._home, self._clock = editions, home, clock

    def folder(self, sitting: Sitting) -> Path:
        """Beside the book, in a folder of their own."""
        return self._home(sitting) / "頼む・聞く"

    # -- what there is to ask
    def people(self, sitting: Sitting) -> Sequence[AskedOf]:
        """In the order of the form."""
        left = {one.person.id: one for one in to_ask(sitting.situation)}
        known = asking.handed(sitting)
        found = []
        for person in sitting.checklist.people:
            if person.kind is PersonKind.SELF or not (person.id in left or person.id in known):
                continue
            open_now = left.get(person.id)
            made, back = known.get(person.id, (None, None))
            can = open_now is not None and bool(open_now.keys)
            found.append(AskedOf(person.id, person.title, open_now.questions if open_now else 0, _day(made), _day(back), can))  # fmt: skip
        return found

    def areas(self, sitting: Sitting) -> Sequence[AskedOf]:
        """Areas this inspection asks."""
        known, situation = asking.handed(sitting), sitting.situation
        found = []
        for area in sitting.checklist.areas:
            keys = [key for key in situation.keys if sitting.checklist.question[key.question].area == area.id]
            if keys:
                made, back = known.get(area.id, (None, None))
                left = situation.progress_of(tuple(keys)).unanswered
                found.append(AskedOf(area.id, area.title, left, _day(made), _day(back)))
        return found

    # -- out
    def write(self, sitting: Sitting, slip: Slip, about: str, deadline: str) -> Sequence[Path]:
        """Looks at the answers anew, because it runs beside the window."""
        if fault := text_problem(deadline):
            raise FileProblem(f"期限に使えない文字があります。{fault}")
        situation = Situation(sitting.checklist, sitting.inspection)
        folder = self.folder(sitting)
        make_folder(folder)
        inspection = sitting.inspection
        mark = "" if inspection.nature is Nature.REAL else f"{NATURE_LABELS[inspection.nature]}_"
        head = f"{mark}{inspection.office.code}_{inspection.year}年度_"
        return [
            put_beside(folder / safe_name(f"{head}{name}"), data)
            for name, data in self._made(situation, slip, about, deadline)
        ]

    def _made(self, situation: Situation, slip: Slip, about: str, deadline: str) -> Iterator[tuple[str, bytes]]:
        errand = Errand(situation, deadline, self._clock().date())
        match slip:
            case Slip.EVERYTHING:
                yield from asking.papers(errand)
            case Slip.FIRST_DAY:
                yield "最初の日に頼むもの.pdf", asking.first_day_pdf(errand)
            case Slip.WALK:
                yield "見回り票.pdf", asking.walk_pdf(errand)
            case Slip.HEARING:
                yield from asking.hearing_papers(
                    errand, next(one for one in to_ask(situation) if one.person.id == about)
                )
            case Slip.SHARE:
                area = next(one for one in situation.checklist.areas if one.id == about)
                yield f"分担票_{area.title}.xlsx", asking.share_workbook(situation, area, deadline)

    def note(self, sitting: Sitting, slip: Slip, about: str, paths: Sequence[Path]) -> None:
        """Only what comes back is worth remembering; a book somebody else writes in is left alone."""
        if sitting.book.read_only or slip in {Slip.FIRST_DAY, Slip.WALK}:
            return
        whom = [one.person.id for one in to_ask(sitting.situation) if one.keys] if slip is Slip.EVERYTHING else [about]
        for one in whom:
            title = sitting.checklist.titles.get(f"person:{one}", "")
            name = next((path.name for path in paths if path.suffix == ".xlsx" and title in path.name), "")
            asking.note_out(sitting, one, name)

    # -- back
    def read(self, sitting: Sitting, path: Path) -> Reply:
        """Contradictions first."""
        coming = asking.receive(sitting.situation, path, self._editions)
        rows = sorted(coming.rows, key=lambda one: not one.contradicts)
        against = sum(one.contradicts for one in rows)
        refused = sum(one.effect == "refused" for one in coming.problems)
        who = "　".join(filter(None, (coming.filled_by, coming.filled_on)))
        facts = [
            f"書いた人：{who or '書かれていません'}",
            f"いまの答えと違う所 {against}　新しい答えや書き足し {len(rows) - against}　同じ答え {coming.same}　読めない所 {refused}",
        ]
        problems = [f"{one.place}　{one.message}" for one in coming.problems]
        shown = [_row(sitting.situation, one) for one in rows]
        return Reply(path, f"{coming.title}　返ってきたもの", facts, shown, problems, coming, "届いた答え", _TAKES)

    def take(self, sitting: Sitting, reply: Reply, chosen: Mapping[Key, Take]) -> int:
        """What was seen is what is written."""
        coming = reply.hearing
        if not isinstance(coming, Coming):
            raise TypeError("a reply comes from read")
        if any(sitting.inspection.answer(one.key) != one.ours for one in coming.rows):
            raise AnswerRefused("読んだ後に、役場の答えが変わっています。返事をもう一度読んでください。")
        answers = coming.chosen({key: take is Take.THEIRS for key, take in chosen.items()})
        if answers:
            sitting.answer_all(answers, origin=f"{coming.title} {reply.source.name}")
        if coming.about:
            asking.note_back(sitting, coming.about, reply.source.name)
        return len(answers)


def _row(situation: Situation, one: Difference) -> ReplyRow:
    question, member = situation.checklist.question[one.key.question], situation.member(one.key)
    about = f"（{member.name}）" if member else ""
    theirs = situation.words(one.key, one.said.value) if one.said.value else situation.label(one.key)
    take = Take.THEIRS if one.proposed else Take.NOTHING
    return ReplyRow(one.key, f"{question.number}　{question.text}{about}", situation.label(one.key), theirs, one.said.note, take)  # fmt: skip


def _day(at: datetime | None) -> str:
    return f"{at.month}月{at.day}日" if at else ""
