"""A workbook under a passphrase: AES-256, whole again with the right one only, and no stranger's file stops the program."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import msoffcrypto
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jukiself.excel.guard import inspect_package
from jukiself.excel.lock import WrongPassphrase, is_locked, locked, unlocked
from jukiself.excel.problem import WorkbookRefused
from jukiself.report.outline import Document, Paragraph
from jukiself.word.render import render as word
from tests.excel.locked_office import opened
from tests.excel.small import real
from tests.excel.test_round_trip import written

PASSPHRASE = "tamori-kesune hakote 7"


@pytest.fixture(scope="module")
def plain() -> bytes:
    return written(real())


@pytest.fixture(scope="module")
def closed(plain: bytes) -> bytes:
    return locked(plain, PASSPHRASE)


def test_it_opens_with_its_passphrase_unchanged_and_with_no_other(plain: bytes, closed: bytes) -> None:
    assert is_locked(closed)
    assert not is_locked(plain)
    assert unlocked(closed, PASSPHRASE) == plain
    for wrong in ("tamori-kesune hakote 8", PASSPHRASE.upper(), PASSPHRASE + " "):
        with pytest.raises(WrongPassphrase, match="合言葉が違います"):
            unlocked(closed, wrong)


def test_it_is_locked_with_aes_256_and_sha_512_and_many_rounds(closed: bytes) -> None:
    described = msoffcrypto.OfficeFile(io.BytesIO(closed)).file.openstream("EncryptionInfo").read().decode("latin-1")
    assert set(re.findall(r'keyBits="(\d+)"', described)) == {"256"}
    assert set(re.findall(r'hashAlgorithm="(\w+)"', described)) == {"SHA512"}
    assert set(re.findall(r'spinCount="(\d+)"', described)) == {"100000"}


def test_nothing_of_the_answers_can_be_read_without_it(plain: bytes, closed: bytes) -> None:
    assert plain[100:160] not in closed
    assert b"xl/worksheets" not in closed
    with pytest.raises(WorkbookRefused, match="暗号化"):
        inspect_package(closed)


def test_twice_the_same_workbook_never_gives_the_same_bytes(plain: bytes, closed: bytes) -> None:
    assert locked(plain, PASSPHRASE) != closed


@settings(max_examples=15)
@given(place=st.floats(0.0, 0.999), bit=st.integers(0, 7))
def test_a_file_changed_on_the_way_is_refused_or_whole(plain: bytes, closed: bytes, place: float, bit: int) -> None:
    changed = bytearray(closed)
    changed[int(place * len(changed))] ^= 1 << bit
    with contextlib.suppress(WorkbookRefused):
        assert unlocked(bytes(changed), PASSPHRASE) == plain


def test_a_file_that_asks_for_endless_rounds_is_refused_at_once(closed: bytes) -> None:
    greedy = closed.replace(b'spinCount="100000" saltSize="16"', b'spinCount="9999999" saltSize="6"')
    assert greedy != closed
    assert len(greedy) == len(closed)
    with pytest.raises(WorkbookRefused, match="壊れ"):
        unlocked(greedy, PASSPHRASE)


@pytest.mark.real
def test_libreoffice_opens_it_with_the_passphrase(closed: bytes, tmp_path: Path) -> None:
    path = tmp_path / "閉.xlsx"
    path.write_bytes(closed)
    saved = opened(path, PASSPHRASE, tmp_path, "Calc MS Excel 2007 XML")
    assert saved is not None
    assert inspect_package(saved).form_sheet


@pytest.mark.real
def test_libreoffice_opens_a_locked_word_document(tmp_path: Path) -> None:
    paper = Document("題", "件名", "作者", "頭", "足", (Paragraph("閉じた文書の中の一文"),))
    path = tmp_path / "文書.docx"
    path.write_bytes(locked(word(paper), PASSPHRASE))
    saved = opened(path, PASSPHRASE, tmp_path, "Text")
    assert saved is not None
    assert "閉じた文書の中の一文" in saved.decode("utf-8")
