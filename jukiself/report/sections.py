"""The sections of 点検結果報告書 after 総括, one function each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.answers.model import BASIS_LABELS, STEP_LABELS
from jukiself.answers.situation import State
from jukiself.checklist.model import COST_LABELS, SEVERITY_LABELS
from jukiself.report.asking import by_addressee
from jukiself.report.outline import (
    Box,
    Column,
    Entry,
    Field,
    Heading,
    KeyValues,
    PageBreak,
    Paragraph,
    Row,
    RowKind,
    Style,
    Table,
)
from jukiself.report.sort import WEIGHTS
from jukiself.report.words import asked_about, cited, clip, long_day, with_member

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jukiself.answers.model import Answer, Key, Step
    from jukiself.answers.situation import Situation
    from jukiself.checklist.model import Remedy
    from jukiself.findings.judge import Finding
    from jukiself.report.asking import Addressee, Asking
    from jukiself.report.outline import Part
    from jukiself.report.sort import Defect, Sorted

_WHY = {"unknown": "", "guess": "〔たぶん〕"}
_LONGEST_NOTE = 120


def not_applicable(situation: Situation) -> Iterator[Part]:
    """What was set aside as 該当なし, with the reasons: the first thing a reviewer doubts."""
    keys = [key for key in situation.keys if situation.state(key) is State.NOT_APPLICABLE]
    yield PageBreak()
    yield Heading(1, "該当なしとした設問")
    if not keys:
        yield Paragraph("該当なしとした設問はありません。")
        return
    yield Paragraph(
        "次の設問は、当てはまらないとして判断から外しました。理由に心当たりがないものは、もう一度確かめてください。"
    )
    rows = []
    for key in keys:
        question = situation.checklist.question[key.question]
        rows.append(Row((question.number, question.text, asked_about(situation, key))))
        reason = situation.inspection.answer(key).note.strip()
        rows.append(Row((f"理由　{reason or '（書かれていません。備考に理由を書いてください。）'}",), RowKind.MORE))
    yield Table((Column("番号", 8), Column("設問", 68), Column("対象", 24)), tuple(rows))


# -- findings ---------------------------------------------------------------------------------------------------


def defects(situation: Situation, found: Sorted) -> Iterator[Part]:
    """改善が必要, the urgent ones first; one box each."""
    yield Heading(1, "改善が必要なこと")
    if not found.defects:
        yield Paragraph(
            "今の答えから、改善が必要とした所見はありません。わからない・未回答の設問は、まだ判断していません。"
        )
        return
    yield Paragraph(
        "急ぐものから並べています。重い・中くらい・軽いの目安は、最後の「この報告書の読み方」にあります。", Style.SMALL
    )
    severity = None
    for number, one in enumerate(found.defects, 1):
        if one.severity is not severity:
            severity = one.severity
            yield Heading(2, SEVERITY_LABELS[severity])
        yield _box(situation, one, number)


def _box(situation: Situation, defect: Defect, number: int) -> Box:
    plain = defect.plain
    return Box(
        weight=WEIGHTS[defect.severity],
        badge=SEVERITY_LABELS[defect.severity],
        place=f"所見{number}　{_place(situation, plain)}",
        title=plain.title,
        fields=tuple(_fields(situation, defect)),
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
        yield Paragraph(with_member(situation, key), Style.SMALL)
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


def strengths(situation: Situation, found: Sorted) -> Iterator[Part]:
    """What is good already, and is to stay."""
    yield Heading(1, "良い点")
    if not found.strengths:
        yield Paragraph("良い点として書ける答えは、まだありません。「たぶん」の答えは良い点に数えません。")
    yield from _entries(situation, found.strengths)


def notes(situation: Situation, found: Sorted) -> Iterator[Part]:
    """参考: neither good nor bad, but worth knowing."""
    if found.notes:
        yield Heading(1, "参考")
        yield from _entries(situation, found.notes)


def _entries(situation: Situation, findings: tuple[Finding, ...]) -> Iterator[Entry]:
    for group in _by_rule(findings):
        first = group[0]
        told = "、".join(dict.fromkeys(_short_reason(situation, key) for one in group for key in one.because))
        small = f"{_place(situation, first)}　理由の答え：{told}　出典：{cited(situation, first.sources)}"
        yield Entry(tuple(one.title for one in group), (Paragraph(first.text), Paragraph(small, Style.SMALL)))


def _short_reason(situation: Situation, key: Key) -> str:
    question = situation.checklist.question[key.question]
    return f"{question.number} {situation.label(key)}{_basis(situation.inspection.answer(key))}"


def _by_rule(findings: tuple[Finding, ...]) -> list[list[Finding]]:
    """Findings of the same rule together: they differ by their member only."""
    groups: dict[str, list[Finding]] = {}
    for one in findings:
        groups.setdefault(one.id, []).append(one)
    return list(groups.values())


# -- what to find out -------------------------------------------------------------------------------------------


def to_ask(situation: Situation) -> Iterator[Part]:
    """調べること by addressee, then by place: one line each, to be ticked off."""
    yield Heading(1, "調べること")
    groups = by_addressee(situation)
    if not groups:
        yield Paragraph("わからない・たぶんの答えはありません。")
        return
    yield Heading(2, "尋ねる相手ごとの一覧")
    yield Paragraph(
        f"「わからない」と「たぶん」の答えが、合わせて{sum(one.count for one in groups)}件あります。"
        "わからないと書いたことは、次に調べることがはっきりしたということです。済んだら□に印を付けてください。"
        "〔たぶん〕の付いたものは、見るか聞くかして確かめれば済みます。"
    )
    columns = (Column("", 4), Column("番号", 8.5), Column("設問（対象）", 67.5), Column("まず見る所", 20))
    yield Table(columns, tuple(row for one in groups for row in _asking_rows(situation, one)), compact=True)


def _asking_rows(situation: Situation, group: Addressee) -> Iterator[Row]:
    yield Row((f"{group.title}　{group.count}件",), RowKind.GROUP)
    for one in group.askings:
        question = situation.checklist.question[one.question]
        where = situation.checklist.titles[f"place:{question.where[0]}"] if question.where else ""
        yield Row(("□", question.number, f"{_asked_of(situation, one)}{_WHY[one.why]}", where))


def _asked_of(situation: Situation, asking: Asking) -> str:
    members = [asked_about(situation, key) for key in asking.keys if key.member]
    about = f"（{'・'.join(members)}）" if members else ""
    return f"{situation.checklist.question[asking.question].text}{about}"


def checks(situation: Situation, found: Sorted) -> Iterator[Part]:
    """The findings that wait for those answers, by area."""
    if not found.checks:
        return
    yield Heading(2, "わかれば決まること")
    yield Paragraph(
        f"答えがわからないため、良いとも悪いとも言えないことが{len(found.checks)}件あります。調べ方と、決め手になる設問の番号を添えます。"
    )
    area = ""
    for group in _by_rule(found.checks):
        first = group[0]
        if first.area != area:
            area = first.area
            yield Heading(3, situation.checklist.titles[f"area:{area}"])
        numbers = dict.fromkeys(
            situation.checklist.question[key.question].number for one in group for key in one.because
        )
        said = (f"{first.text}（設問 {'、'.join(numbers)}）", f"出典：{cited(situation, first.sources)}")
        yield Entry(tuple(one.title for one in group), tuple(Paragraph(one, Style.SMALL) for one in said), compact=True)


def problems(situation: Situation) -> Iterator[Part]:
    """Answers a person should look at again."""
    rows = []
    for one in situation.problems():
        known = one.key.question in situation.checklist.question
        rows.append(Row((with_member(situation, one.key) if known else str(one.key), one.message)))
    if rows:
        yield Heading(1, "見直してほしい答え")
        yield Paragraph("答えどうしが合わないか、書き足しが要るものです。答えはそのまま残しています。")
        yield Table((Column("設問", 50), Column("見直すこと", 50)), tuple(rows))


def free_text(situation: Situation) -> Iterator[Part]:
    """自由記入欄, as written."""
    if situation.inspection.free_text.strip():
        yield Heading(1, "自由記入欄")
        yield Paragraph(situation.inspection.free_text)


# -- every answer -----------------------------------------------------------------------------------------------


def answers(situation: Situation) -> Iterator[Part]:
    """Every question asked with its answer, by area; 庁内メモ stays out."""
    yield PageBreak()
    yield Heading(1, "すべての答え")
    yield from _contracts(situation)
    for area in situation.checklist.areas:
        keys = [key for key in situation.keys if situation.checklist.question[key.question].area == area.id]
        if keys:
            yield Heading(2, area.title)
            columns = (Column("対象", 24), Column("回答", 58), Column("根拠", 18))
            yield Table(columns, tuple(_answer_rows(situation, keys)), compact=True)


def _contracts(situation: Situation) -> Iterator[Part]:
    contracts = situation.inspection.running
    if contracts:
        yield Heading(2, "挙げた契約")
        columns = (Column("契約", 34), Column("相手", 24), Column("内容", 26), Column("期間", 16))
        yield Table(
            columns, tuple(Row((one.name or one.id, one.contractor, one.scope, one.period)) for one in contracts)
        )


def _answer_rows(situation: Situation, keys: list[Key]) -> Iterator[Row]:
    before = ""
    for key in keys:
        question = situation.checklist.question[key.question]
        answer = situation.inspection.answer(key)
        if question.id != before:
            before = question.id
            yield Row((f"{question.number}　{question.text}",), RowKind.GROUP)
        basis = BASIS_LABELS[answer.basis] if answer.basis else ""
        yield Row((asked_about(situation, key), _label(situation, key), basis))
        people = "　　".join(
            f"{label}　{name}"
            for label, name in (("回答者", answer.answered_by), ("確認者", answer.confirmed_by))
            if name.strip()
        )
        for text in (_labelled("備考", answer.note), _labelled("根拠資料", answer.evidence), people):
            if text:
                yield Row((text,), RowKind.MORE)


def _labelled(label: str, text: str) -> str:
    return f"{label}　{text}" if text.strip() else ""


def _label(situation: Situation, key: Key) -> str:
    """The answer in words; what does not fit the question is shown as it stands."""
    given = situation.inspection.answer(key).value
    if given and not situation.valid(key).value:
        return f"{given}（この設問に合わない答え。未回答と数えています）"
    return situation.label(key)


def how_to_read(situation: Situation) -> Iterator[Part]:
    """Criteria, words and what the code can and cannot do."""
    yield Heading(1, "この報告書の読み方")
    yield Heading(2, "重い・中くらい・軽いの目安")
    yield KeyValues(tuple((SEVERITY_LABELS[one], text) for one, text in situation.checklist.severity.items()))
    yield Heading(2, "言葉")
    yield KeyValues(
        (
            ("見た", "書類、画面、現物を自分の目で確かめた答えです。"),
            ("聞いた", "知っている人から聞いた答えです。"),
            ("たぶん", "思い当たるだけの答えです。良い点には数えず、調べることに入れます。"),
            ("わからない", "調べたが、または調べる前で、はっきりしない答えです。良いにも悪いにも数えません。"),
            ("未回答", "まだ答えていない設問です。1件でもあれば、この報告書は暫定です。"),
            ("該当なし", "当てはまらない設問です。件数の分母に入れず、理由を付けて一覧にしています。"),
            (
                "照合コード",
                "同じコードなら同じ答えです。取り違えや直し忘れを見つけるためのもので、書き替えを防ぐものではありません。",
            ),
            ("出典", "所見が拠り所にした報告書や基準の、文書名と箇所です。"),
        )
    )
