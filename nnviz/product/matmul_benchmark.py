"""The race: a matrix product by three loops against NumPy's, timed on the machine that runs this.
It goes from small matrices to large ones and stops before a lap that would take it beyond its time.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import inf
from time import perf_counter

import numpy as np

from nnviz.validation import not_negative, whole_number

SIZES = (2, 4, 8, 16, 32, 64, 128, 256)
LARGEST = 512
FIRST_GUESS = 1e-7  # seconds for one multiplication in a loop, before anything was timed
ENOUGH = 0.002  # seconds after which a timing is not repeated any more
MOST_REPEATS = 50

Rows = list[list[float]]


@dataclass(frozen=True)
class Lap:
    """One size: the best times in seconds of n x n @ n x n, and how many times faster NumPy was."""

    n: int
    loop_seconds: float
    numpy_seconds: float
    ratio: float


def multiply_by_loops(A: Rows, B: Rows) -> Rows:
    """A (m, k) times B (k, n), both lists of rows, one multiplication after another."""
    C = [[0.0] * len(B[0]) for _ in A]
    for i in range(len(A)):
        for j in range(len(B[0])):
            total = 0.0
            for k in range(len(B)):
                total += A[i][k] * B[k][j]
            C[i][j] = total
    return C


def race(
    sizes: Sequence[int] = SIZES, seconds: float = 3.0, clock: Callable[[], float] = perf_counter
) -> Iterator[Lap]:
    """Time a matrix product by three loops against NumPy's, for n x n matrices.

    Stops before a lap that would not fit into the time, judged by the lap before and by n³; only the time
    spent in here counts. The loops run over Python lists, which is faster than over arrays, on float64; each
    time is the best of some repetitions.

    Parameters
    ----------
    sizes : sequence of int
        The n, ascending, 1..512.
    seconds : float
        What all laps together may take.
    clock : callable
        Gives seconds.

    Yields
    ------
    Lap
        As soon as it is timed.

    Raises
    ------
    ValueError
        At once, for a size outside its limits, sizes that do not ascend, and a time that is negative or not
        finite.
    """
    checked = [whole_number("size", n, 1, LARGEST, "the loops would take too long") for n in sizes]
    if checked != sorted(set(checked)):
        raise ValueError(f"sizes must ascend, got {tuple(checked)}; sort them")
    return _laps(checked, not_negative("seconds", seconds), clock)


def _laps(sizes: list[int], seconds: float, clock: Callable[[], float]) -> Iterator[Lap]:
    spent, per_multiplication = 0.0, FIRST_GUESS
    for n in sizes:
        if spent + per_multiplication * n**3 > seconds:
            return
        start = clock()
        lap = _lap(n, clock)
        spent += clock() - start
        per_multiplication = lap.loop_seconds / n**3
        yield lap


def _lap(n: int, clock: Callable[[], float]) -> Lap:
    A, B = np.random.default_rng(n).uniform(-1, 1, (2, n, n))
    rows_a, rows_b = A.tolist(), B.tolist()
    with np.errstate(all="ignore"):
        A @ B  # the first call wakes NumPy's threads
        fast = _best(lambda: A @ B, clock, 5)
        slow = _best(lambda: multiply_by_loops(rows_a, rows_b), clock, 1)
    return Lap(n, slow, fast, slow / fast if fast else inf)


def _best(function: Callable[[], object], clock: Callable[[], float], at_least: int) -> float:
    """The shortest time of `function`, called until `ENOUGH` seconds or `MOST_REPEATS` calls have gone by."""
    best, total = inf, 0.0
    for number in range(1, MOST_REPEATS + 1):
        start = clock()
        function()
        took = clock() - start
        best, total = min(best, took), total + took
        if total >= ENOUGH and number >= at_least:
            break
    return best
