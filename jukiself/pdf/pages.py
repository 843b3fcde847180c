"""A canvas that keeps its pages until all are drawn: numbers of pages, the outline and links are put in at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFObject, PDFObjectReference
from reportlab.pdfgen.canvas import Canvas

from jukiself.pdf.look import ACCENT

if TYPE_CHECKING:
    from jukiself.pdf.press import Place, Press, Side


class Pages(Canvas):  # type: ignore[misc]  # reportlab has no types
    """One printing; ``press`` knows what comes last."""

    press: Press

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._kept: list[dict[str, Any]] = []

    @property
    def count(self) -> int:
        """How many pages there are so far."""
        return len(self._kept)

    def showPage(self) -> None:  # noqa: N802 — reportlab's name
        """Begin the next page; this one is not closed yet."""
        self._kept.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        """Close every page, then write the file."""
        for number, page in enumerate(self._kept, 1):
            self.__dict__.update(page)
            self._finish(self.press.sides[number])
            super().showPage()
        if self.press.places:
            tree = _Places(self.press.places)
            self._doc.Catalog.Names = PDFDictionary({"Dests": self._doc.Reference(tree)})
        self._doc.SaveToFile(self._filename, self)

    def _finish(self, side: Side) -> None:
        for one in side.late:
            said = one.said()
            self.press.write(self, one.right - self.press.width(said, one.style), one.base, said, one.style)
        for entrance, left, top in side.entrances:
            self.bookmarkHorizontalAbsolute(entrance.key, top, left=left)
            self.addOutlineEntry(entrance.title, entrance.key, entrance.level, closed=entrance.level > 0)
        ways = [one for one in side.ways if one.to in self.press.places]
        if ways:
            red, green, blue = ACCENT.rgb()
            # Paper shows the line, the screen opens the place.
            lines = " ".join(
                f"{left:.2f} {bottom + 1:.2f} m {right:.2f} {bottom + 1:.2f} l"
                for left, bottom, right, _ in (one.box for one in ways)
            )
            self._code.append(f"q {red:.3f} {green:.3f} {blue:.3f} RG 0.5 w {lines} S Q")
            self._annotationrefs += [_Link(one.box, one.to) for one in ways]


class _Link(PDFObject):  # type: ignore[misc]  # reportlab has no types
    """A piece of a page that leads to a named place."""

    def __init__(self, box: tuple[float, float, float, float], to: str) -> None:
        self.box, self.to = box, to

    def format(self, _: Any) -> bytes:
        """Called by reportlab."""
        box = " ".join(f"{one:.2f}" for one in self.box)
        return f"<</Type/Annot/Subtype/Link/Rect[{box}]/Border[0 0 0]/F 4/Dest({self.to})>>".encode("ascii")


class _Places(PDFObject):  # type: ignore[misc]  # reportlab has no types
    """The names of a document with their places, sorted as readers search them."""

    def __init__(self, places: dict[str, Place]) -> None:
        self.places = places

    def format(self, document: Any) -> bytes:
        """Called by reportlab."""
        pages: dict[int, str] = {}
        told = []
        for name, place in sorted(self.places.items()):
            if place.page not in pages:
                pages[place.page] = PDFObjectReference(f"Page{place.page}").format(document).decode("ascii")
            told.append(f"({name}) [{pages[place.page]} /XYZ {place.left:.2f} {place.top:.2f} null]")
        return f"<</Names[{' '.join(told)}]>>".encode("ascii")
