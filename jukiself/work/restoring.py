"""控えに戻す: which copies there are, what going back to one would change, and going back, with the way back from that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from jukiself.store.book import Book
from jukiself.store.opening import BookDamaged, BookError, BookHeld, same_book
from jukiself.store.restoring import Contents, contents, overwrite, put_instead, stand_in
from jukiself.store.server import is_address
from jukiself.work.copies import FOLDER, copied, copies_of, is_copy, stamped
from jukiself.work.files import make_folder
from jukiself.work.setback import Part, compare

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jukiself.work.exchange import Editions

SERVER = (
    "サーバーに置いた保存ファイルは、サーバーの控えから戻します。サーバーの係に、戻したい日と時刻を伝えてください。"
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A copy in the list: when it was made, what is in it, and how that differs from now in a few words."""

    path: Path
    at: datetime
    holds: str
    differs: str


@dataclass(frozen=True, slots=True)
class Outlook:
    """What going back to a copy would change; ``unreadable`` says why the present book cannot be compared."""

    copy: Path
    parts: tuple[Part, ...]
    unreadable: str = ""

    @property
    def counts(self) -> tuple[int, int, int]:
        """How much comes back, is lost, and becomes another."""
        parts = self.parts
        return sum(one.back for one in parts), sum(one.lost for one in parts), sum(one.changed for one in parts)

    @property
    def same(self) -> bool:
        """Whether nothing would change."""
        return not self.parts and not self.unreadable

    @property
    def words(self) -> str:
        """The counts, in a sentence."""
        if self.same:
            return "この控えは、いまの保存ファイルと同じです。戻しても何も変わりません。"
        back, lost, changed = self.counts
        return f"{self.unreadable}戻ってくるもの {back}　なくなるもの {lost}　変わるもの {changed}"


@dataclass(frozen=True, slots=True)
class Restored:
    """What was done: ``aside`` is where the state before lies now; None where there was nothing to keep."""

    path: Path
    copy: Path
    aside: Path | None
    readable: bool = True

    @property
    def words(self) -> str:
        """Where the former state is, and how to go back to it."""
        done = f"「{self.path.name}」を、控えに戻しました。"
        if self.aside is None:
            return done
        if not self.readable:
            return f"{done}壊れていたファイルは「{self.aside}」に残っています。"
        return f"{done}戻す前のものは、控え「{self.aside.name}」にあります。そこへ戻ることもできます。"


def listed(path: Path, folder: str = "") -> list[Listed]:
    """Every copy of a book, newest first; without opening any of them as a book."""
    now = contents(path) if path.exists() else None
    return [_listed(path, now, one.path, one.at) for one in copies_of(path, folder)]


def named(path: Path, copy: Path) -> Listed:
    """The same of a copy that lies elsewhere, or was named by hand."""
    now = contents(path) if path.exists() else None
    return _listed(path, now, copy, datetime.fromtimestamp(copy.stat().st_mtime))  # noqa: DTZ006 - the office's own wall clock


def _listed(path: Path, now: Contents | None, copy: Path, at: datetime) -> Listed:
    held = contents(copy)
    if held is None:
        return Listed(copy, at, "読めません", "")
    holds = f"答え {held.answers}" if held.inspections <= 1 else f"点検 {held.inspections}　答え {held.answers}"
    if now is None:
        return Listed(copy, at, holds, "いまの保存ファイルは読めません")
    if same_book(copy, path):
        return Listed(copy, at, holds, "いまと同じ")
    pairs = (("点検", held.inspections - now.inspections), ("答え", held.answers - now.answers))
    said = [f"{what}が {abs(by)} {'多い' if by > 0 else '少ない'}" for what, by in pairs if by]
    return Listed(copy, at, holds, "、".join(said) or "数は同じで、中身が違う")


def look(path: Path, copy: Path, clock: Callable[[], datetime], editions: Editions) -> Outlook:
    """What going back to a copy would change; nothing is written but a file thrown away. Raises `BookError`."""
    _refuse(path, copy)
    with stand_in(copy, path, clock) as then:
        try:
            with stand_in(path, path, clock) as now:
                return Outlook(copy, tuple(compare(now, then, editions)))
        except BookDamaged:
            unreadable = "いまの保存ファイルは壊れていて、比べられません。控えにあるもの："
        except BookError:
            if path.exists():
                raise
            unreadable = "いまの保存ファイルは元の場所にありません。控えにあるもの："
        return Outlook(copy, tuple(compare(None, then, editions)), unreadable)


def restore(path: Path, copy: Path, clock: Callable[[], datetime], folder: str = "", most: int = 10) -> Restored:
    """Go back to a copy: first the present state is put aside as a copy of its own, then the book is overwritten whole.

    Raises `BookHeld` where somebody else writes in it, `BookError` where anything else is in the way; then nothing has
    changed. The copy stays.
    """
    _refuse(path, copy)
    with stand_in(copy, path, clock) as then:
        source = then.path
        if source is None:
            raise BookError(SERVER)  # unreachable: a stand-in is a file
        if not path.exists():
            put_instead(path, source, None)
            return Restored(path, copy, None)
        try:
            book = Book.open(path, clock)
        except BookDamaged:
            broken = stamped(path, _beside(path), "壊れた", clock())
            put_instead(path, source, broken)
            return Restored(path, copy, broken, readable=False)
        with book:
            if book.holder:
                raise BookHeld(
                    f"いま {book.holder.name} さんがこの保存ファイルに書いています。閉じてもらってから、もう一度戻してください。"
                )
            aside, said = copied(book, path, folder, clock(), most, spare=copy)
            if aside is None:
                raise BookError(f"いまの保存ファイルの控えを置けないので、戻していません。{said}")
            overwrite(path, source)
        return Restored(path, copy, aside)


def _beside(path: Path) -> Path:
    folder = path.parent / FOLDER
    make_folder(folder)
    return folder


def _refuse(path: Path, copy: Path) -> None:
    if is_address(str(path)) or is_address(str(copy)):
        raise BookError(SERVER)
    if is_copy(path):
        raise BookError(f"「{path.name}」は控えです。戻したい保存ファイルのほうを選んでください。")
    if path.exists() and copy.exists() and path.samefile(copy):
        raise BookError("控えと保存ファイルが同じファイルです。控えを選び直してください。")
