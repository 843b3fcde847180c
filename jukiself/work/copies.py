"""控え: dated whole copies of a book, beside it or where the office wants them; making one never blocks work.

A book that is watched (`Keeper.watch`) says itself when much is about to be changed at once, whichever door it comes
through (`jukiself.store.book.Book.much`): that is the one place where copies before a change are made.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from jukiself.places import there
from jukiself.store.opening import SUFFIX, BookError, same_book
from jukiself.work.files import FileProblem, make_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from jukiself.settings import Settings
    from jukiself.store.book import Book

#: The folder beside a book, unless the office named one.
FOLDER = "控え"
_NAME = re.compile(rf"_控え_(\d{{4}}-\d\d-\d\d_\d{{6}})_([0-9a-f]{{6}})(?: \((\d+)\))?{re.escape(SUFFIX)}")
_UPGRADED = re.compile(rf"-版[0-9a-z_]+の控え{re.escape(SUFFIX)}")
_STAMP = "%Y-%m-%d_%H%M%S"
_GO_ON = "点検は続けられます。控えの場所は「設定」で変えられます。"


@dataclass(frozen=True, slots=True, order=True)
class Copy:
    """A copy of a book: when it was made; ``number`` tells those of one second apart."""

    at: datetime
    number: int
    path: Path


class Keeper:
    """Puts copies of the books it watches where the settings of this PC want them; ``say`` hears what cannot be done."""

    def __init__(self, settings: Settings, clock: Callable[[], datetime], say: Callable[[str], None]) -> None:
        self._settings, self._clock, self._say = settings, clock, say
        self._told: set[tuple[Path | None, str]] = set()

    def watch(self, book: Book) -> Book:
        """The same book; from now on it is copied before much of it is changed."""
        book.before_much = lambda: self.copy(book)
        return book

    @property
    def folder(self) -> str:
        """The folder the office named; empty: beside the book."""
        return str(self._settings["copies_folder"])

    @property
    def most(self) -> int:
        """How many stay."""
        return int(self._settings["copies_kept"])

    def of(self, path: Path) -> list[Copy]:
        """Every copy of a book, newest first."""
        return copies_of(path, self.folder)

    def remove(self, path: Path) -> str:
        """Delete every copy of a book; what became of them, in a sentence."""
        gone, left = remove_copies(path, self.folder)
        more = "".join(f"「{one}」は消せませんでした。開いていれば閉じて、手で消してください。" for one in left)
        return f"控え {gone}個を消しました。{more}"

    def copy(self, book: Book) -> Path | None:
        """A copy as the book stands now; None where none is wanted or possible, which is said once."""
        kept = self._settings
        if not kept["copies_on"] or book.path is None or book.read_only or book.bare:
            return None
        made, said = copied(book, book.path, self.folder, self._clock(), kept["copies_kept"])
        if said and (book.path, said) not in self._told:
            self._told.add((book.path, said))
            self._say(said)
        return made


def copied(
    book: Book, path: Path, folder: str, at: datetime, most: int, spare: Path | None = None
) -> tuple[Path | None, str]:
    """A copy in the folder named, or beside the book where none is named or it is gone; and what went wrong.

    ``spare`` is a copy that stays, however old.
    """
    said = ""
    if folder:
        if there(Path(folder)):
            try:
                return keep_copy(book, path, Path(folder), at, most, spare), ""
            except (BookError, OSError) as error:
                said = _sentence(folder, error)
        else:
            said = f"控えを置くフォルダー「{folder}」が見つかりません。"
    beside = path.parent / FOLDER
    try:
        if not is_copy(path):
            make_folder(beside)
        made = keep_copy(book, path, beside, at, most, spare)
    except (BookError, FileProblem, OSError) as error:
        return None, f"{said or _sentence(str(beside), error)}{_GO_ON}"
    return made, f"{said}控えは、保存ファイルの横の「{FOLDER}」に置きました。{_GO_ON}" if said else ""


def _sentence(folder: str, error: Exception) -> str:
    return f"控えを「{folder}」に置けません。" if isinstance(error, OSError) else f"{error}"


def keep_copy(book: Book, path: Path, folder: Path, at: datetime, most: int, spare: Path | None = None) -> Path | None:
    """The newest copy, made just now unless the last one says the same; None where the book is a copy itself.

    Only copies of this very book are counted and taken away, whatever else lies there; ``spare`` stays as well.
    Raises `BookError`.
    """
    if is_copy(path):
        return None
    if not folder.is_dir():
        raise BookError(f"控えを置くフォルダー「{folder}」が見つかりません。")
    mark = _mark(path, folder)
    before = _copies(folder, path.stem, mark)
    if before and same_book(before[-1].path, path):
        made = before[-1].path  # a program killed after it was made may have left too many older ones
    else:
        made = stamped(path, folder, "控え", at)
        book.copy_to(made)
    others = [one for one in _copies(folder, path.stem, mark) if one.path not in {made, spare}]
    for old in surplus(others, most - 1):
        # One that is open elsewhere goes another time.
        with contextlib.suppress(OSError):
            old.path.unlink()
    return made


def stamped(path: Path, folder: Path, what: str, at: datetime) -> Path:
    """A name that nothing bears yet, telling what it is of which book, and of when."""
    head = f"{path.stem}_{what}_{at:%Y-%m-%d_%H%M%S}_{_mark_of(path)}"
    names = (f"{head}{f' ({number})' if number > 1 else ''}{SUFFIX}" for number in count(1))
    return next(one for one in map(folder.joinpath, names) if not one.exists())


def surplus(kept: Sequence[Copy], most: int) -> list[Copy]:
    """Which copies go, so that with the one made just now as many stay as are wanted.

    The newer half of those that stay are the newest. The others are each the last of its day, so that a busy morning
    does not push last week out; where there are not days enough, again the newest.
    """
    newest = sorted(kept, reverse=True)
    stay = newest[: most // 2]
    days = {one.at.date() for one in stay}
    last_of_day = []
    for one in newest[len(stay) :]:
        if one.at.date() not in days:
            days.add(one.at.date())
            last_of_day.append(one)
    stay += last_of_day[: most - len(stay)]
    rest = [one for one in newest if one not in stay]
    return rest[most - len(stay) :]


def copies_of(path: Path, folder: str = "") -> list[Copy]:
    """Every copy of a book, newest first: beside it, in the folder the office named, and those made before an upgrade."""
    found: dict[Path, Copy] = {}
    places = [path.parent / FOLDER, *([Path(folder)] if folder else [])]
    for place in places:
        with contextlib.suppress(OSError):
            found |= {one.path.resolve(): one for one in _copies(place, path.stem, _mark(path, place))}
    with contextlib.suppress(OSError):
        for one in path.parent.iterdir():
            if one.name.startswith(path.stem) and _UPGRADED.fullmatch(one.name.removeprefix(path.stem)):
                found[one.resolve()] = Copy(datetime.fromtimestamp(one.stat().st_mtime), 1, one)  # noqa: DTZ006 - the office's own wall clock
    return sorted(found.values(), reverse=True)


def remove_copies(path: Path, folder: str = "") -> tuple[int, list[Path]]:
    """Delete every copy of a book, as somebody wants who deletes what it held; how many went, and which could not."""
    left = []
    found = copies_of(path, folder)
    for one in found:
        try:
            one.path.unlink()
        except OSError:
            left.append(one.path)
    return len(found) - len(left), left


def kept_words(most: int) -> str:
    """Which copies stay."""
    newest = max(1, most // 2 + most % 2)
    return f"{most}個まで残します（新しい{newest}個と、その前は日ごとに1個）。"


def is_copy(path: Path) -> bool:
    """Whether a file is named as a copy is."""
    return bool(_NAME.search(path.name))


def _mark_of(path: Path) -> str:
    # Books of one name from several folders may share a folder of copies.
    return hashlib.sha256(str(path.resolve()).encode("utf-8", "surrogatepass")).hexdigest()[:6]


def _mark(path: Path, folder: Path) -> str:
    """Whose copies count in a folder; beside the book all of its name do, also after both were moved together."""
    return "" if folder.resolve() == (path.parent / FOLDER).resolve() else _mark_of(path)


def _copies(folder: Path, stem: str, mark: str) -> list[Copy]:
    return sorted(_found(folder, stem, mark))


def _found(folder: Path, stem: str, mark: str) -> Iterator[Copy]:
    for one in folder.iterdir():
        said = _NAME.fullmatch(one.name.removeprefix(stem)) if one.name.startswith(stem) else None
        if said and mark in {"", said[2]}:
            with contextlib.suppress(ValueError):  # digits that are no day
                at = datetime.strptime(said[1], _STAMP)  # noqa: DTZ007 - the office's own wall clock
                yield Copy(at, int(said[3] or 1), one)
