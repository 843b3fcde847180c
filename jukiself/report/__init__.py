"""Findings become outlines of headings, paragraphs, tables and pictures: plain data, no library, no disk."""
