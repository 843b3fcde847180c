"""手引き, 様式 and ことば as plain data: how to mend a weak point, on which paper, and what the words mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jukiself.checklist.model import Question, Rule


@dataclass(frozen=True, slots=True)
class GuideStep:
    """One step: what to open, whom to say what, what paper results."""

    title: str
    text: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Guide:
    """手引き: why and in which steps one person mends something, linked from questions and rules."""

    id: str
    title: str
    lead: str
    minutes: int
    needs: tuple[str, ...]
    why: tuple[str, ...]
    steps: tuple[GuideStep, ...]
    traps: tuple[str, ...]
    questions: tuple[str, ...]
    rules: tuple[str, ...]
    forms: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetField:
    """A labelled field of so many lines; ``hint`` shows how it is filled in."""

    label: str
    hint: str
    lines: int


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of a list, so many digits wide; ``hint`` stands in the row of the example."""

    label: str
    width: int
    hint: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """様式: a paper to fill in, in Excel or by hand: labelled fields, a list to go on with, or fields above a list."""

    id: str
    title: str
    use: str
    landscape: bool
    rows: int
    fields: tuple[SheetField, ...]
    columns: tuple[SheetColumn, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """ことば: a word a newcomer does not know; ``since`` tells how it was or is called otherwise."""

    word: str
    reading: str
    gloss: str
    since: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One heading of a document nobody asks about as such; ``near`` are questions on the same subject."""

    clause: str
    about: str
    near: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """Headings that belong together."""

    title: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """A page to look something up in: what a document holds, which questions touch it, where to read the whole."""

    id: str
    title: str
    lead: str
    notes: tuple[str, ...]
    look: tuple[str, ...]
    chapters: tuple[Chapter, ...]
    sources: tuple[str, ...]

    @property
    def sections(self) -> tuple[Section, ...]:
        """All headings, in order."""
        return tuple(one for chapter in self.chapters for one in chapter.sections)


@dataclass(frozen=True)
class Handbook:
    """Everything there is to read and to fill in beside the checklist."""

    guides: tuple[Guide, ...]
    sheets: tuple[Sheet, ...]
    terms: tuple[Term, ...]
    references: tuple[Reference, ...] = ()

    @cached_property
    def guide(self) -> dict[str, Guide]:
        """Guides by id."""
        return {one.id: one for one in self.guides}

    @cached_property
    def reference(self) -> dict[str, Reference]:
        """Pages to look up in, by id."""
        return {one.id: one for one in self.references}

    @cached_property
    def sheet(self) -> dict[str, Sheet]:
        """様式 by id."""
        return {one.id: one for one in self.sheets}

    @cached_property
    def term(self) -> dict[str, Term]:
        """Terms by word."""
        return {one.word: one for one in self.terms}

    def for_question(self, question: str) -> tuple[Guide, ...]:
        """The guides that help with a question."""
        return tuple(one for one in self.guides if question in one.questions)

    def for_rule(self, rule: str) -> tuple[Guide, ...]:
        """The guides that help to mend what a rule found."""
        return tuple(one for one in self.guides if rule in one.rules)

    def terms_in(self, texts: Iterable[str]) -> tuple[Term, ...]:
        """The terms that stand in texts, as they come up; 再々委託 is not also 委託."""
        words = dict.fromkeys(found[0] for text in texts for found in self._words.finditer(text))
        return tuple(self.term[one] for one in words)

    @cached_property
    def _words(self) -> re.Pattern[str]:
        return any_of(self.term)


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of the words, the longest where one begins like another."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(_whole, longest_first)) or "(?!)")


_RUNS = ("[A-Za-z0-9]", "[ァ-ヺー]")


def _whole(word: str) -> str:
    """A pattern for the word that does not find CS in CSV, nor ログ in プログラム."""
    before = next((f"(?<!{run})" for run in _RUNS if re.match(run, word[0])), "")
    after = next((f"(?!{run})" for run in _RUNS if re.match(run, word[-1])), "")
    return f"{before}{re.escape(word)}{after}"


def texts_of(question: Question) -> Iterator[str]:
    """Everything a question says, in the order it is read."""
    yield question.text
    yield from (one.label for one in question.choices)
    yield from (question.why, question.look, question.ask, question.example, question.step)


def texts_of_rule(rule: Rule) -> Iterator[str]:
    """Everything a finding says."""
    yield from (rule.title, rule.check_title, rule.text, rule.risk, rule.to_find_out)
    if rule.remedy:
        yield from (rule.remedy.step, rule.remedy.say)


def texts_of_guide(guide: Guide) -> Iterator[str]:
    """Everything a guide says."""
    yield from (guide.title, guide.lead, *guide.needs, *guide.why)
    for one in guide.steps:
        yield from (one.title, one.text)
    yield from guide.traps


def texts_of_reference(reference: Reference) -> Iterator[str]:
    """Everything a page to look up in says of its own."""
    yield from (reference.title, reference.lead, *reference.notes, *reference.look)
    for chapter in reference.chapters:
        yield chapter.title
        yield from (one.about for one in chapter.sections)


def labels_of(sheet: Sheet) -> Iterator[str]:
    """The names of everything to be filled in."""
    yield from (one.label for one in sheet.fields)
    yield from (one.label for one in sheet.columns)
