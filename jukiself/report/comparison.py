"""前年度との比較 on paper: what got better first, then what got worse, what is known now; counts beside, never a rank."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jukiself.answers.model import NATURE_LABELS
from jukiself.answers.seal import NOT_ISSUED
from jukiself.answers.years import fiscal_year
from jukiself.findings.judge import Status
from jukiself.report.differences import WAY_LABELS, Differences, Turn, Way, only
from jukiself.report.inspection import BANDS
from jukiself.report.outline import (
    Bullets,
    Column,
    Document,
    Heading,
    KeyValues,
    Notice,
    Paragraph,
    Row,
    RowKind,
    Style,
    Table,
)
from jukiself.report.words import asked_about, members_of

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Iterator
    from datetime import date

    from jukiself.answers.model import Key
    from jukiself.answers.seal import Issued
    from jukiself.answers.situation import Situation
    from jukiself.report.differences import Difference
    from jukiself.report.outline import Part


class Chapter(NamedTuple):
    """One way an answer can go: its heading, and what to say where there is none, or some."""

    way: Way
    title: str
    some: str
    none: str


#: What got better comes first, then what needs a look.
CHAPTERS = (
    Chapter(
        Way.BETTER, "良くなったこと", "前より良い答えになった設問です。", "前より良い答えになった設問は、ありません。"
    ),
    Chapter(
        Way.WORSE,
        "悪くなったこと",
        "前より下がった答えです。事情が変わったのか、よく調べて分かったのかを、備考と合わせて読みます。",
        "前より下がった答えは、ありません。",
    ),
    Chapter(
        Way.LEARNT,
        "分かったこと",
        "前は「わからない」か「たぶん」だった設問です。守りが良くなったのではなく、様子が分かるようになりました。",
        "新しく分かったことは、ありません。",
    ),
    Chapter(
        Way.LOST,
        "分からなくなったこと",
        "前は答えがあり、今は「わからない」か「たぶん」の設問です。",
        "分からなくなったことは、ありません。",
    ),
    Chapter(
        Way.OTHER,
        "ほかに変わったこと",
        "良い・悪いの別がない変わり方です。該当なしになった所、行う人が変わった所も、ここに入ります。",
        "ほかに変わったことは、ありません。",
    ),
    Chapter(
        Way.PENDING,
        "片方が未回答の設問",
        "前か今に、まだ答えがない設問です。良くなった・悪くなったは、まだ言えません。",
        "片方だけ未回答の設問は、ありません。",
    ),
    Chapter(
        Way.NEW,
        "新しく尋ねた設問",
        "今回から尋ねた設問です。契約やネットワークが増えた所、設問や深さが変わった所です。",
        "新しく尋ねた設問は、ありません。",
    ),
    Chapter(
        Way.GONE,
        "尋ねなくなった設問",
        "今回は尋ねていない設問です。終わった契約や、ほかの答えから当てはまらなくなった所です。",
        "尋ねなくなった設問は、ありません。",
    ),
)

#: What became of findings, in the order it is told; ``None`` where nothing is said of it.
TURNS = {
    Status.DEFECT: (
        (Turn.OVER, "なくなった「改善が必要」", "今の答えからは、もう出ません。"),
        (Turn.NEW, "新しく出た「改善が必要」", "前の答えからは出ませんでした。"),
        (Turn.FOUND, "新しく分かった「改善が必要」", "前は、答えが足りず、まだ言えませんでした。"),
        (Turn.IN, "新しく尋ねて出た「改善が必要」", "前は尋ねていないか、該当なしでした。"),
        (Turn.STILL, "残っている「改善が必要」", "前にもありました。"),
        (
            Turn.MORE,
            "残っている「改善が必要」に加わったこと",
            "もとの「改善が必要」は前からあります。合わせて言える事実が増えました。",
        ),
        (
            Turn.LESS,
            "残っている「改善が必要」から外れたこと",
            "もとの「改善が必要」は残っています。直ったのではなく、合わせて言える事実が変わりました。",
        ),
        (Turn.UNSURE, "まだ言えなくなった「改善が必要」", "今は「わからない」か未回答があり、直ったとは言えません。"),
        (
            Turn.OUT,
            "尋ねる対象でなくなった「改善が必要」",
            "該当なしになったか、今は尋ねていません。直ったのとは違います。",
        ),
    ),
    Status.STRENGTH: (
        (Turn.NEW, "新しく加わった「良い点」", ""),
        (Turn.FOUND, "新しく分かった「良い点」", "前は、答えが足りず、まだ言えませんでした。"),
        (Turn.IN, "新しく尋ねて出た「良い点」", ""),
        (Turn.STILL, "続いている「良い点」", ""),
        (Turn.OVER, "なくなった「良い点」", "今の答えからは、もう出ません。"),
        (Turn.UNSURE, "まだ言えなくなった「良い点」", "今は「わからない」「たぶん」か未回答があります。"),
        (Turn.OUT, "尋ねる対象でなくなった「良い点」", ""),
    ),
}
#: Where eight columns stand beside a name.
_NARROW = {
    Way.BETTER: "良く",
    Way.WORSE: "悪く",
    Way.LOST: "不明に",
    Way.SAME: "同じ",
    Way.OTHER: "ほか",
    Way.PENDING: "未回答",
    Way.NEW: "新しく",
    Way.GONE: "尋ねない",
}
_BRIEF = frozenset({Way.PENDING, Way.NEW, Way.GONE})


def comparison(found: Differences, printed_on: date | None = None, code: Issued = NOT_ISSUED) -> Document:
    """The whole document; ``code`` is that of the inspection of now."""
    inspection = found.now.inspection
    year, nature = fiscal_year(inspection.year), NATURE_LABELS[inspection.nature]
    parts = (
        Heading(1, "前年度との比較"),
        KeyValues(tuple(_facts(found))),
        *_provisional(found),
        Heading(2, "数で見る"),
        Paragraph("数は、設問と対象（ネットワーク、契約）の組を1つと数えます。点数や順位ではありません。", Style.SMALL),
        _totals(found.counts),
        *_findings(found),
        *(part for one in CHAPTERS for part in _chapter(found, one)),
        *_tables(found),
    )
    return Document(
        title=f"前年度との比較　{inspection.office.name}　{year}　{nature}",
        subject=f"{found.now.checklist.title}　{nature}",
        author=inspection.office.name,
        header=f"前年度との比較　{year}　【{nature}】　{inspection.office.name}",
        footer=f"{code.line}　取扱注意",
        parts=parts,
        band=BANDS[inspection.nature],
        made_on=printed_on,
    )


def side(situation: Situation) -> str:
    """One of the two inspections in words."""
    inspection = situation.inspection
    again = f"　提出回 {inspection.submission}" if inspection.submission > 1 else ""
    depth = "詳細" if inspection.full else "簡易"
    return f"{fiscal_year(inspection.year)}{again}　{depth}　{situation.progress.asked}問"


def _facts(found: Differences) -> Iterator[tuple[str, str]]:
    yield "団体", found.now.inspection.office.name
    yield "前", side(found.before)
    yield "今", side(found.now)


def _provisional(found: Differences) -> Iterator[Part]:
    """A comparison with what is not finished says so first."""
    for situation, name in ((found.before, "前の点検"), (found.now, "今の点検")):
        unanswered = situation.progress.unanswered
        if unanswered:
            yield Notice(
                f"暫定　{name}に未回答が{unanswered}件あります",
                "未回答の設問は「片方が未回答」に数えます。答えがそろうと、数が変わります。",
            )


def _totals(counts: Counter[Way]) -> Table:
    columns = tuple(Column(WAY_LABELS[one], 1) for one in Way)
    return Table(columns, (Row(tuple(str(counts[one]) for one in Way)),))


# -- findings
def _findings(found: Differences) -> Iterator[Part]:
    yield Heading(2, "所見はどうなったか")
    told = False
    for status, turns in TURNS.items():
        turned = found.turned(status)
        for turn, title, words in turns:
            titles = members_of(only(turned, turn))
            if titles:
                told = True
                yield Heading(3, f"{title}（{len(only(turned, turn))}件）")
                if words:
                    yield Paragraph(words, Style.SMALL)
                yield Bullets(tuple((Paragraph(one),) for one in titles))
    if not told:
        yield Paragraph("前の点検にも今の点検にも、「改善が必要」と「良い点」はありません。")


# -- answers
def _chapter(found: Differences, chapter: Chapter) -> Iterator[Part]:
    listed = found.of(chapter.way)
    yield Heading(2, f"{chapter.title}（{len(listed)}）")
    yield Paragraph(chapter.some if listed else chapter.none, Style.SMALL)
    if not listed:
        return
    if chapter.way in _BRIEF:
        yield KeyValues(tuple(_numbers(found, listed)))
    else:
        columns = (Column("番号", 9), Column("設問", 43), Column("対象", 14), Column("前", 17), Column("今", 17))
        yield Table(columns, tuple(_rows(found, listed)), compact=True)


def _rows(found: Differences, listed: Iterable[Difference]) -> Iterator[Row]:
    area = ""
    for one in listed:
        if one.area != area:
            area = one.area
            yield Row((area_title(found, area),), RowKind.GROUP)
        question = _owner(found, one).checklist.question[one.key.question]
        yield Row((question.number, question.text, member_name(found, one.key), one.before, one.now))


def area_title(found: Differences, area: str) -> str:
    """The name of an area, also of one the edition of now no longer has."""
    title = f"area:{area}"
    return found.now.checklist.titles.get(title) or found.before.checklist.titles.get(title, area)


def member_name(found: Differences, key: Key) -> str:
    """The network or contract a difference is about, as it is called now; empty where it is the office itself."""
    for situation in (found.now, found.before):
        if key.question in situation.checklist.question and (member := situation.member(key)):
            return member.name
    return ""


def _owner(found: Differences, one: Difference) -> Situation:
    return found.before if one.way is Way.GONE else found.now


def _numbers(found: Differences, listed: Iterable[Difference]) -> Iterator[tuple[str, str]]:
    """Each network or contract with the numbers of the questions about it."""
    numbers: dict[str, list[str]] = {}
    for one in listed:
        situation = _owner(found, one)
        about = numbers.setdefault(asked_about(situation, one.key), [])
        about.append(situation.checklist.question[one.key.question].number)
    for name, found_numbers in numbers.items():
        yield name, f"{len(found_numbers)}問　{'、'.join(found_numbers)}"


# -- counts per area and stage
def _tables(found: Differences) -> Iterator[Part]:
    for place, title in (("area", "分野"), ("stage", "段階")):
        yield Heading(2, f"{title}ごとの数")
        columns = (Column(title, 20), *(Column(_NARROW.get(one, WAY_LABELS[one]), 11) for one in Way))
        counts = found.counts_by(place)
        order = found.now.checklist.areas if place == "area" else found.now.checklist.stages
        rows = [Row((one.title, *(str(counts[one.id][way] or "") for way in Way))) for one in order if one.id in counts]
        yield Table(columns, tuple(rows), compact=True, whole=True)
