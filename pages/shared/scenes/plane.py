"""The plane of two inputs: a neuron's line, the side on which it fires, and the four rows as points.
Filled is a row that should fire, a ring one that should not; a cross says that the neuron is wrong there."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pages.shared.protocol.bindings import Binding, EqualBinding, OpacityBinding, PlaceBinding, PointsBinding
from pages.shared.protocol.elements import Cell, Curve, CurveTone, Disc, DiscTone, Element, Grip, Label
from pages.shared.protocol.ids import numbered
from pages.shared.protocol.layouts import Array
from pages.shared.protocol.panels import Scene

SPAN = (-0.5, 1.5)  # of both inputs
LETTERS = 18.0  # font size of all words and numbers
ROWS = 4
TONES: Mapping[str, CurveTone] = {"side": "fires", "line": "border", "before": "before"}
FIELDS = {"before": "earlier"}


@dataclass(frozen=True)
class Square:
    """Where in a scene the plane lies: the left top corner of a square, and its side."""

    left: float
    top: float
    side: float

    @property
    def radius(self) -> float:
        """The radius of a row's point."""
        return max(9.0, 0.044 * self.side)

    def placed(self, points: Array) -> Array:
        """Return points (n, 2) of the plane as places of the scene."""
        share = (np.asarray(points, float) - SPAN[0]) / (SPAN[1] - SPAN[0])
        return np.column_stack(
            [self.left + self.side * share[:, 0], self.top + self.side * (1 - share[:, 1])]
        )

    def points(self, places: Array) -> Array:
        """Return places (n, 2) of the scene as points of the plane."""
        share = (np.asarray(places, float) - (self.left, self.top)) / self.side
        share[:, 1] = 1 - share[:, 1]
        return np.asarray(SPAN[0] + (SPAN[1] - SPAN[0]) * share)


WHOLE = Square(44, 10, 300)  # of a scene with one plane
placed = WHOLE.placed
WIDTH, HEIGHT = 496.0, 346.0
ASIDE = WHOLE.left + WHOLE.side + 20  # where begins what stands beside it
LEGEND = ASIDE + 12  # the middle of the signs


@dataclass(frozen=True)
class Names:
    """The words of the scene: the two axes, and what the signs mean; a sign without words is not used."""

    x: str
    y: str
    wanted: str
    unwanted: str
    fires: str
    live: str
    wrong: str = ""
    before: str = ""


@dataclass(frozen=True)
class Grips:
    """What the parts of a line are called by which it is dragged: its middle, and both ends."""

    shift: str
    rotate: tuple[str, str]


@dataclass(frozen=True, eq=False)
class Still:
    """A neuron that does not change: its name, its firing side (8, 2) and its line (2, 2) on the plane."""

    name: str
    side: Array
    line: Array
    near: float = 0.12  # how far along its line the name stands


def plane(points: Array, names: Names, grips: Grips | None = None) -> Scene:
    """Return the scene of a line that moves, with `points` (n, 2), the rows; with `grips` it can be dragged.

    Bound fields, in units of the scene: `side` (8, 2), `line` (2, 2) and, with a word for it, `earlier`
    (2, 2), the line of a moment ago; for each row `wanted`, `wrong` and `live`; with grips `waiting` (2, 2),
    a line to be pulled in where none crosses the plane, `grips` (3, 2, 2) and `knobs` (3, 2), see `held`."""
    moving = ("side", "before", "line") if names.before else ("side", "line")
    elements: list[Element] = [*ground(names, WHOLE)]
    elements += [Curve(name, tone=TONES[name]) for name in moving]
    for row, (x, y) in enumerate(placed(points).tolist()):
        elements += [*point(row, x, y, WHOLE.radius), *cross(f"wrong{row}", x, y, WHOLE.radius + 2)]
    lines = [PointsBinding(FIELDS.get(name, name), (name,)) for name in moving]
    bindings = [*lines, *marks(len(points)), *crosses(len(points))]
    if grips:
        elements += handles(grips)
        bindings += [PointsBinding("waiting", ("waiting",)), PointsBinding("grips", GRIPS)]
        bindings.append(PlaceBinding("knobs", KNOBS))
    return Scene(WIDTH, HEIGHT, (*elements, *column(names)), tuple(bindings))


# -- the line as something to be dragged ------------------------------------------------------------
GRIPS = ("shift", "rotate0", "rotate1")
KNOBS = numbered("knob", len(GRIPS))
PUSH = 6.0  # units of an arrow key
PARTS = np.array([[0.3, 0.7], [0.0, 0.3], [0.7, 1.0]])  # of the line, from its first end, for each grip
AT = np.array([0.5, 0.12, 0.88])  # where on the line the knobs stand


def handles(names: Grips) -> Iterator[Element]:
    """The line that waits to be pulled in, a knob for each grip, and the grips over all."""
    yield Curve("waiting", tone="waiting")
    yield from (Disc(name, 0, 0, 9, "grip") for name in KNOBS)
    first, second = names.rotate
    yield Grip("rotate0", first, PUSH, "rotate1")
    yield Grip("rotate1", second, PUSH, "rotate0")
    yield Grip("shift", names.shift, PUSH)  # comes last: a short line is shifted, not rotated


def held(line: Array) -> tuple[Array, Array]:
    """Return the grips (3, 2, 2) and the knobs (3, 2) of a line (2, 2), in whatever units."""
    first, second = np.asarray(line, float)
    return first + PARTS[..., None] * (second - first), first + AT[:, None] * (second - first)


# -- neurons that do not change, on planes beside each other -------------------------------------------
def still_plane(
    square: Square, neurons: Sequence[Still], points: Array | None, names: Names, prefix: str
) -> tuple[list[Element], list[Binding]]:
    """Return what is drawn of neurons that do not change; every id begins with `prefix`.

    Bound fields: `wanted` and `live` for each of the four rows; without `points` (4, 2) to stand at also
    `places` (4, 2) in units of the scene, and `seen`."""
    elements: list[Element] = [*ground(names, square, prefix)]
    for neuron in neurons:
        elements += [still(f"{prefix}side.{neuron.name}", "fires", square.placed(neuron.side))]
        elements += [still(f"{prefix}line.{neuron.name}", "border", square.placed(neuron.line))]
        ((x, y),) = square.placed((1 - neuron.near) * neuron.line[:1] + neuron.near * neuron.line[1:])
        elements.append(Label(f"{prefix}name.{neuron.name}", x, y, neuron.name, LETTERS, "strong"))
    places = np.zeros((ROWS, 2)) if points is None else square.placed(points)
    for row, (x, y) in enumerate(places.tolist()):
        elements += point(row, x, y, square.radius, prefix)
    moved = motion(prefix) if points is None else []
    return elements, [*moved, *marks(ROWS, prefix)]


def motion(prefix: str) -> list[Binding]:
    """Return what moves the rows with their rings, and lets a row be seen."""
    points, halos = numbered(f"{prefix}point", ROWS), numbered(f"{prefix}live", ROWS)
    return [PlaceBinding("places", points), PlaceBinding("places", halos), OpacityBinding("seen", points)]


def still(name: str, tone: CurveTone, places: Array) -> Curve:
    """Return a curve that does not move."""
    return Curve(name, tuple(places.ravel().round(2).tolist()), tone)


# -- the ground: a square with its axes -----------------------------------------------------------
def ground(names: Names, square: Square, prefix: str = "") -> list[Element]:
    """Return the square, and the axes at 0 and 1, with their names between these numbers."""
    left, top, side = square.left, square.top, square.side
    elements: list[Element] = [Cell(f"{prefix}square", left, top, side, side, "plane")]
    for value in (0, 1):
        ((x, y),) = square.placed(np.full((1, 2), value))
        elements += [
            Curve(f"{prefix}down{value}", (x, top, x, top + side), "grid"),
            Curve(f"{prefix}across{value}", (left, y, left + side, y), "grid"),
            Label(f"{prefix}x{value}", x, top + side + 17, str(value), LETTERS, "soft"),
            Label(f"{prefix}y{value}", left - 14, y, str(value), LETTERS, "soft"),
        ]
    elements.append(Label(f"{prefix}x", left + side / 2, top + side + 17, names.x, LETTERS, "strong"))
    elements.append(Label(f"{prefix}y", left - 8, top + side / 2, names.y, LETTERS, "strong", "end"))
    return elements


# -- the rows -----------------------------------------------------------------------------------
def point(row: int, x: float, y: float, radius: float, prefix: str = "") -> list[Element]:
    """Return the point of a row, and the ring around it while its row is live."""
    halo = Disc(f"{prefix}live{row}", x, y, 2 * radius, "halo")
    return [halo, Disc(f"{prefix}point{row}", x, y, radius, "row")]


def cross(name: str, x: float, y: float, arm: float) -> list[Element]:
    """Return a cross: one curve that goes through its middle, and a broader one below as its edge."""
    ends = (x - arm, y - arm, x + arm, y + arm, x, y, x + arm, y - arm, x - arm, y + arm)
    return [Curve(f"{name}.edge", ends, "edge"), Curve(name, ends, "wrong")]


def marks(count: int, prefix: str = "") -> list[Binding]:
    """Return what fills the points and shows the rings."""
    points, halos = numbered(f"{prefix}point", count), numbered(f"{prefix}live", count)
    return [EqualBinding("wanted", points, "wanted", 1), OpacityBinding("live", halos)]


def crosses(count: int) -> list[Binding]:
    """Return what shows the crosses."""
    signs = numbered("wrong", count)
    return [OpacityBinding("wrong", signs), OpacityBinding("wrong", tuple(f"{one}.edge" for one in signs))]


# -- what the signs mean ----------------------------------------------------------------------------
def column(names: Names) -> list[Element]:
    """Return the signs that are used with their words, one below the other beside the plane."""
    used = [name for name in SIGNS if getattr(names, name)]
    low = WHOLE.top + WHOLE.side - 14
    places = [(LEGEND, low - 28 * (len(used) - 1 - place)) for place in range(len(used))]
    return legend(names, used, places)


def legend(names: Names, used: Sequence[str], places: Sequence[tuple[float, float]]) -> list[Element]:
    """Return signs with their words, each at its place."""
    elements: list[Element] = []
    for name, (x, y) in zip(used, places, strict=True):
        elements += SIGNS[name](f"key.{name}", x, y)
        elements.append(Label(f"key.{name}.words", x + 20, y, getattr(names, name), LETTERS, anchor="start"))
    return elements


Sign = Callable[[str, float, float], Sequence[Element]]  # draws a sign at a place


def dot(radius: float, *tone: DiscTone) -> Sign:
    """Return what draws a disc as a sign."""
    return lambda name, x, y: [Disc(name, x, y, radius, tone)]


def stroke(tone: tuple[CurveTone, ...], *points: float) -> Sign:
    """Return what draws a curve as a sign; its points are seen from the middle of the sign."""
    return lambda name, x, y: [
        Curve(name, tuple(one + (y if at % 2 else x) for at, one in enumerate(points)), tone)
    ]


SIGNS: Mapping[str, Sign] = {
    "wanted": dot(9, "row", "wanted"),
    "unwanted": dot(9, "row"),
    "fires": stroke(("fires", "outlined"), -11, -9, 11, -9, 11, 9, -11, 9, -11, -9),
    "wrong": lambda name, x, y: cross(name, x, y, 8),
    "live": dot(10, "halo"),
    "before": stroke(("before",), -13, 0, 13, 0),
}
