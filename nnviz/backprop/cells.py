"""One number of a training step by its name, as a reader writes it: W1[0,1], b1[1], z1[0,1], a1[0,1].
A cell of a gradient names the number that it is the derivative by: delta1[0,1] is dL/dz1[0,1].
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from nnviz.backprop.training_trace import TrainingTrace
from nnviz.validation import Index, Shape, whole_number

# The array that holds dL/d(it); that of an activation is never written down.
GRADIENTS = {"W": "dW", "b": "db", "z": "delta"}
BY = {gradient: letter for letter, gradient in GRADIENTS.items()}

_NAME = re.compile(r"(dW|db|delta|W|b|z|a)(\d+)(?:\[(\d+)(?:, ?(\d+))?\])?")
_PLACE = re.compile(r"(\w+)\[(\d+)(?:, ?(\d+))?\]")


@dataclass(frozen=True)
class Cell:
    """A number that the loss depends on: `letter` is "W", "b", "z" or "a", `layer` counts from 1, 0 for X.

    `place` is (row, column), samples as rows, or (unit,) for a bias.
    """

    letter: str
    layer: int
    place: Index

    def __str__(self) -> str:
        return cell_name(self.array, *self.place)

    @property
    def array(self) -> str:
        """The name of the array that it is in."""
        return f"{self.letter}{self.layer}"

    @property
    def gradient(self) -> str:
        """The name of the cell with dL/d(it); "" if there is none."""
        array = GRADIENTS.get(self.letter)
        return cell_name(f"{array}{self.layer}", *self.place) if array else ""

    @property
    def sample(self) -> int | None:
        """The sample that it belongs to; None for a parameter."""
        return self.place[0] if self.letter in "za" else None


@lru_cache(maxsize=8192)  # a chain names the same few numbers on all its ways
def cell_name(array: str, *place: int) -> str:
    """How a cell is written: "W1[0,1]", "b1[1]"."""
    return f"{array}[{','.join(map(str, place))}]"


def place_in(trace: TrainingTrace, name: str) -> tuple[str, Index]:
    """The array and the place that a name such as "newW1[0,1]" means, of any array of the trace.

    Raises
    ------
    ValueError
        If there is none.
    """
    found = _PLACE.fullmatch(name)
    if found is None or found[1] not in trace.arrays:
        known = ", ".join(step.name for step in trace if step.result.ndim)
        raise ValueError(f"name must be a cell such as z1[0,1] of one of {known}, got {name!r}")
    place = tuple(int(one) for one in found.groups()[1:] if one is not None)
    _check_place(found[1], place, trace.arrays[found[1]].shape)
    return found[1], place


def find_cell(trace: TrainingTrace, name: str, place: Index | None = None) -> Cell:
    """The cell called `name`, such as "W1[0,1]", or the one at a `place` of the array called `name`.

    Raises
    ------
    ValueError
        If there is none, with the arrays that there are, or the shape of this one.
    """
    found = _NAME.fullmatch(name)
    letter = BY.get(found[1], found[1]) if found else ""
    array = f"{letter}{found[2]}" if found else name
    if found is None or array not in trace.arrays:
        there = [f"{one}{layer}" for layer in range(len(trace.weights) + 1) for one in "Wbza"]
        known = ", ".join(one for one in there if one in trace.arrays)
        raise ValueError(f"name must be a cell such as W1[0,1] of one of {known}, got {name!r}")
    asked = tuple(int(one) for one in found.groups()[2:] if one is not None) if place is None else place
    _check_place(array, asked, trace.arrays[array].shape)
    return Cell(letter, int(found[2]), asked)


def _check_place(array: str, place: Index, shape: Shape) -> None:
    if len(place) != len(shape):
        count = f"{len(shape)} number{'s' * (len(shape) > 1)}"
        raise ValueError(f"place must have {count}, as {array} has the shape {shape}, got {place}")
    for number, size in zip(place, shape, strict=True):
        whole_number(f"place in {array}", number, 0, size - 1, f"it has the shape {shape}")


def value_of(trace: TrainingTrace, cell: Cell) -> float:
    """The number in a cell."""
    return float(trace.arrays[cell.array][cell.place])
