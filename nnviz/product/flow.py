"""Where the numbers of a data flow are at each tick: B falls through A, and the sums move to the right."""

from dataclasses import dataclass

import numpy as np

from nnviz.product.matmul_trace import Trace
from nnviz.read_only import read_only
from nnviz.validation import Array, whole_number


@dataclass(frozen=True, eq=False)
class Positions:
    """Where every number of a flow is at one tick, in the grid of A.

    `rows` (k, n): B[k, j] is in column k and row rows[k, j]; below 0 it waits above, from m on it has left
    below. `columns` (m, n): the sum for C[i, j] is in row i and column columns[i, j]; below 0 it has not
    started, from k on it has left on the right. It counts on outside (-2 is one tick farther away than -1),
    so no two numbers are ever in one place. `sums` (m, n) are the values after the tick.
    """

    rows: Array
    columns: Array
    sums: Array


def flow_positions(trace: Trace, t: int) -> Positions:
    """Say where every number of a flow is at one tick.

    Parameters
    ----------
    trace : Trace
        With the view "flow".
    t : int
        From -1, before the first tick, to len(trace), when the last sum has left.

    Returns
    -------
    Positions

    Raises
    ------
    ValueError
        For another view and for another t.
    """
    if trace.view != "flow":
        raise ValueError(f'positions need the view "flow", got {trace.view!r}; trace it again')
    t = whole_number("t", t, -1, len(trace), "the number of ticks")
    enters = trace.ticks[0, 0]  # (n,): the tick at which each column of B starts
    rows = t - enters - np.arange(len(trace.B))[:, None]
    columns = t - enters - np.arange(len(trace.A))[:, None]
    counts = np.clip(columns + 1, 0, len(trace.B))
    sums = np.take_along_axis(trace.sums, counts[None], axis=0)[0]
    return Positions(read_only(rows), read_only(columns), read_only(sums))
