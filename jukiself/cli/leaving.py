"""Files that leave the office and come back: passphrases, copies without names, ``lock`` and ``unlock``."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from jukiself.answers.names import LEFT_OUT, STAYS
from jukiself.cli import DONE
from jukiself.cli.manners import Refused, WrongUse
from jukiself.work.files import read_file, replace_file
from jukiself.work.leaving import Manner
from jukiself.work.locking import LOCKABLE, is_locked, lock, unlock
from jukiself.work.passphrase import PassphraseRefused, Strength, aloud, checked, judge, made

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

_LONGEST_FILE = 1000


def add_commands(command: Callable[..., argparse.ArgumentParser], *papers: argparse.ArgumentParser) -> None:
    """``lock``, ``unlock`` and ``passphrase``; and the options of the commands that make ``papers``."""
    for one in papers:
        add_lock(one)
        one.add_argument(
            "--without-names", action="store_true", help=f"氏名を除いた写しにする（{LEFT_OUT}を除く。備考は残る）"
        )
    add_lock(command("lock", _lock, "Excel・Word・PDF のファイルに合言葉を付ける（AES-256）", "FILE", "OUT"))
    opened = command(
        "unlock", _unlock, "合言葉の付いた Excel・Word のファイルを開いて、合言葉なしで書く", "FILE", "OUT"
    )
    add_lock(opened)
    command("passphrase", _passphrase, "声で伝えられる合言葉を1つ作る（どこにも残らない）")


def add_lock(parser: argparse.ArgumentParser) -> None:
    """The two ways to give a passphrase; never as a word of the command, where others can read it."""
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument("--passphrase-file", metavar="FILE", default="", help="合言葉を1行目に書いたファイル")
    ways.add_argument("--ask-passphrase", action="store_true", help="合言葉を画面で尋ねる（打った文字は出ない）")


def manner(arguments: argparse.Namespace, out: str) -> Manner:
    """How the file is to leave; asks for a passphrase where that was chosen, and says what it is worth."""
    found = Manner(bool(getattr(arguments, "without_names", False)), passphrase(arguments, new=True))
    suffix = Path(out).suffix.lower()
    if found.passphrase and suffix not in LOCKABLE:
        raise WrongUse(f"{suffix} のファイルには合言葉を付けられません。.xlsx・.docx・.pdf で書き出してください。")
    if found.without_names:
        print(f"氏名を除いた写しです。{STAYS}", file=sys.stderr)
    return found


def tell_lost(said: str) -> None:
    """Before anybody prints: what stands on the paper otherwise than it was written."""
    if said:
        print(said, file=sys.stderr)


def passphrase(arguments: argparse.Namespace, *, new: bool) -> str:
    """What the command was given, or empty; a ``new`` one is asked for twice and judged."""
    if arguments.passphrase_file:
        found = _first_line(Path(arguments.passphrase_file))
    elif arguments.ask_passphrase:
        found = getpass.getpass("合言葉: ")
        if new and getpass.getpass("もう一度: ") != found:
            raise Refused("2回の合言葉が違います。もう一度やり直してください。")
    else:
        return ""
    if not new:
        return found
    try:
        checked(found)
    except PassphraseRefused as error:
        raise Refused(f"この合言葉は使えません。{error}") from None
    said = judge(found)
    if said.strength is not Strength.GOOD:
        print(f"合言葉の強さ: {said.strength}。{said.why}", file=sys.stderr)
    return found


def _first_line(path: Path) -> str:
    try:
        lines = read_file(path)[:_LONGEST_FILE].decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise Refused(
            f"「{path.name}」は文字のファイル（UTF-8）ではありません。合言葉を1行目に書いてください。"
        ) from None
    if not lines or not lines[0]:
        raise Refused(f"「{path.name}」の1行目が空です。合言葉を1行目に書いてください。")
    return lines[0]


def _given(arguments: argparse.Namespace, *, new: bool) -> str:
    found = passphrase(arguments, new=new)
    if not found:
        raise WrongUse("--passphrase-file か --ask-passphrase で、合言葉を渡してください。")
    return found


def _lock(arguments: argparse.Namespace) -> int:
    out = Path(arguments.out)
    suffix = Path(arguments.file).suffix.lower()
    if suffix not in LOCKABLE or out.suffix.lower() != suffix:
        raise WrongUse("もとのファイルと同じ種類の名前（.xlsx・.docx・.pdf のどれか）で終えてください。")
    data = read_file(Path(arguments.file))
    if is_locked(data):
        raise Refused(f"「{arguments.file}」には、もう合言葉が付いています。")
    try:
        closed = lock(data, suffix, _given(arguments, new=True))
    except ValueError as error:  # whatever the name says, it is no such file
        raise Refused(f"「{arguments.file}」は {suffix} のファイルとして読めません。") from error
    replace_file(out, closed)
    print(out)
    return DONE


def _unlock(arguments: argparse.Namespace) -> int:
    data = read_file(Path(arguments.file))
    if not is_locked(data):
        raise Refused(f"「{arguments.file}」は、合言葉の付いた Excel・Word のファイルではありません。")
    replace_file(Path(arguments.out), unlock(data, _given(arguments, new=False)))
    print(arguments.out)
    return DONE


def _passphrase(_: argparse.Namespace) -> int:
    found = made()
    print(found)
    print(f"読み方: {aloud(found)}", file=sys.stderr)
    return DONE
