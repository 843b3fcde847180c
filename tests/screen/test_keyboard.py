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


def confirm(program: Program) -> None:
    """A second person: name, then one answer after the other."""
    program.press("ctrl+8")
    program.until(lambda state: state["page"] == "review", "確認と決裁")
    tab_to(program, "確認する人の名前")
    program.write("Suzuki")
    program.press("Return")
    program.until(lambda state: state["focus"].endswith("確かめた"), "Enter after the name goes to the answers")
    for _ in range(_MANY):
        if not program.state["waiting"]:
            break
        left = program.state["waiting"]
        tab_to(program, "確かめた")
        program.press("Return")
        program.until(_other("waiting", left), "one seen")
    tab_to(program, "確認済みにする")
    program.press("Return")
    program.until(lambda state: state["life"] == "confirmed", "確認済")


def approve(program: Program) -> None:
    tab_to(program, "決裁した人の職名")
    program.write("kachou")
    tab_to(program, "決裁済みにする")
    program.press("Return")
    program.until(lambda state: state["life"] == "approved", "決裁済")


def plan_two(program: Program) -> None:
    program.press("ctrl+7")
    program.until(lambda state: state["page"] == "plan", "計画")
    for steps in (1, 2):
        tab_to(program, "計画に入れていない所見")
        program.press("Return")
        program.until(lambda state, steps=steps: state["steps"] == steps, f"step {steps}")  # type: ignore[misc]


def export(program: Program, folder: Path) -> list[Path]:
    program.press("ctrl+3")
    program.until(lambda state: state["page"] == "export", "出力")
    for name in ("回答書（Excel）を書き出す", "点検結果報告書（PDF）を書き出す"):
        tab_to(program, name)
        program.press("Return")
    wanted = ("*回答書.xlsx", "*点検結果報告書.pdf")
    program.until(lambda _state: all(list(folder.rglob(one)) for one in wanted), "both files", patience=90)
    return [next(iter(folder.rglob(one))) for one in wanted]


def run(*words: object) -> str:
    command = [sys.executable, "-m", "jukiself", *map(str, words)]
    return subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=True).stdout


def test_a_whole_inspection_by_keyboard_alone(program: Program, home: Path, tmp_path: Path) -> None:
    begin(program)
    answer_all(program)
    confirm(program)
    plan_two(program)
    program.press("ctrl+8")
    program.until(lambda state: state["page"] == "review", "確認と決裁")
    approve(program)
    workbook, report = export(program, home)
    assert report.read_bytes().startswith(b"%PDF")
    # The same answers put in by `fill` say the same.
    answers = {
        key: {"value": value, "basis": basis or None, "note": note, "confirmed_by": confirmed}
        for key, (value, basis, note, _at, confirmed) in program.saved.items()
    }
    told = tmp_path / "answers.json"
    told.write_text(json.dumps(answers), encoding="utf-8")
    blank, filled = tmp_path / "blank.xlsx", tmp_path / "filled.xlsx"
    run("blank", blank, "--office", "203637", "--year", program.state["year"], "--depth", "short")
    run("fill", blank, filled, "--answers", told)
    by_hand, by_file = (json.loads(run("judge", one, "--json")) for one in (workbook, filled))
    assert by_hand["seal"] == by_file["seal"]
    for part in ("office", "year", "submission", "progress", "findings", "to_find_out"):
        assert by_hand[part] == by_file[part], part
