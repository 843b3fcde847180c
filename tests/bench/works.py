"""The program's main work on the case of municipality B, each beside the least that work can cost."""

from __future__ import annotations

import io
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from python_calamine import CalamineWorkbook

from jukiself import places
from jukiself.answers.situation import Situation
from jukiself.checklist.condition import And, Any, AtLeast, Compare, In, Or
from jukiself.checklist.read import read_checklist
from jukiself.excel.read import read
from jukiself.excel.write import Issue, write
from jukiself.findings.judge import judge
from jukiself.work import publish
from jukiself.work.cases import read_case
from tests.bench.bare_pdf import draw, text_of
from tests.bench.starts import ROOT
from tests.bench.table import CPU, Row, ms, quickest
from tests.bench.writing import bare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jukiself.checklist.condition import Condition
    from jukiself.checklist.model import Checklist

_CASES = "abcd"


def _cases(checklist: Checklist) -> list[Situation]:
    return [Situation(checklist, read_case(f"nagano-{one}", checklist).inspection) for one in _CASES]


def alone(data: bytes) -> None:
    """All cells of all sheets, and nothing else: no guard, no meaning."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python(skip_empty_area=False)


def bare_rules(checklist: Checklist, situation: Situation) -> Callable[[], int]:
    """Every condition as a function of plain values, without members, unknowns or reasons: how many hold."""
    values = {key.question: answer.value for key, answer in situation.inspection.answers.items()}
    numbers = {question: float(one) for question, one in values.items() if one.isdecimal()}

    def bare_condition(one: Condition) -> Callable[[], bool]:
        match one:
            case In(question, wanted):
                among = frozenset(wanted)
                return lambda: values.get(question) in among
            case Compare(question, _, number):
                return lambda: numbers.get(question, 0) < number
            case And(parts):
                every = [bare_condition(part) for part in parts]
                return lambda: all(part() for part in every)
            case Or(parts):
                some = [bare_condition(part) for part in parts]
                return lambda: any(part() for part in some)
            case AtLeast(count, parts):
                counted = [bare_condition(part) for part in parts]
                return lambda: sum(part() for part in counted) >= count
            case Any(part):
                return bare_condition(part)

    made = [
        bare_condition(rule.condition)
        for rule in checklist.rules
        for _ in (situation.members[rule.each] if rule.each else (None,))
    ]
    return lambda: sum(one() for one in made)


def works(runs: int) -> Iterator[Row]:
    """The rows of reading the form, judging, reading and writing workbooks, the report, and the four cases at once."""
    checklist = read_checklist(places.default_form())
    inspection = read_case("nagano-b", checklist).inspection
    situation = Situation(checklist, inspection)
    how = f"{CPU}, quickest of {runs} taken in turn"
    ours, least = quickest(runs, lambda: judge(Situation(checklist, inspection)), bare_rules(checklist, situation))
    yield Row(
        "all findings judged", "the same conditions as plain functions over a dict: no members, no unknowns, no reasons",
        ours / least, how, ms(ours, least),
    )  # fmt: skip

    books = [publish.workbook(one) for one in _cases(checklist)]
    read_ours, read_least = quickest(
        runs, lambda: [read(one, lambda _form, _edition: checklist) for one in books], lambda: list(map(alone, books))
    )
    yield Row(
        "the four cases' workbooks guarded and read", "python-calamine alone, unguarded", read_ours / read_least, how,
        ms(read_ours, read_least), 3,
    )  # fmt: skip
    issue = Issue(situation, judge(situation), "")
    cells = bare(write(issue))
    written, least_cells = quickest(runs, lambda: write(issue), cells)
    yield Row(
        "a workbook written", "XlsxWriter writing the same styled cells", written / least_cells, how,
        ms(written, least_cells), 4,
    )  # fmt: skip
    text = text_of(publish.report_outline(situation))
    report, least_text = quickest(runs, lambda: publish.report(situation), lambda: draw(text))
    yield Row(
        "the report as PDF", "the same text at the same places on a bare reportlab canvas", report / least_text, how,
        ms(report, least_text), 3,
    )  # fmt: skip
    yield samples(runs)


def samples(runs: int) -> Row:
    """``jukiself samples`` as a whole process."""
    runs = min(runs, 5)
    with tempfile.TemporaryDirectory(prefix="jukiself-bench-") as name:
        command = [sys.executable, "-m", "jukiself", "samples", name]
        ours = min(_of_process(command) for _ in range(runs))
        libraries = "import openpyxl, reportlab.pdfgen.canvas, reportlab.pdfbase.ttfonts, sqlalchemy"
        start = min(_of_process([sys.executable, "-c", libraries]) for _ in range(runs))
        least = start + _least_of_samples(Path(name), runs)
    return Row(
        "`jukiself samples`, the whole process: four cases as xlsx, pdf, json",
        "the libraries imported, then the bare canvas and XlsxWriter as above for all four", ours / least,
        f"{CPU}, quickest of {runs}", ms(ours, least),
    )  # fmt: skip


def _least_of_samples(folder: Path, runs: int) -> float:
    checklist = read_checklist(places.default_form())
    texts = [text_of(publish.report_outline(one)) for one in _cases(checklist)]
    cells = [bare((folder / f"nagano-{one}.xlsx").read_bytes()) for one in _CASES]
    works = [*(lambda text=text: draw(text) for text in texts), *cells]
    return sum(quickest(runs, *works))


def _of_process(command: list[str]) -> float:
    """Seconds of processor time of a process, with all it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
