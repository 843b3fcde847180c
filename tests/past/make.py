"""Make a past book: run inside a checkout of an old commit, ``python make.py OUT_FOLDER NAME`` (see tests/past/README.md).

It uses only what every version has had, and what a version had not yet is left out of its book.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict, fields, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from jukiself import places
from jukiself.answers import model
from jukiself.answers.seal import seal
from jukiself.answers.situation import Situation
from jukiself.checklist.read import read_checklist
from jukiself.store.book import Book

START = datetime(2026, 11, 21, 9, 0, 0)  # noqa: DTZ001 - an office's wall clock
BASES = (model.Basis.SEEN, model.Basis.HEARD, model.Basis.GUESS)
#: One answer in so many is わからない.
UNKNOWN_EVERY = 7
MOST = 60


def begun(checklist: Any) -> Any:
    """A village with two contracts, a plan and letters that are easily lost."""
    group = next(one for one in checklist.groups if one.fixed)
    return model.Inspection(
        model.Office("203637", "原村𠮷﨑"),
        2026,
        checklist.id,
        checklist.edition,
        network_set=group.default_set,
        contracts=(
            model.Contract("c1", "住基システム保守", "丙社", "端末とサーバー", "2026年度"),
            model.Contract("c2", "窓口端末の賃貸借"),
        ),
        contact=model.Contact("住民課", "髙橋 一郎", "0266-00-0000", "a@example.jp"),
        free_text="一行目\n二行目",
        deadline="2026-12-25",
    )


def answered(checklist: Any, inspection: Any) -> Any:
    """The first questions answered, one after the other, as they come to be asked."""
    given: set[Any] = set()
    while len(given) < MOST:
        keys = [key for key in Situation(checklist, inspection).keys if key not in given]
        if not keys:
            break
        number, key = len(given), keys[0]
        given.add(key)
        choices = [one.value for one in checklist.question[key.question].choices]
        if not choices:
            continue
        value = "unknown" if number % UNKNOWN_EVERY == UNKNOWN_EVERY - 1 else choices[number % 2 % len(choices)]
        answer = model.Answer(
            value,
            BASES[number % len(BASES)],
            f"備考{number}\n髙" if number % 3 else "",
            "庁内だけ" if number % 5 == 0 else "",
            "要綱 2020-04-01" if number % 4 == 0 else "",
            "山田",
            "鈴木" if number % 2 else "",
            START + timedelta(minutes=number),
        )
        inspection = inspection.with_answers([(key, answer)])
    return inspection


def approved(inspection: Any) -> Any:
    """決裁済, where the version knew of it."""
    if not hasattr(model, "Review"):
        return inspection
    said: dict[str, Any] = {
        "life": model.Life.APPROVED,
        "way": model.Confirming.ALONE,
        "confirmed_by": "鈴木",
        "confirmed_on": "2026-11-20",
        "approved_by": "住民課長",
        "approved_on": "2026-11-21",
        "sealed": seal(inspection),
    }
    known = {one.name for one in fields(model.Review)}
    return replace(inspection, review=model.Review(**{name: one for name, one in said.items() if name in known}))


def plain(inspection: Any) -> dict[str, Any]:
    """Everything an inspection holds, as JSON."""
    said: dict[str, Any] = {one.name: getattr(inspection, one.name) for one in fields(inspection)}
    for name in ("answers", "last_year", "queries"):
        if name in said:
            said[name] = {str(key): asdict(one) for key, one in said[name].items()}
    for name in ("contracts", "steps", "locals", "comments"):
        if name in said:
            said[name] = [asdict(one) for one in said[name]]
    for name in ("office", "contact", "review"):
        if name in said:
            said[name] = asdict(said[name])
    return {**said, "seal": seal(inspection)}


def main() -> None:
    folder, name = Path(sys.argv[1]).resolve(), sys.argv[2]
    checklist = read_checklist(places.default_form())
    inspection = answered(checklist, begun(checklist))
    rule = checklist.rules[0].id
    step = model.Step(rule, None, "人を決める", "係長", "2027-03-31", model.StepState.DOING)
    inspection = approved(replace(inspection, steps=(step,)))
    path = folder / f"{name}.jukiself"
    with Book.open(path, lambda: START) as book:
        empty = replace(inspection, answers={})
        found = book.create(empty)
        book.put_answers(found, inspection.answers)
        kept = book.load(found)
    said = json.dumps(plain(kept), ensure_ascii=False, indent=1, default=str, sort_keys=True)
    (folder / f"{name}.json").write_text(said + "\n", encoding="utf-8")
    out = folder / f"{name}.xlsx"
    command = ["export", "--book", str(path), "--office", "203637", "--year", "2026", str(out)]
    subprocess.run([sys.executable, "-m", "jukiself", *command], check=True)


if __name__ == "__main__":
    main()
