"""The second face, driven as a person or a script would: exit codes, sentences, and the JSON of the contract."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pikepdf
import pytest

from jukiself import cli
from jukiself.work import handbook
from tests.commands import run


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The four cases, written once."""
    out = tmp_path_factory.mktemp("samples")
    assert cli.main(["samples", str(out)]) == 0
    return out


def judge(capsys: pytest.CaptureFixture[str], path: Path, *changes: str) -> dict[str, Any]:
    arguments = [part for change in changes for part in ("--with", change)]
    code, out, err = run(capsys, "judge", str(path), "--json", *arguments)
    assert code == 0, err
    found: dict[str, Any] = json.loads(out)
    return found


def test_samples_writes_twelve_files(samples: Path) -> None:
    expected = {f"nagano-{letter}.{suffix}" for letter in "abcd" for suffix in ("xlsx", "pdf", "json")}
    assert {one.name for one in samples.iterdir()} == expected


def test_samples_are_the_same_bytes_each_time(samples: Path, tmp_path: Path) -> None:
    assert cli.main(["samples", str(tmp_path)]) == 0
    for one in samples.iterdir():
        assert (tmp_path / one.name).read_bytes() == one.read_bytes(), one.name


@pytest.mark.parametrize("letter", "abcd")
def test_the_workbook_says_what_the_json_says(capsys: pytest.CaptureFixture[str], samples: Path, letter: str) -> None:
    written = json.loads((samples / f"nagano-{letter}.json").read_text(encoding="utf-8"))
    assert judge(capsys, samples / f"nagano-{letter}.xlsx") == written
    assert written["seal"] == written["seal_on_cover"]
    assert written["seal"].startswith("M")


def test_the_json_has_the_shape_of_the_contract(samples: Path) -> None:
    found = json.loads((samples / "nagano-d.json").read_text(encoding="utf-8"))
    assert set(found) == {
        "form", "nature", "office", "year", "submission", "seal", "seal_on_cover", "progress", "findings", "to_find_out", "problems",
    }  # fmt: skip
    progress = found["progress"]
    assert progress["asked"] == sum(progress[name] for name in ("answered", "unknown", "not_applicable", "unanswered"))
    for one in found["findings"]:
        assert set(one) == {
            "rule", "status", "severity", "security", "area", "stage", "refines", "member", "title", "text", "remedy", "because", "sources",
        }  # fmt: skip
        assert one["status"] in {"defect", "check", "strength", "note"}
        assert one["because"]
        assert one["sources"]
    assert {one["why"] for one in found["to_find_out"]} == {"unknown", "guess"}


def test_every_question_has_the_shape_of_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "form", "questions", "--json")
    assert code == 0
    for one in json.loads(out):
        assert set(one) == {"id", "number", "area", "stage", "group", "kind", "security", "text", "choices", "sources"}
        assert isinstance(one["choices"], list)


def defects(found: dict[str, Any]) -> set[str]:
    return {one["rule"] for one in found["findings"] if one["status"] == "defect"}


def test_a_what_if_keeps_the_files_own_seal_and_says_what_was_changed(
    capsys: pytest.CaptureFixture[str], samples: Path
) -> None:
    path = samples / "nagano-b.xlsx"
    before, after = judge(capsys, path), judge(capsys, path, "contract-audit@c1=year")
    assert after["seal"] == before["seal"]
    assert after["what_if"] == {"contract-audit@c1": "year"}
    assert defects(before) - defects(after) == {"contract-never-checked", "contract-promised-unchecked"}
    assert "audit-none" in defects(after)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("no-such=year", "設問を知りません"),
        ("audit-internal-last=sometimes", "選択肢にない答え"),
        ("contract-audit@c9=year", "知らない対象"),
        ("contract-audit=year", "対象ごとの設問"),
        ("audit-internal-last", "設問=答え"),
        ("shared-used=na", "該当なし」はありません"),
    ],
)
def test_a_what_if_that_cannot_be_is_wrong_use(
    capsys: pytest.CaptureFixture[str], samples: Path, change: str, said: str
) -> None:
    code, _, err = run(capsys, "judge", str(samples / "nagano-b.xlsx"), "--with", change)
    assert code == cli.WRONG_USE
    assert said in err


def test_a_what_if_in_words_says_what_goes_and_that_nothing_is_written(
    capsys: pytest.CaptureFixture[str], samples: Path
) -> None:
    path = samples / "nagano-b.xlsx"
    before = path.read_bytes()
    finding = next(one for one in judge(capsys, path)["findings"] if one["rule"] == "training-staff-lapsed")
    code, out, _ = run(capsys, "judge", str(path), "--with", "training-policy-staff=yearly")
    told = out[out.index("もし〜なら") :]
    assert code == 0
    assert "答えは書き換えていません" in told
    assert f"消える【改善が必要】{finding['title']}" in told
    assert path.read_bytes() == before


def test_a_what_if_may_take_an_answer_back(capsys: pytest.CaptureFixture[str], samples: Path) -> None:
    found = judge(capsys, samples / "nagano-b.xlsx", "audit-internal-last=")
    assert "audit-none" not in {one["rule"] for one in found["findings"]}
    assert found["progress"]["unanswered"] >= 1


def test_judging_in_words_names_reasons_steps_and_sources(capsys: pytest.CaptureFixture[str], samples: Path) -> None:
    code, out, _ = run(capsys, "judge", str(samples / "nagano-a.xlsx"))
    assert code == 0
    assert "【改善が必要・" in out
    assert "まず一歩（今月・0円）" in out
    assert "技術的基準（平成19年案）" in out


def test_a_changed_cell_changes_the_seal_and_the_cover_tells(
    capsys: pytest.CaptureFixture[str], samples: Path, tmp_path: Path
) -> None:
    path = tmp_path / "changed.xlsx"
    book = openpyxl.load_workbook(samples / "nagano-b.xlsx")
    sheet = book["点検票"]
    header = {cell.value: cell.column for row in sheet.iter_rows() for cell in row if cell.value in {"ID", "回答"}}
    row = next(
        row for row in range(1, sheet.max_row + 1) if sheet.cell(row, header["ID"]).value == "audit-internal-last"
    )
    sheet.cell(row, header["回答"]).value = "この1年のうち"
    book.save(path)
    before, after = judge(capsys, samples / "nagano-b.xlsx"), judge(capsys, path)
    assert after["seal_on_cover"] == before["seal"]
    assert after["seal"] != before["seal"]
    code, out, _ = run(capsys, "verify", str(samples / "nagano-b.xlsx"), str(path))
    assert code == cli.REFUSED
    assert [line.split("\t")[1] for line in out.splitlines()] == ["一致", "固定後に変更"]


def test_a_print_is_held_against_the_workbook_it_came_from(
    capsys: pytest.CaptureFixture[str], samples: Path, tmp_path: Path
) -> None:
    paper, book, other = samples / "nagano-b.pdf", samples / "nagano-b.xlsx", samples / "nagano-a.xlsx"
    code, out, _ = run(capsys, "verify", str(paper), str(book))
    assert code == cli.DONE
    assert [line.split("\t")[1] for line in out.splitlines()] == ["一致", "一致"]
    assert f"{book} の中身と同じ" in out
    _, out, _ = run(capsys, "verify", str(other), str(paper))
    assert out.splitlines()[1].split("\t")[1] == "紙だけ"
    assert "いっしょに挙げた回答書のコードと違います" in out
    (tmp_path / "broken.pdf").write_bytes(paper.read_bytes()[:900])
    code, out, _ = run(capsys, "verify", str(tmp_path / "broken.pdf"))
    assert code == cli.REFUSED
    assert "読めない" in out


def test_a_blank_is_filled_judged_and_reported(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    blank, filled, answers = tmp_path / "白紙.xlsx", tmp_path / "記入 済.xlsx", tmp_path / "answers.json"
    assert run(capsys, "blank", str(blank), "--office", "203637", "--year", "2026")[0] == 0
    empty = judge(capsys, blank)
    assert empty["office"] == {"code": "203637", "name": "原村"}
    assert empty["seal_on_cover"] is None
    assert empty["progress"]["answered"] == 0
    answers.write_text(
        json.dumps(
            {
                "answers": {
                    "audit-internal-last": {"value": "never", "basis": "heard", "note": "𠮷野課長に聞いた\n=1+1"},
                    "network-exists@juki": "present",
                    "contract-list": "complete",
                    "contract-secrecy@c1": "none",
                },
                "contracts": [{"id": "c1", "name": "保守", "contractor": "業者"}],
            },
            ensure_ascii=False,
        ),
        encoding="utf-8",
    )
    code, _, err = run(capsys, "fill", str(blank), str(filled), "--answers", str(answers))
    assert code == 0, err
    found = judge(capsys, filled)
    assert {"audit-none", "contract-no-secrecy"} <= defects(found)
    assert found["seal_on_cover"] is None
    code, out, _ = run(capsys, "verify", str(filled))
    assert (code, out.split("\t")[1]) == (0, "未発行")
    assert run(capsys, "report", str(filled), str(tmp_path / "報告.pdf"))[0] == 0
    assert (tmp_path / "報告.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ('{"audit-internal-last": "often"}', "選択肢にない答え"),
        ('{"no-such": "x"}', "知らない設問"),
        ("{", "JSON として読めません"),
        ("[]", "{ } で書いてください"),
        ('{"answers": {}, "extra": 1}', "知らない項目"),
    ],
)
def test_answers_that_do_not_fit_leave_no_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, answers: str, said: str
) -> None:
    blank, out, given = tmp_path / "b.xlsx", tmp_path / "o.xlsx", tmp_path / "a.json"
    run(capsys, "blank", str(blank))
    given.write_text(answers, encoding="utf-8")
    code, _, err = run(capsys, "fill", str(blank), str(out), "--answers", str(given))
    assert code == cli.REFUSED
    assert said in err
    assert not out.exists()


def test_import_and_export_keep_every_answer(capsys: pytest.CaptureFixture[str], samples: Path, tmp_path: Path) -> None:
    book = str(tmp_path / "県 の本.jukiself")
    path = samples / "nagano-c.xlsx"
    code, out, _ = run(capsys, "import", str(path), "--book", book)
    assert code == 0
    assert "取り込んだ答え" in out
    code, out, _ = run(capsys, "import", str(path), "--book", book)
    assert code == 0
    assert "取り込んだ答え 0" in out
    again = tmp_path / "again.xlsx"
    assert run(capsys, "export", "--book", book, "--office", "990035", "--year", "2005", str(again))[0] == 0
    assert again.read_bytes() == path.read_bytes()
    for suffix in ("pdf", "csv"):
        assert (
            run(
                capsys, "export", "--book", book, "--office", "990035", "--year", "2005", str(tmp_path / f"c.{suffix}")
            )[0]
            == 0
        )
    assert (tmp_path / "c.csv").read_bytes().startswith(b"\xef\xbb\xbf")


# -- bad input --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", ""),
        (b"PK\x03\x04broken", ""),
        ("団体,答え\n".encode("cp932"), ""),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ""),
    ],
)
def test_a_damaged_or_foreign_file_is_one_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "来た.xlsx"
    path.write_bytes(content)
    code, out, err = run(capsys, "judge", str(path))
    assert code == cli.REFUSED
    assert out == ""
    assert err.count("\n") == 1
    assert said in err


def test_a_foreign_workbook_is_refused(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "名簿"
    book.save(tmp_path / "名簿.xlsx")
    code, _, err = run(capsys, "judge", str(tmp_path / "名簿.xlsx"))
    assert code == cli.REFUSED
    assert "回答書" in err


def test_a_renamed_workbook_is_read_all_the_same(
    capsys: pytest.CaptureFixture[str], samples: Path, tmp_path: Path
) -> None:
    shutil.copy(samples / "nagano-a.xlsx", tmp_path / "最終_修正2(1).xlsx")
    assert judge(capsys, tmp_path / "最終_修正2(1).xlsx") == judge(capsys, samples / "nagano-a.xlsx")


@pytest.mark.parametrize(
    "arguments",
    [
        ["samples"],
        ["blank", "out.txt"],
        ["blank", "out.xlsx", "--office", "203638"],
        ["nonsense"],
        ["form"],
        ["report", "a.xlsx", "b.doc"],
    ],
)
def test_wrong_use_is_exit_2(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, err = run(capsys, *arguments)
    assert code == cli.WRONG_USE
    assert "jukiself: " in err
    assert list(tmp_path.iterdir()) == []


def test_an_export_target_in_a_missing_folder_is_named(
    capsys: pytest.CaptureFixture[str], samples: Path, tmp_path: Path
) -> None:
    code, _, err = run(capsys, "report", str(samples / "nagano-a.xlsx"), str(tmp_path / "none" / "r.pdf"))
    assert code == cli.REFUSED
    assert "フォルダー" in err


def test_a_broken_form_is_listed(capsys: pytest.CaptureFixture[str], tmp_path: Path, checkout: Path) -> None:
    shutil.copytree(checkout / "forms", tmp_path / "forms")
    folder = tmp_path / "forms" / "juki" / "2026"
    path = folder / "rules" / "audit.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("audit-internal-last in", "audit-intenral-last in"), encoding="utf-8"
    )
    code, out, _ = run(capsys, "form", "check", str(folder))
    assert code == cli.REFUSED
    assert "audit-intenral-last" in out


def test_a_guide_that_leads_nowhere_fails_the_form(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = handbook.handbook()
    astray = replace(whole.guides[0], questions=("no-such-question",))
    monkeypatch.setattr(handbook, "handbook", lambda: replace(whole, guides=(astray, *whole.guides[1:])))
    code, out, _ = run(capsys, "form", "check")
    assert code == cli.REFUSED
    assert "no-such-question" in out


def test_our_own_bug_is_exit_3_and_leaves_a_journal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr("jukiself.work.doctor.examine", broken)
    code, _, err = run(capsys, "doctor")
    assert code == cli.OUR_BUG
    place = Path(err.split("記録は ")[1].split(" にあります")[0])
    assert "RuntimeError" in place.read_text(encoding="utf-8")


def test_doctor_finds_this_checkout_sound(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "doctor")
    assert code == 0, out


def test_the_program_starts_as_a_program(checkout: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "jukiself", "form", "check"], cwd=checkout, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "問題はありません" in done.stdout


def test_the_report_in_the_shape_of_2006_is_pdf_or_word(
    capsys: pytest.CaptureFixture[str], samples: Path, tmp_path: Path
) -> None:
    for suffix, start in (("pdf", b"%PDF"), ("docx", b"PK")):
        out = tmp_path / f"b.{suffix}"
        code, _, err = run(capsys, "report", str(samples / "nagano-b.xlsx"), str(out), "--shape", "2006")
        assert (code, err) == (cli.DONE, "")
        assert out.read_bytes().startswith(start)
    code, _, err = run(capsys, "report", str(samples / "nagano-b.xlsx"), str(tmp_path / "b.docx"))
    assert code == cli.WRONG_USE
    assert ".pdf" in err


def test_the_paper_for_signing_and_the_one_page_summary_are_papers_of_their_own(
    capsys: pytest.CaptureFixture[str], samples: Path, tmp_path: Path
) -> None:
    for paper in ("summary", "approval"):
        out = tmp_path / f"{paper}.pdf"
        assert run(capsys, "report", str(samples / "nagano-b.xlsx"), str(out), "--paper", paper)[0] == 0
        with pikepdf.open(out) as made:
            assert len(made.pages) == 1
    assert run(capsys, "report", str(samples / "nagano-b.xlsx"), str(tmp_path / "x.pdf"), "--paper", "poem")[0] == 2
