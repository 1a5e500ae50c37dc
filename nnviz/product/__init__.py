"""The matrix product, step by step: its views, its loops, the memory it touches and its speed."""

from nnviz.arrays.shape_mismatch import ShapeMismatchError
from nnviz.product.flow import Positions, flow_positions
from nnviz.product.matmul_trace import (
    MOST_MULTIPLICATIONS,
    NEURONS,
    VIEWS,
    Multiplication,
    Sizes,
    Step,
    Trace,
    trace,
)

__all__ = [
    "MOST_MULTIPLICATIONS",
    "NEURONS",
    "VIEWS",
    "Multiplication",
    "Positions",
    "ShapeMismatchError",
    "Sizes",
    "Step",
    "Trace",
    "flow_positions",
    "trace",
]
