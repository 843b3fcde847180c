"""県の講評: what the prefecture said of each finding, taken in from its file, and the office's replies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QPushButton, QVBoxLayout, QWidget

from jukiself.answers.years import fiscal_year
from jukiself.findings.judge import Status
from jukiself.gui.comment_card import CommentCard
from jukiself.gui.flow_layout import FlowLayout
from jukiself.gui.notice import Notice
from jukiself.gui.planning import Planning
from jukiself.gui.theme import space
from jukiself.gui.words import Centred, Prose, fill, label
from jukiself.work import comments

if TYPE_CHECKING:
    from collections.abc import Callable

    from jukiself.answers.comment import Comment
    from jukiself.findings.judge import Finding
    from jukiself.gui.desk import Desk
    from jukiself.work.inspect import Sitting

_WIDEST = 900
_NOTHING = (
    "まだ届いていません。県から「講評」のファイル（Excel）が届いたら、この窓に落とすか、上のボタンで選んでください。"
    "コメントが所見の横に並び、ここで返事を書けます。"
)
_ABOUT = (
    "コメントは、所見のページと報告書にも並びます。答えと照合コードは変わりません。返事は、書けるものだけで構いません。"
)
_WHOLE = "回答の全体について"


class CommentPage(QWidget):
    """Nothing here changes an answer."""

    saved = Signal(bool)
    found_wanted = Signal(str, str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.desk = desk
        self.sitting: Sitting | None = None
        self.cards: list[CommentCard] = []
        self._shown: tuple[object, ...] = ()
        self.notice, self.about = Notice(), Prose("", "quiet")
        self._planning = Planning(desk, self.notice, self.saved)
        self.choose = QPushButton("講評のファイルを選ぶ…")
        self.choose.setAccessibleName("県から届いた講評のファイルを選ぶ")
        self.choose.clicked.connect(self._choose)
        self.frame = Centred("県の講評", _WIDEST)
        self.frame.setFrameShape(QFrame.Shape.NoFrame)
        column = fill(self, self.frame)
        column.setContentsMargins(space("large"), space("middle"), space("large"), space("middle"))
        column.setSpacing(space("small"))
        head = QWidget()
        row = FlowLayout(head, space("middle"))
        row.addWidget(label("県の講評", "title"))
        row.addWidget(self.choose)
        for widget in (head, self.notice, self.about):
            column.addWidget(widget)
        self._list = QVBoxLayout()
        self._list.setSpacing(space("small"))
        column.addLayout(self._list)
        column.addStretch(1)

    # -- showing
    def show_sitting(self, sitting: Sitting) -> None:
        """The comments as they are now; a field somebody writes in stays."""
        if sitting is not self.sitting:
            self.notice.clear()
        self.sitting = sitting
        inspection = sitting.inspection
        self.choose.setEnabled(not sitting.book.read_only)
        self.about.say(_ABOUT if inspection.comments else _NOTHING)
        shown = (id(sitting), inspection.comments, tuple(map(_on, sitting.findings)))
        if shown != self._shown:
            self._shown = shown
            self._fill(sitting)

    def _fill(self, sitting: Sitting) -> None:
        for old in self.cards:
            self._list.removeWidget(old)
            old.deleteLater()
        found = {_on(one): one for one in sitting.findings}
        place = {on: number for number, on in enumerate(found)}
        by_form = sorted(sitting.inspection.comments, key=lambda one: (-one.year, _rank(one, place)))
        self.cards = [self._card(sitting, one, found.get((one.rule, one.member))) for one in by_form]
        for card in self.cards:
            card.field.setEnabled(not sitting.book.read_only)
            self._list.addWidget(card)

    def _card(self, sitting: Sitting, comment: Comment, finding: Finding | None) -> CommentCard:
        card = CommentCard(
            comment,
            _title(sitting, comment, finding),
            lambda text: self._reply(comment, text),
            there=finding is not None,
        )
        if finding is not None:
            card.finding_wanted.connect(lambda: self.found_wanted.emit("findings", finding.title))
            card.plan_wanted.connect(lambda: self._plan(finding))
            card.plan.setVisible(finding.status in {Status.DEFECT, Status.CHECK})
        return card

    def first_focus(self) -> QWidget:
        """The first reply to write, or the way to choose a file."""
        return self.cards[0].field if self.cards else self.choose

    def close_sitting(self) -> None:
        """Let the sitting go; `flush` first."""
        self.sitting = None

    def flush(self) -> bool:
        """Keep what was typed, in every field."""
        kept = [card.saver.flush() for card in self.cards] if self.sitting is not None else []
        return all(kept)

    # -- writing
    def _reply(self, comment: Comment, text: str) -> bool:
        sitting = self.sitting
        if sitting is None or not self._planning.attempt(lambda: comments.reply(sitting, comment, text)):
            return False
        # The cards say already what is kept now.
        self._shown = (id(sitting), sitting.inspection.comments, tuple(map(_on, sitting.findings)))
        return True

    def _plan(self, finding: Finding) -> None:
        if self.sitting is not None:
            self._planning.take(self.sitting, finding)

    # -- taking in
    def _choose(self) -> None:
        folder = str(self.desk.last_folder())
        chosen, _kind = QFileDialog.getOpenFileName(self, "県から届いた講評", folder, "Excel (*.xlsx *.ods *.xls)")
        if chosen:
            self.receive(Path(chosen))

    def receive(self, path: Path, passphrase: str = "") -> None:
        """Take a 講評 in; it adds words beside the findings, and can be taken back at once."""
        sitting = self.sitting
        if sitting is None or not self.flush():
            return
        before = sitting.inspection.comments
        coming: list[comments.Coming] = []

        def take() -> None:
            coming.append(comments.compare(sitting.inspection, comments.read_file(path, passphrase)))
            comments.take(sitting, coming[0])

        if not self._planning.attempt(take):
            return
        self.show_sitting(sitting)
        self.notice.say(_said(coming[0]), *self._way_back(before))

    def _way_back(self, before: tuple[Comment, ...]) -> tuple[str, Callable[[], object]] | tuple[()]:
        sitting = self.sitting
        if sitting is None or sitting.inspection.comments == before:
            return ()
        after = sitting.inspection.comments
        return "取り消す", lambda: self._back(before, after)

    def _back(self, before: tuple[Comment, ...], after: tuple[Comment, ...]) -> None:
        sitting = self.sitting
        if sitting is None or not self.flush():
            return
        if sitting.inspection.comments != after:
            self.notice.refuse("取り込んだ後に返事を書いたので、取り消せません。")
        elif self._planning.attempt(lambda: comments.put_back(sitting, before)):
            self.show_sitting(sitting)
            self.notice.say("講評を、取り込む前に戻しました。")


def _on(finding: Finding) -> tuple[str, str]:
    return finding.id, finding.member.id if finding.member else ""


def _rank(comment: Comment, place: dict[tuple[str, str], int]) -> int:
    """The whole reply first, then as the form has the findings, those that are gone last."""
    return place.get((comment.rule, comment.member), len(place)) if comment.rule else -1


def _title(sitting: Sitting, comment: Comment, finding: Finding | None) -> str:
    year = f"{fiscal_year(comment.year)}　" if comment.year != sitting.inspection.year else ""
    if not comment.rule:
        return f"{year}{_WHOLE}"
    if finding is not None:
        return f"{year}{finding.title}"
    titles = {one.id: one.title for one in sitting.checklist.rules}
    return f"{year}{titles.get(comment.rule, comment.rule)}（いまの答えでは、この所見はありません）"


def _said(coming: comments.Coming) -> str:
    sender = f"{coming.sender}の" if coming.sender else ""
    if not (coming.fresh or coming.replies):
        words = f"{sender}講評は、もう取り込んであります（{coming.same}件）。"
    else:
        words = f"{sender}講評を取り込みました。新しいもの {coming.fresh}件、前と同じもの {coming.same}件。"
    if coming.replies:
        words += f"ファイルに書いてあった返事 {coming.replies}件も入れました。"
    if coming.ours:
        words += f"返事が違う所 {len(coming.ours)}件は、この窓の返事を残しました。"
    if coming.problems:
        words += "確かめてください：" + "、".join(f"{one.place} {one.message}" for one in coming.problems[:3])
    return words
