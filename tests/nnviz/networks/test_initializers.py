"""Spread of the weights, zeros of the biases, sameness of a seed."""

import numpy as np
import pytest

from nnviz import Network
from nnviz.networks.initializers import INITIALIZERS
from tests.every import every


@every(
    "name, deviation",
    [
        ("he_normal", np.sqrt(2 / 200)),
        ("he_uniform", np.sqrt(2 / 200)),
        ("glorot_uniform", np.sqrt(2 / 500)),
        ("normal", 0.1),
        ("standard_normal", 1.0),
        ("uniform", np.sqrt(1 / 12)),
        ("zeros", 0.0),
    ],
)
def test_the_spread_is_the_promised_one(name: str, deviation: float) -> None:
    W = INITIALIZERS[name](np.random.default_rng(0), 200, 300)
    assert W.shape == (200, 300)
    assert W.std() == pytest.approx(deviation, rel=0.02)
    assert abs(W.mean()) < 0.02


@every("name", sorted(INITIALIZERS))
def test_biases_start_at_zero_and_a_seed_gives_the_same_start(name: str) -> None:
    first, second = (Network([3, 5, 2], init=name, seed=7) for _ in range(2))
    assert all((b == 0).all() for b in first.biases)
    np.testing.assert_array_equal(first.parameters, second.parameters)


@every("name", sorted(INITIALIZERS))
def test_the_size_is_a_factor_on_what_is_drawn(name: str) -> None:
    plain = Network([3, 5, 2], init=name, seed=7)
    one, small = (Network([3, 5, 2], init=name, seed=7, init_size=size) for size in (1.0, 0.25))
    np.testing.assert_array_equal(one.parameters, plain.parameters)
    np.testing.assert_array_equal(small.parameters, plain.parameters * 0.25)


def test_small_numbers_from_the_standard_normal_distribution() -> None:
    net = Network([2, 4, 1], init="standard_normal", seed=3, init_size=0.01)
    rng = np.random.default_rng(3)
    for W in net.weights:
        np.testing.assert_array_equal(W, 0.01 * rng.standard_normal(W.shape))
    with pytest.raises(ValueError, match=r"^init_size must be a finite number of at least 0, got -1$"):
        Network([2, 1], init_size=-1)
