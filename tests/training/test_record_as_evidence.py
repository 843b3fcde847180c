"""研修実施記録 in the office's own next inspection: the words printed on it are what 根拠資料 takes, and a person confirms."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from jukiself.answers.model import Basis, Inspection, Key, Office
from jukiself.answers.situation import Situation
from jukiself.findings.judge import Status
from jukiself.report import training_papers as papers
from jukiself.report.outline import KeyValues, Table
from jukiself.store.book import Book
from jukiself.work import exchange, practising, publish, review, training_kit
from jukiself.work.exchange import Editions
from jukiself.work.inspect import Sitting

if TYPE_CHECKING:
    from pathlib import Path

    from jukiself.checklist.model import Checklist

EDITIONS = Editions()


def now() -> datetime:
    return datetime(2026, 11, 24, 9, 0)  # noqa: DTZ001 - the office's own wall clock


def test_the_record_is_the_evidence_of_what_a_training_answers(tmp_path: Path, checklist: Checklist) -> None:
    record = papers.record(training_kit.kit_of(practising.stories().story("nagano-b"), training_kit.Room()))
    words = next(part for part in record.parts if isinstance(part, KeyValues)).pairs[0][1].replace("　　年", "8年")
    numbers = {row.cells[0] for part in record.parts if isinstance(part, Table) for row in part.rows}
    with Book.open(tmp_path / "原村.jukiself", now) as book:
        made = book.create(Inspection(Office("203637", "原村"), 2026, "juki", "2026", network_set="today", full=True))
        sitting = Sitting(checklist, book, made, now)
        keys = [Key(one) for one in papers.SUPPORTS]
        assert numbers == {checklist.question[key.question].number for key in keys}
        for key in keys:
            assert key in sitting.situation.keys
            sitting.answer(key, checklist.question[key.question].choices[0].value)
            sitting.set_basis(key, Basis.SEEN)
            sitting.set_text(key, "evidence", words)
            sitting.set_text(key, "answered_by", "髙橋")
            review.confirm(sitting, key, "小林")
        against = [one for one in sitting.findings if set(one.because) <= set(keys)]
        assert not [one for one in against if one.status is Status.DEFECT]
        path = tmp_path / "原村.xlsx"
        path.write_bytes(publish.workbook(Situation(checklist, sitting.inspection)))
    reading = exchange.read_workbook(path, EDITIONS)
    assert reading.traces == ()
    for key in keys:
        said = reading.inspection.answer(key)
        assert (said.evidence, said.confirmed_by, said.basis) == (words, "小林", Basis.SEEN)
