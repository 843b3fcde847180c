"""The door to Excel: the return workbook, written and read back."""
