"""Two at once and bad places, each tried for real with the real program (``make faults``; Linux, as root).

Every fault runs in mounts of its own (``unshare --mount``): what it mounts is gone with it. It raises where an answer
that was 保存済み is missing afterwards, or where the program said nothing a person could act on.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from jukiself.answers.model import Key
from tests.trust.back import restore_disk_full, restore_while_open
from tests.trust.desk import Window, program
from tests.trust.jobs import OFFICE, PAST, held
from tests.trust.trying import (
    ANYBODY,
    HERE,
    LONG,
    Row,
    answer,
    answer_of,
    built,
    mounted,
    need,
    past,
    run,
    village,
)

if TYPE_CHECKING:
    from collections.abc import Callable

# -- the faults -----------------------------------------------------------------------------------------------------


def two_windows(place: Path) -> Row:
    book = village(place / "原村.jukiself")
    with Window(book) as mine, Window(book) as theirs:
        mine.press("1")
        assert mine.saved()
        first = mine.now["value"]
        theirs.press("2")
        said = need("さん", "読むことだけ", said=theirs.said)
        assert not theirs.saved()
        assert answer(book).value == first
        command = program("import", PAST / "step-7.xlsx", "--book", book)
        assert command.returncode == 1
        need("書いています", said=command.stderr)
        assert mine.close() == 0
        theirs.offer().press("2")
        assert theirs.saved()
        key, second = Key.parse(theirs.now["key"]), theirs.now["value"]
        theirs.close()
    assert (answer(book).value, answer(book, key).value) in {(first, second), (second, second)}
    return Row(
        "二つの窓が同じ保存ファイルを開く",
        "2つ目の窓で答え、命令でも取り込む",
        said,
        "1つ目の答えはそのまま。1つ目を閉じると、2つ目で続けられた",
    )


def read_only_medium(place: Path) -> Row:
    with mounted(place / "媒体", "-t", "tmpfs", "tmpfs") as medium:
        book = village(medium / "原村.jukiself")
        run("mount", "-o", "remount,ro", medium)
        before = book.read_bytes()
        with Window(book) as window:
            assert window.now["page"] == "wizard", "it can be read"
            said = need("書き込めません", said=window.press("1").said)
            assert not window.saved()
            window.close()
        assert book.read_bytes() == before
        done = program("export", "--book", book, *OFFICE, medium / "a.csv")
        assert done.returncode == 1
        need("読み取り専用", said=done.stderr)
    return Row(
        "読み取り専用の媒体", "窓で開いて答える。同じ媒体へ書き出す", said, "読むことはできる。1バイトも変わらない"
    )


def disk_full(place: Path) -> Row:
    with mounted(place / "媒体", "-t", "tmpfs", "-o", "size=2m", "tmpfs") as medium:
        book = village(medium / "原村.jukiself")
        (medium / "出力.csv").write_bytes(b"the one before")
        with Window(book) as window:
            window.press("1")
            assert window.saved()
            kept = window.now["value"]
            with (medium / "ほかのファイル").open("wb", buffering=0) as file, contextlib.suppress(OSError):
                while True:
                    file.write(b"x" * 4096)
            said = need("ディスクがいっぱい", said=window.press("2").said)
            assert not window.saved()
            assert answer_of(book) == kept
            done = program("export", "--book", book, *OFFICE, medium / "出力.csv")
            assert done.returncode == 1
            need("空きがありません", said=done.stderr)
            assert (medium / "出力.csv").read_bytes() == b"the one before"
            assert not list(medium.glob(".*.tmp"))
            (medium / "ほかのファイル").unlink()
            window.press("2")
            assert window.saved()
            second = window.now["value"]
            window.close()
        assert past(book) == [kept, second] != [kept, kept]
    return Row(
        "ディスクがいっぱい",
        "2MBの媒体を埋めて、答え、書き出す",
        said,
        "前の答えと前のファイルはそのまま。空けると続けられた",
    )


def no_permission(place: Path) -> Row:
    folder = place / "ほかの課"
    folder.mkdir()
    book = village(folder / "原村.jukiself")
    before = book.read_bytes()
    book.chmod(0o400)
    folder.chmod(0o500)
    with Window(book, before=ANYBODY) as window:
        assert window.now["page"] == "wizard", "it can be read"
        said = need("書く許可がありません", said=window.press("1").said)
        assert not window.saved()
        window.close()
    done = program("export", "--book", book, *OFFICE, folder / "a.csv", before=ANYBODY)
    assert done.returncode == 1
    need("許可", said=done.stderr)
    assert book.read_bytes() == before
    book.chmod(0o000)
    shut = program("export", "--book", book, *OFFICE, place / "a.csv", before=ANYBODY)
    assert shut.returncode == 1
    need("許可", said=shut.stderr)
    return Row(
        "書く許可がない、読む許可もない", "ほかの利用者の権限で、開いて答え、書き出す", said, "1バイトも変わらない"
    )


def clock_back(place: Path) -> Row:
    book, off = village(place / "原村.jukiself"), place / "off"
    preload = {**built("clock_back", place), "JUKISELF_CLOCK": str(off)}
    off.write_text("0")
    with Window(book, **preload) as window:
        window.press("1")
        first = window.now["value"]
        off.write_text("-172800")
        window.press("2")
        assert window.saved()
        second = window.now["value"]
        with Window(book, **preload) as other:
            said = need("さん", said=other.said)
            other.close()
        window.close()
    assert past(book) == [first, second], "in the order they were given, whatever the clock said"
    assert answer(book).value == second
    # A program killed while the clock stood in 2031 keeps nobody out.
    off.write_text(str(5 * 365 * 86400))
    with Window(book, **preload) as window:
        window.press("1")
    off.write_text("0")
    with Window(book, **preload) as window:
        window.press("2")
        assert window.saved()
        window.close()
    return Row(
        "時計が2日戻る、5年進む",
        "答えの間に時計を変え、止め、もう一度開く",
        said,
        "答えは言った順に残る。先の時刻の錠は人を締め出さない",
    )


def japanese_path(place: Path) -> Row:
    folder = place / "住民課 共有　フォルダー（令和8年）" / "点検 #1 & 100%"
    folder.mkdir(parents=True)
    book = village(folder / "原村 𠮷﨑 の 点検.jukiself")
    out = folder / "出力 髙.xlsx"
    with Window(book) as window:
        window.press("1")
        assert window.saved()
        kept = window.now["value"]
        window.close()
    assert answer(book).value == kept
    for _ in range(2):
        assert program("export", "--book", book, *OFFICE, out).returncode == 0
    assert program("verify", out).returncode == 0
    return Row(
        "日本語、空白、記号のある場所", "開き、答え、書き出し、読み戻す", "（何も言う必要がない）", "すべてできた"
    )


def long_path(place: Path) -> Row:
    folder = place
    while len(str(folder)) < LONG:
        folder /= "a-folder-with-a-long-name"
    folder.mkdir(parents=True)
    book = village(folder / "原村.jukiself")
    with Window(book) as window:
        window.press("1")
        assert window.saved()
        kept = window.now["value"]
        window.close()
    assert answer(book).value == kept
    assert program("export", "--book", book, *OFFICE, folder / "出力.pdf").returncode == 0
    named = program("export", "--book", book, *OFFICE, folder / f"{'長' * 84}.csv")
    assert named.returncode == 1
    need("名前が長すぎます", said=named.stderr)
    while len(str(folder).encode()) < 2 * LONG:
        folder /= "とても長い名前のフォルダー"
    folder.mkdir(parents=True)
    shutil.copy(book, folder)
    with Window(folder / book.name) as window:
        said = need("長すぎて開けません", said=window.said)
        window.close()
    out = folder / "出力.pdf"
    assert program("export", "--book", book, *OFFICE, out).returncode == 0
    assert out.read_bytes().startswith(b"%PDF")
    return Row(
        "260文字を超える場所、500バイトを超える場所、255バイトを超える名前",
        "開き、答え、書き出す",
        said,
        "260文字を超えても、500バイトまでは何もかもできる。その先では、ほかのファイルは書け、保存ファイルは開かずに断る",
    )


def medium_pulled_out(place: Path) -> Row:
    image = place / "image"
    run("truncate", "-s", "16M", image)
    run("mkfs.ext4", "-q", image)
    with mounted(place / "USB", "-o", "loop", image) as medium:
        book = village(medium / "原村.jukiself")
        with Window(book) as window:
            window.press("1")
            kept = window.now["value"]
            run("umount", "--lazy", medium)
            said = need("元の場所にありません", said=window.press("2").said)
            assert not window.saved()
            run("mount", "-o", "loop", image, medium)
            assert answer_of(book) == kept
            window.press("2")
            assert window.saved(), window.now
            second = window.now["value"]
            window.close()
        assert past(book) == [kept, second]
    return Row(
        "媒体を外す（開いたまま）",
        "ループ装置の媒体を外して答え、戻して答える",
        said,
        "外す前の答えは媒体にある。戻すと続けられた",
    )


def medium_broken(place: Path) -> Row:
    with mounted(place / "中", "-t", "tmpfs", "-o", "size=24m", "tmpfs") as inside:
        image, whole = inside / "image", place / "whole"
        run("truncate", "-s", "16M", image)
        run("mkfs.ext4", "-q", "-O", "^has_journal", image)
        with mounted(place / "USB", "-o", "loop", image) as medium:
            book = village(medium / "原村.jukiself")
            with Window(book) as window:
                window.press("1")
                kept = window.now["value"]
                run("sync")
                shutil.copy(image, whole)
                # Nothing is left below the device, and no room for anything new: every write fails.
                run("fallocate", "--punch-hole", "--offset", "0", "--length", "16M", image)
                with (inside / "rest").open("wb", buffering=0) as file, contextlib.suppress(OSError):
                    while True:
                        file.write(bytes(65536))
                said = need("。", said=window.press("2").said)
                assert not window.saved()
                window.close()
    with mounted(place / "戻した", "-o", "loop", whole) as back:
        assert answer_of(back / book.name) == kept
    return Row(
        "媒体が壊れる（読み書きが失敗する）",
        "ループ装置の下から中身と空きをなくして答える",
        said,
        "「保存済み」と言わない。それまでの答えは、壊れる前の媒体にある",
    )


def share_without_locks(place: Path) -> Row:
    book = village(place / "原村.jukiself")
    before = held(book)
    preload = built("no_locks", place)
    with Window(book, **preload) as window:
        said = window.said or window.press("1").said
        assert not window.saved()
        window.close()
    done = program("export", "--book", book, *OFFICE, place / "a.csv", **preload)
    assert done.returncode == 1
    need("共有フォルダー", "このPCのフォルダーに写して", said=said)
    assert held(book) == before
    return Row(
        "錠のない共有フォルダー", "錠の呼び出しがすべて失敗する共有を装い、開く", said, "開かずに断る。何も変わらない"
    )


def unchangeable(place: Path) -> Row:
    book = village(place / "原村.jukiself")
    out = place / "出力.csv"
    out.write_bytes(b"the one before")
    before = book.read_bytes()
    run("chattr", "+i", book, out)
    try:
        with Window(book) as window:
            said = window.press("1").said
            assert not window.saved()
            window.close()
        need("書き込めません", said=said)
        done = program("export", "--book", book, *OFFICE, out)
        assert done.returncode == 1
        need("書き込めません", said=done.stderr)
        assert (book.read_bytes(), out.read_bytes()) == (before, b"the one before")
    finally:
        run("chattr", "-i", book, out)
    return Row("変更禁止のファイル（chattr +i）", "開いて答え、その名前へ書き出す", said, "どちらも1バイトも変わらない")


def book_deleted(place: Path) -> Row:
    book = village(place / "原村.jukiself")
    with Window(book) as window:
        window.press("1")
        kept = window.now["value"]
        book.rename(place / "ごみ箱.jukiself")
        said = need("元の場所にありません", said=window.press("2").said)
        (place / "ごみ箱.jukiself").rename(book)
        window.press("2")
        assert window.saved()
        second = window.now["value"]
        window.close()
    assert past(book) == [kept, second]
    return Row("開いている保存ファイルを動かす、消す", "動かして答え、戻して答える", said, "戻すと続けられた")


FAULTS: dict[str, Callable[[Path], Row]] = {
    one.__name__: one
    for one in (
        two_windows,
        read_only_medium,
        disk_full,
        no_permission,
        clock_back,
        japanese_path,
        long_path,
        medium_pulled_out,
        medium_broken,
        share_without_locks,
        unchangeable,
        book_deleted,
        restore_while_open,
        restore_disk_full,
    )
}


def tried(name: str) -> subprocess.CompletedProcess[str]:
    """One fault, in mounts of its own; a row as JSON on standard output."""
    command = ["unshare", "--mount", "--propagation", "private", sys.executable, "-m", "tests.trust.faults", name]
    return subprocess.run(command, capture_output=True, text=True, cwd=HERE.parents[1])  # noqa: PLW1510


def main() -> int:
    wanted = sys.argv[1:]
    if len(wanted) == 1:
        with tempfile.TemporaryDirectory(prefix="jukiself-fault-") as folder:
            os.environ["HOME"] = folder
            print(json.dumps(asdict(FAULTS[wanted[0]](Path(folder))), ensure_ascii=False))
        return 0
    failed = []
    print("| fault | what was done | what the program said | afterwards | test |\n|---|---|---|---|---|")
    for name in FAULTS:
        done = tried(name)
        if done.returncode:
            failed.append(f"{name}: {done.stderr[-2000:]}")
            continue
        row = json.loads(done.stdout.splitlines()[-1])
        said = row["said"].strip().replace("jukiself: ", "").replace("\n", " ")
        print(f"| {row['fault']} | {row['done']} | {said} | {row['after']} | `{name}` |", flush=True)
    print("\n".join(failed), file=sys.stderr)
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
