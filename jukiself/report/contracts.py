"""Contracts against 条項: what stands, what is missing, and whom to ask, as plain data for table, wording and workbook."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from jukiself.answers.model import NATURE_LABELS, Key
from jukiself.answers.seal import NOT_ISSUED
from jukiself.answers.situation import STATE_LABELS, State
from jukiself.answers.years import fiscal_year
from jukiself.checklist.model import Grade
from jukiself.report.inspection import BANDS
from jukiself.report.outline import Document, Notice
from jukiself.report.words import era_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from jukiself.answers.model import Contract
    from jukiself.answers.seal import Issued
    from jukiself.answers.situation import Situation
    from jukiself.checklist.model import Question
    from jukiself.checklist.provision import Provision
    from jukiself.report.outline import Part


class Mark(StrEnum):
    """The shape of a cell; the word beside it says the same."""

    YES = "○"
    SOME = "△"
    NO = "×"
    ASK = "？"
    NONE = "－"
    FACT = ""


#: What a question with no word of its own in ``clauses.toml`` says in a cell: about wording, and about doing.
WRITTEN = {Grade.MET: "ある", Grade.PARTLY: "一部", Grade.UNMET: "ない"}
DONE = {Grade.MET: "できている", Grade.PARTLY: "一部", Grade.UNMET: "まだ"}
_MARKS = {Grade.MET: Mark.YES, Grade.PARTLY: Mark.SOME, Grade.UNMET: Mark.NO}
_NOT_ASKED = "対象外"
_GATE_OPEN = "前提が不明"
_GUESSED = "（たぶん）"


class Section(StrEnum):
    """Where a row stands in 契約点検表."""

    ABOUT = "この契約のこと"
    WRITTEN = "契約に書いてあるか"
    DONE = "行われているか、確かめたか"
    OFFICE = "役場全体で1つの答え（どの契約にも同じ）"


@dataclass(frozen=True, slots=True)
class Cell:
    """How one contract stands to one 条項."""

    mark: Mark
    word: str
    guessed: bool = False
    waits: bool = False  # another answer comes first

    @property
    def text(self) -> str:
        """Shape and word."""
        return f"{self.mark} {self.word}{_GUESSED if self.guessed else ''}".strip()

    @property
    def missing(self) -> bool:
        """Whether something is known to be lacking."""
        return self.mark in {Mark.SOME, Mark.NO}

    @property
    def unclear(self) -> bool:
        """Whether somebody has to find out first: a guess is no ground to stand on."""
        return (self.mark is Mark.ASK and not self.waits) or (self.guessed and not self.missing)


@dataclass(frozen=True, slots=True)
class Gap:
    """A 条項 that a contract lacks, or of which nobody knows."""

    contract: Contract
    provision: Provision
    question: Question
    cell: Cell
    label: str

    @property
    def section(self) -> Section:
        """Whether the answer is about wording or about doing."""
        return section(self.question)


@dataclass(frozen=True)
class Contracts:
    """What the documents about contracts are made of."""

    situation: Situation
    provisions: tuple[Provision, ...]
    printed_on: date | None = None
    issued: Issued = NOT_ISSUED

    @property
    def listed(self) -> tuple[Contract, ...]:
        """The contracts, in the order of the inspection."""
        return self.situation.inspection.running

    @property
    def rows(self) -> tuple[Provision, ...]:
        """The 条項 that the inspection's depth takes in, by section, each section in the order of the file."""
        questions = self.situation.checklist.question
        offered = [one for one in self.provisions if self.situation.offered(questions[one.question])]
        return tuple(sorted(offered, key=lambda one: list(Section).index(section(questions[one.question]))))

    def question(self, provision: Provision) -> Question:
        """The question a 条項 belongs to."""
        return self.situation.checklist.question[provision.question]

    def key(self, provision: Provision, contract: Contract) -> Key:
        """Where its answer is; the office's own answers have no member."""
        return Key(provision.question, contract.id if self.question(provision).group else None)

    def cell(self, provision: Provision, contract: Contract) -> Cell:
        """How a contract stands to a 条項; what is open or set aside never looks good."""
        key, situation = self.key(provision, contract), self.situation
        state, asked = situation.state(key), situation.asked(key).truth
        if asked is False:
            return Cell(Mark.NONE, _NOT_ASKED)
        if asked is None:
            return Cell(Mark.ASK, _GATE_OPEN, waits=True)
        if state is State.UNKNOWN:
            return Cell(Mark.ASK, STATE_LABELS[state])
        if state is not State.ANSWERED:
            return Cell(Mark.NONE, STATE_LABELS[state])
        return self._answered(provision, key)

    def _answered(self, provision: Provision, key: Key) -> Cell:
        question, grade = self.question(provision), self.situation.grade(key)
        said = provision.words.get(self.situation.valid(key).value)
        guessed = self.situation.guessed(key)
        if grade is None:
            return Cell(Mark.FACT, said or self.situation.label(key), guessed)
        plain = WRITTEN if section(question) is Section.WRITTEN else DONE
        return Cell(_MARKS[grade], said or plain[grade], guessed)

    def gaps(self, contract: Contract) -> tuple[Gap, ...]:
        """What a contract lacks, then what has to be found out, each in the order of the table."""
        found = [self._gap(one, contract) for one in self.rows]
        missing = [one for one in found if one.cell.missing]
        return (*missing, *(one for one in found if one.cell.unclear))

    def _gap(self, provision: Provision, contract: Contract) -> Gap:
        label = self.situation.label(self.key(provision, contract))
        return Gap(contract, provision, self.question(provision), self.cell(provision, contract), label)

    def unanswered(self, contract: Contract) -> tuple[Provision, ...]:
        """What nobody has answered yet."""
        keys = ((one, self.key(one, contract)) for one in self.rows)
        situation = self.situation
        return tuple(
            one for one, key in keys if situation.asked(key).truth and situation.state(key) is State.UNANSWERED
        )

    def counts(self, contract: Contract) -> Counter[Mark]:
        """How many 条項 have which mark; what merely describes the contract is not counted."""
        rows = [one for one in self.rows if section(self.question(one)) is not Section.ABOUT]
        return Counter(self.cell(one, contract).mark for one in rows)

    def name(self, contract: Contract) -> str:
        """A contract as headings call it."""
        return contract.name or contract.id


def section(question: Question) -> Section:
    """Where a question's row stands."""
    if question.group is None:
        return Section.OFFICE
    if not question.graded:
        return Section.ABOUT
    return Section.WRITTEN if question.stage == "rule" else Section.DONE


def list_notices(material: Contracts) -> Iterator[Notice]:
    """What must be said first where the list of contracts is not whole."""
    situation = material.situation
    group = next((one for one in situation.checklist.groups if not one.fixed), None)
    if group is None or situation.list_closed(group):
        return
    said = situation.label(Key(group.gate))
    if material.listed:
        title = "挙げていない契約が、ほかにあるかもしれません"
        text = f"契約を全部挙げたかの答えは「{said}」です。ここにない契約については、何も言えません。"
    else:
        title = "契約がまだ挙がっていません"
        text = f"契約を全部挙げたかの答えは「{said}」です。契約の名前を挙げると、この文書に欄ができます。"
    yield Notice(title, text)


def paper(
    material: Contracts, title: str, parts: tuple[Part, ...], *, landscape: bool = False, mark: str = ""
) -> Document:
    """A document about contracts, with office, year and nature on every page."""
    inspection = material.situation.inspection
    year, nature = fiscal_year(inspection.year), NATURE_LABELS[inspection.nature]
    printed = f"　印刷した日 {era_day(material.printed_on)}" if material.printed_on else ""
    return Document(
        title=f"{title}　{inspection.office.name}　{year}　{nature}",
        subject=f"{material.situation.checklist.title}　{nature}",
        author=inspection.office.name,
        header=f"{title}{mark}　{year}　【{nature}】　{inspection.office.name}",
        footer=f"{material.issued.line}　取扱注意{printed}",
        parts=parts,
        band=BANDS[inspection.nature],
        made_on=material.printed_on,
        landscape=landscape,
    )
