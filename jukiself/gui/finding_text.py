"""Findings as the text of a page: what, why, risk, first step, sources; refinements inside their plain finding."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from jukiself.answers.model import BASIS_LABELS
from jukiself.checklist.model import COST_LABELS, SEVERITY_LABELS, Severity
from jukiself.findings.judge import Finding, Status
from jukiself.gui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from jukiself.answers.model import Key
    from jukiself.checklist.model import Rule
    from jukiself.findings.judge import ToFindOut
    from jukiself.work.inspect import Sitting

_WEIGHT = (Severity.HIGH, Severity.MEDIUM, Severity.LOW, None)
_SEVERITY_SHAPES = {Severity.HIGH: "■", Severity.MEDIUM: "◧", Severity.LOW: "□"}
_LEADING = "line-height:145%"
_GAP = "&nbsp;&nbsp;&nbsp;"
_EMPTY = {
    Status.DEFECT: "いまの答えから、改善が必要なことは見つかっていません。",
    Status.CHECK: "いまの答えから、調べることはありません。",
    Status.STRENGTH: "いまの答えからは、まだ挙がっていません。答えが増えると出てきます。",
    Status.NOTE: "参考にすることはありません。",
}


def ordered(findings: Iterable[Finding], status: Status, cell: tuple[str, str] | None) -> list[Finding]:
    """The plain findings of one section, heaviest first, then as the form has them."""
    kept = [one for one in findings if one.status is status and cell in {None, (one.area, one.stage)}]
    plain = [one for one in kept if not _inside(one, kept)]
    return sorted(plain, key=lambda one: _WEIGHT.index(one.severity)) if status is Status.DEFECT else plain


def _inside(finding: Finding, others: Sequence[Finding]) -> bool:
    return any(finding.refines == one.id and finding.member in {None, one.member} for one in others)


def page(
    sitting: Sitting, status: Status, cell: tuple[str, str] | None, links: Callable[[str], str] = lambda _rule: ""
) -> str:
    """One section as the HTML that Qt's text view reads; ``links`` are the guides that help to mend what a rule found."""
    shown = ordered(sitting.findings, status, cell)
    if not shown and not (status is Status.CHECK and sitting.to_find_out):
        return _quiet(_EMPTY[status])
    cards = [_finding(sitting, one, links) for one in shown]
    if status is Status.CHECK:
        # First whom to ask: that is what one does with this section.
        cards.insert(0, _by_person(sitting, [one for one in sitting.to_find_out if _in_cell(sitting, one.key, cell)]))
    return "".join(cards)


def _in_cell(sitting: Sitting, key: Key, cell: tuple[str, str] | None) -> bool:
    question = sitting.checklist.question[key.question]
    return cell in {None, (question.area, question.stage)}


# -- pieces -----------------------------------------------------------------------------------------------------


def _paragraph(text: str, style: str = "") -> str:
    return f'<p style="margin:2px 0; {_LEADING}; {style}">{text}</p>'


def _quiet(text: str) -> str:
    return _paragraph(escape(text), f"color:{theme().colours['quiet']}")


def _labelled(title: str, text: str) -> str:
    accent = theme().colours["accent"]
    return _paragraph(f'<span style="color:{accent}">{title}</span>{_GAP}{text}')


def _finding(sitting: Sitting, finding: Finding, links: Callable[[str], str]) -> str:
    titles = sitting.checklist.titles
    where = f"{titles[f'area:{finding.area}']}・{titles[f'stage:{finding.stage}']}"
    severity = finding.severity if finding.status is Status.DEFECT else None
    badge = f"{_SEVERITY_SHAPES[severity]} {SEVERITY_LABELS[severity]} ｜ " if severity else ""
    parts = [
        _paragraph(f'<span style="font-size:large; font-weight:bold">{escape(finding.title)}</span>'),
        _quiet(f"{badge}{where}"),
        _paragraph(escape(finding.text)),
        *(_refinement(sitting, one) for one in _refinements(sitting, finding)),
        _labelled("答え", _because(sitting, finding.because)),
    ]
    if finding.status is Status.DEFECT and finding.rule:
        parts += _defect(sitting, finding.rule)
        if guides := links(finding.rule.id):
            parts.append(_labelled("手引き", guides))
    parts.append(_sources(sitting, finding))
    return _card("".join(parts))


def _card(inner: str) -> str:
    colours = theme().colours
    cell = f'<td style="padding:8px 12px; border:1px solid {colours["line"]}">{inner}</td>'
    table = 'width="100%" cellspacing="0" style="border-collapse:collapse; margin-bottom:10px"'
    return f"<table {table}><tr>{cell}</tr></table>"


def _refinements(sitting: Sitting, finding: Finding) -> list[Finding]:
    same = [one for one in sitting.findings if one.refines == finding.id and one.status is finding.status]
    return [one for one in same if one.member in {None, finding.member}]


def _refinement(sitting: Sitting, finding: Finding) -> str:
    title = f"<b>{escape(finding.title)}</b> — {escape(finding.text)}（{_because(sitting, finding.because)}）"
    return _paragraph(f"▸ {title}", "margin-left:18px")


def _because(sitting: Sitting, keys: Iterable[Key]) -> str:
    return "、".join(_reason(sitting, key) for key in keys)


def _reason(sitting: Sitting, key: Key) -> str:
    situation = sitting.situation
    question, member = situation.checklist.question[key.question], situation.member(key)
    basis = sitting.inspection.answer(key).basis
    known = f"・{BASIS_LABELS[basis]}" if basis else ""
    about = f"（{member.name}）" if member else ""
    said = f"{question.number}{about}「{situation.label(key)}」{known}"
    return f'<a href="key:{escape(str(key), quote=True)}">{escape(said)}</a>'


def _defect(sitting: Sitting, rule: Rule) -> list[str]:
    parts = [_labelled("おそれ", escape(rule.risk))] if rule.risk else []
    remedy = rule.remedy
    if remedy:
        decides = sitting.checklist.titles.get(f"person:{remedy.decides}", remedy.decides)
        parts.append(_labelled("まず一歩", f"<b>{escape(remedy.step)}</b>"))
        parts.append(
            _labelled("手間", f"{COST_LABELS[remedy.cost]}{_GAP}{_GAP}{_accented('決める人')}{_GAP}{escape(decides)}")
        )
        parts.append(_labelled("言い方", f"「{escape(remedy.say)}」"))
    return parts


def _accented(text: str) -> str:
    return f'<span style="color:{theme().colours["accent"]}">{text}</span>'


def _sources(sitting: Sitting, finding: Finding) -> str:
    found: dict[str, list[str]] = {}
    for one in finding.sources:
        clause = sitting.checklist.clauses.get(one)
        places = found.setdefault(clause.source if clause else one, [])
        if clause and clause.place not in places:
            places.append(clause.place)
    cited = (f"{source} {'、'.join(places)}".strip() for source, places in found.items())
    return _quiet("出典: " + "／".join(cited))


def _by_person(sitting: Sitting, found: list[ToFindOut]) -> str:
    """Every わからない and たぶん, under whom to ask."""
    checklist = sitting.checklist
    rows = []
    for person in checklist.people:
        mine = [one for one in found if checklist.question[one.key.question].whom[:1] == (person.id,)]
        if mine:
            items = "".join(_paragraph(f"・{_open_item(sitting, one)}", "margin-left:12px") for one in mine)
            rows.append(_paragraph(f"<b>{escape(person.title)}に聞く</b>（{len(mine)}）", "margin-top:8px") + items)
    if not rows:
        return ""
    head = _paragraph(
        '<span style="font-size:large; font-weight:bold">「わからない」「たぶん」の答えを、聞く相手ごとに</span>'
    )
    return _card(head + "".join(rows))


def _open_item(sitting: Sitting, one: ToFindOut) -> str:
    question, member = sitting.checklist.question[one.key.question], sitting.situation.member(one.key)
    about = f"（{member.name}）" if member else ""
    guessed = f"{_GAP}たぶん" if one.why == "guess" else ""
    said = f"{question.number}{about} {question.text}"
    return f'<a href="key:{escape(str(one.key), quote=True)}">{escape(said)}</a>{guessed}'
