"""Each fault of the handbook is told with its place, and whatever people read is looked at."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from jukiself import places
from jukiself.checklist.guide import any_of, texts_of, texts_of_guide, texts_of_rule
from jukiself.checklist.guide_check import check_handbook
from jukiself.checklist.guide_read import read_handbook
from jukiself.checklist.model import Renamed

if TYPE_CHECKING:
    from jukiself.checklist.guide import Handbook
    from jukiself.checklist.model import Checklist


@pytest.fixture(scope="module")
def book() -> Handbook:
    return read_handbook(places.resources())


def with_guide(checklist: Checklist, book: Handbook, **changes: Any) -> list[str]:
    first, *rest = book.guides
    return check_handbook(checklist, replace(book, guides=(replace(first, **changes), *rest)))


def test_the_shipped_handbook_has_no_fault(checklist: Checklist, book: Handbook) -> None:
    assert check_handbook(checklist, book) == []


def test_a_fault_of_a_guide_is_told(checklist: Checklist, book: Handbook) -> None:
    guide = book.guides[0]
    where = f"手引き {guide.id}"
    for changes, said in (
        ({"questions": ("no-such",)}, f"{where}: 知らない設問です: no-such"),
        ({"rules": ("no-such",)}, f"{where}: 知らない所見です: no-such"),
        ({"forms": ("no-such",)}, f"{where}: 知らない様式です: no-such"),
        ({"sources": ("no-such",)}, f"{where}: 知らない出典です: no-such"),
        ({"questions": (), "rules": ()}, f"{where}: どの設問からも所見からもたどれません。"),
        (
            {"minutes": guide.minutes + 1},
            f"{where}: 手順の合計は {guide.minutes} 分ですが、minutes は {guide.minutes + 1} 分です。",
        ),
        ({"lead": "箇所"}, f"{where}: guide.lead に使わない書き方があります: 箇所"),
        ({"needs": ("個所",)}, f"{where}: guide.needs に使わない書き方があります: 個所"),
        ({"traps": (*guide.traps[:-1], "３つ")}, f"{where}: trap.text に使わない書き方があります: ３"),
    ):
        assert said in with_guide(checklist, book, **changes)
    assert f"{where}: [[trap]] が 5 個です（0〜4 個）。" in with_guide(checklist, book, traps=("わな。",) * 5)
    assert f"{where}: why が 0 個です（1〜3 個）。" in with_guide(checklist, book, why=())


def test_a_guide_has_four_to_nine_steps(checklist: Checklist, book: Handbook) -> None:
    guide = book.guides[0]
    for count in (3, 4, 9, 10):
        steps = tuple(replace(guide.steps[0], minutes=0) for _ in range(count))
        told = [one for one in with_guide(checklist, book, steps=steps) if "[[step]]" in one]
        fault = f"手引き {guide.id}: [[step]] が {count} 個です（4〜9 個）。"
        assert told == ([] if 4 <= count <= 9 else [fault])


def test_reached_by_a_question_or_by_a_rule_is_enough(checklist: Checklist, book: Handbook) -> None:
    alone = "どの設問からも所見からもたどれません"
    assert not [one for one in with_guide(checklist, book, questions=("policy-read",), rules=()) if alone in one]
    assert not [one for one in with_guide(checklist, book, questions=(), rules=("policy-unread",)) if alone in one]


def test_a_fault_of_a_form_to_fill_in_is_told(checklist: Checklist, book: Handbook) -> None:
    sheet = next(one for one in book.sheets if one.columns)
    where = f"様式 {sheet.id}"

    def told(**changes: Any) -> list[str]:
        sheets = tuple(replace(one, **changes) if one is sheet else one for one in book.sheets)
        return check_handbook(checklist, replace(book, sheets=sheets))

    bare = tuple(replace(one, hint="") for one in sheet.columns)
    assert f"{where}: 記入例がありません。" in told(columns=bare)
    assert f"{where}: 同じ名前の欄が2つあります。" in told(columns=(*sheet.columns, sheet.columns[0]))
    assert f"{where}: sheet.use に使わない書き方があります: 箇所" in told(use="箇所")
    assert not [one for one in told(use="長" * 120) if "sheet.use" in one]
    assert [one for one in told(use="長" * 121) if "sheet.use が 121 文字です（120 文字まで）" in one]
    # One example is enough, in whichever column.
    hinted = (*bare[:-1], replace(bare[-1], hint="例"))
    assert f"{where}: 記入例がありません。" not in told(columns=hinted)


def test_a_fault_of_a_page_to_look_up_in_is_told(checklist: Checklist, book: Handbook) -> None:
    first, *rest = book.references
    told = check_handbook(checklist, replace(book, references=(replace(first, lead="箇所"), *rest)))
    assert f"手引き {first.id}: guide.lead に使わない書き方があります: 箇所" in told


def test_hard_words_are_explained_wherever_they_stand(checklist: Checklist, book: Handbook) -> None:
    questions = (
        replace(checklist.questions[0], step="XQZの画面と、PCと、passphraseと、Bと、a-1。"),
        *checklist.questions[1:],
    )
    asked = check_handbook(replace(checklist, questions=questions), book)
    assert f"設問 {questions[0].id}: ことばの説明がありません: XQZ" in asked
    assert len([one for one in asked if "ことばの説明がありません" in one]) == 1
    guide = book.guides[0]
    assert f"手引き {guide.id}: ことばの説明がありません: XQZ" in with_guide(checklist, book, lead="XQZの画面。")
    two = replace(checklist, questions=(replace(checklist.questions[0], step="XQの画面。"), *checklist.questions[1:]))
    assert f"設問 {questions[0].id}: ことばの説明がありません: XQ" in check_handbook(two, book)


def test_everything_read_is_a_text(checklist: Checklist, book: Handbook) -> None:
    question = checklist.question["audit-it-last"]
    assert list(texts_of(question)) == [
        question.text, *(one.label for one in question.choices), question.why, question.look, question.ask, question.example, question.step,
    ]  # fmt: skip
    rule = checklist.rule["home-done"]
    assert rule.remedy
    assert {rule.title, rule.risk, rule.to_find_out, rule.remedy.step, rule.remedy.say} <= set(texts_of_rule(rule))
    guide = book.guides[0]
    assert {guide.title, *guide.needs, *guide.traps, guide.steps[0].title} <= set(texts_of_guide(guide))


@pytest.mark.parametrize(
    ("word", "text", "found"),
    [
        ("CS", "CSの画面", True),
        ("CS", "CSVの画面", False),
        ("CS", "ECSの画面", False),
        ("ログ", "プログラム", False),
        ("ログ", "ログを見る", True),
        ("統合端末", "統合端末室", True),
        ("IC カード", "IC カードリーダー", False),
        ("C列", "BC列", False),
        ("列C", "列CD", False),
    ],
)
def test_a_word_is_not_found_inside_another(word: str, text: str, found: bool) -> None:
    assert bool(any_of([word]).search(text)) is found


def test_the_longest_word_is_found() -> None:
    found = any_of(["再委託", "再委託先", "委託"]).search("再委託先")
    assert found
    assert found[0] == "再委託先"
    assert not any_of([]).search("再委託先")


def test_every_field_has_a_line_and_only_lists_have_rows(book: Handbook) -> None:
    assert all(one.lines >= 1 for sheet in book.sheets for one in sheet.fields)
    assert any(one.lines == 1 for sheet in book.sheets for one in sheet.fields)
    assert {sheet.rows for sheet in book.sheets if not sheet.columns} == {0}
    assert all(sheet.rows >= 1 for sheet in book.sheets if sheet.columns)


def test_an_old_word_must_stand_somewhere_else_than_in_what_tells_of_the_change(
    checklist: Checklist, book: Handbook
) -> None:
    old = Renamed("むかし箱", "いま箱", "2020", ("むかし箱",), checklist.renamed[0].sources)
    clause = next(iter(checklist.clauses.values()))
    for name, told in (("FN-9-9", True), ("CR-9-9", False)):
        clauses = {**checklist.clauses, name: replace(clause, id=name, gist="むかし箱を見る。")}
        faults = check_handbook(replace(checklist, renamed=(*checklist.renamed, old), clauses=clauses), book)
        assert ("前のことば むかし箱: どの設問・所見・手引き・出典にも出てきません。" in faults) is told


def test_a_word_is_explained_in_ninety_letters(checklist: Checklist, book: Handbook) -> None:
    first, *rest = book.terms
    for length in (90, 91):
        terms = (replace(first, gloss="長" * length), *rest)
        told = [one for one in check_handbook(checklist, replace(book, terms=terms)) if "term.gloss" in one]
        assert bool(told) is (length > 90)
