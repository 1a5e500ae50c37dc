"""The matrix product as three nested loops over i, k and j, in any order, with the state of every turn.
The loops do the same multiplications as the timeline of `nnviz.product`, one at a time.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations
from itertools import product as loop_over
from math import prod

import numpy as np

from nnviz.checks import Number, choice, whole_number
from nnviz.product import Multiplication, Sizes, Trace

LOOP_ORDERS = tuple("".join(order) for order in permutations("ijk"))
LOOP_OF_VIEW = {"cell": "ijk", "columns": "jki", "rows": "ikj", "outer": "kij"}  # "flow" is no loop


def loops(of: Trace | Sizes, order: str = "ijk") -> tuple[str, ...]:
    """The five lines of Python that multiply by three loops in this order, for a trace or sizes (m, k, n).

    With a bias b the sums start from it."""
    m, _, n = of.sizes if isinstance(of, Trace) else of
    ranges = zip(order, _ranges(of, order), strict=True)
    heads = (f"{'    ' * depth}for {name} in range({size}):" for depth, (name, size) in enumerate(ranges))
    return (f"C = np.zeros(({m}, {n})){_bias(of)}", *heads, " " * 12 + "C[i, j] += A[i, k] * B[k, j]")


def _bias(of: Trace | Sizes) -> str:
    if not isinstance(of, Trace) or of.bias is None:
        return ""
    return " + b" if of.neurons == "columns" else " + b[:, None]"


def multiplication_at(of: Trace | Sizes, t: int, order: str = "ijk") -> Multiplication:
    """The (i, k, j) that three loops in this order, for a trace or sizes, come to as number t, from 0."""
    ranges = _ranges(of, order)
    t = whole_number("t", t, 0, prod(ranges) - 1, "the last multiplication")
    place = [int(n) for n in np.unravel_index(t, ranges)]
    return place[order.index("i")], place[order.index("k")], place[order.index("j")]


def in_loop_order(of: Trace | Sizes, order: str = "ijk") -> Iterator[Multiplication]:
    """Every (i, k, j) once, as three loops in this order come to them, for a trace or sizes."""
    ranges = [range(size) for size in _ranges(of, order)]
    at_i, at_k, at_j = (order.index(name) for name in "ikj")
    for place in loop_over(*ranges):
        yield place[at_i], place[at_k], place[at_j]


def loop_numbers(trace: Trace, t: int, order: str = "ijk") -> tuple[int, ...]:
    """The numbers, in loops of this order, of the multiplications that step t of the trace does at once.

    In the order `LOOP_OF_VIEW[trace.view]` they follow on each other; in the flow they are far apart.
    """
    ranges = _ranges(trace, order)
    places = np.array(trace[t].multiplications)[:, ["ikj".index(name) for name in order]]
    return tuple(sorted(np.ravel_multi_index(tuple(places.T), ranges).tolist()))


@dataclass(frozen=True)
class LoopState:
    """The loops after one multiplication: i, k, j, its `product`, and C[i, j] so far as `running_sum`.

    `line` is the live line of `loops` (from 0), `ran` all lines that ran since the multiplication before:
    more than two where an inner loop was through.
    """

    i: int
    k: int
    j: int
    line: int
    ran: tuple[int, ...]
    product: Number
    running_sum: Number


def loop_state(trace: Trace, t: int, order: str = "ijk") -> LoopState:
    """The loops in this order after multiplication number t of m·k·n, from 0.

    In the view "cell" with order "ijk" that is step t of the trace; see `loop_numbers` for the others.
    """
    i, k, j = multiplication_at(trace, t, order)
    _, middle, inner = _ranges(trace, order)
    first = 0 if t == 0 else 1 if t % (middle * inner) == 0 else 2 if t % inner == 0 else 3
    with np.errstate(all="ignore"):
        product = np.multiply(trace.A[i, k], trace.B[k, j]).item()
    return LoopState(i, k, j, 4, tuple(range(first, 5)), product, trace.sums[k + 1, i, j].item())


def _ranges(of: Trace | Sizes, order: str) -> tuple[int, ...]:
    """How far each loop counts, the outermost first."""
    m, k, n = of.sizes if isinstance(of, Trace) else of
    return tuple({"i": m, "k": k, "j": n}[name] for name in choice("order", order, LOOP_ORDERS))
