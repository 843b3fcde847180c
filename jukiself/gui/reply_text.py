"""回答文案: a text to copy when the prefecture or the assembly asks how it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTextEdit, QVBoxLayout, QWidget

from jukiself.gui.lines import line_height
from jukiself.gui.theme import space
from jukiself.gui.words import Prose, label
from jukiself.report.reply import reply_text

if TYPE_CHECKING:
    from jukiself.work.inspect import Sitting

_LINES = 9


class ReplyText(QWidget):
    """Read, copied, never edited here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = QTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("回答文案")
        self.copy, self.said = QPushButton("コピー"), label("", "quiet")
        self.copy.setAccessibleName("回答文案をコピーする")
        column = QVBoxLayout(self)
        column.setSpacing(space("small"))
        column.addWidget(
            Prose(
                "今の答えから作った文です。守りの弱い所の名前は入れていません。使う前に、役場の言い方に直してください。"
            )
        )
        column.addWidget(self.text)
        row = QHBoxLayout()
        row.addWidget(self.copy)
        row.addWidget(self.said, 1)
        column.addLayout(row)
        self.copy.clicked.connect(self._copy)

    def show_sitting(self, sitting: Sitting) -> None:
        """The text for the answers as they are."""
        self.text.setPlainText(reply_text(sitting.situation, sitting.findings))
        self.text.setFixedHeight(round(_LINES * line_height(self.font())))
        self.said.clear()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.said.setText("● コピーしました。")
