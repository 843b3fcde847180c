"""A picture in a page of the manual: drawn at the size it is made for, and made again when there is more room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QUrl
from PySide6.QtGui import QPixmap, QTextDocument

from jukiself.gui.page_text import PageText

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


def test_a_picture_is_as_wide_as_the_page_says_and_follows_the_window(
    dressed: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    del dressed
    path = tmp_path / "画面 1.png"
    whole = QPixmap(QSize(1093, 614))
    whole.fill("white")
    whole.save(str(path))
    place, said = QUrl.fromLocalFile(str(path)), list[int]()

    def words(room: int) -> str:
        said.append(room)
        return f'<p>{"文。" * 3000}</p><p><img src="{place.toString()}" width="{room}"></p>'

    text = PageText()
    qtbot.addWidget(text)
    text.resize(500, 400)
    text.show()
    text.show_page(words)
    bar = text.verticalScrollBar()
    bar.setValue(bar.maximum())
    text.resize(2000, 400)
    assert said[0] < said[-1] == 640
    assert bar.value() == bar.maximum() > 0
    drawn = text.document().resource(QTextDocument.ResourceType.ImageResource.value, place)
    assert isinstance(drawn, QPixmap)
    assert drawn.deviceIndependentSize().width() == 640
    assert drawn.toImage().pixelColor(0, 0) != drawn.toImage().pixelColor(5, 5)
    before = len(said)
    text.show_text("<p>絵のないページ</p>")
    text.resize(500, 400)
    assert len(said) == before
