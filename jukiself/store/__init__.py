"""The book: one file on disk (or one PostgreSQL database) with offices, years and inspections."""
