"""確認と決裁: who looks at what, what locks, what opens again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from jukiself.answers.model import Basis, Confirming, Contract, Key, Life, Step, StepState
from jukiself.answers.review import DRAWN, Why
from jukiself.answers.seal import seal
from jukiself.answers.situation import State
from jukiself.findings.judge import Status
from jukiself.store.book import Book
from jukiself.work import plan, review
from jukiself.work.inspect import AnswerRefused, Sitting
from tests.work.conftest import now


@pytest.fixture
def answered(sitting: Sitting) -> Sitting:
    """The worst choice everywhere, one guess, one 該当なし."""
    while (key := sitting.next_unanswered()) is not None:
        choices = sitting.situation.choices(key)
        sitting.answer(key, choices[-1].value if choices else "unknown")
    for key in sitting.situation.keys:
        if sitting.situation.state(key) is State.ANSWERED:
            sitting.set_text(key, "answered_by", "髙橋")
    return sitting


def graded(sitting: Sitting) -> list[Key]:
    return [key for key in sitting.situation.keys if sitting.situation.grade(key)]


def life(sitting: Sitting) -> Life:
    return sitting.inspection.review.life


def test_a_second_person_sees_guesses_and_five_drawn_ones(answered: Sitting) -> None:
    guess = graded(answered)[0]
    answered.set_basis(guess, Basis.GUESS)
    seen = review.waiting(answered)
    assert [one.key for one in seen if one.why is Why.GUESS] == [guess]
    assert len([one for one in seen if one.why is Why.DRAWN]) == DRAWN
    assert seen == review.waiting(answered), "nobody draws again until an easy one comes"


def test_asking_about_a_drawn_answer_draws_no_other_in_its_place(answered: Sitting) -> None:
    before = review.waiting(answered)
    drawn = next(one.key for one in before if one.why is Why.DRAWN)
    review.ask_back(answered, drawn, "どの台帳ですか。", "鈴木")
    assert {one.key for one in review.waiting(answered)} == {one.key for one in before}
    review.confirm(answered, drawn, "鈴木")
    choices = answered.situation.choices(drawn)
    answered.answer(drawn, choices[0].value)
    after = review.waiting(answered)
    assert [one.why for one in after if one.key == drawn] == [Why.CHANGED]
    assert len([one for one in after if one.why in {Why.DRAWN, Why.CHANGED}]) == DRAWN


def test_whoever_answered_does_not_confirm(answered: Sitting) -> None:
    with pytest.raises(AnswerRefused, match="同じ名前"):
        review.confirm(answered, graded(answered)[0], "髙 橋")
    with pytest.raises(AnswerRefused, match="名前を書いて"):
        review.confirm(answered, graded(answered)[0], " ")


def test_all_that_waits_is_seen_before_it_is_confirmed(answered: Sitting) -> None:
    with pytest.raises(AnswerRefused, match="まだ見ていない答えが 5"):
        review.finish(answered, Confirming.COLLEAGUE, "鈴木")
    for one in review.waiting(answered):
        review.confirm(answered, one.key, "鈴木")
    review.finish(answered, Confirming.COLLEAGUE, "鈴木")
    answered.reload()
    found = answered.inspection.review
    assert (found.life, found.confirmed_by, found.confirmed_on) == (Life.CONFIRMED, "鈴木", "2026-11-21")


def test_one_person_alone_finishes_and_it_shows(answered: Sitting) -> None:
    review.finish(answered, Confirming.ALONE, "")
    assert answered.inspection.review.confirmed_by == "一人で実施"


def test_a_change_after_confirming_is_seen_again(answered: Sitting) -> None:
    key = graded(answered)[0]
    review.confirm(answered, key, "鈴木")
    review.finish(answered, Confirming.ALONE, "")
    answered.set_text(key, "memo", "庁内だけ")
    assert life(answered) is Life.CONFIRMED, "a memo is nobody else's business"
    answered.answer(key, "unknown")
    assert life(answered) is Life.OPEN
    assert [one.why for one in review.waiting(answered) if one.key == key] == [Why.CHANGED]
    answered.reload()
    assert life(answered) is Life.OPEN


def test_a_question_waits_for_an_answer(answered: Sitting) -> None:
    key = graded(answered)[0]
    review.ask_back(answered, key, "どの台帳ですか。", "鈴木")
    answered.reload()
    assert answered.inspection.queries[key].text == "どの台帳ですか。"
    with pytest.raises(AnswerRefused, match="問い合わせ中"):
        review.finish(answered, Confirming.ALONE, "")
    review.settle(answered, key)
    review.finish(answered, Confirming.ALONE, "")


def test_approval_locks_what_the_code_covers(answered: Sitting) -> None:
    key = graded(answered)[0]
    with pytest.raises(AnswerRefused, match="確認を済ませて"):
        review.approve(answered, "住民課長", "2026-12-01")
    review.finish(answered, Confirming.ALONE, "")
    code = review.approve(answered, "住民課長", "2026-12-01")
    assert code == seal(answered.inspection) == answered.inspection.review.sealed
    for change in (
        lambda: answered.answer(key, "unknown"),
        lambda: answered.set_text(key, "note", "直したい"),
        lambda: answered.add_contract("新しい契約"),
        answered.undo,
        lambda: answered.put(replace(answered.inspection, free_text="直したい")),
    ):
        with pytest.raises(AnswerRefused, match="決裁済み"):
            change()
    answered.set_text(key, "memo", "庁内メモは書ける")
    plan.add(answered, Step("policy-none", None, "規程の案を作る"))
    review.told(answered, "2026-12-02", "来月までに案を出すこと")
    review.sent(answered, "2026-12-03")
    answered.reload()
    assert seal(answered.inspection) == code
    assert answered.inspection.review.life is Life.SENT


def test_reopening_begins_the_next_submission_and_keeps_the_approved_one(answered: Sitting) -> None:
    with pytest.raises(AnswerRefused, match="そのまま直せます"):
        review.reopen(answered)
    review.finish(answered, Confirming.ALONE, "")
    code = review.approve(answered, "住民課長", "2026-12-01")
    again = answered.book.load(review.reopen(answered))
    assert (again.submission, again.review.life, dict(again.answers)) == (
        2,
        Life.OPEN,
        dict(answered.inspection.answers),
    )
    assert seal(again) != code
    assert answered.book.find("203637", 2026) != answered.id
    assert seal(answered.book.load(answered.id)) == code


def test_several_answers_are_undone_as_one(sitting: Sitting) -> None:
    keys = [key for key in sitting.situation.keys if sitting.situation.choices(key)][:3]
    empty = sitting.inspection.answer(keys[0])
    sitting.answer_all({key: replace(empty, value="unknown") for key in keys})
    assert [sitting.situation.state(key) for key in keys] == [State.UNKNOWN] * 3
    with pytest.raises(AnswerRefused):
        sitting.answer_all({keys[0]: replace(empty, value="unknown"), keys[1]: replace(empty, value="nonsense")})
    sitting.undo()
    assert [sitting.situation.state(key) for key in keys] == [State.UNANSWERED] * 3
    sitting.redo()
    assert [sitting.situation.state(key) for key in keys] == [State.UNKNOWN] * 3


def test_an_ended_contract_is_kept_and_no_longer_asked_about(sitting: Sitting) -> None:
    contract = sitting.add_contract("保守", "業者")
    asked = [key for key in sitting.situation.keys if key.member == contract.id]
    assert asked
    sitting.answer(asked[0], "unknown")
    sitting.change_contract(replace(contract, ended="2026-09-30"))
    sitting.reload()
    assert sitting.inspection.contracts == (Contract("c1", "保守", "業者", ended="2026-09-30"),)
    assert not [key for key in sitting.situation.keys if key.member == contract.id]
    assert not [one for one in sitting.situation.problems() if one.key.member == contract.id]
    assert sitting.add_contract("別の保守").id == "c2"


def test_a_step_comes_from_a_finding_and_says_when_it_is_late(answered: Sitting) -> None:
    finding = next(one for one in answered.findings if one.status is Status.DEFECT)
    place = plan.add(answered, plan.step_for(finding))
    assert plan.planned(answered, finding) == [(place, answered.inspection.steps[place])]
    step = replace(answered.inspection.steps[place], who="住民係長", until="2026-10-31")
    plan.change(answered, place, step)
    answered.reload()
    assert answered.inspection.steps == (step,)
    assert step.overdue("2026-11-01")
    assert not replace(step, state=StepState.DONE).overdue("2026-11-01")
    with pytest.raises(AnswerRefused, match="理由"):
        plan.change(answered, place, replace(step, state=StepState.DROPPED))
    with pytest.raises(AnswerRefused, match="日付"):
        plan.change(answered, place, replace(step, until="来年"))
    plan.remove(answered, place)
    assert not plan.planned(answered, finding)


def test_last_year_is_no_answer_until_looked_at(sitting: Sitting, tmp_path: Path) -> None:
    key = next(key for key in sitting.situation.keys if len(sitting.situation.choices(key)) > 1)
    value = sitting.situation.choices(key)[0].value
    sitting.answer(key, value)
    sitting.set_text(key, "note", "去年の備考")
    before = sitting.inspection
    after = replace(before, year=2027, answers={}, last_year=before.answers)
    with Book.open(tmp_path / "来年.jukiself", now) as book:
        next_year = Sitting(sitting.checklist, book, book.create(after), now)
        assert next_year.situation.carried(key)
        assert next_year.situation.state(key) is State.UNANSWERED
        assert not [one for one in next_year.findings if one.status is not Status.CHECK]
        next_year.same_as_last_year(key)
        next_year.reload()
        assert next_year.inspection.answer(key).value == value
        assert next_year.inspection.answer(key).note == "去年の備考"
        assert not next_year.situation.carried(key)
        with pytest.raises(AnswerRefused):
            next_year.same_as_last_year(key)
