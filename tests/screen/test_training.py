"""A trainer's whole session in the real program on a real screen, by the keyboard: the room, 答え合わせ, the papers."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pikepdf
import pytest

from jukiself.training.room import Room, Step
from tests.screen.screen import NEEDED, Program, Screen
from tests.screen.test_keyboard import tab_to

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(any(not shutil.which(one) for one in NEEDED), reason="needs Xvfb and xdotool"),
]
#: A large projector and a small one.
SIZES = ((1920, 1080), (1024, 768))


def picture(screen: Screen, name: str) -> None:
    """Kept where a person wants to look at them."""
    folder = os.environ.get("JUKISELF_PICTURES")
    if folder and shutil.which("import"):
        screen.picture(Path(folder) / f"{screen.width}-{name}.png")


def to_window(program: Program, title: str, *, whole: bool = True) -> None:
    """The keyboard to the window of that title, by its title: another may just be closing."""
    screen = program.screen
    (window, *_) = screen.tool("search", "--sync", "--onlyvisible", "--name", title).split()
    if whole:
        screen.tool("windowmove", window, "0", "0")
        screen.tool("windowsize", window, str(screen.width), str(screen.height))
    screen.tool("windowfocus", "--sync", window)


def step(program: Program) -> None:
    before = program.state["stage"]
    program.press("space")
    program.until(lambda state: state["stage"] != before, f"on from {before}")


def lead(program: Program) -> None:
    """From the first screen to the last; groups agree on some questions and not on others."""
    seen = program.state
    picture(program.screen, "00-title")
    while seen["stage"][0] < seen["opening"]:
        step(program)
        picture(program.screen, f"01-read-{seen['stage'][0]:02}")
    for item in range(8):
        program.until(lambda state, item=item: state["stage"][1] == item, f"question {item + 1}")  # type: ignore[misc]
        for group in range(1, 7):
            program.press(str(group), "1" if item % 2 else str(1 + group % 2))
        program.until(lambda state, item=item: state["votes"] == 6 * (item + 1), "six cards")  # type: ignore[misc]
        while seen["stage"][1] == item and not seen["ending"]:
            picture(program.screen, f"02-item-{item}-{seen['stage'][2]}-{seen['stage'][3]}")
            step(program)
    program.press("1", "3")
    program.until(lambda state: state["ticked"] == [1, 3], "two findings chosen")
    while not seen["over"]:
        picture(program.screen, f"03-end-{seen['stage'][0]:02}-{seen['stage'][2]}-{seen['stage'][3]}")
        step(program)
    program.press("Escape")
    program.until(lambda state: not state["stage"], "the room is closed")


@pytest.mark.parametrize("size", SIZES)
def test_a_trainer_leads_case_b_with_six_groups_and_prints_the_kit(size: tuple[int, int], home: Path) -> None:
    with Screen(*size) as screen:
        program = Program(screen, home)
        try:
            program.until(lambda state: state.get("loaded"), "the first page")
            program.focus()
            tab_to(program, "1人で練習する）")
            program.press("Return")
            program.until(lambda state: state["page"] == "training", "the training room")
            picture(screen, "10-page")
            for _ in range(2):
                before = program.state["story"]
                program.press("Right")
                program.until(lambda state, before=before: state["story"] != before, "another story")  # type: ignore[misc]
            assert program.state["story"] == "nagano-b"
            tab_to(program, "部屋で進める")
            program.press("Return")
            program.until(lambda state: state["stage"], "the projector")
            to_window(program, "自治体Bを訪ねる")
            lead(program)
            to_window(program, "住基セルフ点検ブック", whole=False)
            tab_to(program, "答え合わせを見る")
            program.press("Return")
            program.until(lambda state: state["page"] == "room-grading", "答え合わせ of the room")
            picture(screen, "11-grading")
            tab_to(program, "部屋の答え合わせを PDF にする")
            program.press("Return")
            program.until(lambda state: "作りました" in state["said"], "its PDF")
            assert list(home.rglob("研修_部屋の答え合わせ_*.pdf"))
            tab_to(program, "研修の部屋へ戻る")
            program.press("Return")
            program.until(lambda state: state["page"] == "training", "back")
            tab_to(program, "講師の紙を作る")
            program.press("Return")
            program.until(lambda state: "作りました" in state["said"], "the papers", patience=180)
            picture(screen, "12-papers")
        finally:
            program.kill()
    (kept,) = home.rglob("研修の部屋_nagano-b.json")
    room = Room.read(kept.read_text(encoding="utf-8"))
    assert (room.over, len(room.votes), room.step) == (True, 48, Step.OWN)
    assert room.split == (0, 2, 4, 6)
    papers = sorted(home.rglob("研修_自治体B*/*.pdf"))
    assert len(papers) == 12
    for one in papers:
        with pikepdf.open(one) as pdf:
            assert len(pdf.pages)
