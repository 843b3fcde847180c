"""出力: every paper of the table is made where the page says, and says so in its own place."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from jukiself.answers.model import Confirming
from jukiself.app.paper_works import BOOK_MAKERS, MAKERS
from jukiself.gui import background
from jukiself.gui.desk import Paper
from jukiself.gui.papers import CARDS, PAPERS, Handling, To
from jukiself.gui.print_page import PrintPage
from jukiself.work import review
from jukiself.work.handover import CONTENTS
from tests.gui.keys import write

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from jukiself.app.desk import OfficeDesk
    from jukiself.gui.export import ExportPage
    from jukiself.gui.shell import Shell
    from jukiself.work.inspect import Sitting

BEGINNINGS = {".xlsx": b"PK", ".docx": b"PK", ".pdf": b"%PDF", ".csv": b"\xef\xbb\xbf"}


@pytest.fixture
def page(shell: Shell) -> ExportPage:
    shell.start.case_wanted.emit("nagano-b")
    background.finish()
    shell.show_page("export")
    return shell.export


def test_every_paper_has_a_row_and_a_maker_and_stands_with_who_gets_it() -> None:
    assert set(CARDS) == {*MAKERS, *BOOK_MAKERS, Paper.HANDOVER} == set(Paper)
    assert [one.to for one in PAPERS] == sorted((one.to for one in PAPERS), key=list(To).index)
    assert len({one.ends for one in PAPERS}) == len(PAPERS)


@pytest.mark.parametrize("paper", MAKERS)
def test_a_paper_is_written_where_the_page_said(page: ExportPage, paper: Paper, qtbot: QtBot) -> None:
    row = page.rows[paper]
    path = row.path
    assert path is not None
    assert not path.exists()
    assert path.name in row.file.accessibleName()
    row.write.click()
    qtbot.waitUntil(lambda: "書き出しました" in row.said.accessibleName(), timeout=30000)
    assert path.read_bytes().startswith(BEGINNINGS[path.suffix])
    assert row.folder.isVisible()
    assert row.open.isVisible()
    assert not any(other.folder.isVisible() for other in page.rows.values() if other is not row)


def test_the_page_stays_with_the_paper_and_shows_what_to_do_with_it(page: ExportPage, qtbot: QtBot) -> None:
    row = page.rows[Paper.REPORT]
    row.write.setFocus()
    QTest.keyClick(row.write, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "書き出しました" in row.said.accessibleName(), timeout=30000)
    qtbot.waitUntil(row.write.hasFocus)
    for one in (row.write, row.print, row.open):
        qtbot.waitUntil(lambda one=one: one.visibleRegion().boundingRect() == one.rect())  # type: ignore[misc]


def test_a_pc_without_a_program_for_it_is_no_dead_button(page: ExportPage, shell: Shell, qtbot: QtBot) -> None:
    # The offscreen platform has none for anything.
    row = page.rows[Paper.SUMMARY]
    row.write.click()
    qtbot.waitUntil(lambda: "書き出しました" in row.said.accessibleName(), timeout=30000)
    assert row.path is not None
    for button, said in ((row.open, "このファイルを開くプログラムが見つかりません"), (row.folder, "このフォルダーを")):
        button.click()
        assert said in shell.notice.text
    row.print.click()
    printing = shell.page("print")
    assert isinstance(printing, PrintPage)
    shell.notice.clear()
    printing.open_file.click()
    assert row.path.name in shell.notice.text


def test_a_workbook_without_anybody_to_ask_is_told_and_the_remedy_works_after_the_decision(
    sat: Shell, sitting: Sitting, qtbot: QtBot
) -> None:
    key = sitting.next_unanswered()
    assert key is not None
    sitting.answer(key, sitting.situation.choices(key)[0].value)
    review.finish(sitting, Confirming.ALONE, "")
    review.approve(sitting, "住民課長", "12/1")
    sat.show_page("export")
    row = sat.export.rows[Paper.WORKBOOK]
    row.write.click()
    qtbot.waitUntil(lambda: "書き出しました" in row.said.accessibleName(), timeout=30000)
    assert "問合せ先が空です" in row.said.accessibleName()
    field = sat.export.contact.fields["person"]
    field.setFocus()
    write("住民課　髙橋")
    row.write.click()
    qtbot.waitUntil(lambda: "▲" not in row.said.accessibleName() and row.write.isEnabled(), timeout=30000)
    assert "書き出しました" in row.said.accessibleName()
    assert sitting.book.load(sitting.id).contact.person == "住民課　髙橋"


def test_what_is_handed_over_is_a_folder_and_nothing_before_is_refused(page: ExportPage, qtbot: QtBot) -> None:
    row = page.rows[Paper.HANDOVER]
    row.write.click()
    qtbot.waitUntil(lambda: "書き出しました" in row.said.accessibleName(), timeout=30000)
    assert row.path is not None
    assert len(list(row.path.iterdir())) == len(CONTENTS)
    row = page.rows[Paper.COMPARISON]
    row.write.click()
    qtbot.waitUntil(lambda: "前の年度の点検" in row.said.accessibleName(), timeout=30000)


def test_a_paper_that_gives_nothing_away_has_no_answer_in_it(desk: OfficeDesk, shell: Shell, tmp_path: Path) -> None:
    shell.start.case_wanted.emit("nagano-b")
    background.finish()
    assert shell.sitting is not None
    for card in PAPERS:
        # 設問一覧 is no workbook; tests/report/test_question_list.py looks into it.
        if card.handling is Handling.PLAIN and card.paper is not Paper.QUESTIONS:
            desk.export(shell.sitting, card.paper, tmp_path / card.ends)
            assert [one for one in desk.read_workbook(tmp_path / card.ends).facts if "新しい答え 0" in one]


def test_a_paper_that_cannot_be_written_says_so_in_place(page: ExportPage, tmp_path: Path, qtbot: QtBot) -> None:
    blocked = tmp_path / "a file, no folder"
    blocked.write_text("", encoding="utf-8")
    page.show_folder(blocked)
    row = page.rows[Paper.WORKBOOK]
    row.write.click()
    qtbot.waitUntil(lambda: "フォルダーを作れません" in row.said.accessibleName(), timeout=30000)
    assert row.write.isEnabled()
    assert not row.folder.isVisible()


def test_a_file_somebody_may_have_written_in_is_replaced_only_after_asking(
    page: ExportPage, tmp_path: Path, qtbot: QtBot
) -> None:
    page.show_folder(tmp_path)
    row = page.rows[Paper.WORKBOOK]
    assert row.path is not None
    row.path.write_bytes(b"answers typed in Excel")
    row.write.click()
    assert "同じ名前のファイルがあります" in row.said.accessibleName()
    assert row.path.read_bytes() == b"answers typed in Excel"
    row.write.click()
    qtbot.waitUntil(lambda: "書き出しました" in row.said.accessibleName(), timeout=30000)
    assert row.path.read_bytes().startswith(b"PK")
    # Nobody touched it since: no question. Somebody did: the question again.
    row.write.click()
    assert "同じ名前" not in row.said.accessibleName()
    qtbot.waitUntil(row.write.isEnabled, timeout=30000)
    os.utime(row.path, (1, 1))
    row.write.click()
    assert "同じ名前" in row.said.accessibleName()


def test_the_contact_is_kept(sat: Shell, sitting: Sitting) -> None:
    sat.show_page("export")
    sat.export.contact.fields["person"].setFocus()
    QTest.keyClicks(sat.export.contact.fields["person"], "Sato")
    sat.show_page("wizard")
    assert sitting.book.load(sitting.id).contact.person == "Sato"


@pytest.mark.parametrize("paper", [Paper.REPORT, Paper.WORKBOOK])
def test_a_paper_tells_how_far_it_is_and_can_be_stopped(page: ExportPage, paper: Paper, qtbot: QtBot) -> None:
    row = page.rows[paper]
    path = row.path
    assert path is not None
    row.write.click()
    background.finish()
    before = path.read_bytes()
    row.write.click()
    assert row.stop.isVisible()
    qtbot.waitUntil(lambda: "目" in row.said.accessibleName(), timeout=30000)
    row.stop.click()
    background.finish()
    assert "やめました" in row.said.accessibleName()
    assert row.stop.isHidden()
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir() if one.name.startswith(".") and one.suffix == ".tmp"] == []
    row.write.click()
    background.finish()
    assert "書き出しました" in row.said.accessibleName()


def test_a_handover_stopped_in_time_leaves_nothing(page: ExportPage, qtbot: QtBot) -> None:
    row = page.rows[Paper.HANDOVER]
    row.write.click()
    qtbot.waitUntil(lambda: f"/ {len(CONTENTS)}" in row.said.accessibleName(), timeout=30000)
    row.stop.click()
    background.finish()
    assert row.path is not None
    assert not row.path.exists()
