"""依頼, 見渡す, 講評, 概要: what is typed, chosen and sorted in the window stands in the book and in the files."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from jukiself.app.works import now
from jukiself.gui import background
from jukiself.gui.prefecture.across import AcrossPage
from jukiself.gui.prefecture.overview import OverviewPage
from jukiself.gui.prefecture.remarks import RemarksPage
from jukiself.gui.prefecture.request import RequestPage
from jukiself.store import remarks as kept
from jukiself.store.arrivals import kept_replies
from jukiself.store.book import Book
from jukiself.store.requests import load_roll, requests
from jukiself.survey.remarks import Bin, Remark
from jukiself.work.exchange import Editions, read_workbook
from jukiself.work.request import save_round
from tests.gui.keys import press
from tests.gui.rounds import board_of, opened

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLineEdit

    from jukiself.gui.shell import Shell
    from jukiself.survey.request import Request
    from tests.gui.rounds import Shelf


@pytest.fixture
def path(shell: Shell, shelf: Shelf, tmp_path: Path) -> Path:
    return opened(shell, shelf.collected, tmp_path)


def show(shell: Shell, name: str) -> object:
    shell.show_page(name)
    background.finish()
    assert shell.pages.shown() == name
    return shell.page(name)


def write(field: QLineEdit, text: str) -> None:
    """As an input method would; QTest knows Latin letters only."""
    field.setText(text)
    field.textEdited.emit(text)


def asked(path: Path) -> Request:
    with Book.open(path, now) as book:
        return requests(book)[0]


# -- 依頼


@pytest.fixture
def request_page(shell: Shell, path: Path) -> RequestPage:
    assert path.exists()
    found = show(shell, "request")
    assert isinstance(found, RequestPage)
    return found


def test_what_is_typed_is_kept_when_one_leaves_the_page(shell: Shell, request_page: RequestPage, path: Path) -> None:
    field = request_page.fields["deadline"]
    field.clear()
    QTest.keyClicks(field, "12/18")
    write(request_page.fields["title"], "自己点検のお願い")
    request_page.locals.add.click()
    row = request_page.locals.rows[0]
    write(row.text, "USB を配っていますか。")
    write(row.choices, "はい／いいえ")
    shell.show_page("board")
    found = asked(path)
    assert found.deadline.endswith("-12-18")
    assert found.title == "自己点検のお願い"
    assert [(one.text, one.choices) for one in found.questions] == [("USB を配っていますか。", ("はい", "いいえ"))]


def test_a_day_that_is_none_keeps_one_on_the_page(shell: Shell, request_page: RequestPage, path: Path) -> None:
    before = asked(path)
    write(request_page.fields["keep_until"], "いつか")
    shell.show_page("board")
    assert shell.pages.shown() == "request"
    assert "日付として読めません" in request_page.notice.text
    assert asked(path) == before
    write(request_page.fields["keep_until"], "")
    assert request_page.flush()


def test_a_list_is_taken_whole_or_its_faults_are_told_by_row(
    request_page: RequestPage, path: Path, tmp_path: Path
) -> None:
    bad, good = tmp_path / "悪い.csv", tmp_path / "良い.csv"
    bad.write_text("団体コード,団体名\n203637,原村\n203638,どこか村\n", encoding="utf-8")
    good.write_text("団体コード,団体名,電話\n203637,原村,0266-00-0000\n", encoding="utf-8")
    headless = tmp_path / "見出しなし.csv"
    headless.write_text("203637,原村\n", encoding="utf-8")
    request_page.take_roll(headless)
    assert request_page.faults.text().endswith("見つかりません。記入用の一覧に写すと確かです。")
    request_page.take_roll(bad)
    assert "3行目" in request_page.faults.text()
    assert "記入用" not in request_page.faults.text()
    with Book.open(path, now) as book:
        assert len(load_roll(book, request_page.gathering.year, request_page.gathering.nature)) == 6  # type: ignore[union-attr]
    request_page.take_roll(good)
    assert request_page.faults.text() == ""
    assert [one.office.name for one in request_page.table.things] == ["原村"]


def test_blanks_for_all_are_made_beside_the_window(request_page: RequestPage, tmp_path: Path) -> None:
    out = tmp_path / "依頼"
    request_page.write_blanks(out)
    background.finish()
    assert "作成 6" in request_page.notice.text
    blanks = sorted(out.glob("*点検回答書.xlsx"))
    assert len(blanks) == 6
    assert read_workbook(blanks[0], Editions()).inspection.office.code == "990019"
    assert len(list(out.glob("鑑文*"))) == 2
    request_page.write_blanks(out)
    request_page.band.give_up()
    background.finish()
    assert not request_page.band.busy


# -- 見渡す


@pytest.fixture
def across(shell: Shell, path: Path) -> AcrossPage:
    assert path.exists()
    found = show(shell, "across")
    assert isinstance(found, AcrossPage)
    return found


def test_a_cell_of_the_picture_leads_to_its_offices_and_a_reply(shell: Shell, across: AcrossPage) -> None:
    assert across.survey is not None
    cell, standing = next((cell, one) for cell, one in across.survey.across.picture.items() if one.unmet)
    across.picture.choose(cell)
    assert across.offices.things[0].code == standing.unmet[0]
    assert across.offices.text(0, 1) == "できていない"
    QTest.keyClick(across.offices, Qt.Key.Key_Return)
    assert shell.sitting is not None
    assert shell.sitting.inspection.office.code == standing.unmet[0]
    shell.go_back()
    assert shell.pages.shown() == "across"


def test_every_line_counts_the_offices_behind_it(across: AcrossPage) -> None:
    assert across.survey is not None
    for name in ("crossings", "spreads", "unknown", "answers"):
        across.look(name)
        table = across.tables[name]
        assert table.things
        for line in list(table.things)[:12]:
            assert table.go(line.name)
            assert len(across.offices.things) == sum(len(codes) for _, codes in line.behind)
    audits = next(one for one in across.survey.across.crossings if one.rule.id in {line.name for line in across.tables["crossings"].things})  # fmt: skip
    assert f"{len(audits.holds)}／{audits.counted}" in {
        across.tables["crossings"].text(row, 1) for row in range(len(across.tables["crossings"].things))
    }


def test_offices_are_sifted(across: AcrossPage) -> None:
    across.sieve.contractor.setText("どこにもない業者")
    across.sieve.contractor.editingFinished.emit()
    background.finish()
    assert across.survey is not None
    assert across.survey.across.codes == ()
    across.sieve.contractor.clear()
    across.sieve.contractor.editingFinished.emit()
    background.finish()
    assert len(across.survey.across.codes) == 4


def test_offices_are_sifted_by_the_columns_of_the_list_and_all_at_once_again(
    shell: Shell, shelf: Shelf, tmp_path: Path
) -> None:
    path = tmp_path / "県.jukiself"
    shutil.copy(shelf.collected, path)
    with Book.open(path, now) as book:
        (request,) = requests(book)
        roll = load_roll(book, request.year, request.nature)
        regions = zip(roll, ("北信", "南信", "南信", "北信", "北信", "東信"), strict=True)
        listed = [
            replace(one, traits=MappingProxyType({"圏域": where, "番号": "1", "x=y": where})) for one, where in regions
        ]
        save_round(book, request, now, "", listed)
    shell.open_book(path)
    background.finish()
    page = show(shell, "across")
    assert isinstance(page, AcrossPage)
    sieve = page.sieve
    assert list(sieve.columns) == ["圏域"]
    column = sieve.columns["圏域"]
    # Only what replied is counted, and only what groups offices is offered.
    assert [column.itemText(row) for row in range(column.count())] == ["圏域：すべて", "北信（2）", "南信（2）"]
    assert sieve.off.isHidden()
    column.setCurrentIndex(2)
    column.activated.emit(2)
    background.finish()
    assert page.survey is not None
    assert list(page.survey.across.codes) == [one.office.code for one in roll[1:3]]
    assert "圏域が南信" in page.whose.text()
    assert column.count() == 3
    # From a number to the offices behind it, to a reply, and back to where one was.
    page.look("spreads")
    office = page.offices.things[0].code
    page.offices.setFocus()
    QTest.keyClick(page.offices, Qt.Key.Key_Return)
    assert shell.sitting is not None
    assert shell.sitting.inspection.office.code == office
    shell.go_back()
    background.finish()
    assert page.offices.hasFocus()
    assert "圏域が南信" in page.whose.text()
    sieve.off.click()
    background.finish()
    assert [one.code for one in page.survey.across.replies] == [one.office.code for one in roll[:4]]


def test_two_years_stand_beside_each_other_in_the_window(shell: Shell, shelf: Shelf, tmp_path: Path) -> None:
    path = tmp_path / "県.jukiself"
    shutil.copy(shelf.collected, path)
    with Book.open(path, now) as book:
        (request,) = requests(book)
        for code, year, nature, submission in list(kept_replies(book)):
            number = book.find(code, year, nature)
            assert number is not None
            before = book.load(number)
            answers = {key: one for key, one in before.answers.items() if key.question != "audit-internal-last"}
            earlier = replace(before, year=year - 1, answers=MappingProxyType(answers), submission=submission)
            book.create(earlier)
    shell.open_book(path)
    background.finish()
    page = show(shell, "across")
    assert isinstance(page, AcrossPage)
    assert page.views["then"].isHidden()
    assert page.before.count() == 2
    page.before.setCurrentIndex(1)
    page.before.activated.emit(1)
    background.finish()
    assert page.survey is not None
    assert page.survey.then_year == request.year - 1
    page.views["then"].click()
    table = page.tables["then"]
    assert table.things
    for line in list(table.things)[:12]:
        assert table.go(line.name)
        assert len(page.offices.things) == sum(len(codes) for _, codes in line.behind)
    assert any(line.name.startswith("rule:audit") for line in table.things)
    overview = show(shell, "overview")
    assert isinstance(overview, OverviewPage)
    overview.before.setCurrentIndex(1)
    overview.kinds[".pdf"].setChecked(False)
    overview.write_files()
    background.finish()
    (whole,) = tmp_path.glob("*概要*.docx")
    found = docx.Document(str(whole))
    assert any(f"{request.year - 1}年度" in one.text for one in found.paragraphs)


# -- 講評


@pytest.fixture
def page(shell: Shell, path: Path) -> RemarksPage:
    assert path.exists()
    found = show(shell, "remarks")
    assert isinstance(found, RemarksPage)
    return found


def written(page: RemarksPage, path: Path) -> list[Remark]:
    assert page.gathering is not None
    with Book.open(path, now) as book:
        return list(kept.load(book, page.gathering.year, page.gathering.nature).values())


def test_single_keys_sort_one_finding_or_all_of_a_kind(page: RemarksPage, path: Path) -> None:
    assert page.pile is not None
    count, first = page.pile.remaining, page.heaps.thing
    assert first is not None
    QTest.keyClick(page.heaps, Qt.Key.Key_1)
    assert {one.bin for one in written(page, path)} == {Bin.ALL}
    assert len(written(page, path)) == len(first.heap.items)
    assert page.counter.text().startswith(f"残り {count - len(first.heap.items):,}／")
    page.items.go(page.items.things[0].name)
    QTest.keyClick(page.items, Qt.Key.Key_3)
    assert sum(one.bin is Bin.PHONE for one in written(page, path)) == 1
    # The next one is current.
    assert page.items.currentIndex().row() == 1


def test_a_comment_and_a_severity_with_its_reason_are_kept(page: RemarksPage, path: Path) -> None:
    page.card.comment.setPlainText("連合と話し合ってください。")
    page.card.severity.setCurrentIndex(3)
    page.card.keep.click()
    assert "理由を書いて" in page.notice.text
    assert not page.flush()
    page.card.reason.setText("人数のため")
    page.card.keep.click()
    (one,) = written(page, path)
    assert (one.comment, one.reason) == ("連合と話し合ってください。", "人数のため")


def test_what_another_reviewer_wrote_first_stands_beside_ones_own_text(page: RemarksPage, path: Path) -> None:
    item = page.card.item
    assert item is not None
    assert page.gathering is not None
    with Book.open(path, now) as book:
        theirs = Remark(*item.on, comment="先に書いた文")
        kept.put(book, page.gathering.year, page.gathering.nature, [theirs], "佐藤", now())
    page.card.comment.setPlainText("私の文")
    page.card.keep.click()
    assert "佐藤" in page.card.theirs.text()
    assert "先に書いた文" in page.card.theirs.text()
    assert page.card.comment.text == "私の文"
    assert [one.comment for one in written(page, path)] == ["先に書いた文"]
    page.card.keep.click()
    assert [one.comment for one in written(page, path)] == ["私の文"]


def test_the_rest_goes_as_proposed_and_letters_and_workbooks_go_out(page: RemarksPage, tmp_path: Path) -> None:
    page.accept.click()
    page.notice.button.click()
    assert page.pile is not None
    assert page.pile.remaining == 0
    out = tmp_path / "講評"
    page.head.day.setText("2/1")
    page.head.number.setText("8市町村第12号")
    page.head.no_seal.click()
    told: list[str] = []
    page.band.bar.valueChanged.connect(lambda _value: told.append(page.band.words.text()))
    page.write(out)
    background.finish()
    assert told[-1].endswith("8／8")
    first = [one.text for one in docx.Document(str(next(out.glob("*_個別助言.docx")))).paragraphs]
    assert first[0] == "8市町村第12号"
    assert any("（公印省略）" in one for one in first)
    assert len(list(out.glob("*_講評.xlsx"))) == 4
    assert len(list(out.glob("*_個別助言.docx"))) == len(list(out.glob("*_個別助言.pdf"))) == 4
    assert len(list(out.glob("*全体通知*"))) == 2


def test_gathering_the_pile_is_counted_stopped_and_gone_on_with(shell: Shell, path: Path) -> None:
    board = board_of(shell)
    assert board.gathering is not None
    page = shell.page("remarks")
    assert isinstance(page, RemarksPage)
    told: list[str] = []

    def hear(value: int) -> None:
        told.append(page.band.words.text())
        if value == 1:
            page.band.give_up()

    page.band.bar.valueChanged.connect(hear)
    shell.show_page("remarks")
    background.finish()
    assert any(one.endswith("1／4") for one in told), told
    if page.pile is None:
        # Stopped in time: what was judged is kept, and the rest is one press away.
        assert "やめました" in page.notice.text
        page.notice.button.click()
        background.finish()
    assert page.pile is not None
    assert len({one.office for one in page.pile.items}) == 4
    assert path.exists()


def test_stopped_between_two_letters_what_is_written_stays_whole(page: RemarksPage, tmp_path: Path) -> None:
    out = tmp_path / "講評"
    page.band.bar.valueChanged.connect(lambda value: page.band.give_up() if value == 1 else None)
    page.write(out)
    background.finish()
    assert not page.band.busy
    assert docx.Document(str(next(out.glob("*_全体通知.docx")))).paragraphs
    page.head.number.setText("\x00")
    page.write(out)
    background.finish()
    assert "文書番号" in page.notice.text


def test_a_run_with_remarks_on_it_is_taken_back_only_when_one_says_so_twice(
    shell: Shell, page: RemarksPage, path: Path
) -> None:
    QTest.keyClick(page.items, Qt.Key.Key_2)
    shell.show_page("board")
    board = board_of(shell)
    board.last.click()
    board.notice.button.click()
    assert "講評を書いた団体があります" in board.notice.text
    assert "--" not in board.notice.text
    assert board.counter.text() == "提出 4／6"
    board.notice.button.click()
    assert board.counter.text() == "提出 0／6"
    assert len(written(page, path)) == 1


# -- 概要


def test_the_report_is_written_with_and_without_names(shell: Shell, path: Path) -> None:
    found = show(shell, "overview")
    assert isinstance(found, OverviewPage)
    found.kinds[".pdf"].setChecked(False)
    found.write.setFocus()
    press(Qt.Key.Key_Return)
    assert not isinstance(QApplication.focusWidget(), QAbstractButton), "another Enter would press what is next"
    background.finish()
    assert found.write.hasFocus()
    (whole,) = path.parent.glob("*概要*.docx")
    assert "自治体A" in "\n".join(one.text for one in docx.Document(str(whole)).paragraphs)
    found.anonymous.click()
    found.write_files()
    background.finish()
    (veiled,) = path.parent.glob("*概要*匿名*.docx")
    assert "自治体A" not in "\n".join(one.text for one in docx.Document(str(veiled)).paragraphs)
    assert "▲" in found.warnings.text()
