"""Looking across: the replies of a round, from the table of verdicts where they are there, worked out where not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import jukiself
from jukiself.answers.seal import seal
from jukiself.answers.situation import Situation
from jukiself.store.verdicts import Row
from jukiself.survey.record import packed, record

if TYPE_CHECKING:
    from jukiself.answers.model import Inspection
    from jukiself.checklist.model import Checklist


def verdict_row(inspection: Inspection, checklist: Checklist) -> Row:
    """What the table of verdicts keeps of an inspection."""
    body = packed(record(Situation(checklist, inspection)))
    return Row(f"{_maker(checklist)} {seal(inspection)}", body)


def _maker(checklist: Checklist) -> str:
    """Which program and which edition worked a row out; a row of another is not trusted."""
    return f"{jukiself.__version__} {checklist.fingerprint}"
