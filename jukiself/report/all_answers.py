"""Every answer of an inspection on paper, each with the findings that rest on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.answers.model import BASIS_LABELS
from jukiself.report.outline import Column, Heading, PageBreak, Paragraph, Row, RowKind, Style, Table
from jukiself.report.references import LINES, answer_place, joined, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jukiself.answers.model import Key
    from jukiself.answers.situation import Situation
    from jukiself.report.outline import Part
    from jukiself.report.references import References

_COLUMNS = (Column("番号", 8), Column("設問", 46), Column("回答", 25), Column("根拠", 8), Column("所見", 13))


def answers(situation: Situation, references: References) -> Iterator[Part]:
    """Every question asked with its answer, by area; 庁内メモ stays out."""
    yield PageBreak()
    yield Heading(1, "すべての答え")
    yield Paragraph("「所見」の欄は、その答えを理由にした所見の番号です。", Style.SMALL)
    yield from _contracts(situation)
    for area in situation.checklist.areas:
        keys = [key for key in situation.keys if situation.checklist.question[key.question].area == area.id]
        if keys:
            yield Heading(2, area.title)
            yield Table(_COLUMNS, tuple(_rows(situation, keys, references)), compact=True)


def _contracts(situation: Situation) -> Iterator[Part]:
    contracts = situation.inspection.running
    if contracts:
        yield Heading(2, "挙げた契約")
        columns = (Column("契約", 34), Column("相手", 24), Column("内容", 26), Column("期間", 16))
        yield Table(
            columns, tuple(Row((one.name or one.id, one.contractor, one.scope, one.period)) for one in contracts)
        )


def _rows(situation: Situation, keys: list[Key], references: References) -> Iterator[Row]:
    before = ""
    for same in _said_alike(situation, keys):
        question = situation.checklist.question[same[0].question]
        answer = situation.inspection.answer(same[0])
        asked = (question.number, question.text if question.id != before else "")
        before = question.id
        names = "・".join(member.name for key in same if (member := situation.member(key)))
        label = _label(situation, same[0])
        text, links = joined(listed(references.resting_on(same), LINES))
        yield Row(
            (*asked, f"{names}：{label}" if names else label, BASIS_LABELS[answer.basis] if answer.basis else "", text),
            anchors=tuple(map(answer_place, same)),
            links=links,
        )
        facts = (
            ("根拠資料", answer.evidence),
            ("回答者", answer.answered_by),
            ("確認者", answer.confirmed_by),
        )
        people = "　　".join(f"{name}　{value}" for name, value in facts if value.strip())
        for more in (f"備考　{answer.note}" if answer.note.strip() else "", people):
            if more:
                yield Row((more,), RowKind.MORE)


def _said_alike(situation: Situation, keys: list[Key]) -> list[list[Key]]:
    """Members of which the same is said of a question share a row."""
    found: dict[tuple[str, ...], list[Key]] = {}
    for key in keys:
        one = situation.inspection.answer(key)
        said = (one.value, one.basis or "", one.note, one.evidence, one.answered_by, one.confirmed_by)
        found.setdefault((key.question, _label(situation, key), *said), []).append(key)
    return list(found.values())


def _label(situation: Situation, key: Key) -> str:
    """The answer in words; what does not fit the question is shown as it stands."""
    given = situation.inspection.answer(key).value
    if given and not situation.valid(key).value:
        return f"{given}（この設問に合わない答え。未回答と数えています）"
    return situation.label(key)
