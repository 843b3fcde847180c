"""Text on the window: paragraphs with room between the lines, headings, dates as an office writes them."""

from __future__ import annotations

from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, Self

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from jukiself.gui.lines import draw_lines, line_height, wrapped

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_KEPT = 8  # widths whose lines are remembered: a layout asks for the same few again and again
_COLUMN = 420  # logical pixels a paragraph asks for; it takes what it gets


def label(text: str, voice: str = "", parent: QWidget | None = None) -> QLabel:
    """One line in one of the voices of the style sheet."""
    made = QLabel(text, parent)
    # By name: touching the namespace `Qt` makes all its enums, a tenth of the whole start (docs/bench.md).
    made.setProperty("textFormat", "PlainText")
    made.setProperty("voice", voice)
    return made


class Centred(QScrollArea):
    """A column in the middle of a page, no wider than the eye follows, that scrolls where letters are large.

    ``sideways`` lets it scroll to the right too. Values are set by name: see `label`.
    """

    def __init__(self, name: str, widest: int, parent: QWidget | None = None, *, sideways: bool = False) -> None:
        super().__init__(parent)
        inner = QWidget()
        inner.setObjectName("flow")
        inner.setMaximumWidth(widest)
        self.setAccessibleName(name)
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setProperty("alignment", "AlignHCenter")
        self.setProperty("focusPolicy", "NoFocus")
        if not sideways:
            self.setProperty("horizontalScrollBarPolicy", "ScrollBarAlwaysOff")
        self.column = QVBoxLayout(inner)


def fill(page: QWidget, scroll: Centred) -> QVBoxLayout:
    """Let a column be the whole of a page; the column's layout."""
    whole = QVBoxLayout(page)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addWidget(scroll)
    return scroll.column


class Prose(QLabel):
    """A paragraph that wraps, with generous leading; takes plain text only.

    Drawn line by line: `QLabel` knows leading in rich text alone, and a document for each text costs six times as much.
    """

    def __init__(self, text: str = "", voice: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("voice", voice)
        self.setProperty("textFormat", "PlainText")
        self.setWordWrap(True)
        self._broken: dict[tuple[str, int], list[str]] = {}
        self._middle = False
        self.say(text)

    def in_middle(self) -> Self:
        """Beside a button, which is higher than a line: in the middle of the height it gets, not at its top."""
        self._middle = True
        return self

    def say(self, text: str) -> None:
        """Show a text."""
        self._broken.clear()
        self.setText(text)
        self.setAccessibleName(text)

    def _lines(self, width: int) -> list[str]:
        font = self.font()
        asked = (font.key(), width)
        if asked not in self._broken:
            if len(self._broken) > _KEPT:
                self._broken.clear()
            self._broken[asked] = [line for part in self.text().split("\n") for line in wrapped(part, font, width)]
        return self._broken[asked]

    def _around(self) -> QSize:
        outer, inner = self.size(), self.contentsRect()
        return QSize(outer.width() - inner.width(), outer.height() - inner.height())

    def sizeHint(self) -> QSize:
        """As wide as a short text, or as the eye likes a long one."""
        self.ensurePolished()
        longest = max(self.fontMetrics().horizontalAdvance(line) for line in self.text().split("\n"))
        width = min(longest + 2, _COLUMN) + self._around().width()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """One line: how high the text really gets depends on its width."""
        self.ensurePolished()
        return QSize(80, self.fontMetrics().height())

    def heightForWidth(self, width: int) -> int:
        """Every line with its leading."""
        if not self.text():
            return 0
        self.ensurePolished()
        around = self._around()
        return ceil(len(self._lines(width - around.width())) * line_height(self.font())) + around.height()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The lines, in the colour of its voice."""
        box, font = self.contentsRect(), self.font()
        lines = self._lines(box.width())
        if not self._middle:
            box.setHeight(ceil(len(lines) * line_height(font)))
        draw_lines(QPainter(self), box, lines, font)


def nearest(folder: Path) -> Path:
    """The folder, or the next one above that is there: a file dialog given one not made yet opens just anywhere."""
    return next(one for one in (folder, *folder.parents) if one.is_dir() or one == one.parent)


def place_words(path: Path) -> str:
    """A place as a person knows it: ドキュメント ＞ folder ＞ file; elsewhere the whole path."""
    from PySide6.QtCore import QStandardPaths  # noqa: PLC0415 - the first paint names no place

    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    if not path.is_relative_to(documents):
        return str(path)
    return " ＞ ".join(("ドキュメント", *path.relative_to(documents).parts))


def choice(words: str) -> QPushButton:
    """One of several ways, or something that is on or off; pressed it stays down."""
    made = QPushButton(words)
    made.setCheckable(True)
    made.setProperty("role", "basis")
    made.setAccessibleName(words)
    return made
