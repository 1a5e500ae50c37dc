"""A network as circles and wires: inputs on the left, one column a layer, a wire for every weight.
Units come and go by the buttons above the columns, layers by those below; a circle can be chosen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from pages.shared.protocol.bindings import (
    Binding,
    EqualBinding,
    State,
    TextBinding,
    ValueBinding,
    WeightBinding,
)
from pages.shared.protocol.elements import ChoiceBox, Element, Label, Token, Wire
from pages.shared.protocol.ids import cell_ids, unit_id
from pages.shared.protocol.number_formats import Shortest
from pages.shared.protocol.panels import Scene
from pages.shared.scenes.touch import button, choice_box

LEAST, MOST, LEFT, RIGHT = 440.0, 560.0, 42.0, 66.0  # widths: of a small network, of a large one
GAP = 100.0  # between two columns, where there is room
HEAD, ROW, RADIUS, FOOT = 78.0, 56.0, 24.0, 88.0
APART = 18.5  # of the two buttons above a column, from its middle
UNKNOWN, LIVE, DONE = 0.0, 1.0, 2.0  # what a layer is at a step
NEAR, CHOSEN = 1.0, 2.0  # what a mark says of a unit: it goes into the chosen one, or is it
NUMBER = Shortest(3, room=5, unknown="")
WIRE_STATES: tuple[tuple[float, State], ...] = ((NEAR, "dim"), (CHOSEN, "lit"))
UNIT_STATES: tuple[tuple[float, State], ...] = ((NEAR, "near"), (CHOSEN, "live"))
LAYER_STATES: tuple[tuple[float, State], ...] = ((UNKNOWN, "unknown"), (LIVE, "now"))

Place = tuple[float, float]


@dataclass(frozen=True)
class Words:
    """The words of the scene: names of the columns, and labels with the layer as {layer}, the unit as {n}.

    `activations` are the words of the choice of each layer."""

    columns: Sequence[str]
    layers: str
    unit: str
    input: str
    more: str
    fewer: str
    insert: str
    remove: str
    activation: str
    activations: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Limits:
    """How many units a column and how many layers a network may have."""

    units: int
    layers: int


def wiring(sizes: Sequence[int], words: Words, limits: Limits) -> Scene:
    """Return the scene of a network of `sizes`.

    Bound fields: `wires` (from -1 to 1, every W in turn) and `markwires`, `units` (inputs and all layers)
    and `markunits`, `known` (UNKNOWN, LIVE or DONE for the inputs and every layer), `activations`."""
    places = columns(sizes)
    bottom = HEAD + ROW * max(sizes)
    elements: list[Element] = [
        *wires(places),
        *heads(sizes, words, places, limits),
        *feet(words, places, bottom, limits),
    ]
    for layer, column in enumerate(places):
        label = words.unit if layer else words.input
        elements += [unit(layer, at, place, label) for at, place in enumerate(column, 1)]
    return Scene(width(len(sizes) - 1), bottom + FOOT, tuple(elements), tuple(bindings(sizes, places)))


def width(layers: int) -> float:
    """Return the width of the scene: as small as the network allows, so that it is large on a phone."""
    return max(LEAST, min(MOST, LEFT + RIGHT + GAP * layers))


def columns(sizes: Sequence[int]) -> list[list[Place]]:
    """Return the centres of all units, every column in the middle."""
    gap = (width(len(sizes) - 1) - LEFT - RIGHT) / (len(sizes) - 1)
    middle = HEAD + ROW * max(sizes) / 2
    return [
        [(round(LEFT + gap * layer, 1), middle + ROW * (at - (size - 1) / 2)) for at in range(size)]
        for layer, size in enumerate(sizes)
    ]


def wires(places: Sequence[Sequence[Place]]) -> list[Wire]:
    """Return a wire for every weight, named by its cell: wire.W1[0,2]."""
    return [
        Wire(name, x, y, to_x, to_y)
        for layer, (left, right) in enumerate(pairwise(places), 1)
        for name, ((x, y), (to_x, to_y)) in zip(
            cell_ids(f"wire.W{layer}", len(left), len(right)), product(left, right), strict=True
        )
    ]


def unit(layer: int, number: int, place: Place, label: str) -> Token:
    """Return one unit as a circle with its number."""
    return Token(
        unit_id(layer, number, "unit"),
        *place,
        2 * RADIUS,
        2 * RADIUS,
        tone="unit",
        press=label.format(layer=layer, n=number),
        group="units",
        round=RADIUS,
        data=("unit", unit_id(layer, number)),
    )


# -- what is pressed to change the network -------------------------------------------------------
def heads(
    sizes: Sequence[int], words: Words, places: Sequence[Sequence[Place]], limits: Limits
) -> Iterator[Label | Token]:
    """The name of every column, and the buttons for its units."""
    for layer, (name, column) in enumerate(zip(words.columns, places, strict=True)):
        x = column[0][0]
        yield Label(f"layer{layer}", x, 14, name, 18)
        for kind, sign, label, shift, works in (
            ("fewer", "−", words.fewer, -APART, sizes[layer] > 1),
            ("more", "+", words.more, APART, sizes[layer] < limits.units),
        ):
            yield button(f"{kind}{layer}", sign, label.format(layer=layer), (x + shift, 47), works)


def feet(
    words: Words, places: Sequence[Sequence[Place]], top: float, limits: Limits
) -> Iterator[Label | Token | ChoiceBox]:
    """The activation of every layer, and the buttons for layers: + between two, − below one."""
    left = places[0][0][0]
    yield Label("layers", left, top + 62, words.layers, 16, "soft")
    layers = len(places) - 1
    gap = places[1][0][0] - places[0][0][0]
    for layer in range(1, layers + 1):
        x = places[layer][0][0]
        label = words.activation.format(layer=layer)
        wide = min(gap - 6, 108.0)
        yield choice_box(f"activation{layer}", label, words.activations[layer - 1], x, top + 22, wide)
        if layers > 1:
            yield button(f"remove{layer}", "−", words.remove.format(layer=layer), (x, top + 62), True)
        room = layers < limits.layers
        yield button(f"insert{layer}", "+", words.insert.format(layer=layer), (x - gap / 2, top + 62), room)
    last = places[-1][0][0] + min(gap / 2, 44)
    yield button(
        f"insert{layers + 1}",
        "+",
        words.insert.format(layer=layers + 1),
        (last, top + 62),
        layers < limits.layers,
    )


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
    yield ValueBinding("activations", tuple(f"activation{layer}" for layer in range(1, len(sizes))))
