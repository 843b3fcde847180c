"""講評: a round's findings sorted and remarked on by its reviewers, one write at a time."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from jukiself import places
from jukiself.answers.model import NATURE_LABELS, Nature
from jukiself.answers.situation import Situation
from jukiself.answers.text import text_problem
from jukiself.answers.years import fiscal_year
from jukiself.excel.comments_read import read_comments
from jukiself.store import remarks as kept
from jukiself.store.book import BookError
from jukiself.survey.remarks import Bin, On, Remark
from jukiself.survey.sorting import Pile, fault, held_of, pile
from jukiself.work.across import Stopped, look_across
from jukiself.work.foreign import read_workbook_file
from jukiself.work.practice import refuse_marks
from jukiself.work.request import open_round

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from jukiself.answers.model import Inspection, Office
    from jukiself.checklist.model import Checklist
    from jukiself.store.book import Book, Summary
    from jukiself.survey.request import Listed
    from jukiself.survey.sorting import Held, Item
    from jukiself.work.exchange import Editions
    from jukiself.work.request import Round


class RemarkRefused(ValueError):
    """A remark that cannot be kept; the message is a Japanese sentence."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """What became of the proposals somebody said yes to."""

    sorted: int
    bins: Mapping[Bin, int]


def rounds(book: Book) -> list[tuple[int, Nature]]:
    """The rounds with replies in a book: 本番 before 見本, the newest 年度 first."""
    found = {(one.year, one.nature) for one in book.summaries() if one.nature is not Nature.TRAINING}
    return sorted(found, key=lambda one: (one[1] is not Nature.REAL, -one[0]))


class Reviewing:
    """One reviewer at one round of a book. What is written is on disk when the call returns."""

    def __init__(
        self,
        book: Book,
        year: int,
        nature: Nature,
        editions: Editions,
        clock: Callable[[], datetime],
        by: str = "",
    ) -> None:
        self.book, self.year, self.nature, self.by = book, year, nature, by
        self._editions, self._clock = editions, clock
        self._pile: Pile | None = None

    # -- what there is --------------------------------------------------------------------------------------------

    @property
    def round(self) -> Round | None:
        """The 依頼 with its 対象団体; None where these replies were never asked for."""
        return open_round(self.book, self.year, self.nature)

    @cached_property
    def newest(self) -> Mapping[Office, Summary]:
        """The counted reply of every office: its newest 提出回."""
        found: dict[Office, Summary] = {}
        for one in self.book.summaries():
            before = found.get(one.office)
            same = (one.year, one.nature) == (self.year, self.nature)
            if same and (before is None or before.submission < one.submission):
                found[one.office] = one
        return {one: found[one] for one in sorted(found, key=lambda office: office.code)}

    @cached_property
    def served(self) -> tuple[tuple[Listed, Office], ...]:
        """Offices without a reply of their own whose part another body has answered, with that body."""
        replied = {one.code: one for one in self.newest}
        roll = self.round.roll if self.round else ()
        return tuple(
            (one, replied[one.served_by])
            for one in sorted(roll, key=lambda one: one.office.code)
            if one.office.code not in replied and one.served_by in replied
        )

    @property
    def pile(self) -> Pile:
        """All findings with their remarks; replies that came back with workbooks stand beside them."""
        return self.gather()

    def gather(self, told: Callable[[int, int], bool] = lambda _done, _of: True) -> Pile:
        """The pile, gathered where it is not yet; ``told`` hears how many replies of how many are in it.

        Those judged for the first time are counted by themselves (`look_across`). Raises `Stopped` where ``told`` says no.
        """
        if self._pile is None:
            self._pile = self._gather(told)
        return self._pile

    def _gather(self, told: Callable[[int, int], bool]) -> Pile:
        bring_replies(self.book, self.year, self.nature)
        across = look_across(self.book, self.year, self.nature, self._editions, told)
        # Whoever replied is answered: a body whose reply speaks for others stands here once, and by itself.
        found = {(one.by or one.listed.office).code: one for one in across.replies}
        known: dict[Held, Held] = {}
        replies = {}
        readable = [one for one in self.newest if one.code in found]
        for number, office in enumerate(readable, 1):
            replies[office] = held_of(found[office.code], across.checklist, known)
            if not told(number, len(readable)):
                raise Stopped
        return pile(replies, kept.load(self.book, self.year, self.nature), across.checklist)

    def situation(self, office: Office) -> Situation:
        """An office's reply, ready to be judged; KeyError where there is none."""
        inspection = self.book.load(self.newest[office].id)
        return Situation(self._edition(inspection), inspection)

    def office(self, code: str) -> Office:
        """The office of a code that has replied; raises `RemarkRefused`."""
        found = next((one for one in self.newest if one.code == code), None)
        if found is None:
            raise RemarkRefused(f"団体コード {code} の{self.year}年度の回答は、この保存ファイルにありません。")
        return found

    def _edition(self, inspection: Inspection) -> Checklist:
        found = self._editions.asked(inspection)
        if found is None:
            raise BookError(
                f"設問の版 {inspection.edition} がこのプログラムにありません。新しい版のプログラムで開いてください。"
            )
        return found

    def reload(self) -> None:
        """Look at the book again, for instance after another reviewer wrote in it."""
        for name in ("newest", "served"):
            self.__dict__.pop(name, None)
        self._pile = None

    # -- what is written ------------------------------------------------------------------------------------------

    def put(self, remarks: Iterable[Remark]) -> list[Remark]:
        """Keep remarks, all or none; raises `RemarkRefused`, and `BookChanged` where another reviewer was first."""
        wanted = list(remarks)
        codes = {one.code for one in self.newest}
        for one in wanted:
            if one.office not in codes:
                self.office(one.office)
            if found := fault(one, self.pile.find(one.on) if one.rule else None):
                raise RemarkRefused(found)
        written = kept.put(self.book, self.year, self.nature, wanted, self.by, self._clock())
        self._pile = self.pile.with_remarks(written)
        return written

    def change(self, items: Iterable[Item], **changes: Any) -> list[Remark]:
        """Say the same of several findings at once."""
        return self.put([replace(one.remark, **changes) for one in items])

    def remark(self, on: On) -> Remark:
        """What is said of a finding or of a whole reply, which may be nothing yet."""
        if not on.rule:
            return self.pile.whole.get(on.office, Remark(on.office, ""))
        item = self.pile.find(on)
        if item is None:
            raise RemarkRefused(f"団体 {on.office} の回答に、所見「{on.rule}」はありません。")
        return item.remark

    def take_replies(self, path: Path) -> int:
        """What an office wrote into its 講評 and sent back; how many replies are new. Raises `WorkbookRefused` too."""
        reading = read_comments(read_workbook_file(path))
        refuse_marks(self.nature, reading.traces)
        sent = reading.identity
        office = self.office(sent.code)
        if (sent.year, sent.nature) != (self.year, self.nature):
            raise RemarkRefused(
                f"「{path.name}」は、{fiscal_year(sent.year)}（{NATURE_LABELS[sent.nature]}）の講評です。"
            )
        refused = [f"{one.place}：{one.message}" for one in reading.problems if one.effect == "refused"]
        if refused:
            raise RemarkRefused("\n".join((f"「{path.name}」の返事に、読めない所があります。", *refused)))
        replies = {On(office.code, one.rule, one.member): one.reply for one in reading.comments if one.reply}
        written = kept.put_replies(self.book, self.year, self.nature, replies)
        self._pile = None
        return written

    def past(self, on: On) -> list[Remark]:
        """What was said there before, oldest first."""
        return kept.past(self.book, self.year, self.nature, on)

    def accept(self, items: Iterable[Item]) -> Accepted:
        """Say yes to what is proposed for those that nobody has sorted."""
        wanted = [one for one in items if not one.sorted]
        self.put([replace(one.remark, bin=one.proposed) for one in wanted])
        bins = {one: sum(item.proposed is one for item in wanted) for one in Bin}
        return Accepted(len(wanted), {one: count for one, count in bins.items() if count})

    def situations(self) -> Iterator[tuple[Office, Situation]]:
        """Every counted reply, one at a time, by code."""
        for office in self.newest:
            yield office, self.situation(office)


def bring_replies(book: Book, year: int, nature: Nature) -> int:
    """What offices replied in the workbooks taken in, put beside the remarks of a round; how many are new.

    A book somebody else writes in is left as it is.
    """
    if book.read_only:
        return 0
    found = kept.returned(book, year, nature)
    now = kept.load(book, year, nature) if found else {}
    fresh = {on: reply for on, reply in found.items() if on not in now or now[on].reply != reply}
    return kept.put_replies(book, year, nature, fresh)


# -- 定型文 ---------------------------------------------------------------------------------------------------------


def phrases(book: Book) -> list[str]:
    """The sentences to choose from: the book's own, or those shipped while it has none."""
    own = kept.phrases(book)
    if own:
        return own
    text = (places.resources() / "remarks" / "phrases.toml").read_text(encoding="utf-8")
    return [str(one) for one in tomllib.loads(text)["phrases"]]


def keep_phrases(book: Book, texts: Iterable[str]) -> list[str]:
    """Keep these sentences in the book, in this order; raises `RemarkRefused`."""
    wanted = list(dict.fromkeys(one for one in texts if one.strip()))
    for one in wanted:
        if found := text_problem(one):
            raise RemarkRefused(f"定型文：{found}")
    kept.put_phrases(book, wanted)
    return wanted
