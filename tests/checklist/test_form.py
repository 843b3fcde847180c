"""The shipped form is sound, and a broken one is refused with a sentence that says where."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from jukiself import places
from jukiself.checklist.check import check_form
from jukiself.checklist.read import FormError, read_checklist
from jukiself.findings.examples import run_examples
from jukiself.survey.examples import run_cross_examples
from tests.spoiling import spoil

if TYPE_CHECKING:
    from pathlib import Path

    from jukiself.checklist.model import Checklist


@pytest.fixture
def form(tmp_path: Path) -> Path:
    """A copy of the shipped form that a test may spoil."""
    shutil.copytree(places.forms(), tmp_path / "forms")
    return tmp_path / "forms" / "juki" / "2026"


def test_the_shipped_form_has_no_fault(checklist: Checklist) -> None:
    assert check_form(checklist) == []


def test_every_rule_keeps_its_own_examples(checklist: Checklist) -> None:
    assert list(run_examples(checklist)) == []


def test_every_sentence_over_many_offices_keeps_its_own_examples(checklist: Checklist) -> None:
    assert list(run_cross_examples(checklist)) == []


def test_every_area_asks_something(checklist: Checklist) -> None:
    assert [area.title for area in checklist.areas if not checklist.questions_of(area.id)] == []


def test_every_question_says_where_to_look_or_whom_to_ask(checklist: Checklist) -> None:
    assert [
        one.id for one in checklist.questions if not (one.where and one.whom and one.look and one.ask and one.step)
    ] == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('id = "policy-read"\n', 'id = "policy-read"\ncolour = "red"\n', "policy-read: 知らない項目があります: colour"),
        ('id = "policy-read"\n', 'id = "policy-owner"\n', "設問の名前が2回使われています: policy-owner"),
        ('stage = "rule"\n', 'stage = "rules"\n', ""),
        ('kind = "choice"\n', 'kind = "chioce"\n', "「kind」は choice・multi・number・date・text のどれかです: chioce"),
        ("[[question]]\n", "[[question]\n", "書き方が壊れています"),
        ('value = "yes"', 'value = "unknown"', "「unknown」はプログラムが使うので使えません"),
    ],
)
def test_a_spoilt_question_file_is_refused_with_its_place(form: Path, old: str, new: str, said: str) -> None:
    spoil(form / "questions" / "policy.toml", old, new)
    if not said:
        assert any("知らない段階です: rules" in one for one in check_form(read_checklist(form)))
        return
    with pytest.raises(FormError) as error:
        read_checklist(form)
    assert said in str(error.value)
    assert "questions/policy.toml" in str(error.value) or "2回" in str(error.value)


def test_a_rule_naming_an_unknown_question_or_choice_is_a_fault(form: Path) -> None:
    spoil(form / "rules" / "backup.toml", "backup-place in [sometimes, open]", "backup-palce in [open]")
    assert "所見 backup-unlocked: 条件に知らない設問があります: backup-palce" in check_form(read_checklist(form))
    spoil(form / "rules" / "backup.toml", "backup-palce in [open]", "backup-place in [opne]")
    assert "所見 backup-unlocked: 知らない選択肢（backup-place）です: opne" in check_form(read_checklist(form))


def test_a_rule_with_a_condition_outside_the_grammar_is_refused(form: Path) -> None:
    spoil(form / "rules" / "backup.toml", "backup-place in [sometimes, open]", "not backup-place in [open]")
    with pytest.raises(FormError, match=r"rules/backup\.toml の backup-unlocked"):
        read_checklist(form)


def test_a_missing_area_file_is_refused(form: Path) -> None:
    (form / "rules" / "audit.toml").unlink()
    with pytest.raises(FormError, match=r"audit\.toml がありません"):
        read_checklist(form)


def test_a_stray_file_is_refused(form: Path) -> None:
    (form / "rules" / "audti.toml").write_text("", encoding="utf-8")
    with pytest.raises(FormError, match=r"audti\.toml"):
        read_checklist(form)


def test_the_good_example_of_a_rule_turned_bad_is_reported(form: Path) -> None:
    spoil(form / "rules" / "backup.toml", '{ "backup-place" = "locked" }', '{ "backup-place" = "open" }')
    assert [one for one in run_examples(read_checklist(form)) if "backup-unlocked" in one]


def test_an_example_names_several_answers_and_each_is_tried(form: Path) -> None:
    spoil(form / "rules" / "backup.toml", '"backup-place" = "open|sometimes"', '"backup-place" = "open|locked"')
    assert list(run_examples(read_checklist(form))) == [
        "所見 backup-unlocked の例 gap（backup-place=locked）: defect になりません（出ない）。"
    ]


def test_an_example_that_cannot_be_put_in_says_why(form: Path) -> None:
    spoil(form / "rules" / "backup.toml", '"backup-place" = "locked"', '"backup-palce" = "locked"')
    spoil(form / "rules" / "policy.toml", '"policy-read" = "all|some"', '"policy-read" = "everybody"')
    assert sorted(one.split(": ", 1)[1] for one in run_examples(read_checklist(form))) == [
        "policy-read: 選択肢にない答えです: everybody",
        "知らない設問です: backup-palce",
    ]


def test_an_example_of_a_sentence_that_does_not_hold_is_reported(form: Path) -> None:
    spoil(form / "across.toml", 'holds = { "org-deputy" = "simple|none" }', 'holds = { "org-deputy" = "full" }')
    spoil(form / "across.toml", 'fails = { "org-deputy" = "full" }', 'fails = { "org-dep" = "full" }')
    assert list(run_cross_examples(read_checklist(form))) == [
        "全体の所見 no-deputy の例 holds（org-deputy=full）: holds ではなく fails になります。",
        "全体の所見 no-deputy の例 fails（org-dep=full）: 知らない設問です: org-dep",
    ]


@pytest.mark.parametrize(
    ("new", "said"),
    [('met = "locked"', "「met」"), ("met = { place = 1 }", "文字列"), ("met = []", "「met」"), ("", "「met」")],
)
def test_an_example_of_another_shape_is_refused(form: Path, new: str, said: str) -> None:
    spoil(form / "rules" / "malware.toml", 'met = { "malware-told" = "all" }', new)
    with pytest.raises(FormError, match=said):
        read_checklist(form)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("form.toml", 'kind = "open"', 'kind = "opened"', "「kind」は fixed・open のどちらかです: opened"),
        ("rules/policy.toml", 'cost = "free"\n', 'cost = "free"\nprice = "0"\n', "知らない項目があります: price"),
        (
            "rules/policy.toml",
            'cost = "free"\n',
            'cost = "gratis"\n',
            "「cost」は free・budget・others のどれかです: gratis",
        ),
        ("questions/usage.toml", 'depth = "full"', 'depth = "half"', "「depth」は short・full のどちらかです。"),
        ("across.toml", "{N}団体のすべて", "{M}団体のすべて", "「whole」に使えるのは {n}・{N}・{u} です: M"),
        ("across.toml", 'rule = "contract-never-checked"\n', "", "「condition」か「rule」の、どちらか1つを"),
        (
            "across.toml",
            'of = "contract-list in',
            'of = "contract-list on',
            "「of」: 条件の 2 番目の語「on」の所に sign が要ります",
        ),
        (
            "across.toml",
            "[cross.examples]\n",
            '[cross.examples]\nnever = { "a" = "b" }\n',
            "知らない項目があります: never",
        ),
    ],
)
def test_a_spoilt_form_is_refused_with_its_place(form: Path, file: str, old: str, new: str, said: str) -> None:
    spoil(form / file, old, new)
    with pytest.raises(FormError) as error:
        read_checklist(form)
    assert said in str(error.value)


def test_a_file_that_is_no_text_is_refused(form: Path) -> None:
    (form / "rules" / "audit.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(FormError, match=r"audit\.toml を読めません"):
        read_checklist(form)


def test_what_the_form_leaves_out_is_none_and_every_rule_has_its_examples(checklist: Checklist) -> None:
    assert {one.refines for one in checklist.rules if not one.refines} == {None}
    assert {one.each for one in checklist.rules if not one.each} == {None}
    assert {one.group for one in checklist.questions if not one.group} == {None}
    assert {one.delegated_by for one in checklist.questions if not one.delegated_by} == {None}
    assert all(set(one.examples) == {"met", "gap", "open"} and all(one.examples.values()) for one in checklist.rules)
    assert len(checklist.fingerprint) == 12
