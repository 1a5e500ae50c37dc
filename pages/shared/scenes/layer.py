"""One layer as matrices: W with b below, then z and a. One column is one unit in all of them.
Left of W stand the numbers that come in for the chosen sample, one for each row of W."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pages.shared.protocol.bindings import (
    Binding,
    EqualBinding,
    PlaceBinding,
    State,
    TextBinding,
    ValueBinding,
    WordBinding,
)
from pages.shared.protocol.elements import Anchor, Element, Label, LabelTone, NumberBox, Token, TokenTone
from pages.shared.protocol.ids import cell_id, cell_ids, numbered, unit_id
from pages.shared.protocol.number_formats import Shortest
from pages.shared.protocol.panels import Scene
from pages.shared.scenes.touch import Limits, button, number_box

LEFT, WIDE, HIGH, HEAD, GAP = 78.0, 66.0, 40.0, 30.0, 12.0
LEAST = 3  # columns that a scene has room for, so that all layers are drawn in one size
BETWEEN = 28.0  # W, and z and a where these stand at its right
ROOM = (435.0, 270.0)  # pixels beside the picture of a window of 1280 x 720
WIDEST = 640.0  # of a scene: numbers in a wider one would be too small
NEAR, LIVE = 1.0, 2.0  # what a mark says: in the chosen unit or sample, or in both
MARKS: tuple[tuple[float, State], ...] = ((NEAR, "near"), (LIVE, "live"))
KNOWN: tuple[tuple[float, State], ...] = ((0.0, "away"), (1.0, "now"))  # of numbers that come with their step
NUMBER = Shortest(3, room=7, unknown="")


@dataclass(frozen=True)
class Shape:
    """A layer: its number, its sizes, and where its numbers begin in the fields W, b, z (a), and units.

    `widest` is the number of columns that every layer of the network has room for."""

    number: int
    inputs: int
    units: int
    samples: int
    W: int
    b: int
    z: int
    before: int
    widest: int


@dataclass(frozen=True)
class Words:
    """The labels of the scene for those who do not see it; each holds the name of its cell as {cell}."""

    edit: str
    open: str
    choose: str
    row: str
    more: str
    fewer: str
    box: str


def layer(shape: Shape, headings: Sequence[str], words: Words, limits: Limits) -> Scene:
    """Return the scene of a layer; `headings` stand above W, z and a.

    Bound fields: `W`, `b`, `z`, `a`, `units`, marks of each (`markW`, ...), `known` for every layer,
    `place` and `value` of the box for the chosen number, and `editing`, the layer that it is in."""
    n, W, z, a = shape.number, shape.inputs, shape.samples, shape.samples
    top, right = HEAD, beside(shape)
    elements: list[Element] = [*incoming(shape, top)]
    elements += grid(f"W{n}", "W", W, shape.units, top, words.edit, "b")
    bias = top + W * HIGH + 4
    elements += bias_row(shape, bias, words.edit)
    sums = top if right else bias + HIGH + GAP + HEAD
    elements += grid(f"z{n}", "z", z, shape.units, sums, words.open, "c", True, right)
    elements += rows(f"z{n}", z, sums, right)
    after = sums + z * HIGH + GAP + HEAD
    elements += grid(f"a{n}", "a", a, shape.units, after, words.choose, "a", False, right)
    elements += rows(f"a{n}", a, after, right)
    elements += titles(n, headings, (top, sums, after), right)
    elements.append(box(n, words.box, limits))
    wide = LEFT + columns(shape) * WIDE + 6 + right if right else width(shape)
    return Scene(wide, height(shape, right > 0), tuple(elements), tuple(bindings(shape)))


def inputs(samples: int, columns: int, widest: int, words: Words, limits: Limits, most: int) -> Scene:
    """Return the scene of the input X, a0, with at most so many samples, which come and go by buttons.

    Bound fields: `X`, `markX`, `row`, and those of the box."""
    shape = Shape(0, 0, columns, samples, 0, 0, 0, 0, widest)
    elements: list[Element] = [
        *grid("a0", "X", samples, columns, HEAD, words.edit, "a"),
        *row_buttons(samples, words.row),
    ]
    elements += [*titles(0, ["X"], (HEAD,)), box(0, words.box, limits)]
    below = HEAD + samples * HIGH + 24
    elements.append(button("droprow", "−", words.fewer, (LEFT / 2 - 18, below), samples > 1))
    elements.append(button("addrow", "+", words.more, (LEFT / 2 + 18, below), samples < most))
    ids = cell_ids("a0", samples, columns)
    found: list[Binding] = [numbers("X", ids, 0), *marks("markX", ids, 0), *box_bindings(0)]
    found += [
        EqualBinding("row", (label,), "live", float(at)) for at, label in enumerate(numbered("row", samples))
    ]
    return Scene(width(shape), below + 22, tuple(elements), tuple(found))


def width(shape: Shape) -> float:
    """Return the width of all scenes of a network, but for those whose matrices stand side by side."""
    return LEFT + max(LEAST, shape.widest) * WIDE + 6


def columns(shape: Shape) -> int:
    """Return the columns that a layer has room for."""
    return max(LEAST, shape.units)


def height(shape: Shape, side_by_side: bool) -> float:
    """Return the height of the scene of a layer."""
    W, sums = HEAD + shape.inputs * HIGH + 4 + HIGH, 2 * (HEAD + shape.samples * HIGH) + GAP
    return (max(W, sums) if side_by_side else W + GAP + sums) + 6


def beside(shape: Shape) -> float:
    """Return how far z and a stand at the right of W; 0 if they stand below it, where all is larger then."""
    right = columns(shape) * WIDE + BETWEEN
    wide, high = ROOM
    whole = LEFT + columns(shape) * WIDE + 6 + right
    aside = min(wide / whole, high / height(shape, True))
    below = min(wide / width(shape), high / height(shape, False))
    return right if aside >= below and whole <= WIDEST else 0.0


def centre(row: int, column: int, top: float) -> tuple[float, float]:
    """Return the middle of a cell in the matrix whose first row begins at `top`."""
    return LEFT + (column + 0.5) * WIDE, top + (row + 0.5) * HIGH


def places(shape: Shape, array: str, place: Sequence[int]) -> tuple[float, float]:
    """Return the middle of a cell of W, b or X."""
    if array == "b":
        return centre(0, place[0], HEAD + shape.inputs * HIGH + 4)
    return centre(place[0], place[1], HEAD)


# -- what is drawn ---------------------------------------------------------------------------------
def number_cell(
    name: str, x: float, y: float, tone: TokenTone, press: str = "", group: str = "", of_step: bool = False
) -> Token:
    """Return a cell whose number comes from the frames; with a label for its press it can be pressed."""
    wide, high = WIDE - 6, HIGH - 5
    return Token(name, x, y, wide, high, "", 18, tone, press, group, of_step, data=("cell", name))


def grid(
    name: str,
    group: str,
    rows: int,
    columns: int,
    top: float,
    label: str,
    tone: TokenTone,
    of_step: bool = False,
    right: float = 0.0,
) -> Iterator[Token]:
    """A matrix of cells that can be pressed, so far to the right of W."""
    places = ((i, j) for i in range(rows) for j in range(columns))
    for cell, (i, j) in zip(cell_ids(name, rows, columns), places, strict=True):
        press = label.replace("{cell}", cell)
        x, y = centre(i, j, top)
        yield number_cell(cell, x + right, y, tone, press, group, of_step)


def bias_row(shape: Shape, top: float, label: str) -> Iterator[Label | Token]:
    """The biases, one below each column of W."""
    yield written(f"plus{shape.number}", f"+ b{shape.number}", LEFT - 10, top + HIGH / 2, "end")
    for j in range(shape.units):
        cell = cell_id(f"b{shape.number}", j)
        yield number_cell(cell, *centre(0, j, top), "b", label.replace("{cell}", cell), "W")


def incoming(shape: Shape, top: float) -> Iterator[Label | Token]:
    """The numbers of the chosen sample that are multiplied with the rows of W."""
    for i in range(shape.inputs):
        name, y = unit_id(shape.number, i + 1, "in"), top + (i + 0.5) * HIGH
        yield Token(name, LEFT / 2 - 6, y, LEFT - 22, HIGH - 9, size=16, tone=("a", "incoming"))
        yield written(f"{name}.times", "·", LEFT - 6, y, "middle")


def rows(name: str, count: int, top: float, right: float) -> Iterator[Label]:
    """The numbers of the samples, left of their rows."""
    for i in range(count):
        y = top + (i + 0.5) * HIGH
        yield written(f"{name}.row{i}", str(i), LEFT - 10 + right, y, "end", "soft")


def row_buttons(count: int, label: str) -> Iterator[Token]:
    """The numbers of the samples, to be chosen."""
    for i, name in enumerate(numbered("row", count)):
        y, press = HEAD + (i + 0.5) * HIGH, label.format(n=i)
        yield Token(name, LEFT / 2, y, 40, HIGH - 9, str(i), 16, "row", press, "rows")


def written(
    name: str,
    text: str,
    x: float,
    y: float,
    anchor: Anchor,
    tone: LabelTone | tuple[LabelTone, ...] = "strong",
) -> Label:
    """A word beside a matrix."""
    return Label(name, x, y, text, 18, tone, anchor)


def titles(
    number: int, headings: Sequence[str], tops: Sequence[float], right: float = 0.0
) -> Iterator[Label]:
    """The headings above the matrices, and the name of what comes in."""
    for at, (heading, top) in enumerate(zip(headings, tops, strict=True)):
        x = LEFT + 3 + (right if at else 0)
        yield written(f"title{number}.{at}", heading, x, top - 14, "start")
    if number:
        yield written(
            f"title{number}.in", f"a{number - 1}", LEFT / 2 - 6, tops[0] - 14, "middle", ("a", "strong")
        )


def box(number: int, label: str, limits: Limits) -> NumberBox:
    """The box that lies over the chosen number; it is placed by its middle."""
    return number_box(f"edit{number}", label, 0, 0, limits, WIDE - 2)


# -- what the frames change ----------------------------------------------------------------------------
def bindings(shape: Shape) -> Iterator[Binding]:
    """Numbers, marks, and what of it is known."""
    n, count = shape.number, shape.inputs
    W, b = cell_ids(f"W{n}", count, shape.units), cell_ids(f"b{n}", shape.units)
    z, a = (cell_ids(f"{x}{n}", shape.samples, shape.units) for x in "za")
    for field, ids, start in (("W", W, shape.W), ("b", b, shape.b), ("z", z, shape.z), ("a", a, shape.z)):
        yield numbers(field, ids, start)
        yield from marks(f"mark{field}", ids, start)
    yield numbers("units", tuple(unit_id(n, i + 1, "in") for i in range(count)), shape.before)
    for field, ids in (("knownz", z), ("knowna", a)):
        for value, name in KNOWN:
            yield EqualBinding(field, ids, name, value, start=n - 1, stride=0)
    known = f"z{n} ({shape.samples}, {shape.units})"  # before z is computed its title has no shape
    yield WordBinding("knownz", (f"title{n}.1",), (f"z{n}", known, known), start=n - 1)
    yield from box_bindings(n)


def numbers(field: str, ids: tuple[str, ...], start: int) -> TextBinding:
    """The numbers of a matrix."""
    return TextBinding(field, ids, NUMBER, exact=True, start=start)


def marks(field: str, ids: tuple[str, ...], start: int) -> list[EqualBinding]:
    """What lights a column, a row, and the cell where they meet."""
    return [EqualBinding(field, ids, name, value, start=start) for value, name in MARKS]


def box_bindings(number: int) -> list[Binding]:
    """The box is at its place and has its number while it is in this scene, and is away otherwise."""
    ids = (f"edit{number}",)
    return [
        EqualBinding("editing", ids, "away", 0.0, start=number),
        PlaceBinding("place", ids),
        ValueBinding("value", ids),
    ]
