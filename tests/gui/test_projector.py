"""The last row can read it: no letter of any screen or slide of any story is smaller than 28 pt at 1024 × 768."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from jukiself import places
from jukiself.gui.training_stage import Stage
from jukiself.pdf import slides as pdf_slides
from jukiself.pdf.fonts import Fonts
from jukiself.pdf.press import Press
from jukiself.report.training_slides import slides
from jukiself.work import practising, training_kit

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from jukiself.app.desk import OfficeDesk

IDS = [one.id for one in practising.stories().stories]
LEAST_PIXELS = 28 * 96 / 72
SCREENS = ((1024, 768), (1366, 768), (1920, 1080))


@pytest.mark.parametrize("name", IDS)
def test_every_screen_of_a_story_is_large_and_shows_all_of_itself(
    name: str, desk: OfficeDesk, dressed: object, qtbot: QtBot
) -> None:
    assert dressed
    training = desk.training()
    stage = Stage(training, training.room(name, 8), desk.refusals)
    qtbot.addWidget(stage)
    screens = 0
    while True:
        for size in SCREENS:
            stage.resize(*size)
            sheets = stage.sheets()
            least = min(piece.font.pixelSize() for sheet in sheets for piece in sheet)
            assert least >= LEAST_PIXELS * size[1] / 768
            room = stage._room()
            for sheet in sheets:
                last = sheet[-1]
                assert sum(one.high for one in sheet[:-1]) + len(last.lines) * last.line <= room.height() + 1
            shown = "".join(f"{one.before}{''.join(one.lines)}" for sheet in sheets for one in sheet)
            assert all(part in shown for text, _ in stage.texts() for part in text.split("　"))
            assert all(words in shown for words in stage.cards())
        if stage.room.over:
            break
        stage.sheet = len(stage.sheets()) - 1
        QTest.keyClick(stage, Qt.Key.Key_Space)
        screens += 1
    assert screens > 20


@pytest.mark.parametrize("name", IDS)
def test_every_slide_of_a_story_is_large_and_nothing_runs_off_it(name: str) -> None:
    kit = training_kit.kit_of(practising.stories().story(name), training_kit.Room())
    press = Press(Fonts(places.fonts()), pdf_slides._SHEET)
    for slide in slides(kit, training_kit.finding_titles(kit)):
        pages = pdf_slides.pages_of(press, slide)
        shown = "".join(line for page in pages for text in page.texts for line in text.lines)
        assert all(words in shown for words in (slide.large, *slide.lines))
        for page in pages:
            assert min(text.style.size for text in page.texts) >= pdf_slides.LEAST
            assert sum(text.height for text in page.texts) - page.texts[-1].style.after <= press.sheet.height
