"""The data flow: columns of B fall through A from above, partial sums move to the right and leave as C.
Every number is a token that travels; where it is at a tick comes from the core."""

from collections.abc import Sequence

import numpy as np

from nnviz.product.matmul_trace import Positions, Trace, flow_positions
from pages.shared.panels import Array, Binding, Element, Scene
from pages.shared.scenes.crossing import places, shortest, sums

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
        tokens_b = tuple(f"B[{k},{j}]" for k, j in places(self.k, self.n))
        tokens_c = tuple(f"C[{i},{j}]" for i, j in places(self.m, self.n))
        cells = tuple(f"A[{i},{k}]" for i, k in places(self.m, self.k))
        bindings = (
            Binding("markA", cells, "is", options={"equal": 2.0, "name": "live"}),
            Binding("placeB", tokens_b, "place"),
            Binding("seenB", tokens_b, "opacity"),
            Binding("placeC", tokens_c, "place"),
            Binding("seenC", tokens_c, "opacity"),
            *(
                Binding(b.field, b.ids, b.attribute, options=b.options | {"late": True})
                for b in sums(self.m, self.n, self.k)
            ),
        )
        elements = (*self._cells(), *self._frames(), *self._tokens(), *self._titles(titles))
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
    def _cells(self) -> list[Element]:
        box = {"kind": "token", "width": SIDE - 6, "height": SIDE - 6, "size": 20, "tone": "a field"}
        corner = {"text_x": A_SHIFT[0], "text_y": A_SHIFT[1]}
        return [
            {
                "id": f"A[{i},{k}]",
                "x": self.left + (k + 0.5) * SIDE,
                "y": self.top + (i + 0.5) * SIDE,
                "text": shortest(self.trace.A[i, k]),
                "attributes": {"data-cell": f"A[{i},{k}]"},
                **box,
                **corner,
            }
            for i, k in places(self.m, self.k)
        ]

    def _frames(self) -> list[Element]:
        """The empty places where the results will stand."""
        box = {"kind": "cell", "width": RESULT - 6, "height": 44, "tone": "place"}
        return [
            {
                "id": f"place[{i},{j}]",
                "x": self.right + j * RESULT + 3,
                "y": self.top + (i + 0.5) * SIDE - 22,
                **box,
            }
            for i, j in places(self.m, self.n)
        ]

    def _tokens(self) -> list[Element]:
        chip = {"kind": "token", "width": 38, "height": 30, "size": 18, "tone": "b"}
        total = {"kind": "token", "width": 60, "height": 34, "size": 19, "tone": "c"}
        return [
            {
                "id": f"B[{k},{j}]",
                "text": shortest(self.trace.B[k, j]),
                "attributes": {"data-cell": f"B[{k},{j}]"},
                **chip,
            }
            for k, j in places(self.k, self.n)
        ] + [
            {"id": f"C[{i},{j}]", "attributes": {"data-cell": f"C[{i},{j}]"}, **total}
            for i, j in places(self.m, self.n)
        ]

    def _titles(self, titles: Sequence[str]) -> list[Element]:
        words = {"kind": "label", "anchor": "start", "size": 17, "tone": "strong"}
        spots = (
            (self.left + 3, self.top + self.m * SIDE + 22),
            (self.left + 3, 14.0),
            (self.right + 3, self.top - 14),
        )
        return [
            {"id": f"title{name}", "x": x, "y": y, "text": text, **words}
            for name, text, (x, y) in zip("ABC", titles, spots, strict=True)
        ]
