"""What the window asks of the program about 控え; types only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from jukiself.work.copies import Copy
    from jukiself.work.restoring import Listed, Outlook, Restored


class CopiesDesk(Protocol):
    """Copies of books: where they are, and what there is to say of them."""

    def failed(self) -> str:
        """Why the last copy could not be made where it was wanted, said once; empty where it was."""

    def told(self) -> str:
        """Where the first copy of a book now lies, said once."""

    def of(self, path: Path) -> Sequence[Copy]:
        """Every copy of a book, newest first."""

    def listed(self, path: Path) -> Sequence[Listed]:
        """The same with what is in each and how that differs from now."""

    def named(self, path: Path, copy: Path) -> Listed:
        """The same of one that lies elsewhere."""

    def look(self, path: Path, copy: Path) -> Outlook:
        """What going back to a copy would change; nothing is written."""

    def restore(self, path: Path, copy: Path) -> Restored:
        """Put the present state aside and go back to a copy."""

    def remove(self, path: Path) -> str:
        """Delete every copy of a book; what became of them, in a sentence."""
