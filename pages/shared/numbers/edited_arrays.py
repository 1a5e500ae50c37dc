"""Arrays whose numbers are changed one at a time, and which grow and shrink at their ends."""

from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]

NEW = 1  # the value of an added number: it changes a sum, and leaves a product as it is


def with_number(array: Array, place: tuple[int, ...], value: float) -> Array | None:
    """Return the array with one number changed; None if it has no such place.

    Integers stay integers while all of them are whole."""
    if len(place) != array.ndim or not all(at < size for at, size in zip(place, array.shape, strict=True)):
        return None
    whole = array.dtype.kind == "i" and float(value).is_integer()
    found: Array = array.astype(array.dtype if whole else np.float64)  # a copy
    found[place] = value
    return found


def resized(array: Array, axis: int, by: int, most: int) -> Array | None:
    """Return the array longer or shorter by one along an axis; None where that is not allowed."""
    if axis >= array.ndim or not 1 <= array.shape[axis] + by <= most:
        return None
    if by < 0:
        kept: list[Any] = [slice(None)] * array.ndim
        kept[axis] = slice(None, -1)
        shorter: Array = array[tuple(kept)]
        return shorter
    widths = [(0, int(one == axis)) for one in range(array.ndim)]
    return np.pad(array, widths, constant_values=NEW)
