"""The findings of 点検結果報告書, each with its number and with ways to the answers it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.answers.model import BASIS_LABELS, STEP_LABELS
from jukiself.checklist.model import COST_LABELS, SEVERITY_LABELS
from jukiself.report import comments
from jukiself.report.outline import Box, Entry, Field, Heading, Paragraph, Style
from jukiself.report.references import answer_place, by_rule, leading, listed
from jukiself.report.sort import WEIGHTS
from jukiself.report.words import cited, clip, long_day, with_member

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jukiself.answers.model import Answer, Key, Step
    from jukiself.answers.situation import Situation
    from jukiself.checklist.model import Remedy
    from jukiself.findings.judge import Finding
    from jukiself.report.outline import Part
    from jukiself.report.references import References
    from jukiself.report.sort import Defect, Sorted

_LONGEST_NOTE = 120


def defects(situation: Situation, found: Sorted, references: References) -> Iterator[Part]:
    """改善が必要, the urgent ones first; one box each."""
    yield Heading(1, "改善が必要なこと")
    if not found.defects:
        yield Paragraph(
            "今の答えから、改善が必要とした所見はありません。わからない・未回答の設問は、まだ判断していません。"
        )
        return
    yield Paragraph(
        "急ぐものから並べています。重い・中くらい・軽いの目安は、最後の「この報告書の読み方」にあります。"
        "「理由の答え」の番号と右端のページは、後ろの「すべての答え」の場所です。",
        Style.SMALL,
    )
    severity = None
    for one in found.defects:
        if one.severity is not severity:
            severity = one.severity
            yield Heading(2, SEVERITY_LABELS[severity])
        yield _box(situation, one, references)


def _box(situation: Situation, defect: Defect, references: References) -> Box:
    plain = defect.plain
    return Box(
        weight=WEIGHTS[defect.severity],
        badge=SEVERITY_LABELS[defect.severity],
        place=f"{references.number(plain)}　{_place(situation, plain)}",
        title=plain.title,
        fields=tuple(_fields(situation, defect)),
        anchor=references.place(plain),
    )


def _fields(situation: Situation, defect: Defect) -> Iterator[Field]:
    plain = defect.plain
    yield Field("わかったこと", (Paragraph(plain.text),))
    yield Field("理由の答え", tuple(_reasons(situation, plain)))
    for one in defect.refinements:
        yield Field("さらに", tuple(_refinement(situation, one, plain)))
    if plain.rule and plain.rule.risk:
        yield Field("起こりうること", (Paragraph(plain.rule.risk),))
    if plain.rule and plain.rule.remedy:
        yield from _remedy(situation, plain.rule.remedy)
    yield from comments.fields(situation.inspection, (plain, *defect.refinements))
    steps = [one for finding in (plain, *defect.refinements) for one in _plan(situation, finding)]
    if steps:
        yield Field("改善計画", tuple(Paragraph(_planned(one)) for one in steps))
    yield Field("出典", (Paragraph(cited(situation, plain.sources), Style.SMALL),))


def _refinement(situation: Situation, finding: Finding, plain: Finding) -> Iterator[Paragraph]:
    yield Paragraph(finding.title, Style.TITLE)
    yield Paragraph(finding.text)
    seen = set(plain.because)
    yield from _reasons(situation, finding, seen)
    remedy = finding.rule.remedy if finding.rule else None
    if remedy and not (plain.rule and plain.rule.remedy and plain.rule.remedy.step == remedy.step):
        yield Paragraph(f"まず一歩：{remedy.step}（{COST_LABELS[remedy.cost]}）")
    yield Paragraph(f"出典：{cited(situation, finding.sources)}", Style.SMALL)


def _remedy(situation: Situation, remedy: Remedy) -> Iterator[Field]:
    person = situation.checklist.titles.get(f"person:{remedy.decides}", remedy.decides)
    yield Field("まず一歩", (Paragraph(remedy.step, Style.STRONG),))
    yield Field("手間・決める人", (Paragraph(f"{COST_LABELS[remedy.cost]}／決める人は{person}"),))
    yield Field("言い方の例", (Paragraph(f"「{remedy.say}」"),))


def _reasons(situation: Situation, finding: Finding, leave_out: Iterable[Key] = ()) -> Iterator[Paragraph]:
    """The answers that decided, in words, with how one knows and what was noted."""
    for key in finding.because:
        if key in leave_out:
            continue
        answer = situation.inspection.answer(key)
        number, text = situation.checklist.question[key.question].number, with_member(situation, key)
        place = answer_place(key)
        yield leading((f"回答 {number}", place), text.removeprefix(number), style=Style.SMALL, see=place)
        yield Paragraph(f"→ {situation.label(key)}{_basis(answer)}")
        if answer.note.strip():
            yield Paragraph(f"備考：{clip(answer.note.strip(), _LONGEST_NOTE)}", Style.SMALL)


def _basis(answer: Answer) -> str:
    return f"〔{BASIS_LABELS[answer.basis]}〕" if answer.basis else ""


def _place(situation: Situation, finding: Finding) -> str:
    titles = situation.checklist.titles
    return f"{titles[f'area:{finding.area}']}・{titles[f'stage:{finding.stage}']}"


def _plan(situation: Situation, finding: Finding) -> list[Step]:
    member = finding.member.id if finding.member else None
    return [one for one in situation.inspection.steps if one.rule == finding.id and one.member in {member, None}]


def _planned(step: Step) -> str:
    facts = [
        f"担当：{step.who}" if step.who else "",
        f"期限：{long_day(step.until)}" if step.until else "",
        STEP_LABELS[step.state],
        f"結果：{step.result}" if step.result.strip() else "",
    ]
    return f"{step.what}（{'、'.join(filter(None, facts))}）"


def strengths(situation: Situation, found: Sorted, references: References) -> Iterator[Part]:
    """What is good already, and is to stay."""
    yield Heading(1, "良い点")
    if not found.strengths:
        yield Paragraph("良い点として書ける答えは、まだありません。「たぶん」の答えは良い点に数えません。")
    yield from _entries(situation, found.strengths, references)


def notes(situation: Situation, found: Sorted, references: References) -> Iterator[Part]:
    """参考: neither good nor bad, but worth knowing."""
    if found.notes:
        yield Heading(1, "参考")
        yield from _entries(situation, found.notes, references)


def _entries(situation: Situation, findings: tuple[Finding, ...], references: References) -> Iterator[Entry]:
    for group in by_rule(findings):
        first = group[0]
        small = leading(
            f"{references.number(first)}　{_place(situation, first)}　理由の答え：",
            *_short_reasons(situation, group),
            f"　出典：{cited(situation, first.sources)}",
            style=Style.SMALL,
        )
        yield Entry(tuple(one.title for one in group), (Paragraph(first.text), small), anchor=references.place(first))


def _short_reasons(situation: Situation, group: Iterable[Finding]) -> Iterator[str | tuple[str, str]]:
    """What was answered, each once however many members it was said of."""
    told: dict[tuple[str, str], Key] = {}
    for key in (key for one in group for key in one.because):
        number = situation.checklist.question[key.question].number
        told.setdefault((number, f" {situation.label(key)}{_basis(situation.inspection.answer(key))}"), key)
    for place, ((number, words), key) in enumerate(told.items()):
        yield from (("、" if place else ""), (number, answer_place(key)), words)


def checks(situation: Situation, found: Sorted, references: References) -> Iterator[Part]:
    """The findings that wait for those answers, by area."""
    if not found.checks:
        return
    yield Heading(2, "わかれば決まること")
    yield Paragraph(
        f"答えがわからないため、良いとも悪いとも言えないことが{len(found.checks)}件あります。調べ方と、決め手になる設問の番号を添えます。"
    )
    area = ""
    for group in by_rule(found.checks):
        first = group[0]
        if first.area != area:
            area = first.area
            yield Heading(3, situation.checklist.titles[f"area:{area}"])
        said = leading(
            f"{references.number(first)}　{first.text}（設問 ",
            *listed(_deciding(situation, group)),
            f"）　出典：{cited(situation, first.sources)}",
            style=Style.SMALL,
        )
        told = comments.paragraphs(two for one in group for two in comments.of_finding(situation.inspection, one))
        titles = tuple(one.title for one in group)
        yield Entry(titles, (said, *told), compact=True, anchor=references.place(first))


def _deciding(situation: Situation, group: Iterable[Finding]) -> Iterator[tuple[str, str]]:
    """Numbers of the questions that decide, each with the place of the first answer to it."""
    first: dict[str, Key] = {}
    for key in (key for one in group for key in one.because):
        first.setdefault(key.question, key)
    return ((situation.checklist.question[one].number, answer_place(key)) for one, key in first.items())
