"""What a reviewer decides: replacing, giving back, writing down a call, deleting a round."""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from jukiself.answers.model import Inspection, Nature
from jukiself.answers.seal import seal
from jukiself.store import remarks
from jukiself.store.arrivals import arrivals, kept_replies
from jukiself.survey.arrivals import KEPT_OLD, Arrival, How, Verdict
from jukiself.survey.remarks import Bin, Remark
from jukiself.work import deciding
from jukiself.work.collect import files_in
from jukiself.work.deciding import DecisionRefused
from tests.collect.conftest import Desk, office

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jukiself.checklist.model import Checklist

ROUND = (2026, Nature.SAMPLE)


def accept(desk: Desk, path: Path) -> Arrival:
    (file,) = files_in([path])
    return deciding.accept(desk.book, file, desk.editions, desk.clock)


def kept(desk: Desk, number: int, submission: int = 1) -> Inspection:
    return desk.book.load(kept_replies(desk.book)[(office(number).code, 2026, Nature.SAMPLE, submission)])


def test_a_reply_that_replaces_another_leaves_it_in_history(desk: Desk) -> None:
    old, new = desk.reply(1), desk.reply(1, seed=9)
    desk.put(old, "1.xlsx")
    desk.collect()
    path = desk.put(new, "2.xlsx")
    desk.collect()
    done = accept(desk, path)
    assert (done.verdict, done.sealed) == (Verdict.TAKEN, seal(new))
    assert seal(kept(desk, 1)) == seal(new)
    changed = {key for key in {**old.answers, **new.answers} if old.answer(key) != new.answer(key)}
    told = {(one.key, one.answer.value, one.origin) for one in desk.book.history(done.inspection or 0)}
    assert told == {(key, old.answer(key).value, "collect 1.xlsx") for key in changed} | {
        (key, new.answer(key).value, "collect 2.xlsx") for key in changed
    }
    assert len(arrivals(desk.book)) == 2
    # Both files are known now, and the way back is the other file.
    assert [one.verdict for one in desk.collect()] == [Verdict.SAME, Verdict.SAME]
    accept(desk, desk.folder / "1.xlsx")
    assert seal(kept(desk, 1)) == seal(old)
    with pytest.raises(DecisionRefused, match="同じ答え"):
        accept(desk, desk.folder / "1.xlsx")


def test_what_the_desk_wrote_stays_when_a_reply_is_replaced(desk: Desk) -> None:
    old = desk.reply(1)
    desk.put(old, "1.xlsx")
    desk.collect()
    found = kept_replies(desk.book)[(office(1).code, 2026, Nature.SAMPLE, 1)]
    key = next(iter(old.answers))
    desk.book.put_answers(found, {key: replace(old.answers[key], memo="電話で確かめた")})
    accept(desk, desk.put(desk.reply(1, seed=3), "2.xlsx"))
    assert desk.book.load(found).answer(key).memo == "電話で確かめた"


def test_turned_down_stays_turned_down(desk: Desk, rows_in: Callable[[], dict[str, int]]) -> None:
    desk.put(desk.reply(1), "1.xlsx")
    path = desk.put(desk.reply(1, seed=9), "2.xlsx")
    desk.collect()
    before = seal(kept(desk, 1))
    deciding.decline(desk.book, path.name, path.read_bytes())
    rows = rows_in()
    assert [(one.verdict, one.reason) for one in desk.collect()][1] == (Verdict.REFUSED, KEPT_OLD)
    assert (seal(kept(desk, 1)), rows_in()) == (before, rows)
    with pytest.raises(DecisionRefused, match="待っているファイル"):
        deciding.decline(desk.book, "2.xlsx")


def test_giving_back_the_last_run_leaves_what_was_before(desk: Desk, rows_in: Callable[[], dict[str, int]]) -> None:
    desk.put(desk.reply(1))
    desk.collect()
    before, first = rows_in(), arrivals(desk.book)
    desk.put(desk.reply(2))
    shutil.copy(desk.put(desk.reply(3)), desk.folder / "写し.xlsx")
    desk.collect()
    assert deciding.give_back(desk.book, deciding.last_run(desk.book)) == 2
    after = rows_in()
    assert {one: count for one, count in after.items() if one not in {"arrival", "office"}} == {
        one: count for one, count in before.items() if one not in {"arrival", "office"}
    }
    assert [one for one in arrivals(desk.book) if one.verdict is not Verdict.UNDONE] == first
    # The folder can be collected again, and no second row per file comes of it.
    assert sorted(one.verdict for one in desk.collect()) == ["same", "same", "taken", "taken"]
    assert len(arrivals(desk.book)) == after["arrival"]


def test_one_file_is_given_back(desk: Desk) -> None:
    desk.put(desk.reply(1), "1.xlsx")
    desk.put(desk.reply(2), "2.xlsx")
    desk.collect()
    assert deciding.give_back(desk.book, deciding.named(desk.book, "2.xlsx")) == 1
    assert [one.office.code for one in desk.book.summaries()] == [office(1).code]


def test_a_name_many_files_have_is_not_enough(desk: Desk) -> None:
    for number in (1, 2):
        desk.put(desk.reply(number), f"{office(number).name}/回答書.xlsx")
    desk.collect()
    with pytest.raises(DecisionRefused, match="いくつも"):
        deciding.named(desk.book, "回答書.xlsx")
    for name in (f"{office(2).name}/回答書.xlsx", str(desk.folder / office(2).name / "回答書.xlsx")):
        (found,) = deciding.named(desk.book, name)
        assert found.office == office(2)


def test_what_is_remarked_on_or_replaced_is_not_given_back_unasked(desk: Desk) -> None:
    desk.put(desk.reply(1), "1.xlsx")
    desk.collect()
    remarks.put(desk.book, 2026, Nature.SAMPLE, [Remark(office(1).code, "audit-none", bin=Bin.ONE)], "係", desk.clock())
    with pytest.raises(DecisionRefused, match=office(1).name):
        deciding.give_back(desk.book, deciding.last_run(desk.book))
    assert deciding.give_back(desk.book, deciding.last_run(desk.book), force=True) == 1
    desk.collect()
    accept(desk, desk.put(desk.reply(1, seed=4), "2.xlsx"))
    with pytest.raises(DecisionRefused):
        deciding.give_back(desk.book, deciding.last_run(desk.book))
    assert deciding.give_back(desk.book, deciding.last_run(desk.book), force=True) == 1
    assert not deciding.last_run(desk.book)


def test_words_without_a_file(desk: Desk, checklist: Checklist) -> None:
    desk.ask(checklist, 1)
    done = deciding.note(desk.book, desk.clock, ROUND, office(1), How.DECLINED, "町村会を通じて連絡")
    assert arrivals(desk.book, ROUND) == [done]
    for of, how, text in ((office(9), How.DECLINED, "x"), (office(1), How.PROXY, "x"), (office(1), How.PHONE, " ")):
        with pytest.raises(DecisionRefused):
            deciding.note(desk.book, desk.clock, ROUND, of, how, text)


def test_deleting_a_round_leaves_no_word_of_it_in_the_file(desk: Desk, tmp_path: Path) -> None:
    said = desk.reply(1)
    path = desk.put(said)
    desk.collect()
    key = next(iter(said.answers))
    found = kept_replies(desk.book)[(office(1).code, 2026, Nature.SAMPLE, 1)]
    desk.book.put_answers(found, {key: replace(said.answers[key], note="鍵の番号は引き出しの中")})
    raw = tmp_path / "県.jukiself"
    assert "引き出しの中".encode() in raw.read_bytes()
    gone = deciding.forget(desk.book, ROUND)
    assert (gone.inspections, gone.arrivals) == (1, 1)
    assert gone.files == {str(desk.folder): (path.name,)}
    assert "引き出しの中".encode() not in raw.read_bytes()
    with sqlite3.connect(raw) as connection:
        for table in ("inspection", "answer", "history", "contract", "arrival", "verdict", "call", "remark"):
            assert connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone() == (0,), table  # noqa: S608 - our own names
    assert path.exists()
