"""How the numbers of a frame lie in memory, and how the player is told: fields of one type each, the widest
first. What is the same in all frames of an answer is sent once, before them."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import numpy as np

Array = np.ndarray[Any, np.dtype[Any]]

Dtype = Literal["float64", "float32", "uint8"]


@dataclass(frozen=True)
class Field:
    """One array of a frame: its name, the type it travels in, and its number of values."""

    name: str
    dtype: Dtype
    length: int = 1


@dataclass(frozen=True)
class Layout:
    """How the fields of a frame lie in memory: widest type first, so that each is aligned.

    What is the same in all frames of an answer is sent `once`, before them."""

    fields: tuple[Field, ...]
    once: tuple[Field, ...] = ()

    @cached_property
    def dtype(self) -> np.dtype[np.void]:
        """One frame as NumPy knows it."""
        return _aligned(self.fields)

    def empty(self, count: int) -> Array:
        """Return `count` frames to be filled: `frames[i]["losses"][:] = ...`."""
        return np.zeros(count, self.dtype)

    def empty_once(self) -> Array:
        """Return what is sent once, as one row to be filled: `once[0]["W"][:] = ...`."""
        return np.zeros(1, _aligned(self.once))


@dataclass(frozen=True)
class PlacedField:
    """A field, and where its bytes begin."""

    name: str
    dtype: Dtype
    length: int
    offset: int


@dataclass(frozen=True)
class PlacedLayout:
    """A layout as the player reads it: a frame takes `stride` bytes, and so does what is sent `once`."""

    stride: int
    fields: tuple[PlacedField, ...]
    once: "PlacedLayout | None" = None


def placed(layout: Layout) -> PlacedLayout:
    """Return the places of all fields."""
    return _placed(layout.fields, _placed(layout.once) if layout.once else None)


def _placed(fields: tuple[Field, ...], once: PlacedLayout | None = None) -> PlacedLayout:
    dtype = _aligned(fields)
    offsets = {name: place[1] for name, place in (dtype.fields or {}).items()}
    found = tuple(PlacedField(one.name, one.dtype, one.length, offsets[one.name]) for one in fields)
    return PlacedLayout(dtype.itemsize, found, once)


def _aligned(fields: tuple[Field, ...]) -> np.dtype[np.void]:
    ordered = sorted(fields, key=lambda one: -np.dtype(one.dtype).itemsize)
    sizes = [np.dtype(one.dtype).itemsize * one.length for one in ordered]
    starts = np.concatenate([[0], np.cumsum(sizes)])
    return np.dtype(
        {
            "names": [one.name for one in ordered],
            "formats": [(one.dtype, (one.length,)) for one in ordered],
            "offsets": [int(start) for start in starts[:-1]],
            "itemsize": -(-int(starts[-1]) // 8) * 8,
        }
    )
