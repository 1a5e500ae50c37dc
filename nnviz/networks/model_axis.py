"""Several networks of one structure, computed as one: every parameter has one more axis in front, the models.
Columns are samples then, those of one model after those of another, so only the products need to know of it.
"""

import numpy as np

from nnviz.tape import Tape
from nnviz.validation import Array


def by_model(rows: Array, models: tuple[int, ...]) -> Array:
    """A view of `rows` (rows, columns) for products: (models, rows, samples), or itself for one network.

    `models` is () for one network, else their number. The rows must lie together in memory.
    """
    return rows.reshape(len(rows), *models, -1).swapaxes(0, 1) if models else rows


def record_product(tape: Tape, left: Array, right: Array, out: Array) -> None:
    """Write down out = left @ right, where all three may have an axis of models in front.

    A leading axis and `matmul` are as fast as any other order of the axes, or faster: measured for 1 to 100
    models, beside the axis at the end and `einsum`.
    """
    if left.ndim == 2:
        tape(left.dot, right, out)
    else:
        tape(np.matmul, left, right, out)
