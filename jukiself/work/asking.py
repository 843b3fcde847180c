"""Asking others: papers to hand out, small workbooks to fill in, and what comes back beside the office's own answers."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import jukiself
from jukiself import places
from jukiself.answers.model import Answer, Basis, Key
from jukiself.answers.situation import Situation, State
from jukiself.answers.text import LONGEST
from jukiself.checklist.model import UNKNOWN
from jukiself.excel.problem import CellProblem
from jukiself.excel.slip import write_slip
from jukiself.excel.slip_layout import TITLES, Kind
from jukiself.excel.slip_read import Sort, read_slip, sort_of
from jukiself.pdf.render import render
from jukiself.report.first_day import first_day
from jukiself.report.hearing import hearing
from jukiself.report.still_open import Addressee, to_ask
from jukiself.report.walk import walk
from jukiself.store.book import Handout
from jukiself.work import outsource
from jukiself.work.foreign import read_workbook_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from jukiself.answers.model import Inspection
    from jukiself.checklist.model import Area, Checklist
    from jukiself.excel.slip_read import SlipReading
    from jukiself.report.errand import Errand
    from jukiself.work.exchange import Editions
    from jukiself.work.inspect import Sitting

#: How much an answer weighs by its basis; what the office gave without one stays until somebody decides.
_SAID = {Basis.SEEN: 3, Basis.HEARD: 2, Basis.GUESS: 1, None: 0}
_OURS = {Basis.SEEN: 4, Basis.HEARD: 2, Basis.GUESS: 1, None: 4}


# -- handing out ----------------------------------------------------------------------------------------------------


def first_day_pdf(errand: Errand) -> bytes:
    """最初の日に頼むもの."""
    return render(first_day(errand), places.fonts())


def walk_pdf(errand: Errand) -> bytes:
    """見回り票."""
    return render(walk(errand), places.fonts())


def hearing_pdf(errand: Errand, addressee: Addressee) -> bytes:
    """聞取り票 of one addressee on paper."""
    return render(hearing(errand, addressee), places.fonts())


def hearing_workbook(errand: Errand, addressee: Addressee) -> bytes:
    """聞取り票 of one addressee to fill in. Raises `WorkbookRefused` where nothing can be asked yet."""
    return _slip(errand.situation, Kind.HEARING, addressee, errand.deadline)


def share_workbook(situation: Situation, area: Area, deadline: str = "") -> bytes:
    """分担票: every question of an area, for another section. Raises `WorkbookRefused` where it asks nothing."""
    keys = tuple(key for key in situation.keys if situation.checklist.question[key.question].area == area.id)
    program = jukiself.__version__
    return write_slip(situation, Kind.SHARE, area, keys, deadline=deadline, program=program)


def _slip(situation: Situation, kind: Kind, addressee: Addressee, deadline: str) -> bytes:
    program = jukiself.__version__
    return write_slip(situation, kind, addressee.person, addressee.keys, deadline=deadline, program=program)


def hearing_papers(errand: Errand, addressee: Addressee) -> Iterator[tuple[str, bytes]]:
    """聞取り票 of one addressee with its file names; no workbook where only what waits for contracts is left."""
    title = addressee.person.title
    if addressee.keys:
        yield f"聞取り票_{title}.pdf", hearing_pdf(errand, addressee)
        yield f"聞取り票_{title}.xlsx", hearing_workbook(errand, addressee)


def papers(errand: Errand) -> Iterator[tuple[str, bytes]]:
    """Every paper of the first day with its file name."""
    yield "最初の日に頼むもの.pdf", first_day_pdf(errand)
    yield "見回り票.pdf", walk_pdf(errand)
    for one in to_ask(errand.situation):
        yield from hearing_papers(errand, one)


# -- what was handed out --------------------------------------------------------------------------------------------

_OUT, _BACK = "slip", "slip-back"


def note_out(sitting: Sitting, about: str, file_name: str) -> None:
    """Remember that a slip for a person or area was made."""
    sitting.book.put_handout(sitting.id, Handout(sitting.now(), _OUT, about, file_name))


def note_back(sitting: Sitting, about: str, file_name: str) -> None:
    """Remember that one came back."""
    sitting.book.put_handout(sitting.id, Handout(sitting.now(), _BACK, about, file_name))


def handed(sitting: Sitting) -> dict[str, tuple[datetime | None, datetime | None]]:
    """When the last slip of each person or area was made, and when one came back."""
    found: dict[str, tuple[datetime | None, datetime | None]] = {}
    for one in sitting.book.handouts(sitting.id):
        made, back = found.get(one.to_whom, (None, None))
        if one.kind == _OUT:
            found[one.to_whom] = (one.at, back)
        elif one.kind == _BACK:
            found[one.to_whom] = (made, one.at)
    return found


# -- coming back ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Difference:
    """One row of a reply: the office's answer, what was said, and what either choice would leave in the book."""

    key: Key
    ours: Answer
    said: Answer
    if_kept: Answer
    if_taken: Answer
    proposed: bool  # whether taking it is what we propose

    @property
    def contradicts(self) -> bool:
        """Whether the office has answered otherwise; everything else only adds."""
        return bool(self.said.value) and self.ours.value not in {"", UNKNOWN, self.said.value}


@dataclass(frozen=True)
class Coming:
    """What taking a reply in would do; nothing has been written yet. Raised problems are told, never swallowed."""

    title: str
    about: str  # id of the person or area, or contract; empty where the file has lost it
    filled_by: str
    filled_on: str
    rows: tuple[Difference, ...]
    same: int
    problems: tuple[CellProblem, ...] = field(default_factory=tuple)

    def chosen(self, choices: Mapping[Key, bool] | None = None) -> dict[Key, Answer]:
        """The answers to write: as proposed, but where a person chose otherwise."""
        wanted = choices or {}
        found = ((one, one.if_taken if wanted.get(one.key, one.proposed) else one.if_kept) for one in self.rows)
        return {one.key: answer for one, answer in found if answer != one.ours}

    def after(self, inspection: Inspection, choices: Mapping[Key, bool] | None = None) -> Inspection:
        """The inspection with it."""
        return inspection.with_answers(self.chosen(choices).items())


def receive(situation: Situation, path: Path, editions: Editions) -> Coming:
    """Read a 聞取り票, a 分担票 or a contractor's reply; raises `FileProblem` or `WorkbookRefused`."""
    data = read_workbook_file(path)
    if sort_of(data) is Sort.VENDOR:
        return _from_vendor(situation, outsource.hear(situation, outsource.read_reply(path, editions)))
    return compare(situation, read_slip(data, lambda form, edition: _edition(situation, form, edition, editions)))


def _edition(situation: Situation, form: str, edition: str, editions: Editions) -> Checklist | None:
    """The edition of a slip: this inspection's own, with its local questions, or another."""
    inspection = situation.inspection
    same = (form, edition) == (inspection.form, inspection.edition)
    return situation.checklist if same else editions(form, edition)


def compare(situation: Situation, reading: SlipReading) -> Coming:
    """Hold a slip against the inspection it was made for; raises `WorkbookRefused` where it is another's.

    Blank never erases, and the same slip twice changes nothing.
    """
    outsource.refuse_others(situation.inspection, reading.identity, reading.traces)
    problems = list(reading.problems)
    found = [one for key, said in reading.answers.items() if (one := _difference(situation, key, said, problems))]
    rows = tuple(one for one in found if one.if_taken != one.ours)
    coming = Coming(
        title=f"{TITLES[reading.kind]}　{_about(situation.checklist, reading)}".strip(),
        about=reading.about,
        filled_by=reading.filled_by,
        filled_on=reading.filled_on,
        rows=rows,
        same=len(found) - len(rows),
    )
    after = Situation(situation.checklist, coming.after(situation.inspection))
    problems += outsource.relations(after, {one.key for one in rows})
    return replace(coming, problems=tuple(problems))


def _about(checklist: Checklist, reading: SlipReading) -> str:
    kind = "person" if reading.kind is Kind.HEARING else "area"
    return checklist.titles.get(f"{kind}:{reading.about}", "")


def _difference(situation: Situation, key: Key, said: Answer, problems: list[CellProblem]) -> Difference | None:
    ours = situation.inspection.answer(key)
    if key.member and situation.member(key) is None:
        _refuse(
            problems, key, "この対象は、いまの点検にありません。契約が終わっていないか、対象の名前を確かめてください。"
        )
        return None
    if problem := situation.value_problem(key, said.value):
        _refuse(problems, key, problem)
        return None
    note = outsource.joined(ours.note, said.note)
    if len(note) > LONGEST:
        _refuse(
            problems,
            key,
            f"備考が{LONGEST:,}文字を超えるので、書き足せません。備考を短くしてから、もう一度取り込んでください。",
        )
        return None
    if not said.value or said.value == ours.value:
        surer = _SAID[said.basis] if said.value else 0
        taken = replace(
            ours,
            note=note,
            basis=said.basis if surer > _SAID[ours.basis] else ours.basis,
            evidence=ours.evidence or said.evidence,
            answered_by=ours.answered_by or said.answered_by,
        )
        return Difference(key, ours, said, ours, taken, proposed=True)
    taken = replace(
        ours,
        value=said.value,
        basis=said.basis,
        note=note,
        evidence=said.evidence or ours.evidence,
        answered_by=said.answered_by or ours.answered_by,
        confirmed_by="",
    )
    return Difference(key, ours, said, ours, taken, proposed=_gives_way(situation, key, said))


def _gives_way(situation: Situation, key: Key, said: Answer) -> bool:
    """Whether we propose to take another answer: ours is open, or it stands on less."""
    if situation.state(key) in {State.UNANSWERED, State.UNKNOWN}:
        return True
    return said.value != UNKNOWN and _SAID[said.basis] >= _OURS[situation.inspection.answer(key).basis]


def _refuse(problems: list[CellProblem], key: Key, message: str) -> None:
    problems.append(CellProblem(str(key), "relation", "refused", message))


def _from_vendor(situation: Situation, heard: outsource.Hearing) -> Coming:
    """A contractor's reply, whose words go into 備考 even where the office's answer stays."""
    rows = []
    for one in heard.rows:
        said, taken = heard.reading.answers[one.key], outsource.as_said(heard, one)
        if situation.value_problem(one.key, taken.value):
            taken = one.new
        if one.old not in {taken, one.new}:
            kept = outsource.as_noted(heard, one)
            rows.append(Difference(one.key, one.old, said, kept, taken, proposed=not one.kept))
    reading = heard.reading
    filler = "　".join(part for part in (reading.company, reading.filled_by) if part)
    named = next((one.name for one in situation.inspection.contracts if one.id == reading.contract_id), "")
    return Coming(
        title=f"事業者確認用　{named or reading.contract_id}",
        about=reading.contract_id,
        filled_by=filler,
        filled_on=reading.filled_on,
        rows=tuple(rows),
        same=len(heard.rows) - len(rows),
        problems=heard.problems,
    )
