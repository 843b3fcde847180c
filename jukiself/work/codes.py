"""Codes as people keep them in lists: as numbers, without their first zero or their check digit; told apart by column."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jukiself.work.offices import check_digit, code_problem

if TYPE_CHECKING:
    from collections.abc import Iterable

_WHOLE, _BARE = 6, 5
_PREFECTURES = 47
_MANY = 4


@dataclass(frozen=True, slots=True)
class Code:
    """A code as it is read; ``said`` tells what was mended, ``fault`` why it cannot be read."""

    code: str = ""
    said: str = ""
    fault: str = ""


def plain(text: str) -> str:
    """A code without what spreadsheets and people put around it."""
    return "".join(unicodedata.normalize("NFKC", text).split()).removesuffix(".0")


class CodeReader:
    """Reads the codes of one list. A code of five digits can have lost its first zero, or its check digit.

    Which of the two, its own digits tell where only one fits; else the other codes of the list do, as far as they
    agree, or all have the check digit that belongs there; else nobody can tell, and it is refused. ``prefecture`` are the two digits all codes begin with, if any.
    """

    def __init__(self, codes: Iterable[str], prefecture: str = "") -> None:
        self._prefecture = prefecture
        ways = [self._ways(plain(one)) for one in codes]
        decided = {next(iter(one)) for one in ways if len(one) == 1}
        if not decided and len({one[_WHOLE] for one in ways if one}) >= _MANY:
            # One code in eleven fits by chance; so many do not.
            decided = {_WHOLE}
        self._way = decided.pop() if len(decided) == 1 else 0

    def read(self, text: str) -> Code:
        """One code of the list."""
        code = plain(text)
        if not code.isascii() or not code.isdigit() or len(code) > _WHOLE:
            return Code(fault=f"団体コードは半角数字6桁です（例: 203637）: {text.strip() or '空欄'}")
        if len(code) == _WHOLE:
            problem = code_problem(code) or self._strange(code)
            return Code(code, fault=problem) if problem else Code(code)
        ways = self._ways(code)
        if not ways:
            return Code(fault=f"団体コード「{code}」は桁が足りません。6桁で書いてください（例: 203637）。")
        way = next(iter(ways)) if len(ways) == 1 else self._way
        if way not in ways:
            both = "か".join(
                f"{one}（{'先頭の0が消えた' if way == _WHOLE else '検査数字がない'}）" for way, one in ways.items()
            )
            return Code(fault=f"団体コード「{code}」は、{both}のどちらか決められません。6桁で書いてください。")
        what = "先頭の0を補いました" if way == _WHOLE else "検査数字を付けました"
        return Code(ways[way], f"団体コード「{code}」を「{ways[way]}」と読みました（{what}）。")

    def _ways(self, code: str) -> dict[int, str]:
        """Every way to read it: with its check digit (6), or without (5)."""
        if not code.isascii() or not code.isdigit() or len(code) not in {_BARE - 1, _BARE, _WHOLE}:
            return {}
        found = {}
        whole = code.zfill(_WHOLE)
        if len(code) >= _BARE and not code_problem(whole) and not self._strange(whole):
            found[_WHOLE] = whole
        bare = code.zfill(_BARE)
        if len(code) <= _BARE and not self._strange(bare):
            found[_BARE] = f"{bare}{check_digit(bare)}"
        return found

    def _strange(self, code: str) -> str:
        """Why it cannot be a code of this list; empty where it can."""
        if not 1 <= int(code[:2]) <= _PREFECTURES:
            return f"団体コード {code} の上2桁に当たる都道府県はありません。"
        if self._prefecture and code[:2] != self._prefecture:
            return f"団体コード {code} は、この都道府県（上2桁 {self._prefecture}）の団体ではありません。"
        return ""
