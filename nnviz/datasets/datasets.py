"""The data to learn from: small generators with a seed, and digits from a file, each one frozen `Dataset`.
Samples are rows, and the arrays cannot be written to.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import pi
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from nnviz.read_only import read_only
from nnviz.validation import Array, not_negative, same_length, sample_rows, whole_number

Task = Literal["regression", "classification"]


@dataclass(frozen=True, eq=False)
class Dataset:
    """X (samples, features) and Y (samples, targets) with a name for each column; both read-only.

    They are copies, unless nobody can write to what is given, as to the arrays of another data set.
    """

    X: Array
    Y: Array
    feature_names: tuple[str, ...]
    target_names: tuple[str, ...]
    task: Task

    def __post_init__(self) -> None:
        for name, names in (("X", self.feature_names), ("Y", self.target_names)):
            given = getattr(self, name)
            array = sample_rows(name, given, len(names))
            array = given if _is_constant(given, array.dtype) else np.array(array)
            object.__setattr__(self, name, read_only(array))
        same_length(self.X, self.Y)

    def __len__(self) -> int:
        return len(self.X)

    def split(self, fraction: float, seed: int | None = None) -> tuple["Dataset", "Dataset"]:
        """The first `fraction` of the samples and the rest; with a seed, of the shuffled samples.

        Raises ValueError if one of the two parts would be empty.
        """
        count = round(len(self) * fraction) if 0 < fraction < 1 else 0
        if not 0 < count < len(self):
            raise ValueError(
                f"fraction must leave at least one of the {len(self)} samples in each part, got {fraction!r}"
            )
        if seed is None:
            return self._rows(slice(count)), self._rows(slice(count, None))
        order = np.arange(len(self))
        np.random.default_rng(whole_number("seed", seed, 0)).shuffle(order)
        return self._rows(order[:count]), self._rows(order[count:])

    def _rows(self, rows: Array | slice) -> "Dataset":
        return Dataset(self.X[rows], self.Y[rows], self.feature_names, self.target_names, self.task)


def _is_constant(array: object, dtype: np.dtype[Any]) -> bool:
    """Whether this is an array of the dtype, and neither it nor the one it is a view of can be written to."""
    if not isinstance(array, np.ndarray) or array.dtype != dtype or array.flags.writeable:
        return False
    return array.base is None or (isinstance(array.base, np.ndarray) and not array.base.flags.writeable)


class Article(NamedTuple):
    """The coding article's experiment: its data and the parameters it starts from.

    `weights[l]` (fan_in, fan_out) and `biases[l]` (fan_out,) as `Network.from_parameters` takes them.
    """

    data: Dataset
    weights: tuple[Array, ...]
    biases: tuple[Array, ...]


# -- arithmetic: what the coding article learns ------------------------------------------------------------


def arithmetic_targets(X: ArrayLike) -> Array:
    """The rule itself: a + b, a - b and |a - b| (samples, 3) for X = (a, b) (samples, 2)."""
    a, b = sample_rows("X", X, 2).T
    return np.stack([a + b, a - b, np.abs(a - b)], axis=1)


def arithmetic(samples: int = 10_000, seed: int = 42) -> Dataset:
    """a and b uniform in [0, 100); the targets are a + b, a - b and |a - b|."""
    return _arithmetic(_generator(seed).uniform(0, 100, (_count(samples), 2)))


def coding_article(samples: int = 10_000, hidden: Sequence[int] = (4, 4)) -> Article:
    """The article's own stream of random numbers: first the data, then the parameters of each layer.

    `RandomState(42)`: rand(2, samples)·100, then for each layer randn(out, in) and randn(out, 1), both times
    sqrt(2 / in). This is the one place with NumPy's old generator: the numbers are part of the article.
    """
    stream = np.random.RandomState(42)
    data = _arithmetic((stream.rand(2, _count(samples)) * 100).T)
    sizes = [2, *(whole_number("hidden", size, 1) for size in hidden), 3]
    weights, biases = [], []
    for fan_in, fan_out in pairwise(sizes):
        factor = np.sqrt(2 / fan_in)
        weights.append((stream.randn(fan_out, fan_in) * factor).T)
        biases.append((stream.randn(fan_out, 1) * factor)[:, 0])
    return Article(data, tuple(weights), tuple(biases))


def _arithmetic(X: Array) -> Dataset:
    return Dataset(X, arithmetic_targets(X), ("a", "b"), ("a+b", "a-b", "|a-b|"), "regression")


# -- digits: small pictures to tell apart ------------------------------------------------------------------


@cache
def digits() -> Dataset:
    """The digits 1 to 6 by hand, 1086 pictures of 8 x 8: X (1086, 64) from 0 (paper) to 1 (ink), Y (1086, 6).

    `X[i].reshape(8, 8)` is picture i, from the top; Y is one-hot, its column k stands for the digit k + 1.
    The file is read once: every call gives the same read-only data.

    From "Optical Recognition of Handwritten Digits" by E. Alpaydin and C. Kaynak (1998), UCI Machine Learning
    Repository, https://doi.org/10.24432/C50P49, licence CC BY 4.0: its test set in its order, without the
    digits 0, 7, 8 and 9, each grey of 0..16 divided by 16.
    """
    source = files("nnviz") / "datasets" / "digits.npz"
    with source.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        images, labels = arrays["images"], arrays["labels"]
    X = images.reshape(-1, 64) / 16  # (samples, 8, 8) -> (samples, 64)
    pixels = tuple(f"pixel {row},{column}" for row in range(8) for column in range(8))
    return Dataset(X, np.eye(6)[labels - 1], pixels, tuple("123456"), "classification")


# -- two classes in the plane, x and y within about ±6 -------------------------------------------------------


def circle(samples: int = 500, noise: float = 0.0, seed: int = 0) -> Dataset:
    """Class 1 inside radius 2.5, class 0 in a ring from 3.5 to 5; `noise` 0..0.5 moves the points."""
    rng, inside = _start(samples, noise, seed)
    radius = np.where(inside, rng.uniform(0, 2.5, samples), rng.uniform(3.5, 5, samples))
    angle = rng.uniform(0, 2 * pi, samples)
    X = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)
    return _plane(X + noise * rng.uniform(-5, 5, X.shape), inside)


def xor(samples: int = 500, noise: float = 0.0, seed: int = 0) -> Dataset:
    """Class 1 where x and y have the same sign, within ±5 and 0.3 off the axes; `noise` moves the points."""
    rng, same = _start(samples, noise, seed)
    size = rng.uniform(0.3, 5, (samples, 2))
    sign = rng.choice([-1.0, 1.0], samples)
    X = size * np.stack([sign, np.where(same, sign, -sign)], axis=1)
    return _plane(X + noise * rng.uniform(-5, 5, X.shape), same)


def gauss(samples: int = 500, noise: float = 0.0, seed: int = 0) -> Dataset:
    """Two round clouds around (2, 2), class 1, and (-2, -2); their variance is 0.5 + 7·noise."""
    rng, first = _start(samples, noise, seed)
    centre = np.where(first, 2.0, -2.0)[:, None]
    return _plane(centre + rng.normal(0, np.sqrt(0.5 + 7 * noise), (samples, 2)), first)


def spiral(samples: int = 500, noise: float = 0.0, seed: int = 0) -> Dataset:
    """Two arms that turn 1.75 times around each other out to radius 5; `noise` moves the points."""
    rng, first = _start(samples, noise, seed)
    along = rng.uniform(0.02, 1, samples)
    angle = along * 1.75 * 2 * pi + np.where(first, 0.0, pi)
    X = 5 * along[:, None] * np.stack([np.sin(angle), np.cos(angle)], axis=1)
    return _plane(X + noise * rng.uniform(-1, 1, X.shape), first)


def moons(samples: int = 500, noise: float = 0.0, seed: int = 0) -> Dataset:
    """Two half circles that reach into each other, within about ±5; `noise` moves the points."""
    rng, upper = _start(samples, noise, seed)
    angle = rng.uniform(0, pi, samples)
    x = np.where(upper, np.cos(angle), 1 - np.cos(angle))
    y = np.where(upper, np.sin(angle), 0.5 - np.sin(angle))
    X = 3 * np.stack([x - 0.5, y - 0.25], axis=1)
    return _plane(X + noise * 3 * rng.normal(size=X.shape), upper)


def _start(samples: int, noise: float, seed: int) -> tuple[np.random.Generator, Array]:
    """A generator, and the classes in turn, so that every first part of the samples is balanced."""
    not_negative("noise", noise)
    return _generator(seed), np.arange(_count(samples)) % 2 == 1


def _plane(X: Array, classes: Array) -> Dataset:
    return Dataset(X, classes[:, None].astype(float), ("x", "y"), ("class",), "classification")


def _generator(seed: int) -> np.random.Generator:
    return np.random.default_rng(whole_number("seed", seed, 0))


def _count(samples: int) -> int:
    return whole_number("samples", samples, 2)
