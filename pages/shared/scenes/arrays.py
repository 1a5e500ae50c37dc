"""Arrays side by side, each drawn as large as the result: X, a sign, Y, and the result Z.
Cells that only stretching has made are ghosts; a stack is drawn sheet below sheet, a long axis in part."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import product

from pages.shared.protocol.bindings import Binding, EqualBinding, OpacityBinding, PlaceBinding
from pages.shared.protocol.elements import Cell, Datum, Label, LabelTone, MatrixTone, Token, TokenTone
from pages.shared.protocol.ids import cell_id
from pages.shared.protocol.panels import Array, Scene

HIGH, GAP, MARGIN, HEAD = 44.0, 40.0, 10.0, 34.0
BETWEEN = 34.0  # between sheets
SIDE, ABOVE = 26.0, 20.0  # room for the indices of rows, and of columns or sheets
MOST = 6  # cells along an axis; of a longer one the first and the last are drawn
FIRST, LAST = 3, 2
WIDEST, ROW = 700.0, 860.0  # of all arrays side by side; of one row, where they do not fit into one
NARROWEST = 460.0  # so that a small array is not blown up
LIVE = 2.0
PALE = 0.45  # of what is stretched: there, but not in memory

Index = tuple[int, ...]
Part = Label | Token | Cell  # what arrays are drawn of


@dataclass(frozen=True, eq=False)
class Grid:
    """An array to be drawn: its name, tone and title, the words in its cells, and what is special.

    `words` has the drawn shape. `own` leads from a drawn cell to the cell of the array itself, where the
    two differ; a cell in `lonely` has no partner. A `hidden` one appears when the timeline has begun, an
    `indexed` one has its indices along its edges."""

    name: str
    tone: MatrixTone
    title: str
    words: Array
    own: Mapping[Index, Index] = field(default_factory=dict)
    ghosts: frozenset[Index] = frozenset()
    lonely: frozenset[Index] = frozenset()
    hidden: bool = False
    indexed: bool = False

    @cached_property
    def cells(self) -> tuple[Index, ...]:
        """The cells that are drawn, in reading order."""
        return drawn_cells(self.words.shape)

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
    def cell_width(self) -> float:
        """The width of a cell, wide enough for the longest number in the array."""
        return min(74.0, max(46.0, 11.0 * self.longest + 18))

    @property
    def longest(self) -> int:
        """The number of characters of the longest number."""
        return max(len(str(self.words[cell])) for cell in self.cells)

    @property
    def text_size(self) -> float:
        """The size of the numbers, smaller where long ones would not fit."""
        return min(20.0, round((self.cell_width - 8) / (0.58 * self.longest), 1))

    @property
    def sheets(self) -> tuple[Index, ...]:
        """The leading indices of the matrices in a stack; one empty index if it is none."""
        return tuple(product(*(shown(size) for size in self.words.shape[:-2])))

    @property
    def rows(self) -> int:
        """How many places a sheet has from top to bottom."""
        return slots(self.words.shape[-2]) if self.words.ndim > 1 else 1

    @property
    def width(self) -> float:
        """The width of cells and title."""
        columns = slots(self.words.shape[-1]) if self.words.ndim else 1
        return max(self.side + columns * self.cell_width, 8.6 * len(self.title) + 8)

    @property
    def side(self) -> float:
        """The room on the left for the indices of rows."""
        return SIDE if self.indexed and self.words.ndim > 1 else 0.0

    @property
    def head(self) -> float:
        """The room for the title, and for indices below it."""
        above = self.words.ndim > 2 or (self.indexed and self.words.ndim > 0)
        return HEAD + (ABOVE if above else 0.0)

    @property
    def height(self) -> float:
        """The height from title to the last sheet."""
        return self.sheet_top(len(self.sheets) - 1) + self.rows * HIGH

    def sheet_top(self, sheet: int) -> float:
        """Return where the cells of a sheet begin, counted from the title."""
        return self.head + sheet * (self.rows * HIGH + BETWEEN)

    def places(self, left: float, top: float) -> dict[Index, tuple[float, float]]:
        """Return the centre of every drawn cell; (left, top) is the corner of the title."""
        found = {}
        for cell in self.cells:
            sheet = self.sheets.index(cell[:-2])
            row = slot(cell[-2], self.words.shape[-2]) if self.words.ndim > 1 else 0
            column = slot(cell[-1], self.words.shape[-1]) if self.words.ndim else 0
            y = top + self.sheet_top(sheet) + (row + 0.5) * HIGH
            found[cell] = (left + self.side + (column + 0.5) * self.cell_width, y)
        return found


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


def scene(grids: Sequence[Grid], signs: Sequence[str], moving: bool = False) -> Scene:
    """Return the scene of some arrays with a sign before each but the first.

    Bound fields: `mark` + name (LIVE or 0 for each cell); of a hidden array `begun` (one value), `seen` and
    `room` + name (0 or 1: the number, the empty place), and when `moving` `place` + name (x and y)."""
    corners = layout(grids)
    elements: list[Part] = []
    bindings: list[Binding] = []
    for number, (grid, (left, top)) in enumerate(zip(grids, corners, strict=True)):
        if number:
            elements.append(sign(number, signs[number - 1], grid, left, top))
        elements += drawn(grid, left, top)
        bindings += bound(grid, moving)
    width = max(left + grid.width for grid, (left, _) in zip(grids, corners, strict=True)) + MARGIN
    height = max(top + grid.height for grid, (_, top) in zip(grids, corners, strict=True)) + MARGIN
    spare = max(0.0, NARROWEST - width) / 2
    return Scene(width + 2 * spare, height, tuple(moved(elements, spare)), tuple(bindings))


def moved(elements: Sequence[Part], by: float) -> Iterator[Part]:
    """Return elements a little further to the right, so that a small picture stands in the middle."""
    yield from (replace(element, x=element.x + by) for element in elements)


def layout(grids: Sequence[Grid]) -> list[tuple[float, float]]:
    """Return the corner of each array: side by side, in two or three rows where that is too wide."""
    beside = sum(grid.width for grid in grids) + GAP * len(grids) <= WIDEST
    start = MARGIN if beside else MARGIN + GAP
    x, y, high = start, 0.0, 0.0
    corners = []
    for grid in grids:
        if x > start and x + grid.width > ROW:
            x, y, high = start, y + high + GAP / 2, 0.0
        corners.append((x, y))
        x, high = x + grid.width + GAP, max(high, grid.height)
    return corners


def sign(number: int, words: str, grid: Grid, left: float, top: float) -> Label:
    """Return the sign that stands before an array, at the middle of its first sheet."""
    y = top + grid.head + grid.rows * HIGH / 2
    return Label(f"sign{number}", left - GAP / 2, y, words, 24)


def drawn(grid: Grid, left: float, top: float) -> Iterator[Part]:
    """The title of an array, its cells, and dots where cells are left out."""
    yield Label(f"title{grid.name}", left + 2, top + 16, grid.title, 17, "strong", "start")
    yield from gaps(grid, left, top)
    yield from indices(grid, left, top)
    places = grid.places(left, top)
    if grid.hidden:
        yield from (empty(grid, cell, x, y) for cell, (x, y) in places.items())
    yield from (token(grid, cell, x, y) for cell, (x, y) in places.items())


def token(grid: Grid, cell: Index, x: float, y: float) -> Token:
    """Return one cell with its number."""
    here, ghost = cell_id(grid.name, *grid.own.get(cell, cell)), cell in grid.ghosts
    data: Datum = ("ghost" if ghost else "cell", here)
    tone: TokenTone = "lonely" if cell in grid.lonely else grid.tone
    size, words = (grid.cell_width - 5, HIGH - 5), str(grid.words[cell])
    opacity = PALE if ghost else 1
    return Token(grid.id(cell), x, y, *size, words, grid.text_size, tone, opacity=opacity, data=data)


def empty(grid: Grid, cell: Index, x: float, y: float) -> Cell:
    """Return the place where a number of the result will stand."""
    width, height = grid.cell_width - 5, HIGH - 5
    here = cell_id(f"{grid.name}place", *cell)
    return Cell(here, x - width / 2, y - height / 2, width, height, "place")


def gaps(grid: Grid, left: float, top: float) -> Iterator[Label]:
    """Dots in the middle of every axis that is not drawn as a whole."""
    shape = grid.words.shape
    for at, sheet in enumerate(grid.sheets):
        y = top + grid.sheet_top(at)
        middle = (left + grid.side + grid.places(left, top)[grid.cells[-1]][0] + grid.cell_width / 2) / 2
        if shape and shape[-1] > MOST:
            here = (left + grid.side + (FIRST + 0.5) * grid.cell_width, y + grid.rows * HIGH / 2)
            yield dots(f"{grid.name}across{at}", *here, "⋯")
        if len(shape) > 1 and shape[-2] > MOST:
            yield dots(f"{grid.name}down{at}", middle, y + (FIRST + 0.5) * HIGH, "⋮")
        if len(shape) > 2 and sheet and sheet[-1] == FIRST - 1 and shape[-3] > MOST:
            yield dots(f"{grid.name}sheets{at}", middle, y + grid.rows * HIGH + BETWEEN / 4, "⋮")


def indices(grid: Grid, left: float, top: float) -> Iterator[Label]:
    """The indices along the edges: of every sheet of a stack, and of rows and columns if they are wanted."""
    shape, places = grid.words.shape, grid.places(left, top)
    size: float = 14
    soft: LabelTone = "soft"
    for at, sheet in enumerate(grid.sheets):
        y = top + grid.sheet_top(at) - 10
        if sheet:
            words = cell_id(grid.name, *sheet)
            x = left + 2 if grid.indexed else left + grid.cell_width / 2
            yield Label(
                f"{grid.name}sheet{at}", x, y, words, size, soft, "start" if grid.indexed else "middle"
            )
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
    if not grid.hidden:
        return
    places = tuple(cell_id(f"{grid.name}place", *cell) for cell in grid.cells)
    yield OpacityBinding("begun", (f"title{grid.name}",))
    yield OpacityBinding(f"room{grid.name}", places)
    yield OpacityBinding(f"seen{grid.name}", grid.ids)
    if moving:
        yield PlaceBinding(f"place{grid.name}", grid.ids)
