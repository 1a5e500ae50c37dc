"""What a touch of the drawn matrices means: a number is changed, a row or a column comes or goes, shapes are
repaired. A touch of what is not there changes nothing."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from nnviz.arrays.shape_mismatch import ShapeMismatchError
from pages.parts.product.matrix_text import MOST, write_matrix
from pages.parts.product.settings import LIMITS, ProductSettings, matrix, suited
from pages.parts.product.timeline import timeline
from pages.shared.numbers.edited_arrays import resized, with_number
from pages.shared.protocol.ids import Id, parse
from pages.shared.protocol.layouts import Array
from pages.shared.protocol.requests import Touches
from pages.shared.scenes.editing import FEWER, MORE

FIELDS = {"A": "a", "B": "b", "b": "bias"}
WAYS = {MORE: 1, FEWER: -1}
SIZES = {f"{way}.{name}": (name, by) for way, by in WAYS.items() for name in "AB"}


def touched(settings: ProductSettings, touches: Touches) -> ProductSettings:
    """Return the settings after some touches."""
    for name, value in touches:
        found = parse(name)
        if found:
            settings = suited(touch(settings, found, value))
    return settings


def touch(settings: ProductSettings, name: Id, value: float | None) -> ProductSettings:
    """Return the settings after one touch."""
    if value is not None:
        return edited(settings, name, value) if name.name in FIELDS else settings
    if name.name in SIZES and len(name.numbers) == 1:
        return with_size(settings, *SIZES[name.name], name.numbers[0])
    press = PRESSES.get(name.name)
    return press(settings, name) if press else settings


def edited(settings: ProductSettings, name: Id, value: float) -> ProductSettings:
    """Change one number, by its place in the matrix as it is drawn."""
    field = FIELDS[name.name]
    text: str = getattr(settings, field)
    if not text:
        return settings
    array = matrix(text)
    place = name.place if array.ndim == len(name.place) else (max(name.place, default=0),)
    found = with_number(array, place, max(LIMITS[0], min(LIMITS[1], value)))
    return settings if found is None else with_matrix(settings, field, found)


def with_size(settings: ProductSettings, name: str, by: int, axis: int) -> ProductSettings:
    """Add or remove the last row or column; a bias has one number for each row of A."""
    field = FIELDS[name]
    found = resized(matrix(getattr(settings, field)), axis, by, MOST)
    if found is None:
        return settings
    bias = settings.bias
    if name == "A" and axis == 0 and found.ndim == 2 and bias:
        longer = resized(np.atleast_1d(matrix(bias)).ravel(), 0, by, MOST)
        bias = bias if longer is None else write_matrix(longer)
    return with_matrix(replace(settings, bias=bias), field, found)


def with_matrix(settings: ProductSettings, field: str, array: Array) -> ProductSettings:
    """Return the settings with another matrix or bias."""
    texts: dict[str, Any] = {field: write_matrix(array)}
    return replace(settings, **texts)


def repair(settings: ProductSettings, name: Id) -> ProductSettings:
    """Change the matrices so that their shapes fit."""
    mismatch = timeline(settings)
    if not isinstance(mismatch, ShapeMismatchError) or len(name.numbers) != 1:
        return settings
    offered = mismatch.repairs[name.numbers[0] : name.numbers[0] + 1]
    for one in offered:
        a, b = (write_matrix(array) for array in one.apply(settings.A, settings.B))
        return replace(settings, a=a, b=b)
    return settings


def biased(settings: ProductSettings, _name: Id) -> ProductSettings:
    """Give every row of A a bias of 1, or take the bias away."""
    ones: Array = np.ones(len(np.atleast_2d(settings.A)), int)
    return replace(settings, bias="" if settings.bias else write_matrix(ones))


PRESSES: Mapping[str, Callable[[ProductSettings, Id], ProductSettings]] = {"repair": repair, "bias": biased}
