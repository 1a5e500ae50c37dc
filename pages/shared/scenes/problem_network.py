"""A network as it learns a problem: inputs on the left, every unit as a little picture of what it does, and
on the right what the network answers as a whole. A small square at each unit has the colour of its bias."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pages.shared.protocol.bindings import (
    BelowBinding,
    Binding,
    ColourBinding,
    MapBinding,
    TextBinding,
    WeightBinding,
)
from pages.shared.protocol.elements import Cell, Disc, Element, Label, Lens, Palette, PixelMap, Wire
from pages.shared.protocol.ids import unit_id
from pages.shared.protocol.number_formats import Percent
from pages.shared.protocol.panels import Scene
from pages.shared.scenes.network_graph import (
    HEIGHT,
    NAME,
    SEEN,
    SHADE,
    WIDTH,
    WORD,
    Place,
    Scales,
    Words,
    captions,
    chosen_wire,
    hidden_units,
    of_units,
    unit_elements,
    wire_id,
)
from pages.shared.scenes.network_places import Places, network_places

ENDS = (48.0, 380.0)  # where the first and the last column stand
ANSWER = (438.0, 34.0, WIDTH - 438.0, HEIGHT - 38.0)  # where the answer is drawn: left, top, width, height
FOLD = ANSWER[0] - 14  # right of the network, where the wires of the outputs end
READABLE = 46.0  # side of a unit that has room for a share in percent
BIAS = 11.0  # the side of the square of a bias
MOST_INPUTS = 16  # that are drawn; of more the first ones
INPUT, PICTURE = 52.0, 88.0  # how wide an input is, and a picture that stands for all of them


@dataclass(frozen=True)
class Inside:
    """What is drawn in the units: little maps of both inputs, or `drawn` pictures that the answer brings.

    One `picture` stands for all inputs where there are too many for a disc each; it is drawn by the answer as
    well. The maps of the outputs are in the colours of a `palette`. In a narrow window what stands right of
    where the network `ends` is seen below it."""

    drawn: bool = False
    picture: bool = False
    palette: Palette = "signed"
    ends: float = FOLD


def places_of(sizes: Sequence[int], labelled: bool, picture: bool = False) -> Places:
    """Return where the units of a network stand."""
    inputs = 1 if picture else min(sizes[0], MOST_INPUTS)
    first = PICTURE if picture else 2 * input_radius(inputs)
    return network_places([inputs, *sizes[1:]], ENDS, first, output_side(sizes[-1]), labelled)


def problem_network(
    sizes: Sequence[int],
    words: Words,
    scales: Scales,
    chosen: int,
    biased: bool,
    answer: tuple[Sequence[Element], Sequence[Binding]],
    pictures: Sequence[Element] = (),
    lenses: Sequence[Lens] = (),
    inside: Inside | None = None,
) -> Scene:
    """Return the scene of a network of `sizes`, whose layer `chosen` (from 1) is shown beside it; elements
    and bindings of its `answer` stand on the right, and its `pictures` in the network, as `inside` says.

    Bound fields: W1, W2, … to wires and, where it is `biased`, b1, b2, … to the squares of the biases;
    `activity` and `maps` (bytes) to the hidden units, `answers` (bytes) to the outputs, if there are maps."""
    inside = inside or Inside()
    places = places_of(sizes, scales.unit > 0, inside.picture)
    elements: list[Element] = [*wires(places, sizes, inside, words.wires)]
    heads = [[(middle, 0.0)] for middle in places.layers]
    elements += captions(words, heads, chosen, ENDS)
    if not inside.picture:
        elements += inputs(places.units[0], words.inputs)
    for layer, unit in hidden_units(sizes):
        name, place = words.units[layer - 1][unit], places.units[layer][unit]
        if inside.drawn or not scales.unit:
            elements.append(sheet(layer, unit, place, places.sides[layer]))
        if not inside.drawn and not scales.unit and places.sides[layer] >= READABLE:
            elements.append(Label(unit_id(layer, unit + 1, "activity"), *place, "", WORD, "strong"))
        elements += unit_elements(layer, unit, place, places.sides[layer], scales.unit, name)
    elements += outputs(len(sizes) - 1, places.units[-1], words, scales.output, inside)
    elements += pictures
    called = iter(words.biases)
    for layer, units in enumerate(places.units[1:] if biased else (), 1):
        elements += biases(layer, units, places.sides[layer], called)
    bound = [*bindings(sizes, scales, biased, inside), *chosen_wire(elements), *answer[1]]
    everything = (*elements, *answer[0], *lenses)
    return Scene(WIDTH, HEIGHT, everything, tuple(bound), inside.ends, len(elements))


def output_side(count: int) -> float:
    """Return the side of an output's square."""
    return round(min(44.0, 0.8 * (HEIGHT - 60) / count), 1)


def input_radius(count: int) -> float:
    """Return the radius of an input's disc."""
    return min(INPUT / 2, 0.4 * HEIGHT / count)


def wires(places: Places, sizes: Sequence[int], inside: Inside, names: Sequence[str]) -> Iterator[Wire]:
    """A wire for every weight, from the edge of a unit to that of another; those that have names can be
    pressed. From a picture one leads to each unit, for all its weights together."""
    called = iter(names if sizes[0] <= MOST_INPUTS else ())
    for layer in range(1, len(sizes)):
        bundled = layer == 1 and inside.picture
        before, after = places.sides[layer - 1] / 2, places.sides[layer] / 2
        for i in range(1 if bundled else sizes[layer - 1]):
            for j, (to_x, to_y) in enumerate(places.units[layer]):
                press = "" if inside.picture else next(called, "")
                if i < len(places.units[layer - 1]):
                    x, y = places.units[layer - 1][i]
                    id_ = unit_id(1, j + 1, "bundle") if bundled else wire_id(layer, i + 1, j + 1)
                    group = "wires" if press else ""
                    yield Wire(id_, round(x + before, 1), y, round(to_x - after, 1), to_y, press, group)


def inputs(places: Sequence[Place], names: Sequence[str]) -> Iterator[Element]:
    """The inputs as discs with their names."""
    size, radius = NAME if len(places) <= 7 else 16.0, input_radius(len(places))
    for at, ((x, y), name) in enumerate(zip(places, names, strict=False)):
        yield Disc(f"in{at + 1}", x, y, radius)
        yield Label(f"in{at + 1}.name", x, y, name, size if len(name) < 4 else 0.72 * size, "strong")


def sheet(layer: int, unit: int, place: Place, side: float) -> Cell:
    """The paper that a picture in a unit is drawn on."""
    corner = place[0] - side / 2, place[1] - side / 2
    return Cell(unit_id(layer, unit + 1, "sheet"), *corner, side, side)


def outputs(
    layer: int, places: Sequence[Place], words: Words, pixels: int, inside: Inside
) -> Iterator[Element]:
    """The outputs: the map of each, or its name; in pictures a line to the bar of its class."""
    side = output_side(len(places))
    for at, ((x, y), name) in enumerate(zip(places, words.outputs, strict=True), 1):
        left, id_ = x - side / 2, unit_id(layer, at)
        if inside.picture:
            yield Wire(f"out{at}.wire", x + side / 2, y, FOLD, y)
        if pixels:
            inner, palette = side - 4, inside.palette
            corner = left + 2, y - inner / 2
            yield PixelMap(f"answer{at}", *corner, inner, inner, pixels, pixels, palette=palette)
        else:
            yield Cell(unit_id(layer, at, "sheet"), left, y - side / 2, side, side)
        if not pixels and (inside.picture or not inside.drawn):
            yield Label(f"out{at}.name", x, y, name, min(NAME, 0.5 * side), "strong")
        press = words.units[-1][at - 1]
        yield Cell(f"u{id_}", left, y - side / 2, side, side, "unit", press, "units", data=("unit", id_))


def biases(layer: int, places: Sequence[Place], side: float, called: Iterator[str]) -> Iterator[Cell]:
    """The square of the bias of each unit of a layer, at its lower left corner; those that are `called`
    something can be pressed."""
    width = min(BIAS, 0.4 * side)
    for unit, (x, y) in enumerate(places, 1):
        corner = x - side / 2 - width / 2, y + side / 2 - width / 2
        yield Cell(unit_id(layer, unit, "bias"), *corner, width, width, "bias", next(called, ""), "biases")


def bindings(sizes: Sequence[int], scales: Scales, biased: bool, inside: Inside) -> Iterator[Binding]:
    """What the fields of a frame change in the scene."""
    last = len(sizes) - 1
    for layer in range(1, last + 1):
        columns = range(1, sizes[layer] + 1)
        if layer > 1 or not inside.picture:
            rows = range(1, (min(sizes[0], MOST_INPUTS) if layer == 1 else sizes[layer - 1]) + 1)
            ids = tuple(wire_id(layer, i, j) for i in rows for j in columns)
            yield WeightBinding(f"W{layer}", ids, scales.weight)
        squares = tuple(unit_id(layer, unit, "bias") for unit in columns)
        if biased:
            yield ColourBinding(f"b{layer}", squares, -scales.weight, scales.weight)
    if scales.unit:
        yield from of_units(sizes, scales)
    else:
        yield from deaths(sizes, scales)
        if not inside.drawn:
            yield from activities(sizes)
    if scales.output:
        yield MapBinding("answers", tuple(f"answer{at}" for at in range(1, sizes[-1] + 1)))


def activities(sizes: Sequence[int]) -> Iterator[Binding]:
    """Write in each unit without a map on how many samples it is active; in small ones it is a shade."""
    sides = places_of(sizes, False).sides
    for layer in range(1, len(sizes) - 1):
        kind = "activity" if sides[layer] >= READABLE else "sheet"
        ids = tuple(unit_id(layer, unit + 1, kind) for unit in range(sizes[layer]))
        start = sum(sizes[1:layer])
        if kind == "activity":
            yield TextBinding("activity", ids, Percent(0), start=start)
        else:
            yield ColourBinding("activity", ids, *SHADE, start)


def deaths(sizes: Sequence[int], scales: Scales) -> Iterator[Binding]:
    """Mark the units that are active on no sample."""
    for layer in scales.mortal:
        ids = tuple(unit_id(layer, unit + 1, "u") for unit in range(sizes[layer]))
        yield BelowBinding("activity", ids, "dead", SEEN, sum(sizes[1:layer]))
