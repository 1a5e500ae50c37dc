"""Two matrices that cross: A on the left, B above, and C where the rows of A meet the columns of B.
Nothing moves; what a step touches is marked, and the sums grow in C."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from pages.shared.numbers.numerals import rounded
from pages.shared.protocol.bindings import Binding, EqualBinding, TextBinding
from pages.shared.protocol.elements import Label, MatrixTone, Token
from pages.shared.protocol.ids import cell_id, cell_ids
from pages.shared.protocol.number_formats import Shortest
from pages.shared.protocol.panels import Array, Scene

WIDE, HIGH, GAP, MARGIN, HEAD = 66.0, 50.0, 40.0, 10.0, 26.0
LIVE, NEAR = 2.0, 1.0  # what a mark says: multiplied in this step, or in its row or column
SUM = Shortest(3)
LONG, THOUSANDTH = 1e7, Decimal("0.001")


def crossing(A: Array, B: Array, titles: Sequence[str]) -> Scene:
    """Return the scene for A (m, k) and B (k, n); `titles` stand above A, B and C.

    Bound fields: `markA`, `markB`, `markC` (0, NEAR or LIVE for each cell), `sums` (m, n) and `counts`
    (m, n), the number of products in each sum."""
    (m, k), n = A.shape, B.shape[1]
    left, top = MARGIN + k * WIDE + GAP, HEAD + k * HIGH + GAP
    elements: list[Token | Label] = [
        *matrix("A", A, MARGIN, top, "a"),
        *matrix("B", B, left, HEAD, "b"),
        *empty_matrix("C", m, n, left, top, "c"),
    ]
    places = ((MARGIN, top), (left, HEAD), (left, top))
    elements += [title(name, words, *place) for name, words, place in zip("ABC", titles, places, strict=True)]
    bindings = [*marks("A", m, k), *marks("B", k, n), *marks("C", m, n), *sums(m, n, k)]
    width = left + n * WIDE + MARGIN
    return Scene(max(width, 420.0), top + m * HIGH + MARGIN, tuple(elements), tuple(bindings))


def matrix(name: str, values: Array, x: float, y: float, tone: MatrixTone) -> list[Token]:
    """Return a matrix of cells with their numbers."""
    return [cell(name, i, j, x, y, tone, shortest(values[i, j])) for i, j in places(*values.shape)]


def empty_matrix(name: str, rows: int, columns: int, x: float, y: float, tone: MatrixTone) -> list[Token]:
    """Return a matrix of cells whose numbers come from the frames."""
    return [cell(name, i, j, x, y, tone) for i, j in places(rows, columns)]


def places(rows: int, columns: int) -> list[tuple[int, int]]:
    """Return all places of a matrix, row by row."""
    return [(i, j) for i in range(rows) for j in range(columns)]


def cell(
    name: str, i: int, j: int, x: float, y: float, tone: MatrixTone | Literal["lonely"], text: str = ""
) -> Token:
    """Return one cell of the matrix whose corner is at (x, y)."""
    here, middle = cell_id(name, i, j), (x + (j + 0.5) * WIDE, y + (i + 0.5) * HIGH)
    return Token(here, *middle, WIDE - 6, HIGH - 6, text, 20, tone, data=("cell", here))


def title(name: str, words: str, x: float, y: float) -> Label:
    """Return the title above a matrix."""
    return Label(f"title{name}", x + 3, y - 12, words, 17, "strong", "start")


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

    Halves are rounded away from zero; from ten millions on it is written with an exponent."""
    number = float(value)
    if abs(number) >= LONG:
        return rounded(number, 3)
    nearest = Decimal(number).quantize(THOUSANDTH, ROUND_HALF_UP)
    return f"{nearest:f}".rstrip("0").rstrip(".") if nearest else "0"
