"""What papers say of an inspection: its code, how far it has come, and what was said about it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jukiself.answers.comment import Comment, Opinion, carried, received, spoken, with_replies
from jukiself.answers.model import Answer, Basis, Confirming, Contract, Inspection, Key, Life, Nature, Office, Review
from jukiself.answers.seal import NOT_ISSUED, SealState, compared, issued, seal
from jukiself.report.standing import mark, short_mark

EMPTY = Inspection(Office("203637", "原村"), 2026, "juki", "2026")
SAID = replace(
    EMPTY,
    contracts=(Contract("c1", "保守", "信州", "修理", "1年"),),
    answers={
        Key("backup-place"): Answer("open", Basis.SEEN, "棚", evidence="台帳", answered_by="小林", confirmed_by="鈴木"),
        Key("access-log"): Answer("never"),
    },
    free_text="自由記入",
)


def test_a_code_once_printed_stays_the_code_of_those_answers() -> None:
    """Workbooks and papers out there carry codes: the way of counting may never change."""
    assert (seal(EMPTY), seal(SAID)) == ("HP9F-H4J7-9V7P", "HDJ9-WYA4-MEVU")


@pytest.mark.parametrize(("nature", "letter"), [(Nature.REAL, "H"), (Nature.SAMPLE, "M"), (Nature.TRAINING, "K")])
def test_the_first_letter_tells_the_nature(nature: Nature, letter: str) -> None:
    assert seal(replace(EMPTY, nature=nature))[0] == letter


def test_the_order_of_answering_does_not_change_the_code_and_every_answer_does() -> None:
    assert seal(replace(SAID, answers=dict(reversed(list(SAID.answers.items()))))) == seal(SAID)
    assert seal(replace(SAID, answers={**SAID.answers, Key("memo-only"): Answer(memo="庁内")})) == seal(SAID)
    codes = [seal(SAID.with_answer(Key("backup-place"), replace(SAID.answer(Key("backup-place")), **one))) for one in (
        {"value": "locked"}, {"basis": None}, {"note": ""}, {"evidence": ""}, {"answered_by": ""}, {"confirmed_by": ""},
    )]  # fmt: skip
    assert len({seal(SAID), *codes}) == len(codes) + 1
    assert seal(SAID.with_answer(Key("backup-place"), Answer(note="\ud800")))


def test_which_code_stands_on_the_offices_papers() -> None:
    now = seal(SAID)
    assert issued(SAID) == NOT_ISSUED
    assert issued(replace(SAID, review=Review(Life.CONFIRMED))).state is SealState.FIXED
    approved = replace(SAID, review=Review(Life.APPROVED, sealed=now))
    assert (issued(approved).code, issued(approved).state) == (now, SealState.FIXED)
    assert issued(replace(approved, free_text="後から")).state is SealState.CHANGED
    sample = replace(SAID, nature=Nature.SAMPLE)
    assert (issued(sample).code, issued(sample).state) == (seal(sample), SealState.SAME)
    assert compared(None, SAID) == NOT_ISSUED
    assert [compared(one, SAID).state for one in (now, "H")] == [SealState.SAME, SealState.CHANGED]
    assert (NOT_ISSUED.line, issued(approved).line) == ("照合コード 未発行", f"照合コード {now}（決裁用に固定）")


@pytest.mark.parametrize(
    ("review", "said"),
    [
        (Review(), "記入中"),
        (Review(Life.CONFIRMED, Confirming.COLLEAGUE, "鈴木", "2026-11-21"), "確認済 令和8年11月21日　鈴木"),
        (
            Review(Life.CONFIRMED, Confirming.NEIGHBOUR, "隣の田中", "2026-11-21"),
            "確認済 令和8年11月21日　隣の田中（隣の市町村の人と確認）",
        ),
        (Review(Life.CONFIRMED, Confirming.ALONE, "本人", "2026-11-21"), "確認済・一人で実施 令和8年11月21日"),
        (
            Review(Life.APPROVED, Confirming.COLLEAGUE, "鈴木", "2026-11-21", "住民課長", "2026-12-01"),
            "決裁済 令和8年12月1日　住民課長　確認：鈴木 令和8年11月21日",
        ),
        (
            Review(Life.SENT, Confirming.ALONE, "", "2026-11-21", "", "2026-12-01", sent_on="2026-12-02"),
            "決裁済 令和8年12月1日・一人で実施　送付：令和8年12月2日",
        ),
    ],
)
def test_a_paper_says_how_far_it_has_come(review: Review, said: str) -> None:
    assert mark(review) == said
    assert short_mark(mark(review)) == said.split("　", maxsplit=1)[0]


def comment(year: int, rule: str, member: str = "", **more: str) -> Comment:
    return Comment(year, rule, member, **more)  # type: ignore[arg-type] # texts only


def test_what_was_said_of_a_finding_comes_newest_first() -> None:
    kept = [comment(2024, "a"), comment(2026, "a"), comment(2026, "b"), comment(2026, "a", "c1"), comment(2025, "a")]
    assert [one.year for one in spoken(kept, "a", None)] == [2026, 2025, 2024]
    assert spoken(kept, "a", "c1") == (kept[3],)


def test_a_new_review_brings_its_words_and_takes_no_reply_of_ours() -> None:
    kept = [
        comment(2026, "a", text="前の文", reply="うちの返事"),
        comment(2026, "left-out", text="消えた"),
        comment(2026, "left-out-replied", reply="返事だけ残る"),
        comment(2025, "older", text="去年"),
        comment(2026, "no-reply", text="前の文"),
    ]
    coming = [
        comment(2026, "a", text="新しい文", reply="県の控え"),
        comment(2026, "no-reply", reply="控え"),
        comment(2026, "b"),
    ]
    found = received(kept, coming, 2026)
    assert [(one.rule, one.text, one.reply) for one in found] == [
        ("a", "新しい文", "うちの返事"),
        ("no-reply", "", "控え"),
        ("b", "", ""),
        ("left-out-replied", "", "返事だけ残る"),
        ("older", "去年", ""),
    ]


def test_a_reply_stands_and_an_empty_cell_erases_nothing() -> None:
    kept = [comment(2026, "a", text="文", reply="元の返事"), comment(2026, "b", text="文")]
    found = with_replies(
        kept, [comment(2026, "a"), comment(2026, "b", reply="新しい返事"), comment(2026, "c", reply="別")]
    )
    assert [(one.rule, one.text, one.reply) for one in found] == [
        ("a", "文", "元の返事"),
        ("b", "文", "新しい返事"),
        ("c", "", "別"),
    ]


def test_only_last_years_comments_go_into_the_next_year() -> None:
    assert carried([comment(2025, "a"), comment(2026, "b"), comment(2027, "c")], 2026) == (comment(2026, "b"),)


def test_an_empty_comment_says_nothing() -> None:
    assert not comment(2026, "a", reply="返事", sender="県", day="2026-12-01").speaks
    assert all(
        one.speaks
        for one in (
            comment(2026, "a", text="文"),
            comment(2026, "a", reason="訳"),
            Comment(2026, "a", opinion=Opinion.DISCUSS),
        )
    )
