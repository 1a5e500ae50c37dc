"""Nested lists as arrays: the first place where they are no rectangle, and numbers that are real.
NumPy says that a list is ragged; this says where.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import DTypeLike

from nnviz.validation import Array, Index, Shape

MOST_DIMENSIONS = 32


class RaggedError(ValueError):
    """A nested list that is no rectangle.

    `path` leads to the first place that does not fit, (1,) for value[1]. `lengths` holds the length that
    was expected there and the one found, None for a number in place of a list. `numpy_message` is what
    NumPy itself says.
    """

    def __init__(self, path: Index, lengths: tuple[int | None, int | None], numpy_message: str) -> None:
        self.path, self.lengths, self.numpy_message = path, lengths, numpy_message
        expected, found = ("a number" if n is None else f"a list of {n}" for n in lengths)
        super().__init__(
            f"lists side by side must have the same length: expected {expected} at {_place(path)}, "
            f"got {found}; fill it up or shorten it"
        )


def from_nested(value: object, dtype: DTypeLike | None = None) -> Array:
    """An array from nested lists or tuples of numbers, of NumPy's own dtype unless `dtype` names one.

    Raises `RaggedError` at the first place, in reading order, where the lists are no rectangle, and
    ValueError for anything that is not a number. Whole numbers beyond 64 bits become float64.
    """
    _check_rectangle(value, _first_shape(value), (), value)
    try:
        with np.errstate(all="ignore"):
            array = np.array(value, dtype)
            return array.astype(np.float64) if array.dtype == object else array
    except OverflowError as error:
        raise ValueError(f"numbers must fit into {dtype or 'float64'}, got one too large: {error}") from None


def _first_shape(value: object) -> Shape:
    """The shape as the first element at every depth announces it."""
    shape: Shape = ()
    while isinstance(value, list | tuple):
        shape = (*shape, len(value))
        if len(shape) > MOST_DIMENSIONS:
            raise ValueError(f"lists must be nested at most {MOST_DIMENSIONS} deep; take some brackets away")
        if not value:
            break
        value = value[0]
    return shape


def _check_rectangle(value: object, shape: Shape, path: Index, whole: object) -> None:
    expected = shape[0] if shape else None
    found = len(value) if isinstance(value, list | tuple) else None
    if found != expected:
        raise RaggedError(path, (expected, found), refusal(np.array, whole))
    if isinstance(value, list | tuple):
        for place, item in enumerate(value):
            _check_rectangle(item, shape[1:], (*path, place), whole)
    elif not isinstance(value, int | float | np.integer | np.floating | np.bool_):
        raise ValueError(f"every element must be a number, got {value!r} at {_place(path)}")


def _place(path: Index) -> str:
    return "".join(f"[{n}]" for n in path) or "the top"


def refusal(function: Callable[..., object], *args: object) -> str:
    """NumPy's own message when it refuses `function(*args)`."""
    try:
        function(*args)
    except ValueError as error:
        return str(error).strip()
    return ""


def real_array(name: str, values: object) -> Array:
    """An array or nested lists as an array of real numbers that keeps its dtype, else ValueError."""
    array = values if isinstance(values, np.ndarray) else from_nested(values)
    if array.dtype.kind not in "fiub":
        raise ValueError(f"{name} must hold real numbers, got dtype {array.dtype}; convert it first")
    return array
