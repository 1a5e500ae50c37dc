"""Memory as a strip of lines of 64 bytes: where every number lies, what a step touches and fetches.
It stands below the matrices and runs in step with them."""

import numpy as np

from nnviz.product.cache_simulator import LINE, NUMBER, CacheTrace
from pages.shared.panels import Array, Binding, Element, Scene
from pages.shared.scenes.crossing import LIVE, places

SLOT, SPACE, HEAD = 15.0, 12.0, 34.0  # a number, between lines, room on top
A_ROW, MOST_ROWS = 6, 8  # lines beside each other, and below each other; more lines make longer rows
CACHED, FETCHED = 1, 2  # what is said of a line
A_LINE = LINE // NUMBER
TOUCHED = {"equal": LIVE, "name": "live"}


class Memory:
    """The strip for a walk, and the state of its lines and numbers at every step."""

    def __init__(self, walk: CacheTrace) -> None:
        self.walk = walk
        where = walk.layout
        self.columns = max(A_ROW, -(-where.lines // MOST_ROWS))
        self.matrices = (where.A, where.B, where.C)
        self.names = [
            [f"{name}[{i},{j}]" for i, j in places(*matrix.shape)]
            for name, matrix in zip("ABC", self.matrices, strict=True)
        ]

    def scene(self, counter: str) -> Scene:
        """Return the strip; bound fields: `lines`, `fetched`, `markA`, `markB` and `markC`."""
        lines = tuple(f"line{number}" for number in range(self.walk.layout.lines))
        touched = (
            Binding(f"mark{name}", tuple(f"slot {cell}" for cell in cells), "is", options=TOUCHED)
            for name, cells in zip("ABC", self.names, strict=True)
        )
        bindings = (
            Binding("lines", lines, "is", options={"equal": CACHED, "name": "cached"}),
            Binding("lines", lines, "is", options={"equal": FETCHED, "name": "fetched"}),
            *touched,
            Binding("fetched", ("counter",), "text", options={"format": {"integer": True}}),
        )
        width = self.columns * (A_LINE * SLOT + SPACE) + SPACE
        rows = -(-len(lines) // self.columns)
        elements = (*self._counter(counter), *map(self._line, range(len(lines))), *self._slots())
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

    def _line(self, number: int) -> Element:
        x, y = self._corner(number)
        box = {"kind": "cell", "width": A_LINE * SLOT + 2, "height": SLOT + 2, "tone": "memory"}
        return {"id": f"line{number}", "x": x - 1, "y": y - 1, **box}

    def _slots(self) -> list[Element]:
        box = {"kind": "cell", "width": SLOT - 4, "height": SLOT - 4}
        found: list[Element] = []
        for tone, names, addresses in zip("abc", self.names, self.matrices, strict=True):
            for name, address in zip(names, addresses.ravel().tolist(), strict=True):
                x, y = self._corner(address // LINE)
                place = {"x": x + (address % LINE) // NUMBER * SLOT + 2, "y": y + 2}
                found.append({"id": f"slot {name}", "tone": f"slot {tone}", **place, **box})
        return found

    def _counter(self, words: str) -> list[Element]:
        label = {"kind": "label", "y": 14, "size": 17}
        return [
            {"id": "counter.name", "x": SPACE, "text": words, "anchor": "start", "tone": "soft", **label},
            {"id": "counter", "x": 330, "anchor": "end", "tone": "strong", **label},
        ]
