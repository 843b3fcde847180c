"""契約条項のたたき台: wording of our own for what contracts lack, for the legal section to mend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.report.contracts import Contracts, Gap, Section, list_notices, paper
from jukiself.report.outline import Column, Heading, KeyValues, Notice, PageBreak, Paragraph, Row, Style, Table
from jukiself.report.words import cited

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jukiself.answers.model import Contract
    from jukiself.checklist.provision import Provision
    from jukiself.report.outline import Document, Part

BANNER = "法務（総務・契約の係）で確かめるためのたたき台。このまま契約書にしない"
EXPLAINED = (
    "国や県のひな形ではなく、この点検のために書いた案です。役場の契約の規則、今の契約書の言葉、法令の今の条に"
    "合わせて直してください。どの契約にも全部が要るわけではありません。扱う情報の重さに見合う条を選びます。"
)
WORDS = (
    ("委託者・受託者", "市町村と、契約の相手の会社。"),
    ("本業務", "その契約で頼む仕事。"),
    ("本件情報", "本業務で扱う住民の情報と、委託者が渡した資料・帳票・媒体・データ。写しも含む。"),
    ("［　］", "役場で決めて入れる数。"),
)
#: Said of gaps in what is done: the inspection has not asked whether the contract says so.
PRACTICE = "行いの答えから挙げた案です。契約書に同じ条がもうあれば、要りません。先に契約書を見てください。"
UNCLEAR = "まだわからない契約では、先に契約書を見てください。同じ条があれば、この案は要りません。"
ANSWERS_COME_FIRST = "今の答えからは、条の案を出す所がありません。未回答の設問は、答えると増えることがあります。"


def draft_gaps(material: Contracts, contract: Contract) -> tuple[Gap, ...]:
    """The gaps of a contract for which there is wording."""
    return tuple(one for one in material.gaps(contract) if one.provision.draft)


def draft_clauses(material: Contracts) -> Document:
    """What each contract lacks, then each wording once, with the contracts it is for and room for a remark."""
    found = {one.id: draft_gaps(material, one) for one in material.listed}
    parts = (
        Heading(1, "契約条項のたたき台"),
        Notice(BANNER, EXPLAINED),
        *list_notices(material),
        Heading(2, "言葉"),
        KeyValues(WORDS),
        Heading(1, "契約ごとの足りない条"),
        *(part for one in material.listed for part in _of_contract(material, one, found[one.id])),
        *_drafts(material, [gap for gaps in found.values() for gap in gaps]),
    )
    return paper(material, "契約条項のたたき台", parts, mark="【法務の確認前】")


def _of_contract(material: Contracts, contract: Contract, gaps: tuple[Gap, ...]) -> Iterator[Part]:
    yield Heading(2, material.name(contract))
    if contract.contractor or contract.scope or contract.period:
        yield Paragraph("　".join(filter(None, (contract.contractor, contract.scope, contract.period))), Style.SMALL)
    if not gaps:
        yield Paragraph(ANSWERS_COME_FIRST)
        return
    columns = (Column("番号", 8), Column("条項", 26), Column("今", 22), Column("今の答え", 44))
    rows = (Row((str(one.provision.number), one.provision.title, one.cell.text, one.label)) for one in gaps)
    yield Table(columns, tuple(rows), compact=True)


def _drafts(material: Contracts, gaps: list[Gap]) -> Iterator[Part]:
    if not gaps:
        return
    yield PageBreak()
    yield Heading(1, "たたき台")
    for provision in material.provisions:
        wanted = [one for one in gaps if one.provision is provision]
        if wanted:
            yield Heading(2, f"{provision.number}　{provision.title}")
            yield KeyValues(tuple(_draft(material, provision, wanted)))


def _draft(material: Contracts, provision: Provision, wanted: list[Gap]) -> Iterator[tuple[str, str]]:
    yield "使う契約", "、".join(f"{material.name(one.contract)}（{one.cell.text}）" for one in wanted)
    if before := reservation(wanted):
        yield "使う前に", before
    yield "たたき台", provision.draft
    yield "気をつけること", provision.note
    yield "出典", cited(material.situation, provision.sources)
    yield "法務の意見", "\n\n"


def reservation(wanted: list[Gap]) -> str:
    """What has to be looked at in the contract before the wording is used; empty where the answer says it is missing."""
    if wanted[0].section in {Section.DONE, Section.OFFICE}:
        return PRACTICE
    return UNCLEAR if any(one.cell.unclear for one in wanted) else ""
