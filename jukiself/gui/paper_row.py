"""One paper on the page 出力: what it is for, its file, the button, and what came of it."""

from __future__ import annotations

from datetime import datetime
from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from jukiself.answers.days import moment
from jukiself.gui.flow_layout import FlowLayout
from jukiself.gui.notice import restyle
from jukiself.gui.papers import HANDLING_WORDS, Handling, PaperCard
from jukiself.gui.steady import switch
from jukiself.gui.theme import space
from jukiself.gui.words import Prose, label

if TYPE_CHECKING:
    from pathlib import Path

_SIGNS = {Handling.WEAK: "■ 取扱注意", Handling.PLAIN: "□ 答えなし"}
_UNITS = {".pdf": "ページ目", ".xlsx": "枚目のシート"}


class PaperRow(QFrame):
    """Says in its own place whether the file was written; the page does the writing."""

    wanted = Signal(object)
    folder_wanted = Signal(object)
    open_wanted = Signal(object)
    print_wanted = Signal(object)
    stop_wanted = Signal()

    def __init__(self, card: PaperCard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card = card
        self.path: Path | None = None
        #: When the file was last written from here, so that a hand in it since then is noticed.
        self._written: dict[Path, float] = {}
        self._asked = False
        self.file = Prose("", "quiet")
        self.said = Prose()
        self.write, self.folder, self.open = QPushButton(), QPushButton("フォルダーを開く"), QPushButton("開く")
        self.print = QPushButton("見て印刷する")
        self.stop = QPushButton("やめる")
        self.prints = card.ends.endswith(".pdf")
        self._lay_out()
        self.write.clicked.connect(self._press)
        self.folder.clicked.connect(lambda: self.folder_wanted.emit(self.path))
        self.open.clicked.connect(lambda: self.open_wanted.emit(self.path))
        self.stop.clicked.connect(self.stop_wanted)
        self.print.clicked.connect(lambda: self.print_wanted.emit([self.path]))

    def _lay_out(self) -> None:
        title = self.card.title
        self.open.setToolTip(
            "いつものプログラムで開きます。" + ("" if self.prints else "印刷はそこからします（Ctrl+P）。")
        )
        for button, words in (
            (self.folder, f"{title}のあるフォルダーを開く"),
            (self.open, f"{title}をいつものプログラムで開く"),
            (self.print, f"{title}を見て印刷する"),
            (self.stop, f"{title}を書くのをやめる"),
        ):
            button.setAccessibleName(words)
        tag = QLabel(_SIGNS[self.card.handling])
        tag.setProperty("voice", "quiet")
        tag.setToolTip(HANDLING_WORDS[self.card.handling])
        left = QVBoxLayout()
        left.setSpacing(space("hair") + 1)
        head = QHBoxLayout()
        head.addWidget(label(title, "strong"))
        head.addSpacing(space("middle"))
        head.addWidget(tag)
        head.addStretch(1)
        left.addLayout(head)
        left.addWidget(Prose(self.card.said))
        left.addWidget(self.file)
        self.after = QWidget()
        row = FlowLayout(self.after, space("small"))
        for button in (self.print, self.folder, self.open) if self.prints else (self.folder, self.open):
            row.addWidget(button)
        saying = QHBoxLayout()
        saying.addWidget(self.said, 1)
        saying.addWidget(self.stop)
        left.addLayout(saying)
        left.addWidget(self.after)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, space("small"), 0, space("small"))
        whole.setSpacing(space("large"))
        whole.addLayout(left, 1)
        right = QVBoxLayout()
        right.addWidget(self.write)
        right.addStretch(1)
        whole.addLayout(right)
        self._offer("書き出す")
        self._say("", wrong=False)

    def show_path(self, path: Path) -> None:
        """Where the paper would be written."""
        self.path = path
        self.file.say(f"ファイル：{path.name}")
        self.file.setToolTip(str(path))
        self._offer("書き出す")
        self._say("", wrong=False)

    def busy(self, *, busy: bool) -> None:
        """While any paper is being written, no other begins."""
        switch(self.write, on=not busy)

    def come_back(self) -> None:
        """The keyboard on the button again, and what came of it in sight."""
        self.write.setFocus()
        QTimer.singleShot(0, self, self._reveal)

    def _reveal(self) -> None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            above.ensureWidgetVisible(self, 0, 0)

    def writing(self, *, stops: bool = False) -> None:
        """It has begun, and may be stopped."""
        self._say("書いています…", wrong=False)
        self.stop.setVisible(stops)

    def moved(self, done: int, of: int) -> None:
        """So far."""
        unit = _UNITS.get(PurePath(self.card.ends).suffix, "つ目")
        if done:
            self.said.say("書いています… " + (f"{done} / {of}" if of else f"{done}{unit}"))

    def left(self) -> None:
        """Somebody stopped it."""
        self._offer("書き出す")
        self._say("やめました。前に書き出したファイルがあれば、そのままです。", wrong=False)

    def done(self, where: str, told: str = "") -> None:
        """It lies there; what is to be known before it is printed."""
        if self.path is not None:
            self._written[self.path] = self.path.stat().st_mtime
        self._offer("もう一度書き出す")
        self._say(f"● 書き出しました：{where}" + (f"\n▲ {told}" if told else ""), wrong=False, written=True)

    def refuse(self, why: str) -> None:
        """It does not, and why."""
        self._offer("書き出す")
        self._say(f"！ {why}", wrong=True)

    def _press(self) -> None:
        """Where somebody may have written in the file that lies there, ask once before it is replaced."""
        path = self.path
        if path is None:
            return
        if self.card.written_on and not self._asked and path.exists():
            at = path.stat().st_mtime
            if self._written.get(path) != at:
                day = datetime.fromtimestamp(at)  # noqa: DTZ006 - the office's own wall clock
                self._offer("置きかえる")
                self._asked = True
                self._say(
                    f"！ 同じ名前のファイルがあります（{moment(day)}）。中に書き込んだものがあれば、先に取り込むか、"
                    "名前を変えて残してください。よければ「置きかえる」を押します。",
                    wrong=True,
                )
                return
        self.wanted.emit(self.card.paper)

    def _offer(self, words: str) -> None:
        self._asked = False
        self.write.setText(words)
        self.write.setAccessibleName(f"{self.card.title}を{words.removeprefix('もう一度')}")

    def _say(self, text: str, *, wrong: bool, written: bool = False) -> None:
        self.said.say(text)
        self.said.setProperty("voice", "unsaved" if wrong else "strong")
        restyle(self.said)
        self.said.setVisible(bool(text))
        self.after.setVisible(written)
        self.stop.hide()
