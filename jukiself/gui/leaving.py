"""How papers leave: under a passphrase, without names. Chosen in place, for all papers of the page; kept nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from jukiself.answers.names import LEFT_OUT, STAYS
from jukiself.gui.desk import AS_IS, Leaving
from jukiself.gui.flow_layout import FlowLayout
from jukiself.gui.secret_field import SecretField
from jukiself.gui.theme import space
from jukiself.gui.words import Prose, label
from jukiself.work.passphrase import Judged, Strength, aloud, judge, made

if TYPE_CHECKING:
    from jukiself.work.inspect import Sitting

_WHY = (
    "送り先を間違えたとき、USBメモリなどをなくしたときに、中を読まれないようにします（AES-256）。"
    "合言葉はファイルと別の方法（電話など）で伝えます。どこにも残さないので、忘れるとだれにも開けません。"
)
_SIGNS = {Strength.WEAK: "▲", Strength.FAIR: "△", Strength.GOOD: "●"}


class LeavingCard(QFrame):
    """``changed`` whenever the papers would be called or made otherwise."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._known: tuple[str, ...] = ()
        self.lock = _toggle("合言葉を付ける")
        self.names = _toggle("氏名を除いた写しにする")
        self.secret, self.new = SecretField(), QPushButton("作る")
        self.field = self.secret.field
        self.worth, self.read = Prose("", "strong"), Prose("", "quiet")
        self.stays = Prose(f"除くのは、{LEFT_OUT}です。{STAYS}")
        self._lay_out()
        self.lock.toggled.connect(self._toggled)
        self.names.toggled.connect(self._toggled)
        self.field.textChanged.connect(self._typed)
        self.secret.turned.connect(self._typed)
        self.new.clicked.connect(self._make)
        self._toggled()

    def _lay_out(self) -> None:
        self.field.setPlaceholderText("半角で8文字以上（長いほど安全です）")
        self.new.setAccessibleName("合言葉を作る")
        self.new.setToolTip("かなで読み上げられる合言葉を、くじのように選んで作ります。")
        column = QVBoxLayout(self)
        column.setContentsMargins(space("middle"), space("small"), space("middle"), space("small"))
        head = QWidget()
        row = FlowLayout(head, space("small"))
        row.addWidget(label("渡すとき", "strong"))
        row.addWidget(self.lock)
        row.addWidget(self.names)
        column.addWidget(head)
        field = QWidget()
        line = QHBoxLayout(field)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.secret, 1)
        line.addWidget(self.new)
        # All in one column: a part inside a part learns too late how high its text has become.
        self.locking = (Prose(_WHY), field)
        for one in (*self.locking, self.worth, self.read):
            column.addWidget(one)
        column.addWidget(self.stays)

    # -- what was chosen
    @property
    def leaving(self) -> Leaving:
        """How papers leave now."""
        if not (self.lock.isChecked() or self.names.isChecked()):
            return AS_IS
        return Leaving(
            self.names.isChecked(), self.lock.isChecked(), self.field.text() if self.lock.isChecked() else ""
        )

    @property
    def fault(self) -> str:
        """Why nothing can be written as chosen; empty where it can."""
        if not self.lock.isChecked():
            return ""
        if not self.field.text():
            return "合言葉がまだ入っていません。上の「合言葉」に入れるか、「作る」を押してください。"
        return self._judged().fault

    def show_sitting(self, sitting: Sitting | None) -> None:
        """Begin anew: a passphrase goes with the sitting it was for."""
        self.forget()
        office = sitting.inspection.office if sitting else None
        self._known = (office.code, office.name, str(sitting.inspection.year)) if sitting and office else ()

    def forget(self) -> None:
        """Nothing of a passphrase stays."""
        self.field.clear()
        self.lock.setChecked(False)
        self.names.setChecked(False)

    # -- doing
    def _toggled(self) -> None:
        for button in (self.lock, self.names):
            button.setText(f"{'✓' if button.isChecked() else '□'} {button.accessibleName()}")
        if not self.lock.isChecked():
            self.field.clear()
        self.secret.uncover(False)
        for one in self.locking:
            one.setVisible(self.lock.isChecked())
        self.stays.setVisible(self.names.isChecked())
        self._typed()
        if self.lock.isChecked() and not self.field.text():
            self.field.setFocus()
        self.changed.emit()

    def _judged(self) -> Judged:
        return judge(self.field.text(), self._known)

    def _typed(self) -> None:
        text = self.field.text()
        self.worth.setVisible(bool(text))
        if text:
            found = self._judged()
            head = "使えません" if found.fault else found.strength
            self.worth.say(f"{_SIGNS[found.strength]} {head}：{found.why}")
        read = aloud(text) if self.secret.uncovered else ""
        self.read.setVisible(bool(read))
        self.read.say(f"読み方：{read}" if read else "")

    def _make(self) -> None:
        self.field.setText(made())
        self.secret.uncover(True)


def _toggle(words: str) -> QPushButton:
    button = QPushButton()
    button.setCheckable(True)
    button.setAccessibleName(words)
    return button
