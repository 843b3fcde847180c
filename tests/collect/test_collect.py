"""Collecting a folder: every file is told of, taken wholly or not at all, and twice changes nothing."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jukiself.answers.model import Nature, Office
from jukiself.excel import look
from jukiself.excel.lock import locked
from jukiself.excel.read import read
from jukiself.store.arrivals import arrivals
from jukiself.store.requests import load_request, put_request
from jukiself.survey.arrivals import How, Verdict
from jukiself.work import files, publish, weighing
from jukiself.work.collect import collect, files_in
from tests.collect.conftest import Desk, listed, office
from tests.japan.returns import packed, put, replaced

if TYPE_CHECKING:
    from collections.abc import Callable

    from jukiself.checklist.model import Checklist


def verdicts(desk: Desk) -> dict[str, tuple[str, str]]:
    return {one.file_name: (one.verdict.value, one.reason) for one in desk.collect()}


def test_a_reply_becomes_an_inspection_without_history(desk: Desk, rows_in: Callable[[], dict[str, int]]) -> None:
    said = desk.reply(1)
    desk.put(said)
    (arrival,) = desk.collect()
    assert (arrival.verdict, arrival.reason, arrival.state) == (Verdict.TAKEN, "", "一致")
    assert arrival.inspection is not None
    kept = desk.book.load(arrival.inspection)
    assert {key: replace(one, at=None) for key, one in kept.answers.items()} == dict(said.answers)
    assert (kept.contracts, kept.contact, kept.office) == (said.contracts, said.contact, said.office)
    assert rows_in()["history"] == 0
    assert arrivals(desk.book) == [arrival]


def test_twice_changes_nothing(desk: Desk, rows_in: Callable[[], dict[str, int]]) -> None:
    desk.put(desk.reply(1))
    desk.put(desk.reply(2), "本庁/原課/2.xlsx")
    shutil.copy(desk.put(desk.reply(3)), desk.folder / "写し.xlsx")
    desk.put(desk.reply(4))
    desk.put(desk.reply(4, seed=1), f"{office(4).code}_直し.xlsx")
    (desk.folder / "壊れた.xlsx").write_bytes(b"PK\x03\x04")
    first, rows = verdicts(desk), rows_in()
    assert [one for one, _ in first.values()].count("taken") == 4
    second = verdicts(desk)
    assert rows_in() == rows
    assert {name: "same" if one == "taken" else one for name, (one, _) in first.items()} == {
        name: one for name, (one, _) in second.items()
    }


def test_names_of_files_say_nothing_and_what_lies_about_is_passed_over(desk: Desk) -> None:
    desk.put(desk.reply(1), "届出.txt")
    for name in ("~$203637.xlsx", ".hidden.xlsx", "Thumbs.db", "提出状況_2026年度.xlsx", "県.jukiself", ".git/x.xlsx"):
        (desk.folder / name).parent.mkdir(exist_ok=True)
        (desk.folder / name).write_bytes(b"x")
    assert [(one.file_name, one.verdict) for one in desk.collect()] == [("届出.txt", Verdict.TAKEN)]


def test_a_report_beside_its_reply_is_left_alone_and_one_without_is_told_of(desk: Desk) -> None:
    desk.put(desk.reply(1), "原村.xlsx")
    for name in ("原村.pdf", "原村.json", "富士見町.pdf"):
        (desk.folder / name).write_bytes(b"%PDF-1.7 \x00")
    assert {one.file_name: one.verdict.value for one in desk.collect()} == {
        "原村.xlsx": "taken",
        "富士見町.pdf": "refused",
    }


def test_the_same_file_and_the_same_answers_under_another_name(desk: Desk) -> None:
    said = desk.reply(1)
    desk.put(said, "a.xlsx")
    desk.put(said, "b.xlsx")
    desk.put(said, "c.xlsx")
    other = desk.folder / "c.xlsx"
    other.write_bytes(other.read_bytes() + b"\0")  # other bytes, the same answers
    found = verdicts(desk)
    assert found["a.xlsx"][0] == "taken"
    assert found["b.xlsx"] == ("same", "「a.xlsx」と同じファイルです。")
    assert found["c.xlsx"][0] == "same"
    assert "同じ答え" in found["c.xlsx"][1]


def test_a_newer_submission_stands_beside_the_older_and_an_older_one_never_takes_over(desk: Desk) -> None:
    desk.put(desk.reply(1, 2, seed=2), "1.xlsx")
    desk.put(desk.reply(1, 1, seed=1), "2.xlsx")
    desk.put(desk.reply(1, 3, seed=3), "3.xlsx")
    found = verdicts(desk)
    assert [one for one, _ in found.values()] == ["taken"] * 3
    assert "数えるのは第2回" in found["2.xlsx"][1]
    assert "第3回です。こちらを数えます" in found["3.xlsx"][1]
    assert sorted(one.submission for one in desk.book.summaries()) == [1, 2, 3]


def test_the_same_submission_with_other_answers_waits(desk: Desk) -> None:
    desk.put(desk.reply(1), "1.xlsx")
    desk.put(desk.reply(1, seed=9), "2.xlsx")
    found = verdicts(desk)
    assert found["2.xlsx"][0] == "waiting"
    assert len(desk.book.summaries()) == 1


def test_whose_file_it_is_says_the_content(desk: Desk, checklist: Checklist) -> None:
    desk.ask(checklist, 1, 2)
    desk.put(desk.reply(1), f"{office(2).code}_{office(2).name}.xlsx")
    (arrival,) = desk.collect()
    assert (arrival.verdict, arrival.office) == (Verdict.TAKEN, office(1))
    assert f"ファイル名の団体コード {office(2).code} と中身の {office(1).code}" in arrival.reason


def test_the_name_on_the_list_is_the_office_s_name(desk: Desk, checklist: Checklist) -> None:
    desk.ask(checklist, 1)
    desk.put(replace(desk.reply(1), office=Office(office(1).code, "みほん村")))
    (arrival,) = desk.collect()
    assert arrival.office == office(1)


def test_what_the_request_does_not_ask_for(desk: Desk, checklist: Checklist) -> None:
    desk.ask(checklist, 1, 2, 3)
    template = desk.template
    names = {";2026;1;": ";2025;1;", "令和8年度（2026年度）": "令和7年度（2025年度）"}
    old_year = replaced(
        template.parts, {"777777": office(1).code, **names, ";777777;2026;1;": f";{office(1).code};2025;1;"}
    )
    (desk.folder / "year.xlsx").write_bytes(packed(old_year))
    edition = replaced(
        template.parts,
        {
            "777777": office(2).code,
            ";juki;2026;": ";juki;2031;",
            "[juki/2026]": "[juki/2031]",
            "［juki/2026］": "［juki/2031］",
        },
    )
    (desk.folder / "edition.xlsx").write_bytes(packed(edition))
    desk.put(desk.reply(9), "stranger.xlsx")
    found = verdicts(desk)
    assert {one for one, _ in found.values()} == {"refused"}
    assert found["year.xlsx"][1].startswith("2025年度の回答書です。依頼は2026年度です。")
    assert "2031 年版" in found["edition.xlsx"][1]
    assert "対象団体の一覧にありません" in found["stranger.xlsx"][1]


def test_what_was_refused_is_taken_once_nothing_stands_against_it(desk: Desk, checklist: Checklist) -> None:
    desk.ask(checklist, 1)
    desk.put(desk.reply(2))
    assert [one.verdict for one in desk.collect()] == [Verdict.REFUSED]
    request = load_request(desk.book, 2026, Nature.SAMPLE)
    assert request is not None
    put_request(desk.book, request, "係", desk.clock(), [listed(1), listed(2)])
    assert [one.verdict for one in desk.collect()] == [Verdict.TAKEN]
    assert [one.verdict for one in arrivals(desk.book)] == [Verdict.TAKEN]


def test_what_cannot_be_read_is_told_of_with_the_office_its_name_gives(desk: Desk, checklist: Checklist) -> None:
    desk.ask(checklist, 1, 2)
    sound = desk.put(desk.reply(1)).read_bytes()
    name = f"{office(2).code}_"
    wrong = {
        "broken.xlsx": sound[: len(sound) // 2],
        "empty.xlsx": b"",
        "locked.xlsx": locked(sound, "correct horse battery"),
        "pdf.xlsx": b"%PDF-1.7 \x00",
        "html.xls": b"<html><table></table></html>",
        "big.xlsx": b"x" * (files.LARGEST + 1),
    }
    for suffix, data in wrong.items():
        (desk.folder / f"{name}{suffix}").write_bytes(data)
    refused = [one for one in desk.collect() if one.verdict is Verdict.REFUSED]
    assert len(refused) == len(wrong)
    assert all(one.reason.endswith("。") and one.office == office(2) for one in refused)
    assert len({one.reason for one in refused}) == len(wrong)


def test_an_empty_reply_is_no_reply(desk: Desk, checklist: Checklist) -> None:
    bare = replace(desk.reply(1), answers={}, contracts=())
    path = desk.folder / "blank.xlsx"
    path.write_bytes(publish.blank(checklist, bare))
    (arrival,) = desk.collect()
    assert (arrival.verdict, arrival.reason) == (Verdict.REFUSED, weighing.NOTHING_THERE)


TRAINING = look.band(Nature.TRAINING)


@pytest.mark.parametrize(
    "names",
    [
        {";sample;777777;": ";training;777777;", "777777": office(1).code},
        {look.band(Nature.SAMPLE): TRAINING, "777777": office(1).code},
        {"【見本】</oddHeader>": "", "第1回 見本": "第1回 研修", "777777": office(1).code},
        {"<t>見本</t>": "<t>研修</t>", "777777": office(1).code},
    ],
    ids=["line", "band", "header", "cover"],
)
def test_a_practice_answer_is_refused_while_any_mark_of_it_is_left(desk: Desk, names: dict[str, str]) -> None:
    (desk.folder / "k.xlsx").write_bytes(packed(replaced(desk.template.parts, names)))
    (arrival,) = desk.collect()
    assert (arrival.verdict, arrival.reason) == (Verdict.REFUSED, weighing.TRAINING)


def test_a_practice_code_alone_is_enough(desk: Desk) -> None:
    desk.put(desk.reply(1), code="KACD-EFHJ-KMNP")
    (arrival,) = desk.collect()
    assert arrival.reason.startswith(weighing.TRAINING)


def test_real_and_sample_never_meet(desk: Desk) -> None:
    desk.put(desk.reply(1), "1.xlsx")
    real = {";sample;777777;": f";real;{office(2).code};", "777777": office(2).code, "<t>見本</t>": "<t>本番</t>"}
    (desk.folder / "2.xlsx").write_bytes(packed(replaced(desk.template.parts, real)))
    found = verdicts(desk)
    assert found["2.xlsx"][0] == "refused"
    assert found["2.xlsx"][1].startswith("本番の回答書です。いまは見本を集めています。")


def test_answers_changed_after_the_code_are_taken_and_flagged(desk: Desk) -> None:
    desk.put(desk.reply(1), code="MACD-EFHJ-KMNP")
    (arrival,) = desk.collect()
    assert (arrival.verdict, arrival.state) == (Verdict.TAKEN, "固定後に変更")
    assert "固定後に変更" in arrival.reason


def test_cells_that_cannot_be_read_are_counted_and_named(desk: Desk) -> None:
    template, said = desk.template, desk.reply(1)
    parts = dict(template.parts)
    cell = next(one for key, one in template.cells.items() if template.checklist.question[key.question].choices)
    parts[template.sheet] = put(parts[template.sheet], cell, "あとで聞く")
    (desk.folder / "1.xlsx").write_bytes(packed(replaced(parts, {"777777": said.office.code})))
    (arrival,) = desk.collect()
    assert (arrival.verdict, arrival.refused) == (Verdict.TAKEN, 1)
    assert any(one.startswith(f"点検票!{cell}：") for one in arrival.problems)


def test_a_run_can_be_stopped_and_goes_on(desk: Desk) -> None:
    for number in range(1, 6):
        desk.put(desk.reply(number))
    done: list[str] = []
    for event in collect(desk.book, files_in([desk.folder]), desk.editions, desk.clock, stopped=lambda: len(done) == 2):
        done.append(event.arrival.file_name)
        assert (event.number, event.of) == (len(done), 5)
    assert len(desk.book.summaries()) == 2
    assert [one.verdict.value for one in desk.collect()] == ["same", "same", "taken", "taken", "taken"]


def test_how_a_reply_came_is_kept(desk: Desk) -> None:
    path = desk.put(desk.reply(1))
    assert [one.how for one in desk.collect(path, how=How.PROXY)] == [How.PROXY]


def test_a_place_that_is_not_there_is_said() -> None:
    with pytest.raises(files.FileProblem, match="ありません"):
        files_in([Path("/nowhere/at/all")])


def test_our_own_bug_in_one_file_does_not_stop_the_others(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.put(desk.reply(1), "1.xlsx")
    desk.put(desk.reply(2), "2.xlsx")

    def stumbling(data: bytes, *forms: object) -> object:
        found = read(data, *forms)  # type: ignore[arg-type]
        if found.inspection.office == office(1):
            raise ZeroDivisionError
        return found

    monkeypatch.setattr("jukiself.work.weighing.read_bytes", stumbling)
    found = verdicts(desk)
    assert found["1.xlsx"] == ("refused", weighing.OUR_BUG)
    assert found["2.xlsx"][0] == "taken"
