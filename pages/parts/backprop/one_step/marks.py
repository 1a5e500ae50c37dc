"""Which numbers of the sheets a step lights: the one that is shown, and all that go into it."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from pages.parts.backprop.fitting import shapes
from pages.parts.backprop.one_step.arithmetic import place_of
from pages.parts.backprop.one_step.bench import is_altered
from pages.parts.backprop.one_step.steps import ShownStep
from pages.parts.backprop.settings import BackpropSettings
from pages.shared.protocol.layouts import Array

GOES_IN, MADE = 1, 2
Place = tuple[Any, ...]  # indices, and slices of all
ALL = slice(None)


def marks(settings: BackpropSettings, one: ShownStep) -> dict[str, Array]:
    """Return the marks of every array that has some, by name, in its shape."""
    known, step = shapes(settings), one.step
    if is_altered(settings, step.name):
        return {}  # what goes into one number of it is not what goes into the right one
    place = place_of(settings, step)
    found: dict[str, Array] = {}
    for operand, lit in zip(step.operands, INSIDE[step.kind](place, settings.sample), strict=False):
        if operand.name in known:
            _mark(found, operand.name, known, lit, GOES_IN)
    if step.name in known:
        _mark(found, step.name, known, place, MADE)
    return found


def _mark(
    found: dict[str, Array], name: str, known: Mapping[str, tuple[int, ...]], place: Place, mark: int
) -> None:
    found.setdefault(name, np.zeros(known[name], np.uint8))[place] = mark


INSIDE: Mapping[str, Callable[[Place, int], tuple[Place, ...]]] = {
    "product": lambda place, _: ((place[0],), (ALL, place[1]), (place[1],)),
    "activation": lambda place, _: (place,),
    "loss": lambda _, sample: ((sample,), (sample,)),
    "output_delta": lambda place, _: (place, place),
    "hidden_delta": lambda place, _: ((place[0],), (place[1],)),
    "weight_gradient": lambda place, _: ((ALL, place[0]), (ALL, place[1])),
    "bias_gradient": lambda place, _: ((ALL, place[0]),),
    "weight_update": lambda place, _: (place, place),
    "bias_update": lambda place, _: (place, place),
}
