"""What is done with one array: turned, reshaped, summed, converted; and from which cells each cell comes.
The numbers are NumPy's own; the way back is found by doing the same to an array of numbered cells.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from nnviz.arrays.broadcasting import describe
from nnviz.validation import Array, Index, Shape, choice


@dataclass(frozen=True)
class ArrayOperation:
    """One thing to do with an array: its code, the function of X, the shape asked for and the axis.

    `needs` is the number of dimensions it takes; `moves` says whether cells go elsewhere.
    """

    code: str
    function: Callable[[Array, Shape, int], Array]
    needs: int = 0  # dimensions
    moves: bool = True


ARRAY_OPERATIONS: Mapping[str, ArrayOperation] = {
    "transpose": ArrayOperation("X.T", lambda X, _shape, _axis: X.T),
    "reshape": ArrayOperation("X.reshape{shape}", lambda X, shape, _axis: X.reshape(shape)),
    "newaxis": ArrayOperation("X[:, None]", lambda X, _shape, _axis: X[:, None], needs=1),
    "sum": ArrayOperation(
        "X.sum(axis={axis})", lambda X, _shape, axis: X.sum(axis=axis), needs=1, moves=False
    ),
    "int": ArrayOperation("X.astype(int)", lambda X, _shape, _axis: X.astype(np.int64)),
    "float": ArrayOperation("X.astype(float)", lambda X, _shape, _axis: X.astype(np.float64)),
}


@dataclass(frozen=True, eq=False)
class OperationResult:
    """What came out of an operation: its code, the result, and the cells of X that each cell comes from."""

    name: str
    code: str
    X: Array
    result: Array
    sources: Mapping[Index, tuple[Index, ...]]


def operations_for(X: Array) -> tuple[str, ...]:
    """The names of the operations that an array has enough dimensions for."""
    return tuple(name for name, operation in ARRAY_OPERATIONS.items() if X.ndim >= operation.needs)


def apply(X: Array, name: str, shape: Shape = (), axis: int = 0) -> OperationResult:
    """Do one thing with an array, and say from which cells each cell of the result comes.

    Parameters
    ----------
    X : Array
    name : str
        A key of `ARRAY_OPERATIONS`.
    shape : tuple of int
        For "reshape".
    axis : int
        For "sum".

    Returns
    -------
    OperationResult

    Raises
    ------
    ValueError
        For an unknown name, too few dimensions, and what NumPy itself refuses: a shape that does not hold
        X.size numbers, an axis that is not there.

    Examples
    --------
    >>> apply(np.array([[1, 2], [3, 4]]), "sum", axis=0).sources[0,]
    ((0, 0), (1, 0))
    """
    operation = ARRAY_OPERATIONS[choice("name", name, ARRAY_OPERATIONS)]
    if X.ndim < operation.needs:
        raise ValueError(
            f"{name} needs at least {operation.needs} dimension, got shape {X.shape}; add an axis first"
        )
    result = np.asarray(operation.function(X, shape, axis))
    numbered = np.arange(X.size).reshape(X.shape)
    if name == "sum":
        groups = np.moveaxis(numbered, axis, -1)
    else:
        groups = operation.function(numbered, shape, axis)[..., None]
    sources = {cell: tuple(_cells(groups[cell], X.shape)) for cell in np.ndindex(result.shape)}
    return OperationResult(name, operation.code.format(shape=written(shape), axis=axis), X, result, sources)


def _cells(numbers: Array, shape: Shape) -> Iterator[Index]:
    for number in numbers:
        yield tuple(int(place) for place in np.unravel_index(int(number), shape)) if shape else ()


def written(shape: Shape) -> str:
    """Return a shape as NumPy writes it."""
    return str(tuple(int(size) for size in shape))


def shapes_of(size: int, but: Shape) -> tuple[Shape, ...]:
    """Return the shapes of one to three dimensions that hold `size` numbers, but one.

    Sizes of 1 only where there are two.
    """
    whole = [n for n in range(1, size + 1) if size % n == 0]
    found: list[Shape] = [(size,), *((m, size // m) for m in whole)]
    found += [(m, n, size // m // n) for m in whole for n in whole if size // m % n == 0]
    return tuple(
        shape for shape in dict.fromkeys(found) if shape != but and (len(shape) < 3 or 1 not in shape)
    )


def address(X: Array, cell: Index) -> tuple[tuple[tuple[int, int], ...], int]:
    """Return index and stride of every axis, and the bytes from the first number to this one."""
    steps = tuple(zip(cell, describe(X).strides, strict=True))
    return steps, sum(place * stride for place, stride in steps)
