"""Files that leave: locked, without names; and files that come back locked."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pikepdf
import pypdf
import pytest
from openpyxl import load_workbook

from jukiself import cli
from jukiself.excel.lock import is_locked, unlocked
from tests.commands import run

PASSPHRASE = "yamanoueni tsukigaderu"
NAMES = ("回答した佐藤", "確認した鈴木")


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook with names in it, and a sentence that names nobody."""
    folder = tmp_path_factory.mktemp("named")
    answers = {"policy-written": {"value": "yes", "answered_by": NAMES[0], "confirmed_by": NAMES[1], "note": "棚の上"}}
    (folder / "答え.json").write_text(json.dumps(answers), encoding="utf-8")
    assert cli.main(["blank", str(folder / "白紙.xlsx"), "--office", "203637"]) == 0
    filled = ["fill", str(folder / "白紙.xlsx"), str(folder / "答.xlsx"), "--answers", str(folder / "答え.json")]
    assert cli.main(filled) == 0
    assert cli.main(["import", str(folder / "答.xlsx"), "--book", str(folder / "村.jukiself")]) == 0
    return folder


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "合言葉.txt"
    path.write_text(f"{PASSPHRASE}\r\nほかの行\r\n", encoding="utf-8-sig")
    return path


def export(named: Path, out: Path, *more: str) -> list[str]:
    return ["export", str(out), "--book", str(named / "村.jukiself"), "--office", "203637", "--year", "2026", *more]


def text_of(workbook: bytes) -> str:
    book = load_workbook(io.BytesIO(workbook))
    return "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell)


def test_what_is_exported_under_a_passphrase_opens_with_it_alone_and_comes_back(
    named: Path, tmp_path: Path, secret: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book, paper = tmp_path / "回答書.xlsx", tmp_path / "報告書.pdf"
    for out in (book, paper):
        code, said, warned = run(capsys, *export(named, out, "--passphrase-file", str(secret)))
        assert code == 0, warned
        assert PASSPHRASE not in said + warned
    assert unlocked(book.read_bytes(), PASSPHRASE).startswith(b"PK")
    with pikepdf.open(paper, password=PASSPHRASE) as pdf:
        assert pdf.encryption.R == 6
    code, _, warned = run(capsys, "judge", str(book))
    assert code == 1
    assert "合言葉" in warned
    assert "unlock" in warned
    back = tmp_path / "開いた.xlsx"
    assert run(capsys, "unlock", str(book), str(back), "--passphrase-file", str(secret))[0] == 0
    assert "一致" in run(capsys, "verify", str(back))[1] or "未発行" in run(capsys, "verify", str(back))[1]
    code, _, warned = run(capsys, "lock", str(back), str(tmp_path / "また.xlsx"), "--passphrase-file", str(secret))
    assert (code, is_locked((tmp_path / "また.xlsx").read_bytes())) == (0, True), warned


def test_a_wrong_passphrase_writes_nothing(
    named: Path, tmp_path: Path, secret: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book, back = tmp_path / "回答書.xlsx", tmp_path / "開いた.xlsx"
    assert run(capsys, *export(named, book, "--passphrase-file", str(secret)))[0] == 0
    secret.write_text("yamanoueni tsukigadenai", encoding="utf-8")
    code, _, warned = run(capsys, "unlock", str(book), str(back), "--passphrase-file", str(secret))
    assert code == 1
    assert "合言葉が違います" in warned
    assert not back.exists()


@pytest.mark.parametrize("bad", ["", "short", "住基の点検の合言葉です"])
def test_a_passphrase_that_cannot_be_used_is_refused_before_anything_is_written(
    bad: str, named: Path, tmp_path: Path, secret: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    secret.write_text(bad, encoding="utf-8")
    code, _, warned = run(capsys, *export(named, tmp_path / "a.xlsx", "--passphrase-file", str(secret)))
    assert code == 1
    assert "合言葉" in warned
    assert not (tmp_path / "a.xlsx").exists()


def test_a_weak_one_is_used_and_said_to_be_weak(
    named: Path, tmp_path: Path, secret: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    secret.write_text("password2026", encoding="utf-8")
    code, _, warned = run(capsys, *export(named, tmp_path / "a.pdf", "--passphrase-file", str(secret)))
    assert code == 0
    assert "弱い" in warned


def test_a_kind_of_file_without_a_lock_is_wrong_use(
    named: Path, tmp_path: Path, secret: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, *export(named, tmp_path / "a.csv", "--passphrase-file", str(secret)))[0] == 2
    assert not (tmp_path / "a.csv").exists()


def test_a_copy_without_names_has_none_and_says_what_it_is(
    named: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole, copy = tmp_path / "全部.xlsx", tmp_path / "写し.xlsx"
    assert run(capsys, *export(named, whole))[0] == 0
    code, _, warned = run(capsys, *export(named, copy, "--without-names"))
    assert code == 0
    assert "備考" in warned
    assert all(one in text_of(whole.read_bytes()) for one in NAMES)
    said = text_of(copy.read_bytes())
    assert not any(one in said for one in NAMES)
    assert "棚の上" in said
    assert "氏名を除いた写し" in said
    # The code of the answers covers who gave them: the copy has none rather than a false alarm.
    code, line, _ = run(capsys, "verify", str(copy))
    assert code == 0
    assert "未発行" in line
    assert "氏名を除いた写し" in line


def test_a_report_without_names_says_so_on_every_page(
    named: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "写し.pdf"
    assert run(capsys, "report", str(named / "答.xlsx"), str(out), "--without-names")[0] == 0
    pages = pypdf.PdfReader(out).pages
    assert all("氏名を除いた写し" in page.extract_text() for page in pages)
    assert not any(one in page.extract_text() for one in NAMES for page in pages)


def test_a_passphrase_made_here_can_be_used_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, made, aloud = run(capsys, "passphrase")
    assert code == 0
    assert "読み方" in aloud
    path = tmp_path / "a.txt"
    path.write_text(made, encoding="utf-8")
    assert len(made.strip()) == 4 * 6 + 3
