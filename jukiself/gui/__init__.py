"""The window: pages that receive objects and show them; nothing here opens a book, a workbook or a PDF."""
