"""The steps after somebody looked: 確認済みにする, 決裁, 送付と報告."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QRadioButton, QVBoxLayout, QWidget

from jukiself.answers.model import CONFIRMING_LABELS, Confirming, Life
from jukiself.answers.seal import SEAL_STATE_MEANS, issued
from jukiself.gui import background
from jukiself.gui.day_field import DayField
from jukiself.gui.desk import Paper
from jukiself.gui.elsewhere import show_file, show_folder
from jukiself.gui.notice import Notice
from jukiself.gui.paper_row import PaperRow
from jukiself.gui.papers import CARDS
from jukiself.gui.saving import saving_text
from jukiself.gui.theme import space
from jukiself.gui.words import Prose, label, place_words
from jukiself.report.words import short_day
from jukiself.work import review

if TYPE_CHECKING:
    from collections.abc import Callable

    from jukiself.gui.desk import Desk
    from jukiself.work.inspect import Sitting

    Attempt = Callable[[Callable[[], object], Notice], bool]

_WAYS = {
    Confirming.COLLEAGUE: "答えた人とは別の人が、上の一覧を見ました。",
    Confirming.NEIGHBOUR: "隣の役場の人や、連合の担当と見せ合いました。別の目で見る、よい方法です。",
    Confirming.ALONE: "担当が一人の役場では、これで進められます。紙と回答書に「一人で実施」と入り、決裁する人が気を付けて見られます。",
}


class Finishing(QWidget):
    """確認済みにする: who looked."""

    def __init__(self, attempt: Attempt, name: Callable[[], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._attempt, self._name = attempt, name
        self._sitting: Sitting | None = None
        self.ways: dict[Confirming, QRadioButton] = {}
        self.done = QPushButton("確認済みにする")
        self.done.setAccessibleName("確認済みにする")
        self.done.setProperty("role", "main")
        self.notice = Notice()
        column = QVBoxLayout(self)
        column.setSpacing(space("hair"))
        column.addWidget(Prose("だれと確かめたかを選びます。どれを選んでも、先へ進めます。"))
        for way, said in _WAYS.items():
            button = self.ways[way] = QRadioButton(CONFIRMING_LABELS[way])
            button.setAccessibleName(CONFIRMING_LABELS[way])
            button.setAccessibleDescription(said)
            column.addWidget(button)
            line = QHBoxLayout()
            line.addSpacing(space("large") + space("hair"))
            line.addWidget(Prose(said, "quiet"), 1)
            column.addLayout(line)
        self.ways[Confirming.COLLEAGUE].setChecked(True)
        column.addWidget(self.notice)
        row = QHBoxLayout()
        row.addWidget(self.done)
        row.addStretch(1)
        column.addLayout(row)
        self.done.clicked.connect(self.finish)

    def show_sitting(self, sitting: Sitting) -> None:
        """Choose as it is kept."""
        if sitting is not self._sitting:
            self._sitting = sitting
            self.notice.clear()
            self.ways[sitting.inspection.review.way or Confirming.COLLEAGUE].setChecked(True)
        self.done.setEnabled(not sitting.fixed)

    def finish(self) -> None:
        """確認済."""
        way = next(one for one, button in self.ways.items() if button.isChecked())
        sitting, name = self._sitting, self._name()
        if sitting is not None:
            self._attempt(lambda: review.finish(sitting, way, name), self.notice)


class Approving(QWidget):
    """決裁: the code, the paper to sign, and who decided when."""

    def __init__(self, desk: Desk, attempt: Attempt, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._attempt = desk, attempt
        self._sitting: Sitting | None = None
        self._task: background.Task | None = None
        self.code, self.means = label("", "title"), Prose("", "quiet")
        self.code.setAccessibleName("照合コード")
        self.paper = PaperRow(CARDS[Paper.APPROVAL])
        self.by, self.day, self.done = QLineEdit(), QLineEdit(), QPushButton("決裁済みにする")
        self.notice = Notice()
        self._lay_out()
        self.paper.wanted.connect(self._write)
        self.paper.folder_wanted.connect(lambda path: show_folder(path, self))
        self.paper.open_wanted.connect(lambda path: show_file(path, self))
        self.done.clicked.connect(self.approve)

    def _lay_out(self) -> None:
        for field, name, hint in (
            (self.by, "決裁した人の職名", "例：住民課長"),
            (self.day, "決裁の日", "例：12/1"),
        ):
            field.setAccessibleName(name)
            field.setPlaceholderText(hint)
        self.done.setProperty("role", "main")
        self.done.setAccessibleName("決裁済みにする")
        column = QVBoxLayout(self)
        column.setSpacing(space("small"))
        column.addWidget(self.code)
        column.addWidget(self.means)
        column.addWidget(self.paper)
        column.addWidget(
            Prose(
                "紙で決裁を受けたら、紙の照合コードが上のコードと同じことを見て、記録します。"
                "記録すると、答え・根拠・備考・契約などコードに入るものが固定されます。庁内メモと改善計画は、あとからも書けます。"
            )
        )
        grid = QGridLayout()
        grid.addWidget(label("決裁した人の職名", "quiet"), 0, 0)
        grid.addWidget(label("決裁の日", "quiet"), 0, 1)
        grid.addWidget(self.by, 1, 0)
        grid.addWidget(self.day, 1, 1)
        grid.addWidget(self.done, 1, 2)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        column.addWidget(self.notice)

    def show_sitting(self, sitting: Sitting) -> None:
        """The code as it stands."""
        fresh = sitting is not self._sitting
        self._sitting = sitting
        said, kept = issued(sitting.inspection), sitting.inspection.review
        self.code.setText(said.code or "未発行")
        self.means.say(f"照合コード（{said.state}）：{SEAL_STATE_MEANS[said.state]}")
        if fresh:
            self.notice.clear()
            self.by.setText(kept.approved_by)
            self.day.setText(short_day(kept.approved_on or sitting.today()))
        path = self._desk.export_path(sitting, Paper.APPROVAL)
        if fresh or path != self.paper.path:
            self.paper.show_path(path)
        may = kept.life is Life.CONFIRMED and not sitting.book.read_only
        for widget in (self.by, self.day):
            widget.setReadOnly(not may)
        self.done.setEnabled(may)

    def approve(self) -> None:
        """決裁済."""
        sitting, by, day = self._sitting, self.by.text(), self.day.text()
        if sitting is not None:
            self._attempt(lambda: review.approve(sitting, by, day), self.notice)

    def _write(self, _paper: Paper) -> None:
        sitting, path = self._sitting, self.paper.path
        if sitting is not None and path is not None:
            self.paper.busy(busy=True)
            self.paper.writing()
            work = lambda: self._desk.export(sitting, Paper.APPROVAL, path)  # noqa: E731 - one line, used once
            self._task = background.run(work, self, self._written)

    def _written(self, error: BaseException | None) -> None:
        self.paper.busy(busy=False)
        if error is None and self.paper.path is not None:
            self.paper.done(place_words(self.paper.path))
        elif isinstance(error, self._desk.refusals):
            self.paper.refuse(str(error))
        elif error is not None:
            self.paper.refuse("書き出せませんでした。")
            raise error
        self.paper.come_back()


class Sending(QWidget):
    """送付・報告: when it went out, when the 副村長 was told, what was said; and opening it again."""

    export_wanted = Signal()
    reopened = Signal()

    def __init__(self, attempt: Attempt, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._attempt = attempt
        self._sitting: Sitting | None = None
        self.notice = Notice()
        self.sent = DayField("県へ送った日", "例：12/3", self._keep_sent)
        self.told = DayField("副村長へ報告した日", "例：12/5", lambda text: self._keep(day=text))
        self.instruction, self._said_saver = saving_text(
            "報告のときの指示", lambda text: self._keep(instruction=text), "指示、宿題、次に報告する日など"
        )
        self.export, self.again = QPushButton("回答書を書き出す"), QPushButton("開き直す")
        self._again_said = Prose("", "quiet").in_middle()
        self._lay_out()
        self.export.clicked.connect(self.export_wanted)
        self.again.clicked.connect(self._ask_again)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(space("small"))
        row = QHBoxLayout()
        said = Prose("県へ送るファイルを書き出し、表紙の照合コードが決裁の紙と同じことを見て、送ります。").in_middle()
        row.addWidget(said, 1)
        self.export.setAccessibleName("出力のページで回答書を書き出す")
        row.addWidget(self.export)
        column.addLayout(row)
        grid = QGridLayout()
        grid.setHorizontalSpacing(space("middle"))
        for place, (name, field) in enumerate(
            (("県へ送った日", self.sent), ("副村長へ報告した日", self.told), ("報告のときの指示", self.instruction))
        ):
            grid.addWidget(label(name, "quiet"), 0, place)
            grid.addWidget(field, 1, place, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(place, 1 if place < 2 else 3)  # noqa: PLR2004 - two days and a text
        column.addLayout(grid)
        column.addWidget(self.notice)
        last = QHBoxLayout()
        last.addWidget(self._again_said, 1)
        last.addWidget(self.again)
        column.addLayout(last)

    def show_sitting(self, sitting: Sitting) -> None:
        """As it is kept."""
        if sitting is not self._sitting:
            self._sitting = sitting
            self.notice.clear()
            for field in (self.sent, self.told):
                field.forget()
        kept = sitting.inspection.review
        self.sent.show_day(kept.sent_on)
        self.told.show_day(kept.reported_on)
        if not self._said_saver.waiting:
            self._said_saver.show(kept.instruction)
        fixed = not kept.locked or sitting.book.read_only
        self.sent.setReadOnly(fixed)
        self.told.setReadOnly(sitting.book.read_only)
        self.instruction.setReadOnly(sitting.book.read_only)
        self.export.setEnabled(kept.locked)
        self.again.setEnabled(not fixed)
        self.again.setAccessibleName("開き直す")
        self._again_said.say(
            f"答えを直すときは、開き直します。提出回が{sitting.inspection.submission + 1}に進み、今の回はそのまま残ります。"
            if kept.locked
            else "決裁の前なので、答えは「答える」でそのまま直せます。"
        )

    def flush(self) -> bool:
        """Keep what was typed."""
        if self._sitting is None:
            return True
        kept = [one.flush() for one in (self.sent, self.told, self._said_saver)]
        return all(kept)

    def _keep_sent(self, text: str) -> bool:
        sitting = self._sitting
        return sitting is not None and self._attempt(lambda: review.sent(sitting, text), self.notice)

    def _keep(self, *, day: str | None = None, instruction: str | None = None) -> bool:
        sitting = self._sitting
        if sitting is None:
            return False
        kept = sitting.inspection.review
        on = kept.reported_on if day is None else day
        said = kept.instruction if instruction is None else instruction
        return self._attempt(lambda: review.told(sitting, on, said), self.notice)

    def _ask_again(self) -> None:
        sitting = self._sitting
        if sitting is not None:
            number = sitting.inspection.submission + 1
            self.notice.say(
                f"提出回{number}として、同じ答えの新しい回を開きます。今の回は決裁済みのまま、この保存ファイルに残ります。"
                "照合コードが変わるので、確認と決裁をもう一度受け、紙も印刷し直します。",
                f"提出回{number}を開く",
                self.reopened.emit,
            )
            self.notice.button.setFocus()
