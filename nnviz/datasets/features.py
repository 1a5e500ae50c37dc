"""Input features of the plane: what a network may be told of a point besides its coordinates.
A feature map stands wherever a standardizer translates inputs, and may be followed by one.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from nnviz.datasets.scaling import Standardizer
from nnviz.validation import Array, choice, sample_rows


@dataclass(frozen=True)
class Feature:
    """One number made from a point.

    Parameters
    ----------
    name : str
    label : str
        As it is written in mathematics.
    of : callable
        Its values (samples,) for x (samples,) and y (samples,).
    code : str
        As it is written in NumPy, of `x` and `y`.
    """

    name: str
    label: str
    of: Callable[[Array, Array], Array]
    code: str


FEATURES = {
    entry.name: entry
    for entry in (
        Feature("x", "x₁", lambda x, _: x, "x"),
        Feature("y", "x₂", lambda _, y: y, "y"),
        Feature("xx", "x₁²", lambda x, _: x * x, "x * x"),
        Feature("yy", "x₂²", lambda _, y: y * y, "y * y"),
        Feature("xy", "x₁x₂", lambda x, y: x * y, "x * y"),
        Feature("sinx", "sin x₁", lambda x, _: np.sin(x), "np.sin(x)"),
        Feature("siny", "sin x₂", lambda _, y: np.sin(y), "np.sin(y)"),
    )
}


@dataclass(frozen=True)
class FeatureMap:
    """Points of the plane as the features with these names.

    Parameters
    ----------
    names : tuple of str
        Keys of `FEATURES`, in the order of the inputs.

    Raises
    ------
    ValueError
        For a name that there is not, for one that comes twice, and for none at all.

    Examples
    --------
    >>> FeatureMap(("x", "yy", "xy")).transform([[2, 3], [4, 5]])
    array([[ 2.,  9.,  6.],
           [ 4., 25., 20.]])
    """

    names: tuple[str, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", tuple(self.names))
        for name in self.names:
            choice("feature", name, FEATURES)
        if not self.names:
            raise ValueError(f"features must be at least one of {', '.join(FEATURES)}, got none; add 'x'")
        twice = next((name for name in self.names if self.names.count(name) > 1), None)
        if twice is not None:
            raise ValueError(f"features must differ, got {twice!r} more than once; leave one out")

    def __len__(self) -> int:
        return len(self.names)

    @property
    def labels(self) -> tuple[str, ...]:
        """The features as they are written in mathematics."""
        return tuple(FEATURES[name].label for name in self.names)

    def transform(self, X: ArrayLike) -> Array:
        """X (samples, 2) as features (samples, features)."""
        x, y = sample_rows("X", X, 2).T
        return np.stack([FEATURES[name].of(x, y) for name in self.names], axis=1)


@dataclass(frozen=True, eq=False)
class StandardizedFeatures:
    """First the features, then every one of them in standard units.

    Parameters
    ----------
    features : FeatureMap
    scaler : Standardizer
        Of the features.

    Examples
    --------
    >>> StandardizedFeatures.fit(FeatureMap(("xx",)), [[1, 0], [3, 0]]).transform([[1, 7], [3, 7]])
    array([[-1.],
           [ 1.]])
    """

    features: FeatureMap
    scaler: Standardizer

    @classmethod
    def fit(cls, features: FeatureMap, X: ArrayLike) -> "StandardizedFeatures":
        """Mean and deviation of the `features` of X (samples, 2)."""
        return cls(features, Standardizer.fit(features.transform(X)))

    def transform(self, X: ArrayLike) -> Array:
        """X (samples, 2) as features in standard units, (samples, features)."""
        return self.scaler.transform(self.features.transform(X))
