"""What stands above every letter that goes out: its day, its number, and that it bears no seal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QPushButton

from jukiself.gui.prefecture.remarks_desk import Heading

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class LetterHead:
    """Two fields and a switch, for a row of the page; what is left empty is filled in by hand on paper."""

    def __init__(self) -> None:
        self.day, self.number = QLineEdit(), QLineEdit()
        self.no_seal = QPushButton("公印省略")
        for field, name, hint in ((self.day, "文書の日付", "日付 2/1"), (self.number, "文書番号", "文書番号")):
            field.setAccessibleName(name)
            field.setPlaceholderText(hint)
            field.setToolTip(f"{name}。助言の右上に書かれます。空欄なら書かれません。")
        self.day.setToolTip("文書の日付。空欄なら、紙に書き込む空きになります。")
        self.no_seal.setCheckable(True)
        self.no_seal.setProperty("role", "basis")
        self.no_seal.setAccessibleName("助言の差出人の下に公印省略と書く")
        self.no_seal.setToolTip("助言の差出人の下に（公印省略）と書く")

    @property
    def parts(self) -> tuple[QWidget, ...]:
        """As they stand in the row."""
        return self.day, self.number, self.no_seal

    @property
    def said(self) -> Heading:
        """As it is typed."""
        return Heading(self.day.text().strip(), self.number.text().strip(), self.no_seal.isChecked())

    def clear(self) -> None:
        """For another round."""
        self.day.clear()
        self.number.clear()
        self.no_seal.setChecked(False)
