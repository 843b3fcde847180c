"""控えに戻す: seen before it is done, the state before is kept, and one can go back from going back."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jukiself.answers.model import Answer, Basis, Contract, Inspection, Key, Life, Office, Review, Step
from jukiself.cli import main
from jukiself.store.book import Book, BookError, BookHeld
from jukiself.store.opening import BookDamaged, same_book
from jukiself.work.copies import FOLDER
from jukiself.work.exchange import Editions
from jukiself.work.restoring import Outlook, Restored, listed, look, restore
from tests.gui.rounds import Shelf

if TYPE_CHECKING:
    from collections.abc import Mapping

PAST = Path(__file__).parents[1] / "past" / "kept"
NOON = datetime(2026, 11, 21, 12, 0, 0)  # noqa: DTZ001 - the office's wall clock
ONE, TWO, THREE = Key("policy-written"), Key("policy-juki-rule"), Key("policy-owner")
EDITIONS = Editions()


def now() -> datetime:
    return datetime.now()  # noqa: DTZ005 - the office's own wall clock


def village(path: Path, answers: Mapping[Key, Answer]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with Book.open(path, now) as book:
        bare = Inspection(Office("203637", "原村"), 2026, "juki", "2026", network_set="today")
        book.put_answers(book.create(bare), answers)
    return path


def put(path: Path, answers: Mapping[Key, Answer]) -> None:
    with Book.open(path, now) as book:
        book.put_answers(1, answers)


def answers(path: Path) -> dict[Key, tuple[str, str]]:
    with Book.open(path, now) as book:
        return {key: (one.value, one.note) for key, one in book.load(1).answers.items()}


def copy_of(path: Path, name: str = "写し.jukiself") -> Path:
    with Book.open(path, now) as book:
        book.copy_to(path.with_name(name))
    return path.with_name(name)


def seen(path: Path, copy: Path) -> Outlook:
    return look(path, copy, now, EDITIONS)


def back(path: Path, copy: Path) -> Restored:
    return restore(path, copy, now)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    said = {ONE: Answer("yes", Basis.SEEN, "棚の2段目"), TWO: Answer("unknown")}
    return village(tmp_path / "原村.jukiself", said)


def test_what_would_change_is_shown_in_words_and_nothing_is_written(path: Path) -> None:
    copy = copy_of(path)
    with Book.open(path, now) as book:
        book.put_answers(1, {ONE: Answer("none"), TWO: Answer(), THREE: Answer("unknown")})
        step = Step("org-one-person", None, "係を2人にする", "課長", "2027-03-31")
        changed = replace(book.load(1), contracts=(Contract("c1", "保守", "丙社"),), steps=(step,))
        book.put_head(1, replace(changed, review=Review(life=Life.CONFIRMED, confirmed_by="鈴木")))
    before = {one: one.read_bytes() for one in (path, copy)}
    found = seen(path, copy)
    assert {one: one.read_bytes() for one in (path, copy)} == before
    assert {one.name for one in path.parent.iterdir()} == {path.name, copy.name}
    (part,) = found.parts
    rows = {one.about.split("　")[0]: (one.now, one.then) for one in part.rows}
    assert rows["1-1"][1].startswith("文書になっている（見た）")
    assert "備考：棚の2段目" in rows["1-1"][1]
    assert rows["1-2"] == ("（なし）", "わからない")
    assert rows["契約"] == ("保守　丙社", "（なし）")
    assert rows["改善計画"][0].startswith("係を2人にする　課長")
    assert rows["確認と決裁"][0].startswith("確認済")
    assert found.counts == (1, 3, 2), (
        "1-2 comes back; an answer, a contract and a step are lost; 1-1 and the state turn"
    )
    assert "戻ってくるもの 1　なくなるもの 3　変わるもの 2" in found.words


def test_going_back_and_back_from_that(path: Path) -> None:
    copy = copy_of(path)
    put(path, {ONE: Answer("none"), THREE: Answer("unknown")})
    wrong, was = answers(path), answers(copy)
    done = back(path, copy)
    assert answers(path) == was
    assert same_book(path, copy)
    assert done.aside is not None
    assert done.aside.parent == path.parent / FOLDER
    assert done.aside.name in done.words
    assert done.aside.stat().st_mode & 0o077 == 0
    assert answers(done.aside) == wrong
    again = back(path, done.aside)
    assert answers(path) == wrong
    assert again.aside is not None
    assert answers(again.aside) == was


VALUES = st.sampled_from([Answer(), Answer("yes"), Answer("none"), Answer("unknown", note="調べる")])
STATES = st.fixed_dictionaries({ONE: VALUES, TWO: VALUES, THREE: VALUES})


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(then=STATES, now_=STATES)
def test_the_counts_are_those_of_the_answers_that_differ_and_restoring_leaves_none(
    then: dict[Key, Answer], now_: dict[Key, Answer], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = village(tmp_path_factory.mktemp("law") / "原村.jukiself", then)
    copy = copy_of(path)
    put(path, now_)
    found = seen(path, copy)
    kinds = [(now_[key].empty, then[key].empty) for key in then if now_[key] != then[key]]
    assert found.counts == (kinds.count((True, False)), kinds.count((False, True)), kinds.count((False, False)))
    back(path, copy)
    assert seen(path, copy).same


def test_while_somebody_else_writes_in_it_nothing_is_changed(path: Path) -> None:
    copy = copy_of(path)
    put(path, {ONE: Answer("none")})
    writer = "import sys,time\nfrom pathlib import Path\nfrom datetime import datetime\nfrom jukiself.store.book import Book\n"
    writer += "Book.open(Path(sys.argv[1]), datetime.now, '鈴木')\nprint('held', flush=True)\ntime.sleep(600)"
    with subprocess.Popen([sys.executable, "-c", writer, str(path)], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        other.stdout.readline()
        before = path.read_bytes()
        assert seen(path, copy).counts[2] == 1, "it may be looked at"
        with pytest.raises(BookHeld, match="鈴木"):
            back(path, copy)
        assert path.read_bytes() == before
        other.kill()
    back(path, copy)
    assert same_book(path, copy)


def test_a_program_that_has_it_open_to_read_sees_the_copy_from_then_on(path: Path) -> None:
    copy = copy_of(path)
    put(path, {ONE: Answer("none")})
    with Book.open(path, now) as other:
        assert other.load(1).answer(ONE).value == "none"
        back(path, copy)
        assert other.load(1).answer(ONE).value == "yes"
        other.put_answers(1, {THREE: Answer("unknown")})
    assert answers(path)[THREE] == ("unknown", "")


def test_a_broken_copy_and_one_of_a_newer_program_are_refused(path: Path) -> None:
    broken, newer = copy_of(path, "壊.jukiself"), copy_of(path, "新.jukiself")
    with broken.open("r+b") as file:
        file.seek(4096)
        file.write(os.urandom(40000))
    with sqlite3.connect(newer) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    before = path.read_bytes()
    for copy, error, said in ((broken, BookDamaged, "壊"), (newer, BookError, "新しい版"), (path, BookError, "同じ")):
        for act in (seen, back):
            with pytest.raises(error, match=said):
                act(path, copy)
    with pytest.raises(BookError, match="ありません"):
        back(path, path.with_name("ない.jukiself"))
    with pytest.raises(BookError, match="保存ファイルではありません"):
        back(path, Path(__file__))
    assert path.read_bytes() == before
    assert {one.name for one in path.parent.iterdir()} == {path.name, broken.name, newer.name}


def test_a_broken_book_is_put_aside_as_it_is(path: Path) -> None:
    copy = copy_of(path)
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(os.urandom(40000))
    harmed = path.read_bytes()
    found = seen(path, copy)
    assert "壊れていて、比べられません" in found.words
    assert found.counts == (1, 0, 0)
    done = back(path, copy)
    assert done.aside is not None
    assert done.aside.read_bytes() == harmed
    assert str(done.aside) in done.words
    assert same_book(path, copy)
    assert listed(path) == [], "a broken book is no copy"


def test_a_book_that_is_gone_comes_back(path: Path) -> None:
    copy, was = copy_of(path), answers(path)
    path.unlink()
    assert "元の場所にありません" in seen(path, copy).words
    assert back(path, copy).aside is None
    assert answers(path) == was


def test_an_old_copy_is_brought_up_to_date_on_the_way(tmp_path: Path) -> None:
    path = village(tmp_path / "原村.jukiself", {ONE: Answer("none")})
    old = tmp_path / "昔.jukiself"
    old.write_bytes(gzip.decompress((PAST / "step-1.jukiself.gz").read_bytes()))
    before = old.read_bytes()
    assert seen(path, old).parts
    back(path, old)
    assert old.read_bytes() == before
    with Book.open(path, now) as book:
        assert book.summaries()[0].office.name.startswith("原村")
    assert {one.name for one in tmp_path.iterdir()} == {path.name, old.name, FOLDER}


def test_where_the_present_state_cannot_be_put_aside_nothing_is_done(path: Path) -> None:
    copy = copy_of(path)
    put(path, {ONE: Answer("none")})
    (path.parent / FOLDER).write_bytes(b"a file of that name")
    before = path.read_bytes()
    with pytest.raises(BookError, match="戻していません"):
        back(path, copy)
    assert path.read_bytes() == before


def test_a_prefecture_sees_which_replies_and_decisions_it_would_lose(tmp_path: Path) -> None:
    shelf = Shelf.made(tmp_path)
    path = tmp_path / "県.jukiself"
    shutil.copy(shelf.asked, path)
    copy = copy_of(path)
    assert main(["collect", str(shelf.came), "--book", str(path)]) in {0, 1}
    assert main(["remarks", "accept", "--book", str(path), "--yes"]) == 0
    found = seen(path, copy)
    offices = [one for one in found.parts if one.rows[0].about == "点検の全部"]
    assert len(offices) == 4
    assert all(one.lost for one in offices)
    (round_,) = [one for one in found.parts if "集約" in one.title]
    kinds = {row.about.split("　")[0] for row in round_.rows}
    assert kinds == {"届いたもの", "講評"}
    assert round_.lost == len(round_.rows)
    back(path, copy)
    assert seen(path, copy).same
    assert seen(path, listed(path)[0].path).counts[0] == found.counts[1], "going back from it brings as much back"


def test_on_the_command_line(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workbook = PAST / "step-7.xlsx"
    assert main(["import", str(workbook), "--book", str(path)]) == 0
    capsys.readouterr()
    book = ("--book", str(path))
    assert main(["restore", *book]) == 0
    number, _at, holds, differs, file = capsys.readouterr().out.splitlines()[0].split("\t")
    assert (number, holds) == ("1", "答え 2")
    assert "少ない" in differs
    imported = path.read_bytes()
    assert main(["restore", "1", *book, "--preview", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["copy"] == file
    assert shown["lost"] > 50
    assert path.read_bytes() == imported
    assert main(["restore", Path(file).name, *book, "--preview"]) == 0
    assert "まだ戻していません" in capsys.readouterr().out
    assert main(["restore", "9", *book]) == 1
    assert main(["restore", "ない.jukiself", *book]) == 1
    assert main(["restore", "1", *book, "--json"]) == 0
    aside = json.loads(capsys.readouterr().out)["aside"]
    assert len(answers(path)) == 2
    assert main(["restore", *book, "--json"]) == 0
    assert [one["file"] for one in json.loads(capsys.readouterr().out)] == [aside, file]
    assert main(["restore", aside, *book]) == 0
    assert "そこへ戻ることもできます" in capsys.readouterr().out
    assert len(answers(path)) > 50
    assert main(["restore", "--book", "postgresql+psycopg://x/y"]) == 1
    assert "サーバーの控えから" in capsys.readouterr().err
