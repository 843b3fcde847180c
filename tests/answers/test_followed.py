"""Answers of an earlier edition, kept beside with the words they had."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from jukiself.answers.lineage import follow, old_words, own_note
from jukiself.answers.model import Answer, Key
from jukiself.answers.text import LONGEST
from jukiself.checklist.descent import Descent, Lineage
from jukiself.checklist.lineage import read_lineage
from jukiself.checklist.table import FormError

if TYPE_CHECKING:
    from pathlib import Path

    from jukiself.checklist.model import Checklist


def beside(checklist: Checklist, name: str, answer: Answer) -> Answer:
    """Where the question has changed its meaning since."""
    now = replace(checklist, lineage=Lineage((Descent(name, (), {}, meaning_changed=True),), {}))
    found = follow({Key(name): answer}, checklist, now)
    assert not found.answers
    return found.before[Key(name)]


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("policy-read", "some", "一部の人だけがした"),
        ("policy-read", "unknown", "わからない"),
        ("policy-read", "na", "該当なし"),
        ("training-topics", "takeout,password", "パソコンや紙の持出し、パスワード"),
        ("usage-population", "1200", "1200人"),
        ("usage-population", "unknown", "わからない"),
        ("usage-population", "1,200", "1,200人"),
    ],
)
def test_an_answer_keeps_the_words_it_had(checklist: Checklist, name: str, value: str, words: str) -> None:
    kept = beside(checklist, name, Answer(value, note="自分の備考\n二行目"))
    assert old_words(kept) == words
    assert own_note(kept) == "自分の備考\n二行目"
    assert old_words(beside(checklist, name, Answer(value))) == words
    assert own_note(beside(checklist, name, Answer(value))) == ""


def test_a_note_alone_stays_as_it_is_and_a_long_one_fits(checklist: Checklist) -> None:
    assert beside(checklist, "policy-read", Answer(note="備考だけ")).note == "備考だけ"
    long = beside(checklist, "policy-read", Answer("some", note="長" * LONGEST))
    assert len(long.note) == LONGEST
    assert old_words(long) == "一部の人だけがした"


@pytest.mark.parametrize("note", ["", "ただの備考」", "前の版の答え：「閉じていない", "備考\n前の版の答え：「後の行」"])
def test_other_notes_are_nobodys_old_words(note: str) -> None:
    assert old_words(Answer("some", note=note)) == ""
    assert own_note(Answer("some", note=note)) == note


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[question]]\nid = "a"\nvalues = { old = 3 }\n', "「values」は 前の選択肢"),
        ('[[question]]\nid = "a"\n[[question]]\nid = "a"\n', "系譜の設問の名前が2回使われています: a"),
        (
            '[[question]]\nid = "a"\nwas = ["b"]\n[[gone]]\nid = "b"\nwhy = "訳"\n',
            "系譜の前の設問の名前が2回使われています: b",
        ),
        ('[[gone]]\nid = "b"\n', "「why」がありません"),
        ('colour = "red"\n', "知らない項目があります: colour"),
    ],
)
def test_a_lineage_that_cannot_be_used_says_why(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "lineage.toml").write_text(text, encoding="utf-8")
    with pytest.raises(FormError, match=said):
        read_lineage(tmp_path / "lineage.toml")


def test_a_lineage_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "lineage.toml"
    assert read_lineage(path) == Lineage()
    path.write_text(
        '[[question]]\nid = "a"\nwas = ["b"]\nvalues = { old = "new" }\nmeaning_changed = true\n[[gone]]\nid = "c"\nwhy = "訳"\n',
        encoding="utf-8",
    )
    found = read_lineage(path)
    assert found.descents == (Descent("a", ("b",), {"old": "new"}, True),)
    assert found.gone == {"c": "訳"}
