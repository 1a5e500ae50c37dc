"""A network in one training step: numbers flow to the right, from the inputs to the targets, and errors back
to the left. A circle holds its output a and below it its delta; a line is as wide as what flows through it.
Where there is no room for numbers the circles are small and have none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from pages.shared.protocol.bindings import (
    Binding,
    EqualBinding,
    PlaceBinding,
    State,
    TextBinding,
    WeightBinding,
    WordBinding,
)
from pages.shared.protocol.elements import Datum, Element, Label, Token
from pages.shared.protocol.ids import cell_ids, numbered, unit_id
from pages.shared.protocol.number_formats import Shortest, Significant
from pages.shared.protocol.panels import Scene
from pages.shared.scenes.network_editor import wires

WIDTH, HEIGHT, LEFT, RIGHT, HEAD, FOOT = 765.0, 458.0, 58.0, 168.0, 88.0, 44.0
GAP, ROW = 270.0, 150.0  # between two columns and two rows, at most
WIDE, HIGH, AIR = 92.0, 70.0, 6.0  # a circle with two numbers, at most, and what stays free around it
LEAST_ROW, LEAST_GAP = 66.0, 118.0  # of a network whose circles have numbers
ASIDE, TARGET = 114.0, 84.0  # from an output to its target, and the width of that
SMALL, LARGE = 24.0, 36.0  # across a circle without numbers
LOW = HEIGHT - 20  # the middle of the line with the losses
SIZE, NAME = 23.5, 17.0  # of numbers and of names
NUMBER = Shortest(3, room=7, unknown="", tiny=True)
LOSS = Significant(6)
FORWARD, BACKWARD = 1.0, 2.0  # which way something flows through a line
ARROWS = ("", "→", "←")
COMPUTED = 1.0  # what `units` says of a circle that is computed in this step
WIRE_STATES: tuple[tuple[float, State], ...] = ((FORWARD, "forward"), (BACKWARD, "backward"))
Place = tuple[float, float]


@dataclass(frozen=True)
class Words:
    """The words of the scene: names of the columns in one or two lines, the targets last; of an input with
    its number as {n}, of a unit with its layer as {layer} too; what stands before the loss and the loss after
    the update; the words for each sample."""

    columns: Sequence[tuple[str, str]]
    input: str
    unit: str
    loss: str
    after: str
    samples: Sequence[str]


def has_numbers(sizes: Sequence[int]) -> bool:
    """Whether circles of a network of these sizes have room for their numbers."""
    return row(sizes) >= LEAST_ROW and gap(sizes) >= LEAST_GAP


def training_network(sizes: Sequence[int], words: Words, compared: bool = False) -> Scene:
    """Return the scene of a network of `sizes`.

    Bound fields: `flows` (from -1 to 1, every W in turn), `ways` (0, FORWARD or BACKWARD) and `lit` (0 or 1)
    of the same lines; `outputs` (inputs and all layers) and `deltas` (all layers), NaN while unknown;
    `units` (0, or COMPUTED in this step); `asidelines` and `asideunits` (1 where they step back); `targets`;
    `loss` and `lossafter`; `arrow` (its way) and `arrowplace`; `sample` (the number of the shown one). Where
    it is `compared` with another step, 1 marks what differs in `wrongouts`, `wrongbacks` and `wrongloss`, of
    all layers."""
    places = columns(sizes)
    elements: list[Element] = [*wires(places), *heads(words, places)]
    for layer, column in enumerate(places):
        for number, place in enumerate(column, 1):
            elements += unit(layer, number, place, words.unit if layer else words.input, sizes)
    elements += ends(sizes, places, words)
    elements.append(Label("arrow", 0, 0, "", 40, "front"))
    if len(words.samples) > 1:
        elements.append(Label("sample", 10, LOW, "", NAME, "soft", "start"))
    bound = list(bindings(sizes, places, words))
    if compared:
        elements += differing(sizes, places)
        bound += differing_bindings(sizes)
    return Scene(WIDTH, HEIGHT, tuple(elements), tuple(bound))


# -- where everything stands --------------------------------------------------------------------------
def gap(sizes: Sequence[int]) -> float:
    """Return the distance of two columns."""
    return min(GAP, (WIDTH - LEFT - RIGHT) / (len(sizes) - 1))


def row(sizes: Sequence[int]) -> float:
    """Return the distance of two rows."""
    return min(ROW, (HEIGHT - HEAD - FOOT) / max(sizes))


def columns(sizes: Sequence[int]) -> list[list[Place]]:
    """Return the centres of all circles, every column in the middle."""
    across, down = gap(sizes), row(sizes)
    left = LEFT + (WIDTH - LEFT - RIGHT - across * (len(sizes) - 1)) / 2
    middle = (HEAD + HEIGHT - FOOT) / 2
    return [
        [(round(left + across * at, 1), round(middle + down * (n - (size - 1) / 2), 1)) for n in range(size)]
        for at, size in enumerate(sizes)
    ]


def circle(sizes: Sequence[int]) -> tuple[float, float]:
    """Return width and height of a circle: broader than high where it has numbers."""
    if has_numbers(sizes):
        return min(WIDE, gap(sizes) - 24), min(HIGH, row(sizes) - AIR)
    across = max(SMALL, min(LARGE, row(sizes) - AIR))
    return across, across


@lru_cache(maxsize=128)  # every step of every answer asks
def arrow_place(sizes: tuple[int, ...], column: float) -> Place:
    """Return where the arrow stands above a column, or between two."""
    first = columns(sizes)[0][0][0]
    return first + column * gap(sizes), HEAD - 22


# -- what is drawn ------------------------------------------------------------------------------------
def heads(words: Words, places: Sequence[Sequence[Place]]) -> Iterator[Label]:
    """The names of all columns."""
    xs = [column[0][0] for column in places]
    for at, ((name, below), x) in enumerate(zip(words.columns, [*xs, xs[-1] + ASIDE], strict=True)):
        yield Label(f"head{at}", x, 14, name, NAME, "strong")
        yield Label(f"below{at}", x, 36, below, NAME, "soft")


def unit(layer: int, number: int, place: Place, label: str, sizes: Sequence[int]) -> Iterator[Element]:
    """A circle: one with its numbers, or a small one."""
    name, press = unit_id(layer, number, "unit"), label.format(layer=layer, n=number)
    (width, height), (x, y) = circle(sizes), place
    data: Datum = ("unit", unit_id(layer, number))
    if not has_numbers(sizes):
        yield Token(name, x, y, width, height, "", 1, "unit", press, "units", round=width / 2, data=data)
        return
    up = -height / 4 + 1 if layer else 0
    yield Token(
        name, x, y, width, height, "", SIZE, ("unit", "a"), press, "units", round=height / 2.2, text_y=up,
        data=data,
    )  # fmt: skip
    if layer:
        back, below = unit_id(layer, number, "back"), y + height / 4 - 1
        yield Token(back, x, below, width - 4, height / 2, "", SIZE, ("c", "incoming"))


def ends(sizes: Sequence[int], places: Sequence[Sequence[Place]], words: Words) -> Iterator[Element]:
    """The targets beside the outputs, and the loss below them."""
    high, x = min(42.0, row(sizes) - AIR), places[-1][0][0] + ASIDE
    for at, (left, y) in enumerate(places[-1]):
        right = left + circle(sizes)[0] / 2
        yield Label(f"apart{at}", (right + x - TARGET / 2) / 2, y, "↔", 19, "soft")
        yield Token(f"target{at}", x, y, TARGET, high, "", min(SIZE, high - 4), "goal")
    for left, name, said, cell in (
        (WIDTH - 339, "loss", words.loss, "loss"),
        (WIDTH - 98, "lossafter", words.after, "newloss"),
    ):
        yield Label(f"{name}name", left, LOW, said, NAME, "strong", "end")
        yield Token(name, left + 50, LOW, 92, 34, "", 18, "goal", data=("cell", cell))


def differing(sizes: Sequence[int], places: Sequence[Sequence[Place]]) -> Iterator[Label]:
    """The signs beside numbers that differ: of every output, every delta, and the loss."""
    width, height = circle(sizes)
    for layer, column in enumerate(places):
        for number, (x, y) in enumerate(column, 1) if layer else ():
            for name, at in (("differsout", -1), ("differsback", 1)):
                place = x + width / 2 - 2, y + at * (height / 2 - 8)
                yield Label(unit_id(layer, number, name), *place, "≠", SIZE, "differs")
    yield Label("differsloss", WIDTH - 241, LOW - 16, "≠", SIZE, "differs")


def differing_bindings(sizes: Sequence[int]) -> Iterator[Binding]:
    """Which of the signs are seen."""
    for field, name in (("wrongouts", "differsout"), ("wrongbacks", "differsback")):
        signs = tuple(
            unit_id(layer, n, name) for layer, size in enumerate(sizes) if layer for n in range(1, size + 1)
        )
        yield EqualBinding(field, signs, "away", 0.0)
    yield EqualBinding("wrongloss", ("differsloss",), "away", 0.0)
    yield EqualBinding("wrongloss", ("loss",), "wrong", 1.0)


# -- what the frames change ----------------------------------------------------------------------------
def bindings(sizes: Sequence[int], places: Sequence[Sequence[Place]], words: Words) -> Iterator[Binding]:
    """Lines by what flows, circles by their numbers, and what of it is computed now."""
    lines = tuple(wire.id for wire in wires(places))
    yield WeightBinding("flows", lines, 1.0)
    yield EqualBinding("lit", lines, "lit", 1.0)
    for value, name in WIRE_STATES:
        yield EqualBinding("ways", lines, name, value)
    units = tuple(unit_id(layer, n, "unit") for layer, size in enumerate(sizes) for n in range(1, size + 1))
    yield EqualBinding("units", units, "now", COMPUTED)
    yield EqualBinding("asidelines", lines, "dim", 1.0)
    yield EqualBinding("asideunits", units, "dim", 1.0)
    if has_numbers(sizes):
        yield TextBinding("outputs", units, NUMBER)
        back = tuple(
            unit_id(layer, n, "back") for layer, size in enumerate(sizes) if layer for n in range(1, size + 1)
        )
        yield TextBinding("deltas", back, NUMBER)
        yield EqualBinding("asideunits", back, "dim", 1.0, start=sizes[0])
    yield TextBinding("targets", numbered("target", sizes[-1]), NUMBER)
    yield TextBinding("loss", ("loss",), Shortest(6, room=8, unknown="", tiny=True), exact=True)
    yield TextBinding("lossafter", ("lossafter",), Shortest(6, room=8, unknown="", tiny=True), exact=True)
    yield EqualBinding("after", ("lossaftername", "lossafter"), "away", 0.0, stride=0)
    yield WordBinding("arrow", ("arrow",), ARROWS)
    yield PlaceBinding("arrowplace", ("arrow",))
    if len(words.samples) > 1:
        yield WordBinding("sample", ("sample",), tuple(words.samples))


def line_ids(layer: int, inputs: int, units: int) -> tuple[str, ...]:
    """Return the ids of the lines into a layer, in the order of its W."""
    return cell_ids(f"wire.W{layer}", inputs, units)


def line_starts(sizes: Sequence[int]) -> list[int]:
    """Return where the lines into each layer begin in the fields."""
    found = [0]
    for inputs, units in pairwise(sizes):
        found.append(found[-1] + inputs * units)
    return found
