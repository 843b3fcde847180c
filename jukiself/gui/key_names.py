"""Which key stands for which answer, the same on every view."""

from __future__ import annotations

from jukiself.answers.model import Basis

#: The answers that are not among a question's own.
UNKNOWN_KEY, NOT_APPLICABLE_KEY = "0", "-"
#: Into the field where an answer is written.
WRITE_KEY = "F2"
#: Last year's answer, looked at and still right.
SAME_KEY = "S"
BASIS_KEYS = {Basis.SEEN: "Q", Basis.HEARD: "W", Basis.GUESS: "E"}
