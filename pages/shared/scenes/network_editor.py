"""A network as circles and lines: inputs on the left, one column a layer, a line for every weight.
Units come and go by the buttons above the columns, layers by those below; a circle can be chosen, and its
arithmetic stands beside it. Every network has the same room, so that its words keep their size."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from pages.shared.protocol.bindings import (
    Binding,
    EqualBinding,
    PlaceBinding,
    State,
    TextBinding,
    ValueBinding,
    WeightBinding,
)
from pages.shared.protocol.elements import ChoiceBox, Element, Label, Token, Wire
from pages.shared.protocol.ids import cell_ids, unit_id
from pages.shared.protocol.number_formats import Shortest
from pages.shared.protocol.panels import Scene
from pages.shared.scenes import callout
from pages.shared.scenes.callout import Box, Callout
from pages.shared.scenes.touch import Limits as NumberLimits
from pages.shared.scenes.touch import button, choice_box, number_box

WIDTH, HEIGHT, LEFT, RIGHT = 640.0, 440.0, 44.0, 56.0
HEAD, FOOT = 60.0, 78.0  # what is pressed above the circles, and below them
GAP, ROW = 220.0, 98.0  # between two columns and two rows, at most
SHARE, SMALL, LARGE = 0.43, 16.0, 29.0  # radius of a circle: its share of a row, at least, and at most
BROAD = 54.0  # of a circle that is too low for its number
FONT, DENSE = 20.3, 18.5  # of the numbers in large and in small circles
BUTTON, APART, EDGE = 22.0, 13.0, 14.0
UNKNOWN, LIVE, DONE = 0.0, 1.0, 2.0  # what a layer is at a step
NEAR, CHOSEN = 1.0, 2.0  # what a mark says of a unit: it goes into the chosen one, or is it
NUMBER = Shortest(3, room=5, unknown="")
WIRE_STATES: tuple[tuple[float, State], ...] = ((NEAR, "dim"), (CHOSEN, "lit"))
UNIT_STATES: tuple[tuple[float, State], ...] = ((NEAR, "near"), (CHOSEN, "live"))
LAYER_STATES: tuple[tuple[float, State], ...] = ((UNKNOWN, "unknown"), (LIVE, "now"))

INPUT = "input"  # the box over a chosen input
Place = tuple[float, float]


@dataclass(frozen=True)
class Words:
    """The words of the scene: names of the columns, and labels with the layer as {layer}, the unit as {n};
    of `more` and `fewer` each column has its own. `box` names the box of a chosen input, `activations` are
    the words of the choice of each layer."""

    columns: Sequence[str]
    layers: str
    unit: str
    input: str
    more: Sequence[str]
    fewer: Sequence[str]
    insert: str
    remove: str
    activation: str
    box: str
    activations: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Limits:
    """How many units a column and how many layers a network may have."""

    units: int
    layers: int


def wiring(sizes: Sequence[int], words: Words, limits: Limits, numbers: NumberLimits) -> Scene:
    """Return the scene of a network of `sizes`, whose inputs lie within `numbers`.

    Bound fields: `wires` (from -1 to 1, every W in turn) and `markwires`, `units` (inputs and all layers)
    and `markunits`, `known` (UNKNOWN, LIVE or DONE for the inputs and every layer), `activations`, those of
    a callout, and of the box over a chosen input: `inputplace`, `inputvalue`, and `typing` (1 or 0)."""
    places = columns(sizes)
    elements: list[Element] = [
        *wires(places),
        *heads(sizes, words, places, limits),
        *feet(words, places, limits),
    ]
    for layer, column in enumerate(places):
        label = words.unit if layer else words.input
        elements += [unit(layer, at, place, label, sizes) for at, place in enumerate(column, 1)]
    elements.append(number_box(INPUT, words.box, 0, 0, numbers, BROAD + 12, "a"))
    elements += callout.elements()
    return Scene(WIDTH, HEIGHT, tuple(elements), tuple(bindings(sizes, places)))


def columns(sizes: Sequence[int]) -> list[list[Place]]:
    """Return the centres of all units, every column in the middle."""
    layers = len(sizes) - 1
    gap = min(GAP, (WIDTH - LEFT - RIGHT) / layers)
    left = LEFT + (WIDTH - LEFT - RIGHT - gap * layers) / 2
    middle, row = (HEAD + HEIGHT - FOOT) / 2, pitch(sizes)
    return [
        [(round(left + gap * layer, 1), round(middle + row * (at - (size - 1) / 2), 1)) for at in range(size)]
        for layer, size in enumerate(sizes)
    ]


def pitch(sizes: Sequence[int]) -> float:
    """Return the distance of two rows."""
    return min(ROW, (HEIGHT - HEAD - FOOT) / max(sizes))


def size_of(sizes: Sequence[int]) -> tuple[float, float]:
    """Return width and height of a unit: a circle, or where rows are near each other, broader than high."""
    radius = max(SMALL, min(LARGE, SHARE * pitch(sizes)))
    return max(2 * radius, BROAD), 2 * radius


def call_out(sizes: Sequence[int], layer: int, unit: int, width: int, lines: int) -> Callout:
    """Return where a callout of the unit, from 0, stands: `lines` of `width` letters."""
    wide, high = size_of(sizes)
    boxes = {
        (at, row): Box(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
        for at, column in enumerate(columns(sizes))
        for row, (x, y) in enumerate(column)
    }
    circle = boxes.pop((layer, unit))
    edges = Box(0, 0, WIDTH, HEAD - 6), Box(0, HEIGHT - FOOT + 4, WIDTH, HEIGHT)
    return callout.place(circle, width, lines, [*boxes.values(), *edges], Box(4, 4, WIDTH - 4, HEIGHT - 4))


def wires(places: Sequence[Sequence[Place]]) -> list[Wire]:
    """Return a wire for every weight, named by its cell: wire.W1[0,2]."""
    return [
        Wire(name, x, y, to_x, to_y)
        for layer, (left, right) in enumerate(pairwise(places), 1)
        for name, ((x, y), (to_x, to_y)) in zip(
            cell_ids(f"wire.W{layer}", len(left), len(right)), product(left, right), strict=True
        )
    ]


def unit(layer: int, number: int, place: Place, label: str, sizes: Sequence[int]) -> Token:
    """Return one unit as a circle with its number."""
    width, height = size_of(sizes)
    return Token(
        unit_id(layer, number, "unit"),
        *place,
        width,
        height,
        size=FONT if height > BROAD else DENSE,
        tone="unit",
        press=label.format(layer=layer, n=number),
        group="units",
        round=height / 2,
        data=("unit", unit_id(layer, number)),
    )


# -- what is pressed to change the network -------------------------------------------------------
def heads(
    sizes: Sequence[int], words: Words, places: Sequence[Sequence[Place]], limits: Limits
) -> Iterator[Label | Token]:
    """The name of every column, and the buttons for its units."""
    for layer, (name, column) in enumerate(zip(words.columns, places, strict=True)):
        x = column[0][0]
        yield Label(f"layer{layer}", x, 12, name, 16, "soft")
        for kind, sign, label, shift, works in (
            ("fewer", "−", words.fewer[layer], -APART, sizes[layer] > 1),
            ("more", "+", words.more[layer], APART, sizes[layer] < limits.units),
        ):
            yield button(f"{kind}{layer}", sign, label, (x + shift, 38), works, BUTTON)


def feet(
    words: Words, places: Sequence[Sequence[Place]], limits: Limits
) -> Iterator[Label | Token | ChoiceBox]:
    """The activation of every layer, and the buttons for layers: + between two, − below one."""
    top, y, layers = HEIGHT - FOOT + 26, HEIGHT - EDGE, len(places) - 1
    left, gap, room = places[0][0][0], places[1][0][0] - places[0][0][0], layers < limits.layers
    yield Label("layers", left, y, words.layers, 15, "soft")
    for layer in range(1, layers + 1):
        x = places[layer][0][0]
        label, wide = words.activation.format(layer=layer), min(gap - 6, 106.0)
        yield choice_box(f"activation{layer}", label, words.activations[layer - 1], x, top, wide)
        if layers > 1:
            yield button(f"remove{layer}", "−", words.remove.format(layer=layer), (x, y), True, BUTTON)
    for layer in range(1, layers + 2):
        x = places[layer - 1][0][0] + min(gap / 2, 40.0 if layer > layers else gap)
        yield button(f"insert{layer}", "+", words.insert.format(layer=layer), (x, y), room, BUTTON)


# -- what the frames change ----------------------------------------------------------------------------
def bindings(sizes: Sequence[int], places: Sequence[Sequence[Place]]) -> Iterator[Binding]:
    """The wires by their weights, the units by their numbers, and what of it is lit."""
    ids = tuple(wire.id for wire in wires(places))
    yield WeightBinding("wires", ids, 1.0)
    for value, name in WIRE_STATES:
        yield EqualBinding("markwires", ids, name, value)
    layers = [
        tuple(unit_id(layer, at, "unit") for at in range(1, size + 1)) for layer, size in enumerate(sizes)
    ]
    units = tuple(name for column in layers for name in column)
    yield TextBinding("units", units, NUMBER, exact=True)
    for value, name in UNIT_STATES:
        yield EqualBinding("markunits", units, name, value)
    for layer, column in enumerate(layers):
        for value, name in LAYER_STATES:
            yield EqualBinding("known", column, name, value, start=layer, stride=0)
    yield EqualBinding("typing", (INPUT,), "away", 0.0)
    yield PlaceBinding("inputplace", (INPUT,))
    yield ValueBinding("inputvalue", (INPUT,))
    yield from callout.bindings()
    yield ValueBinding("activations", tuple(f"activation{layer}" for layer in range(1, len(sizes))))
