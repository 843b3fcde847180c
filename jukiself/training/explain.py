"""Why an answer stands to the survey as it does: which way it leans, and what would come of it on a desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.checklist.model import Grade, Kind
from jukiself.training.grading import Outcome

if TYPE_CHECKING:
    from jukiself.checklist.model import Question
    from jukiself.training.grading import Mark

_RANK = {Grade.UNMET: 0, Grade.PARTLY: 1, Grade.MET: 2}
_GOOD, _BAD, _PLAIN = 1, -1, 0
_MISSED = "記録には書かれています。「わからない」のままだと、所見になるはずのことが、調べることに残ります。"
_LEANS = {
    (Outcome.INVENTED, _GOOD): "確かめないまま「できている」と伝わり、誰も調べなくなります。",
    (Outcome.INVENTED, _BAD): "事実のない所見になります。「わからない」なら、調べることとして残ります。",
    (Outcome.INVENTED, _PLAIN): "推測が事実として渡ります。「わからない」なら、調べることとして残ります。",
    (Outcome.WRONG, _GOOD): "記録より良いほうに読んでいます。直すはずのことが、所見から消えます。",
    (Outcome.WRONG, _BAD): "記録より悪いほうに読んでいます。書かれていない弱さが、所見に加わります。",
    (Outcome.WRONG, _PLAIN): "記録の数や言葉とは違います。書かれた所を、もう一度読みます。",
    (
        Outcome.NEAR,
        _GOOD,
    ): "記録より1つ良いほうです。「一部」や「ことがある」という言葉が、落ちていないか読み直します。",
    (Outcome.NEAR, _BAD): "記録より1つ悪いほうです。記録の言葉より、強く読んでいないか確かめます。",
    (Outcome.NEAR, _PLAIN): "記録の答えの一部か、近い数です。書かれた言葉を、もう一度数えます。",
}


def why(question: Question, mark: Mark) -> str:
    """One sentence on what would come of it; nothing where it agrees or nothing was answered."""
    if mark.outcome is Outcome.MISSED:
        return _MISSED
    return _LEANS.get((mark.outcome, _lean(question, mark)), "")


def _lean(question: Question, mark: Mark) -> int:
    """Better, worse, or neither of it: an invented answer on its own, any other beside the survey's."""
    given, right = (_rank(question, one.value) for one in (mark.given, mark.model))
    if given is None:
        return _PLAIN
    if mark.outcome is Outcome.INVENTED:
        return _GOOD if given == _RANK[Grade.MET] else _BAD
    return _PLAIN if right is None else (given > right) - (given < right)


def _rank(question: Question, value: str) -> int | None:
    choice = question.choice(value) if question.kind is Kind.CHOICE else None
    return _RANK[choice.grade] if choice and choice.grade else None
