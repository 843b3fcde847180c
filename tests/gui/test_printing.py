"""From the window onto paper: the same pages, whole, the right ones, where they were."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMarginsF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageRanges, QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest

from jukiself.gui import background
from jukiself.gui.desk import Leaving, Paper
from jukiself.gui.print_page import PrintPage
from jukiself.gui.printing import dots, fit, print_sheets, wanted_pages
from jukiself.gui.telling import Stopped
from jukiself.work.printing import Sheets, open_sheets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication, QWidget

    from jukiself.app.desk import OfficeDesk
    from jukiself.gui.shell import Shell

PASSPHRASE = "yamanoueni tsukigaderu"
_COARSE = 40 / 72  # dots to a point: enough to see where text stands


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory, dressed: QApplication) -> dict[Paper, Path]:
    """Two papers of case B as the program writes them: upright ones and one that lies."""
    from jukiself.app.desk import OfficeDesk
    from jukiself.settings import Settings

    del dressed
    folder = tmp_path_factory.mktemp("papers")
    desk = OfficeDesk(Settings(folder / "settings.json"))
    desk.load()
    sitting = desk.try_case("nagano-b")
    made = {one: folder / f"{one}.pdf" for one in (Paper.SUMMARY, Paper.REPORT, Paper.PLAN)}
    for paper, path in made.items():
        desk.export(sitting, paper, path)
    sitting.book.close()
    desk.close()
    return made


@pytest.fixture
def report(papers: dict[Paper, Path]) -> Iterator[Sheets]:
    sheets = open_sheets([papers[Paper.REPORT]])
    yield sheets
    sheets.close()


def printer_into(path: Path, *, grey: bool = False) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setResolution(300)
    if grey:
        printer.setColorMode(QPrinter.ColorMode.GrayScale)
    return printer


def picture(sheets: Sheets, place: int, *, turned: bool = False) -> QImage:
    shot = sheets.draw(place, _COARSE, turned=turned)
    image = QImage(shot.dots, shot.width, shot.height, shot.stride, QImage.Format.Format_RGB32)
    return image.convertToFormat(QImage.Format.Format_Grayscale8)


def unlike(one: QImage, other: QImage) -> float:
    """The mean difference of two pictures, 0 to 1."""
    width, height = min(one.width(), other.width()), min(one.height(), other.height())
    assert abs(one.width() - other.width()) <= 1
    assert abs(one.height() - other.height()) <= 1
    total = sum(
        abs(one.pixelColor(x, y).lightness() - other.pixelColor(x, y).lightness())
        for x in range(0, width, 2)
        for y in range(0, height, 2)
    )
    return total / (255 * (width // 2) * (height // 2))


@pytest.mark.parametrize("grey", [False, True])
def test_what_comes_out_is_what_was_written(report: Sheets, tmp_path: Path, grey: bool) -> None:
    printer = printer_into(tmp_path / "out.pdf", grey=grey)
    told: list[tuple[int, int]] = []
    places = [0, 2, 5]
    print_sheets(report, printer, places, lambda done, of: told.append((done, of)))
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]
    out = open_sheets([tmp_path / "out.pdf"])
    assert len(out) == len(places)
    for place, page in enumerate(places):
        same, another = (
            unlike(picture(out, place), picture(report, page)),
            unlike(picture(out, place), picture(report, page + 1)),
        )
        # Drawn twice over, letters are a little softer; another page is another matter.
        assert same < 0.04
        assert same < another / 2
    out.close()


def test_a_page_that_lies_is_turned_for_paper_that_stands(papers: dict[Paper, Path], tmp_path: Path) -> None:
    lying = open_sheets([papers[Paper.PLAN]])
    width, height = lying.size(0)
    assert width > height
    print_sheets(lying, printer_into(tmp_path / "out.pdf"), [0], lambda _done, _of: None)
    out = open_sheets([tmp_path / "out.pdf"])
    assert out.size(0)[0] < out.size(0)[1]
    right = picture(lying, 0, turned=True)
    same = unlike(picture(out, 0), right)
    assert same < 0.05
    assert same < unlike(picture(out, 0), right.flipped(Qt.Orientation.Horizontal | Qt.Orientation.Vertical)) / 2
    out.close()
    lying.close()


def test_several_papers_are_one_run_of_pages(papers: dict[Paper, Path], report: Sheets) -> None:
    both = open_sheets([papers[Paper.SUMMARY], papers[Paper.REPORT]])
    assert len(both) == 1 + len(report)
    assert unlike(picture(both, 3), picture(report, 2)) == 0
    both.close()


def test_ranges_order_and_copies(tmp_path: Path) -> None:
    printer = printer_into(tmp_path / "out.pdf")
    assert wanted_pages(printer, 4, 0) == [0, 1, 2, 3]
    printer.setPrintRange(QPrinter.PrintRange.CurrentPage)
    assert wanted_pages(printer, 4, 2) == [2]
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    assert wanted_pages(printer, 4, 0) == [1, 2]
    printer.setPageRanges(QPageRanges.fromString("1,3-9"))
    assert wanted_pages(printer, 4, 0) == [0, 2, 3]
    printer.setPageOrder(QPrinter.PageOrder.LastPageFirst)
    assert wanted_pages(printer, 4, 0) == [3, 2, 0]
    assert not printer.supportsMultipleCopies()
    printer.setCopyCount(2)
    printer.setCollateCopies(True)
    assert wanted_pages(printer, 4, 0) == [3, 2, 0, 3, 2, 0]
    printer.setCollateCopies(False)
    assert wanted_pages(printer, 4, 0) == [3, 3, 2, 2, 0, 0]


def paper(size: QPageSize.PageSizeId, edge: float, *, lying: bool = False) -> QPageLayout:
    way = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
    margins = QMarginsF(edge, edge, edge, edge)
    return QPageLayout(QPageSize(size), way, margins, QPageLayout.Unit.Millimeter, margins)


@pytest.mark.parametrize(
    ("size", "edge", "lying"),
    [
        (QPageSize.PageSizeId.A4, 4.2, False),
        (QPageSize.PageSizeId.A4, 30, False),
        (QPageSize.PageSizeId.A5, 5, False),
        (QPageSize.PageSizeId.B5, 5, True),
        (QPageSize.PageSizeId.A3, 5, False),
    ],
)
def test_nothing_drawn_falls_where_the_printer_cannot_reach(
    report: Sheets, size: QPageSize.PageSizeId, edge: float, lying: bool
) -> None:
    layout = paper(size, edge, lying=lying)
    whole, reach = layout.fullRect(QPageLayout.Unit.Point), edge / 25.4 * 72 - 1.1
    for place in range(0, len(report), 7):
        where, box = fit(report, place, layout), report.ink(place)
        height = report.size(place)[1]
        if where.turned:
            box = box._replace(left=height - box.bottom, top=box.left, right=height - box.top, bottom=box.right)
        assert where.turned is lying
        assert where.left + box.left * where.scale >= reach
        assert where.top + box.top * where.scale >= reach
        assert where.left + box.right * where.scale <= whole.width() - reach
        assert where.top + box.bottom * where.scale <= whole.height() - reach
        assert where.scale <= 1.0
        if (size, edge) in {(QPageSize.PageSizeId.A4, 4.2), (QPageSize.PageSizeId.A3, 5)}:
            assert where.scale == 1.0, "at its own size, so that a ruler on it is right"


def test_a_short_paper_is_sharp_and_a_long_one_still_readable() -> None:
    assert dots(600, 1) == 600
    assert dots(1200, 1) == 600
    assert dots(600, 45) == 300
    assert dots(1200, 45) == 300
    assert dots(203, 1) == 203


def test_stopped_it_leaves_at_the_next_page(report: Sheets, tmp_path: Path) -> None:
    def tell(done: int, _of: int) -> None:
        if done == 2:
            raise Stopped

    with pytest.raises(Stopped):
        print_sheets(report, printer_into(tmp_path / "out.pdf"), list(range(len(report))), tell)
    assert list(tmp_path.iterdir()) == []


# -- the window
@pytest.fixture
def page(shell: Shell) -> PrintPage:
    """Written on the page 出力, and the button pressed that shows it."""
    shell.start.case_wanted.emit("nagano-b")
    background.finish()
    shell.show_page("export")
    row = shell.export.rows[Paper.SUMMARY]
    row.write.click()
    background.finish()
    row.print.click()
    found = shell.pages.currentWidget()
    assert isinstance(found, PrintPage)
    return found


def test_a_paper_is_seen_printed_and_left(page: PrintPage, shell: Shell, tmp_path: Path) -> None:
    assert page.number.text() == "1 / 1 ページ"
    assert "総括" in page.title.text()
    assert page.picture.pixmap().width() > 500
    assert page.print.hasFocus()

    def ask(printer: QPrinter, _parent: QWidget, count: int) -> bool:
        assert count == 1
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "tray.pdf"))
        return True

    page.any_printer, page.ask = (lambda: True), ask
    page.print.click()
    assert "送っています" in page.notice.text
    assert not page.print.isEnabled()
    background.finish()
    assert "1 ページを送りました" in page.notice.text
    assert (tmp_path / "tray.pdf").read_bytes().startswith(b"%PDF")
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert shell.pages.shown() == "export"
    assert shell.sitting is not None


def test_without_a_printer_it_says_what_else_to_do(page: PrintPage) -> None:
    page.any_printer = lambda: False
    page.print.click()
    assert "プリンターが見つかりません" in page.notice.text
    assert page.print.isEnabled()


@pytest.mark.qt_log_ignore("^This plugin does not support|QPainter::begin", extend=True)
def test_a_printer_that_takes_nothing_is_told_in_place(page: PrintPage, tmp_path: Path) -> None:
    def ask(printer: QPrinter, _parent: QWidget, _count: int) -> bool:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "no such folder" / "tray.pdf"))
        return True

    page.any_printer, page.ask = (lambda: True), ask
    page.print.click()
    background.finish()
    assert "印刷を始められませんでした" in page.notice.text
    assert page.print.isEnabled()


def test_pages_are_turned_by_keys(page: PrintPage, papers: dict[Paper, Path]) -> None:
    page.open([papers[Paper.REPORT]])
    page.whole.click()
    QTest.keyClick(page, Qt.Key.Key_PageDown)
    assert page.number.text().startswith("2 /")
    QTest.keyClick(page, Qt.Key.Key_PageUp)
    assert page.number.text().startswith("1 /")
    assert not page.back.isEnabled()


def test_a_paper_under_a_passphrase_is_sent_to_the_usual_program(
    shell: Shell, desk: OfficeDesk, tmp_path: Path
) -> None:
    shell.start.case_wanted.emit("nagano-b")
    background.finish()
    assert shell.sitting is not None
    path = tmp_path / "locked.pdf"
    desk.export(shell.sitting, Paper.SUMMARY, path, Leaving(locked=True, passphrase=PASSPHRASE))
    shell.show_page("export")
    shell.show_print([path])
    assert shell.pages.shown() == "export"
    assert "合言葉の付いたファイル" in shell.notice.text
