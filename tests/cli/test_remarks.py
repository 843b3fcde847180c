"""Sorting and remarking on the command line."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jukiself.cli import DONE, REFUSED, WRONG_USE, main
from jukiself.store.book import Book
from jukiself.work.cases import case_ids, read_case

if TYPE_CHECKING:
    from jukiself.checklist.model import Checklist


@pytest.fixture
def book(tmp_path: Path, checklist: Checklist) -> str:
    path = tmp_path / "県.jukiself"
    with Book.open(path, lambda: datetime(2027, 1, 20)) as made:  # noqa: DTZ001 - the office's wall clock
        for one in case_ids():
            made.create(read_case(one, checklist).inspection)
    return str(path)


def run(*words: str) -> int:
    return main(["remarks", *words])


def listed(capsys: pytest.CaptureFixture[str], book: str, *words: str) -> list[dict[str, object]]:
    capsys.readouterr()
    assert run("list", "--book", book, "--json", *words) == DONE
    found: list[dict[str, object]] = json.loads(capsys.readouterr().out)
    return found


def test_counting_accepting_and_listing(book: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("count", "--book", book) == DONE
    assert "団体 4" in capsys.readouterr().out
    assert run("accept", "--book", book) == DONE
    assert "--yes" in capsys.readouterr().out
    assert {one["bin"] for one in listed(capsys, book)} == {"unsorted"}
    assert run("accept", "--book", book, "--yes", "--by", "山田") == DONE
    assert all(one["bin"] == one["proposed"] and one["by"] == "山田" for one in listed(capsys, book))


def test_one_finding_and_many(book: str, capsys: pytest.CaptureFixture[str]) -> None:
    said = ("--opinion", "discuss", "--severity", "low", "--reason", "人数のため", "--comment", "一緒に考えます")
    assert run("set", "--book", book, "--office", "990019", "--finding", "org-one-person", *said) == DONE
    (one,) = listed(capsys, book, "--office", "990019", "--finding", "org-one-person")
    assert (one["opinion"], one["severity_changed"], one["comment"]) == ("discuss", "low", "一緒に考えます")
    assert run("bulk", "--book", book, "--finding", "contract-never-checked", "--bin", "all") == DONE
    assert {one["bin"] for one in listed(capsys, book, "--finding", "contract-never-checked")} == {"all"}
    mine = ("--in", "all", "--office", "990019")
    assert {one["status"] for one in listed(capsys, book, *mine)} == {"defect", "check"}
    assert {one["status"] for one in listed(capsys, book, *mine, "--status", "defect")} == {"defect"}
    back = ("set", "--book", book, "--office", "990019", "--finding", "org-one-person", "--severity", "own")
    assert run(*back) == DONE
    assert run("past", "--book", book, "--office", "990019", "--finding", "org-one-person") == DONE
    assert capsys.readouterr().out.count("一緒に考えます") == 2


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((), WRONG_USE, "remarks の後に"),
        (("set", "--book", "{}", "--office", "990019"), WRONG_USE, "--bin"),
        (("set", "--book", "{}", "--bin", "all"), WRONG_USE, "--office"),
        (("bulk", "--book", "{}", "--bin", "all"), WRONG_USE, "--finding"),
        (("list", "--book", "{}", "--office", "203637"), REFUSED, "203637"),
        (("list", "--book", "{}", "--year", "2026"), REFUSED, "2026年度の回答がありません"),
        (("list", "--book", "{}", "--finding", "none"), REFUSED, "none"),
        (("list", "--book", "{}x"), REFUSED, "ありません"),
        (("set", "--book", "{}", "--office", "990019", "--opinion", "accepted"), REFUSED, "どのような事情か"),
    ],
)
def test_wrong_use_and_refusals_are_sentences(
    book: str, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], code: int, said: str
) -> None:
    assert run(*(one.format(book) for one in words)) == code
    assert said in capsys.readouterr().err


def test_phrases(book: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("phrases", "--book", book, "--set", "よろしくお願いします。") == DONE
    assert capsys.readouterr().out == "よろしくお願いします。\n"
