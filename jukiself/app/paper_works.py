"""Papers written out: what each is called and what is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.answers.model import NATURE_LABELS, Nature
from jukiself.answers.situation import Situation
from jukiself.app.works import safe_name
from jukiself.app.year_works import newest_comparison
from jukiself.gui.desk import Paper
from jukiself.gui.papers import CARDS
from jukiself.work import handover, outsource, publish
from jukiself.work.files import make_folder, replace_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from jukiself.answers.model import Inspection
    from jukiself.work.inspect import Sitting


MAKERS: dict[Paper, Callable[[Situation, date], bytes]] = {
    Paper.WORKBOOK: lambda situation, _day: publish.workbook(situation),
    Paper.SUMMARY: lambda situation, day: publish.summary(situation, printed_on=day),
    Paper.APPROVAL: lambda situation, day: publish.approval(situation, printed_on=day),
    Paper.REPORT: lambda situation, day: publish.report(situation, printed_on=day),
    Paper.SHAPED: lambda situation, day: publish.shaped(situation, word=True, printed_on=day),
    Paper.PLAN: lambda situation, day: publish.plan(situation, printed_on=day),
    Paper.CONTRACT_TABLE: outsource.table_as_pdf,
    Paper.ANSWERS: lambda situation, _day: publish.answers_as_csv(situation),
    Paper.BLANK: lambda situation, _day: publish.blank_like(situation),
    Paper.DRAFTS_WORD: outsource.drafts_as_word,
    Paper.DRAFTS_EXCEL: lambda situation, _day: outsource.drafts_as_workbook(situation),
}

#: Papers that look beyond the inspection itself, into its book.
BOOK_MAKERS: dict[Paper, Callable[[Sitting, date], bytes]] = {Paper.COMPARISON: newest_comparison}


def file_name(inspection: Inspection, paper: Paper) -> str:
    """What a paper of an inspection is called."""
    mark = "" if inspection.nature is Nature.REAL else f"{NATURE_LABELS[inspection.nature]}_"
    office = inspection.office
    return safe_name(f"{mark}{office.code}_{office.name}_{inspection.year}年度_{CARDS[paper].ends}")


def write_paper(sitting: Sitting, paper: Paper, path: Path, day: date) -> None:
    """Write a paper, whole or not at all. Looks at the answers anew, because it runs beside the window."""
    if paper is Paper.HANDOVER:
        handover.bundle(sitting.book, Situation(sitting.checklist, sitting.inspection), path, day)
        return
    if paper in BOOK_MAKERS:
        data = BOOK_MAKERS[paper](sitting, day)
    else:
        data = MAKERS[paper](Situation(sitting.checklist, sitting.inspection), day)
    make_folder(path.parent)
    replace_file(path, data)
