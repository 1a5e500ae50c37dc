"""What there is to say about a file of one's own: kinds and values, from which pages make sentences in any
language, and the same in English.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

Value = int | float | str

# What was read, but not just as it stands, and what one should know about it.
FINDINGS: Mapping[str, str] = MappingProxyType(
    {
        "encoding": "the file is not UTF-8; it was read as {encoding}, so look whether its texts are right",
        "nul_bytes": "NUL bytes that were left out: {count}",
        "quotes": "a quotation mark is never closed; all of them were read as plain characters",
        "lines_before": "lines above the table that were left out: {count}",
        "one_column": "there is only one column; perhaps something else separates the columns",
        "no_header": "the first line holds numbers; the columns were named column 1, column 2, ...",
        "unnamed": "columns without a name that were given one: {count}",
        "duplicate_names": "names that came again and got a number: {count}",
        "changed_names": "names that were shortened or lost unseen signs: {count}",
        "formulas": "texts that begin like a formula, and are kept as text: {count}",
        "markup": "texts that hold markup, and are kept as text: {count}",
        "short_rows": "rows that were too short and filled up, the first in line {line}: {count}",
        "long_rows": "rows that are too long and were left out, the first in line {line}: {count}",
        "cut_rows": "the file has {count} rows; the first {kept} were read",
        "decimal_comma": "numbers were read with a decimal comma: {example} is {value}",
        "grouped": "numbers that were read with marks between thousands: {count}; {example} is {value}",
        "missing": "values that are missing in the column {column!r}: {count}",
        "unreadable": "values that are no numbers in the column {column!r}: {count}, the first in line "
        "{line}: {example!r}",
        "out_of_range": "values that are infinite or beyond ±1e100 in the column {column!r}: {count}",
        "empty_column": "the column {column!r} is empty",
        "constant_column": "the column {column!r} has the same value everywhere",
        "row_number": "the column {column!r} only counts the rows, which a network may learn by heart",
        "left_out": "of {rows} rows {count} were left out: a value that is needed is missing or no number",
        "constant_target": "the target {column!r} has the same value everywhere; there is nothing to learn",
        "copy_of_target": "the column {column!r} is the target {target!r} itself; leave it out to learn more",
        "split_text": "the text in the column {column!r} was made columns of 0 and 1: {count}",
    }
)

# What makes a file, or a choice of its columns, impossible: rule, value, remedy.
ERRORS: Mapping[str, str] = MappingProxyType(
    {
        "empty": "a file must hold a table, got no values in its first 10,000 lines; choose another",
        "too_large": "a file must have at most {most} bytes, got {bytes}; leave out rows or columns",
        "spreadsheet": "a file must be CSV text, got a workbook; save it as CSV in your spreadsheet program",
        "binary": "a file must be CSV text, got bytes that are no text; save it as CSV",
        "long_cell": "a cell must have at most {most} characters, got more in line {line}; shorten it",
        "too_many_columns": "a table must have at most {most} columns, got {columns}; leave some out",
        "no_rows": "a table must have at least one row below its header, got none; add rows",
        "unknown_column": "a column must be one of the table's, got {column!r}; choose another",
        "no_inputs": "inputs must be at least 1 column, got none; choose one",
        "too_many_inputs": "inputs must be at most {most}, got {inputs}; choose fewer columns",
        "no_targets": "targets must be at least 1 column, got none; choose one",
        "too_many_targets": "targets must be at most {most}, got {targets}; choose fewer columns",
        "input_is_target": "a column must be an input or a target, got {column!r} as both; choose one",
        "repeated_column": "a column must be chosen once, got {column!r} more than once; leave one out",
        "empty_chosen": "a chosen column must hold values, got the empty column {column!r}; choose another",
        "text_target": "a target that is learned as a number must hold numbers, got text in {column!r}; "
        "learn its classes instead",
        "text_input": "text as an input must have 2 to {most} different values, got {labels} in {column!r}; "
        "choose another column",
        "several_classes": "classes must stand in 1 column, got {targets}; choose one target",
        "too_many_classes": "a target must have at most {most} classes, got {classes} in {column!r}; "
        "learn it as a number or choose another",
        "one_class": "a target must have at least 2 classes, got only {label!r} in {column!r}; "
        "choose another",
        "too_few_rows": "at least {least} rows must have all chosen values, got {rows}; "
        "choose columns with fewer gaps",
    }
)


@dataclass(frozen=True)
class TableFinding:
    """One thing to be said about a table.

    Parameters
    ----------
    kind : str
        A key of `FINDINGS`.
    values : tuple of (str, value)
    """

    kind: str
    values: tuple[tuple[str, Value], ...] = ()

    @classmethod
    def of(cls, kind: str, **values: Value) -> "TableFinding":
        """The finding of this `kind` with these `values`."""
        return cls(kind, tuple(values.items()))

    def __str__(self) -> str:
        return FINDINGS[self.kind].format(**dict(self.values))


class TableError(ValueError):
    """A file that cannot be read, or columns that cannot be learned.

    Parameters
    ----------
    kind : str
        A key of `ERRORS`.
    values : str or number
        What belongs to it.
    """

    def __init__(self, kind: str, **values: Value) -> None:
        self.kind, self.values = kind, dict(values)
        super().__init__(ERRORS[kind].format(**values))
