"""What goes out: workbooks, reports, the four cases. Everything is written whole or not at all."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import jukiself
from jukiself import places
from jukiself.answers.model import Inspection
from jukiself.answers.seal import seal
from jukiself.answers.situation import Situation
from jukiself.checklist.shape import read_shape
from jukiself.excel.write import Issue, write
from jukiself.findings.judge import judge
from jukiself.findings.score import shares
from jukiself.pdf.render import render
from jukiself.report.inspection import Material, inspection_report, summary_sheet
from jukiself.report.shaped import shaped_report
from jukiself.word.render import render as as_word
from jukiself.work.cases import case_ids, read_case
from jukiself.work.files import make_folder, replace_file
from jukiself.work.statement import statement
from jukiself.work.years import words_of_last_year

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from jukiself.checklist.model import Checklist


def seal_state(cover: str | None, now: str) -> str:
    """How a cover's code stands to the answers as they are."""
    if not cover:
        return "未発行"
    return "一致" if cover == now else "固定後に変更"


def workbook(situation: Situation, *, cover: str | None = None, blank: bool = False) -> bytes:
    """The return workbook; ``cover`` is the code printed on it (None: 未発行)."""
    findings = () if blank else judge(situation)
    return write(
        Issue(
            situation=situation,
            findings=findings,
            seal=cover or "",
            last_year=words_of_last_year(situation),
            blank=blank,
            program=jukiself.__version__,
        )
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
    )
    return blank(situation.checklist, bare)


def report(situation: Situation, *, cover: str | None = None, printed_on: date | None = None) -> bytes:
    """点検結果報告書 as PDF."""
    return render(inspection_report(_material(situation, cover, printed_on)), places.fonts())


def shaped(situation: Situation, *, word: bool, cover: str | None = None, printed_on: date | None = None) -> bytes:
    """The report in the shape of the survey of 2006, as Word or PDF."""
    shape = read_shape(places.resources() / "shapes" / "2006.toml", situation.checklist)
    document = shaped_report(_material(situation, cover, printed_on), shape)
    return as_word(document) if word else render(document, places.fonts())


def summary(situation: Situation, *, cover: str | None = None, printed_on: date | None = None) -> bytes:
    """総括1枚 as PDF."""
    return render(summary_sheet(_material(situation, cover, printed_on)), places.fonts())


def _material(situation: Situation, cover: str | None, printed_on: date | None) -> Material:
    return Material(
        situation=situation,
        findings=judge(situation),
        shares=shares(situation),
        seal=cover or "",
        seal_state=seal_state(cover, seal(situation.inspection)),
        printed_on=printed_on,
        program=jukiself.__version__,
    )


def answers_as_csv(situation: Situation) -> bytes:
    """One row per item, UTF-8 with BOM; a cell that would start a formula is quoted by a leading apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["団体コード", "団体名", "年度", "設問ID", "対象", "答えの記号", "答え", "根拠", "備考"])
    inspection = situation.inspection
    for key in situation.keys:
        answer = inspection.answer(key)
        row = [inspection.office.code, inspection.office.name, str(inspection.year), key.question, key.member or ""]
        row += [answer.value, situation.label(key), answer.basis or "", answer.note]
        writer.writerow([f"'{one}" if one.startswith(("=", "+", "-", "@")) else one for one in row])
    return out.getvalue().encode("utf-8-sig")


def samples(checklist: Checklist, out: Path) -> Iterator[Path]:
    """The four Nagano cases as xlsx, pdf and json in ``out``; the files written, one after the other."""
    make_folder(out)
    for case_id in case_ids():
        situation = Situation(checklist, read_case(case_id, checklist).inspection)
        code = seal(situation.inspection)
        for suffix, data in (
            ("xlsx", workbook(situation, cover=code)),
            ("pdf", report(situation, cover=code)),
            ("json", as_json(statement(situation, seal_on_cover=code))),
        ):
            path = out / f"{case_id}.{suffix}"
            replace_file(path, data)
            yield path


def as_json(found: dict[str, Any] | list[Any]) -> bytes:
    """JSON as a person can read it, the same bytes for the same data."""
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()
