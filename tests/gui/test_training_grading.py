"""答え合わせ in the real window: of a practice, there and back by its questions; of a room, where it split first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest

from jukiself.answers.model import Answer, Basis, Nature, Office
from jukiself.app.works import home as books
from jukiself.app.works import now, practice_path
from jukiself.gui import background
from jukiself.store.book import Book
from jukiself.work import practising

if TYPE_CHECKING:
    from jukiself.gui.shell import Shell
    from jukiself.gui.training import TrainingPage
    from jukiself.gui.training_grading import PracticeGrading, RoomGrading


@pytest.fixture
def practised(shell: Shell, training: TrainingPage) -> Shell:
    """A practice with one answer of each kind: invented and sure, missed, wrong, right."""
    training.alone.click()
    background.finish()
    assert shell.sitting is not None
    lesson = practising.stories().lesson("nagano-b")
    invented, right, wrong, missed = (lesson.story.items[place].key for place in (7, 5, 4, 2))
    checklist = shell.sitting.situation.checklist
    best = checklist.question[invented.question].choices[0].value
    for key, value, basis in (
        (invented, best, Basis.SEEN),
        (right, lesson.answer(right).value, Basis.HEARD),
        (wrong, checklist.question[wrong.question].choices[0].value, Basis.HEARD),
        (missed, "unknown", Basis.HEARD),
    ):
        shell.sitting.answer(key, value)
        if value != "unknown":
            shell.sitting.set_basis(key, basis)
    return shell


def test_a_practice_begins_with_its_story_and_the_bar_has_no_pages_for_others(
    shell: Shell, training: TrainingPage
) -> None:
    training.alone.click()
    background.finish()
    assert shell.pages.shown() == "story"
    shown = [name for name, button in shell.top.tabs.items() if not button.isHidden()]
    assert {"story", "grading"} <= set(shown)
    assert not {"asking", "compare"} & set(shown)
    shell.show_page("asking")
    assert shell.pages.shown() == "story"
    text = shell.page("story").text.toPlainText()  # type: ignore[attr-defined]
    assert all(line.text in text for line in practising.stories().story("nagano-b").lines)


def test_each_difference_says_the_fact_and_why_and_leads_to_its_question_and_back(practised: Shell) -> None:
    shell = practised
    QTest.keyClick(shell, Qt.Key.Key_9, Qt.KeyboardModifier.ControlModifier)
    shell.show_page("grading")
    page = cast("PracticeGrading", shell.page("grading"))
    titles = [button.text() for button in page.tabs]
    assert [one.split()[-1] for one in titles[1:]] == ["1", "1", "1", "0", "1"]
    page.tabs[1].click()
    assert "書かれていません" in page.text.toPlainText()
    assert "確かめないまま" in page.text.toPlainText()
    assert "言い切りすぎ" in page.text.toPlainText()
    page.tabs[3].click()
    said = page.text.toPlainText()
    key = practising.stories().lesson("nagano-b").story.items[2].key
    assert "教育" in said
    assert "自治体Ｂ" in said
    page.text.anchorClicked.emit(QUrl(f"key:{key}"))
    assert shell.pages.shown() == "wizard"
    assert shell.wizard.pane.key == key
    shell.show_page_of("Ctrl+9")
    assert shell.pages.shown() == "grading"
    assert page.tabs[3].isChecked()


def test_the_page_is_printed_from_where_one_reads(practised: Shell) -> None:
    practised.show_page("grading")
    page = cast("PracticeGrading", practised.page("grading"))
    page.print.click()
    background.finish()
    (path,) = books().glob("研修_答え合わせ_*.pdf")
    assert path.read_bytes().startswith(b"%PDF")
    assert "作りました" in page.notice.text


def test_the_training_page_leads_to_the_comparison_of_a_practice(practised: Shell, training: TrainingPage) -> None:
    practised.go_home()
    practised.start.training.click()
    training.compare.click()
    background.finish()
    assert practised.pages.shown() == "grading"
    assert practised.sitting is not None
    assert practised.sitting.inspection.nature is Nature.TRAINING


def test_a_practice_begun_afresh_keeps_the_one_before_under_a_dated_name(
    practised: Shell, training: TrainingPage
) -> None:
    practised.go_home()
    practised.start.training.click()
    training.stories["kakuu"].click()
    training.again.click()
    assert "まだ始めていません" in training.notice.text
    training.stories["nagano-b"].click()
    training.again.click()
    (aside,) = books().glob("研修_2*.jukiself")
    assert aside.name in training.notice.text
    with Book.open(aside, now) as old, Book.open(practice_path(), now) as fresh:
        before, after = (book.load(book.summaries()[0].id) for book in (old, fresh))
    assert (len(before.answers), len(after.answers)) == (4, 0)
    assert before.office == after.office
    assert str(practice_path().name) in "".join(one.text() for one in training.findChildren(type(training.intro)))


def test_a_room_tells_where_it_split_first_and_counts_groups_without_naming_them(
    shell: Shell, training: TrainingPage
) -> None:
    training.lead.click()
    stage = training.stage
    assert stage is not None
    while stage.room.reading:
        QTest.keyClick(stage, Qt.Key.Key_Space)
    QTest.keyClicks(stage, "112131415161")
    for _ in range(5):
        QTest.keyClick(stage, Qt.Key.Key_Space)
    QTest.keyClicks(stage, "112132425261")
    QTest.keyClick(stage, Qt.Key.Key_Escape)
    assert "閉じました" in training.notice.text
    training.notice.button.click()
    assert shell.pages.shown() == "room-grading"
    found = cast("RoomGrading", shell.page("room-grading"))
    assert [one.text() for one in found.tabs if not one.isHidden()] == ["割れた問い 1", "そろった問い 1", "分野ごと"]
    said = found.text.toPlainText()
    assert said.index("問2") > 0
    assert "問1　" not in said
    assert not any(f"{group}組の札" in said or f"{group}組は" in said for group in range(1, 7))
    _kit, graded = training.desk.room_graded("nagano-b")
    assert [one.item for one in graded.marks] == [1, 0]
    assert graded.marks[0].groups == 6
    found.print.click()
    background.finish()
    assert list(books().glob("研修_部屋の答え合わせ_*.pdf"))
    found.back.click()
    assert shell.pages.shown() == "training"


def test_a_room_without_cards_says_so(shell: Shell, training: TrainingPage) -> None:
    training.room.click()
    found = cast("RoomGrading", shell.page("room-grading"))
    assert "まだ札がありません" in found.text.toPlainText()


def test_a_practice_that_is_no_story_is_told_so_instead_of_compared(shell: Shell) -> None:
    strange = replace(practising.begun(practising.stories().lesson("nagano-b")), office=Office("203637", "原村"))
    books().mkdir(parents=True, exist_ok=True)
    with Book.open(practice_path(), now) as book:
        book.create(strange)
    shell.open_book(practice_path())
    background.finish()
    for name in ("grading", "story"):
        shell.show_page(name)
        found = cast("PracticeGrading", shell.page(name))
        assert "題材から始めたものではありません" in found.text.toPlainText()
        assert found.print.isHidden()


def test_other_practices_go_on_where_one_begins_afresh(training: TrainingPage) -> None:
    stories = practising.stories()
    one, other = (practising.begun(stories.lesson(name)) for name in ("nagano-b", "kakuu"))
    key = stories.lesson("kakuu").story.items[0].key
    books().mkdir(parents=True, exist_ok=True)
    with Book.open(practice_path(), now) as book:
        book.create(one)
        book.create(replace(other, answers={key: Answer("unknown")}))
    training.again.click()
    training.again.click()
    assert len(list(books().glob("研修_2*.jukiself"))) == 2
    with Book.open(practice_path(), now) as book:
        kept = {found.office.code: book.load(found.id) for found in book.summaries()}
    assert {code: len(found.answers) for code, found in kept.items()} == {one.office.code: 0, other.office.code: 1}
