"""Days as people in an office write them, read into YYYY-MM-DD."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import date, datetime

#: Each era with its letter and its first day, newest first.
ERAS = (("令和", "R", date(2019, 5, 1)), ("平成", "H", date(1989, 1, 8)), ("昭和", "S", date(1926, 12, 25)))

#: The month a 年度 begins with.
_APRIL = 4
#: Further away than that, the year is a slip of the pen.
_FAR = 10
_ERA = r"(?P<era>令和|平成|昭和|[RHS令平昭])"
_END = "末日?|中|いっぱい|[上中下]旬"
_WITH_YEAR = (
    re.compile(rf"{_ERA}?(?P<year>\d{{1,4}}|元)[年./-](?P<month>\d{{1,2}})[月./-](?:(?P<day>\d{{1,2}})日?|(?P<part>{_END}))"),
    re.compile(rf"{_ERA}(?P<year>\d{{1,2}}|元)[年./-](?P<month>\d{{1,2}})月?"),
    re.compile(r"(?P<year>\d{4})[年./-](?P<month>\d{1,2})月?"),
    re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"),
)  # fmt: skip
_WITHOUT_YEAR = (
    re.compile(r"(?P<month>\d{1,2})[月./-](?P<day>\d{1,2})日?"),
    re.compile(rf"(?P<month>\d{{1,2}})月(?P<part>{_END})?"),
)
_END_OF_YEAR = re.compile(rf"(?:{_ERA}?(?P<year>\d{{1,4}}|元))?年度(?:末|内|中)")
#: What people write around a day: 「12月1日（火）まで」.
_AROUND = re.compile(r"\([日月火水木金土](?:曜日?)?\)|(?:まで|迄|頃|ごろ)$")


class NoDay(ValueError):
    """A text that is no day; the message is a Japanese sentence."""


def read_day(text: str, year: int) -> str:
    """The day a text means, YYYY-MM-DD, empty for an empty text; one without a year lies in the 年度 ``year``.

    A month alone means its last day, because that is what a promise 「12月中に」 amounts to. Raises `NoDay`.
    """
    plain = "".join(unicodedata.normalize("NFKC", text).upper().split()).replace("ー", "-").replace("−", "-")
    plain = _AROUND.sub("", plain)
    if not plain:
        return ""
    day = _read(plain, year)
    if day is None:
        raise NoDay("日付として読めません。「12/1」「3月末」「R8.12.1」のように書いてください。")
    if abs(day.year - year) > _FAR:
        raise NoDay(f"{day.year}年の日付になります。年を確かめてください。")
    return day.isoformat()


def _read(plain: str, year: int) -> date | None:
    if found := _END_OF_YEAR.fullmatch(plain):
        ending = _western(found["era"], found["year"]) if found["year"] else year
        return date(ending + 1, 3, 31)
    for pattern in _WITH_YEAR:
        if found := pattern.fullmatch(plain):
            given = found.groupdict()
            return _day(_western(given.get("era"), found["year"]), given)
    for pattern in _WITHOUT_YEAR:
        if found := pattern.fullmatch(plain):
            given = found.groupdict()
            return _day(year if int(found["month"]) >= _APRIL else year + 1, given)
    return None


def _western(era: str | None, year: str) -> int:
    """2026 for 2026, R8, 令和8 and a bare 8: in an office a short year is one of the present era."""
    if era is None and len(year) > 2:  # noqa: PLR2004 - three digits are nobody's year and end up far away
        return int(year)
    count = 1 if year == "元" else int(year)
    if not count:
        raise NoDay("0年という年はありません。")
    first = next(first for name, letter, first in ERAS if era is None or era in {name, name[0], letter})
    return first.year + count - 1


def _day(year: int, given: dict[str, str | None]) -> date:
    month = int(given["month"] or 0)
    if not 1 <= year <= 9998 or not 1 <= month <= 12:  # noqa: PLR2004 - what a calendar has
        raise NoDay(f"{month}月という月はありません。" if 1 <= year <= 9998 else "年を確かめてください。")  # noqa: PLR2004
    last = monthrange(year, month)[1]
    if given.get("day"):
        number = int(given["day"] or 0)
        if not 1 <= number <= last:
            raise NoDay(f"{year}年{month}月に{number}日という日はありません。")
    else:
        number = {"上旬": 10, "中旬": 20}.get(given.get("part") or "", last)
    return date(year, month, number)


def moment(at: datetime) -> str:
    """「11月21日 09:05」. A format with Japanese letters in it is refused by C libraries that count bytes, Wine's among them."""
    return f"{at.month:02d}月{at.day:02d}日 {at:%H:%M}"
