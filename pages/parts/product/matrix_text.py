"""Matrices as a visitor types and links them: numbers by commas, rows by semicolons, "1,2; 3,4".
What cannot be read is named with its place, not guessed at."""

import re
from dataclasses import dataclass

import numpy as np

from pages.shared.panels import Array

MOST = 6  # rows and columns that are drawn
LARGEST = 1e6
LONGEST = 1000  # characters
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?", re.ASCII | re.IGNORECASE)
_PLAIN = str.maketrans("，、；［］（）　−", ",,;[]() -")


@dataclass(frozen=True)
class Unreadable:
    """Why a text is no matrix: long, empty, number, range, ragged or size; and the part that is meant."""

    kind: str
    value: str


def read_matrix(text: str, most: int = MOST) -> Array | Unreadable:
    """Return a matrix (rows, columns), or a vector (size,) if the text is one row in brackets: [1, 2].

    Numbers are integers where all of them are written so. Full-width signs are read as well."""
    if len(text) > LONGEST:
        return Unreadable("long", str(len(text)))
    plain = re.sub(r"\]\s*,?\s*\[", ";", text.translate(_PLAIN).strip())  # [[1, 2], [3, 4]] as well
    vector = plain.startswith("[") and not plain.startswith("[[") and plain.endswith("]") and ";" not in plain
    rows = [_split(row) for row in plain.strip("[]").split(";")]
    if rows and not rows[-1]:
        rows.pop()
    problem = _problem(rows, most)
    if problem:
        return problem
    whole = all(re.fullmatch(r"[+-]?\d+", number) for row in rows for number in row)
    array = np.array([[float(number) for number in row] for row in rows])
    array = array.astype(np.int64) if whole else array
    return array[0] if vector else array


def _split(row: str) -> list[str]:
    if "," in row:
        return [number.strip() for number in row.strip(" []()").split(",")]
    return row.strip(" []()").split()


def _problem(rows: list[list[str]], most: int) -> Unreadable | None:
    if not rows or not all(rows):
        return Unreadable("empty", "")
    for row in rows:
        for number in row:
            if not _NUMBER.fullmatch(number):
                return Unreadable("number", number[:20] or " ")
            if not abs(float(number)) <= LARGEST:
                return Unreadable("range", number[:20])
    lengths = {len(row) for row in rows}
    if len(lengths) > 1:
        return Unreadable("ragged", ", ".join(str(len(row)) for row in rows[:MOST]))
    if len(rows) > most or lengths.pop() > most:
        return Unreadable("size", f"{len(rows)} × {len(rows[0])}")
    return None


def write_matrix(array: Array) -> str:
    """Return the text that `read_matrix` reads."""
    if array.ndim == 1:
        return f"[{','.join(map(write_number, array))}]"
    return ";".join(",".join(map(write_number, row)) for row in array)


def write_number(value: float) -> str:
    """Return a number with as many digits as it needs."""
    if float(value).is_integer():
        return str(int(value)) + ("" if isinstance(value, np.integer | int) else ".0")
    return repr(float(value))
