"""A callout: a few lines in a plate that points at a circle, placed where it covers as little else as it can.
Where it stands and what it says come with the frames, so that a picture can call out any of its circles."""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from pages.shared.protocol import spelling
from pages.shared.protocol.bindings import Binding, EqualBinding, PlaceBinding, PointsBinding, SpelledBinding
from pages.shared.protocol.elements import Curve, Element, Label
from pages.shared.protocol.ids import numbered

LINES, LETTERS = 12, 64  # lines at most, and the bytes that each may have
CORNERS = 8  # of the outline, with the point of the plate, and closed
SIZE, HIGH, PAD = 18.5, 24.0, 9.0  # of the letters, of a line, and around all lines
LETTER = 0.45  # width of a letter, of its size
POINT, AWAY = 9.0, 13.0  # half the width of the pointing part, and its length
ENTERS = 500.0  # counted against a plate at the left: it covers the lines that enter the circle
FREE = 3.0  # around everything that is better not covered
NAME = "call"


class Box(NamedTuple):
    """A rectangle by its edges."""

    left: float
    top: float
    right: float
    bottom: float

    def covers(self, other: "Box") -> float:
        """Return the area that two rectangles share."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0.0, width) * max(0.0, height)


class Callout(NamedTuple):
    """Where a callout stands: its outline, x and y of each corner in turn, and the places of its lines; how
    much it `covers`, as an area."""

    covers: float
    outline: tuple[float, ...]
    places: tuple[float, ...]


def elements() -> Iterator[Element]:
    """What a callout is drawn of; it lies above all that was drawn before."""
    yield Curve(NAME, tone="plate")
    for name in numbered(NAME, LINES):
        yield Label(name, 0, 0, "", SIZE, "strong", "start")


def bindings() -> Iterator[Binding]:
    """Bound fields: `callout` (the outline), `callplaces`, `calltext` (LINES · LETTERS bytes), `called`."""
    lines = numbered(NAME, LINES)
    yield PointsBinding("callout", (NAME,))
    yield PlaceBinding("callplaces", lines)
    yield SpelledBinding("calltext", lines)
    yield EqualBinding("called", (NAME, *lines), "away", 0.0, stride=0)


def spelled(lines: Sequence[str]) -> list[int]:
    """Return lines as the bytes of the field `calltext`; what has no room in a line is cut off."""
    return spelling.spelled(lines, LINES, LETTERS)


# -- where it stands --------------------------------------------------------------------------------
def place(circle: Box, width: int, lines: int, others: Sequence[Box], room: Box) -> Callout:
    """Return where a callout of so many lines of `width` letters stands in the `room` of a scene.

    Above, below or beside its circle: where it covers the least of the `others`."""
    size = width * LETTER * SIZE + 2 * PAD, lines * HIGH + 2 * PAD - 4
    covered, plate, side = min(
        (
            (cost(plate, [circle, *others]) + ENTERS * (side == "left"), plate, side)
            for side, plate in candidates(circle, size, room)
        ),
        key=lambda found: found[0],
    )
    left, top = plate.left + PAD, plate.top + PAD - 2 + HIGH / 2
    places = [value for line in range(LINES) for value in (left, top + HIGH * line)]
    return Callout(covered, outline(plate, circle, side), tuple(places))


def cost(plate: Box, others: Sequence[Box]) -> float:
    """Return how much a plate covers."""
    return sum(plate.covers(grown(other)) for other in others)


def grown(box: Box) -> Box:
    """Return a rectangle with a little air around it."""
    return Box(box.left - FREE, box.top - FREE, box.right + FREE, box.bottom + FREE)


def candidates(circle: Box, size: tuple[float, float], room: Box) -> Iterator[tuple[str, Box]]:
    """Return the sides of a circle at which a plate may stand, and the plates there, shifted along it."""
    x, y = (circle.left + circle.right) / 2, (circle.top + circle.bottom) / 2
    width, height = size
    for side, shift in product(("below", "above", "right", "left"), (0.0, -0.6, 0.6, -1.0, 1.0)):
        if side in ("above", "below"):
            left = x - width / 2 + shift * (width / 2 - POINT)
            top = circle.bottom + AWAY if side == "below" else circle.top - AWAY - height
        else:
            left = circle.right + AWAY if side == "right" else circle.left - AWAY - width
            top = y - height / 2 + shift * (height / 2 - POINT)
        if room.left <= left <= room.right - width and room.top <= top <= room.bottom - height:
            yield side, Box(left, top, left + width, top + height)
    left = max(room.left, min(room.right - width, circle.right + AWAY))  # where there is no room at any side
    top = max(room.top, min(room.bottom - height, y - height / 2))
    yield "", Box(left, top, left + width, top + height)


def outline(plate: Box, circle: Box, side: str) -> tuple[float, ...]:
    """Return the corners of a plate, with a point that reaches its circle from the side where it stands."""
    x = max(plate.left + POINT, min(plate.right - POINT, (circle.left + circle.right) / 2))
    y = max(plate.top + POINT, min(plate.bottom - POINT, (circle.top + circle.bottom) / 2))
    corners = [
        (plate.left, plate.top),
        (plate.right, plate.top),
        (plate.right, plate.bottom),
        (plate.left, plate.bottom),
    ]
    points = {
        "below": (1, [(x - POINT, plate.top), (x, circle.bottom + 1), (x + POINT, plate.top)]),
        "left": (2, [(plate.right, y - POINT), (circle.left - 1, y), (plate.right, y + POINT)]),
        "above": (3, [(x + POINT, plate.bottom), (x, circle.top - 1), (x - POINT, plate.bottom)]),
        "right": (4, [(plate.left, y + POINT), (circle.right + 1, y), (plate.left, y - POINT)]),
    }
    at, point = points.get(side, (4, [corners[-1]] * 3))
    return tuple(value for corner in [*corners[:at], *point, *corners[at:], corners[0]] for value in corner)
