"""Who has replied, who is late and who is to be called, from what came and nothing else."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from jukiself.answers.model import Nature, Office
from jukiself.survey.arrivals import KEPT_OLD, Arrival, Call, How, Verdict
from jukiself.survey.board import Board, Standing, board, noticed
from jukiself.survey.request import Listed, OfficeKind, Request

HARA, SUWA, UNION = Office("203637", "原村"), Office("203611", "下諏訪町"), Office("209015", "見本広域連合")
ROLL = (
    Listed(HARA, OfficeKind.VILLAGE, served_by=UNION.code),
    Listed(SUWA, OfficeKind.TOWN),
    Listed(UNION, OfficeKind.UNION),
)
ASKED = Request(
    2026, Nature.REAL, "juki", "2026", Office("200000", "長野県"), deadline="2026-12-01", keep_until="2027-03-31"
)
TODAY = date(2026, 12, 4)


def at(day: int, hour: int = 9) -> datetime:
    return datetime(2026, 11, 1, hour) if not day else datetime(2026, 12, day, hour)  # noqa: DTZ001 - one office, one clock


def came(
    office: Office | None,
    when: datetime,
    verdict: Verdict = Verdict.TAKEN,
    how: How = How.WORKBOOK,
    submission: int = 1,
    inspection: int | None = 1,
    reason: str = "",
) -> Arrival:
    kept = inspection if verdict is Verdict.TAKEN else None
    return Arrival(
        when, "回答.xlsx", how, verdict, reason, office=office, year=2026, submission=submission, inspection=kept
    )


def seen(*arrivals: Arrival, calls: tuple[Call, ...] = (), today: date = TODAY, asked: Request | None = ASKED) -> Board:
    return board(2026, asked, ROLL, arrivals, calls, today)


def test_nobody_replied() -> None:
    found = seen()
    assert [(one.standing, one.days_late, one.to_call) for one in found.rows] == [(Standing.MISSING, 3, True)] * 3
    assert found.counted == 0
    assert found.counts[Standing.MISSING] == 3
    before = seen(today=date(2026, 12, 1))
    assert [(one.days_late, one.to_call) for one in before.rows] == [(0, False)] * 3
    assert [one.days_late for one in seen(asked=None).rows] == [None] * 3


def test_one_speaks_for_another_only_where_that_one_is_silent() -> None:
    hara, suwa, union = seen(came(UNION, at(2))).rows
    assert (union.standing, union.days_late, union.came_on) == (Standing.SUBMITTED, 1, date(2026, 12, 2))
    assert (hara.standing, hara.came_on, hara.days_late) == (Standing.SERVED, date(2026, 12, 2), 1)
    assert hara.note == "見本広域連合の回答による"
    assert suwa.standing is Standing.MISSING
    hara, _, union = seen(came(UNION, at(2)), came(HARA, at(0))).rows
    assert (hara.standing, hara.days_late, hara.note) == (Standing.SUBMITTED, 0, "")


@pytest.mark.parametrize(
    ("how", "standing", "late"),
    [(How.DECLINED, Standing.DECLINED, None), (How.PHONE, Standing.HEARD, None), (How.REFERENCE, Standing.HEARD, None)],
)
def test_what_is_no_reply_owes_nothing(how: How, standing: Standing, late: int | None) -> None:
    _, suwa, _ = seen(came(SUWA, at(3), how=how, inspection=None, reason="役場の都合")).rows
    assert (suwa.standing, suwa.days_late, suwa.to_call) == (standing, late, False)
    assert suwa.note.endswith("（12/3）：役場の都合")
    assert not any(one.newest for one in seen(came(SUWA, at(3), how=how, inspection=None)).rows)


def test_the_first_reply_tells_late_and_the_newest_counts() -> None:
    first, second = came(SUWA, at(1)), came(SUWA, at(3), submission=2)
    _, row, _ = seen(second, first).rows
    assert (row.newest, row.submissions, row.came_on, row.days_late) == (second, (1, 2), date(2026, 12, 1), 0)
    assert not row.to_call


def test_what_waits_and_what_cannot_be_used_calls_somebody() -> None:
    taken = came(SUWA, at(2))
    _, row, _ = seen(taken, came(SUWA, at(3), Verdict.WAITING)).rows
    assert (row.standing, len(row.waiting), row.to_call) == (Standing.REPLACING, 1, True)
    _, row, _ = seen(taken, came(SUWA, at(3), Verdict.REFUSED, reason="壊れている")).rows
    assert (row.standing, len(row.unusable), len(row.besides), row.to_call) == (Standing.SUBMITTED, 1, 0, True)
    _, row, _ = seen(taken, came(SUWA, at(2, 8), Verdict.REFUSED, reason="壊れている")).rows
    assert (len(row.unusable), len(row.besides), row.to_call) == (0, 1, False)
    assert noticed(row) == "使える回答書のほかに、取り込めないファイルがあります：壊れている（回答.xlsx）"
    _, row, _ = seen(taken, came(SUWA, at(3), Verdict.REFUSED, reason=KEPT_OLD)).rows
    assert (row.unusable, row.besides) == ((), ())
    _, row, _ = seen(came(SUWA, at(2, 8), Verdict.REFUSED, reason="壊れている")).rows
    assert (row.standing, len(row.unusable), len(row.besides), row.to_call) == (Standing.MISSING, 1, 0, True)


def test_an_open_call_stands_until_it_is_settled() -> None:
    asking = Call(SUWA.code, at(3), "鈴木", "3番の答え")
    _, row, _ = seen(came(SUWA, at(0)), calls=(asking,)).rows
    assert (row.standing, row.to_call, noticed(row)) == (Standing.ASKED, True, "問合せ中（12/3）：3番の答え")
    settled = Call(SUWA.code, at(3), "鈴木", "3番の答え", settled=at(4))
    _, row, _ = seen(came(SUWA, at(0)), calls=(settled,)).rows
    assert (row.standing, row.to_call) == (Standing.SUBMITTED, False)


def test_what_was_given_back_is_as_if_it_never_came_and_strangers_stand_aside() -> None:
    stranger = came(Office("131016", "千代田区"), at(2))
    nobody = came(None, at(2), Verdict.REFUSED)
    found = seen(came(SUWA, at(2), Verdict.UNDONE), stranger, nobody)
    assert found.rows[1].standing is Standing.MISSING
    assert set(found.strange) == {stranger, nobody}


def test_without_a_list_whoever_replied_stands_there() -> None:
    found = board(
        2026, None, (), [came(SUWA, at(2)), came(UNION, at(1)), came(None, at(1), Verdict.REFUSED)], (), TODAY
    )
    assert [one.listed.office for one in found.rows] == [SUWA, UNION]
    assert len(found.strange) == 1
    assert found.counted == 2


@pytest.mark.parametrize(("today", "expired"), [(date(2027, 3, 31), False), (date(2027, 4, 1), True)])
def test_what_was_collected_is_kept_until_its_day(today: date, expired: bool) -> None:
    assert seen(today=today).expired is expired
    assert not seen(today=today, asked=None).expired
