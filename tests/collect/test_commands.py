"""collect, board and receipts as a reviewer or a script calls them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import docx
import pikepdf
import pytest

from jukiself.answers.model import Nature
from jukiself.excel.lock import locked
from jukiself.store import remarks
from jukiself.store.book import Book
from jukiself.survey.remarks import Bin, Remark
from tests.collect.conftest import Desk, office
from tests.commands import run

if TYPE_CHECKING:
    from pathlib import Path

    from jukiself.checklist.model import Checklist


@pytest.fixture
def path(desk: Desk, tmp_path: Path) -> Path:
    """A book that another process may open: nobody holds it here."""
    desk.book.close()
    return tmp_path / "県.jukiself"


def test_one_line_a_file_and_exit_codes(desk: Desk, path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    desk.put(desk.reply(1), "a.xlsx")
    desk.put(desk.reply(2), "下/b.xlsx")
    assert run(capfd, "collect", desk.folder, "--book", path)[:2] == (0, "a.xlsx\ttaken\n下/b.xlsx\ttaken\n")
    code, out, _ = run(capfd, "collect", desk.folder, "--book", path)
    assert (code, [one.split("\t")[1] for one in out.splitlines()]) == (0, ["same", "same"])
    desk.put(desk.reply(1, seed=8), "c.xlsx")
    code, out, err = run(capfd, "collect", desk.folder, "--book", path)
    assert code == 1
    assert out.splitlines()[1].startswith("c.xlsx\trefused\t同じ第1回の回答書がもうあり、答えが違います。")
    assert "差替えの判断待ち 1" in err
    assert run(capfd, "collect", "--book", path)[0] == 2
    assert run(capfd, "collect", desk.folder, "--undo", "--book", path)[0] == 2
    assert run(capfd, "collect", desk.folder / "nowhere", "--book", path)[0] == 1
    assert run(capfd, "collect", "--undo", "--book", path.with_name("none.jukiself"))[0] == 1
    assert not path.with_name("none.jukiself").exists()


def test_json_has_files_and_boards(desk: Desk, path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    desk.put(desk.reply(1), "a.xlsx")
    (desk.folder / "b.xlsx").write_bytes(b"")
    code, out, _ = run(capfd, "collect", desk.folder, "--book", path, "--json")
    said = json.loads(out)
    assert code == 1
    assert [(one["name"], one["verdict"], one["waiting"]) for one in said["files"]] == [
        ("a.xlsx", "taken", False),
        ("b.xlsx", "refused", False),
    ]
    assert said["counts"] == {"taken": 1, "same": 0, "refused": 1, "waiting": 0}
    assert said["files"][0]["seal"] == said["files"][0]["seal_on_cover"]
    (board,) = said["boards"]
    assert [(one["code"], one["standing"]) for one in board["offices"]] == [(office(1).code, "submitted")]
    assert [one["name"] for one in board["strange"]] == ["b.xlsx"]


def test_locked_files_open_with_the_passphrase_the_offices_were_told(
    desk: Desk, path: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for name, word in (("a.xlsx", "correct horse battery staple"), ("b.xlsx", "another one altogether 9")):
        sound = desk.put(desk.reply(1 + (name > "a.xlsx")), name)
        sound.write_bytes(locked(sound.read_bytes(), word))
    assert run(capfd, "collect", desk.folder, "--book", path)[1].count("暗号化") == 2
    told = tmp_path / "合言葉.txt"
    told.write_text("correct horse battery staple\n", encoding="utf-8")
    code, out, _ = run(capfd, "collect", desk.folder, "--book", path, "--passphrase-file", told)
    assert code == 1
    assert [one.split("\t")[1] for one in out.splitlines()] == ["taken", "refused"]
    assert "合言葉が違います" in out


def test_decisions_from_the_command_line(desk: Desk, path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    desk.put(desk.reply(1), "a.xlsx")
    other, third = desk.put(desk.reply(1, seed=8), "b.xlsx"), desk.put(desk.reply(1, seed=9), "c.xlsx")
    assert run(capfd, "collect", desk.folder, "--book", path)[0] == 1
    code, out, _ = run(capfd, "collect", "--accept", other, "--book", path)
    assert (code, out.split("\t")[:2]) == (0, ["b.xlsx", "taken"])
    assert run(capfd, "collect", "--accept", other, "--book", path)[0] == 1
    assert run(capfd, "collect", "--decline", third, "--book", path)[1].split("\t")[1] == "refused"
    assert run(capfd, "collect", "--decline", third, "--book", path)[0] == 1
    assert run(capfd, "collect", "--undo", "--book", path)[0] == 1
    code, out, _ = run(capfd, "collect", "--undo-file", "b.xlsx", "--force", "--book", path)
    assert (code, out) == (0, "b.xlsx\tundone\n")
    assert run(capfd, "collect", "--undo", "--book", path)[0] == 1


def test_what_hangs_on_replies_is_told_with_the_way_on_from_the_command_line(
    desk: Desk, path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    desk.put(desk.reply(1), "a.xlsx")
    other = desk.put(desk.reply(1, seed=8), "b.xlsx")
    run(capfd, "collect", desk.folder, "--book", path)
    run(capfd, "collect", "--accept", other, "--book", path)
    code, _, err = run(capfd, "collect", "--undo-file", "a.xlsx", "--book", path)
    assert code == 1
    assert "残したいほうのファイルを collect --accept で取り込んでください。" in err
    with Book.open(path, desk.clock) as book:
        said = Remark(office(1).code, "audit-none", bin=Bin.ONE)
        remarks.put(book, 2026, Nature.SAMPLE, [said], "係", desk.clock())
    code, _, err = run(capfd, "collect", "--undo", "--book", path)
    assert code == 1
    assert f"（{office(1).name}）。それでも取り消すときは --force を付けてください。" in err


def test_a_list_without_headings_is_told_with_the_command_that_makes_one(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    given = tmp_path / "一覧.csv"
    given.write_text("203637,原村\n", encoding="utf-8")
    wish = ("--prefecture", "200000", "--roll", given, "--book", tmp_path / "県.jukiself")
    code, _, err = run(capfd, "request", "new", *wish)
    assert code == 1
    assert "見つかりません。記入用の一覧（request template）に写すと確かです。" in err


def test_the_board_and_what_is_written_down(
    desk: Desk, checklist: Checklist, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    desk.ask(checklist, 1, 2, 3)
    desk.put(desk.reply(1))
    desk.collect()
    desk.book.close()
    book = ("--book", tmp_path / "県.jukiself")
    declined = ("--office", office(2).code, "--how", "declined", "--text", "議会の都合")
    assert run(capfd, "board", "note", *declined, *book)[0] == 0
    assert run(capfd, "board", "note", "--office", office(2).code, "--text", "x", *book)[0] == 2
    assert run(capfd, "board", "note", "--office", office(9).code, *declined[2:], *book)[0] == 1
    assert run(capfd, "board", "call", "--office", office(1).code, "--text", "1-3の答え", *book)[0] == 0
    code, out, _ = run(capfd, "board", *book)
    assert code == 0
    assert [one.split("\t")[2] for one in out.splitlines()] == ["問合せ中", "回答しない", "未提出"]
    assert run(capfd, "board", "settle", "--office", office(1).code, *book)[0] == 0
    assert run(capfd, "board", "settle", "--office", office(1).code, *book)[0] == 1
    code, out, _ = run(capfd, "board", "--json", "--xlsx", tmp_path / "提出状況.xlsx", *book)
    assert json.loads(out)["counts"]["submitted"] == 1
    assert (tmp_path / "提出状況.xlsx").exists()
    assert run(capfd, "board", "--year", "1999", *book)[0] == 1


def test_a_round_is_deleted_only_when_meant(desk: Desk, path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    desk.put(desk.reply(1), "a.xlsx")
    run(capfd, "collect", desk.folder, "--book", path)
    assert run(capfd, "board", "forget", "--book", path)[0] == 2
    code, out, _ = run(capfd, "board", "forget", "--year", "2026", "--book", path)
    assert code == 0
    assert "まだ消していません" in out
    assert str(desk.folder) in out
    assert "  a.xlsx" in out.splitlines()
    out = run(capfd, "board", "forget", "--year", "2026", "--yes", "--book", path)[1]
    assert "消しました" in out
    assert "控え 1個にも残っています" in out
    run(capfd, "collect", desk.folder, "--book", path)
    out = run(capfd, "board", "forget", "--year", "2026", "--yes", "--copies", "--book", path)[1]
    assert "控え 2個を消しました" in out
    assert not list((path.parent / "控え").iterdir())
    assert run(capfd, "board", "--book", path)[0] == 1


def test_receipts_say_what_came_and_what_is_asked(
    desk: Desk, checklist: Checklist, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    desk.ask(checklist, 1, 2, 3)
    desk.put(desk.reply(1), "a.xlsx")
    desk.put(desk.reply(2), "b.xlsx", code="MACD-EFHJ-KMNP")
    (desk.folder / f"{office(2).code}.xlsx").write_bytes(b"PK")
    desk.collect()
    desk.book.close()
    book = ("--book", tmp_path / "県.jukiself")
    code, out, _ = run(capfd, "receipts", *book)
    first, second = out.split("―" * 30)
    assert code == 0
    assert first.startswith(f"{office(1).name} 住民課 御中")
    assert "お願いすることはありません" in first
    assert "a.xlsx" in first
    assert office(1).name not in second
    assert "答えが変わっています" in second
    assert run(capfd, "receipts", "--office", office(3).code, *book)[0] == 1
    for suffix in ("txt", "pdf", "docx"):
        assert run(capfd, "receipts", tmp_path / f"受領のお知らせ.{suffix}", *book)[0] == 0
    assert (tmp_path / "受領のお知らせ.txt").read_text(encoding="utf-8") == out
    with pikepdf.open(tmp_path / "受領のお知らせ.pdf") as pdf:
        assert len(pdf.pages) == 1
    table = docx.Document(str(tmp_path / "受領のお知らせ.docx")).tables[0]
    assert [row.cells[0].text for row in table.rows[1:]] == [office(1).code, office(2).code]
