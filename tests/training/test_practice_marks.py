"""研修 is never taken for real: whatever of its marks somebody removes, one that is left is enough."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from itertools import chain, combinations
from typing import TYPE_CHECKING

import openpyxl
import pytest

from jukiself import places
from jukiself.answers.model import Answer, Key, Nature
from jukiself.answers.seal import seal
from jukiself.answers.situation import Situation
from jukiself.checklist.read import read_checklist
from jukiself.excel import look
from jukiself.excel.problem import WorkbookRefused
from jukiself.excel.training import Trace, traces
from jukiself.store.book import Book
from jukiself.survey.arrivals import Verdict
from jukiself.work import exchange, publish
from jukiself.work.cases import read_case
from jukiself.work.collect import collect, files_in
from jukiself.work.exchange import Editions

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from jukiself.answers.model import Inspection
    from jukiself.excel.read import Reading

BAND = look.band(Nature.TRAINING)
MARKS = ("line", "cover", "band", "header", "data", "code")
COVER = "xl/worksheets/sheet1.xml"
EDITIONS = Editions()


def now() -> datetime:
    return datetime(2026, 11, 21, 9, 0, tzinfo=UTC).replace(tzinfo=None)


def marks_of(data: bytes, reading: Reading) -> tuple[str, ...]:
    return traces(data, reading.inspection.nature, reading.problems, reading.seal_on_cover or "")


def _few(inspection: Inspection) -> dict[Key, Answer]:
    return dict(list(inspection.answers.items())[:40])


@cache
def practice() -> Inspection:
    case = read_case("nagano-b", read_checklist(places.default_form())).inspection
    # The code of an office that exists: only the marks say that this is no real reply.
    office = replace(case.office, code="203637", name="原村")
    return replace(case, office=office, nature=Nature.TRAINING, full=False, extras=(), year=2026, answers=_few(case))


@cache
def parts(nature: Nature = Nature.TRAINING) -> dict[str, str]:
    checklist = read_checklist(places.default_form())
    data = publish.workbook(Situation(checklist, replace(practice(), nature=nature)))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def stripped(gone: Iterable[str]) -> bytes:
    """A practice workbook made to look like 本番, some marks at a time."""
    gone = set(gone)
    code = seal(practice())
    steps = {
        "line": [(";training;", ";real;")],
        "cover": [("<t>研修</t>", "<t>本番</t>")],
        "data": [("<t>研修</t>", "<t>本番</t>")],
        "band": [(BAND, ""), ("年度）　研修", "年度）　本番")],
        "header": [("【研修】&amp;R", "&amp;R"), ("回 研修<", "回 本番<")],
        "code": [(code, f"H{code[1:]}")],
    }
    made = dict(parts())
    for mark in gone:
        for name in list(made):
            if {"cover": name == COVER, "data": name != COVER}.get(mark, True):
                for old, new in steps[mark]:
                    made[name] = made[name].replace(old, new)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, part in made.items():
            archive.writestr(name, part)
    return out.getvalue()


SUBSETS = [set(one) for one in chain.from_iterable(combinations(MARKS, count) for count in range(len(MARKS) + 1))]


def test_every_combination_of_marks_that_is_left_is_seen() -> None:
    read: dict[frozenset[str], Reading] = {}
    for gone in SUBSETS:
        data = stripped(gone)
        # The other marks make no difference to what is read.
        told = frozenset(gone & {"line", "cover", "code"})
        if told not in read:
            read[told] = exchange.read_bytes(data, EDITIONS)
        assert bool(marks_of(data, read[told])) == (gone != set(MARKS)), gone
    assert set(exchange.read_bytes(stripped(()), EDITIONS).traces) == set(Trace)


def test_a_real_and_a_sample_workbook_bear_none_even_where_somebody_writes_the_word() -> None:
    for nature in (Nature.REAL, Nature.SAMPLE):
        book = {name: part.replace("<t>原村</t>", "<t>研修</t>") for name, part in parts(nature).items()}
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name, part in book.items():
                archive.writestr(name, part)
        reading = exchange.read_bytes(out.getvalue(), EDITIONS)
        assert reading.inspection.office.name == "研修"
        assert reading.traces == ()


@pytest.mark.parametrize("left", MARKS)
def test_a_mark_is_seen_as_well_after_another_program_saved_the_file(left: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(stripped(set(MARKS) - {left})))
    out = io.BytesIO()
    book.save(out)
    reading = exchange.read_bytes(out.getvalue(), EDITIONS)
    assert len(reading.traces) == 1
    assert marks_of(out.getvalue(), reading) == reading.traces


@pytest.mark.parametrize("left", MARKS)
def test_with_all_marks_but_one_removed_import_and_collect_refuse_in_a_clear_sentence(
    left: str, tmp_path: Path
) -> None:
    path = tmp_path / "in" / "203637_原村.xlsx"
    path.parent.mkdir()
    path.write_bytes(stripped(set(MARKS) - {left}))
    with Book.open(tmp_path / "原村.jukiself", now) as book:
        with pytest.raises(WorkbookRefused, match="研修") as refused:
            exchange.preview(path, book, EDITIONS)
        assert str(refused.value).endswith("。")
        assert book.summaries() == []
    with Book.open(tmp_path / "県.jukiself", now) as book:
        (arrival,) = [one.arrival for one in collect(book, files_in([path.parent]), EDITIONS, now)]
        assert arrival.verdict is Verdict.REFUSED
        assert arrival.reason.startswith("研修の回答書です。")
        assert book.summaries() == []


def test_with_three_of_the_four_that_people_see_removed_it_is_refused_too(tmp_path: Path) -> None:
    path = tmp_path / "in.xlsx"
    for left in ("cover", "data", "header", "line"):
        path.write_bytes(stripped({"cover", "data", "header", "line"} - {left}))
        with Book.open(tmp_path / "原村.jukiself", now) as book, pytest.raises(WorkbookRefused, match="研修"):
            exchange.preview(path, book, EDITIONS)


def test_a_practice_has_a_book_of_its_own_which_takes_nothing_real(tmp_path: Path) -> None:
    practised, real = tmp_path / "k.xlsx", tmp_path / "h.xlsx"
    practised.write_bytes(stripped(()))
    checklist = read_checklist(places.default_form())
    real.write_bytes(publish.workbook(Situation(checklist, replace(practice(), nature=Nature.REAL))))
    with Book.open(tmp_path / "研修.jukiself", now) as own:
        exchange.take_in(own, exchange.preview(practised, own, EDITIONS), now)
        assert [one.nature for one in own.summaries()] == [Nature.TRAINING]
        with pytest.raises(WorkbookRefused, match="研修の保存ファイルです"):
            exchange.preview(real, own, EDITIONS)
    with Book.open(tmp_path / "原村.jukiself", now) as office:
        exchange.take_in(office, exchange.preview(real, office, EDITIONS), now)
        with pytest.raises(WorkbookRefused, match="役場の保存ファイルには取り込めません"):
            exchange.preview(practised, office, EDITIONS)
        # A practice whose marks are partly gone is refused by its own book as well.
        practised.write_bytes(stripped({"line", "cover", "code"}))
        with pytest.raises(WorkbookRefused, match="印が残っている"):
            exchange.preview(practised, office, EDITIONS)
