"""The binding to Qt itself."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtGui import QTextOption


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_calls_into_qt_drop_no_reference_to_none() -> None:
    """PySide6 6.12.0 does on Python 3.11: after a few thousand calls the window ends with `none_dealloc`. 6.11 does not."""
    option = QTextOption()
    before = sys.getrefcount(None)
    for _ in range(500):
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
    assert sys.getrefcount(None) > before - 100
