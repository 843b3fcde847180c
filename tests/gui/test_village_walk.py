"""One newcomer, one afternoon: the village's manual from its first page to a report in the printer and the next year.

Every button pressed is read from the manual's own text; a renamed one, or one out of sight, ends the walk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from jukiself.answers.days import read_day
from jukiself.answers.model import Confirming, Life
from jukiself.answers.situation import State
from jukiself.gui import background
from jukiself.gui.asking import AskingPage
from jukiself.gui.contract_page import ContractPage
from jukiself.gui.desk import Paper
from jukiself.gui.plan import PlanPage
from jukiself.gui.plan_model import Column
from jukiself.gui.print_page import PrintPage
from jukiself.gui.review import ReviewPage
from jukiself.work.locking import unlock
from tests.gui.keys import press, write
from tests.gui.reader import Reader, focused

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from jukiself.gui.shell import Shell
    from jukiself.work.inspect import Sitting

K = Qt.Key
_NOTE = "係が1つで、見比べる相手がありません。"


@pytest.fixture
def reader(shell: Shell, qtbot: QtBot) -> Reader:
    qtbot.waitUntil(lambda: QApplication.activeWindow() is shell)
    return Reader(shell)


def sitting_of(shell: Shell) -> Sitting:
    assert shell.sitting is not None
    return shell.sitting


def pick_the_office(shell: Shell, qtbot: QtBot) -> None:
    """Some letters of the name, then the first candidate."""
    assert focused() is shell.new.office
    QTest.keyClicks(shell.new.office, "20305")
    completer = shell.new.office.completer()
    assert completer is not None
    popup = completer.popup()
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    press_on = (K.Key_Down, K.Key_Return)
    for key in press_on:
        QTest.keyClick(popup, key)
    qtbot.waitUntil(shell.new.begin.hasFocus)
    assert not popup.isVisible()
    # The offscreen platform gives the window back by no means of its own.
    shell.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is shell)


def begin(reader: Reader, shell: Shell, qtbot: QtBot) -> None:
    reader.lead("start")
    pick_the_office(shell, qtbot)
    assert (shell.new.office.text(), shell.new.code.text()) == ("南牧村", "203050")
    shell.new.depths[False].click()
    reader.step("start", "新しく始める", "始める を押すと")
    background.finish()
    assert shell.pages.shown() == "wizard"


def ask(reader: Reader, shell: Shell) -> None:
    reader.lead("ask")
    page = shell.page("asking")
    assert isinstance(page, AskingPage)
    page.deadline.setFocus()
    write("12月4日（金）")
    reader.step("ask", "最初の日", "全部まとめて作る")
    background.finish()
    reader.step("ask", "最初の日", "上に出る", 0)
    printing = shell.page("print")
    assert isinstance(printing, PrintPage)
    assert shell.pages.shown() == "print"
    assert printing.number.text().endswith("ページ")
    press(K.Key_Escape)
    assert shell.pages.shown() == "asking"


def answer(reader: Reader, shell: Shell) -> None:
    """Thirty answers by keys as the page of the manual names them."""
    reader.lead("answer")
    assert shell.pages.shown() == "wizard"
    sitting, told = sitting_of(shell), 0
    while told < 30:
        key = shell.wizard.pane.key
        assert key is not None
        if told == 5 and not sitting.situation.value_problem(key, "na"):
            reader.step("answer", "答えにくいとき", "その仕事や物が")
            write(_NOTE)
            press(K.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
        elif told % 7 == 6 or not sitting.situation.choices(key):
            reader.step("answer", "答えにくいとき", "分からない")
            reader.step("answer", "1問の", "Enter")
        else:
            reader.step("answer", "1問の", "答えの数字を")
            reader.step("answer", "1問の", "どうやって", told % 3)
            reader.step("answer", "1問の", "Enter")
        told += 1
        assert sitting.situation.state(key) is not State.UNANSWERED, key
    assert sitting.situation.progress.answered >= 20
    assert _NOTE in {one.note for one in sitting.book.load(sitting.id).answers.values()}


def contract(reader: Reader, shell: Shell) -> None:
    reader.lead("contracts")
    page = shell.page("contracts")
    assert isinstance(page, ContractPage)
    reader.step("contracts", "挙げる", "契約の一覧", 0)
    reader.step("contracts", "挙げる", "契約の一覧", 1)
    for text in ("住民記録システム保守", "株式会社しなの情報", "機器の保守", "2026年度"):
        write(text)
        press(K.Key_Tab)
    reader.step("contracts", "挙げる", "一覧の下で")
    (one,) = sitting_of(shell).inspection.contracts
    assert (one.name, one.contractor) == ("住民記録システム保守", "株式会社しなの情報")


def plan(reader: Reader, shell: Shell) -> None:
    reader.lead("findings")
    assert shell.pages.shown() == "findings"
    reader.lead("plan")
    page = shell.page("plan")
    assert isinstance(page, PlanPage)
    reader.step("plan", "計画に入れる", "左に", 1)
    table = page.table
    for column, text in ((Column.WHO, "住民課長"), (Column.UNTIL, "12/1")):
        table.setFocus()
        table.setCurrentIndex(page.model.index(0, column))
        reader.step("plan", "計画に入れる", "右の表で", 0)
        write(text)
        reader.step("plan", "計画に入れる", "右の表で", 1)
    (step,) = sitting_of(shell).book.load(sitting_of(shell).id).steps
    year = sitting_of(shell).inspection.year
    assert (step.who, step.until) == ("住民課長", read_day("12/1", year))


def confirm_and_approve(reader: Reader, shell: Shell, qtbot: QtBot) -> None:
    reader.lead("review")
    page = shell.page("review")
    assert isinstance(page, ReviewPage)
    write("住民課　鈴木")
    reader.step("review", "1", "答えた人とは")
    qtbot.waitUntil(page.seeing.right.hasFocus)
    while page.seeing.left:
        reader.step("review", "1", "合っていれば", 0)
    assert page.finishing.ways[Confirming.COLLEAGUE].isChecked()
    reader.step("review", "2", "だれと")
    page.approving.paper.write.click()
    background.finish()
    assert page.approving.paper.path is not None
    assert page.approving.paper.path.read_bytes().startswith(b"%PDF")
    page.approving.by.setFocus()
    write("住民課長")
    reader.step("review", "3", "決裁した人")
    assert sitting_of(shell).book.load(sitting_of(shell).id).review.life is Life.APPROVED


def write_paper(reader: Reader, shell: Shell, paper: Paper, qtbot: QtBot) -> Path:
    row = shell.export.rows[paper]
    reader.press("書き出す", row)
    qtbot.waitUntil(lambda: "書き出しました" in row.said.accessibleName(), timeout=30000)
    assert row.path is not None
    return row.path


def print_the_report(reader: Reader, shell: Shell, tmp_path: Path, qtbot: QtBot) -> None:
    """Onto a printer that prints into a file, as a PC without CUPS has one."""
    reader.step("review", "3", "回答書を書き出す")
    assert shell.pages.shown() == "export"
    report = write_paper(reader, shell, Paper.REPORT, qtbot)
    reader.step("export", "書き出す", "書き出したら", 0)
    page = shell.page("print")
    assert isinstance(page, PrintPage)
    assert page.paths == [report]
    printed = tmp_path / "printed.pdf"

    def into_a_file(printer: QPrinter, _page: object, _count: int) -> bool:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(printed))
        return True

    page.any_printer, page.ask = (lambda: True), into_a_file
    reader.step("print", "見る", "印刷…")
    background.finish()
    with pikepdf.open(report) as sent, pikepdf.open(printed) as paper:
        assert len(sent.pages) == len(paper.pages) > 5
    assert "取りに行って" in page.notice.text
    press(K.Key_Escape)
    assert shell.pages.shown() == "export"


def send_locked(reader: Reader, shell: Shell, qtbot: QtBot) -> None:
    reader.step("export", "渡すときに", "合言葉を付ける", 0)
    reader.step("export", "渡すときに", "合言葉を付ける", 1)
    word = shell.export.leaving.field.text()
    assert len(word) > 12
    sent = write_paper(reader, shell, Paper.WORKBOOK, qtbot)
    assert not sent.read_bytes().startswith(b"PK")
    assert unlock(sent.read_bytes(), word).startswith(b"PK")


def begin_the_next_year(reader: Reader, shell: Shell, qtbot: QtBot) -> None:
    shell.go_home()
    reader.step("years", "次の年を始める", "はじめの画面で")
    pick_the_office(shell, qtbot)
    shell.new.years[1].click()
    background.finish()
    assert not shell.new.before.isHidden()
    reader.step("start", "新しく始める", "始める を押すと")
    background.finish()
    sitting, key = sitting_of(shell), shell.wizard.pane.key
    assert key is not None
    assert sitting.situation.carried(key)
    reader.step("years", "次の年を始める", "1つずつ")
    assert sitting.situation.state(key) is State.ANSWERED


def test_escape_leads_back_from_the_papers_wherever_the_keyboard_is(reader: Reader, shell: Shell, qtbot: QtBot) -> None:
    shell.start.case_wanted.emit("nagano-b")
    background.finish()
    reader.lead("export")
    write_paper(reader, shell, Paper.SUMMARY, qtbot)
    reader.step("export", "書き出す", "書き出したら", 0)
    shell.top.tabs["findings"].setFocus()
    press(K.Key_Escape)
    assert shell.pages.shown() == "export"


def test_whoever_follows_the_manual_reaches_a_printed_report(
    reader: Reader, shell: Shell, tmp_path: Path, qtbot: QtBot
) -> None:
    begin(reader, shell, qtbot)
    ask(reader, shell)
    answer(reader, shell)
    contract(reader, shell)
    plan(reader, shell)
    confirm_and_approve(reader, shell, qtbot)
    print_the_report(reader, shell, tmp_path, qtbot)
    send_locked(reader, shell, qtbot)
    begin_the_next_year(reader, shell, qtbot)
