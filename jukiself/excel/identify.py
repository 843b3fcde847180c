"""Whose workbook it is: the hidden line and the cover say the same, and either is enough."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from openpyxl.utils import column_index_from_string
from openpyxl.utils.cell import coordinate_from_string

from jukiself.answers.model import NATURE_LABELS, Contact
from jukiself.answers.years import fiscal_year, western_year
from jukiself.checklist.local import read_local
from jukiself.excel import layout
from jukiself.excel.layout import Identity
from jukiself.excel.problem import CellProblem, WorkbookRefused
from jukiself.excel.sheets import Spot
from jukiself.excel.words import as_text, blank, fold, shown, understand_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jukiself.checklist.local import LocalQuestion
    from jukiself.excel.guard import Package
    from jukiself.excel.sheets import Grid

_ENOUGH_LABELS = 4
_CODE_LENGTH = 6
_EDITION = re.compile(r".*\[([^\[\]/]+)/([^\[\]/]+)\]", re.DOTALL)
_BRACKETS = re.compile(r".*\[([^\[\]]*)\]", re.DOTALL)
_EXTRA = re.compile(r"\[([a-z-]+)\]")
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_ERA = re.compile(r"(令和|平成|昭和)(\d{1,2}|元)")
_DIGITS = re.compile(r"\d{1,4}")
#: How the line of a later form of the workbook begins; today's, the first, has no number.
_LATER = re.compile(r"\s*jukiself/\d+;")
_TOO_NEW = "この回答書は、もっと新しい版のプログラムで作られています。新しい版のプログラムで開いてください。ファイルはそのままです。"
_LINE_LOST = "ファイルの中の記録（隠れたシート）が見つからないので、表紙の記載から読みました。"
_LOCAL_LOST = (
    "県からの追加の設問の記録（隠れたシート）が壊れているので、その答えは読めません。もとの回答書に書き写してください。"
)
_COVER_LOST = "表紙が見つからないので、団体と年度は隠れたシートの記録から読みました。記入担当と自由記入欄は読めません。"


@dataclass(slots=True)
class Front:
    """What the cover says, and whose file it is."""

    identity: Identity
    office_name: str
    contact: Contact
    deadline: str
    free_text: str
    seal: str | None
    mark: str
    problems: list[CellProblem]
    locals: tuple[LocalQuestion, ...] = ()
    line_lost: bool = False


@dataclass(slots=True)
class _Cover:
    """A cover: its values by label, and problems met while reading them."""

    spots: dict[str, Spot] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    problems: list[CellProblem] = field(default_factory=list)

    def say(self, label: str, kind: str, effect: str, message: str) -> None:
        place = self.spots[label].place if label in self.spots else layout.COVER
        self.problems.append(CellProblem(place, kind, effect, message))


def identify(book: Mapping[str, Grid], package: Package) -> Front:
    """Whose workbook it is; raises `WorkbookRefused` where nothing says so, or where two offices are named."""
    line, kept_name, said = _line(book, package)
    cover = _cover(book)
    visible = _visible(cover)
    identity = _agreed(line, visible, cover)
    return Front(
        identity=identity,
        office_name=cover.texts.get(layout.NAME) or kept_name,
        contact=Contact(*(_text(cover, one) for one in (layout.SECTION, layout.PERSON, layout.PHONE, layout.MAIL))),
        deadline=_text(cover, layout.DEADLINE),
        free_text=_text(cover, layout.FREE),
        seal=_seal(cover),
        mark=" ".join(_text(cover, layout.MARK).split("\n")),
        problems=cover.problems,
        locals=_local(said, cover),
        line_lost=line is None,
    )


def _line(book: Mapping[str, Grid], package: Package) -> tuple[Identity | None, str, str]:
    """The line, the office's name below it, and below that the definition of the local questions."""
    places = [(grid, 1, 1) for name, grid in sorted(book.items(), key=lambda one: one[0] != layout.FORM)]
    if package.form_sheet in book and package.form_cell:
        letter, row = coordinate_from_string(package.form_cell)
        places.insert(0, (book[package.form_sheet], row, column_index_from_string(letter)))
    for grid, row, column in places:
        said = grid.content(row, column)
        if isinstance(said, str) and _LATER.match(said):
            raise WorkbookRefused(_TOO_NEW)
        found = Identity.parse(said)
        if found:
            return (
                found,
                as_text(grid.content(row + 1, column)),
                as_text(grid.content(row + layout.LOCAL_BELOW, column)),
            )
    return None, "", ""


def _local(said: str, cover: _Cover) -> tuple[LocalQuestion, ...]:
    if not said.startswith(layout.LOCAL_MARK):
        return ()
    try:
        return read_local(json.loads(said.removeprefix(layout.LOCAL_MARK)))
    except (ValueError, RecursionError):
        cover.problems.append(CellProblem(layout.FORM, "form", "note", _LOCAL_LOST))
        return ()


def _cover(book: Mapping[str, Grid]) -> _Cover:
    """The sheet with the most labels below one another; データ has some of them too, but side by side."""
    best = _Cover()
    for grid in book.values():
        columns: dict[int, dict[str, int]] = {}
        for row, column, text in grid.find(layout.COVER_LABELS):
            columns.setdefault(column, {}).setdefault(text, row)
        column, labels = max(columns.items(), key=lambda one: len(one[1]), default=(0, {}))
        if len(labels) >= _ENOUGH_LABELS and len(labels) > len(best.spots):
            best = _beside(grid, column, labels)
    return best


def _beside(grid: Grid, column: int, labels: Mapping[str, int]) -> _Cover:
    """The values to the right of a column of labels; a column put in between does not matter."""
    found = _Cover()
    for label, row in labels.items():
        filled = (one for one in range(column + 1, len(grid.rows[row - 1]) + 1) if not blank(grid.content(row, one)))
        found.spots[label] = Spot(grid.name, row, next(filled, column + 1))
        found.texts[label] = as_text(grid.content(row, found.spots[label].column))
    return found


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _visible(cover: _Cover) -> dict[str, str | int | bool | tuple[str, ...]]:
    """What the cover says of each part of the identity; parts it does not say are left out."""
    text = {label: _plain(cover.texts.get(label, "")) for label in layout.COVER_LABELS}
    said: dict[str, str | int | bool | tuple[str, ...]] = {}
    if text[layout.CODE]:
        code = text[layout.CODE].replace(" ", "")
        said["code"] = code.zfill(_CODE_LENGTH) if code.isdecimal() else code
        if said["code"] != cover.texts[layout.CODE]:
            cover.say(
                layout.CODE,
                "form",
                "repaired",
                f"団体コード「{shown(cover.texts[layout.CODE])}」を「{said['code']}」と読みました。",
            )
    year = _year(text[layout.YEAR])
    if year:
        said["year"] = year
    submission = _DIGITS.search(text[layout.SUBMISSION])
    if submission:
        said["submission"] = int(submission[0])
    nature = next((one for one, label in NATURE_LABELS.items() if fold(label) == fold(text[layout.NATURE])), None)
    if nature:
        said["nature"] = nature
    edition = _EDITION.fullmatch(text[layout.EDITION])
    if edition:
        said["form"], said["edition"] = edition.groups()
    networks = _BRACKETS.fullmatch(text[layout.NETWORKS])
    if networks:
        said["network_set"] = networks[1]
    if text[layout.DEPTH]:
        said["full"] = not text[layout.DEPTH].startswith("簡易")
        said["extras"] = tuple(_EXTRA.findall(text[layout.DEPTH]))
    return said


def _year(text: str) -> int | None:
    western = _YEAR.search(text)
    era = _ERA.search(text)
    if western:
        return int(western[1])
    return western_year(era[1], era[2]) if era else None


_LABELS = {
    "code": layout.CODE,
    "year": layout.YEAR,
    "submission": layout.SUBMISSION,
    "nature": layout.NATURE,
    "form": layout.EDITION,
    "edition": layout.EDITION,
    "network_set": layout.NETWORKS,
    "full": layout.DEPTH,
    "extras": layout.DEPTH,
}


def _agreed(line: Identity | None, visible: dict[str, str | int | bool | tuple[str, ...]], cover: _Cover) -> Identity:
    if line is None:
        return _from_cover(visible, cover)
    if not cover.spots:
        cover.problems.append(CellProblem(layout.COVER, "required", "repaired", _COVER_LOST))
    code = visible.get("code")
    if code and code != line.code:
        raise WorkbookRefused(
            f"表紙の団体コード（{cover.spots[layout.CODE].place} の {code}）が、ファイルの中の記録（{line.code}）と違います。"
            "ほかの団体の回答書を書き換えていないか確かめ、自分の団体の回答書に書き写してください。"
        )
    for name, label in _LABELS.items():
        if name in visible and visible[name] != getattr(line, name):
            kept = _shown_value(name, line)
            message = f"{label}「{shown(cover.texts[label])}」が、ファイルの中の記録と違います。記録のとおり「{kept}」として読みました。表紙は書き換えないでください。"
            cover.say(label, "relation", "refused", message)
    return line


def _shown_value(name: str, line: Identity) -> str:
    values = {
        "year": fiscal_year(line.year),
        "submission": f"第{line.submission}回",
        "nature": NATURE_LABELS[line.nature],
        "form": f"{line.form}/{line.edition}",
        "edition": f"{line.form}/{line.edition}",
        "network_set": line.network_set,
        "full": layout.DEPTH_LABELS[line.full],
        "extras": "、".join(line.extras) or "追加の分野なし",
    }
    return values[name]


def _from_cover(visible: dict[str, str | int | bool | tuple[str, ...]], cover: _Cover) -> Identity:
    needed = ("code", "year", "nature", "form", "edition")
    missing = list(dict.fromkeys(_LABELS[name] for name in needed if name not in visible))
    if missing:
        raise WorkbookRefused(
            f"だれの、どの年度の回答書か分かりません（表紙の{'・'.join(missing)}と、隠れたシートの記録が読めません）。"
            "もとの回答書に答えを書き写して、送り直してください。"
        )
    cover.problems.append(CellProblem(layout.COVER, "form", "repaired", _LINE_LOST))
    blank_line = Identity("", "", next(iter(NATURE_LABELS)), "", 0, 1, "", full=True)
    return replace(blank_line, **visible)  # type: ignore[arg-type]


def _text(cover: _Cover, label: str) -> str:
    if label not in cover.spots:
        return ""
    said = understand_text(cover.texts[label])
    if said.repaired:
        cover.say(label, said.kind or "form", "repaired", said.repaired)
    return said.value


def _seal(cover: _Cover) -> str | None:
    text = cover.texts.get(layout.SEAL, "")
    code = "".join(_plain(text).upper().split())
    if code and code != text:
        cover.say(layout.SEAL, "form", "repaired", f"照合コード「{shown(text)}」を「{code}」と読みました。")
    return code or None
