"""The products of a neuron as bars, each from where the one before ended, and their sum at the threshold.
A negative product pushes to the left, a positive one to the right."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from pages.shared.panels import Array, Binding, Element, Scene

WIDTH, LEFT, RIGHT, TOP, ROW = 560.0, 150.0, 500.0, 46.0, 40.0
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
    return Scene(WIDTH, bottom + 40, elements, tuple(bindings(inputs)))


def axis(bottom: float) -> Iterator[Element]:
    """The line below the bars, and its numbers."""
    line = {"x": LEFT, "y": bottom, "width": RIGHT - LEFT, "height": 2}
    yield {"id": "axis", "kind": "cell", "tone": "rule", **line}
    for i in range(3):
        yield label(f"tick{i}", 0, bottom + 20, "", "soft")


def bar(i: int, name: str, last: bool) -> Iterator[Element]:
    """One bar with its name and its number; the last is the sum."""
    y = TOP + ROW * (i + 0.5)
    yield label(f"name{i}", 6, y, name) | {"anchor": "start"}
    size = {"x": LEFT, "y": y - 12, "width": 0, "height": 24}
    yield {"id": f"bar{i}", "kind": "cell", "tone": "push total" if last else "push", **size}
    yield label(f"number{i}", LEFT - 8, y, "", "strong") | {"anchor": "end"}


def mark(bottom: float, name: str) -> Iterator[Element]:
    """The line at the threshold, and its name."""
    line = {"x": -1.5, "y": TOP - 6, "width": 3, "height": bottom - TOP + 6}
    yield {"id": "mark", "kind": "cell", "tone": "gatepost", **line}
    yield label("mark.name", 0, TOP - 22, name)


def label(name: str, x: float, y: float, text: str, tone: str = "") -> Element:
    """Return some words."""
    return {"id": name, "kind": "label", "x": x, "y": y, "text": text, "size": 19, "tone": tone}


def bindings(inputs: int) -> list[Binding]:
    """What of the bars follows which field."""
    bars = tuple(f"bar{i}" for i in range(inputs + 1))
    numbers = tuple(f"number{i}" for i in range(inputs + 1))
    format_ = {"format": {"shortest": 3, "room": 7, "unknown": "?"}}
    below = {"below": 0, "name": "negative"}
    return [
        Binding("bars", bars, "span"),
        Binding("products", bars[:-1], "state", options=below),
        Binding("products", numbers[:-1], "text", options=format_),
        Binding("sum", numbers[-1:], "text", options=format_),
        Binding("mark", ("mark",), "place"),
        Binding("mark", ("mark.name",), "place"),
        Binding("ticks", tuple(f"tick{i}" for i in range(3)), "text", options=format_),
        Binding("tick_places", tuple(f"tick{i}" for i in range(3)), "place"),
    ]
