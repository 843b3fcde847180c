"""The middle of the wizard: one question of one member, its answers, how one knows, and what one wants to note."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from jukiself.answers.model import BASIS_LABELS, Basis, Contract, Key
from jukiself.answers.situation import State
from jukiself.gui.answer_box import AnswerBox
from jukiself.gui.answer_button import AnswerButton
from jukiself.gui.contracts import ContractList
from jukiself.gui.flow_layout import FlowLayout
from jukiself.gui.key_names import BASIS_KEYS, SAME_KEY
from jukiself.gui.members import MemberRow
from jukiself.gui.note_title import NOTE_HINT, NOTES, REASON_HINT, note_title
from jukiself.gui.notice import Notice, restyle
from jukiself.gui.saving import Saver, saving_line, saving_text
from jukiself.gui.strip import QuestionStrip
from jukiself.gui.theme import space
from jukiself.gui.words import Prose, label
from jukiself.report.words import clip
from jukiself.work.years import last_remarks, last_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from jukiself.answers.situation import Situation
    from jukiself.gui.note_field import NoteField
    from jukiself.work.inspect import Sitting

_FIXED = "決裁済みなので、答えは変えられません（庁内メモは書けます）。直すときは「確認と決裁」で開き直します。"
#: Characters of last year's 備考 and 根拠資料 beside the question; the rest is in its tip.
_REMARKS = 120


@dataclass(frozen=True)
class Hands:
    """What the pane does through the wizard; each says whether it was kept."""

    answer: Callable[[str], bool]
    text: Callable[[str, str], bool]
    basis: Callable[[Basis | None], bool]
    attempt: Callable[[Callable[[], object]], bool]
    same: Callable[[], object]
    settle: Callable[[], object]
    stay: Callable[[bool], object]


class QuestionPane(QWidget):
    """Shows a key of a sitting; knows nothing of saving but what its `Hands` tell."""

    def __init__(self, hands: Hands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("flow")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("設問")
        self.hands = hands
        self.key: Key | None = None
        self._basis: Basis | None = None
        self._answerer = ""
        self.head = label("", "quiet")
        self.strip = QuestionStrip()
        self.members = MemberRow()
        self.delegated = Prose("", "quiet")
        self.text = Prose("", "question")
        self.fixed = Prose(_FIXED, "quiet")
        self.query = Notice()
        self.before, self.remarks = label("", "quiet"), Prose("", "quiet")
        self.same = AnswerButton(SAME_KEY, "", slim=True)
        self.same.clicked.connect(hands.same)
        self.box = AnswerBox(hands.answer)
        self.notice = Notice()
        self.contracts = ContractList(hands.attempt)
        self.basis_buttons: dict[Basis, QPushButton] = {}
        self.basis_hint = label("", "quiet")
        self.evidence = QWidget()
        self.wanting = label("！ 理由がまだです。備考に書くと、この答えは完成です。", "unsaved")
        self.fields: dict[str, QLineEdit | NoteField] = {}
        self.savers: dict[str, Saver] = {}
        self.more = QWidget()
        self.more_button = QPushButton()
        self.stay = QPushButton("次の答えにも入れる")
        self._lay_out()
        self.contracts.removed.connect(self._removed)
        self.contracts.refused.connect(self.notice.refuse)

    # -- layout
    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(space("large"), space("small"), space("large"), space("small"))
        column.setSpacing(space("small"))
        top = QHBoxLayout()
        top.addWidget(self.head)
        top.addSpacing(space("middle"))
        top.addWidget(self.strip, 1)
        column.addLayout(top)
        for widget in (
            self.members,
            self.delegated,
            self.text,
            self.fixed,
            self.query,
            self.contracts,
            self.before,
            self.same,
            self.remarks,
            self.box,
            self.notice,
            self._basis_row(),
            self._evidence_row(),
        ):
            column.addWidget(widget)
        column.addWidget(self.wanting)
        column.addLayout(self._notes())
        column.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._more_row())
        column.addStretch(1)

    def _basis_row(self) -> QWidget:
        line = QWidget()
        row = FlowLayout(line, 6)
        row.addWidget(label("根拠", "strong"))
        for basis, words in BASIS_LABELS.items():
            button = QPushButton(f"{BASIS_KEYS[basis]}　{words}")
            button.setCheckable(True)
            button.setProperty("role", "basis")
            button.setAccessibleName(f"根拠 {words}")
            button.clicked.connect(lambda _on, one=basis: self.press_basis(one))
            self.basis_buttons[basis] = button
            row.addWidget(button)
        row.addWidget(self.basis_hint)
        return line

    def _evidence_row(self) -> QWidget:
        field, saver = saving_line("根拠資料", lambda text: self.hands.text("evidence", text), "文書の名前と日付")
        self.fields["evidence"], self.savers["evidence"] = field, saver
        row = QHBoxLayout(self.evidence)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label("根拠資料", "strong"))
        row.addWidget(field, 1)
        return self.evidence

    def _notes(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(space("middle"))
        for name, (whole, *_parts) in NOTES.items():
            hint = NOTE_HINT if name == "note" else "覚え書き、次に聞くこと"
            field, saver = saving_text(whole, lambda text, name=name: self.hands.text(name, text), hint)  # type: ignore[misc]
            field.setProperty("stays", name == "memo")
            self.fields[name], self.savers[name] = field, saver
            column = QVBoxLayout()
            column.setSpacing(2)
            column.addWidget(note_title(name))
            column.addWidget(field)
            row.addLayout(column, 1)
        return row

    def _more_row(self) -> QWidget:
        row = QHBoxLayout(self.more)
        row.setContentsMargins(0, 0, 0, 0)
        for name, title in (("answered_by", "回答者"), ("confirmed_by", "確認者")):
            field, saver = saving_line(title, lambda text, name=name: self.hands.text(name, text))  # type: ignore[misc]
            self.fields[name], self.savers[name] = field, saver
            column = QVBoxLayout()
            column.setSpacing(2)
            column.addWidget(label(title, "quiet"))
            column.addWidget(field)
            row.addLayout(column, 1)
            if name == "answered_by":
                row.addWidget(self.stay, 0, Qt.AlignmentFlag.AlignBottom)
        self.stay.setCheckable(True)
        self.stay.setProperty("role", "basis")
        self.stay.setAccessibleName("この回答者を次の答えにも入れる")
        self.stay.clicked.connect(self.hands.stay)
        self.more_button.setProperty("role", "plain")
        self.more_button.setProperty("small", True)
        self.more_button.clicked.connect(lambda: self._open_more(self.more.isHidden()))
        self._open_more(False)
        return self.more

    def _open_more(self, opened: bool) -> None:  # noqa: FBT001 - a Qt slot
        self.more.setVisible(opened)
        stays = f"（{self._answerer}）" if self._answerer else ""
        self.more_button.setText(f"回答者{stays}・確認者 {'▲' if opened else '▼'}")
        self.more_button.setAccessibleName(f"回答者{stays}・確認者を{'しまう' if opened else '開く'}")

    # -- showing
    def show_key(self, sitting: Sitting, key: Key) -> None:
        """Turn to a key; what was said about the last one goes."""
        self.key = key
        self.notice.clear()
        answer = sitting.inspection.answer(key)
        for name, saver in self.savers.items():
            saver.show(getattr(answer, name))
        self._answerer = sitting.answerer
        self._open_more(bool(answer.confirmed_by or answer.answered_by not in {"", sitting.answerer}))
        self.refresh(sitting)

    def renew(self, sitting: Sitting) -> None:
        """Show what somebody else may have written, except over what is being typed."""
        if self.key is not None:
            answer = sitting.inspection.answer(self.key)
            for name, saver in self.savers.items():
                if not saver.waiting:
                    saver.show(getattr(answer, name))
            self.refresh(sitting)

    def refresh(self, sitting: Sitting) -> None:
        """Show the same key after a change; nothing being typed is touched."""
        key, situation = self.key, sitting.situation
        if key is None:
            return
        question, enabled = situation.checklist.question[key.question], not sitting.fixed
        titles = situation.checklist.titles
        self.head.setText(
            f"{titles[f'area:{question.area}']} ・ {titles[f'stage:{question.stage}']}　{question.number}"
        )
        self.strip.show_area(situation, key)
        self.text.say(question.text)
        self.setAccessibleName(question.text)
        self._say_delegated(situation, key)
        self.members.show_members(situation, key)
        self.box.offer(situation, key)
        self.box.show_value(situation.valid(key).value, enabled=enabled)
        self._show_last_year(situation, key, enabled=enabled)
        self._show_query(situation, key)
        self.fixed.setVisible(situation.inspection.review.locked)
        self._show_basis(situation, key, enabled=enabled)
        self._show_answerer(sitting, key)
        self._show_contracts(sitting, key, enabled=enabled)
        self._say_note(situation, key)
        for name, field in self.fields.items():
            field.setReadOnly(sitting.book.read_only if name == "memo" else not enabled)

    def _say_delegated(self, situation: Situation, key: Key) -> None:
        outcome = situation.delegated(key)
        self.delegated.setVisible(bool(outcome.truth))
        if outcome.truth:
            who = situation.label(outcome.operands[0])
            self.delegated.say(f"この対象は{who}が行っているので、確かめたかどうかを尋ねます。")

    def _show_last_year(self, situation: Situation, key: Key, *, enabled: bool) -> None:
        """Last year's answer: to be taken over where nothing is answered yet, else to be compared with."""
        carried = situation.carried(key)
        words = last_words(situation, key)
        self.same.setVisible(carried)
        self.before.setVisible(bool(words) and not carried)
        self.same.setEnabled(enabled)
        self.same.setText(f"前年度と同じ（{words}）")
        self.same.setAccessibleName(f"{SAME_KEY} {self.same.text()}")
        self.before.setText(f"前年度：{words}")
        remarks = last_remarks(situation, key)
        self.remarks.say(f"前年度の{clip(remarks, _REMARKS)}")
        self.remarks.setToolTip(remarks if len(remarks) > _REMARKS else "")
        self.remarks.setVisible(bool(remarks))

    def _show_query(self, situation: Situation, key: Key) -> None:
        asked = situation.inspection.queries.get(key)
        if asked is None:
            self.query.clear()
            return
        by = f"（{asked.by}）" if asked.by else ""
        self.query.say(f"問い合わせ{by}：{asked.text}", "答えたので終える", self.hands.settle)

    def _show_answerer(self, sitting: Sitting, key: Key) -> None:
        saver = self.savers["answered_by"]
        if not saver.waiting:
            saver.show(sitting.inspection.answer(key).answered_by)
        self._answerer = sitting.answerer
        self.stay.setChecked(bool(sitting.answerer))
        self._open_more(not self.more.isHidden())

    def _show_contracts(self, sitting: Sitting, key: Key, *, enabled: bool) -> None:
        groups = sitting.checklist.groups
        listed = any(one.gate == key.question and not one.fixed for one in groups)
        self.contracts.setVisible(listed)
        if listed:
            self.contracts.show_list(sitting, enabled=enabled)

    def _say_note(self, situation: Situation, key: Key) -> None:
        lacks = situation.lacks_reason(key)
        self.wanting.setVisible(lacks)
        if bool(self.fields["note"].property("wanting")) != lacks:
            self.fields["note"].setProperty("wanting", lacks)
            restyle(self.fields["note"])
        self.fields["note"].setPlaceholderText(REASON_HINT if situation.needs_reason(key) else NOTE_HINT)

    # -- basis
    def _show_basis(self, situation: Situation, key: Key, *, enabled: bool) -> None:
        answered = situation.state(key) is State.ANSWERED
        self._basis = basis = situation.inspection.answer(key).basis
        for one, button in self.basis_buttons.items():
            button.setEnabled(enabled and answered)
            button.setChecked(answered and basis is one)
        hints = {None: "どうやって知りましたか", Basis.GUESS: "調べることにも入ります"}
        self.basis_hint.setText(hints.get(basis, "") if answered else "答えると選べます")
        papers = answered and basis in {Basis.SEEN, Basis.HEARD}
        self.evidence.setVisible(papers or bool(self.savers["evidence"].text))

    def press_basis(self, basis: Basis) -> None:
        """Choose a basis, or take the chosen one back."""
        button = self.basis_buttons[basis]
        if button.isEnabled():
            self.hands.basis(None if self._basis is basis else basis)

    # -- texts
    def flush(self) -> bool:
        """Keep everything typed; False where something could not be kept."""
        kept = [saver.flush() for saver in self.savers.values()]
        kept.append(self.box.flush())
        if not self.contracts.isHidden():
            kept.append(self.contracts.flush())
        return all(kept)

    def _removed(self, contract: Contract, place: int) -> None:
        self.notice.say(
            f"「{contract.name}」を一覧から外しました。その答えは残っています。",
            "元に戻す",
            lambda: self._put_back(contract, place),
        )

    def _put_back(self, contract: Contract, place: int) -> None:
        self.notice.clear()
        self.contracts.put_back(contract, place)
