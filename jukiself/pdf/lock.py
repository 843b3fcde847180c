"""A PDF under a passphrase: AES-256, revision 6 of ISO 32000-2."""

from __future__ import annotations

import io

from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, NumberObject

#: What revision 6 is to a reader that knows PDF 1.7: Adobe's eighth addition to it.
_ADDITION = {NameObject("/BaseVersion"): NameObject("/1.7"), NameObject("/ExtensionLevel"): NumberObject(8)}


def locked(data: bytes, passphrase: str) -> bytes:
    """A PDF that opens with the passphrase alone; whoever opens it may print, copy and have it read aloud."""
    out = io.BytesIO()
    pdf = PdfWriter(clone_from=io.BytesIO(data))
    pdf.pdf_header = "%PDF-1.7"
    extensions = DictionaryObject({NameObject("/ADBE"): DictionaryObject(_ADDITION)})
    pdf.root_object[NameObject("/Extensions")] = extensions
    pdf.encrypt(passphrase, algorithm="AES-256")
    pdf.write(out)
    return out.getvalue()
