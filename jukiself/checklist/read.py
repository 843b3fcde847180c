"""Reading one edition of ``forms/``; every key is known, every id exists, or a `FormError` says where."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import TYPE_CHECKING

from jukiself.checklist import cross_read, lineage
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
    Person,
    PersonKind,
    Place,
    PlaceKind,
    Question,
    Remedy,
    Rule,
    RuleKind,
    Severity,
    Stage,
    Unlisted,
)
from jukiself.checklist.renamed import read_renamed
from jukiself.checklist.table import FormError, Table, all_of, file_names, listed, read_table, read_text, unique

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["FormError", "read_checklist", "read_clauses"]


def read_checklist(folder: Path) -> Checklist:
    """Read the edition in ``folder`` (``forms/<form>/<edition>``); clauses come from ``forms``.

    Raises `FormError` for a missing or damaged file, an unknown key, a wrong type or an id used twice.
    """
    head = read_table(folder / "form.toml")
    areas = tuple(
        Area(one.identifier(), one.text("title"), one.take("optional", bool, False))
        for one in all_of(head.tables("area"))
    )
    stages = tuple(Stage(one.identifier(), one.text("title")) for one in all_of(head.tables("stage")))
    groups = tuple(_group(one) for one in all_of(head.tables("group")))
    places = tuple(
        Place(one.identifier(), one.text("title"), one.one_of("kind", PlaceKind))
        for one in all_of(head.tables("place"))
    )
    people = tuple(
        Person(one.identifier(), one.text("title"), one.one_of("kind", PersonKind), one.text("why", ""))
        for one in all_of(head.tables("person"))
    )
    severity_table = head.table("severity")
    severity = {one: severity_table.text(one) for one in Severity}
    severity_table.done()
    form_id, edition = head.text("id"), head.text("edition")
    title, released = head.text("title"), head.take("released", bool)
    head.done()
    questions: list[Question] = []
    rules: list[Rule] = []
    for place, area in enumerate(areas, 1):
        for number, table in enumerate(listed(folder / "questions" / f"{area.id}.toml", "question"), 1):
            questions.append(_question(table, area.id, f"{place}-{number}"))
        rules += [_rule(table, area.id) for table in listed(folder / "rules" / f"{area.id}.toml", "rule")]
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
        unique(what, ids)
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
        renamed=read_renamed(folder.parent.parent / "terms.toml"),
        lineage=lineage.read_lineage(folder / lineage.FILE),
        across=cross_read.read_cross_rules(folder / cross_read.FILE),
    )


def read_clauses(forms: Path) -> dict[str, Clause]:
    """The rows of ``clauses.csv`` and ``today.csv`` by id, named as ``sources.toml`` cites them."""
    sources = read_table(forms / "sources.toml")
    cited = {name: str(table["cited"]) for name, table in sources.values.items()}
    found = {}
    for name in ("clauses.csv", "today.csv"):
        for row in csv.DictReader(io.StringIO(read_text(forms / name))):
            found[row["id"]] = Clause(
                id=row["id"],
                source=cited.get(row["source"], row["source"]),
                place=row["place"],
                kind=row["kind"],
                gist=row["gist"],
                security=row["security"] == "yes",
            )
    return found


def _refuse_strays(folder: Path, areas: set[str]) -> None:
    for kind in ("questions", "rules"):
        strays = [one for one in file_names(folder / kind) if one not in {f"{area}.toml" for area in areas}]
        if strays:
            raise FormError(f"{kind}: form.toml の分野にないファイルがあります: {'、'.join(strays)}")


def _group(table: Table) -> Group:
    kind = table.text("kind")
    if kind not in {"fixed", "open"}:
        raise FormError(f"{table.where}: 「kind」は fixed・open のどちらかです: {kind}")
    sets = []
    for one in all_of(table.tables("set", [])):
        members = [
            FixedMember(each.identifier(), each.text("name"), each.text("formerly", ""))
            for each in all_of(one.tables("members"))
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


def _question(table: Table, area: str, number: str) -> Question:
    kind = table.one_of("kind", Kind)
    choices = []
    for one in all_of(table.tables("choice", [])):
        value = one.identifier("value")
        if value in RESERVED:
            raise FormError(f"{table.where}: 選択肢の名前「{value}」はプログラムが使うので使えません。")
        grade = one.one_of("grade", Grade) if "grade" in one.values else None
        choices.append(Choice(value, one.text("label"), grade, one.take("note_required", bool, False)))
    unique(f"{table.where} の選択肢", [one.value for one in choices])
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


def _rule(table: Table, area: str) -> Rule:
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


def _condition(table: Table, key: str) -> Condition:
    try:
        return parse(table.text(key))
    except ConditionError as error:
        raise FormError(f"{table.where}: 「{key}」: {error}") from None


def _examples(table: Table) -> dict[str, tuple[dict[str, str], ...]]:
    examples = table.table("examples")
    found = {verdict: examples.mappings(verdict) for verdict in ("met", "gap", "open")}
    examples.done()
    return found


def _security(rule: Rule, security: dict[str, bool]) -> bool:
    return all(security.get(atom.question, True) for atom in atoms(rule.condition))
