"""The data flow: columns of B fall through A from above, partial sums move to the right and leave as C.
Every number is a token that travels; where it is at a tick comes from the core.

In a cell of A its own number stands at the upper left. A number of B has a lane at the right, a sum one at
the bottom; B moves first, then the sums, so that no two numbers are ever in each other's way. How large all
of it is stands in `flow_sizes.py`."""

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
from pages.shared.scenes.editing import Editing, numbers, size_buttons
from pages.shared.scenes.flow_sizes import LEAST_QUEUE, MARGIN, fitting
from pages.shared.scenes.matmul import Touching, places, shortest, sums

SIZE = 26  # of numbers
# Shares of a motion: B falls, the sums move to the right, results rise to their places. The last sum of all
# leaves in the step in which it is complete, so it follows when the others have left.
FALLS, ARRIVES, RISES = (0.0, 0.35), (0.35, 0.7), (0.7, 0.8)
FOLLOWS, LAST_RISES = (0.8, 0.96), (0.96, 1.0)
LIVE = 2.0
# The signs in a cell are seen at rest: in motion the states before it and after it differ.
SIGNS: tuple[tuple[float, State, State], ...] = ((1.0, "near", "now"), (2.0, "live", "on"))
WRITTEN = {"times": "×", "plus": "+", "before": "", "arrow": "→"}
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
        ticks, biased = int(trace.ticks[0, -1, -1]) + 1, trace.bias is not None
        self.sizes = fitting(trace.sizes, ticks, biased)
        self.queue = self.sizes.waiting(self.k, self.n, ticks)  # rows of numbers that wait
        self.width, self.height = self.sizes.extent(trace.sizes, ticks, biased)
        self.left = MARGIN + self.sizes.entry * (1 + biased)
        self.top = self.sizes.head + max(LEAST_QUEUE, self.queue * self.sizes.queue) + self.sizes.gap / 2
        self.right = self.left + self.k * self.sizes.wide + self.sizes.gap
        self.bottom = self.top + self.m * self.sizes.high

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
        return Scene(self.width, self.height, elements, tuple(self._bindings(editing)))

    def _bindings(self, editing: Editing | None) -> Iterator[Binding]:
        a, b, c = self._ids("A"), self._ids("B"), self._ids("C")
        yield EqualBinding("markA", a, "live", LIVE)
        for name in self.sizes.signs:
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
        last, sizes = step == len(self.trace), self.sizes
        now = flow_positions(self.trace, step - 1)
        rows = now.rows + (1 if last else 0)
        columns = now.columns + (1 if last else 0)
        k, i = np.arange(self.k)[:, None], np.arange(self.m)[:, None]
        x = self.left + (k + 0.5) * sizes.wide + sizes.lane_b[0] + 0 * rows
        y = np.where(
            rows < 0,
            self.top + (self._queued(rows) + 0.5) * sizes.queue - sizes.gap / 6,
            self.top + (rows + 0.5) * sizes.high + sizes.lane_b[1],
        )
        below = 14 + sizes.queue * np.minimum(rows - self.m, 1)
        y = np.where(rows >= self.m, self.bottom + below, y)
        hidden = (rows >= self.m) | (sizes.stepped & (rows < -(self.n + self.k - 1)))
        out = columns >= self.k
        results = self.right + (np.arange(self.n) + 0.5) * sizes.result
        cx = np.where(out, results, self.left + (columns + 0.5) * sizes.wide + sizes.lane_sum[0])
        cx = np.where(columns < 0, self.left - 0.5 * sizes.entry, cx)
        cy = self.top + (i + 0.5) * sizes.high + np.where(out, sizes.lane_b[1], sizes.lane_sum[1])
        biased = self.trace.bias is not None
        seen_c = np.where(columns >= 0, 1.0, np.where((columns == -1) & biased, 1.0, 0.0))
        return np.stack([x, y], -1), np.where(hidden, 0.0, 1.0), np.stack([cx, cy], -1), seen_c, now

    def _queued(self, rows: Array) -> Array:
        """Return the rows of numbers in the queue, which are negative: as many steps from A as they wait, or
        closed up, the next one first."""
        if self.sizes.stepped:
            return np.maximum(rows, -self.queue)
        waiting: Array = np.cumsum(rows < 0, axis=1)
        return -waiting

    def before(self, step: int) -> Array:
        """Return the sums (m, k) to which the cells of A add in a step; 0 where nothing is multiplied."""
        found = np.zeros((self.m, self.k))
        for i, k, j in self.trace[step - 1].multiplications if step else ():
            found[i, k] = self.trace.sums[k, i, j]
        return found

    def _centre(self, i: int, k: int, shift: tuple[float, float] = (0.0, 0.0)) -> tuple[float, float]:
        """The middle of a cell of A, or a place in it."""
        wide, high = self.sizes.wide, self.sizes.high
        return self.left + (k + 0.5) * wide + shift[0], self.top + (i + 0.5) * high + shift[1]

    # -- what is drawn -----------------------------------------------------------------
    def _cells(self, editing: Editing | None) -> Iterator[Cell | Token]:
        """The cells of A, and in each its own number; before them the bias, if there is one."""
        sizes = self.sizes
        edge, wide, high = sizes.gap / 8, sizes.wide, sizes.high
        for i, k in places(self.m, self.k):
            x, y = self._centre(i, k, (edge - wide / 2, edge - high / 2))
            yield Cell(cell_id("station", i, k), x, y, wide - 2 * edge, high - 2 * edge, "place")
        for (i, k), name in zip(places(self.m, self.k), self._ids("A"), strict=True):
            place = self._centre(i, k, sizes.own)
            yield self._number(name, place, sizes.own_wide, "a", self.trace.A[i, k], editing)
        if self.trace.bias is not None:
            for i, name in enumerate(cell_ids("b", self.m)):
                at = (MARGIN + sizes.entry / 2, self.top + (i + 0.5) * high + sizes.lane_sum[1])
                yield self._number(name, at, sizes.sum_wide + 6, "b", self.trace.bias[i], editing)

    def _inputs(self, editing: Editing | None) -> Iterator[Token]:
        """The numbers of B; where they are is said by every frame."""
        for (k, j), name in zip(places(self.k, self.n), self._ids("B"), strict=True):
            yield self._number(name, (0.0, 0.0), self.sizes.b_wide, "b", self.trace.B[k, j], editing)

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
        made = Token(name, *at, width, self.sizes.tall, words, SIZE, tone, data=("cell", name))
        return editing.of_number(made) if editing else made

    def _sums(self, touching: Touching | None) -> Iterator[Token]:
        for place, name in zip(places(self.m, self.n), self._ids("C"), strict=True):
            wide, tall = self.sizes.sum_wide, self.sizes.tall
            made = Token(name, 0, 0, wide, tall, "", SIZE, "c", data=("cell", name))
            yield touching.of_sum(made, place, self.k) if touching else made

    def _signs(self) -> Iterator[Label]:
        """The signs between the three numbers of a cell, and the sum before the step."""
        for name, shift in self.sizes.signs.items():
            for i, k in places(self.m, self.k):
                place, words = self._centre(i, k, shift), WRITTEN[name]
                yield Label(cell_id(name, i, k), *place, words, self.sizes.sign, ("soft", "sign"))

    def _frames(self) -> list[Cell]:
        """The empty places where the results will stand."""
        sizes = self.sizes
        left, tall = self.right + (sizes.result - sizes.place) / 2, sizes.tall + 7
        top = self.top + sizes.high / 2 + sizes.lane_b[1] - tall / 2
        return [
            Cell(
                cell_id("place", i, j),
                left + j * sizes.result,
                top + i * sizes.high,
                sizes.place,
                tall,
                "place",
            )
            for i, j in places(self.m, self.n)
        ]

    def _words(self, words: FlowWords) -> Iterator[Label]:
        """The titles, and what is what in a cell."""
        head, size = self.sizes.head + 12, self.sizes.words
        spots = ((MARGIN, self.top - 14), (MARGIN, head), (self.right + 4, self.height - 22))
        for name, text, (x, y) in zip("ABC", words.titles, spots, strict=True):
            yield Label(f"title{name}", x, y, text, size, "strong", "start")
        legend: tuple[tuple[LabelTone, str, str], ...] = (
            ("a", "own", words.own), ("b", "passing", words.passing), ("c", "sum", words.sum),
        )  # fmt: skip
        for at, (tone, name, text) in enumerate(legend):
            place = (self.right + 4, head + 26 * at)
            yield Label(f"legend.{name}", *place, text, size, (tone, "strong"), "start")

    def _buttons(self, touching: Touching) -> Iterator[Token]:
        """The buttons for rows and columns of A and B, at the edges of A and below the title of B; and that
        for the bias, below the place where it enters."""
        editing, sign = touching.editing, "+" if self.trace.bias is None else "−"
        sizes, below, behind = self.sizes, self.bottom + 20, self.right + 20 - self.sizes.gap
        place, words, round_ = (MARGIN + 24, below), f"{sign} b", sizes.knob / 2
        yield Token("bias", *place, 48, sizes.knob, words, sizes.words, "knob", touching.bias, round=round_)
        axes_a, axes_b = len(editing.shapes["A"]), len(editing.shapes["B"])
        spots = {
            ("A", axes_a - 1): (behind, self.top - 20),
            ("B", axes_b - 1): (MARGIN + 15, sizes.head + 42),
        }
        if axes_a == 2:
            spots["A", 0] = (self.left + 17, below)
        for (name, axis), spot in spots.items():
            yield from size_buttons(editing, name, axis, spot, size=sizes.knob)
