"""Arrays side by side, each drawn as large as the result: X, what is done, Y, and the result Z.
Cells that only stretching has made are ghosts; of three axes the sheets stand below each other, of a long
axis a part is drawn. Numbers of X and Y are edited where they stand; their words come with answers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

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
    MatrixTone,
    Token,
)
from pages.shared.protocol.ids import cell_id
from pages.shared.protocol.panels import Scene
from pages.shared.scenes.array_layout import Piece, arranged
from pages.shared.scenes.editing import KNOB, Editing, size_buttons
from pages.shared.scenes.touch import choice_box

WIDE, HIGH, HEAD = 64.0, 44.0, 32.0
MARGIN, EDGE = 10.0, 17.0  # around all; from an edge to the middle of the buttons there
BETWEEN = 34.0  # between sheets
SIDE, ABOVE = 26.0, 20.0  # room for the indices of rows, and of columns or sheets
SIZE = 23  # of a number
MOST = 6  # cells along an axis; of a longer one the first and the last are drawn
FIRST, LAST = 3, 2
LIVE = 2.0
SIGN = 44.0  # the width of a sign

Index = tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Grid:
    """An array to be drawn: its name, tone, title and drawn shape, and what is special.

    `own` leads from a drawn cell to the cell of the array itself, where the two differ; a cell in `lonely`
    has no partner. A `hidden` one appears when the timeline has begun, an `indexed` one has its indices
    along its edges. The numbers of an `edited` one are changed where they stand."""

    name: str
    tone: MatrixTone
    title: str
    shape: Index
    own: Mapping[Index, Index] = field(default_factory=dict)
    ghosts: frozenset[Index] = frozenset()
    lonely: frozenset[Index] = frozenset()
    hidden: bool = False
    indexed: bool = False
    edited: bool = False

    @cached_property
    def cells(self) -> tuple[Index, ...]:
        """The cells that are drawn, in reading order."""
        return drawn_cells(self.shape)

    @cached_property
    def real(self) -> tuple[Index, ...]:
        """Those of them that are no ghosts."""
        return tuple(cell for cell in self.cells if cell not in self.ghosts)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the cells that are drawn."""
        return tuple(self.id(cell) for cell in self.cells)

    def id(self, cell: Index) -> str:
        """Return the id of a drawn cell."""
        own = self.own.get(cell, cell)
        if cell not in self.ghosts:
            return cell_id(self.name, *own)
        return f"{cell_id(f'{self.name}ghost', *own)}@{','.join(map(str, cell))}"

    @property
    def sheets(self) -> tuple[Index, ...]:
        """The leading indices of the matrices along a third axis; one empty index if there is none."""
        return tuple(product(*(shown(size) for size in self.shape[:-2])))

    @property
    def rows(self) -> int:
        """How many places a sheet has from top to bottom."""
        return slots(self.shape[-2]) if len(self.shape) > 1 else 1

    @property
    def columns(self) -> int:
        """How many places a sheet has from left to right."""
        return slots(self.shape[-1]) if self.shape else 1

    @property
    def right(self) -> float:
        """Where the cells end on the right."""
        return self.side + self.columns * WIDE

    @property
    def width(self) -> float:
        """The width of cells, buttons and title."""
        return max(self.right + (2 * EDGE if self.edited else 0), 9.5 * len(self.title) + 8)

    @property
    def side(self) -> float:
        """The room on the left for the indices of rows."""
        return SIDE if self.indexed and len(self.shape) > 1 else 0.0

    @property
    def head(self) -> float:
        """The room for the title, and for indices below it."""
        above = len(self.shape) > 2 or (self.indexed and len(self.shape) > 0)
        return HEAD + (ABOVE if above else 0.0)

    @property
    def bottom(self) -> float:
        """Where the cells of the last sheet end, counted from the title."""
        return self.sheet_top(len(self.sheets) - 1) + self.rows * HIGH

    @property
    def height(self) -> float:
        """The height from title to the last sheet, with the buttons below it."""
        return self.bottom + (2 * EDGE if self.edited else 0)

    @property
    def piece(self) -> Piece:
        """What it takes of the picture, and where its middle is."""
        return Piece(self.width, self.height, self.head + self.rows * HIGH / 2)

    def sheet_top(self, sheet: int) -> float:
        """Return where the cells of a sheet begin, counted from the title."""
        return self.head + sheet * (self.rows * HIGH + BETWEEN)

    def places(self, left: float, top: float) -> dict[Index, tuple[float, float]]:
        """Return the centre of every drawn cell; (left, top) is the corner of the title."""
        found = {}
        for cell in self.cells:
            sheet = self.sheets.index(cell[:-2])
            row = slot(cell[-2], self.shape[-2]) if len(self.shape) > 1 else 0
            column = slot(cell[-1], self.shape[-1]) if self.shape else 0
            y = top + self.sheet_top(sheet) + (row + 0.5) * HIGH
            found[cell] = (left + self.side + (column + 0.5) * WIDE, y)
        return found


@dataclass(frozen=True)
class Chooser:
    """What stands before an array: the words of a sign, or boxes below each other to choose from, each with
    its id, its label and its words."""

    sign: str = ""
    boxes: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    width: float = SIGN


def drawn_cells(shape: Index) -> tuple[Index, ...]:
    """Return the cells of an array that are drawn, in reading order."""
    return tuple(product(*(shown(size) for size in shape)))


def shown(size: int) -> tuple[int, ...]:
    """Return the places along an axis that are drawn."""
    return tuple(range(size)) if size <= MOST else (*range(FIRST), *range(size - LAST, size))


def slots(size: int) -> int:
    """Return how many places an axis takes; a gap takes one."""
    return min(size, FIRST + 1 + LAST)


def slot(place: int, size: int) -> int:
    """Return where a drawn place stands."""
    return place if size <= MOST or place < FIRST else place - size + FIRST + 1 + LAST


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
