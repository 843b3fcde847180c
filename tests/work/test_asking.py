"""What comes back from others: held against the office's answers, chosen row by row, taken in once."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jukiself.answers.model import Answer, Basis, Inspection, Key, Nature, Office
from jukiself.answers.situation import Situation
from jukiself.excel.layout import Identity
from jukiself.excel.problem import WorkbookRefused
from jukiself.excel.slip_layout import Kind
from jukiself.excel.slip_read import SlipReading
from jukiself.report.errand import Errand
from jukiself.report.still_open import to_ask
from jukiself.work import asking, outsource
from jukiself.work.exchange import Editions
from tests.contracts import situation
from tests.excel.small import SMALL, TEXTS, every_key, inspections, real
from tests.excel.small import answers as any_answer
from tests.excel.test_vendor import answered
from tests.slips import filled

if TYPE_CHECKING:
    from pathlib import Path

    from jukiself.checklist.model import Checklist

KEY = Key("written")


def reading(inspection: Inspection, answers: dict[Key, Answer], **other: object) -> SlipReading:
    identity = replace(Identity.of(inspection, "today"), **other)  # type: ignore[arg-type]
    return SlipReading(identity, "原村", Kind.SHARE, "chief", "小林", "", MappingProxyType(answers), ())


@pytest.mark.parametrize(
    ("old", "said", "proposed"),
    [
        (Answer(), Answer("no", Basis.GUESS), True),
        (Answer("unknown"), Answer("no"), True),
        (Answer("yes", Basis.GUESS), Answer("no", Basis.HEARD), True),
        (Answer("yes", Basis.HEARD), Answer("no", Basis.HEARD), True),
        (Answer("yes", Basis.HEARD), Answer("no", Basis.GUESS), False),
        (Answer("yes", Basis.SEEN), Answer("no", Basis.SEEN), False),
        (Answer("yes"), Answer("no", Basis.SEEN), False),
        (Answer("yes", Basis.GUESS), Answer("unknown"), False),
    ],
)
def test_what_rests_on_less_gives_way_and_a_person_may_choose_otherwise(
    old: Answer, said: Answer, proposed: bool
) -> None:
    inspection = real().with_answer(KEY, old)
    coming = asking.compare(Situation(SMALL, inspection), reading(inspection, {KEY: said}))
    (row,) = coming.rows
    assert row.proposed == proposed
    assert row.contradicts == (old.value == "yes")
    for chosen in (True, False):
        found = coming.after(inspection, {KEY: chosen}).answer(KEY)
        assert (found.value, found.basis) == ((said if chosen else old).value, (said if chosen else old).basis)
    assert (KEY in coming.chosen()) == proposed


@settings(max_examples=80)
@given(before=inspections(), data=st.data())
def test_nothing_is_erased_and_twice_changes_nothing(before: Inspection, data: st.DataObject) -> None:
    before = replace(before, nature=Nature.REAL)
    keys = data.draw(st.lists(st.sampled_from(every_key(before)), unique=True, max_size=6))
    said = {key: data.draw(any_answer(SMALL.question[key.question])) for key in keys}
    reply = reading(before, said)
    looked_at = Situation(SMALL, before)
    once = asking.compare(looked_at, reply)
    after = once.after(before)
    for key in {*before.answers, *said}:
        old, new = before.answer(key), after.answer(key)
        assert old.note in new.note
        assert new.memo == old.memo
        assert new.value or not old.value
        assert new.evidence or not old.evidence
        assert new.answered_by or not old.answered_by
        if old.basis is Basis.SEEN and old.value not in {"", "unknown"} and not looked_at.value_problem(key, old.value):
            assert (new.value, new.basis) == (old.value, old.basis)
    assert {key for key in after.answers if after.answer(key) != before.answer(key)} <= set(said)
    assert asking.compare(Situation(SMALL, after), reply).after(after) == after


@given(note=TEXTS.filter(lambda text: bool(text.strip())))
def test_a_row_with_a_note_alone_adds_the_note(note: str) -> None:
    inspection = real().with_answer(KEY, Answer("yes", Basis.SEEN, note="前の備考"))
    coming = asking.compare(Situation(SMALL, inspection), reading(inspection, {KEY: Answer(note=note)}))
    found = coming.after(inspection).answer(KEY)
    assert (found.value, found.basis) == ("yes", Basis.SEEN)
    assert found.note in {f"前の備考\n{note}", "前の備考"}


@pytest.mark.parametrize(
    ("other", "complaint"),
    [
        ({"code": "200000"}, "団体コード（200000）"),
        ({"year": 2025}, "年度（2025）"),
        ({"nature": Nature.TRAINING}, "区分（研修）"),
        ({"edition": "2031"}, "様式"),
    ],
)
def test_a_slip_of_another_office_or_year_is_refused(other: dict[str, object], complaint: str) -> None:
    inspection = real()
    with pytest.raises(WorkbookRefused, match=complaint):
        asking.compare(Situation(SMALL, inspection), reading(inspection, {KEY: Answer("yes")}, **other))


def test_what_does_not_fit_any_more_is_refused_row_by_row() -> None:
    inspection = real()
    said = {Key("contract-secrecy", "c9"): Answer("yes"), Key("net-locked", "juki"): Answer("paper"), KEY: Answer("no")}
    coming = asking.compare(Situation(SMALL, inspection), reading(inspection, said))
    assert list(coming.chosen()) == [KEY]
    assert [one.effect for one in coming.problems] == ["refused", "refused"]


def test_a_hearing_goes_out_of_the_shipped_form_and_comes_back(tmp_path: Path, checklist: Checklist) -> None:
    fresh = Situation(
        checklist, Inspection(Office("203637", "原村"), 2026, checklist.id, checklist.edition, network_set="today")
    )
    office = next(one for one in to_ask(fresh) if one.person.id == "general-affairs")
    said = {key: Answer(fresh.choices(key)[-1].value) for key in office.keys if fresh.choices(key)}
    path = tmp_path / "聞取り票.xlsx"
    path.write_bytes(filled(asking.hearing_workbook(Errand(fresh), office), checklist, said, by="総務 小林"))
    coming = asking.receive(fresh, path, Editions())
    assert coming.title == "聞取り票　総務係"
    after = coming.after(fresh.inspection)
    assert {key: after.answer(key).value for key in said} == {key: one.value for key, one in said.items()}
    assert {after.answer(key).basis for key in said} == {Basis.HEARD}
    assert {after.answer(key).answered_by for key in said} == {"総務 小林"}
    again = Situation(checklist, after)
    assert asking.receive(again, path, Editions()).chosen() == {}
    left = next((one for one in to_ask(again) if one.person.id == "general-affairs"), None)
    assert set(said).isdisjoint(left.keys if left else ())


def test_a_contractors_reply_comes_in_by_the_same_door(tmp_path: Path, checklist: Checklist) -> None:
    village = situation(checklist)
    path = tmp_path / "reply.xlsx"
    path.write_bytes(
        answered(outsource.vendor(village, "c1"), {"clause-place-kept": ("名札を付け、場所と機械も分けている", "緑")})
    )
    coming = asking.receive(village, path, Editions())
    key = Key("clause-place-kept", "c1")
    assert coming.chosen()[key].value == "both"
    assert coming.chosen({key: False})[key].value == village.inspection.answer(key).value
    assert coming.about == "c1"
    assert asking.receive(Situation(checklist, coming.after(village.inspection)), path, Editions()).chosen() == {}
