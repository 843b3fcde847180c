"""設定: saved with the press, taken back with the next; no answer is lost by it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtTest import QTest

from jukiself.answers.model import Life
from jukiself.gui.theme import LARGEST_SCALE

if TYPE_CHECKING:
    from pathlib import Path

    from jukiself.app.desk import OfficeDesk
    from jukiself.gui.desk import Wish
    from jukiself.gui.settings_page import SettingsPage
    from jukiself.gui.shell import Shell
    from jukiself.work.inspect import Sitting


def opened(shell: Shell) -> SettingsPage:
    shell.show_page("settings")
    page: SettingsPage = shell.page("settings")  # type: ignore[assignment]
    assert shell.pages.currentWidget() is page
    return page


def test_the_depth_changes_at_once_keeps_the_answers_and_can_be_taken_back(sat: Shell, sitting: Sitting) -> None:
    key = next(one for one in sitting.situation.keys if not sitting.checklist.question[one.question].short)
    sitting.answer(key, "unknown")
    page = opened(sat)
    asked = sitting.situation.progress.asked
    page.depths[False].click()
    kept = sitting.book.load(sitting.id)
    assert not kept.full
    assert kept.answer(key).value == "unknown"
    assert sitting.situation.progress.asked < asked
    assert str(asked) in page.notice.text
    page.notice.button.click()
    assert sitting.book.load(sitting.id).full
    assert page.depths[True].isChecked()
    assert sitting.situation.progress.asked == asked


def test_after_approval_what_is_asked_stays(sat: Shell, sitting: Sitting) -> None:
    sitting.put_review(replace(sitting.inspection.review, life=Life.APPROVED))
    page = opened(sat)
    assert not any(button.isEnabled() for button in (*page.depths.values(), *page.extras.values()))
    assert "決裁済み" in page.asked.accessibleName()


def test_an_optional_area_is_asked_from_the_press_on(sat: Shell, sitting: Sitting) -> None:
    page = opened(sat)
    area, button = next(iter(page.extras.items()))
    button.click()
    assert sitting.book.load(sitting.id).extras == (area,)
    sat.show_page("wizard")
    assert any(sitting.checklist.question[one.question].area == area for one in sitting.situation.keys)
    assert opened(sat).extras[area].isChecked()
    page.notice.button.click()
    assert sitting.book.load(sitting.id).extras == ()


def test_the_contact_is_one_whether_written_here_or_at_the_papers(sat: Shell, sitting: Sitting) -> None:
    page = opened(sat)
    page.contact.fields["section"].setFocus()
    QTest.keyClicks(page.contact.fields["section"], "jumin")
    sat.show_page("export")
    assert sitting.book.load(sitting.id).contact.section == "jumin"
    assert sat.export.contact.fields["section"].text() == "jumin"


def test_text_grows_with_the_button_and_stops_at_the_largest(shell: Shell, desk: OfficeDesk) -> None:
    page = opened(shell)
    try:
        page.larger.click()
        assert desk.text_scale() == 1.1
        assert page.percent.text() == "110 %"
        for _ in range(20):
            page.larger.click()
        assert desk.text_scale() == LARGEST_SCALE
        assert not page.larger.isEnabled()
    finally:
        page.plain.click()
    assert desk.text_scale() == 1.0
    assert not page.plain.isEnabled()


def test_before_an_inspection_is_open_only_the_machine_is_shown(shell: Shell, sat: Shell) -> None:
    sat.go_home()
    page = opened(shell)
    assert not page.inspection.isVisible()
    assert page.larger.isVisible()


def test_the_list_of_books_can_be_emptied_and_put_back(sat: Shell, desk: OfficeDesk) -> None:
    sat.go_home()
    page = opened(sat)
    before = [one.path for one in desk.recent()]
    assert before
    page.forget.click()
    assert list(desk.recent()) == []
    page.notice.button.click()
    assert [one.path for one in desk.recent()] == before


def test_a_folder_for_copies_is_remembered_until_one_wants_another_or_none(
    shell: Shell, desk: OfficeDesk, tmp_path: Path
) -> None:
    page = opened(shell)
    copies = page.copies
    assert "横のフォルダー「控え」" in copies.place.accessibleName()
    copies.set_folder(str(tmp_path))
    assert desk.setting("copies_folder") == str(tmp_path)
    assert tmp_path.name in copies.place.accessibleName()
    assert "10個" in copies.place.accessibleName()
    copies.beside.click()
    assert desk.setting("copies_folder") == ""
    copies.off.click()
    assert not desk.setting("copies_on")
    assert "置いていません" in copies.place.accessibleName()
    page.notice.button.click()
    assert desk.setting("copies_on")


def test_the_first_copy_of_a_book_is_told_once_and_counted_in_the_settings(
    shell: Shell, desk: OfficeDesk, wish: Wish
) -> None:
    desk.keep_setting("copies_on", value=False)
    shell.open_sitting(desk.new_inspection(wish))
    assert shell.leave()
    desk.keep_setting("copies_on", value=True)
    shell.open_sitting(desk.open_book(wish.path))
    assert "「控え」というフォルダーを作り" in shell.notice.text
    shell.say_saved(True)
    assert not shell.notice.text, "gone with the first answer"
    assert shell.sitting is not None
    shell.sitting.answer(shell.sitting.situation.keys[0], "unknown")
    assert shell.leave()
    shell.open_sitting(desk.open_book(wish.path))
    assert not shell.notice.text
    assert "いま 2個です" in opened(shell).copies.place.accessibleName()


def test_nobody_is_copied_for_who_wants_no_copies_nor_a_case_tried(
    shell: Shell, desk: OfficeDesk, wish: Wish, home: Path
) -> None:
    opened(shell).copies.off.click()
    shell.open_sitting(desk.new_inspection(wish))
    assert [one.name for one in wish.path.parent.iterdir() if one.suffix == ".jukiself"] == [wish.path.name]
    assert shell.leave()
    opened(shell).copies.beside.click()
    trial = desk.try_case("nagano-a")
    shell.open_sitting(trial)
    assert trial.book.path is not None
    trial.answer_all({key: trial.inspection.answer(key) for key in trial.situation.keys[:2]})
    assert not list(home.rglob("*_控え_*"))
    assert not (trial.book.path.parent / "控え").exists()


def test_copies_are_put_where_the_office_says_and_a_folder_gone_stops_nothing(
    shell: Shell, desk: OfficeDesk, wish: Wish, tmp_path: Path
) -> None:
    folder = tmp_path / "共有の控え"
    folder.mkdir()
    opened(shell).copies.set_folder(str(folder))
    shell.open_sitting(desk.new_inspection(wish))
    assert len(list(folder.iterdir())) == 1
    assert not shell.notice.text
    assert shell.leave()
    folder.rename(tmp_path / "別の所")
    shell.open_sitting(desk.open_book(wish.path))
    assert "控え" in shell.notice.text
    assert "続けられます" in shell.notice.text
    assert shell.sitting is not None
    shell.sitting.answer(shell.sitting.situation.keys[0], "unknown")
    assert desk.setting("copies_folder") == str(folder), "not forgotten because it is missing today"
    (tmp_path / "別の所").rename(folder)
    shell.sitting.put_review(replace(shell.sitting.inspection.review, life=Life.APPROVED))
    shell.open_sitting(desk.reopen(shell.sitting))
    assert len(list(folder.iterdir())) == 2
    assert not shell.notice.text
