"""講評 in the window: dropped in, beside the findings, answered, taken back; refused where it is another's."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QTest

from jukiself.answers.comment import Comment, Opinion
from jukiself.answers.model import Office
from jukiself.answers.situation import Situation
from jukiself.app.arrival_works import where_comments_go
from jukiself.app.works import now
from jukiself.checklist.model import Severity
from jukiself.excel.comments import lines, write_comments
from jukiself.findings.judge import judge
from jukiself.gui import background
from jukiself.gui.comment_page import CommentPage
from jukiself.gui.dropping import Dropping
from jukiself.store.book import Book
from jukiself.work import publish
from jukiself.work.cases import read_case
from jukiself.work.exchange import Editions, read_workbook

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from jukiself.answers.model import Inspection
    from jukiself.checklist.model import Checklist
    from jukiself.gui.shell import Shell
    from jukiself.work.inspect import Sitting

WHOLE = Comment(2005, "", text="記録の取り方がよくできています。", sender="長野県", day="2027-02-01")
ONE = Comment(
    2005,
    "org-one-person",
    text="副担当を決めるところから、\nいっしょに考えます。",
    opinion=Opinion.DISCUSS,
    severity=Severity.HIGH,
    reason="休むと止まるため",
    sender="長野県",
    day="2027-02-01",
)


def letter(folder: Path, inspection: Inspection, checklist: Checklist, *said: Comment) -> Path:
    situation = Situation(checklist, inspection)
    rows = lines(situation, judge(situation), said, every=True)
    path = folder / "講評.xlsx"
    path.write_bytes(write_comments(situation, rows, "長野県", "2027-02-01", "026-000-0000", "0.1"))
    return path


@pytest.fixture
def tried(shell: Shell, qtbot: QtBot) -> Sitting:
    """A case, open."""
    shell.start.case_wanted.emit("nagano-a")
    background.finish()
    qtbot.waitUntil(lambda: shell.sitting is not None)
    assert shell.sitting is not None
    return shell.sitting


def page_of(shell: Shell) -> CommentPage:
    page = shell.page("comments")
    assert isinstance(page, CommentPage)
    return page


def drop(shell: Shell, path: Path, qtbot: QtBot, page: str = "comments") -> None:
    next(one for one in shell.children() if isinstance(one, Dropping)).take([path])
    background.finish()
    if page:
        qtbot.waitUntil(lambda: shell.pages.shown() == page)


def test_it_is_dropped_in_and_answered(
    shell: Shell, tried: Sitting, checklist: Checklist, tmp_path: Path, qtbot: QtBot
) -> None:
    drop(shell, letter(tmp_path, tried.inspection, checklist, WHOLE, ONE), qtbot)
    page = page_of(shell)
    assert "長野県の講評を取り込みました。新しいもの 2件" in page.notice.text
    assert [card.comment for card in page.cards] == [WHOLE, ONE]
    QTest.keyClicks(page.cards[1].field, "4gatsu")
    shell.show_page("findings")
    kept = tried.book.load(tried.id)
    assert kept.comments == (WHOLE, replace(ONE, reply="4gatsu"))
    text = shell.findings.text.toPlainText()
    for words in (
        "県の講評",
        "話し合いたい",
        "休むと止まるため",
        "いっしょに考えます",
        "役場の返事：4gatsu",
        "返事を直す",
    ):
        assert words in text


def test_it_is_in_the_report_and_in_the_next_workbook(tried: Sitting, checklist: Checklist, tmp_path: Path) -> None:
    said = replace(tried.inspection, comments=(WHOLE, replace(ONE, reply="はい")))
    outline = repr(publish.report_outline(Situation(checklist, said)).parts)
    for words in ("記録の取り方がよくできています", "話し合いたい", "役場の返事：はい"):
        assert words in outline
    path = tmp_path / "回答書.xlsx"
    path.write_bytes(publish.workbook(Situation(checklist, said)))
    assert set(read_workbook(path, Editions()).inspection.comments) == set(said.comments)


def test_taking_it_in_can_be_taken_back_until_something_is_written(
    shell: Shell, tried: Sitting, checklist: Checklist, tmp_path: Path, qtbot: QtBot
) -> None:
    path = letter(tmp_path, tried.inspection, checklist, ONE)
    drop(shell, path, qtbot)
    page = page_of(shell)
    page.notice.button.click()
    assert not tried.inspection.comments
    assert not page.cards
    page.receive(path)
    undo = page.notice.button
    QTest.keyClicks(page.cards[0].field, "ok")
    page.flush()
    undo.click()
    assert "取り消せません" in page.notice.text
    assert [one.reply for one in tried.inspection.comments] == ["ok"]
    page.receive(path)
    assert "もう取り込んであります" in page.notice.text
    assert [one.reply for one in tried.inspection.comments] == ["ok"]


def test_another_offices_letter_is_refused_in_place(
    shell: Shell, tried: Sitting, checklist: Checklist, tmp_path: Path, qtbot: QtBot
) -> None:
    other = read_case("nagano-b", checklist).inspection
    drop(shell, letter(tmp_path, other, checklist, replace(ONE, rule="x")), qtbot)
    assert "990027" in page_of(shell).notice.text
    assert not tried.inspection.comments


def test_without_an_inspection_it_says_what_to_do(
    shell: Shell, checklist: Checklist, tmp_path: Path, qtbot: QtBot
) -> None:
    drop(shell, letter(tmp_path, read_case("nagano-a", checklist).inspection, checklist, ONE), qtbot, page="")
    qtbot.waitUntil(lambda: "講評" in shell.start.notice.text)
    assert "自治体A（990019）の平成17年度（2005年度）の点検" in shell.start.notice.text
    assert "続きから" in shell.start.notice.text


def test_the_book_it_belongs_to_is_named(checklist: Checklist, tmp_path: Path) -> None:
    inspection = read_case("nagano-a", checklist).inspection
    path = letter(tmp_path, inspection, checklist, ONE)
    other, mine = tmp_path / "ほか.jukiself", tmp_path / "うち.jukiself"
    for place, office in ((other, Office("203637", "原村")), (mine, inspection.office)):
        with Book.open(place, now) as book:
            book.create(replace(inspection, office=office))
    assert "「うち.jukiself」" in where_comments_go(path, "", [other, mine])
    assert "最近使った保存ファイルにありません" in where_comments_go(path, "", [other])


def test_new_replies_are_told_before_a_workbook_is_taken_in(
    shell: Shell, checklist: Checklist, tmp_path: Path, qtbot: QtBot
) -> None:
    inspection = read_case("nagano-a", checklist).inspection
    answered = replace(inspection, comments=(WHOLE, replace(ONE, reply="決めました")))
    path = tmp_path / "回答書.xlsx"
    path.write_bytes(publish.workbook(Situation(checklist, answered)))
    drop(shell, path, qtbot, page="arrival")
    assert "県の講評：新しいコメント 2　新しい返事 1" in shell.desk.read_workbook(path).facts


def test_a_finding_goes_into_the_plan_and_is_shown(
    shell: Shell, tried: Sitting, checklist: Checklist, tmp_path: Path, qtbot: QtBot
) -> None:
    drop(shell, letter(tmp_path, tried.inspection, checklist, ONE), qtbot)
    page = page_of(shell)
    page.cards[0].plan.click()
    assert [step.rule for step in tried.inspection.steps] == ["org-one-person"]
    page.cards[0].plan.click()
    assert "もう改善計画に入っています" in page.notice.text
    page.cards[0].see.click()
    assert shell.pages.shown() == "findings"


@pytest.mark.usefixtures("tried")
def test_the_page_of_approval_leads_there(shell: Shell) -> None:
    shell.show_page("review")
    shell.page("review").comments.click()  # type: ignore[attr-defined]
    assert shell.pages.shown() == "comments"
    assert "まだ届いていません" in page_of(shell).about.text()
    assert shell.focusWidget() is page_of(shell).choose
