"""Guides, 様式 and glossary: the shipped ones are sound, and a spoilt one is refused or named with its place."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from jukiself import places
from jukiself.checklist.coverage import touching
from jukiself.checklist.guide import Handbook, Term, texts_of
from jukiself.checklist.guide_check import WATCHED, check_handbook, unexplained
from jukiself.checklist.guide_read import read_handbook
from jukiself.checklist.table import FormError
from tests.spoiling import spoil

if TYPE_CHECKING:
    from pathlib import Path

    from jukiself.checklist.model import Checklist

GUIDES = {
    "backup-restore-test", "checking-a-contractor", "disposal", "finding-contract-clauses", "first-audit", "handover",
    "incident-first-hour", "passwords", "takeout-register", "telling-the-deputy-mayor-in-5-minutes",
    "training-30-minutes", "writing-a-procedure",
}  # fmt: skip
SHEETS = {
    "audit-record", "backup-record", "disposal-record", "handover", "subcontract-approval", "takeout-register",
    "training-record",
}  # fmt: skip


@pytest.fixture(scope="module")
def handbook() -> Handbook:
    return read_handbook(places.resources())


@pytest.fixture
def resources(tmp_path: Path) -> Path:
    """A copy of what is shipped, that a test may spoil."""
    for name in ("guides", "sheets", "references"):
        shutil.copytree(places.resources() / name, tmp_path / name)
    shutil.copy(places.resources() / "glossary.toml", tmp_path)
    return tmp_path


# -- what is shipped --------------------------------------------------------------------------------------------


def test_the_shipped_handbook_has_no_fault(checklist: Checklist, handbook: Handbook) -> None:
    assert check_handbook(checklist, handbook) == []


def test_every_guide_and_sheet_the_offices_asked_for_is_there(handbook: Handbook) -> None:
    assert set(handbook.guide) >= GUIDES
    assert set(handbook.sheet) >= SHEETS
    assert len(handbook.terms) >= 60


def test_every_question_that_a_guide_names_leads_back_to_it(handbook: Handbook) -> None:
    for guide in handbook.guides:
        assert all(guide in handbook.for_question(one) for one in guide.questions)
        assert all(guide in handbook.for_rule(one) for one in guide.rules)


def test_every_bare_heading_of_the_standard_is_on_its_page(checklist: Checklist, handbook: Handbook) -> None:
    page = handbook.reference["technical-standard-headings"]
    bare = [one.id for one in checklist.clauses.values() if one.id.startswith("TS-H-") and one.kind == "duty"]
    assert [one.clause for one in page.sections] == bare


def test_a_heading_is_near_only_where_no_question_asks_about_it(checklist: Checklist, handbook: Handbook) -> None:
    page = handbook.reference["technical-standard-headings"]
    first = page.chapters[-1].sections[0]
    assert touching(checklist, first.clause)
    chapter = replace(page.chapters[-1], sections=(replace(first, near=("no-such",)),))
    faults = check_handbook(checklist, replace(handbook, references=(replace(page, chapters=(chapter,)),)))
    assert any("near は要りません" in one for one in faults)
    assert any("知らない設問です: no-such" in one for one in faults)


# -- words ------------------------------------------------------------------------------------------------------


def test_without_a_glossary_the_watch_list_finds_its_words(checklist: Checklist, handbook: Handbook) -> None:
    bare = unexplained(checklist, replace(handbook, terms=()))
    assert len(bare) >= 20
    assert any("統合端末" in one for one in bare)


def test_a_watched_word_that_loses_its_gloss_is_named_with_a_place(checklist: Checklist, handbook: Handbook) -> None:
    watched = [one for one in handbook.terms if one.word in WATCHED]
    used = set()
    for term in watched:
        others = tuple(one for one in handbook.terms if one is not term)
        faults = unexplained(checklist, replace(handbook, terms=others))
        if faults:
            assert [one.partition(": ")[2] for one in faults] == [f"ことばの説明がありません: {term.word}"]
            used.add(term.word)
    assert len(used) >= 15


def words(handbook: Handbook, *texts: str) -> list[str]:
    return [one.word for one in handbook.terms_in(texts)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("再々委託を禁じていますか。", ["再々委託"]),
        ("再委託と再々委託", ["再委託", "再々委託"]),
        ("プログラムの修正", []),
        ("操作のログを見る", ["ログ"]),
        ("CSVで書き出す", []),
        ("CSの部屋", ["CS"]),
        ("住基ネットCSの部屋、CS", ["CS"]),
        ("何も難しくない", []),
    ],
)
def test_a_word_is_found_whole_and_once(text: str, found: list[str]) -> None:
    terms = tuple(Term(one, "よみ", "いみ", "", ()) for one in ("委託先", "再委託", "再々委託", "ログ", "CS"))
    assert words(Handbook((), (), terms), text) == found


def test_an_empty_glossary_finds_nothing() -> None:
    assert words(Handbook((), (), ()), "統合端末", "") == []


def test_words_come_in_the_order_they_are_read(checklist: Checklist, handbook: Handbook) -> None:
    for question in checklist.questions:
        joined = "\n".join(texts_of(question))
        places_ = [joined.index(one.word) for one in handbook.terms_in(texts_of(question))]
        assert len(set(places_)) == len(places_), question.id


# -- what is refused --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "guides/passwords.toml",
            "minutes =",
            "colour = 1\nminutes =",
            "guides/passwords.toml: 知らない項目があります: colour",
        ),
        ("guides/passwords.toml", 'id = "passwords"', 'id = "password"', "「id」とファイルの名前が違います: password"),
        (
            "guides/passwords.toml",
            "[[step]]\n",
            "[[step]]\nhours = 1\n",
            "1 番目の step: 知らない項目があります: hours",
        ),
        ("guides/passwords.toml", "[[step]]", "[[step]", "書き方が壊れています"),
        ("guides/passwords.toml", "minutes = ", "minutes = -", "「minutes」は1以上の数で書いてください"),
        (
            "sheets/handover.toml",
            '"portrait"',
            '"upright"',
            "「orientation」は portrait・landscape のどちらかです: upright",
        ),
        ("sheets/handover.toml", "rows = 12", 'rows = 12\nkind = "both"', "知らない項目があります: kind"),
        ("sheets/handover.toml", "width = 6", "width = 0", "「width」は1以上の数"),
        ("glossary.toml", 'word = "CS"', 'word = "統合端末"', "ことばの名前が2回使われています: 統合端末"),
        ("glossary.toml", "gloss =", "glos =", "「gloss」がありません"),
    ],
)
def test_a_spoilt_file_is_refused_with_its_place(resources: Path, file: str, old: str, new: str, said: str) -> None:
    spoil(resources / file, old, new)
    with pytest.raises(FormError) as error:
        read_handbook(resources)
    assert said in str(error.value)


def test_a_sheet_has_something_to_fill_in(resources: Path) -> None:
    sheet = resources / "sheets" / "handover.toml"
    whole = sheet.read_text(encoding="utf-8")
    head = whole.partition("\n[[")[0]
    sheet.write_text(head + whole[whole.index("\n[[column]]") :], encoding="utf-8")
    (alone,) = (one for one in read_handbook(resources).sheets if one.id == "handover")
    assert alone.columns
    assert not alone.fields
    sheet.write_text(head, encoding="utf-8")
    with pytest.raises(FormError, match="要ります"):
        read_handbook(resources)


def test_a_file_that_is_no_toml_is_refused(resources: Path) -> None:
    (resources / "guides" / "passwords.toml.bak").write_text("", encoding="utf-8")
    with pytest.raises(FormError, match=r"guides: TOML でないファイルがあります: passwords\.toml\.bak"):
        read_handbook(resources)


def test_a_missing_folder_is_refused_with_a_sentence(resources: Path) -> None:
    shutil.rmtree(resources / "sheets")
    with pytest.raises(FormError, match="sheets を読めません"):
        read_handbook(resources)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("guides/first-audit.toml", '"audit-who"', '"audit-whom"', "手引き first-audit: 知らない設問です: audit-whom"),
        ("guides/first-audit.toml", '"audit-none"', '"audit-nun"', "手引き first-audit: 知らない所見です: audit-nun"),
        (
            "guides/first-audit.toml",
            '["audit-record"]',
            '["audit-paper"]',
            "手引き first-audit: 知らない様式です: audit-paper",
        ),
        ("guides/first-audit.toml", '"CR-O-2"', '"CR-O-99"', "手引き first-audit: 知らない出典です: CR-O-99"),
        (
            "guides/first-audit.toml",
            "minutes = 60",
            "minutes = 61",
            "手引き first-audit: 手順の合計は 60 分ですが、minutes は 61 分です。",
        ),
        (
            "guides/first-audit.toml",
            "30人の役場の、",
            "３０人の役場の、",
            "手引き first-audit: guide.title に使わない書き方があります: ３",
        ),
        ("guides/first-audit.toml", "30人の役場の、", "30人の役場の、" * 5, "guide.title が"),
        (
            "sheets/training-record.toml",
            'label = "題"',
            'label = "使った紙"',
            "様式 training-record: 同じ名前の欄が2つあります。",
        ),
        ("glossary.toml", 'reading = "しーえす"', 'reading = "CS"', "ことば CS: 読みはひらがなで書いてください: CS"),
    ],
)
def test_a_fault_is_named_with_its_place(
    checklist: Checklist, resources: Path, file: str, old: str, new: str, said: str
) -> None:
    spoil(resources / file, old, new)
    assert any(said in one for one in check_handbook(checklist, read_handbook(resources)))


def test_a_guide_and_a_sheet_nobody_is_led_to_are_faults(checklist: Checklist, handbook: Handbook) -> None:
    lost = [replace(one, questions=(), rules=(), forms=()) for one in handbook.guides]
    faults = check_handbook(checklist, replace(handbook, guides=tuple(lost)))
    assert "手引き passwords: どの設問からも所見からもたどれません。" in faults
    assert "様式 takeout-register: どの手引きからもたどれません。" in faults
