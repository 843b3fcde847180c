"""A whole 簡易 inspection in the real program on a real screen, by the keyboard alone."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.screen.screen import CHECKOUT, NEEDED, Program, Screen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(any(not shutil.which(one) for one in NEEDED), reason="needs Xvfb and xdotool"),
]
_MANY = 60


@pytest.fixture
def program(home: Path) -> Iterator[Program]:
    with Screen() as screen:
        made = Program(screen, home)
        try:
            made.until(lambda state: state.get("loaded"), "the first page")
            made.focus()
            yield made
        finally:
            made.kill()


def _other(name: str, before: object) -> Callable[[dict[str, Any]], bool]:
    return lambda state: state[name] != before


def tab_to(program: Program, name: str) -> None:
    """Press Tab until the keyboard is on the control of that name."""
    for _ in range(_MANY):
        if program.state["focus"].endswith(name):
            return
        before = program.state["focus"]
        program.press("Tab")
        program.until(_other("focus", before), f"Tab leaves {before}")
    raise AssertionError(f"no control {name} within {_MANY} tabs; on {program.state['focus']}")


def begin(program: Program) -> None:
    program.press("Return")
    program.until(lambda state: state["page"] == "new", "the page for a new inspection")
    tab_to(program, "団体コード")
    program.write("203637")
    tab_to(program, "簡易")
    program.press("space")
    tab_to(program, "始める")
    program.press("Return")
    program.until(lambda state: state["page"] == "wizard" and state["unanswered"], "the first question")


def answer_all(program: Program) -> None:
    """The second choice where there is one, now and then わからない; how one knows, in turn."""
    for turn in range(400):
        if not program.state["unanswered"]:
            return
        key, left = program.state["key"], program.state["unanswered"]
        program.press("0" if turn % 7 == 6 else "2" if turn % 3 else "1")
        try:
            program.until(_other("unanswered", left), "an answer", patience=5)
        except AssertionError:
            program.press("0")  # a number or a date is asked, or only one choice is there
            program.until(_other("unanswered", left), "an answer")
        program.press("qwe"[turn % 3])
        if program.state["unanswered"]:
            program.press("ctrl+Return")
            program.until(_other("key", key), f"on from {key}")
    raise AssertionError("never finished")
