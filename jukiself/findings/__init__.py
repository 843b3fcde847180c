"""Checklist and answers become findings and shares."""
