"""Which questions stand in a workbook, and what is said beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.answers.model import Key
from jukiself.checklist.condition import And, Any, AtLeast, Compare, In, Or
from jukiself.checklist.model import DELEGATED
from jukiself.excel.layout import CONTRACT_COLUMNS, column_number

if TYPE_CHECKING:
    from jukiself.answers.situation import Situation
    from jukiself.checklist.condition import Condition
    from jukiself.checklist.model import Checklist, Group, Question

_SIGNS = {"<": "より小さい", "<=": "以下", ">": "より大きい", ">=": "以上"}


def open_group(checklist: Checklist) -> Group | None:
    """The group whose members the inspection lists (the contracts), if the edition has one."""
    return next((one for one in checklist.groups if not one.fixed), None)


def is_contract(checklist: Checklist, question: Question) -> bool:
    """Whether a question stands on 契約 rather than on 点検票."""
    group = open_group(checklist)
    return group is not None and question.group == group.id


def question_keys(situation: Situation) -> tuple[Key, ...]:
    """Every row of 点検票: whatever could be asked, and whatever has been answered, in the order of the form."""
    found: list[Key] = []
    for question in situation.checklist.questions:
        candidates: list[Key] = []
        if not is_contract(situation.checklist, question) and situation.offered(question):
            members = situation.members[question.group] if question.group else ()
            candidates = [Key(question.id, one.id) for one in members] if question.group else [Key(question.id)]
        found += [*candidates, *_answered_besides(situation, question, candidates)]
    return tuple(found)


def _answered_besides(situation: Situation, question: Question, candidates: list[Key]) -> list[Key]:
    said = [key for key in situation.inspection.answers if key.question == question.id and key not in candidates]
    if is_contract(situation.checklist, question):
        said = [key for key in said if not key.member]
    return sorted(said, key=str)


def contract_questions(situation: Situation) -> tuple[Question, ...]:
    """The rows of 契約."""
    answered = {key.question for key in situation.inspection.answers if key.member}
    return tuple(
        one
        for one in situation.checklist.questions
        if is_contract(situation.checklist, one) and (situation.offered(one) or one.id in answered)
    )


def contract_columns(situation: Situation) -> tuple[str, ...]:
    """The member ids of the columns of 契約: those listed, those only answered, then free ones."""
    inspection = situation.inspection
    listed = [one.id for one in inspection.running]
    about = {one.id for one in contract_questions(situation)}
    answered = [key for key in inspection.answers if key.question in about and key.member and key.member not in listed]
    columns = list(dict.fromkeys([*listed, *(str(key.member) for key in sorted(answered, key=column_number))]))
    fresh = int(inspection.next_contract_id()[1:])
    free = max(CONTRACT_COLUMNS - len(columns), 1)
    return (*columns, *(f"c{number}" for number in range(fresh, fresh + free)))


def contract_keys(situation: Situation) -> tuple[Key, ...]:
    """Every contract listed, asked every question of 契約, and what has been answered besides."""
    listed = [one.id for one in situation.inspection.running]
    columns = contract_columns(situation)
    keys = [Key(question.id, member) for question in contract_questions(situation) for member in columns]
    return tuple(one for one in keys if one.member in listed or one in situation.inspection.answers)


def member_name(situation: Situation, key: Key) -> str:
    """対象, with the name it had in 2006 where that was another."""
    if not key.member:
        return ""
    question = situation.checklist.question[key.question]
    member = situation.member(key)
    if member is None or question.group is None:
        return key.member
    group = situation.checklist.group[question.group]
    sets = (one for named in group.sets for one in named.members if (one.id, one.name) == (member.id, member.name))
    formerly = next((one.formerly for one in sets if one.formerly), "")
    return f"{member.name}（以前の{formerly}）" if formerly else member.name


def asked_text(situation: Situation, question: Question) -> str:
    """The question with its unit, its choices and when it is asked, as one reads it on paper."""
    parts = [question.text + (f"（単位：{question.unit}）" if question.unit else "")]
    if question.choices:
        several = "（いくつでも。「、」でつなぐ）" if question.kind == "multi" else ""
        parts.append(f"［{several}{'／'.join(one.label for one in question.choices)}］")
    if question.delegated_by:
        gate = situation.checklist.question[question.delegated_by]
        words = "／".join(one.label for one in DELEGATED)
        parts.append(f"［{gate.number} で、ほかが行うと答えたとき：{words}］")
    if question.when:
        parts.append(f"※ {condition_text(situation.checklist, question.when)}ときに答えます。")
    return "\n".join(parts)


def look_text(situation: Situation, question: Question) -> str:
    """Where to look and whom to ask."""
    titles = situation.checklist.titles
    where = "・".join(titles[f"place:{one}"] for one in question.where)
    whom = "・".join(titles[f"person:{one}"] for one in question.whom)
    return "\n".join(part for part in (f"見る：{where}" if where else "", f"聞く：{whom}" if whom else "") if part)


def condition_text(checklist: Checklist, condition: Condition) -> str:
    """A condition in words, such as 2-3 が「置かれている」の."""
    return f"{_condition(checklist, condition)}の"


def _condition(checklist: Checklist, condition: Condition) -> str:
    match condition:
        case In(name, values):
            question = checklist.question[name]
            words = [choice.label if (choice := question.choice(one)) else one for one in values]
            return f"{question.number} が" + "か".join(f"「{one}」" for one in words)
        case Compare(name, sign, number):
            question = checklist.question[name]
            return f"{question.number} が {number:g}{question.unit}{_SIGNS[sign]}"
        case And(parts):
            return "、かつ ".join(_condition(checklist, one) for one in parts)
        case Or(parts):
            return "、または ".join(_condition(checklist, one) for one in parts)
        case AtLeast(count, parts):
            return f"次のうち{count}つ以上（{'、'.join(_condition(checklist, one) for one in parts)}）"
        case Any(part):
            return f"どれかの対象で {_condition(checklist, part)}"


def contract_titles(checklist: Checklist) -> str:
    """The name of the open group, as headings use it."""
    group = open_group(checklist)
    return group.title if group else ""
