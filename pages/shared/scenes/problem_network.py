"""A network as it learns a problem: inputs on the left, every unit as a little map of what it answers, and on
the right what it answers as a whole. A small square at each unit has the colour of its bias."""

from collections.abc import Iterator, Sequence

from pages.shared.protocol.bindings import Binding, ColourBinding, MapBinding, WeightBinding
from pages.shared.protocol.elements import Cell, Disc, Element, Label, Lens, PixelMap, Wire
from pages.shared.protocol.ids import unit_id
from pages.shared.protocol.panels import Scene
from pages.shared.scenes.network_graph import (
    HEIGHT,
    NAME,
    WIDTH,
    Ends,
    Place,
    Scales,
    Words,
    captions,
    chosen_wire,
    column,
    hidden_units,
    of_units,
    unit_elements,
    unit_side,
    wire_id,
    wires,
)

INPUT, OUTPUT = 46.0, 380.0  # where the first and the last column stand
ANSWER = (438.0, 34.0, WIDTH - 438.0, HEIGHT - 44.0)  # where the answer is drawn: left, top, width, height
BIAS = 9.0  # the side of the square of a bias
MOST_INPUTS = 16  # that are drawn; of more the first ones


def ends(_sizes: Sequence[int]) -> Ends:
    """Return where the first and the last column of a network stand."""
    return INPUT, OUTPUT


def problem_network(
    sizes: Sequence[int],
    words: Words,
    scales: Scales,
    chosen: int,
    biased: bool,
    answer: tuple[Sequence[Element], Sequence[Binding]],
    lenses: Sequence[Lens] = (),
) -> Scene:
    """Return the scene of a network of `sizes`, whose layer `chosen` (from 1) is shown beside it; elements
    and bindings of its `answer` stand on the right.

    Bound fields: W1, W2, … to wires and, where it is `biased`, b1, b2, … to the squares of the biases;
    `activity` and `maps` (bytes) to the hidden units, `answers` (bytes) to the outputs, if there are maps."""
    drawn = [min(sizes[0], MOST_INPUTS), *sizes[1:]]
    places = [column(size, index / (len(sizes) - 1), ends(sizes)) for index, size in enumerate(drawn)]
    elements: list[Element] = [*wires(places, words.wires)]
    elements += captions(words, places, chosen, ends(sizes))
    elements += inputs(places[0], words.inputs)
    side = unit_side(drawn, scales.unit > 0, ends(sizes))
    for layer, unit in hidden_units(sizes):
        name = words.units[layer - 1][unit]
        elements += unit_elements(layer, unit, places[layer][unit], side, scales.unit, name)
    elements += outputs(len(sizes) - 1, places[-1], words, scales.output)
    for layer, column_ in enumerate(places[1:] if biased else (), 1):
        elements += biases(layer, column_, side if layer < len(sizes) - 1 else output_side(len(places[-1])))
    bound = [*bindings(sizes, drawn, scales, biased), *chosen_wire(elements), *answer[1]]
    return Scene(WIDTH, HEIGHT, (*elements, *answer[0], *lenses), tuple(bound))


def output_side(count: int) -> float:
    """Return the side of an output's square."""
    return min(44.0, 0.8 * (HEIGHT - 60) / count)


def inputs(places: Sequence[Place], names: Sequence[str]) -> Iterator[Element]:
    """The inputs as discs with their names."""
    size = NAME if len(places) <= 7 else 16.0
    for at, ((x, y), name) in enumerate(zip(places, names, strict=False)):
        yield Disc(f"in{at + 1}", x, y, min(26.0, 0.4 * HEIGHT / len(places)))
        yield Label(f"in{at + 1}.name", x, y, name, size if len(name) < 4 else 0.72 * size, "strong")


def outputs(layer: int, places: Sequence[Place], words: Words, pixels: int) -> Iterator[Element]:
    """The outputs: the map of each, or its name, and a line to the answer."""
    side = output_side(len(places))
    for at, ((x, y), name) in enumerate(zip(places, words.outputs, strict=True), 1):
        left, id_ = x - side / 2, unit_id(layer, at)
        yield Wire(f"out{at}.wire", x + side / 2, y, ANSWER[0] - 14, y)
        if pixels:
            inner = side - 4
            yield PixelMap(f"answer{at}", left + 2, y - inner / 2, inner, inner, pixels, pixels)
        else:
            yield Label(f"out{at}.name", x, y, name, min(NAME, 0.5 * side), "strong")
        press = words.units[-1][at - 1]
        yield Cell(f"u{id_}", left, y - side / 2, side, side, "unit", press, "units", data=("unit", id_))


def biases(layer: int, places: Sequence[Place], side: float) -> Iterator[Cell]:
    """The square of the bias of each unit of a layer, at its lower left corner."""
    for unit, (x, y) in enumerate(places, 1):
        corner = x - side / 2 - BIAS / 2, y + side / 2 - BIAS / 2
        yield Cell(unit_id(layer, unit, "bias"), *corner, BIAS, BIAS, "bias")


def bindings(sizes: Sequence[int], drawn: Sequence[int], scales: Scales, biased: bool) -> Iterator[Binding]:
    """What the fields of a frame change in the scene."""
    last = len(sizes) - 1
    for layer in range(1, last + 1):
        rows, columns = range(1, drawn[layer - 1] + 1), range(1, sizes[layer] + 1)
        yield WeightBinding(
            f"W{layer}", tuple(wire_id(layer, i, j) for i in rows for j in columns), scales.weight
        )
        squares = tuple(unit_id(layer, unit, "bias") for unit in columns) if biased else ()
        if squares:
            yield ColourBinding(f"b{layer}", squares, -scales.weight, scales.weight)
    yield from of_units(sizes, scales)
    if scales.output:
        yield MapBinding("answers", tuple(f"answer{at}" for at in range(1, sizes[-1] + 1)))
