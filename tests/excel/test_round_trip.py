"""Whatever can be said comes back as it was said."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from jukiself.answers.model import Answer, Basis, Contract, Inspection, Key, Nature, Step
from jukiself.answers.seal import seal
from jukiself.answers.situation import Situation
from jukiself.answers.text import LONGEST
from jukiself.checklist.model import DELEGATED, Checklist, Kind
from jukiself.excel import layout
from jukiself.excel.overflow import parts
from jukiself.excel.read import read
from jukiself.excel.words import Content, fold, labels, spell, understand
from jukiself.excel.write import Issue, fill, write
from jukiself.findings.examples import background
from jukiself.findings.judge import judge
from tests.excel.small import HARD, QUESTIONS, SMALL, every_key, forms, inspections, real, values


def written(inspection: Inspection, **more: object) -> bytes:
    situation = Situation(SMALL, inspection)
    issue = Issue(situation, judge(situation), seal(inspection), program="0.1.0")
    return write(replace(issue, **more))  # type: ignore[arg-type]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(inspections())
@example(real(answers={Key("words"): Answer("=1+1", note="_x0041_\n𠮷")}))
@example(real(answers={Key("contract-secrecy", "c40"): Answer("yes", confirmed_by="contract#id")}))
def test_every_inspection_comes_back_byte_for_byte_with_the_same_seal(inspection: Inspection) -> None:
    reading = read(written(inspection), forms)
    assert reading.inspection == inspection
    assert seal(reading.inspection) == reading.seal_on_cover == seal(inspection)
    assert reading.taken == len(inspection.answers)
    assert [one for one in reading.problems if one.effect != "note"] == []


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(inspections())
def test_filling_a_blank_workbook_gives_what_writing_the_answers_gives(inspection: Inspection) -> None:
    inspection = replace(
        inspection,
        full=True,
        answers={k: a for k, a in inspection.answers.items() if k in placed(inspection) and a.value},
    )
    data = fill(written(inspection, blank=True), inspection.answers, SMALL)
    reading = read(data, forms)
    assert reading.inspection == inspection
    assert reading.seal_on_cover is None


def test_a_filled_zero_is_an_answer() -> None:
    answers = {Key("count"): Answer("0", Basis.SEEN)}
    reading = read(fill(written(real(), blank=True), answers, SMALL), forms)
    assert reading.inspection.answer(Key("count")).value == "0"


def placed(inspection: Inspection) -> set[Key]:
    """Keys a blank workbook has cells for."""
    return {key for key in every_key(inspection) if key.member != "c40" and key != Key("net-who", "info")} | (
        {Key("net-who", "info")} if inspection.network_set == "2006" else set()
    )


@pytest.mark.parametrize("text", HARD)
def test_hard_texts_survive_in_every_free_field(text: str) -> None:
    answer = Answer("yes", Basis.SEEN, note=text, evidence=text, answered_by=text, confirmed_by=text)
    inspection = real(
        answers={Key("written"): answer}, free_text=text, contracts=(Contract("c1", f"契約{text}", text, text, text),)
    )
    reading = read(written(inspection), forms)
    assert reading.inspection == inspection


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.id)
def test_no_two_words_of_a_question_are_alike(question: object) -> None:
    words = labels(question)  # type: ignore[arg-type]
    assert len(set(words.values()) | {"わからない", "該当なし"}) == len(words) + 2


@settings(deadline=None)
@given(values(QUESTIONS[2]))
def test_several_choices_whose_words_hold_the_joining_mark_are_told_apart(value: str) -> None:
    # 「紙、札」 could be one choice too; the form of the test has 「紙、または札」 to make sure.
    content: Content = spell(QUESTIONS[2], value)
    assert understand(QUESTIONS[2], content).value == value


def test_the_longest_text_comes_back_whole() -> None:
    text = "あ" * (LONGEST - 1) + "終"
    inspection = real(
        answers={Key("written"): Answer("yes", note=text), Key("contract-secrecy", "c1"): Answer("yes", note=text)}
    )
    inspection = replace(inspection, contracts=(Contract("c1", "保守"),), free_text=text)
    assert read(written(inspection), forms).inspection == inspection


def test_the_same_inspection_gives_the_same_bytes_in_another_process() -> None:
    program = (
        "import hashlib;from tests.excel.small import real;from tests.excel.test_round_trip import written;"
        "from jukiself.answers.model import Answer,Key,Contract;"
        "print(hashlib.sha256(written(real(answers={Key('written'):Answer('yes')},contracts=(Contract('c1','保守'),)))).hexdigest())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


def test_filling_twice_with_the_same_answers_gives_the_same_bytes() -> None:
    data = written(real(), blank=True)
    answers = {Key("written"): Answer("no", Basis.HEARD, note="総務に聞いた")}
    assert fill(data, answers, SMALL) == fill(data, answers, SMALL)


def test_a_blank_workbook_has_no_answers_no_code_and_nothing_that_follows_from_answers() -> None:
    inspection = real(answers={Key("written"): Answer("yes")}, steps=(Step("r", None, "する"),))
    reading = read(written(inspection, blank=True), forms)
    assert (reading.taken, dict(reading.inspection.answers), reading.seal_on_cover) == (0, {}, None)
    assert reading.problems == ()


def test_filling_keeps_the_code_on_the_cover_although_it_no_longer_fits() -> None:
    inspection = real(answers={Key("written"): Answer("yes")})
    reading = read(fill(written(inspection), {Key("written"): Answer("no")}, SMALL), forms)
    assert reading.inspection.answer(Key("written")).value == "no"
    assert reading.seal_on_cover == seal(inspection) != seal(reading.inspection)


def test_filling_never_erases_what_it_says_nothing_about() -> None:
    inspection = real(answers={Key("written"): Answer("yes", Basis.SEEN, note="前の備考", confirmed_by="髙橋")})
    reading = read(fill(written(inspection), {Key("written"): Answer("no")}, SMALL), forms)
    assert reading.inspection.answer(Key("written")) == Answer("no", None, note="前の備考", confirmed_by="髙橋")


def test_contracts_can_be_named_while_filling() -> None:
    named = (Contract("c1", "=保守", "業者", "全部", "毎年"),)
    data = fill(written(real(), blank=True), {Key("contract-secrecy", "c1"): Answer("yes")}, SMALL, named)
    reading = read(data, forms)
    assert reading.inspection.contracts == named
    assert reading.inspection.answer(Key("contract-secrecy", "c1")).value == "yes"


def test_filling_refuses_an_answer_that_has_no_cell() -> None:
    with pytest.raises(ValueError, match="net-who@info"):
        fill(written(real(), blank=True), {Key("net-who", "info"): Answer("self")}, SMALL)


def test_a_short_inspection_asks_only_the_short_questions_but_loses_no_answer() -> None:
    short = read(written(real(full=False), blank=True), forms)
    assert not short.inspection.full
    assert short.problems == ()
    answered = real(full=False, answers={Key("words"): Answer("前からの答え")})
    assert read(written(answered), forms).inspection == answered


def test_more_than_six_contracts_have_more_columns_and_one_is_always_free() -> None:
    inspection = real(contracts=tuple(Contract(f"c{one}", f"契約{one}") for one in (3, 1, 9, 4, 5, 7, 8)))
    data = written(inspection)
    assert read(data, forms).inspection == inspection
    assert read(fill(data, {}, SMALL, (Contract("c10", "八つ目"),)), forms).inspection.contracts[-1] == Contract(
        "c10", "八つ目"
    )


def test_last_years_answers_are_shown_and_never_read() -> None:
    reading = read(written(real(), last_year={Key("written"): "ある", Key("contract-secrecy", "c1"): "ない"}), forms)
    assert reading.taken == 0


def test_the_answers_as_issued_are_kept_beside_the_answers_as_returned() -> None:
    inspection = real(answers={Key("written"): Answer("yes"), Key("net-who", "juki"): Answer("self")})
    returned = fill(written(inspection), {Key("written"): Answer("no")}, SMALL)
    header, *rows = CalamineWorkbook.from_filelike(io.BytesIO(returned)).get_sheet_by_name(layout.FLAT).to_python()
    columns = [header.index(one) for one in ("設問ID", "対象ID", "発行時の回答コード")]
    issued = {tuple(row[one] for one in columns) for row in rows}
    assert {("written", "", "yes"), ("net-who", "juki", "self")} <= issued
    assert read(returned, forms).inspection.answer(Key("written")).value == "no"


@pytest.mark.parametrize("nature", list(Nature))
def test_the_nature_travels(nature: Nature) -> None:
    assert read(written(real(nature=nature)), forms).inspection.nature is nature


def test_the_test_form_has_every_kind_of_question() -> None:
    assert {one.kind for one in QUESTIONS} == set(Kind)


@pytest.mark.parametrize("network_set", ["2006", "today"])
def test_every_choice_of_the_shipped_edition_comes_back(checklist: Checklist, network_set: str) -> None:
    base = background(checklist, 3, network_set)
    longest = max(len(one.choices) for one in checklist.questions) + len(DELEGATED)
    for place in range(longest):
        answers = {}
        for key in base.answers:
            question = checklist.question[key.question]
            offered = [*question.choices, *(DELEGATED if question.delegated_by else ())]
            value = offered[place % len(offered)].value if offered else base.answer(key).value
            answers[key] = Answer(value, Basis.SEEN, note="備考")
        inspection = replace(base, answers=answers)
        situation = Situation(checklist, inspection)
        reading = read(write(Issue(situation, judge(situation), seal(inspection))), lambda *_: checklist)
        assert reading.inspection == inspection
        assert {one.effect for one in reading.problems} <= {"note"}


def test_no_two_words_of_the_shipped_edition_look_alike_when_dressed_otherwise(checklist: Checklist) -> None:
    for question in checklist.questions:
        words = [fold(one) for one in labels(question).values()]
        assert len(words) == len(set(words)), question.id


@given(st.text(max_size=3000), st.floats(5, 60))
def test_a_long_text_is_cut_into_pieces_that_are_the_text(text: str, width: float) -> None:
    assert "".join(parts(text, width, 11)) == text


def test_the_picture_is_named_as_excel_names_it() -> None:
    """ExcelJS opens no workbook whose drawing has another prefix, or none."""
    data = written(real())
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.read("xl/drawings/drawing1.xml").startswith(b"<xdr:wsDr ")
    assert len(load_workbook(io.BytesIO(data))[layout.TOTALS]._charts) == 1
