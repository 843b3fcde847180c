"""One door to python-docx: an outline as a Word document, for text that people go on writing."""
