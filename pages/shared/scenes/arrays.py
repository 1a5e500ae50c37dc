"""Arrays side by side, each drawn as large as the result: X, what is done, Y, and the result Z.
Cells that only stretching has made are ghosts; of three axes the sheets stand below each other, of a long
axis a part is drawn. Numbers of X and Y are edited where they stand; their words come with answers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pages.shared.protocol.bindings import (
    Binding,
    EqualBinding,
    OpacityBinding,
    PlaceBinding,
    ValueBinding,
)
from pages.shared.protocol.elements import (
    Anchor,
    Cell,
    ChoiceBox,
    Datum,
    Element,
    Label,
    LabelTone,
    Token,
)
from pages.shared.protocol.ids import cell_id
from pages.shared.protocol.panels import Scene
from pages.shared.scenes.array_grid import BETWEEN, EDGE, FIRST, HIGH, MOST, WIDE, Grid, Index
from pages.shared.scenes.array_layout import arranged
from pages.shared.scenes.editing import KNOB, Editing, size_buttons
from pages.shared.scenes.touch import choice_box

SIZE = 23  # of a number
LIVE = 2.0
SIGN = 44.0  # the width of a sign


@dataclass(frozen=True)
class Chooser:
    """What stands before an array: the words of a sign, or boxes below each other to choose from, each with
    its id, its label and its words."""

    sign: str = ""
    boxes: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    width: float = SIGN


def scene(
    grids: Sequence[Grid],
    choosers: Sequence[Chooser],
    editing: Editing,
    moving: bool = False,
) -> Scene:
    """Return the scene of some arrays; a chooser stands before each but the first, and may stand at the end.

    Bound fields: `mark` + name (LIVE or 0 for each cell); of a hidden array `begun` (one value), `seen` and
    `room` + name (0 or 1: the number, the empty place), and when `moving` `place` + name (x and y); of ghosts
    `pale` (one value); of an edited array its numbers, by its name; of boxes the value, by their ids."""
    places = arranged([grid.piece for grid in grids], [one.width for one in choosers])
    elements: list[Element] = []
    bindings: list[Binding] = []
    for grid, (left, top) in zip(grids, places.corners, strict=True):
        elements += drawn(grid, left, top, editing)
        bindings += bound(grid, moving)
    for number, (chooser, (x, y)) in enumerate(zip(choosers, places.signs, strict=True), 1):
        elements += choosing(number, chooser, x, y)
        bindings += [ValueBinding(name, (name,)) for name, _, _ in chooser.boxes]
    return Scene(places.width, places.height, tuple(elements), tuple(bindings))


def choosing(number: int, chooser: Chooser, x: float, y: float) -> Iterator[Label | ChoiceBox]:
    """A sign, or boxes below each other."""
    if chooser.sign:
        yield Label(f"sign{number}", x, y, chooser.sign, 26)
    for at, (name, label, words) in enumerate(chooser.boxes):
        yield choice_box(name, label, words, x, y + 42 * at, chooser.width - 12)


def drawn(grid: Grid, left: float, top: float, editing: Editing) -> Iterator[Element]:
    """The title of an array, its cells, its buttons, and dots where cells are left out."""
    yield Label(f"title{grid.name}", left + 2, top + 16, grid.title, 18, "strong", "start")
    yield from gaps(grid, left, top)
    yield from indices(grid, left, top)
    places = grid.places(left, top)
    if grid.hidden:
        yield from (empty(grid, cell, x, y) for cell, (x, y) in places.items())
    for cell, (x, y) in places.items():
        made = token(grid, cell, x, y)
        yield editing.of_number(made) if grid.edited and cell not in grid.ghosts else made
    if grid.edited:
        yield from edges(grid, left, top, editing)


def edges(grid: Grid, left: float, top: float, editing: Editing) -> Iterator[Token]:
    """The buttons at the right for the last axis, and below for those before it."""
    axes = len(editing.shapes[grid.name])
    if axes:
        first = top + grid.head + KNOB / 2 + 3
        yield from size_buttons(editing, grid.name, axes - 1, (left + grid.right + EDGE, first), upright=True)
    for before in range(2, axes + 1):
        x = left + grid.side + KNOB / 2 + 3 + (before - 2) * 2.6 * KNOB
        yield from size_buttons(editing, grid.name, axes - before, (x, top + grid.bottom + EDGE))


def token(grid: Grid, cell: Index, x: float, y: float) -> Token:
    """Return one cell for its number."""
    here, ghost = cell_id(grid.name, *grid.own.get(cell, cell)), cell in grid.ghosts
    data: Datum = ("ghost" if ghost else "cell", here)
    tone = "lonely" if cell in grid.lonely else grid.tone
    return Token(grid.id(cell), x, y, WIDE - 5, HIGH - 5, "", SIZE, tone, data=data)


def empty(grid: Grid, cell: Index, x: float, y: float) -> Cell:
    """Return the place where a number of the result will stand."""
    width, height = WIDE - 5, HIGH - 5
    here = cell_id(f"{grid.name}place", *cell)
    return Cell(here, x - width / 2, y - height / 2, width, height, "place")


def gaps(grid: Grid, left: float, top: float) -> Iterator[Label]:
    """Dots in the middle of every axis that is not drawn as a whole."""
    shape = grid.shape
    middle = left + (grid.side + grid.right) / 2
    for at, sheet in enumerate(grid.sheets):
        y = top + grid.sheet_top(at)
        if shape and shape[-1] > MOST:
            here = (left + grid.side + (FIRST + 0.5) * WIDE, y + grid.rows * HIGH / 2)
            yield dots(f"{grid.name}across{at}", *here, "⋯")
        if len(shape) > 1 and shape[-2] > MOST:
            yield dots(f"{grid.name}down{at}", middle, y + (FIRST + 0.5) * HIGH, "⋮")
        if len(shape) > 2 and sheet and sheet[-1] == FIRST - 1 and shape[-3] > MOST:
            yield dots(f"{grid.name}sheets{at}", middle, y + grid.rows * HIGH + BETWEEN / 4, "⋮")


def indices(grid: Grid, left: float, top: float) -> Iterator[Label]:
    """The indices along the edges: of every sheet, and of rows and columns if they are wanted."""
    shape, places = grid.shape, grid.places(left, top)
    size: float = 16
    soft: LabelTone = "soft"
    for at, sheet in enumerate(grid.sheets):
        y = top + grid.sheet_top(at) - 10
        if sheet:
            words = cell_id(grid.name, *sheet)
            x = left + 2 if grid.indexed else left + WIDE / 2
            anchor: Anchor = "start" if grid.indexed else "middle"
            yield Label(f"{grid.name}sheet{at}", x, y, words, size, soft, anchor)
        for cell in grid.cells if grid.indexed else ():
            x, middle = places[cell]
            if cell[:-2] == sheet and len(shape) > 1 and cell[-1] == 0:
                yield Label(f"{grid.name}row{at}-{cell[-2]}", left + 10, middle, str(cell[-2]), size, soft)
            if cell[:-2] == sheet and shape and not any(cell[-2:-1]):
                yield Label(f"{grid.name}column{at}-{cell[-1]}", x, y, str(cell[-1]), size, soft)


def dots(name: str, x: float, y: float, words: str) -> Label:
    """Return dots for cells that are left out."""
    return Label(name, x, y, words, 22, "soft")


def bound(grid: Grid, moving: bool) -> Iterator[Binding]:
    """What the frames change of an array."""
    yield EqualBinding(f"mark{grid.name}", grid.ids, "live", LIVE)
    if grid.ghosts:
        yield OpacityBinding(
            "pale", tuple(grid.id(cell) for cell in grid.cells if cell in grid.ghosts), stride=0
        )
    if grid.edited:
        yield ValueBinding(grid.name, tuple(grid.id(cell) for cell in grid.real))
    if not grid.hidden:
        return
    places = tuple(cell_id(f"{grid.name}place", *cell) for cell in grid.cells)
    yield OpacityBinding("begun", (f"title{grid.name}",))
    yield OpacityBinding(f"room{grid.name}", places)
    yield OpacityBinding(f"seen{grid.name}", grid.ids)
    if moving:
        yield PlaceBinding(f"place{grid.name}", grid.ids)
