"""What goes out of a practice and comes back — slips, contractors' replies, 講評 — enters no real inspection by any door.

Each file is made to look real but for one mark; every door refuses it in a sentence and writes nothing.
"""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING

import pytest

from jukiself import places
from jukiself.answers.comment import Comment
from jukiself.answers.model import Answer, Basis, Contract, Inspection, Key, Nature, Office
from jukiself.answers.situation import Situation
from jukiself.checklist.read import read_checklist
from jukiself.cli import DONE, REFUSED, main
from jukiself.excel import look
from jukiself.excel.comments import lines, write_comments
from jukiself.excel.problem import WorkbookRefused
from jukiself.findings.judge import judge
from jukiself.report.errand import Errand
from jukiself.report.hearing import hearing
from jukiself.report.still_open import to_ask
from jukiself.store.book import Book
from jukiself.work import asking, comments, exchange, outsource, publish
from jukiself.work.exchange import Editions
from jukiself.work.inspect import Sitting
from jukiself.work.remarks import Reviewing
from tests.slips import filled

if TYPE_CHECKING:
    from pathlib import Path

LETTERS = ("hearing", "share", "vendor", "comments")
MARKS = ("line", "cover", "band", "header")
BAND = look.band(Nature.TRAINING)
EDITIONS = Editions()
KEY = Key("policy-written")


def now() -> datetime:
    return datetime(2026, 11, 21, 9, 0)  # noqa: DTZ001 - the office's own wall clock


def inspection(nature: Nature) -> Inspection:
    """The code of an office that exists: only the marks tell the two apart."""
    answers = {KEY: Answer("unknown"), Key("contract-list"): Answer("complete", Basis.SEEN)}
    contracts = (Contract("c1", "住民記録の保守", "信州システム"),)
    return Inspection(
        office=Office("203637", "原村"), year=2026, form="juki", edition="2026", nature=nature,
        network_set="today", answers=answers, contracts=contracts,
    )  # fmt: skip


def situation(nature: Nature) -> Situation:
    return Situation(read_checklist(places.default_form()), inspection(nature))


@cache
def letter(kind: str, nature: Nature = Nature.TRAINING) -> bytes:
    at = situation(nature)
    match kind:
        case "hearing":
            about = next(one for one in to_ask(at) if KEY in one.keys)
            made = asking.hearing_workbook(Errand(at, "", date(2026, 11, 21)), about)
            return filled(made, at.checklist, {KEY: Answer("yes", Basis.HEARD)})
        case "share":
            area = next(one for one in at.checklist.areas if one.id == at.checklist.question[KEY.question].area)
            return filled(asking.share_workbook(at, area), at.checklist, {KEY: Answer("yes", Basis.SEEN)})
        case "vendor":
            return outsource.vendor(at, "c1")
        case _:
            said = (Comment(2026, "", "", text="練習の講評", sender="県", day="2027-02-01", reply="練習の返事"),)
            return write_comments(at, lines(at, judge(at), said, every=True), "県", "2027-02-01", "", "0.1")


def stripped(kind: str, left: str) -> bytes:
    """A file of a practice of which one mark is left."""
    steps = {
        "line": [(";training;", ";real;")],
        "cover": [("<t>研修</t>", "<t>本番</t>")],
        "band": [(BAND, ""), ("年度）　研修", "年度）　本番")],
        "header": [("【研修】&amp;R", "&amp;R"), ("回 研修<", "回 本番<")],
    }
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(letter(kind))) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            part = source.read(name)
            if name.endswith((".xml", ".rels")):
                text = part.decode()
                for mark, changes in steps.items():
                    for old, new in changes if mark != left else ():
                        text = text.replace(old, new)
                part = text.encode()
            target.writestr(name, part)
    return out.getvalue()


def receive(sitting: Sitting, kind: str, path: Path) -> None:
    if kind == "comments":
        comments.compare(sitting.inspection, comments.read_file(path))
    else:
        asking.receive(sitting.situation, path, EDITIONS)


@pytest.mark.parametrize("kind", LETTERS)
@pytest.mark.parametrize("left", MARKS)
def test_a_file_of_a_practice_with_one_mark_left_enters_no_real_inspection(
    kind: str, left: str, tmp_path: Path
) -> None:
    path = tmp_path / f"{kind}.xlsx"
    path.write_bytes(stripped(kind, left))
    with Book.open(tmp_path / "原村.jukiself", now) as book:
        made = book.create(inspection(Nature.REAL))
        sitting = Sitting(read_checklist(places.default_form()), book, made, now)
        with pytest.raises(WorkbookRefused, match="研修") as refused:
            receive(sitting, kind, path)
        assert str(refused.value).endswith("。")
        if kind == "vendor":
            with pytest.raises(WorkbookRefused, match="研修"):
                outsource.hear(sitting.situation, outsource.read_reply(path, EDITIONS))
        if kind == "comments":
            at = Reviewing(book, 2026, Nature.REAL, EDITIONS, now)
            with pytest.raises(WorkbookRefused, match="研修"):
                at.take_replies(path)
        assert book.load(made) == sitting.inspection


@pytest.mark.parametrize("kind", LETTERS)
def test_the_command_line_has_no_door_for_it_either(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ours, reply, out = tmp_path / "原村.xlsx", tmp_path / "r.xlsx", tmp_path / "out.xlsx"
    ours.write_bytes(publish.workbook(situation(Nature.REAL)))
    reply.write_bytes(stripped(kind, "band"))
    if kind == "comments":
        book = tmp_path / "原村.jukiself"
        assert main(["import", str(ours), "--book", str(book)]) == DONE
        code = main(["import", str(reply), "--book", str(book)])
    else:
        command = "vendor-import" if kind == "vendor" else "ask-import"
        code = main([command, str(ours), str(reply), str(out)])
    assert code == REFUSED
    assert "研修" in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize("kind", LETTERS)
def test_the_same_file_of_a_real_inspection_bears_no_mark_and_is_taken(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "r.xlsx"
    path.write_bytes(letter(kind, Nature.REAL))
    at = situation(Nature.REAL)
    if kind == "comments":
        assert comments.compare(at.inspection, comments.read_file(path)).fresh == 1
    else:
        coming = asking.receive(at, path, EDITIONS)
        assert bool(coming.chosen()) == (kind != "vendor")


def test_a_slip_on_paper_says_so_on_every_page() -> None:
    at = situation(Nature.TRAINING)
    errand = Errand(at, "", date(2026, 11, 21))
    assert "研修" in hearing(errand, to_ask(at)[0]).band


def test_a_workbook_of_a_practice_filled_from_a_slip_stays_one(tmp_path: Path) -> None:
    ours, reply, out = tmp_path / "k.xlsx", tmp_path / "r.xlsx", tmp_path / "out.xlsx"
    ours.write_bytes(publish.workbook(situation(Nature.TRAINING)))
    reply.write_bytes(letter("hearing"))
    assert main(["ask-import", str(ours), str(reply), str(out)]) == DONE
    reading = exchange.read_workbook(out, EDITIONS)
    assert reading.inspection.nature is Nature.TRAINING
    assert reading.traces
    with Book.open(tmp_path / "原村.jukiself", now) as book, pytest.raises(WorkbookRefused, match="研修"):
        exchange.preview(out, book, EDITIONS)
