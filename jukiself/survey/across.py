"""Many replies seen together. Every number is the length of a list of office codes, so that it leads to the offices."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from jukiself.findings.score import PARTS, Share, total
from jukiself.survey import record as kept
from jukiself.survey.distribution import Codes, Distribution, distribute, grouped
from jukiself.survey.record import places

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jukiself.answers.model import Office
    from jukiself.answers.situation import Progress
    from jukiself.checklist.cross import CrossRule
    from jukiself.checklist.model import Checklist, Rule
    from jukiself.survey.reply import Named, Reply
    from jukiself.survey.request import Listed

_CROSS = (kept.HOLDS, kept.UNCLEAR, kept.NOT, kept.OUTSIDE, kept.UNSURE_OF)
#: Whatever is known to be bad weighs more than what is open; unknown is never good.
WEAKEST = ("unmet", "partly", "unknown", "unanswered", "met")


@dataclass(frozen=True, slots=True)
class Standing:
    """Offices by the weakest answer they gave in one place of the picture.

    ``unmet``: at least one できていない; ``partly``: none of those, but 一部; ``unknown``, ``unanswered``: nothing bad
    is known, but something is open; ``met``: everything that applies is in place. ``outside``: nothing applies.
    """

    met: Codes = ()
    partly: Codes = ()
    unmet: Codes = ()
    unknown: Codes = ()
    unanswered: Codes = ()
    outside: Codes = ()

    @property
    def share(self) -> Share:
        """The same as counts of offices, for the picture."""
        return Share(**{one: len(getattr(self, one)) for one in PARTS}, not_applicable=len(self.outside))


@dataclass(frozen=True, slots=True)
class Spread:
    """A rule over all offices: where it is found, where that is not known, where it is not so, where it is not asked.

    An office with several networks or contracts is ``found`` where it holds of one of them.
    """

    rule: Rule
    found: Codes
    unclear: Codes
    clear: Codes
    beside: Codes

    @property
    def asked(self) -> int:
        """The denominator N: offices where it is asked."""
        return len(self.found) + len(self.unclear) + len(self.clear)


@dataclass(frozen=True, slots=True)
class Crossing:
    """A cross rule over all offices, and the sentence that may be said."""

    rule: CrossRule
    holds: Codes
    unknown: Codes
    fails: Codes
    outside: Codes
    unsure: Codes

    @property
    def counted(self) -> int:
        """The denominator N: offices that are known to count."""
        return len(self.holds) + len(self.unknown) + len(self.fails)

    @property
    def unclear(self) -> int:
        """u: offices that cannot tell, or of which it is not known whether they count."""
        return len(self.unknown) + len(self.unsure)

    @property
    def sentence(self) -> str:
        """What may be said; empty where no office counts."""
        n, counted = len(self.holds), self.counted
        if not counted:
            return ""
        said = self._said(n, counted).format(n=f"{n:,}", N=f"{counted:,}", u=f"{len(self.unknown):,}")
        if n and self.unknown:
            said += f"ほかに{len(self.unknown):,}団体は、答えが足りず、まだ言えません。"
        if self.unsure:
            said += f"なお、{self.rule.counted}かどうかが分からない所が、{len(self.unsure):,}団体あります。"
        return said

    def _said(self, n: int, counted: int) -> str:
        if n == counted > 1 and not self.unclear:
            return self.rule.whole
        if n * 2 > counted > 1:
            return self.rule.most
        if n:
            return self.rule.some
        return self.rule.unclear if self.unclear else self.rule.none


@dataclass(frozen=True)
class Across:
    """Replies seen together; they stand in the order of their codes whatever order they came in.

    ``asked`` are the offices that were to reply. All records are aligned with the ``checklist``. ``unread`` have replied
    to an edition this program does not have: they are neither counted nor missing.
    """

    checklist: Checklist
    given: tuple[Reply, ...]
    asked: tuple[Listed, ...] = ()
    unread: tuple[tuple[Office, str], ...] = ()

    @cached_property
    def replies(self) -> tuple[Reply, ...]:
        """By code."""
        return tuple(sorted(self.given, key=lambda one: one.code))

    @cached_property
    def by_code(self) -> dict[str, Reply]:
        """Each office's reply."""
        return {one.code: one for one in self.replies}

    @cached_property
    def codes(self) -> Codes:
        """The offices counted."""
        return tuple(self.by_code)

    @cached_property
    def missing(self) -> tuple[Listed, ...]:
        """Offices that were to reply and have not, by code; bodies that reply for others are not counted."""
        bodies = {one.by.code for one in self.replies if one.by} | {office.code for office, _ in self.unread}
        left = [one for one in self.asked if one.office.code not in self.by_code and one.office.code not in bodies]
        return tuple(sorted(left, key=lambda one: one.office.code))

    def names(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Offices by name, in their order."""
        return tuple(self.by_code[one].listed.office.name for one in codes)

    def only(self, codes: Iterable[str]) -> Across:
        """The same looked at for some of the offices."""
        wanted = frozenset(codes)
        return Across(self.checklist, tuple(one for one in self.replies if one.code in wanted))

    @cached_property
    def progress(self) -> dict[str, Progress]:
        """How far each office has answered."""
        return {one.code: one.record.progress for one in self.replies}

    # -- the picture ----------------------------------------------------------------------------------------------

    @cached_property
    def picture(self) -> dict[tuple[str, str], Standing]:
        """Offices by (area, stage)."""
        columns = zip(*(one.record.shares for one in self.replies), strict=True)
        return {place: self._standing(column) for place, column in zip(places(self.checklist), columns, strict=False)}

    @cached_property
    def areas(self) -> dict[str, Standing]:
        """Offices by area, all its stages together."""
        found: dict[str, list[int]] = {}
        for number, (area, _) in enumerate(places(self.checklist)):
            found.setdefault(area, []).append(number)
        return {
            area: self._standing([_joined(one.record.shares, numbers) for one in self.replies])
            for area, numbers in found.items()
        }

    @cached_property
    def stages(self) -> dict[str, Standing]:
        """Offices by stage, all areas together."""
        found: dict[str, list[int]] = {}
        for number, (_, stage) in enumerate(places(self.checklist)):
            found.setdefault(stage, []).append(number)
        return {
            stage: self._standing([_joined(one.record.shares, numbers) for one in self.replies])
            for stage, numbers in found.items()
        }

    def share_of(self, code: str) -> dict[str, Share]:
        """One office's own answers by area."""
        shares = self.by_code[code].record.shares
        found: dict[str, list[Share]] = {}
        for (area, _), text in zip(places(self.checklist), shares, strict=True):
            if text:
                found.setdefault(area, []).append(share(text))
        return {area: total(parts) for area, parts in found.items()}

    def _standing(self, column: Iterable[str]) -> Standing:
        found: dict[str, list[str]] = {}
        for text, codes in grouped(self.codes, column).items():
            found.setdefault(weakest(text), []).extend(codes)
        return Standing(**{name: tuple(sorted(codes)) for name, codes in found.items()})

    # -- findings -------------------------------------------------------------------------------------------------

    @cached_property
    def spreads(self) -> dict[str, Spread]:
        """Every rule over all offices, in the order of the form."""
        columns = zip(*(one.record.rules for one in self.replies), strict=True)
        pairs = zip(self.checklist.rules, columns, strict=False)
        return {rule.id: self._spread(rule, column) for rule, column in pairs}

    def _spread(self, rule: Rule, column: tuple[str, ...]) -> Spread:
        found: dict[str, list[str]] = {"found": [], "unclear": [], "clear": [], "beside": []}
        for letters, codes in grouped(self.codes, column).items():
            found[_part(letters)] += codes
        return Spread(rule, **{name: tuple(sorted(codes)) for name, codes in found.items()})

    def members_found(self, spread: Spread) -> tuple[tuple[str, Named], ...]:
        """Of which networks or contracts a finding holds, with their offices."""
        place = self.checklist.rules.index(spread.rule)
        pairs = []
        for code in spread.found:
            reply = self.by_code[code]
            members = zip(reply.members(self.checklist, spread.rule.each), reply.record.rules[place], strict=True)
            pairs += [(code, one) for one, letter in members if one and letter == kept.FOUND]
        return tuple(pairs)

    @cached_property
    def crossings(self) -> tuple[Crossing, ...]:
        """Every cross rule of the edition."""
        found = []
        for number, rule in enumerate(self.checklist.across):
            by_letter: dict[str, list[str]] = {one: [] for one in _CROSS}
            for one in self.replies:
                by_letter[one.record.cross[number]].append(one.code)
            found.append(Crossing(rule, *map(tuple, by_letter.values())))
        return tuple(found)

    # -- answers --------------------------------------------------------------------------------------------------

    @cached_property
    def distributions(self) -> tuple[Distribution, ...]:
        """Who answered what, in the order of the form; questions nobody was asked are left out."""
        columns = zip(*(one.record.values for one in self.replies), strict=True)
        pairs = zip(self.checklist.questions, columns, strict=False)
        return tuple(one for question, column in pairs for one in distribute(self, question, column) if one.total)

    @cached_property
    def open_questions(self) -> tuple[Distribution, ...]:
        """Everything somebody answered わからない to, in the order of the form."""
        return tuple(one for one in self.distributions if one.unknown.count)


def share(text: str) -> Share:
    """A cell of a record as counts; nothing where nothing is asked."""
    return Share(*map(int, text.split("."))) if text else Share()


def _joined(shares: tuple[str, ...], numbers: list[int]) -> str:
    """Cells of one area: the parts that matter for the weakest answer."""
    return "+".join(filter(None, (shares[one] for one in numbers)))


def weakest(text: str) -> str:
    """The weakest part among an office's answers in a place, or in several joined by ``+``."""
    found = total([share(one) for one in text.split("+")])
    return next((one for one in WEAKEST if getattr(found, one)), "outside")


def _part(letters: str) -> str:
    if kept.FOUND in letters:
        return "found"
    if any(one in letters for one in (kept.CHECK, kept.OPEN, kept.GUESSED)):
        return "unclear"
    return "clear" if kept.FALSE in letters else "beside"
