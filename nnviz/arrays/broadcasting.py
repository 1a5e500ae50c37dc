"""Arrays: what one is made of, how two of different shapes meet, and why they sometimes do not.
What NumPy does without a word, although something else may be meant, is told here as well.
"""

from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from nnviz.arrays.shape_mismatch import ShapeMismatchError
from nnviz.arrays.shapes import Name, Plan, meet, meet_by, operand
from nnviz.validation import Array, Shape, whole_number


@dataclass(frozen=True)
class Description:
    """What an array is made of.

    Parameters
    ----------
    shape, ndim, size, dtype
        As NumPy has them; `dtype` by its name.
    itemsize, strides, nbytes
        In bytes: of one number, from one number to the next along each axis, and of all of them.
    order : {"C", "F", "both", "neither"}
        "C": the last axis is next to each other in memory, "F": the first axis is, "both": for example a
        vector, "neither": a view with gaps or steps back.
    c_contiguous, f_contiguous : bool
        NumPy's flags, from which `order` follows.
    """

    shape: Shape
    ndim: int
    size: int
    dtype: str
    itemsize: int
    strides: tuple[int, ...]
    nbytes: int
    order: Literal["C", "F", "both", "neither"]
    c_contiguous: bool
    f_contiguous: bool


def describe(array: Array) -> Description:
    """Say what an array is made of, as NumPy itself gives it.

    Parameters
    ----------
    array : Array
        Of any shape, dtype and order.

    Returns
    -------
    Description

    Examples
    --------
    >>> import numpy as np
    >>> describe(np.zeros((2, 3)).T).strides
    (8, 24)
    """
    c_order, f_order = array.flags.c_contiguous, array.flags.f_contiguous
    order: Literal["C", "F", "both", "neither"] = "C" if c_order else "F" if f_order else "neither"
    return Description(
        shape=array.shape,
        ndim=array.ndim,
        size=array.size,
        dtype=array.dtype.name,
        itemsize=array.itemsize,
        strides=array.strides,
        nbytes=array.nbytes,
        order="both" if c_order and f_order else order,
        c_contiguous=c_order,
        f_contiguous=f_order,
    )


class Trap(NamedTuple):
    """Operands that surprise: nested tuples a and b (None: no second one), and what is done with them.

    `operation` is a key of `OPERATIONS`, or "transpose" (a.T) or "from_nested" (making a at all).
    """

    a: tuple[Any, ...]
    b: tuple[Any, ...] | None
    operation: str


TRAPS = {
    "column_minus_row": Trap(((1,), (2,), (3,)), (1, 2, 3), "subtract"),  # (3, 1) - (3,) is (3, 3)
    "square_plus_vector": Trap(((1, 2, 3), (4, 5, 6), (7, 8, 9)), (100, 200, 300), "add"),  # rows or columns?
    "integer_step": Trap((5, 3, -2), (0.5, 0.5, 0.5), "subtract_into"),  # the halves are cut off
    "transposed_vector": Trap((1, 2, 3), None, "transpose"),  # .T does nothing to (3,)
    "ragged": Trap(((1, 2), (1, 2, 3)), None, "from_nested"),
}


def broadcast(shape_a: Shape, shape_b: Shape) -> Plan:
    """Plan how two shapes meet: aligned at the right, a size of 1 is stretched, a missing one is 1.

    Parameters
    ----------
    shape_a, shape_b : tuple of int

    Returns
    -------
    Plan
        The shape of the result, and what happens to each operand.

    Raises
    ------
    ShapeMismatchError
        Where NumPy raises.
    ValueError
        For sizes that are no whole numbers of at least 0.

    References
    ----------
    NumPy's user guide, "Broadcasting".

    Examples
    --------
    >>> broadcast((3, 1), (4,)).shape
    (3, 4)
    """
    shape_a, shape_b = _checked_shape("shape_a", shape_a), _checked_shape("shape_b", shape_b)
    shape, clashes = meet(shape_a, shape_b)
    if clashes:
        raise ShapeMismatchError(shape_a, shape_b, clashes)
    return Plan(shape, operand(shape_a, shape), operand(shape_b, shape))


def _checked_shape(name: str, shape: Shape) -> Shape:
    return tuple(whole_number(f"{name}[{n}]", size, 0) for n, size in enumerate(shape))


class Silent(NamedTuple):
    """Shapes that NumPy brings together without an error, in a way that is often not the one that was meant.

    `kind` is "crossed" for a vector (n,) and a column (n, 1), where every number comes together with every
    other, and "square" for a vector (n,) and a matrix (n, n), where each number of the vector is used in a
    column. `vector` says which operand that is. As a column, (n, 1), it makes `meant`: the same numbers side
    by side, or one number of the vector for each row; NumPy makes `result`.
    """

    kind: Literal["crossed", "square"]
    vector: Name
    result: Shape
    meant: Shape


def silent(shape_a: Shape, shape_b: Shape, operation: str) -> Silent | None:
    """Say what is easily overlooked about an operation on two shapes that meet.

    Parameters
    ----------
    shape_a, shape_b : tuple of int
    operation : str
        A key of `OPERATIONS`; there is nothing to say about "matmul".

    Returns
    -------
    Silent or None
        None where nothing surprises, and where the shapes do not meet.

    Examples
    --------
    >>> silent((3,), (3, 1), "subtract").result
    (3, 3)
    """
    if operation == "matmul" or meet_by(shape_a, shape_b, operation)[1]:
        return None
    operands: tuple[tuple[Name, Shape, Shape], ...] = (("a", shape_a, shape_b), ("b", shape_b, shape_a))
    for name, vector, other in operands:
        if len(vector) == 1 and vector > (1,) and other in ((*vector, 1), vector * 2):
            return Silent("square" if other == vector * 2 else "crossed", name, vector * 2, other)
    return None
