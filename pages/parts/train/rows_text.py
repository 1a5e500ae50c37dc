"""Rows of one's own as a visitor types or pastes them: from a spreadsheet, from CSV, from NumPy, from a link.
What cannot be read is named with its row and column, not guessed at.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nnviz.datasets.rows import MOST_INPUTS, MOST_ROWS, MOST_TARGETS, Row
from pages.parts.train.rows_link import LARGEST
from pages.shared.numbers.numerals import SPACES, ascii_signs, numeral, write_numeral

LONGEST = 20_000  # characters
SHOWN = 20  # of a cell that cannot be read
DEEPEST = 2  # lists in a list
MOST_COLUMNS = MOST_INPUTS + MOST_TARGETS

Cells = list[list[str]]

_CALL = re.compile(r"(?:(?:np|numpy)\.)?(?:as)?array\b")
_NAMED = re.compile(r"\b[A-Za-z_]\w*\s*=(?!=)\s*")
_KIND_OF_NUMBER = re.compile(r",\s*dtype\s*=\s*[\w.'\"]+")
_BRACKETS = str.maketrans("()", "[]")
_INNERMOST = re.compile(r"\[([^\[\]]*)\]")
_COMMA = re.compile(r"[+-]?\d+,(\d+)", re.ASCII)
_WHOLE = re.compile(r"0|[+-]?[1-9]\d*", re.ASCII)


@dataclass(frozen=True)
class RowsProblem:
    """Why a text is no rows: what, where (from 1; 0 where it is no single place), and the part that is meant.

    - "empty": nothing is there
    - "long": the `value` is how many characters are too many
    - "number": the cell `value` is no number
    - "missing": the cell is empty
    - "range": the number `value` is beyond ±1e12
    - "ambiguous": the comma in `value` may separate two numbers, or be a decimal comma
    - "ragged": the row has `value` cells, and `expected` were expected
    - "bracket": a bracket is not closed, or never opened
    - "deep": brackets lie in brackets, `value` of them; `expected` are allowed
    - "too_many_rows", "too_many_columns", "too_few_columns": there are `value`; `expected` is the limit
    - "targets": so many targets, `value`, leave no input, or are more than `expected`
    """

    kind: str
    row: int = 0
    column: int = 0
    value: str = ""
    expected: int = 0


@dataclass(frozen=True)
class PastedRows:
    """The numbers of a text, row by row, and the names above them if there are any.

    `targets` is how many of the columns are targets, where the text itself says so; `decimal_comma` tells
    that commas were read as decimal points."""

    numbers: tuple[tuple[float, ...], ...]
    names: tuple[str, ...] = ()
    targets: int | None = None
    decimal_comma: bool = False


def read_rows_text(text: str) -> PastedRows | RowsProblem:
    """Return the rows that a text means, or what is wrong with it.

    Columns stand apart by tabs, semicolons, commas or spaces, rows by lines or, on one line, by semicolons;
    or it is nested lists of Python or arrays of NumPy, of which the second holds the targets; or what a link
    says, with a colon before the targets. Names may stand above the columns."""
    if len(text) > LONGEST:
        return RowsProblem("long", value=str(len(text) - LONGEST))
    plain = ascii_signs(text.replace("\r\n", "\n").replace("\r", "\n")).strip(" \n")
    if not plain.strip(SPACES):
        return RowsProblem("empty")
    if any(sign in plain for sign in "[]()"):
        return _nested(plain)
    return _linked(plain) if ":" in plain else _lines(plain)


def split_rows(pasted: PastedRows, targets: int) -> tuple[Row, ...] | RowsProblem:
    """Return the rows with their last `targets` columns as targets, unless the text itself says how many."""
    count = targets if pasted.targets is None else pasted.targets
    inputs = len(pasted.numbers[0]) - count
    if not 1 <= count <= MOST_TARGETS or inputs < 1:
        return RowsProblem("targets", value=str(count), expected=min(MOST_TARGETS, inputs + count - 1))
    if inputs > MOST_INPUTS:
        return RowsProblem("too_many_columns", value=str(inputs), expected=MOST_INPUTS)
    return tuple((row[:inputs], row[inputs:]) for row in pasted.numbers)


def write_rows_text(rows: Sequence[Row]) -> str:
    """Return the text that says the same, a line a row, with a colon before the targets."""
    return "\n".join(" : ".join(", ".join(map(write_numeral, part)) for part in row) for row in rows)


# -- the forms ---------------------------------------------------------------------------------------
def _lines(plain: str) -> PastedRows | RowsProblem:
    """Rows of a spreadsheet, of CSV, or of numbers with spaces between them."""
    lines = [
        (number, line.strip(" ")) for number, line in enumerate(plain.split("\n"), 1) if line.strip(SPACES)
    ]
    if all(";" not in line.rstrip(";") for _, line in lines):
        lines = [(number, line.rstrip(";")) for number, line in lines]
    if len(lines) == 1 and ";" in plain and "\t" not in plain:
        parts = plain.rstrip(SPACES + ";").split(";")
        lines = [(number, part.strip(SPACES)) for number, part in enumerate(parts, 1)]
    delimiter = next((one for one in "\t;," if any(one in line for _, line in lines)), None)
    cells = [line.split(delimiter) for _, line in lines]
    cells = [[cell.strip(SPACES) for cell in row] for row in cells]
    while len(cells[0]) > 1 and all(len(row) == len(cells[0]) and not row[-1] for row in cells):
        cells = [row[:-1] for row in cells]  # every line ends in what separates columns
    numbers = [number for number, _ in lines]
    names: tuple[str, ...] = ()
    if len(cells) > 1 and all(
        cell and numeral(cell) is None and not _COMMA.fullmatch(cell) for cell in cells[0]
    ):
        names, cells, numbers = tuple(cells[0]), cells[1:], numbers[1:]
    decimal = _decimal_comma(cells, numbers) if delimiter in ("\t", ";") else False
    if isinstance(decimal, RowsProblem):
        return decimal
    if decimal:
        cells = [
            [cell.replace(",", ".") if _COMMA.fullmatch(cell) else cell for cell in row] for row in cells
        ]
    found = _numbers(cells, numbers, len(names) or None)
    return found if isinstance(found, RowsProblem) else PastedRows(found, names, None, decimal)


def _decimal_comma(cells: Cells, numbers: Sequence[int]) -> bool | RowsProblem:
    """Whether the commas within cells are decimal commas; a problem where they may be something else."""
    marked = [
        (row, column) for row, line in enumerate(cells) for column, cell in enumerate(line) if "," in cell
    ]
    matches = [_COMMA.fullmatch(cells[row][column]) for row, column in marked]
    if not marked or not all(matches):
        return False
    thousands = all(match and len(match[1]) == 3 for match in matches)
    if thousands or _may_be_lists(cells):
        row, column = marked[0]
        return RowsProblem("ambiguous", numbers[row], column + 1, cells[row][column][:SHOWN])
    return True


def _may_be_lists(cells: Cells) -> bool:
    """Whether some columns always have a comma and the others never, between whole numbers: 0,1;1."""
    if len({len(row) for row in cells}) != 1:
        return False
    columns = [["," in cell for cell in column] for column in zip(*cells, strict=True)]
    steady = all(len(set(column)) == 1 for column in columns)
    whole = all(_WHOLE.fullmatch(part) for row in cells for cell in row for part in cell.split(","))
    return steady and whole and len({column[0] for column in columns}) == 2


def _linked(plain: str) -> PastedRows | RowsProblem:
    """Inputs, a colon, targets; rows apart by semicolons or lines."""
    parts = [part.split(":") for part in re.split(r"[;\n]", plain) if part.strip(SPACES)]
    cells = [[_split(side) for side in row] for row in parts]
    targets = len(cells[0][-1])
    for number, row in enumerate(cells, 1):
        if len(row) != 2:
            return RowsProblem("ragged", number, value=str(len(row)), expected=2)
        if len(row[1]) != targets:
            return RowsProblem("ragged", number, value=str(len(row[1])), expected=targets)
    found = _numbers([row[0] + row[1] for row in cells], range(1, len(cells) + 1))
    return found if isinstance(found, RowsProblem) else PastedRows(found, (), targets)


def _nested(plain: str) -> PastedRows | RowsProblem:
    """Nested lists or arrays; of two of them the first holds the inputs and the second the targets."""
    bare = _NAMED.sub(" ", _CALL.sub(" ", _KIND_OF_NUMBER.sub("", plain))).translate(_BRACKETS)
    groups = _groups(bare, DEEPEST + bool(_CALL.search(plain)))  # a call has brackets of its own
    if isinstance(groups, RowsProblem):
        return groups
    tables = [_table(group) for group in groups]
    if all(len(table) == 1 for table in tables):
        tables = [[table[0] for table in tables]]  # a list a row
    if len(tables) == 1:
        found = _numbers(tables[0], range(1, len(tables[0]) + 1))
        return found if isinstance(found, RowsProblem) else PastedRows(found)
    X, Y = tables[0], tables[1]
    if len(Y) == 1 and len(X) > 1:
        Y = [[cell] for cell in Y[0]]  # one target for each row
    if len(tables) > 2 or len(X) != len(Y):
        return RowsProblem("ragged", min(len(X), len(Y)) + 1, value=str(len(Y)), expected=len(X))
    found = _numbers([x + y for x, y in zip(X, Y, strict=True)], range(1, len(X) + 1))
    return found if isinstance(found, RowsProblem) else PastedRows(found, (), len(Y[0]))


def _groups(bare: str, deepest: int) -> list[str] | RowsProblem:
    """The lists that lie in no other list."""
    found, depth, start = [], 0, 0
    for place, sign in enumerate(bare):
        if sign == "[":
            start = start if depth else place
            depth += 1
            if depth > deepest:
                return RowsProblem("deep", value=str(depth), expected=DEEPEST)
        if sign == "]":
            depth -= 1
            if depth < 0:
                return RowsProblem("bracket", value="]")
            if not depth:
                found.append(bare[start : place + 1])
        elif not depth and sign not in " ,;\t\n":
            return RowsProblem("bracket", value=sign)
    return RowsProblem("bracket", value="[") if depth else found


def _table(group: str) -> Cells:
    """The rows of a list of lists, or the one row of a list."""
    return [_split(inner) for inner in _INNERMOST.findall(group)]


def _split(text: str) -> list[str]:
    """Numbers apart by commas or spaces."""
    parts = text.strip(SPACES + ",").split("," if "," in text.strip(SPACES + ",") else None)
    return [part.strip(SPACES) for part in parts] or [""]


# -- the numbers -------------------------------------------------------------------------------------
def _numbers(
    cells: Cells, rows: Sequence[int], expected: int | None = None
) -> tuple[tuple[float, ...], ...] | RowsProblem:
    """The numbers of cells, whose rows have these numbers in the text."""
    width = expected or (len(cells[0]) if cells else 0)
    for number, row in zip(rows, cells, strict=True):
        if len(row) != width:
            return RowsProblem("ragged", number, value=str(len(row)), expected=width)
        for column, cell in enumerate(row, 1):
            kind = _wrong(cell)
            if kind:
                return RowsProblem(kind, number, column, cell[:SHOWN])
    if len(cells) > MOST_ROWS:
        return RowsProblem("too_many_rows", value=str(len(cells)), expected=MOST_ROWS)
    if width > MOST_COLUMNS:
        return RowsProblem("too_many_columns", value=str(width), expected=MOST_COLUMNS)
    if width < 2:
        return RowsProblem("too_few_columns", value=str(width), expected=2)
    return tuple(tuple(float(numeral(cell) or 0) for cell in row) for row in cells)


def _wrong(cell: str) -> str:
    """What is wrong with a cell, nothing for a number."""
    value = numeral(cell)
    if value is None:
        return "number" if cell else "missing"
    return "" if abs(value) <= LARGEST else "range"
