"""頼む・聞く: slips are made where the page says, remembered, and what comes back is chosen row by row."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from jukiself.answers.model import Answer, Basis, Key
from jukiself.gui.asking_desk import Slip
from jukiself.gui.desk import Take, Wish
from tests.slips import filled

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from jukiself.app.desk import OfficeDesk
    from jukiself.gui.asking import AskingPage
    from jukiself.gui.reply_card import ReplyCard
    from jukiself.gui.shell import Shell
    from jukiself.work.inspect import Sitting

KEY = Key("policy-written")
WHO = "general-affairs"


@pytest.fixture
def page(sat: Shell) -> AskingPage:
    sat.show_page("asking")
    found: AskingPage = sat.page("asking")  # type: ignore[assignment]
    return found


@pytest.fixture
def make(page: AskingPage, sitting: Sitting, qtbot: QtBot) -> Callable[[Callable[[], None]], list[Path]]:
    """Press something that makes slips; the files there are afterwards."""

    def press(act: Callable[[], None]) -> list[Path]:
        act()
        qtbot.waitUntil(lambda: page._task is None)
        return sorted(page.desk.asking().folder(sitting).iterdir())

    return press


def hearing(paths: list[Path]) -> Path:
    return next(one for one in paths if one.suffix == ".xlsx")


def opened(page: AskingPage, path: Path) -> ReplyCard:
    """The reply as it is shown."""
    page.open_reply(path)
    assert page.reply is not None, page.notice.text
    return page.reply


def values(sitting: Sitting) -> tuple[str, str]:
    """The worst and the best answer to the question these tests are about."""
    choices = sitting.situation.choices(KEY)
    return choices[-1].value, choices[0].value


def test_a_slip_is_made_named_and_remembered(
    page: AskingPage, make: Callable[[Callable[[], None]], list[Path]], sitting: Sitting
) -> None:
    page.deadline.setText("12月4日")
    button = page.hearings[WHO]
    button.setFocus()
    paths = make(button.click)
    assert [one.name for one in paths] == [f"203637_2026年度_聞取り票_総務係.{kind}" for kind in ("pdf", "xlsx")]
    assert "総務係" in page.notice.text
    assert page.hearings[WHO] is button
    assert button.hasFocus()
    assert button.text() == "もう一度"
    assert [one.to_whom for one in sitting.book.handouts(sitting.id)] == [WHO]
    # A slip that may have been written on is never replaced.
    paths[1].write_bytes(b"somebody wrote here")
    again = make(button.click)
    assert paths[1].read_bytes() == b"somebody wrote here"
    assert len(again) == 3


def test_everything_at_once(
    page: AskingPage, make: Callable[[Callable[[], None]], list[Path]], sitting: Sitting
) -> None:
    paths = make(page.first[Slip.EVERYTHING].click)
    assert {"最初の日に頼むもの", "見回り票"} <= {one.stem.split("_")[-1] for one in paths}
    assert {one.to_whom for one in sitting.book.handouts(sitting.id)} == set(page.hearings)
    assert f"{len(paths)}個のファイル" in page.notice.text


def test_what_comes_back_is_chosen_row_by_row_and_can_be_undone(
    page: AskingPage, make: Callable[[Callable[[], None]], list[Path]], sitting: Sitting, tmp_path: Path
) -> None:
    path = hearing(make(page.hearings[WHO].click))
    worst, best = values(sitting)
    new = next(key for key in sitting.situation.keys if key.question == "policy-juki-rule")
    said = {KEY: Answer(worst), new: Answer(sitting.situation.choices(new)[0].value, note="例規集で見た")}
    sitting.answer(KEY, best)
    sitting.set_basis(KEY, Basis.SEEN)
    back = tmp_path / "返事.xlsx"
    back.write_bytes(filled(path.read_bytes(), sitting.checklist, said, by="小林"))
    before = dict(sitting.inspection.answers)

    card = opened(page, back)
    assert [one.key for one in card.reply.rows] == [KEY, new]
    assert card.chosen == {KEY: Take.NOTHING, new: Take.THEIRS}
    assert dict(sitting.inspection.answers) == before
    card.buttons[KEY, Take.THEIRS].click()
    card.take.click()
    assert sitting.inspection.answer(KEY).value == worst
    found = sitting.inspection.answer(new)
    assert (found.basis, found.note, found.answered_by) == (Basis.HEARD, "例規集で見た", "小林")
    assert page.reply is None
    assert page._days[WHO][2].text().endswith("日")

    page.notice.button.click()
    assert {key: one.value for key, one in sitting.inspection.answers.items()} == {
        key: one.value for key, one in before.items()
    }
    assert sitting.book.history(sitting.id, KEY)[-2].origin.startswith("聞取り票　総務係")
    opened(page, back).take.click()
    assert sitting.inspection.answer(KEY).value == best
    assert sitting.inspection.answer(new).value == said[new].value


def test_an_area_goes_out_and_a_file_of_another_year_is_refused(
    page: AskingPage,
    make: Callable[[Callable[[], None]], list[Path]],
    sitting: Sitting,
    desk: OfficeDesk,
    tmp_path: Path,
) -> None:
    page.area.setCurrentIndex(page.area.findData("training"))
    (path,) = make(page.share.click)
    assert path.name.endswith("分担票_教育研修.xlsx")
    assert "教育研修" in page._shared.accessibleName()
    other = desk.new_inspection(Wish("203637", "原村", 2025, True, tmp_path / "別" / "原村.jukiself"))
    try:
        (elsewhere,) = desk.asking().write(other, Slip.SHARE, "training", "")
    finally:
        other.book.close()
    page.open_reply(elsewhere)
    assert page.reply is None
    assert "年度（2025）" in page.notice.text
    card = opened(page, path)
    assert card.reply.rows == []
    assert not card.take.isVisibleTo(card)
    card.back.click()
    assert page.reply is None
    assert sitting.inspection.answers == {}


def test_what_changed_meanwhile_is_not_overwritten(
    page: AskingPage, make: Callable[[Callable[[], None]], list[Path]], sitting: Sitting
) -> None:
    path = hearing(make(page.hearings[WHO].click))
    worst, best = values(sitting)
    path.write_bytes(filled(path.read_bytes(), sitting.checklist, {KEY: Answer(worst)}))
    card = opened(page, path)
    sitting.answer(KEY, best)
    card.take.click()
    assert "変わっています" in page.notice.text
    assert sitting.inspection.answer(KEY).value == best


def test_a_book_somebody_else_writes_in_can_still_be_asked_from(
    page: AskingPage, make: Callable[[Callable[[], None]], list[Path]], sitting: Sitting, desk: OfficeDesk
) -> None:
    book = sitting.book.path
    assert book is not None
    sitting.book.let_lock_go()
    record = {"name": "髙橋", "host": "となりのPC", "process": 1, "at": desk.now().isoformat(timespec="seconds")}
    book.with_name(f".{book.name}.lock").write_text(json.dumps(record), encoding="utf-8")
    sitting.book.take_lock()
    page.show_sitting(sitting)
    assert not page.read.isEnabled()
    assert make(page.hearings[WHO].click)
    assert "作りました" in page.notice.text
    assert sitting.book.handouts(sitting.id) == []
