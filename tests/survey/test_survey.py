"""The four cases collected, looked across and published: from the folder to the files, and nothing told that should not be."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from sqlalchemy import update

from jukiself.answers.model import Answer, Contract, Key, Nature, Office
from jukiself.checklist.local import LocalKind, LocalQuestion
from jukiself.checklist.model import SEVERITY_LABELS, Severity
from jukiself.cli.commands import main
from jukiself.report.survey import survey_report
from jukiself.store import tables, verdicts
from jukiself.store.book import Book
from jukiself.store.lock import Holder
from jukiself.store.remarks import put
from jukiself.store.requests import put_request
from jukiself.survey.across import Across
from jukiself.survey.remarks import Remark
from jukiself.survey.request import Listed, OfficeKind, Request
from jukiself.work.across import look_across, rounds_of, verdict_row
from jukiself.work.cases import case_ids, read_case
from jukiself.work.exchange import Editions
from jukiself.work.survey import SUFFIXES, Wish, as_data, as_file, survey_of
from tests.survey.conftest import made_up

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jukiself.answers.model import Inspection
    from jukiself.checklist.model import Checklist
    from jukiself.report.survey import Survey
    from jukiself.survey.record import Record

NOON = datetime(2026, 11, 21, 12, 0, 0)  # noqa: DTZ001 - the office's wall clock
YEAR = 2005


def clock() -> datetime:
    return NOON


@pytest.fixture(scope="session")
def editions() -> Editions:
    return Editions()


@pytest.fixture(scope="session")
def four(checklist: Checklist) -> list[Inspection]:
    return [read_case(one, checklist).inspection for one in case_ids()]


@pytest.fixture
def book(tmp_path: Path, four: list[Inspection]) -> Iterator[Book]:
    with Book.open(tmp_path / "県.jukiself", clock, "県") as made:
        for one in four:
            made.create(one)
        yield made


def kept(book: Book) -> dict[str, verdicts.Row | None]:
    return {one.office.code: one.row for one in verdicts.counted(book, YEAR, Nature.SAMPLE)}


def survey(book: Book, editions: Editions, wish: Wish | None = None) -> Survey:
    return survey_of(book, YEAR, Nature.SAMPLE, editions, wish, printed_on=date(2026, 11, 21))


# -- the table of verdicts ----------------------------------------------------------------------------------------


def test_dropped_verdicts_come_back_and_the_files_stay_byte_for_byte(book: Book, editions: Editions) -> None:
    first = survey(book, editions)
    rows, files = kept(book), {suffix: as_file(first, suffix) for suffix in (".xlsx", ".pdf")}
    assert all(rows.values())
    assert as_data(survey(book, editions)) == as_data(first)
    verdicts.drop(book)
    assert not any(kept(book).values())
    again = survey(book, editions)
    assert {suffix: as_file(again, suffix) for suffix in files} == files
    assert kept(book) == rows


def test_a_weight_the_reviewers_changed_is_told_beside_the_forms_own(book: Book, editions: Editions) -> None:
    code = "990019"
    said = Remark(code, "org-one-person", severity=Severity.LOW, reason="3人いるため")
    put(book, YEAR, Nature.SAMPLE, [said], "県", NOON)
    made = survey(book, editions)
    own = made.across.checklist.rule["org-one-person"].severity
    assert own
    assert own is not Severity.LOW
    told = next(one for one in as_data(made)["findings"] if one["rule"] == "org-one-person")
    assert (told["severity"], told["severity_changed"]) == (
        own.value,
        [{"office": code, "member": None, "severity": "low"}],
    )
    words = repr(survey_report(made).parts)
    assert f"【軽い（県が変更。設問の目安は{SEVERITY_LABELS[own]}）】" in words
    assert "県が変更 1" in words
    rows = load_workbook(io.BytesIO(as_file(made, ".xlsx")))["所見の一覧"].iter_rows(values_only=True)
    mine = next(one for one in rows if one[0] == code and one[2] == "org-one-person")
    assert (mine[4], mine[-1]) == ("軽い", SEVERITY_LABELS[own])
    assert "軽い（県が変更" in repr(survey_report(survey(book, editions, Wish(anonymous=True))).parts)


def test_a_reply_to_an_edition_that_is_not_here_is_neither_counted_nor_missing(book: Book, editions: Editions) -> None:
    with book.writing() as connection:
        mine = tables.inspection.c.office == "990019"
        connection.execute(update(tables.inspection).where(mine).values(edition="2099"))
    made = survey(book, editions)
    assert [(one.code, edition) for one, edition in made.unread] == [("990019", "2099")]
    assert (len(made.across.replies), made.asked, made.missing) == (3, 4, ())
    assert [one["code"] for one in as_data(made)["unread"]] == ["990019"]
    words = repr(survey_report(made).parts)
    assert "1団体の回答は、このプログラムにない版" in words
    assert "自治体A（2099年版）" in words


def test_what_is_kept_is_not_worked_out_again(book: Book, editions: Editions) -> None:
    told: list[tuple[int, int]] = []

    def hear(done: int, of: int) -> bool:
        told.append((done, of))
        return True

    look_across(book, YEAR, Nature.SAMPLE, editions, hear)
    assert told == [(number, 4) for number in range(5)]
    told.clear()
    look_across(book, YEAR, Nature.SAMPLE, editions, hear)
    assert told == []


def test_whatever_changes_an_inspection_takes_its_verdicts_along(book: Book, editions: Editions) -> None:
    before = look_across(book, YEAR, Nature.SAMPLE, editions)
    code = before.codes[1]
    assert code in before.spreads["audit-none"].found
    number = book.find(code, YEAR, Nature.SAMPLE)
    assert number is not None
    book.put_answers(number, {Key("audit-internal-last"): Answer("year")})
    assert kept(book)[code] is None
    after = look_across(book, YEAR, Nature.SAMPLE, editions)
    assert code not in after.spreads["audit-none"].found
    inspection = book.load(number)
    book.put_head(number, replace(inspection, contracts=(*inspection.contracts, Contract("c7", "新しい契約"))))
    assert kept(book)[code] is None
    grown = look_across(book, YEAR, Nature.SAMPLE, editions)
    assert len(grown.by_code[code].record.contracts) == len(inspection.contracts) + 1


def test_a_row_of_another_program_or_edition_is_not_trusted(
    book: Book, editions: Editions, four: list[Inspection], checklist: Checklist
) -> None:
    look_across(book, YEAR, Nature.SAMPLE, editions)
    good = kept(book)
    number = book.find(four[0].office.code, YEAR, Nature.SAMPLE)
    assert number is not None
    other = verdict_row(four[3], replace(checklist, rules=checklist.rules[1:]))
    broken = verdicts.Row(str(good[four[0].office.code].key), "{")  # type: ignore[union-attr]
    for row in (other, verdicts.Row(f"0.0.1 {checklist.fingerprint} XXXX", other.body), broken):
        verdicts.put_rows(book, [(number, row)])
        assert look_across(book, YEAR, Nature.SAMPLE, editions).by_code[four[0].office.code].record.contracts
        assert kept(book) == good


def test_whoever_only_reads_sees_the_same_and_keeps_nothing(book: Book, editions: Editions) -> None:
    book.holder = Holder("山田", "窓口のPC", 1, NOON)
    first = as_data(survey(book, editions))
    assert not any(kept(book).values())
    book.holder = None
    assert as_data(survey(book, editions)) == first


def test_the_newest_submission_counts_and_the_older_stays(
    book: Book, editions: Editions, four: list[Inspection]
) -> None:
    again = four[0].with_values({Key("audit-internal-last"): "never"})
    book.create(replace(again, submission=2))
    across = look_across(book, YEAR, Nature.SAMPLE, editions)
    assert len(across.replies) == 4
    assert across.by_code[four[0].office.code].submission == 2
    assert four[0].office.code in across.spreads["audit-none"].found
    assert rounds_of(book, Nature.SAMPLE) == [YEAR]
    assert rounds_of(book, Nature.REAL) == []


def test_a_request_names_who_is_missing_and_who_is_served(
    book: Book, editions: Editions, four: list[Inspection], checklist: Checklist
) -> None:
    union, town, late = four[3].office, Office("203611", "下諏訪町"), Office("203637", "原村")
    roll = [
        *(Listed(one.office, OfficeKind.VILLAGE) for one in four),
        Listed(town, OfficeKind.TOWN, served_by=union.code, population=20_000),
        Listed(late, OfficeKind.VILLAGE),
    ]
    request = Request(YEAR, Nature.SAMPLE, checklist.id, checklist.edition, Office("200000", "長野県"), title="点検")
    put_request(book, request, "県", NOON, roll)
    found = survey(book, editions)
    assert found.missing == (late,)
    assert found.prefecture == "長野県"
    assert found.across.by_code[town.code].by == union
    assert union.code not in found.across.by_code
    text = pdf_text(as_file(found, ".pdf"))
    assert "自治体Dの回答による" in text
    assert "回答のない団体" in text


def test_what_the_prefecture_asked_besides_is_counted_too(
    book: Book, editions: Editions, four: list[Inspection], checklist: Checklist
) -> None:
    """Who answered before it was asked counts as not asked, and nothing else of that reply is lost."""
    asked = (
        LocalQuestion("local-1", "窓口の番号札を使っていますか。", LocalKind.CHOICE, ("使っている", "使っていない")),
        LocalQuestion("local-2", "困っていることを書いてください。", LocalKind.TEXT),
    )
    request = Request(YEAR, Nature.SAMPLE, checklist.id, checklist.edition, Office("200000", "長野県"), questions=asked)
    put_request(book, request, "県", NOON, [Listed(one.office, OfficeKind.VILLAGE) for one in four])
    later = replace(four[0], locals=asked, submission=2).with_answers(
        [(Key("local-1"), Answer("a2")), (Key("local-2"), Answer("紙が足りない\n人も足りない"))]
    )
    book.create(later)
    for _ in ("worked out", "kept"):
        found = survey(book, editions)
        told = {one.question.id: one for one in found.across.distributions}
        assert [(bar.label, bar.count) for bar in told["local-1"].bars] == [("使っている", 0), ("使っていない", 1)]
        assert told["local-1"].not_asked == found.across.codes[1:]
        assert "audit-none" in found.across.spreads
        assert len(found.across.spreads["audit-none"].found) == 2
        text = pdf_text(as_file(found, ".pdf"))
        assert "県からの追加の設問" in text
        assert "紙が足りない" in text
    assert "紙が足りない" not in pdf_text(as_file(survey(book, editions, Wish(anonymous=True)), ".pdf"))


# -- what is published --------------------------------------------------------------------------------------------


def pdf_text(data: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages).replace("\n", "")


def sheet_text(data: bytes) -> str:
    book = load_workbook(io.BytesIO(data), read_only=True)
    return "\n".join(
        str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None
    )


def word_text(data: bytes) -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()


def texts(found: Survey) -> dict[str, str]:
    return {
        ".pdf": pdf_text(as_file(found, ".pdf")),
        ".xlsx": sheet_text(as_file(found, ".xlsx")),
        ".docx": word_text(as_file(found, ".docx")),
        ".csv": as_file(found, ".csv").decode("utf-8-sig"),
        ".json": json.dumps(as_data(found), ensure_ascii=False),
    }


def test_the_report_says_the_sentences_and_names_the_offices(book: Book, editions: Editions) -> None:
    found = survey(book, editions)
    told = texts(found)
    for one in found.across.crossings:
        for suffix in (".pdf", ".xlsx", ".docx", ".json"):
            assert one.sentence.replace("\n", "") in told[suffix], (suffix, one.rule.id)
    for suffix, text in told.items():
        assert "自治体A" in text, suffix
    assert "6 / " in told[".pdf"]


def test_every_number_of_the_workbook_leads_to_its_offices(book: Book, editions: Editions) -> None:
    data = as_file(survey(book, editions), ".xlsx")
    sheets = load_workbook(io.BytesIO(data))
    for name in ("全体の所見", "所見", "回答の分布"):
        sheet = sheets[name]
        head = [cell.value for cell in sheet[3]]
        way = head.index("選び方")
        count = head.index("団体の数" if "団体の数" in head else "n")
        for row in list(sheet.iter_rows(min_row=4, values_only=True))[::7]:
            if row[way] and "（" not in str(row[head.index("対象")] if "対象" in head else ""):
                chosen = survey(book, editions, Wish([str(row[way])]))
                if not (name == "回答の分布" and row[head.index("対象")]):
                    assert len(chosen.across.replies) == row[count], row


def test_one_filter_makes_a_survey_of_those_offices_only(book: Book, editions: Editions) -> None:
    found = survey(book, editions, Wish(["shared=yes"]))
    assert [one.listed.office.name for one in found.across.replies] == ["自治体D"]
    text = pdf_text(as_file(found, ".pdf"))
    assert "共同運用に任せている" in text
    assert "自治体A" not in text


def test_nobody_chosen_is_said_and_nothing_breaks(book: Book, editions: Editions) -> None:
    found = survey(book, editions, Wish(["kind=市"]))
    assert "回答した団体がありません" in pdf_text(as_file(found, ".pdf"))
    for suffix in SUFFIXES:
        assert as_file(found, suffix)


def test_an_anonymous_copy_names_nobody(book: Book, editions: Editions) -> None:
    for one in book.summaries():
        inspection = book.load(one.id)
        secret = [replace(each, name="ひみつ契約", contractor="ひみつ会社") for each in inspection.contracts]
        office = Office(one.office.code, f"ひみつ{one.office.code}村")
        book.put_head(one.id, replace(inspection, office=office, contracts=tuple(secret)))
    open_, closed = survey(book, editions), survey(book, editions, Wish(anonymous=True))
    assert "ひみつ契約" in texts(open_)[".xlsx"]
    for suffix, text in texts(closed).items():
        assert "団体A" in text, suffix
        for word in ("ひみつ", *open_.across.codes):
            assert word not in text, (suffix, word)
    # What is counted is the same.
    for said, other in zip(open_.across.crossings, closed.across.crossings, strict=True):
        assert said.sentence == other.sentence
    assert any("共同運用に任せている団体" in one for one in closed.warnings)
    again = survey(book, editions, Wish(anonymous=True))
    assert as_data(again) == as_data(closed)


def test_a_copy_without_names_does_not_say_whom_it_was_made_of(book: Book, editions: Editions) -> None:
    codes = [one.office.code for one in book.summaries()][:2]
    chosen = survey(book, editions, Wish([f"code={','.join(codes)}"], anonymous=True))
    assert len(chosen.across.replies) == 2
    assert chosen.chosen == "県が選んだ団体"
    assert any("2つだけ" in one for one in chosen.warnings)
    for suffix, text in texts(chosen).items():
        assert not [code for code in codes if code in text], suffix


def test_ranking_is_there_only_where_it_was_asked_for(book: Book, editions: Editions) -> None:
    assert "団体の並び" not in pdf_text(as_file(survey(book, editions), ".pdf"))
    asked = pdf_text(as_file(survey(book, editions, Wish(rank="監査")), ".pdf"))
    assert "分野「監査」の団体の並び" in asked
    assert "分野「規程」の団体の並び" not in asked


def test_two_years_beside_each_other(book: Book, editions: Editions, four: list[Inspection]) -> None:
    for one in four:
        book.create(replace(one.with_values({Key("audit-internal-last"): "year"}), year=YEAR + 1))
    found = survey_of(book, YEAR + 1, Nature.SAMPLE, editions, Wish(before=YEAR))
    text = pdf_text(as_file(found, ".pdf"))
    assert "との比較" in text
    assert "動きのあった所見" in text
    assert found.then
    assert found.across.names(found.then.rules["audit-none"].over) == ("自治体B", "自治体D")
    assert survey(book, editions, Wish(before=YEAR - 5)).then
    told = as_data(found)["then"]
    assert told["findings"]["audit-none"]["over"] == list(found.then.rules["audit-none"].over)
    closed = as_data(survey_of(book, YEAR + 1, Nature.SAMPLE, editions, Wish(before=YEAR, anonymous=True)))
    assert closed["then"]["findings"]["audit-none"]["over"] == 2
    assert not any(code in json.dumps(closed) for code in found.across.codes)


def test_beyond_a_hundred_offices_the_tables_stay_and_the_workbook_has_the_lists(
    book: Book, editions: Editions, records: tuple[Record, ...]
) -> None:
    few = survey(book, editions)
    many = replace(few, across=Across(few.across.checklist, tuple(made_up(records, 130, 1))), asked=130)
    text = pdf_text(as_file(many, ".pdf"))
    assert "団体ごとの調査結果" not in text
    assert "［finding=audit-none］" in text
    sheets = load_workbook(io.BytesIO(as_file(many, ".xlsx")))
    assert "データ" not in sheets.sheetnames
    sheet = sheets["団体と所見"]
    column = next(cell.column for cell in sheet[1] if str(cell.value).endswith("［audit-none］"))
    marked = [row[0] for row in sheet.iter_rows(min_row=2, values_only=True) if row[column - 1] == 1]
    assert tuple(marked) == many.across.spreads["audit-none"].found


# -- the command line ---------------------------------------------------------------------------------------------


def test_from_a_folder_to_the_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, target = tmp_path / "届いた", str(tmp_path / "県.jukiself")
    assert main(["samples", str(folder)]) == 0
    outs = {one: str(tmp_path / f"概要.{one}") for one in ("xlsx", "pdf", "docx")}
    capsys.readouterr()
    options = [word for one, out in outs.items() for word in (f"--{one}", out)]
    workbooks = sorted(map(str, folder.glob("*.xlsx")))
    assert main(["collect", *workbooks, "--book", target, *options]) == 0
    assert [line.split("\t")[1] for line in capsys.readouterr().out.splitlines()] == ["taken"] * 4
    assert "業務を委託している4団体のうち3団体に" in pdf_text(Path(outs["pdf"]).read_bytes())
    anonymous = str(tmp_path / "匿名.docx")
    assert main(["survey", anonymous, "--book", target, "--anonymous"]) == 0
    assert "団体が" not in capsys.readouterr().out
    assert main(["survey", "--json", "--book", target, "--filter", "shared=yes"]) == 0
    assert [one["name"] for one in json.loads(capsys.readouterr().out)["offices"]] == ["自治体D"]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ([], 2),
        (["OUT.txt"], 2),
        (["OUT.pdf", "--filter", "色=赤"], 2),
        (["OUT.pdf", "--rank", "ない分野"], 2),
        (["OUT.pdf", "--rank", "監査", "--anonymous"], 2),
        (["OUT.pdf", "--year", "1999"], 1),
        (["OUT.pdf", "--nature", "real"], 1),
    ],
)
def test_wrong_use_is_told(book: Book, tmp_path: Path, more: list[str], code: int) -> None:
    more = [str(tmp_path / one) if one.startswith("OUT") else one for one in more]
    assert main(["survey", *more, "--book", str(book.path)]) == code
    assert not list(tmp_path.glob("OUT*"))
