"""県からの追加の設問: up to five questions a prefecture adds to its own request, beside an edition that stays as it is."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from jukiself.checklist.model import Area, Choice, Kind, Question

if TYPE_CHECKING:
    from jukiself.checklist.model import Checklist

#: The area they stand in, after all others.
AREA, TITLE = "local", "県からの追加の設問"
MOST, MOST_CHOICES, FEWEST_CHOICES = 5, 10, 2
LONGEST_TEXT, LONGEST_WHY, LONGEST_CHOICE = 200, 300, 60
_KEYS = frozenset({"id", "text", "kind", "choices", "why"})
_LOOK = "この設問は、県が今年の依頼に足したものです。手元の書類か、その仕事の係に当たってください。"
_ASK = "「県の点検で、この事が尋ねられています。今はどうなっていますか」"
_STEP = "分からない言葉があれば、依頼の文書にある県の連絡先に尋ねます。"
_WHY = "県が今年の状況を知るために尋ねています。良し悪しは判定しません。"


class LocalError(ValueError):
    """Questions that cannot be added; the message is a Japanese sentence."""


class LocalKind(StrEnum):
    """How a local question is answered."""

    CHOICE = "choice"
    NUMBER = "number"
    TEXT = "text"


LOCAL_KIND_LABELS = {LocalKind.CHOICE: "選ぶ", LocalKind.NUMBER: "数", LocalKind.TEXT: "文"}


@dataclass(frozen=True, slots=True)
class LocalQuestion:
    """県の追加設問: asked beside the form, never judged. ``id`` is ``local-1`` … ``local-5``."""

    id: str
    text: str
    kind: LocalKind
    choices: tuple[str, ...] = ()
    why: str = ""


def read_local(said: object) -> tuple[LocalQuestion, ...]:
    """The questions that plain data (TOML, JSON) describes, numbered in its order; raises `LocalError`."""
    if not isinstance(said, Sequence) or isinstance(said, str | bytes):
        raise LocalError("追加の設問は、[[question]] の並びで書いてください。")
    if len(said) > MOST:
        raise LocalError(f"追加の設問は{MOST}問までです（{len(said)}問あります）。大事なものを選んでください。")
    return tuple(_question(one, number) for number, one in enumerate(said, 1))


def as_data(questions: Sequence[LocalQuestion]) -> list[dict[str, object]]:
    """The same as plain data."""
    return [
        {"id": one.id, "text": one.text, "kind": one.kind.value, "choices": list(one.choices), "why": one.why}
        for one in questions
    ]


def with_local(checklist: Checklist, questions: Sequence[LocalQuestion]) -> Checklist:
    """The edition with just these questions in an area of their own; the edition itself where there are none."""
    if any(one.id == AREA for one in checklist.areas):
        areas = tuple(one for one in checklist.areas if one.id != AREA)
        checklist = replace(
            checklist, areas=areas, questions=tuple(one for one in checklist.questions if one.area != AREA)
        )
    if not questions:
        return checklist
    # What an office does is what a prefecture asks about; nothing follows from the stage, because nothing is graded.
    stage = checklist.stages[len(checklist.stages) // 2].id
    added = tuple(_asked(one, f"{len(checklist.areas) + 1}-{n}", stage) for n, one in enumerate(questions, 1))
    return replace(checklist, areas=(*checklist.areas, Area(AREA, TITLE)), questions=(*checklist.questions, *added))


def asks_the_same(one: LocalQuestion | Question, other: LocalQuestion | Question | None) -> bool:
    """Whether an answer to one is an answer to the other; why it is asked may be said otherwise."""
    return other is not None and (one.text, one.kind, one.choices) == (other.text, other.kind, other.choices)


def is_local(question: str) -> bool:
    """Whether an id is that of a local question: it means something in one request only."""
    return question.startswith(f"{AREA}-")


def _asked(one: LocalQuestion, number: str, stage: str) -> Question:
    return Question(
        id=one.id,
        number=number,
        area=AREA,
        stage=stage,
        kind=Kind(one.kind.value),
        text=one.text,
        why=one.why or _WHY,
        look=_LOOK,
        ask=_ASK,
        step=_STEP,
        where=(),
        whom=(),
        sources=(),
        choices=tuple(Choice(f"a{place}", label) for place, label in enumerate(one.choices, 1)),
        security=False,
        short=True,
    )


def _question(said: object, number: int) -> LocalQuestion:
    where = f"追加の設問の{number}問目"
    if not isinstance(said, Mapping):
        raise LocalError(f"{where}: text と kind を書いてください。")
    if strange := {str(one) for one in said} - _KEYS:
        raise LocalError(f"{where}: 知らない項目があります: {'、'.join(sorted(strange))}")
    text = _line(said.get("text", ""), f"{where}の文（text）", LONGEST_TEXT)
    if not text:
        raise LocalError(f"{where}に文（text）がありません。尋ねることを1文で書いてください。")
    kind = next((one for one in LocalKind if one.value == said.get("kind", LocalKind.CHOICE)), None)
    if kind is None:
        raise LocalError(f"{where}: kind は choice（選ぶ）・number（数）・text（文）のどれかです: {said.get('kind')}")
    choices = _choices(said.get("choices", ()), where)
    if kind is LocalKind.CHOICE and len(choices) < FEWEST_CHOICES:
        raise LocalError(f"{where}: 選択肢（choices）を{FEWEST_CHOICES}つ以上書いてください。")
    if kind is not LocalKind.CHOICE and choices:
        raise LocalError(f"{where}: 選択肢（choices）は、選ぶ設問（choice）だけに書きます。")
    why = _line(said.get("why", ""), f"{where}の理由（why）", LONGEST_WHY)
    return LocalQuestion(f"{AREA}-{number}", text, kind, choices, why)


def _choices(said: object, where: str) -> tuple[str, ...]:
    if not isinstance(said, Sequence) or isinstance(said, str | bytes):
        raise LocalError(f"{where}: 選択肢（choices）は、言葉の並びで書いてください。")
    if len(said) > MOST_CHOICES:
        raise LocalError(f"{where}: 選択肢は{MOST_CHOICES}個までです（{len(said)}個あります）。")
    choices = tuple(_line(one, f"{where}の選択肢", LONGEST_CHOICE) for one in said)
    if not all(choices):
        raise LocalError(f"{where}: 空の選択肢があります。")
    if len(set(choices)) < len(choices):
        raise LocalError(f"{where}: 同じ選択肢が2つあります。")
    if own := [one for one in choices if one in {"わからない", "該当なし", "未回答"}]:
        raise LocalError(f"{where}: 「{own[0]}」は、どの設問にも付くので、選択肢に書かないでください。")
    return choices


def _line(said: object, what: str, longest: int) -> str:
    """One line of text; a person's own characters stay as they are."""
    if not isinstance(said, str):
        raise LocalError(f"{what}は文字で書いてください。")
    text = said.strip()
    if len(text) > longest:
        raise LocalError(f"{what}が長すぎます（{len(text)}文字）。{longest}文字までにしてください。")
    if any(unicodedata.category(one) in {"Cc", "Cs"} or one in "\ufffe\uffff" for one in text):
        raise LocalError(f"{what}に、改行か使えない文字があります。1行で書いてください。")
    return text
