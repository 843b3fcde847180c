"""What a command says of how it is called, in Japanese: argparse has its own words for that, and they are English."""

from __future__ import annotations

import argparse
import re
import sys
from typing import TYPE_CHECKING, Any, NoReturn

from jukiself.cli import WRONG_USE

if TYPE_CHECKING:
    from collections.abc import Iterable

#: What argparse says, and what we say of the same.
_SAID = (
    (r"argument (.+?): invalid int value: '(.*)'", r"\1 は数で書いてください: \2"),
    (r"argument (.+?): invalid choice: '?(.*?)'? \(choose from (.*)\)", r"\1 は \3 のどれかです: \2"),
    (r"argument (.+?): not allowed with argument (.+)", r"\1 と \2 は、どちらか1つだけ書いてください。"),
    (r"argument (.+?): expected (?:one|at least one) argument", r"\1 の後に、値を書いてください。"),
    (r"argument (.+?): ignored explicit argument '(.*)'", r"\1 の後に、値は書けません: \2"),
    (r"the following arguments are required: (.+)", r"次のものが要ります: \1"),
    (r"one of the arguments (.+) is required", r"次のどれか1つが要ります: \1"),
    (r"unrecognized arguments: (.+)", r"知らない引数です: \1"),
    (r"ambiguous option: (.+?) could match (.+)", r"\1 は \2 のどれか分かりません。"),
)


def in_japanese(said: str) -> str:
    """A complaint of argparse; one it does not have here stays as it is."""
    for theirs, ours in _SAID:
        if found := re.fullmatch(theirs, said, re.DOTALL):
            return found.expand(ours)
    return said


class _Formatter(argparse.HelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = "使い方: ",
    ) -> None:
        super().add_usage(usage, actions, groups, prefix)


class Parser(argparse.ArgumentParser):
    """A parser whose own words are Japanese."""

    def __init__(self, **wishes: Any) -> None:
        super().__init__(**{**wishes, "formatter_class": _Formatter, "add_help": False})
        self._positionals.title, self._optionals.title = "書くもの", "選べるもの"
        self.add_argument("-h", "--help", action="help", help="この説明を出す")

    def error(self, message: str) -> NoReturn:
        """Say how the command is called, and what was wrong."""
        self.print_usage(sys.stderr)
        print(f"jukiself: 使い方が違います。{in_japanese(message)}", file=sys.stderr)
        raise SystemExit(WRONG_USE)
