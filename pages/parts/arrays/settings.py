"""The settings of the page Arrays: what each may be, and how they stand in a link.
Arrays are kept as text; a text that cannot be read never gets in here."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from nnviz.arrays.array_operations import ARRAY_OPERATIONS, shapes_of
from nnviz.arrays.broadcasting import TRAPS
from nnviz.arrays.shapes import OPERATIONS
from nnviz.validation import Shape
from pages.parts.arrays.array_text import read_array, write_array
from pages.shared.numbers.nested_lists import LARGEST, Unreadable
from pages.shared.protocol.layouts import Array
from pages.shared.state.codecs import OneOf, Reading, Whole, Written, in_link
from pages.shared.state.query_params import setting
from pages.shared.state.settings_store import SettingsStore

ONE = ("look", *ARRAY_OPERATIONS)  # what can be done with one array
TWO = tuple(OPERATIONS)
MOST_STEPS = 216  # 6 x 6 x 6 cells
LIMITS = (-LARGEST, LARGEST, 1.0)  # of a number: low, high, and the step of a drag


def _list_of(value: object) -> str:
    return str(value).replace("(", "[").replace(",)", "]").replace(")", "]").replace(" ", "")


Preset = tuple[str, str, str]  # x, operation, y
PRESETS: Mapping[str, Preset] = {
    "row": ("[[1,2],[3,4]]", "multiply", "[10,20]"),
    "column": ("[[1,2],[3,4]]", "multiply", "[[10],[20]]"),
    "scalar": ("[[[1,2],[1,2]],[[1,2],[1,2]]]", "multiply", "2"),
    "same": ("[[1,2,3],[1,2,3]]", "add", "[[1,2,3],[1,2,3]]"),
    "clash": ("[[1,2,3],[4,5,6]]", "multiply", "[10,20]"),
    "product": ("[[1,2],[3,4]]", "matmul", "[[10,20],[30,40]]"),
    "stack": ("[[[1,2],[3,4],[5,6]],[[7,8],[9,10],[11,12]]]", "look", "2"),
} | {
    name: (_list_of(trap.a), trap.operation.replace("from_nested", "look"), _list_of(trap.b or (1, 2)))
    for name, trap in TRAPS.items()
}


_array = in_link(read_array, write_array)


def _shape(text: str) -> Reading | None:
    return (text, True) if re.fullmatch(r"(\d{1,3}(,\d{1,3}){0,2})?", text, re.ASCII) else None


ARRAY: Written[str] = Written(_array)


@dataclass(frozen=True)
class ArraysSettings:
    """One value for every setting; `x` and `y` are texts for `read_array`, `to` is a shape with commas."""

    x: str = setting(PRESETS["row"][0], ARRAY)
    op: str = setting(PRESETS["row"][1], OneOf((*ONE, *TWO)))
    y: str = setting(PRESETS["row"][2], ARRAY)
    to: str = setting("", Written(_shape))
    axis: int = setting(0, Whole(0, 2))
    step: int = setting(0, Whole(0, MOST_STEPS), by_player=True)

    @property
    def X(self) -> Array:  # noqa: N802 - the array has this name on the page
        """The first array."""
        return array(self.x)

    @property
    def Y(self) -> Array:  # noqa: N802
        """The second array."""
        return array(self.y)

    @property
    def shape(self) -> Shape:
        """The shape that is asked for."""
        return to_shape(self.to)

    @property
    def structure(self) -> "ArraysSettings":
        """What the picture depends on, with every number at one."""
        return replace(self, x=_ones(self.x), y=_ones(self.y))


def _ones(text: str) -> str:
    """The text of as many ones."""
    return write_array(np.ones(array(text).shape, int))


def array(text: str) -> Array:
    """Return the array of a text that is known to be readable."""
    found = read_array(text)
    assert not isinstance(found, Unreadable)
    return found


def to_shape(text: str) -> Shape:
    """Return the shape that is written with commas."""
    return tuple(int(size) for size in text.split(",")) if text else ()


def from_shape(shape: Shape) -> str:
    """Return a shape as `to_shape` reads it."""
    return ",".join(str(size) for size in shape)


def targets(X: Array) -> list[str]:
    """Return the shapes that an array can be given, the first of which is the usual one."""
    return [from_shape(shape) for shape in shapes_of(X.size, X.shape)]


def suited(settings: ArraysSettings) -> ArraysSettings:
    """Return settings in which axis, shape and operation suit the array."""
    X, op, options = settings.X, settings.op, targets(settings.X)
    return replace(
        settings,
        op="look" if op in ARRAY_OPERATIONS and X.ndim < ARRAY_OPERATIONS[op].needs else op,
        to=settings.to if settings.to in options else options[0],
        axis=min(settings.axis, max(0, X.ndim - 1)),
    )


def of_array(values: Mapping[str, Any]) -> ArraysSettings:
    """Return the settings that a link with these values begins from: the usual shape of its array."""
    start = ArraysSettings()
    return replace(start, to=targets(array(values.get("x", start.x)))[0])


START = of_array({})
STORE = SettingsStore("arrays", START, suited, of_array)
SETTINGS = STORE.table
