"""What a form must keep besides being readable: references, the static laws of design §5, and its prose."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jukiself.checklist.condition import And, Any, AtLeast, Atom, Compare, Condition, In, Or, atoms
from jukiself.checklist.model import DELEGATED_VALUES, Checklist, Grade, Kind, Question, Rule, RuleKind, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jukiself.checklist.cross import CrossRule

_WEIGHT = {Severity.HIGH: 3, Severity.MEDIUM: 2, Severity.LOW: 1}
_RANK = {Grade.MET: 0, Grade.PARTLY: 1, Grade.UNMET: 2}

#: Longest allowed texts, in characters.
CAPS = {
    "question.text": 60,
    "question.why+look+ask": 220,
    "question.example": 90,
    "question.step": 120,
    "choice.label": 32,
    "rule.title": 40,
    "rule.check_title": 40,
    "rule.text": 160,
    "rule.risk": 120,
    "rule.to_find_out": 140,
    "remedy.step": 120,
    "remedy.say": 80,
}

#: Ways of writing that offices avoid.
BAD_MARKS = re.compile("[，．０-９Ａ-Ｚａ-ｚ]|ヶ[所月]|個所|箇所")


def check_form(checklist: Checklist) -> list[str]:
    """Every fault of a readable form, as Japanese sentences naming the place; empty where it is sound."""
    return [
        *_check_groups(checklist),
        *(fault for question in checklist.questions for fault in _check_question(checklist, question)),
        *(fault for rule in checklist.rules for fault in _check_rule(checklist, rule)),
        *_check_unmet_is_judged(checklist),
        *(fault for one in checklist.across for fault in _check_cross_rule(checklist, one)),
        *_check_prose(checklist),
    ]


def _check_groups(checklist: Checklist) -> Iterator[str]:
    for group in checklist.groups:
        gate = checklist.question.get(group.gate)
        if gate is None or not gate.gate:
            yield f"対象 {group.id}: 入口の設問 {group.gate} がありません（gate = true の設問が要ります）。"
            continue
        needed = {"present", "absent"} if group.fixed else {"complete", "partial", "none"}
        if {one.value for one in gate.choices} != needed:
            yield f"対象 {group.id}: 入口の設問の選択肢は {'・'.join(sorted(needed))} です。"
        if gate.group != (group.id if group.fixed else None):
            yield f"対象 {group.id}: 入口の設問の group が合いません。"
        if group.unlisted:
            yield from _unknown_ids(f"対象 {group.id}", "出典", group.unlisted.sources, set(checklist.clauses))


def _unknown_ids(where: str, what: str, used: tuple[str, ...], known: set[str]) -> Iterator[str]:
    for one in used:
        if one not in known:
            yield f"{where}: 知らない{what}です: {one}"


def _check_question(checklist: Checklist, question: Question) -> Iterator[str]:
    where = f"設問 {question.id}"
    yield from _unknown_ids(where, "段階", (question.stage,), {one.id for one in checklist.stages})
    yield from _unknown_ids(where, "見る所", question.where, {one.id for one in checklist.places})
    yield from _unknown_ids(where, "聞く相手", question.whom, {one.id for one in checklist.people})
    yield from _unknown_ids(where, "出典", question.sources, set(checklist.clauses))
    yield from _unknown_ids(where, "対象", (question.group,) if question.group else (), set(checklist.group))
    if not question.where and not question.whom:
        yield f"{where}: 見る所か聞く相手が要ります。"
    yield from _check_grades(question)
    if question.delegated_by:
        yield from _check_who(checklist, question)
    if question.when is not None:
        yield from _check_when(checklist, question, question.when)
    yield from _check_gates(checklist, question)


def _check_grades(question: Question) -> Iterator[str]:
    where = f"設問 {question.id}"
    grades = [one.grade for one in question.choices]
    if any(grades) and not all(grades):
        yield f"{where}: 選択肢の良し悪しは、すべてに付けるか、まったく付けないかのどちらかです。"
    ranks = [_RANK[one] for one in grades if one]
    if ranks != sorted(ranks):
        yield f"{where}: 選択肢は良い順に並べてください。"
    if question.kind is Kind.MULTI and any(grades):
        yield f"{where}: いくつも選べる設問に良し悪しは付けられません。"


def _check_when(checklist: Checklist, question: Question, when: Condition) -> Iterator[str]:
    where = f"設問 {question.id}"
    yield from _check_condition(checklist, where, when, question.group)
    order = {one.id: place for place, one in enumerate(checklist.questions)}
    for atom in atoms(when):
        if atom.question not in order:
            continue
        if order[atom.question] >= order[question.id]:
            yield f"{where}: 尋ねる条件は、前にある設問だけを使えます: {atom.question}"
        if not checklist.question[atom.question].gate:
            yield f"{where}: 尋ねる条件になる設問は入口です。gate = true を付けてください: {atom.question}"


def _check_gates(checklist: Checklist, question: Question) -> Iterator[str]:
    where = f"設問 {question.id}"
    for name in sorted(_gates(question, checklist)):
        gate = checklist.question.get(name)
        if gate and question.security and not gate.security:
            yield f"{where}: 安全にかかわる設問の入口に、そうでない設問があります: {gate.id}"
        if gate and question.short and not gate.short:
            yield f"{where}: 簡易で尋ねる設問の入口が簡易にありません: {gate.id}"


def _gates(question: Question, checklist: Checklist) -> set[str]:
    names = {atom.question for atom in atoms(question.when)} if question.when else set()
    if question.delegated_by:
        names.add(question.delegated_by)
    if question.group and question.group in checklist.group:
        names.add(checklist.group[question.group].gate)
    return names


def _check_who(checklist: Checklist, question: Question) -> Iterator[str]:
    who = checklist.question.get(str(question.delegated_by))
    if who is None or not who.gate or {one.value for one in who.choices} != {"self", "shared", "contractor"}:
        yield f"設問 {question.id}: delegated_by は self・shared・contractor を尋ねる入口の設問です: {question.delegated_by}"
    elif who.group not in {None, question.group}:
        yield f"設問 {question.id}: delegated_by の設問と対象が合いません。"
    if question.kind is not Kind.CHOICE:
        yield f"設問 {question.id}: 任せられる設問は choice だけです。"


def _check_condition(checklist: Checklist, where: str, condition: Condition, each: str | None) -> Iterator[str]:
    """References, values and groups of one condition; ``each`` is the group a bare grouped question may use."""
    if isinstance(condition, Any):
        groups = {
            checklist.question[one.question].group
            for one in atoms(condition.part)
            if one.question in checklist.question
        }
        groups.discard(None)
        if len(groups) != 1:
            yield f"{where}: any( ) の中は1つの対象の設問にしてください。"
            return
        yield from _check_condition(checklist, where, condition.part, groups.pop())
    elif isinstance(condition, (And, Or, AtLeast)):
        for part in condition.parts:
            yield from _check_condition(checklist, where, part, each)
    else:
        yield from _check_atom(checklist, where, condition, each)


def _check_atom(checklist: Checklist, where: str, atom: Atom, each: str | None) -> Iterator[str]:
    question = checklist.question.get(atom.question)
    if question is None:
        yield f"{where}: 条件に知らない設問があります: {atom.question}"
        return
    if question.group and question.group != each:
        yield f"{where}: {atom.question} は対象ごとの設問です。any( ) に入れるか each を付けてください。"
    if isinstance(atom, Compare):
        if question.kind is not Kind.NUMBER:
            yield f"{where}: 数でない設問を比べています: {atom.question}"
    elif question.kind not in {Kind.CHOICE, Kind.MULTI}:
        yield f"{where}: 選択肢のない設問です: {atom.question}"
    else:
        yield from _unknown_ids(
            where, f"選択肢（{atom.question}）", atom.values, {one for one in atom.values if question.choice(one)}
        )


def _grades(checklist: Checklist, atom: Atom) -> set[Grade | None]:
    question = checklist.question[atom.question]
    if isinstance(atom, Compare):
        return {None}
    return {choice.grade for value in atom.values if (choice := question.choice(value))}


def _bad(checklist: Checklist, atom: Atom) -> bool:
    return bool(_grades(checklist, atom) & {Grade.PARTLY, Grade.UNMET})


def _check_rule(checklist: Checklist, rule: Rule) -> Iterator[str]:
    where = f"所見 {rule.id}"
    broken = [
        *_unknown_ids(where, "段階", (rule.stage,), {one.id for one in checklist.stages}),
        *_unknown_ids(where, "出典", rule.sources, set(checklist.clauses)),
        *_unknown_ids(where, "対象", (rule.each,) if rule.each else (), set(checklist.group)),
        *_unknown_ids(
            where, "決める人", (rule.remedy.decides,) if rule.remedy else (), {one.id for one in checklist.people}
        ),
        *_check_condition(checklist, where, rule.condition, rule.each),
    ]
    yield from broken
    if not rule.sources:
        yield f"{where}: 出典が要ります。"
    if not broken:
        yield from _check_judgement(checklist, rule)


def _check_judgement(checklist: Checklist, rule: Rule) -> Iterator[str]:
    """Whether the condition asks for good and bad answers as its kind allows."""
    where = f"所見 {rule.id}"
    used = list(atoms(rule.condition))
    bad = [_bad(checklist, atom) for atom in used]
    mixed = [atom.question for atom in used if _bad(checklist, atom) and _grades(checklist, atom) & {Grade.MET, None}]
    if mixed:
        yield f"{where}: 1つの条件に良い答えと良くない答えが混じっています: {'、'.join(mixed)}"
    if rule.kind is not RuleKind.DEFECT and any(bad):
        yield f"{where}: 良い点と参考は、良くない答えを条件にできません。"
    if rule.kind is RuleKind.DEFECT and not any(bad):
        yield f"{where}: 改善が必要な所見には、良くない答えが要ります。"
    elif rule.kind is RuleKind.DEFECT and rule.refines:
        yield from _check_refinement(checklist, rule)
    elif rule.kind is RuleKind.DEFECT and not all(bad):
        yield f"{where}: 良い答えも条件にする所見は、refines で基の所見を示してください。"


def _check_refinement(checklist: Checklist, rule: Rule) -> Iterator[str]:
    where = f"所見 {rule.id}"
    plain = checklist.rule.get(str(rule.refines))
    if plain is None or plain.refines or plain.kind is not RuleKind.DEFECT:
        yield f"{where}: refines の相手は、refines のない改善が必要な所見です: {rule.refines}"
        return
    if plain.each != rule.each or plain.area != rule.area:
        yield f"{where}: refines の相手と対象か分野が違います。"
    if rule.severity and plain.severity and _WEIGHT[rule.severity] < _WEIGHT[plain.severity]:
        yield f"{where}: 基の所見より軽くできません。"
    if _without_good(checklist, rule.condition) != plain.condition:
        yield f"{where}: 良い答えを除いた条件が、基の所見 {plain.id} の条件と同じではありません。"


def _without_good(checklist: Checklist, condition: Condition) -> Condition | None:
    match condition:
        case In() | Compare():
            return condition if _bad(checklist, condition) else None
        case And(parts):
            kept = [one for part in parts if (one := _without_good(checklist, part)) is not None]
            return None if not kept else kept[0] if len(kept) == 1 else And(tuple(kept))
        case _:
            return condition if any(_bad(checklist, atom) for atom in atoms(condition)) else None


def _check_cross_rule(checklist: Checklist, one: CrossRule) -> Iterator[str]:
    where = f"全体の所見 {one.id}"
    yield from _unknown_ids(where, "分野", (one.area,), {area.id for area in checklist.areas})
    yield from _unknown_ids(where, "段階", (one.stage,), {stage.id for stage in checklist.stages})
    yield from _unknown_ids(where, "出典", one.sources, set(checklist.clauses))
    yield from _unknown_ids(where, "所見の決まり", (one.rule,) if one.rule else (), set(checklist.rule))
    for condition in (one.condition, one.of):
        if condition is not None:
            yield from _check_condition(checklist, where, condition, None)
    if not one.sources:
        yield f"{where}: 出典が要ります。"
    if any("すべて" in said for said in (one.most, one.some, one.none, one.unclear)):
        yield f"{where}: 「すべて」と言えるのは whole だけです。"


def _check_unmet_is_judged(checklist: Checklist) -> Iterator[str]:
    judged = {
        (atom.question, value)
        for rule in checklist.rules
        if rule.kind is RuleKind.DEFECT
        for atom in atoms(rule.condition)
        if isinstance(atom, In)
        for value in atom.values
    }
    for question in checklist.questions:
        for choice in question.choices:
            if choice.grade is Grade.UNMET and (question.id, choice.value) not in judged:
                yield f"設問 {question.id}: 「{choice.label}」と答えても所見になりません。"
        if question.delegated_by and not any((question.id, value) in judged for value in DELEGATED_VALUES):
            yield f"設問 {question.id}: 任せた先を確かめていないときの所見がありません。"


def _texts(checklist: Checklist) -> Iterator[tuple[str, str, str]]:
    for question in checklist.questions:
        where = f"設問 {question.id}"
        yield where, "question.text", question.text
        yield where, "question.why+look+ask", question.why + question.look + question.ask
        yield where, "question.example", question.example
        yield where, "question.step", question.step
        for choice in question.choices:
            yield where, "choice.label", choice.label
    for rule in checklist.rules:
        where = f"所見 {rule.id}"
        yield where, "rule.title", rule.title
        yield where, "rule.check_title", rule.check_title
        yield where, "rule.text", rule.text
        yield where, "rule.risk", rule.risk
        yield where, "rule.to_find_out", rule.to_find_out
        if rule.remedy:
            yield where, "remedy.step", rule.remedy.step
            yield where, "remedy.say", rule.remedy.say


def _check_prose(checklist: Checklist) -> Iterator[str]:
    for where, what, text in _texts(checklist):
        if len(text) > CAPS[what]:
            yield f"{where}: {what} が {len(text)} 文字です（{CAPS[what]} 文字まで）。"
        for mark in BAD_MARKS.findall(text):
            yield f"{where}: {what} に使わない書き方があります: {mark}"
        if what == "question.text" and not text.endswith("か。"):
            yield f"{where}: 問いは「か。」で終えてください。"
        if what == "remedy.say" and "「" in text:
            yield f"{where}: say にかぎ括弧は要りません。"
