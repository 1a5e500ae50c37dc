"""Shapes that do not meet, as a picture: a row of A laid beside a column of B, and who is left over.
It stands still; the numbers without a partner are marked."""

from collections.abc import Sequence

from pages.shared.protocol.elements import Label, MatrixTone, Token
from pages.shared.protocol.panels import Array, Scene
from pages.shared.scenes.matmul import GAP, HEAD, HIGH, MARGIN, WIDE, cell, matrix, shortest, title

ROW = 64.0  # from a number of A to its partner below


def clash(A: Array, B: Array, titles: Sequence[str]) -> Scene:
    """Return the scene for A (m, k) and B (l, n) with k != l; `titles` name A, B and the meeting below."""
    left = MARGIN + A.shape[1] * WIDE + GAP + 30
    elements: list[Token | Label] = [*matrix("A", A, MARGIN, HEAD, "a"), *matrix("B", B, left, HEAD, "b")]
    below = HEAD + max(len(A), len(B)) * HIGH + 2 * GAP
    elements += [title("A", titles[0], MARGIN, HEAD), title("B", titles[1], left, HEAD)]
    elements += [title("C", titles[2], MARGIN, below), *meeting(A[0], B[:, 0], below)]
    count = max(A.shape[1], len(B))
    width = max(left + B.shape[1] * WIDE, count * WIDE) + MARGIN
    return Scene(max(width, 520.0), below + ROW + HIGH + MARGIN, tuple(elements), ())


def meeting(row: Array, column: Array, top: float) -> list[Token]:
    """Return the first row of A above the first column of B; a number without partner is marked."""
    found: list[Token] = []
    both = min(len(row), len(column))
    lines: tuple[tuple[str, Array, float, MatrixTone], ...] = (
        ("row", row, top, "a"),
        ("column", column, top + ROW, "b"),
    )
    for name, values, y, tone in lines:
        for at, value in enumerate(values):
            found.append(cell(name, 0, at, MARGIN, y, tone if at < both else "lonely", shortest(value)))
    return found
