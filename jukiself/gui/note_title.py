"""The titles of 備考 and 庁内メモ: who will read it stands in a frame, solid with an arrow out, or dashed."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from jukiself.gui.words import label

#: Field, what it is called in full, its name, where it goes, the voice of that.
NOTES = {
    "note": ("備考（県へ渡ります）", "備考", "→ 県へ渡ります", "goes"),
    "memo": ("庁内メモ（外へ出ません）", "庁内メモ", "外へ出ません", "stays"),
}
NOTE_HINT, REASON_HINT = "条の番号、見た物、例外など", "理由を書いてください"


def note_title(name: str) -> QWidget:
    """The title of one of the two."""
    _whole, words, goes, voice = NOTES[name]
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    row.addWidget(label(words, "strong"))
    row.addWidget(label(goes, voice))
    row.addStretch(1)
    return line
