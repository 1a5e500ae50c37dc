"""Matrices as a visitor types and links them: numbers by commas, rows by semicolons, "1,2; 3,4", or as
Python and NumPy write them. What cannot be read is named with its place, not guessed at."""

from typing import Any

import numpy as np

from pages.shared.numbers.nested_lists import Unreadable, read_nested
from pages.shared.numbers.numerals import SPACES, ascii_signs, is_whole, write_numeral
from pages.shared.protocol.panels import Array

MOST = 6  # rows and columns that are drawn
LONGEST = 1000  # characters
DIMENSIONS = 2
PAIRS = {"[": "]", "(": ")"}


def read_matrix(text: str, most: int = MOST, held: bool = False) -> Array | Unreadable:
    """Return a matrix (rows, columns), or a vector (size,) if the text is one row in brackets: [1, 2].

    Numbers are integers where all of them are written so. Full-width signs are read as well. With `held`
    numbers out of range become the nearest inside. What is no matrix is `Unreadable`: long, empty, number,
    range, bracket, deep, ragged or size."""
    if len(text) > LONGEST:
        return Unreadable("long", str(len(text)))
    plain = ascii_signs(text).strip(SPACES)
    found = _rows(plain, held) if ";" in plain else _nested(plain, held)
    if isinstance(found, Unreadable):
        return Unreadable("number", " ") if found.kind == "gap" else found
    rows = found if isinstance(found[0], list) else [found]
    problem = _problem(rows, most)
    return problem or np.array(found)


def _nested(plain: str, held: bool) -> Any:
    """One row of numbers or a list of rows; a row without brackets is a matrix of one row."""
    found = read_nested(plain, DIMENSIONS, held)
    if isinstance(found, Unreadable):
        return found
    if not isinstance(found, list):
        found = [found]
    if not any(isinstance(one, list) for one in found):
        return found if set("[(") & set(plain) else [found]
    return [one if isinstance(one, list) else [one] for one in found]


def _rows(plain: str, held: bool) -> Any:
    """Rows by semicolons, each with or without brackets; brackets around all of them do no harm."""
    if PAIRS.get(plain[0]) == plain[-1] and not _closed(plain.partition(";")[0]):
        plain = plain[1:-1]
    parts = plain.split(";")
    if not parts[-1].strip():
        parts.pop()
    rows = [read_nested(part, DIMENSIONS - 1, held) for part in parts]
    problem = next((row for row in rows if isinstance(row, Unreadable)), None)
    if problem or not rows:
        return problem or Unreadable("empty", "")
    return [row if isinstance(row, list) else [row] for row in rows]


def _closed(part: str) -> bool:
    """Whether as many brackets are closed as opened."""
    return sum(part.count(one) for one in "[(") == sum(part.count(one) for one in "])")


def _problem(rows: list[list[Any]], most: int) -> Unreadable | None:
    lengths = [len(row) for row in rows]
    if len(set(lengths)) > 1:
        return Unreadable("ragged", ", ".join(map(str, lengths[:MOST])))
    if max(len(rows), lengths[0]) > most:
        return Unreadable("size", f"{len(rows)} × {lengths[0]}")
    return None


def write_matrix(array: Array) -> str:
    """Return the text that `read_matrix` reads."""
    if array.ndim == 1:
        return f"[{','.join(map(_written, array))}]"
    return ";".join(",".join(map(_written, row)) for row in array)


def _written(value: float) -> str:
    """A number with as many digits as it needs, and a decimal as one, so that its type comes back."""
    text = write_numeral(value)
    return text if isinstance(value, np.integer | int) or not is_whole(text) else f"{text}.0"
