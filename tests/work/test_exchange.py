"""A workbook into a book: looked at, chosen, one transaction, twice the same, taken back."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from jukiself.answers.model import Answer, Basis, Contact, Contract, Inspection, Key, Life, Office, Review
from jukiself.answers.situation import Situation
from jukiself.excel.problem import WorkbookRefused
from jukiself.store import book as store
from jukiself.store.book import Book, BookError
from jukiself.work import exchange, publish
from jukiself.work.exchange import Editions
from jukiself.work.inspect import Sitting
from jukiself.work.takeback import last_import, take_back

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jukiself.checklist.model import Checklist


class Clock:
    """Each look is a second later."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 21, 9, 0, tzinfo=UTC).replace(tzinfo=None)

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def book(tmp_path: Path, clock: Clock) -> Iterator[Book]:
    with Book.open(tmp_path / "原村.jukiself", clock) as made:
        yield made


@pytest.fixture
def keys(checklist: Checklist) -> list[Key]:
    return [Key(one.id) for one in checklist.questions if not one.group and len(one.choices) > 1 and not one.when][:4]


def choice(checklist: Checklist, key: Key, place: int) -> str:
    return checklist.question[key.question].choices[place].value


def plain(checklist: Checklist, **more: object) -> Inspection:
    fixed = next(one for one in checklist.groups if one.fixed)
    known: dict[str, object] = {
        "office": Office("203637", "原村"),
        "year": 2026,
        "form": checklist.id,
        "edition": checklist.edition,
        "network_set": fixed.default_set,
    }
    return Inspection(**{**known, **more})  # type: ignore[arg-type]


def file(folder: Path, checklist: Checklist, inspection: Inspection, name: str = "返り.xlsx") -> Path:
    path = folder / name
    path.write_bytes(publish.workbook(Situation(checklist, inspection)))
    return path


def test_no_blank_cell_erases_and_a_basis_belongs_to_its_value(
    book: Book, clock: Clock, checklist: Checklist, keys: list[Key], tmp_path: Path
) -> None:
    yes, no = (choice(checklist, keys[0], place) for place in (0, 1))
    ours = {
        keys[0]: Answer(yes, Basis.SEEN, note="備考", memo="庁内", confirmed_by="髙橋"),
        keys[1]: Answer(choice(checklist, keys[1], 0), Basis.SEEN, note="残る"),
    }
    found = book.create(plain(checklist, answers=ours))
    theirs = {keys[0]: Answer(no, evidence="規程"), keys[1]: Answer("", Basis.HEARD, evidence="綴り")}
    path = file(tmp_path, checklist, plain(checklist, answers=theirs))
    exchange.take_in(book, exchange.preview(path, book, Editions()), clock)
    after = book.load(found)
    assert replace(after.answer(keys[0]), at=None) == Answer(no, None, "備考", "庁内", "規程")
    assert replace(after.answer(keys[1]), at=None) == Answer(
        choice(checklist, keys[1], 0), Basis.SEEN, "残る", "", "綴り"
    )


def test_twice_changes_nothing_and_is_not_logged(
    book: Book, clock: Clock, checklist: Checklist, keys: list[Key], tmp_path: Path
) -> None:
    answers = {key: Answer(choice(checklist, key, 0), Basis.SEEN) for key in keys}
    path = file(tmp_path, checklist, plain(checklist, answers=answers))
    editions = Editions()
    found = exchange.take_in(book, exchange.preview(path, book, editions), clock)
    history, log = len(book.history(found)), len(book.imports(found))
    again = exchange.preview(path, book, editions)
    assert (again.changes, again.unchanged) == ((), len(keys))
    exchange.take_in(book, again, clock)
    assert (len(book.history(found)), len(book.imports(found))) == (history, log)


def test_what_a_person_keeps_stays_and_the_log_counts_what_was_taken(
    book: Book, clock: Clock, checklist: Checklist, keys: list[Key], tmp_path: Path
) -> None:
    found = book.create(plain(checklist, answers={keys[0]: Answer(choice(checklist, keys[0], 0))}))
    theirs = {key: Answer(choice(checklist, key, 1)) for key in keys[:3]}
    path = file(tmp_path, checklist, plain(checklist, answers=theirs))
    exchange.take_in(book, exchange.preview(path, book, Editions()), clock, {keys[0]})
    after = book.load(found)
    assert after.answer(keys[0]).value == choice(checklist, keys[0], 0)
    assert after.answer(keys[1]).value == choice(checklist, keys[1], 1)
    assert [one.taken for one in book.imports(found)] == [2]


def test_an_import_that_breaks_off_leaves_nothing_behind(
    book: Book, clock: Clock, checklist: Checklist, keys: list[Key], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = book.create(plain(checklist))
    path = file(tmp_path, checklist, plain(checklist, answers={key: Answer("unknown") for key in keys}))
    seen = exchange.preview(path, book, Editions())

    def broken(*_: object) -> None:
        raise OSError("the last thing an import writes")

    monkeypatch.setattr(store, "_log", broken)
    with pytest.raises(OSError, match="last thing"):
        exchange.take_in(book, seen, clock)
    assert (dict(book.load(found).answers), book.history(found), book.imports(found)) == ({}, [], [])


def test_an_approved_inspection_takes_nothing_in_and_says_so_in_the_preview(
    book: Book, clock: Clock, checklist: Checklist, keys: list[Key], tmp_path: Path
) -> None:
    book.create(plain(checklist, review=Review(life=Life.APPROVED)))
    path = file(tmp_path, checklist, plain(checklist, answers={keys[0]: Answer("unknown")}))
    seen = exchange.preview(path, book, Editions())
    assert "決裁済み" in seen.stop
    with pytest.raises(BookError, match="決裁済み"):
        exchange.take_in(book, seen, clock)


def test_a_file_with_answers_of_which_none_can_be_taken_is_an_error(
    book: Book, clock: Clock, checklist: Checklist, tmp_path: Path
) -> None:
    path = file(tmp_path, checklist, plain(checklist))
    workbook = load_workbook(io.BytesIO(path.read_bytes()))
    sheet = workbook["点検票"]
    sheet["E5"].value = "たぶんある"
    workbook.save(path)
    seen = exchange.preview(path, book, Editions())
    assert seen.reading.taken == 0
    assert "1つも取り込めません" in seen.stop
    with pytest.raises(WorkbookRefused, match="1つも取り込めません"):
        exchange.take_in(book, seen, clock)
    assert book.summaries() == []


def test_a_whole_import_is_taken_back_but_for_what_was_changed_since(
    book: Book, clock: Clock, checklist: Checklist, keys: list[Key], tmp_path: Path
) -> None:
    ours = {keys[0]: Answer(choice(checklist, keys[0], 0), Basis.SEEN, note="前の備考", memo="庁内メモ")}
    found = book.create(plain(checklist, answers=ours))
    theirs = {key: Answer(choice(checklist, key, 1), Basis.HEARD) for key in keys[:3]}
    path = file(tmp_path, checklist, plain(checklist, answers=theirs))
    exchange.take_in(book, exchange.preview(path, book, Editions()), clock)
    sitting = Sitting(checklist, book, found, clock)
    sitting.set_text(keys[2], "note", "取り込んだ後で書いた")
    done = take_back(sitting)
    assert done is not None
    assert (done.file_name, set(done.standing)) == ("返り.xlsx", set(keys[:2]))
    after = book.load(found)
    assert replace(after.answer(keys[0]), at=None) == ours[keys[0]]
    assert keys[1] not in after.answers
    assert after.answer(keys[2]).note == "取り込んだ後で書いた"
    # It is one step, and can be undone; and nothing is left to take back a second time.
    assert take_back(sitting) is None
    sitting.undo()
    assert sitting.inspection.answer(keys[1]).value == choice(checklist, keys[1], 1)


def test_only_the_last_import_is_taken_back(
    book: Book, clock: Clock, checklist: Checklist, keys: list[Key], tmp_path: Path
) -> None:
    editions = Editions()
    found = book.create(plain(checklist))
    for place in (0, 1):
        sent = plain(checklist, answers={keys[0]: Answer(choice(checklist, keys[0], place))})
        path = file(tmp_path, checklist, sent)
        exchange.take_in(book, exchange.preview(path, book, editions), clock)
    last = last_import(book, found, book.load(found))
    assert last is not None
    assert last.change.before[keys[0]].value == choice(checklist, keys[0], 0)


def test_contracts_of_a_file_come_with_their_answers(
    book: Book, clock: Clock, checklist: Checklist, tmp_path: Path
) -> None:
    found = book.create(plain(checklist, contracts=(Contract("c1", "保守"),)))
    sent = plain(checklist, contracts=(Contract("c1", "機器の保守"), Contract("c2", "清掃")))
    exchange.take_in(book, exchange.preview(file(tmp_path, checklist, sent), book, Editions()), clock)
    assert [one.name for one in book.load(found).contracts] == ["機器の保守", "清掃"]


@pytest.fixture
def about(checklist: Checklist) -> str:
    """A question about contracts."""
    open_group = next(one for one in checklist.groups if not one.fixed)
    return next(one.id for one in checklist.questions if one.group == open_group.id and one.choices)


OURS = {
    "contracts": (Contract("c1", "保守"), Contract("c2", "清掃")),
    "contact": Contact("住民係", "髙橋", "0266-79-7927"),
    "free_text": "前の文",
}
THEIRS = {
    "contracts": (Contract("c1", "機器の保守"), Contract("c2", "清掃"), Contract("c3", "回線")),
    "contact": Contact("住民係", "山田", ""),
    "free_text": "後の文",
}


def test_an_import_is_wholly_taken_back_and_that_is_undone_as_wholly(
    book: Book, clock: Clock, checklist: Checklist, keys: list[Key], about: str, tmp_path: Path
) -> None:
    before = plain(checklist, answers={keys[0]: Answer(choice(checklist, keys[0], 0))}, **OURS)
    found = book.create(before)
    theirs = {keys[0]: Answer(choice(checklist, keys[0], 1)), Key(about, "c3"): Answer("unknown")}
    path = file(tmp_path, checklist, plain(checklist, answers=theirs, **THEIRS))
    exchange.take_in(book, exchange.preview(path, book, Editions()), clock)
    taken = book.load(found)
    assert taken.contact == Contact("住民係", "山田", "0266-79-7927"), "no blank cell erases"
    assert (taken.contracts, taken.free_text) == (THEIRS["contracts"], "後の文")
    sitting = Sitting(checklist, book, found, clock)
    done = take_back(sitting)
    assert done is not None
    assert done.besides.words == "記入担当、自由記入欄、契約 2"
    after = book.load(found)
    assert (after.contracts, after.contact, after.free_text) == (before.contracts, before.contact, before.free_text)
    assert {key: one.value for key, one in after.answers.items()} == {
        key: one.value for key, one in before.answers.items()
    }
    assert take_back(sitting) is None
    sitting.undo()
    assert book.load(found).contracts == taken.contracts
    assert (book.load(found).contact, book.load(found).free_text) == (taken.contact, taken.free_text)
    sitting.redo()
    assert book.load(found).contracts == before.contracts


def test_what_was_changed_by_hand_since_stays_and_so_does_a_contract_answered_about(
    book: Book, clock: Clock, checklist: Checklist, about: str, tmp_path: Path
) -> None:
    found = book.create(plain(checklist, **OURS))
    path = file(tmp_path, checklist, plain(checklist, **THEIRS))
    exchange.take_in(book, exchange.preview(path, book, Editions()), clock)
    sitting = Sitting(checklist, book, found, clock)
    sitting.answer(Key(about, "c3"), "unknown")
    sitting.set_contact(Contact("総務係", "山田", "0266-79-7927"))
    assert take_back(sitting) is not None
    after = book.load(found)
    assert [one.name for one in after.contracts] == ["保守", "清掃", "回線"]
    assert after.contact == Contact("総務係", "髙橋", "0266-79-7927")
    assert after.free_text == "前の文"


def test_an_import_of_nothing_but_contracts_is_taken_back_too(
    book: Book, clock: Clock, checklist: Checklist, keys: list[Key], tmp_path: Path
) -> None:
    editions = Editions()
    found = book.create(plain(checklist, **OURS))
    first = plain(checklist, answers={keys[0]: Answer(choice(checklist, keys[0], 1))}, **OURS)
    for sent in (first, replace(first, contracts=THEIRS["contracts"])):  # type: ignore[arg-type]
        path = file(tmp_path, checklist, sent)
        exchange.take_in(book, exchange.preview(path, book, editions), clock)
    sitting = Sitting(checklist, book, found, clock)
    done = take_back(sitting)
    assert done is not None
    assert not done.standing
    assert book.load(found).contracts == OURS["contracts"]
    assert book.load(found).answer(keys[0]).value == choice(checklist, keys[0], 1)
