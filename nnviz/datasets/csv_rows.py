"""The rows of a table, all of one width, in blocks; what had to be done for that is counted."""

from array import array
from collections.abc import Iterator

from nnviz.datasets.csv_cells import BLANKS
from nnviz.datasets.csv_dialect import Dialect
from nnviz.datasets.csv_encoding import EncodedText
from nnviz.datasets.csv_names import plain_text

MOST_ROWS = 50_000
PREVIEW_ROWS = 20

Block = list[list[str]]


class TableRows:
    """The rows below the header; they can be read again and again.

    Attributes
    ----------
    count : int
        The rows of the whole file; the first 50,000 of them are given out.
    lines : array of int
        The line where each row that is given out begins.
    short, long : int
        Rows with too few cells, which are filled up, and with too many, which are left out.
    first_short, first_long : int
        The line of the first such row.
    preview : tuple of tuple of str
        The first 20 rows as plain text.
    """

    def __init__(self, text: EncodedText, dialect: Dialect) -> None:
        self.text, self.dialect = text, dialect
        self._begin()

    def _begin(self) -> None:
        self.count = self.short = self.long = self.first_short = self.first_long = 0
        self.lines = array("q")
        self.preview: tuple[tuple[str, ...], ...] = ()

    def blocks(self, cells: int) -> Iterator[tuple[int, Block]]:
        """About so many `cells` at a time, as the number of the first row and the rows; counted anew."""
        self._begin()
        most = max(1, cells // self.dialect.width)
        block: Block = []
        for row in self._rows():
            block.append(row)
            if len(block) == most:
                yield len(self.lines) - most, block
                block = []
        if block:
            yield len(self.lines) - len(block), block

    def _rows(self) -> Iterator[list[str]]:
        lines = self.dialect.lines(self.text)
        if self.dialect.header:
            next(lines)
        for line, cells in lines:
            row = cells if len(cells) == self.dialect.width else self._fitted(line, cells)
            if row is None:
                continue
            self.count += 1
            if self.count > MOST_ROWS:
                continue
            self.lines.append(line)
            if self.count <= PREVIEW_ROWS:
                self.preview += (tuple(map(plain_text, row)),)
            yield row

    def _fitted(self, line: int, row: list[str]) -> list[str] | None:
        """The row in the width of the table; None if it holds more than that."""
        width = self.dialect.width
        if len(row) < width:
            self.short += 1
            self.first_short = self.first_short or line
            return row + [""] * (width - len(row))
        if any(cell.strip(BLANKS) for cell in row[width:]):
            self.long += 1
            self.first_long = self.first_long or line
            return None
        return row[:width]
