"""How sharply the loss of a network bends at a moment: the largest eigenvalue of its Hessian.
Gradient descent with a rate above two divided by it climbs instead of descending.
"""

from math import inf, isfinite

import numpy as np
from numpy.typing import ArrayLike

from nnviz.blocks import table
from nnviz.networks.losses import LOSSES, Loss
from nnviz.networks.network import Network
from nnviz.training.gradient import Gradient
from nnviz.training.optimizer import Optimizer
from nnviz.validation import Array, choice, not_negative

LEAST_TURNS = 8  # before that, a smaller eigenvalue can look like the largest
MOST_TURNS = 24  # Hessian-vector products at most; two passes over the samples each
ENOUGH = 0.003  # |H v - value·v| relative to the value; the value itself is much closer
REACH = 1e-5  # how far along a direction the two gradients of a difference lie, relative to the parameters


def largest_curvature(
    net: Network, X: ArrayLike, Y: ArrayLike, loss: str = "half_squared_error", l2: float = 0.0
) -> float:
    """The largest eigenvalue of the Hessian of the mean loss + ½·l2·Σw².

    Found by power iteration that keeps all its vectors, on H v = (g(θ + hv) - g(θ - hv)) / 2h; right to about
    1 %. For about one network in a thousand it is a smaller eigenvalue: the first direction, which is always
    the same, hardly leans towards the largest one's. Where ReLU kinks lie within reach of the differences, it
    is that of a loss that is a little smoother. The same arguments give the same number.

    Parameters
    ----------
    net : Network
        At its parameters of this moment; it stays as it is.
    X : array_like, (samples, inputs)
    Y : array_like, (samples, outputs)
        As the loss takes it.
    loss : str
        A key of `LOSSES`.
    l2 : float
        The strength of the penalty, at least 0.

    Returns
    -------
    float
        In the unit of the loss. Negative where the loss bends down in every direction, 0 where nothing bends
        it, NaN where a gradient is not finite.

    Raises
    ------
    ValueError
        For samples, targets or names that do not fit.

    References
    ----------
    Lanczos, 1950.
    """
    chosen = LOSSES[choice("loss", loss, LOSSES)]
    X, T = chosen.samples(X, Y, net.sizes)
    return curvature_on(net, table(X, T, np.dtype("float64")), chosen, not_negative("l2", l2))


def curvature_on(net: Network, samples: Array, loss: Loss, l2: float, multiple: float = 1.0) -> float:
    """The same of a `multiple` of the mean loss, on a table (samples, inputs + 1 + outputs), and ½·l2·Σw²."""
    with np.errstate(all="ignore"):
        return multiple * _largest_eigenvalue(Gradient(net, samples, loss, l2 / multiple))


def rate_limit(curvature: float, optimizer: Optimizer) -> float:
    """The learning rate above which an optimizer climbs out of a valley.

    Parameters
    ----------
    curvature : float
        Of the valley, as `largest_curvature` gives it.
    optimizer : Optimizer

    Returns
    -------
    float
        `optimizer.stability` / curvature: 2 / curvature for gradient descent. Infinite where the loss does
        not bend up and where the optimizer has no such limit, 0 where the curvature is not finite.

    Examples
    --------
    >>> from nnviz.training.optimizers import SGD
    >>> rate_limit(4.0, SGD())
    0.5
    """
    if optimizer.stability == inf:
        return inf
    if not isfinite(curvature):
        return 0.0
    return optimizer.stability / curvature if curvature > 0 else inf


def _largest_eigenvalue(gradient: Gradient) -> float:
    """Of the Hessian, from the eigenvalues of its restriction to the directions that are tried."""
    origin = gradient.net.parameters.copy()
    h = REACH * (1 + float(np.linalg.norm(origin)))
    direction = np.random.default_rng(0).standard_normal(origin.size)
    direction /= np.linalg.norm(direction)
    tried, bent, value = np.empty((0, origin.size)), np.empty((0, origin.size)), 0.0
    for turn in range(1, min(origin.size, MOST_TURNS) + 1):
        product = (gradient.at(origin + h * direction) - gradient.at(origin - h * direction)) / (2 * h)
        if not np.isfinite(product).all():
            return float("nan")
        tried, bent = np.vstack([tried, direction]), np.vstack([bent, product])
        small = tried @ bent.T
        if not np.isfinite(small).all():
            return float("nan")
        values, vectors = np.linalg.eigh((small + small.T) / 2)
        value = float(values[-1])
        rest = product - tried.T @ (tried @ product)
        rest -= tried.T @ (tried @ rest)  # once more, so that rounding leaves nothing of the old directions
        size = float(np.linalg.norm(rest))
        known = turn >= LEAST_TURNS and size * abs(vectors[-1, -1]) <= ENOUGH * abs(value)
        if known or size <= 1e-9 * np.linalg.norm(product):
            break
        direction = rest / size
    return value
