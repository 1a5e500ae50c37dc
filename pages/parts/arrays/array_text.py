"""Arrays as a visitor types and links them: nested lists such as [[1, 2], [3, 4]], as Python writes them, or
a matrix with semicolons between its rows, "1,2; 3,4".
What cannot be read is named with its place, not guessed at."""

from math import isfinite
from typing import Any

import numpy as np

from nnviz.arrays.array_parsing import RaggedError, from_nested
from pages.shared.numbers.equations import written
from pages.shared.numbers.nested_lists import Unreadable, read_nested, read_rows
from pages.shared.numbers.numerals import ascii_signs
from pages.shared.protocol.layouts import Array

DEEPEST = 3  # brackets inside each other
LONGEST = 1000  # characters


def read_array(text: str, held: bool = False) -> Array | Unreadable:
    """Return the array that a text means: nested brackets, rows by semicolons, or numbers alone, which are a
    vector.

    Integers (int64) where all numbers are written so, else float64. Full-width signs are read as well. With
    `held` numbers out of range become the nearest inside. What is no array is `Unreadable`: long, empty,
    bracket, deep, number, range or ragged."""
    if len(text) > LONGEST:
        return Unreadable("long", str(len(text)))
    found = read_rows(text, 1, held) if ";" in ascii_signs(text) else read_nested(text, DEEPEST, held)
    if isinstance(found, Unreadable):
        return Unreadable("empty", "") if found.kind == "gap" else found
    return _array(found)


def _array(nested: Any) -> Array | Unreadable:
    try:
        array = from_nested(nested)
    except RaggedError as ragged:
        place = "".join(f"[{at}]" for at in ragged.path)
        return Unreadable("ragged", place, place, ragged.lengths, ragged.numpy_message)
    if array.ndim > DEEPEST:
        return Unreadable("deep", str(DEEPEST))
    length = len(write_array(array))
    return Unreadable("long", str(length)) if length > LONGEST else array


def write_array(array: Array) -> str:
    """Return the text that `read_array` reads."""
    return str(array.tolist()).replace(" ", "")


def printed(value: object) -> str:
    """Return a number as NumPy prints it in an array: 1 of an integer, 1. of a decimal, three decimals."""
    if isinstance(value, int | np.integer):
        return str(int(value))
    number = float(value)  # type: ignore[arg-type]
    if not isfinite(number):
        return str(number)
    if number and not 1e-4 <= abs(number) < 1e7:
        return np.format_float_scientific(number, precision=2, trim="-")
    small = 0 < abs(number) < 1e-3  # three digits of it then, not three decimals
    return np.format_float_positional(number, precision=3, fractional=not small, trim=".")


def told(value: object, words: str = "") -> str:
    """Return a number as an equation has it, 1 of an integer and 1. of a decimal; `words` are its digits
    where it needs more than usual."""
    if isinstance(value, int | np.integer):
        return str(int(value))
    number = float(value)  # type: ignore[arg-type]
    if not isfinite(number):
        return str(number)
    words = words or written(number)
    return words if set(".e") & set(words) else f"{words}."
