"""Matrices for tests of properties: whole numbers, so that sums are exact in any order."""

import numpy as np
from hypothesis import strategies as st

from nnviz.validation import Array

MOST = 6  # rows and columns

_size = st.integers(1, MOST)


@st.composite
def operands(draw: st.DrawFn) -> tuple[Array, Array]:
    """Two matrices that meet."""
    m, k, n = draw(_size), draw(_size), draw(_size)
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    return rng.integers(-99, 100, (m, k)), rng.integers(-99, 100, (k, n))
