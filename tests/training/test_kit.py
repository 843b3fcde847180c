"""The second face of the training room: a practice begun and compared, the trainer's papers written."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest

from jukiself import places
from jukiself.answers.model import Answer, Basis, Nature, Office
from jukiself.checklist.read import read_checklist
from jukiself.cli import DONE, REFUSED, WRONG_USE, main
from jukiself.excel.training import Trace
from jukiself.pdf.render import render
from jukiself.report import training_papers as papers
from jukiself.report.outline import Table
from jukiself.report.training_kit import NOT_STATED, choice_words
from jukiself.training.script import Paper
from jukiself.work import exchange, practising, publish, training_kit
from jukiself.work.exchange import Editions
from jukiself.work.files import replace_file

if TYPE_CHECKING:
    from jukiself.checklist.model import Checklist

IDS = [one.id for one in practising.stories().stories]


def test_a_practice_is_begun_filled_and_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "k.xlsx"
    assert main(["training", "begin", "nagano-b", str(path)]) == DONE
    editions = Editions()
    blank = exchange.read_workbook(path, editions)
    assert blank.taken == 0
    assert set(blank.traces) >= {Trace.NATURE, Trace.BAND, Trace.HEADER, Trace.DATA}
    lesson = practising.stories().lesson("nagano-b")
    answers = {key: Answer(one.value, one.basis) for key, one in lesson.inspection.answers.items()}
    checklist = editions.newest()
    replace_file(path, exchange.put_in(path, answers, checklist))
    assert main(["training", "grade", str(path), "--json"]) == DONE
    said = json.loads(capsys.readouterr().out)
    assert (said["case"], said["score"], said["overconfident"]) == ("nagano-b", 100, 0)
    assert said["silent"]["invented"] == 0
    silent = next(item.key for item in lesson.story.items if not lesson.facts(item.key))
    first = checklist.question[silent.question].choices[0].value
    replace_file(path, exchange.put_in(path, {silent: Answer(first, Basis.SEEN)}, checklist))
    out = tmp_path / "k.pdf"
    assert main(["training", "grade", str(path), "--pdf", str(out)]) == DONE
    assert out.read_bytes().startswith(b"%PDF")
    told = capsys.readouterr().out
    assert "書かれていないことを足した】1" in told
    assert "言い切りすぎ】1" in told
    assert "引く1" in told


def test_what_is_no_practice_is_not_compared(tmp_path: Path, checklist: Checklist) -> None:
    lesson = practising.stories().lesson("nagano-b")
    path = tmp_path / "r.xlsx"

    real = replace(practising.begun(lesson), office=Office("203637", "原村"), nature=Nature.REAL)
    path.write_bytes(publish.blank(checklist, real))
    assert main(["training", "grade", str(path)]) == REFUSED
    assert main(["training", "begin", "nowhere", str(tmp_path / "n.xlsx")]) == WRONG_USE
    assert main(["training", "begin", "ainan-2007", str(tmp_path / "n.xlsx")]) == WRONG_USE
    assert main(["training", "kit", "nagano-b", str(tmp_path), "--groups", "9"]) == WRONG_USE
    assert main(["training", "kit", "nagano-b", str(tmp_path), "--groups", "6", "--people", "5"]) == WRONG_USE


@pytest.mark.parametrize("name", IDS)
def test_every_story_has_its_kit_and_every_practice_page_says_so(name: str, tmp_path: Path) -> None:
    story = practising.stories().story(name)
    made = list(training_kit.write(story, tmp_path, training_kit.Room(6, 24)))
    names = {path.name.partition("_")[2] for path in made}
    assert names >= {
        "はじめに.pdf",
        "題材の紙.pdf",
        "講師の答え.pdf",
        "スライド.pdf",
        "90分の進行表.pdf" if story.items else "45分の進行表.pdf",
        "月曜に見る3つ.pdf",
    }
    assert "2つの出来事.pdf" in names
    assert ("回答用紙.pdf" in names) == bool(story.items)
    assert ("30分の進行表.pdf" in names) == bool(story.items)
    for path in made:
        with pikepdf.open(path) as pdf:
            assert "研修" in str(pdf.docinfo["/Title"]) or "研修" in str(pdf.docinfo.get("/Subject", ""))
            wide = {round(float(page.mediabox[2]) / float(page.mediabox[3]), 2) for page in pdf.pages}
            assert wide == ({1.78} if "スライド" in path.name else {0.71})


@pytest.mark.parametrize(("people", "groups"), [(24, 6), (7, 2), (1, 1)])
def test_print_counts_are_those_of_the_room(people: int, groups: int) -> None:
    kit = training_kit.kit_of(practising.stories().story("kakuu"), training_kit.Room(groups, people))
    counts = dict(papers.copies(kit))
    assert counts[Paper.STORY].startswith(f"{people}部")
    assert counts[Paper.MONDAY].startswith(f"{people}部")
    assert counts[Paper.ANSWERS].startswith(f"{groups}部")
    rows = next(part for part in papers.attendance(kit).parts if isinstance(part, Table)).rows
    assert len(rows) == people + 2


def test_the_answers_of_the_key_are_those_of_the_case() -> None:
    for lesson in practising.stories().lessons.values():
        kit = training_kit.kit_of(lesson.story, training_kit.Room())
        for item in lesson.story.items:
            assert kit.right(item) in choice_words(kit, item)
            assert (kit.fact(item.key) == NOT_STATED) == (not lesson.facts(item.key))


def test_the_record_is_evidence_and_bears_no_mark_of_practice() -> None:
    kit = training_kit.kit_of(practising.stories().story("nagano-b"), training_kit.Room())
    record = papers.record(kit)
    assert record.band == ""
    assert papers.story_paper(kit).band.startswith("研修")
    checklist = read_checklist(places.default_form())
    assert all(one in checklist.question for one in papers.SUPPORTS)
    assert render(record, places.fonts()) == render(record, places.fonts())
