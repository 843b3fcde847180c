"""依頼: kept with its list, refused with sentences, and made into each office's inspection."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from jukiself.answers.model import Contact, Inspection, Nature, Office
from jukiself.checklist.local import LocalKind, LocalQuestion
from jukiself.store.book import Book
from jukiself.survey.request import Listed, OfficeKind
from jukiself.work.exchange import Editions
from jukiself.work.request import (
    RequestRefused,
    blank_name,
    inspection_of,
    new_request,
    open_round,
    prefectures,
    save_round,
)

if TYPE_CHECKING:
    from pathlib import Path

    from jukiself.checklist.model import Checklist

HARA = Listed(Office("203637", "原村"), OfficeKind.VILLAGE, Contact("住民課", "", "0266-00-0000"))


def clock() -> datetime:
    return datetime(2026, 11, 21, 12, 5)  # noqa: DTZ001 - the office's wall clock


def test_all_prefectures_have_a_code_that_checks() -> None:
    assert len(prefectures()) == 47
    assert prefectures()["200000"].name == "長野県"


def test_a_round_is_kept_and_opened_again(tmp_path: Path, checklist: Checklist) -> None:
    request = replace(new_request(2026, prefectures()["200000"], checklist), deadline="2026-12-18")
    with Book.open(tmp_path / "県.jukiself", clock) as book:
        assert open_round(book) is None
        kept = save_round(book, request, clock, "髙橋", (HARA,))
        again = open_round(book)
        assert again
        assert (again.request, again.roll) == (kept, (HARA,))
        assert open_round(book, 2025) is None
        with pytest.raises(RequestRefused, match="もうこの保存ファイルにあります"):
            save_round(book, request, clock, "髙橋")


def test_what_is_wrong_is_said_and_nothing_kept(tmp_path: Path, checklist: Checklist) -> None:
    request = replace(new_request(2026, prefectures()["200000"], checklist), deadline="12/18", letter="a\x07")
    with Book.open(tmp_path / "県.jukiself", clock) as book:
        with pytest.raises(RequestRefused) as told:
            save_round(book, request, clock, "髙橋", ())
        assert [one.split(":")[0] for one in str(told.value).splitlines()] == [
            "提出期限は 2026-12-18 の形で書いてください",
            "鑑文の本文",
            "対象団体が1つもありません。一覧を読み込んでください。",
        ]
        assert open_round(book) is None


def test_natures_do_not_mix(tmp_path: Path, checklist: Checklist) -> None:
    request = new_request(2026, prefectures()["200000"], checklist)
    with Book.open(tmp_path / "見本.jukiself", clock) as book:
        book.create(Inspection(HARA.office, 2026, "juki", "2026", nature=Nature.SAMPLE))
        with pytest.raises(RequestRefused, match="見本の点検があります"):
            save_round(book, request, clock, "髙橋", (HARA,))
        with pytest.raises(RequestRefused, match="研修"):
            save_round(book, replace(request, nature=Nature.TRAINING), clock, "髙橋", (HARA,))
        save_round(book, replace(request, nature=Nature.SAMPLE), clock, "髙橋", (HARA,))


def test_an_office_is_asked_what_the_request_says(checklist: Checklist) -> None:
    question = LocalQuestion("local-1", "窓口は何か所ですか", LocalKind.NUMBER)
    base = new_request(2026, prefectures()["200000"], checklist)
    request = replace(base, deadline="2026-12-18", full=False, extras=("today",), questions=(question,))
    inspection = inspection_of(request, HARA)
    assert inspection.deadline == "令和8年12月18日（金曜日）"
    assert (inspection.office, inspection.contact, inspection.full) == (HARA.office, HARA.contact, False)
    assert inspection.locals == (question,)
    asked = Editions().of(inspection)
    assert asked.questions[-1].text == "窓口は何か所ですか"
    assert len(asked.questions) == len(checklist.questions) + 1


def test_offices_of_one_name_get_two_files(checklist: Checklist) -> None:
    request = new_request(2026, prefectures()["200000"], checklist)
    names = {
        blank_name(request, Listed(Office(code, name), OfficeKind.TOWN))
        for code, name in (("204021", "松川町"), ("204820", "松川町"), ("209996", "a/b:組合"))
    }
    assert names == {
        "204021_松川町_2026年度_点検回答書.xlsx",
        "204820_松川町_2026年度_点検回答書.xlsx",
        "209996_a_b_組合_2026年度_点検回答書.xlsx",
    }
    sample = replace(request, nature=Nature.SAMPLE)
    assert blank_name(sample, HARA).startswith("見本_203637_原村")
