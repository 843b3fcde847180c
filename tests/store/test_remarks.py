"""What two reviewers write about the same finding: nothing vanishes, and what is overwritten can be read again."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import insert

from jukiself.answers.comment import Comment, Opinion
from jukiself.answers.model import Inspection, Nature, Office
from jukiself.answers.seal import seal
from jukiself.checklist.model import Severity
from jukiself.store import remarks, tables
from jukiself.store.book import Book
from jukiself.store.opening import BookChanged
from jukiself.survey.remarks import Bin, On, Remark

if TYPE_CHECKING:
    from tests.postgres import Server

NOON = datetime(2027, 1, 20, 12, 0)  # noqa: DTZ001 - the office's wall clock
ROUND = (2026, Nature.REAL)
HARA = On("203637", "audit-none", "juki")


@pytest.fixture
def book(place: Path | str) -> Iterator[Book]:
    with Book.open(place, lambda: NOON) as made:
        yield made


def test_a_remark_comes_back_as_it_was_written(book: Book) -> None:
    said = Remark(*HARA, Bin.ONE, Opinion.DISCUSS, Severity.LOW, "独立系のため\n神", "一緒に考えたい 𠮷")
    (kept,) = remarks.put(book, *ROUND, [said], "山田", NOON)
    assert kept == replace(said, by="山田", at=NOON, version=1)
    assert remarks.load(book, *ROUND) == {HARA: kept}
    assert remarks.load(book, *ROUND, "203637") == {HARA: kept}
    assert remarks.load(book, *ROUND, "202011") == remarks.load(book, 2025, Nature.REAL) == {}
    assert remarks.load(book, 2026, Nature.SAMPLE) == {}


def test_saying_the_same_again_changes_nothing(book: Book) -> None:
    (kept,) = remarks.put(book, *ROUND, [Remark(*HARA, Bin.ALL)], "山田", NOON)
    assert remarks.put(book, *ROUND, [kept, Remark(*HARA, Bin.ALL)], "鈴木", NOON + timedelta(1)) == [kept]
    assert not remarks.past(book, *ROUND, HARA)


def test_a_write_on_an_older_version_is_told_and_both_texts_are_there(book: Book) -> None:
    (first,) = remarks.put(book, *ROUND, [Remark(*HARA, comment="最初")], "山田", NOON)
    (second,) = remarks.put(book, *ROUND, [replace(first, comment="鈴木の文")], "鈴木", NOON)
    with pytest.raises(BookChanged, match="鈴木 さんが1月20日12時00分に変えています") as told:
        remarks.put(book, *ROUND, [replace(first, comment="山田の文")], "山田", NOON)
    assert told.value.theirs == second
    assert told.value.ours == replace(first, comment="山田の文")
    assert remarks.load(book, *ROUND)[HARA].comment == "鈴木の文"
    assert [one.comment for one in remarks.past(book, *ROUND, HARA)] == ["最初"]


def test_the_first_remark_of_two_reviewers_is_told_as_well(book: Book) -> None:
    remarks.put(book, *ROUND, [Remark(*HARA, comment="鈴木の文")], "鈴木", NOON)
    with pytest.raises(BookChanged):
        remarks.put(book, *ROUND, [Remark(*HARA, comment="山田の文")], "山田", NOON)


def test_many_are_written_together_or_not_at_all(book: Book) -> None:
    remarks.put(book, *ROUND, [Remark(*HARA, comment="鈴木の文")], "鈴木", NOON)
    with pytest.raises(BookChanged):
        remarks.put(book, *ROUND, [Remark("202011", "x", bin=Bin.ALL), Remark(*HARA, bin=Bin.ALL)], "山田", NOON)
    assert list(remarks.load(book, *ROUND)) == [HARA]


def test_a_reply_stands_beside_and_takes_nobodys_turn(book: Book) -> None:
    (kept,) = remarks.put(book, *ROUND, [Remark(*HARA, comment="どうですか")], "山田", NOON)
    other = On("203637", "training-never")
    assert remarks.put_replies(book, *ROUND, {HARA: "直しました", other: "計画中です"}) == 2
    assert remarks.put_replies(book, *ROUND, {HARA: "直しました"}) == 0
    (again,) = remarks.put(book, *ROUND, [replace(kept, bin=Bin.NEXT_YEAR)], "山田", NOON)
    assert (again.reply, again.version) == ("直しました", 2)
    (late,) = remarks.put(book, *ROUND, [Remark(*other, comment="はい")], "山田", NOON)
    assert (late.reply, late.version) == ("計画中です", 1)
    assert remarks.load(book, *ROUND)[HARA] == again


def test_phrases_keep_their_order(book: Book) -> None:
    remarks.put_phrases(book, ["い", "あ", "い"])
    remarks.put_phrases(book, ["う", "あ"])
    assert remarks.phrases(book) == ["う", "あ"]


def test_comments_live_in_the_offices_book_and_not_in_the_code(book: Book) -> None:
    bare = Inspection(Office("203637", "原村"), 2026, "juki", "2026", network_set="today")
    comments = (
        Comment(2026, "b", "juki", "文", Opinion.AGREED, Severity.HIGH, "理由", "長野県", "2027-02-01", "返事"),
        Comment(2026, "a"),
        Comment(2025, "a", reply="昨年の返事"),
    )
    said = replace(bare, comments=comments)
    assert seal(said) == seal(bare)
    found = book.create(said)
    assert book.load(found) == said
    book.put_head(found, replace(said, comments=comments[:1]))
    assert book.load(found).comments == comments[:1]


@pytest.mark.real
def test_two_reviewers_of_one_server_at_the_same_moment(server: Server) -> None:
    """The first has written and not finished when the second begins: the second is told, and both texts are there."""
    address = server.database()
    told: list[BookChanged] = []

    def second() -> None:
        with Book.open(address, lambda: NOON) as other:
            try:
                remarks.put(other, *ROUND, [Remark(*HARA, comment="鈴木の文")], "鈴木", NOON)
            except BookChanged as error:
                told.append(error)

    with Book.open(address, lambda: NOON) as book:
        with book.writing() as connection:
            place = {"year": 2026, "nature": "real", "office": HARA.office, "rule": HARA.rule, "member": HARA.member}
            said = {"bin": "", "opinion": "", "severity": "", "reason": "", "comment": "山田の文", "reply": ""}
            connection.execute(insert(tables.remark).values(**place, **said, by="山田", at=NOON, version=1))
            thread = threading.Thread(target=second)
            thread.start()
        thread.join()
        assert [(one.theirs.comment, one.ours.comment) for one in told] == [("山田の文", "鈴木の文")]  # type: ignore[attr-defined]
        assert remarks.load(book, *ROUND)[HARA].comment == "山田の文"
