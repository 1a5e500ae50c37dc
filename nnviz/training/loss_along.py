"""The loss as a function of one parameter alone, while all others stay as they are: its values and its slope.
A step of gradient descent goes down this curve, and at the same moment down that of every other parameter.
"""

from math import nan

import numpy as np
from numpy.typing import ArrayLike

from nnviz.blocks import table
from nnviz.networks.losses import LOSSES, Loss
from nnviz.networks.network import Network
from nnviz.training.evaluation import Evaluator
from nnviz.training.gradient import Gradient
from nnviz.validation import Array, choice, whole_number


def weight_index(net: Network, layer: int, row: int, column: int) -> int:
    """The place of `net.weights[layer][row, column]` in `net.parameters`.

    Parameters
    ----------
    net : Network
    layer, row, column : int
        From 0, as the weights are indexed.

    Returns
    -------
    int

    Raises
    ------
    ValueError
        If there is no such weight.

    Examples
    --------
    >>> weight_index(Network([2, 3, 1]), 0, 1, 2)  # each unit has two weights and a bias
    7
    """
    layer = whole_number("layer", layer, 0, len(net.weights) - 1, "the last layer")
    inputs, units = net.weights[layer].shape
    columns = net.matrices[layer].shape[1]
    row = whole_number("row", row, 0, inputs - 1, "the last input")
    column = whole_number("column", column, 0, units - 1, "the last unit")
    return int(net.layer_slices[layer].start + column * columns + row)


def loss_along(net: Network, X: ArrayLike, Y: ArrayLike, loss: str, index: int, values: ArrayLike) -> Array:
    """The mean loss if one parameter had other values, while all others stay as they are.

    Parameters
    ----------
    net : Network
        At its parameters of this moment; it stays as it is.
    X : array_like, (samples, inputs)
    Y : array_like, (samples, outputs)
        As the loss takes it.
    loss : str
        A key of `LOSSES`.
    index : int
        The place of the parameter in `net.parameters`; see `weight_index`.
    values : array_like, (values,)
        What the parameter is given in turn.

    Returns
    -------
    Array, (values,)
        In the unit of the loss, without penalties: at the parameter's own value what `Trainer.loss` says.
        What is not finite, because a value is too large, is infinite or NaN.

    Raises
    ------
    ValueError
        For samples, targets or names that do not fit, a parameter that there is not, and values that are not
        finite.

    Examples
    --------
    >>> net = Network.from_parameters([[[1.0]]], [[0.0]])
    >>> loss_along(net, [[2.0]], [[6.0]], "half_squared_error", 0, [1, 2, 3])
    array([8., 2., 0.])
    """
    samples, chosen = checked_samples(net, X, Y, loss)
    given = np.asarray(values, float)
    if given.ndim != 1 or not np.isfinite(given).all():
        raise ValueError(f"values must be a list of finite numbers, got {values!r}")
    along = LossAlong(net, samples, chosen, index)
    return np.array([along.loss(value) for value in given.tolist()])


class LossAlong:
    """The loss along one parameter of a network, asked value by value.

    Parameters
    ----------
    net : Network
        Copied, with its parameters of this moment.
    samples : Array, (samples, inputs + 1 + outputs)
        Of `nnviz.blocks.table`, in the network's dtype.
    loss : Loss
        An entry of `LOSSES`.
    index : int
        The place of the parameter in `net.parameters`.

    Raises
    ------
    ValueError
        For a parameter that there is not.
    """

    def __init__(self, net: Network, samples: Array, loss: Loss, index: int) -> None:
        last = net.parameters.size - 1
        self.index = whole_number("index", index, 0, last, "the last parameter")
        self._net, self._samples, self._loss = net.copy(), samples, loss
        self._evaluator = Evaluator(self._net, loss)
        self._gradient: Gradient | None = None

    @property
    def value(self) -> float:
        """The parameter's own value."""
        return float(self._net.parameters[self.index])

    def loss(self, value: float) -> float:
        """The mean loss with this value of the parameter; NaN or infinite if it is too large."""
        return self._evaluator.loss(self._samples, self._with(value))

    def slope(self, value: float) -> float:
        """The derivative of the loss by the parameter at this value, as the backward pass finds it."""
        if self._gradient is None:
            self._gradient = Gradient(self._net, self._samples, self._loss)
        with np.errstate(all="ignore"):
            found = self._gradient.at(self._with(value))[self.index]
        return float(found) if np.isfinite(found) else nan

    def _with(self, value: float) -> Array:
        parameters = self._net.parameters.copy()
        parameters[self.index] = value
        return parameters


def checked_samples(net: Network, X: ArrayLike, Y: ArrayLike, loss: str) -> tuple[Array, Loss]:
    """Samples and targets as a table for an evaluator, and the entry of `LOSSES`, else ValueError."""
    chosen = LOSSES[choice("loss", loss, LOSSES)]
    return table(*chosen.samples(X, Y, net.sizes), net.dtype), chosen
