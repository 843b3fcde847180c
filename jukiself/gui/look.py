"""The one table of the look: colours, type scale, spaces. Nothing else in the program names a colour or a size.

A module, not a file of data: it is needed before the first paint, and reading TOML alone would cost a twentieth of the
start. tests/gui/test_theme.py holds every pair under ``TEXT`` to 4.5 : 1 and under ``EDGES`` to 3 : 1.
"""

from __future__ import annotations

COLOURS = {
    "paper": "#F5F3EE",  # the desk
    "surface": "#FFFFFF",  # what lies on it
    "sunken": "#ECE9E1",  # what stays in the office: the memo
    "ink": "#1E2428",
    "quiet": "#50575D",  # second voice; still 4.5 : 1 everywhere
    "line": "#D3CEC3",  # separates, carries no meaning
    "edge": "#6F777D",  # border of a control
    "accent": "#1B5872",  # the one accent: chosen, go on, links
    "accent_deep": "#134255",
    "accent_soft": "#E3EDF1",
    "on_accent": "#FFFFFF",
    "wrong": "#84351F",  # red-brown: refused, needs mending; always with a word or a shape
    "wrong_soft": "#FBEEE9",
    "band": "#F0DFA8",  # 見本 / 研修
    "band_ink": "#3A2F08",
    "focus": "#B4560B",  # the ring around what has the keyboard
}

#: Points at scale 1; nothing below 11.
SIZES = {"body": 11.0, "lead": 12.0, "question": 16.0, "title": 22.0}

#: Logical pixels.
SPACES = {
    "hair": 4,
    "small": 8,
    "middle": 12,
    "large": 20,
    "radius": 6,
    "key": 42,  # height of an answer
    "areas": 212,
    "beside": 288,
    "widest": 820,  # no line of text longer than the eye follows
}

TEXT = (
    *((ink, paper) for ink in ("ink", "quiet", "accent") for paper in ("paper", "surface", "accent_soft")),
    *(("ink", "sunken"), ("ink", "wrong_soft"), ("quiet", "sunken")),
    *(("on_accent", "accent"), ("on_accent", "accent_deep")),
    *(("wrong", "paper"), ("wrong", "surface"), ("wrong", "wrong_soft"), ("band_ink", "band")),
)
EDGES = (
    *(("edge", "surface"), ("edge", "paper")),
    *(("focus", "surface"), ("focus", "paper"), ("focus", "accent_soft"), ("wrong", "paper")),
)
