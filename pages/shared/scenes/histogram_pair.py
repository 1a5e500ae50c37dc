"""Two histograms, one below the other: bars of shares between edges, orange below 0 and blue above, and over
them a line with those of an earlier moment. All of it comes with a look."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from pages.shared.protocol.bindings import Binding, PointsBinding, SpelledBinding, TextBinding
from pages.shared.protocol.elements import Cell, Curve, Element, Label
from pages.shared.protocol.layouts import Array
from pages.shared.protocol.number_formats import Percent, Shortest
from pages.shared.protocol.panels import Scene
from pages.shared.scenes.axes import Chart

WIDTH, HEIGHT = 360.0, 344.0
LEFT, RIGHT = 52.0, 356.0  # of both charts
HEADS, TOPS, TALL = (11.0, 146.0), (27.0, 162.0), 82.0
WORDS, LETTERS = 3, 160  # lines below the charts, and the bytes that each may have
LINES = (285.0, 308.0, 331.0)
NAMES = ("upper", "lower")  # the two charts
SIZE = 17.5
SAID = 12.0  # below the head of a chart is said, for those who read it, what its bars are
AIR = 0.1  # of the width of a bin, that is free beside its bar
TICK = Shortest(4, 7, tiny=True)


def histogram_pair(layer: int, heads: tuple[str, str]) -> Scene:
    """Return the scene of a `layer`; `heads` say what each histogram counts.

    Bound fields: of both charts, `upper` and `lower`, those of `chart_values`, and `bins` (bytes), its bars
    in words; and `said` (WORDS · LETTERS bytes) with the number of the layer, the lines below."""
    elements: list[Element] = []
    bindings: list[Binding] = []
    for name, head, y, top in zip(NAMES, heads, HEADS, TOPS, strict=True):
        elements += _chart(f"{name}{layer}", head, y, top)
        bindings += _bound(f"{name}{layer}")
    lines = tuple(f"said{layer}.{at}" for at in range(WORDS))
    elements += [Label(id_, 0, y, "", SIZE, (), "start") for id_, y in zip(lines, LINES, strict=True)]
    bindings.append(SpelledBinding(f"said{layer}", lines))
    return Scene(WIDTH, HEIGHT, tuple(elements), tuple(bindings))


def _chart(name: str, head: str, y: float, top: float) -> Iterator[Element]:
    bottom = top + TALL
    yield Label(f"{name}.head", 0, y, head, SIZE, "strong", "start")
    yield Label(f"{name}.bins", RIGHT, y + SAID, "", 1, "unseen", "end")
    yield Cell(f"{name}.ground", LEFT, top, RIGHT - LEFT, TALL, "plane")
    yield Curve(f"{name}.below", tone="below")
    yield Curve(f"{name}.above", tone="above")
    yield Curve(f"{name}.first", tone="first")
    yield Label(f"{name}.peak", LEFT - 5, top + 8, "", SIZE, "soft", "end")
    yield Label(f"{name}.none", LEFT - 5, bottom - 8, "0", SIZE, "soft", "end")
    places = ((LEFT, "start"), ((LEFT + RIGHT) / 2, "middle"), (RIGHT, "end"))
    yield Label(f"{name}.tick0", places[0][0], bottom + 14, "", SIZE, "soft", "start")
    yield Label(f"{name}.tick1", places[1][0], bottom + 14, "", SIZE, "soft", "middle")
    yield Label(f"{name}.tick2", places[2][0], bottom + 14, "", SIZE, "soft", "end")


def _bound(name: str) -> Iterator[Binding]:
    for part in ("below", "above", "first"):
        yield PointsBinding(f"{name}.{part}", (f"{name}.{part}",))
    yield SpelledBinding(f"{name}.bins", (f"{name}.bins",))
    yield TextBinding(f"{name}.peak", (f"{name}.peak",), Percent(0), exact=True)
    yield TextBinding(f"{name}.ticks", tuple(f"{name}.tick{at}" for at in range(3)), TICK, exact=True)


def chart_values(
    name: str, layer: int, edges: Array, shares: Array, first: Array | None
) -> Mapping[str, Sequence[float]]:
    """Return the fields of one chart: `below` and `above` (corners of the bars on both sides of 0), `first`
    (those of the line), `peak` (the largest share, at the top) and `ticks` (first, middle and last edge).

    `shares` (bins,) lie between `edges` (bins + 1,), and so do those of the `first` moment, if it has any."""
    peak = max(float(shares.max()), 0.0 if first is None else float(first.max())) or 1.0
    top = TOPS[NAMES.index(name)]
    chart = Chart(LEFT, top, RIGHT - LEFT, TALL, (float(edges[0]), float(edges[-1])), (0.0, peak))
    air = AIR / 2 * (edges[1:] - edges[:-1])
    left, right = edges[:-1] + air, edges[1:] - air
    negative = edges[1:] <= 0
    values = {
        "below": _bars(chart, left[negative], right[negative], shares[negative]),
        "above": _bars(chart, left[~negative], right[~negative], shares[~negative]),
        "first": [] if first is None else _steps(chart, edges, first),
        "peak": [peak],
        "ticks": [float(edges[0]), float((edges[0] + edges[-1]) / 2), float(edges[-1])],
    }
    return {f"{name}{layer}.{part}": found for part, found in values.items()}


def _steps(chart: Chart, edges: Array, heights: Array) -> list[float]:
    """x and y of the corners of the line around bars without air between them."""
    x, y = np.repeat(edges, 2), np.concatenate([[0.0], np.repeat(heights, 2), [0.0]])
    found: list[float] = chart.places(x, y).round(2).ravel().tolist()
    return found


def _bars(chart: Chart, left: Array, right: Array, heights: Array) -> list[float]:
    """x and y of the corners of bars that stand side by side."""
    x = np.stack([left, left, right, right], axis=1).ravel()
    y = np.stack([0 * heights, heights, heights, 0 * heights], axis=1).ravel()
    found: list[float] = chart.places(x, y).round(2).ravel().tolist()
    return found
