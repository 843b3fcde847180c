"""前のことばと、今のことば: pairs as lines of text and as a table, each with its day and its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.checklist.guide import texts_of_rule
from jukiself.checklist.renamed import renamed_in, since_words
from jukiself.report.outline import Column, Heading, Paragraph, Row, Style, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jukiself.answers.situation import Situation
    from jukiself.checklist.model import Checklist, Renamed
    from jukiself.findings.judge import Finding
    from jukiself.report.outline import Part

TITLE = "前のことばと、今のことば"
LEAD = "2006年から2011年の資料のことばが、今どう呼ばれるかを並べます。日付と呼び方は、出典に書かれている所までです。"


def sources_of(checklist: Checklist, one: Renamed) -> str:
    """Readable, with the id by which the row is found again."""
    known = [checklist.clauses[each] for each in one.sources if each in checklist.clauses]
    return "、".join(f"{each.cited}（{each.id}）" for each in known)


def line_of(checklist: Checklist, one: Renamed) -> str:
    """One pair in one line, for a terminal."""
    return f"{one.then}\t→ {one.today}\t{since_words(one)}\t出典 {sources_of(checklist, one)}"


def then_and_now(checklist: Checklist, pairs: Sequence[Renamed], *, level: int) -> Iterator[Part]:
    """The table of some pairs; nothing where there are none."""
    if not pairs:
        return
    yield Heading(level, TITLE)
    yield Paragraph(LEAD, Style.SMALL)
    columns = (Column("前のことば", 20), Column("今のことば", 32), Column("いつから", 16), Column("出典", 32))
    rows = (Row((one.then, one.today, since_words(one), sources_of(checklist, one))) for one in pairs)
    # A few pairs at the end of a report stay together.
    yield Table(columns, tuple(rows), compact=True, whole=level > 1)


def old_words(situation: Situation, findings: Sequence[Finding]) -> Iterator[Part]:
    """The pairs whose old word this report uses, in a question asked or in a finding."""
    checklist = situation.checklist
    texts = [checklist.question[key.question].text for key in situation.keys]
    texts += [situation.label(key) for key in situation.keys]
    texts += [text for one in findings if one.rule for text in texts_of_rule(one.rule)]
    yield from then_and_now(checklist, renamed_in(checklist, texts), level=2)
