"""Arrays as NumPy sees them: what one is made of, how two meet, what is done with one, and the remedies."""

from nnviz.arrays.broadcasting import (
    TRAPS,
    Description,
    Silent,
    Trap,
    broadcast,
    describe,
    silent,
)
from nnviz.arrays.shape_mismatch import RULE, RULES, ShapeMismatchError

__all__ = [
    "RULE",
    "RULES",
    "TRAPS",
    "Description",
    "ShapeMismatchError",
    "Silent",
    "Trap",
    "broadcast",
    "describe",
    "silent",
]
