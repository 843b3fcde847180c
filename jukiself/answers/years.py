"""年度 as offices write them, and the one a day belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.answers.days import ERAS

if TYPE_CHECKING:
    from datetime import date

FIRST, LAST = 2000, 2100
_APRIL = 4


def fiscal_year(year: int) -> str:
    """令和8年度（2026年度）. A 年度 in which an era began is called by the new one (令和元年度)."""
    for era, _letter, first in ERAS:
        if year >= first.year:
            return f"{era}{count_of_era(year - first.year + 1)}年度（{year}年度）"
    return f"{year}年度"


def year_problem(year: int) -> str:
    """Why an inspection cannot be one of this 年度; empty where it can. A slip of the pen lies outside."""
    return "" if FIRST <= year <= LAST else f"年度は西暦4桁で書いてください: {year}"


def count_of_era(number: int) -> str:
    """元 for the first year of an era."""
    return "元" if number == 1 else str(number)


def fiscal_year_of(day: date) -> int:
    """The 年度 a day belongs to: it begins in April."""
    return day.year if day.month >= _APRIL else day.year - 1


def western_year(era: str, number: str) -> int | None:
    """The year of 令和8, R8, 平成元; None for an era not known."""
    for name, letter, first in ERAS:
        if era in {name, letter, letter.lower()}:
            return first.year - 1 + (1 if number == "元" else int(number))
    return None
