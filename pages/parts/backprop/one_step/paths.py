"""On which ways the chosen number moves the loss: the lines and circles of the drawn network that they go
through. All others step back while one looks at it."""

import numpy as np

from pages.parts.backprop.settings import BackpropSettings
from pages.shared.protocol.ids import Id, parse
from pages.shared.protocol.layouts import Array
from pages.shared.scenes.training_network import line_starts


def aside(settings: BackpropSettings) -> tuple[Array, Array]:
    """Return for every line and every circle whether it steps back (1): those off a chosen number's ways.

    Where the ways go depends on the layers alone: from the unit of the number through all that come after."""
    sizes = settings.sizes
    lines, units = line_starts(sizes)[-1], sum(sizes)
    chosen = parse(settings.chosen)
    if chosen is None:
        return np.zeros(lines, np.uint8), np.zeros(units, np.uint8)
    (layer,), unit = chosen.numbers, chosen.place[-1]
    before = _weight(sizes, chosen) if chosen.name == "W" else _nothing(sizes)
    ahead = _from_unit(sizes, layer, unit)
    return (
        np.logical_not(before[0] | ahead[0]).astype(np.uint8),
        np.logical_not(before[1] | ahead[1]).astype(np.uint8),
    )


def _nothing(sizes: tuple[int, ...]) -> tuple[Array, Array]:
    """No line, no circle."""
    return np.zeros(line_starts(sizes)[-1], bool), np.zeros(sum(sizes), bool)


def _weight(sizes: tuple[int, ...], weight: Id) -> tuple[Array, Array]:
    """The line of a weight, and the circle that it comes from."""
    (layer,), (row, unit) = weight.numbers, weight.place
    lines, units = _nothing(sizes)
    lines[line_starts(sizes)[layer - 1] + row * sizes[layer] + unit] = True
    units[sum(sizes[: layer - 1]) + row] = True
    return lines, units


def _from_unit(sizes: tuple[int, ...], layer: int, unit: int) -> tuple[Array, Array]:
    """A circle, the lines that leave it, and all that comes after the next layer's circles."""
    starts, first = line_starts(sizes), sum(sizes[:layer])
    lines, units = _nothing(sizes)
    units[first + unit] = True
    if layer + 1 < len(sizes):
        leaving = starts[layer] + unit * sizes[layer + 1]
        lines[leaving : leaving + sizes[layer + 1]] = True
        lines[starts[layer + 1] :] = True
        units[first + sizes[layer] :] = True
    return lines, units
