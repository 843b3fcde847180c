"""対象団体: the list of whom a prefecture asks, ready, read from CSV or Excel, and written to be filled in.

A list is taken whole or not at all; what is wrong is told by row.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections import Counter
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from jukiself.answers.model import Contact, Office
from jukiself.answers.text import text_problem
from jukiself.excel.escape import looks_like_formula
from jukiself.excel.roster import read_roster, write_roster
from jukiself.excel.sniff import Kind, kind_of
from jukiself.survey.request import OFFICE_KIND_LABELS, Listed, OfficeKind
from jukiself.work.codes import CodeReader, plain
from jukiself.work.files import read_file
from jukiself.work.foreign import read_workbook_file
from jukiself.work.offices import known_offices

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

CODE, NAME, KIND, SECTION, PERSON, PHONE, MAIL, POPULATION, SERVED_BY = HEADINGS = (
    "団体コード",
    "団体名",
    "種別",
    "担当課",
    "担当者",
    "電話",
    "メール",
    "人口",
    "回答をまとめる団体",
)
_ALSO = {
    "市町村コード": CODE,
    "全国地方公共団体コード": CODE,
    "市町村名": NAME,
    "団体名称": NAME,
    "課": SECTION,
    "部署": SECTION,
    "電話番号": PHONE,
    "TEL": PHONE,
    "メールアドレス": MAIL,
    "E-MAIL": MAIL,
    "EMAIL": MAIL,
}
_SUFFIXES = {"市": OfficeKind.CITY, "町": OfficeKind.TOWN, "村": OfficeKind.VILLAGE, "区": OfficeKind.WARD}
_KINDS = {
    **_SUFFIXES,
    **{label: kind for kind, label in OFFICE_KIND_LABELS.items()},
    **dict.fromkeys(("組合", "連合", "広域連合", "一部事務組合", "事務組合"), OfficeKind.UNION),
}
_HEAD_DEPTH = 20
_FREE_ROWS = 100
_BLANK = " \u3000\t"
LOSSY = "文字コードが Shift_JIS（CP932）のファイルです。そこにない文字（𠮷など）は、ファイルを作った時に失われたかもしれません。団体名と氏名を見てください。"
GUIDE = (
    "1行に1団体を書きます。見出しの言葉は変えないでください。列の順は変えられます。",
    "団体コードは、検査数字を含む6桁です（例: 203637）。組合や連合も、それぞれのコードで書きます。",
    "種別は、市・町・村・特別区・組合・連合のどれかです。空欄なら団体名の終わりの字で決めます。",
    "「回答をまとめる団体」には、代わりに回答する組合などの団体コードを書きます。その団体もこの一覧に載せます。自分で回答する団体は空欄です。",
    "ほかの列（地域、システムの業者など）を足すと、集計で絞り込むときに使えます。",
)


class RollRefused(ValueError):
    """A list that cannot be taken; ``faults`` are sentences by row."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


class HeadingsMissing(RollRefused):
    """No row names the columns: the face that asked adds where a list to fill in comes from."""


@dataclass(frozen=True, slots=True)
class Roll:
    """A list as it was read; ``said`` are sentences about what was mended."""

    listed: tuple[Listed, ...]
    said: tuple[str, ...] = ()


def ready_roll(prefecture: str) -> tuple[Listed, ...]:
    """The list shipped of a prefecture, by its code; empty where none is."""
    found = [one for code, one in known_offices().items() if code[:2] == prefecture[:2]]
    return tuple(Listed(one, kind_of_name(one.name)) for one in found)


def kind_of_name(name: str) -> OfficeKind:
    """What sort of office a name tells of."""
    return _SUFFIXES.get(name[-1:], OfficeKind.UNION)


# -- reading ----------------------------------------------------------------------------------------------------


def read_roll(path: Path, prefecture: str = "") -> Roll:
    """Read a list from CSV or Excel; raises `RollRefused`, `FileProblem`, `WorkbookRefused`.

    ``prefecture`` is the code of the prefecture all offices belong to, or empty.
    """
    data = read_file(path)
    if kind_of(data) in {Kind.TEXT, Kind.EMPTY}:
        rows, said = _csv_rows(data)
    else:
        rows, said = read_roster(read_workbook_file(path)), ()
    found = roll_of(rows, prefecture)
    return Roll(found.listed, (*said, *found.said))


def _csv_rows(data: bytes) -> tuple[list[list[str]], tuple[str, ...]]:
    said: tuple[str, ...] = ()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text, said = data.decode("cp932"), (LOSSY,)
        except UnicodeDecodeError:
            raise RollRefused(
                ["CSV の文字コードが分かりません。UTF-8 で保存し直すか、Excel ブック（.xlsx）で渡してください。"]
            ) from None
    delimiter = "\t" if "\t" in text.split("\n", 1)[0] else ","
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise RollRefused(
            [f"CSV の書き方が壊れています（{error}）。表計算ソフトで開いて、保存し直してください。"]
        ) from None
    return [[_unquoted(one) for one in row] for row in rows], said


def _quoted(text: str) -> str:
    """What would start a formula goes behind an apostrophe, and so does what would look as if it had."""
    return f"'{text}" if looks_like_formula(text.lstrip("'")) else text


def _unquoted(text: str) -> str:
    return text[1:] if text.startswith("'") and looks_like_formula(text.lstrip("'")) else text


def roll_of(rows: Sequence[Sequence[str]], prefecture: str = "") -> Roll:
    """The list that stands in a table; raises `RollRefused`."""
    head, columns = _head(rows)
    given, faults = [], []
    for number, row in enumerate(rows[head + 1 :], head + 2):
        said = {title: row[place].strip(_BLANK) if place < len(row) else "" for title, place in columns.items()}
        if any(text.strip(_BLANK) for place, text in enumerate(row) if place not in columns.values()):
            faults.append(f"{number}行目: 見出しのない列に書かれています。見出しを付けるか、消してください。")
        if any(said.values()):
            given.append((number, said))
    if faults:
        raise RollRefused(faults)
    if not given:
        raise RollRefused(["一覧に団体が1つもありません。見出しの下に、1行に1団体を書いてください。"])
    reading = _Reading(given, prefecture[:2] if prefecture.strip("0") else "")
    return reading.roll()


def _head(rows: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]]:
    """The row of headings, and the column of each."""
    for number, row in enumerate(rows[:_HEAD_DEPTH]):
        titles = [_title(one) for one in row]
        if CODE in titles and NAME in titles:
            if twice := [one for one, count in Counter(filter(None, titles)).items() if count > 1]:
                raise RollRefused([f"見出し「{twice[0]}」の列が2つあります。1つにしてください。"])
            return number, {one: place for place, one in enumerate(titles) if one}
    raise HeadingsMissing([f"見出しに「{CODE}」と「{NAME}」のある行が見つかりません。"])


def _title(text: str) -> str:
    """A heading by our word for it; one we do not know stays as it was written."""
    word = "".join(unicodedata.normalize("NFKC", text).split())
    return word if word in HEADINGS else _ALSO.get(word.upper(), text.strip(_BLANK))


class _Reading:
    """One list being read; faults and mended things are told by row."""

    def __init__(self, given: Sequence[tuple[int, Mapping[str, str]]], prefecture: str) -> None:
        self._given = given
        self._codes = CodeReader((said[CODE] for _, said in given), prefecture)
        self._faults: list[tuple[int, str]] = []
        self._said: list[tuple[int, str]] = []

    def roll(self) -> Roll:
        found = [(number, self._listed(number, said)) for number, said in self._given]
        self._refuse_twice(found)
        found = list(self._served(found))
        if self._faults:
            raise RollRefused([f"{number}行目: {fault}" for number, fault in sorted(self._faults)])
        return Roll(tuple(one for _, one in found), tuple(f"{number}行目: {one}" for number, one in sorted(self._said)))

    def _listed(self, number: int, said: Mapping[str, str]) -> Listed:
        code = self._codes.read(said[CODE])
        self._note(number, code.fault, code.said)
        for title, text in said.items():
            if problem := text_problem(text) or ("1行で書いてください。" if "\n" in text else ""):
                self._note(number, f"{title}: {problem}")
        name = said[NAME]
        if not name:
            self._note(number, "団体名がありません。")
        kind = _KINDS.get("".join(unicodedata.normalize("NFKC", said.get(KIND, "")).split()))
        if kind is None and said.get(KIND):
            self._note(number, f"種別「{said[KIND]}」を知りません。市・町・村・特別区・組合・連合から選んでください。")
        traits = {title: text for title, text in said.items() if title not in HEADINGS and text}
        return Listed(
            office=Office(code.code, name),
            kind=kind or kind_of_name(name),
            contact=Contact(*(said.get(one, "") for one in (SECTION, PERSON, PHONE, MAIL))),
            served_by=said.get(SERVED_BY, ""),
            population=self._population(number, said.get(POPULATION, "")),
            traits=MappingProxyType(traits),
        )

    def _population(self, number: int, text: str) -> int | None:
        if not text:
            return None
        digits = plain(text).replace(",", "").removesuffix("人")
        if digits.isascii() and digits.isdigit() and len(digits) <= 9:  # noqa: PLR2004 - nobody has more
            return int(digits)
        self._note(number, f"人口「{text}」は数として読めません。数字だけで書いてください。")
        return None

    def _refuse_twice(self, found: Iterable[tuple[int, Listed]]) -> None:
        codes: dict[str, int] = {}
        names: dict[tuple[str, str], int] = {}
        for number, one in found:
            office = one.office
            first = codes.setdefault(office.code, number) if office.code else number
            if first != number:
                self._note(number, f"団体コード {office.code} が{first}行目にもあります。")
                continue
            # Two prefectures may well have an office of one name.
            first = names.setdefault((office.code[:2], office.name), number) if office.name else number
            if first != number:
                self._note(
                    number,
                    f"団体名「{office.name}」が{first}行目にもあります。別の団体なら、名前に区別を付けてください。",
                )

    def _served(self, found: Sequence[tuple[int, Listed]]) -> Iterator[tuple[int, Listed]]:
        """Each office with the code of the one that replies for it; that one replies for itself."""
        own = {one.office.code: not one.served_by for _, one in found}
        for number, one in found:
            if not one.served_by:
                yield number, one
                continue
            code = self._codes.read(one.served_by)
            if code.fault:
                self._note(number, f"{SERVED_BY}: {code.fault}")
            elif code.code == one.office.code:
                self._note(number, f"{SERVED_BY}が、その団体自身です。自分で回答するなら空欄にしてください。")
            elif code.code not in own:
                self._note(number, f"{SERVED_BY} {code.code} が、この一覧にありません。その団体の行を足してください。")
            elif not own[code.code]:
                self._note(
                    number, f"{SERVED_BY} {code.code} にも、まとめる団体が書かれています。最後の団体を書いてください。"
                )
            else:
                self._note(number, "", code.said)
            yield number, _serving(one, code.code)

    def _note(self, number: int, fault: str, said: str = "") -> None:
        if fault:
            self._faults.append((number, fault))
        if said:
            self._said.append((number, said))


def _serving(one: Listed, code: str) -> Listed:
    return Listed(one.office, one.kind, one.contact, code, one.population, one.traits)


# -- writing ----------------------------------------------------------------------------------------------------


def table_of(roll: Sequence[Listed]) -> list[list[str]]:
    """The list as a table, headings first."""
    traits = list(dict.fromkeys(title for one in roll for title in one.traits))
    return [[*HEADINGS, *traits], *(_row(one, traits) for one in roll)]


def _row(one: Listed, traits: Sequence[str]) -> list[str]:
    contact = one.contact
    return [
        one.office.code,
        one.office.name,
        OFFICE_KIND_LABELS[one.kind],
        contact.section,
        contact.person,
        contact.phone,
        contact.mail,
        "" if one.population is None else str(one.population),
        one.served_by,
        *(one.traits.get(title, "") for title in traits),
    ]


def roll_as_workbook(roll: Sequence[Listed] = ()) -> bytes:
    """The list to be filled in or gone on with."""
    head, *rows = table_of(roll)
    return write_roster("対象団体", head, rows, guide=GUIDE, free=_FREE_ROWS)


def roll_as_csv(roll: Sequence[Listed]) -> bytes:
    """The same as CSV: UTF-8 with BOM, what would start a formula behind an apostrophe."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    for row in table_of(roll):
        writer.writerow([_quoted(one) for one in row])
    return out.getvalue().encode("utf-8-sig")
