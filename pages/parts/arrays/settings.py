"""The settings of the page Arrays: what each may be, and how they stand in a link.
Arrays are kept as text; a text that cannot be read never gets in here."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from nnviz.arrays.array_operations import ARRAY_OPERATIONS, shapes_of
from nnviz.arrays.broadcasting import TRAPS
from nnviz.arrays.shapes import OPERATIONS
from nnviz.validation import Shape
from pages.parts.arrays.reading import read_array, write_array
from pages.shared.link import Complaint, Reading, Setting, choice, read_link, whole
from pages.shared.nested_text import Unreadable, in_link
from pages.shared.panels import Array

ONE = ("look", *ARRAY_OPERATIONS)  # what can be done with one array
TWO = tuple(OPERATIONS)
MOST_STEPS = 216  # 6 x 6 x 6 cells


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


SETTINGS: Mapping[str, Setting] = {
    "x": Setting(PRESETS["row"][0], _array),
    "op": Setting(PRESETS["row"][1], choice((*ONE, *TWO))),
    "y": Setting(PRESETS["row"][2], _array),
    "to": Setting("", _shape),
    "axis": Setting(0, whole(0, 2)),
    "step": Setting(0, whole(0, MOST_STEPS)),
}


@dataclass(frozen=True)
class ArraysSettings:
    """One value for every setting; `x` and `y` are texts for `read_array`, `to` is a shape with commas."""

    x: str
    op: str
    y: str
    to: str
    axis: int
    step: int

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> "ArraysSettings":
        """Take the settings from values that are inside their limits."""
        return cls(**{name: values[name] for name in SETTINGS})

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


def fitted(values: Mapping[str, Any]) -> tuple[dict[str, Any], list[Complaint]]:
    """Return values in which axis, shape and act suit the array, and what of them had to be changed."""
    X = array(values["x"])
    targets = [from_shape(shape) for shape in shapes_of(X.size, X.shape)]
    used = dict(values)
    used["axis"] = min(values["axis"], max(0, X.ndim - 1))
    used["to"] = values["to"] if values["to"] in targets else targets[0]
    if values["op"] in ARRAY_OPERATIONS and X.ndim < ARRAY_OPERATIONS[values["op"]].needs:
        used["op"] = "look"
    changed = [name for name in ("op", "axis", "to") if values[name] not in (used[name], "")]
    return used, [Complaint(name, str(values[name]), str(used[name])) for name in changed]


def read_settings(query: Mapping[str, str]) -> tuple[dict[str, Any], list[Complaint]]:
    """Return the settings of a link that suit each other, and one complaint for each that was changed."""
    values, complaints = read_link(query, SETTINGS)
    used, unfit = fitted(values)
    first = [replace(one, used=str(used[one.name])) if one.used is not None else one for one in complaints]
    named = {one.name for one in first}
    return used, first + [one for one in unfit if one.name not in named]
