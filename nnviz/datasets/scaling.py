"""Standardizing: every column to mean 0 and standard deviation 1, and back to its original unit.
Mean and deviation come from the training part only.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike

from nnviz.validation import Array, sample_rows, whole_number


class Translation(Protocol):
    """What makes the inputs of a network from samples: a `Standardizer`, features, or both."""

    def transform(self, X: ArrayLike) -> Array:
        """X (samples, columns) as the network takes it, (samples, inputs)."""


@dataclass(frozen=True, eq=False)
class Standardizer:
    """z = (x - mean) / scale for each column, and back.

    Parameters
    ----------
    mean, scale : Array, (columns,)

    Examples
    --------
    >>> scaler = Standardizer.fit([[1.0, 5.0], [3.0, 5.0]])
    >>> scaler.transform([[1, 5], [3, 5], [5, 6]])
    array([[-1.,  0.],
           [ 1.,  0.],
           [ 3.,  1.]])
    """

    mean: Array
    scale: Array

    @classmethod
    def fit(cls, X: ArrayLike) -> "Standardizer":
        """Mean and population deviation of X (samples, columns); a constant column gets scale 1."""
        X = sample_rows("X", X)
        mean, deviation = X.mean(axis=0), X.std(axis=0)
        constant = (X[0] == X).all(
            axis=0
        )  # its mean may be rounded: then it has a deviation, of rounding alone
        return cls(np.where(constant, X[0], mean), np.where((deviation > 0) & ~constant, deviation, 1.0))

    @classmethod
    def identity(cls, columns: int) -> "Standardizer":
        """A standardizer of so many `columns` that changes nothing."""
        columns = whole_number("columns", columns, 1)
        return cls(np.zeros(columns), np.ones(columns))

    def transform(self, X: ArrayLike) -> Array:
        """X (samples, columns) in standard units."""
        return np.asarray((sample_rows("X", X, len(self.mean)) - self.mean) / self.scale)

    def inverse(self, Z: ArrayLike) -> Array:
        """Z (samples, columns) back in original units."""
        return np.asarray(sample_rows("Z", Z, len(self.mean)) * self.scale + self.mean)
