"""Arrays as NumPy sees them: what one is made of, how two meet, what is done with one, and the remedies."""

from nnviz.arrays.broadcasting import (
    RULE,
    RULES,
    TRAPS,
    Description,
    Mismatch,
    Silent,
    Trap,
    broadcast,
    describe,
    silent,
)

__all__ = [
    "RULE",
    "RULES",
    "TRAPS",
    "Description",
    "Mismatch",
    "Silent",
    "Trap",
    "broadcast",
    "describe",
    "silent",
]
