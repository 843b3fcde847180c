"""Documents about contracts from a file to a file, and a contractor's reply taken in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jukiself import cli, places
from jukiself.answers.model import Answer, Basis, Key
from jukiself.answers.situation import Situation, State
from jukiself.excel.layout import Identity
from jukiself.excel.problem import WorkbookRefused
from jukiself.excel.reply import VendorReading
from jukiself.work import outsource, publish
from jukiself.work.exchange import Editions, read_workbook
from tests.contracts import CONTRACTS, provisions, situation, village
from tests.excel.small import TEXTS
from tests.excel.test_vendor import answered

if TYPE_CHECKING:
    from pathlib import Path

    from jukiself.answers.model import Inspection
    from jukiself.checklist.model import Checklist

KEY = Key("clause-workplan", "c1")


def reading(checklist: Checklist, answers: dict[Key, Answer], contract: str = "c1", **other: object) -> VendorReading:
    inspection = village(checklist)
    identity = replace(Identity.of(inspection, "today"), **other)  # type: ignore[arg-type]
    return VendorReading(identity, "原村", contract, "", "", "", MappingProxyType(answers), ())


def said(value: str, more: str = "") -> Answer:
    basis = None if value in {"", "unknown", "na"} else Basis.HEARD
    return Answer(value, basis, f"事業者の回答：{value}{more}", evidence="事業者確認用の回答")


def with_answer(checklist: Checklist, answer: Answer) -> Situation:
    return Situation(checklist, village(checklist).with_answer(KEY, answer))


@pytest.mark.parametrize(
    ("old", "new", "value", "basis"),
    [
        (Answer(), said("some"), "some", Basis.HEARD),
        (Answer("unknown", note="探した"), said("some"), "some", Basis.HEARD),
        (Answer("each", Basis.GUESS), said("none"), "none", Basis.HEARD),
        (Answer("each", Basis.HEARD), said("none"), "none", Basis.HEARD),
        (Answer("each", Basis.GUESS), said("each"), "each", Basis.HEARD),
        (Answer("each", Basis.SEEN), said("each"), "each", Basis.SEEN),
        (Answer("each", Basis.SEEN), said("none"), "each", Basis.SEEN),
        (Answer("each"), said("none"), "each", None),
        (Answer("na", note="理由"), said("none"), "na", None),
        (Answer("each", Basis.HEARD), said("unknown"), "each", Basis.HEARD),
        (Answer("each", Basis.SEEN), said(""), "each", Basis.SEEN),
    ],
)
def test_what_was_seen_outweighs_what_is_told(
    checklist: Checklist, old: Answer, new: Answer, value: str, basis: Basis | None
) -> None:
    hearing = outsource.hear(with_answer(checklist, old), reading(checklist, {KEY: new}))
    found = hearing.inspection.answer(KEY)
    assert (found.value, found.basis) == (value, basis)
    assert new.note in found.note
    assert found.note.startswith(old.note)


def test_a_difference_to_what_was_seen_is_listed(checklist: Checklist) -> None:
    hearing = outsource.hear(
        with_answer(checklist, Answer("each", Basis.SEEN)), reading(checklist, {KEY: said("none")})
    )
    (problem,) = hearing.problems
    assert (problem.kind, problem.effect) == ("relation", "note")
    assert "「毎回出している」" in problem.message
    assert "「出していない」" in problem.message
    assert hearing.rows[0].kept


@settings(max_examples=60)
@given(
    old=st.builds(
        Answer,
        value=st.sampled_from(["", "each", "some", "none", "unknown", "na"]),
        basis=st.sampled_from([None, *Basis]),
        note=TEXTS,
        memo=TEXTS,
        evidence=TEXTS,
        answered_by=TEXTS,
    ),
    value=st.sampled_from(["", "each", "some", "none", "unknown"]),
    more=TEXTS,
)
def test_nothing_is_erased_and_twice_changes_nothing(checklist: Checklist, old: Answer, value: str, more: str) -> None:
    before = with_answer(checklist, old)
    reply = reading(checklist, {KEY: said(value, more)})
    once = outsource.hear(before, reply)
    after = once.inspection.answer(KEY)
    kept = before.inspection.answer(KEY)
    assert kept.note in after.note
    assert after.memo == kept.memo
    assert after.answered_by == kept.answered_by
    assert kept.evidence in {after.evidence, ""}
    if before.state(KEY) is State.ANSWERED:
        assert after.value
    if kept.basis is Basis.SEEN and kept.value not in {"", "unknown"}:
        assert (after.value, after.basis) == (kept.value, kept.basis)
    twice = outsource.hear(Situation(checklist, once.inspection), reply)
    assert twice.changes == {}
    assert twice.inspection.answers == once.inspection.answers


def test_a_note_that_would_grow_too_long_is_refused_and_stays(checklist: Checklist) -> None:
    old = Answer("unknown", note="長" * 1990)
    hearing = outsource.hear(with_answer(checklist, old), reading(checklist, {KEY: said("each")}))
    assert hearing.changes == {}
    assert [one.effect for one in hearing.problems] == ["refused"]


@pytest.mark.parametrize(
    ("other", "contract", "complaint"),
    [({"code": "200000"}, "c1", "団体コード"), ({"year": 2025}, "c1", "年度"), ({}, "c7", "その契約がありません")],
)
def test_a_reply_to_somebody_else_is_refused(
    checklist: Checklist, other: dict[str, object], contract: str, complaint: str
) -> None:
    with pytest.raises(WorkbookRefused, match=complaint):
        outsource.hear(situation(checklist), reading(checklist, {}, contract, **other))


def test_an_answer_to_what_is_not_asked_now_is_kept_and_listed(checklist: Checklist) -> None:
    key = Key("subcontract-further", "c3")
    hearing = outsource.hear(situation(checklist), reading(checklist, {key: said("unapproved")}, "c3"))
    before = village(checklist).answer(key)
    assert hearing.inspection.answer(key).note.endswith("事業者の回答：unapproved")
    assert before.note in hearing.inspection.answer(key).note
    assert any("今は尋ねていない" in one.message for one in hearing.problems)


# -- the commands -----------------------------------------------------------------------------------------------------


@pytest.fixture
def book(tmp_path: Path, checklist: Checklist) -> Path:
    path = tmp_path / "mura.xlsx"
    path.write_bytes(publish.workbook(situation(checklist)))
    return path


def test_three_contracts_go_to_paper_wording_and_workbook(book: Path, checklist: Checklist) -> None:
    for suffix in ("pdf", "docx", "xlsx"):
        assert cli.main(["clauses", str(book), str(book.with_name(f"clauses.{suffix}"))]) == 0
    pages = pypdf.PdfReader(book.with_name("clauses.pdf")).pages
    assert all(page.mediabox.width > page.mediabox.height for page in pages)
    said = "".join("".join(page.extract_text().split()) for page in pages)
    material = outsource.contracts(situation(checklist))
    for contract in CONTRACTS:
        assert "".join(contract.name.split()) in said
        for gap in material.gaps(contract):
            assert "".join(gap.cell.text.split()) in said
    assert cli.main(["clauses", str(book), str(book.with_name("clauses.txt"))]) == 2


def test_a_sheet_goes_out_and_comes_back(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked, reply, after = (book.with_name(f"{name}.xlsx") for name in ("asked", "reply", "after"))
    assert cli.main(["vendor", str(book), "c1", str(asked), "--deadline", "12月18日"]) == 0
    reply.write_bytes(
        answered(asked.read_bytes(), {"clause-place-kept": ("名札を付け、場所と機械も分けている", "名札は緑")})
    )
    assert cli.main(["vendor-import", str(book), str(reply), str(after)]) == 0
    assert "取り込んだお答え 1" in capsys.readouterr().out
    before, now = (read_workbook(path, Editions()).inspection for path in (book, after))
    key = Key("clause-place-kept", "c1")
    assert differences(before, now) == {key}
    assert (now.answer(key).value, now.answer(key).basis) == ("both", Basis.HEARD)
    assert now.answer(key).note.endswith("事業者の回答：名札を付け、場所と機械も分けている\n補足：名札は緑")
    again = book.with_name("again.xlsx")
    assert cli.main(["vendor-import", str(after), str(reply), str(again)]) == 0
    assert differences(now, read_workbook(again, Editions()).inspection) == set()


def differences(one: Inspection, other: Inspection) -> set[Key]:
    return {key for key in {*one.answers, *other.answers} if one.answer(key) != other.answer(key)}


def test_wrong_use_and_refusals_have_their_codes(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = str(book.with_name("out.xlsx"))
    assert cli.main(["vendor", str(book), "c9", out]) == 2
    assert "c2（通知書の印刷）" in capsys.readouterr().err
    assert cli.main(["vendor-import", str(book), str(book), out]) == 1
    assert "これは回答書です" in capsys.readouterr().err


def test_the_shipped_wording_fits_the_newest_edition(checklist: Checklist) -> None:
    assert outsource.provisions(checklist) == provisions(checklist)
    assert outsource.table_as_pdf(situation(checklist), date(2026, 11, 21)).startswith(b"%PDF")
    assert (places.resources() / "clauses.toml").is_file()
