"""点検結果報告書: one inspection with everything that follows from it, and 総括 on one page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jukiself.answers.model import NATURE_LABELS, Nature
from jukiself.answers.seal import SEAL_STATE_MEANS, Issued, SealState
from jukiself.answers.years import fiscal_year
from jukiself.report import comments, remarks, sections
from jukiself.report.all_answers import answers
from jukiself.report.outline import Contents, Document, KeyValues, Notice, OnePage, PageBreak, Paragraph, Space, Style
from jukiself.report.references import References
from jukiself.report.renamed import old_words
from jukiself.report.sort import sort_findings
from jukiself.report.standing import short_mark
from jukiself.report.summary import summary
from jukiself.report.words import clip, era_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from jukiself.answers.situation import Situation
    from jukiself.findings.judge import Finding
    from jukiself.findings.score import Share
    from jukiself.report.outline import Part

BANDS = {
    Nature.REAL: "",
    Nature.SAMPLE: "見本　この報告書は見本です。実際の点検の結果ではありません。",
    Nature.TRAINING: "研修　研修で作った報告書です。実際の点検の結果ではありません。",
}

_LONGEST_MARK = 30  # of a mark written by hand


@dataclass(frozen=True)
class Material:
    """What a report is made of; ``seal`` is empty and ``seal_state`` 未発行 where no code was issued.

    ``mark`` says how far 確認と決裁 has come; empty where nothing is known of it.
    """

    situation: Situation
    findings: tuple[Finding, ...]
    shares: Mapping[tuple[str, str], Share]
    seal: str
    seal_state: SealState
    printed_on: date | None
    program: str
    mark: str = ""


def inspection_report(material: Material) -> Document:
    """The whole report on A4: cover, 総括, findings, what to find out, every answer, how to read it."""
    sorted_findings = sort_findings(material.findings)
    references = References(sorted_findings)
    situation = material.situation
    parts: tuple[Part, ...] = (
        OnePage(tuple(_cover(material))),
        PageBreak(),
        summary(situation, sorted_findings, references, material.shares),
        *comments.whole(situation.inspection),
        *sections.not_applicable(situation),
        *remarks.defects(situation, sorted_findings, references),
        *remarks.strengths(situation, sorted_findings, references),
        *remarks.notes(situation, sorted_findings, references),
        *sections.to_ask(situation, references),
        *remarks.checks(situation, sorted_findings, references),
        *sections.problems(situation),
        *sections.free_text(situation),
        *answers(situation, references),
        *sections.how_to_read(situation),
        *old_words(situation, material.findings),
    )
    return document(material, "点検結果報告書", parts, cover=True)


def summary_sheet(material: Material) -> Document:
    """総括1枚 alone: exactly one A4."""
    sorted_findings = sort_findings(material.findings)
    page = summary(material.situation, sorted_findings, References(sorted_findings), material.shares)
    return document(material, "総括", (page,), cover=False)


def document(material: Material, title: str, parts: tuple[Part, ...], *, cover: bool) -> Document:
    """A document about the inspection: what every page of it says at its head and foot."""
    inspection = material.situation.inspection
    year = fiscal_year(inspection.year)
    nature = NATURE_LABELS[inspection.nature]
    return Document(
        title=f"{title}　{inspection.office.name}　{year}　{nature}",
        subject=f"{material.situation.checklist.title}　{nature}",
        author=inspection.office.name,
        # The name comes last: it is the only part that can be too long for the line.
        header=f"{title}　{year}　【{nature}】{_marks(material)}　{inspection.office.name}",
        footer=Issued(material.seal, material.seal_state).line,
        parts=parts,
        band=BANDS[inspection.nature],
        cover=cover,
        made_on=material.printed_on,
    )


def _marks(material: Material) -> str:
    mark = clip(short_mark(material.mark), _LONGEST_MARK)
    return (f"【{mark}】" if mark else "") + ("【暫定】" if material.situation.progress.unanswered else "")


def _cover(material: Material) -> Iterator[Part]:
    inspection = material.situation.inspection
    yield Space(22)
    yield Paragraph(f"{material.situation.checklist.title}", Style.COVER_LINE)
    yield Paragraph("点検結果報告書", Style.COVER_TITLE)
    yield Space(8)
    yield Paragraph(inspection.office.name, Style.COVER_OFFICE)
    yield Paragraph(fiscal_year(inspection.year), Style.COVER_LINE)
    yield Space(8)
    yield KeyValues(tuple(_cover_facts(material)))
    yield Space(4)
    yield from _cover_notices(material)
    yield Space(2)
    yield Contents()


def _cover_facts(material: Material) -> Iterator[tuple[str, str]]:
    inspection = material.situation.inspection
    yield "区分", NATURE_LABELS[inspection.nature]
    yield "団体コード", inspection.office.code
    yield "提出回", f"{inspection.submission}回目"
    contact = inspection.contact
    if whom := "　".join(filter(None, (contact.section, contact.person, contact.phone))):
        yield "担当", whom
    yield "照合コード", material.seal or SealState.NONE
    means = SEAL_STATE_MEANS[material.seal_state]
    yield "コードの状態", f"{material.seal_state}：{means}" if material.seal else means
    if material.mark:
        yield "確認と決裁", material.mark
    if material.printed_on:
        yield "印刷した日", era_day(material.printed_on)
    depth = "詳細" if inspection.full else "簡易"
    yield "設問とプログラム", f"{inspection.edition}年版（{depth}）　jukiself {material.program}"


def _cover_notices(material: Material) -> Iterator[Notice]:
    progress = material.situation.progress
    if material.seal and material.seal_state is SealState.CHANGED:
        yield Notice(
            "照合コードを付けた後に、答えが変わっています", "この紙を決裁や提出に使わず、もう一度印刷してください。"
        )
    if progress.unanswered:
        yield Notice(
            f"暫定　{progress.asked}件のうち{progress.unanswered}件が未回答です",
            "未回答の設問は判断に使っていません。すべて答えると、所見が増えることも減ることもあります。",
        )
    yield Notice(
        "取扱注意",
        "この報告書には、役場の守りの弱い所が書かれています。鍵のかかる所にしまい、写しの数と渡した先を控えてください。"
        "保存する年数は、役場の文書管理の決まりに合わせてください。",
    )
