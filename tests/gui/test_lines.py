"""Breaking lines: between words where that is possible, inside a word only where it is longer than the line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtGui import QTextLayout, QTextOption

from jukiself.gui.lines import wrapped

if TYPE_CHECKING:
    from PySide6.QtGui import QFont
    from PySide6.QtWidgets import QApplication

_LETTERS = st.sampled_from("住基ネットの、。（）「」ー…𠮷 abcXYZ0123-/\\_.")


def _at_once(text: str, font: QFont, width: int) -> list[str]:
    """Qt asked from the beginning to break inside words as well."""
    layout, option = QTextLayout(text, font), QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    units = text.encode("utf-16-le")
    layout.beginLayout()
    lines = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        at, length = line.textStart(), line.textLength()
        lines.append(units[2 * at : 2 * (at + length)].decode("utf-16-le"))
    layout.endLayout()
    return lines or [""]


@given(text=st.text(_LETTERS, max_size=60), width=st.integers(40, 400))
@example(text="C:\\Users\\jumin\\Documents\\jukiself\\R8.jukiself を開きました。", width=120)
@example(text="統合端末", width=40)
def test_lines_are_those_of_a_layout_that_may_break_anywhere(dressed: QApplication, text: str, width: int) -> None:
    font = dressed.font()
    assert wrapped(text, font, width) == _at_once(text, font, width)


def test_a_word_longer_than_the_line_is_broken(dressed: QApplication) -> None:
    lines = wrapped("jukiself-" * 20, dressed.font(), 200)
    assert len(lines) > 1
    assert "".join(lines) == "jukiself-" * 20
