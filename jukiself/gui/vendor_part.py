"""事業者確認用 on the page 契約: a workbook out for each contract, the reply back in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from jukiself.gui.elsewhere import show_folder
from jukiself.gui.notice import Notice
from jukiself.gui.reply_card import ReplyCard
from jukiself.gui.theme import space
from jukiself.gui.words import Prose, label, place_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jukiself.answers.model import Contract, Key
    from jukiself.gui.desk import Desk, Reply, Take
    from jukiself.work.inspect import Sitting


class VendorPart(QFrame):
    """What a contractor says is taken as 聞いた; what the office has seen itself stays unless somebody chooses."""

    changed = Signal(bool)
    shown = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._desk = desk
        self._sitting: Sitting | None = None
        self.notice = Notice()
        self.deadline = QLineEdit()
        self.read = QPushButton("返事のファイルを読む…")
        self.writes: dict[str, QPushButton] = {}
        self.reply: ReplyCard | None = None
        self._contracts = QVBoxLayout()
        self._place = QVBoxLayout()
        self._asked = ""
        self._lay_out()

    def _lay_out(self) -> None:
        self.deadline.setAccessibleName("お返事の期限")
        self.deadline.setPlaceholderText("例：12月10日（木）")
        self.read.setAccessibleName("返事のファイルを読む")
        self.read.clicked.connect(self._choose)
        self._contracts.setSpacing(space("hair"))
        column = QVBoxLayout(self)
        column.setContentsMargins(space("middle"), space("small"), space("middle"), space("middle"))
        column.setSpacing(space("small"))
        column.addWidget(label("事業者に確かめてもらう", "lead"))
        column.addWidget(
            Prose(
                "契約ごとに、事業者が書き込む Excel を作ります。ほかの契約や役場の答えは入りません。"
                "戻ったファイルを読むと、役場の答えとの違いを示し、選んだものだけを「聞いた」として取り込みます。"
            )
        )
        column.addWidget(self.notice)
        line = QHBoxLayout()
        line.addWidget(label("お返事の期限", "quiet"))
        line.addWidget(self.deadline, 1)
        line.addStretch(1)
        line.addWidget(self.read)
        column.addLayout(line)
        column.addLayout(self._contracts)
        column.addLayout(self._place)

    # -- showing
    def show_sitting(self, sitting: Sitting | None) -> None:
        """A line for each contract that runs."""
        if sitting is not self._sitting:
            self.leave_reply()
            self.notice.clear()
        self._sitting = sitting
        while (item := self._contracts.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.writes = {}
        running = sitting.inspection.running if sitting else ()
        days = self._desk.vendor_days(sitting) if sitting and running else {}
        for contract in running:
            self._contracts.addWidget(self._line(contract, days.get(contract.id, "")))
        if sitting is not None and not running:
            self._contracts.addWidget(
                Prose("契約がまだ挙がっていません。「契約の一覧」に挙げると、ここに出ます。", "quiet")
            )
        self.read.setEnabled(bool(running) and sitting is not None and not sitting.book.read_only)

    def _line(self, contract: Contract, days: str) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        words = "　".join(filter(None, (contract.name or contract.id, contract.contractor)))
        row.addWidget(Prose(f"{words}\n{days}".rstrip()).in_middle(), 1)
        button = QPushButton("事業者確認用を作る")
        button.setAccessibleName(f"{contract.name or contract.id}の事業者確認用を作る")
        button.clicked.connect(lambda: self.write(contract))
        self.writes[contract.id] = button
        row.addWidget(button)
        return made

    # -- out
    def write(self, contract: Contract) -> None:
        """Write the workbook; one that lies there is replaced only after asking."""
        sitting = self._sitting
        if sitting is None:
            return
        path = self._desk.vendor_path(sitting, contract)
        if path.exists() and self._asked != contract.id:
            self._asked = contract.id
            self.notice.refuse(
                f"「{path.name}」はもうあります。事業者の書き込みがあれば、先に読むか名前を変えてください。"
                "よければ、もう一度「事業者確認用を作る」を押します。"
            )
            return
        self._asked = ""

        def write() -> None:
            self._desk.write_vendor(sitting, contract.id, self.deadline.text().strip(), path)

        if self._attempt(write):
            self.show_sitting(sitting)
            self.writes[contract.id].setFocus()
            self.notice.say(f"書き出しました：{place_words(path)}", "フォルダーを開く", lambda: show_folder(path, self))

    # -- back in
    def _choose(self) -> None:
        folder = str(self._desk.last_folder())
        chosen, _kind = QFileDialog.getOpenFileName(self, "事業者から戻ったファイル", folder, "Excel (*.xlsx)")
        if chosen:
            self.open_reply(Path(chosen))

    def open_reply(self, path: Path) -> None:
        """Show what a reply says; nothing is written."""
        sitting = self._sitting
        if sitting is None:
            return
        self.leave_reply()
        found: list[Reply] = []
        if self._attempt(lambda: found.append(self._desk.read_reply(sitting, path))):
            self.notice.clear()
            self.reply = ReplyCard(found[0])
            self.reply.taken.connect(self._take)
            self.reply.left.connect(self.leave_reply)
            self._place.addWidget(self.reply)
            self.reply.first_focus().setFocus()
            self.shown.emit(self.reply)

    def leave_reply(self) -> None:
        """Put the reply away unread."""
        if self.reply is not None:
            self._place.removeWidget(self.reply)
            self.reply.hide()
            self.reply.deleteLater()
            self.reply = None
            self.read.setFocus()

    def _take(self, reply: Reply, chosen: Mapping[Key, Take]) -> None:
        sitting = self._sitting
        if sitting is None:
            return
        count: list[int] = []
        if not self._attempt(lambda: count.append(self._desk.take_reply(sitting, reply, chosen))):
            self.changed.emit(False)
            return
        self.leave_reply()
        if count[0]:
            self.notice.say(f"{count[0]} の答えに取り込みました。", "取り消す", self._undo)
            self.changed.emit(True)
        else:
            self.notice.say("何も取り込みませんでした。")

    def _undo(self) -> None:
        sitting = self._sitting
        if sitting is not None and self._attempt(sitting.undo):
            self.notice.say("取り込む前に戻しました。")
            self.changed.emit(True)

    def _attempt(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except self._desk.refusals as error:
            self.notice.refuse(str(error))
            return False
        return True
