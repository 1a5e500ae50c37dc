"""The data flow: columns of B fall through A from above, partial sums move to the right and leave as C.
Every number is a token that travels; where it is at a tick comes from the core.

In a cell of A its own number stands at the upper left. A number of B has a lane at the right, a sum one at
the bottom; B moves first, then the sums, so that no two numbers are ever in each other's way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from nnviz.product.flow import Positions, flow_positions
from nnviz.product.matmul_trace import Trace
from pages.shared.protocol.bindings import (
    Binding,
    EqualBinding,
    OpacityBinding,
    PlaceBinding,
    State,
    TextBinding,
)
from pages.shared.protocol.elements import Cell, Element, Label, LabelTone, MatrixTone, Token
from pages.shared.protocol.ids import cell_id, cell_ids
from pages.shared.protocol.layouts import Array
from pages.shared.protocol.number_formats import Shortest
from pages.shared.protocol.panels import Scene
from pages.shared.scenes.editing import KNOB, Editing, numbers, size_buttons
from pages.shared.scenes.matmul import Touching, places, shortest, sums

WIDE, HIGH = 172.0, 72.0  # a cell of A
QUEUE, ENTRY, RESULT = 32.0, 76.0, 78.0  # a waiting number, the room on the left, a cell of C
LANE_B, LANE_SUM, OWN = (58.0, -17.0), (1.0, 18.0), (-50.0, -17.0)  # where the three stand in a cell
TIMES, PLUS, BEFORE, ARROW = (4.0, -17.0), (-79.0, 18.0), (-57.0, 18.0), (-33.0, 18.0)
LEAST_QUEUE = 100.0  # so that there is room for the legend beside it
LEGEND = 300.0
MARGIN, HEAD, FOOT = 10.0, 14.0, 46.0
SIZE, SMALL, TINY = 26, 18, 15  # of numbers, and of words
# Shares of a motion: B falls, the sums move to the right, results rise to their places. The last sum of all
# leaves in the step in which it is complete, so it follows when the others have left.
FALLS, ARRIVES, RISES = (0.0, 0.35), (0.35, 0.7), (0.7, 0.8)
FOLLOWS, LAST_RISES = (0.8, 0.96), (0.96, 1.0)
LIVE = 2.0
# The signs in a cell are seen at rest: in motion the states before it and after it differ.
SIGNS: tuple[tuple[float, State, State], ...] = ((1.0, "near", "now"), (2.0, "live", "on"))
SHORT = Shortest(3, room=4)


@dataclass(frozen=True)
class FlowWords:
    """What stands above A and B and below C, and what the three numbers in a cell are called."""

    titles: Sequence[str]
    own: str
    passing: str
    sum: str


class Flow:
    """The geometry of a flow, and the places of its tokens at every step."""

    def __init__(self, trace: Trace) -> None:
        self.trace = trace
        self.m, self.k, self.n = trace.sizes
        self.waiting = int(trace.ticks[0, -1, -1]) + 1  # steps that the last number waits
        queue = min(self.waiting, self.n + self.k - 1)
        self.entry = ENTRY * (1 if trace.bias is None else 2)
        self.left, self.top = MARGIN + self.entry, HEAD + max(LEAST_QUEUE, queue * QUEUE) + 12
        self.right = self.left + self.k * WIDE + 24
        self.bottom = self.top + self.m * HIGH

    def scene(self, words: FlowWords, touching: Touching | None = None) -> Scene:
        """Return the scene.

        Bound fields: `placeB` (k, n, 2), `seenB`, `placeC` (m, n, 2), `placeLast` (2,), the last of them,
        `seenC`, `sums`, `counts`, `markA`, for each cell of A (m, k) `before`, the sum that came to it, and
        `signs`, 1 or 2 in turn where something is multiplied, else 0; where they are edited `A`, `B` and
        `bias`."""
        editing = touching.editing if touching else None
        elements: tuple[Element, ...] = (
            *self._cells(editing),
            *self._signs(),
            *self._frames(),
            *self._sums(touching),
            *self._inputs(editing),
            *self._words(words),
            *(self._buttons(touching) if touching else ()),
        )
        width = self.right + max(self.n * RESULT, LEGEND) + MARGIN
        return Scene(width, self.bottom + FOOT, elements, tuple(self._bindings(editing)))

    def _bindings(self, editing: Editing | None) -> Iterator[Binding]:
        a, b, c = self._ids("A"), self._ids("B"), self._ids("C")
        yield EqualBinding("markA", a, "live", LIVE)
        for name in ("times", "plus", "before", "arrow"):
            ids = cell_ids(name, self.m, self.k)
            for value, moved, arrived in SIGNS:
                yield EqualBinding("signs", ids, moved, value)
                yield EqualBinding("signs", ids, arrived, value, late=True)
        yield TextBinding("before", cell_ids("before", self.m, self.k), SHORT, late=True)
        yield PlaceBinding("placeB", b, down=FALLS)
        yield OpacityBinding("seenB", b)
        yield PlaceBinding("placeC", c, across=ARRIVES, down=RISES)
        yield PlaceBinding(
            "placeLast", c[-1:], across=FOLLOWS, down=LAST_RISES
        )  # the last one moves later than placeC says
        yield OpacityBinding("seenC", c, during=RISES)  # when the one before has left its place
        yield from sums(self.m, self.n, self.k, late=True)
        if editing:
            yield from (numbers("A", a), numbers("B", b))
            if self.trace.bias is not None:
                yield numbers("bias", cell_ids("b", self.m))

    def _ids(self, name: str) -> tuple[str, ...]:
        shapes = {"A": (self.m, self.k), "B": (self.k, self.n), "C": (self.m, self.n)}
        return cell_ids(name, *shapes[name])

    # -- where the numbers are ---------------------------------------------------------
    def positions(self, step: int) -> tuple[Array, Array, Array, Array, Positions]:
        """Return places and opacity of B (k, n) and of the sums (m, n) after `step` ticks."""
        last = step == len(self.trace)
        now = flow_positions(self.trace, step - 1)
        rows = now.rows + (1 if last else 0)
        columns = now.columns + (1 if last else 0)
        k, i = np.arange(self.k)[:, None], np.arange(self.m)[:, None]
        x = self.left + (k + 0.5) * WIDE + LANE_B[0] + 0 * rows
        queue = np.maximum(rows, -min(self.waiting, self.n + self.k - 1))
        y = np.where(
            rows < 0, self.top + (queue + 0.5) * QUEUE - 4, self.top + (rows + 0.5) * HIGH + LANE_B[1]
        )
        y = np.where(rows >= self.m, self.bottom + 14 + QUEUE * np.minimum(rows - self.m, 1), y)
        seen_b = np.where(rows >= self.m, 0.0, np.where(rows < -(self.n + self.k - 1), 0.0, 1.0))
        out = columns >= self.k
        results = self.right + (np.arange(self.n) + 0.5) * RESULT
        cx = np.where(out, results, self.left + (columns + 0.5) * WIDE + LANE_SUM[0])
        cx = np.where(columns < 0, self.left - 0.5 * ENTRY, cx)
        cy = self.top + (i + 0.5) * HIGH + np.where(out, LANE_B[1], LANE_SUM[1])
        biased = self.trace.bias is not None
        seen_c = np.where(columns >= 0, 1.0, np.where((columns == -1) & biased, 1.0, 0.0))
        return np.stack([x, y], -1), seen_b, np.stack([cx, cy], -1), seen_c, now

    def before(self, step: int) -> Array:
        """Return the sums (m, k) to which the cells of A add in a step; 0 where nothing is multiplied."""
        found = np.zeros((self.m, self.k))
        for i, k, j in self.trace[step - 1].multiplications if step else ():
            found[i, k] = self.trace.sums[k, i, j]
        return found

    def _centre(self, i: int, k: int, shift: tuple[float, float] = (0.0, 0.0)) -> tuple[float, float]:
        """The middle of a cell of A, or a place in it."""
        return self.left + (k + 0.5) * WIDE + shift[0], self.top + (i + 0.5) * HIGH + shift[1]

    # -- what is drawn -----------------------------------------------------------------
    def _cells(self, editing: Editing | None) -> Iterator[Cell | Token]:
        """The cells of A, and in each its own number; before them the bias, if there is one."""
        for i, k in places(self.m, self.k):
            x, y = self._centre(i, k)
            yield Cell(
                cell_id("station", i, k), x - WIDE / 2 + 3, y - HIGH / 2 + 3, WIDE - 6, HIGH - 6, "place"
            )
        for (i, k), name in zip(places(self.m, self.k), self._ids("A"), strict=True):
            yield self._number(name, self._centre(i, k, OWN), 58, "a", self.trace.A[i, k], editing)
        if self.trace.bias is not None:
            for i, name in enumerate(cell_ids("b", self.m)):
                at = (MARGIN + ENTRY / 2, self.top + (i + 0.5) * HIGH + LANE_SUM[1])
                yield self._number(name, at, 62, "b", self.trace.bias[i], editing)

    def _inputs(self, editing: Editing | None) -> Iterator[Token]:
        """The numbers of B; where they are is said by every frame."""
        for (k, j), name in zip(places(self.k, self.n), self._ids("B"), strict=True):
            yield self._number(name, (0.0, 0.0), 50, "b", self.trace.B[k, j], editing)

    def _number(
        self,
        name: str,
        at: tuple[float, float],
        width: float,
        tone: MatrixTone,
        value: float,
        editing: Editing | None,
    ) -> Token:
        words = "" if editing else shortest(value)
        made = Token(name, *at, width, 29, words, SIZE, tone, data=("cell", name))
        return editing.of_number(made) if editing else made

    def _sums(self, touching: Touching | None) -> Iterator[Token]:
        for place, name in zip(places(self.m, self.n), self._ids("C"), strict=True):
            made = Token(name, 0, 0, 56, 29, "", SIZE, "c", data=("cell", name))
            yield touching.of_sum(made, place, self.k) if touching else made

    def _signs(self) -> Iterator[Label]:
        """The signs between the three numbers of a cell, and the sum before the step."""
        signs = (("times", "×", TIMES), ("plus", "+", PLUS), ("before", "", BEFORE), ("arrow", "→", ARROW))
        for name, words, shift in signs:
            for i, k in places(self.m, self.k):
                yield Label(cell_id(name, i, k), *self._centre(i, k, shift), words, TINY, ("soft", "sign"))

    def _frames(self) -> list[Cell]:
        """The empty places where the results will stand."""
        return [
            Cell(
                cell_id("place", i, j),
                self.right + j * RESULT + 7,
                self.top + (i + 0.5) * HIGH + LANE_B[1] - 18,
                RESULT - 14,
                36,
                "place",
            )
            for i, j in places(self.m, self.n)
        ]

    def _words(self, words: FlowWords) -> Iterator[Label]:
        """The titles, and what is what in a cell."""
        spots = ((MARGIN, self.top - 14), (MARGIN, HEAD + 12), (self.right + 4, self.bottom + 24))
        for name, text, (x, y) in zip("ABC", words.titles, spots, strict=True):
            yield Label(f"title{name}", x, y, text, 18, "strong", "start")
        legend: tuple[tuple[LabelTone, str, str], ...] = (
            ("a", "own", words.own), ("b", "passing", words.passing), ("c", "sum", words.sum),
        )  # fmt: skip
        for at, (tone, name, text) in enumerate(legend):
            yield Label(
                f"legend.{name}", self.right + 4, HEAD + 12 + 26 * at, text, SMALL, (tone, "strong"), "start"
            )

    def _buttons(self, touching: Touching) -> Iterator[Token]:
        """The buttons for rows and columns of A and B, at the edges of A and below the title of B; and that
        for the bias, below the place where it enters."""
        editing, sign = touching.editing, "+" if self.trace.bias is None else "−"
        place = (MARGIN + 24, self.bottom + 20)
        yield Token("bias", *place, 48, KNOB, f"{sign} b", SMALL, "knob", touching.bias, round=KNOB / 2)
        axes_a, axes_b = len(editing.shapes["A"]), len(editing.shapes["B"])
        if axes_a == 2:
            yield from size_buttons(editing, "A", 0, (self.left + 17, self.bottom + 20))
        yield from size_buttons(editing, "A", axes_a - 1, (self.right - 4, self.top - 20))
        yield from size_buttons(editing, "B", axes_b - 1, (MARGIN + 15, HEAD + 42))
