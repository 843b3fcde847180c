"""手引き and ことば in the window: reached from a question and from a finding, read, written out, left again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pypdf
import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from jukiself.gui import background

if TYPE_CHECKING:
    from collections.abc import Callable

    from jukiself.answers.model import Key
    from jukiself.gui.shell import Shell
    from jukiself.work.inspect import Sitting

QUESTION, GUIDE, TITLE = "audit-internal-last", "first-audit", "30人の役場の、はじめての内部監査"


def test_the_pane_names_the_guide_and_explains_the_words(sat: Shell, go: Callable[[str], Key]) -> None:
    go(QUESTION)
    beside = sat.wizard.beside.toPlainText()
    assert beside.startswith(f"手引き：{TITLE}（かかる時間 60分）")
    assert "内部監査  役場の職員のうち" in beside
    assert beside.index("まず一歩") < beside.index("ことば") < beside.index("出典")


def test_the_words_of_the_question_itself_stand_right_below_its_why(sat: Shell, go: Callable[[str], Key]) -> None:
    go("policy-written")
    lines = sat.wizard.beside.toPlainText().splitlines()
    assert lines.index("なぜ尋ねるか") < lines.index("ことば") < lines.index("見る")


def test_a_question_without_guide_and_without_hard_words_says_nothing_of_them(sat: Shell) -> None:
    handbook, sitting = sat.desk.handbook(), sat.sitting
    assert sitting is not None
    plain = next(key for key in sitting.situation.keys if not handbook.for_question(key.question))
    sat.wizard.go(plain)
    assert "手引き" not in sat.wizard.beside.toPlainText()


def test_the_names_of_networks_are_words_too(sat: Shell, go: Callable[[str], Key]) -> None:
    go("network-juki-separate")
    go("network-exists")
    assert "LGWAN接続系  " in sat.wizard.beside.toPlainText()


def test_g_opens_the_guide_and_esc_comes_back_to_the_same_question(sat: Shell, go: Callable[[str], Key]) -> None:
    key = go(QUESTION)
    QTest.keyClick(sat.wizard.pane, Qt.Key.Key_G)
    assert sat.pages.currentWidget() is sat.guide
    assert sat.guide.text.hasFocus()
    assert sat.guide.text.toPlainText().startswith(TITLE)
    assert sat.guide.list.currentItem().text() == TITLE
    QTest.keyClick(sat.guide.text, Qt.Key.Key_Escape)
    assert sat.pages.currentWidget() is sat.wizard
    assert sat.wizard.pane.key == key
    assert sat.wizard.pane.hasFocus()


def test_g_where_no_guide_helps_says_where_they_all_are(sat: Shell) -> None:
    sitting = sat.sitting
    assert sitting is not None
    sat.wizard.go(next(key for key in sitting.situation.keys if not sat.desk.handbook().for_question(key.question)))
    QTest.keyClick(sat.wizard.pane, Qt.Key.Key_G)
    assert sat.pages.currentWidget() is sat.wizard
    assert "Ctrl+4" in sat.wizard.pane.notice.text


def test_a_link_is_opened_by_tab_and_enter(sat: Shell, go: Callable[[str], Key]) -> None:
    key = go(QUESTION)
    beside = sat.wizard.beside
    beside.setFocus()
    QTest.keyClick(beside, Qt.Key.Key_Tab)
    assert beside.textCursor().charFormat().anchorHref() == f"guide:{GUIDE}"
    QTest.keyClick(beside, Qt.Key.Key_Return)
    assert sat.pages.currentWidget() is sat.guide
    assert sat.wizard.pane.key == key


def test_enter_in_the_pane_without_a_link_still_goes_on(sat: Shell, go: Callable[[str], Key]) -> None:
    key = go(QUESTION)
    sat.wizard.beside.moveCursor(QTextCursor.MoveOperation.End)
    sat.wizard.beside.setFocus()
    QTest.keyClick(sat.wizard.beside, Qt.Key.Key_Return)
    assert sat.wizard.pane.key != key


def test_a_finding_leads_to_its_guide_and_back(sat: Shell, sitting: Sitting, go: Callable[[str], Key]) -> None:
    sitting.answer(go(QUESTION), "never")
    sat.show_page("findings")
    assert f'href="guide:{GUIDE}"' in sat.findings.text.toHtml()
    said = sat.findings.text.toPlainText()
    assert said.index("まず一歩") < said.index(TITLE)
    sat.findings.text.anchorClicked.emit(QUrl(f"guide:{GUIDE}"))
    assert sat.guide.text.toPlainText().startswith(TITLE)
    sat.guide.back.click()
    assert sat.pages.currentWidget() is sat.findings


def test_a_guide_leads_to_its_questions(sat: Shell, sitting: Sitting) -> None:
    sat.show_guide(GUIDE)
    sat.guide.text.anchorClicked.emit(QUrl(f"question:{QUESTION}"))
    assert sat.pages.currentWidget() is sat.wizard
    assert sat.wizard.pane.key is not None
    assert sat.wizard.pane.key.question == QUESTION
    hidden = next(
        one for one in sitting.checklist.questions if one.id not in {key.question for key in sitting.situation.keys}
    )
    sat.show_guide(GUIDE)
    sat.guide.text.anchorClicked.emit(QUrl(f"question:{hidden.id}"))
    assert sat.pages.currentWidget() is sat.guide
    assert "いまは尋ねていません" in sat.guide.notice.text


def test_guides_and_words_can_be_read_before_an_inspection_is_begun(shell: Shell) -> None:
    QTest.keyClick(shell, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert shell.pages.currentWidget() is shell.guide
    handbook = shell.desk.handbook()
    said = shell.guide.text.toPlainText()
    assert all(one.word in said and one.gloss in said for one in handbook.terms)
    listed = [shell.guide.list.item(row).text() for row in range(shell.guide.list.count())]
    titles = [one.title for one in handbook.guides] + [one.title for one in handbook.references]
    assert {*titles, *(one.title for one in shell.desk.manuals()[0].pages)} <= set(listed)
    shell.guide.text.anchorClicked.emit(QUrl(f"question:{QUESTION}"))
    assert "点検を始めると" in shell.guide.notice.text
    shell.guide.back.click()
    assert shell.pages.currentWidget() is shell.start


@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_End])
def test_the_list_is_walked_by_keys(shell: Shell, key: Qt.Key) -> None:
    shell.show_guide(GUIDE)
    shell.guide.list.setFocus()
    QTest.keyClick(shell.guide.list, key)
    assert not shell.guide.text.toPlainText().startswith(TITLE)
    assert shell.guide.print.isVisible()


def test_every_guide_of_the_list_can_be_read(shell: Shell) -> None:
    for one in shell.desk.handbook().guides:
        shell.show_guide(one.id)
        said = shell.guide.text.toPlainText()
        assert one.title in said
        assert all(step.text in said for step in one.steps)
        html = shell.guide.text.toHtml()
        assert all(f'href="sheet:{form}"' in html for form in one.forms)


def test_a_guide_is_written_as_pdf(shell: Shell) -> None:
    shell.show_guide(GUIDE)
    shell.guide.print.click()
    background.finish()
    path = Path(shell.guide.notice.text.removeprefix("作りました："))
    assert len(pypdf.PdfReader(path).pages) <= 2


def test_the_words_are_written_as_pdf(shell: Shell) -> None:
    shell.show_guide("")
    shell.guide.print.click()
    background.finish()
    path = Path(shell.guide.notice.text.removeprefix("作りました："))
    assert path.name == "ことばの一覧.pdf"
    printed = "".join("".join(one.extract_text().split()) for one in pypdf.PdfReader(path).pages)
    assert "前のことばと、今のことば" in printed
    assert "FN-15" in printed


def test_a_sheet_filled_in_is_never_written_over(shell: Shell) -> None:
    shell.show_guide(GUIDE)
    paths = []
    for _ in range(3):
        shell.guide.text.anchorClicked.emit(QUrl("sheet:audit-record"))
        background.finish()
        paths.append(Path(shell.guide.notice.text.removeprefix("作りました：")))
    assert [one.name for one in paths] == [
        "様式_監査計画・結果.xlsx", "様式_監査計画・結果 (2).xlsx", "様式_監査計画・結果 (3).xlsx",
    ]  # fmt: skip
    assert openpyxl.load_workbook(paths[0]).active.title == "監査計画・結果"


def test_a_folder_that_cannot_be_written_is_said_in_place(shell: Shell, home: Path) -> None:
    (home / "Documents").write_text("a file where the folder should be", encoding="utf-8")
    shell.show_guide(GUIDE)
    shell.guide.print.click()
    background.finish()
    assert shell.guide.notice.text.startswith("！ ")


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_no_guide_needs_more_than_an_office_screen(sat: Shell, scale: float) -> None:
    sat.grow(scale - sat.scale)
    for one in sat.desk.handbook().guides:
        sat.show_guide(one.id)
        sat.guide.print.click()
        background.finish()
        assert sat.guide.notice.text
        assert sat.guide.minimumSizeHint().height() <= 470
        assert sat.guide.minimumSizeHint().width() <= 1093
    sat.grow(1.0 - sat.scale)


def test_everything_one_can_press_has_a_name(shell: Shell) -> None:
    for one in shell.desk.handbook().guides:
        shell.show_guide(one.id)
        assert all(button.accessibleName() for button in shell.guide.findChildren(QPushButton) if button.isVisible())


def test_a_sheet_is_made_by_keys_alone(shell: Shell) -> None:
    shell.show_guide(GUIDE)
    QTest.keyClick(shell.guide.text, Qt.Key.Key_Tab)
    QTest.keyClick(shell.guide.text, Qt.Key.Key_Return)
    background.finish()
    assert shell.guide.notice.text.endswith("様式_監査計画・結果.xlsx")


def test_the_bare_headings_are_read_printed_and_lead_to_their_questions(sat: Shell) -> None:
    sat.guide.open("technical-standard-headings", sat.desk.checklist())
    text = sat.guide.text.toPlainText()
    assert text.startswith("技術的基準の、見出しだけの章")
    assert "第四 一" in text
    assert "尋ねない" in text
    assert "question:outage-branch" in sat.guide.text.toHtml()
    assert sat.guide.print.isVisibleTo(sat.guide)
    sat.guide.print.click()
    background.finish()
    assert "作りました" in sat.guide.notice.text
