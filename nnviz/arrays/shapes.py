"""Operations on two arrays, and the shape that comes out, or the axes that do not fit.
Broadcasting is a plan made from the shapes alone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Literal

import numpy as np

from nnviz.validation import Array, Index, Shape

Name = Literal["a", "b"]


def _subtract_into(A: Array, B: Array) -> Array:
    result = A.copy()
    np.subtract(A, B, out=result, casting="unsafe")
    return result


@dataclass(frozen=True)
class Operation:
    """One operation: its name, its code with places for a and b, and the NumPy function."""

    name: str
    code: str
    function: Callable[[Array, Array], Any]


OPERATIONS = {
    operation.name: operation
    for operation in (
        Operation("add", "{a} + {b}", np.add),
        Operation("subtract", "{a} - {b}", np.subtract),
        Operation("multiply", "{a} * {b}", np.multiply),
        Operation("divide", "{a} / {b}", np.divide),
        Operation("matmul", "{a} @ {b}", np.matmul),
        Operation("subtract_into", "a[...] = {a} - {b}", _subtract_into),  # keeps the dtype of a
    )
}


@dataclass(frozen=True)
class Operand:
    """How one operand becomes as large as the result; axes are negative, -1 is the last.

    `padded` is its shape with ones on the left for the `added` axes. `stretched` are the axes, added or not,
    whose size 1 is repeated n times: no copy is made, their stride is 0.
    """

    shape: Shape
    padded: Shape
    added: Index
    stretched: Index


@dataclass(frozen=True)
class Plan:
    """How a and b meet: the `shape` of the result, and what happens to each operand."""

    shape: Shape
    a: Operand
    b: Operand

    def index(self, operand: Name, result_index: Index) -> Index:
        """The index of the cell of an operand that the cell `result_index` of the result is made from."""
        source = {"a": self.a, "b": self.b}[operand]
        tail = result_index[len(result_index) - len(source.shape) :]
        return tuple(0 if size == 1 else place for place, size in zip(tail, source.shape, strict=True))


def meet(shape_a: Shape, shape_b: Shape) -> tuple[Shape, Index]:
    """The shape of the result and the axes that clash."""
    pairs = list(zip_longest(reversed(shape_a), reversed(shape_b), fillvalue=1))
    clashes = tuple(-n for n, (a, b) in enumerate(pairs, 1) if a != b and 1 not in (a, b))
    return tuple(b if a == 1 else a for a, b in reversed(pairs)), clashes


def operand(shape: Shape, result: Shape) -> Operand:
    """What happens to an operand of this `shape` on its way to the shape of the `result`."""
    padded = (1,) * (len(result) - len(shape)) + shape
    axes = range(-1, -len(result) - 1, -1)
    added = tuple(axis for axis in axes if axis < -len(shape))
    return Operand(shape, padded, added, tuple(axis for axis in axes if padded[axis] != result[axis]))


def meet_by(shape_a: Shape, shape_b: Shape, operation: str) -> tuple[Shape, Index]:
    """The shape of the result of an operation (a key of `OPERATIONS`), and the axes that clash."""
    if operation == "matmul":
        return _meet_matmul(shape_a, shape_b)
    shape, clashes = meet(shape_a, shape_b)
    if operation == "subtract_into" and not clashes:
        clashes = tuple({*operand(shape_a, shape).added, *operand(shape_a, shape).stretched})
    return shape, tuple(sorted(clashes, reverse=True))


def _meet_matmul(shape_a: Shape, shape_b: Shape) -> tuple[Shape, Index]:
    if not shape_a or not shape_b:
        return (), (-1,)
    stack, clashes = meet(shape_a[:-2], shape_b[:-2])
    inner = (-1,) if shape_a[-1] != shape_b[-2:][0] else ()
    return stack + shape_a[-2:-1] + shape_b[-2:][1:], inner + tuple(axis - 2 for axis in clashes)
