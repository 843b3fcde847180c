"""Work with contractors: what contracts lack, wording to propose, and facts the contractors themselves state."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import jukiself
from jukiself import places
from jukiself.answers.model import NATURE_LABELS, Answer, Basis
from jukiself.answers.seal import issued
from jukiself.answers.situation import Situation, State
from jukiself.answers.text import LONGEST
from jukiself.checklist.model import UNKNOWN
from jukiself.checklist.provision import read_provisions
from jukiself.excel.drafts import write_drafts
from jukiself.excel.problem import CellProblem, WorkbookRefused
from jukiself.excel.vendor import VendorReading, read_vendor, write_vendor
from jukiself.pdf.render import render as as_pdf
from jukiself.report.contract_table import contract_table
from jukiself.report.contracts import Contracts
from jukiself.report.draft_clauses import draft_clauses
from jukiself.word.render import render as as_word
from jukiself.work.foreign import read_workbook_file
from jukiself.work.practice import refuse_marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from jukiself.answers.model import Inspection, Key
    from jukiself.answers.seal import Issued
    from jukiself.checklist.model import Checklist
    from jukiself.checklist.provision import Provision
    from jukiself.excel.layout import Identity
    from jukiself.work.exchange import Editions


def provisions(checklist: Checklist) -> tuple[Provision, ...]:
    """The 条項 shipped with the program; raises `FormError` where they do not fit the edition."""
    return read_provisions(places.resources() / "clauses.toml", checklist)


def contracts(situation: Situation, printed_on: date | None = None, said: Issued | None = None) -> Contracts:
    """What the documents about contracts are made of; ``said`` where the inspection comes from a workbook."""
    code = issued(situation.inspection) if said is None else said
    return Contracts(situation, provisions(situation.checklist), printed_on, code)


def table_as_pdf(situation: Situation, printed_on: date | None = None, said: Issued | None = None) -> bytes:
    """契約点検表."""
    return as_pdf(contract_table(contracts(situation, printed_on, said)), places.fonts())


def drafts_as_word(situation: Situation, printed_on: date | None = None, said: Issued | None = None) -> bytes:
    """契約条項のたたき台, to be written on."""
    return as_word(draft_clauses(contracts(situation, printed_on, said)))


def drafts_as_workbook(situation: Situation) -> bytes:
    """契約条項のたたき台, one row per contract and 条項."""
    return write_drafts(contracts(situation), jukiself.__version__)


def vendor(situation: Situation, contract_id: str, deadline: str = "") -> bytes:
    """事業者確認用 for one contract; raises `WorkbookRefused` where there is no such contract."""
    return write_vendor(
        situation, contract_id, provisions(situation.checklist), deadline=deadline, program=jukiself.__version__
    )


def read_reply(path: Path, editions: Editions) -> VendorReading:
    """Read what a contractor sent back; raises `FileProblem` or `WorkbookRefused`."""
    return read_vendor(read_workbook_file(path), editions, provisions)


# -- taking a reply in --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heard:
    """One row of a reply beside the office's answer; ``kept`` where the office's own value stays."""

    key: Key
    old: Answer
    new: Answer
    kept: bool

    @property
    def same(self) -> bool:
        """Whether the reply changes nothing."""
        return self.new == self.old


@dataclass(frozen=True)
class Hearing:
    """What taking a reply in would do; nothing has been written yet."""

    reading: VendorReading
    inspection: Inspection
    rows: tuple[Heard, ...]
    problems: tuple[CellProblem, ...]

    @property
    def changes(self) -> dict[Key, Answer]:
        """The answers to write."""
        return {one.key: one.new for one in self.rows if not one.same}


def hear(situation: Situation, reading: VendorReading) -> Hearing:
    """Hold a reply against the inspection it was sent for; raises `WorkbookRefused` where it is another's.

    What the office has seen with its own eyes outweighs what it is told: such an answer stays, the reply goes into its
    備考, and the difference is listed. Nothing is ever erased, and the same reply twice changes nothing.
    """
    refuse_others(situation.inspection, reading.identity, reading.traces)
    _refuse_unlisted(situation.inspection, reading.contract_id)
    problems = list(reading.problems)
    rows = tuple(_heard(situation, key, said, problems) for key, said in reading.answers.items())
    after = situation.inspection.with_answers((one.key, one.new) for one in rows)
    problems += relations(Situation(situation.checklist, after), {one.key for one in rows})
    return Hearing(reading, after, rows, tuple(problems))


def refuse_others(inspection: Inspection, sent: Identity, traces: Sequence[str]) -> None:
    """Raise `WorkbookRefused` where a file was made for another office, year, nature or edition, or for a 研修."""
    refuse_marks(inspection.nature, traces)
    for what, theirs, ours in (
        ("団体コード", sent.code, inspection.office.code),
        ("年度", str(sent.year), str(inspection.year)),
        ("区分", NATURE_LABELS[sent.nature], NATURE_LABELS[inspection.nature]),
        ("様式", f"{sent.form}/{sent.edition}", f"{inspection.form}/{inspection.edition}"),
    ):
        if theirs != ours:
            raise WorkbookRefused(
                f"お答えの{what}（{theirs}）が、回答書（{ours}）と違います。取り違えていないか確かめてください。"
            )


def _refuse_unlisted(inspection: Inspection, contract_id: str) -> None:
    if all(one.id != contract_id for one in inspection.contracts):
        raise WorkbookRefused(
            f"お答えは契約「{contract_id}」についてですが、回答書にその契約がありません。契約の番号を確かめてください。"
        )


def _heard(situation: Situation, key: Key, said: Answer, problems: list[CellProblem]) -> Heard:
    old = situation.inspection.answer(key)
    note = joined(old.note, said.note)
    if len(note) > LONGEST:
        message = f"備考が{LONGEST:,}文字を超えるので、事業者の回答を書き足せません。備考を短くしてから、もう一度取り込んでください。"
        problems.append(CellProblem(str(key), "range", "refused", message))
        return Heard(key, old, old, kept=True)
    base = replace(old, note=note, evidence=old.evidence or said.evidence)
    if said.value == old.value or not said.value:
        surer = said.basis if said.value and old.basis in {None, Basis.GUESS} else old.basis
        return Heard(key, old, replace(base, basis=surer), kept=False)
    if _outweighed(situation, key, said):
        return Heard(key, old, replace(base, value=said.value, basis=said.basis), kept=False)
    if said.value != UNKNOWN:
        problems.append(CellProblem(str(key), "relation", "note", _difference(situation, key, said)))
    return Heard(key, old, base, kept=True)


def joined(old: str, new: str) -> str:
    """A note with what is new in it; the same words are never added twice."""
    if new in old:
        return old
    return f"{old}\n{new}" if old else new


def _outweighed(situation: Situation, key: Key, said: Answer) -> bool:
    """Whether the office's answer gives way: it is open, or it is itself only heard or guessed."""
    if situation.state(key) in {State.UNANSWERED, State.UNKNOWN}:
        return True
    return situation.inspection.answer(key).basis in {Basis.HEARD, Basis.GUESS} and said.value != UNKNOWN


def _difference(situation: Situation, key: Key, said: Answer) -> str:
    question = situation.checklist.question[key.question]
    theirs = choice.label if (choice := question.choice(said.value)) else "該当なし"
    return (
        f"{question.number}　役場の答え「{situation.label(key)}」と、事業者の回答「{theirs}」が違います。"
        "役場の答えを残し、事業者の回答は備考に書きました。現物か書面で確かめてください。"
    )


def relations(after: Situation, heard: set[Key]) -> Iterator[CellProblem]:
    """What the answers heard say about others, once they are in."""
    for one in after.problems():
        if one.key in heard:
            yield CellProblem(str(one.key), one.kind, "note", one.message)


def as_said(hearing: Hearing, heard: Heard) -> Answer:
    """An answer as the contractor gives it, where somebody chooses that over the office's own."""
    said = hearing.reading.answers[heard.key]
    if said.value in {"", heard.old.value}:
        return heard.new
    return replace(as_noted(hearing, heard), value=said.value, basis=said.basis)


def as_noted(hearing: Hearing, heard: Heard) -> Answer:
    """The office's own answer with the contractor's words in 備考."""
    said = hearing.reading.answers[heard.key]
    return replace(heard.old, note=joined(heard.old.note, said.note), evidence=heard.old.evidence or said.evidence)
