"""答え合わせ in HTML, chapter by chapter; a question of a practice is a link to it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from jukiself.gui.training_text import LEADING, accent, heading, plain, quiet, table
from jukiself.report.training_grading import (
    ROOM_LEAD,
    TOLD,
    area_cells,
    halves,
    score_words,
    split_words,
    told,
)
from jukiself.training.grading import OUTCOME_LABELS, OUTCOME_MEANS, RULES, SURE, SURE_MEANS, Outcome, agreement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jukiself.gui.training_text import Chapter
    from jukiself.report.training_kit import Kit
    from jukiself.training.grading import Agreement, Grading, Mark
    from jukiself.training.room_grading import RoomGrading, RoomMark

_SHORT = {Outcome.INVENTED: "足した"}
_NONE = "ここに挙げるものはありません。"


def practice(kit: Kit, found: Grading) -> list[Chapter]:
    """One practice: the whole, then each kind of difference."""
    chapters = [("まとめ", "".join(_whole(kit, found)))]
    for name in TOLD:
        marks = found.of(name)
        html = quiet(OUTCOME_MEANS[name]) + "".join(_mark(kit, one) for one in marks)
        chapters.append((f"{_SHORT.get(name, OUTCOME_LABELS[name])} {len(marks)}", html if marks else plain(_NONE)))
    sure = quiet(SURE_MEANS) + "".join(_mark(kit, one) for one in found.sure)
    return [*chapters, (f"{SURE} {len(found.sure)}", sure if found.sure else plain(_NONE))]


def _whole(kit: Kit, found: Grading) -> Iterator[str]:
    left = len(found.of(Outcome.LEFT))
    if not found.answered:
        yield plain("まだ答えがありません。題材の紙を読み、「答える」で答えてから、ここへ戻ってください。")
    elif left:
        yield plain(f"まだ{left}問に答えていません。残りを答えてから見ると、自分の読み方がよく分かります。")
    yield f'<p style="{LEADING}"><b>{escape(score_words(found))}</b></p>'
    heads = ("", *OUTCOME_LABELS.values())
    counts = ((f"{words}（{len(marks)}問）", agreement(marks).counts) for words, marks in halves(found))
    yield table(heads, ((words, *(str(each[name] or "") for name in OUTCOME_LABELS)) for words, each in counts))
    yield heading("分野ごとの一致")
    yield _areas(kit, found.areas, "設問")
    yield heading("点の数え方")
    yield "".join(quiet(one) for one in RULES)


def _mark(kit: Kit, mark: Mark) -> str:
    one = told(kit, mark)
    number, _, text = one.question.partition("　")
    link = f'<a name="{escape(str(mark.key))}" href="key:{escape(str(mark.key))}" style="color:{accent()}">{number}</a>'
    sure = f"　<b>{SURE}</b>" if one.sure else ""
    record = f"記録：<b>{escape(one.right)}</b>　{escape(one.fact)}" if one.place else f"記録：{escape(one.fact)}"
    rows = (
        f"{link}　<b>{escape(text)}</b>",
        f"あなたの答え：<b>{escape(one.given)}</b>{sure}",
        record,
        escape(one.why),
    )
    body = "<br>".join(row for row in rows if row)
    return f'<p style="margin:2px 0 2px 0; {LEADING}">{body}</p>{quiet(f"出典：{one.place}" if one.place else "")}<hr>'


def room(kit: Kit, found: RoomGrading) -> list[Chapter]:
    """A room: where it split, where it agreed, and by area."""
    if not found.marks:
        words = "まだ札がありません。「部屋で進める」で札を入れてから、ここを見てください。"
        return [("割れた問い 0", plain(words))]
    none = plain("どの問いも、全部の組が同じ札でした。")
    split = "".join(_room_mark(kit, one, found.groups) for one in found.split) or none
    agreed = "".join(_room_mark(kit, one, found.groups) for one in found.agreed) or plain(_NONE)
    return [
        (f"割れた問い {len(found.split)}", quiet(ROOM_LEAD) + split),
        (f"そろった問い {len(found.agreed)}", agreed),
        ("分野ごと", quiet("数は、挙がった札の数です。組を比べる数ではありません。") + _areas(kit, found.areas, "札")),
    ]


def _room_mark(kit: Kit, mark: RoomMark, groups: int) -> str:
    first = told(kit, mark.raised[0].mark)
    rows = (
        (one.given, str(raised.groups), OUTCOME_LABELS[raised.mark.outcome], one.why)
        for raised in mark.raised
        for one in (told(kit, raised.mark),)
    )
    record = f"<b>{escape(first.right)}</b>　{escape(first.fact)}" if first.place else escape(first.fact)
    talk = escape(kit.story.items[mark.item].talk)
    return (
        heading(f"問{mark.item + 1}　{first.question.partition('　')[2]}")
        + quiet(split_words(mark, groups))
        + table(("札", "組", "記録と比べると", "なぜ"), rows, whole=True)
        + f'<p style="margin:2px 0; {LEADING}">記録：{record}<br>話し合い：{talk}</p>'
        + quiet(f"出典：{first.place}" if first.place else "")
    )


def _areas(kit: Kit, areas: dict[str, Agreement], what: str) -> str:
    titles = kit.checklist.titles
    rows = ((titles[f"area:{area}"], *area_cells(one)) for area, one in areas.items())
    return table(("分野", what, "一致", "足した", "読み落とし"), rows)
