"""The list of contracts, editable where it is asked for: one row each, saved as it is typed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from jukiself.answers.model import Contract
from jukiself.gui.saving import Saver, saving_line
from jukiself.gui.words import label

if TYPE_CHECKING:
    from collections.abc import Callable

    from jukiself.work.inspect import Sitting

#: field, heading, hint, share of the width
_FIELDS = (
    ("name", "契約の名前", "住基システム保守", 6),
    ("contractor", "相手", "会社の名前", 5),
    ("scope", "仕事の範囲", "機器の保守", 5),
    ("period", "期間", "年度", 3),
)


class ContractList(QFrame):
    """``attempt`` runs a change of the sitting and says whether it was kept; ``ended`` ones are listed on demand."""

    changed = Signal()
    removed = Signal(object, int)
    refused = Signal(str)
    turned = Signal(object)

    def __init__(
        self, attempt: Callable[[Callable[[], object]], bool], parent: QWidget | None = None, *, ended: bool = False
    ) -> None:
        super().__init__(parent)
        self._ended = ended
        self.setObjectName("card")
        self._attempt = attempt
        self._sitting: Sitting | None = None
        self._rows: list[_Row] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(4)
        self.add_button = QPushButton("＋ 契約を足す")
        self.add_button.setAccessibleName("契約を足す")
        self.add_button.clicked.connect(self.add)
        self.count = label("", "quiet")
        foot = QHBoxLayout()
        foot.addWidget(self.add_button)
        foot.addWidget(self.count)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 6)
        column.addLayout(self._grid)
        column.addLayout(foot)
        for place, (_name, heading, _hint, share) in enumerate(_FIELDS):
            self._grid.addWidget(label(heading, "quiet"), 0, place)
            self._grid.setColumnStretch(place, share)

    def show_list(self, sitting: Sitting, *, enabled: bool) -> None:
        """The contracts as they are kept; a row being typed stays."""
        self._sitting = sitting
        kept = sitting.inspection.contracts if self._ended else sitting.inspection.running
        if [one.id for one in kept] != [row.contract.id for row in self._rows if row.contract.id]:
            self._rebuild(kept)
        for contract, row in zip(kept, [one for one in self._rows if one.contract.id], strict=True):
            row.show(contract)
        if not self._rows:
            self.add(focus=False)
        for row in self._rows:
            row.enable(enabled=enabled)
            row.end.setVisible(self._ended and bool(row.contract.id))
        self.add_button.setEnabled(enabled)
        over = sum(bool(one.ended) for one in kept)
        self.count.setText(
            f"{len(kept)}件{f'（うち終わった契約 {over}件）' if over else ''}" if kept else "まだ挙がっていません"
        )

    def _rebuild(self, kept: tuple[Contract, ...]) -> None:
        for row in self._rows:
            row.remove()
        self._rows = []
        for contract in kept:
            self._add_row(contract)

    def _add_row(self, contract: Contract) -> _Row:
        row = _Row(self, contract)
        place = self._grid.rowCount()
        for column, field in enumerate(row.fields.values()):
            self._grid.addWidget(field, place, column)
        self._grid.addWidget(row.end, place, len(_FIELDS))
        self._grid.addWidget(row.button, place, len(_FIELDS) + 1)
        for widget in (*row.fields.values(), row.button):
            widget.show()
        row.end.setVisible(self._ended and bool(contract.id))
        self._rows.append(row)
        return row

    def add(self, *, focus: bool = True) -> None:
        """An empty row to type in; it becomes a contract with its name."""
        empty = next((row for row in self._rows if not row.contract.id), None)
        row = empty or self._add_row(Contract("", ""))
        if focus:
            row.fields["name"].setFocus()

    def keep(self, row: _Row) -> bool:
        """Save a row; a contract without a name waits for it."""
        sitting, typed = self._sitting, row.typed()
        if sitting is None or typed == row.contract:
            return True
        if not typed.name.strip():
            self.refused.emit(
                "契約の名前を入れてください。" + ("一覧から外すときは × を押します。" if row.contract.id else "")
            )
            return False

        def change() -> None:
            if row.contract.id:
                sitting.change_contract(typed)
                row.contract = typed
            else:
                row.contract = sitting.add_contract(typed.name, typed.contractor, typed.scope, typed.period)

        done = self._attempt(change)
        if done:
            self.changed.emit()
        return done

    def take_off(self, row: _Row) -> None:
        """Remove a row; what it held is handed on, so that it can be put back."""
        sitting, contract = self._sitting, row.contract
        self._rows.remove(row)
        row.remove()
        if sitting is not None and contract.id:
            place = [one.id for one in sitting.inspection.contracts].index(contract.id)
            if self._attempt(lambda: sitting.remove_contract(contract.id)):
                self.changed.emit()
                self.removed.emit(contract, place)

    def turn(self, row: _Row) -> None:
        """A contract ends, or goes on after all; its answers stay either way."""
        sitting = self._sitting
        if sitting is not None and row.contract.id and row.flush():
            changed = replace(row.contract, ended="" if row.contract.ended else sitting.today())
            if self._attempt(lambda: sitting.change_contract(changed)):
                self.changed.emit()
                self.turned.emit(changed)

    def put_back(self, contract: Contract, place: int) -> None:
        """Undo a removal."""
        sitting = self._sitting
        if sitting is None:
            return
        kept = list(sitting.inspection.contracts)
        kept.insert(place, contract)
        if self._attempt(lambda: sitting.put(replace(sitting.inspection, contracts=tuple(kept)))):
            self.changed.emit()

    def flush(self) -> bool:
        """Keep every row."""
        kept = [row.flush() for row in self._rows]
        return all(kept)


class _Row:
    """The fields of one contract."""

    def __init__(self, owner: ContractList, contract: Contract) -> None:
        self.contract = contract
        self.fields: dict[str, QLineEdit] = {}
        self.savers: dict[str, Saver] = {}
        for name, heading, hint, _share in _FIELDS:
            field, saver = saving_line(heading, lambda _text: owner.keep(self), hint)
            self.fields[name], self.savers[name] = field, saver
        self.button = QPushButton("×")
        self.button.setAccessibleName("この契約を一覧から外す")
        self.button.setToolTip("この契約を一覧から外す")
        self.button.setProperty("role", "plain")
        self.button.setProperty("small", True)
        self.button.clicked.connect(lambda: owner.take_off(self))
        self.end = QPushButton()
        self.end.setProperty("role", "plain")
        self.end.setProperty("small", True)
        self.end.clicked.connect(lambda: owner.turn(self))
        self.show(contract)

    def show(self, contract: Contract) -> None:
        self.contract = contract
        over = contract.ended
        self.end.setText("続ける" if over else "終わった")
        self.end.setAccessibleName("この契約は続いている" if over else "この契約は終わった")
        self.end.setToolTip(
            f"{over} に終わった契約です。続いているときに押します。"
            if over
            else "契約が終わったら押します。答えは残り、もう尋ねません。"
        )
        for name, saver in self.savers.items():
            kept = getattr(contract, name)
            saver.field.setToolTip(kept)
            if not saver.waiting or saver.text == kept:
                saver.show(kept)

    def typed(self) -> Contract:
        return replace(self.contract, **{name: field.text() for name, field in self.fields.items()})

    def enable(self, *, enabled: bool) -> None:
        for field in self.fields.values():
            field.setReadOnly(not enabled or bool(self.contract.ended))
        self.button.setEnabled(enabled)
        self.end.setEnabled(enabled and bool(self.contract.id))

    def flush(self) -> bool:
        kept = [saver.flush() for saver in self.savers.values()]
        return all(kept)

    def remove(self) -> None:
        for widget in (*self.fields.values(), self.button, self.end):
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
