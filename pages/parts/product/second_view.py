"""A second view of the same product, beside the first and in its steps. After a step of the first the second
has done as many multiplications, as far as they fill whole steps of its own."""

from collections.abc import Iterator

import numpy as np

from nnviz.product.matmul_trace import Trace
from pages.parts.product.marks import mark
from pages.shared.protocol.layouts import Array, Field
from pages.shared.scenes.twin import PREFIX


class SecondView:
    """The fields of a second view `trace`, which goes along with the steps of `first`."""

    def __init__(self, trace: Trace, first: Trace) -> None:
        self.trace = trace
        done, own = (np.bincount(one.ticks.ravel()).cumsum() for one in (first, trace))
        self.steps: Array = np.searchsorted(
            own, [0, *done], side="right"
        )  # for every frame: 0, 1, … of `trace`

    def fields(self) -> Iterator[Field]:
        """The fields of a frame."""
        m, k, n = self.trace.sizes
        yield Field(f"{PREFIX}sums", "float64", m * n)
        counts = {"counts": m * n, "markA": m * k, "markB": k * n, "markC": m * n}
        yield from (Field(f"{PREFIX}{name}", "uint8", count) for name, count in counts.items())

    def fill(self, row: Array, number: int) -> None:
        """Write what is seen in a frame of the first view."""
        trace, at = self.trace, int(self.steps[number])
        step = trace[at - 1] if at else None
        found = {"sums": step.partial if step else trace.start}
        found["counts"] = step.counts if step else np.zeros(trace.start.shape)
        found |= zip(("markA", "markB", "markC"), mark(trace, step), strict=True)
        for name, cells in found.items():
            row[f"{PREFIX}{name}"] = cells.ravel()

    def seen(self, i: int, j: int) -> float:
        """Return the first frame in which C[i, j] is complete."""
        return float(np.argmax(self.steps > self.trace.ticks[i, -1, j]))
