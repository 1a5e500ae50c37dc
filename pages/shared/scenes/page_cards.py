"""Small pictures, one for each page, all as large as a card: few elements, large numbers.
They stand still, so that whatever is special about an element is its tone."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pages.shared.protocol.bindings import Binding, MapBinding, WeightBinding
from pages.shared.protocol.elements import (
    Anchor,
    Cell,
    Curve,
    Disc,
    DiscTone,
    Element,
    Label,
    LabelTone,
    MatrixTone,
    PixelMap,
    Token,
    TokenTone,
    Wire,
)
from pages.shared.protocol.ids import cell_id, unit_id
from pages.shared.protocol.layouts import Array
from pages.shared.protocol.panels import Scene
from pages.shared.scenes.matmul import shortest
from pages.shared.scenes.network_graph import wire_id, wires

WIDTH, HEIGHT = 240.0, 190.0
WIDE, HIGH = 38.0, 34.0  # a cell with its gap
PALE = 0.45  # what stretching has made: there, but not in memory
FULL = 2.0  # the weight of the thickest wire

Index = tuple[int, int]
Place = tuple[float, float]


@dataclass(frozen=True, eq=False)
class Block:
    """A matrix with the corner where it stands, its colour, and what is special about its cells."""

    name: str
    tone: MatrixTone
    values: Array
    corner: Place
    live: Collection[Index] = ()
    near: Collection[Index] = ()
    ghosts: Collection[Index] = ()
    empty: Collection[Index] = ()


def block(matrix: Block) -> list[Token | Cell]:
    """Return the cells of a matrix; an empty one has a place and no number yet."""
    rows, columns = matrix.values.shape
    return [_cell(matrix, (i, j)) for i in range(rows) for j in range(columns)]


def _cell(matrix: Block, place: Index) -> Token | Cell:
    i, j = place
    name, (wide, high) = cell_id(matrix.name, i, j), (WIDE - 4, HIGH - 4)
    x, y = matrix.corner[0] + j * WIDE, matrix.corner[1] + i * HIGH
    if place in matrix.empty:
        return Cell(name, x + 2, y + 2, wide, high, "place")
    state: tuple[TokenTone, ...] = (
        ("live",) if place in matrix.live else ("near",) if place in matrix.near else ()
    )
    words, opacity = shortest(matrix.values[place]), PALE if place in matrix.ghosts else 1
    middle, tone = (x + WIDE / 2, y + HIGH / 2), (matrix.tone, *state)
    return Token(name, *middle, wide, high, words, 18, tone, opacity=opacity)


def sign(
    words: str,
    x: float,
    y: float,
    size: float = 22,
    tone: LabelTone = "soft",
    anchor: Anchor = "middle",
) -> Label:
    """Return a sign, or a few letters, at (x, y)."""
    return Label(f"sign{x:g},{y:g}", x, y, words, size, tone, anchor)


def stretched(A: Array, B: Array, C: Array, ghosts: Collection[Index], live: Index) -> Scene:
    """Return A times B (2, 2), whose `ghosts` are stretched, and C below; one multiplication is `live`."""
    left, right, top, below = 26.0, 138.0, 14.0, 14 + 2 * HIGH + 26
    elements = (
        *block(Block("A", "a", A, (left, top), [live])),
        sign("∗", (left + 2 * WIDE + right) / 2, top + HIGH),
        *block(Block("B", "b", B, (right, top), [live], ghosts=ghosts)),
        sign("=", (left + 2 * WIDE + right) / 2, below + HIGH),
        *block(Block("C", "c", C, (right, below), [live])),
    )
    return Scene(WIDTH, HEIGHT, elements, ())


def crossed(A: Array, B: Array, C: Array, live: Index, empty: Collection[Index]) -> Scene:
    """Return A (m, k) on the left, B (k, n) above, and C where they cross; C[live] is being added up."""
    (m, k), n = A.shape, B.shape[1]
    left = (WIDTH - (k + n) * WIDE - 12) / 2
    right, top = left + k * WIDE + 12, (HEIGHT - (m + k) * HIGH - 12) / 2
    below = top + k * HIGH + 12
    row, column = [(live[0], p) for p in range(k)], [(p, live[1]) for p in range(k)]
    elements = (
        *block(Block("A", "a", A, (left, below), row)),
        *block(Block("B", "b", B, (right, top), column)),
        *block(Block("C", "c", C, (right, below), [live], empty=empty)),
    )
    return Scene(WIDTH, HEIGHT, elements, ())


def fired(x: Sequence[float], w: Sequence[float], total: float, threshold: float, answer: float) -> Scene:
    """Return a neuron: inputs x on wires (bound to `w`), its sum and threshold, its answer (`axon`)."""
    middle, body, out = HEIGHT / 2, 142.0, 216.0
    ends = [(24.0, HEIGHT * (at + 0.5) / len(x)) for at in range(len(x))]
    elements: list[Element] = [*wires([ends, [(body, middle)]]), Wire("axon", body, middle, out, middle)]
    for at, ((left, y), value, weight) in enumerate(zip(ends, x, w, strict=True)):
        elements += disc(f"x{at}", left, y, 20, shortest(value), 20)
        beside = y + 0.16 * (middle - y) + (15 if y > middle else -15)  # of the line
        elements += [sign(f"× {shortest(weight)}", left + 46, beside, 17, "strong")]
    tone: tuple[DiscTone, ...] = ("live",) if answer else ()
    elements += [Disc("body", body, middle, 42, tone)]
    elements += [sign(shortest(total), body, middle - 11, 30, "strong")]
    elements += [sign(f"{'≥' if answer else '<'} {shortest(threshold)}", body, middle + 19, 18, "strong")]
    elements += disc("y", out, middle, 21, shortest(answer), 22, tone)
    ids = tuple(wire_id(1, at + 1, 1) for at in range(len(x)))
    bindings = (WeightBinding("w", ids, FULL), WeightBinding("axon", ("axon",), FULL))
    return Scene(WIDTH, HEIGHT, tuple(elements), bindings)


def disc(
    name: str, x: float, y: float, radius: float, words: str, size: float, tone: tuple[DiscTone, ...] = ()
) -> tuple[Disc, Label]:
    """Return a disc with a number in it."""
    return Disc(name, x, y, radius, tone), sign(words, x, y, size, "strong")


def wired(sizes: Sequence[int], pixels: int) -> Scene:
    """Return a network whose wires are bound to W1, W2, …, and its hidden units to `maps` of pixels²."""
    places = [column(size, at / (len(sizes) - 1)) for at, size in enumerate(sizes)]
    elements: list[Element] = [*wires(places)]
    names = []
    for layer, column_ in enumerate(places):
        for unit, (x, y) in enumerate(column_, start=1):
            name = unit_id(layer, unit)
            if layer in (0, len(sizes) - 1):
                elements.append(Disc(f"u{name}", x, y, 10))
            else:
                elements += unit_map(name, x, y, 38, pixels)
                names.append(f"map{name}")
    bindings: list[Binding] = [
        WeightBinding(f"W{layer}", weights(layer, sizes), FULL) for layer in range(1, len(sizes))
    ]
    return Scene(WIDTH, HEIGHT, tuple(elements), (*bindings, MapBinding("maps", tuple(names))))


def sent_back(sizes: Sequence[int], words: Sequence[Sequence[str]]) -> Scene:
    """Return a network through which errors flow back: `words` stand in its circles, layer by layer, the
    inputs first. Its wires are bound to W1, W2, …; arrows below them lead to the left."""
    places = [
        [
            (30 + (x - 16) * (WIDTH - 60) / (WIDTH - 32), y - 14)
            for x, y in column(size, at / (len(sizes) - 1))
        ]
        for at, size in enumerate(sizes)
    ]
    elements: list[Element] = [*wires(places)]
    for layer, (column_, said) in enumerate(zip(places, words, strict=True)):
        tone: tuple[DiscTone, ...] = ("live",) if layer else ()
        for unit, ((x, y), one) in enumerate(zip(column_, said, strict=True), start=1):
            elements += disc(unit_id(layer, unit), x, y, 27, one, 18, tone)
    for (left, _), (right, _) in pairwise(column_[0] for column_ in places):
        elements.append(sign("←", (left + right) / 2, HEIGHT - 18, 34, "c"))
    bindings = tuple(WeightBinding(f"W{at}", weights(at, sizes), FULL) for at in range(1, len(sizes)))
    return Scene(WIDTH, HEIGHT, tuple(elements), bindings)


def weights(layer: int, sizes: Sequence[int]) -> tuple[str, ...]:
    """Return the wires into a layer in the order of W (inputs, units)."""
    inputs, units = range(1, sizes[layer - 1] + 1), range(1, sizes[layer] + 1)
    return tuple(wire_id(layer, i, j) for i in inputs for j in units)


def column(size: int, share: float) -> list[Place]:
    """Return the centres of a column of units, evenly spread."""
    step = HEIGHT / max(size, 3)
    return [(16 + share * (WIDTH - 32), HEIGHT / 2 + (at - (size - 1) / 2) * step) for at in range(size)]


def unit_map(name: str, x: float, y: float, side: float, pixels: int) -> tuple[Cell, PixelMap]:
    """Return a square with a map in it."""
    left, top, inner = x - side / 2, y - side / 2, side - 4
    return (
        Cell(f"u{name}", left, top, side, side),
        PixelMap(f"map{name}", left + 2, top + 2, inner, inner, pixels, pixels),
    )


def learned(losses: Array, names: Sequence[str], words: Sequence[str], pixels: int) -> Scene:
    """Return a curve of falling losses, its first and last in `words`, above one map for each of `names`.

    The height is the logarithm, as with the switch of the page's curve; `maps` are pixels² each."""
    bottom, top, side = 78.0, 14.0, 72.0
    xs = [8 + (WIDTH - 16) * at / (len(losses) - 1) for at in range(len(losses))]
    share = (losses - losses.min()) / (losses.max() - losses.min())
    points = tuple(
        value for x, y in zip(xs, bottom - share * (bottom - top), strict=True) for value in (x, float(y))
    )
    elements: list[Element] = [
        Cell("ground", 4, bottom + 5, WIDTH - 8, 2, "rule"),
        Curve("loss", points, "loss"),
        sign(words[0], 26, top - 2, 17, "strong", "start"),
        sign(words[1], WIDTH - 6, bottom - 18, 17, "strong", "end"),
    ]
    for at, name in enumerate(names):
        x = (at + 0.5) * WIDTH / len(names)
        elements += unit_map(name, x, bottom + 14 + side / 2, side, pixels)
        elements += [sign(name, x, HEIGHT - 10, 16)]
    return Scene(WIDTH, HEIGHT, tuple(elements), (MapBinding("maps", tuple(f"map{name}" for name in names)),))
