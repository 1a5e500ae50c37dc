"""One array to be drawn: which of its cells, and where they stand. Of a long axis the first and the last are
drawn, the sheets of three axes stand below each other, and what is special has room at the edges."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

from pages.shared.protocol.elements import MatrixTone
from pages.shared.protocol.ids import cell_id
from pages.shared.scenes.array_layout import Piece

WIDE, HIGH, HEAD = 64.0, 44.0, 32.0
EDGE = 17.0  # from an edge to the middle of the buttons there
BETWEEN = 34.0  # between sheets
SIDE, ABOVE = 26.0, 20.0  # room for the indices of rows, and of columns or sheets
MOST = 6  # cells along an axis; of a longer one the first and the last are drawn
FIRST, LAST = 3, 2

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
