"""How the weights and the outputs of each layer are spread: counts in bins whose edges hardly ever move.
Edges are round numbers, and those of the moment before stay as long as all numbers lie between them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log10

import numpy as np
from numpy.typing import ArrayLike

from nnviz.networks.activations import ACTIVATIONS
from nnviz.networks.network import Network
from nnviz.read_only import read_only
from nnviz.validation import Array, whole_number

ROUND = (1.0, 2.0, 5.0, 10.0)  # times a power of ten: what edges may be
SMALLEST, LARGEST = 1e-300, 1e300  # what edges are made for
BINS = 20


@dataclass(frozen=True, eq=False)
class Histogram:
    """How many numbers lie in each bin.

    Parameters
    ----------
    edges : Array, (bins + 1,)
        Equally far from each other, the outermost are round numbers or 0. Read-only.
    counts : Array, (bins,) of int
        How many numbers lie from one edge up to the next; the last bin holds its upper edge too. Read-only.
    """

    edges: Array
    counts: Array

    @property
    def shares(self) -> Array:
        """How much of all that is counted lies in each bin, (bins,) from 0 to 1; zeros where nothing is."""
        return np.asarray(self.counts / max(1, self.counts.sum()))


def histogram(values: ArrayLike, bins: int = BINS, before: Histogram | None = None) -> Histogram:
    """Count numbers in equal bins between round numbers; numbers beyond 1e300 and NaN count nowhere.

    Parameters
    ----------
    values : array_like, any shape
    bins : int
        At least 1; even numbers of bins have an edge at 0.
    before : Histogram, optional
        That of the moment before: its edges stay if all values lie between them, and else are moved apart.

    Returns
    -------
    Histogram
        From 0 up for numbers that are not negative, from 0 down for those not positive, else both ways.

    Raises
    ------
    ValueError
        For less than one bin.

    Examples
    --------
    >>> found = histogram([-1.5, 0.2, 0.3, 1.9], bins=4)
    >>> found.edges, found.counts
    (array([-2., -1.,  0.,  1.,  2.]), array([1, 0, 2, 1]))
    >>> histogram([0.1], bins=4, before=found).counts
    array([0, 0, 1, 0])
    """
    bins = whole_number("bins", bins, 1)
    array = np.asarray(values, np.float64).ravel()
    array = array[np.abs(array) <= LARGEST]
    low, high = (float(array.min()), float(array.max())) if array.size else (0.0, 0.0)
    if before is not None and len(before.edges) == bins + 1:
        first, last = float(before.edges[0]), float(before.edges[-1])
        if first <= low and high <= last:
            return _counted(array, before.edges)
        low, high = min(low, first), max(high, last)
    reach = _rounded_up(max(-low, high))
    edges = np.linspace(-reach if low < 0 else 0.0, reach if high > 0 or low >= 0 else 0.0, bins + 1)
    return _counted(array, read_only(edges))


def weight_histograms(
    net: Network, bins: int = BINS, before: Sequence[Histogram] | None = None
) -> tuple[Histogram, ...]:
    """Histograms of the weights of each layer, without the biases.

    Parameters
    ----------
    net : Network
    bins : int
    before : sequence of Histogram, optional
        Those of the moment before; see `histogram`.

    Returns
    -------
    tuple of Histogram, one for each layer
    """
    past: Sequence[Histogram | None] = before or [None] * len(net.weights)
    return tuple(histogram(W, bins, one) for W, one in zip(net.weights, past, strict=True))


def activation_histograms(
    net: Network, X: ArrayLike, bins: int = BINS, before: Sequence[Histogram] | None = None
) -> tuple[Histogram, ...]:
    """Histograms of the outputs a of each layer for samples X.

    Parameters
    ----------
    net : Network
    X : array_like, (samples, inputs)
    bins : int
    before : sequence of Histogram, optional
        Those of the moment before; see `histogram`.

    Returns
    -------
    tuple of Histogram, one for each layer
        Of an activation with two limits the edges are these limits.

    Raises
    ------
    ValueError
        If X does not fit.
    """
    past: Sequence[Histogram | None] = before or [None] * len(net.weights)
    layers = zip(net.layers(X), net.activations, past, strict=True)
    return tuple(_of_outputs(layer.after, name, bins, one) for layer, name, one in layers)


def _of_outputs(a: Array, name: str, bins: int, before: Histogram | None) -> Histogram:
    activation = ACTIVATIONS[name]
    if not activation.bounded:
        return histogram(a, bins, before)
    flat = a.ravel().astype(np.float64)
    edges = np.linspace(activation.low, activation.high, whole_number("bins", bins, 1) + 1)
    return _counted(flat[np.isfinite(flat)], read_only(edges))


def _counted(values: Array, edges: Array) -> Histogram:
    return Histogram(edges, read_only(np.histogram(values, edges)[0]))


def _rounded_up(number: float) -> float:
    """The next larger round number; 1 for 0, and never so small that bins could not be told apart."""
    if number <= 0:
        return 1.0
    number = max(number, SMALLEST)
    power = 10.0 ** floor(log10(number))
    return next((float(f"{part * power:.1g}") for part in ROUND if part * power >= number), 10 * power)
