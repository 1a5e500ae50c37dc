"""Rows of one's own as text: typed, or pasted from a spreadsheet, a CSV file or a NumPy program.
What cannot be read is named, not guessed at."""

import re
from collections.abc import Sequence
from itertools import zip_longest

from nnviz.datasets.rows import MOST_INPUTS, MOST_ROWS, MOST_TARGETS, Row
from pages.parts.train.rows_link import LARGEST
from pages.shared.numbers.nested_lists import Unreadable
from pages.shared.numbers.numerals import ascii_signs, numeral, write_numeral

LONGEST = 20_000  # characters
SHOWN = 40  # characters of what cannot be read
_MARK = re.compile(r"->|=>|→|⇒|[:|]")  # between inputs and targets
_LISTS = re.compile(r"\[([^\[\]]*)\]")  # the innermost lists of a program
_WRAP = re.compile(r"\b(?:np|numpy)?\.?(?:array|asarray)\b|\bdtype\s*=\s*[\w.]+|[()]")
_OUTSIDE = str.maketrans(dict.fromkeys("[],;", " "))  # what may stand around the innermost lists
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")

Cells = tuple[str, ...]
Parts = tuple[Cells, Cells | None]  # the cells of a row, and its targets where a mark divides them


def read_rows(text: str, targets: int = 1) -> tuple[Row, ...] | Unreadable:
    """Return the rows of a text, or what is wrong with it, a key `error.` of the page's sentences.

    A line is a row: inputs, a colon, a bar or an arrow, targets; without such a mark the last `targets`
    numbers are the targets. Numbers are separated by commas, semicolons, tabs or blanks; where tabs or
    semicolons separate them, a comma is a decimal comma. A first line of names is passed over. Two NumPy
    arrays or nested lists, `X = [[0, 1]]` and `y = [1]`, are inputs and targets."""
    plain = ascii_signs(text[:LONGEST])
    found = _of_program(plain) if "[" in plain else _of_lines(plain)
    if isinstance(found, Unreadable):
        return found
    rows = []
    for number, (first, second) in enumerate(found, 1):
        row = _row(first, second, targets, number)
        if isinstance(row, Unreadable):
            return row
        rows.append(row)
    return _checked(tuple(rows))


def write_rows(rows: Sequence[Row]) -> str:
    """Return the text that `read_rows` reads: a line each, a colon between inputs and targets."""
    return "\n".join(" : ".join(", ".join(map(write_numeral, part)) for part in row) for row in rows)


# -- from text to cells ---------------------------------------------------------------------------------
def _of_lines(text: str) -> list[Parts] | Unreadable:
    lines = [line for line in text.splitlines() if line.strip()]
    if lines and all(numeral(cell) is None for part in _MARK.split(lines[0]) for cell in _cells(part)):
        lines = lines[1:]  # names
    found: list[Parts] = []
    for line in lines:
        parts = [_cells(part) for part in _MARK.split(line)]
        if len(parts) > 2:
            return Unreadable("rows_mark", line.strip()[:SHOWN])
        found.append((parts[0], parts[1] if len(parts) == 2 else None))
    return found


def _cells(line: str) -> Cells:
    separator = next((one for one in "\t;" if one in line), "")
    if separator:
        return tuple(_DECIMAL_COMMA.sub(".", cell.strip()) for cell in line.strip(" ").split(separator))
    return tuple(line.replace(",", " , ").replace(" , ", " ").split()) if line.strip() else ()


def _of_program(text: str) -> list[Parts] | Unreadable:
    """The lists of one array of rows, or of two: inputs and targets."""
    arrays = [part for part in re.split(r"\b[A-Za-z_]\w*\s*=(?!=)", _WRAP.sub(" ", text)) if "[" in part]
    rest = "".join(_LISTS.sub(" ", part) for part in arrays).translate(_OUTSIDE).strip()
    if rest:
        return Unreadable("rows_rest", rest[:SHOWN])
    lists = [[_cells(inner) for inner in _LISTS.findall(part)] for part in arrays]
    if len(lists) == 1:
        return [(cells, None) for cells in lists[0]]
    if len(lists) != 2:
        return Unreadable("rows_arrays", str(len(lists)))
    inputs, given = lists
    if len(given) == 1 and len(inputs) != 1:
        given = [(cell,) for cell in given[0]]  # one target a row, in a flat list
    if len(inputs) != len(given):
        return Unreadable("rows_uneven", f"{len(inputs)} / {len(given)}")
    return [(first, second) for first, second in zip_longest(inputs, given)]


# -- from cells to rows ---------------------------------------------------------------------------------
def _row(first: Cells, second: Cells | None, targets: int, number: int) -> Row | Unreadable:
    values: list[list[float]] = []
    for part in (first, second or ()):
        values.append([])
        for cell in part:
            value = numeral(cell)
            if value is None:
                return Unreadable("rows_number", cell.strip()[:SHOWN], str(number))
            if abs(value) > LARGEST:
                return Unreadable("rows_range", cell.strip()[:SHOWN], str(number))
            values[-1].append(value)
    inputs, given = values
    if second is None:
        inputs, given = inputs[:-targets], inputs[-targets:]
    return tuple(inputs), tuple(given)


def _checked(rows: tuple[Row, ...]) -> tuple[Row, ...] | Unreadable:
    """The rows, if they have one length and are not too many or too long."""
    if not 1 <= len(rows) <= MOST_ROWS:
        return Unreadable("rows_count", str(len(rows)))
    inputs, targets = (len(part) for part in rows[0])
    if not 1 <= inputs <= MOST_INPUTS:
        return Unreadable("rows_inputs", str(inputs))
    if not 1 <= targets <= MOST_TARGETS:
        return Unreadable("rows_targets", str(targets))
    for number, row in enumerate(rows, 1):
        lengths = len(row[0]), len(row[1])
        if lengths != (inputs, targets):
            return Unreadable("rows_lengths", f"{lengths[0]} + {lengths[1]}", str(number), (inputs, targets))
    return rows
