"""The generators: shapes, rules, seeds, splits, and the article's own numbers."""

from collections.abc import Callable

import numpy as np
import pytest

from nnviz import Dataset, datasets
from tests.every import every

PLANE = [
    datasets.circle,
    datasets.xor,
    datasets.gauss,
    datasets.spiral,
    datasets.moons,
    datasets.checkerboard,
]


def test_arithmetic_follows_its_rule() -> None:
    data = datasets.arithmetic(samples=100, seed=1)
    a, b = data.X.T
    np.testing.assert_array_equal(data.Y, np.stack([a + b, a - b, abs(a - b)], axis=1))
    assert data.X.min() >= 0
    assert data.X.max() < 100
    assert (data.feature_names, data.target_names) == (("a", "b"), ("a+b", "a-b", "|a-b|"))
    assert data.task == "regression"
    assert datasets.arithmetic_targets([[30, 70]]).tolist() == [[100, -40, 40]]


def test_the_articles_stream() -> None:
    article = datasets.coding_article(samples=50, hidden=(5,))
    stream = np.random.RandomState(42)
    np.testing.assert_array_equal(article.data.X, (stream.rand(2, 50) * 100).T)
    for W, b, (fan_in, fan_out) in zip(article.weights, article.biases, [(2, 5), (5, 3)], strict=True):
        np.testing.assert_array_equal(W, (stream.randn(fan_out, fan_in) * np.sqrt(2 / fan_in)).T)
        np.testing.assert_array_equal(b, (stream.randn(fan_out, 1) * np.sqrt(2 / fan_in))[:, 0])


@every("make", PLANE)
def test_two_classes_in_the_plane(make: Callable[..., Dataset]) -> None:
    data = make(samples=301, noise=0.1, seed=3)
    assert (data.X.shape, data.Y.shape, data.task) == ((301, 2), (301, 1), "classification")
    assert set(data.Y.ravel()) == {0, 1}
    assert abs(data.Y.mean() - 0.5) < 0.01
    np.testing.assert_array_equal(data.X, make(samples=301, noise=0.1, seed=3).X)
    assert (data.X != make(samples=301, noise=0.1, seed=4).X).any()


def test_without_noise_the_classes_lie_where_they_should() -> None:
    data = datasets.circle(400)
    np.testing.assert_array_equal(np.hypot(*data.X.T) < 3, data.Y[:, 0] == 1)
    data = datasets.xor(400)
    np.testing.assert_array_equal(data.X.prod(axis=1) > 0, data.Y[:, 0] == 1)
    data = datasets.checkerboard(400)
    squares = np.floor((data.X + 5) / 2.5)
    np.testing.assert_array_equal(squares.sum(axis=1) % 2 == 1, data.Y[:, 0] == 1)
    assert {tuple(square) for square in squares.tolist()} == {(x, y) for x in range(4) for y in range(4)}
    assert np.abs((data.X + 5) / 2.5 - np.round((data.X + 5) / 2.5)).min() * 2.5 >= 0.1 - 1e-12


def test_three_arms_lie_a_third_of_a_turn_apart() -> None:
    data = datasets.three(300, noise=0.0, seed=2)
    assert (data.X.shape, data.Y.shape, data.task) == ((300, 2), (300, 3), "classification")
    assert data.Y.sum(axis=0).tolist() == [100, 100, 100]
    turn = np.arctan2(*data.X.T) / (2 * np.pi) - 0.6 * np.hypot(*data.X.T) / 5
    np.testing.assert_allclose((3 * turn).round(9) % 3, data.Y.argmax(axis=1))
    moved = datasets.three(300, noise=0.1, seed=2)
    assert 0.3 < np.abs(moved.X - data.X).max() <= 0.4
    np.testing.assert_array_equal(moved.Y, data.Y)


def test_split_takes_the_first_part_or_shuffles_with_a_seed() -> None:
    data = datasets.arithmetic(100)
    train, test = data.split(0.7)
    assert (len(train), len(test)) == (70, 30)
    np.testing.assert_array_equal(np.vstack([train.X, test.X]), data.X)
    shuffled, rest = data.split(0.7, seed=1)
    assert (shuffled.X != train.X).any()
    both = np.vstack([shuffled.X, rest.X])
    np.testing.assert_array_equal(np.sort(both, axis=0), np.sort(data.X, axis=0))
    np.testing.assert_array_equal(datasets.arithmetic_targets(shuffled.X), shuffled.Y)


@every("fraction", [0.0, 1.0, -1.0, 0.001, float("nan")])
def test_no_part_is_empty(fraction: float) -> None:
    with pytest.raises(
        ValueError, match=r"^fraction must leave at least one of the 100 samples in each part, got .*$"
    ):
        datasets.arithmetic(100).split(fraction)


def test_a_dataset_is_checked_and_cannot_be_written_to() -> None:
    source = np.ones((2, 1))
    data = Dataset(source, source, ("x",), ("y",), "regression")
    source[:] = 5
    assert data.X.tolist() == [[1], [1]]
    with pytest.raises(ValueError, match="read-only"):
        data.X[0, 0] = 3
    with pytest.raises(ValueError, match=r"^X and Y must have the same number of rows, got 2 and 1$"):
        Dataset(source, source[:1], ("x",), ("y",), "regression")
    with pytest.raises(ValueError, match=r"^noise must be a finite number of at least 0, got -1$"):
        datasets.moons(noise=-1)
    with pytest.raises(ValueError, match=r"^samples must be a whole number of at least 2, got 1$"):
        datasets.arithmetic(samples=1)
