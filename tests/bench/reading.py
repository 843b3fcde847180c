"""Workbooks guarded and read, beside what python-calamine alone needs for the same files unguarded."""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Iterator

from python_calamine import CalamineWorkbook

from jukiself import places
from jukiself.answers.situation import Situation
from jukiself.checklist.read import read_checklist
from jukiself.excel.read import read
from jukiself.work import publish
from jukiself.work.cases import read_case

#: Japan has 1,741; the ratio of a hundred is the same.
FILES = 100


def alone(data: bytes) -> None:
    """All cells of all sheets, and nothing else: no guard, no meaning."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python(skip_empty_area=False)


def reading() -> Iterator[str]:
    """The figures, each file read both ways in turn, so that a slow moment meets both."""
    checklist = read_checklist(places.default_form())
    cases = [read_case(f"nagano-{one}", checklist).inspection for one in "abcd"]
    books = [publish.workbook(Situation(checklist, one)) for one in cases]
    ours = theirs = slowest = 0.0
    for number in range(-len(books), FILES):
        data = books[number % len(books)]
        begun = time.process_time()
        alone(data)
        between = time.process_time()
        read(data, lambda _form, _edition: checklist)
        done = time.process_time()
        if number >= 0:
            theirs += between - begun
            ours += done - between
            slowest = max(slowest, done - between)
    size = sum(map(len, books)) // len(books) // 1024
    yield (
        f"{FILES} return workbooks (the four cases, {size} KB each) guarded and read: {ours / theirs:.2f} times what "
        f"python-calamine alone needs unguarded ({ours / FILES * 1000:.0f} ms a file beside {theirs / FILES * 1000:.0f}, "
        f"slowest {slowest * 1000:.0f}); the goal is 3."
    )


if __name__ == "__main__":
    sys.stdout.write("\n".join(reading()) + "\n")
