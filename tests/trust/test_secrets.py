"""What is written is its owner's; what tells of our bugs tells no names and no answers; nothing is sent anywhere."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from jukiself import journal
from jukiself.answers.model import Answer, Key
from jukiself.store.book import Book, BookError
from tests.trust.desk import Window, program
from tests.trust.jobs import OFFICE, PAST
from tests.trust.trying import now, village

#: What an office would not want to see in a journal.
PLANTED = ("原村", "𠮷田", "秘密の備考", "203637", "丙社")


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps a user's folders by its own lists")
def test_books_exports_copies_settings_and_journal_are_their_owners_only(tmp_path: Path, home: Path) -> None:
    before = os.umask(0o022)
    try:
        book = tmp_path / "原村.jukiself"
        assert program("import", PAST / "step-7.xlsx", "--book", book).returncode == 0
        for name in ("a.xlsx", "a.pdf", "a.csv"):
            assert program("export", "--book", book, *OFFICE, tmp_path / name).returncode == 0
        assert program("handover", "--book", book, "--office", "203637", tmp_path / "引継ぎ").returncode == 0
        with Window(book) as window:
            window.close()
        journal.write_crash(ValueError("x"))
    finally:
        os.umask(before)
    files = [one for place in (tmp_path, home) for one in place.rglob("*") if one.is_file()]
    assert {".jukiself", ".xlsx", ".pdf", ".csv", ".json", ".txt"} <= {one.suffix for one in files}
    assert [one for one in files if one.stat().st_mode & 0o077] == []


def test_the_journal_holds_no_planted_name_whatever_failed(tmp_path: Path, home: Path) -> None:
    """Errors of ours, of the database and of the system, one raised from the other, with names in all of them."""
    said = " ".join(PLANTED)
    with Book.open(village(tmp_path / f"{PLANTED[0]}.jukiself"), now) as book:
        try:
            try:
                book.put_answers(1, {Key("policy-read"): Answer(object(), note=said)})  # type: ignore[arg-type]
            except BookError as error:
                raise KeyError(said) from error
        except KeyError as error:
            (tmp_path / PLANTED[1]).mkdir()
            error.add_note(said)
            try:
                (tmp_path / PLANTED[1]).write_text(said, encoding="utf-8")
            except OSError as other:
                where = journal.write_crash(other)
    text = where.read_text(encoding="utf-8")
    assert "sqlalchemy" in text
    assert "KeyError" in text
    assert [one for one in (*PLANTED, str(home), str(tmp_path)) if one in text] == []


def test_a_bug_on_the_command_line_shows_no_answers_either(tmp_path: Path, home: Path) -> None:
    """The form is broken under the program: whatever it fails over, its words stay inside."""
    broken = "import sys; sys.argv = sys.argv[1:]\n"
    broken += "from jukiself.work import exchange\n"
    broken += f"def fail(*_, **__): raise RuntimeError('{' '.join(PLANTED)}')\n"
    broken += "exchange.preview = fail\nfrom jukiself.cli import main\nsys.exit(main(sys.argv))\n"
    import sys

    command = [
        sys.executable,
        "-c",
        broken,
        "import",
        str(PAST / "step-7.xlsx"),
        "--book",
        str(tmp_path / "b.jukiself"),
    ]
    done = subprocess.run(command, capture_output=True, text=True)  # noqa: PLW1510 - it fails on purpose
    assert done.returncode == 3, done.stderr
    written = next(home.rglob("journal.txt")).read_text(encoding="utf-8")
    assert "RuntimeError" in written
    assert [one for one in PLANTED if one in written + done.stdout + done.stderr] == []


# -- no network -----------------------------------------------------------------------------------------------------

_SOCKET = re.compile(r"socket\((AF_\w+)")


#: The C library asks for the user's name there, on the same PC, whatever the program.
_USERS = "/var/run/nscd/socket"


def reached(calls: list[str], *allowed: str) -> list[str]:
    """Every other kind of socket, and every place reached but the allowed ones."""
    kinds = [one for some in calls for one in _SOCKET.findall(some) if one != "AF_UNIX"]
    places = [one for some in calls for one in some.splitlines() if "connect(" in one]
    return kinds + [one for one in places if not any(place in one for place in (_USERS, *allowed))]


def _alone() -> bool:
    return os.name != "nt" and shutil.which("unshare") is not None and os.geteuid() == 0


@pytest.mark.skipif(not _alone() or not shutil.which("strace"), reason="needs root, unshare and strace")
@pytest.mark.parametrize("screen", [False, pytest.param(True, marks=pytest.mark.real)])
def test_without_any_network_everything_works_and_no_socket_is_opened_but_the_screens(
    tmp_path: Path, screen: bool
) -> None:
    """In an empty network namespace, every call that could make a socket or a name look-up listed."""
    told = tmp_path / "calls"
    watched = ("unshare", "--net", "strace", "-f", "-qq", "-e", "trace=%network", "-o", str(told))
    if subprocess.run([*watched, "true"], capture_output=True).returncode:  # noqa: PLW1510
        pytest.skip("no namespace or no tracing here")
    book = village(tmp_path / "原村.jukiself")
    if screen:
        from tests.screen.screen import Screen

        with Screen() as shown, Window(book, before=watched, QT_QPA_PLATFORM="xcb", DISPLAY=shown.display) as window:
            assert window.now["page"] == "wizard"
            window.close()
        assert reached([told.read_text()], "/.X11-unix/") == []
        return
    with Window(book, before=watched) as window:
        window.press("1")
        assert window.saved()
        window.close()
    calls = [told.read_text()]
    for words in (
        ("import", PAST / "step-7.xlsx", "--book", tmp_path / "b.jukiself"),
        ("export", "--book", book, *OFFICE, tmp_path / "a.pdf"),
    ):
        assert program(*words, before=watched).returncode == 0
        calls.append(told.read_text())
    assert reached(calls) == []
