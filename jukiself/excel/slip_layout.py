"""What writer and reader of 聞取り票 and 分担票 agree on; no cell reads 設問 and 回答, which would make it a 点検票."""

from __future__ import annotations

import re
from enum import StrEnum

ASKED, ANSWER = "お聞きすること", "お答え"
ID, NUMBER, ABOUT, NOW, HOW, MORE = "ID", "番号", "対象", "今の答え", "調べ方", "補足（お書きになれること）"
BASIS, EVIDENCE, ANSWERED_BY = "根拠", "根拠資料", "お答えの人"
REPLY_UNTIL, ASK_US = "お答えの期限", "お問い合わせ先"
SECTION, FILLED_BY, FILLED_ON = "お答えになる課・係", "お答えになる方", "お答えの日"
#: Space for our own words around it; an answer's note holds 2,000 characters in all.
LONGEST_MORE = 1500


class Kind(StrEnum):
    """聞取り票: what one person is asked. 分担票: an area handed to another section, which also says how it knows."""

    HEARING = "hearing"
    SHARE = "share"


TITLES = {Kind.HEARING: "聞取り票", Kind.SHARE: "分担票"}
#: Columns and their widths, for printing on A4 laid across.
HEARING = {ID: 9.0, NUMBER: 6.5, ABOUT: 15.0, ASKED: 52.0, ANSWER: 30.0, MORE: 40.0}
SHARE = {
    ID: 9.0,
    NUMBER: 6.5,
    ABOUT: 13.0,
    ASKED: 44.0,
    HOW: 34.0,
    NOW: 16.0,
    ANSWER: 24.0,
    BASIS: 9.0,
    MORE: 30.0,
    EVIDENCE: 18.0,
    ANSWERED_BY: 12.0,
}
COLUMNS = {Kind.HEARING: HEARING, Kind.SHARE: SHARE}
_LINE = re.compile(rf"({'|'.join(Kind)});([a-z0-9-]+)")


def slip_line(kind: Kind, about: str) -> str:
    """As it stands in the hidden sheet: which slip, and of which person or area."""
    return f"{kind};{about}"


def slip_of(line: object) -> str:
    """A hidden line of ours as it is; empty where it is none."""
    return line.strip() if isinstance(line, str) and _LINE.fullmatch(line.strip()) else ""
