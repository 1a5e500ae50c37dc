"""What is a number on every page: one table, for the readers in Python and for the boxes of the player."""

import json
from pathlib import Path
from typing import Any

TABLE: dict[str, Any] = json.loads(Path(__file__).with_name("numbers.json").read_text(encoding="utf-8"))
MINUS = ("-", "−")  # of ASCII, and the true one
BLANK = ("", " ", "1 2", "1\n2")  # a list may be empty, or have numbers side by side
NUMBERS: dict[str, float] = {text: float(value) for text, value in TABLE["numbers"]}
EXTREMES: dict[str, float] = {text: float(value) for text, value in TABLE["extremes"]}
TOO_LARGE: tuple[str, ...] = (*TABLE["too_large"], "9" * 400)
NO_NUMBERS: tuple[str, ...] = (*BLANK, *TABLE["refused"])
LINKED: tuple[tuple[float, int, str], ...] = tuple(
    (value, digits, text) for value, digits, text in TABLE["linked"]
)
