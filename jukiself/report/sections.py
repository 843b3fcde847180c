"""The sections of 点検結果報告書 after 総括, one function each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.answers.situation import State
from jukiself.checklist.model import SEVERITY_LABELS
from jukiself.report.asking import by_addressee
from jukiself.report.outline import (
    Column,
    Heading,
    KeyValues,
    PageBreak,
    Paragraph,
    Row,
    RowKind,
    Table,
)
from jukiself.report.references import CHECK, LINES, joined, listed
from jukiself.report.words import asked_about, with_member

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jukiself.answers.situation import Situation
    from jukiself.report.asking import Addressee, Asking
    from jukiself.report.outline import Part
    from jukiself.report.references import References

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


# -- what to find out -------------------------------------------------------------------------------------------


def to_ask(situation: Situation, references: References | None = None) -> Iterator[Part]:
    """調べること by addressee, then by place: one line each, to be ticked off; where it follows, what each decides."""
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
    deciding = (Column("決まること", 12),) if references else ()
    wide = 67.5 - sum(one.share for one in deciding)
    columns = (Column("", 4), Column("番号", 8.5), Column("設問（対象）", wide), Column("まず見る所", 20), *deciding)
    rows = (row for one in groups for row in _asking_rows(situation, one, references))
    yield Table(columns, tuple(rows), compact=True)


def _asking_rows(situation: Situation, group: Addressee, references: References | None) -> Iterator[Row]:
    yield Row((f"{group.title}　{group.count}件",), RowKind.GROUP)
    for one in group.askings:
        question = situation.checklist.question[one.question]
        where = situation.checklist.titles[f"place:{question.where[0]}"] if question.where else ""
        cells = ("□", question.number, f"{_asked_of(situation, one)}{_WHY[one.why]}", where)
        if references is None:
            yield Row(cells)
        else:
            text, links = joined(listed(references.resting_on(one.keys, only=CHECK), LINES))
            yield Row((*cells, text), links=links)


def _asked_of(situation: Situation, asking: Asking) -> str:
    members = [asked_about(situation, key) for key in asking.keys if key.member]
    about = f"（{'・'.join(members)}）" if members else ""
    return f"{situation.checklist.question[asking.question].text}{about}"


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
            (
                "番号",
                (
                    "「回答 1-1」は「すべての答え」の番号、「所見1」「良い点1」「参考1」「調べ1」は、この報告書の中だけの番号です。"
                    "画面では、下に線のある番号を押すと、その場所が開きます。"
                ),
            ),
        )
    )
