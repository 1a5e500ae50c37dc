"""Own rows: a few samples typed by hand, from plain tuples, which can be compared and used as keys.
What is allowed fits on a screen.
"""

from collections.abc import Sequence
from itertools import chain

import numpy as np

from nnviz.datasets.dataset import LARGEST, Dataset, Task
from nnviz.validation import choice, finite_number

Row = tuple[tuple[float, ...], tuple[float, ...]]  # inputs and targets of one sample

MOST_ROWS, MOST_INPUTS, MOST_TARGETS = 50, 8, 6
TASKS: tuple[Task, ...] = ("regression", "classification")

XOR_ROWS: tuple[Row, ...] = (
    ((0.0, 0.0), (0.0,)),
    ((0.0, 1.0), (1.0,)),
    ((1.0, 0.0), (1.0,)),
    ((1.0, 1.0), (0.0,)),
)


def rows_dataset(
    rows: Sequence[Row] = XOR_ROWS,
    task: Task | None = None,
    feature_names: Sequence[str] | None = None,
    target_names: Sequence[str] | None = None,
) -> Dataset:
    """Make a data set from rows of one's own.

    Parameters
    ----------
    rows : sequence of (inputs, targets)
        1 to 50 rows, each with the same 1 to 8 inputs and 1 to 6 targets; the four rows of XOR by default.
    task : {"regression", "classification"}, optional
        None takes "classification" where every target is 0 or 1.
    feature_names, target_names : sequence of str, optional
        One name for each input and each target; None takes x1, x2, ... and y, or y1, y2, ...

    Returns
    -------
    Dataset
        X (rows, inputs), Y (rows, targets).

    Raises
    ------
    ValueError
        For too many or no rows, inputs or targets, rows of different lengths, numbers beyond ±1e100, and
        targets of a classification other than 0 and 1.

    Examples
    --------
    >>> data = rows_dataset([((1, 0, 1), (1,)), ((0, 1, 1), (0,))])
    >>> data.X.shape, data.Y.shape, data.task
    ((2, 3), (2, 1), 'classification')
    """
    inputs, targets = _checked(rows)
    X = np.array([row[0] for row in rows], dtype=np.float64)
    Y = np.array([row[1] for row in rows], dtype=np.float64)
    return Dataset(
        X,
        Y,
        _names("feature_names", feature_names, [f"x{n}" for n in range(1, inputs + 1)]),
        _names(
            "target_names", target_names, [f"y{n}" for n in range(1, targets + 1)] if targets > 1 else ["y"]
        ),
        _task(task, rows),
    )


def _checked(rows: Sequence[Row]) -> tuple[int, int]:
    """How many inputs and targets every row has."""
    _within("rows", len(rows), MOST_ROWS)
    sizes = len(rows[0][0]), len(rows[0][1])
    _within("inputs of a row", sizes[0], MOST_INPUTS)
    _within("targets of a row", sizes[1], MOST_TARGETS)
    for number, (inputs, targets) in enumerate(rows, 1):
        if (len(inputs), len(targets)) != sizes:
            raise ValueError(
                f"all rows must have {sizes[0]} inputs and {sizes[1]} targets like row 1, "
                f"got {len(inputs)} and {len(targets)} in row {number}; fill it up or shorten it"
            )
        for value in chain(inputs, targets):
            if abs(finite_number(f"every number of row {number}", value)) > LARGEST:
                raise ValueError(
                    f"every number of row {number} must be within ±{LARGEST:g}, got {value!r}; "
                    "choose a larger unit"
                )
    return sizes


def _within(name: str, count: int, most: int) -> None:
    if not 1 <= count <= most:
        raise ValueError(f"{name} must be 1..{most}, got {count}; {'leave some out' if count else 'add one'}")


def _names(name: str, given: Sequence[str] | None, made: Sequence[str]) -> tuple[str, ...]:
    names = tuple(made if given is None else given)
    if len(names) != len(made):
        raise ValueError(f"{name} must hold {len(made)}, one for each column, got {len(names)}")
    return names


def _task(task: Task | None, rows: Sequence[Row]) -> Task:
    """What is asked for, or what the targets look like."""
    other = next((value for _, targets in rows for value in targets if value not in (0, 1)), None)
    if task is None:
        return "classification" if other is None else "regression"
    choice("task", task, TASKS)
    if task == "classification" and other is not None:
        raise ValueError(
            f"targets of a classification must be 0 or 1, got {other!r}; "
            "give a column of 0 and 1 for each class, or choose regression"
        )
    return task
