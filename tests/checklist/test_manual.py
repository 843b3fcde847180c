"""利用の手引き as a form: what it says is found, and what it may not say is refused with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jukiself.checklist.manual import FACTS, HEADS, page_about, plain_mark, read_manual
from jukiself.checklist.table import FormError

if TYPE_CHECKING:
    from pathlib import Path

HEAD = 'label = "村"\ntitle = "手引き"\nlead = "はじめに"\nnotice = "事務用のPCで"\npages = ["one", "two"]\n'
ONE = """title = "1つ目"
lead = "[[see:two]]を見て、[[key:Enter]]を押す。"
windows = ["answering"]
[[section]]
title = "表"
texts = ["文。"]
heads = ["左", "右"]
pairs = [["押す", "進む"], ["待つ", "残る"]]
[[trouble]]
said = "開けない"
do = "もう一度"
"""
TWO = 'title = "2つ目"\nlead = "続き。"\n[[section]]\ntitle = "節"\npoints = ["点。"]\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "village").mkdir()
    write(tmp_path, "", HEAD)
    write(tmp_path, "one", ONE)
    write(tmp_path, "two", TWO)
    return tmp_path


def write(folder: Path, page: str, text: str) -> None:
    path = folder / "village" / f"{page}.toml" if page else folder / "village.toml"
    path.write_text(text, encoding="utf-8")


def test_a_part_is_read_whole(folder: Path) -> None:
    part = read_manual(folder, "village")
    first, second = part.pages
    assert (part.label, part.title, part.notice, list(part.page)) == ("村", "手引き", "事務用のPCで", ["one", "two"])
    assert (first.sections[0].heads, first.sections[0].pairs) == (("左", "右"), (("押す", "進む"), ("待つ", "残る")))
    assert (second.sections[0].heads, second.sections[0].points) == (HEADS, ("点。",))
    assert (first.troubles[0].said, first.troubles[0].do) == ("開けない", "もう一度")
    assert {"開けない", "もう一度", "文。", "押す", "進む"} <= set(first.texts())


def test_the_facts_of_a_page_stand_under_their_names(folder: Path) -> None:
    name, said = next(iter(FACTS.items()))
    write(folder, "two", f'{name} = "係の人"\n{TWO}')
    assert read_manual(folder, "village").pages[1].facts == ((said, "係の人"),)
    assert read_manual(folder, "village").pages[0].facts == ()


def test_marks_are_shown_as_whoever_shows_them_likes(folder: Path) -> None:
    part = read_manual(folder, "village")
    assert part.written(part.pages[0].lead, plain_mark) == "「2つ目」を見て、［Enter］を押す。"
    assert part.written(part.pages[0].lead, lambda kind, words, page: f"<{kind.value}|{words}|{page}>") == (
        "<see|2つ目|two>を見て、<key|Enter|>を押す。"
    )


def test_a_page_of_the_window_finds_its_page(folder: Path) -> None:
    part = read_manual(folder, "village")
    (folder / "it").mkdir()
    (folder / "it.toml").write_text(HEAD.replace('"one", "two"', '"three"'), encoding="utf-8")
    (folder / "it" / "three.toml").write_text(TWO.replace("title", 'windows = ["board"]\ntitle', 1), encoding="utf-8")
    other = read_manual(folder, "it")
    assert page_about([part, other], "answering") == (part, part.pages[0])
    assert page_about([part, other], "board") == (other, other.pages[0])
    assert page_about([other, part], "nowhere") == (other, other.pages[0])


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[[see:two]]", "[[see:three]]", "手引きのページ「three」はありません"),
        ("[[key:Enter]]", "[[Enter]]", "印の書き方が違います"),
        ('["待つ", "残る"]', '["待つ", "残る", "3つ目"]', "「pairs」は2つずつの並びで"),
        ('["待つ", "残る"]', '"待つ"', "「pairs」は2つずつの並びで"),
        ('heads = ["左", "右"]', 'heads = ["左"]', "「heads」は2つ書いて"),
        ('do = "もう一度"', 'do = "もう一度"\nwhy = "訳"', "知らない項目があります: why"),
        ('title = "表"', 'title = "表"\ncolour = "赤"', "知らない項目があります: colour"),
        ('title = "1つ目"', 'title = "1つ目"\ncolour = "赤"', "知らない項目があります: colour"),
    ],
)
def test_a_page_that_cannot_be_used_says_why(folder: Path, old: str, new: str, said: str) -> None:
    assert old in ONE
    write(folder, "one", ONE.replace(old, new, 1))
    with pytest.raises(FormError, match=said):
        read_manual(folder, "village")


def test_pages_and_windows_stand_once(folder: Path) -> None:
    write(folder, "two", f'windows = ["answering"]\n{TWO}')
    with pytest.raises(FormError, match="手引きを開く画面の名前が2回使われています: answering"):
        read_manual(folder, "village")
    write(folder, "", HEAD.replace('"two"', '"one"'))
    with pytest.raises(FormError, match="手引きのページの名前が2回使われています: one"):
        read_manual(folder, "village")
    write(folder, "", HEAD + 'colour = "red"\n')
    with pytest.raises(FormError, match=r"colour|2回"):
        read_manual(folder, "village")
