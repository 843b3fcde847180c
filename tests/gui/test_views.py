"""The list, the sieves and the search of the wizard, by keys, with a real book on disk."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from jukiself.answers.model import Answer, Basis, Key
from jukiself.gui.views import View
from jukiself.work.search import HitKind
from jukiself.work.sieve import Sieve
from tests.gui.keys import press, write

if TYPE_CHECKING:
    from jukiself.app.desk import OfficeDesk
    from jukiself.gui.desk import Wish
    from jukiself.gui.shell import Shell
    from jukiself.work.inspect import Sitting

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def _on_disk(sitting: Sitting) -> dict[Key, Answer]:
    return dict(sitting.book.load(sitting.id).answers)


# -- the list ---------------------------------------------------------------------------------------------------


def test_an_area_is_answered_row_by_row_without_leaving_the_list(sat: Shell, sitting: Sitting) -> None:
    keys = sitting.situation.keys[:3]
    press(Qt.Key.Key_L)
    assert QApplication.focusWidget() is sat.wizard.views.list
    press(Qt.Key.Key_1, Qt.Key.Key_Q, Qt.Key.Key_Down, Qt.Key.Key_0, Qt.Key.Key_Return, Qt.Key.Key_2, Qt.Key.Key_E)
    kept = _on_disk(sitting)
    first, third = (sitting.situation.choices(key) for key in (keys[0], keys[2]))
    assert (kept[keys[0]].value, kept[keys[0]].basis) == (first[0].value, Basis.SEEN)
    assert kept[keys[1]].value == "unknown"
    assert (kept[keys[2]].value, kept[keys[2]].basis) == (third[1].value, Basis.GUESS)
    rows = sat.wizard.views.list
    assert (rows.row(0).answer, rows.row(0).basis) == (first[0].label, "見た")
    assert QApplication.focusWidget() is rows


def test_the_list_holds_the_area_and_goes_on_into_the_next(sat: Shell, sitting: Sitting) -> None:
    of = sitting.checklist.question
    area = of[sitting.situation.keys[0].question].area
    here = [key for key in sitting.situation.keys if of[key.question].area == area]
    press(Qt.Key.Key_L)
    rows = sat.wizard.views.list
    assert [rows.row(place).key for place in range(rows.count())] == here
    press(*[Qt.Key.Key_Return] * len(here))
    assert rows.row(0).key == sitting.situation.keys[len(here)]
    assert rows.currentRow() == 0
    press(Qt.Key.Key_Return, modifier=SHIFT)
    assert rows.row(rows.currentRow()).key == here[-1]


def test_only_the_row_in_hand_offers_its_answers_and_a_click_takes_one(sat: Shell, sitting: Sitting) -> None:
    press(Qt.Key.Key_L)
    rows = sat.wizard.views.list
    assert [bool(rows.row(place).offers) for place in range(3)] == [True, False, False]
    shape = rows.shape(rows.row(0), rows.viewport().width(), rows.font())
    chip = next(one for one in shape.chips if one.offer.key == "2")
    at = rows.visualItemRect(rows.item(0)).topLeft() + chip.box.center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(at))
    key = sitting.situation.keys[0]
    assert _on_disk(sitting)[key].value == sitting.situation.choices(key)[1].value


def test_not_applicable_asks_its_reason_under_the_list_and_enter_goes_on(sat: Shell, sitting: Sitting) -> None:
    key = next(one for one in sitting.situation.keys if not sitting.situation.value_problem(one, "na"))
    sat.wizard.go(key)
    press(Qt.Key.Key_L, Qt.Key.Key_Minus)
    bar, rows = sat.wizard.views.bar, sat.wizard.views.list
    assert QApplication.focusWidget() is bar.fields["note"]
    assert rows.row(rows.currentRow()).wants == "理由がまだです"
    assert "理由がまだ 1" in sat.wizard.foot.left.text()
    write("施設がない")
    press(Qt.Key.Key_Return)
    assert _on_disk(sitting)[key].note == "施設がない"
    assert QApplication.focusWidget() is rows
    assert sat.wizard.pane.key == sitting.situation.keys[sitting.situation.keys.index(key) + 1]
    assert "理由がまだ" not in sat.wizard.foot.left.text()


def test_a_number_is_written_under_the_list(sat: Shell, sitting: Sitting, go: Callable[[str], Key]) -> None:
    key = go("org-staff-count")
    press(Qt.Key.Key_L, Qt.Key.Key_F2)
    assert QApplication.focusWidget() is sat.wizard.views.bar.fields["answer"]
    write("12")
    press(Qt.Key.Key_Return)
    assert _on_disk(sitting)[key].value == "12"
    assert QApplication.focusWidget() is sat.wizard.views.list


def test_members_stand_under_one_question(sat: Shell, go: Callable[[str], Key]) -> None:
    go("network-exists")
    press(Qt.Key.Key_L)
    rows = sat.wizard.views.list
    place = rows.currentRow()
    assert (bool(rows.row(place).text), bool(rows.row(place + 1).text)) == (True, False)
    press(Qt.Key.Key_Down)
    assert rows.row(place + 1).text == rows.row(place).text
    assert rows.row(place).member != rows.row(place + 1).member


def test_a_text_that_cannot_be_kept_holds_the_row(sat: Shell, sitting: Sitting) -> None:
    press(Qt.Key.Key_L, Qt.Key.Key_N)
    bar = sat.wizard.views.bar
    bar.fields["note"].show_text("長" * 2001)  # type: ignore[union-attr]
    press(Qt.Key.Key_Escape)
    assert "2,001" in sat.wizard.notice.text
    press(Qt.Key.Key_Down)
    assert sat.wizard.pane.key == sitting.situation.keys[0]
    assert sat.wizard.views.list.currentRow() == 0


def test_what_was_written_in_the_list_stands_in_the_single_view(sat: Shell) -> None:
    press(Qt.Key.Key_L, Qt.Key.Key_N)
    write("note")
    press(Qt.Key.Key_Escape, Qt.Key.Key_L)
    assert QApplication.focusWidget() is sat.wizard.pane
    assert sat.wizard.pane.savers["note"].text == "note"


# -- sieves -----------------------------------------------------------------------------------------------------


def test_a_sieve_is_put_on_by_keys_said_and_taken_off_by_escape(sat: Shell, sitting: Sitting) -> None:
    keys = sitting.situation.keys
    for key in (keys[2], keys[5], keys[9]):
        sitting.answer(key, "unknown")
    sat.wizard.show_change()
    press(Qt.Key.Key_F)
    tools = sat.wizard.tools
    assert QApplication.focusWidget() is tools.chips[Sieve.UNANSWERED]
    assert tools.chips[Sieve.UNKNOWN].text() == "わからない 3"
    assert not tools.chips[Sieve.GUESS].isEnabled()
    press(Qt.Key.Key_Tab, Qt.Key.Key_Return)
    assert sat.wizard.trail.keys(sitting) == (keys[2], keys[5], keys[9])
    assert sat.wizard.pane.key == keys[2]
    assert "「わからない」だけを見ています。残り 3／3問" in tools.said.accessibleName()
    press(Qt.Key.Key_1, Qt.Key.Key_Return)
    assert sat.wizard.pane.key == keys[5]
    assert "残り 2／3問" in tools.said.accessibleName()
    press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert sat.wizard.pane.key == keys[9]
    assert "最後" in sat.wizard.notice.text
    press(Qt.Key.Key_Return, modifier=SHIFT)
    assert sat.wizard.pane.key == keys[5]
    press(Qt.Key.Key_Escape)
    assert sat.wizard.trail.sieve is None
    assert tools.band.isHidden()
    assert sat.wizard.pane.key == keys[5]
    press(Qt.Key.Key_Return)
    assert sat.wizard.pane.key == keys[6]


def test_a_sieved_list_goes_over_all_areas_and_rows_stay_under_the_hand(sat: Shell, sitting: Sitting) -> None:
    keys = sitting.situation.keys
    for key in (keys[2], keys[-1]):
        sitting.answer(key, "unknown")
    press(Qt.Key.Key_L)
    sat.wizard.lens.sift(Sieve.UNKNOWN)
    rows = sat.wizard.views.list
    assert [rows.row(place).key for place in range(rows.count())] == [keys[2], keys[-1]]
    press(Qt.Key.Key_1)
    assert rows.count() == 2
    assert rows.row(0).answer == sitting.situation.label(keys[2])


def test_turning_to_a_question_a_sieve_hides_takes_the_sieve_off(sat: Shell, sitting: Sitting) -> None:
    sitting.answer(sitting.situation.keys[3], "unknown")
    sat.wizard.lens.sift(Sieve.UNKNOWN)
    assert sat.wizard.go(sitting.situation.keys[0])
    assert sat.wizard.trail.sieve is None


# -- search -----------------------------------------------------------------------------------------------------


def test_searching_by_keys_leads_to_the_question(sat: Shell, sitting: Sitting) -> None:
    press(Qt.Key.Key_F, modifier=CONTROL)
    finder = sat.wizard.views.finder
    assert QApplication.focusWidget() is finder.box
    write("２－３")
    assert finder.hits()[0].title.startswith("2-3　")
    press(Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return)
    assert sat.wizard.pane.key is not None
    assert sitting.checklist.question[sat.wizard.pane.key.question].number == "2-3"
    assert QApplication.focusWidget() is sat.wizard.pane


def test_digits_in_the_search_are_no_answers_and_escape_leads_back(sat: Shell, sitting: Sitting) -> None:
    press(Qt.Key.Key_L)
    press(Qt.Key.Key_F, modifier=CONTROL)
    write("1-1 q")
    press(Qt.Key.Key_Escape)
    assert not _on_disk(sitting)
    assert sat.wizard.views.view is View.LIST
    assert QApplication.focusWidget() is sat.wizard.views.list


def test_a_word_found_opens_the_words_and_a_finding_the_findings(sat: Shell, sitting: Sitting) -> None:
    for key in sitting.situation.keys[:6]:
        sitting.answer(key, "unknown")
    press(Qt.Key.Key_F, modifier=CONTROL)
    write("とうごうたんまつ")
    finder = sat.wizard.views.finder
    kinds = [one.kind for one in finder.hits()]
    finder.list.setCurrentRow(kinds.index(HitKind.WORD))
    press(Qt.Key.Key_Return)
    assert sat.pages.currentWidget() is sat.guide
    assert sat.guide.text.textCursor().selectedText() == "統合端末"
    press(Qt.Key.Key_F, modifier=CONTROL)
    finder.box.clear()
    write(sitting.findings[0].title)
    kinds = [one.kind for one in finder.hits()]
    finder.list.setCurrentRow(kinds.index(HitKind.FINDING))
    press(Qt.Key.Key_Return)
    assert sat.pages.currentWidget() is sat.findings
    assert sat.findings.text.textCursor().selectedText() == sitting.findings[0].title


# -- leaving and coming back ------------------------------------------------------------------------------------


def test_one_comes_back_to_the_same_row_view_sieve_and_scrolling(
    sat: Shell, sitting: Sitting, desk: OfficeDesk, wish: Wish
) -> None:
    for key in sitting.situation.keys[::2]:
        sitting.answer(key, "unknown")
    press(Qt.Key.Key_L)
    sat.wizard.lens.sift(Sieve.UNKNOWN)
    press(*[Qt.Key.Key_Down] * 30)
    QApplication.processEvents()
    here, scroll = sat.wizard.pane.key, sat.wizard.views.list.verticalScrollBar().value()
    assert scroll > 0
    sat.go_home()
    sat.open_sitting(desk.open_book(wish.path))
    wizard = sat.wizard
    QApplication.processEvents()
    assert (wizard.pane.key, wizard.views.view, wizard.trail.sieve) == (here, View.LIST, Sieve.UNKNOWN)
    assert wizard.views.list.verticalScrollBar().value() == scroll


def test_hiding_covers_the_list_and_lifts_to_the_same_row(sat: Shell, sitting: Sitting) -> None:
    press(Qt.Key.Key_L, Qt.Key.Key_Down, Qt.Key.Key_F12)
    assert not sat.wizard.views.list.isVisible()
    press(Qt.Key.Key_Space)
    assert QApplication.focusWidget() is sat.wizard.views.list
    assert sat.wizard.pane.key == sitting.situation.keys[1]
    assert not _on_disk(sitting)


def test_undo_in_the_list_says_what_it_took_back(sat: Shell, sitting: Sitting) -> None:
    press(Qt.Key.Key_L, Qt.Key.Key_1, Qt.Key.Key_Down, Qt.Key.Key_Down)
    press(Qt.Key.Key_Z, modifier=CONTROL)
    first = sitting.situation.keys[0]
    assert not _on_disk(sitting)
    assert sat.wizard.pane.key == first
    number = sitting.checklist.question[first.question].number
    assert sat.wizard.notice.text.startswith(f"戻しました。{number} の答え：")
    assert "→ 「未回答」" in sat.wizard.notice.text


# -- large letters ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scale", [1.0, 1.6, 2.0])
def test_every_view_fits_the_smallest_screen_with_letters_twice_as_large(
    sat: Shell, go: Callable[[str], Key], scale: float
) -> None:
    """The window is not pushed wider or higher, the bar stays whole, and what has the keyboard is in sight."""
    go("network-exists")
    sat.grow(scale - 1.0)
    try:
        for key in (Qt.Key.Key_Escape, Qt.Key.Key_I, Qt.Key.Key_A, Qt.Key.Key_Escape, Qt.Key.Key_L, Qt.Key.Key_T):
            press(key)
            for _ in range(5):
                QApplication.processEvents()
            focus = QApplication.focusWidget()
            assert focus is not None
            assert (sat.width(), sat.height()) == (1093, 560), key
            assert sat.top.height() >= sat.top.sizeHint().height(), key
            box = focus.visibleRegion().boundingRect()
            assert min(box.width(), box.height()) > 40, (key, focus)
    finally:
        sat.grow(1.0 - scale)


def test_large_letters_leave_one_column_and_reasons_come_by_key(sat: Shell) -> None:
    sat.grow(1.0)
    try:
        QApplication.processEvents()
        wizard = sat.wizard
        assert not wizard.beside.isVisible()
        assert not wizard.areas.isVisible()
        press(Qt.Key.Key_I)
        assert wizard.beside.isVisible()
        assert not wizard.views.isVisible()
        before = wizard.sat().inspection
        press(Qt.Key.Key_1)
        assert wizard.sat().inspection == before
        press(Qt.Key.Key_Escape, Qt.Key.Key_K)
        assert "キーの一覧" in wizard.beside.toPlainText()
        press(Qt.Key.Key_Escape, Qt.Key.Key_I)
        assert "なぜ尋ねるか" in wizard.beside.toPlainText()
        press(Qt.Key.Key_Escape, Qt.Key.Key_K)
        assert "キーの一覧" in wizard.beside.toPlainText()
        press(Qt.Key.Key_K)
        assert wizard.views.isVisible()
        assert QApplication.focusWidget() is wizard.pane
        press(Qt.Key.Key_A)
        assert wizard.areas.isVisible()
        assert QApplication.focusWidget() is wizard.areas
    finally:
        sat.grow(-1.0)
