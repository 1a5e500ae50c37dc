"""The frames of a product: one before the first step, and one after each.
All of them are made at once, so nothing is sent while it plays."""

from functools import cached_property

import numpy as np

from nnviz.product.cache_simulator import CacheTrace
from nnviz.product.loops import LOOP_OF_VIEW, loop_numbers, loop_state
from nnviz.product.matmul_trace import Trace
from pages.parts.product.marks import mark
from pages.parts.product.second_view import SecondView
from pages.shared.protocol.layouts import Array, Field, Layout
from pages.shared.scenes.flow import Flow
from pages.shared.scenes.matmul import LIVE
from pages.shared.scenes.memory import Memory


class ProductFilm:
    """The frames of a trace: one before the first step, and one after each. Where it is `edited` the numbers
    of A, B and the bias travel with them, and not with the picture. A `second` view goes along."""

    def __init__(
        self, trace: Trace, walk: CacheTrace, edited: bool = False, second: Trace | None = None
    ) -> None:
        self.trace, self.walk, self.edited = trace, walk, edited
        self.second = SecondView(second, trace) if second else None
        self.memory = Memory(walk)
        self.order = LOOP_OF_VIEW.get(trace.view, "")
        self.flow = Flow(trace) if trace.view == "flow" else None

    @cached_property
    def layout(self) -> Layout:
        """The fields of a frame."""
        m, k, n = self.trace.sizes
        fields = [Field("step", "float32"), Field("line", "float32"), Field("sums", "float64", m * n)]
        fields += [Field("counts", "uint8", m * n), Field("markA", "uint8", m * k)]
        fields += [Field("markB", "uint8", k * n), Field("markC", "uint8", m * n)]
        if self.flow:
            fields += [Field("placeB", "float32", 2 * k * n), Field("seenB", "uint8", k * n)]
            fields += [Field("placeC", "float32", 2 * m * n), Field("seenC", "uint8", m * n)]
            fields.append(Field("placeLast", "float32", 2))
            fields += [Field("before", "float64", m * k), Field("signs", "uint8", m * k)]
        fields += self.second.fields() if self.second else ()
        fields += [Field("fetched", "float32"), Field("lines", "uint8", self.walk.layout.lines)]
        once = (Field(name, "float64", numbers.size) for name, numbers in self._operands())
        return Layout(tuple(fields), tuple(once))

    def _operands(self) -> list[tuple[str, Array]]:
        """What is edited, by the names of the fields."""
        trace = self.trace
        found = [("A", trace.A), ("B", trace.B)] if self.edited else []
        return found if trace.bias is None or not self.edited else [*found, ("bias", trace.bias)]

    def once(self) -> Array | None:
        """Return what all frames share."""
        if not self.edited:
            return None
        row = self.layout.empty_once()
        for name, numbers in self._operands():
            row[0][name] = numbers.ravel()
        return row

    def frames(self) -> Array:
        """Return all frames."""
        rows = self.layout.empty(len(self.trace) + 1)
        for number, row in enumerate(rows):
            self._fill(row, number)
        return rows

    def _fill(self, row: Array, number: int) -> None:
        trace = self.trace
        step = trace[number - 1] if number else None
        row["step"] = number
        row["line"] = self._line(number)
        row["sums"] = (step.partial if step else trace.start).ravel()
        row["counts"] = (step.counts if step else np.zeros(trace.start.shape)).ravel()
        row["lines"], row["fetched"] = self.memory.state(number)
        marks = mark(trace, step)
        row["markA"], row["markB"], row["markC"] = (cells.ravel() for cells in marks)
        if self.second:
            self.second.fill(row, number)
        if self.flow:
            self._fill_flow(row, number, self.flow)

    def _fill_flow(self, row: Array, number: int, flow: Flow) -> None:
        place_b, seen_b, place_c, seen_c, now = flow.positions(number)
        out = now.columns + (number == len(self.trace)) >= flow.k
        sums = np.where(out, np.atleast_2d(self.trace.output.reshape(flow.m, flow.n)), now.sums)
        row["sums"], row["before"] = sums.ravel(), flow.before(number).ravel()
        row["signs"] = np.where(row["markA"] == LIVE, 1 + number % 2, 0)
        row["placeB"], row["seenB"] = place_b.ravel(), seen_b.ravel()
        row["placeC"], row["seenC"] = place_c.ravel(), seen_c.ravel()
        row["placeLast"] = place_c[-1, -1]

    def _line(self, number: int) -> float:
        if not number or self.flow:
            return -1.0 if not number else 0.0
        last = loop_numbers(self.trace, number - 1, self.order)[-1]
        return float(loop_state(self.trace, last, self.order).line)
