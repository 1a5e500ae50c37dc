"""The matrix product as three nested loops over i, k and j, in any order, with the state of every turn.
The loops do the same multiplications as the timeline of `nnviz.product`, one at a time.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations
from itertools import product as loop_over
from math import prod

import numpy as np

from nnviz.product.matmul_trace import Multiplication, Sizes, Trace
from nnviz.validation import Number, choice, whole_number

LOOP_ORDERS = tuple("".join(order) for order in permutations("ijk"))
LOOP_OF_VIEW = {"cell": "ijk", "columns": "jki", "rows": "ikj", "outer": "kij"}  # "flow" is no loop


def loops(of: Trace | Sizes, order: str = "ijk") -> tuple[str, ...]:
    """The lines of Python that multiply by loops in this order, for a trace or sizes (m, k, n): one for C,
    one for each loop, and one in the middle. A vector A has no i and a vector B no j, so there are fewer.

    With a bias b the sums start from it.
    """
    sizes = dict(zip("ikj", of.sizes if isinstance(of, Trace) else of, strict=True))
    names = loop_names(of, order)
    heads = (f"{'    ' * depth}for {name} in range({sizes[name]}):" for depth, name in enumerate(names))
    shape = tuple(sizes[name] for name in "ij" if name in names)
    C, A, B = (_element(array, axes, names) for array, axes in (("C", "ij"), ("A", "ik"), ("B", "kj")))
    start = f"C = np.zeros({shape[0] if len(shape) == 1 else shape}){added_bias(of)}"
    return (start, *heads, f"{'    ' * len(names)}{C} += {A} * {B}")


def loop_names(of: Trace | Sizes, order: str = "ijk") -> str:
    """The names of the loops that there are, in this order: a vector A has no i, a vector B no j."""
    choice("order", order, LOOP_ORDERS)
    if not isinstance(of, Trace):
        return order
    gone = {"i": len(of.shapes[0]) == 1, "j": len(of.shapes[1]) == 1}
    return "".join(name for name in order if not gone.get(name))


def _element(array: str, axes: str, names: str) -> str:
    places = ", ".join(name for name in axes if name in names)
    return f"{array}[{places}]" if places else array


def added_bias(of: Trace | Sizes) -> str:
    """How a bias b is added to a product in this convention, as code; "" where there is none."""
    if not isinstance(of, Trace) or of.bias is None:
        return ""
    matrices = all(len(shape) == 2 for shape in of.shapes)
    return " + b[:, None]" if of.neurons == "rows" and matrices else " + b"


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

    `line` is the live line of `loops` (from 0), always its last, `ran` all lines that ran since the
    multiplication before: more than two where an inner loop was through.
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
    sizes, names = dict(zip(order, _ranges(trace, order), strict=True)), loop_names(trace, order)
    turns = [prod(sizes[name] for name in names[depth + 1 :]) for depth in range(len(names))]  # of a round
    first = 0 if t == 0 else 1 + next(depth for depth, turn in enumerate(turns) if t % turn == 0)
    line = len(names) + 1
    with np.errstate(all="ignore"):
        product = np.multiply(trace.A[i, k], trace.B[k, j]).item()
    return LoopState(i, k, j, line, tuple(range(first, line + 1)), product, trace.sums[k + 1, i, j].item())


def _ranges(of: Trace | Sizes, order: str) -> tuple[int, ...]:
    """How far each loop counts, the outermost first."""
    m, k, n = of.sizes if isinstance(of, Trace) else of
    return tuple({"i": m, "k": k, "j": n}[name] for name in choice("order", order, LOOP_ORDERS))
