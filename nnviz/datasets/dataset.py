"""A data set: samples as rows, a name for each column, and what is to be learned from it.
The arrays cannot be written to.
"""

from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from nnviz.read_only import read_only
from nnviz.validation import Array, same_length, sample_rows, whole_number

Task = Literal["regression", "classification"]
LARGEST = 1e100  # of the numbers of one's own: their squares, and sums of these, stay within float64


@dataclass(frozen=True, eq=False)
class Dataset:
    """Samples as rows, with a name for each column.

    Parameters
    ----------
    X : array_like, (samples, features)
    Y : array_like, (samples, targets)
        Both are copied, unless nobody can write to what is given, as to the arrays of another data set; kept
        read-only.
    feature_names, target_names : tuple of str
        One for each column of X and of Y.
    task : {"regression", "classification"}
    class_names : tuple of str
        What the numbers 0, 1, ... of a single column of classes stand for, where they have names.

    Raises
    ------
    ValueError
        Unless X and Y are finite, not empty, and of one length, and every column has its name.
    """

    X: Array
    Y: Array
    feature_names: tuple[str, ...]
    target_names: tuple[str, ...]
    task: Task
    class_names: tuple[str, ...] = ()

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
        """Split the samples in two.

        Parameters
        ----------
        fraction : float
            The share of the first part, between 0 and 1.
        seed : int, optional
            With a seed the samples are shuffled first, else they stay in their order.

        Returns
        -------
        (Dataset, Dataset)

        Raises
        ------
        ValueError
            If one of the two parts would be empty.
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
        return replace(self, X=self.X[rows], Y=self.Y[rows])


def _is_constant(array: object, dtype: np.dtype[Any]) -> bool:
    """Whether this is an array of the dtype, and neither it nor the one it is a view of can be written to."""
    if not isinstance(array, np.ndarray) or array.dtype != dtype or array.flags.writeable:
        return False
    return array.base is None or (isinstance(array.base, np.ndarray) and not array.base.flags.writeable)


def seeded(seed: int) -> np.random.Generator:
    """The generator of random numbers that a data set is drawn from; ValueError for a seed below 0."""
    return np.random.default_rng(whole_number("seed", seed, 0))


def sample_count(samples: int) -> int:
    """`samples` as a whole number of at least 2, else ValueError."""
    return whole_number("samples", samples, 2)
