"""Files are written whole or not at all, and every trouble is a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from jukiself.work import offices
from jukiself.work.files import LARGEST, FileProblem, read_file, replace_file


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "原村.xlsx"
    path.write_bytes(b"old")
    replace_file(path, b"new" * 1000)
    assert path.read_bytes() == b"new" * 1000
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_is_named_and_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="がありません"):
        replace_file(tmp_path / "none" / "a.xlsx", b"x")
    assert list(tmp_path.iterdir()) == []


def test_a_target_that_cannot_be_replaced_leaves_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "a.xlsx"
    target.mkdir()
    with pytest.raises(FileProblem):
        replace_file(target, b"x")
    assert [one.name for one in tmp_path.iterdir()] == ["a.xlsx"]


def test_a_target_open_elsewhere_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Windows refuses to replace a file that Excel holds; nothing on this system does, so the refusal is raised here.
    def refuse(_: Path, target: object) -> None:
        raise PermissionError(13, "used by another process", str(target))

    monkeypatch.setattr(Path, "replace", refuse)
    (tmp_path / "a.xlsx").write_bytes(b"old")
    with pytest.raises(FileProblem, match="Excel などで開いていれば閉じ"):
        replace_file(tmp_path / "a.xlsx", b"new")
    assert (tmp_path / "a.xlsx").read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 1


def test_reading_says_what_is_wrong(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="がありません"):
        read_file(tmp_path / "none.xlsx")
    with pytest.raises(FileProblem, match="フォルダーです"):
        read_file(tmp_path)
    large = tmp_path / "large.xlsx"
    with large.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(FileProblem, match="大きすぎます"):
        read_file(large)


def test_all_77_offices_of_nagano_have_a_right_code() -> None:
    known = offices.known_offices()
    assert len(known) == 77
    assert [code for code in known if offices.code_problem(code)] == []
    assert {known["204021"].name, known["204820"].name} == {"松川町", "松川村"}


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("203638", "検査数字"),
        ("20363", "半角数字6桁"),
        ("２０３６３７", "半角数字6桁"),
        ("131016", "手元の一覧にありません"),
    ],
)
def test_a_wrong_code_is_explained(code: str, said: str) -> None:
    with pytest.raises(offices.UnknownOffice, match=said):
        offices.office(code)


@pytest.mark.parametrize("name", ["a\x07b", "原\n村", "\t原村", "\ud800", "あ" * 3000])
def test_a_name_no_paper_can_carry_is_explained(name: str) -> None:
    with pytest.raises(offices.UnknownOffice, match=r"^団体名: .*。$"):
        offices.office("203637", name)


def test_an_office_outside_the_list_is_taken_with_its_name() -> None:
    assert offices.office("131016", "千代田区").name == "千代田区"


def test_a_folder_of_that_name_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="フォルダーです。書き出すファイルの名前を選んでください"):
        replace_file(tmp_path, b"x")
    assert not any(tmp_path.iterdir())
