"""A chart as a part of a scene: a box with axes that carry round numbers, and where numbers stand in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor, log10

import numpy as np

from pages.shared.protocol.elements import Cell, Curve, Element, Label
from pages.shared.protocol.layouts import Array

STEPS = (1.0, 2.0, 5.0, 10.0)
LETTERS = 17.5
FOOT, SIDE = 26.0, 46.0  # room for the numbers below a chart, and for those at its left
Span = tuple[float, float]


def round_step(span: Span, most: int) -> float:
    """Return a round distance of numbers, of which so many at most fit into the span, and the one before."""
    rough = (span[1] - span[0]) / (most + 0.5)
    power = 10.0 ** floor(log10(rough))
    return next(step * power for step in STEPS if step * power >= rough * (1 - 1e-9))


def ticks(span: Span, most: int = 5) -> list[float]:
    """Return the round numbers in a span, at most one more than so many."""
    step = round_step(span, most)
    first, last = ceil(span[0] / step - 1e-9), floor(span[1] / step + 1e-9)
    return [float(f"{at * step:.12g}") for at in range(first, last + 1)]


def roomy(values: Array, share: float = 0.06) -> Span:
    """Return a span around all finite values, with some air; one around a single value as well."""
    finite = values[np.isfinite(values)]
    low, high = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 1.0)
    air = share * (high - low) or 0.5 * abs(high) or 1.0
    return low - air, high + air


@dataclass(frozen=True)
class Chart:
    """Where a chart stands in a scene, and which numbers its edges are."""

    left: float
    top: float
    width: float
    height: float
    x: Span
    y: Span

    @property
    def corner(self) -> tuple[float, float]:
        """Its left top corner."""
        return self.left, self.top

    def places(self, x: Array, y: Array) -> Array:
        """Return where points stand (n, 2), those outside at the edge."""
        across = self.left + self.width * _share(x, self.x)
        return np.stack([across, self.top + self.height * (1 - _share(y, self.y))], axis=-1)

    def axes(self, name: str, across: str, up: str, numbers: int = 5) -> Iterator[Element]:
        """The ground, lines at round numbers with these beside them, and the names of both axes."""
        yield Cell(f"{name}.ground", self.left, self.top, self.width, self.height, "plane")
        bottom, right = self.top + self.height, self.left + self.width
        for at, value in enumerate(ticks(self.x, numbers)):
            x, _ = self.places(np.array(value), np.array(self.y[0])).tolist()
            yield Curve(f"{name}.down{at}", (x, self.top, x, bottom), "grid")
            yield Label(f"{name}.x{at}", x, bottom + FOOT / 2 + 1, written(value), LETTERS, "soft")
        for at, value in enumerate(ticks(self.y, numbers)):
            _, y = self.places(np.array(self.x[0]), np.array(value)).tolist()
            yield Curve(f"{name}.across{at}", (self.left, y, right, y), "grid")
            yield Label(f"{name}.y{at}", self.left - 6, y, written(value), LETTERS, "soft", "end")
        yield Label(f"{name}.x", right, bottom + FOOT / 2 + 20, across, LETTERS, "strong", "end")
        yield Label(f"{name}.y", self.left, self.top - 13, up, LETTERS, "strong", "start")


def written(value: float) -> str:
    """Return a round number as it stands at an axis."""
    return f"{value:g}".replace("-", "−").replace("e+0", "e").replace("e−0", "e−")


def short(name: str, letters: int = 14) -> str:
    """Return a name in at most so many letters."""
    return name if len(name) <= letters else f"{name[: letters - 1]}…"


def _share(values: Array, span: Span) -> Array:
    low, high = span
    share = (np.asarray(values, float) - low) / (high - low)
    return np.clip(np.nan_to_num(share, nan=0.5, posinf=1.0, neginf=0.0), 0.0, 1.0)
