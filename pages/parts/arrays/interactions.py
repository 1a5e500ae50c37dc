"""What a touch of the drawn arrays means: a number, a size, the operation and its details, a repair, a trap.
A touch of what is not there changes nothing."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from nnviz.arrays.array_operations import operations_for
from nnviz.arrays.shape_mismatch import ShapeMismatchError
from pages.parts.arrays.array_text import LONGEST, write_array
from pages.parts.arrays.outcome import outcome
from pages.parts.arrays.repairs import changed
from pages.parts.arrays.settings import LIMITS, ONE, TWO, ArraysSettings, array, suited, targets
from pages.parts.arrays.traps import escaped
from pages.shared.numbers.edited_arrays import resized, with_number
from pages.shared.protocol.ids import Id, parse
from pages.shared.protocol.layouts import Array
from pages.shared.protocol.requests import Touches
from pages.shared.scenes.array_grid import MOST
from pages.shared.scenes.editing import FEWER, MORE

FIELDS = {"X": "x", "Y": "y"}
WAYS = {MORE: 1, FEWER: -1}
SIZES = {f"{way}.{name}": (name, by) for way, by in WAYS.items() for name in FIELDS}
ALONE = {f"{name}[()]": name for name in FIELDS}  # the number of an array without axes


def touched(settings: ArraysSettings, touches: Touches) -> ArraysSettings:
    """Return the settings after some touches."""
    for name, value in touches:
        found = Id(ALONE[name]) if name in ALONE else parse(name)
        if found:
            settings = suited(touch(settings, found, value))
    return settings


def touch(settings: ArraysSettings, name: Id, value: float | None) -> ArraysSettings:
    """Return the settings after one touch."""
    if value is None:
        return pressed(settings, name)
    if name.name in CHOICES:
        options = CHOICES[name.name](settings)
        return replace(settings, **options[int(value)]) if 0 <= value < len(options) else settings
    if name.name not in FIELDS or name.numbers:
        return settings
    held = max(LIMITS[0], min(LIMITS[1], value))
    changed_array = with_number(array(getattr(settings, FIELDS[name.name])), name.place, held)
    return with_array(settings, name.name, changed_array)


def pressed(settings: ArraysSettings, name: Id) -> ArraysSettings:
    """A button at an edge, of a repair, or of a trap."""
    if name.name in SIZES and len(name.numbers) == 1:
        which, by = SIZES[name.name]
        found = resized(array(getattr(settings, FIELDS[which])), name.numbers[0], by, MOST)
        return with_array(settings, which, found)
    if name == Id("escape"):
        return escaped(settings)
    mismatch = outcome(settings)
    if name.name != "repair" or not isinstance(mismatch, ShapeMismatchError) or len(name.numbers) != 1:
        return settings
    for one in mismatch.repairs[name.numbers[0] : name.numbers[0] + 1]:
        both = changed(settings, one)
        return settings if both is None else replace(settings, x=both[0], y=both[1])
    return settings


def with_array(settings: ArraysSettings, name: str, found: Array | None) -> ArraysSettings:
    """Return the settings with another X or Y, if it is one that a field can hold."""
    if found is None:
        return settings
    text = write_array(found)
    texts: dict[str, Any] = {FIELDS[name]: text}
    return replace(settings, **texts) if len(text) <= LONGEST else settings


Options = list[dict[str, Any]]
CHOICES: Mapping[str, Callable[[ArraysSettings], Options]] = {
    "op": lambda settings: [
        {"op": name} for name in (("look", *operations_for(settings.X)) if settings.op in ONE else TWO)
    ],
    "to": lambda settings: [{"to": to} for to in targets(settings.X)],
    "axis": lambda settings: [{"axis": axis} for axis in range(settings.X.ndim)],
}
