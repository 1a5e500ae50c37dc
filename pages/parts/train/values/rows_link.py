"""Rows of one's own in a link, `0,0:0;0,1:1`: inputs, a colon, targets; a semicolon before the next row."""

from nnviz.datasets.rows import MOST_INPUTS, MOST_ROWS, MOST_TARGETS, Row
from pages.shared.numbers.numerals import ascii_signs, numeral, write_numeral
from pages.shared.state.codecs import Reading

LARGEST = 1e12  # of the numbers that a visitor types
LONGEST = MOST_ROWS * (MOST_INPUTS + MOST_TARGETS) * 25  # characters of a link's rows; 25 hold any number

Asked = tuple[tuple[float | None, ...], ...]  # the numbers of the parts of one row, None for what is none


def read_rows_link(text: str) -> Reading | None:
    """Return the rows that a link asks for, and whether they are used as they stand; else None.

    Rows beyond the fiftieth are left out, and so are inputs and targets beyond what a row may have; a number
    beyond ±`LARGEST` becomes the nearest inside. Nothing is read of rows of different lengths, nor of what
    is no number."""
    asked = [_numbers(part) for part in ascii_signs(text).split(";")]
    if len({tuple(map(len, row)) for row in asked}) != 1 or len(asked[0]) != 2:
        return None
    if any(value is None for row in asked for part in row for value in part):
        return None
    rows = tuple(_held(row) for row in asked[:MOST_ROWS])
    return rows, list(rows) == asked


def write_rows_link(rows: tuple[Row, ...]) -> str:
    """Return the text that `read_rows_link` takes for these rows."""
    return ";".join(":".join(",".join(map(write_numeral, part)) for part in row) for row in rows)


def _numbers(row: str) -> Asked:
    return tuple(tuple(numeral(number) for number in part.split(",")) for part in row.split(":"))


def _held(row: Asked) -> Row:
    """The row within its limits."""
    inputs, targets = (
        tuple(max(-LARGEST, min(LARGEST, value)) for value in part[:most] if value is not None)
        for part, most in zip(row, (MOST_INPUTS, MOST_TARGETS), strict=True)
    )
    return inputs, targets
