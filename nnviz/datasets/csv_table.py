"""A file of one's own: bytes become a table of columns, with what there is to say about each of them.
Nothing is kept of the file but numbers, a few labels and its first rows.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from nnviz.datasets.csv_cells import Cells
from nnviz.datasets.csv_columns import Column, Labels, kind_of, number_column
from nnviz.datasets.csv_dialect import MOST_COLUMNS, Dialect, dialect_of
from nnviz.datasets.csv_encoding import EncodedText, encoded_text
from nnviz.datasets.csv_findings import TableError, TableFinding
from nnviz.datasets.csv_names import column_names, plain_text, text_findings
from nnviz.datasets.csv_rows import MOST_ROWS, TableRows

MOST_BYTES = 5 * 2**20
BLOCK = 16_384  # cells that are read at a time


@dataclass(frozen=True)
class Table:
    """A table that was read from a file. Tables of the same bytes, read in the same way, are equal.

    Parameters
    ----------
    digest : str
        Of the bytes, and of how they were read.
    columns : tuple of Column
    findings : tuple of TableFinding
        What there is to say about the file and its columns.
    preview : tuple of tuple of str
        The first 20 rows as they stand there, as plain text.
    """

    digest: str
    columns: tuple[Column, ...] = field(compare=False, repr=False)
    findings: tuple[TableFinding, ...] = field(compare=False, repr=False)
    preview: tuple[tuple[str, ...], ...] = field(compare=False, repr=False)

    def __len__(self) -> int:
        return len(self.columns[0].values)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """The column with this `name`, else `TableError`."""
        found = next((column for column in self.columns if column.name == name), None)
        if found is None:
            raise TableError("unknown_column", column=name)
        return found


def read_table(data: bytes, delimiter: str | None = None, header: bool | None = None) -> Table:
    r"""Read a file of values that are separated by commas, semicolons, tabs or vertical bars.

    Parameters
    ----------
    data : bytes
        At most 5 MiB: UTF-8, UTF-16 or UTF-32, else Shift-JIS, EUC-JP or Windows-1252.
    delimiter : str, optional
        What separates columns; None finds it out.
    header : bool, optional
        Whether the first line holds names; None finds it out.

    Returns
    -------
    Table
        Of the first 50,000 rows.

    Raises
    ------
    TableError
        For what is no table, is too large or has more than 64 columns.

    Examples
    --------
    >>> table = read_table(b"area;price\n85,5;120\n70,25;99\n")
    >>> [(column.name, column.kind, column.values.tolist()) for column in table.columns]
    [('area', 'number', [85.5, 70.25]), ('price', 'number', [120.0, 99.0])]
    >>> print(table.findings[0])
    numbers were read with a decimal comma: 85,5 is 85.5
    """
    if delimiter is not None and (len(delimiter) != 1 or delimiter in '"\r\n\0'):
        raise ValueError(
            f"delimiter must be one sign other than a quotation mark, got {delimiter!r}; None finds it out"
        )
    if len(data) > MOST_BYTES:
        raise TableError("too_large", bytes=len(data), most=MOST_BYTES)
    if not data.strip():
        raise TableError("empty")
    text = encoded_text(data)
    dialect = dialect_of(text, delimiter, header)
    if dialect.width > MOST_COLUMNS:
        raise TableError("too_many_columns", columns=dialect.width, most=MOST_COLUMNS)
    names, found = _names(text, dialect)
    rows, cells = TableRows(text, dialect), [Cells() for _ in names]
    for start, block in rows.blocks(BLOCK):
        for one, column in zip(cells, zip(*block, strict=True), strict=True):
            one.read(column, start, dialect.decimal_comma)
    if not rows.count:
        raise TableError("no_rows")
    columns = _columns(names, cells, rows)
    findings = (*text.findings, *found, *_about_rows(rows), *_about_cells(columns, cells, rows))
    digest = sha256(repr((delimiter, header)).encode() + data).hexdigest()
    return Table(digest, columns, findings, rows.preview)


def _names(text: EncodedText, dialect: Dialect) -> tuple[tuple[str, ...], list[TableFinding]]:
    """The names of the columns, from the header or made, and what there is to say about the first lines."""
    found = [] if dialect.quoted else [TableFinding.of("quotes")]
    if dialect.before:
        found.append(TableFinding.of("lines_before", count=dialect.before))
    if dialect.width == 1:
        found.append(TableFinding.of("one_column"))
    if not dialect.header:
        found.append(TableFinding.of("no_header"))
        return tuple(f"column {number}" for number in range(1, dialect.width + 1)), found
    _, header = next(dialect.lines(text))
    if len(header) == dialect.width - 1:
        header = ["", *header]  # the numbers of the rows have no name
    header += [""] * (dialect.width - len(header))
    names, more = column_names(header[: dialect.width])
    return names, found + more


def _columns(names: Sequence[str], cells: Sequence[Cells], rows: TableRows) -> tuple[Column, ...]:
    """The columns of which the cells are known; the file is read again for those of text."""
    text = {place: Labels() for place, one in enumerate(cells) if kind_of(one) == "text"}
    if text:
        for place in text:
            cells[place].blocks.clear()
        for _, block in rows.blocks(BLOCK):
            columns = list(zip(*block, strict=True))
            for place, labels in text.items():
                labels.read(columns[place])
    return tuple(
        text[place].column(name, one) if place in text else number_column(name, one)
        for place, (name, one) in enumerate(zip(names, cells, strict=True))
    )


def _about_rows(rows: TableRows) -> Iterator[TableFinding]:
    if rows.short:
        yield TableFinding.of("short_rows", count=rows.short, line=rows.first_short)
    if rows.long:
        yield TableFinding.of("long_rows", count=rows.long, line=rows.first_long)
    if rows.count > MOST_ROWS:
        yield TableFinding.of("cut_rows", count=rows.count, kept=MOST_ROWS)


def _about_cells(
    columns: Sequence[Column], cells: Sequence[Cells], rows: TableRows
) -> Iterator[TableFinding]:
    numbers = [one for column, one in zip(columns, cells, strict=True) if column.kind == "number"]
    marked = next((one.first_comma for one in numbers if one.first_comma), None)
    if marked:
        yield TableFinding.of("decimal_comma", example=marked[0], value=marked[1])
    grouped = next((one.first_grouped for one in numbers if one.first_grouped), None)
    if grouped:
        count = sum(one.grouped for one in numbers)
        yield TableFinding.of("grouped", count=count, example=grouped[0], value=grouped[1])
    yield from text_findings([label for column in columns for label in column.labels])
    for column, one in zip(columns, cells, strict=True):
        yield from _about_column(column, one, rows)


def _about_column(column: Column, cells: Cells, rows: TableRows) -> Iterator[TableFinding]:
    name = column.name
    if column.kind == "empty":
        yield TableFinding.of("empty_column", column=name)
    elif column.missing:
        yield TableFinding.of("missing", column=name, count=column.missing)
    if column.unreadable and cells.first_text:
        example, line = plain_text(cells.first_text[0]), rows.lines[cells.first_text[1]]
        yield TableFinding.of("unreadable", column=name, count=column.unreadable, example=example, line=line)
    if column.out_of_range:
        yield TableFinding.of("out_of_range", column=name, count=column.out_of_range)
    if len(column.distinct) == 1 and len(rows.lines) > 1:
        yield TableFinding.of("constant_column", column=name)
    if column.counts_rows:
        yield TableFinding.of("row_number", column=name)
