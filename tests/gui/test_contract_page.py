"""契約: one list seen three ways; a workbook goes to a contractor and its reply comes back as 聞いた, row by row."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from jukiself.answers.model import Basis, Contract, Key
from jukiself.gui.contract_page import LIST, PAPERS, TABLE
from jukiself.gui.desk import Paper, Take
from tests.contracts import CONTRACTS
from tests.excel.test_vendor import answered

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from jukiself.gui.contract_page import ContractPage
    from jukiself.gui.shell import Shell
    from jukiself.work.inspect import Sitting

KEPT = Key("clause-place-kept", "c1")
SAID = "名札を付け、場所と機械も分けている"


@pytest.fixture
def page(sat: Shell, sitting: Sitting) -> ContractPage:
    """Three contracts, at their page."""
    sitting.put(replace(sitting.inspection, contracts=CONTRACTS))
    sitting.answer(Key("contract-list"), "complete")
    sat.show_page("contracts")
    found: ContractPage = sat.page("contracts")  # type: ignore[assignment]
    return found


@pytest.fixture
def reply(page: ContractPage, sitting: Sitting) -> Callable[[], Path]:
    """What the contractor of c1 sends back."""

    def write() -> Path:
        page.turn(PAPERS)
        page.vendor.writes["c1"].click()
        path = page.desk.vendor_path(sitting, CONTRACTS[0])
        back = path.with_name("返事.xlsx")
        back.write_bytes(answered(path.read_bytes(), {KEPT.question: (SAID, "名札は緑")}))
        return back

    return write


# -- the list ---------------------------------------------------------------------------------------------------


def test_a_contract_is_added_changed_and_removed_with_a_way_back(page: ContractPage, sitting: Sitting) -> None:
    page.list.add_button.click()
    row = page.list._rows[-1]
    QTest.keyClicks(row.fields["name"], "Print")
    assert page.flush()
    assert [one.name for one in sitting.book.load(sitting.id).contracts][-1] == "Print"
    row.fields["period"].setFocus()
    QTest.keyClicks(row.fields["period"], "2026")
    page.turn(TABLE)
    assert sitting.book.load(sitting.id).contracts[-1].period == "2026"
    assert page.table.table.columnCount() == 1 + 4
    page.turn(LIST)
    before = sitting.inspection.contracts
    page.list._rows[1].button.click()
    assert len(sitting.book.load(sitting.id).contracts) == 3
    assert "一覧から外しました" in page.notice.text
    page.notice.button.click()
    assert sitting.book.load(sitting.id).contracts == before


def test_a_contract_that_ended_keeps_its_answers_and_is_no_longer_asked_about(
    page: ContractPage, sitting: Sitting
) -> None:
    key = Key("contract-secrecy", "c2")
    sitting.answer(key, "unknown")
    page.list._rows[1].end.click()
    kept = sitting.book.load(sitting.id)
    assert kept.contracts[1].ended == sitting.today()
    assert kept.answer(key).value == "unknown"
    assert key not in sitting.situation.keys
    assert page.list._rows[1].fields["name"].isReadOnly()
    assert "c2" not in page.vendor.writes
    assert page.table.table.columnCount() == 1 + 2
    page.list._rows[1].end.click()
    assert key in sitting.situation.keys
    assert not page.list._rows[1].fields["name"].isReadOnly()


def test_a_contract_without_a_name_keeps_one_on_the_list_and_says_so(page: ContractPage, sitting: Sitting) -> None:
    page.list._rows[0].fields["name"].setText("")
    page.tabs[TABLE].click()
    assert page.tabs[LIST].isChecked()
    assert "契約の名前を入れて" in page.notice.text
    assert sitting.book.load(sitting.id).contracts[0].name == CONTRACTS[0].name


def test_whether_all_are_listed_is_answered_where_one_lists_them(page: ContractPage, sitting: Sitting) -> None:
    assert page.whole.buttons["complete"].isChecked()
    page.whole.buttons["partial"].click()
    assert sitting.book.load(sitting.id).answer(Key("contract-list")).value == "partial"
    assert [value for value, button in page.whole.buttons.items() if button.isChecked()] == ["partial"]
    page.whole.buttons["partial"].click()
    assert page.whole.buttons["partial"].isChecked()
    page.whole.buttons["unknown"].click()
    assert sitting.book.load(sitting.id).answer(Key("contract-list")).value == "unknown"


# -- the table --------------------------------------------------------------------------------------------------


def test_every_cell_of_the_table_says_what_the_paper_says(page: ContractPage, sitting: Sitting) -> None:
    sitting.answer(Key("clause-return", "c1"), "none")
    page.turn(TABLE)
    material = page.desk.contract_table(sitting)
    table = page.table.table
    seen = []
    for row, provision in enumerate(page.table._rows):
        if provision is not None:
            seen.append(provision)
            for column, contract in enumerate(material.listed, 1):
                item = table.item(row, column)
                assert item is not None
                assert item.text() == material.cell(provision, contract).text
    assert tuple(seen) == material.rows


def test_a_cell_is_reached_by_keys_says_what_to_do_and_leads_to_its_question(
    sat: Shell, page: ContractPage, sitting: Sitting
) -> None:
    sitting.answer(Key("clause-return", "c1"), "none")
    page.tabs[TABLE].click()
    table = page.table.table
    row = next(row for row, one in enumerate(page.table._rows) if one and one.question == "clause-return")
    assert QApplication.focusWidget() is table
    for _ in range(row - table.currentRow()):
        QTest.keyClick(table, Qt.Key.Key_Down)
    assert page.table.key() == Key("clause-return", "c1")
    assert sitting.checklist.question["clause-return"].step in page.table.said.accessibleName()
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert sat.pages.currentWidget() is sat.wizard
    assert sat.wizard.pane.key == Key("clause-return", "c1")


def test_without_a_contract_there_is_no_table_to_turn_to(sat: Shell, sitting: Sitting) -> None:
    sat.show_page("contracts")
    page: ContractPage = sat.page("contracts")  # type: ignore[assignment]
    assert not page.tabs[TABLE].isEnabled()
    sitting.add_contract("回線の保守")
    sat.show_page("contracts")
    assert page.tabs[TABLE].isEnabled()


def test_twenty_contracts_scroll_sideways_and_none_is_squeezed(sat: Shell, sitting: Sitting) -> None:
    listed = tuple(Contract(f"c{number}", f"契約{number}") for number in range(1, 21))
    sitting.put(replace(sitting.inspection, contracts=listed))
    sat.show_page("contracts")
    page: ContractPage = sat.page("contracts")  # type: ignore[assignment]
    page.turn(TABLE)
    least = page.fontMetrics().horizontalAdvance("－ 未回答")
    assert all(page.table.table.columnWidth(column) > least for column in range(21))
    assert sat.minimumSizeHint().width() <= 1093


# -- papers and replies -----------------------------------------------------------------------------------------


def test_the_papers_about_contracts_are_written_here_too(page: ContractPage, qtbot: QtBot) -> None:
    page.turn(PAPERS)
    row = page.rows[Paper.CONTRACT_TABLE]
    row.write.click()
    qtbot.waitUntil(lambda: "書き出しました" in row.said.accessibleName(), timeout=30000)
    assert row.path is not None
    assert row.path.read_bytes().startswith(b"%PDF")


def test_a_sheet_already_there_is_replaced_only_after_asking(page: ContractPage, sitting: Sitting) -> None:
    page.turn(PAPERS)
    path = page.desk.vendor_path(sitting, CONTRACTS[0])
    path.write_bytes(b"filled in by the contractor")
    page.vendor.writes["c1"].click()
    assert "もうあります" in page.vendor.notice.text
    assert path.read_bytes() == b"filled in by the contractor"
    page.vendor.writes["c1"].click()
    assert path.read_bytes().startswith(b"PK")


def test_a_reply_is_shown_first_taken_as_heard_and_can_be_taken_back(
    page: ContractPage, sitting: Sitting, reply: Callable[[], Path]
) -> None:
    back = reply()
    before = sitting.book.load(sitting.id)
    page.vendor.open_reply(back)
    assert sitting.book.load(sitting.id) == before
    card = page.vendor.reply
    assert card is not None
    assert [one.key for one in card.reply.rows] == [KEPT]
    assert SAID in card.reply.rows[0].note
    assert card.reply.rows[0].theirs == sitting.checklist.question[KEPT.question].choices[0].label
    card.take.click()
    taken = sitting.book.load(sitting.id).answer(KEPT)
    assert (taken.value, taken.basis) == ("both", Basis.HEARD)
    assert "名札は緑" in taken.note
    assert page.vendor.reply is None
    page.vendor.notice.button.click()
    assert sitting.book.load(sitting.id).answer(KEPT) == before.answer(KEPT)


def test_when_it_was_made_and_came_back_is_remembered(
    page: ContractPage, sitting: Sitting, reply: Callable[[], Path]
) -> None:
    assert page.desk.vendor_days(sitting) == {}
    page.vendor.open_reply(reply())
    assert "に作りました" in page.desk.vendor_days(sitting)["c1"]
    assert page.vendor.reply is not None
    page.vendor.reply.take.click()
    assert "返事を取り込みました" in page.desk.vendor_days(sitting)["c1"]


def test_the_same_reply_twice_has_nothing_to_take(page: ContractPage, reply: Callable[[], Path]) -> None:
    back = reply()
    page.vendor.open_reply(back)
    assert page.vendor.reply is not None
    page.vendor.reply.take.click()
    page.vendor.open_reply(back)
    card = page.vendor.reply
    assert card is not None
    assert list(card.reply.rows) == []
    assert not card.take.isVisible()


@pytest.mark.parametrize("take", list(Take))
def test_what_the_office_saw_itself_stays_unless_somebody_chooses(
    page: ContractPage, sitting: Sitting, reply: Callable[[], Path], take: Take
) -> None:
    worse = sitting.checklist.question[KEPT.question].choices[-1].value
    sitting.answer(KEPT, worse)
    sitting.set_basis(KEPT, Basis.SEEN)
    page.vendor.open_reply(reply())
    card = page.vendor.reply
    assert card is not None
    assert card.reply.rows[0].take is Take.NOTE
    card.buttons[KEPT, take].click()
    card.take.click()
    now = sitting.book.load(sitting.id).answer(KEPT)
    expected = {Take.THEIRS: ("both", Basis.HEARD), Take.NOTE: (worse, Basis.SEEN), Take.NOTHING: (worse, Basis.SEEN)}
    assert (now.value, now.basis) == expected[take]
    assert ("事業者の回答" in now.note) == (take is not Take.NOTHING)


def test_an_answer_changed_after_reading_is_not_written_over(
    page: ContractPage, sitting: Sitting, reply: Callable[[], Path]
) -> None:
    page.vendor.open_reply(reply())
    card = page.vendor.reply
    assert card is not None
    sitting.answer(KEPT, "unknown")
    card.take.click()
    assert "変わっています" in page.vendor.notice.text
    assert sitting.book.load(sitting.id).answer(KEPT).value == "unknown"


def test_a_file_that_is_no_reply_is_refused_in_place(page: ContractPage, tmp_path: Path) -> None:
    page.turn(PAPERS)
    (tmp_path / "x.xlsx").write_bytes(b"no workbook")
    page.vendor.open_reply(tmp_path / "x.xlsx")
    assert page.vendor.notice.text.startswith("！")
    assert page.vendor.reply is None
