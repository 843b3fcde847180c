"""市町村調査結果の概要: many offices' replies told as a prefecture publishes them, in the shape of the survey of 2006."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jukiself.answers.model import NATURE_LABELS, Nature
from jukiself.answers.years import fiscal_year
from jukiself.report.inspection import BANDS
from jukiself.report.outline import (
    Contents,
    Document,
    Heading,
    KeyValues,
    Notice,
    OnePage,
    PageBreak,
    Paragraph,
    Space,
    Style,
)
from jukiself.report.survey_numbers import distributions, findings, picture, unknown
from jukiself.report.survey_offices import offices
from jukiself.report.survey_said import said_across
from jukiself.report.survey_then import compared, ranked
from jukiself.report.words import era_day
from jukiself.survey.there import There
from jukiself.survey.traits import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from jukiself.answers.model import Office
    from jukiself.checklist.shape import Shape
    from jukiself.report.outline import Part
    from jukiself.survey.across import Across
    from jukiself.survey.then import ThenNow

TITLE = "市町村調査結果の概要"
#: Up to so many offices each has a page of its own, and the lists behind the numbers stand in the document.
FEW = 100
_LONGEST_LIST = 12


@dataclass(frozen=True)
class Survey:
    """What the document is made of; ``chosen`` says in words which offices were chosen, empty for all.

    ``asked`` counts the offices that were to reply; ``unread`` replied to an edition this program lacks. ``warnings`` stand on the cover of an anonymous copy.
    ``there`` is what all of them may be sifted by.
    """

    across: Across
    shape: Shape
    year: int
    nature: Nature
    prefecture: str = ""
    title: str = ""
    chosen: str = ""
    asked: int = 0
    anonymous: bool = False
    warnings: tuple[str, ...] = ()
    then: ThenNow | None = None
    then_year: int = 0
    rank: str = ""
    printed_on: date | None = None
    program: str = ""
    handling: str = "取扱注意"
    missing: tuple[Office, ...] = ()
    unread: tuple[tuple[Office, str], ...] = ()
    there: There = field(default_factory=There)

    @property
    def few(self) -> bool:
        """Whether offices are told of one by one."""
        return len(self.across.replies) <= FEW


def survey_report(survey: Survey) -> Document:
    """The whole document."""
    year, nature = fiscal_year(survey.year), NATURE_LABELS[survey.nature]
    anonymous = "（匿名）" if survey.anonymous else ""
    return Document(
        title=f"{TITLE}{anonymous}　{year}　{nature}",
        subject=f"{survey.across.checklist.title}　{nature}",
        author=survey.prefecture or "jukiself",
        header=f"{TITLE}{anonymous}　{year}　【{nature}】　{survey.prefecture}".rstrip("　"),
        footer=_footer(survey),
        parts=tuple(_parts(survey)),
        band=_BANDS[survey.nature],
        cover=True,
        made_on=survey.printed_on,
    )


_BANDS = {
    **BANDS,
    Nature.SAMPLE: "見本　この文書は見本です。実際の調査の結果ではありません。",
}


def _footer(survey: Survey) -> str:
    if survey.anonymous:
        return f"匿名の写し　{survey.handling}"
    return f"{survey.handling}　団体ごとに、守りの弱い所が書かれています"


def _parts(survey: Survey) -> Iterator[Part]:
    yield OnePage(tuple(_cover(survey)))
    yield PageBreak()
    if not survey.across.replies:
        yield Heading(1, "回答")
        yield Paragraph("選んだ団体の中に、回答した団体がありません。")
        return
    yield from said_across(survey)
    yield from compared(survey)
    yield from picture(survey)
    yield from ranked(survey)
    yield from findings(survey)
    yield from distributions(survey)
    yield from unknown(survey)
    if survey.few:
        yield from offices(survey)
    yield from _how_to_read(survey)


# -- cover ------------------------------------------------------------------------------------------------------


def _cover(survey: Survey) -> Iterator[Part]:
    yield Space(18)
    yield Paragraph(survey.title or survey.across.checklist.title, Style.COVER_LINE)
    yield Paragraph(TITLE, Style.COVER_TITLE)
    yield Space(6)
    if survey.prefecture:
        yield Paragraph(survey.prefecture, Style.COVER_OFFICE)
    yield Paragraph(fiscal_year(survey.year) + ("　匿名の写し" if survey.anonymous else ""), Style.COVER_LINE)
    yield Space(6)
    yield KeyValues(tuple(_facts(survey)))
    yield Space(3)
    yield from _notices(survey)
    yield Space(2)
    yield Contents()


def _facts(survey: Survey) -> Iterator[tuple[str, str]]:
    across = survey.across
    number = len(across.replies)
    yield "区分", NATURE_LABELS[survey.nature]
    if survey.chosen:
        yield "選んだ団体", survey.chosen
    kinds = Counter(kind_of(one.listed) for one in across.replies)
    told = "、".join(f"{kind}{count:,}" for kind, count in kinds.items() if kind)
    yield "調査対象", f"{survey.asked or number:,}団体"
    yield "回答", f"{number:,}団体" + (f"（{told}）" if told and len(kinds) > 1 else "")
    spoken = [one for one in across.replies if one.by]
    if spoken:
        yield "ほかの団体の回答による", f"{len(spoken)}団体"
    if survey.missing:
        yield "回答のない団体", some(one.name for one in survey.missing)
    if survey.unread:
        yield "数えていない団体", some(f"{one.name}（{edition}年版）" for one, edition in survey.unread)
    yield "調査項目", "\n".join(f"{number}　{one.title}" for number, one in enumerate(survey.shape.items, 1))
    yield "設問とプログラム", f"{across.checklist.edition}年版　jukiself {survey.program}"
    if survey.printed_on:
        yield "作った日", era_day(survey.printed_on)


def some(names: Iterable[str]) -> str:
    """Names of offices, or the first of them where they are many."""
    found = list(names)
    rest = len(found) - _LONGEST_LIST
    return "、".join(found[:_LONGEST_LIST]) + (f" ほか{rest}団体" if rest > 0 else "")


def _notices(survey: Survey) -> Iterator[Notice]:
    unanswered = sum(one.record.progress.unanswered > 0 for one in survey.across.replies)
    if survey.missing or unanswered:
        late = f"回答のない団体が{len(survey.missing):,}、" if survey.missing else ""
        open_ = f"未回答の設問が残る団体が{unanswered:,}" if unanswered else ""
        yield Notice("暫定", f"{late}{open_}".rstrip("、") + "あります。回答がそろうと、数も文も変わることがあります。")
    if survey.unread:
        yield Notice(
            "数えていない回答",
            f"{len(survey.unread):,}団体の回答は、このプログラムにない版の設問のものなので、数に入れていません。"
            "新しい版のプログラムで作り直してください。",
        )
    if survey.anonymous:
        for one in survey.warnings:
            yield Notice("団体が分かってしまう所", one)
    else:
        yield Notice(
            survey.handling,
            "団体ごとの守りの弱い所が書かれています。公表するときは、匿名の写しを作り、団体が分かる所がないかを見てください。",
        )


def _how_to_read(survey: Survey) -> Iterator[Part]:
    yield Heading(1, "数の読み方")
    yield KeyValues(
        (
            ("n／N", "Nは、そのことが当てはまる団体の数です。nは、そのうち書いてあることがあった団体の数です。"),
            ("不明 u", "答えが「わからない」か未回答で、あるともないとも言えない団体の数です。良いほうに数えません。"),
            ("すべて", "nとNが同じで、不明が1つもないときにだけ使います。"),
            (
                "分野と段階",
                "1つの団体を、その所の一番弱い答えで数えます。「できている」は、当てはまる設問がすべてできている団体です。",
            ),
            ("団体の見つけ方", _how_to_find(survey)),
            ("順位", "団体の順位は付けません。答えは、自分で調べた結果を正直に書いたものです。"),
        )
    )


def _how_to_find(survey: Survey) -> str:
    if survey.few:
        return "文と所見の n は「数の元の団体」の表につながっています。ほかの数の団体は、Excel のファイルの一覧にあります。"
    return (
        "数の横の［　］は、その団体を選び出す書き方です（命令 survey の --filter）。"
        f"{FEW}団体を超えるため、団体ごとのページと一覧は Excel のファイルにあります。"
    )
