"""An answers file that is not as it should be: a sentence with the place, and no file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from jukiself import cli
from tests.commands import run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("blank") / "白紙.xlsx"
    assert cli.main(["blank", str(path), "--office", "203637", "--depth", "short"]) == 0
    return path


def given(value: object) -> bytes:
    return json.dumps({"policy-written": value}).encode()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"[" * 10_000 + b"]" * 10_000, "かっこの重なりが深すぎます"),
        (b'{"policy-written":' + b"[" * 10_000 + b"]" * 10_000 + b"}", "かっこの重なりが深すぎます"),
        (b'{"policy-written": ' + b"9" * 5_000 + b"}", "桁の多すぎる数"),
        (b'{\n  "policy-written" "yes"}', "2行目の20文字目"),
        ('{"policy-written": {"note": "日本"}}'.encode("cp932"), "UTF-8 で保存し直して"),
        (b"null", "{ } で書いてください"),
        (given(None), "policy-written: 答えは、文字か数"),
        (given(True), "policy-written: 答えは、文字か数"),
        (given({"value": {"a": 1}}), "policy-written: 答えは、文字か数"),
        (given([["yes"]]), "policy-written: 答えは、文字か数"),
        (given({"value": "yes", "basis": "saw"}), "basis は seen・heard・guess のどれかです: saw"),
        (given({"value": "yes", "basis": ["seen"]}), "basis は seen・heard・guess のどれかです"),
        (given({"value": "yes", "remark": "x"}), "policy-written: 知らない項目があります: remark"),
        (given({"value": "yes", "at": "2026-11-21"}), "policy-written: 知らない項目があります: at"),
        (given({"value": "yes", "note": None}), "note は文字で書いてください"),
        (given({"value": "yes", "evidence": [1]}), "evidence は文字で書いてください"),
        (given({"value": "yes", "evidence": "a\x07"}), "evidence: 2文字目に使えない制御文字"),
        (given({"value": "yes", "note": "あ" * 20_000}), "note: 20,000文字あります"),
        (given({"value": "yes", "note": "\ud800"}), "note: 1文字目に使えない制御文字"),
        (b'{"answers": []}', "answers は { }"),
        (b'{"answers": {}, "contracts": 5}', "contracts は [{ }, "),
        (b'{"answers": {}, "contracts": [{"id": "c1"}]}', "契約の1つ目: name がありません"),
        (b'{"answers": {}, "contracts": [{"id": "c1", "name": 5}]}', "契約の1つ目: name は文字で"),
        (b'{"answers": {}, "contracts": [{"id": "c1", "name": "x", "price": "1"}]}', "知らない項目があります: price"),
    ],
)
def test_what_is_not_as_it_should_be_is_told_with_its_place(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, blank: Path, data: bytes, said: str
) -> None:
    answers, out = tmp_path / "答え.json", tmp_path / "out.xlsx"
    answers.write_bytes(data)
    code, _, err = run(capsys, "fill", blank, out, "--answers", answers)
    assert code == cli.REFUSED
    assert said in err
    assert not out.exists()


def test_a_file_saved_by_the_editor_of_windows_is_read(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, blank: Path
) -> None:
    answers, out = tmp_path / "答え.json", tmp_path / "out.xlsx"
    answers.write_bytes(b"\xef\xbb\xbf" + given({"value": "yes", "basis": "seen", "note": "𠮷ﾊﾝｶｸ"}))
    assert run(capsys, "fill", blank, out, "--answers", answers)[0] == 0
    found = json.loads(run(capsys, "judge", out, "--json")[1])
    assert found["progress"]["answered"] == 1
