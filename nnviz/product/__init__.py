"""The matrix product, step by step: its views, its loops, the memory it touches and its speed."""

from nnviz.product.matmul_trace import (
    MOST_MULTIPLICATIONS,
    NEURONS,
    VIEWS,
    Mismatch,
    Multiplication,
    Positions,
    Sizes,
    Step,
    Trace,
    flow_positions,
    trace,
)

__all__ = [
    "MOST_MULTIPLICATIONS",
    "NEURONS",
    "VIEWS",
    "Mismatch",
    "Multiplication",
    "Positions",
    "Sizes",
    "Step",
    "Trace",
    "flow_positions",
    "trace",
]
