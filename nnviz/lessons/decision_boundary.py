"""A neuron of two inputs seen on the plane of its inputs: on which side it fires, and where the line is.
Both are cut out of a square, as points in an order that stays the same while the weights move; and the other
way round, the neuron whose line goes through given points.
"""

from math import hypot

import numpy as np
from numpy.typing import ArrayLike

from nnviz.networks.neuron import Neuron
from nnviz.validation import Array, finite_number, vector

CORNERS = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]])  # of the square, once around


def decision_region(neuron: Neuron, low: float, high: float) -> Array:
    """The part of the square [low, high]² where the neuron fires, as a polygon (8, 2), once around.

    Every edge of the square has two places, its first corner and the crossing with the line z = 0; what is
    not there repeats the point before it, so that the polygons of two neurons can be blended point by point.
    If the neuron fires nowhere, all eight are one corner. Raises as `border`.
    """
    square, z, crossings = _walk(neuron, low, high)
    places: list[Array | None] = []
    for corner, fired, crossing in zip(square, z >= 0, crossings, strict=True):
        places += [corner if fired else None, crossing]
    last = next((place for place in reversed(places) if place is not None), square[np.argmax(z)])
    polygon = []
    for place in places:
        last = last if place is None else place
        polygon.append(last)
    return np.array(polygon)


def border(neuron: Neuron, low: float, high: float) -> Array:
    """The piece (2, 2) of the line z = 0 inside the square [low, high]².

    Going from the first end to the second, the firing side is on the left. Where no line crosses the square,
    both ends are the corner that is nearest to it in z.
    Raises ValueError for another number of inputs than 2, for low >= high, and for sums beyond float64.
    """
    square, z, crossings = _walk(neuron, low, high)
    found = [(z[place] >= 0, crossing) for place, crossing in enumerate(crossings) if crossing is not None]
    if len(found) < 2:
        return np.tile(square[np.argmin(np.abs(z))], (2, 1))
    return np.array([point for _, point in sorted(found, key=lambda one: not one[0])[:2]])


def line_neuron(first: ArrayLike, second: ArrayLike, size: float = 1.0) -> Neuron:
    """The neuron whose line z = 0 goes through two points of the plane, the other way round to `border`.

    Parameters
    ----------
    first, second : array_like, (2,)
        Going from the first to the second, the firing side is on the left.
    size : float
        The length of the weights as a vector, more than 0: the same line has many neurons, and those with
        larger weights have a steeper z.

    Returns
    -------
    Neuron
        With w = size·n, n the normal of length 1 that points to the firing side, and b = -w·first.

    Raises
    ------
    ValueError
        If the points are one, so that no line is meant; for other shapes, for what is not finite, and for a
        size that is not more than 0.
    """
    start, end = _point("first", first), _point("second", second)
    across, up = (end - start).tolist()
    if not hypot(across, up):
        raise ValueError(f"first and second must be two points, got {start.tolist()} twice; move one of them")
    size = finite_number("size", size)
    if size <= 0:
        raise ValueError(f"size must be more than 0, got {size}")
    weights = size * np.array([-up, across]) / hypot(across, up)
    return Neuron(weights, -float(weights @ start), "step")


def shifted_neuron(neuron: Neuron, point: ArrayLike) -> Neuron:
    """The same weights with the bias b = -w·point, so that the line z = 0 goes through a point (2,).

    Raises ValueError for another number of inputs than 2, and for what is no point.
    """
    if neuron.inputs != 2:
        raise ValueError(f"a plane needs a neuron of 2 inputs, got {neuron.inputs}; give it 2 weights")
    bias = -float(neuron.weights @ _point("point", point))
    return Neuron(neuron.weights, bias, neuron.activation)


def _point(name: str, values: ArrayLike) -> Array:
    found = vector(name, values)
    if found.shape != (2,):
        raise ValueError(f"{name} must have the shape (2,), got {found.shape}; give x1 and x2")
    return found


def _walk(neuron: Neuron, low: float, high: float) -> tuple[Array, Array, list[Array | None]]:
    """Corners (4, 2), their z (4,), and for each edge the point where z = 0, if its ends differ."""
    if neuron.inputs != 2:
        raise ValueError(f"a plane needs a neuron of 2 inputs, got {neuron.inputs}; give it 2 weights")
    low, high = finite_number("low", low), finite_number("high", high)
    if low >= high:
        raise ValueError(f"low must be less than high, got {low} and {high}")
    square = low + (high - low) * CORNERS
    z = np.asarray(neuron.before(square))
    if not np.isfinite(z).all():
        raise ValueError(f"the sums in the corners must be finite, got {z.tolist()}; use smaller weights")
    following, z_following = np.roll(square, -1, axis=0), np.roll(z, -1)
    return square, z, [_zero(*edge) for edge in zip(square, z, following, z_following, strict=True)]


def _zero(a: Array, z_a: float, b: Array, z_b: float) -> Array | None:
    if (z_a >= 0) == (z_b >= 0):
        return None
    share = z_a / 2 / (z_a / 2 - z_b / 2)  # halves, so that no difference can overflow
    return np.asarray(a + share * (b - a))
