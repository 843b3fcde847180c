"""Office files under a passphrase: AES-256 in the agile way that Excel, Word and LibreOffice open; and open them again."""

from __future__ import annotations

import io
from typing import Any

from msoffcrypto import OfficeFile
from msoffcrypto.exceptions import InvalidKeyError
from msoffcrypto.format.ooxml import OOXMLFile

from jukiself.excel.problem import WorkbookRefused
from jukiself.excel.sniff import Kind, kind_of

#: Office counts to 100,000; a stranger's file may ask for so many rounds that the program would stand still.
_MOST_ROUNDS = 1_000_000
_DAMAGED = "合言葉の付いたファイルが壊れていて読めません。もとのファイルを送り直してもらってください。"
_WRONG = "合言葉が違います。大文字と小文字、つなぎの「-」も確かめて、もう一度入れてください。"


class WrongPassphrase(WorkbookRefused):
    """The file is sound, and the passphrase is another one."""


def locked(data: bytes, passphrase: str) -> bytes:
    """A workbook or Word document (.xlsx, .docx) that opens with the passphrase alone."""
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt(passphrase, out)
    return out.getvalue()


def is_locked(data: bytes) -> bool:
    """Whether a passphrase is needed to read this Office file."""
    return kind_of(data) is Kind.LOCKED


def unlocked(data: bytes, passphrase: str) -> bytes:
    """What a locked file holds, unchanged. Raises `WrongPassphrase`, or `WorkbookRefused` where it is damaged."""
    out = io.BytesIO()
    try:
        file = OfficeFile(io.BytesIO(data))
        rounds, agile = int(file.info.get("spinValue", 0)), file.type == "agile"
        right = rounds <= _MOST_ROUNDS and _opens(file, passphrase)
        if right:
            file.decrypt(out, verify_integrity=agile)
    except Exception as error:  # the library lets through whatever a broken container causes
        raise WorkbookRefused(_DAMAGED) from error
    if not right:
        raise WorkbookRefused(_DAMAGED) if rounds > _MOST_ROUNDS else WrongPassphrase(_WRONG)
    return out.getvalue()


def _opens(file: Any, passphrase: str) -> bool:
    if not passphrase:
        return False
    try:
        file.load_key(password=passphrase, verify_password=True)
    except InvalidKeyError:
        return False
    return True
