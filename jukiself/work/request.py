"""依頼: a prefecture asks its offices; what it says is checked, kept in the book, and becomes each office's inspection."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from jukiself import places
from jukiself.answers.model import Inspection, Nature, Office
from jukiself.answers.situation import is_day
from jukiself.answers.text import text_problem
from jukiself.answers.years import year_problem
from jukiself.report.words import day_with_weekday
from jukiself.store.requests import load_request, load_roll, put_request, requests
from jukiself.survey.request import Listed, Request
from jukiself.work.files import safe_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from jukiself.checklist.model import Checklist
    from jukiself.store.book import Book

_TEXTS = {"title": "件名", "letter": "鑑文の本文", "handling": "取扱い", "network_set": "ネットワークの呼び方"}
_CONTACT = {
    "section": "連絡先の課・係",
    "person": "連絡先の職・氏名",
    "phone": "連絡先の電話",
    "mail": "連絡先のメール",
}


class RequestRefused(ValueError):
    """A 依頼 that cannot be kept or sent; the message is Japanese, a sentence a line."""


@dataclass(frozen=True, slots=True)
class Round:
    """A 依頼 with its 対象団体."""

    request: Request
    roll: tuple[Listed, ...]


@cache
def prefectures() -> dict[str, Office]:
    """The prefectures by code."""
    text = (places.resources() / "prefectures.csv").read_text(encoding="utf-8")
    return {row["code"]: Office(row["code"], row["name"]) for row in csv.DictReader(io.StringIO(text))}


def new_request(year: int, prefecture: Office, checklist: Checklist, nature: Nature = Nature.REAL) -> Request:
    """A 依頼 nobody has worked on yet: the whole of the newest edition."""
    fixed = next((one for one in checklist.groups if one.fixed), None)
    networks = fixed.default_set if fixed else ""
    return Request(year, nature, checklist.id, checklist.edition, prefecture, network_set=networks)


def open_round(book: Book, year: int | None = None, nature: Nature | None = None) -> Round | None:
    """The 依頼 of that 年度 and nature, or the newest there is, with its 対象団体."""
    found = next((one for one in requests(book) if year in {None, one.year} and nature in {None, one.nature}), None)
    return Round(found, load_roll(book, found.year, found.nature)) if found else None


def save_round(
    book: Book,
    request: Request,
    clock: Callable[[], datetime],
    by: str,
    roll: Sequence[Listed] | None = None,
) -> Request:
    """Keep a 依頼, and its 対象団体 where given; raises `RequestRefused`, `BookChanged`."""
    faults = request_faults(request) + mixing_faults(book, request.nature)
    if roll is not None and not roll:
        faults += ("対象団体が1つもありません。一覧を読み込んでください。",)
    if faults:
        raise RequestRefused("\n".join(faults))
    if not request.version and load_request(book, request.year, request.nature):
        raise RequestRefused(f"{request.year}年度の依頼は、もうこの保存ファイルにあります。開いて直してください。")
    return put_request(book, request, by, clock(), roll)


def mixing_faults(book: Book, nature: Nature) -> tuple[str, ...]:
    """Why a 依頼 of this nature has no place in the book; nothing where it has."""
    if nature is Nature.TRAINING:
        return ("研修の点検は、県で集めません。区分は本番か見本にしてください。",)
    held = {one.nature for one in requests(book)} | {one.nature for one in book.summaries()}
    if nature is Nature.SAMPLE and Nature.REAL in held:
        return ("この保存ファイルには本番の点検があります。見本は、別の保存ファイルで扱ってください。",)
    if nature is Nature.REAL and Nature.SAMPLE in held:
        return ("この保存ファイルには見本の点検があります。本番は、別の保存ファイルで扱ってください。",)
    return ()


def request_faults(request: Request) -> tuple[str, ...]:
    """What has to be mended before the 依頼 can be kept, a sentence each."""
    faults = []
    if fault := year_problem(request.year):
        faults.append(fault)
    for what, day in (("提出期限", request.deadline), ("保存する期限", request.keep_until)):
        if day and not is_day(day):
            faults.append(f"{what}は 2026-12-18 の形で書いてください: {day}")
    said = {label: str(getattr(request, name)) for name, label in _TEXTS.items()}
    said |= {label: str(getattr(request.contact, name)) for name, label in _CONTACT.items()}
    faults += [f"{label}: {fault}" for label, text in said.items() if (fault := text_problem(text))]
    return tuple(faults)


def inspection_of(request: Request, listed: Listed) -> Inspection:
    """What an office is asked: the inspection its blank is made from."""
    return Inspection(
        office=listed.office,
        year=request.year,
        form=request.form,
        edition=request.edition,
        nature=request.nature,
        network_set=request.network_set,
        full=request.full,
        extras=request.extras,
        contact=listed.contact,
        deadline=day_with_weekday(request.deadline),
        locals=request.questions,
    )


def blank_name(request: Request, listed: Listed) -> str:
    """The file name of an office's blank: its code first, because names occur twice."""
    mark = "見本_" if request.nature is Nature.SAMPLE else ""
    return safe_name(f"{mark}{listed.office.code}_{listed.office.name}_{request.year}年度_点検回答書.xlsx")
