"""開き直す: the next submission of an approved inspection, in the same book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.work import review
from jukiself.work.inspect import Sitting

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime


def reopen(sitting: Sitting, now: Callable[[], datetime]) -> Sitting:
    """Sit down at the next submission; the approved one stays as it was."""
    return Sitting(sitting.checklist, sitting.book, review.reopen(sitting), now)
