"""Commands called wrongly, put where nothing can be written, cut off or stopped: a sentence, and the right exit code."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jukiself import cli
from tests.commands import run

if TYPE_CHECKING:
    from collections.abc import Sequence

PROGRAM = (sys.executable, "-m", "jukiself")


def spoken(*arguments: str | Path, encoding: str = "utf-8", to: Path | None = None) -> tuple[int, bytes, str]:
    """The program by itself, with its output in an encoding, or put somewhere."""
    surroundings = {**os.environ, "PYTHONIOENCODING": encoding}
    command = [*PROGRAM, *map(str, arguments)]
    if to is None:
        done = subprocess.run(command, capture_output=True, check=False, env=surroundings)
    else:
        with to.open("wb") as place:
            done = subprocess.run(command, stdout=place, stderr=subprocess.PIPE, check=False, env=surroundings)
    return done.returncode, done.stdout or b"", done.stderr.decode(encoding, "replace")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("blank", "x.xlsx", "--year", "abc"), "--year は数で書いてください: abc"),
        (("blank", "x.xlsx", "--year", "99999"), "年度は西暦4桁で書いてください: 99999"),
        (("blank", "x.xlsx", "--year", "-5"), "年度は西暦4桁で書いてください: -5"),
        (("blank", "x.xlsx", "--year"), "--year の後に、値を書いてください。"),
        (("blank", "x.xlsx", "--depth", "deep"), "--depth は 'short', 'full' のどれかです: deep"),
        (("report", "x.xlsx"), "次のものが要ります: OUT"),
        (("board", "--book=x", "--json=1"), "--json の後に、値は書けません: 1"),
        (("collect", "x", "--book", "y", "--undo", "--zzz"), "知らない引数です: --zzz"),
        (
            ("request", "new", "--prefecture", "200000", "--book", "x", "--short", "--full"),
            "--full と --short は、どちらか1つだけ書いてください。",
        ),
        (("nothing-of-the-kind",), "のどれかです: nothing-of-the-kind"),
    ],
)
def test_wrong_use_is_told_in_japanese(capsys: pytest.CaptureFixture[str], arguments: Sequence[str], said: str) -> None:
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (cli.WRONG_USE, "")
    assert said in err


def test_help_is_in_japanese(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "judge", "--help")
    assert code == cli.DONE
    assert out.startswith("使い方: jukiself judge")
    assert "この説明を出す" in out
    assert not [word for word in ("usage", "options", "positional", "show this") if word in out]


def test_a_book_made_for_what_was_refused_does_not_stay(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    picture, book = tmp_path / "写真.xlsx", tmp_path / "新しい.jukiself"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    code, _, err = run(capsys, "import", picture, "--book", book)
    assert code == cli.REFUSED
    assert "画像です" in err
    wish = ("--prefecture", "200000", "--year", "2026", "--deadline", "2026-02-30")
    assert run(capsys, "request", "new", *wish, "--book", book)[0] == cli.REFUSED
    assert list(tmp_path.iterdir()) == [picture]
    assert run(capsys, "request", "new", *wish[:-2], "--book", book)[0] == cli.DONE
    before = book.read_bytes()
    assert run(capsys, "import", picture, "--book", book)[0] == cli.REFUSED
    assert book.read_bytes() == before


def test_a_name_that_the_encoding_of_windows_lacks_does_not_stop_a_command(tmp_path: Path) -> None:
    code, out, err = spoken("verify", tmp_path / "𠮷ﾊﾝ.xlsx", encoding="cp932")
    assert (code, err) == (cli.REFUSED, "")
    assert "ﾊﾝ.xlsx" in out.decode("cp932")


@pytest.mark.parametrize(("text", "said"), [("[[question]\n", "1行目の"), ("[[question]]\nkind =", "終わりの所")])
def test_questions_that_are_no_toml_are_told_with_their_place(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str, said: str
) -> None:
    given = tmp_path / "追加.toml"
    given.write_text(text, encoding="utf-8")
    wish = ("--prefecture", "200000", "--year", "2026", "--questions", given, "--book", tmp_path / "b.jukiself")
    code, _, err = run(capsys, "request", "new", *wish)
    assert code == cli.REFUSED
    assert f"TOML として読めません（{said}" in err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such place here")
def test_a_full_disk_behind_the_output_is_told() -> None:
    for arguments in (("form", "questions", "--json"), ("training", "list")):
        code, _, err = spoken(*arguments, to=Path("/dev/full"))
        assert code == cli.REFUSED
        assert err == "jukiself: 結果を書き出せません。書き出す先に空きがありません。\n"


@pytest.mark.skipif(os.name == "nt", reason="signals and pipes of another kind")
def test_a_reader_that_has_seen_enough_is_no_fault() -> None:
    command = [*PROGRAM, "form", "questions", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        assert program.stdout.read(1) == b"["
        program.stdout.close()
        assert program.stderr.read() == b""
    assert program.returncode == cli.DONE


@pytest.mark.skipif(os.name == "nt", reason="signals and pipes of another kind")
def test_stopped_in_the_middle_it_says_so_and_leaves_nothing_half_written(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    blank, answers, out = tmp_path / "白紙.xlsx", tmp_path / "答え.json", tmp_path / "記入済.xlsx"
    assert run(capsys, "blank", blank)[0] == cli.DONE
    os.mkfifo(answers)
    command = [*PROGRAM, "fill", str(blank), str(out), "--answers", str(answers)]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as program:
        assert program.stderr is not None
        with answers.open("wb"):  # waits until the program reads
            program.send_signal(signal.SIGINT)
            said = program.stderr.read().decode()
    assert program.returncode == cli.STOPPED
    assert said == "jukiself: 途中で止めました。止める前に書き終えたものは、そのまま残っています。\n"
    assert not out.exists()
