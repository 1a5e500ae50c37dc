"""Shapes that do not match, as a picture: a row of A laid beside a column of B, and what is left over.
It stands still; the numbers without a partner are marked."""

from collections.abc import Iterator, Sequence

from pages.shared.protocol.bindings import Binding, TextBinding
from pages.shared.protocol.elements import Label, MatrixTone, Token
from pages.shared.protocol.ids import cell_ids
from pages.shared.protocol.layouts import Array
from pages.shared.protocol.panels import Scene
from pages.shared.scenes.crossing_sizes import ROOMY
from pages.shared.scenes.editing import Editing, numbers
from pages.shared.scenes.matmul import HEAD, MARGIN, SUM, cell, matrix, matrix_edges, title

WIDE, HIGH, GAP = ROOMY.wide, ROOMY.high, ROOMY.gap
ROW = 64.0  # from a number of A to its partner below


def clash(A: Array, B: Array, titles: Sequence[str], editing: Editing) -> Scene:
    """Return the scene for A (m, k) and B (l, n) with k != l; `titles` name A, B and what stands below.

    Bound fields: `A` and `B`, the numbers."""
    left = MARGIN + A.shape[1] * WIDE + 2 * GAP
    below = HEAD + max(len(A), len(B)) * HIGH + 2 * GAP
    elements: list[Token | Label] = [
        *matrix("A", A, MARGIN, HEAD, "a", editing),
        *matrix("B", B, left, HEAD, "b", editing),
        *matrix_edges("A", editing, (MARGIN, HEAD), A.shape, stands=False),
        *matrix_edges("B", editing, (left, HEAD), B.shape, stands=True),
        title("A", titles[0], MARGIN, HEAD),
        title("B", titles[1], left, HEAD),
        title("C", titles[2], MARGIN, below),
        *meeting(A.shape[1], len(B), below),
    ]
    count = max(A.shape[1], len(B))
    width = max(left + B.shape[1] * WIDE + GAP, count * WIDE + 2 * MARGIN)
    return Scene(max(width, 520.0), below + ROW + HIGH + MARGIN, tuple(elements), tuple(bindings(A, B)))


def meeting(row: int, column: int, top: float) -> list[Token]:
    """Return the first row of A above the first column of B, by their sizes; a number without a partner is
    marked."""
    lines: tuple[tuple[str, int, float, MatrixTone], ...] = (
        ("row", row, top, "a"),
        ("column", column, top + ROW, "b"),
    )
    both = min(row, column)
    return [
        cell(name, 0, at, MARGIN, y, tone if at < both else "lonely")
        for name, size, y, tone in lines
        for at in range(size)
    ]


def bindings(A: Array, B: Array) -> Iterator[Binding]:
    """The numbers of both matrices, and again those of the row and the column below."""
    yield numbers("A", cell_ids("A", *A.shape))
    yield numbers("B", cell_ids("B", *B.shape))
    yield TextBinding("A", cell_ids("row", 1, A.shape[1]), SUM)
    yield TextBinding("B", cell_ids("column", 1, len(B)), SUM, stride=B.shape[1])
