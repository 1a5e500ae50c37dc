"""Standard units and back."""

import numpy as np
import pytest

from nnviz import Standardizer


def test_there_and_back() -> None:
    X = np.random.default_rng(0).normal(50, 20, (100, 3))
    scaler = Standardizer.fit(X)
    Z = scaler.transform(X)
    np.testing.assert_allclose(Z.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(Z.std(axis=0), 1)
    np.testing.assert_allclose(scaler.inverse(Z), X)


def test_a_constant_column_is_only_shifted() -> None:
    scaler = Standardizer.fit([[1, 5], [3, 5]])
    assert scaler.transform([[1, 5], [3, 6]]).tolist() == [[-1, 0], [1, 1]]


def test_the_rounded_mean_of_a_constant_column_is_no_deviation() -> None:
    X = np.full((3, 1), 0.1)
    assert X.std() > 0
    scaler = Standardizer.fit(X)
    assert (scaler.mean.tolist(), scaler.scale.tolist()) == ([0.1], [1.0])
    assert scaler.transform(X).ravel().tolist() == [0] * 3


def test_identity() -> None:
    assert Standardizer.identity(2).transform([[3, 4]]).tolist() == [[3, 4]]
    with pytest.raises(
        ValueError, match=r"^X must have 2 columns, got shape \(1, 3\); give 2 numbers for each sample$"
    ):
        Standardizer.identity(2).transform([[1, 2, 3]])
