"""講評 goes all the way round: remarks, workbook, the village's book, its reply, its next workbook, and back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest
from openpyxl import load_workbook

from jukiself.answers.comment import Comment, Opinion
from jukiself.answers.model import Contact, Inspection, Life, Nature, Office
from jukiself.answers.seal import seal
from jukiself.answers.situation import Situation
from jukiself.checklist.model import Severity
from jukiself.cli import DONE, REFUSED, main
from jukiself.excel import comment_layout as words
from jukiself.excel import look
from jukiself.excel.problem import WorkbookRefused
from jukiself.store.book import Book
from jukiself.store.requests import put_request
from jukiself.survey.remarks import Bin, On
from jukiself.survey.request import Listed, OfficeKind, Request
from jukiself.work import advising, comments, publish
from jukiself.work.cases import case_ids, read_case
from jukiself.work.collect import collect, files_in
from jukiself.work.exchange import Editions
from jukiself.work.inspect import AnswerRefused, Sitting
from jukiself.work.remarks import RemarkRefused, Reviewing
from jukiself.work.years import next_inspection

if TYPE_CHECKING:
    from jukiself.checklist.model import Checklist

A, B = "990019", "990027"
DAY = date(2027, 2, 1)


def now() -> datetime:
    return datetime(2027, 1, 20, 9, 30)  # noqa: DTZ001 - the office's wall clock


class Prefecture:
    """The reviewers' side: a book with the four cases, and a folder per thing that goes out."""

    def __init__(self, folder: Path, checklist: Checklist) -> None:
        self.folder, self.editions = folder, Editions()
        self.path = folder / "県.jukiself"
        self.book = Book.open(self.path, now)
        for one in case_ids():
            self.book.create(read_case(one, checklist).inspection)

    def reviewing(self) -> Reviewing:
        return Reviewing(self.book, 2005, Nature.SAMPLE, self.editions, now, "山田")

    def said(self) -> Reviewing:
        """Two remarks on A, one on B."""
        at = self.reviewing()
        at.change(at.pile.chosen("org-one-person", [A]), bin=Bin.ONE, opinion=Opinion.DISCUSS, comment="Aだけへの文")
        at.put([replace(at.remark(On(A)), comment="Aの全体への文")])
        changed = {"severity": Severity.LOW, "reason": "人数：3人のため", "comment": "Bだけへの文"}
        at.change(at.pile.chosen("org-no-deputy", [B]) or at.pile.chosen(offices=[B])[:1], **changed)
        return at

    def letter(self, code: str) -> Path:
        made = {one.path for one in advising.books(self.reviewing(), self.folder / "講評", DAY)}
        return next(one for one in made if code in one.name)


@pytest.fixture
def ken(tmp_path: Path, checklist: Checklist) -> Prefecture:
    return Prefecture(tmp_path, checklist)


@pytest.fixture
def village(tmp_path: Path, checklist: Checklist) -> Sitting:
    book = Book.open(tmp_path / "村.jukiself", now)
    return Sitting(checklist, book, book.create(read_case("nagano-a", checklist).inspection), now)


def returned(sitting: Sitting, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{A}_回答書.xlsx"
    path.write_bytes(publish.workbook(Situation(sitting.checklist, sitting.inspection)))
    return path


def remark_of(at: Reviewing, on: On) -> str:
    return at.remark(on).reply


def test_all_the_way_round(ken: Prefecture, village: Sitting, tmp_path: Path) -> None:
    ken.said()
    code_before = seal(village.inspection)
    coming = comments.compare(village.inspection, comments.read_file(ken.letter(A)))
    assert (coming.fresh, coming.same, coming.problems) == (2, 0, ())
    comments.take(village, coming)
    whole, one = sorted(village.inspection.comments, key=lambda said: said.rule)
    assert (whole.text, one.text, one.opinion, one.day) == (
        "Aの全体への文",
        "Aだけへの文",
        Opinion.DISCUSS,
        "2027-02-01",
    )
    comments.reply(village, one, "副担当を決めました。\n4月からです。")
    comments.reply(village, whole, "ありがとうございます 𠮷")
    assert seal(village.inspection) == code_before

    village.put(replace(village.inspection, submission=2))
    events = list(collect(ken.book, files_in([returned(village, tmp_path / "届いた")]), ken.editions, now))
    assert [event.arrival.verdict.value for event in events] == ["taken"]
    at = ken.reviewing()
    assert remark_of(at, On(A, "org-one-person")) == "副担当を決めました。\n4月からです。"
    assert remark_of(at, On(A)) == "ありがとうございます 𠮷"
    assert at.remark(On(A, "org-one-person")).comment == "Aだけへの文"


def test_replies_beside_answers_that_came_before_are_heard(ken: Prefecture, village: Sitting, tmp_path: Path) -> None:
    """Nothing but the replies is new, so that the code is the same."""
    ken.said()
    comments.take(village, comments.compare(village.inspection, comments.read_file(ken.letter(A))))
    village.put(replace(village.inspection, submission=2))
    for place, text in enumerate(("はじめの返事", "次の返事", "")):
        comments.reply(village, next(one for one in village.inspection.comments if one.rule), text)
        list(collect(ken.book, files_in([returned(village, tmp_path / str(place))]), ken.editions, now))
    assert remark_of(ken.reviewing(), On(A, "org-one-person")) == "次の返事"


def test_taking_it_in_twice_changes_nothing_and_it_can_be_undone(ken: Prefecture, village: Sitting) -> None:
    ken.said()
    path = ken.letter(A)
    before = comments.take(village, comments.compare(village.inspection, comments.read_file(path)))
    kept = village.inspection.comments
    again = comments.compare(village.inspection, comments.read_file(path))
    assert (again.fresh, again.same, again.comments) == (0, 2, kept)
    comments.put_back(village, before)
    assert village.inspection.comments == ()


def test_it_can_be_taken_in_after_the_decision(ken: Prefecture, village: Sitting) -> None:
    """決裁済 and 送付済 is when it comes."""
    ken.said()
    code = seal(village.inspection)
    sealed = replace(village.inspection.review, life=Life.SENT, sealed=code)
    village.put_review(sealed)
    comments.take(village, comments.compare(village.inspection, comments.read_file(ken.letter(A))))
    comments.reply(village, village.inspection.comments[0], "返事")
    assert village.inspection.review.sealed == seal(village.inspection) == code


def test_a_reply_written_in_excel_goes_either_way(ken: Prefecture, village: Sitting) -> None:
    ken.said()
    path = ken.letter(A)
    book = load_workbook(path)
    sheet = book[words.SHEET]
    place = next(cell.column for cell in sheet[3] if cell.value == words.REPLY)
    row = next(cell.row for (cell,) in sheet.iter_rows(min_row=4, max_col=1) if cell.value == "org-one-person")
    look.fill_cell(sheet.cell(row, place), "Excelに書いた返事")
    book.save(path)
    at = ken.reviewing()
    assert (at.take_replies(path), at.take_replies(path)) == (1, 0)
    assert remark_of(at, On(A, "org-one-person")) == "Excelに書いた返事"
    comments.take(village, comments.compare(village.inspection, comments.read_file(path)))
    assert "Excelに書いた返事" in {one.reply for one in village.inspection.comments}
    one = next(said for said in village.inspection.comments if said.rule)
    comments.reply(village, one, "窓で直した返事")
    coming = comments.compare(village.inspection, comments.read_file(path))
    assert [said.reply for said in coming.ours] == ["窓で直した返事"]
    assert coming.comments == village.inspection.comments


def test_nothing_of_another_office_and_no_memo_is_in_it(ken: Prefecture) -> None:
    at = ken.said()
    first = next(office for office in at.newest if office.code == A)
    id_ = at.newest[first].id
    inspection = ken.book.load(id_)
    key = next(iter(inspection.answers))
    ken.book.put_answers(id_, {key: replace(inspection.answers[key], memo="庁内だけの文")})
    book = load_workbook(ken.letter(A))
    text = "\n".join(str(cell.value) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
    assert "Aだけへの文" in text
    for never in ("Bだけへの文", "自治体B", B, "庁内だけの文"):
        assert never not in text
    letters = {one.path.name for one in advising.letters(ken.reviewing(), ken.folder / "文書", DAY)}
    assert len(letters) == 2 * (2 + 4)


def test_a_member_of_a_union_is_told_whose_reply_it_rests_on(ken: Prefecture, checklist: Checklist) -> None:
    union, village = Office(A, "自治体A"), Office("203637", "原村")
    roll = [
        Listed(union, OfficeKind.UNION, Contact("業務課", "係長", "0265-00-0000")),
        Listed(village, OfficeKind.VILLAGE, Contact("住民課", "係", "0266-00-0000"), served_by=A),
    ]
    asked = Request(2005, Nature.SAMPLE, checklist.id, checklist.edition, Office("200000", "長野県"))
    put_request(ken.book, asked, "係", now(), roll)
    at = ken.reviewing()
    at.change(at.pile.chosen(offices=[A])[:3], bin=Bin.PHONE)
    made = list(advising.letters(at, ken.folder / "文書", DAY, number="8市第12号", no_seal=True))
    assert len(made) == 2 * (2 + 4 + 1)
    names = {one.path.name: one.path for one in made}
    word = docx.Document(str(names["見本_203637_原村_2005年度_個別助言.docx"]))
    lines = [one.text for one in word.paragraphs]
    assert lines.index("8市第12号") < lines.index("原村　住基ネット点検ご担当　様")
    assert any("（公印省略）" in one for one in lines)
    assert any("自治体Aの回答書を、原村の回答としても数えました" in one for one in lines)
    calls = docx.Document(str(names["見本_2005年度_電話で尋ねること.docx"]))
    text = "\n".join(cell.text for table in calls.tables for row in table.rows for cell in row.cells[:1])
    assert text.count("自治体A（原村の回答も）") == 1
    assert "0266-00-0000" not in text


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"office": B}, "自治体B"),
        ({"year": 2006}, "平成17年度（2005年度）の点検を開いて"),
        ({"nature": Nature.REAL}, "見本のもの"),
    ],
)
def test_it_is_refused_by_another_inspection(
    ken: Prefecture, village: Sitting, change: dict[str, object], said: str
) -> None:
    ken.said()
    code = change.pop("office", A)
    reading = comments.read_file(ken.letter(str(code)))
    with pytest.raises(WorkbookRefused, match=said):
        comments.compare(replace(village.inspection, **change), reading)  # type: ignore[arg-type]


def test_a_reply_that_no_file_can_carry_is_refused(village: Sitting) -> None:
    village.put(replace(village.inspection, comments=(Comment(2005, "org-one-person", text="文"),)))
    with pytest.raises(AnswerRefused):
        comments.reply(village, village.inspection.comments[0], "\x07")


def test_the_prefecture_refuses_replies_of_another_round(ken: Prefecture, tmp_path: Path, checklist: Checklist) -> None:
    ken.said()
    path = ken.letter(A)
    with Book.open(tmp_path / "ほか.jukiself", now) as book:
        book.create(replace(read_case("nagano-a", checklist).inspection, year=2006))
        with pytest.raises(RemarkRefused, match="2005年度"):
            Reviewing(book, 2006, Nature.SAMPLE, Editions(), now).take_replies(path)


def test_next_year_carries_this_years_comments(checklist: Checklist) -> None:
    old: Inspection = read_case("nagano-a", checklist).inspection
    said = (Comment(2005, "a", text="今年"), Comment(2004, "a", text="去年"))
    assert next_inspection(replace(old, comments=said), 2006, checklist).comments == said[:1]


def test_import_and_take_on_the_command_line(
    ken: Prefecture, village: Sitting, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    ken.said()
    path, target = str(ken.letter(A)), str(village.book.path)
    village.book.close()
    assert main(["import", path, "--book", target]) == DONE
    assert "新しい講評 2" in capsys.readouterr().out
    assert main(["import", path, "--book", target]) == DONE
    assert "同じ講評 2" in capsys.readouterr().out
    with Book.open(target, now) as book:
        assert len(book.load(1).comments) == 2
    assert main(["import", str(ken.letter(B)), "--book", target]) == REFUSED
    assert B in capsys.readouterr().err
    ken.book.close()
    assert main(["remarks", "take", path, target, "--book", str(ken.path)]) == REFUSED
    out = capsys.readouterr().out
    assert "新しい返事 0" in out
    assert "取り込めません" in out
    for part in ("books", "letters"):
        assert main(["remarks", part, str(tmp_path / part), "--book", str(ken.path), "--day", "2027-02-01"]) == DONE
