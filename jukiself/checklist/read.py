"""Reading one edition of ``forms/``; every key is known, every id exists, or a `FormError` says where."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from jukiself.checklist.condition import Condition, ConditionError, atoms, parse
from jukiself.checklist.model import (
    RESERVED,
    Area,
    Checklist,
    Choice,
    Clause,
    Cost,
    FixedMember,
    Grade,
    Group,
    Kind,
    MemberSet,
    Question,
    Remedy,
    Rule,
    RuleKind,
    Severity,
    Stage,
    Titled,
    Unlisted,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from enum import StrEnum
    from pathlib import Path

E = TypeVar("E", bound="StrEnum")

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


class FormError(ValueError):
    """A form that cannot be used; the message is Japanese and names the file and the place."""


@dataclass
class _Table:
    """One TOML table that remembers where it stands and which keys were taken."""

    values: dict[str, Any]
    where: str

    def take(self, key: str, kind: type[Any], default: Any = ...) -> Any:
        value = self.values.pop(key, default)
        if value is ...:
            raise FormError(f"{self.where}: 「{key}」がありません。")
        if value is not default and (not isinstance(value, kind) or (kind is int and isinstance(value, bool))):
            raise FormError(f"{self.where}: 「{key}」の書き方が違います（{kind.__name__} で書いてください）。")
        return value

    def text(self, key: str, default: Any = ...) -> str:
        value = str(self.take(key, str, default))
        if value != value.strip():
            raise FormError(f"{self.where}: 「{key}」の前後に空白があります。")
        return value

    def identifier(self, key: str = "id") -> str:
        value = self.text(key)
        if not _ID.fullmatch(value):
            raise FormError(f"{self.where}: 「{key}」は英小文字・数字・ハイフンで書いてください: {value}")
        return value

    def texts(self, key: str, default: Any = ...) -> tuple[str, ...]:
        found = self.take(key, list, default)
        if not all(isinstance(one, str) for one in found):
            raise FormError(f"{self.where}: 「{key}」は文字列の並びで書いてください。")
        return tuple(found)

    def one_of(self, key: str, kinds: type[E], default: Any = ...) -> E:
        value = self.take(key, str, default)
        try:
            return kinds(value)
        except ValueError:
            allowed = "・".join(kinds)
            raise FormError(f"{self.where}: 「{key}」は {allowed} のどれかです: {value}") from None

    def tables(self, key: str, default: Any = ...) -> list[_Table]:
        return [
            _Table(dict(one), f"{self.where} の {number} 番目の {key}")
            for number, one in enumerate(self.take(key, list, default), 1)
        ]

    def table(self, key: str) -> _Table:
        return _Table(dict(self.take(key, dict)), f"{self.where} の {key}")

    def done(self) -> None:
        if self.values:
            raise FormError(f"{self.where}: 知らない項目があります: {'、'.join(sorted(self.values))}")


def read_checklist(folder: Path) -> Checklist:
    """Read the edition in ``folder`` (``forms/<form>/<edition>``); clauses come from ``forms``.

    Raises `FormError` for a missing or damaged file, an unknown key, a wrong type or an id used twice.
    """
    head = _file(folder / "form.toml")
    areas = tuple(
        Area(one.identifier(), one.text("title"), one.take("optional", bool, False)) for one in _all(head.tables("area"))
    )
    stages = tuple(Stage(one.identifier(), one.text("title")) for one in _all(head.tables("stage")))
    groups = tuple(_group(one) for one in _all(head.tables("group")))
    places = tuple(Titled(one.identifier(), one.text("title")) for one in _all(head.tables("place")))
    people = tuple(Titled(one.identifier(), one.text("title")) for one in _all(head.tables("person")))
    severity_table = head.table("severity")
    severity = {one: severity_table.text(one) for one in Severity}
    severity_table.done()
    form_id, edition = head.text("id"), head.text("edition")
    title, released = head.text("title"), head.take("released", bool)
    head.done()
    questions: list[Question] = []
    rules: list[Rule] = []
    for place, area in enumerate(areas, 1):
        for number, table in enumerate(_listed(folder / "questions" / f"{area.id}.toml", "question"), 1):
            questions.append(_question(table, area.id, f"{place}-{number}"))
        rules += [_rule(table, area.id) for table in _listed(folder / "rules" / f"{area.id}.toml", "rule")]
    _refuse_strays(folder, {area.id for area in areas})
    for what, ids in (
        ("分野", [one.id for one in areas]),
        ("段階", [one.id for one in stages]),
        ("対象", [one.id for one in groups]),
        ("見る所", [one.id for one in places]),
        ("聞く相手", [one.id for one in people]),
        ("設問", [one.id for one in questions]),
        ("所見の決まり", [one.id for one in rules]),
    ):
        _unique(what, ids)
    security = {one.id: one.security for one in questions}
    return Checklist(
        id=form_id,
        edition=edition,
        title=title,
        released=released,
        areas=areas,
        stages=stages,
        groups=groups,
        places=places,
        people=people,
        severity=severity,
        questions=tuple(questions),
        rules=tuple(replace(one, security=_security(one, security)) for one in rules),
        clauses=read_clauses(folder.parent.parent),
    )


def read_clauses(forms: Path) -> dict[str, Clause]:
    """The rows of ``clauses.csv`` and ``today.csv`` by id, named as ``sources.toml`` cites them."""
    sources = _file(forms / "sources.toml")
    cited = {name: str(table["cited"]) for name, table in sources.values.items()}
    found = {}
    for name in ("clauses.csv", "today.csv"):
        for row in csv.DictReader(io.StringIO(_read(forms / name))):
            found[row["id"]] = Clause(
                id=row["id"],
                source=cited.get(row["source"], row["source"]),
                place=row["place"],
                kind=row["kind"],
                gist=row["gist"],
                security=row["security"] == "yes",
            )
    return found


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise FormError(f"{path} がありません。設問のフォルダーがそろっているか確かめてください。") from None
    except (OSError, UnicodeDecodeError) as error:
        raise FormError(f"{path} を読めません（{error}）。") from None


def _file(path: Path) -> _Table:
    try:
        return _Table(tomllib.loads(_read(path)), f"{path.parent.name}/{path.name}")
    except tomllib.TOMLDecodeError as error:
        raise FormError(f"{path.parent.name}/{path.name}: 書き方が壊れています（{error}）。") from None


def _listed(path: Path, key: str) -> list[_Table]:
    table = _file(path)
    found = table.tables(key, [])
    table.done()
    for one in found:
        name = one.values.get("id")
        if isinstance(name, str):
            one.where = f"{table.where} の {name}"
    return found


def _all(tables: list[_Table]) -> Iterable[_Table]:
    for one in tables:
        yield one
        one.done()


def _refuse_strays(folder: Path, areas: set[str]) -> None:
    for kind in ("questions", "rules"):
        strays = sorted(
            path.name for path in (folder / kind).iterdir() if path.stem not in areas or path.suffix != ".toml"
        )
        if strays:
            raise FormError(f"{kind}: form.toml の分野にないファイルがあります: {'、'.join(strays)}")


def _unique(what: str, ids: list[str]) -> None:
    twice = sorted({one for one in ids if ids.count(one) > 1})
    if twice:
        raise FormError(f"{what}の名前が2回使われています: {'、'.join(twice)}")


def _group(table: _Table) -> Group:
    kind = table.text("kind")
    if kind not in {"fixed", "open"}:
        raise FormError(f"{table.where}: 「kind」は fixed・open のどちらかです: {kind}")
    sets = []
    for one in _all(table.tables("set", [])):
        members = [
            FixedMember(each.identifier(), each.text("name"), each.text("formerly", ""))
            for each in _all(one.tables("members"))
        ]
        sets.append(
            MemberSet(one.text("id"), one.text("title"), tuple(members), default=one.take("default", bool, False))
        )
    unlisted = None
    if kind == "open":
        one = table.table("unlisted")
        unlisted = Unlisted(
            one.identifier(),
            one.text("check_title"),
            one.text("to_find_out"),
            one.text("area"),
            one.text("stage"),
            one.texts("sources"),
        )
        one.done()
    return Group(
        table.identifier(), table.text("title"), kind == "fixed", table.identifier("gate"), tuple(sets), unlisted
    )


def _question(table: _Table, area: str, number: str) -> Question:
    kind = table.one_of("kind", Kind)
    choices = []
    for one in _all(table.tables("choice", [])):
        value = one.identifier("value")
        if value in RESERVED:
            raise FormError(f"{table.where}: 選択肢の名前「{value}」はプログラムが使うので使えません。")
        grade = one.one_of("grade", Grade) if "grade" in one.values else None
        choices.append(Choice(value, one.text("label"), grade, one.take("note_required", bool, False)))
    _unique(f"{table.where} の選択肢", [one.value for one in choices])
    if bool(choices) != (kind in {Kind.CHOICE, Kind.MULTI}):
        raise FormError(f"{table.where}: 選択肢は kind が choice・multi のときだけ、必ず書きます。")
    better = table.text("better", "")
    if better not in {"", "more", "less"}:
        raise FormError(f"{table.where}: 「better」は more・less のどちらかです。")
    depth = table.text("depth")
    if depth not in {"short", "full"}:
        raise FormError(f"{table.where}: 「depth」は short・full のどちらかです。")
    question = Question(
        id=table.identifier(),
        number=number,
        area=area,
        stage=table.text("stage"),
        kind=kind,
        text=table.text("text"),
        why=table.text("why"),
        look=table.text("look"),
        ask=table.text("ask"),
        step=table.text("step"),
        where=table.texts("where"),
        whom=table.texts("whom"),
        sources=table.texts("sources"),
        group=table.text("group", "") or None,
        choices=tuple(choices),
        example=table.text("example", ""),
        security=table.take("security", bool, True),
        gate=table.take("gate", bool, False),
        short=depth == "short",
        delegated_by=table.text("delegated_by", "") or None,
        when=_condition(table, "when") if "when" in table.values else None,
        unit=table.text("unit", ""),
        better=better,
    )
    table.done()
    return question


def _rule(table: _Table, area: str) -> Rule:
    kind = table.one_of("kind", RuleKind)
    refines = table.text("refines", "") or None
    remedy = None
    if kind is RuleKind.DEFECT:
        one = table.table("remedy")
        remedy = Remedy(one.text("step"), one.one_of("cost", Cost), one.text("decides"), one.text("say"))
        one.done()
    plain = kind is RuleKind.DEFECT and not refines
    rule = Rule(
        id=table.identifier(),
        kind=kind,
        area=area,
        stage=table.text("stage"),
        condition=_condition(table, "condition"),
        title=table.text("title"),
        text=table.text("text"),
        sources=table.texts("sources"),
        severity=table.one_of("severity", Severity) if kind is RuleKind.DEFECT else None,
        each=table.text("each", "") or None,
        refines=refines,
        check_title=table.text("check_title") if plain else "",
        to_find_out=table.text("to_find_out") if plain else "",
        risk=table.text("risk") if kind is RuleKind.DEFECT else "",
        remedy=remedy,
        examples=_examples(table),
    )
    table.done()
    return rule


def _condition(table: _Table, key: str) -> Condition:
    try:
        return parse(table.text(key))
    except ConditionError as error:
        raise FormError(f"{table.where}: 「{key}」: {error}") from None


def _examples(table: _Table) -> dict[str, dict[str, str]]:
    examples = table.table("examples")
    found = {}
    for verdict in ("met", "gap", "open"):
        answers = examples.take(verdict, dict)
        if not all(isinstance(value, str) for value in answers.values()):
            raise FormError(f"{examples.where}: 「{verdict}」の答えは文字列で書いてください。")
        found[verdict] = dict(answers)
    examples.done()
    return found


def _security(rule: Rule, security: dict[str, bool]) -> bool:
    return all(security.get(atom.question, True) for atom in atoms(rule.condition))
