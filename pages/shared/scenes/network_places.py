"""Where the units of a drawn network stand: layers from left to right, a crowded one in several columns."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from pages.shared.scenes.network_graph import BOTTOM, HEIGHT, TOP, Ends, Place, unit_side

CROWDED = 8  # units of a layer that stand in one column
MOST_COLUMNS = 4
WIDEST = 84.0  # side of a unit
FILLED = 0.62  # of the way from one layer to the next, at most


@dataclass(frozen=True)
class Places:
    """The middle of every unit, layer by layer with the inputs first; the middles of the layers; and how wide
    the units of each layer are."""

    units: tuple[tuple[Place, ...], ...]
    layers: tuple[float, ...]
    sides: tuple[float, ...]


def network_places(
    sizes: Sequence[int], ends: Ends, first: float, last: float, labelled: bool = False
) -> Places:
    """Return the places in a network of `sizes` between two `ends`; inputs are `first` wide and outputs
    `last`. Where units are `labelled`, each has room for words below it and every layer is one column."""
    between = (ends[1] - ends[0]) / (len(sizes) - 1)
    middles = tuple(round(ends[0] + at * between, 1) for at in range(len(sizes)))
    side = unit_side(sizes, labelled, ends)
    units, sides = [], []
    for layer, (size, middle) in enumerate(zip(sizes, middles, strict=True)):
        columns, found = 1, first if layer == 0 else last if layer == len(sizes) - 1 else side
        if 0 < layer < len(sizes) - 1 and size > CROWDED and not labelled:
            columns, found = staggered(size, between)
        units.append(tuple(placed(size, middle, columns, found)))
        sides.append(found)
    return Places(tuple(units), middles, tuple(sides))


def staggered(size: int, between: float) -> tuple[int, float]:
    """Return in how many columns the units of a layer are the largest, and their side."""
    sides = {}
    for columns in range(1, min(MOST_COLUMNS, ceil(size / 2)) + 1):
        share = 0.85 * columns / (size - 1)  # of the way that is left between the first one and the last
        tall = share * (HEIGHT - TOP - BOTTOM) / (1 + share)
        sides[columns] = min(WIDEST, tall, FILLED * between / columns)
    best = max(sides, key=lambda columns: sides[columns])
    return best, round(sides[best], 1)


def placed(size: int, middle: float, columns: int, side: float) -> list[Place]:
    """Return the middles of units that go from top to bottom, each in the next one of the columns."""
    if columns == 1:
        step, first = (HEIGHT - TOP - BOTTOM) / size, (HEIGHT - TOP - BOTTOM) / size / 2
    else:
        step, first = (HEIGHT - TOP - BOTTOM - side) / (size - 1), side / 2
    across = [middle + (at - (columns - 1) / 2) * (side + 6) for at in range(columns)]
    return [(round(across[at % columns], 1), round(TOP + first + step * at, 1)) for at in range(size)]
