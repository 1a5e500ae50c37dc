"""What a step of a product marks: the numbers that it multiplies, and those in their row or column."""

import numpy as np

from nnviz.product.matmul_trace import Step, Trace
from pages.shared.protocol.layouts import Array
from pages.shared.scenes.matmul import LIVE, NEAR


def mark(trace: Trace, step: Step | None) -> tuple[Array, Array, Array]:
    """Return the marks of A, B and C at a step: LIVE where it multiplies, NEAR in the same row or column."""
    m, k, n = trace.sizes
    A, B, C = np.zeros((m, k)), np.zeros((k, n)), np.zeros((m, n))
    if step is None:
        return A, B, C
    if trace.view == "cell":
        i, _, j = step.multiplications[0]
        A[i], B[:, j] = NEAR, NEAR
    for i, p, j in step.multiplications:
        A[i, p], B[p, j], C[i, j] = LIVE, LIVE, LIVE
    return A, B, C
