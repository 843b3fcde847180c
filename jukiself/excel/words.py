"""Answers as words in a cell, and words in a cell as answers: only marks, codes and dates are ever normalised."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from jukiself.answers.model import BASIS_LABELS, Basis
from jukiself.answers.text import LONGEST, text_problem, tidy
from jukiself.answers.years import western_year
from jukiself.checklist.model import DELEGATED, NOT_APPLICABLE, UNKNOWN, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jukiself.checklist.model import Question

#: What a cell can hold.
Content = str | float | bool | date | datetime | time | timedelta | None

UNKNOWN_LABEL, NA_LABEL = "わからない", "該当なし"
_RESERVED = {UNKNOWN: UNKNOWN_LABEL, NOT_APPLICABLE: NA_LABEL}
_RESERVED_WORDS = {"わからない": UNKNOWN, "分からない": UNKNOWN, "該当なし": NOT_APPLICABLE, "該当無し": NOT_APPLICABLE}

_NUMBER = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,4})?")
_GROUPED = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?")
_WESTERN = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_ERA = re.compile(r"(令和|平成|昭和|[RHSrhs])\s*\.?\s*(\d{1,2}|元)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_MARKS = re.compile(r"[、,，;；/／\n]+")
_CIRCLES = str.maketrans(dict.fromkeys("〇◯o⚪⭕", "○"))
_INVISIBLE = str.maketrans(dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff"))
#: The first day every spreadsheet program numbers alike (they disagree about February 1900).
_FIRST_DAY = date(1900, 3, 1)
_EPOCH = date(1899, 12, 30)
_SERIAL_DAYS = (20_000, 80_000)
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Said:
    """What a cell says: a value, and what had to be repaired or why it is refused."""

    value: str = ""
    repaired: str = ""
    kind: str = ""
    refused: str = ""


def fold(text: str) -> str:
    """A mark without its dress: width, circles, case, spaces and line breaks."""
    plain = unicodedata.normalize("NFKC", text).translate(_INVISIBLE).casefold().translate(_CIRCLES)
    return "".join(plain.split())


def shown(text: str) -> str:
    """A cell's text as a message quotes it."""
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHOWN else f"{flat[:_SHOWN]}…"


def blank(content: Content) -> bool:
    """Whether a cell says nothing; spaces are nothing."""
    return content is None or (isinstance(content, str) and not content.translate(_INVISIBLE).strip())


def as_text(content: Content) -> str:
    """A cell's content as text: 2026.0 is 2026, a date is ISO."""
    match content:
        case None | str():
            return content or ""
        case bool():
            return "TRUE" if content else "FALSE"
        case int() | float():
            return str(int(content)) if float(content).is_integer() else repr(content)
        case datetime():
            return content.date().isoformat() if content.time() == time() else content.isoformat(" ", "seconds")
        case date() | time():
            return content.isoformat()
        case _:
            return str(content)


def labels(question: Question) -> dict[str, str]:
    """The word for every value of a question, no two alike: the delegated ones give way where they would be."""
    found: dict[str, str] = {}
    taken = set(_RESERVED.values())
    offered = (*question.choices, *DELEGATED) if question.delegated_by else question.choices
    for choice in offered:
        label = choice.label
        while label in taken:
            label = f"{label}（ほかの人が行う場合）" if choice in DELEGATED else f"{label}（{choice.value}）"
        taken.add(label)
        found[choice.value] = label
    return found


def offered(question: Question, *, delegated: bool | None) -> tuple[str, ...]:
    """What the pull-down of a question shows; somebody else's work offers no 該当なし, a gate neither."""
    words = [*labels(question).values(), UNKNOWN_LABEL]
    if not question.gate and delegated is not True:
        words.append(NA_LABEL)
    return tuple(words)


def spell(question: Question, value: str) -> Content:
    """A value as it stands in a cell; one that fits nothing stands as it is."""
    if not value or value in _RESERVED:
        return _RESERVED.get(value)
    words = labels(question)
    match question.kind:
        case Kind.CHOICE | Kind.MULTI:
            parts = value.split(",") if question.kind is Kind.MULTI else [value]
            return "、".join(words[one] for one in parts) if all(one in words for one in parts) else value
        case Kind.NUMBER:
            return float(value) if _NUMBER.fullmatch(value) and as_text(float(value)) == value else value
        case Kind.DATE:
            day = _iso(value)
            return day if day and day >= _FIRST_DAY else value
        case Kind.TEXT:
            return value


def understand(question: Question, content: Content) -> Said:
    """What an answer cell says to a question."""
    text = as_text(content)
    if blank(text):
        return Said(repaired="空白だけの欄を、空の欄として読みました。" if text else "")
    reserved = _RESERVED_WORDS.get(fold(text))
    if reserved:
        return _read_as(text, reserved, _RESERVED[reserved])
    if question.kind is Kind.TEXT:
        return understand_text(content)
    if question.kind is Kind.DATE:
        return _date(content, text)
    readers = {Kind.CHOICE: _choice, Kind.MULTI: _multi, Kind.NUMBER: _number}
    return readers[question.kind](question, text)


def understand_basis(content: Content) -> Said:
    """What a 根拠 cell says."""
    text = as_text(content)
    if blank(text):
        return Said()
    by_word = {label: basis for basis, label in BASIS_LABELS.items()}
    found = by_word.get(fold(text))
    if found is None:
        return Said(
            kind="range", refused=f"根拠「{shown(text)}」は読めません。{_quoted(by_word)}のどれかを入れてください。"
        )
    return _read_as(text, found, BASIS_LABELS[Basis(found)])


def understand_text(content: Content) -> Said:
    """A free text, byte for byte; only what lies outside the text domain is mended and said."""
    text = as_text(content)
    problem = text_problem(text)
    if problem:
        kept = tidy(text)
        lost = f"先頭の{LONGEST:,}文字だけを読みました。" if len(text) > LONGEST else "取り除いて読みました。"
        return Said(kept, repaired=f"{problem}{lost}", kind="range" if len(text) > LONGEST else "form")
    if isinstance(content, date | time | timedelta):
        return Said(text, repaired=f"日付か時刻として入っていたので「{text}」と読みました。")
    return Said(text)


def _read_as(text: str, value: str, label: str) -> Said:
    return Said(value, "" if text == label else f"「{shown(text)}」を「{label}」と読みました。")


def _quoted(words: Iterable[str]) -> str:
    return "".join(f"「{one}」" for one in words)


def _folded(words: Mapping[str, str]) -> dict[str, str | None]:
    """Values by folded label; None where two labels fold alike, so that nobody guesses."""
    found: dict[str, str | None] = {}
    for value, label in words.items():
        key = fold(label)
        found[key] = None if key in found else value
    return found


def _choice(question: Question, text: str) -> Said:
    words = labels(question)
    exact = {label: value for value, label in words.items()}
    value = exact.get(text) or _folded(words).get(fold(text))
    if value:
        return _read_as(text, value, words[value])
    entries = _quoted(offered(question, delegated=None))
    return Said(kind="range", refused=f"「{shown(text)}」は選択肢にありません。{entries}のどれかを入れてください。")


def _multi(question: Question, text: str) -> Said:
    words = labels(question)
    exact = _segments(text, words, "、")
    if exact is not None:
        return Said(",".join(exact))
    folded = {value: key for key, value in _folded(words).items() if value}
    marked = _MARKS.sub("、", fold(text.strip().replace("\n", "、"))).strip("、")
    plain = {value: _MARKS.sub("、", key) for value, key in folded.items()}
    found = _segments(marked, plain, "、")
    if found is not None:
        kept = list(dict.fromkeys(found))
        return _read_as(text, ",".join(kept), "、".join(words[one] for one in kept))
    wrong = [shown(one) for one in _MARKS.split(text) if not blank(one) and fold(one) not in folded.values()]
    return Said(
        kind="range",
        refused=f"{_quoted(wrong or [shown(text)])}は選択肢にありません。"
        f"{_quoted(words.values())}から選び、2つ以上は「、」でつないで入れてください。",
    )


def _segments(text: str, words: Mapping[str, str], mark: str) -> list[str] | None:
    """The values whose labels, joined by a mark, are exactly this text; labels may hold the mark themselves."""
    reached: dict[int, list[str]] = {0: []}
    for at in range(len(text)):
        if at not in reached:
            continue
        for value, label in words.items():
            end = at + len(label)
            if text.startswith(label, at) and (end == len(text) or text[end] == mark):
                reached.setdefault(end if end == len(text) else end + 1, [*reached[at], value])
    return reached.get(len(text)) if not text.endswith(mark) else None


def _number(question: Question, text: str) -> Said:
    if _NUMBER.fullmatch(text):
        return Said(text)
    plain = "".join(unicodedata.normalize("NFKC", text).translate(_INVISIBLE).split())
    unit = unicodedata.normalize("NFKC", question.unit)
    plain = plain.removesuffix(unit) if unit else plain
    plain = plain.replace(",", "") if _GROUPED.fullmatch(plain) else plain
    if _NUMBER.fullmatch(plain):
        return _read_as(text, plain, plain)
    unit_word = f"（単位は{question.unit}）" if question.unit else ""
    return Said(
        kind="form",
        refused=f"「{shown(text)}」は数として読めません。半角の数字だけを入れてください{unit_word}。"
        f"分からないときは「{UNKNOWN_LABEL}」と入れてください。",
    )


def _date(content: Content, text: str) -> Said:
    if isinstance(content, date) or (isinstance(content, str) and _iso(text)):
        return Said(text[:10])
    if isinstance(content, float | int) and _SERIAL_DAYS[0] <= content <= _SERIAL_DAYS[1]:
        value = (_EPOCH + timedelta(days=int(content))).isoformat()
        return _read_as(text, value, value)
    value = _day(unicodedata.normalize("NFKC", text).translate(_INVISIBLE).strip())
    if value:
        return _read_as(text, value, value)
    return Said(
        kind="form",
        refused=f"「{shown(text)}」は日付として読めません。2026-04-01 の形で入れてください。"
        f"分からないときは「{UNKNOWN_LABEL}」と入れてください。",
    )


def _day(text: str) -> str:
    western = _WESTERN.fullmatch(text)
    era = _ERA.fullmatch(text)
    if western:
        year, month, day = (int(one) for one in western.groups())
    elif era:
        found = western_year(era[1], era[2])
        if found is None:
            return ""
        year, month, day = found, int(era[3]), int(era[4])
    else:
        return ""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _iso(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text else None
