"""Members side by side, by keys, with a real book on disk."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from jukiself.answers.model import Answer, Basis, Key
from jukiself.gui.views import View
from tests.gui.keys import press

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from jukiself.gui.shell import Shell
    from jukiself.gui.side import Side
    from jukiself.work.inspect import Sitting

CONTROL = Qt.KeyboardModifier.ControlModifier


def _on_disk(sitting: Sitting) -> dict[Key, Answer]:
    return dict(sitting.book.load(sitting.id).answers)


@pytest.fixture
def side(sat: Shell, sitting: Sitting, qtbot: QtBot) -> Side:
    """All networks present, their table open at the first question after the gate."""
    for one in sitting.situation.members["network"]:
        sitting.answer(Key("network-exists", one.id), "present")
    key = next(one for one in sitting.situation.keys if one.member and one.question != "network-exists")
    assert sat.wizard.go(key)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is sat.wizard.pane)
    press(Qt.Key.Key_T)
    assert sat.wizard.views.view is View.SIDE
    return sat.wizard.views.side


def _same(key: Key, sitting: Sitting) -> list[Key]:
    return [one for one in sitting.situation.keys if one.question == key.question]


def test_cells_are_answered_and_gone_through_by_keys(side: Side, sat: Shell, sitting: Sitting) -> None:
    first = sat.wizard.pane.key
    assert first is not None
    own = _same(first, sitting)
    assert QApplication.focusWidget() is side.table
    press(Qt.Key.Key_1, Qt.Key.Key_Q, Qt.Key.Key_Right, Qt.Key.Key_2, Qt.Key.Key_Right, Qt.Key.Key_0)
    kept = _on_disk(sitting)
    values = [one.value for one in sitting.situation.choices(first)]
    assert (kept[own[0]].value, kept[own[0]].basis) == (values[0], Basis.SEEN)
    assert [kept[one].value for one in own[1:3]] == [values[1], "unknown"]
    row = next(one for one in side.table.rows if one.question == first.question)
    assert row.differs[:3] == (False, True, True)
    press(Qt.Key.Key_Return)
    here = sat.wizard.pane.key
    assert here is not None
    assert (here.question != first.question, here.member) == (True, own[2].member)
    press(Qt.Key.Key_Up)
    assert sat.wizard.pane.key == own[2]


def test_one_answer_goes_across_in_one_step(side: Side, sat: Shell, sitting: Sitting) -> None:
    first = sat.wizard.pane.key
    assert first is not None
    own = _same(first, sitting)
    press(Qt.Key.Key_Right, Qt.Key.Key_2, Qt.Key.Key_Left, Qt.Key.Key_1, Qt.Key.Key_W, Qt.Key.Key_C)
    kept = _on_disk(sitting)
    assert len({kept[one].value for one in own}) == 1
    assert [kept[one].basis for one in own[1:]] == [None] * (len(own) - 1)
    assert f"{len(own) - 1} か所に写しました（うち 1 は上書き）" in side.notice.text
    press(Qt.Key.Key_Z, modifier=CONTROL)
    kept = _on_disk(sitting)
    assert [one in kept for one in own] == [True, True, *[False] * (len(own) - 2)]
    assert kept[own[1]].value == sitting.situation.choices(first)[1].value


def test_a_column_shows_what_would_change_before_anything_is_written(side: Side, sat: Shell, sitting: Sitting) -> None:
    first = sat.wizard.pane.key
    assert first is not None
    for _ in range(3):
        press(Qt.Key.Key_1, Qt.Key.Key_Down)
    before = _on_disk(sitting)
    press(Qt.Key.Key_V)
    assert side.copying.isVisible()
    assert QApplication.focusWidget() is next(iter(side.copying.targets.values()))
    press(Qt.Key.Key_2, Qt.Key.Key_Delete)
    assert _on_disk(sitting) == before
    assert side.copying.list.count() == len(side.copying.plan.answers) > 3
    press(Qt.Key.Key_Return)
    few = len(side.copying.plan.answers)
    assert few < side.copying.list.count() + 1
    while QApplication.focusWidget() is not side.copying.go:
        press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Return)
    assert len(_on_disk(sitting)) == len(before) + few
    assert side.copying.isHidden()
    assert QApplication.focusWidget() is side.table
    press(Qt.Key.Key_Z, modifier=CONTROL)
    assert _on_disk(sitting) == before


def test_escape_stops_copying_and_writes_nothing(side: Side, sitting: Sitting) -> None:
    press(Qt.Key.Key_1)
    before = _on_disk(sitting)
    press(Qt.Key.Key_V, Qt.Key.Key_Escape)
    assert side.copying.isHidden()
    assert QApplication.focusWidget() is side.table
    assert _on_disk(sitting) == before


def test_only_differing_rows_can_be_shown(side: Side, sat: Shell) -> None:
    whole = len(side.table.rows)
    first = sat.wizard.pane.key
    assert first is not None
    press(Qt.Key.Key_1, Qt.Key.Key_Right, Qt.Key.Key_2, Qt.Key.Key_D)
    assert [one.question for one in side.table.rows] == [first.question]
    press(Qt.Key.Key_D)
    assert len(side.table.rows) == whole


def test_a_reason_is_asked_for_under_the_table(side: Side, sat: Shell, sitting: Sitting) -> None:
    key = next(one for one in side.asked() if not sitting.situation.value_problem(one, "na"))
    sat.wizard.go(key)
    press(Qt.Key.Key_Minus)
    assert QApplication.focusWidget() is side.bar.fields["note"]
    QTest.keyClicks(side.bar.fields["note"], "riyuu")
    press(Qt.Key.Key_Return)
    assert _on_disk(sitting)[key].note == "riyuu"
    assert QApplication.focusWidget() is side.table


def test_many_contracts_come_into_sight_as_one_goes_along(
    sat: Shell, sitting: Sitting, go: Callable[[str], Key]
) -> None:
    for place in range(9):
        sitting.add_contract(f"契約{place}")
    sat.wizard.show_change()
    key = go("contract-touches")
    press(Qt.Key.Key_T)
    side = sat.wizard.views.side
    QApplication.processEvents()
    seen: set[int] = set()
    for _ in range(9):
        seen.update(side.table.visible())
        here = side.table.place_of(sat.wizard.pane.key)
        assert here is not None
        assert here[1] - 1 in side.table.visible()
        assert not side.table.isColumnHidden(here[1])
        assert not side.table.isColumnHidden(0)
        press(Qt.Key.Key_Right)
    assert seen == set(range(9))
    assert sat.wizard.pane.key == key


def test_a_contract_that_ended_is_not_asked_about_any_more(
    sat: Shell, sitting: Sitting, go: Callable[[str], Key]
) -> None:
    from dataclasses import replace

    for name in ("保守", "清掃"):
        sitting.add_contract(name)
    sitting.change_contract(replace(sitting.inspection.contracts[0], ended="2026-09-30"))
    sat.wizard.show_change()
    go("contract-touches")
    press(Qt.Key.Key_T)
    assert [one.name for one in sat.wizard.views.side.table.members] == ["清掃"]


def test_a_question_asked_once_leads_out_of_the_table(side: Side, sat: Shell, sitting: Sitting) -> None:
    assert not side.isHidden()
    assert sat.wizard.go(sitting.situation.keys[0])
    assert sat.wizard.views.view is View.ONE
    assert QApplication.focusWidget() is sat.wizard.pane
