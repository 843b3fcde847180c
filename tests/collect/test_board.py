"""The board: every office of the list stands somewhere, and nobody is counted twice."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import openpyxl
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from jukiself.answers.model import Contact, Nature
from jukiself.excel.board import board_workbook
from jukiself.store import tables
from jukiself.store.arrivals import arrivals, put_call, settle_calls
from jukiself.store.requests import put_request
from jukiself.survey.arrivals import Arrival, Call, How, Verdict
from jukiself.survey.board import COUNTED, Board, Row, Standing, board, noticed
from jukiself.work import deciding
from jukiself.work.board import open_board, round_of
from tests.collect.conftest import Desk, a_request, listed, office

if TYPE_CHECKING:
    from jukiself.checklist.model import Checklist

ROUND = (2026, Nature.SAMPLE)
NOON = datetime(2026, 12, 1, 12)  # noqa: DTZ001 - the desk's wall clock


def row(found: Board, number: int) -> Row:
    return next(one for one in found.rows if one.listed.office == office(number))


def test_every_state_and_who_is_to_be_called(desk: Desk, checklist: Checklist) -> None:
    roll = [
        *(listed(one) for one in range(1, 7)),
        listed(7, served_by=office(1).code),
        replace(listed(8), contact=Contact("住民課", "係長", "0266-00-0000")),
    ]
    put_request(desk.book, replace(a_request(checklist), keep_until="2027-03-31"), "係", desk.clock(), roll)
    for number in (1, 2, 3):
        desk.put(desk.reply(number))
    desk.put(desk.reply(2, seed=5), "差替え.xlsx")
    (desk.folder / f"{office(8).code}_.xlsx").write_bytes(b"PK")
    (desk.folder / "だれの.xlsx").write_bytes(b"")
    desk.collect()
    put_call(desk.book, ROUND, Call(office(3).code, desk.clock(), "係", "1-3の答え"))
    deciding.note(desk.book, desk.clock, ROUND, office(4), How.DECLINED, "議会の都合")
    deciding.note(desk.book, desk.clock, ROUND, office(5), How.PHONE, "3問だけ聞いた")
    found = open_board(desk.book, ROUND, date(2026, 12, 15))
    assert [one.standing for one in found.rows] == [
        Standing.SUBMITTED,
        Standing.REPLACING,
        Standing.ASKED,
        Standing.DECLINED,
        Standing.HEARD,
        Standing.MISSING,
        Standing.SERVED,
        Standing.MISSING,
    ]
    assert [one.days_late for one in found.rows] == [0, 0, 0, None, None, 5, 0, 5]
    assert [one.listed.office for one in found.rows if one.to_call] == [office(one) for one in (2, 3, 6, 8)]
    assert [one.file_name for one in row(found, 8).unusable] == [f"{office(8).code}_.xlsx"]
    assert [one.file_name for one in found.strange] == ["だれの.xlsx"]
    assert sum(found.counts.values()) == len(roll)
    assert (found.counted, found.expired) == (4, False)
    assert open_board(desk.book, ROUND, date(2027, 4, 1)).expired
    assert settle_calls(desk.book, ROUND, office(3).code, desk.clock()) == 1
    assert row(open_board(desk.book, ROUND, date(2026, 12, 15)), 3).standing is Standing.SUBMITTED


def test_late_is_late_only_by_the_first_reply(desk: Desk, checklist: Checklist) -> None:
    desk.ask(checklist, 1, 2)
    desk.put(desk.reply(1))
    desk.collect()
    desk.clock.now += timedelta(days=12)
    desk.put(desk.reply(1, 2, seed=1))
    desk.put(desk.reply(2))
    desk.collect()
    found = open_board(desk.book, ROUND, date(2027, 1, 10))
    assert [(one.days_late, one.submissions) for one in found.rows] == [(0, (1, 2)), (3, (1,))]
    assert row(found, 1).newest is not None
    assert (row(found, 1).newest or found.rows[0].newest).submission == 2  # type: ignore[union-attr]


def test_the_newest_submission_counts_in_whatever_order_they_come(desk: Desk) -> None:
    desk.put(desk.reply(1, 2), "1.xlsx")
    desk.collect()
    desk.put(desk.reply(1, 1, seed=2), "2.xlsx")
    desk.collect()
    (one,) = open_board(desk.book, ROUND, date(2026, 12, 15)).rows
    assert one.newest is not None
    assert (one.newest.submission, one.submissions) == (2, (1, 2))


def test_what_was_typed_into_the_book_counts_as_typed_for_the_office(desk: Desk, checklist: Checklist) -> None:
    desk.ask(checklist, 1)
    desk.book.create(desk.reply(1))
    (one,) = open_board(desk.book, ROUND, date(2026, 12, 5)).rows
    assert one.newest is not None
    assert (one.standing, one.newest.how) == (Standing.SUBMITTED, How.PROXY)


def test_without_a_request_the_files_say_the_round(desk: Desk) -> None:
    assert round_of(desk.book) is None
    desk.put(desk.reply(1))
    desk.collect()
    assert round_of(desk.book) == ROUND
    found = open_board(desk.book, ROUND, date(2026, 12, 15))
    assert [(one.listed.office, one.days_late) for one in found.rows] == [(office(1), None)]
    # The list has no contact; the reply names one.
    assert found.rows[0].listed.contact.section == "住民課"


arrived = st.builds(
    Arrival,
    at=st.integers(0, 40).map(lambda days: NOON + timedelta(days=days)),
    file_name=st.just("x.xlsx"),
    how=st.sampled_from(How),
    verdict=st.sampled_from(Verdict),
    office=st.one_of(st.none(), st.integers(1, 6).map(office)),
    submission=st.integers(1, 3),
    inspection=st.one_of(st.none(), st.integers(1, 9)),
    seq=st.integers(1, 99),
)
asked_back = st.builds(
    Call, st.integers(1, 4).map(lambda one: office(one).code), st.just(NOON), st.just(""), st.just("?"),
    st.one_of(st.none(), st.just(NOON)),
)  # fmt: skip


@given(st.lists(arrived, max_size=20), st.lists(asked_back, max_size=4), st.integers(0, 60))
def test_laws_of_the_board(came: list[Arrival], calls: list[Call], days: int) -> None:
    roll = [listed(1), listed(2, served_by=office(1).code), listed(3), listed(4)]
    today = date(2026, 12, 1) + timedelta(days=days)
    found = board(2026, None, roll, came, calls, today)
    assert [one.listed for one in found.rows] == roll
    assert sum(found.counts.values()) == len(roll)
    assert found == board(2026, None, roll, sorted(came, key=lambda one: -one.seq), calls, today) or len(
        {(one.at, one.seq) for one in came}
    ) < len(came)
    assert found.counted == sum(one.standing in COUNTED for one in found.rows)
    for one in found.rows:
        newest = one.newest
        assert (one.standing in {Standing.SUBMITTED, Standing.ASKED}) <= (newest is not None)
        if newest:
            assert newest.submission == max(one.submissions)
    shown = {id(two) for one in found.rows for two in (*one.waiting, *one.unusable)} | {
        id(one) for one in found.strange
    }
    assert all(id(one) in shown for one in came if one.verdict is Verdict.WAITING)


def test_the_board_as_a_workbook(desk: Desk, checklist: Checklist) -> None:
    desk.ask(checklist, 1, 2)
    desk.put(desk.reply(1), "=1+1.xlsx")
    desk.collect()
    found = open_board(desk.book, ROUND, date(2026, 12, 15))
    book = openpyxl.load_workbook(io.BytesIO(board_workbook(found, arrivals(desk.book), Nature.SAMPLE, "1")))
    assert book.sheetnames == ["提出状況", "連絡する団体", "届いたもの"]
    rows = list(book["提出状況"].iter_rows(min_row=5, values_only=True))
    assert [(one[0], one[3], one[5]) for one in rows] == [
        (office(1).code, "提出済", None),
        (office(2).code, "未提出", 5),
    ]
    assert [one[1] for one in book["届いたもの"].iter_rows(min_row=5, values_only=True)] == ["=1+1.xlsx"]


def test_a_file_nobody_can_read_beside_a_good_one_is_told_and_nobody_is_missing(
    desk: Desk, checklist: Checklist
) -> None:
    desk.ask(checklist, 1, 2)
    desk.put(desk.reply(1))
    (desk.folder / f"{office(1).code}_写し.xlsx").write_bytes(b"PK")
    desk.collect()
    one = row(open_board(desk.book, ROUND, date(2026, 12, 5)), 1)
    assert (one.standing, one.to_call, one.unusable) == (Standing.SUBMITTED, False, ())
    assert [each.file_name for each in one.besides] == [f"{office(1).code}_写し.xlsx"]
    assert "使える回答書のほかに、取り込めないファイルがあります" in noticed(one)


def test_a_reply_to_an_edition_that_is_not_here_says_so(desk: Desk, checklist: Checklist) -> None:
    desk.ask(checklist, 1, 2)
    desk.put(desk.reply(1))
    desk.put(desk.reply(2))
    desk.collect()
    with desk.book.writing() as connection:
        mine = tables.inspection.c.office == office(1).code
        connection.execute(update(tables.inspection).where(mine).values(edition="2099"))
    found = open_board(desk.book, ROUND, date(2026, 12, 5))
    assert "2099年版の設問がこのプログラムにない" in noticed(row(found, 1))
    assert not noticed(row(found, 2))
