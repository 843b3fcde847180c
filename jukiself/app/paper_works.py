"""Papers written out: what each is called and what is in it."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from jukiself.answers.model import NATURE_LABELS, Contact, Nature
from jukiself.answers.situation import Situation
from jukiself.app.year_works import newest_comparison
from jukiself.gui.desk import AS_IS, Paper
from jukiself.gui.papers import CARDS
from jukiself.report.progress import nobody
from jukiself.work import handover, outsource, publish
from jukiself.work.files import make_folder, replace_file, safe_name
from jukiself.work.leaving import Manner
from jukiself.work.locking import LOCKABLE
from jukiself.work.passphrase import PassphraseRefused

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from jukiself.answers.model import Inspection
    from jukiself.gui.desk import Leaving
    from jukiself.report.progress import Tell
    from jukiself.work.inspect import Sitting


MAKERS: dict[Paper, Callable[[Situation, publish.Standing, date, Tell], bytes]] = {
    Paper.WORKBOOK: lambda situation, said, _day, tell: publish.workbook(situation, said, tell=tell),
    Paper.SUMMARY: lambda situation, said, day, _tell: publish.summary(situation, said, printed_on=day),
    Paper.APPROVAL: lambda situation, said, day, _tell: publish.approval(situation, said, printed_on=day),
    Paper.REPORT: lambda situation, said, day, tell: publish.report(situation, said, printed_on=day, tell=tell),
    Paper.SHAPED: lambda situation, said, day, _tell: publish.shaped(situation, said, word=True, printed_on=day),
    Paper.QUESTIONS: lambda situation, _said, day, tell: publish.questions_as_pdf(situation, printed_on=day, tell=tell),
    Paper.PLAN: lambda situation, said, day, _tell: publish.plan(situation, said, printed_on=day),
    Paper.CONTRACT_TABLE: lambda situation, said, day, _tell: outsource.table_as_pdf(situation, day, said.issued),
    Paper.ANSWERS: lambda situation, _said, _day, _tell: publish.answers_as_csv(situation),
    Paper.BLANK: lambda situation, _said, _day, _tell: publish.blank_like(situation),
    Paper.DRAFTS_WORD: lambda situation, said, day, _tell: outsource.drafts_as_word(situation, day, said.issued),
    Paper.DRAFTS_EXCEL: lambda situation, _said, _day, _tell: outsource.drafts_as_workbook(situation),
}

#: Papers that look beyond the inspection itself, into its book.
BOOK_MAKERS: dict[Paper, Callable[[Sitting, date], bytes]] = {Paper.COMPARISON: newest_comparison}
_NAMING = {Paper.WORKBOOK, Paper.SUMMARY, Paper.APPROVAL, Paper.REPORT, Paper.SHAPED}
_NO_LOCK = "引継ぎのフォルダーには合言葉を付けられません。合言葉を外して書き出し、フォルダーごと役場の決まりの方法で渡してください。"


def file_name(inspection: Inspection, paper: Paper, leaving: Leaving = AS_IS) -> str:
    """What a paper of an inspection is called; a copy that leaves otherwise never takes the place of the plain one."""
    mark = "" if inspection.nature is Nature.REAL else f"{NATURE_LABELS[inspection.nature]}_"
    office, ends = inspection.office, PurePath(CARDS[paper].ends)
    # A paper whose content does not change keeps its name: nobody is named in it, or it has no lock.
    nameless = "_氏名なし" if leaving.without_names and paper in _NAMING else ""
    locked = "_合言葉付き" if leaving.locked and ends.suffix in LOCKABLE else ""
    return safe_name(
        f"{mark}{office.code}_{office.name}_{inspection.year}年度_{ends.stem}{nameless}{locked}{ends.suffix}"
    )


_NO_CONTACT = (
    "表紙の問合せ先が空です。県が尋ねる先になります。このページのいちばん下に書いて、もう一度書き出してください。"
)


def write_paper(
    sitting: Sitting, paper: Paper, path: Path, day: date, leaving: Leaving = AS_IS, tell: Tell = nobody
) -> str:
    """Write a paper, whole or not at all; what is to be known before it is printed.

    Looks at the answers anew, because it runs beside the window. ``tell`` hears how far it is, last before the disk is
    touched.
    """
    manner = Manner(leaving.without_names, leaving.passphrase)
    if paper is Paper.HANDOVER:
        if manner.passphrase:
            raise PassphraseRefused(_NO_LOCK)
        handover.bundle(sitting.book, Situation(sitting.checklist, sitting.inspection), path, day, tell)
        return ""
    if paper in BOOK_MAKERS:
        data = BOOK_MAKERS[paper](sitting, day)
    else:
        inspection = sitting.inspection
        situation, said = manner.of(Situation(sitting.checklist, inspection), publish.standing(inspection))
        data = MAKERS[paper](situation, said, day, tell)
    data = manner.closed(data, path.suffix)
    tell(0, 0)
    make_folder(path.parent)
    replace_file(path, data)
    if paper is Paper.WORKBOOK and not leaving.without_names and sitting.inspection.contact == Contact():
        return _NO_CONTACT
    if path.suffix != ".pdf" or paper is Paper.QUESTIONS:
        return ""
    return publish.lost_on_paper(Situation(sitting.checklist, sitting.inspection))
