"""Classes of points in the plane, x and y within about ±6, each from a seed and with a chosen noise."""

from math import pi

import numpy as np

from nnviz.datasets.dataset import Dataset, sample_count, seeded
from nnviz.validation import Array, not_negative

COORDINATES = ("x", "y")


def circle(samples: int = 500, noise: float = 0.0, seed: int = 0) -> Dataset:
    """Class 1 inside radius 2.5, class 0 in a ring from 3.5 to 5.

    Parameters
    ----------
    samples : int
        At least 2; the classes come in turn, so that every first part of them is balanced.
    noise : float
        Up to 0.5: every coordinate moves by up to ±5 times as much.
    seed : int

    Returns
    -------
    Dataset
        X (samples, 2), Y (samples, 1) of 0 and 1.
    """
    rng, inside = _start(samples, noise, seed)
    radius = np.where(inside, rng.uniform(0, 2.5, samples), rng.uniform(3.5, 5, samples))
    angle = rng.uniform(0, 2 * pi, samples)
    X = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)
    return _plane(X + noise * rng.uniform(-5, 5, X.shape), inside)


def xor(samples: int = 500, noise: float = 0.0, seed: int = 0) -> Dataset:
    """Class 1 where x and y have the same sign, within ±5 and 0.3 off the axes.

    Parameters
    ----------
    samples : int
        At least 2; the classes come in turn, so that every first part of them is balanced.
    noise : float
        Every coordinate moves by up to ±5 times as much.
    seed : int

    Returns
    -------
    Dataset
        X (samples, 2), Y (samples, 1) of 0 and 1.
    """
    rng, same = _start(samples, noise, seed)
    size = rng.uniform(0.3, 5, (samples, 2))
    sign = rng.choice([-1.0, 1.0], samples)
    X = size * np.stack([sign, np.where(same, sign, -sign)], axis=1)
    return _plane(X + noise * rng.uniform(-5, 5, X.shape), same)


def gauss(samples: int = 500, noise: float = 0.0, seed: int = 0) -> Dataset:
    """Two round clouds around (2, 2), class 1, and (-2, -2).

    Parameters
    ----------
    samples : int
        At least 2; the classes come in turn, so that every first part of them is balanced.
    noise : float
        The variance of a cloud is 0.5 + 7·noise.
    seed : int

    Returns
    -------
    Dataset
        X (samples, 2), Y (samples, 1) of 0 and 1.
    """
    rng, first = _start(samples, noise, seed)
    centre = np.where(first, 2.0, -2.0)[:, None]
    return _plane(centre + rng.normal(0, np.sqrt(0.5 + 7 * noise), (samples, 2)), first)


def spiral(samples: int = 500, noise: float = 0.0, seed: int = 0) -> Dataset:
    """Two arms that turn 1.75 times around each other, out to radius 5.

    Parameters
    ----------
    samples : int
        At least 2; the classes come in turn, so that every first part of them is balanced.
    noise : float
        Every coordinate moves by up to so much.
    seed : int

    Returns
    -------
    Dataset
        X (samples, 2), Y (samples, 1) of 0 and 1.
    """
    rng, first = _start(samples, noise, seed)
    along = rng.uniform(0.02, 1, samples)
    angle = along * 1.75 * 2 * pi + np.where(first, 0.0, pi)
    X = 5 * along[:, None] * np.stack([np.sin(angle), np.cos(angle)], axis=1)
    return _plane(X + noise * rng.uniform(-1, 1, X.shape), first)


def moons(samples: int = 500, noise: float = 0.0, seed: int = 0) -> Dataset:
    """Two half circles that reach into each other, within about ±5.

    Parameters
    ----------
    samples : int
        At least 2; the classes come in turn, so that every first part of them is balanced.
    noise : float
        Every coordinate moves by a normal number of standard deviation 3·noise.
    seed : int

    Returns
    -------
    Dataset
        X (samples, 2), Y (samples, 1) of 0 and 1.
    """
    rng, upper = _start(samples, noise, seed)
    angle = rng.uniform(0, pi, samples)
    x = np.where(upper, np.cos(angle), 1 - np.cos(angle))
    y = np.where(upper, np.sin(angle), 0.5 - np.sin(angle))
    X = 3 * np.stack([x - 0.5, y - 0.25], axis=1)
    return _plane(X + noise * 3 * rng.normal(size=X.shape), upper)


def checkerboard(samples: int = 500, noise: float = 0.0, seed: int = 0) -> Dataset:
    """Four by four squares of side 2.5 within ±5, class 1 where column + row is odd.

    Without noise no point is nearer than 0.1 to the edge of its square.

    Parameters
    ----------
    samples : int
        At least 2; the classes come in turn, so that every first part of them is balanced.
    noise : float
        Every coordinate moves by up to ±5 times as much.
    seed : int

    Returns
    -------
    Dataset
        X (samples, 2), Y (samples, 1) of 0 and 1.
    """
    rng, odd = _start(samples, noise, seed)
    column = rng.integers(0, 4, samples)
    row = 2 * rng.integers(0, 2, samples) + (column + odd) % 2
    X = 2.5 * (np.stack([column, row], axis=1) - 2 + rng.uniform(0.04, 0.96, (samples, 2)))
    return _plane(X + noise * rng.uniform(-5, 5, X.shape), odd)


def three(samples: int = 500, noise: float = 0.0, seed: int = 0) -> Dataset:
    """Three arms, a class each, that turn 0.6 times around the origin, out to radius 5.

    Parameters
    ----------
    samples : int
        At least 2; the classes come in turn, so that every first part of them is balanced.
    noise : float
        Every coordinate moves by up to ±4 times as much.
    seed : int

    Returns
    -------
    Dataset
        X (samples, 2), Y (samples, 3), one-hot.
    """
    rng, arm = _in_turn(samples, noise, seed, 3)
    along = rng.uniform(0.02, 1, samples)
    angle = (0.6 * along + arm / 3) * 2 * pi
    X = 5 * along[:, None] * np.stack([np.sin(angle), np.cos(angle)], axis=1)
    X = X + noise * rng.uniform(-4, 4, X.shape)
    return Dataset(X, np.eye(3)[arm], COORDINATES, ("class 0", "class 1", "class 2"), "classification")


def _start(samples: int, noise: float, seed: int) -> tuple[np.random.Generator, Array]:
    """A generator, and for two classes whether a sample is of class 1."""
    rng, classes = _in_turn(samples, noise, seed, 2)
    return rng, classes == 1


def _in_turn(samples: int, noise: float, seed: int, classes: int) -> tuple[np.random.Generator, Array]:
    """A generator, and the classes in turn, so that every first part of the samples is balanced."""
    not_negative("noise", noise)
    return seeded(seed), np.arange(sample_count(samples)) % classes


def _plane(X: Array, classes: Array) -> Dataset:
    return Dataset(X, classes[:, None].astype(float), COORDINATES, ("class",), "classification")
