"""Matrices as a visitor types and links them: numbers by commas, rows by semicolons, "1,2; 3,4", or as
Python and NumPy write them; the page Arrays reads the same. What cannot be read is named with its place, not
guessed at."""

from typing import Any

import numpy as np

from pages.shared.numbers.nested_lists import Unreadable, read_nested, read_rows
from pages.shared.numbers.numerals import SPACES, ascii_signs, is_whole, write_numeral
from pages.shared.protocol.layouts import Array

MOST = 6  # rows and columns that are drawn
LONGEST = 1000  # characters
DIMENSIONS = 2


def read_matrix(text: str, most: int = MOST, held: bool = False) -> Array | Unreadable:
    """Return a matrix (rows, columns), or a vector (size,) if the text is one row in brackets: [1, 2].

    Numbers are integers where all of them are written so. Full-width signs are read as well. With `held`
    numbers out of range become the nearest inside. What is no matrix is `Unreadable`: long, empty, number,
    range, bracket, deep, ragged or size."""
    if len(text) > LONGEST:
        return Unreadable("long", str(len(text)))
    plain = ascii_signs(text).strip(SPACES)
    found = read_rows(plain, DIMENSIONS - 1, held) if ";" in plain else _nested(plain, held)
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
