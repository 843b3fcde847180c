"""回答文案: a few sentences for a letter or an answer in the assembly, made from the answers.

It says how many and how far, never which: a weak point named in public is an invitation.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from jukiself.answers.model import STEP_LABELS, Confirming, Life, StepState
from jukiself.answers.years import fiscal_year
from jukiself.report.sort import sort_findings
from jukiself.report.summary import by_severity
from jukiself.report.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jukiself.answers.situation import Situation
    from jukiself.findings.judge import Finding

_SEEN = {
    Confirming.COLLEAGUE: "答えは、回答した職員とは別の職員が確かめています。",
    Confirming.NEIGHBOUR: "答えは、近隣の市町村の職員と互いに確かめています。",
    Confirming.ALONE: "答えは担当が一人で調べたもので、次の点検では別の目でも確かめることにしています。",
}


def reply_text(situation: Situation, findings: Iterable[Finding]) -> str:
    """Paragraphs with an empty line between them."""
    return "\n\n".join("".join(one) for one in (_asked(situation), _found(findings), _planned(situation)))


def _asked(situation: Situation) -> Iterator[str]:
    inspection, progress = situation.inspection, situation.progress
    if progress.unanswered:
        yield "【暫定】"
    yield f"{inspection.office.name}では、{fiscal_year(inspection.year)}に、住民基本台帳ネットワークとその周りの守りについて自己点検を行いました。"
    yield f"{counted(progress)}です。"
    review = inspection.review
    if review.life is not Life.OPEN and review.way:
        yield _SEEN[review.way]
    if progress.unanswered:
        yield "未回答の設問を答えると、下の件数は変わることがあります。"


def _found(findings: Iterable[Finding]) -> Iterator[str]:
    found = sort_findings(tuple(findings))
    if found.defect_count:
        yield f"改善が必要な点は{found.defect_count}件{by_severity(found)}でした。"
    else:
        yield "今の答えからは、改善が必要な点は挙がっていません。"
    if found.checks:
        yield f"このほか、これから調べることが{len(found.checks)}件あります。"
    if found.strengths:
        yield f"良い点は{len(found.strengths)}件です。"
    yield "守りの弱い所が広く知られないよう、一つ一つの内容の公表は控えます。"


def _planned(situation: Situation) -> Iterator[str]:
    count = Counter(one.state for one in situation.inspection.steps)
    if not count:
        yield "改善の取組は、点検の結果をもとに、これから計画にします。"
        return
    said = "、".join(f"{STEP_LABELS[state]}{count[state]}件" for state in StepState if count[state])
    yield f"改善の取組は{count.total()}件を計画しています（{said}）。"
