"""A network as it computes: inputs on the left, wires by weight, outputs on the right.
Every hidden unit is a little map of what it answers over the square of the two inputs; every output ends in
the map of its predictions and the map of its targets, with the numbers of one pair below."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, product

from pages.shared.protocol.bindings import (
    BelowBinding,
    Binding,
    ColourBinding,
    EqualBinding,
    MapBinding,
    TextBinding,
    ValueBinding,
    WeightBinding,
)
from pages.shared.protocol.elements import (
    Cell,
    Disc,
    Element,
    Label,
    Lens,
    NumberBox,
    PixelMap,
    Token,
    TokenTone,
    Wire,
)
from pages.shared.protocol.ids import cell_ids, unit_id
from pages.shared.protocol.number_formats import Narrow, Percent
from pages.shared.protocol.panels import Scene

WIDTH, HEIGHT, TOP, BOTTOM = 765.0, 530.0, 34.0, 10.0
INPUT, OUTPUT = 52.0, 530.0  # where the first and the last column stand
ENDS = (556.0, 662.0)  # where the maps of the predictions and of the targets begin
MAP_END = 98.0  # the largest side of these maps
BOX, BOX_HIGH = 92.0, 36.0  # a box with the number of an input
NAME, NUMBER, WORD = 25.0, 24.8, 18.0  # sizes of letters
LABEL = 22.0  # room for the activity below a unit
SEEN = 1e-9  # an activity below this is none at all
SHADE = (-1.0, 1.0)  # the colours of an activity from 0 to 1: ground to blue

Place = tuple[float, float]
Unit = tuple[int, int]
Ends = tuple[float, float]  # where the first column of a network stands, and the last
WHOLE: Ends = (INPUT, OUTPUT)


@dataclass(frozen=True)
class Words:
    """What stands in the picture in the visitor's language.

    `inputs` and `outputs` are names, `boxes` those of the boxes below the inputs; `layers` stands above the
    columns of hidden units and outputs, and `show` is what their buttons do; `units` are the names of all
    units, layer by layer; `wires` and `biases` are those of all weights and biases, where these can be
    pressed."""

    inputs: Sequence[str]
    outputs: Sequence[str]
    layers: Sequence[str]
    show: Sequence[str]
    units: Sequence[Sequence[str]]
    prediction: str
    target: str
    boxes: Sequence[str]
    wires: Sequence[str] = ()
    biases: Sequence[str] = ()


@dataclass(frozen=True)
class Scales:
    """The weight of a full wire, the points along the side of a unit's map (0: no maps) and of an output's,
    the largest number of an input, and the layers (from 1) whose units can die."""

    weight: float
    unit: int
    output: int
    largest: float
    mortal: Sequence[int]


def network(
    sizes: Sequence[int],
    words: Words,
    scales: Scales,
    chosen: int,
    truths: Sequence[Sequence[int]],
    lenses: Sequence[Lens] = (),
) -> Scene:
    """Return the scene of a network of `sizes`, whose layer `chosen` (from 1) is shown beside it.

    `truths` are the pixels of the targets' maps, from the top row on. Bound fields: W1, W2, … (inputs, units)
    to wires; `activity` and `maps` (bytes) to the hidden units; `surfaces` (bytes) and `marked` to the
    outputs; of `pairs` (pairs, inputs), `predictions` and `truths` (pairs, outputs) the first pair to inputs
    and outputs. `lenses` say what is seen of a unit under the hand."""
    places = [column(size, index / (len(sizes) - 1)) for index, size in enumerate(sizes)]
    elements: list[Element] = [*wires(places, words.wires), *captions(words, places, chosen)]
    elements += inputs(places[0], words, scales.largest)
    elements += outputs(places[-1], words, scales.output, truths)
    side = unit_side(sizes, scales.unit > 0)
    for layer, unit in hidden_units(sizes):
        name = words.units[layer - 1][unit]
        elements += unit_elements(layer, unit, places[layer][unit], side, scales.unit, name)
    bound = [*bindings(sizes, scales), *chosen_wire(elements)]
    return Scene(WIDTH, HEIGHT, (*elements, *lenses), tuple(bound))


def hidden_units(sizes: Sequence[int]) -> list[Unit]:
    """Return layer (from 1) and place (from 0) of every hidden unit."""
    return [(layer, unit) for layer in range(1, len(sizes) - 1) for unit in range(sizes[layer])]


def column(size: int, share: float, ends: Ends = WHOLE) -> list[Place]:
    """Return the centres of a column of units, evenly spread; `share` is its place between both ends."""
    x = ends[0] + share * (ends[1] - ends[0])
    step = (HEIGHT - TOP - BOTTOM) / size
    return [(round(x, 1), round(TOP + step * (index + 0.5), 1)) for index in range(size)]


def unit_side(sizes: Sequence[int], labelled: bool, ends: Ends = WHOLE) -> float:
    """Return the side of a hidden unit's square, so that all layers fit."""
    step = (HEIGHT - TOP - BOTTOM) / max(sizes[1:-1], default=1)
    between = (ends[1] - ends[0]) / (len(sizes) - 1)
    return round(min(84.0, 0.6 * between, step - LABEL - 4 if labelled else 0.75 * step), 1)


def wire_id(layer: int, i: int, j: int) -> str:
    """Return the id of the wire from input i to unit j of a layer, both from 1."""
    return f"w{layer}.{i}.{j}"


def wires(places: Sequence[Sequence[Place]], names: Sequence[str] = ()) -> list[Wire]:
    """Return a wire for every weight; those that have names can be pressed."""
    drawn = [
        Wire(wire_id(layer, i + 1, j + 1), x, y, to_x, to_y)
        for layer in range(1, len(places))
        for i, (x, y) in enumerate(places[layer - 1])
        for j, (to_x, to_y) in enumerate(places[layer])
    ]
    if not names:
        return drawn
    return [replace(wire, press=name, group="wires") for wire, name in zip(drawn, names, strict=True)]


# -- the columns ------------------------------------------------------------------------------
def captions(
    words: Words, places: Sequence[Sequence[Place]], chosen: int, ends: Ends = WHOLE
) -> Iterator[Element]:
    """The name of every layer above its column, as a button that shows its weights beside the picture."""
    room, last = min(132.0, (ends[1] - ends[0]) / (len(places) - 1) - 4), len(places) - 1
    for layer, (text, show) in enumerate(zip(words.layers, words.show, strict=True), start=1):
        x, width = (ends[1] - 6, min(70.0, room)) if layer == last else (places[layer][0][0], room)
        tone: tuple[TokenTone, ...] = ("layer", "live") if layer == chosen else ("layer",)
        yield Token(f"layer{layer}", x, 14, width, 26, text, WORD, tone, show, "layers")


def inputs(places: Sequence[Place], words: Words, largest: float) -> Iterator[Element]:
    """The inputs as discs with their names, and a box with the number of each in the pair that is asked."""
    for at, ((x, y), name, box) in enumerate(zip(places, words.inputs, words.boxes, strict=True)):
        yield Disc(f"in{at + 1}", x, y, 21)
        yield Label(f"in{at + 1}.name", x, y, name, NAME, "strong")
        yield NumberBox(
            f"pair[{at}]", box, -largest, largest, 1, x - BOX / 2, y + 27, BOX, BOX_HIGH, ("a", "large")
        )


def outputs(
    places: Sequence[Place], words: Words, pixels: int, truths: Sequence[Sequence[int]]
) -> Iterator[Element]:
    """The outputs: name, the maps of predictions and targets, and the two numbers of the asked pair."""
    side, last = min(MAP_END, (HEIGHT - TOP - BOTTOM) / len(places) - NAME - NUMBER - 14), len(words.units)
    middles = [x + side / 2 for x in ENDS]
    for head, x in zip((words.prediction, words.target), middles, strict=True):
        yield Label(f"head{x:.0f}", x, 14, head, WORD, "soft")
    for at, ((x, y), name, truth) in enumerate(zip(places, words.outputs, truths, strict=True), start=1):
        top = y - side / 2
        yield Disc(f"out{at}", x, y, 10)
        yield Cell(f"mark{at}", ENDS[0] - 5, top - NAME - 9, ENDS[1] - ENDS[0] + side + 9, side + 65, "mark")
        yield Label(f"out{at}.name", ENDS[0], top - NAME / 2 - 5, name, NAME, "strong", "start")
        yield PixelMap(f"predicted{at}", ENDS[0], top, side, side, pixels, pixels)
        yield PixelMap(f"target{at}", ENDS[1], top, side, side, pixels, pixels, tuple(truth))
        unit = unit_id(last, at)
        press, group = words.units[-1][at - 1], "units"
        yield Cell(f"u{unit}", ENDS[0], top, side, side, "unit", press, group, data=("unit", unit))
        for kind, middle in zip(("prediction", "truth"), middles, strict=True):
            yield Label(f"{kind}{at}", middle, top + side + NUMBER / 2 + 5, size=NUMBER, tone="strong")


def unit_elements(
    layer: int, unit: int, place: Place, side: float, pixels: int, name: str
) -> Iterator[Element]:
    """A hidden unit: its square, its map, and the share of samples it is active on."""
    id_ = unit_id(layer, unit + 1)
    x, y = place[0] - side / 2, place[1] - side / 2
    if pixels:
        inner = side - 4
        yield PixelMap(f"map{id_}", x + 2, y + 2, inner, inner, pixels, pixels)
        yield Label(f"activity{id_}", place[0], y + side + LABEL / 2 + 1, size=WORD)
    yield Cell(f"u{id_}", x, y, side, side, "unit", press=name, group="units", data=("unit", id_))


# -- what moves ---------------------------------------------------------------------------------
def bindings(sizes: Sequence[int], scales: Scales) -> Iterator[Binding]:
    """What the fields of a frame change in the scene."""
    for layer in range(1, len(sizes)):
        places = product(range(1, sizes[layer - 1] + 1), range(1, sizes[layer] + 1))
        yield WeightBinding(f"W{layer}", tuple(wire_id(layer, i, j) for i, j in places), scales.weight)
    yield from of_units(sizes, scales)
    outputs = range(1, sizes[-1] + 1)
    yield ValueBinding("pairs", cell_ids("pair", sizes[0]))
    yield MapBinding("surfaces", tuple(f"predicted{at}" for at in outputs))
    for kind in ("prediction", "truth"):
        yield TextBinding(f"{kind}s", tuple(f"{kind}{at}" for at in outputs), Narrow(1))
    yield EqualBinding("marked", tuple(f"mark{at}" for at in outputs), "on", 1)


def chosen_wire(elements: Sequence[Element]) -> Iterator[Binding]:
    """Mark the wire or the square of a bias that is chosen, of those that can be pressed, and all that are
    frozen: `chosen` and `frozen` have a number for each wire, then for each bias; and mark the hidden units
    that are `off`."""
    wires = [one.id for one in elements if isinstance(one, Wire) and one.press]
    squares = [one.id for one in elements if isinstance(one, Cell) and one.press and one.tone == "bias"]
    if wires:
        for field in ("chosen", "frozen"):
            yield EqualBinding(field, (*wires, *squares), field, 1)
        units = [one.id for one in elements if isinstance(one, Cell) and one.tone == "unit"]
        yield EqualBinding("off", tuple(units), "off", 1)


def of_units(sizes: Sequence[int], scales: Scales) -> Iterator[Binding]:
    """What changes of the hidden units; a dead one is active on no sample."""
    names = [unit_id(layer, unit + 1) for layer, unit in hidden_units(sizes)]
    starts = [0, *accumulate(sizes[1:-1])]
    for layer in scales.mortal:
        for kind in ("u", "activity") if scales.unit else ("u",):
            ids = tuple(unit_id(layer, unit + 1, kind) for unit in range(sizes[layer]))
            yield BelowBinding("activity", ids, "dead", SEEN, starts[layer - 1])
    if names and scales.unit:
        yield TextBinding("activity", tuple(f"activity{name}" for name in names), Percent(0))
        yield MapBinding("maps", tuple(f"map{name}" for name in names))
    elif names:
        yield ColourBinding("activity", tuple(f"u{name}" for name in names), *SHADE)
