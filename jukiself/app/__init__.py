"""The window put together: the only place where pages, books, workbooks and reports meet."""

from __future__ import annotations

from jukiself.app.main import main
from jukiself.app.pictures import pictures

__all__ = ["main", "pictures"]
