"""Two matrices that cross: A on the left, B above, and C where the rows of A cross the columns of B.
Nothing moves; what a step touches is marked, and the sums grow in C."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from pages.shared.numbers.numerals import plain_exponent, rounded
from pages.shared.protocol.bindings import Binding, EqualBinding, TextBinding
from pages.shared.protocol.elements import Label, MatrixTone, Token
from pages.shared.protocol.ids import cell_id, cell_ids
from pages.shared.protocol.layouts import Array
from pages.shared.protocol.number_formats import Shortest
from pages.shared.protocol.panels import Scene
from pages.shared.scenes.crossing_sizes import ROOMY, CrossingSizes, fitting
from pages.shared.scenes.editing import KNOB, Editing, numbers, size_buttons

MARGIN, HEAD, FOOT = 10.0, 28.0, 40.0
EDGE = 17.0  # from an edge to the middle of the buttons there
NARROWEST = 420.0  # so that small matrices are not blown up
LIVE, NEAR = 2.0, 1.0  # what a mark says: multiplied in this step, or in its row or column
SUM = Shortest(3, tiny=True)
LONG, TINY, THOUSANDTH = 1e7, 0.01, Decimal("0.001")


@dataclass(frozen=True, eq=False)
class Touching:
    """What of a product answers to a hand: numbers of A and B that are edited, and those of C, which are
    called `sum` (with the name as {cell}) and lead to the step (m, n) at which each is complete; `bias` is
    what the button does that adds a bias or takes it away."""

    editing: Editing
    sum: str
    ends: Array
    bias: str = ""

    def of_sum(self, token: Token, place: tuple[int, int], products: int) -> Token:
        """Return a number of C that lights its row of A and its column of B, and leads to its step."""
        i, j = place
        row = (cell_id("A", i, k) for k in range(products))
        column = (cell_id("B", k, j) for k in range(products))
        label, step = self.sum.format(cell=token.id), float(self.ends[i, j])
        return replace(token, lights=(*row, *column), press=label, group="C", leads=step)


def crossing(
    A: Array, B: Array, titles: Sequence[str], touching: Touching | None = None, paired: bool = False
) -> Scene:
    """Return the scene for A (m, k) and B (k, n); `titles` stand above A and B and below C. With `paired`
    another one stands beside it.

    Bound fields: `markA`, `markB`, `markC` (0, NEAR or LIVE for each cell), `sums` (m, n) and `counts`
    (m, n), the number of products in each sum; where they are edited the numbers themselves, `A` and `B`."""
    (m, k), n = A.shape, B.shape[1]
    sizes, editing = fitting((m, k, n), paired), touching.editing if touching else None
    left, top = MARGIN + k * sizes.wide + sizes.gap, HEAD + k * sizes.high + sizes.gap
    below = top + m * sizes.high
    elements: list[Token | Label] = [
        *matrix("A", A, MARGIN, top, "a", editing, sizes),
        *matrix("B", B, left, HEAD, "b", editing, sizes),
        *sum_cells(m, n, k, (left, top), touching, sizes),
        title("A", titles[0], MARGIN, top),
        title("B", titles[1], left, HEAD),
        title("C", titles[2], left, below + 36),
    ]
    bindings = [*marks("A", m, k), *marks("B", k, n), *marks("C", m, n), *sums(m, n, k)]
    if editing:
        elements += matrix_edges("A", editing, (MARGIN, top), (m, k), False, sizes)
        elements += matrix_edges("B", editing, (left, HEAD), (k, n), True, sizes)
        bindings += [numbers("A", cell_ids("A", m, k)), numbers("B", cell_ids("B", k, n))]
    width = left + n * sizes.wide + (sizes.gap if editing else MARGIN)
    return Scene(max(width, NARROWEST), below + FOOT, tuple(elements), tuple(bindings))


def matrix(
    name: str,
    values: Array,
    x: float,
    y: float,
    tone: MatrixTone,
    editing: Editing | None = None,
    sizes: CrossingSizes = ROOMY,
) -> list[Token]:
    """Return a matrix of cells with their numbers; those that are edited have them from the frames."""
    cells = places(*values.shape)
    if editing is None:
        return [cell(name, i, j, x, y, tone, shortest(values[i, j]), sizes) for i, j in cells]
    return [editing.of_number(cell(name, i, j, x, y, tone, sizes=sizes)) for i, j in cells]


def matrix_edges(
    name: str,
    editing: Editing,
    corner: tuple[float, float],
    drawn: tuple[int, int],
    stands: bool,
    sizes: CrossingSizes = ROOMY,
) -> Iterator[Token]:
    """The buttons below a matrix for its rows, and at its right for its columns. A vector has one of the two,
    the first if it `stands` as a column."""
    (x, y), (rows, columns), axes = corner, drawn, len(editing.shapes[name])
    if axes == 2 or stands:
        yield from size_buttons(editing, name, 0, (x + KNOB / 2 + 3, y + rows * sizes.high + EDGE))
    if axes == 2 or not stands:
        yield from size_buttons(
            editing, name, axes - 1, (x + columns * sizes.wide + EDGE, y + KNOB / 2 + 3), upright=True
        )


def sum_cells(
    rows: int,
    columns: int,
    products: int,
    corner: tuple[float, float],
    touching: Touching | None,
    sizes: CrossingSizes,
) -> list[Token]:
    """Return the cells of C, whose numbers come from the frames."""
    cells = {place: cell("C", *place, *corner, "c", sizes=sizes) for place in places(rows, columns)}
    if touching is None:
        return list(cells.values())
    return [touching.of_sum(one, place, products) for place, one in cells.items()]


def places(rows: int, columns: int) -> list[tuple[int, int]]:
    """Return all places of a matrix, row by row."""
    return [(i, j) for i in range(rows) for j in range(columns)]


def cell(
    name: str,
    i: int,
    j: int,
    x: float,
    y: float,
    tone: MatrixTone | Literal["lonely"],
    text: str = "",
    sizes: CrossingSizes = ROOMY,
) -> Token:
    """Return one cell of the matrix whose corner is at (x, y)."""
    wide, high, here = sizes.wide, sizes.high, cell_id(name, i, j)
    middle = x + (j + 0.5) * wide, y + (i + 0.5) * high
    return Token(here, *middle, wide - 6, high - 6, text, sizes.number, tone, data=("cell", here))


def title(name: str, words: str, x: float, y: float) -> Label:
    """Return the title above a matrix."""
    return Label(f"title{name}", x + 3, y - 14, words, 18, "strong", "start")


def named(scene: Scene, words: str) -> Scene:
    """Return a crossing with its name in the corner that is free."""
    name = Label("name", MARGIN + 3, HEAD - 10, words, 22, "soft", "start")
    return replace(scene, elements=(*scene.elements, name))


def marks(name: str, rows: int, columns: int) -> list[Binding]:
    """Return what marks the cells of a matrix."""
    ids = cell_ids(name, rows, columns)
    return [
        EqualBinding(f"mark{name}", ids, "live", LIVE),
        EqualBinding(f"mark{name}", ids, "near", NEAR),
    ]


def sums(rows: int, columns: int, products: int, late: bool = False) -> list[Binding]:
    """Return what shows the sums of C: pale until the first product, framed when the last is in. `late`: they
    change when all has moved."""
    ids = cell_ids("C", rows, columns)
    return [
        TextBinding("sums", ids, SUM, late=late),
        EqualBinding("counts", ids, "untouched", 0.0, late=late),
        EqualBinding("counts", ids, "done", float(products), late=late),
    ]


def shortest(value: float) -> str:
    """Return a number with at most three decimals and no zeros at its end, as the player writes it.

    Halves are rounded away from zero; from ten millions on it is written with an exponent, and so is one of
    which less than two digits would be left."""
    number = float(value)
    if abs(number) >= LONG:
        return rounded(number, 3)
    nearest = Decimal(number).quantize(THOUSANDTH, ROUND_HALF_UP)
    if abs(number) >= TINY or Decimal(repr(number)) == nearest:
        return f"{nearest:f}".rstrip("0").rstrip(".") if nearest else "0"
    mantissa, _, exponent = f"{number:.2e}".partition("e")
    return plain_exponent(f"{mantissa.rstrip('0').rstrip('.')}e{exponent}")
