"""Threads beside the window: none of them destroys a widget, none dies with the page that began it."""

from __future__ import annotations

import gc
from threading import get_ident
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QThread
from PySide6.QtWidgets import QWidget

from jukiself.gui import background

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


class Ring(QWidget):
    """Only the garbage collector finds it once it is dropped."""

    def __init__(self, ends: list[int]) -> None:
        super().__init__()
        self.me = self
        self.destroyed.connect(lambda: ends.append(get_ident()), Qt.ConnectionType.DirectConnection)


def litter() -> None:
    """More cyclic garbage than Python lets lie."""
    for _ in range(50_000):
        ring: list[object] = []
        ring.append(ring)


@pytest.mark.usefixtures("dressed")
def test_a_widget_that_is_garbage_ends_in_the_windows_own_thread() -> None:
    ends: list[int] = []
    gc.collect()
    Ring(ends)
    owner = QObject()
    outcome: list[BaseException | None] = []
    background.run(litter, owner, outcome.append)
    background.finish()
    assert outcome == [None]
    assert gc.isenabled()
    gc.collect()
    assert ends == [get_ident()]


def test_garbage_does_not_pile_up_while_something_long_is_at_work(dressed: QApplication) -> None:
    ends: list[int] = []
    gc.collect()
    owner = QObject()
    seen: list[bool] = []

    def work() -> None:
        while not ends:
            litter()
            QThread.msleep(5)

    for _ in range(3):
        Ring(ends)
    background.run(work, owner, lambda error: seen.append(error is None))
    while not seen:
        dressed.processEvents()
    assert set(ends) == {get_ident()}
    background.finish()


def test_a_thread_outlives_the_page_that_began_it_and_tells_nobody(dressed: QApplication) -> None:
    page = QWidget()
    told: list[object] = []
    done: list[bool] = []
    background.run(lambda: done.append(True), page, told.append)
    page.deleteLater()
    dressed.sendPostedEvents(page, QEvent.Type.DeferredDelete.value)
    background.finish()
    assert (done, told) == ([True], [])


@pytest.mark.usefixtures("dressed")
def test_an_error_reaches_the_page() -> None:
    page = QWidget()
    told: list[object] = []

    def work() -> None:
        raise ValueError("x")

    background.run(work, page, told.append)
    background.finish()
    with pytest.raises(ValueError, match="x"):
        raise told[0]  # type: ignore[misc]
