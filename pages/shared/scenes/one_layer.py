"""The one layer that all layers are without activations: its W and b, its output, and the network's.
Where an activation is in the way, its curve is drawn instead."""

from collections.abc import Sequence

import numpy as np

from pages.shared.panels import Array, Binding, Element, Scene
from pages.shared.scenes.layer import (
    GAP,
    HEAD,
    HIGH,
    LEFT,
    WIDE,
    centre,
    names,
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
    elements = table("W", inputs, units, 0.0, HEAD, "b")
    elements += [number_cell(f"b[{j}]", *centre(0, j, bias), "b") for j in range(units)]
    elements.append(written("plus", "+ b", LEFT - 10, bias + HIGH / 2, "end"))
    shift, lower = (units * WIDE + 30, 0.0) if units <= BESIDE else (0.0, samples * HIGH + GAP + HEAD)
    elements += table("y", samples, units, 0.0, below, "c")
    elements += table("net", samples, units, shift, below + lower, "a")
    for at, (x, y) in enumerate(((0.0, HEAD), (0.0, below), (shift, below + lower))):
        elements.append(written(f"title{at}", headings[at], LEFT + 3 + x, y - 14, "start"))
    ids = names("W", inputs, units), tuple(f"b[{j}]" for j in range(units)), names("y", samples, units)
    bindings: list[Binding] = []
    for field, cells in zip(("oneW", "oneb", "oney"), ids, strict=True):
        bindings += numbers(field, cells, 0)
    bindings += numbers("a", names("net", samples, units), start)
    width = max(LEFT + units * WIDE + shift + 10, 420.0)
    return Scene(width, below + lower + samples * HIGH + 6, tuple(elements), tuple(bindings))


def table(name: str, rows: int, columns: int, shift: float, top: float, tone: str) -> list[Element]:
    """A matrix of numbers."""
    found = []
    for i in range(rows):
        for j in range(columns):
            x, y = centre(i, j, top)
            found.append(number_cell(f"{name}[{i},{j}]", x + shift, y, tone))
    return found


def curve(z: Array, a: Array) -> Scene:
    """Return the curve of an activation: no straight line, so no matrix."""
    width, height = CURVE
    low, high = min(a.min(), -1.0), max(a.max(), 1.0)
    x = (z + SPAN) / (2 * SPAN) * (width - 20) + 10
    y = height - 10 - (a - low) / (high - low) * (height - 20)
    zero = height - 10 + low / (high - low) * (height - 20)
    points = [f"{left:.1f},{up:.1f}" for left, up in zip(x, y, strict=True)]
    axes = [
        {
            "id": "zero",
            "kind": "cell",
            "x": 10,
            "y": zero - 0.5,
            "width": width - 20,
            "height": 1,
            "tone": "rule",
        },
        {
            "id": "middle",
            "kind": "cell",
            "x": width / 2,
            "y": 10,
            "width": 1,
            "height": height - 20,
            "tone": "rule",
        },
    ]
    return Scene(width, height, (*axes, {"id": "curve", "kind": "curve", "points": points}), ())


def ticks() -> Array:
    """Return the z of the curve."""
    return np.linspace(-SPAN, SPAN, 161)
