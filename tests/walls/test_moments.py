"""No moment is written by a format with Japanese letters in it: on Windows under Wine such a format is refused."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from jukiself.answers.days import moment

if TYPE_CHECKING:
    from pathlib import Path

_FORMAT = re.compile(r"(?::|strftime\(.)[^{}\"']*%[A-Za-z][^{}\"']*")
_PLAIN = 0x7F


def test_no_format_of_a_moment_has_letters_beyond_ascii(checkout: Path) -> None:
    found = [
        (path.name, one[0])
        for path in (checkout / "jukiself").rglob("*.py")
        for one in _FORMAT.finditer(path.read_text("utf-8"))
        if any(ord(letter) > _PLAIN for letter in one[0])
    ]
    assert found == []


def test_a_moment_reads_as_people_write_it() -> None:
    assert moment(datetime(2026, 4, 1, 9, 5)) == "04月01日 09:05"  # noqa: DTZ001 - the office's own wall clock
