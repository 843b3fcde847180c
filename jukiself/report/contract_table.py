"""契約点検表: every contract against every 条項 on paper laid across, and below it what each contract lacks."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from jukiself.report.contracts import Contracts, Gap, Mark, list_notices, paper, section
from jukiself.report.outline import Column, Heading, PageBreak, Paragraph, Row, RowKind, Style, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jukiself.answers.model import Contract
    from jukiself.checklist.provision import Provision
    from jukiself.report.outline import Document, Part

#: More contracts than these go into a second table, so that no word is broken.
ACROSS = 6
_LEGEND = (
    "○ ある・できている　△ 一部　× ない・まだ　？ わからない・前提が不明　－ 未回答・該当なし・対象外"
    "（ほかの答えから、今は尋ねない設問）。「たぶん」の答えは、○でも確かめる方に数えます。"
    "出典は主なものを1つずつ示します。"
)
_COUNTED = {
    Mark.YES: "ある・できている",
    Mark.SOME: "一部",
    Mark.NO: "ない・まだ",
    Mark.ASK: "わからない",
    Mark.NONE: "ほか",
}


def contract_table(material: Contracts) -> Document:
    """The whole document; it says the same with no contract, with one and with twenty."""
    parts = (
        Heading(1, "契約点検表"),
        *list_notices(material),
        *_matrix(material),
        *(part for one in material.listed for part in _of_contract(material, one)),
    )
    return paper(material, "契約点検表", parts, landscape=True)


def _matrix(material: Contracts) -> Iterator[Part]:
    if not material.listed:
        yield Paragraph("挙がっている契約はありません。")
        return
    yield Paragraph(_LEGEND, Style.SMALL)
    for first in range(0, len(material.listed), ACROSS):
        yield _table(material, material.listed[first : first + ACROSS])


def _table(material: Contracts, contracts: Sequence[Contract]) -> Table:
    share = 60 / len(contracts)
    columns = (Column("条項", 15), Column("出典", 25), *(Column(material.name(one), share) for one in contracts))
    rows: list[Row] = []
    for part, provisions in groupby(material.rows, key=lambda one: section(material.question(one))):
        rows.append(Row((part,), RowKind.GROUP))
        rows += [_row(material, one, contracts) for one in provisions]
    return Table(columns, tuple(rows), compact=True)


def _row(material: Contracts, provision: Provision, contracts: Sequence[Contract]) -> Row:
    cells = (material.cell(provision, one).text for one in contracts)
    return Row((provision.title, _main_source(material, provision), *cells))


def _main_source(material: Contracts, provision: Provision) -> str:
    clause = material.situation.checklist.clauses.get(provision.sources[0]) if provision.sources else None
    return f"{clause.source.split('（')[0]} {clause.place.split('・')[0]}" if clause else ""


def _of_contract(material: Contracts, contract: Contract) -> Iterator[Part]:
    yield PageBreak()
    yield Heading(2, f"{material.name(contract)}　足りない所と、尋ねる相手")
    facts = (("相手", contract.contractor), ("仕事", contract.scope), ("期間", contract.period))
    yield Paragraph("　　".join(f"{label}：{text or '書かれていません'}" for label, text in facts), Style.SMALL)
    yield Paragraph(_counts(material, contract))
    gaps = material.gaps(contract)
    if gaps:
        columns = (
            Column("条項", 15),
            Column("今の答え", 19),
            Column("尋ねる相手", 16),
            Column("次にすること", 50),
        )
        yield Table(columns, tuple(_gap_rows(material, gaps)), compact=True)
    else:
        yield Paragraph("今の答えから、足りない所とわからない所はありません。")
    if unanswered := material.unanswered(contract):
        yield Paragraph(f"未回答（まだ何も言えない所）：{'、'.join(one.title for one in unanswered)}", Style.SMALL)


def _counts(material: Contracts, contract: Contract) -> str:
    count = material.counts(contract)
    return "　".join(f"{mark} {word} {count[mark]}" for mark, word in _COUNTED.items())


def _gap_rows(material: Contracts, gaps: Sequence[Gap]) -> Iterator[Row]:
    for missing, found in groupby(gaps, key=lambda one: one.cell.missing):
        yield Row(("足りない所" if missing else "わからない所・たぶんの所：先に確かめる",), RowKind.GROUP)
        for one in found:
            said = one.cell.text if one.label in one.cell.text else f"{one.cell.text}\n{one.label}"
            yield Row((one.provision.title, said, _whom(material, one), _next(one)))


def _whom(material: Contracts, gap: Gap) -> str:
    titles = material.situation.checklist.titles
    return "・".join(titles.get(f"person:{one}", one) for one in gap.question.whom)


def _next(gap: Gap) -> str:
    """For what is missing the first step and the wording to propose; for what is not known, how to find out."""
    if not gap.cell.missing:
        return f"見る：{gap.question.look}\n聞く：{gap.question.ask}"
    draft = f"\n条の案：契約条項のたたき台 {gap.provision.number}" if gap.provision.draft else ""
    return f"{gap.question.step}{draft}"
