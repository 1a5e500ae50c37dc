"""Arithmetic to be learned: a + b, a - b and |a - b|, from a seed or from the coding article's own stream."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from nnviz.datasets.dataset import Dataset, sample_count, seeded
from nnviz.validation import Array, sample_rows, whole_number


class Article(NamedTuple):
    """The coding article's experiment: its data and the parameters it starts from.

    `weights[l]` (fan_in, fan_out) and `biases[l]` (fan_out,) as `Network.from_parameters` takes them.
    """

    data: Dataset
    weights: tuple[Array, ...]
    biases: tuple[Array, ...]


def arithmetic_targets(X: ArrayLike) -> Array:
    """The rule itself.

    Parameters
    ----------
    X : array_like, (samples, 2)
        a and b.

    Returns
    -------
    Array, (samples, 3)
        a + b, a - b and |a - b|.

    Examples
    --------
    >>> arithmetic_targets([[30, 70]])
    array([[100., -40.,  40.]])
    """
    a, b = sample_rows("X", X, 2).T
    return np.stack([a + b, a - b, np.abs(a - b)], axis=1)


def arithmetic(samples: int = 10_000, seed: int = 42) -> Dataset:
    """a and b uniform in [0, 100); the targets are a + b, a - b and |a - b|.

    Parameters
    ----------
    samples : int
        At least 2.
    seed : int

    Returns
    -------
    Dataset
        X (samples, 2), Y (samples, 3).
    """
    return _arithmetic(seeded(seed).uniform(0, 100, (sample_count(samples), 2)))


def article_data(samples: int = 10_000) -> Dataset:
    """The data of `coding_article` alone: its stream has no seed."""
    return coding_article(samples).data


def coding_article(samples: int = 10_000, hidden: Sequence[int] = (4, 4)) -> Article:
    """The article's own stream of random numbers: first the data, then the parameters of each layer.

    `RandomState(42)`: rand(2, samples)·100, then for each layer randn(out, in) and randn(out, 1), both times
    sqrt(2 / in). This is the one place with NumPy's old generator: the numbers are part of the article.

    Parameters
    ----------
    samples : int
        At least 2.
    hidden : sequence of int
        The units of each hidden layer, between 2 inputs and 3 outputs.

    Returns
    -------
    Article
        The data, and weights and biases as `Network.from_parameters` takes them.
    """
    stream = np.random.RandomState(42)
    data = _arithmetic((stream.rand(2, sample_count(samples)) * 100).T)
    sizes = [2, *(whole_number("hidden", size, 1) for size in hidden), 3]
    weights, biases = [], []
    for fan_in, fan_out in pairwise(sizes):
        factor = np.sqrt(2 / fan_in)
        weights.append((stream.randn(fan_out, fan_in) * factor).T)
        biases.append((stream.randn(fan_out, 1) * factor)[:, 0])
    return Article(data, tuple(weights), tuple(biases))


def _arithmetic(X: Array) -> Dataset:
    return Dataset(X, arithmetic_targets(X), ("a", "b"), ("a+b", "a-b", "|a-b|"), "regression")
