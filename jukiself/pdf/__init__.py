"""The one door to reportlab: an outline goes in, the bytes of a PDF come out."""
