"""Maps of one loss over two parameters, one for each optimizer, with the path that it has walked so far.
Both axes have one scale, so that a gradient stands upright on the lines of equal loss."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from pages.shared.protocol.bindings import (
    Binding,
    EqualBinding,
    MapBinding,
    OpacityBinding,
    PlaceBinding,
    PointsBinding,
    TextBinding,
    ValueBinding,
    WordBinding,
)
from pages.shared.protocol.elements import Cell, Curve, Disc, Element, Grip, Label, NumberBox, PixelMap, Token
from pages.shared.protocol.ids import cell_ids, numbered
from pages.shared.protocol.layouts import Array
from pages.shared.protocol.number_formats import Shortest, Significant
from pages.shared.protocol.panels import Scene
from pages.shared.scenes.touch import Limits, button, choice_box

COLUMNS, GAP = 2, 6.0
TILE, HEAD, MAP = 276.0, 30.0, 92.0  # width of a tile, height of its head and of its map
ASPECT = TILE / MAP  # how many times as far the map goes from its middle across as it does up
TOP = 36.0  # height of what stands above the tiles
WIDTH = COLUMNS * TILE + GAP
PIXELS = (92, 276)  # rows and columns of the map
LETTERS = 15.0
BOX = 28.0  # height of a box
GRIP = 6.0  # half the length of the line by which a start is held
LOSS, NUMBER = Significant(3), Shortest(3)
CHOICES = ("first", "second")  # of the two parameters of a slice
Place = tuple[float, float]


@dataclass(frozen=True)
class Words:
    """The words of the scene. `choose` and `rate_of` hold the name of an optimizer as {name}; `states` say by
    their numbers how a path goes. `parameters` are those of a network whose loss is sliced over two, and
    `sliced` names the two choices."""

    names: Sequence[str]
    surfaces: Sequence[str]
    parameters: Sequence[str]
    surface: str
    sliced: tuple[str, str]
    start: str
    across: str
    up: str
    drag: str
    choose: str
    rate: str
    rate_of: str
    loss: str
    usual: str
    states: Sequence[str]


def optimizer_paths(words: Words, steps: int, rates: Limits, starts: Limits) -> Scene:
    """Return the scene of as many optimizers as there are names, over so many steps.

    Bound fields: `surface`, `sliced` (0 or 1), `first` and `second` (numbers of two parameters), `start`
    (2,), `chosen` (0 or 1 for each optimizer), `rates` and `losses` (one for each), `states` (the number of
    its words for each); in units of the scene `paths` and `trainings` (each as many corners), `grips` (two
    points for each), `starts` and `now` (a point each), and `dots` with `dots_seen` (steps points for each);
    `map` (PIXELS) from the lowest row on."""
    tiles = range(len(words.names))
    elements: list[Element] = [*above(words, starts)]
    for tile in tiles:
        elements += [*head(words, tile, rates), *ground(tile)]
        elements += [Disc(f"dot{tile}.{at}", 0, 0, 2.6, "dot") for at in range(steps)]
        elements += path(words, tile)
    rows = -(-len(words.names) // COLUMNS)
    height = TOP + rows * (HEAD + MAP + GAP) - GAP
    return Scene(WIDTH, height, tuple(elements), tuple(bindings(words, steps)))


def corner(tile: int) -> tuple[float, float]:
    """Return the left top corner of a tile."""
    row, column = divmod(tile, COLUMNS)
    return column * (TILE + GAP), TOP + row * (HEAD + MAP + GAP)


def ends(reach: float) -> tuple[float, float]:
    """Return how far a map goes from its middle across and up, where it reaches so far up."""
    return ASPECT * reach, reach


def placed(points: Array, tile: int, reach: float) -> Array:
    """Return points (..., 2) of the plane as places of the scene, on the map of a tile."""
    left, top = corner(tile)
    share = np.asarray(points, float) / ends(reach)
    return np.stack(
        [left + TILE * (1 + share[..., 0]) / 2, top + HEAD + MAP * (1 - share[..., 1]) / 2], axis=-1
    )


def point(place: Place, tile: int, reach: float) -> tuple[float, float]:
    """Return the point of the plane at a place of the scene."""
    left, top = corner(tile)
    x, y = (place[0] - left) / TILE, (place[1] - top - HEAD) / MAP
    across, up = ends(reach)
    return across * (2 * x - 1), up * (1 - 2 * y)


# -- what is drawn ----------------------------------------------------------------------------------
def above(words: Words, starts: Limits) -> Iterator[Element]:
    """The choice of the loss, the start, and a button for the usual numbers."""
    middle = 17.0
    yield Label("loss", 0, middle, "L(x, y) =", LETTERS, "strong", "start")
    yield choice_box("surface", words.surface, words.surfaces, 134, middle, 136)
    yield Label("start", 278, middle, words.start, LETTERS, "strong", "end")
    for at, (name, x) in enumerate(((words.across, 326.0), (words.up, 482.0))):
        yield Label(f"axis{at}", x - 36, middle, "xy"[at], LETTERS, "soft")
        yield box(f"start[{at}]", name, (x, middle), starts)
        yield choice_box(CHOICES[at], words.sliced[at], words.parameters, x - 76, middle, 92)
        yield Label(f"begun{at}", x - 24, middle, "", LETTERS, "strong", "start")
    yield button("usual", "↺", words.usual, (WIDTH - 16, middle), works=True)


def head(words: Words, tile: int, rates: Limits) -> Iterator[Element]:
    """The name of an optimizer, and its rate."""
    left, top = corner(tile)
    name, middle = words.names[tile], top + HEAD / 2 - 1
    press = words.choose.format(name=name)
    yield Token(f"method{tile}", left + 70, middle, 140, 26, name, LETTERS, "goal", press, group="methods")
    yield Label(f"rate{tile}.name", left + TILE - 84, middle, words.rate, LETTERS, "soft", "end")
    yield box(f"rate{tile}", words.rate_of.format(name=name), (left + TILE - 40, middle), rates, 76, True)


def box(
    name: str, label: str, middle: Place, limits: Limits, width: float = 56, of_step: bool = False
) -> NumberBox:
    """Return a box with a number that is not as high as usual."""
    x, y = middle
    return NumberBox(name, label, *limits, x - width / 2, y - BOX / 2, width, BOX, of_step=of_step)


def ground(tile: int) -> Iterator[Element]:
    """The map with its axes through the smallest loss."""
    left, top = corner(tile)
    top += HEAD
    yield PixelMap(f"map{tile}", left, top, TILE, MAP, *PIXELS, under=True)
    yield Curve(f"across{tile}", (left, top + MAP / 2, left + TILE, top + MAP / 2), "grid")
    yield Curve(f"up{tile}", (left + TILE / 2, top, left + TILE / 2, top + MAP), "grid")
    yield Cell(f"frame{tile}", left, top, TILE, MAP, ("plane", "pick"))


def path(words: Words, tile: int) -> Iterator[Element]:
    """The path with its start, where it is now, its loss, and how it goes."""
    left, top = corner(tile)
    low = top + HEAD + MAP - 13
    yield Curve(f"training{tile}", tone="before")
    yield Curve(f"path{tile}")
    yield Disc(f"start{tile}", 0, 0, 6, "row")
    yield Disc(f"now{tile}", 0, 0, 6, "live")
    yield Label(f"state{tile}", left + 8, low, "", LETTERS, "dead", "start")
    yield Label(f"loss{tile}.name", left + TILE - 72, low, words.loss, LETTERS, (), "end")
    yield Label(f"loss{tile}", left + TILE - 66, low, "", LETTERS, "strong", "start")
    yield Grip(f"grip{tile}", words.drag, 3.0)


# -- what follows the numbers -------------------------------------------------------------------------
def bindings(words: Words, steps: int) -> Iterator[Binding]:
    """What of the maps follows which field."""
    count = len(words.names)
    yield ValueBinding("surface", ("surface",))
    yield ValueBinding("start", cell_ids("start", 2))
    yield ValueBinding("rates", numbered("rate", count))
    yield TextBinding("losses", numbered("loss", count), LOSS, exact=True)
    for kind in ("method", "frame"):
        yield EqualBinding("chosen", numbered(kind, count), "chosen", 1)
    yield from (MapBinding("map", (one,)) for one in numbered("map", count))
    yield PointsBinding("paths", numbered("path", count))
    yield PointsBinding("trainings", numbered("training", count))
    yield from slice_bindings(count)
    yield PointsBinding("grips", numbered("grip", count))
    yield PlaceBinding("starts", numbered("start", count))
    yield PlaceBinding("now", numbered("now", count))
    dots = tuple(f"dot{tile}.{at}" for tile in range(count) for at in range(steps))
    yield PlaceBinding("dots", dots)
    yield OpacityBinding("dots_seen", dots)
    yield WordBinding("states", numbered("state", count), tuple(words.states))


def slice_bindings(count: int) -> Iterator[Binding]:
    """What is seen on a slice alone, and what is not: its start is where the network is."""
    begun = numbered("begun", 2)
    yield TextBinding("start", begun, NUMBER)
    yield from (ValueBinding(name, (name,)) for name in CHOICES)
    elsewhere = (*cell_ids("start", 2), *numbered("axis", 2), *numbered("grip", count))
    yield EqualBinding("sliced", (*CHOICES, *begun), "away", 0, stride=0)
    yield EqualBinding("sliced", ("start", *elsewhere), "away", 1, stride=0)


# -- paths on the map ---------------------------------------------------------------------------------
def inside(points: Array, reach: float) -> Array:
    """Return which of the points (n, 2) of the plane are on the map."""
    return np.asarray((np.abs(points) <= ends(reach)).all(axis=-1))


def corners(points: Array, reach: float) -> Array:
    """Return the corners (3 n - 2, 2) of a path through points (n, 2) of the plane, cut at the map's edge:
    three for each step, some of them the same. Outside, the path runs along the edge."""
    held = np.clip(np.nan_to_num(points, posinf=1e9, neginf=-1e9), -1e9, 1e9)
    edges = np.array(ends(reach))
    found = [np.clip(held[:1], -edges, edges)]
    for first, second in pairwise(held):
        with np.errstate(over="ignore"):  # of a step that is too short to reach any edge
            low, high = _crossing(first, second, edges)
        seen = first + np.array([[low], [high]]) * (second - first)
        if low > high:  # the step is never on the map
            seen = np.stack([first, second])
        found.append(np.clip(np.vstack([seen, second]), -edges, edges))
    return np.vstack(found)


def _crossing(first: Array, second: Array, edges: Array) -> tuple[float, float]:
    """From which to which share of the way a step is on the map (Liang and Barsky, 1984)."""
    low, high = 0.0, 1.0
    for start, way, reach in zip(first, second - first, edges, strict=True):
        for edge, toward in ((-reach - start, -way), (start - reach, way)):
            # The step is inside of this edge while edge + share * toward <= 0.
            if toward == 0:
                high = high if edge <= 0 else -1.0
            elif toward > 0:
                high = min(high, -edge / toward)
            else:
                low = max(low, -edge / toward)
    return low, high
