"""Lists that come up at a field: rows as high as the eye likes them, and a name for screen readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStyledItemDelegate

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractItemView


def dress_choices(view: QAbstractItemView | None, name: str) -> None:
    """Qt's own delegates of such lists know no padding; the one the style sheet speaks to does."""
    if view is not None:
        view.setObjectName("choices")
        view.setItemDelegate(QStyledItemDelegate(view))
        view.setAccessibleName(name)
