"""A file that leaves the office, locked by what kind of file it is; and one that comes back, opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jukiself.excel import lock as office_lock
from jukiself.excel.lock import WrongPassphrase, is_locked
from jukiself.pdf import lock as pdf_lock
from jukiself.work.passphrase import PassphraseRefused, checked

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["LOCKABLE", "WrongPassphrase", "is_locked", "lock", "unlock"]

LOCKABLE: dict[str, Callable[[bytes, str], bytes]] = {
    ".xlsx": office_lock.locked,
    ".docx": office_lock.locked,
    ".pdf": pdf_lock.locked,
}


def lock(data: bytes, suffix: str, passphrase: str) -> bytes:
    """The bytes of a file of that kind, locked; raises `PassphraseRefused` where it has no lock of its own."""
    close = LOCKABLE.get(suffix.lower())
    if close is None:
        raise PassphraseRefused(
            "この種類のファイルには合言葉を付けられません。Excel・Word・PDF で書き出すか、合言葉を外してください。"
        )
    return close(data, checked(passphrase))


def unlock(data: bytes, passphrase: str) -> bytes:
    """What a locked workbook holds; a file without a lock as it is. Raises `WrongPassphrase`, `WorkbookRefused`."""
    return office_lock.unlocked(data, passphrase) if is_locked(data) else data
