"""The pictures of 利用の手引き that ship with the program: small, and the same bytes on every day.

``python -m installer.pack.pictures`` draws them where ``make manual`` would, into resources/manual/pictures, from where
the wheel takes them. The only thing of the day in a picture is the clock; so it stands still here.
"""

from __future__ import annotations

import os
import sys
import tempfile
from datetime import datetime
from pathlib import Path

from PIL import Image

from installer.pack import take

PICTURES = take.ROOT / "resources" / "manual" / "pictures"
#: A Monday morning in an office, early in the 年度.
MOMENT = datetime(2026, 6, 15, 10, 0)  # noqa: DTZ001 - the office's own wall clock
#: The window has a dozen colours and the greys at the edges of letters.
_COLOURS = 48


def draw() -> None:
    """Draw every picture that the manual names; needs no display."""
    # Quiet: this platform cannot do what a window asks of it, which does not matter here.
    os.environ.update(QT_QPA_PLATFORM="offscreen", QT_LOGGING_RULES="default.warning=false")
    with tempfile.TemporaryDirectory() as folder:
        _at_nobodys_home(Path(folder) / "home")
        _draw(Path(folder) / "drawn")


def _at_nobodys_home(folder: Path) -> None:
    """A person's own books and folders would be in the pictures."""
    folder.mkdir()
    for name in [name for name in os.environ if name.startswith("XDG_")]:
        del os.environ[name]
    os.environ["HOME"] = str(folder)


def _draw(folder: Path) -> None:
    from jukiself.app import works  # noqa: PLC0415 - before anybody takes its clock

    works.now = lambda: MOMENT
    from jukiself.app.main import make_application  # noqa: PLC0415 - after the clock has stopped
    from jukiself.app.pictures import Look, pictures  # noqa: PLC0415 - the same
    from jukiself.cli.manual import PIXELS  # noqa: PLC0415 - the same
    from jukiself.work.manual import manuals  # noqa: PLC0415 - the same

    # Whether the mark in a text field shows is a matter of chance.
    make_application().setCursorFlashTime(0)
    wanted = {f"window-{name}.png" for part in manuals() for page in part.pages for name in page.pictures()}
    PICTURES.mkdir(parents=True, exist_ok=True)
    for old in PICTURES.iterdir():
        old.unlink()
    for path in pictures(folder, (Look(PIXELS, 1.0, 1.0, ""),)):
        if path.name in wanted:
            with Image.open(path) as whole:
                few = whole.convert("RGB").quantize(_COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
            few.save(PICTURES / path.name, optimize=True)
            wanted.remove(path.name)
    if wanted:
        sys.exit(f"jukiself: nobody draws {sorted(wanted)}")


def beside(folder: Path) -> None:
    """The four parts as PDF, for somebody who looks into the folder before anything is started."""
    from jukiself.work.manual import kept_pictures, manual_pdf, manuals  # noqa: PLC0415 - as above

    for part in manuals():
        (folder / f"利用の手引き（{part.label}）.pdf").write_bytes(manual_pdf(part.id, kept_pictures(part.id)))


if __name__ == "__main__":
    draw()
