"""An operation on two arrays as a timeline: one cell of the result a step, and the cells it is made from.
The result is NumPy's own; the cells are found by the plan of broadcasting.
"""

from dataclasses import dataclass
from math import prod

import numpy as np

from nnviz.arrays.array_parsing import real_array
from nnviz.arrays.broadcasting import broadcast
from nnviz.arrays.shape_mismatch import ShapeMismatchError
from nnviz.arrays.shapes import OPERATIONS, Plan, meet_by
from nnviz.timeline import StoredTimeline
from nnviz.validation import Array, Index, Number, Shape, choice

MOST_CELLS = 100_000  # of a timeline


@dataclass(frozen=True)
class CellStep:
    """One cell of a result: which cells of a and b it is made from, their values, and its own.

    One cell of each, but for "matmul" as many as the inner size.
    """

    cell: Index
    a_cells: tuple[Index, ...]
    b_cells: tuple[Index, ...]
    a_values: tuple[Number, ...]
    b_values: tuple[Number, ...]
    result: Number


@dataclass(frozen=True, eq=False)
class Elementwise(StoredTimeline[CellStep]):
    """An operation as a timeline: `steps`, one for each cell of `result` in reading order.

    `plan` says which cells are stretched (None for "matmul").
    """

    A: Array
    B: Array
    operation: str
    plan: Plan | None
    result: Array
    steps: tuple[CellStep, ...]


def elementwise(A: object, B: object, operation: str) -> Elementwise:
    """The operation `operation` (a key of `OPERATIONS`) on arrays or nested lists, cell by cell.

    The result is NumPy's own; a division by zero gives inf or nan and does not warn. Raises
    `ShapeMismatchError` for shapes that do not meet, `RaggedError`, and ValueError for what is not real or
    larger than `MOST_CELLS`.
    """
    function = OPERATIONS[choice("operation", operation, OPERATIONS)].function
    A, B = real_array("a", A), real_array("b", B)
    shape, clashes = meet_by(A.shape, B.shape, operation)
    if clashes:
        raise ShapeMismatchError(A.shape, B.shape, clashes, operation)
    if prod(shape) > MOST_CELLS:
        raise ValueError(f"a result must have at most {MOST_CELLS:,} cells, got shape {shape}; take less")
    try:
        with np.errstate(all="ignore"):
            result = np.asarray(function(A, B))
    except TypeError as error:
        raise ValueError(f"NumPy does not {operation} {A.dtype} and {B.dtype}: {error}") from None
    plan = None if operation == "matmul" else broadcast(A.shape, B.shape)
    steps = tuple(_cell_step(A, B, plan, result, cell) for cell in np.ndindex(shape))
    return Elementwise(A, B, operation, plan, result, steps)


def _cell_step(A: Array, B: Array, plan: Plan | None, result: Array, cell: Index) -> CellStep:
    if plan is None:
        a_cells, b_cells = _row_and_column(A.shape, B.shape, cell)
    else:
        a_cells, b_cells = (plan.index("a", cell),), (plan.index("b", cell),)
    a_values, b_values = tuple(A[at].item() for at in a_cells), tuple(B[at].item() for at in b_cells)
    return CellStep(cell, a_cells, b_cells, a_values, b_values, result[cell].item())


def _row_and_column(shape_a: Shape, shape_b: Shape, cell: Index) -> tuple[tuple[Index, ...], ...]:
    """The row of a and the column of b that make one cell of a product; a vector has no i or no j."""
    plan = broadcast(shape_a[:-2], shape_b[:-2])
    stack, rest = cell[: len(plan.shape)], cell[len(plan.shape) :]
    i, j = rest[: len(shape_a[-2:-1])], rest[len(shape_a[-2:-1]) :]
    a_stack, b_stack = plan.index("a", stack), plan.index("b", stack)
    inner = range(shape_a[-1])
    return tuple((*a_stack, *i, k) for k in inner), tuple((*b_stack, k, *j) for k in inner)
