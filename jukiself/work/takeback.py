"""Taking a whole import back: the answers before it are written again, where nobody has changed them since."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from jukiself.answers.model import Answer
from jukiself.work.changes import Change, same

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jukiself.answers.model import Inspection, Key
    from jukiself.store.book import Book, Entry
    from jukiself.work.inspect import Sitting

_IMPORT = "import "


@dataclass(frozen=True, slots=True)
class Imported:
    """The last file taken into an inspection: what it changed, and what of that still stands as it was taken in."""

    file_name: str
    change: Change
    standing: Mapping[Key, Answer]

    @property
    def back(self) -> dict[Key, Answer]:
        """What taking it back would write."""
        return {key: self.change.before[key] for key in self.standing}


def last_import(book: Book, inspection_id: int, inspection: Inspection) -> Imported | None:
    """The last file that changed an answer; None where there was none."""
    entries = book.history(inspection_id)
    blocks = [(origin, list(some)) for (origin, _), some in groupby(entries, key=_stroke)]
    place = max((at for at, (origin, _) in enumerate(blocks) if origin.startswith(_IMPORT)), default=-1)
    if place < 0:
        return None
    origin, block = blocks[place]
    earlier = {one.key: one.answer for _, some in blocks[:place] for one in some}
    after = {one.key: one.answer for one in block}
    before = {key: earlier.get(key, Answer()) for key in after}
    standing = {key: one for key, one in after.items() if same(inspection.answer(key), one)}
    return Imported(origin.removeprefix(_IMPORT), Change(before, after), standing)


def _stroke(entry: Entry) -> tuple[str, object]:
    """Entries of one transaction have one origin and one time."""
    return entry.origin, entry.answer.at


def take_back(sitting: Sitting) -> Imported | None:
    """Take the last import back as one change that can itself be undone; None where nothing of it stands.

    What a file says besides answers (contracts, contact, free text) stays: it is seen and changed on its own pages.
    Raises `AnswerRefused` where the inspection is locked.
    """
    found = last_import(sitting.book, sitting.id, sitting.inspection)
    if found is None or not found.standing:
        return None
    sitting.put_back(found.back, f"undo {_IMPORT}{found.file_name}")
    return found
