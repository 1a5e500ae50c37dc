"""Where arrays stand beside or below each other, so that they are as large as possible in a stage."""

from collections.abc import Sequence
from dataclasses import dataclass

BOX = (760.0, 500.0)  # pixels that a picture has beside something, in a window of 1280 x 720
GAP, MARGIN = 16.0, 10.0
READABLE = 1.0  # pixels that a unit has at least
NARROWEST = 460.0  # so that a small array is not blown up

Place = tuple[float, float]


@dataclass(frozen=True)
class Piece:
    """Something that takes room; signs beside it stand at the height `middle`."""

    width: float
    height: float
    middle: float


@dataclass(frozen=True)
class Places:
    """The corners of all pieces, the middles of what stands before each but the first, or at the end, and the
    size of all together."""

    corners: tuple[Place, ...]
    signs: tuple[Place, ...]
    width: float
    height: float

    @property
    def scale(self) -> float:
        """How many pixels a unit has in the box."""
        return min(BOX[0] / self.width, BOX[1] / self.height)


def arranged(pieces: Sequence[Piece], signs: Sequence[float]) -> Places:
    """Return places for pieces and for the signs between them, of these widths: in one line, if they can be
    read there, else in the two or more lines in which they are largest.

    There is a sign for every piece but the first, or one more, which follows the last piece."""
    count = len(pieces)
    breaks = [set[int](), {count - 1}, set(range(1, count))]
    lines = [_lines(pieces, signs, at) for at in breaks]
    return lines[0] if lines[0].scale >= READABLE else max(lines, key=lambda one: one.scale)


def _lines(pieces: Sequence[Piece], signs: Sequence[float], breaks: set[int]) -> Places:
    """The places where a line begins with each piece whose number is in `breaks`; its sign goes with it."""
    corners: list[Place] = []
    middles: list[Place] = []
    x, y, line, width = MARGIN, 0.0, 0.0, 0.0
    for at, piece in enumerate(pieces):
        if at in breaks:
            x, y, line = MARGIN, y + line + GAP, 0.0
        if at:
            middles.append((x + signs[at - 1] / 2, y + piece.middle))
            x += signs[at - 1]
        corners.append((x, y))
        x, line = x + piece.width, max(line, piece.height)
        width = max(width, x)
    if len(signs) == len(pieces):
        middles.append((x + signs[-1] / 2, y + pieces[-1].middle))
        width = max(width, x + signs[-1])
    spare = max(0.0, NARROWEST - width - MARGIN) / 2
    moved = tuple((left + spare, top) for left, top in corners)
    return Places(
        moved,
        tuple((left + spare, top) for left, top in middles),
        width + MARGIN + 2 * spare,
        y + line + MARGIN,
    )
