"""Days as people write them, in and out."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jukiself.answers.days import NoDay, moment, read_day
from jukiself.report.words import long_day, short_day

YEAR = 2026


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("", ""),
        ("　", ""),
        ("12/1", "2026-12-01"),
        ("１２／１", "2026-12-01"),
        ("12.1", "2026-12-01"),
        ("12ー1", "2026-12-01"),
        ("12月1日", "2026-12-01"),
        ("12月1日（火）まで", "2026-12-01"),
        ("3/31", "2027-03-31"),
        ("4/1", "2026-04-01"),
        ("R8.12.1", "2026-12-01"),
        ("r8/12/1", "2026-12-01"),
        ("令和8年12月1日", "2026-12-01"),
        ("令和 ８年 １２月 １日", "2026-12-01"),
        ("令8.12.1", "2026-12-01"),
        ("8.12.1", "2026-12-01"),
        ("令和元年5月1日", "2019-05-01"),
        ("H31.4.30", "2019-04-30"),
        ("2026-12-01", "2026-12-01"),
        ("2026/12/1", "2026-12-01"),
        ("20261201", "2026-12-01"),
        ("3月", "2027-03-31"),
        ("2月末", "2027-02-28"),
        ("12月中", "2026-12-31"),
        ("12月上旬", "2026-12-10"),
        ("12月中旬", "2026-12-20"),
        ("R9.6", "2027-06-30"),
        ("2027/3", "2027-03-31"),
        ("年度末", "2027-03-31"),
        ("年度内", "2027-03-31"),
        ("令和9年度末", "2028-03-31"),
    ],
)
def test_a_day_is_read_as_it_is_meant(typed: str, day: str) -> None:
    assert read_day(typed, YEAR) == day


def test_the_last_days_of_an_era_gone_by_are_read() -> None:
    assert read_day("昭和64年1月5日", 1988) == "1989-01-05"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("来年", "読めません"),
        ("1", "読めません"),
        ("12/1/8/9", "読めません"),
        ("=1+1", "読めません"),
        ("課長に聞く", "読めません"),
        ("13/1", "13月"),
        ("0/1", "0月"),
        ("2/29", "2027年2月に29日"),
        ("4/31", "2026年4月に31日"),
        ("R0.1.1", "0年"),
        ("26/12/1", "2044年"),
        ("1926-12-01", "1926年"),
        ("9999/1/1", "年を確かめて"),
        ("999/1/1", "年を確かめて"),
        ("9998/1/1", "9998年の日付"),
        ("R2026.12.1", "4044年の日付"),
        ("R00.1.1", "0年"),
        ("12/0", "12月に0日"),
        ("0001/13/1", "13月という月"),
    ],
)
def test_what_is_no_day_is_refused_with_what_to_write(typed: str, says: str) -> None:
    with pytest.raises(NoDay, match=says):
        read_day(typed, YEAR)


@given(st.text(max_size=20))
def test_any_text_is_a_day_or_refused(text: str) -> None:
    try:
        day = read_day(text, YEAR)
    except NoDay:
        return
    assert not day or date.fromisoformat(day).isoformat() == day


@given(st.dates(date(2020, 1, 1), date(2036, 12, 31)))
def test_a_day_shown_can_be_typed_again(day: date) -> None:
    iso = day.isoformat()
    for shown in (short_day(iso), long_day(iso), iso, iso.replace("-", "/")):
        assert read_day(shown, YEAR) == iso


@given(st.dates(date(2026, 4, 1), date(2027, 3, 31)))
def test_a_day_without_a_year_lies_in_the_fiscal_year(day: date) -> None:
    assert read_day(f"{day.month}/{day.day}", YEAR) == day.isoformat()


def test_what_is_no_day_is_shown_as_it_is() -> None:
    assert (short_day("いつか"), long_day("")) == ("いつか", "")


def test_a_moment_is_told_to_the_minute() -> None:
    assert moment(datetime(2026, 11, 1, 9, 5)) == "11月01日 09:05"  # noqa: DTZ001 - one office, one clock
