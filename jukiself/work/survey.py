"""市町村調査結果の概要 as files: the round of a book looked across, chosen, made anonymous, and written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import jukiself
from jukiself import places
from jukiself.checklist import local
from jukiself.checklist.local import is_local
from jukiself.checklist.shape import Item, read_shape
from jukiself.excel.survey import write_survey
from jukiself.excel.survey_lists import DATA, data
from jukiself.pdf.render import render
from jukiself.report.survey import Survey, survey_report
from jukiself.store.requests import load_request
from jukiself.survey.choice import ChoiceRefused, chosen, read_choices, words
from jukiself.survey.then import then_now
from jukiself.survey.there import There, there
from jukiself.survey.veil import telling, veiled
from jukiself.word.render import render as as_word
from jukiself.work.across import look_across
from jukiself.work.publish import as_csv

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from jukiself.answers.model import Nature
    from jukiself.checklist.model import Checklist
    from jukiself.checklist.shape import Shape
    from jukiself.store.book import Book
    from jukiself.survey.across import Across, Spread
    from jukiself.work.exchange import Editions

SUFFIXES = (".xlsx", ".pdf", ".docx", ".csv")


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted of a survey: which offices, under which names, beside which earlier 年度, one area in order."""

    choices: Sequence[str] = ()
    anonymous: bool = False
    before: int = 0
    rank: str = ""


def survey_of(
    book: Book,
    year: int,
    nature: Nature,
    editions: Editions,
    wish: Wish | None = None,
    *,
    printed_on: date | None = None,
    told: Callable[[int, int], bool] = lambda _done, _of: True,
) -> Survey:
    """A round of a book, ready to be written; raises `ChoiceRefused` for a choice that fits nobody."""
    wish = wish or Wish()
    if wish.anonymous and wish.rank:
        raise ChoiceRefused("匿名の写しに、団体の並びは入れられません。どちらか1つにしてください。")
    request = load_request(book, year, nature)
    whole = look_across(book, year, nature, editions, told)
    choices = read_choices(wish.choices, whole)
    across = whole.only(chosen(whole, choices)) if choices else whole
    then = None
    if wish.before:
        earlier = look_across(book, wish.before, nature, editions, told, like=whole.checklist)
        then = then_now(earlier.only(across.codes) if choices else earlier, across)
    missing = () if choices else tuple(one.office for one in whole.missing)
    survey = Survey(
        across=across,
        shape=shape_for(whole.checklist),
        year=year,
        nature=nature,
        prefecture=request.prefecture.name if request else "",
        title=request.title if request else "",
        chosen=words(choices, whole, telling=not wish.anonymous),
        asked=len(across.replies) + len(missing) + (0 if choices else len(whole.unread)),
        missing=missing,
        unread=() if choices else whole.unread,
        then=then,
        then_year=wish.before,
        rank=_area(whole.checklist, wish.rank),
        printed_on=printed_on,
        program=jukiself.__version__,
        handling=request.handling if request else "取扱注意",
        there=there(whole),
    )
    return anonymous(survey) if wish.anonymous else survey


def _area(checklist: Checklist, name: str) -> str:
    """The id of an area named by id or title; empty where none was asked for."""
    found = next((one.id for one in checklist.areas if name in {one.id, one.title}), "")
    if name and not found:
        raise ChoiceRefused(
            f"分野がありません: {name}。{'、'.join(one.title for one in checklist.areas)} のどれかです。"
        )
    return found


def anonymous(survey: Survey) -> Survey:
    """The same under letters, with what still tells who is who as warnings."""
    return replace(
        survey,
        across=veiled(survey.across),
        anonymous=True,
        warnings=telling(survey.across),
        missing=(),
        unread=(),
        there=There(),
    )


def shape_for(checklist: Checklist) -> Shape:
    """The items of 2006, with one more where the prefecture asked something of its own."""
    shape = read_shape(places.resources() / "shapes" / "2006.toml", checklist)
    own = tuple(one.id for one in checklist.questions if is_local(one.id))
    return replace(shape, items=(*shape.items, Item(local.TITLE, (), own))) if own else shape


def as_file(survey: Survey, suffix: str) -> bytes:
    """The survey as .xlsx, .pdf or .docx; as .csv every answer of every office."""
    match suffix.lower():
        case ".xlsx":
            return write_survey(survey)
        case ".docx":
            return as_word(survey_report(survey))
        case ".csv":
            return as_csv([[title for title, _ in DATA], *data(survey)])
        case _:
            return render(survey_report(survey), places.fonts())


def as_data(survey: Survey) -> dict[str, Any]:
    """The numbers as plain data, each with the codes of the offices behind it."""
    across = survey.across
    return {
        "year": survey.year,
        "nature": survey.nature.value,
        "anonymous": survey.anonymous,
        "chosen": survey.chosen,
        "warnings": list(survey.warnings),
        "offices": [
            {"code": one.code, "name": one.listed.office.name, "submission": one.submission, "by": one.by and one.by.code}
            for one in across.replies
        ],
        "missing": [{"code": one.code, "name": one.name} for one in survey.missing],
        "unread": [{"code": one.code, "name": one.name, "edition": edition} for one, edition in survey.unread],
        "then": _then_data(survey),
        "across": [
            {
                "id": one.rule.id,
                "n": len(one.holds),
                "N": one.counted,
                "u": len(one.unknown),
                "sentence": one.sentence,
                "holds": list(one.holds),
                "unknown": list(one.unknown),
                "fails": list(one.fails),
                "not_known_whether_counted": list(one.unsure),
                "sources": list(one.rule.sources),
            }
            for one in across.crossings
        ],
        "picture": [
            {"area": area, "stage": stage, **{part: list(getattr(one, part)) for part in one.__slots__}}
            for (area, stage), one in across.picture.items()
        ],
        "findings": [
            {
                "rule": name,
                "n": len(one.found),
                "N": one.asked,
                "u": len(one.unclear),
                "found": list(one.found),
                "unknown": list(one.unclear),
                "severity": one.rule.severity and one.rule.severity.value,
                "severity_changed": _changed(across, one),
                "members": [{"office": code, "member": member.id, "name": member.name} for code, member in across.members_found(one)],
            }
            for name, one in across.spreads.items()
            if one.found
        ],
        "answers": [
            {
                "question": one.question.id,
                "member": one.member or None,
                "N": one.total,
                "answers": [{"value": bar.value, "label": bar.label, "n": bar.count, "offices": list(bar.codes)} for bar in one.bars],
                "unknown": list(one.unknown.codes),
                "not_applicable": list(one.not_applicable.codes),
                "unanswered": list(one.unanswered.codes),
            }
            for one in across.distributions
        ],
    }  # fmt: skip


def _changed(across: Across, spread: Spread) -> list[dict[str, Any]]:
    """Of which offices the reviewers see a finding lighter or heavier than the form."""
    return [
        {"office": code, "member": member or None, "severity": severity.value}
        for code in spread.found
        for (rule, member), severity in sorted(across.by_code[code].severities.items())
        if rule == spread.rule.id
    ]


def _then_data(survey: Survey) -> dict[str, Any] | None:
    """Two rounds: offices by area and course, and by finding; counts alone in an anonymous copy."""
    then = survey.then
    if then is None:
        return None

    def told(codes: Sequence[str]) -> list[str] | int:
        return len(codes) if survey.anonymous else list(codes)

    return {
        "year": survey.then_year,
        "areas": {
            area: {course.value: told(codes) for course, codes in found.items()} for area, found in then.areas.items()
        },
        "findings": {
            name: {part: told(getattr(one, part)) for part in one.__slots__}
            for name, one in then.rules.items()
            if any(getattr(one, part) for part in one.__slots__)
        },
    }
