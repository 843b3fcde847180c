"""What goes out: workbooks, reports, the four cases. Everything is written whole or not at all."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import jukiself
from jukiself import places
from jukiself.answers.model import Inspection, Life, Nature
from jukiself.answers.seal import NOT_ISSUED, Issued, compared, issued, seal
from jukiself.answers.situation import Situation
from jukiself.checklist.shape import read_shape
from jukiself.excel.escape import looks_like_formula
from jukiself.excel.flat import table as flat_table
from jukiself.excel.write import Issue, write
from jukiself.findings.judge import judge
from jukiself.findings.score import shares
from jukiself.pdf.lost import lost
from jukiself.pdf.render import render
from jukiself.report.approval import approval_sheet
from jukiself.report.errand import Errand
from jukiself.report.inspection import Material, inspection_report, summary_sheet
from jukiself.report.plan_sheet import plan_sheet
from jukiself.report.progress import nobody
from jukiself.report.question_list import question_list
from jukiself.report.shaped import shaped_report
from jukiself.report.standing import mark
from jukiself.word.render import render as as_word
from jukiself.work.cases import case_ids, read_case
from jukiself.work.files import make_folder, replace_file
from jukiself.work.statement import statement
from jukiself.work.years import words_of_last_year

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from jukiself.checklist.model import Checklist
    from jukiself.excel.read import Reading
    from jukiself.excel.words import Content
    from jukiself.report.outline import Document
    from jukiself.report.progress import Tell


@dataclass(frozen=True, slots=True)
class Standing:
    """What papers say of an inspection's 確認と決裁: the code, how it stands, and the mark (empty: nothing is said)."""

    issued: Issued = NOT_ISSUED
    mark: str = ""


def standing(inspection: Inspection) -> Standing:
    """Of an inspection in a book. 見本 and 研修 have no 確認と決裁 unless somebody plays it through."""
    said = inspection.nature is Nature.REAL or inspection.review.life is not Life.OPEN
    return Standing(issued(inspection), mark(inspection.review) if said else "")


def standing_of(reading: Reading) -> Standing:
    """Of a workbook that was read: as its cover says it."""
    return Standing(compared(reading.seal_on_cover, reading.inspection), reading.mark)


def workbook(situation: Situation, said: Standing | None = None, *, blank: bool = False, tell: Tell = nobody) -> bytes:
    """The return workbook, as `standing` says unless something else is ``said``."""
    findings = () if blank else judge(situation)
    if said is None:
        said = Standing() if blank else standing(situation.inspection)
    return write(
        Issue(
            situation=situation,
            findings=findings,
            seal=said.issued.code,
            last_year=words_of_last_year(situation),
            blank=blank,
            program=jukiself.__version__,
            mark=said.mark,
        ),
        tell,
    )


def blank(checklist: Checklist, inspection: Inspection) -> bytes:
    """A workbook for somebody who has only Excel: nothing answered, nothing judged, no code."""
    return workbook(Situation(checklist, inspection), blank=True)


def blank_like(situation: Situation) -> bytes:
    """The same inspection, of the same office, depth and contracts, with no answer in it."""
    known = situation.inspection
    # Named one by one: what is added to an inspection later stays out of a blank.
    bare = Inspection(
        office=known.office,
        year=known.year,
        form=known.form,
        edition=known.edition,
        nature=known.nature,
        network_set=known.network_set,
        full=known.full,
        extras=known.extras,
        contracts=known.contracts,
        contact=known.contact,
        deadline=known.deadline,
        locals=known.locals,
    )
    return blank(situation.checklist, bare)


def report(
    situation: Situation, said: Standing | None = None, *, printed_on: date | None = None, tell: Tell = nobody
) -> bytes:
    """点検結果報告書 as PDF; ``said`` where the inspection comes from a workbook."""
    return render(report_outline(situation, said, printed_on=printed_on), places.fonts(), tell)


def report_outline(situation: Situation, said: Standing | None = None, *, printed_on: date | None = None) -> Document:
    """点検結果報告書, before anything is drawn."""
    return inspection_report(_material(situation, said, printed_on))


def lost_on_paper(situation: Situation, said: Standing | None = None) -> str:
    """A sentence about the characters that paper shows otherwise than they were written; empty where there are none."""
    return lost(report_outline(situation, said), places.fonts()).said


def questions_as_pdf(situation: Situation, *, printed_on: date | None = None, tell: Tell = nobody) -> bytes:
    """設問一覧 as PDF."""
    return render(question_list(Errand(situation, printed_on=printed_on)), places.fonts(), tell)


def shaped(situation: Situation, said: Standing | None = None, *, word: bool, printed_on: date | None = None) -> bytes:
    """The report in the shape of the survey of 2006, as Word or PDF."""
    shape = read_shape(places.resources() / "shapes" / "2006.toml", situation.checklist)
    document = shaped_report(_material(situation, said, printed_on), shape)
    return as_word(document) if word else render(document, places.fonts())


def summary(situation: Situation, said: Standing | None = None, *, printed_on: date | None = None) -> bytes:
    """総括1枚 as PDF."""
    return render(summary_sheet(_material(situation, said, printed_on)), places.fonts())


def approval(situation: Situation, said: Standing | None = None, *, printed_on: date | None = None) -> bytes:
    """決裁用の紙 as PDF."""
    return render(approval_sheet(_material(situation, said, printed_on)), places.fonts())


def plan(situation: Situation, said: Standing | None = None, *, printed_on: date | None = None) -> bytes:
    """改善計画 as PDF; a return workbook brings no steps, so that only proposals stand in it."""
    said = standing(situation.inspection) if said is None else said
    return render(plan_sheet(situation, judge(situation), said.issued, printed_on), places.fonts())


def _material(situation: Situation, said: Standing | None, printed_on: date | None) -> Material:
    said = standing(situation.inspection) if said is None else said
    return Material(
        situation=situation,
        findings=judge(situation),
        shares=shares(situation),
        seal=said.issued.code,
        seal_state=said.issued.state,
        printed_on=printed_on,
        program=jukiself.__version__,
        mark=said.mark,
    )


def answers_as_csv(situation: Situation) -> bytes:
    """データ of the workbook as a file: one row per item."""
    return as_csv(flat_table(situation, {}))


def as_csv(rows: Iterable[Sequence[Content]]) -> bytes:
    """UTF-8 with BOM, which Excel needs; what would start a formula stands after an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in rows:
        said = ("" if one is None else one for one in row)
        writer.writerow([f"'{one}" if looks_like_formula(one) else one for one in said])
    return out.getvalue().encode("utf-8-sig")


def samples(checklist: Checklist, out: Path) -> Iterator[Path]:
    """The four Nagano cases as xlsx, pdf and json in ``out``; the files written, one after the other."""
    make_folder(out)
    for case_id in case_ids():
        situation = Situation(checklist, read_case(case_id, checklist).inspection)
        code = seal(situation.inspection)
        for suffix, data in (
            ("xlsx", workbook(situation)),
            ("pdf", report(situation)),
            ("json", as_json(statement(situation, seal_on_cover=code))),
        ):
            path = out / f"{case_id}.{suffix}"
            replace_file(path, data)
            yield path


def as_json(found: dict[str, Any] | list[Any]) -> bytes:
    """JSON as a person can read it, the same bytes for the same data."""
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()
