"""Editions follow one another: ids and choices renamed, meanings changed, questions asked no more."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jukiself import places
from jukiself.answers.lineage import follow, old_words, own_note
from jukiself.answers.model import Answer, Basis, Inspection, Key, Nature, Office
from jukiself.answers.situation import Situation
from jukiself.checklist.lineage import check_lineage
from jukiself.checklist.read import FormError, read_checklist
from jukiself.excel.problem import WorkbookRefused
from jukiself.report.differences import from_last_year
from jukiself.store.book import Book
from jukiself.store.requests import put_request
from jukiself.survey.request import Listed, OfficeKind, Request
from jukiself.work import exchange, publish, years
from jukiself.work.collect import collect, files_in
from jukiself.work.exchange import Editions
from jukiself.work.inspect import Sitting

if TYPE_CHECKING:
    from jukiself.checklist.model import Checklist

HEAD = """
id = "small"
edition = "{edition}"
title = "小さな様式 {edition}"
released = true
[severity]
high = "重い"
medium = "中くらい"
low = "軽い"
[[area]]
id = "rules"
title = "規程"
[[stage]]
id = "rule"
title = "定める"
[[group]]
id = "net"
title = "ネットワーク"
kind = "fixed"
gate = "net-exists"
[[group.set]]
id = "only"
title = "一組"
default = true
members = [{{ id = "juki", name = "住基ネット" }}]
[[place]]
id = "desk"
title = "机"
kind = "here"
[[person]]
id = "chief"
title = "係長"
kind = "self"
"""
QUESTION = """
[[question]]
id = "{id}"
stage = "rule"
kind = "{kind}"
text = "{id} はどうなっていますか。"
why = "理由。"
look = "見る所。"
ask = "聞く言葉。"
step = "一歩。"
where = ["desk"]
whom = ["chief"]
sources = []
depth = "short"
{more}
"""
NET = 'group = "net"\ngate = true\n' + "".join(
    f'[[question.choice]]\nvalue = "{one}"\nlabel = "{one}です"\n' for one in ("present", "absent")
)


def now() -> datetime:
    return datetime(2027, 5, 1, tzinfo=UTC).replace(tzinfo=None)


def choices(*values: str) -> str:
    return "".join(f'[[question.choice]]\nvalue = "{one}"\nlabel = "{one}である"\n' for one in values)


def edition(forms: Path, name: str, questions: dict[str, tuple[str, str]], lineage: str = "") -> Checklist:
    folder = forms / "small" / name
    (folder / "questions").mkdir(parents=True)
    (folder / "rules").mkdir()
    (folder / "form.toml").write_text(HEAD.format(edition=name), encoding="utf-8")
    all_of = {"net-exists": ("choice", NET), **questions}
    text = "".join(QUESTION.format(id=one, kind=kind, more=more) for one, (kind, more) in all_of.items())
    (folder / "questions" / "rules.toml").write_text(text, encoding="utf-8")
    (folder / "rules" / "rules.toml").write_text("", encoding="utf-8")
    if lineage:
        (folder / "lineage.toml").write_text(lineage, encoding="utf-8")
    return read_checklist(folder)


OLD = {
    "written": ("choice", choices("yes", "no")),
    "read-by": ("multi", choices("all", "some", "new")),
    "how-many": ("number", 'unit = "人"'),
    "keys": ("choice", choices("locked", "open")),
    "fax": ("choice", choices("yes", "no")),
}
NEW = {
    "document": ("choice", choices("paper", "none").replace("paper", "on-file")),
    "read-by": ("multi", choices("everybody", "some", "new")),
    "how-many": ("number", 'unit = "人"'),
    "keys": ("choice", choices("locked", "open")),
}
LINEAGE = """
[[question]]
id = "document"
was = ["written"]
values = { yes = "on-file", no = "none" }
[[question]]
id = "read-by"
values = { all = "everybody" }
[[question]]
id = "keys"
meaning_changed = true
[[gone]]
id = "fax"
why = "もう使わない。"
"""


@pytest.fixture
def forms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "forms"
    folder.mkdir()
    for name in ("clauses.csv", "today.csv", "sources.toml", "terms.toml"):
        shutil.copyfile(places.forms() / name, folder / name)
    monkeypatch.setattr(places, "forms", lambda: folder)
    return folder


@pytest.fixture
def pair(forms: Path) -> tuple[Checklist, Checklist]:
    return edition(forms, "2026", OLD), edition(forms, "2027", NEW, LINEAGE)


ANSWERS = {
    Key("written"): Answer("yes", Basis.SEEN, note="備考"),
    Key("read-by"): Answer("all,new"),
    Key("how-many"): Answer("3"),
    Key("keys"): Answer("locked", Basis.SEEN, note="机の鍵"),
    Key("fax"): Answer("no"),
    Key("net-exists", "juki"): Answer("present"),
}


def test_answers_follow_ids_and_choices_and_what_changed_its_meaning_is_only_worth_a_look(
    pair: tuple[Checklist, Checklist],
) -> None:
    found = follow(ANSWERS, *pair)
    assert dict(found.answers) == {
        Key("document"): Answer("on-file", Basis.SEEN, note="備考"),
        Key("read-by"): Answer("everybody,new"),
        Key("how-many"): Answer("3"),
        Key("net-exists", "juki"): Answer("present"),
    }
    assert dict(found.before) == {
        Key("keys"): Answer("locked", Basis.SEEN, note="前の版の答え：「lockedである」\n机の鍵")
    }
    assert [(old_words(one), own_note(one)) for one in found.before.values()] == [("lockedである", "机の鍵")]
    assert found.lost == (Key("fax"),)


def test_unknown_and_not_applicable_stay_what_they_are(pair: tuple[Checklist, Checklist]) -> None:
    answers = {Key("written"): Answer("unknown"), Key("read-by"): Answer("na", note="理由")}
    assert [one.value for one in follow(answers, *pair).answers.values()] == ["unknown", "na"]


def test_the_same_edition_changes_nothing(pair: tuple[Checklist, Checklist]) -> None:
    assert follow(ANSWERS, pair[0], pair[0]).answers == ANSWERS


def test_a_sound_lineage_has_no_fault(pair: tuple[Checklist, Checklist]) -> None:
    assert check_lineage(pair[1], (pair[0],)) == []


@pytest.mark.parametrize(
    ("lineage", "said"),
    [
        ("", "written がどうなったか"),
        (LINEAGE.replace('id = "document"', 'id = "paper"'), "この版にない設問"),
        (LINEAGE.replace("values = { yes", "values = { yse"), "選択肢 yes の行き先"),
        (LINEAGE.replace('no = "none"', 'no = "nowhere"'), "今の選択肢にない値"),
        (LINEAGE.replace('was = ["written"]', 'was = ["written", "keys"]'), "この版でも尋ねています"),
        (LINEAGE.replace('id = "fax"', 'id = "how-many"'), "この版にあります"),
    ],
    ids=["nothing said", "no such question", "choice left out", "no such choice", "still asked", "not gone"],
)
def test_every_gap_in_a_lineage_is_told(forms: Path, lineage: str, said: str) -> None:
    old, new = edition(forms, "2026", OLD), edition(forms, "2027", NEW, lineage)
    assert any(said in fault for fault in check_lineage(new, (old,)))


def test_an_id_that_became_two_is_refused_when_read(forms: Path) -> None:
    twice = LINEAGE + '[[question]]\nid = "how-many"\nwas = ["written"]\n'
    with pytest.raises(FormError, match="written"):
        edition(forms, "2027", NEW, twice)


def inspection(checklist: Checklist, **more: object) -> Inspection:
    known: dict[str, object] = {
        "office": Office("203637", "原村"),
        "year": 2027,
        "form": "small",
        "edition": checklist.edition,
        "network_set": "only",
    }
    return Inspection(**{**known, **more})  # type: ignore[arg-type]


def test_a_workbook_of_the_older_edition_goes_into_an_inspection_of_the_newer(
    pair: tuple[Checklist, Checklist], tmp_path: Path
) -> None:
    old, new = pair
    path = tmp_path / "前の版.xlsx"
    path.write_bytes(publish.workbook(Situation(old, inspection(old, answers=ANSWERS))))
    with Book.open(tmp_path / "b.jukiself", now) as book:
        found = book.create(inspection(new))
        seen = exchange.preview(path, book, Editions())
        assert seen.lost == (Key("fax"),)
        exchange.take_in(book, seen, now)
        after = book.load(found)
        assert after.edition == "2027"
        assert after.answer(Key("document")).value == "on-file"
        assert Situation(new, after).carried(Key("keys"))
        assert Key("keys") not in after.answers
        again = exchange.preview(path, book, Editions())
        assert (again.changes, dict(again.before)) == ((), {})


def test_a_reply_of_the_older_edition_is_collected_as_what_was_asked(
    pair: tuple[Checklist, Checklist], tmp_path: Path
) -> None:
    old, new = pair
    hara = Office("203637", "原村")
    path = tmp_path / "前の版.xlsx"
    path.write_bytes(publish.workbook(Situation(old, inspection(old, answers=ANSWERS))))
    newer = tmp_path / "後の版.xlsx"
    newer.write_bytes(publish.workbook(Situation(new, inspection(new, answers={Key("document"): Answer("none")}))))
    for asked, told, wanted in ((new, ["taken", "waiting"], "on-file"), (old, ["taken", "refused"], "yes")):
        with Book.open(tmp_path / f"{asked.edition}.jukiself", now) as book:
            request = Request(2027, Nature.REAL, "small", asked.edition, Office("200000", "長野県"))
            put_request(book, request, "係", now(), [Listed(hara, OfficeKind.VILLAGE)])
            done = [one.arrival for one in collect(book, files_in([path, newer]), Editions(), now)]
            assert [one.verdict.value for one in done] == told
            kept = book.load(done[0].inspection or 0)
            assert (kept.edition, kept.answer(Key("document" if asked is new else "written")).value) == (
                asked.edition,
                wanted,
            )
            assert ("2027年版の設問に移しました" in done[0].reason) is (asked is new)


def test_a_workbook_of_a_newer_edition_than_the_inspection_is_refused(
    pair: tuple[Checklist, Checklist], tmp_path: Path
) -> None:
    old, new = pair
    path = tmp_path / "後の版.xlsx"
    path.write_bytes(publish.workbook(Situation(new, inspection(new, answers={Key("document"): Answer("none")}))))
    with Book.open(tmp_path / "b.jukiself", now) as book:
        book.create(inspection(old))
        with pytest.raises(WorkbookRefused, match="より後のもの"):
            exchange.preview(path, book, Editions())


def begun(old: Checklist, new: Checklist, path: Path, **more: object) -> Sitting:
    """An inspection of the newer edition, begun in a book from last year's of the older one."""
    before = inspection(old, year=2026, answers=ANSWERS, **more)
    book = Book.open(path, now)
    return Sitting(new, book, book.create(years.next_inspection(before, 2027, new, old)), now)


def test_a_year_begun_from_an_older_edition_follows_ids_and_choices(
    pair: tuple[Checklist, Checklist], tmp_path: Path
) -> None:
    sitting = begun(*pair, tmp_path / "b.jukiself")
    said = years.words_of_last_year(sitting.situation)
    assert said == {
        Key("document"): "on-fileである",
        Key("read-by"): "everybodyである、newである",
        Key("how-many"): "3人",
        Key("keys"): "lockedである（前の版の設問への答え）",
        Key("net-exists", "juki"): "presentです",
    }
    assert not sitting.inspection.answers
    assert sitting.situation.carried(Key("document"))
    sitting.same_as_last_year(Key("document"))
    assert sitting.inspection.answer(Key("document")).value == "on-file"
    sitting.book.close()


def test_what_changed_its_meaning_waits_with_its_old_words_and_is_compared_with_nothing(
    pair: tuple[Checklist, Checklist], tmp_path: Path
) -> None:
    sitting = begun(*pair, tmp_path / "b.jukiself")
    key = Key("keys")
    assert sitting.situation.carried(key)
    assert years.last_remarks(sitting.situation, key) == "備考：机の鍵"
    then = from_last_year(sitting.situation)
    assert then is not None
    assert key not in then.inspection.answers
    assert Key("document") in then.inspection.answers
    sitting.same_as_last_year(key)
    assert sitting.inspection.answer(key).note == "机の鍵"
    sitting.book.close()


def test_a_choice_the_next_edition_has_no_more_stands_in_its_old_words(forms: Path, tmp_path: Path) -> None:
    fewer = NEW | {"keys": ("choice", choices("open", "both"))}
    old, new = edition(forms, "2026", OLD), edition(forms, "2027", fewer, LINEAGE)
    sitting = begun(old, new, tmp_path / "b.jukiself")
    assert not sitting.situation.carried(Key("keys"))
    assert years.last_words(sitting.situation, Key("keys")) == "lockedである（前の版の設問への答え）"
    sitting.book.close()


def test_begun_from_the_same_edition_everything_stays_as_it_was(pair: tuple[Checklist, Checklist]) -> None:
    before = inspection(pair[0], answers=ANSWERS)
    assert dict(years.next_inspection(before, 2028, pair[0], pair[0]).last_year) == ANSWERS
