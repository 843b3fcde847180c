"""県からの追加の設問 there and back: asked of offices, answered, collected, and counted under the question they answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from openpyxl import load_workbook

from jukiself.answers.model import Answer, Key, Nature
from jukiself.checklist.local import LocalKind, LocalQuestion
from jukiself.store.book import Book
from jukiself.survey.arrivals import Verdict
from jukiself.work import blanks, exchange
from jukiself.work.across import look_across
from jukiself.work.collect import collect, files_in
from jukiself.work.exchange import Editions
from jukiself.work.request import Round, inspection_of, new_request, prefectures, save_round
from jukiself.work.roll import ready_roll
from tests.work.test_request import clock

if TYPE_CHECKING:
    from pathlib import Path

    from jukiself.checklist.model import Checklist
    from jukiself.survey.request import Request

NIGHT = LocalQuestion("local-1", "夜間に窓口を開けていますか。", LocalKind.CHOICE, ("開けている", "開けていない"))
COUNT = LocalQuestion("local-2", "端末は何台ですか。", LocalKind.NUMBER, (), "数を知るため")
OFFICES = ("203637", "204021", "204820", "204307")


def answered(folder: Path, request: Request, code: str, first: str, second: str) -> None:
    """A blank of an office filled in by hand and put into the folder of what came back."""
    editions = Editions()
    listed = next(one for one in ready_roll("200000") if one.office.code == code)
    for one in blanks.write_blanks(Round(request, (listed,)), folder, editions):
        assert one.path
        said = {Key("policy-written"): Answer("unknown"), Key("local-1"): Answer(first), Key("local-2"): Answer(second)}
        known = editions.of(inspection_of(request, listed))
        given = {key: answer for key, answer in said.items() if key.question in known.question}
        one.path.write_bytes(exchange.put_in(one.path, given, known))


def test_a_workbook_that_lost_its_hidden_sheet_is_read_by_what_was_asked(tmp_path: Path, checklist: Checklist) -> None:
    base = replace(new_request(2026, prefectures()["200000"], checklist), full=False)
    request = replace(base, questions=(NIGHT, COUNT))
    back = tmp_path / "返信"
    answered(back, request, OFFICES[0], "a2", "3")
    (path,) = back.iterdir()
    made = load_workbook(path)
    del made["_form"]
    made.save(path)
    with Book.open(tmp_path / "県.jukiself", clock) as book:
        save_round(book, request, clock, "髙橋", ready_roll("200000"))
        (done,) = (one.arrival for one in collect(book, files_in([back]), Editions(), clock))
        assert (done.verdict, done.refused) == (Verdict.TAKEN, 0)
        kept = book.load(book.summaries()[0].id)
    assert kept.locals == (NIGHT, COUNT)
    assert (kept.answer(Key("local-1")).value, kept.answer(Key("local-2")).value) == ("a2", "3")


def test_what_offices_answer_is_counted_under_the_question_they_were_asked(
    tmp_path: Path, checklist: Checklist
) -> None:
    base = replace(new_request(2026, prefectures()["200000"], checklist), full=False)
    request = replace(base, questions=(NIGHT, COUNT))
    # The first round of mails had another first question; one office still answered that one, one answered none.
    other = replace(base, questions=(replace(NIGHT, text="休日に窓口を開けていますか。"), replace(COUNT, why="")))
    back = tmp_path / "返信"
    answered(back, request, OFFICES[0], "a1", "3")
    answered(back, request, OFFICES[1], "a2", "unknown")
    answered(back, other, OFFICES[2], "a1", "12")
    answered(back, replace(base, questions=()), OFFICES[3], "", "")
    roll = tuple(one for one in ready_roll("200000") if one.office.code in OFFICES)
    with Book.open(tmp_path / "県.jukiself", clock) as book:
        save_round(book, request, clock, "髙橋", roll)
        done = [one.arrival for one in collect(book, files_in([back]), Editions(), clock)]
        taken = {one.office.code for one in done if one.verdict is Verdict.TAKEN and one.office}
        across = look_across(book, 2026, Nature.REAL, Editions())
        kept = {one.office.code: book.load(one.id).locals for one in book.summaries()}
    assert taken == set(OFFICES)
    assert kept[OFFICES[0]] == (NIGHT, COUNT)
    assert [one.text for one in across.checklist.questions[-2:]] == [NIGHT.text, COUNT.text]
    found = {one.question.id: one for one in across.distributions}
    night, count = found["local-1"], found["local-2"]
    assert [(one.label, one.codes) for one in night.bars] == [
        ("開けている", (OFFICES[0],)),
        ("開けていない", (OFFICES[1],)),
    ]
    assert OFFICES[2] in night.not_asked
    assert [(one.value, one.codes) for one in count.bars] == [("3", (OFFICES[0],)), ("12", (OFFICES[2],))]
    assert count.unknown.codes == (OFFICES[1],)
