"""The program's icon for Windows, drawn from its SVG in the sizes that Windows asks for."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SIZES = (256, 64, 48, 32, 24, 16)


def write_ico(drawing: Path, to: Path) -> None:
    """Draw each size by itself: a shrunk large one is a smudge at 16."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PIL import Image  # noqa: PLC0415 - needed on the building machine only
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt  # noqa: PLC0415
    from PySide6.QtGui import QImage, QPainter  # noqa: PLC0415
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415

    renderer, pictures = QSvgRenderer(str(drawing)), []
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        renderer.render(painter)
        painter.end()
        kept = QByteArray()
        buffer = QBuffer(kept)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")  # type: ignore[call-overload]
        pictures.append(Image.open(io.BytesIO(kept.data())))
    pictures[0].save(to, sizes=[(size, size) for size in SIZES], append_images=pictures[1:], bitmap_format="bmp")
