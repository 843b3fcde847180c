"""Years and days as offices write them."""

from datetime import date

import pytest

from jukiself.answers.years import fiscal_year
from jukiself.report.words import clip, era_day


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 11, 21), "令和8年11月21日"),
        (date(2019, 5, 1), "令和元年5月1日"),
        (date(2019, 4, 30), "平成31年4月30日"),
        (date(1989, 1, 8), "平成元年1月8日"),
        (date(1989, 1, 7), "昭和64年1月7日"),
    ],
)
def test_days_are_written_in_their_era(day: date, written: str) -> None:
    assert era_day(day) == written


@pytest.mark.parametrize(
    ("year", "written"),
    [
        (2026, "令和8年度（2026年度）"),
        (2019, "令和元年度（2019年度）"),
        (2018, "平成30年度（2018年度）"),
        (2005, "平成17年度（2005年度）"),
        (1989, "平成元年度（1989年度）"),
        (1988, "昭和63年度（1988年度）"),
    ],
)
def test_years_are_written_in_both_ways(year: int, written: str) -> None:
    assert fiscal_year(year) == written


def test_a_clipped_text_says_that_it_is_clipped() -> None:
    assert clip("一二三四五", 4) == "一二三…"
    assert clip("一二三四", 4) == "一二三四"
