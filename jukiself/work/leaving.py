"""How a paper leaves the office: as it is, as a copy without names, under a passphrase."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from jukiself.answers.names import without_names
from jukiself.answers.situation import Situation
from jukiself.report.standing import short_mark
from jukiself.work.locking import lock
from jukiself.work.publish import Standing

if TYPE_CHECKING:
    from jukiself.answers.seal import Issued

#: First on the mark of such a copy, so that it stands in the head of every page.
COPY = "氏名を除いた写し"


@dataclass(frozen=True, slots=True)
class Manner:
    """What was chosen for a paper; the passphrase shows in no trace and is kept nowhere."""

    without_names: bool = False
    passphrase: str = field(default="", repr=False)

    def of(self, situation: Situation, said: Standing) -> tuple[Situation, Standing]:
        """What the paper is made from.

        The code of the answers covers who gave them, so a copy without names has none; it names that of the original.
        """
        if not self.without_names:
            return situation, said
        bare = Situation(situation.checklist, without_names(situation.inspection))
        marks = [COPY, _original(said.issued), short_mark(said.mark)]
        return bare, replace(Standing(), mark="　".join(filter(None, marks)))

    def closed(self, data: bytes, suffix: str) -> bytes:
        """The bytes as they leave; raises `PassphraseRefused` where a passphrase does not fit the file."""
        return lock(data, suffix, self.passphrase) if self.passphrase else data


def _original(issued: Issued) -> str:
    return f"もとの{issued.line}"
