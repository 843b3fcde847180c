"""``jukiself guide``, ``sheet`` and ``glossary``."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import openpyxl
import pypdf
import pytest

from tests.commands import run

if TYPE_CHECKING:
    from pathlib import Path


def test_lists_have_one_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "guide")
    assert code == 0
    assert "first-audit\t60分\t30人の役場の、はじめての内部監査" in out.splitlines()
    code, out, _ = run(capsys, "sheet")
    assert code == 0
    assert [one for one in out.splitlines() if one.startswith("takeout-register\t持出管理簿\t")]
    code, out, _ = run(capsys, "glossary")
    assert code == 0
    assert [one for one in out.splitlines() if one.startswith("統合端末（とうごうたんまつ）\t")]


def test_a_guide_a_sheet_and_the_glossary_are_written(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    guide, sheet, glossary = tmp_path / "g.pdf", tmp_path / "s.xlsx", tmp_path / "w.pdf"
    assert run(capsys, "guide", "first-audit", str(guide))[0] == 0
    assert run(capsys, "sheet", "takeout-register", str(sheet))[0] == 0
    assert run(capsys, "glossary", str(glossary)) == (0, f"{glossary}\n", "")
    assert pypdf.PdfReader(io.BytesIO(guide.read_bytes())).metadata.title == "手引き　30人の役場の、はじめての内部監査"  # type: ignore[union-attr]
    assert openpyxl.load_workbook(sheet).active.title == "持出管理簿"
    assert len(pypdf.PdfReader(glossary).pages) > 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("guide", "nothing", "x.pdf"), "手引き「nothing」はありません。"),
        (("sheet", "nothing", "x.xlsx"), "様式「nothing」はありません。"),
        (("guide", "first-audit"), "書き出すファイルの名前（.pdf）も書いてください。"),
        (("sheet", "handover", "x.pdf"), "書き出すファイルの名前は .xlsx で終えてください"),
        (("manual", "x.txt"), "書き出すファイルの名前は .pdf で終えてください"),
        (("manual", "x.pdf", "--for", "mayor"), "--for"),
        (("glossary", "x.txt"), "書き出すファイルの名前は .pdf で終えてください"),
    ],
)
def test_wrong_use_is_said_in_a_sentence(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert list(tmp_path.iterdir()) == []
