"""The data flow: columns of B fall through A from above, partial sums move to the right and leave as C.
Every number is a token that travels; where it is at a tick comes from the core."""

from collections.abc import Sequence

import numpy as np

from nnviz.product.flow import Positions, flow_positions
from nnviz.product.matmul_trace import Trace
from pages.shared.protocol.bindings import EqualBinding, OpacityBinding, PlaceBinding
from pages.shared.protocol.elements import Cell, Element, Label, Token
from pages.shared.protocol.ids import cell_id, cell_ids
from pages.shared.protocol.panels import Array, Scene
from pages.shared.scenes.matmul import places, shortest, sums

SIDE, QUEUE, ENTRY, RESULT = (
    84.0,
    34.0,
    64.0,
    66.0,
)  # a cell of A, a waiting number, room on the left, a cell of C
B_SHIFT, SUM_SHIFT, A_SHIFT = (20.0, -20.0), (0.0, 22.0), (-20.0, -20.0)  # within a cell of A
MARGIN, HEAD = 10.0, 26.0


class Flow:
    """The geometry of a flow, and the places of its tokens at every step."""

    def __init__(self, trace: Trace) -> None:
        self.trace = trace
        self.m, self.k, self.n = trace.sizes
        self.waiting = int(trace.ticks[0, -1, -1]) + 1  # steps that the last number waits
        queue = min(self.waiting, self.n + self.k - 1)
        self.left, self.top = MARGIN + ENTRY, HEAD + queue * QUEUE + 12
        self.right = self.left + self.k * SIDE + 36

    def scene(self, titles: Sequence[str]) -> Scene:
        """Return the scene; `titles` name A, B and C.

        Bound fields: `placeB` (k, n, 2), `seenB`, `placeC` (m, n, 2), `seenC`, `sums`, `counts`, `markA`."""
        tokens_b, tokens_c = cell_ids("B", self.k, self.n), cell_ids("C", self.m, self.n)
        bindings = (
            EqualBinding("markA", cell_ids("A", self.m, self.k), "live", 2.0),
            PlaceBinding("placeB", tokens_b),
            OpacityBinding("seenB", tokens_b),
            PlaceBinding("placeC", tokens_c),
            OpacityBinding("seenC", tokens_c),
            *sums(self.m, self.n, self.k, late=True),
        )
        elements: tuple[Element, ...] = (
            *self._cells(),
            *self._frames(),
            *self._tokens(),
            *self._titles(titles),
        )
        width, height = self.right + self.n * RESULT + MARGIN, self.top + self.m * SIDE + 40
        return Scene(width, height, elements, bindings)

    def positions(self, step: int) -> tuple[Array, Array, Array, Array, Positions]:
        """Return places and opacity of B (k, n) and of the sums (m, n) after `step` ticks."""
        last = step == len(self.trace)
        now = flow_positions(self.trace, step - 1)
        rows = now.rows + (1 if last else 0)
        columns = now.columns + (1 if last else 0)
        k, i = np.arange(self.k)[:, None], np.arange(self.m)[:, None]
        x = self.left + (k + 0.5) * SIDE + B_SHIFT[0] + 0 * rows
        queue = np.maximum(rows, -min(self.waiting, self.n + self.k - 1))
        y = np.where(
            rows < 0, self.top + queue * QUEUE + 0.5 * QUEUE - 6, self.top + (rows + 0.5) * SIDE + B_SHIFT[1]
        )
        y = np.where(rows >= self.m, self.top + self.m * SIDE + 16, y)
        seen_b = np.where(rows >= self.m, 0.0, np.where(rows < -(self.n + self.k - 1), 0.0, 1.0))
        out = columns >= self.k
        cx = np.where(
            out, self.right + (np.arange(self.n) + 0.5) * RESULT, self.left + (columns + 0.5) * SIDE
        )
        cx = np.where(columns < 0, self.left - 0.5 * ENTRY, cx)
        cy = self.top + (i + 0.5) * SIDE + np.where(out, 0.0, SUM_SHIFT[1])
        biased = self.trace.bias is not None
        seen_c = np.where(columns >= 0, 1.0, np.where((columns == -1) & biased, 1.0, 0.0))
        return np.stack([x, y], -1), seen_b, np.stack([cx, cy], -1), seen_c, now

    # -- what is drawn -----------------------------------------------------------------
    def _cells(self) -> list[Token]:
        return [
            Token(
                cell_id("A", i, k),
                self.left + (k + 0.5) * SIDE,
                self.top + (i + 0.5) * SIDE,
                SIDE - 6,
                SIDE - 6,
                shortest(self.trace.A[i, k]),
                20,
                "a",
                text_x=A_SHIFT[0],
                text_y=A_SHIFT[1],
                data=("cell", cell_id("A", i, k)),
            )
            for i, k in places(self.m, self.k)
        ]

    def _frames(self) -> list[Cell]:
        """The empty places where the results will stand."""
        return [
            Cell(
                cell_id("place", i, j),
                self.right + j * RESULT + 3,
                self.top + (i + 0.5) * SIDE - 22,
                RESULT - 6,
                44,
                "place",
            )
            for i, j in places(self.m, self.n)
        ]

    def _tokens(self) -> list[Token]:
        """The numbers of B and the sums; where they are is said by every frame."""
        B = [(cell_id("B", k, j), shortest(self.trace.B[k, j])) for k, j in places(self.k, self.n)]
        return [
            *(Token(name, 0, 0, 38, 30, words, 18, "b", data=("cell", name)) for name, words in B),
            *(
                Token(name, 0, 0, 60, 34, "", 19, "c", data=("cell", name))
                for name in cell_ids("C", self.m, self.n)
            ),
        ]

    def _titles(self, titles: Sequence[str]) -> list[Label]:
        spots = (
            (self.left + 3, self.top + self.m * SIDE + 22),
            (self.left + 3, 14.0),
            (self.right + 3, self.top - 14),
        )
        return [
            Label(f"title{name}", x, y, text, 17, "strong", "start")
            for name, text, (x, y) in zip("ABC", titles, spots, strict=True)
        ]
