"""引継ぎ: what a successor reads first, what is still open, and where the documents are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jukiself.answers.model import LIFE_LABELS, NATURE_LABELS
from jukiself.answers.seal import issued
from jukiself.answers.situation import State
from jukiself.answers.years import fiscal_year
from jukiself.findings.judge import Status, judge
from jukiself.report import sections
from jukiself.report.inspection import BANDS
from jukiself.report.outline import (
    Bullets,
    Column,
    Document,
    Heading,
    KeyValues,
    Notice,
    OnePage,
    Paragraph,
    Row,
    RowKind,
    Style,
    Table,
    WriteIn,
)
from jukiself.report.planning import by_day, lines
from jukiself.report.words import asked_about, clip, era_day, long_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from jukiself.answers.situation import Situation
    from jukiself.report.outline import Part

_NEXT = 5
_LONGEST = 70


@dataclass(frozen=True, slots=True)
class Handover:
    """An inspection to hand over, the day, and what lies in the folder: file name and what it is for."""

    situation: Situation
    day: date
    contents: tuple[tuple[str, str], ...] = ()


def read_first(given: Handover) -> Document:
    """まず読むもの: one page."""
    return _paper(given, "まず読むもの", (OnePage(tuple(_first_page(given))),))


def still_open(given: Handover) -> Document:
    """まだ分からないこと: わからない and たぶん by whom to ask, then what nobody answered yet."""
    return _paper(given, "まだ分からないこと", (*sections.to_ask(given.situation), *_unanswered(given.situation)))


def documents(given: Handover) -> Document:
    """根拠資料の置き場: which document each answer rests on."""
    return _paper(given, "根拠資料の一覧", tuple(_documents(given.situation)))


def _paper(given: Handover, title: str, parts: tuple[Part, ...]) -> Document:
    inspection = given.situation.inspection
    year, nature = fiscal_year(inspection.year), NATURE_LABELS[inspection.nature]
    return Document(
        title=f"{title}　{inspection.office.name}　{year}　{nature}",
        subject=f"引継ぎ　{nature}",
        author=inspection.office.name,
        header=f"引継ぎ　{title}　{year}　【{nature}】　{inspection.office.name}",
        footer=f"{issued(inspection).line}　庁内の引継ぎ用です。外へ出しません　{era_day(given.day)}",
        parts=parts,
        band=BANDS[inspection.nature],
        made_on=given.day,
    )


# -- the first page
def _first_page(given: Handover) -> Iterator[Part]:
    situation = given.situation
    yield Heading(1, "まず読むもの")
    yield Paragraph(
        "住基の守りの自己点検を引き継ぐ人へ。この1枚と、同じフォルダーの中身で、続きから始められます。"
        "初めから全部を読む必要はありません。"
    )
    yield Heading(2, "どこまで進んでいるか")
    yield KeyValues(tuple(_standing(situation)))
    yield Heading(2, "次にすること")
    yield Bullets(tuple((Paragraph(one),) for one in _next(given)), numbered=True)
    yield Heading(2, "このフォルダーの中身")
    columns = (Column("ファイル", 38), Column("中身", 62))
    yield Table(columns, tuple(Row(one) for one in given.contents), compact=True)
    yield Notice(
        "しまう所を決めてください",
        "役場の弱い所と庁内メモが入っています。鍵のかかる所か、係だけが見られるフォルダーに置き、"
        "パスワードや暗証番号は書き足しません。",
    )
    yield WriteIn(
        (
            ("渡した人・日", "　　　　　　　　　　　年　　月　　日"),
            ("受けた人・日", "　　　　　　　　　　　年　　月　　日"),
        )
    )


def _standing(situation: Situation) -> Iterator[tuple[str, str]]:
    inspection, progress = situation.inspection, situation.progress
    yield "団体・年度", f"{inspection.office.name}　{fiscal_year(inspection.year)}　提出回 {inspection.submission}"
    yield "段階", LIFE_LABELS[inspection.review.life]
    if whom := "　".join(
        filter(None, (inspection.contact.section, inspection.contact.person, inspection.contact.phone))
    ):
        yield "これまでの担当", whom
    counted = f"答えた{progress.answered}、わからない{progress.unknown}、該当なし{progress.not_applicable}"
    yield "答え", f"{progress.asked}問のうち、{counted}、未回答{progress.unanswered}"
    found = judge(situation)
    defects, checks = (sum(one.status is status for one in found) for status in (Status.DEFECT, Status.CHECK))
    yield "所見", f"改善が必要{defects}件、調べること{checks}件"
    if inspection.deadline:
        yield "県への期限", inspection.deadline
    if inspection.running:
        yield "契約", "、".join(clip(one.name or one.id, 24) for one in inspection.running)


def _next(given: Handover) -> Iterator[str]:
    """What comes next, the most useful first."""
    situation, inspection = given.situation, given.situation.inspection
    yield "「保存ファイルの控え」を自分のPCに写し、住基セルフ点検ブックで開きます。前の人が止めた所から始まります。"
    if inspection.queries:
        yield f"確認する人からの問い合わせが{len(inspection.queries)}件あります。「しぼる」の「問い合わせ中」で見られます。"
    if unanswered := situation.progress.unanswered:
        yield f"未回答の{unanswered}問に答えます。「次の未回答へ」を押すと、順に出ます。"
    if situation.progress.unknown:
        yield f"わからない{situation.progress.unknown}問を、「まだ分からないこと」の相手に尋ねます。"
    going = [one for one in by_day(lines(situation, judge(situation), given.day.isoformat())) if not one.step.closed]
    for one in going[:_NEXT]:
        until = f"（期限 {long_day(one.step.until)}）" if one.step.until else ""
        yield f"計画：{clip(one.step.what, _LONGEST)}{until}"
    yield "様式「引継書」の空いている欄を、前の担当の人に尋ねて埋めます。"


# -- what is open
def _unanswered(situation: Situation) -> Iterator[Part]:
    keys = [key for key in situation.keys if situation.state(key) is State.UNANSWERED]
    yield Heading(1, f"まだ答えていない設問（{len(keys)}）")
    if not keys:
        yield Paragraph("未回答の設問はありません。")
        return
    rows, area = [], ""
    for key in keys:
        question = situation.checklist.question[key.question]
        if question.area != area:
            area = question.area
            rows.append(Row((situation.checklist.titles[f"area:{area}"],), RowKind.GROUP))
        rows.append(Row(("□", question.number, question.text, asked_about(situation, key))))
    yield Table((Column("", 4), Column("番号", 9), Column("設問", 65), Column("対象", 22)), tuple(rows), compact=True)


# -- documents
def evidence(situation: Situation) -> list[str]:
    """The documents named, each once, in the order of the form."""
    named = (situation.inspection.answer(key).evidence.strip() for key in situation.keys)
    return list(dict.fromkeys(filter(None, named)))


def _documents(situation: Situation) -> Iterator[Part]:
    yield Heading(1, "根拠資料の一覧")
    found: dict[str, list[str]] = {}
    for key in situation.keys:
        if name := situation.inspection.answer(key).evidence.strip():
            about = situation.member(key)
            number = situation.checklist.question[key.question].number
            found.setdefault(name, []).append(f"{number}（{about.name}）" if about else number)
    if not found:
        yield Paragraph(
            "根拠資料を書いた答えは、まだありません。答えの下の「根拠資料」に、文書の名前と日付を書いておけます。"
        )
        return
    yield Paragraph("文書ごとに、どの設問の根拠かを並べます。置き場は、分かる人が手で書き足します。", Style.SMALL)
    columns = (Column("文書と日付", 40), Column("設問", 35), Column("置き場（手で書く）", 25))
    yield Table(columns, tuple(Row((name, "、".join(numbers), "")) for name, numbers in found.items()))


# -- 様式「引継書」
def known_fields(given: Handover) -> dict[str, str]:
    """What the inspection knows of the fields of 引継書, by their labels."""
    situation, contact = given.situation, given.situation.inspection.contact
    steps = [one.what for one in situation.inspection.steps if not one.closed]
    waiting = [f"点検の未回答 {situation.progress.unanswered}問"] if situation.progress.unanswered else []
    fields = {
        "書いた日・係・担当の名前": _joined((era_day(given.day), contact.section, contact.person), "　"),
        "決まり・手順書・契約書の置き場": _joined((clip(one, 40) for one in evidence(situation)[:6]), "\n"),
        "途中のままの仕事": _joined((clip(one, 40) for one in [*waiting, *steps][:6]), "\n"),
    }
    return {label: text for label, text in fields.items() if text}


def _joined(texts: Iterable[str], between: str) -> str:
    return between.join(filter(None, texts))
