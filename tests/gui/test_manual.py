"""The manual tells the truth: every button, link, key, command and saying it names is in the program."""

from __future__ import annotations

import argparse
import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pypdf
import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QTextBrowser

import jukiself
from jukiself import cli
from jukiself.checklist.manual import MARKED, Mark
from jukiself.cli import commands
from jukiself.findings.judge import Status
from jukiself.gui import answer_keys, background, window_keys
from jukiself.gui.contract_page import LIST, PAPERS, TABLE, ContractPage
from jukiself.gui.finding_text import boxes, name_of
from jukiself.gui.pages import ASIDE, PREFECTURE
from jukiself.gui.pages import TABLE as PAGES
from jukiself.gui.views import View
from jukiself.work.manual import manual

if TYPE_CHECKING:
    from jukiself.gui.shell import Shell

CODE = Path(jukiself.__file__).parent
#: Keys that Qt or a page gives without our table.
_GIVEN = {"Tab", "Shift+Tab", "Space", "Esc"}
#: The key a button names behind its words.
_HINT = re.compile(r" [A-Z][A-Za-z0-9+]*$")
_SAME = {"→": "Right", "←": "Left"}


def named(kind: Mark) -> set[str]:
    """Everything of a kind that the manual names."""
    return {
        words
        for page in manual().pages
        for text in page.texts()
        for found, words in MARKED.findall(text)
        if found == kind
    }


def said_in_code() -> str:
    """Every text written in the program."""
    found = []
    for path in CODE.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found += [one.value for one in ast.walk(tree) if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    return "\n".join(found)


@pytest.fixture
def walked(shell: Shell) -> tuple[set[str], set[str]]:
    """The buttons and the links of a window in which every page and every view was shown."""
    buttons: set[str] = set()
    links: set[str] = set()

    def look() -> None:
        QApplication.processEvents()
        texts = [one.text() for one in shell.findChildren(QAbstractButton)]
        buttons.update(texts, (_HINT.sub("", one) for one in texts))
        for one in shell.findChildren(QTextBrowser):
            links.update(re.findall(r"<a [^>]*>(?:<[^>]*>)*([^<]*)<", one.toHtml()))

    look()
    shell.start.new.click()
    look()
    shell.start.case_wanted.emit("nagano-b")
    background.finish()
    for row in PAGES:
        shell.show_page(row.name)
        look()
    for view in View:
        shell.wizard.lens.look(view)
        look()
    contracts = shell.page("contracts")
    assert isinstance(contracts, ContractPage)
    for leaf in (LIST, TABLE, PAPERS):
        contracts.turn(leaf)
        look()
    shell.show_page("findings")
    assert shell.sitting is not None
    shell.findings.open_what_if(name_of(boxes(shell.sitting.findings, Status.DEFECT)[0].plain))
    look()
    return buttons, links


def test_every_button_and_link_named_is_in_the_window(walked: tuple[set[str], set[str]]) -> None:
    buttons, links = walked
    assert named(Mark.BUTTON) - buttons == set()
    assert named(Mark.LINK) - links == set()


def test_what_comes_up_only_sometimes_is_said_by_the_program() -> None:
    said = said_in_code()
    # What changes from time to time is written as …
    troubles = {bit.strip() for page in manual().pages for one in page.troubles for bit in one.said.split("…")}
    assert {one for one in troubles | named(Mark.OFFER) if one not in said} == set()


def test_every_key_named_does_something_and_every_key_of_the_tables_is_named(shell: Shell) -> None:
    tables = {key for one in answer_keys.KEYS for key in one.keys} | set(window_keys.keys(shell))
    shown = {_SAME.get(one, one) for one in named(Mark.KEY)}
    assert shown - tables - _GIVEN == set()
    # The keypad's Enter is Enter, Ctrl+Shift+Z is Ctrl+Y, and the digits stand as a row.
    other = {"Return", "Shift+Return", "Ctrl+Return", "Ctrl+Shift+Z", "Ctrl+;", "Ctrl+="}
    assert tables - shown - other - set("2345678") == set()


def test_every_command_named_is_known_to_the_parser() -> None:
    parser = commands._parser()
    known = next(one for one in parser._actions if isinstance(one, argparse._SubParsersAction)).choices
    asked = {one.removeprefix("jukiself ") for one in named(Mark.COMMAND)}
    assert asked - set(known) - {"--help"} == set()


def test_every_page_of_the_window_has_its_page(shell: Shell) -> None:
    told = {name for page in manual().pages for name in page.windows}
    # The manual of the village does not speak of the prefecture's pages.
    prefecture = {"gather", *(row.name for row in PREFECTURE)}
    assert told - prefecture == {"start", *ASIDE, *(row.name for row in PAGES)} - prefecture
    del shell


def test_f1_opens_the_page_about_the_page_shown_and_esc_comes_back(sat: Shell) -> None:
    for row in PAGES:
        if row.name == "guide":
            continue
        sat.show_page(row.name)
        QTest.keyClick(QApplication.focusWidget() or sat, Qt.Key.Key_F1)
        assert sat.pages.shown() == "guide"
        assert sat.guide.text.toPlainText().startswith(manual().for_window(row.name).title)
        QTest.keyClick(sat.guide.text, Qt.Key.Key_Escape)
        assert sat.pages.shown() == row.name


def test_f1_helps_before_anything_is_begun(shell: Shell) -> None:
    QTest.keyClick(shell, Qt.Key.Key_F1)
    assert shell.guide.text.toPlainText().startswith("始める")
    shell.guide.text.anchorClicked.emit(QUrl("manual:ask"))
    assert shell.guide.text.toPlainText().startswith("頼む・聞く")


def test_the_manual_is_searched_by_words(shell: Shell) -> None:
    shell.show_manual()
    shell.guide.box.setText("見送り")
    items = [shell.guide.list.item(row) for row in range(shell.guide.list.count())]
    seen = [one.text() for one in items if not one.isHidden()]
    assert "計画" in seen
    assert "契約" not in seen
    assert "ことば" not in seen
    QTest.keyClick(shell.guide.box, Qt.Key.Key_Return)
    assert shell.guide.text.textCursor().selectedText() == "見送り"
    assert shell.guide.text.toPlainText().startswith("計画")
    shell.guide.box.clear()
    assert not any(one.isHidden() for one in items)


def test_no_mark_is_left_over_in_what_one_reads(shell: Shell) -> None:
    for page in manual().pages:
        shell.show_guide(f"manual:{page.id}")
        said = shell.guide.text.toPlainText()
        assert page.title in said
        assert "[[" not in said


def test_the_manual_is_written_from_the_window(shell: Shell) -> None:
    shell.show_manual()
    shell.guide.print.click()
    background.finish()
    pages = pypdf.PdfReader(Path(shell.guide.notice.text.removeprefix("作りました："))).pages
    # A cover, and one sheet for each page: every one can be printed alone.
    assert len(pages) == len(manual().pages) + 1


def test_the_command_draws_every_picture_the_manual_names(
    dressed: QApplication, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    del dressed
    out, pictures = home / "new" / "m.pdf", home / "pictures"
    assert cli.main(["manual", str(out), "--pictures", str(pictures)]) == 0
    assert capsys.readouterr().out == f"{out}\n"
    named = [name for page in manual().pages for name in page.pictures()]
    assert [one for one in named if not (pictures / f"window-{one}.png").exists()] == []
    reader = pypdf.PdfReader(out)
    assert sum(len(page.images) for page in reader.pages) == len(named)
    # A cover, and one sheet for each page: every one can be printed alone.
    assert len(reader.pages) == len(manual().pages) + 1
    assert out.stat().st_size <= 2_000_000
    printed = ["".join(page.extract_text().split()) for page in reader.pages]
    assert "[[" not in "".join(printed)
    assert "統合端末など、住基の機器には入れません" in printed[0]
