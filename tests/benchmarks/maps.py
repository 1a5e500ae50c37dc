"""The command `python -m tests.benchmarks.maps`: what the maps of all units over 100 x 100 points cost.
CPU time on one thread, the least of many runs; exit status 1 says that a row missed its target.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from time import process_time

import numpy as np
from numpy.typing import ArrayLike

from nnviz import Grid, Network
from nnviz.validation import Array

RUNS, A_RUN = 200, 3


class Features:
    """x, y, x², y², xy, sin x and sin y of a point: seven inputs."""

    def transform(self, X: ArrayLike) -> Array:
        """The seven inputs (points, 7) of points X (points, 2)."""
        x, y = np.asarray(X).T
        return np.stack([x, y, x * x, y * y, x * y, np.sin(x), np.sin(y)], axis=1)


@dataclass(frozen=True)
class Case:
    """Maps of a network of these `sizes`, in float64 or float32, and the most milliseconds they may take."""

    sizes: tuple[int, ...]
    dtype: str
    most: float

    def grid(self) -> Grid:
        """The grid whose maps are asked for."""
        net = Network(self.sizes, "tanh", "tanh", seed=1)
        inputs = Features() if self.sizes[0] == 7 else None
        return Grid(net, (-1, 1), (-1, 1), 100, inputs, dtype=self.dtype)


SMALL, LARGE = (2, 4, 2, 1), (7, *[8] * 6, 1)
CASES = (
    Case(SMALL, "float64", 1.5),
    Case(SMALL, "float32", 0.5),
    Case(LARGE, "float64", 9.0),
    Case(LARGE, "float32", 3.0),
)


def milliseconds(work: Callable[[], object]) -> float:
    """The least CPU time of many runs."""
    times = []
    for _ in range(RUNS):
        start = process_time()
        for _ in range(A_RUN):
            work()
        times.append((process_time() - start) / A_RUN)
    return 1000 * min(times)


def main() -> int:
    """Measure and print; 0 if every row reached its target."""
    missed = 0
    for case in CASES:
        took = milliseconds(case.grid().maps)
        missed += took > case.most
        name = "-".join(map(str, case.sizes))
        verdict = "MISSED" if took > case.most else ""
        sys.stdout.write(
            f"{name:20} {case.dtype:8} {took:6.2f} ms, at most {case.most} {verdict}".rstrip() + "\n"
        )
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
