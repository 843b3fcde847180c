"""A country of synthetic offices, and the files they return with every kind of defect, from a seed."""

from __future__ import annotations

import io
import random
import re
import zipfile
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import openpyxl

from jukiself.answers.model import Contact, Nature, Office
from jukiself.answers.seal import seal
from jukiself.excel import look
from jukiself.excel.lock import locked
from jukiself.survey.request import Listed, OfficeKind, Request
from jukiself.work import publish
from jukiself.work.offices import check_digit
from tests.japan.returns import NOBODY, Template, packed, put, replaced

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from jukiself.answers.model import Inspection
    from jukiself.checklist.model import Checklist

YEAR, DEADLINE = 2026, "2026-12-18"
PREFECTURES = 47
#: Offices of Japan.
JAPAN = 1741
_SYLLABLES = "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわ"
_KINDS = ((OfficeKind.CITY, "市"), (OfficeKind.TOWN, "町"), (OfficeKind.VILLAGE, "村"))

SOUND, LATE = "正しい", "期限の後"
#: Kinds of which an office returns one file, and how many of a thousand offices do so.
SHARES = {
    SOUND: 600,
    LATE: 60,
    "同じファイルを2度": 20,
    "同じ答えを保存し直し": 20,
    "新しい提出回": 25,
    "古い提出回が後から": 15,
    "差替え": 20,
    "ファイル名のコード違い": 15,
    "ほかの団体のファイル": 10,
    "表紙のコードの書換え": 10,
    "固定後に変更": 30,
    "読めない答え": 25,
    "食い違う2行": 10,
    "別の版": 10,
    "別の年度": 10,
    "本番の混入": 8,
    "研修": 8,
    "研修の消し残し": 6,
    "対象外の団体": 6,
    "白紙": 10,
    "壊れた圧縮": 10,
    "空のファイル": 6,
    "暗号化": 6,
    "PDF": 6,
    "HTML": 4,
    "圧縮ファイル": 6,
    "マクロ": 4,
    "読めないxls": 4,
    "ods": 6,
    "未提出": 25,
    "回答しない": 6,
    "連合の回答による": 15,
}


@dataclass(slots=True)
class Country:
    """Who is asked, what was planted: a kind for every file by its name, and for every office without one."""

    request: Request
    roll: list[Listed]
    files: dict[str, str] = field(default_factory=dict)
    offices: dict[str, str] = field(default_factory=dict)


def offices(count: int, chance: random.Random) -> list[Listed]:
    """That many offices over 47 prefectures, codes with their check digit; some names occur twice."""
    found = []
    for number in range(count):
        five = f"{number % PREFECTURES + 1:02d}{300 + number // PREFECTURES:03d}"
        kind, ending = chance.choice(_KINDS)
        name = "見本" + "".join(chance.choices(_SYLLABLES, k=2)) + ending
        contact = Contact("住民課", "住基担当係長", f"0{number % 90 + 10}-555-{number:04d}")
        found.append(
            Listed(Office(five + check_digit(five), name), kind, contact, population=chance.randrange(500, 90_000))
        )
    return found


def plan(count: int, chance: random.Random) -> list[str]:
    """A kind for every office: by the shares, each at least once where there is room."""
    kinds = list(SHARES)[: count - 1]
    rest = chance.choices(list(SHARES), weights=list(SHARES.values()), k=count - len(kinds))
    every = kinds + rest
    chance.shuffle(every)
    # The first is sound: its reply serves others, and its file is sent by another.
    place = every.index(SOUND)
    every[0], every[place] = every[place], every[0]
    return every


def plant(folder: Path, checklist: Checklist, count: int, seed: int, templates: int = 24) -> Country:
    """Write what the offices return into ``folder``: what comes in time into 1, what comes after the day into 2."""
    chance = random.Random(seed)
    roll = offices(count, chance)
    request = Request(
        YEAR, Nature.SAMPLE, checklist.id, checklist.edition, Office("990000", "見本県"), deadline=DEADLINE
    )
    made = [Template.made(checklist, chance, year=YEAR, nature=Nature.SAMPLE) for _ in range(templates)]
    country = Country(request, roll)
    post = _Post(folder, country, made, chance, checklist)
    for kind, number in zip(plan(count, chance), range(count), strict=True):
        post.send(kind, number)
    return country


class _Post:
    """Puts files into the folders."""

    def __init__(
        self, folder: Path, country: Country, templates: list[Template], chance: random.Random, checklist: Checklist
    ) -> None:
        self.folder, self.country, self.templates, self.chance = folder, country, templates, chance
        self.checklist = checklist
        for one in ("1", "2"):
            (folder / one).mkdir(parents=True)
        self.closed = locked(self._bytes(*self._said(country.roll[0].office)), "correct horse battery staple")
        self.sheets: dict[int, dict[str, bytes]] = {}

    def send(self, kind: str, number: int) -> None:
        """Everything one office returns."""
        listed = self.country.roll[number]
        if kind in {"未提出", "回答しない"}:
            self.country.offices[listed.office.code] = kind
        elif kind == "連合の回答による":
            # The first office replies for all that ask it to.
            self.country.roll[number] = replace(listed, served_by=self.country.roll[0].office.code)
            self.country.offices[listed.office.code] = kind
        elif kind in _PAIRS:
            for place, (suffix, data, what) in enumerate(_PAIRS[kind](self, listed.office)):
                self.put(listed.office, data, what, f"_{place}{suffix}")
        else:
            suffix, data = _SINGLE[kind](self, listed.office)
            named = listed.office
            if kind == "ファイル名のコード違い":
                named = self.country.roll[number - 1].office
            self.put(named, data, kind, suffix, late=kind == LATE)

    def put(self, office: Office, data: bytes, kind: str, suffix: str, *, late: bool = False) -> None:
        suffix = suffix if "." in suffix else f"{suffix}.xlsx"
        name = f"{'2' if late else '1'}/{office.code}_{office.name}_点検回答書{suffix}"
        while name in self.country.files:
            name = name.replace("点検回答書", "点検回答書_")
        (self.folder / name).write_bytes(data)
        self.country.files[name] = kind

    # -- making ---------------------------------------------------------------------------------------------------

    def _said(self, office: Office, submission: int = 1) -> tuple[Template, Inspection]:
        template = self.chance.choice(self.templates)
        return template, replace(template.reply(office, self.chance), submission=submission)

    @staticmethod
    def _bytes(template: Template, said: Inspection, **more: str) -> bytes:
        return template.written(said, **more)

    def sound(self, office: Office) -> tuple[str, bytes]:
        return "", self._bytes(*self._said(office))

    def of_the_first(self) -> bytes:
        """The very file of the first office, which is sound and stands first in every list."""
        first = next(iter(self.country.files))
        return (self.folder / first).read_bytes()

    def changed(self, office: Office) -> tuple[str, bytes]:
        """The code of answers that were other ones."""
        template, said = self._said(office)
        other = template.reply(office, self.chance, 20)
        return "", self._bytes(template, said, code=seal(other))

    def exchanged(self, names: Callable[[Office, Inspection], dict[str, str]]) -> Callable[[Office], tuple[str, bytes]]:
        """The template with texts exchanged everywhere."""

        def make(office: Office) -> tuple[str, bytes]:
            template = self.chance.choice(self.templates)
            known = {NOBODY.code: office.code, NOBODY.name: office.name}
            return "", packed(replaced(template.parts, {**known, **names(office, template.inspection)}))

        return make

    def cell(self, office: Office) -> tuple[str, bytes]:
        """An answer nobody can take, with a code that was given after it."""
        template, said = self._said(office)
        key = self.chance.choice([one for one in template.cells if self.checklist.question[one.question].choices])
        without = replace(said, answers={one: answer for one, answer in said.answers.items() if one != key})
        parts = {
            **template.parts,
            template.sheet: put(template.parts[template.sheet], template.cells[key], "係に聞いて"),
        }
        made = replace(template, parts=parts)
        return "", made.written(without, code=seal(self._as_read(without, said, key)))

    @staticmethod
    def _as_read(without: Inspection, said: Inspection, key: object) -> Inspection:
        # What stands beside the answer stays an answer of its own.
        beside = {one: replace(answer, value="") for one, answer in said.answers.items() if one == key}
        return replace(without, answers={**without.answers, **beside})

    def twice_in_one(self, office: Office) -> tuple[str, bytes]:
        """A row copied below with another answer: neither is taken."""
        template, said = self._said(office)
        key = next(
            one for one in template.cells if len(self.checklist.question[one.question].choices) > 1 and not one.member
        )
        question = self.checklist.question[key.question]
        sheet = template.parts[template.sheet]
        cell = template.cells[key]
        row = int(cell[1:])
        labels = [one.label for one in question.choices[:2]]
        begin = sheet.index(b'<row r="%d"' % row)
        end = sheet.index(b"</row>", begin) + 6
        copied = put(sheet[begin:end], cell, labels[1])
        copied = re.sub(rb'r="([A-Z]*)%d"' % row, rb'r="\g<1>900"', copied)
        sheet = put(sheet, cell, labels[0]).replace(b"</sheetData>", copied + b"</sheetData>", 1)
        made = replace(template, parts={**template.parts, template.sheet: sheet})
        without = replace(said, answers={one: answer for one, answer in said.answers.items() if one != key})
        return "", made.written(without, code=seal(without))

    def cover(self, office: Office) -> tuple[str, bytes]:
        """Another office's code written over the cover's."""
        data = self.sound(office)[1]
        other = self.chance.choice(self.country.roll).office.code
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {one: archive.read(one) for one in archive.namelist()}
        name = "xl/worksheets/sheet1.xml"
        code = f"<is><t>{office.code}</t></is>".encode()
        if other == office.code or code not in parts[name]:
            return self.cover(office)
        parts[name] = parts[name].replace(code, f"<is><t>{other}</t></is>".encode(), 1)
        return "", packed(parts)

    def stranger(self, office: Office) -> tuple[str, bytes]:
        """A reply of an office nobody asked; the asked one stays silent."""
        five = "99" + office.code[2:5]
        return self.sound(Office(five + check_digit(five), office.name))

    def blank(self, office: Office) -> tuple[str, bytes]:
        """Sent back as it was sent out."""
        bare = replace(self.templates[0].inspection, office=office, answers={}, contracts=())
        return "", publish.blank(self.checklist, bare)

    def macro(self, office: Office) -> tuple[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(self.sound(office)[1])) as archive:
            parts = {one: archive.read(one) for one in archive.namelist()}
        return ".xlsm", packed({**parts, "xl/vbaProject.bin": b"\xd0\xcf"})

    def zipped(self, office: Office) -> tuple[str, bytes]:
        return ".zip", packed({f"{office.code}.xlsx": self.sound(office)[1]})

    def broken(self, office: Office) -> tuple[str, bytes]:
        data = self.sound(office)[1]
        return "", data[: self.chance.randrange(200, len(data) - 200)]

    def ods(self, office: Office) -> tuple[str, bytes]:
        """The same cells as LibreOffice's own format keeps them."""
        template, said = self._said(office)
        book = openpyxl.load_workbook(io.BytesIO(template.written(said)), read_only=True)
        tables = "".join(_table(one.title, one.iter_rows(values_only=True)) for one in book.worksheets)
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            archive.writestr("META-INF/manifest.xml", _MANIFEST)
            archive.writestr("content.xml", _ODS.format(tables=tables), zipfile.ZIP_DEFLATED)
        return ".ods", made.getvalue()

    # -- pairs ----------------------------------------------------------------------------------------------------

    def same_file(self, office: Office) -> Iterator[tuple[str, bytes, str]]:
        data = self.sound(office)[1]
        yield "", data, SOUND
        yield "", data, "同じファイルを2度"

    def same_answers(self, office: Office) -> Iterator[tuple[str, bytes, str]]:
        data = self.sound(office)[1]
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = {one: archive.read(one) for one in archive.namelist()}
        yield "", data, SOUND
        yield "", packed({**parts, "docProps/app.xml": parts["docProps/app.xml"] + b"\n"}), "同じ答えを保存し直し"

    def newer(self, office: Office) -> Iterator[tuple[str, bytes, str]]:
        yield "", self.sound(office)[1], SOUND
        yield "", self._bytes(*self._said(office, 2)), "新しい提出回"

    def older(self, office: Office) -> Iterator[tuple[str, bytes, str]]:
        yield "", self._bytes(*self._said(office, 2)), SOUND
        yield "", self.sound(office)[1], "古い提出回が後から"

    def other(self, office: Office) -> Iterator[tuple[str, bytes, str]]:
        template, said = self._said(office)
        yield "", self._bytes(template, said), SOUND
        while seal(again := template.reply(office, self.chance)) == seal(said):
            pass
        yield "", self._bytes(template, again), "差替え"


_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
    '<manifest:file-entry manifest:full-path="/" '
    'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
)
_ODS = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
    "<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
)


def _table(title: str, rows: Iterator[tuple[object, ...]]) -> str:
    return f'<table:table table:name="{escape(title)}">{"".join(map(_row, rows))}</table:table>'


def _row(row: tuple[object, ...]) -> str:
    return f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>"


def _cell(content: object) -> str:
    if content is None:
        return "<table:table-cell/>"
    if isinstance(content, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{content}"><text:p>{content}</text:p></table:table-cell>'
    content = content.date().isoformat() if isinstance(content, datetime) else content
    lines = "".join(f"<text:p>{escape(one)}</text:p>" for one in str(content).split("\n"))
    return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'


def _edition(_: Office, __: Inspection) -> dict[str, str]:
    return {";juki;2026;": ";juki;2031;", "juki/2026": "juki/2031"}


def _year(office: Office, _: Inspection) -> dict[str, str]:
    return {
        f";{NOBODY.code};{YEAR};": f";{office.code};{YEAR - 1};",
        f"令和8年度（{YEAR}年度）": f"令和7年度（{YEAR - 1}年度）",
    }


def _nature(word: str, label: str, first: str) -> Callable[[Office, Inspection], dict[str, str]]:
    def names(_: Office, said: Inspection) -> dict[str, str]:
        code = seal(said)
        band = look.band(Nature(word))
        return {
            ";sample;": f";{word};",
            f"<t>{'見本'}</t>": f"<t>{label}</t>",
            look.band(Nature.SAMPLE): band,
            "【見本】": f"【{label}】" if band else "",
            "第1回 見本": f"第1回 {label}",
            code: first + code[1:],
        }

    return names


def _left_over(_: Office, said: Inspection) -> dict[str, str]:
    """Somebody made a practice reply look like another, and forgot one mark."""
    return {look.band(Nature.SAMPLE): look.band(Nature.TRAINING), seal(said): seal(said)}


_SINGLE: dict[str, Callable[[_Post, Office], tuple[str, bytes]]] = {
    SOUND: _Post.sound,
    LATE: _Post.sound,
    "ファイル名のコード違い": _Post.sound,
    "ほかの団体のファイル": lambda post, _: ("", post.of_the_first()),
    "表紙のコードの書換え": _Post.cover,
    "固定後に変更": _Post.changed,
    "読めない答え": _Post.cell,
    "食い違う2行": _Post.twice_in_one,
    "別の版": lambda post, office: post.exchanged(_edition)(office),
    "別の年度": lambda post, office: post.exchanged(_year)(office),
    "本番の混入": lambda post, office: post.exchanged(_nature("real", "本番", "H"))(office),
    "研修": lambda post, office: post.exchanged(_nature("training", "研修", "K"))(office),
    "研修の消し残し": lambda post, office: post.exchanged(_left_over)(office),
    "対象外の団体": _Post.stranger,
    "白紙": _Post.blank,
    "壊れた圧縮": _Post.broken,
    "空のファイル": lambda _, __: ("", b""),
    "暗号化": lambda post, _: ("", post.closed),
    "PDF": lambda _, office: (".pdf", b"%PDF-1.7\n\x00" + office.code.encode()),
    "HTML": lambda _, office: (".xls", f"<html><table><td>{office.code}</table>".encode()),
    "圧縮ファイル": _Post.zipped,
    "マクロ": _Post.macro,
    "読めないxls": lambda _, office: (".xls", bytes.fromhex("d0cf11e0a1b11ae1") + office.code.encode() * 500),
    "ods": _Post.ods,
}
_PAIRS: dict[str, Callable[[_Post, Office], Iterator[tuple[str, bytes, str]]]] = {
    "同じファイルを2度": _Post.same_file,
    "同じ答えを保存し直し": _Post.same_answers,
    "新しい提出回": _Post.newer,
    "古い提出回が後から": _Post.older,
    "差替え": _Post.other,
}
