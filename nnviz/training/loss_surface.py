"""The loss of a network as a surface over some of its parameters, while all others stay as they are.
Over two of them it is a slice that can be drawn; over all of them a walk on it is training.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import ArrayLike

from nnviz.networks.network import Network
from nnviz.training.evaluation import Evaluator
from nnviz.training.gradient import Gradient
from nnviz.training.loss_along import checked_samples
from nnviz.training.surfaces import Surface
from nnviz.validation import Array, choice, whole_number

REDUCTIONS = ("mean", "sum")


def loss_surface(
    net: Network,
    X: ArrayLike,
    Y: ArrayLike,
    loss: str = "half_squared_error",
    places: Sequence[int] | None = None,
    reduction: str = "mean",
) -> Surface:
    """The loss as a function of some parameters of a network.

    Parameters
    ----------
    net : Network
        Copied, with its parameters of this moment.
    X : array_like, (samples, inputs)
    Y : array_like, (samples, outputs)
        As the loss takes it.
    loss : str
        A key of `LOSSES`.
    places : sequence of int, optional
        The places of the parameters in `net.parameters`, each once; all of them if not given.
    reduction : str
        "mean" or "sum" over the samples.

    Returns
    -------
    Surface
        Points are the values of these parameters, (..., places). Its loss is infinite or NaN where a value is
        too large, its gradient that of the recorded backward pass. Its curvature is known where it is the
        same everywhere: of half the squared error of a single linear layer.

    Raises
    ------
    ValueError
        For samples, targets or names that do not fit, and for places that there are not, or twice.

    Examples
    --------
    >>> net = Network.from_parameters([[[1.0]]], [[0.0]])
    >>> surface = loss_surface(net, [[2.0]], [[6.0]], places=[0, 1])
    >>> surface.loss(np.array([[1.0, 0.0], [3.0, 0.0]])), surface.gradient(np.array([1.0, 0.0]))
    (array([8., 0.]), array([-8., -4.]))
    """
    samples, chosen = checked_samples(net, X, Y, loss)
    factor = len(samples) if choice("reduction", reduction, REDUCTIONS) == "sum" else 1
    used = _checked(net, range(net.parameters.size) if places is None else places)
    evaluator, backward = Evaluator(net, chosen), Gradient(net, samples, chosen)
    known = net.parameters.copy()

    def moved(point: Array) -> Array:
        parameters = known.copy()
        parameters[used] = point
        return parameters

    def one_loss(point: Array) -> float:
        if not np.isfinite(point).all():
            return float("nan")
        return factor * evaluator.loss(samples, moved(point))

    def one_gradient(point: Array) -> Array:
        with np.errstate(all="ignore"):
            return np.asarray(factor * backward.at(moved(point))[used])

    parts = ", ".join(f"net.parameters[{place}]" for place in used)
    return Surface(
        formula=f"L({parts})",
        gradient_formula=tuple(f"∂L/∂net.parameters[{place}]" for place in used),
        code=f"{'len(X) * ' if reduction == 'sum' else ''}nnviz.Trainer(net, X, Y, {loss!r}).loss()",
        gradient_code=f"analytic_gradient(net, X, Y, {loss!r}, {reduction!r})[places]",
        curvature=_curvature(one_gradient, len(used)) if is_quadratic(net, loss) else None,
        loss=_over_points(one_loss),
        gradient=_over_points(one_gradient),
        unpacked="net.parameters[places] = theta",
        setup=_setup(net, X, Y, used),
    )


def is_quadratic(net: Network, loss: str) -> bool:
    """Whether the loss is of degree 2 in all parameters: then its curvature is the same everywhere."""
    return net.activations == ("linear",) and loss == "half_squared_error"


def _curvature(gradient: Callable[[Array], Array], size: int) -> float:
    """The largest eigenvalue of the second derivatives: differences of gradients, which are linear."""
    at_zero = gradient(np.zeros(size))
    hessian = np.array([gradient(one) - at_zero for one in np.eye(size)])
    return float(np.linalg.eigvalsh((hessian + hessian.T) / 2)[-1])


def _checked(net: Network, places: Sequence[int]) -> list[int]:
    last = net.parameters.size - 1
    used = [whole_number("a place", place, 0, last, "the last parameter") for place in places]
    if not used or len(set(used)) < len(used):
        raise ValueError(f"places must name parameters, each once, got {list(places)}")
    return used


def _over_points(one: Callable[[Array], float | Array]) -> Callable[[Array], Array]:
    """What takes one point (places,) as a function of many, (..., places)."""

    def of_all(points: Array) -> Array:
        flat = np.asarray(points, np.float64).reshape(-1, np.shape(points)[-1])
        found = np.array([one(point) for point in flat])
        return found.reshape((*np.shape(points)[:-1], *found.shape[1:]))

    return of_all


def _setup(net: Network, X: ArrayLike, Y: ArrayLike, used: list[int]) -> tuple[str, ...]:
    """The lines of a program that make the network again."""
    weights, biases = [W.tolist() for W in net.weights], [b.tolist() for b in net.biases]
    hidden, output = list(net.activations[:-1]), net.activations[-1]
    return (
        "import nnviz",
        "from nnviz.training.central_differences import analytic_gradient",
        "",
        f"net = nnviz.Network.from_parameters({weights}, {biases}, {hidden}, {output!r})",
        f"X, Y = np.array({np.asarray(X).tolist()}), np.array({np.asarray(Y).tolist()})",
        f"places = {used}",
    )
