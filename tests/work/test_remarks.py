"""A reviewer sorts the findings of the four cases; another one's words are never overwritten unseen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jukiself.answers.comment import Comment, Opinion
from jukiself.answers.model import Nature
from jukiself.checklist.model import Severity
from jukiself.findings.judge import judge
from jukiself.store.book import Book
from jukiself.store.opening import BookChanged
from jukiself.survey.remarks import Bin, On
from jukiself.survey.sorting import held
from jukiself.work.cases import case_ids, read_case
from jukiself.work.exchange import Editions
from jukiself.work.remarks import RemarkRefused, Reviewing, keep_phrases, phrases, rounds

if TYPE_CHECKING:
    from jukiself.checklist.model import Checklist

A, B = "990019", "990027"


def now() -> datetime:
    return datetime(2027, 1, 20, 9, 30)  # noqa: DTZ001 - the office's wall clock


@pytest.fixture
def book(tmp_path: Path, checklist: Checklist) -> Iterator[Book]:
    with Book.open(tmp_path / "県.jukiself", now) as made:
        for one in case_ids():
            made.create(read_case(one, checklist).inspection)
        yield made


def reviewer(book: Book, by: str = "山田") -> Reviewing:
    year, nature = rounds(book)[0]
    return Reviewing(book, year, nature, Editions(), now, by)


def test_the_pile_is_what_the_offices_findings_say(book: Book) -> None:
    assert rounds(book) == [(2005, Nature.SAMPLE)]
    pile = reviewer(book).pile
    assert [one.code for one in pile.offices] == [A, B, "990035", "990043"]
    assert pile.remaining == len(pile.items) > 100
    found = next(one for one in pile.items if one.name == "backup-unlocked@juki" and one.office.code == A)
    assert (found.severity, found.proposed) == (Severity.HIGH, Bin.ONE)


def test_what_is_kept_of_a_reply_says_the_same_as_judging_it(book: Book) -> None:
    at = reviewer(book)
    for office, situation in at.situations():
        judged = {(one.rule, one.member): one for one in held(judge(situation))}
        assert {(one.held.rule, one.held.member): one.held for one in at.pile.chosen(offices=[office.code])} == judged


def test_a_finding_of_many_offices_is_held_once(book: Book) -> None:
    items = reviewer(book).pile.items
    assert len({id(one.held) for one in items}) == len({one.held for one in items}) < len(items)
    assert all(one.said is None for one in items)


def test_nothing_is_sorted_before_a_reviewer_says_yes(book: Book) -> None:
    at = reviewer(book)
    assert at.pile.remaining == reviewer(book).pile.remaining
    done = at.accept(at.pile.chosen(offices=[A]))
    assert done.sorted == sum(done.bins.values()) == len(at.pile.chosen(offices=[A]))
    again = reviewer(book)
    assert not [one for one in again.pile.chosen(offices=[A]) if one.remark.bin is not one.proposed]
    assert again.pile.remaining == len(again.pile.items) - done.sorted


def test_yes_does_not_touch_what_is_sorted_already(book: Book) -> None:
    at = reviewer(book)
    one = at.pile.chosen("org-one-person", [A])[0]
    at.change([one], bin=Bin.PHONE)
    at.accept(at.pile.items)
    assert at.pile.find(one.on).remark.bin is Bin.PHONE  # type: ignore[union-attr]
    assert at.pile.remaining == 0


def test_one_finding_of_all_offices_is_sorted_at_once(book: Book) -> None:
    at = reviewer(book)
    items = at.pile.chosen("contract-never-checked")
    assert len({one.office.code for one in items}) > 1
    at.change(items, bin=Bin.ALL, opinion=Opinion.AGREED)
    assert {(one.remark.bin, one.remark.by) for one in reviewer(book).pile.chosen("contract-never-checked")} == {
        (Bin.ALL, "山田")
    }


def test_a_second_reviewer_is_told_and_sees_both(book: Book) -> None:
    mine, other = reviewer(book, "山田"), reviewer(book, "鈴木")
    one = mine.pile.chosen("org-one-person", [A])[0]
    other.pile  # noqa: B018 - looked at before the first wrote
    mine.change([one], comment="山田の文")
    with pytest.raises(BookChanged, match="山田 さん") as told:
        other.change([other.pile.find(one.on)], comment="鈴木の文")  # type: ignore[list-item]
    assert (told.value.theirs.comment, told.value.ours.comment) == ("山田の文", "鈴木の文")  # type: ignore[attr-defined]
    other.reload()
    other.change([other.pile.find(one.on)], comment="二人の文")  # type: ignore[list-item]
    assert [past.comment for past in other.past(one.on)] == ["山田の文"]


def test_what_cannot_be_said_is_not_written(book: Book) -> None:
    at = reviewer(book)
    items = at.pile.chosen("org-one-person")
    with pytest.raises(RemarkRefused, match="理由"):
        at.change(items, severity=Severity.LOW)
    with pytest.raises(RemarkRefused, match="回答は、この保存ファイルにありません"):
        at.put([replace(items[0].remark, office="203637")])
    with pytest.raises(RemarkRefused, match="nothing"):
        at.remark(On(A, "nothing"))
    assert not [one for one in reviewer(book).pile.items if one.remark.version]


def test_replies_in_a_workbook_taken_in_stand_beside_the_remarks(book: Book) -> None:
    at = reviewer(book)
    one = at.pile.chosen("org-one-person", [A])[0]
    at.change([one], comment="どうですか")
    id_ = at.newest[one.office].id
    said = Comment(2005, "org-one-person", reply="副担当を決めました")
    book.put_head(id_, replace(book.load(id_), comments=(said,)))
    again = reviewer(book)
    found = again.pile.find(one.on)
    assert found
    assert (found.remark.comment, found.remark.reply) == ("どうですか", "副担当を決めました")


def test_a_reply_in_next_years_workbook_goes_to_the_year_it_is_about(book: Book) -> None:
    at = reviewer(book)
    old = book.load(at.newest[at.office(A)].id)
    next_year = replace(old, year=2006, comments=(Comment(2005, "org-one-person", reply="済みました"),))
    book.create(next_year)
    one = Reviewing(book, 2005, Nature.SAMPLE, Editions(), now).pile.chosen("org-one-person", [A])[0]
    assert one.remark.reply == "済みました"
    assert not Reviewing(book, 2006, Nature.SAMPLE, Editions(), now).pile.items[0].remark.reply


def test_remarks_on_what_is_no_longer_found_are_kept_and_shown(book: Book) -> None:
    at = reviewer(book)
    one = at.pile.chosen("org-one-person", [A])[0]
    at.change([one], comment="残る文")
    old = book.load(at.newest[one.office].id)
    book.create(replace(old, submission=2, answers={}))
    again = reviewer(book)
    assert [left.comment for left in again.pile.left] == ["残る文"]


def test_phrases_are_the_shipped_ones_until_somebody_changes_them(book: Book) -> None:
    assert len(phrases(book)) > 3
    assert keep_phrases(book, ["い", " ", "あ", "い"]) == phrases(book) == ["い", "あ"]
    with pytest.raises(RemarkRefused):
        keep_phrases(book, ["\x07"])
