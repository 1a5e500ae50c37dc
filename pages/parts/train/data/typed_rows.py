"""Rows of one's own as text: typed, or pasted from a spreadsheet, a CSV file or a NumPy program.
What cannot be read is named, not guessed at."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from nnviz.datasets.rows import MOST_INPUTS, MOST_ROWS, MOST_TARGETS, Row
from pages.parts.train.values.rows_link import LARGEST
from pages.shared.numbers.nested_lists import Unreadable
from pages.shared.numbers.numerals import ascii_signs, numeral, write_numeral

LONGEST = 20_000  # characters
SHOWN = 40  # characters of what cannot be read
_MARK = re.compile(r"->|=>|→|⇒|[:|]")  # between inputs and targets
_LISTS = re.compile(r"\[([^\[\]]*)\]")  # the innermost lists of a program
_WRAP = re.compile(r"\b(?:np|numpy)?\.?(?:array|asarray)\b|\bdtype\s*=\s*[\w.]+|[()]")
_OUTSIDE = str.maketrans(dict.fromkeys("[],;", " "))  # what may stand around the innermost lists
_COMMA = re.compile(r"[+-]?\d+,(\d+)(?:e[+-]?\d+)?", re.ASCII | re.IGNORECASE)
_LISTED = re.compile(r"0|[+-]?[1-9]\d*", re.ASCII)  # a whole number as lists have it, never 05

Cells = tuple[str, ...]
Parts = tuple[Cells, Cells | None]  # the cells of a row, and its targets where a mark divides them


@dataclass(frozen=True)
class UnreadableCell(Unreadable):
    """A number that cannot be read: `place` is its row, and this its place among the numbers of the row."""

    column: int = 0


def read_rows(text: str, targets: int = 1) -> tuple[Row, ...] | Unreadable:
    """Return the rows of a text, or what is wrong with it, a key `error.` of the page's sentences.

    A line is a row: inputs, a colon, a bar or an arrow, targets; without such a mark the last `targets`
    numbers are the targets. On one line semicolons separate rows, as in a link. Numbers are separated by
    commas, semicolons, tabs or blanks; where tabs or semicolons separate them, a comma is a decimal comma
    if it can be nothing else. A first line of names is passed over. Two NumPy arrays or nested lists,
    `X = [[0, 1]]` and `y = [1]`, are inputs and targets."""
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


def read_samples(text: str, inputs: int) -> tuple[tuple[float, ...], ...] | Unreadable:
    """Return the inputs of some samples, a line each with so many numbers, or what is wrong with them."""
    rows = read_rows("\n".join(f"{line} : 0" for line in text.splitlines() if line.strip()))
    if isinstance(rows, Unreadable):
        return rows
    if len(rows[0][0]) != inputs:
        return Unreadable("samples_inputs", str(len(rows[0][0])), "", (inputs, None))
    return tuple(row for row, _ in rows)


# -- from text to cells ---------------------------------------------------------------------------------
def _of_lines(text: str) -> list[Parts] | Unreadable:
    lines = _lines(text)
    if lines and not any(_is_number(cell) for part in _MARK.split(lines[0]) for cell in _cells(part)):
        lines = lines[1:]  # names
    found: list[Parts] = []
    for line in lines:
        parts = [_cells(part) for part in _MARK.split(line)]
        if len(parts) > 2:
            return Unreadable("rows_mark", line.strip()[:SHOWN])
        found.append((parts[0], parts[1] if len(parts) == 2 else None))
    return _with_points(found)


def _is_number(cell: str) -> bool:
    return numeral(cell) is not None or _COMMA.fullmatch(cell) is not None


def _lines(text: str) -> list[str]:
    """The lines that hold rows; one line with semicolons may be several rows."""
    lines = [line for line in text.splitlines() if line.strip()]
    if all(";" not in line.rstrip("; ") for line in lines):
        return [line.rstrip("; ") for line in lines]
    parts = [line.rstrip("; ").split(";") for line in lines]
    marked = all(_MARK.search(part) for row in parts for part in row)
    alone = len(parts) == 1 and "\t" not in text and all(len(_cells(part)) > 1 for part in parts[0])
    return [part for row in parts for part in row] if marked or alone else lines


def _with_points(rows: list[Parts]) -> list[Parts] | Unreadable:
    """The rows with points for their decimal commas; the first comma that may be something else."""
    cells = [first + (second or ()) for first, second in rows]
    marked = [
        (row, place) for row, line in enumerate(cells) for place, cell in enumerate(line) if "," in cell
    ]
    found = [_COMMA.fullmatch(cells[row][place]) for row, place in marked]
    if not all(found):
        return rows  # what is no number is named later
    thousands = all(len(match[1]) == 3 for match in found if match)
    if marked and (thousands or _may_be_lists(cells)):
        row, place = marked[0]
        return UnreadableCell("rows_comma", cells[row][place][:SHOWN], str(row + 1), column=place + 1)
    return [(_points(first), None if second is None else _points(second)) for first, second in rows]


def _points(cells: Cells) -> Cells:
    return tuple(cell.replace(",", ".") for cell in cells)


def _may_be_lists(cells: Sequence[Cells]) -> bool:
    """Whether some columns always have a comma and the others never, between whole numbers: 0,1;1."""
    if len({len(row) for row in cells}) != 1:
        return False
    columns = [{"," in cell for cell in column} for column in zip(*cells, strict=True)]
    listed = all(_LISTED.fullmatch(part) for row in cells for cell in row for part in cell.split(","))
    return listed and all(len(column) == 1 for column in columns) and len({max(one) for one in columns}) == 2


def _cells(line: str) -> Cells:
    separator = next((one for one in "\t;" if one in line), "")
    if separator:
        return tuple(cell.strip() for cell in line.strip(" ").split(separator))
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
            kind = _wrong(cell, value)
            if value is None or kind:
                column = sum(map(len, values)) + 1
                return UnreadableCell(kind, cell.strip()[:SHOWN], str(number), column=column)
            values[-1].append(value)
    inputs, given = values
    if second is None:
        inputs, given = inputs[:-targets], inputs[-targets:]
    return tuple(inputs), tuple(given)


def _wrong(cell: str, value: float | None) -> str:
    """What is wrong with a number, nothing where it is good."""
    if value is None:
        return "rows_number" if cell.strip() else "rows_missing"
    return "rows_range" if abs(value) > LARGEST else ""


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
