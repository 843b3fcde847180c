"""A PDF under a passphrase: AES-256, revision 6 of ISO 32000-2."""

from __future__ import annotations

import io

import pikepdf


def locked(data: bytes, passphrase: str) -> bytes:
    """A PDF that opens with the passphrase alone; whoever opens it may print, copy and have it read aloud."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner=passphrase, user=passphrase, R=6, aes=True, metadata=True))
    return out.getvalue()
