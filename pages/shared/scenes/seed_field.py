"""Many runs of one experiment as small multiples: for every seed its loss curve with the loss of the moment.
The more there are, the less each shows: first no curve, then no number, but always whether it has learned.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from math import ceil, inf, log
from typing import NamedTuple

import numpy as np

from pages.shared.protocol.bindings import Binding, EqualBinding, PointsBinding, TextBinding
from pages.shared.protocol.elements import Curve, Element, Label, Token
from pages.shared.protocol.layouts import Array
from pages.shared.protocol.number_formats import Narrow
from pages.shared.protocol.panels import Scene

WIDTH, HEIGHT = 765.0, 530.0
POINTS = 24  # of a curve
MOST_CURVES, MOST_NUMBERS = 60, 150  # seeds that have a curve, and a number
GAP, HEAD, MARGIN = 4.0, 22.0, 5.0  # between two boxes; above a curve, and around it
LETTERS = 17.3
SHAPE = 1.05  # the width of a box over its height, at best


class Boxes(NamedTuple):
    """How the boxes of all seeds stand: row after row, each so wide and high."""

    columns: int
    rows: int
    width: float
    height: float

    def corner(self, seed: int) -> tuple[float, float]:
        """Where the box of a seed begins, counted from 0."""
        row, column = divmod(seed, self.columns)
        return column * (self.width + GAP), row * (self.height + GAP)


@cache
def boxes(count: int) -> Boxes:
    """Return the places for so many seeds: boxes of a good shape, and no row with much room left."""
    return min((_boxes(count, columns) for columns in range(1, count + 1)), key=lambda one: _cost(one, count))


def _boxes(count: int, columns: int) -> Boxes:
    rows = ceil(count / columns)
    high = min((HEIGHT + GAP) / rows - GAP, 0.5 * HEIGHT)
    return Boxes(columns, rows, (WIDTH + GAP) / columns - GAP, high)


def _cost(places: Boxes, count: int) -> float:
    empty = places.columns * places.rows - count
    if min(places.width, places.height) <= 0:
        return inf
    return abs(log(places.width / places.height / SHAPE)) + 4 * empty / count


def seed_id(seed: int) -> str:
    """Return the id of the box of a seed; a press says it."""
    return f"seed{seed}"


def seed_field(names: Sequence[str]) -> Scene:
    """Return the scene; `names` are those of the boxes, one for each seed from 0 on.

    Bound fields: `losses`, one each; `solved`, 1 for who has learned and -1 for who diverged; and `curves`,
    x and y of POINTS points each, where `has_curves`."""
    count = len(names)
    places = boxes(count)
    elements = [part for seed, name in enumerate(names) for part in _box(seed, name, places, count)]
    return Scene(WIDTH, HEIGHT, tuple(elements), tuple(_bindings(count)))


def has_curves(count: int) -> bool:
    """Return whether so many seeds have a curve each."""
    return count <= MOST_CURVES


def _box(seed: int, name: str, places: Boxes, count: int) -> Iterator[Element]:
    (x, y), (_, _, width, height) = places.corner(seed), places
    middle = x + width / 2, y + height / 2
    down = (HEAD - height) / 2 if has_curves(count) else 0.0
    across = width * 0.16 if has_curves(count) else 0.0
    yield Token(
        seed_id(seed), *middle, width, height, "", LETTERS, "seed", name, "seeds", False, 3, across, down
    )
    if has_curves(count):
        yield Label(f"number{seed}", x + MARGIN, y + HEAD / 2 + 1, str(seed), LETTERS, "soft", "start")
        yield Curve(f"curve{seed}", tone="seed")


def _bindings(count: int) -> Iterator[Binding]:
    ids = tuple(seed_id(seed) for seed in range(count))
    yield EqualBinding("solved", ids, "right", 1)
    yield EqualBinding("solved", ids, "wrong", -1)
    if count <= MOST_NUMBERS:
        yield TextBinding("losses", ids, Narrow(3), exact=True)
    if has_curves(count):
        curves = tuple(f"curve{seed}" for seed in range(count))
        yield PointsBinding("curves", curves)
        yield EqualBinding("solved", curves, "right", 1)


def curve_points(epochs: Array, losses: Array, last: float, highest: float) -> Array:
    """Return the points of all curves, (seeds, POINTS, 2).

    `losses` (moments, seeds) were noted at the `epochs` (moments,), the first of which is 0. The curve goes
    from there to epoch `last` of the whole run, on a logarithmic axis, and is no longer than what is known;
    its height is that of a loss from 0 to `highest`. What is no number stands on top."""
    count = losses.shape[1]
    places = boxes(count)
    ends = np.log1p(last) or 1.0
    asked = np.minimum(np.linspace(0, ends, POINTS), np.log1p(epochs[-1]))
    after = np.clip(np.searchsorted(np.log1p(epochs), asked), 1, max(1, len(epochs) - 1))
    known = np.log1p(epochs)[[after - 1, np.minimum(after, len(epochs) - 1)]]
    share = np.divide(asked - known[0], known[1] - known[0], out=np.zeros(POINTS), where=known[1] > known[0])
    heights = np.where(np.isfinite(losses), np.clip(losses, 0, highest), highest) / highest
    lower, upper = heights[after - 1], heights[np.minimum(after, len(epochs) - 1)]
    curve = lower + share[:, None] * (upper - lower)  # (POINTS, seeds)
    corners = np.array([places.corner(seed) for seed in range(count)])
    x = corners[:, :1] + MARGIN + (places.width - 2 * MARGIN) * (asked / ends)[None]
    y = corners[:, 1:] + places.height - MARGIN - (places.height - HEAD - MARGIN) * curve.T
    return np.stack([x, y], axis=2)
