"""What writer and reader agree on: sheets, columns, labels on the cover, and the line that says whose file it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jukiself.answers.model import Inspection, Key, Nature

if TYPE_CHECKING:
    from collections.abc import Mapping

COVER, GUIDE, QUESTIONS, CONTRACTS = "表紙", "記入要領", "点検票", "契約"
FINDINGS, PLAN, TOTALS, FLAT = "所見", "改善計画", "集計", "データ"
FORM, LISTS = "_form", "_lists"
FORM_NAME = "jukiself_form"
#: Where the definition of 県からの追加の設問 stands, below the line and the office's name.
LOCAL_NAME, LOCAL_MARK, LOCAL_BELOW = "jukiself_local", "jukiself-local;", 2
LIST_NAME = "jukiself_list_"

ID, ASKED, ANSWER = "ID", "設問", "回答"
#: Fields of an answer by the header they stand under; 備考 is found by its first two letters.
FIELDS = {
    "value": ANSWER,
    "basis": "根拠",
    "note": "備考（県へ渡ります）",
    "evidence": "根拠資料",
    "answered_by": "回答者",
    "confirmed_by": "確認者",
}
TEXT_FIELDS = ("note", "evidence", "answered_by", "confirmed_by")

#: 契約: what stands in the ID column of the rows above the questions.
CONTRACT_IDS = "contract#id"
CONTRACT_ID_LABEL = "契約の番号"
CONTRACT_FIELDS = {"name": "契約の名前", "contractor": "契約の相手", "scope": "仕事の範囲", "period": "契約の期間"}
CONTRACT_COLUMNS = 6

CODE, NAME, YEAR, SUBMISSION, NATURE = "団体コード", "団体名", "年度", "提出回", "区分"
EDITION, NETWORKS, DEPTH = "様式", "ネットワークの呼び方", "設問の範囲"
SECTION, PERSON, PHONE, MAIL = "記入担当（課・係）", "記入担当（職・氏名）", "電話", "メール"
DEADLINE, SEAL, FREE = "提出期限", "照合コード", "自由記入欄"
MARK, SEAL_STATE = "確認と決裁", "コードの状態"
HANDLING, KEEPING, PROGRAM = "取扱い", "保存する期限", "作成"
COVER_LABELS = (
    CODE,
    NAME,
    YEAR,
    SUBMISSION,
    NATURE,
    EDITION,
    NETWORKS,
    DEPTH,
    SECTION,
    PERSON,
    PHONE,
    MAIL,
    DEADLINE,
    SEAL,
    MARK,
    FREE,
)

DEPTH_LABELS = {True: "詳細（全部の設問）", False: "簡易（要の設問）"}


def depth_text(full: bool, extras: Mapping[str, str]) -> str:  # noqa: FBT001 - one of the two depths
    """How deep an inspection asks, and which optional areas (id to title) it asks as well."""
    return DEPTH_LABELS[full] + "".join(f"、{title}［{one}］" for one, title in extras.items())


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose file this is, for which year and edition: the line every client keeps."""

    form: str
    edition: str
    nature: Nature
    code: str
    year: int
    submission: int
    network_set: str
    full: bool
    extras: tuple[str, ...] = ()

    @classmethod
    def of(cls, inspection: Inspection, network_set: str) -> Identity:
        """The identity of an inspection."""
        one = inspection
        head = (one.form, one.edition, one.nature, one.office.code, one.year, one.submission)
        return cls(*head, network_set, one.full, one.extras)

    @property
    def line(self) -> str:
        """As it stands in the hidden sheet."""
        depth = "full" if self.full else "short"
        parts = (self.form, self.edition, self.nature, self.code, self.year, self.submission, self.network_set, depth)
        extras = (",".join(self.extras),) if self.extras else ()
        return ";".join(("jukiself", *map(str, parts), *extras))

    @classmethod
    def parse(cls, line: object) -> Identity | None:
        """The identity a line states; None where it is none."""
        found = _LINE.fullmatch(line.strip()) if isinstance(line, str) else None
        if not found:
            return None
        form, edition, nature, code, year, submission, network_set, depth, extras = found.groups()
        full = depth == "full"
        listed = tuple((extras or "").split(",")) if extras else ()
        return cls(form, edition, Nature(nature), code, int(year), int(submission), network_set, full, listed)


_LINE = re.compile(
    rf"jukiself;([^;]+);([^;]+);({'|'.join(Nature)});([^;]*);(\d{{1,4}});(\d{{1,4}});([^;]*);(full|short)(?:;([a-z,-]+))?",
)


def contract_field(question: str, field: str) -> str:
    """The ID of a row of 契約: the question itself for the answer, ``question#field`` for what belongs to it."""
    return question if field == "value" else f"{question}#{field}"


def column_number(key: Key) -> tuple[int, str]:
    """Sorts contract members c1, c2 … c10 by number."""
    member = str(key.member)
    return (int(member[1:]) if member[1:].isdigit() else 0, member)
