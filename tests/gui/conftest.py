"""A real desk, a real window, a real book on disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import QEvent

from jukiself.app.desk import OfficeDesk
from jukiself.app.main import make_application
from jukiself.gui import background, theme
from jukiself.gui.desk import Wish
from jukiself.gui.shell import Shell
from jukiself.settings import Settings
from tests.gui.rounds import Shelf

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from jukiself.answers.model import Key
    from jukiself.gui.training import TrainingPage
    from jukiself.work.inspect import Sitting


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "gui" in item.path.parts:
            # The offscreen plugin says so of what only a real screen has.
            item.add_marker(pytest.mark.qt_log_ignore("^This plugin does not support", extend=True))


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> QApplication:
    application = make_application()
    assert application is qapp
    theme.dress(application)
    return application


@pytest.fixture
def desk(home: Path) -> Iterator[OfficeDesk]:
    made = OfficeDesk(Settings(home / "settings.json"))
    made.load()
    yield made
    made.close()


@pytest.fixture
def shell(dressed: QApplication, desk: OfficeDesk, qtbot: QtBot) -> Iterator[Shell]:
    """The window as it stands once everything is loaded, on the smallest screen."""
    made = Shell(desk)
    made.resize(1093, 560)
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    made.ready()
    yield made
    made.sitting = None
    made.close()
    background.finish()
    made.deleteLater()
    # Windows left over make every later one slower: the style sheet looks at each widget there is.
    dressed.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def wish(tmp_path: Path) -> Wish:
    return Wish("203637", "原村", 2026, True, tmp_path / "原村.jukiself")


@pytest.fixture
def sat(shell: Shell, desk: OfficeDesk, wish: Wish) -> Shell:
    """The window with a fresh inspection open."""
    shell.open_sitting(desk.new_inspection(wish))
    return shell


@pytest.fixture
def sitting(sat: Shell) -> Sitting:
    assert sat.sitting is not None
    return sat.sitting


@pytest.fixture
def go(sat: Shell) -> Callable[[str], Key]:
    """Turn the wizard to the first key of a question."""

    def turn(question: str) -> Key:
        assert sat.sitting is not None
        key = next(one for one in sat.sitting.situation.keys if one.question == question)
        assert sat.wizard.go(key)
        return key

    return turn


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """A prefecture's round, before and after its replies were taken in."""
    return Shelf.made(tmp_path_factory.mktemp("shelf"))


@pytest.fixture
def training(shell: Shell) -> TrainingPage:
    """研修の部屋, with the case of village B chosen."""
    shell.start.training.click()
    background.finish()
    found = cast("TrainingPage", shell.page("training"))
    found.stories["nagano-b"].click()
    return found
