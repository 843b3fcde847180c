"""The first minute: the tour, F1, and the year that is due."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from jukiself.gui import background
from jukiself.gui.tour import STEPS, Tour

if TYPE_CHECKING:
    import pytest

    from jukiself.app.desk import OfficeDesk
    from jukiself.gui.desk import Wish
    from jukiself.gui.shell import Shell


def tour(shell: Shell) -> Tour:
    assert shell.reception.tour is not None
    return shell.reception.tour


def test_the_tour_comes_once_and_nothing_waits_for_it(shell: Shell, desk: OfficeDesk, wish: Wish) -> None:
    shell.new.begun.emit(wish)
    background.finish()
    strip = tour(shell)
    assert strip.isVisible()
    QTest.keyClick(shell.wizard.pane, Qt.Key.Key_1)
    assert shell.sitting is not None
    assert shell.sitting.situation.progress.unanswered < shell.sitting.situation.progress.asked
    rings = []
    for place in range(len(STEPS)):
        assert strip.words.accessibleName().startswith(f"{place + 1}／")
        rings.append(strip.ring.geometry())
        assert strip.ring.isVisible()
        strip.on.click()
    assert len({(one.x(), one.y(), one.width()) for one in rings}) == len(STEPS)
    assert strip.isHidden()
    assert not strip.ring.isVisible()
    assert desk.setting("tour_seen")
    shell.go_home()
    shell.new.begun.emit(wish)
    background.finish()
    assert strip.isHidden()
    QTest.keyClick(shell, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    assert strip.isVisible()
    shell.show_page("findings")
    assert strip.isHidden(), "it speaks of what is on the screen"
    shell.show_page("wizard")
    assert strip.isVisible()
    strip.off.click()
    assert strip.isHidden()


def test_another_place_is_looked_for_beside_the_one_offered(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def ask(*given: object, **_options: object) -> tuple[str, str]:
        asked.append(str(given[2]))
        return str(tmp_path / "係"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    shell.start.new.click()
    page = shell.new
    offered = page.path
    assert not offered.parent.exists(), "our folder is made with the first book"
    page.elsewhere.click()
    assert Path(asked[0]) == Path(asked[0]).parent / offered.name
    assert Path(asked[0]).parent in offered.parents
    assert Path(asked[0]).parent.is_dir()
    assert page.path == tmp_path / "係.jukiself"


def test_f1_opens_the_handbook_from_any_page(sat: Shell) -> None:
    sat.show_page("findings")
    QTest.keyClick(sat.findings.first_focus(), Qt.Key.Key_F1)
    assert sat.pages.shown() == "guide"
    sat.handbook.leave()
    assert sat.pages.shown() == "findings"


def test_a_year_that_is_due_stands_first_on_the_first_page(shell: Shell, desk: OfficeDesk, wish: Wish) -> None:
    last = replace(wish, year=desk.this_year() - 1)
    desk.leave(desk.new_inspection(last))
    shell.go_home()
    shell.start.loaded()
    first = shell.start.recent.buttons[0]
    assert first.accessibleName().endswith("を始める")
    first.click()
    background.finish()
    assert shell.pages.shown() == "new"
    assert shell.new.office.text() == "原村"
    assert shell.new.before.before is not None
    shell.new.begin.click()
    background.finish()
    assert shell.sitting is not None
    assert shell.sitting.inspection.year == desk.this_year()
    shell.go_home()
    assert not shell.start.recent.buttons[0].accessibleName().endswith("を始める")
