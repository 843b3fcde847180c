"""A PDF under a passphrase, opened by poppler, pdfium and qpdf, none of which wrote it."""

from __future__ import annotations

import io
import subprocess
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest

from jukiself import places
from jukiself.pdf.lock import locked
from jukiself.pdf.render import render
from jukiself.report.outline import Document, Heading, Paragraph
from jukiself.work import passphrase

if TYPE_CHECKING:
    from pathlib import Path

PASSPHRASE = "tamori-kesune hakote 7"


@pytest.fixture(scope="module")
def closed() -> bytes:
    parts = (Heading(1, "見出し"), Paragraph("𠮷野の弱い所"))
    return locked(render(Document("題", "件名", "作者", "頭", "足", parts), places.fonts()), PASSPHRASE)


def poppler(program: str, path: Path, *options: str) -> subprocess.CompletedProcess[str]:
    end = ["-"] if program == "pdftotext" else []
    return subprocess.run([program, *options, path, *end], check=False, capture_output=True, text=True)


def test_poppler_opens_it_with_the_passphrase_alone_and_it_may_be_printed(closed: bytes, tmp_path: Path) -> None:
    path = tmp_path / "閉.pdf"
    path.write_bytes(closed)
    about = poppler("pdfinfo", path, "-upw", PASSPHRASE).stdout
    assert "algorithm:AES-256" in about
    assert "print:yes copy:yes" in about
    assert "𠮷野の弱い所" in poppler("pdftotext", path, "-upw", PASSPHRASE).stdout
    assert poppler("pdfinfo", path).returncode != 0
    assert poppler("pdfinfo", path, "-upw", PASSPHRASE.upper()).returncode != 0


def test_it_is_revision_6_with_its_headings_closed_as_well_and_its_outline_kept(closed: bytes) -> None:
    assert "見出し".encode("utf-16-be") not in closed
    with pikepdf.open(io.BytesIO(closed), password=PASSPHRASE) as pdf:
        assert (pdf.encryption.R, pdf.encryption.bits, str(pdf.encryption.stream_method)) == (
            6,
            256,
            "EncryptionMethod.aesv3",
        )
        assert pdf.check_pdf_syntax() == []
        assert (pdf.pdf_version, pdf.extension_level) == ("1.7", 8)
        assert str(pdf.Root.Lang) == "ja-JP"
        assert str(pdf.docinfo["/Title"]) == "題"
        with pdf.open_outline() as outline:
            assert [one.title for one in outline.root] == ["見出し"]
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(closed))


def test_pdfium_draws_it_with_the_passphrase_and_refuses_without(closed: bytes) -> None:
    with pypdfium2.PdfDocument(closed, password=PASSPHRASE) as pdf:
        assert "𠮷野の弱い所" in pdf[0].get_textpage().get_text_range()
    for wrong in (None, PASSPHRASE.upper()):
        with pytest.raises(pypdfium2.PdfiumError, match="password"):
            pypdfium2.PdfDocument(closed, password=wrong)


def test_the_longest_passphrase_of_every_letter_opens_and_one_letter_less_does_not() -> None:
    every = "".join(chr(one) for one in range(ord("!"), ord("~") + 1)).ljust(passphrase.LONGEST, "x")
    shut = locked(
        render(Document("題", "件名", "作者", "頭", "足", (Paragraph("文"),)), places.fonts()),
        passphrase.checked(every),
    )
    with pypdfium2.PdfDocument(shut, password=every) as pdf:
        assert len(pdf) == 1
    with pytest.raises(pypdfium2.PdfiumError, match="password"):
        pypdfium2.PdfDocument(shut, password=every[:-1])
