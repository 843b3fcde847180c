"""Offices by their six-digit code with check digit; the lists are dated data."""

from __future__ import annotations

import csv
import io
import re
from functools import cache

from jukiself import places
from jukiself.answers.model import Office
from jukiself.answers.text import text_problem


class UnknownOffice(ValueError):
    """A code that is no office's; the message is a Japanese sentence."""


def check_digit(five: str) -> str:
    """The sixth digit of 総務省's code for the first five."""
    weighed = sum(int(digit) * weight for digit, weight in zip(five, (6, 5, 4, 3, 2), strict=True))
    return str((11 - weighed % 11) % 10)


def code_problem(code: str) -> str:
    """Why a text is not an office code, as a Japanese sentence; empty where it is one."""
    if not re.fullmatch(r"[0-9]{6}", code):
        return f"団体コードは半角数字6桁です（例: 203637）: {code}"
    if check_digit(code[:5]) != code[5]:
        return f"団体コード {code} は検査数字（6桁目）が合いません。打ち間違いがないか確かめてください。"
    return ""


@cache
def known_offices() -> dict[str, Office]:
    """Offices of all lists shipped, by code."""
    found = {}
    for path in sorted((places.resources() / "municipalities").glob("*.csv")):
        for row in csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))):
            found[row["code"]] = Office(row["code"], row["name"])
    return found


def office(code: str, name: str = "") -> Office:
    """The office of a code, by its listed name or the name given; raises `UnknownOffice`."""
    problem = code_problem(code)
    if problem:
        raise UnknownOffice(problem)
    if fault := "1行で書いてください。" if "\n" in name else text_problem(name):
        raise UnknownOffice(f"団体名: {fault}")
    known = known_offices().get(code)
    if known is None and not name:
        raise UnknownOffice(f"団体コード {code} は手元の一覧にありません。団体名を添えてください。")
    return Office(code, name) if name else known or Office(code, name)
