"""Border checks: every number and array that is handed in from outside is looked at once, here.
An error says the rule, the value it got and what to do about it.
"""

from collections.abc import Collection
from math import isfinite
from operator import index
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[Any]
Shape = tuple[int, ...]
Index = tuple[int, ...]
Number = int | float | bool

DTYPES = ("float64", "float32")


def whole_number(name: str, value: object, low: int, high: int | None = None, meaning: str = "") -> int:
    """`value` as an int within `low`..`high` (both included; `meaning` explains `high`), else ValueError."""
    try:
        number = index(value)  # type: ignore[arg-type]
    except TypeError:
        raise ValueError(f"{name} must be a whole number, got {value!r}") from None
    if high is None and number < low:
        raise ValueError(f"{name} must be a whole number of at least {low}, got {number}")
    if high is not None and not low <= number <= high:
        reason = f" ({meaning})" if meaning else ""
        raise ValueError(f"{name} must be {low}..{high}{reason}, got {number}")
    return number


def not_negative(name: str, value: float) -> float:
    """`value` as a finite float of at least 0, else ValueError."""
    if not (isfinite(value) and value >= 0):
        raise ValueError(f"{name} must be a finite number of at least 0, got {value!r}")
    return float(value)


def finite_number(name: str, value: object) -> float:
    """`value`, one real number that is neither NaN nor infinite, as a float without -0.0, else ValueError."""
    array = _numbers(name, value)  # type: ignore[arg-type]
    if array.ndim or not np.isfinite(array):
        raise ValueError(f"{name} must be one finite number, got {value!r}")
    return float(array) + 0.0


def fraction(name: str, value: float) -> float:
    """`value` as a float with 0 <= value < 1, else ValueError."""
    if not 0 <= value < 1:
        raise ValueError(f"{name} must be at least 0 and less than 1, got {value!r}")
    return float(value)


def choice(name: str, value: str, table: Collection[str]) -> str:
    """`value` if it is a key of `table`, else a ValueError that lists the keys."""
    if value not in table:
        raise ValueError(f"{name} must be one of {', '.join(table)}, got {value!r}")
    return value


def sample_rows(name: str, values: ArrayLike, columns: int | None = None) -> Array:
    """`values` as a finite float array (samples, columns), not empty, else ValueError.

    float32 stays float32; everything else that is a number becomes float64.
    """
    array = _numbers(name, values)
    if array.ndim == 1:
        cure = f"make one column with {name}[:, None]" + (f", or one row with {name}[None]" * (name != "Y"))
        raise ValueError(f"{name} must have 2 dimensions (samples, columns), got shape {array.shape}; {cure}")
    if array.ndim != 2:
        raise ValueError(f"{name} must have 2 dimensions (samples, columns), got shape {array.shape}")
    if array.size == 0:
        raise ValueError(f"{name} must not be empty, got shape {array.shape}; give at least one sample")
    if columns is not None and array.shape[1] != columns:
        wide = f"{columns} column{'s' * (columns > 1)}"
        turned = f"samples are rows, so give {name}.T"
        cure = (
            turned if len(array) == columns else f"give {columns} number{'s' * (columns > 1)} for each sample"
        )
        raise ValueError(f"{name} must have {wide}, got shape {array.shape}; {cure}")
    return _finite(name, array)


def sample_or_rows(name: str, values: ArrayLike, columns: int) -> Array:
    """`values` as finite float64, one sample (columns,) or several (samples, columns), else ValueError."""
    array = _numbers(name, values).astype(np.float64)
    if array.ndim not in (1, 2) or array.shape[-1] != columns:
        raise ValueError(
            f"{name} must have the shape ({columns},) or (samples, {columns}), got {array.shape}; "
            f"give {columns} number{'s' * (columns > 1)} for each sample"
        )
    if array.size == 0:
        raise ValueError(f"{name} must not be empty, got shape {array.shape}; give at least one sample")
    return _finite(name, array)


def vector(name: str, values: ArrayLike) -> Array:
    """`values` as a finite float64 array (n,), not empty, else ValueError."""
    array = _numbers(name, values).astype(np.float64)
    if array.ndim != 1:
        raise ValueError(f"{name} must have 1 dimension, got shape {array.shape}; use np.ravel({name})")
    if array.size == 0:
        raise ValueError(f"{name} must not be empty, got shape {array.shape}; give at least one number")
    return _finite(name, array, "give a number")


def same_length(X: Array, Y: Array) -> None:
    """ValueError unless X and Y have one row for each sample."""
    if len(X) != len(Y):
        raise ValueError(f"X and Y must have the same number of rows, got {len(X)} and {len(Y)}")


def parameter_array(name: str, values: ArrayLike, shape: tuple[int, ...]) -> Array:
    """`values` as a finite float array of exactly this shape, else ValueError."""
    array = _numbers(name, values)
    if array.shape != shape:
        raise ValueError(f"{name} must have the shape {shape}, got {array.shape}")
    return _finite(name, array)


def _numbers(name: str, values: ArrayLike) -> Array:
    try:
        array = np.asarray(values)
    except ValueError:
        raise ValueError(f"{name} must be a rectangular array, got rows of different lengths") from None
    if array.dtype.kind not in "fiub":
        raise ValueError(f"{name} must hold real numbers, got dtype {array.dtype}; convert it first")
    return array if array.dtype == np.float32 else array.astype(np.float64)


def _finite(name: str, array: Array, cure: str = "remove or replace such rows first") -> Array:
    good = np.isfinite(array)
    if not good.all():
        place = tuple(int(i) for i in np.argwhere(~good)[0])
        raise ValueError(f"{name} must be finite, got {array[place]} at {place}; {cure}")
    return array
