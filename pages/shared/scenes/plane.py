"""The plane of two inputs: a neuron's line, the side on which it fires, and the four rows as points.
Filled is a row that should fire, a ring one that should not; a cross says that the neuron is wrong there."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pages.shared.protocol.bindings import Binding, EqualBinding, OpacityBinding, PlaceBinding, PointsBinding
from pages.shared.protocol.elements import Cell, Curve, CurveTone, Disc, DiscTone, Element, Grip, Label
from pages.shared.protocol.ids import numbered
from pages.shared.protocol.panels import Array, Scene

SPAN = (-0.5, 1.5)  # of both inputs
SIZE, LEFT, TOP, WIDTH = 300.0, 62.0, 14.0, 380.0
LETTERS = 18.0  # their size
LEGEND = TOP + SIZE + 72.0
ROWS = 4
RADIUS, ARM = 13.0, 15.0  # of a point, of a cross
TONES: Mapping[str, CurveTone] = {"side": "fires", "line": "border", "before": "before"}
FIELDS = {"before": "earlier"}


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


@dataclass(frozen=True, eq=False)
class Still:
    """A neuron that does not change: its name, its firing side (8, 2) and its line (2, 2) on the plane."""

    name: str
    side: Array
    line: Array
    near: float = 0.12  # how far along its line the name stands


@dataclass(frozen=True)
class Grips:
    """What the parts of a line are called by which it is dragged: its middle, and both ends."""

    shift: str
    rotate: tuple[str, str]


def placed(points: Array) -> Array:
    """Return points (n, 2) of the plane as places of the scene."""
    share = (np.asarray(points, float) - SPAN[0]) / (SPAN[1] - SPAN[0])
    return np.column_stack([LEFT + SIZE * share[:, 0], TOP + SIZE * (1 - share[:, 1])])


def unplaced(places: Array) -> Array:
    """Return places (n, 2) of the scene as points of the plane."""
    share = (np.asarray(places, float) - (LEFT, TOP)) / SIZE
    share[:, 1] = 1 - share[:, 1]
    return np.asarray(SPAN[0] + (SPAN[1] - SPAN[0]) * share)


def plane(points: Array, names: Names, grips: Grips | None = None) -> Scene:
    """Return the scene of a line that moves, with `points` (n, 2), the rows; with `grips` it can be dragged.

    Bound fields, in units of the scene: `side` (8, 2), `line` (2, 2) and, with a word for it, `earlier`
    (2, 2), the line of a moment ago; for each row `wanted`, `wrong` and `live`; with grips `waiting` (2, 2),
    a line to be pulled in where none crosses the plane, `grips` (3, 2, 2) and `knobs` (3, 2), see `held`."""
    moving = ("side", "before", "line") if names.before else ("side", "line")
    elements: list[Element] = [*ground(names)]
    elements += [Curve(name, tone=TONES[name]) for name in moving]
    for row, (x, y) in enumerate(placed(points).tolist()):
        elements += [*point(row, x, y), *cross(f"wrong{row}", x, y, ARM)]
    lines = [PointsBinding(FIELDS.get(name, name), (name,)) for name in moving]
    bindings = [*lines, *marks(len(points)), *crosses(len(points))]
    if grips:
        elements += handles(grips)
        bindings += [PointsBinding("waiting", ("waiting",)), PointsBinding("grips", GRIPS)]
        bindings.append(PlaceBinding("knobs", KNOBS))
    return scene([*elements, *legend(names)], bindings)


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
    yield Grip("shift", names.shift, PUSH)  # of a short line this is what one means


def held(line: Array) -> tuple[Array, Array]:
    """Return the grips (3, 2, 2) and the knobs (3, 2) of a line (2, 2), in whatever units."""
    first, second = np.asarray(line, float)
    return first + PARTS[..., None] * (second - first), first + AT[:, None] * (second - first)


def still_plane(neurons: Sequence[Still], points: Array | None, names: Names) -> Scene:
    """Return the scene of neurons that do not change.

    Bound fields: `wanted` and `live` for each of the four rows; without `points` (4, 2) to stand at also
    `places` (4, 2) in units of the scene, and `seen`."""
    elements: list[Element] = [*ground(names)]
    for neuron in neurons:
        elements += [still(f"side.{neuron.name}", "fires", neuron.side)]
        elements += [still(f"line.{neuron.name}", "border", neuron.line)]
        ((x, y),) = placed((1 - neuron.near) * neuron.line[:1] + neuron.near * neuron.line[1:])
        elements.append(Label(f"name.{neuron.name}", x, y, neuron.name, LETTERS, "strong"))
    places = np.zeros((ROWS, 2)) if points is None else placed(points)
    elements += [element for row, (x, y) in enumerate(places.tolist()) for element in point(row, x, y)]
    moved = motion() if points is None else []
    return scene([*elements, *legend(names)], [*moved, *marks(ROWS)])


def motion() -> list[Binding]:
    """Return what moves the rows with their rings, and lets a row be seen."""
    points, halos = numbered("point", ROWS), numbered("live", ROWS)
    seen = OpacityBinding("seen", points)
    return [PlaceBinding("places", points), PlaceBinding("places", halos), seen]


def scene(elements: Sequence[Element], bindings: Sequence[Binding]) -> Scene:
    """Return the scene, as high as its lowest label needs."""
    low = max(element.y for element in elements if isinstance(element, Label))
    return Scene(WIDTH, low + 22, tuple(elements), tuple(bindings))


# -- the ground: a square with its axes -----------------------------------------------------------
def ground(names: Names) -> list[Element]:
    """Return the square, and the axes at 0 and 1."""
    elements: list[Element] = [Cell("square", LEFT, TOP, SIZE, SIZE, "plane")]
    for value in (0, 1):
        ((x, y),) = placed(np.full((1, 2), value))
        elements += [
            Curve(f"down{value}", (x, TOP, x, TOP + SIZE), "grid"),
            Curve(f"across{value}", (LEFT, y, LEFT + SIZE, y), "grid"),
            Label(f"x{value}", x, TOP + SIZE + 16, str(value), LETTERS, "soft"),
            Label(f"y{value}", LEFT - 14, y, str(value), LETTERS, "soft"),
        ]
    middle = LEFT + SIZE / 2, TOP + SIZE / 2
    elements.append(Label("x", middle[0], TOP + SIZE + 34, names.x, LETTERS, "strong"))
    elements.append(Label("y", LEFT - 38, middle[1], names.y, LETTERS, "strong"))
    return elements


def still(name: str, tone: CurveTone, points: Array) -> Curve:
    """Return a curve through points of the plane that does not move."""
    return Curve(name, tuple(placed(points).ravel().round(2).tolist()), tone)


# -- the rows -----------------------------------------------------------------------------------
def point(row: int, x: float, y: float) -> list[Element]:
    """Return the point of a row, and the ring around it while its row is live."""
    return [Disc(f"live{row}", x, y, 2 * RADIUS, "halo"), Disc(f"point{row}", x, y, RADIUS, "row")]


def cross(name: str, x: float, y: float, arm: float) -> list[Element]:
    """Return a cross: one curve that goes through its middle, and a broader one below as its edge."""
    ends = (x - arm, y - arm, x + arm, y + arm, x, y, x + arm, y - arm, x - arm, y + arm)
    return [Curve(f"{name}.edge", ends, "edge"), Curve(name, ends, "wrong")]


def marks(count: int) -> list[Binding]:
    """Return what fills the points and shows the rings."""
    points, halos = numbered("point", count), numbered("live", count)
    return [EqualBinding("wanted", points, "wanted", 1), OpacityBinding("live", halos)]


def crosses(count: int) -> list[Binding]:
    """Return what shows the crosses."""
    signs = numbered("wrong", count)
    return [OpacityBinding("wrong", signs), OpacityBinding("wrong", tuple(f"{one}.edge" for one in signs))]


# -- what the signs mean ----------------------------------------------------------------------------
def legend(names: Names) -> list[Element]:
    """Return the signs that are used with their words, two in a row."""
    words = {name: getattr(names, name) for name in SIGNS}
    used = [name for name in SIGNS if words[name]]
    elements: list[Element] = []
    for place, name in enumerate(used):
        x, y = 22.0 + 184 * (place % 2), LEGEND + 27 * (place // 2)
        elements += SIGNS[name](f"key.{name}", x, y)
        elements.append(Label(f"key.{name}.words", x + 20, y, words[name], LETTERS, anchor="start"))
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
