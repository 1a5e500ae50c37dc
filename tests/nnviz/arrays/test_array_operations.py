"""What is done with one array: NumPy's own result, and the cells that each number comes from."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.arrays.array_operations import ARRAY_OPERATIONS, apply, operations_for

SHAPES = st.lists(st.integers(1, 4), min_size=0, max_size=3).map(tuple)


@given(shape=SHAPES, name=st.sampled_from(sorted(ARRAY_OPERATIONS)))
def test_every_number_is_the_sum_of_the_cells_it_comes_from(shape: tuple[int, ...], name: str) -> None:
    X = np.arange(1.0, 1 + np.prod(shape, dtype=int)).reshape(shape)
    if name not in operations_for(X):
        return
    made = apply(X, name, shape=(X.size,), axis=-1)
    assert set(made.sources) == set(np.ndindex(made.result.shape))
    for cell, sources in made.sources.items():
        assert made.result[cell] == sum(X[source] for source in sources)


def test_the_code_says_what_was_done() -> None:
    X = np.arange(6).reshape(2, 3)
    assert apply(X, "reshape", shape=(3, 2)).code == "X.reshape(3, 2)"
    assert apply(X, "sum", axis=1).code == "X.sum(axis=1)"
    np.testing.assert_array_equal(apply(X, "sum", axis=1).result, [3, 12])


def test_what_cannot_be_done_is_said() -> None:
    with pytest.raises(ValueError, match=r"^name must be one of transpose, .*, got 'turn'$"):
        apply(np.ones(3), "turn")
    with pytest.raises(
        ValueError, match=r"^sum needs at least 1 dimension, got shape \(\); add an axis first$"
    ):
        apply(np.array(1.0), "sum")
