"""The prefecture's letters about a round: 個別助言 to one office, 全体通知 to all, and the list of calls to make."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from jukiself.answers.comment import Opinion
from jukiself.answers.situation import State
from jukiself.answers.years import fiscal_year
from jukiself.checklist.model import COST_LABELS, SEVERITY_LABELS
from jukiself.findings.judge import Status
from jukiself.report.letter_head import ask, head, letter
from jukiself.report.outline import (
    Bullets,
    Column,
    Document,
    Entry,
    Heading,
    Paragraph,
    Row,
    RowKind,
    Style,
    Table,
)
from jukiself.report.sort import sort_findings
from jukiself.report.words import counted, members_of
from jukiself.survey.remarks import Bin, Remark
from jukiself.survey.sorting import MANY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from jukiself.answers.model import Contact, Nature
    from jukiself.answers.situation import Situation
    from jukiself.checklist.model import Checklist, Rule
    from jukiself.findings.judge import Finding
    from jukiself.report.letter_head import Sender
    from jukiself.report.outline import Part
    from jukiself.report.sort import Defect
    from jukiself.survey.sorting import Heap, Pile

#: How much of each fits a letter that is read in five minutes; the rest stands in 講評.
STRENGTHS, STEPS, OTHERS, CALLS = 5, 4, 8, 6


@dataclass(frozen=True)
class Advised:
    """One office's reply with what the reviewers made of it; ``remarks`` by rule and member, those on all under ''.

    ``serves`` are the names of offices its reply speaks for.
    """

    situation: Situation
    findings: tuple[Finding, ...]
    remarks: Mapping[tuple[str, str], Remark]
    sender: Sender
    serves: tuple[str, ...] = ()

    def remark(self, finding: Finding) -> Remark:
        """What is said of a finding, which may be nothing."""
        on = (finding.id, finding.member.id if finding.member else "")
        return self.remarks.get(on, Remark(self.situation.inspection.office.code, *on))

    def seen(self, bin_: Bin, status: Status | None = None) -> tuple[Finding, ...]:
        """The findings of a bin, as heavy as the reviewers see them; what was accepted is none of them."""
        return tuple(
            replace(one, severity=said.severity) if (said := self.remark(one)).severity else one
            for one in self.findings
            if self.remark(one).bin is bin_
            and self.remark(one).opinion is not Opinion.ACCEPTED
            and status in {None, one.status}
        )

    @property
    def accepted(self) -> tuple[Finding, ...]:
        """What stays as it is, for reasons the office gave."""
        return tuple(one for one in self.findings if self.remark(one).opinion is Opinion.ACCEPTED)


# -- to one office ------------------------------------------------------------------------------------------------


def individual(advised: Advised) -> Document:
    """個別助言: what is good, what to begin with, how to reply; nothing of any other office."""
    inspection = advised.situation.inspection
    parts = _individual(advised)
    return letter(advised.sender, inspection.year, inspection.nature, "個別助言", parts, about=inspection.office.name)


def _individual(advised: Advised) -> Iterator[Part]:
    inspection = advised.situation.inspection
    year = fiscal_year(inspection.year)
    to = f"{inspection.office.name}　住基ネット点検ご担当　様"
    yield from head(advised.sender, to, f"{year}　住基ネット自己点検の結果について（個別助言）")
    yield Paragraph(
        f"{year}の点検に取り組み、回答書をお送りくださり、ありがとうございました。"
        "お忙しい中、役場のいろいろな係の方に尋ねて、まとめていただいたことと思います。"
        "回答書を拝見して、よくできていることと、これから取り組むとよいことをお伝えします。"
    )
    whole = advised.remarks.get(("", ""))
    if whole and whole.comment.strip():
        yield Paragraph(whole.comment)
    yield from _good(advised)
    yield from _steps(advised)
    yield from _accepted(advised)
    yield from _calls(advised)
    yield Heading(2, "お返事とお問い合わせ")
    yield Paragraph(
        "所見ごとのコメントは、別に送る「講評」のファイルにあります。直したこと、決めた日、事情、県に聞きたいことは、"
        "「役場の返事」の欄に書いてください。次の回答書といっしょに届きます。"
    )
    yield ask(advised.sender)


def _good(advised: Advised) -> Iterator[Part]:
    yield Heading(2, "よくできていること")
    found = members_of(sort_findings(advised.findings).strengths)
    if not found:
        progress = advised.situation.progress
        unknown = "わからないことを「わからない」と書いていただいたので、次に調べることがはっきりしています。"
        yield Paragraph(f"{counted(progress)}でした。{unknown if progress.unknown else ''}")
        return
    yield Bullets(tuple((Paragraph(one),) for one in found[:STRENGTHS]))
    if len(found) > STRENGTHS:
        yield Paragraph(f"このほかにも、良い点が{len(found) - STRENGTHS}件ありました。これからも続けてください。")
    else:
        yield Paragraph("これからも続けてください。")


def _steps(advised: Advised) -> Iterator[Part]:
    boxes = sort_findings(advised.seen(Bin.ONE, Status.DEFECT)).defects
    checks = advised.seen(Bin.ONE, Status.CHECK)
    common = len(advised.seen(Bin.ALL))
    yield Heading(2, "まず取り組んでいただきたいこと")
    if boxes:
        yield Bullets(tuple(tuple(_step(advised, one)) for one in boxes[:STEPS]), numbered=True)
    else:
        yield Paragraph("回答書からは、個別にお願いする改善はありませんでした。")
    if rest := [*members_of(one.plain for one in boxes[STEPS:]), *members_of(checks)]:
        yield Paragraph("このほか、次のことも、できるものから進めてください。")
        yield Bullets(tuple((Paragraph(one),) for one in rest[:OTHERS]))
        if len(rest) > OTHERS:
            yield Paragraph(f"ほかに{len(rest) - OTHERS}件あります。「講評」のファイルで見てください。")
    if common:
        yield Paragraph(
            f"多くの団体に共通することは、全体への通知に書きました（この団体に関わるもの{common}件）。合わせて読んでください。"
        )


def _step(advised: Advised, box: Defect) -> Iterator[Paragraph]:
    plain = box.plain
    said = [advised.remark(one) for one in (plain, *box.refinements)]
    yield Paragraph(plain.title, Style.STRONG)
    comments = [one.comment for one in said if one.comment.strip()]
    yield Paragraph("\n".join(comments) if comments else plain.text)
    for one in box.refinements:
        yield Paragraph(f"さらに：{one.title}")
    remedy = plain.rule.remedy if plain.rule else None
    if remedy:
        yield Paragraph(f"まず一歩：{remedy.step}（{COST_LABELS[remedy.cost]}）")
    yield from _weighed(advised, plain, *box.refinements)
    if any(one.opinion is Opinion.DISCUSS for one in said):
        yield Paragraph("ここは、事情を伺いながら、いっしょに考えさせてください。", Style.SMALL)


def _weighed(advised: Advised, *findings: Finding) -> Iterator[Paragraph]:
    """Where the reviewers see a finding otherwise than the form: both, with their reason."""
    for one in findings:
        said = advised.remark(one)
        if said.severity:
            own = SEVERITY_LABELS[one.rule.severity] if one.rule and one.rule.severity else "なし"
            words = f"重さは、設問の目安では「{own}」ですが、県は「{SEVERITY_LABELS[said.severity]}」と考えました。"
            yield Paragraph(f"{words}理由：{said.reason}", Style.SMALL)


def _accepted(advised: Advised) -> Iterator[Part]:
    if not advised.accepted:
        return
    yield Heading(2, "事情を伺い、今のやり方でよいと考えたこと")
    items = []
    for one in advised.accepted:
        comment = advised.remark(one).comment
        more = (Paragraph(comment, Style.SMALL),) if comment.strip() else ()
        items.append((Paragraph(one.title), *more))
    yield Bullets(tuple(items))


def _calls(advised: Advised) -> Iterator[Part]:
    found = members_of(advised.seen(Bin.PHONE))
    if not found:
        return
    yield Heading(2, "電話でお尋ねすること")
    yield Paragraph("近いうちに、県からお電話します。急いで調べていただくことはありません。")
    yield Bullets(tuple((Paragraph(one),) for one in found[:CALLS]))
    if len(found) > CALLS:
        yield Paragraph(f"ほかに{len(found) - CALLS}件あります。お電話のときにお伝えします。", Style.SMALL)


# -- to all -------------------------------------------------------------------------------------------------------


def general(pile: Pile, checklist: Checklist, sender: Sender, year: int, nature: Nature) -> Document:
    """全体通知: what many offices share, with its first step; no office is named, and small numbers are not told."""
    return letter(sender, year, nature, "全体通知", _general(pile, checklist, sender, year), about="")


def _general(pile: Pile, checklist: Checklist, sender: Sender, year: int) -> Iterator[Part]:
    yield from head(
        sender,
        "各市町村　住基ネット点検ご担当　様",
        f"{fiscal_year(year)}　住基ネット自己点検の結果について（全体通知）",
    )
    yield Paragraph(
        f"{fiscal_year(year)}の点検に取り組んでいただき、ありがとうございました。"
        f"回答のあった{len(pile.offices)}団体の答えから、多くの団体に共通することと、費用をかけずに始められる一歩をお知らせします。"
        "どの団体の答えかが分かる書き方はしていません。"
    )
    heaps = [kept for one in pile.by_finding if (kept := _common(one)).items]
    defects = [one for one in heaps if one.items[0].held.status is Status.DEFECT and not one.items[0].held.refines]
    inside = [one for one in heaps if one.items[0].held.status is Status.DEFECT and one.items[0].held.refines]
    rules = {one.id: one for one in checklist.rules}
    if not heaps:
        yield Paragraph("全体にお知らせする所見はありませんでした。")
    if defects or inside:
        yield Heading(2, "多くの団体で改善が必要だったこと")
    hosts = {one.name for one in defects}
    for one in (*defects, *(two for two in inside if two.items[0].held.refines not in hosts)):
        more = [two for two in inside if two.items[0].held.refines == one.name]
        yield Entry((one.title,), tuple(_shared(one, more, rules.get(one.name), len(pile.offices))))
    checks = [one for one in heaps if one.items[0].held.status is Status.CHECK]
    if checks:
        yield Heading(2, "多くの団体で「わからない」だったこと")
        yield Paragraph("来年の点検までに、一つずつ調べてください。わからないと書いたことが、調べる始まりです。")
        yield Table(
            (Column("調べること", 82), Column("団体数", 18)), tuple(_to_check(checks, checklist, pile)), compact=True
        )
    yield Heading(2, "お問い合わせ")
    yield Paragraph("団体ごとの助言は、別にお送りします。")
    yield ask(sender)


def _common(heap: Heap) -> Heap:
    return replace(heap, items=tuple(one for one in heap.items if one.bin is Bin.ALL))


def _shared(heap: Heap, inside: Sequence[Heap], rule: Rule | None, offices: int) -> Iterator[Paragraph]:
    if rule:
        yield Paragraph(f"{rule.risk or rule.text}")
    for one in inside:
        yield Paragraph(f"さらに：{one.title}")
    comments = {one.remark.comment for one in heap.items}
    if len(comments) == 1 and len(heap.offices) > 1 and (said := next(iter(comments))).strip():
        yield Paragraph(said)
    if rule and rule.remedy:
        yield Paragraph(f"まず一歩：{rule.remedy.step}（{COST_LABELS[rule.remedy.cost]}）")
    if told := _told(heap, offices):
        yield Paragraph(told, Style.SMALL)


def _told(heap: Heap, offices: int) -> str:
    """How many, where the number is too large to point at anybody."""
    count = len(heap.offices)
    return f"{offices}団体のうち{count}団体" if count >= MANY else ""


def _to_check(checks: Sequence[Heap], checklist: Checklist, pile: Pile) -> Iterator[Row]:
    for area in checklist.areas:
        mine = [one for one in checks if one.items[0].held.area == area.id]
        if mine:
            yield Row((area.title,), RowKind.GROUP)
        for one in mine:
            yield Row((one.title, _told(one, len(pile.offices)) or "一部の団体"))


# -- calls --------------------------------------------------------------------------------------------------------


def calls(advised: Iterable[tuple[Advised, Contact]], sender: Sender, year: int, nature: Nature) -> Document:
    """電話で尋ねること: for the reviewers' own desk, by office, with room for what was heard."""
    return call_sheet((row for one, contact in advised for row in call_rows(one, contact)), sender, year, nature)


def call_sheet(made: Iterable[Row], sender: Sender, year: int, nature: Nature) -> Document:
    """The same of rows made one office after the other."""
    rows = tuple(made)
    parts: list[Part] = [
        Heading(1, f"電話で尋ねること　{fiscal_year(year)}"),
        Paragraph(
            "県の手元の紙です。団体には渡しません。聞いたことは、所見の返事か、問合せの記録に書き写してください。",
            Style.SMALL,
        ),
    ]
    columns = (Column("尋ねること", 34), Column("聞き方", 38), Column("聞いたこと（日付・相手）", 28))
    parts.append(Table(columns, rows) if rows else Paragraph("電話で尋ねることはありません。"))
    return letter(sender, year, nature, "電話で尋ねること", parts, about="", landscape=True)


def call_rows(advised: Advised, contact: Contact) -> Iterator[Row]:
    """What to ask of one office, who is called once however many offices it answers for."""
    found = advised.seen(Bin.PHONE)
    if not found:
        return
    office = advised.situation.inspection.office
    whom = "　".join(part for part in (contact.section, contact.person, contact.phone) if part)
    served = f"（{'、'.join(advised.serves)}の回答も）" if advised.serves else ""
    yield Row(
        (f"{office.code}　{office.name}{served}　　{whom or '（連絡先が分かりません）'}　　{len(found)}件",),
        RowKind.GROUP,
    )
    for one in found:
        comment = advised.remark(one).comment.strip()
        yield Row((one.title, comment or _how(advised.situation, one), ""))


def _how(situation: Situation, finding: Finding) -> str:
    """What to say: the questions that are open, else what was found."""
    unknown = [key for key in finding.because if situation.state(key) is State.UNKNOWN]
    asked = dict.fromkeys(situation.checklist.question[key.question] for key in unknown)
    return "\n".join(f"{one.number}　{one.text}" for one in asked) or finding.text
