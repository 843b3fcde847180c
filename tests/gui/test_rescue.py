"""A damaged book on the first page: said, rescued with one press, opened with the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from jukiself.gui import background
from jukiself.gui.desk import Wish
from tests.work.test_rescue import harm, pages_of

if TYPE_CHECKING:
    from pathlib import Path

    from jukiself.app.desk import OfficeDesk
    from jukiself.gui.restore_page import RestorePage
    from jukiself.gui.shell import Shell


def test_what_can_be_read_is_rescued_and_opened(shell: Shell, desk: OfficeDesk, tmp_path: Path) -> None:
    path = tmp_path / "原村.jukiself"
    sitting = desk.new_inspection(Wish("203637", "原村", 2026, True, path))
    for key in sitting.situation.keys[:3]:
        sitting.answer(key, "unknown")
    given = dict(sitting.inspection.answers)
    desk.leave(sitting)
    harm(path, pages_of(path, "answer")[0])
    before = path.read_bytes()
    shell.open_book(path)
    background.finish()
    assert "壊れているため読めません" in shell.start.notice.text
    shell.start.notice.button.click()
    page = cast("RestorePage", shell.page("restore"))
    assert page.copies.things, "its copies stand beside"
    page.rescue.click()
    background.finish()
    notice = page.notice
    assert "もとのファイルには手を付けていません" in notice.text
    assert f"答え {len(given)}（うち {len(given)} は、履歴" in notice.text
    notice.button.click()
    background.finish()
    assert shell.sitting is not None
    assert dict(shell.sitting.inspection.answers) == given
    assert path.read_bytes() == before
