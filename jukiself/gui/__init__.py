"""The window: pages that receive objects and show them; nothing here opens a book, a workbook or a PDF."""

import builtins

import PySide6.QtCore  # noqa: F401 - sets the hook

# PySide puts a hook on every import: it reads the source of whatever module is imported and looks for its experimental
# `__feature__` switches, which nothing here uses. Without it the first paint comes a fiftieth sooner, and all of the
# loading behind it is quicker.
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
