"""A round made of the published cases (見本), to draw the prefecture's pages with and to try them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from jukiself.answers.model import Contact, Nature, Office
from jukiself.answers.situation import Situation
from jukiself.answers.years import fiscal_year_of
from jukiself.app.works import now
from jukiself.survey.reply import listed_as
from jukiself.work.cases import case_ids, read_case
from jukiself.work.files import make_folder, replace_file
from jukiself.work.offices import check_digit
from jukiself.work.publish import workbook
from jukiself.work.request import blank_name, new_request, save_round

if TYPE_CHECKING:
    from pathlib import Path

    from jukiself.answers.model import Inspection
    from jukiself.checklist.model import Checklist
    from jukiself.store.book import Book
    from jukiself.survey.request import Request

_PREFECTURE = Office("200000", "長野県")
_US = Contact("市町村課 行政係", "係長", "026-000-0000", "")
_DAYS_LEFT = 10
#: Numbers of offices nobody has, beside those of the cases.
_OTHERS = {"99005": "自治体E", "99006": "自治体F"}


def inspections(checklist: Checklist) -> list[Inspection]:
    """The cases, as if they were of this 年度."""
    year = fiscal_year_of(now().date())
    return [replace(read_case(one, checklist).inspection, year=year) for one in case_ids()]


def ask(book: Book, checklist: Checklist) -> Request:
    """The 依頼: the offices of the cases, and two that do not reply."""
    today = now().date()
    bare = new_request(fiscal_year_of(today), _PREFECTURE, checklist, Nature.SAMPLE)
    deadline = (today + timedelta(days=_DAYS_LEFT)).isoformat()
    request = replace(bare, network_set="2006", deadline=deadline, contact=_US)
    roll = [listed_as(one.office) for one in inspections(checklist)]
    for five, name in _OTHERS.items():
        listed = listed_as(Office(five + check_digit(five), name))
        roll.append(replace(listed, contact=Contact("住民課", "係長", f"026-000-{five[-4:]}", "")))
    return save_round(book, request, now, "", roll)


def send(folder: Path, request: Request, checklist: Checklist) -> list[Path]:
    """What comes back: the cases' workbooks, one of them twice with another answer, and a file that is none."""
    make_folder(folder)
    sent = []
    for one in inspections(checklist):
        path = folder / blank_name(request, listed_as(one.office))
        replace_file(path, workbook(Situation(checklist, one)))
        sent.append(path)
    again = inspections(checklist)[2]
    key = next(key for key in again.answers if key.question == "audit-prescribed")
    other = replace(again.answers[key], value="no" if again.answers[key].value == "yes" else "yes")
    path = folder / f"訂正_{again.office.code}.xlsx"
    replace_file(path, workbook(Situation(checklist, again.with_answers([(key, other)]))))
    broken = folder / f"{_code(0)}_添書.xlsx"
    replace_file(broken, b"PK\x03\x04 none")
    return [*sent, path, broken]


def _code(place: int) -> str:
    five = list(_OTHERS)[place]
    return five + check_digit(five)
