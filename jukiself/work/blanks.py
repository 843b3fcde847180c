"""What a prefecture sends: a blank for every office, 鑑文 as Word and PDF, and a list for whoever sends the mails."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from jukiself import places
from jukiself.excel.problem import WorkbookRefused
from jukiself.excel.roster import read_roster, write_roster
from jukiself.excel.stamp import Stamp
from jukiself.pdf.render import render
from jukiself.report.covering_letter import Letter, covering_letter
from jukiself.survey.request import OFFICE_KIND_LABELS
from jukiself.word.render import render as as_word
from jukiself.work import publish
from jukiself.work.exchange import read_workbook
from jukiself.work.files import FileProblem, make_folder, put_beside, read_file, replace_file
from jukiself.work.foreign import read_workbook_file
from jukiself.work.request import RequestRefused, Round, blank_name, inspection_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from jukiself.survey.request import Listed
    from jukiself.work.exchange import Editions

MAILING_LIST = "送付一覧.xlsx"
_HEADINGS = ("団体コード", "団体名", "種別", "ファイル", "担当課", "担当者", "メール", "電話", "状態", "送った日")


class Made(StrEnum):
    """What became of an office's blank."""

    NEW = "作成"
    SAME = "作成済み"
    AGAIN = "作り直し"
    BESIDE = "別名で作成"
    SERVED = "送らない"


@dataclass(frozen=True, slots=True)
class Blank:
    """One office's blank; ``path`` is None where it gets none, ``said`` why."""

    listed: Listed
    made: Made
    path: Path | None = None
    said: str = ""


def write_blanks(asked: Round, folder: Path, editions: Editions) -> Iterator[Blank]:
    """Write the blanks one by one; what is there already and still right stays, so that one can break off and go on.

    A file under such a name that holds answers is never written over. Raises `RequestRefused`, `FileProblem`.
    """
    request = asked.request
    if not asked.roll:
        raise RequestRefused("対象団体が1つもありません。一覧を読み込んでください。")
    checklist = editions.asked(inspection_of(request, asked.roll[0]))
    if checklist is None:
        raise RequestRefused(f"設問の版 {request.edition} がこのプログラムにありません。新しい版で行ってください。")
    stamp = Stamp(lambda inspection: publish.blank(checklist, inspection))
    names = {one.office.code: one.office.name for one in asked.roll}
    make_folder(folder)
    for one in asked.roll:
        if one.served_by:
            who = names.get(one.served_by, one.served_by)
            yield Blank(one, Made.SERVED, said=f"{who}がまとめて回答")
        else:
            yield _written(one, folder / blank_name(request, one), stamp.blank(inspection_of(request, one)), editions)


def _written(listed: Listed, path: Path, data: bytes, editions: Editions) -> Blank:
    if not path.exists():
        replace_file(path, data)
        return Blank(listed, Made.NEW, path)
    if path.stat().st_size == len(data) and read_file(path) == data:
        return Blank(listed, Made.SAME, path)
    if _is_blank(path, editions):
        replace_file(path, data)
        return Blank(listed, Made.AGAIN, path)
    made = put_beside(path, data)
    return Blank(listed, Made.BESIDE, made, f"「{path.name}」は白紙ではないので、そのまま残しました。")


def _is_blank(path: Path, editions: Editions) -> bool:
    """Whether a file is a workbook of ours in which nobody has answered anything."""
    try:
        reading = read_workbook(path, editions)
    except (WorkbookRefused, FileProblem):
        return False
    inspection = reading.inspection
    return not (reading.taken or reading.problems or inspection.contracts or inspection.free_text)


def days_sent(folder: Path) -> dict[str, str]:
    """What somebody has written by hand into 送付一覧: the day each office's mail went, by code."""
    try:
        head, *rows = read_roster(read_workbook_file(folder / MAILING_LIST))
        code, day = head.index(_HEADINGS[0]), head.index(_HEADINGS[-1])
    except (FileProblem, WorkbookRefused, ValueError):
        return {}
    return {row[code]: row[day] for row in rows}


def mailing_list(blanks: list[Blank], sent: Mapping[str, str] = MappingProxyType({})) -> bytes:
    """送付一覧 as a workbook: who gets which file at which address; the day is written in by hand, or ``sent`` by code."""
    rows = [
        (
            one.listed.office.code,
            one.listed.office.name,
            OFFICE_KIND_LABELS[one.listed.kind],
            one.path.name if one.path else "",
            one.listed.contact.section,
            one.listed.contact.person,
            one.listed.contact.mail,
            one.listed.contact.phone,
            f"{one.made}（{one.said}）" if one.made is Made.SERVED else "送る",
            sent.get(one.listed.office.code, ""),
        )
        for one in blanks
    ]
    return write_roster("送付一覧", _HEADINGS, rows)


def letter_name(asked: Round, suffix: str) -> str:
    """The file name of 鑑文."""
    return f"鑑文_{asked.request.year}年度.{suffix}"


def letter_as_word(letter: Letter) -> bytes:
    """鑑文 to be gone on with in Word."""
    return as_word(covering_letter(letter))


def letter_as_pdf(letter: Letter) -> bytes:
    """鑑文 as PDF."""
    return render(covering_letter(letter), places.fonts())


def letter_of(asked: Round, editions: Editions, day: date, *, number: str = "", no_seal: bool = False) -> Letter:
    """鑑文 of a round."""
    checklist = editions(asked.request.form, asked.request.edition)
    titles = checklist.titles if checklist else {}
    extras = tuple(titles.get(f"area:{one}", one) for one in asked.request.extras)
    return Letter(asked.request, asked.roll, day, extras, number, no_seal)
