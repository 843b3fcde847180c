"""What a file is, by its first bytes; its name says nothing."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """Kinds of files people send."""

    ZIP = "zip"
    EMPTY = "empty"
    LOCKED = "locked"
    OLE = "ole"
    HTML = "html"
    XML = "xml"
    TEXT = "text"
    PDF = "pdf"
    PICTURE = "picture"
    OTHER = "other"


_STARTS = {
    Kind.ZIP: (b"PK\x03\x04",),
    Kind.PDF: (b"%PDF",),
    Kind.PICTURE: (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*"),
}
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_HTML = (b"<!doctype html", b"<html", b"<table", b"<head", b"<meta", b"<body")
_LOOK = 4096


def kind_of(data: bytes) -> Kind:
    """The kind; a workbook under a password is an OLE file that holds an encrypted package."""
    if not data:
        return Kind.EMPTY
    if data.startswith(_OLE):
        return Kind.LOCKED if "EncryptedPackage".encode("utf-16-le") in data else Kind.OLE
    text = _is_text(data[:_LOOK])
    for kind, starts in _STARTS.items():
        if data.startswith(starts) and not (kind is Kind.PICTURE and text):
            return kind
    head = data[:_LOOK].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if head.startswith(_HTML) or (head.startswith(b"mime-version") and b"html" in head):
        return Kind.HTML
    if head.startswith(b"<?xml"):
        return Kind.XML
    return Kind.TEXT if text else Kind.OTHER


def _is_text(head: bytes) -> bool:
    if b"\0" in head:
        return False
    for coding in ("utf-8", "cp932"):
        try:
            # A character may be cut at the end of what is looked at.
            head[: len(head) - 4 if len(head) == _LOOK else None].decode(coding)
        except UnicodeDecodeError:
            continue
        return True
    return False
