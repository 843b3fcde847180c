"""Taking a whole import back: what stood there before is written again, where nobody has changed it since."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING

from jukiself.answers.model import Answer
from jukiself.work.besides import NOTHING, Besides
from jukiself.work.changes import Change, same

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jukiself.answers.model import Inspection, Key
    from jukiself.store.book import Book, Entry
    from jukiself.work.inspect import Sitting

_IMPORT = "import "


@dataclass(frozen=True, slots=True)
class Imported:
    """The last file taken into an inspection: what it changed, and what of that still stands as it was taken in.

    ``besides`` is what taking it back would change besides answers.
    """

    file_name: str
    change: Change
    standing: Mapping[Key, Answer]
    besides: Besides = NOTHING

    @property
    def back(self) -> dict[Key, Answer]:
        """What taking it back would write."""
        return {key: self.change.before[key] for key in self.standing}


def last_import(book: Book, inspection_id: int, inspection: Inspection) -> Imported | None:
    """The last file that changed anything; None where there was none."""
    log = book.imports(inspection_id)
    besides = Besides.parse(log[-1].besides) if log else NOTHING
    if log and not log[-1].taken:
        return _imported(log[-1].file_name, Change(*_NO_ANSWERS, besides), inspection)
    entries = book.history(inspection_id)
    blocks = [(origin, list(some)) for (origin, _), some in groupby(entries, key=_stroke)]
    place = max((at for at, (origin, _) in enumerate(blocks) if origin.startswith(_IMPORT)), default=-1)
    if place < 0:
        return None
    origin, block = blocks[place]
    earlier = {one.key: one.answer for _, some in blocks[:place] for one in some}
    after = {one.key: one.answer for one in block}
    before = {key: earlier.get(key, Answer()) for key in after}
    return _imported(origin.removeprefix(_IMPORT), Change(before, after, besides), inspection)


_NO_ANSWERS: tuple[Mapping[Key, Answer], Mapping[Key, Answer]] = (MappingProxyType({}), MappingProxyType({}))


def _imported(file_name: str, change: Change, inspection: Inspection) -> Imported:
    standing = {key: one for key, one in change.after.items() if same(inspection.answer(key), one)}
    gone = {key for key in standing if change.before[key].empty}
    # A contract somebody has answered about since stays listed.
    about = {key.member for key in inspection.answers if key.member and key not in gone}
    back = change.besides.back().without_listing(about)
    return Imported(file_name, change, standing, Besides.between(inspection, back.applied(inspection)))


def _stroke(entry: Entry) -> tuple[str, object]:
    """Entries of one transaction have one origin and one time."""
    return entry.origin, entry.answer.at


def take_back(sitting: Sitting) -> Imported | None:
    """Take the last import back as one change that can itself be undone; None where nothing of it stands.

    Raises `AnswerRefused` where the inspection is locked.
    """
    found = last_import(sitting.book, sitting.id, sitting.inspection)
    if found is None or not (found.standing or found.besides):
        return None
    sitting.put_back(found.back, f"undo {_IMPORT}{found.file_name}", found.besides)
    return found
