"""A room is led in the real window: case B, six groups, eight questions, findings, papers; and a practice alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from jukiself.answers.model import Nature
from jukiself.app.works import home as books
from jukiself.app.works import practice_path
from jukiself.gui import background
from jukiself.training.room import Room, Step

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from jukiself.gui.shell import Shell
    from jukiself.gui.training import TrainingPage
    from jukiself.gui.training_stage import Stage


@pytest.fixture
def stage(training: TrainingPage, qtbot: QtBot) -> Stage:
    training.lead.click()
    found = training.stage
    assert found is not None
    qtbot.addWidget(found)
    found.resize(1366, 768)
    qtbot.waitExposed(found)
    read_on(found)
    return found


def read_on(stage: Stage) -> None:
    """Space until the first question."""
    for _ in range(60):
        if not stage.room.reading:
            return
        QTest.keyClick(stage, Qt.Key.Key_Space)
    raise AssertionError("no question comes")


def step_of(stage: Stage) -> Step:
    return stage.room.step


def said(stage: Stage) -> str:
    return " ".join(text for text, _ in stage.texts())


def test_a_session_with_six_groups_from_the_first_card_to_the_findings(stage: Stage) -> None:
    silent = 0
    for item in range(8):
        assert stage.room.at == item
        for group in range(1, 7):
            QTest.keyClicks(stage, f"{group}{1 + (group + item) % 2}")
        assert stage.room.counts(item).total() == 6
        QTest.keyClick(stage, Qt.Key.Key_Space)
        assert stage.room.step is Step.OWN
        QTest.keyClick(stage, Qt.Key.Key_Space)
        if "書かれていません" in said(stage):
            silent += 1
            assert "わからない" in said(stage)
            assert "事実と所感を分けて読む" in said(stage)
        else:
            assert "出典" in said(stage)
        stage.grab()
        for _ in range(3):
            QTest.keyClick(stage, Qt.Key.Key_Space)
    assert silent >= 2
    assert stage.room.ending
    QTest.keyClicks(stage, "13")
    assert stage.room.ticked == (1, 3)
    assert {wrote for _, wrote in stage.findings} == {True, False}
    assert "委員も書いた" not in said(stage)
    QTest.keyClick(stage, Qt.Key.Key_Space)
    assert "委員も書いた" in said(stage)
    assert "割れた問い" in said(stage)


def test_closing_in_the_middle_loses_nothing(stage: Stage, training: TrainingPage) -> None:
    QTest.keyClicks(stage, "10")
    assert stage.room.raised(0) == {1: len(stage.cards())}
    assert stage.cards()[-1] == "わからない"
    QTest.keyClicks(stage, "1223")
    QTest.keyClick(stage, Qt.Key.Key_Backspace)
    QTest.keyClick(stage, Qt.Key.Key_Space)
    before = stage.room
    assert before.raised(0) == {1: 2}
    QTest.keyClick(stage, Qt.Key.Key_Escape)
    assert not stage.isVisible()
    training.lead.click()
    assert training.stage is not None
    assert training.stage.room == before
    training.stage.close()
    training.afresh.click()
    training.lead.click()
    assert training.stage.room.votes == ()
    training.stage.close()


def test_another_number_of_groups_begins_another_room_and_keeps_the_one_before(
    stage: Stage, training: TrainingPage
) -> None:
    QTest.keyClicks(stage, "62")
    stage.close()
    training.groups[4].click()
    training.lead.click()
    assert training.stage is not None
    assert (training.stage.room.groups, training.stage.room.votes) == (4, ())
    training.stage.close()
    (kept,) = books().glob("研修の部屋_nagano-b.old*.json")
    assert Room.read(kept.read_text(encoding="utf-8")).raised(0) == {6: 2}


def test_a_room_goes_on_where_the_disk_does_not_take_it_and_says_so(stage: Stage) -> None:
    QTest.keyClicks(stage, "11")
    place = books() / "研修の部屋_nagano-b.json"
    place.unlink()
    place.mkdir()
    QTest.keyClicks(stage, "22")
    assert stage.room.raised(0) == {1: 1, 2: 2}
    assert stage.trouble
    place.rmdir()
    QTest.keyClicks(stage, "33")
    assert not stage.trouble
    assert Room.read(place.read_text(encoding="utf-8")) == stage.room


def test_the_mouse_does_it_as_well_and_the_screen_can_be_hidden(stage: Stage) -> None:
    stage.grab()
    place = next(box for box, group, choice in stage._places if (group, choice) == (3, 2))
    QTest.mouseClick(stage, Qt.MouseButton.LeftButton, pos=place.center().toPoint())
    assert stage.room.raised(0) == {3: 2}
    QTest.mouseClick(stage, Qt.MouseButton.LeftButton, pos=stage.rect().center() * 0.05)
    assert step_of(stage) is Step.OWN
    QTest.mouseClick(stage, Qt.MouseButton.RightButton)
    assert step_of(stage) is Step.ASKED
    QTest.keyClick(stage, Qt.Key.Key_B)
    assert stage.grab().toImage().pixelColor(300, 300).lightness() == 0
    QTest.keyClick(stage, Qt.Key.Key_Space)
    assert step_of(stage) is Step.ASKED
    QTest.keyClick(stage, Qt.Key.Key_B)


def test_papers_are_written_from_the_window(training: TrainingPage) -> None:
    training.papers.click()
    background.finish()
    (folder,) = books().glob("研修_*")
    assert len(list(folder.glob("*.pdf"))) >= 9
    assert "作りました" in training.notice.text


def test_papers_for_one_person_are_those_of_one_group(training: TrainingPage) -> None:
    training.stories["ainan-2007"].click()
    training.people.setValue(1)
    training.papers.click()
    background.finish()
    assert "作りました" in training.notice.text
    training.groups[3].click()
    assert training.people.value() == 12


def test_a_practice_alone_is_marked_and_lies_in_a_book_of_its_own(shell: Shell, training: TrainingPage) -> None:
    training.alone.click()
    background.finish()
    assert shell.sitting is not None
    inspection = shell.sitting.inspection
    assert (inspection.nature, dict(inspection.answers)) == (Nature.TRAINING, {})
    assert shell.sitting.book.path == practice_path()
    assert shell.band.text().startswith("研修")
    assert shell.windowTitle().startswith("【研修】")
    key = shell.sitting.situation.keys[0]
    shell.sitting.answer(key, "unknown")
    shell.go_home()
    shell.start.training.click()
    training.stories["nagano-c"].click()
    training.compare.click()
    assert "まだ始めていません" in training.notice.text
    training.practise_wanted.emit("nagano-b")
    background.finish()
    assert shell.sitting is not None
    assert shell.sitting.inspection.answer(key).value == "unknown"


def test_an_incident_is_read_on_the_projector_to_its_end_and_has_no_cards(training: TrainingPage, qtbot: QtBot) -> None:
    training.stories["ainan-2007"].click()
    assert not training.alone.isEnabled()
    assert "札の問いはなく" in training.notice.text
    training.lead.click()
    stage = training.stage
    assert stage is not None
    qtbot.addWidget(stage)
    heads = []
    while not stage.room.over or stage.sheet + 1 < len(stage.sheets()):
        heads.append(stage.head())
        QTest.keyClick(stage, Qt.Key.Key_1)
        QTest.keyClick(stage, Qt.Key.Key_Space)
    assert not stage.room.votes
    assert {"出来事", "立ち止まって話す", "15年を並べる"} <= set(heads)
    assert stage.head() == "持ち帰り"
