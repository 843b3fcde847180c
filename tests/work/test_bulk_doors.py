"""Every door through which much is changed at once leaves a copy of the book as it was before."""

from __future__ import annotations

import ast
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jukiself.answers.model import Answer, Life, Nature
from jukiself.app.desk import OfficeDesk
from jukiself.app.works import now, this_year
from jukiself.cli import main
from jukiself.gui.desk import Wish
from jukiself.settings import Settings
from jukiself.store.arrivals import arrivals
from jukiself.store.book import Book
from jukiself.store.opening import same_book
from jukiself.survey.arrivals import How, Verdict
from jukiself.work import advising
from jukiself.work.copies import FOLDER
from jukiself.work.exchange import Editions
from jukiself.work.remarks import Reviewing
from jukiself.work.roll import ready_roll, roll_as_workbook
from tests.gui.rounds import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jukiself.app.gathering import OpenGathering

PAST = Path(__file__).parents[1] / "past" / "kept"
YEAR = str(this_year())
SAMPLE = ("--year", YEAR, "--nature", "sample")


@pytest.fixture
def desk(home: Path) -> Iterator[OfficeDesk]:
    made = OfficeDesk(Settings(home / "settings.json"))
    made.load()
    yield made
    made.close()


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return Shelf.made(tmp_path_factory.mktemp("shelf"))


def command(*words: str) -> None:
    assert main(list(words)) in {0, 1}, words


# -- a village ------------------------------------------------------------------------------------------------------


def _village(folder: Path) -> Path:
    path = folder / "原村.jukiself"
    command("import", str(PAST / "step-7.xlsx"), "--book", str(path))
    with Book.open(path, now) as book:
        found = book.summaries()[0].id
        some = list(book.load(found).answers)[:3]
        for key in some:
            book.put_answers(found, {key: Answer("unknown")})
    return path


def _import(path: Path, _desk: OfficeDesk) -> None:
    command("import", str(PAST / "step-7.xlsx"), "--book", str(path))


def _take_back(path: Path, _desk: OfficeDesk) -> None:
    command("take-back", "--book", str(path), "--office", "203637", "--year", "2026")


def _window_import(path: Path, desk: OfficeDesk) -> None:
    desk.leave(desk.open_book(path))
    arrival = desk.read_workbook(PAST / "step-7.xlsx")
    assert arrival.target == path
    desk.leave(desk.take_in(arrival))


def _window_take_back(path: Path, desk: OfficeDesk) -> None:
    desk.leave(desk.open_book(path))
    desk.leave(desk.take_back(desk.read_workbook(PAST / "step-7.xlsx")))


def _reopen(path: Path, desk: OfficeDesk) -> None:
    sitting = desk.open_book(path)
    sitting.put_review(replace(sitting.inspection.review, life=Life.APPROVED))
    shutil.copy(path, path.with_suffix(".before"))
    desk.leave(desk.reopen(sitting))


def _next_year(path: Path, desk: OfficeDesk) -> None:
    before = desk.earlier("203637", 2027, path)
    assert before is not None
    desk.leave(desk.new_inspection(Wish("203637", "原村", 2027, True, path, before=before)))


def _a_slip(path: Path, desk: OfficeDesk) -> None:
    """One answer is much where it came from a file."""
    sitting = desk.open_book(path)
    key = next(iter(sitting.inspection.answers))
    sitting.set_text(key, "note", "先に一つ")
    shutil.copy(path, path.with_suffix(".before"))
    sitting.answer_all({key: Answer("unknown", note="総務から")}, origin="聞取り票 総務.xlsx")
    desk.leave(sitting)


def _many_answers(path: Path, desk: OfficeDesk) -> None:
    sitting = desk.open_book(path)
    key, other = list(sitting.inspection.answers)[:2]
    sitting.set_text(key, "note", "先に一つ")
    shutil.copy(path, path.with_suffix(".before"))
    sitting.answer_all(dict.fromkeys((key, other), Answer("unknown", note="並べて写した")))
    desk.leave(sitting)


# -- a prefecture ---------------------------------------------------------------------------------------------------


def _collect(path: Path, _desk: OfficeDesk) -> None:
    command("collect", str(path.parent / "届いたもの"), "--book", str(path))


def _accept(path: Path, _desk: OfficeDesk) -> None:
    command("collect", "--accept", str(_waiting(path)), "--book", str(path))


def _decline(path: Path, _desk: OfficeDesk) -> None:
    command("collect", "--decline", str(_waiting(path)), "--book", str(path))


def _undo(path: Path, _desk: OfficeDesk) -> None:
    command("collect", "--undo", "--book", str(path))


def _forget(path: Path, _desk: OfficeDesk) -> None:
    command("board", "forget", "--book", str(path), *SAMPLE, "--yes")


def _request(path: Path, _desk: OfficeDesk) -> None:
    command("request", "set", "--book", str(path), "--year", YEAR, "--title", "点検のお願い")


def _roll(path: Path, _desk: OfficeDesk) -> None:
    listed = path.with_name("一覧.xlsx")
    listed.write_bytes(roll_as_workbook(ready_roll("200000")[:3]))
    command("request", "set", "--book", str(path), "--year", YEAR, "--roll", str(listed))


def _remarks_accept(path: Path, _desk: OfficeDesk) -> None:
    command("remarks", "accept", "--book", str(path), "--yes")


def _remarks_bulk(path: Path, _desk: OfficeDesk) -> None:
    command("remarks", "bulk", "--book", str(path), "--in", "unsorted", "--bin", "next")


def _remarks_take(path: Path, _desk: OfficeDesk) -> None:
    from openpyxl import load_workbook

    with Book.open(path, now) as book:
        at = Reviewing(book, this_year(), Nature.SAMPLE, Editions(), now, "山田")
        at.change([next(iter(at.pile.items))], comment="一緒に考えます。")
        made = [one.path for one in advising.books(at, path.parent / "講評", now().date())]
    for one in made:
        workbook = load_workbook(one)
        for row in workbook.worksheets[1].iter_rows():
            for cell in row:
                if not cell.protection.locked and cell.value in {None, ""}:
                    cell.value = "来月に直します。"
        workbook.save(one)
    shutil.copy(path, path.with_suffix(".before"))
    command("remarks", "take", "--book", str(path), *map(str, made))


def _comments(path: Path, _desk: OfficeDesk) -> None:
    """A 講評 comes to the book that holds the office's inspection."""
    with Book.open(path, now) as book:
        at = Reviewing(book, this_year(), Nature.SAMPLE, Editions(), now, "山田")
        at.change([next(iter(at.pile.items))], comment="一緒に考えます。")
        made = next(iter(advising.books(at, path.parent / "講評", now().date()))).path
    shutil.copy(path, path.with_suffix(".before"))
    command("import", str(made), "--book", str(path))


def _gathered(path: Path, desk: OfficeDesk, act: Callable[[OpenGathering], object]) -> None:
    gathering = desk.open_gathering(path)
    assert gathering is not None
    act(gathering)  # type: ignore[arg-type]
    desk.leave_gathering(gathering)


def _window_collect(path: Path, desk: OfficeDesk) -> None:
    came = [path.parent / "届いたもの"]
    _gathered(path, desk, lambda at: at.collect(came, How.WORKBOOK, "", lambda _done, _of: None))


def _window_decisions(path: Path, desk: OfficeDesk) -> None:
    def act(at: OpenGathering) -> None:
        at.accept(next(one for one in arrivals(at.book) if one.verdict is Verdict.WAITING))

    _gathered(path, desk, act)


def _window_give_back(path: Path, desk: OfficeDesk) -> None:
    _gathered(path, desk, lambda at: at.give_back(at.last_run()))


def _window_forget(path: Path, desk: OfficeDesk) -> None:
    _gathered(path, desk, lambda at: at.forget())


def _window_request(path: Path, desk: OfficeDesk) -> None:
    def act(at: OpenGathering) -> None:
        page = at.request()
        page.save(replace(page.round().request, title="点検のお願い"), page.round().roll[:-1])

    _gathered(path, desk, act)


def _window_remarks(path: Path, desk: OfficeDesk) -> None:
    def act(at: OpenGathering) -> None:
        page = at.remarks()
        page.accept(page.pile(lambda _done, _of: None).items)

    _gathered(path, desk, act)


VILLAGE = (_import, _take_back, _window_import, _window_take_back, _reopen, _next_year, _many_answers, _a_slip)
ASKED = (_collect, _window_collect)
COLLECTED = (
    _accept,
    _decline,
    _undo,
    _forget,
    _request,
    _roll,
    _remarks_accept,
    _remarks_bulk,
    _remarks_take,
    _comments,
)
IN_ITS_WINDOW = (_window_decisions, _window_give_back, _window_forget, _window_request, _window_remarks)


@pytest.mark.parametrize("door", [*VILLAGE, *ASKED, *COLLECTED, *IN_ITS_WINDOW], ids=lambda one: one.__name__[1:])
def test_a_copy_of_what_was_before(
    door: Callable[[Path, OfficeDesk], None], desk: OfficeDesk, tmp_path: Path, shelf: Shelf
) -> None:
    if door in VILLAGE:
        path = _village(tmp_path)
    else:
        path = tmp_path / "県.jukiself"
        shutil.copy(shelf.asked if door in ASKED else shelf.collected, path)
        shutil.copytree(shelf.came, tmp_path / "届いたもの")
    assert not (tmp_path / FOLDER).exists()
    before = path.with_suffix(".before")
    shutil.copy(path, before)
    door(path, desk)
    assert not same_book(path, before), "the door changed nothing: no test"
    assert any(same_book(one, before) for one in (tmp_path / FOLDER).iterdir())


def _waiting(path: Path) -> Path:
    with Book.open(path, now) as book:
        found = next(one for one in arrivals(book) if one.verdict is Verdict.WAITING)
    return path.parent / "届いたもの" / found.file_name


def test_a_writer_of_the_store_is_known_to_change_little_or_says_that_it_changes_much(checkout: Path) -> None:
    """Who adds a door has to think of it: these write one thing, which the history or another field keeps."""
    little = {
        "put_head", "put_handout", "put_place", "put_arrival", "put_call", "settle_calls", "put_phrases", "hear",
        "put_rows", "drop", "move",
    }  # fmt: skip
    found = set()
    for path in (checkout / "jukiself" / "store").rglob("*.py"):
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef):
                calls = [one for one in ast.walk(function) if isinstance(one, ast.Call)]
                told = [getattr(one.func, "attr", "") == "writing" and not one.keywords for one in calls]
                found |= {function.name} if any(told) else set()
    assert found <= little


def test_every_book_a_command_or_the_desk_writes_in_is_watched(checkout: Path) -> None:
    """Only those who read, or make a book that is nobody's, open one otherwise."""
    reading = {
        "arrival_works.py", "year_works.py", "training_works.py", "prefecture_pictures.py", "training_pictures.py",
        "works.py", "gathering.py", "manners.py",
    }  # fmt: skip
    opening = {
        path.name
        for layer in ("app", "cli")
        for path in (checkout / "jukiself" / layer).glob("*.py")
        if "Book.open(" in path.read_text(encoding="utf-8")
    }
    assert opening <= reading
