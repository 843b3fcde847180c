"""県からの追加の設問 through the whole loop: blank, window's sitting, workbook, book, code, JSON; the edition stays as it is."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from jukiself.answers.model import Answer, Basis, Inspection, Key, Office
from jukiself.answers.seal import seal
from jukiself.answers.situation import Situation
from jukiself.checklist.local import (
    AREA,
    MOST,
    TITLE,
    LocalError,
    LocalKind,
    LocalQuestion,
    as_data,
    read_local,
    with_local,
)
from jukiself.excel.problem import WorkbookRefused
from jukiself.excel.read import read
from jukiself.findings.judge import judge
from jukiself.findings.score import shares
from jukiself.report.errand import Errand
from jukiself.store.book import Book
from jukiself.work import asking, comparing, exchange, publish, years
from jukiself.work.exchange import Editions
from jukiself.work.inspect import AnswerRefused, Sitting
from jukiself.work.statement import statement

if TYPE_CHECKING:
    from pathlib import Path

    from jukiself.checklist.model import Checklist

WINDOW, COUNT, WORDS = (
    LocalQuestion(
        "local-1",
        "夜間に窓口を開けていますか。",
        LocalKind.CHOICE,
        ("毎日", "=週1回", "開けていない"),
        "広域の調整に使います。",
    ),
    LocalQuestion("local-2", "窓口の端末は何台ですか。", LocalKind.NUMBER),
    LocalQuestion("local-3", "県に望むことを書いてください。𠮷", LocalKind.TEXT),
)
THREE = (WINDOW, COUNT, WORDS)


def clock() -> datetime:
    return datetime(2026, 11, 21, 9, 0, tzinfo=UTC).replace(tzinfo=None)


def asked(checklist: Checklist, locals_: tuple[LocalQuestion, ...] = THREE, *, full: bool = False) -> Inspection:
    fixed = next(one for one in checklist.groups if one.fixed)
    office = Office("203637", "原村")
    head = {"form": checklist.id, "edition": checklist.edition, "network_set": fixed.default_set}
    return Inspection(office=office, year=2026, full=full, locals=locals_, **head)  # type: ignore[arg-type]


def written(path: Path, inspection: Inspection, *, blank: bool = False) -> Path:
    path.write_bytes(publish.workbook(Situation(Editions().of(inspection), inspection), blank=blank))
    return path


def test_the_edition_stays_as_it_is(checklist: Checklist) -> None:
    before = checklist.questions
    more = with_local(checklist, THREE)
    assert checklist.questions == before
    assert [one.title for one in more.areas][-1] == TITLE
    assert [one.text for one in more.questions_of(AREA)] == [one.text for one in THREE]
    assert with_local(more, ()) == checklist == with_local(checklist, ())
    assert with_local(more, THREE) == more


def test_from_the_blank_to_the_book_and_back(tmp_path: Path, checklist: Checklist) -> None:
    editions = Editions()
    blank = written(tmp_path / "白紙.xlsx", asked(checklist), blank=True)
    back = exchange.read_workbook(blank, editions)
    assert (back.inspection.locals, back.problems) == (THREE, ())
    answers = {
        Key("local-1"): Answer("a2", Basis.SEEN, "月曜"),
        Key("local-2"): Answer("3"),
        Key("local-3"): Answer("𠮷田より、研修を開いてほしい。"),
    }
    filled = tmp_path / "記入.xlsx"
    filled.write_bytes(exchange.put_in(blank, answers, editions.of(back.inspection)))
    reading = exchange.read_workbook(filled, editions)
    assert {key: reading.inspection.answer(key) for key in answers} == answers
    assert reading.problems == ()
    with Book.open(tmp_path / "村.jukiself", clock) as book:
        found = exchange.take_in(book, exchange.preview(filled, book, editions), clock)
        again = exchange.preview(filled, book, editions)
        assert (again.changes, again.stop, again.unchanged) == ((), "", 3)
        kept = book.load(found)
    assert kept.locals == THREE
    assert {key: replace(kept.answer(key), at=None) for key in answers} == answers
    assert seal(kept) == seal(reading.inspection)
    out = exchange.read_workbook(written(tmp_path / "提出.xlsx", kept), editions)
    assert seal(out.inspection) == seal(kept)


def test_the_window_asks_them_when_the_blank_is_taken_in(tmp_path: Path, checklist: Checklist) -> None:
    editions = Editions()
    blank = written(tmp_path / "白紙.xlsx", asked(checklist), blank=True)
    with Book.open(tmp_path / "村.jukiself", clock) as book:
        # Begun before the prefecture's workbook came.
        sitting = Sitting(checklist, book, book.create(asked(checklist, ())), clock)
        assert Key("local-1") not in sitting.situation.keys
        exchange.take_in(book, exchange.preview(blank, book, editions), clock)
        sitting.reload()
        assert sitting.situation.keys[-3:] == tuple(Key(one.id) for one in THREE)
        sitting.answer(Key("local-1"), "a3")
        sitting.answer(Key("local-2"), "12")
        with pytest.raises(AnswerRefused):
            sitting.answer(Key("local-1"), "a9")
        assert sitting.situation.label(Key("local-1")) == "開けていない"
        assert not list(sitting.situation.problems())
        # A workbook without them takes nothing away.
        plain = written(tmp_path / "県外.xlsx", asked(checklist, ()))
        exchange.take_in(book, exchange.preview(plain, book, editions), clock)
        assert book.load(sitting.id).locals == THREE


def test_they_are_never_judged_nor_counted_as_good(checklist: Checklist) -> None:
    without, beside = asked(checklist, (), full=True), asked(checklist, full=True)
    values = {Key("local-1"): "a1", Key("local-2"): "unknown"}
    bare, more = Situation(checklist, without), Situation(Editions().of(beside), beside.with_values(values))
    assert judge(more) == judge(bare)
    assert shares(more) == shares(bare)
    assert more.progress.asked == bare.progress.asked + 3
    said = statement(more)["local"]
    assert [(one["id"], one["answer"], one["label"]) for one in said] == [
        ("local-1", "a1", "毎日"),
        ("local-2", "unknown", "わからない"),
        ("local-3", "", "未回答"),
    ]
    assert statement(more)["findings"] == statement(bare)["findings"]
    assert "local" not in statement(bare)


def test_the_code_covers_what_was_asked(checklist: Checklist) -> None:
    said = asked(checklist).with_values({Key("local-1"): "a1"})
    other = replace(said, locals=(replace(WINDOW, choices=("開けていない", "毎日")), COUNT, WORDS))
    assert seal(said) != seal(other)
    assert seal(asked(checklist, ())) == seal(replace(asked(checklist, ()), locals=()))


def test_an_answer_never_comes_under_another_question(tmp_path: Path, checklist: Checklist) -> None:
    editions = Editions()
    other = (replace(WINDOW, text="休日に窓口を開けていますか。"), COUNT, WORDS)
    blank = written(tmp_path / "直した白紙.xlsx", asked(checklist, other), blank=True)
    with Book.open(tmp_path / "村.jukiself", clock) as book:
        sitting = Sitting(checklist, book, book.create(asked(checklist)), clock)
        sitting.answer(Key("local-1"), "a1")
        seen = exchange.preview(blank, book, editions)
        assert "前に受け取ったものから変わっています" in seen.stop
        with pytest.raises(WorkbookRefused):
            exchange.take_in(book, seen, clock)
        assert book.load(sitting.id).locals == THREE
        sitting.answer(Key("local-1"), "")
        exchange.take_in(book, exchange.preview(blank, book, editions), clock)
        assert book.load(sitting.id).locals == other


def test_next_year_asks_anew_and_compares_nothing_of_it(checklist: Checklist) -> None:
    before = asked(checklist).with_values({Key("local-1"): "a1"})
    following = years.next_inspection(before, 2027, checklist)
    assert following.locals == ()
    assert Key("local-1") not in following.last_year
    now = replace(following, locals=(replace(COUNT, id="local-1"),)).with_values({Key("local-1"): "4"})
    editions = Editions()
    found = comparing.compare(*(Situation(editions.of(one), one) for one in (before, now)))
    assert "local-1" not in {one.key.question for one in found.all}


def test_papers_carry_them(tmp_path: Path, checklist: Checklist) -> None:
    inspection = asked(checklist).with_values({Key("local-1"): "unknown", Key("local-2"): "12"})
    situation = Situation(Editions().of(inspection), inspection)
    for data in (publish.report(situation), publish.approval(situation), publish.questions_as_pdf(situation)):
        assert data.startswith(b"%PDF")
    assert "夜間に窓口を開けていますか。".encode() in publish.answers_as_csv(situation)
    assert [name for name, _ in asking.papers(Errand(situation))]
    area = next(one for one in situation.checklist.areas if one.id == AREA)
    path = tmp_path / "分担票.xlsx"
    path.write_bytes(asking.share_workbook(situation, area))
    assert asking.receive(situation, path, Editions()).problems == ()


def test_a_broken_definition_is_named_and_the_rest_is_read(tmp_path: Path, checklist: Checklist) -> None:
    inspection = asked(checklist).with_values({Key("local-2"): "12"})
    made = load_workbook(io.BytesIO(written(tmp_path / "a.xlsx", inspection).read_bytes()))
    for text in ("{", "[" * 3000, json.dumps([{"text": 1}]), json.dumps([{"text": "a", "kind": "number"}] * 6)):
        made["_form"]["A3"] = f"jukiself-local;{text}"
        out = io.BytesIO()
        made.save(out)
        reading = read(out.getvalue(), Editions())
        assert reading.inspection.locals == ()
        assert any("県からの追加の設問の記録" in one.message for one in reading.problems)
        assert reading.strays == 1


# -- what may be asked ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ([{"text": "a", "kind": "number"}] * (MOST + 1), "追加の設問は5問まで"),
        ([{"kind": "number"}], "1問目に文（text）がありません"),
        ([{"text": "a", "kind": "slider"}], "kind は choice"),
        ([{"text": "a"}], "選択肢（choices）を2つ以上"),
        ([{"text": "a", "choices": [str(one) for one in range(11)]}], "選択肢は10個まで"),
        ([{"text": "a", "choices": ["b", "b"]}], "同じ選択肢が2つ"),
        ([{"text": "a", "choices": ["b", "わからない"]}], "どの設問にも付く"),
        ([{"text": "a", "kind": "text", "choices": ["b", "c"]}], "選ぶ設問（choice）だけ"),
        ([{"text": "a\nb", "kind": "text"}], "1行で書いてください"),
        ([{"text": "a" * 201, "kind": "text"}], "200文字までに"),
        ([{"text": "a", "kind": "text", "rule": "x"}], "知らない項目があります: rule"),
        ("abc", r"\[\[question\]\]"),
        (["a"], "text と kind"),
        ([{"text": "a", "kind": ["b"]}], "kind は choice"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_a_sentence(said: object, sentence: str) -> None:
    with pytest.raises(LocalError, match=sentence):
        read_local(said)


lines = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=30
)
words = lines.filter(lambda one: one == one.strip())
questions = st.lists(
    st.one_of(
        st.builds(
            lambda text, choices, why: {"text": text, "choices": choices, "why": why},
            words,
            st.lists(words, min_size=2, max_size=10, unique=True),
            words,
        ),
        st.builds(lambda text, kind: {"text": text, "kind": kind}, words, st.sampled_from(["number", "text"])),
    ),
    max_size=MOST,
)


@given(questions)
def test_whatever_is_asked_comes_back_from_plain_data(said: list[dict[str, object]]) -> None:
    found = read_local(said)
    assert read_local(json.loads(json.dumps(as_data(found)))) == found
    assert [one.id for one in found] == [f"local-{number}" for number in range(1, len(said) + 1)]
