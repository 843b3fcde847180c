"""Then and now: every pair is dated by a source, used by a text, and shown where words are explained."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from jukiself.answers.model import Inspection, Office
from jukiself.answers.situation import Situation
from jukiself.checklist.guide_check import check_handbook
from jukiself.checklist.model import Renamed
from jukiself.checklist.renamed import read_renamed, renamed_in, since_words
from jukiself.checklist.table import FormError
from jukiself.findings.judge import judge
from jukiself.gui import guide_text
from jukiself.report.guide import glossary_document
from jukiself.report.outline import Table
from jukiself.report.renamed import line_of, old_words
from jukiself.work.handbook import handbook

if TYPE_CHECKING:
    from pathlib import Path

    from jukiself.checklist.model import Checklist
    from jukiself.report.outline import Part

PAIR = Renamed("前", "今", "2007-04-01", ("助役",), ("FN-15",))


def cells(parts: tuple[Part, ...]) -> set[tuple[str, ...]]:
    return {row.cells for one in parts if isinstance(one, Table) for row in one.rows}


def test_every_pair_is_shown_in_every_glossary(checklist: Checklist) -> None:
    assert checklist.renamed
    html = guide_text.words(handbook(), checklist)
    printed = cells(glossary_document(handbook(), checklist).parts)
    for one in checklist.renamed:
        assert one.then in html
        assert one.today in html
        assert (one.then, one.today) in {row[:2] for row in printed}
        assert all(source.startswith("FN-") and f"（{source}）" in line_of(checklist, one) for source in one.sources)


@pytest.mark.parametrize(
    ("pair", "fault"),
    [
        (replace(PAIR, words=("どこにもない語",)), "どの設問・所見・手引き・出典にも出てきません"),
        (replace(PAIR, sources=("FN-99",)), "知らない出典です: FN-99"),
        (replace(PAIR, sources=()), "出典がありません"),
    ],
)
def test_a_pair_nobody_needs_or_without_a_source_is_a_fault(checklist: Checklist, pair: Renamed, fault: str) -> None:
    spoilt = replace(checklist, renamed=(pair,))
    assert any(fault in one for one in check_handbook(spoilt, handbook()))
    assert check_handbook(checklist, handbook()) == []


@pytest.mark.parametrize(
    ("since", "said"),
    [
        ("2007-04-01", "2007年4月1日から"),
        ("2014-04", "2014年4月から"),
        ("2014", "2014年ごろから"),
        ("", "替わった日は確かめていない"),
    ],
)
def test_a_day_is_told_as_near_as_the_source_comes(since: str, said: str) -> None:
    assert since_words(replace(PAIR, since=since)) == said


def test_the_longer_word_wins(checklist: Checklist) -> None:
    assert [one.then for one in renamed_in(checklist, ["CS端末の置き場所"])] == ["CS端末・業務端末"]
    assert renamed_in(checklist, ["CSVの読み込み"]) == ()


def test_a_spoilt_day_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "terms.toml"
    path.write_text(
        '[[term]]\nthen = "助役"\ntoday = "副市町村長"\nsince = "昔"\nwords = ["助役"]\nsources = []\n', "utf-8"
    )
    with pytest.raises(FormError, match="昔"):
        read_renamed(path)


def test_beside_a_question_the_old_word_of_its_sources_is_explained(checklist: Checklist) -> None:
    situation = Situation(checklist, Inspection(Office("203637", "原村"), 2026, checklist.id, checklist.edition))
    question = next(one for one in checklist.questions if "TS-H-6-4" in one.sources)
    said = guide_text.beside(handbook(), situation, question)
    assert "電磁的記録媒体" in said["step"]
    assert "FN-23" in said["step"]


def test_a_report_explains_the_old_words_it_uses_and_no_others(checklist: Checklist) -> None:
    situation = Situation(checklist, Inspection(Office("203637", "原村"), 2026, checklist.id, checklist.edition))
    told = {row[0] for row in cells(tuple(old_words(situation, judge(situation))))}
    assert "庁内LAN（基幹系・情報系）" in told
    assert "FD・MOなどの磁気媒体" not in told
