"""What is learned from a table of one's own: which columns are inputs, which are targets, and as what.
From the choice follow the samples, and what there is to say about them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from nnviz.datasets.csv_columns import Column
from nnviz.datasets.csv_findings import TableError, TableFinding
from nnviz.datasets.csv_table import Table
from nnviz.datasets.dataset import Dataset, Task
from nnviz.validation import Array

MOST_INPUTS, MOST_TARGETS = 64, 6
MOST_CLASSES = 20
MOST_SPLIT = 10  # labels of a text that is an input
LEAST_ROWS = 2
FEW_CLASSES = 10  # different whole numbers of a column that looks like classes


class TableSamples(NamedTuple):
    """The samples of a choice.

    `data` holds them, `rows` the places of their rows in the table, and `findings` what there is to say.
    """

    data: Dataset
    rows: Array
    findings: tuple[TableFinding, ...]


@dataclass(frozen=True)
class TableChoice:
    r"""Columns of a table that are learned from, and columns that are learned.

    Parameters
    ----------
    table : Table
    inputs, targets : tuple of str
        Names of columns: inputs of numbers, or of text with 2 to 10 different values, which becomes columns
        of 0 and 1; targets of numbers, or one column of classes.
    task : {"regression", "classification"}
        Whether targets are learned as numbers or as classes.

    Raises
    ------
    TableError
        For columns that are not there, are empty, are chosen twice, or cannot be learned this way.

    Examples
    --------
    >>> from nnviz.datasets.csv_table import read_table
    >>> table = read_table(b"length,kind\n1,cat\n2,dog\n,cat\n3,dog\n")
    >>> samples = TableChoice(table, ("length",), ("kind",), "classification").samples()
    >>> samples.data.Y.ravel().tolist(), samples.data.class_names, samples.rows.tolist()
    ([0.0, 1.0, 1.0], ('cat', 'dog'), [0, 1, 3])
    """

    table: Table
    inputs: tuple[str, ...]
    targets: tuple[str, ...]
    task: Task

    def __post_init__(self) -> None:
        _check_number("input", self.inputs, MOST_INPUTS)
        _check_number("target", self.targets, MOST_TARGETS)
        chosen = (*self.inputs, *self.targets)
        twice = next((name for name in chosen if chosen.count(name) > 1), None)
        if twice is not None:
            both = twice in self.inputs and twice in self.targets
            raise TableError("input_is_target" if both else "repeated_column", column=twice)
        for name in chosen:
            if self.table.column(name).kind == "empty":
                raise TableError("empty_chosen", column=name)
        if self.task == "classification" and len(self.targets) > 1:
            raise TableError("several_classes", targets=len(self.targets))

    def samples(self) -> TableSamples:
        """The rows that have all chosen values; numbers as they are, classes numbered from 0.

        Raises `TableError` where text cannot be used, there are too few rows, or too few or many classes.
        """
        inputs = [self.table.column(name) for name in self.inputs]
        targets = [self.table.column(name) for name in self.targets]
        _check_kinds(inputs, targets, self.task)
        rows = np.flatnonzero(np.isfinite([column.values for column in (*inputs, *targets)]).all(axis=0))
        if len(rows) < LEAST_ROWS:
            raise TableError("too_few_rows", rows=len(rows), least=LEAST_ROWS)
        names, X = _features(inputs, rows)
        Y = np.stack([column.values[rows] for column in targets], axis=1)
        classes: tuple[str, ...] = ()
        if self.task == "classification":
            Y, classes = _classes(targets[0], Y)
        data = Dataset(X, Y, names, self.targets, self.task, classes)
        return TableSamples(data, rows, tuple(_findings(self, rows, data)))


def suggested_choice(table: Table) -> TableChoice:
    """What is probably meant: the last column that can be learned, from all the others that can be used.

    Its task is classification for text and for few different whole numbers.

    Parameters
    ----------
    table : Table

    Returns
    -------
    TableChoice

    Raises
    ------
    TableError
        Where there are not two such columns.
    """
    target = next((column for column in reversed(table.columns) if _can_be_target(column)), None)
    if target is None:
        raise TableError("no_targets")
    inputs: list[str] = []
    width = 0
    for column in table.columns:
        count = _width(column)
        if column is not target and count and not column.counts_rows and width + count <= MOST_INPUTS:
            inputs.append(column.name)
            width += count
    return TableChoice(table, tuple(inputs), (target.name,), _likely_task(target))


def _check_number(what: str, names: Sequence[str], most: int) -> None:
    if not names:
        raise TableError(f"no_{what}s")
    if len(names) > most:
        raise TableError(f"too_many_{what}s", most=most, **{f"{what}s": len(names)})


def _check_kinds(inputs: Sequence[Column], targets: Sequence[Column], task: Task) -> None:
    for column in inputs:
        if column.kind == "text" and not 2 <= len(column.labels) <= MOST_SPLIT:
            count = str(len(column.labels) or "many")
            raise TableError("text_input", most=MOST_SPLIT, labels=count, column=column.name)
    width = sum(map(_width, inputs))
    if width > MOST_INPUTS:
        raise TableError("too_many_inputs", most=MOST_INPUTS, inputs=width)
    for column in targets:
        if column.kind == "text" and task == "regression":
            raise TableError("text_target", column=column.name)
        if column.kind == "text" and not column.labels:
            raise TableError("too_many_classes", most=MOST_CLASSES, classes="many", column=column.name)


def _width(column: Column) -> int:
    """How many inputs a column makes; 0 where it cannot be one."""
    if column.kind != "text":
        return int(column.kind == "number")
    count = len(column.labels)
    return {2: 1}.get(count, count) if 2 <= count <= MOST_SPLIT else 0


def _features(inputs: Sequence[Column], rows: Array) -> tuple[tuple[str, ...], Array]:
    """The names of the inputs and their values (rows, inputs)."""
    names, columns = [], []
    for column in inputs:
        values = column.values[rows]
        if column.kind == "number":
            names.append(column.name)
            columns.append(values)
            continue
        first = 1 if len(column.labels) == 2 else 0  # of two labels one column says all
        for place, label in list(enumerate(column.labels))[first:]:
            names.append(f"{column.name} = {label}")
            columns.append((values == place).astype(np.float64))
    return tuple(names), np.stack(columns, axis=1)


def _classes(column: Column, Y: Array) -> tuple[Array, tuple[str, ...]]:
    """The classes of the rows that are left, numbered from 0, and their names."""
    found, places = np.unique(Y[:, 0], return_inverse=True)
    names = tuple(column.labels[int(one)] if column.labels else f"{one:.15g}" for one in found)
    if len(names) == 1:
        raise TableError("one_class", label=names[0], column=column.name)
    if len(names) > MOST_CLASSES:
        raise TableError("too_many_classes", most=MOST_CLASSES, classes=len(names), column=column.name)
    return places.reshape(-1, 1).astype(np.float64), names


def _can_be_target(column: Column) -> bool:
    """Whether a column can be learned, and does not only count the rows."""
    several = len(column.distinct) >= 2
    return (
        several and not column.counts_rows and (column.kind == "number" or len(column.labels) <= MOST_CLASSES)
    )


def _likely_task(column: Column) -> Task:
    distinct = column.distinct
    whole = len(distinct) <= FEW_CLASSES and bool((distinct == np.round(distinct)).all())
    repeated = np.isfinite(column.values).sum() >= 2 * len(distinct)
    return "classification" if column.kind == "text" or (whole and repeated) else "regression"


def _findings(choice: TableChoice, rows: Array, data: Dataset) -> Iterator[TableFinding]:
    """What there is to say about the samples."""
    table = choice.table
    if len(rows) < len(table):
        yield TableFinding.of("left_out", count=len(table) - len(rows), rows=len(table))
    for name in choice.inputs:
        column = table.column(name)
        if column.kind == "text":
            yield TableFinding.of("split_text", column=name, count=_width(column))
        if (column.values[rows] == column.values[rows[0]]).all():
            yield TableFinding.of("constant_column", column=name)
        if column.counts_rows:
            yield TableFinding.of("row_number", column=name)
        for target in choice.targets:
            if np.array_equal(column.values[rows], table.column(target).values[rows]):
                yield TableFinding.of("copy_of_target", column=name, target=target)
    for number, name in enumerate(choice.targets):
        if (data.Y[:, number] == data.Y[0, number]).all():
            yield TableFinding.of("constant_target", column=name)
