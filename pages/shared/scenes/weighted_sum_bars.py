"""The products of a neuron as bars, each from where the one before ended, and their sum at the threshold.
A negative product pushes to the left, a positive one to the right."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from pages.shared.protocol.bindings import BelowBinding, Binding, PlaceBinding, SpanBinding, TextBinding
from pages.shared.protocol.elements import Cell, Label
from pages.shared.protocol.ids import numbered
from pages.shared.protocol.layouts import Array
from pages.shared.protocol.number_formats import Shortest
from pages.shared.protocol.panels import Scene

WIDTH, LEFT, RIGHT, TOP, ROW = 452.0, 168.0, 416.0, 42.0, 38.0
LETTERS = 18.0  # font size of all words and numbers
NUMBER = Shortest(3, room=7, unknown="?")
TICKS = 3
LADDER = np.array([1, 2, 5]) * 10.0 ** np.arange(-1, 5)[:, None]


@dataclass(frozen=True)
class Bars:
    """Where a number lies between the left and the right end of the bars."""

    low: float
    high: float

    @classmethod
    def holding(cls, values: Array) -> "Bars":
        """Return an axis with round ends that holds all values and 0."""
        low, high = (_round(value) for value in (-values.min(), values.max()))
        return cls(-max(low, _round(high / 8)) if low else 0.0, max(high, _round(low / 8)) if high else 0.0)

    @property
    def ticks(self) -> tuple[float, float, float]:
        """The numbers that are written on the axis."""
        return self.low, 0.0, self.high

    def place(self, values: Array) -> Array:
        """Return how far from the left end each value lies."""
        wide = self.high - self.low or 1.0
        return np.asarray((values - self.low) / wide * (RIGHT - LEFT) + LEFT)


def _round(value: float) -> float:
    if value <= 0:
        return 0.0
    fits = LADDER[np.greater_equal(LADDER, value)]
    return float(fits[0] if fits.size else value)


@dataclass(frozen=True)
class Names:
    """The words of the scene; that of a product holds its number as {n}."""

    product: str
    sum: str
    threshold: str


def balance(inputs: int, names: Names) -> Scene:
    """Return the scene. Bound fields: products (inputs,), sum, threshold, bars, mark, ticks, tick_places."""
    bottom = TOP + ROW * (inputs + 1) + 8
    words = [names.product.format(n=i + 1) for i in range(inputs)]
    elements = (
        *axis(bottom),
        *(element for i, name in enumerate([*words, names.sum]) for element in bar(i, name, i == inputs)),
        *mark(bottom, names.threshold),
    )
    return Scene(WIDTH, bottom + 34, elements, tuple(bindings(inputs)))


def axis(bottom: float) -> Iterator[Cell | Label]:
    """The line below the bars, and its numbers."""
    yield Cell("axis", LEFT, bottom, RIGHT - LEFT, 2, "rule")
    for name in numbered("tick", TICKS):
        yield Label(name, 0, bottom + 20, "", LETTERS, "soft")


def bar(i: int, name: str, last: bool) -> Iterator[Cell | Label]:
    """One bar with its name and its number; the last is the sum."""
    y = TOP + ROW * (i + 0.5)
    yield Label(f"name{i}", 6, y, name, LETTERS, anchor="start")
    yield Cell(f"bar{i}", LEFT, y - 12, 0, 24, ("push", "total") if last else "push")
    yield Label(f"number{i}", LEFT - 12, y, "", 22, "strong", "end")


def mark(bottom: float, name: str) -> Iterator[Cell | Label]:
    """The line at the threshold, and its name."""
    yield Cell("mark", -1.5, TOP - 6, 3, bottom - TOP + 6, "gatepost")
    yield Label("mark.name", 0, TOP - 22, name, LETTERS)


def bindings(inputs: int) -> list[Binding]:
    """What of the bars follows which field."""
    bars, numbers = numbered("bar", inputs + 1), numbered("number", inputs + 1)
    ticks = numbered("tick", TICKS)
    return [
        SpanBinding("bars", bars),
        BelowBinding("products", bars[:-1], "negative", 0),
        TextBinding("products", numbers[:-1], NUMBER),
        TextBinding("sum", numbers[-1:], NUMBER),
        PlaceBinding("mark", ("mark",)),
        PlaceBinding("mark", ("mark.name",)),
        TextBinding("ticks", ticks, NUMBER),
        PlaceBinding("tick_places", ticks),
    ]
