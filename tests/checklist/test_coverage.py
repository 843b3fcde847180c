"""Every duty, fact and remark of the sources is asked, judged, explained, or set aside with a reason."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from jukiself import cli, places
from jukiself.checklist.coverage import coverage, rolled, security_duties, wanted
from jukiself.checklist.read import FormError
from jukiself.work.coverage import form_coverage, read_set_aside

if TYPE_CHECKING:
    from pathlib import Path

    from jukiself.checklist.model import Checklist


def test_nothing_of_the_sources_is_uncovered(checklist: Checklist) -> None:
    found = form_coverage(checklist, places.default_form())
    assert found.uncovered == ()
    assert found.faults == ()


def test_every_row_set_aside_has_its_reason_and_duties_are_few(checklist: Checklist) -> None:
    found = form_coverage(checklist, places.default_form())
    duties = security_duties(wanted(checklist.clauses.values()))
    assert all(len(reason) > 10 for reason in found.set_aside.values())
    assert len(duties & set(found.set_aside)) <= len(duties) * 0.10


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("TS-3-6_2", "TS-3-6"),
        ("CR-T-3-6_3", "TS-3-6"),
        ("CR-T-H-8-1", "TS-H-8-1"),
        ("NS-A-2-05", "NS-A-2-05"),
        ("CR-M-2_2", "CR-M-2"),
    ],
)
def test_rows_roll_up(part: str, whole: str) -> None:
    assert rolled(part) == whole


def test_a_guide_alone_does_not_cover_a_security_duty(checklist: Checklist) -> None:
    bare = replace(checklist, questions=(), rules=())
    found = coverage(bare, {"guide:x": ["TS-3-6", "NS-R-katagiri-1"]}, {})
    assert "TS-3-6" in found.uncovered
    assert found.covered["NS-R-katagiri-1"] == ("guide:x",)


def test_faults_are_named(checklist: Checklist) -> None:
    found = coverage(checklist, {"guide:x": ["TS-99"]}, {"TS-98": "理由", "TS-3-6": "理由"})
    assert "guide:x: 知らない出典です: TS-99" in found.faults
    assert "set-aside.toml: 知らない行です: TS-98" in found.faults
    assert "set-aside.toml: もう設問か所見が受けている行です: TS-3-6" in found.faults


def test_a_row_set_aside_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "set-aside.toml"
    path.write_text('[[row]]\nids = ["TS-1", "TS-1"]\nreason = "x"\n', encoding="utf-8")
    with pytest.raises(FormError, match="2回"):
        read_set_aside(path)


def test_the_command_prints_the_contracts_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["form", "coverage", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert set(found) == {"covered", "set_aside", "uncovered"}
    assert found["uncovered"] == []
    assert "question:contract-secrecy" in found["covered"]["TS-3-8"]


def test_a_row_set_aside_without_a_reason_is_told(checklist: Checklist) -> None:
    bare = replace(checklist, questions=(), rules=())
    row = next(iter(wanted(checklist.clauses.values())))
    assert f"set-aside.toml: 理由がありません: {row}" in coverage(bare, {}, {row: " "}).faults
    assert coverage(bare, {}, {row: "わけ"}).faults == ()
