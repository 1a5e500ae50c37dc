"""How a table is written: what separates its columns, its decimal mark, and whether it has a header.
It is told from the first lines.
"""

import csv
import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Literal, NamedTuple

from nnviz.datasets.csv_cells import BLANKS, is_missing, is_number
from nnviz.datasets.csv_encoding import EncodedText
from nnviz.datasets.csv_findings import TableError

DELIMITERS = ("\t", ";", "|", ",")  # the first of those that separate lines equally well
NOTHING = BLANKS + "".join(DELIMITERS)  # a line of these holds nothing
MOST_COLUMNS = 64
MOST_CELLS = 20_000  # of a line that is looked at at all
SAMPLE_ROWS, SAMPLE_LINES = 100, 10_000
LINES_BEFORE = 10  # of a title and the like, at most
_SAID = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)  # what a spreadsheet program writes into the first line
_END = "the end of the file"  # a line that is added to it

Line = tuple[int, list[str]]  # its number from 1, and its cells


class Dialect(NamedTuple):
    """What separates columns, how many there are, and how the lines are to be read.

    `decimal_comma` says whether 1,5 is a number, `quoted` whether quotation marks hold cells together. The
    table begins behind the line `skipped`, with a `header` or without; `before` lines above it hold a title.
    """

    delimiter: str
    width: int
    decimal_comma: bool
    quoted: bool
    skipped: int
    before: int
    header: bool

    def lines(self, text: EncodedText) -> Iterator[Line]:
        """The lines of the table that are not empty, with their header."""
        return (line for line in cells_of(text, self.delimiter, self.quoted) if line[0] > self.skipped)


def cells_of(
    text: EncodedText, delimiter: str, quoted: bool = True, most: int | None = None
) -> Iterator[Line]:
    """All of the first `most` lines that are not empty; `TableError` for a cell that is too long."""
    with text.stream() as stream:
        lines = _narrow(islice(stream, most), delimiter)
        rows = csv.reader(lines, delimiter=delimiter, quoting=_quoting(quoted), skipinitialspace=True)
        before = 0  # lines that are read
        try:
            for row in rows:
                if row and (row[0].strip(NOTHING) or any(cell.strip(NOTHING) for cell in row)):
                    yield before + 1, row
                before = rows.line_num
        except csv.Error:
            raise TableError("long_cell", most=csv.field_size_limit(), line=before + 1) from None


def _narrow(lines: Iterable[str], delimiter: str) -> Iterator[str]:
    """The lines, unless one has more cells than anybody means."""
    for line in lines:
        if len(line) > MOST_CELLS and line.count(delimiter) > MOST_CELLS:
            raise TableError("too_many_columns", columns=line.count(delimiter) + 1, most=MOST_COLUMNS)
        yield line


def dialect_of(text: EncodedText, delimiter: str | None = None, header: bool | None = None) -> Dialect:
    """Find out how the table is written; a `delimiter` or `header` that is given is taken as it is.

    Raises `TableError` where there is nothing, and for a cell that is too long.
    """
    said = _said(text)
    tried = {}
    for one in (delimiter,) if delimiter else (said,) if said else DELIMITERS:
        quoted = _quotes_close(text, one)
        tried[one] = quoted, _sample(text, one, quoted)
    chosen = max(tried, key=lambda one: _evenness(tried[one][1]))
    quoted, rows = tried[chosen]
    rows = rows[1:] if said else rows
    if not rows:
        deque(cells_of(text, chosen, quoted, SAMPLE_LINES), maxlen=0)  # says which cell is too long
        raise TableError("empty")
    width = _width(rows)
    before = _lines_before(rows, width)
    skipped = rows[before - 1][0] if before else int(bool(said))
    cells = [row for _, row in rows[before:]]
    comma = _decimal_comma(cells, chosen)
    found = _has_header(cells, width, comma) if header is None else header
    width = max(width, _named(cells[0])) if found else width
    return Dialect(chosen, width, comma, quoted, skipped, before, found)


def _sample(text: EncodedText, delimiter: str, quoted: bool) -> list[Line]:
    """The first lines that hold something; none where a cell is too long for this delimiter."""
    try:
        return list(islice(cells_of(text, delimiter, quoted, SAMPLE_LINES), SAMPLE_ROWS))
    except TableError as error:
        if error.kind == "too_many_columns":
            raise
        return []


def _quoting(quoted: bool) -> Literal[0, 3]:
    return csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE


def _quotes_close(text: EncodedText, delimiter: str) -> bool:
    """Whether the last quotation mark that opens a cell is closed: a line added at the end is then a row."""
    if text.data.count(b'"') % 2 == 0:
        return True
    with text.stream() as stream:
        lines = _narrow(chain(stream, ["\n", _END]), delimiter)
        try:
            last = deque(csv.reader(lines, delimiter=delimiter, skipinitialspace=True), maxlen=1)
        except csv.Error:
            return False
    return last.pop() == [_END]


def _said(text: EncodedText) -> str | None:
    with text.stream() as stream:
        found = _SAID.fullmatch(stream.readline(SAMPLE_ROWS))
    return found[1] if found else None


def _evenness(rows: Sequence[Line]) -> float:
    """The share of the lines that have the most frequent number of cells, where that is more than one."""
    counts = Counter(len(row) for _, row in rows)
    return round(max((n / len(rows) for width, n in counts.items() if width > 1), default=0.0), 1)


def _width(rows: Iterable[Line]) -> int:
    """The most frequent number of cells; of equally frequent ones the largest."""
    counts = Counter(len(row) for _, row in rows)
    return max(counts, key=lambda width: (counts[width], width))


def _lines_before(rows: Sequence[Line], width: int) -> int:
    """How many lines at the beginning are a title or the like: one text alone, or few cells."""
    found = 0
    while found < min(LINES_BEFORE, len(rows) - 1) and _is_title(rows[found][1], width):
        found += 1
    return found


def _is_title(row: Sequence[str], width: int) -> bool:
    filled = [cell for cell in row if cell.strip(BLANKS)]
    if any(is_number(cell, comma) for cell in filled for comma in (False, True)):
        return False
    return width > 2 and (len(filled) == 1 or 2 * len(row) < width)


def _named(header: Sequence[str]) -> int:
    """How wide a header is up to its last name."""
    return max((number for number, cell in enumerate(header, 1) if cell.strip(BLANKS)), default=0)


def _decimal_comma(rows: Sequence[Sequence[str]], delimiter: str) -> bool:
    """Whether more cells are numbers when the comma is the decimal mark, not the point."""
    if delimiter == ",":
        return False
    marked = [cell for row in rows for cell in row if "," in cell or "." in cell]
    return sum(is_number(cell, True) for cell in marked) > sum(is_number(cell, False) for cell in marked)


def _has_header(rows: Sequence[Sequence[str]], width: int, comma: bool) -> bool:
    """Whether a name stands above a column of numbers, or there are no numbers at all."""
    first, below = [*rows[0], *[""] * width], [row for row in rows[1:] if len(row) == width]
    numeric = False
    for column in range(width):
        cells = [row[column] for row in below if not is_missing(row[column].strip(BLANKS))]
        if 2 * sum(is_number(cell, comma) for cell in cells) <= len(cells):
            continue
        name = first[column].strip(BLANKS)
        if not is_missing(name) and not is_number(name, comma):
            return True
        numeric = True
    return not numeric and not any(is_number(cell, comma) for cell in first)
