"""Answering by mouse and keys, with a real book on disk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from jukiself.answers.model import Answer, Basis, Key, Query
from jukiself.gui import background
from jukiself.gui.note_field import NoteField
from jukiself.store.book import Book
from tests.gui.keys import press, write

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from jukiself.app.desk import OfficeDesk
    from jukiself.gui.desk import Wish
    from jukiself.gui.shell import Shell
    from jukiself.work.inspect import Sitting


def _on_disk(sitting: Sitting) -> dict[Key, Answer]:
    return dict(sitting.book.load(sitting.id).answers)


def test_the_keyboard_alone_reaches_the_first_saved_answer(shell: Shell) -> None:
    """Start page, office code, Enter, 1: nothing is read, nothing clicked."""
    assert QApplication.focusWidget() is shell.start.new
    press(Qt.Key.Key_Space)
    assert QApplication.focusWidget() is shell.new.office
    press(Qt.Key.Key_Tab)
    write("203637")
    assert shell.new.office.text() == "原村"
    press(Qt.Key.Key_Return)
    background.finish()
    sitting = shell.sitting
    assert sitting is not None
    assert sitting.inspection.office.name == "原村"
    press(Qt.Key.Key_1)
    first = sitting.situation.keys[0]
    assert _on_disk(sitting)[first].value == sitting.situation.choices(first)[0].value
    assert shell.top.saved.text().startswith("保存済み")


def test_answers_basis_and_notes_survive_closing_and_reopening(
    sat: Shell, sitting: Sitting, desk: OfficeDesk, wish: Wish
) -> None:
    key = sitting.situation.keys[0]
    press(Qt.Key.Key_2)
    press(Qt.Key.Key_W)
    press(Qt.Key.Key_N)
    write("髙﨑 第3条")
    sat.close()
    again = desk.open_book(wish.path)
    kept = again.inspection.answer(key)
    assert (kept.value, kept.basis, kept.note) == (sitting.situation.choices(key)[1].value, Basis.HEARD, "髙﨑 第3条")
    again.book.close()


def test_a_text_saves_itself_after_a_pause(sitting: Sitting, qtbot: QtBot) -> None:
    key = sitting.situation.keys[0]
    press(Qt.Key.Key_M)
    write("memo")
    assert key not in _on_disk(sitting)
    qtbot.waitUntil(lambda: _on_disk(sitting).get(key, Answer()).memo == "memo", timeout=3000)


@pytest.mark.parametrize("leave", ["next", "page", "home"])
def test_a_text_just_typed_is_kept_when_the_page_changes(sat: Shell, sitting: Sitting, leave: str, wish: Wish) -> None:
    key = sitting.situation.keys[0]
    press(Qt.Key.Key_N)
    write("typed")
    acts: dict[str, Callable[[], None]] = {
        "next": sat.wizard.foot.on.click,
        "page": lambda: sat.show_page("findings"),
        "home": sat.go_home,
    }
    acts[leave]()
    with Book.open(wish.path, sat.desk.now) as book:
        assert book.load(sitting.id).answer(key).note == "typed"


def test_enter_goes_on_after_an_answer_and_shift_enter_goes_back(sat: Shell, sitting: Sitting) -> None:
    first, second = sitting.situation.keys[:2]
    press(Qt.Key.Key_1)
    assert sat.wizard.pane.key == first
    assert sat.wizard.foot.on.property("role") == "main"
    press(Qt.Key.Key_Return)
    assert sat.wizard.pane.key == second
    assert sat.wizard.foot.on.property("role") == ""
    press(Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ShiftModifier)
    assert sat.wizard.pane.key == first


def test_enter_on_an_answer_that_has_the_keyboard_chooses_it(sat: Shell, sitting: Sitting) -> None:
    key = sitting.situation.keys[0]
    second = list(sat.wizard.pane.box.buttons.values())[1]
    second.setFocus()
    press(Qt.Key.Key_Return)
    assert sat.wizard.pane.key == key
    assert _on_disk(sitting)[key].value == sitting.situation.choices(key)[1].value


def test_unknown_goes_to_what_is_to_be_found_out(sat: Shell, sitting: Sitting) -> None:
    press(Qt.Key.Key_0)
    assert [one.key for one in sitting.to_find_out] == [sitting.situation.keys[0]]
    assert "わからない 1" in sat.wizard.foot.left.text()


def test_not_applicable_asks_for_its_reason_in_place(sat: Shell, sitting: Sitting, go: Callable[[str], Key]) -> None:
    asked = next(one for one in sitting.situation.keys if not sitting.situation.value_problem(one, "na"))
    go(asked.question)
    press(Qt.Key.Key_Minus)
    note = sat.wizard.pane.fields["note"]
    assert QApplication.focusWidget() is note
    assert "理由" in note.placeholderText()
    assert "理由" in sat.wizard.pane.wanting.text()
    assert sat.wizard.pane.wanting.isVisible()
    QApplication.processEvents()
    assert note.visibleRegion().boundingRect().height() == note.height()
    write("port")
    assert sat.wizard.flush()
    assert not sat.wizard.pane.wanting.isVisible()
    assert _on_disk(sitting)[asked].note == "port"
    assert sat.wizard.pane.notice.text == ""


def test_digits_in_a_note_are_text_and_no_answers(sat: Shell, sitting: Sitting) -> None:
    press(Qt.Key.Key_N)
    write("12-0")
    assert sat.wizard.flush()
    kept = _on_disk(sitting)[sitting.situation.keys[0]]
    assert (kept.value, kept.note) == ("", "12-0")


def test_escape_leads_from_a_note_back_to_the_question(sat: Shell) -> None:
    press(Qt.Key.Key_N)
    press(Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is sat.wizard.pane


def test_delete_takes_an_answer_back_and_undo_restores_it(sitting: Sitting) -> None:
    key = sitting.situation.keys[0]
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_Delete)
    assert key not in _on_disk(sitting)
    press(Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert _on_disk(sitting)[key].value
    press(Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    assert key not in _on_disk(sitting)
    press(Qt.Key.Key_Y, modifier=Qt.KeyboardModifier.ControlModifier)
    assert _on_disk(sitting)[key].value


def test_each_member_has_its_own_answer(sat: Shell, sitting: Sitting, go: Callable[[str], Key]) -> None:
    first = go("network-exists")
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_Right)
    second = sat.wizard.pane.key
    assert second is not None
    assert (second.question, second.member) != (first.question, first.member)
    press(Qt.Key.Key_2)
    kept = _on_disk(sitting)
    assert (kept[first].value, kept[second].value) == ("present", "absent")
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_BracketLeft)
    assert sat.wizard.pane.key == first


def test_an_answer_that_opens_questions_says_so(sat: Shell, sitting: Sitting, go: Callable[[str], Key]) -> None:
    go("network-exists")
    before = len(sitting.situation.keys)
    press(Qt.Key.Key_2)
    closed = before - len(sitting.situation.keys)
    assert closed > 0
    assert f"尋ねなくてよい設問が {closed}" in sat.wizard.pane.notice.text


def test_a_delegated_question_says_why_it_asks_otherwise(
    sat: Shell, sitting: Sitting, go: Callable[[str], Key]
) -> None:
    go("physical-who")
    press(Qt.Key.Key_2)
    delegated = next(one for one in sitting.situation.keys if one.question == "physical-server-room")
    go(delegated.question)
    assert "行っているので、確かめたかどうかを尋ねます" in sat.wizard.pane.delegated.accessibleName()
    assert list(sat.wizard.pane.box.buttons) == ["paper", "heard", "unconfirmed", "unknown"]


def test_several_choices_are_ticked_one_by_one(sitting: Sitting, go: Callable[[str], Key]) -> None:
    multi = next(one for one in sitting.checklist.questions if one.kind == "multi")
    if multi.id not in {key.question for key in sitting.situation.keys}:
        pytest.skip("the shipped form asks no multi question at first")
    key = go(multi.id)
    values = [one.value for one in multi.choices]
    for pressed in (Qt.Key.Key_3, Qt.Key.Key_1):
        press(pressed)
    assert _on_disk(sitting)[key].value == f"{values[0]},{values[2]}"
    press(Qt.Key.Key_3)
    assert _on_disk(sitting)[key].value == values[0]
    press(Qt.Key.Key_0)
    assert _on_disk(sitting)[key].value == "unknown"


def test_resuming_opens_where_one_stopped(sat: Shell, sitting: Sitting, desk: OfficeDesk, wish: Wish) -> None:
    for _ in range(5):
        press(Qt.Key.Key_Return)
    stopped = sat.wizard.pane.key
    assert stopped == sitting.situation.keys[5]
    sat.go_home()
    assert [one.path for one in desk.recent()] == [wish.path]
    assert QApplication.focusWidget() is sat.start.recent.buttons[0]
    press(Qt.Key.Key_Space)
    background.finish()
    assert sat.wizard.pane.key == stopped


def test_next_unanswered_goes_round_and_says_when_nothing_is_left(sat: Shell, sitting: Sitting) -> None:
    keys = sitting.situation.keys
    sitting.answer(keys[1], "unknown")
    sat.wizard.way.unanswered()
    assert sat.wizard.pane.key == keys[2]
    while (key := sitting.next_unanswered()) is not None:
        sitting.answer(key, "unknown")
    press(Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    assert "未回答はありません" in sat.wizard.pane.notice.text


def test_a_refused_text_stays_in_its_field_and_the_page_says_why(sat: Shell, sitting: Sitting) -> None:
    key = sitting.situation.keys[0]
    note = sat.wizard.pane.fields["note"]
    assert isinstance(note, NoteField)
    long = "長" * 2001
    press(Qt.Key.Key_N)
    note.show_text(long)
    sat.wizard.foot.on.click()
    assert sat.wizard.pane.key == key
    assert note.text == long
    assert "2,001" in sat.wizard.pane.notice.text
    assert sat.top.saved.text() == "！保存できていません"
    sat.show_page("findings")
    assert sat.pages.currentWidget() is sat.wizard
    sat.close()
    assert sat.isVisible()
    note.show_text("短い")
    sat.close()
    assert not sat.isVisible()


def test_contracts_are_listed_changed_removed_and_put_back_in_place(
    sat: Shell, sitting: Sitting, go: Callable[[str], Key]
) -> None:
    go("contract-list")
    listed = sat.wizard.pane.contracts
    row = listed._rows[0]
    row.fields["name"].setFocus()
    write("hoshu")
    press(Qt.Key.Key_Tab)
    write("kaisha")
    assert sat.wizard.flush()
    assert [(one.id, one.name, one.contractor) for one in sitting.inspection.contracts] == [("c1", "hoshu", "kaisha")]
    listed.add_button.click()
    write("second")
    assert sat.wizard.flush()
    assert [one.id for one in sitting.inspection.contracts] == ["c1", "c2"]
    listed._rows[0].button.click()
    assert [one.id for one in sitting.inspection.contracts] == ["c2"]
    sat.wizard.pane.notice.button.click()
    assert [(one.id, one.name) for one in sitting.inspection.contracts] == [("c1", "hoshu"), ("c2", "second")]


def test_a_contract_without_a_name_is_asked_for_it(sat: Shell, go: Callable[[str], Key]) -> None:
    go("contract-list")
    row = sat.wizard.pane.contracts._rows[0]
    row.fields["contractor"].setFocus()
    write("kaisha")
    assert not sat.wizard.flush()
    assert "契約の名前" in sat.wizard.pane.notice.text
    assert row.fields["contractor"].text() == "kaisha"


@pytest.mark.usefixtures("sat")
def test_focus_stays_where_it_was_after_an_answer() -> None:
    focus = QApplication.focusWidget()
    press(Qt.Key.Key_1)
    assert QApplication.focusWidget() is focus
    assert isinstance(focus, QWidget)


# -- what belongs to an answer ----------------------------------------------------------------------------------


def test_the_evidence_is_asked_for_beside_seen_and_heard(
    sat: Shell, sitting: Sitting, go: Callable[[str], Key]
) -> None:
    key = go("policy-juki-rule")
    pane = sat.wizard.pane
    assert pane.evidence.isHidden()
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_Q)
    assert pane.evidence.isVisible()
    pane.fields["evidence"].setFocus()
    write("kitei")
    press(Qt.Key.Key_Escape)
    assert _on_disk(sitting)[key].evidence == "kitei"
    press(Qt.Key.Key_E)
    assert pane.evidence.isVisible()


def test_who_answers_is_put_into_later_answers_while_wished(sat: Shell, sitting: Sitting) -> None:
    keys = sitting.situation.keys
    pane = sat.wizard.pane
    pane.more_button.click()
    pane.fields["answered_by"].setFocus()
    write("yamada")
    pane.stay.click()
    assert sitting.answerer == "yamada"
    pane.setFocus()
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_1)
    assert _on_disk(sitting)[keys[1]].answered_by == "yamada"
    assert "yamada" in pane.more_button.text()
    pane.more_button.click()
    pane.stay.click()
    pane.setFocus()
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_1)
    assert _on_disk(sitting)[keys[2]].answered_by == ""


def test_an_area_tells_finished_from_good(sat: Shell, sitting: Sitting) -> None:
    of, first = sitting.checklist.question, sitting.situation.keys[0]
    here = [key for key in sitting.situation.keys if of[key.question].area == of[first.question].area]
    while (key := next((one for one in here if not sitting.inspection.answer(one).value), None)) is not None:
        choices = sitting.situation.choices(key)
        graded = [one.value for one in choices if one.grade == "unmet"]
        sitting.answer(key, graded[0] if graded else "unknown")
        here = [one for one in sitting.situation.keys if of[one.question].area == of[first.question].area]
    sat.wizard.show_change()
    said = sat.wizard.areas.item(0).toolTip()
    unmet = sum(sitting.situation.grade(key) == "unmet" for key in here)
    assert f"{len(here)}問のうち{len(here)}問まで" in said
    assert f"改善が要る答え {unmet}" in said


def test_last_years_answer_is_taken_over_by_one_key_and_a_query_is_settled(
    sat: Shell, sitting: Sitting, go: Callable[[str], Key]
) -> None:
    key = go("policy-juki-rule")
    value = sitting.situation.choices(key)[0].value
    sitting.put(
        replace(
            sitting.inspection,
            last_year=MappingProxyType({key: Answer(value)}),
            queries=MappingProxyType({key: Query("第何条ですか。", "佐藤")}),
        )
    )
    sat.wizard.turn_to(key)
    pane = sat.wizard.pane
    assert "第何条ですか" in pane.query.text
    assert pane.same.isVisible()
    assert "問い合わせ中 1" in sat.wizard.foot.left.text()
    press(Qt.Key.Key_S)
    assert _on_disk(sitting)[key].value == value
    assert pane.same.isHidden()
    assert pane.before.isVisible()
    pane.query.button.click()
    assert not sitting.inspection.queries
    assert pane.query.isHidden()
