"""A network as it computes: inputs on the left, wires by weight, outputs on the right.
Every hidden unit is a little map of what it answers over the square of the two inputs."""

from collections.abc import Iterator, Sequence
from itertools import product

from pages.shared.protocol.bindings import (
    BelowBinding,
    Binding,
    ColourBinding,
    MapBinding,
    TextBinding,
    WeightBinding,
)
from pages.shared.protocol.elements import Anchor, Cell, Disc, Element, Label, PixelMap, Wire
from pages.shared.protocol.ids import unit_id
from pages.shared.protocol.number_formats import Percent
from pages.shared.protocol.panels import Scene

WIDTH, HEIGHT, TOP, BOTTOM = 560.0, 480.0, 34.0, 6.0
LABEL = 20.0  # room for the activity below a unit
SEEN = 1e-9  # an activity below this is none at all
SHADE = (-1.0, 1.0)  # the colours of an activity from 0 to 1: light to blue

Place = tuple[float, float]
Unit = tuple[int, int]


def network(
    sizes: Sequence[int],
    names: Sequence[Sequence[str]],
    layers: Sequence[str],
    mortal: Sequence[int],
    scale: float,
    pixels: int,
) -> Scene:
    """Return the scene of a network of `sizes`; `names` holds the names of inputs and outputs.

    Bound fields: W1, W2, … (inputs, units) to wires, `activity` and `maps` (pixels² bytes each; none
    if `pixels` is 0) to the hidden units. `layers` are the captions of the columns, `mortal` the layers
    (from 1) whose units can die, `scale` the weight of a full wire."""
    places = [column(size, index / (len(sizes) - 1)) for index, size in enumerate(sizes)]
    side = unit_side(sizes, pixels > 0)
    hidden = [(layer, unit) for layer in range(1, len(sizes) - 1) for unit in range(sizes[layer])]
    elements: list[Element] = [*wires(places), *captions(layers, places)]
    elements += ends(places, names)
    for layer, unit in hidden:
        elements += unit_elements(layer, unit, places[layer][unit], side, pixels)
    return Scene(WIDTH, HEIGHT, tuple(elements), tuple(bindings(sizes, hidden, mortal, scale, pixels > 0)))


def column(size: int, share: float) -> list[Place]:
    """Return the centres of a column of units, evenly spread."""
    x = 52 + share * (WIDTH - 148)
    step = (HEIGHT - TOP - BOTTOM) / size
    return [(round(x, 1), round(TOP + step * (index + 0.5), 1)) for index in range(size)]


def unit_side(sizes: Sequence[int], labelled: bool) -> float:
    """Return the side of a hidden unit's square, so that all layers fit."""
    step = (HEIGHT - TOP - BOTTOM) / max(sizes[1:-1], default=1)
    between = (WIDTH - 148) / (len(sizes) - 1)
    return round(min(64.0, 0.55 * between, step - LABEL - 4 if labelled else 0.75 * step), 1)


def wire_id(layer: int, i: int, j: int) -> str:
    """Return the id of the wire from input i to unit j of a layer, both from 1."""
    return f"w{layer}.{i}.{j}"


def wires(places: Sequence[Sequence[Place]]) -> list[Wire]:
    """Return a wire for every weight."""
    return [
        Wire(wire_id(layer, i + 1, j + 1), x, y, to_x, to_y)
        for layer in range(1, len(places))
        for i, (x, y) in enumerate(places[layer - 1])
        for j, (to_x, to_y) in enumerate(places[layer])
    ]


def captions(layers: Sequence[str], places: Sequence[Sequence[Place]]) -> list[Label]:
    """Return the name of every layer above its column."""
    return [
        Label(f"layer{index}", column_[0][0], 13, text, 16, "soft")
        for index, (text, column_) in enumerate(zip(layers, places, strict=True))
    ]


def ends(places: Sequence[Sequence[Place]], names: Sequence[Sequence[str]]) -> list[Element]:
    """Return the inputs and the outputs as discs with their names outside."""
    elements: list[Element] = []
    sides: tuple[tuple[str, Sequence[Place], Sequence[str], int, Anchor], ...] = (
        ("in", places[0], names[0], -18, "end"),
        ("out", places[-1], names[1], 18, "start"),
    )
    for side, column_, texts, shift, anchor in sides:
        for index, ((x, y), text) in enumerate(zip(column_, texts, strict=True), start=1):
            elements.append(Disc(f"{side}{index}", x, y, 10))
            elements.append(Label(f"{side}{index}.name", x + shift, y, text, 20, "strong", anchor))
    return elements


def unit_elements(layer: int, unit: int, place: Place, side: float, pixels: int) -> list[Element]:
    """Return a hidden unit: its square, its map, and the share of samples it is active on."""
    name = unit_id(layer, unit + 1)
    x, y = place[0] - side / 2, place[1] - side / 2
    elements: list[Element] = [Cell(f"u{name}", x, y, side, side, data=("unit", name))]
    if pixels:
        inner = side - 4
        elements.append(PixelMap(f"map{name}", x + 2, y + 2, inner, inner, pixels, pixels))
        elements.append(Label(f"activity{name}", place[0], y + side + LABEL / 2 + 1, size=16))
    return elements


def bindings(
    sizes: Sequence[int], hidden: Sequence[Unit], mortal: Sequence[int], scale: float, drawn: bool
) -> Iterator[Binding]:
    """What the fields of a frame change in the scene."""
    for layer in range(1, len(sizes)):
        places = product(range(1, sizes[layer - 1] + 1), range(1, sizes[layer] + 1))
        yield WeightBinding(f"W{layer}", tuple(wire_id(layer, i, j) for i, j in places), scale)
    names = [unit_id(layer, unit + 1) for layer, unit in hidden]
    for layer in mortal:
        yield from dead(layer, sum(sizes[1:layer]), sizes[layer], drawn)
    if hidden and drawn:
        texts = tuple(f"activity{name}" for name in names)
        yield TextBinding("activity", texts, Percent(0))
        yield MapBinding("maps", tuple(f"map{name}" for name in names))
    elif hidden:
        yield ColourBinding("activity", tuple(f"u{name}" for name in names), *SHADE)


def dead(layer: int, start: int, units: int, drawn: bool) -> Iterator[Binding]:
    """Mark the units of a layer that are active on no sample; their activities begin at `start`."""
    for kind in ("u", "activity") if drawn else ("u",):
        ids = tuple(unit_id(layer, unit + 1, kind) for unit in range(units))
        yield BelowBinding("activity", ids, "dead", SEEN, start)
