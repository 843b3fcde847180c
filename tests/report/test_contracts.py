"""契約点検表 and たたき台, looked at before anything is drawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jukiself.answers.model import Basis, Contract, Key, Nature
from jukiself.answers.seal import issued
from jukiself.answers.situation import Situation, State
from jukiself.checklist.model import Grade
from jukiself.findings.examples import background, put
from jukiself.findings.judge import judge
from jukiself.report.contract_table import ACROSS, contract_table
from jukiself.report.contracts import Contracts, Mark, Section, section
from jukiself.report.draft_clauses import BANNER, draft_clauses, draft_gaps
from jukiself.report.outline import Heading, KeyValues, Notice, RowKind, Table
from jukiself.work import outsource
from tests.contracts import CONTRACTS, OWN_NOTE, provisions, village
from tests.report.test_inspection import kinds, words

if TYPE_CHECKING:
    from jukiself.answers.model import Inspection
    from jukiself.checklist.model import Checklist
    from jukiself.report.outline import Document


def material(checklist: Checklist, inspection: Inspection) -> Contracts:
    return Contracts(Situation(checklist, inspection), provisions(checklist), date(2026, 11, 21))


@pytest.fixture(scope="module")
def three(checklist: Checklist) -> Contracts:
    return material(checklist, village(checklist))


def cells(document: Document) -> dict[str, tuple[str, ...]]:
    """What the matrix says, by short name."""
    table = next(one for one in document.parts if isinstance(one, Table))
    return {row.cells[0]: row.cells[2:] for row in table.rows if row.kind is RowKind.PLAIN}


def gap_tables(document: Document) -> dict[str, dict[str, tuple[str, ...]]]:
    """The rows of every contract's own table, by contract and short name."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    name = ""
    for one in document.parts:
        if isinstance(one, Heading):
            name = one.text.split("　")[0]
        elif isinstance(one, Table):
            found[name] = {row.cells[0]: row.cells[1:] for row in one.rows if row.kind is RowKind.PLAIN}
    return {contract.name: found[contract.name] for contract in CONTRACTS if contract.name in found}


def test_the_matrix_says_each_state_by_shape_and_word(three: Contracts) -> None:
    said = cells(contract_table(three))
    assert said["秘密を守る約束"] == ("○ ある", "△ 一部", "○ ある")
    assert said["返却と消去"] == ("× ない", "○ ある", "○ ある")
    assert said["名札と場所の区別"] == ("？ わからない", "○ できている", "○ できている")
    assert said["守秘の誓約書"] == ("○ できている", "○ できている", "－ 未回答")
    assert said["仕事の水準"][1] == "－ 該当なし"
    assert said["再委託先と同じ約束"] == ("○ できている", "？ 前提が不明", "－ 対象外")
    assert said["決まりの遵守と教育"][0] == "○ ある（たぶん）"
    assert said["違反への手だて"] == ("○ 置かないと決定", "○ ある", "？ わからない")
    assert said["会社が償うこと"][1] == "× 個人だけ"
    assert said["複数業者の受持ち"] == ("× まだ", "× まだ", "× まだ")
    assert said["別の会社"] == ("加わる", "？ わからない", "加わらない")


def test_the_matrix_lies_across_and_has_a_row_for_every_clause_question(three: Contracts) -> None:
    document = contract_table(three)
    assert document.landscape
    assert set(cells(document)) == {one.title for one in three.provisions}
    assert all(row.cells[1] for one in kinds(document, Table)[:1] for row in one.rows if row.kind is RowKind.PLAIN)  # type: ignore[attr-defined]


def test_below_the_matrix_stands_what_each_contract_lacks_and_whom_to_ask(three: Contracts) -> None:
    tables = gap_tables(contract_table(three))
    first, second, third = (tables[one.name] for one in CONTRACTS)
    assert set(first) == {"責任者と作業者", "返却と消去", "名札と場所の区別", "決まりの遵守と教育", "複数業者の受持ち"}
    assert {"秘密を守る約束", "終わった後の守秘", "会社が償うこと", "役場の実地確認", "別の会社"} <= set(second)
    assert set(third) == {"違反への手だて", "複数業者の受持ち"}
    assert first["返却と消去"][0] == "× ない\n書いていない"
    assert first["名札と場所の区別"][0] == "？ わからない"
    assert first["返却と消去"][1] == "契約・財政の係"
    number = next(one.number for one in three.provisions if one.title == "返却と消去")
    assert first["返却と消去"][2].endswith(f"契約条項のたたき台 {number}")
    assert first["名札と場所の区別"][2].startswith("見る：")
    assert "守秘の誓約書" in words(contract_table(three)).split("未回答（まだ何も言えない所）：")[1].split("\n")[0]


def test_no_note_or_memo_gets_into_papers_about_contracts(three: Contracts) -> None:
    assert OWN_NOTE not in words(contract_table(three)) + words(draft_clauses(three))


def test_a_list_that_is_not_whole_is_said_first(checklist: Checklist, three: Contracts) -> None:
    notices = [one.title for one in kinds(contract_table(three), Notice) if isinstance(one, Notice)]
    assert notices == ["挙げていない契約が、ほかにあるかもしれません"]
    whole = put(checklist, village(checklist), {"contract-list": "complete"})
    assert kinds(contract_table(material(checklist, whole)), Notice) == []


@pytest.mark.parametrize("answer", ["", "unknown", "partial"])
def test_no_contract_listed_is_a_page_that_says_so(checklist: Checklist, answer: str) -> None:
    none = put(checklist, replace(background(checklist, 0), contracts=()), {"contract-list": answer})
    for document in (contract_table(material(checklist, none)), draft_clauses(material(checklist, none))):
        assert "契約がまだ挙がっていません" in words(document)


def test_no_outsourcing_at_all_raises_no_alarm(checklist: Checklist) -> None:
    none = put(checklist, background(checklist, 0), {"contract-list": "none"})
    document = contract_table(material(checklist, none))
    assert "挙がっている契約はありません。" in words(document)
    assert kinds(document, Notice) == []


def test_many_contracts_go_into_tables_of_six(checklist: Checklist) -> None:
    many = replace(
        background(checklist, 13), contracts=tuple(Contract(f"c{number}", f"契約{number}") for number in range(1, 14))
    )
    tables = [one for one in contract_table(material(checklist, many)).parts if isinstance(one, Table)]
    assert [len(one.columns) - 2 for one in tables[:3]] == [ACROSS, ACROSS, 1]


def test_a_short_inspection_has_the_rows_it_asks(checklist: Checklist) -> None:
    short = material(checklist, replace(background(checklist, 1), full=False))
    asked = {one.id for one in checklist.questions if one.short}
    assert {one.question for one in short.rows} == {one.question for one in short.provisions} & asked


def test_drafts_name_every_missing_clause_of_every_contract_with_wording_source_and_room(three: Contracts) -> None:
    document = draft_clauses(three)
    said = words(document)
    assert BANNER in said
    entries = {
        one.text: pairs
        for one, pairs in zip(document.parts, document.parts[1:], strict=False)
        if isinstance(one, Heading)
    }
    for contract in CONTRACTS:
        for gap in draft_gaps(three, contract):
            pairs = entries[f"{gap.provision.number}　{gap.provision.title}"]
            assert isinstance(pairs, KeyValues)
            found = dict(pairs.pairs)
            assert contract.name in found["使う契約"]
            assert found["たたき台"] == gap.provision.draft
            assert found["出典"]
            assert found["法務の意見"].strip() == ""
    wanted = {gap.provision.question for one in CONTRACTS for gap in draft_gaps(three, one)}
    assert sum(one.draft in said for one in three.provisions if one.draft) == len(wanted)


def test_wording_for_what_is_done_says_that_nobody_asked_the_contract(three: Contracts) -> None:
    document = draft_clauses(three)
    heads = [one for one in document.parts if isinstance(one, Heading)]
    assert any(one.text.endswith("名札と場所の区別") for one in heads)
    place = next(
        number
        for number, one in enumerate(document.parts)
        if isinstance(one, Heading) and one.text.endswith("名札と場所の区別")
    )
    pairs = document.parts[place + 1]
    assert isinstance(pairs, KeyValues)
    assert "先に契約書を見てください" in dict(pairs.pairs)["使う前に"]


def test_nature_year_and_office_stand_on_every_page(checklist: Checklist) -> None:
    sample = material(checklist, replace(village(checklist), nature=Nature.SAMPLE))
    for document in (contract_table(sample), draft_clauses(sample)):
        assert "【見本】" in document.header
        assert "原村" in document.header
        assert document.band.startswith("見本")


@settings(max_examples=40)
@given(data=st.data())
def test_whatever_is_answered_nothing_open_looks_good_and_every_gap_is_named_once(
    checklist: Checklist, data: st.DataObject
) -> None:
    inspection = village(checklist)
    known = provisions(checklist)
    for name in data.draw(st.lists(st.sampled_from([one.question for one in known]), max_size=12, unique=True)):
        question = checklist.question[name]
        member = data.draw(st.sampled_from(["c1", "c2", "c3"])) if question.group else None
        value = data.draw(st.sampled_from([*(one.value for one in question.choices), "unknown", "na", ""]))
        basis = data.draw(st.sampled_from([None, *Basis]))
        key = Key(question.id, member)
        inspection = inspection.with_answer(key, replace(inspection.answer(key), value=value, basis=basis))
    made = Contracts(Situation(checklist, inspection), known)
    said = cells(contract_table(made))
    for number, contract in enumerate(CONTRACTS):
        gaps = made.gaps(contract)
        named = [one.provision.title for one in gaps]
        assert len(named) == len(set(named))
        for provision in made.rows:
            cell, key = made.cell(provision, contract), made.key(provision, contract)
            assert said[provision.title][number] == cell.text
            assert cell.word
            if cell.mark is Mark.YES:
                assert made.situation.grade(key) is Grade.MET
                assert made.situation.state(key) is State.ANSWERED
            if cell.mark in {Mark.SOME, Mark.NO}:
                assert provision.title in named
            if made.situation.state(key) is State.UNKNOWN and made.situation.asked(key).truth:
                assert provision.title in named
    assert draft_clauses(made) == draft_clauses(made)


def test_sections_keep_wording_and_doing_apart(checklist: Checklist, three: Contracts) -> None:
    by_section = {section(three.question(one)) for one in three.provisions}
    assert by_section == set(Section)
    assert section(checklist.question["clause-return"]) is Section.WRITTEN
    assert section(checklist.question["clause-pledge"]) is Section.DONE


def test_a_contract_without_a_name_is_called_by_its_id(checklist: Checklist) -> None:
    unnamed = replace(village(checklist), contracts=(replace(CONTRACTS[0], name="　"), *CONTRACTS[1:]))
    found = [one for one in judge(Situation(checklist, unnamed)) if one.member and one.member.id == "c1"]
    assert found
    assert all("（c1）" in one.title for one in found)


def test_the_foot_names_the_code_of_the_answers(checklist: Checklist) -> None:
    said = outsource.contracts(Situation(checklist, village(checklist)))
    assert issued(said.situation.inspection).line in contract_table(said).footer
