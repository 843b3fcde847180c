"""What the page 契約 asks for: the table, a workbook to a contractor, and the reply taken back row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.answers.model import NATURE_LABELS, Nature
from jukiself.answers.situation import Situation
from jukiself.gui.desk import Reply, ReplyRow, Take
from jukiself.report.words import era_day
from jukiself.work import asking, outsource
from jukiself.work.files import make_folder, replace_file, safe_name
from jukiself.work.inspect import AnswerRefused
from jukiself.work.outsource import Hearing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from jukiself.answers.model import Answer, Contract, Key
    from jukiself.report.contracts import Contracts
    from jukiself.work.exchange import Editions
    from jukiself.work.inspect import Sitting


def table(sitting: Sitting) -> Contracts:
    """Contracts against 条項, as they are now."""
    return outsource.contracts(sitting.situation)


def vendor_name(sitting: Sitting, contract: Contract) -> str:
    """What 事業者確認用 for a contract is called."""
    inspection = sitting.inspection
    mark = "" if inspection.nature is Nature.REAL else f"{NATURE_LABELS[inspection.nature]}_"
    about = f"{contract.id}_{contract.name}" if contract.name else contract.id
    return safe_name(f"{mark}{inspection.office.code}_{inspection.year}年度_事業者確認用_{about}.xlsx")


def write_vendor(sitting: Sitting, contract_id: str, deadline: str, path: Path) -> None:
    """事業者確認用 for one contract, whole or not at all."""
    data = outsource.vendor(Situation(sitting.checklist, sitting.inspection), contract_id, deadline)
    make_folder(path.parent)
    replace_file(path, data)
    if not sitting.book.read_only:
        asking.note_out(sitting, contract_id, path.name)


def vendor_days(sitting: Sitting) -> dict[str, str]:
    """For each contract, when its workbook was made and when a reply was taken, in words."""
    found = {}
    for contract, (made, back) in asking.handed(sitting).items():
        days = ((made, "に作りました"), (back, "に返事を取り込みました"))
        found[contract] = "、".join(f"{era_day(at.date())}{words}" for at, words in days if at)
    return found


def read_reply(sitting: Sitting, path: Path, editions: Editions) -> Reply:
    """What a contractor sent back beside what the office says; nothing is written."""
    hearing = outsource.hear(sitting.situation, outsource.read_reply(path, editions))
    reading, situation = hearing.reading, sitting.situation
    contract = next(one for one in sitting.inspection.contracts if one.id == reading.contract_id)
    rows = []
    for one in hearing.rows:
        if not one.same:
            question = sitting.checklist.question[one.key.question]
            said = outsource.as_said(hearing, one)
            theirs = Situation(sitting.checklist, sitting.inspection.with_answer(one.key, said)).label(one.key)
            take = Take.NOTE if one.kept else Take.THEIRS
            text = f"{question.number}　{question.text}"
            rows.append(ReplyRow(one.key, text, situation.label(one.key), theirs, reading.answers[one.key].note, take))
    who = "　".join(filter(None, (reading.company, reading.filled_by, reading.filled_on)))
    title = f"{contract.name or contract.id}　事業者の返事"
    refused, same = sum(one.effect == "refused" for one in hearing.problems), len(hearing.rows) - len(rows)
    facts = [
        f"書いた人：{who or '書かれていません'}",
        f"違う答え {len(rows)}　同じ答え {same}　読めない所 {refused}",
    ]
    problems = [f"{one.place}　{one.message}" for one in hearing.problems]
    return Reply(path, title, facts, rows, problems, hearing)


def take_reply(sitting: Sitting, reply: Reply, chosen: Mapping[Key, Take]) -> int:
    """Write what was chosen, in one step that can be undone; how many answers changed."""
    hearing = reply.hearing
    if not isinstance(hearing, Hearing):
        raise TypeError("a reply comes from read_reply")
    answers: dict[Key, Answer] = {}
    for one in hearing.rows:
        take = chosen.get(one.key, Take.NOTHING)
        if take is not Take.NOTHING:
            if sitting.inspection.answer(one.key) != one.old:
                raise AnswerRefused("読んだ後に、役場の答えが変わっています。返事をもう一度読んでください。")
            said = outsource.as_said(hearing, one) if take is Take.THEIRS else outsource.as_noted(hearing, one)
            # A choice the office is not offered stays words in 備考.
            fits = not sitting.situation.value_problem(one.key, said.value)
            answers[one.key] = said if fits else outsource.as_noted(hearing, one)
    if answers:
        sitting.answer_all(answers, origin=f"事業者の返事 {reply.source.name}")
    asking.note_back(sitting, hearing.reading.contract_id, reply.source.name)
    return len(answers)
