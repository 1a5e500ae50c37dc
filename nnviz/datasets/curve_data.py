"""Curves to be learned: one input, one target, from a table of rules."""

from collections.abc import Callable
from dataclasses import dataclass
from math import inf

import numpy as np
from numpy.typing import ArrayLike

from nnviz.datasets.dataset import Dataset, sample_count, seeded
from nnviz.validation import Array, choice, finite_number, not_negative, sample_rows


@dataclass(frozen=True)
class Curve:
    """One rule from x to y, and where it is looked at.

    Parameters
    ----------
    name : str
    rule : callable
        y for every x of an array.
    low, high : float
        Where x is drawn from unless another range is asked for.
    formula : str
        As it is written in mathematics.
    code : str
        As it is written in NumPy, of `x`.
    least : float
        The smallest x that has a y.
    """

    name: str
    rule: Callable[[Array], Array]
    low: float
    high: float
    formula: str
    code: str
    least: float = -inf


CURVES = {
    entry.name: entry
    for entry in (
        Curve("line", lambda x: 5 * x + 3, 0, 1, "5x + 3", "5 * x + 3"),
        Curve("square", np.square, -5, 5, "x²", "x**2"),
        Curve("shifted_square", lambda x: (x - 0.5) ** 2, 0, 1, "(x − 0.5)²", "(x - 0.5) ** 2"),
        Curve("sqrt", np.sqrt, 0, 10, "√x", "np.sqrt(x)", least=0),
        Curve("abs", np.abs, -5, 5, "|x|", "np.abs(x)"),
        Curve("sin", np.sin, -5, 5, "sin x", "np.sin(x)"),
    )
}

SPREADS: dict[str, Callable[[np.random.Generator, float, float, int], Array]] = {
    "even": lambda rng, low, high, samples: low + (high - low) * rng.permutation(samples) / samples,
    "drawn": lambda rng, low, high, samples: rng.uniform(low, high, samples),
}


def curve(
    curve: str = "line",
    samples: int = 100,
    noise: float = 0.0,
    seed: int = 0,
    low: float | None = None,
    high: float | None = None,
    spread: str = "even",
) -> Dataset:
    """Points of a curve; with noise they lie above and below it.

    Parameters
    ----------
    curve : str
        A key of `CURVES`.
    samples : int
        At least 2.
    noise : float
        Every y moves by a normal number; its standard deviation is so large a part of half the height of the
        curve (of its highest point above its lowest one).
    seed : int
        Of the order of the points, or of x where it is drawn, and of the noise.
    low, high : float, optional
        x from `low`, included, to `high`, not included; None takes the curve's own range.
    spread : {"even", "drawn"}
        Whether x lies at low, low + (high - low) / samples, ..., in an order drawn from the seed, or is drawn
        uniformly.

    Returns
    -------
    Dataset
        X (samples, 1), Y (samples, 1).

    Raises
    ------
    ValueError
        For a curve or spread that there is not, and for an empty range or one that goes to where the curve
        has no values.

    Examples
    --------
    The mean square of what is left when the mean is the answer for every x:

    >>> data = curve("shifted_square")
    >>> print(f"{data.Y.var():.6f}")
    0.005561
    """
    entry = CURVES[choice("curve", curve, CURVES)]
    start, end = _range(entry, low, high)
    not_negative("noise", noise)
    rng = seeded(seed)
    x = SPREADS[choice("spread", spread, SPREADS)](rng, start, end, sample_count(samples))
    y = entry.rule(x)
    y = y + noise * np.ptp(y) / 2 * rng.normal(size=samples)
    return Dataset(x[:, None], y[:, None], ("x",), ("y",), "regression")


def curve_targets(X: ArrayLike, curve: str = "line") -> Array:
    """The rule itself.

    Parameters
    ----------
    X : array_like, (samples, 1)
    curve : str
        A key of `CURVES`.

    Returns
    -------
    Array, (samples, 1)
        y; NaN where the curve has none, as √x for x below 0.

    Examples
    --------
    >>> curve_targets([[0], [2]], "line")
    array([[ 3.],
           [13.]])
    """
    entry = CURVES[choice("curve", curve, CURVES)]
    x = sample_rows("X", X, 1)
    return entry.rule(np.where(x >= entry.least, x, np.nan))


def _range(entry: Curve, low: float | None, high: float | None) -> tuple[float, float]:
    """Where x comes from, else ValueError."""
    start = entry.low if low is None else finite_number("low", low)
    end = entry.high if high is None else finite_number("high", high)
    if start < entry.least:
        raise ValueError(f"low must be at least {entry.least:g} for the curve {entry.name}, got {start:g}")
    if not start < end:
        raise ValueError(f"high must be above low ({start:g}), got {end:g}")
    return start, end
