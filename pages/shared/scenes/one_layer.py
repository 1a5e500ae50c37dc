"""The one layer that all layers are without activations: its W and b, its output, and the network's.
Where an activation is in the way, its curve is drawn instead."""

from collections.abc import Sequence

import numpy as np

from pages.shared.protocol.bindings import Binding
from pages.shared.protocol.elements import Cell, Curve, Element, MatrixTone, Token
from pages.shared.protocol.ids import cell_id, cell_ids
from pages.shared.protocol.layouts import Array
from pages.shared.protocol.panels import Scene
from pages.shared.scenes.layer import (
    GAP,
    HEAD,
    HIGH,
    LEFT,
    WIDE,
    centre,
    number_cell,
    numbers,
    written,
)

BESIDE = 4  # columns up to which the two outputs stand side by side
SPAN = 4.0  # of z, to both sides of zero
CURVE = (420.0, 200.0)


def one_layer(inputs: int, units: int, samples: int, start: int, headings: Sequence[str]) -> Scene:
    """Return the scene; `headings` stand above W, the output of the one layer, and that of the network.

    Bound fields: `oneW`, `oneb`, `oney`, and `a`, in which the network's output begins at `start`."""
    bias = HEAD + inputs * HIGH + 4
    below = bias + HIGH + GAP + HEAD
    elements: list[Element] = [*table("W", inputs, units, 0.0, HEAD, "b")]
    elements += [number_cell(cell_id("b", j), *centre(0, j, bias), "b") for j in range(units)]
    elements.append(written("plus", "+ b", LEFT - 10, bias + HIGH / 2, "end"))
    shift, lower = (units * WIDE + 30, 0.0) if units <= BESIDE else (0.0, samples * HIGH + GAP + HEAD)
    elements += table("y", samples, units, 0.0, below, "c")
    elements += table("net", samples, units, shift, below + lower, "a")
    for at, (x, y) in enumerate(((0.0, HEAD), (0.0, below), (shift, below + lower))):
        elements.append(written(f"title{at}", headings[at], LEFT + 3 + x, y - 14, "start"))
    bindings: list[Binding] = [
        numbers("oneW", cell_ids("W", inputs, units), 0),
        numbers("oneb", cell_ids("b", units), 0),
        numbers("oney", cell_ids("y", samples, units), 0),
        numbers("a", cell_ids("net", samples, units), start),
    ]
    width = max(LEFT + units * WIDE + shift + 10, 420.0)
    return Scene(width, below + lower + samples * HIGH + 6, tuple(elements), tuple(bindings))


def table(name: str, rows: int, columns: int, shift: float, top: float, tone: MatrixTone) -> list[Token]:
    """A matrix of numbers."""
    found = []
    for i in range(rows):
        for j in range(columns):
            x, y = centre(i, j, top)
            found.append(number_cell(cell_id(name, i, j), x + shift, y, tone))
    return found


def curve(z: Array, a: Array) -> Scene:
    """Return the curve of an activation: no straight line, so no matrix."""
    width, height = CURVE
    low, high = min(a.min(), -1.0), max(a.max(), 1.0)
    x = (z + SPAN) / (2 * SPAN) * (width - 20) + 10
    y = height - 10 - (a - low) / (high - low) * (height - 20)
    zero = height - 10 + low / (high - low) * (height - 20)
    points = np.stack([x, y], -1).round(1).ravel().tolist()
    axes = (
        Cell("zero", 10, zero - 0.5, width - 20, 1, "rule"),
        Cell("middle", width / 2, 10, 1, height - 20, "rule"),
    )
    return Scene(width, height, (*axes, Curve("curve", tuple(points))), ())


def ticks() -> Array:
    """Return the z of the curve."""
    return np.linspace(-SPAN, SPAN, 161)
