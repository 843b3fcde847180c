"""Findings as the text of a page: what, why, risk, first step, sources; refinements inside their plain finding."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from jukiself.answers.model import BASIS_LABELS
from jukiself.checklist.model import COST_LABELS, SEVERITY_LABELS, Severity
from jukiself.checklist.renamed import renamed_in, since_words
from jukiself.findings.judge import Finding, Status
from jukiself.findings.what_if import finding_id
from jukiself.gui.pages import TABLE
from jukiself.gui.theme import theme
from jukiself.report.comments import of_finding, opinion
from jukiself.report.sort import WEIGHTS, Defect, sort_findings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from jukiself.answers.comment import Comment
    from jukiself.answers.model import Key
    from jukiself.checklist.model import Rule
    from jukiself.findings.judge import ToFindOut
    from jukiself.work.inspect import Sitting

SEVERITY_SHAPES = {Severity.HIGH: "■", Severity.MEDIUM: "◐", Severity.LOW: "□"}
_LEADING = "line-height:145%"
_GAP = "&nbsp;&nbsp;&nbsp;"
_BETWEEN = f"{_GAP}｜{_GAP}"
_EMPTY = {
    Status.DEFECT: "いまの答えから、改善が必要なことは見つかっていません。",
    Status.CHECK: "いまの答えから、調べることはありません。",
    Status.STRENGTH: "いまの答えからは、まだ挙がっていません。答えが増えると出てきます。"
    "「たぶん」の答えは良い点に数えません。見るか聞くかして確かめると、良い点になることがあります。",
    Status.NOTE: "参考にすることはありません。",
}
_TAKEN = {
    Status.DEFECT: "もし〜なら：消えます",
    Status.CHECK: "もし〜なら：決着します",
    Status.STRENGTH: "もし〜なら：なくなります",
    Status.NOTE: "もし〜なら：なくなります",
}


@dataclass(frozen=True, slots=True)
class View:
    """How the findings are looked at; ``open`` are the names of what is laid open, ``gone`` what a supposition takes."""

    status: Status = Status.DEFECT
    by_area: bool = False
    cell: tuple[str, str] | None = None
    open: frozenset[str] = frozenset()
    gone: frozenset[tuple[str, Status, str | None]] = frozenset()
    planned: frozenset[tuple[str, str | None]] = frozenset()


def name_of(finding: Finding) -> str:
    """A finding's name in a link: ``rule`` or ``rule@member``."""
    return f"{finding.id}@{finding.member.id}" if finding.member else finding.id


def boxes(findings: Iterable[Finding], status: Status, cell: tuple[str, str] | None = None) -> tuple[Defect, ...]:
    """The findings of one section, heaviest first, then as the form has them, refinements inside their plain one."""
    kept = tuple(one for one in findings if one.status is status and cell in {None, (one.area, one.stage)})
    if status is Status.DEFECT:
        return sort_findings(kept).defects
    alone = (Defect(one, ()) for one in kept)
    return tuple(sorted(alone, key=lambda one: -WEIGHTS[one.severity])) if status is Status.CHECK else tuple(alone)


def count(found: Iterable[Defect]) -> int:
    """Refinements counted too, as in every paper."""
    return sum(1 + len(one.refinements) for one in found)


def page(sitting: Sitting, view: View, links: Callable[[str], str] = lambda _rule: "") -> str:
    """One section as the HTML that Qt's text view reads; ``links`` are the guides that help to mend what a rule found."""
    found = boxes(sitting.findings, view.status, view.cell)
    parts = [] if view.status is not Status.CHECK else [_by_person(sitting, view)]
    if not found and not any(parts):
        return _quiet(_EMPTY[view.status])
    if view.status is Status.STRENGTH:
        parts.append(_pride(len(found)))
    for title, words, some in _sections(sitting, view, found):
        if title:
            parts.append(_section(title, words))
        parts += [_finding(sitting, one, view, links) for one in some]
    return "".join(parts)


def _sections(sitting: Sitting, view: View, found: tuple[Defect, ...]) -> Iterator[tuple[str, str, list[Defect]]]:
    if view.by_area or view.status is Status.STRENGTH:
        for area in sitting.checklist.areas:
            if mine := [one for one in found if one.plain.area == area.id]:
                yield f"{area.title}（{count(mine)}）", "", mine
    elif view.status in {Status.DEFECT, Status.CHECK}:
        for severity in (Severity.HIGH, Severity.MEDIUM, Severity.LOW):
            if mine := [one for one in found if one.severity is severity]:
                title = f"{SEVERITY_SHAPES[severity]} {SEVERITY_LABELS[severity]}（{count(mine)}）"
                yield title, sitting.checklist.severity.get(severity, ""), mine
    else:
        yield "", "", list(found)


# -- pieces -----------------------------------------------------------------------------------------------------


def _paragraph(text: str, style: str = "") -> str:
    return f'<p style="margin:2px 0; {_LEADING}; {style}">{text}</p>'


def _quiet(text: str) -> str:
    return _paragraph(escape(text), f"color:{theme().colours['quiet']}")


def _accented(text: str) -> str:
    return f'<span style="color:{theme().colours["accent"]}">{text}</span>'


def _labelled(title: str, text: str) -> str:
    return _paragraph(f"{_accented(title)}{_GAP}{text}")


def _large(text: str) -> str:
    return f'<span style="font-size:large; font-weight:bold">{escape(text)}</span>'


def _link(target: str, text: str) -> str:
    return f'<a href="{escape(target, quote=True)}">{escape(text)}</a>'


def _page_link(name: str, text: str) -> str:
    return _link(f"page:{name}", text) if any(row.name == name for row in TABLE) else ""


def _section(title: str, words: str) -> str:
    said = f"{_GAP}{escape(words)}" if words else ""
    colour = theme().colours["quiet"]
    return _paragraph(
        f'{_accented(f"<b>{escape(title)}</b>")}<span style="color:{colour}">{said}</span>', "margin-top:10px"
    )


def _card(inner: str, *, bar: str = "") -> str:
    """A frame; ``bar`` is the colour of a thick left edge."""
    line = theme().colours["line"]
    edge = f'<td width="6" style="background-color:{bar}"></td>' if bar else ""
    cell = f'<td style="padding:8px 12px; border:1px solid {line}">{inner}</td>'
    table = 'width="100%" cellspacing="0" style="border-collapse:collapse; margin-bottom:10px"'
    return f"<table {table}><tr>{edge}{cell}</tr></table>"


# -- a finding --------------------------------------------------------------------------------------------------


def _finding(sitting: Sitting, box: Defect, view: View, links: Callable[[str], str]) -> str:
    finding, colours = box.plain, theme().colours
    titles = sitting.checklist.titles
    where = f"{titles[f'area:{finding.area}']}・{titles[f'stage:{finding.stage}']}"
    severity = box.severity if finding.status in {Status.DEFECT, Status.CHECK} else None
    badge = f"{SEVERITY_SHAPES[severity]} {SEVERITY_LABELS[severity]}　" if severity else ""
    strength = finding.status is Status.STRENGTH
    head = f"{_accented('★')} {_large(finding.title)}" if strength else _large(finding.title)
    parts = [
        _paragraph(head),
        _quiet(f"{badge}{where}"),
        _state(finding, view),
        _paragraph(escape(finding.text)),
        *(_refinement(sitting, one, view) for one in box.refinements),
        _labelled("答え", _because(sitting, finding.because)),
    ]
    if finding.status is Status.DEFECT and finding.rule:
        parts += _defect(sitting, finding.rule)
        if guides := links(finding.rule.id):
            parts.append(_labelled("手引き", guides))
    parts += [_comment(one) for two in (finding, *box.refinements) for one in of_finding(sitting.inspection, two)]
    parts.append(_sources(sitting, finding, view))
    parts.append(_paragraph(_BETWEEN.join(_actions(finding, view)), "margin-top:6px"))
    bar = colours["accent"] if strength else colours["wrong"] if severity is Severity.HIGH else ""
    return _card("".join(parts), bar=bar if finding.status is not Status.CHECK else "")


def _comment(comment: Comment) -> str:
    """What the prefecture said, with the way to the reply."""
    said = "<br>".join(escape(part).replace("\n", "<br>") for part in (opinion(comment), comment.text) if part)
    replied = f"<br>役場の返事：{escape(comment.reply).replace(chr(10), '<br>')}" if comment.reply else ""
    way = _link("page:comments", "返事を直す" if comment.reply else "返事を書く")
    return _labelled("県の講評", f"{said}{replied}{_GAP}{way}")


def _state(finding: Finding, view: View) -> str:
    said = []
    if finding_id(finding) in view.gone:
        said.append(f"▽ {_TAKEN[finding.status]}")
    if _is_planned(finding, view):
        said.append("● 改善計画に入っています")
    return _paragraph(f"<b>{_accented('　'.join(said))}</b>") if said else ""


def _is_planned(finding: Finding, view: View) -> bool:
    return (finding.id, finding.member.id if finding.member else None) in view.planned


def _actions(finding: Finding, view: View) -> Iterator[str]:
    name = name_of(finding)
    if finding.status in {Status.DEFECT, Status.CHECK}:
        yield _link(f"what-if:{name}", "もし〜なら")
    if finding.status is Status.DEFECT and not _is_planned(finding, view):
        yield _link(f"plan:{name}", "改善計画に入れる")
    yield _link(f"copy:{name}", "文を写す")
    yield _link(f"open:{name}", "出典を閉じる" if name in view.open else "出典を読む")


def _refinement(sitting: Sitting, finding: Finding, view: View) -> str:
    gone = f"　{_accented(f'▽ {_TAKEN[finding.status]}')}" if finding_id(finding) in view.gone else ""
    title = f"<b>{escape(finding.title)}</b>{gone} — {escape(finding.text)}（{_because(sitting, finding.because)}）"
    return _paragraph(f"▶ {title}", "margin-left:18px")


def _because(sitting: Sitting, keys: Iterable[Key]) -> str:
    return "、".join(_reason(sitting, key) for key in keys)


def _reason(sitting: Sitting, key: Key) -> str:
    situation = sitting.situation
    question, member = situation.checklist.question[key.question], situation.member(key)
    basis = sitting.inspection.answer(key).basis
    known = f"・{BASIS_LABELS[basis]}" if basis else ""
    about = f"（{member.name}）" if member else ""
    return _link(f"key:{key}", f"{question.number}{about}「{situation.label(key)}」{known}")


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


def _sources(sitting: Sitting, finding: Finding, view: View) -> str:
    """The documents; laid open, each place with what it says in our own words."""
    clauses = [found for one in finding.sources if (found := sitting.checklist.clauses.get(one))]
    if name_of(finding) not in view.open:
        documents = dict.fromkeys(one.source for one in clauses)
        return _quiet(f"出典: {'、'.join(documents)}（{len(clauses)}か所）")
    colour = theme().colours["quiet"]
    rows = "".join(
        _paragraph(
            f'<b>{escape(one.cited)}</b><br><span style="color:{colour}">{escape(one.gist)}</span>', "margin-left:18px"
        )
        for one in clauses
    )
    rows += "".join(
        _paragraph(
            f"いまのことば：「{escape(one.then)}」→「{escape(one.today)}」（{escape(since_words(one))}）",
            f"margin-left:18px; color:{colour}",
        )
        for one in renamed_in(sitting.checklist, (one.gist for one in clauses))
    )
    return _labelled("出典", "細い字は、その箇所の要点を書き直したもので、原文ではありません。") + rows


# -- sections of their own --------------------------------------------------------------------------------------


def _pride(number: int) -> str:
    """What may be told with pride, before the list of it."""
    said = "どれも、「たぶん」ではない答えから出ています。副村長への報告に使えます。"
    return _card(
        _paragraph(_large(f"この役場の良い点　{number}件"))
        + _paragraph(escape(said))
        + _paragraph(
            f"{_link('copy-strengths:', '良い点をまとめて写す')}{_BETWEEN}{_page_link('export', '総括1枚を作る')}"
        ),
        bar=theme().colours["accent"],
    )


def _by_person(sitting: Sitting, view: View) -> str:
    """Every わからない and たぶん, under whom to ask; a person's list opens on demand."""
    checklist = sitting.checklist
    found = [one for one in sitting.to_find_out if _in_cell(sitting, one.key, view.cell)]
    rows = []
    for person in checklist.people:
        mine = [one for one in found if checklist.question[one.key.question].whom[:1] == (person.id,)]
        if mine:
            name = f"person-{person.id}"
            opened = name in view.open
            sign = "▼" if opened else "▶"
            rows.append(_paragraph(_link(f"open:{name}", f"{sign} {person.title}に聞く（{len(mine)}）")))
            if opened:
                rows += [_paragraph(f"・{_open_item(sitting, one)}", "margin-left:18px") for one in mine]
    if not rows:
        return ""
    head = _paragraph(_large(f"聞く相手ごとに　{len(found)}件")) + _paragraph(
        f"「わからない」「たぶん」の答えです。{_page_link('asking', '頼む紙・聞く紙を作る')}"
    )
    return _card(head + "".join(rows))


def _in_cell(sitting: Sitting, key: Key, cell: tuple[str, str] | None) -> bool:
    question = sitting.checklist.question[key.question]
    return cell in {None, (question.area, question.stage)}


def _open_item(sitting: Sitting, one: ToFindOut) -> str:
    question, member = sitting.checklist.question[one.key.question], sitting.situation.member(one.key)
    about = f"（{member.name}）" if member else ""
    guessed = f"{_GAP}たぶん" if one.why == "guess" else ""
    return f"{_link(f'key:{one.key}', f'{question.number}{about} {question.text}')}{guessed}"
