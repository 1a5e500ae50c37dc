"""Samples as one table, and how many of them a computation takes at a time.
A pass in blocks needs little memory however many samples there are, and it is faster for it.
"""

from typing import Any

import numpy as np

from nnviz.checks import Array

NEAR = 2**19  # bytes of arrays that a core keeps near while it works on all of them
FEWEST = 256  # samples in a block: with fewer, the calls cost more than what they compute


def table(X: Array, T: Array, dtype: np.dtype[Any]) -> Array:
    """One row for each sample, (samples, inputs + 1 + outputs): inputs, a one, targets. It is read-only.

    X (samples, inputs) and encoded targets T (samples, outputs) are copied. `table.T` is what
    `TrainingStep.batch` takes.
    """
    rows = np.hstack([X, np.ones((len(X), 1)), T]).astype(dtype)
    rows.flags.writeable = False
    return rows


def block_size(samples: int, bytes_a_sample: int, most: int) -> int:
    """The samples in one of the equal blocks that `samples` are cut into, or all of them: at most `most`,
    or `FEWEST` if so many need more than `NEAR` bytes.

    Equal up to rounding up: the last block may lack a few.
    """
    limit = min(most, max(FEWEST, NEAR // bytes_a_sample))
    blocks = -(-samples // limit)
    return -(-samples // blocks)
