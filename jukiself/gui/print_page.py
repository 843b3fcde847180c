"""A paper before it is printed: its pages as they will lie in the tray, and the way to the printer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QPageLayout, QPageSize, QPixmap, QShortcut
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from jukiself.gui import background
from jukiself.gui.elsewhere import show_file, show_folder
from jukiself.gui.flow_layout import FlowLayout
from jukiself.gui.notice import Notice
from jukiself.gui.printing import PrintingFailed, print_sheets, wanted_pages
from jukiself.gui.steady import switch
from jukiself.gui.telling import Stopped, Telling
from jukiself.gui.theme import space
from jukiself.gui.words import label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from jukiself.gui.desk import Desk
    from jukiself.work.printing import Sheets

_WIDEST = 820  # logical pixels of a page as wide as the eye likes it
_NO_PRINTER = (
    "使えるプリンターが見つかりません。「いつものプログラムで開く」を押すか、"
    "プリンターのあるPCでこのファイルを開いて印刷してください。"
)


def any_printer() -> bool:
    """Whether this PC knows a printer."""
    return bool(QPrinterInfo.availablePrinterNames())


def ask_printer(printer: QPrinter, parent: QWidget, count: int) -> bool:
    """The system's own question: which printer, which pages, how many copies."""
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle("印刷")
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintCurrentPage)
    dialog.setMinMax(1, count)
    dialog.setFromTo(1, count)
    return dialog.exec() == QDialog.DialogCode.Accepted


class PrintPage(QWidget):
    """Shows the very file that was written; the paper carries the same code."""

    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.desk = desk
        self.ask: Callable[[QPrinter, QWidget, int], bool] = ask_printer
        self.any_printer: Callable[[], bool] = any_printer
        self.paths: list[Path] = []
        self.place = 0
        self.came_from = ""
        self._sheets: Sheets | None = None
        self._telling: Telling | None = None
        self._task: background.Task | None = None
        self.notice = Notice()
        self.title, self.number = label("", "lead"), label("")
        self.picture, self.view = QLabel(), QScrollArea()
        self.back, self.on = QPushButton("前のページ"), QPushButton("次のページ")
        self.whole = QPushButton("ページ全体")
        self.print = QPushButton("印刷…")
        self.open_file = QPushButton("いつものプログラムで開く")
        self.folder, self.leave = QPushButton("フォルダーを開く"), QPushButton("戻る")
        self._lay_out()
        self.back.clicked.connect(lambda: self.turn(self.place - 1))
        self.on.clicked.connect(lambda: self.turn(self.place + 1))
        self.whole.toggled.connect(lambda _on: self._show())
        self.print.clicked.connect(self.send)
        self.open_file.clicked.connect(lambda: show_file(self.paths[0], self))
        self.folder.clicked.connect(lambda: show_folder(self.paths[0], self))
        self.leave.clicked.connect(self.left)
        self.left.connect(self._put_away)
        QShortcut(
            QKeySequence(Qt.Key.Key_Escape), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
        ).activated.connect(self.left)

    def _lay_out(self) -> None:
        for button, words in (
            (self.back, "前のページを見る（PgUp）"),
            (self.on, "次のページを見る（PgDn）"),
            (self.whole, "1ページの全体を見る"),
            (self.print, "プリンターを選んで印刷する"),
            (self.open_file, "いつものプログラムで開く"),
            (self.folder, "ファイルのあるフォルダーを開く"),
            (self.leave, "印刷の画面から戻る"),
        ):
            button.setAccessibleName(words)
            button.setToolTip(words)
        self.print.setProperty("role", "main")
        self.whole.setCheckable(True)
        self.whole.setProperty("role", "basis")
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.view.setWidget(self.picture)
        self.view.setWidgetResizable(True)
        self.view.setAccessibleName("印刷するページ")
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        turning, ways = QWidget(), QWidget()
        row = FlowLayout(turning, space("small"))
        for widget in (self.back, self.number, self.on, self.whole):
            row.addWidget(widget)
        feet = FlowLayout(ways, space("small"))
        for widget in (self.print, self.open_file, self.folder, self.leave):
            feet.addWidget(widget)
        foot = QHBoxLayout()
        foot.addWidget(turning, 1)
        foot.addWidget(ways, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(space("large"), space("small"), space("large"), space("small"))
        column.setSpacing(space("small"))
        column.addWidget(self.title)
        column.addWidget(self.notice)
        column.addWidget(self.view, 1)
        column.addLayout(foot)

    # -- showing
    def open(self, paths: Sequence[Path]) -> None:
        """Show papers that were written; while one is being printed, that one stays. Raises one of the refusals."""
        if self._task is not None:
            return
        sheets = self.desk.sheets(paths)
        self._put_away()
        self._sheets, self.paths = sheets, list(paths)
        self.notice.clear()
        more = f"　ほか {len(paths) - 1} つの文書" if len(paths) > 1 else ""
        self.title.setText(paths[0].stem.rpartition("年度_")[2] + more)
        self.turn(0)

    def close_sitting(self) -> None:
        """What was open is closed; the page is not shown any more."""
        self._put_away()

    def _put_away(self) -> None:
        if self._sheets is not None and self._task is None:
            self._sheets.close()
            self._sheets = None

    def first_focus(self) -> QWidget:
        """What one came for."""
        return self.print

    def turn(self, place: int) -> None:
        """Another page."""
        if self._sheets is not None and 0 <= place < len(self._sheets):
            self.place = place
            self.view.verticalScrollBar().setValue(0)
            self._show()

    def _show(self) -> None:
        sheets = self._sheets
        if sheets is None:
            return
        self.number.setText(f"{self.place + 1} / {len(sheets)} ページ")
        self.back.setEnabled(self.place > 0)
        self.on.setEnabled(self.place + 1 < len(sheets))
        width, height = sheets.size(self.place)
        room = self.view.viewport().size() - QSize(4, 4)
        scale = min(_WIDEST, room.width()) / max(width, height if width > height else 0)
        if self.whole.isChecked():
            scale = min(room.width() / width, room.height() / height)
        ratio = self.devicePixelRatioF()
        shot = sheets.draw(self.place, max(scale, 0.1) * ratio)
        image = QImage(shot.dots, shot.width, shot.height, shot.stride, QImage.Format.Format_RGB32)
        drawn = QPixmap.fromImage(image)
        drawn.setDevicePixelRatio(ratio)
        self.picture.setPixmap(drawn)
        self.picture.setAccessibleName(f"{self.title.text()}　{self.place + 1}ページ目")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A page is as wide as there is room."""
        super().resizeEvent(event)
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """PgDn goes down the page, and on at its end."""
        bar = self.view.verticalScrollBar()
        way = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(event.key()), 0)
        if not way:
            super().keyPressEvent(event)
        elif self.whole.isChecked() or bar.value() == (bar.maximum() if way > 0 else bar.minimum()):
            self.turn(self.place + way)
        else:
            bar.setValue(bar.value() + way * bar.pageStep())

    # -- printing
    def send(self) -> None:
        """To the printer one chooses, beside the window."""
        sheets = self._sheets
        if sheets is None or self._task is not None:
            return
        if not self.any_printer():
            self.notice.refuse(_NO_PRINTER)
            return
        printer = self._printer(sheets)
        if not self.ask(printer, self, len(sheets)):
            return
        places = wanted_pages(printer, len(sheets), self.place)
        telling = self._telling = Telling(self)
        telling.moved.connect(self._say_moved)
        switch(self.print, on=False)
        self._say_moved(0, len(places))
        self._task = background.run(
            lambda: print_sheets(sheets, printer, places, telling.tell),
            self,
            lambda error: self._sent(len(places), error),
        )

    def _printer(self, sheets: Sheets) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self.paths[0].stem)
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        width, height = sheets.size(self.place)
        lying = width > height
        printer.setPageOrientation(QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait)
        return printer

    def _say_moved(self, done: int, of: int) -> None:
        if self._telling is not None:
            self.notice.say(f"プリンターへ送っています… {done} / {of} ページ", "やめる", self._telling.stop)

    def _sent(self, count: int, error: BaseException | None) -> None:
        self._task = self._telling = None
        switch(self.print, on=True)
        if error is None:
            self.notice.say(f"プリンターへ {count} ページを送りました。取りに行ってください。")
        elif isinstance(error, Stopped):
            self.notice.say("印刷をやめました。プリンターへ送り終えたページは、出てくることがあります。")
        elif isinstance(error, PrintingFailed):
            self.notice.refuse(str(error))
        else:
            self.notice.refuse("印刷できませんでした。")
            raise error
