"""Memory as a strip of lines of 64 bytes: where every number lies, what a step touches and fetches.
It stands below the matrices and runs in step with them."""

import numpy as np

from nnviz.product.cache_simulator import LINE, NUMBER, CacheTrace
from pages.shared.protocol.bindings import Binding, EqualBinding, TextBinding
from pages.shared.protocol.elements import Cell, Element, Label, MatrixTone
from pages.shared.protocol.ids import cell_ids, numbered
from pages.shared.protocol.layouts import Array
from pages.shared.protocol.number_formats import Whole
from pages.shared.protocol.panels import Scene
from pages.shared.scenes.matmul import LIVE

SLOT, SPACE, HEAD = 15.0, 12.0, 34.0  # a number, between lines, room on top
A_ROW, MOST_ROWS = 6, 8  # lines beside each other, and below each other; more lines make longer rows
CACHED, FETCHED = 1, 2  # what is said of a line
A_LINE = LINE // NUMBER
TONES: tuple[MatrixTone, ...] = ("a", "b", "c")


class Memory:
    """The strip for a walk, and the state of its lines and numbers at every step."""

    def __init__(self, walk: CacheTrace) -> None:
        self.walk = walk
        where = walk.layout
        self.columns = max(A_ROW, -(-where.lines // MOST_ROWS))
        self.matrices = (where.A, where.B, where.C)
        self.names = [
            cell_ids(name, *matrix.shape) for name, matrix in zip("ABC", self.matrices, strict=True)
        ]

    def scene(self, counter: str) -> Scene:
        """Return the strip; bound fields: `lines`, `fetched`, `markA`, `markB` and `markC`."""
        lines = numbered("line", self.walk.layout.lines)
        touched = (
            EqualBinding(f"mark{name}", tuple(f"slot {cell}" for cell in cells), "live", LIVE)
            for name, cells in zip("ABC", self.names, strict=True)
        )
        bindings: tuple[Binding, ...] = (
            EqualBinding("lines", lines, "cached", CACHED),
            EqualBinding("lines", lines, "fetched", FETCHED),
            *touched,
            TextBinding("fetched", ("counter",), Whole()),
        )
        width = self.columns * (A_LINE * SLOT + SPACE) + SPACE
        rows = -(-len(lines) // self.columns)
        elements: tuple[Element, ...] = (
            *self._counter(counter),
            *map(self._line, range(len(lines))),
            *self._slots(),
        )
        return Scene(width, HEAD + rows * (SLOT + 8) + 4, elements, bindings)

    def state(self, number: int) -> tuple[Array, int]:
        """Return the state of every line after `number` steps, and the lines fetched so far."""
        lines = np.zeros(self.walk.layout.lines, np.uint8)
        if not number:
            return lines, 0
        step = self.walk[number - 1]
        lines[list(step.cached)] = CACHED
        lines[list(step.fetched)] = FETCHED
        return lines, step.fetched_so_far

    # -- what is drawn -----------------------------------------------------------------
    def _corner(self, line: int) -> tuple[float, float]:
        row, column = divmod(line, self.columns)
        return SPACE + column * (A_LINE * SLOT + SPACE), HEAD + row * (SLOT + 8)

    def _line(self, number: int) -> Cell:
        x, y = self._corner(number)
        return Cell(f"line{number}", x - 1, y - 1, A_LINE * SLOT + 2, SLOT + 2, "memory")

    def _slots(self) -> list[Cell]:
        found: list[Cell] = []
        for tone, names, addresses in zip(TONES, self.names, self.matrices, strict=True):
            for name, address in zip(names, addresses.ravel().tolist(), strict=True):
                x, y = self._corner(address // LINE)
                left = x + (address % LINE) // NUMBER * SLOT + 2
                found.append(Cell(f"slot {name}", left, y + 2, SLOT - 4, SLOT - 4, ("slot", tone)))
        return found

    def _counter(self, words: str) -> list[Label]:
        return [
            Label("counter.name", SPACE, 14, words, 17, "soft", "start"),
            Label("counter", 330, 14, "", 17, "strong", "end"),
        ]
