"""確認と決裁 in the real window, by keyboard: a second person, a question back, 決裁, locked, opened again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from jukiself.answers.model import Answer, Basis, Confirming, Inspection, Life
from jukiself.answers.review import Why
from jukiself.answers.seal import seal
from jukiself.gui.review import ReviewPage
from jukiself.work import review
from tests.gui.keys import press, write

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from jukiself.gui.shell import Shell
    from jukiself.work.inspect import Sitting


def tab_to(widget: QWidget) -> None:
    for _ in range(60):
        if QApplication.focusWidget() is widget:
            return
        press(Qt.Key.Key_Tab)
    pytest.fail(f"Tab does not reach {widget.accessibleName()}")


def on_disk(sitting: Sitting) -> Inspection:
    return sitting.book.load(sitting.id)


@pytest.fixture
def answered(sat: Shell, sitting: Sitting) -> Sitting:
    """Three answers: a plain one, a guess, a 該当なし; the rest nobody knows."""
    del sat
    while sitting.next_unanswered():
        open_ = [key for key in sitting.situation.keys if not sitting.inspection.answer(key).value]
        sitting.answer_all({key: Answer("unknown", answered_by="髙橋") for key in open_})
    keys = [key for key in sitting.situation.keys if sitting.situation.choices(key)][:2]
    best = {key: Answer(sitting.situation.choices(key)[0].value, answered_by="髙橋") for key in keys}
    best[keys[1]] = replace(best[keys[1]], basis=Basis.GUESS)
    free = next(
        key for key in sitting.situation.keys if key not in best and not sitting.situation.value_problem(key, "na")
    )
    best[free] = Answer("na", note="支所がないため", answered_by="髙橋")
    sitting.answer_all(best)
    return sitting


@pytest.fixture
def page(sat: Shell, answered: Sitting, qtbot: QtBot) -> ReviewPage:
    del answered
    qtbot.waitUntil(lambda: QApplication.activeWindow() is sat)  # what a fixture presses comes before the first event
    press(Qt.Key.Key_8, modifier=Qt.KeyboardModifier.ControlModifier)
    found = sat.page("review")
    assert isinstance(found, ReviewPage)
    assert sat.pages.shown() == "review"
    return found


def opened(page: ReviewPage) -> list[int]:
    return [place for place, card in enumerate(page.steps, 1) if not card.body.isHidden()]


def test_a_second_person_looks_asks_back_and_confirms(
    sat: Shell, page: ReviewPage, sitting: Sitting, qtbot: QtBot
) -> None:
    seeing = page.seeing
    assert opened(page) == [1]
    assert QApplication.focusWidget() is seeing.name
    assert seeing.progress.text() == "3のうち 0 見た"
    # Whoever answered is told at once that somebody else is needed.
    write("髙橋")
    tab_to(seeing.right)
    assert "同じ名前" in seeing.notice.text
    press(Qt.Key.Key_1)
    assert seeing.progress.text() == "3のうち 0 見た"
    seeing.name.setFocus()
    press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is seeing.name
    seeing.name.selectAll()
    write("鈴木")
    # The first is right, about the second there is a question, the third is right.
    first, second, third = seeing.chips
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(seeing.right.hasFocus)
    press(Qt.Key.Key_1)
    assert on_disk(sitting).answer(first).confirmed_by == "鈴木"
    assert seeing.key == second
    press(Qt.Key.Key_2)
    write("どの台帳ですか。")
    tab_to(seeing.send)
    press(Qt.Key.Key_Space)
    assert on_disk(sitting).queries[second].text == "どの台帳ですか。"
    assert seeing.key == third
    press(Qt.Key.Key_1)
    assert seeing.progress.text() == "3のうち 2 見た"
    # Alone or not: a question that waits keeps it from being finished.
    page.steps[1].head.setFocus()
    press(Qt.Key.Key_Space)
    page.finishing.done.setFocus()
    press(Qt.Key.Key_Space)
    assert "まだ見ていない答えが 1" in page.finishing.notice.text
    # Whoever answered finds it beside the question, and says that it is answered.
    sat.go_to(second)
    assert "どの台帳ですか" in sat.wizard.pane.query.text
    sat.wizard.pane.query.button.click()
    assert not on_disk(sitting).queries
    QTest.keyClick(sat, Qt.Key.Key_8, Qt.KeyboardModifier.ControlModifier)
    assert opened(page) == [1]
    assert seeing.key in seeing.chips
    seeing.chips[second].click()
    seeing.right.setFocus()
    press(Qt.Key.Key_1)
    # Everything is seen: the next step opens, and Enter goes through it.
    assert opened(page) == [2]
    assert QApplication.focusWidget() is page.finishing.ways[Confirming.COLLEAGUE]
    tab_to(page.finishing.done)
    press(Qt.Key.Key_Return)
    assert on_disk(sitting).review.confirmed_by == "鈴木"
    assert opened(page) == [3]


@pytest.fixture
def confirmed(page: ReviewPage) -> ReviewPage:
    page.finishing.ways[Confirming.ALONE].setChecked(True)
    page.finishing.finish()
    assert opened(page) == [3]
    return page


def test_the_paper_is_signed_and_the_code_fixed(
    sat: Shell, confirmed: ReviewPage, sitting: Sitting, qtbot: QtBot
) -> None:
    page, code = confirmed, seal(sitting.inspection)
    assert page.approving.code.text() == code
    assert "決裁用に固定" in page.approving.means.accessibleName()
    # The paper for the signature carries the code.
    assert QApplication.focusWidget() is page.approving.paper.write
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "書き出しました" in page.approving.paper.said.accessibleName(), timeout=30000)
    assert page.approving.paper.path is not None
    assert page.approving.paper.path.read_bytes().startswith(b"%PDF")
    # Signed.
    tab_to(page.approving.by)
    write("住民課長")
    tab_to(page.approving.day)
    page.approving.day.selectAll()
    write("12/40")
    tab_to(page.approving.done)
    press(Qt.Key.Key_Return)
    assert "40日という日はありません" in page.approving.notice.text
    page.approving.day.setFocus()
    page.approving.day.selectAll()
    write("12/1")
    tab_to(page.approving.done)
    press(Qt.Key.Key_Return)
    kept = on_disk(sitting).review
    assert (kept.life, kept.approved_by, kept.approved_on, kept.sealed) == (
        Life.APPROVED,
        "住民課長",
        "2026-12-01",
        code,
    )
    assert opened(page) == [4]
    assert sat.band.text() == f"決裁済 令和8年12月1日・照合コード {code}"


@pytest.fixture
def approved(confirmed: ReviewPage) -> ReviewPage:
    confirmed.approving.by.setText("住民課長")
    confirmed.approving.day.setText("12/1")
    confirmed.approving.approve()
    assert opened(confirmed) == [4]
    return confirmed


def test_sent_and_told_and_what_was_said_are_kept(sat: Shell, approved: ReviewPage, sitting: Sitting) -> None:
    page = approved
    tab_to(page.sending.sent)
    write("12/3")
    tab_to(page.sending.told)
    write("R8.12.5")
    tab_to(page.sending.instruction)
    write("来月までに案を出すこと。")
    sat.show_page("export")
    kept = on_disk(sitting).review
    assert (kept.life, kept.sent_on, kept.reported_on, kept.instruction) == (
        Life.SENT,
        "2026-12-03",
        "2026-12-05",
        "来月までに案を出すこと。",
    )


def test_locked_answers_do_not_change_and_a_memo_does(sat: Shell, approved: ReviewPage, sitting: Sitting) -> None:
    first = next(iter(approved.seeing.chips))
    before = on_disk(sitting).answer(first)
    sat.go_to(first)
    assert not sat.wizard.pane.fixed.isHidden()
    press(Qt.Key.Key_2)
    assert on_disk(sitting).answer(first) == before
    assert sat.wizard.pane.fields["note"].isReadOnly()
    press(Qt.Key.Key_M)
    write("memo")
    assert sat.flush()
    assert on_disk(sitting).answer(first).memo == "memo"


def test_opened_again_it_is_the_next_submission_and_the_approved_one_stays(
    sat: Shell, approved: ReviewPage, sitting: Sitting
) -> None:
    page, code, third = approved, seal(sitting.inspection), list(approved.seeing.chips)[-1]
    tab_to(page.sending.again)
    press(Qt.Key.Key_Return)
    assert sat.sitting is sitting
    assert "提出回2" in page.sending.notice.text
    press(Qt.Key.Key_Return)
    again = sat.sitting
    assert again is not None
    assert again is not sitting
    assert (again.inspection.submission, again.inspection.review.life) == (2, Life.OPEN)
    assert seal(again.inspection) != code
    assert again.inspection.answer(third) == on_disk(sitting).answer(third)
    assert seal(on_disk(sitting)) == code
    assert sat.band.isHidden()
    assert sat.wizard.pane.fixed.isHidden()


def test_one_person_alone_gets_through_and_the_window_says_so(page: ReviewPage, sitting: Sitting) -> None:
    page.steps[1].head.setFocus()
    press(Qt.Key.Key_Space)
    page.finishing.ways[Confirming.ALONE].setFocus()
    press(Qt.Key.Key_Space)
    page.finishing.done.setFocus()
    press(Qt.Key.Key_Space)
    assert on_disk(sitting).review.way is Confirming.ALONE
    assert opened(page) == [3]
    assert "一人で実施" in page.steps[1].state.accessibleName()


def test_a_change_after_confirming_opens_the_first_step_again(sat: Shell, page: ReviewPage, sitting: Sitting) -> None:
    page.finishing.ways[Confirming.ALONE].setChecked(True)
    page.finishing.finish()
    key = next(iter(page.seeing.chips))
    review.confirm(sitting, key, "鈴木")
    sat.go_to(key)
    press(Qt.Key.Key_2)
    sat.show_page("review")
    assert opened(page) == [1]
    assert [one.why for one in review.waiting(sitting) if one.key == key] == [Why.CHANGED]
    assert page.approving.code.text() == "未発行"


def test_what_was_seen_stays_in_its_place_while_one_sits_there(page: ReviewPage, sitting: Sitting) -> None:
    page.seeing.name.setText("鈴木")
    shown = list(page.seeing.chips)
    page.seeing.confirm()
    page.seeing.confirm()
    assert list(page.seeing.chips) == shown
    page.undo()
    assert "戻しました" in page.seeing.notice.text
    assert page.seeing.progress.text() == f"{len(shown)}のうち 1 見た"
    page.undo(again=True)
    assert page.seeing.progress.text() == f"{len(shown)}のうち 2 見た"
    assert sum(bool(one.confirmed_by) for one in on_disk(sitting).answers.values()) == 2


def test_an_empty_inspection_says_what_will_stand_here(sat: Shell) -> None:
    sat.show_page("review")
    page = sat.page("review")
    assert isinstance(page, ReviewPage)
    assert "まだありません" in page.seeing.notice.text
    assert "未回答が" in page.unfinished.text
    page.finishing.ways[Confirming.ALONE].setChecked(True)
    page.unfinished.button.click()
    assert sat.pages.shown() == "wizard"


def test_the_text_for_a_reply_is_copied_and_names_no_weak_point(page: ReviewPage, sitting: Sitting) -> None:
    page.reply_card.head.click()
    page.reply.copy.click()
    text = QGuiApplication.clipboard().text()
    assert text.startswith("原村では、令和8年度（2026年度）に")
    assert not [one for one in sitting.findings if one.title in text]
    assert "コピーしました" in page.reply.said.text()


def test_after_approval_the_earlier_steps_rest(approved: ReviewPage) -> None:
    for button in (approved.seeing.right, approved.seeing.asking, approved.finishing.done, approved.approving.done):
        assert not button.isEnabled()
