"""A slice of the loss of a network: over two of its parameters, while all others stay as they are.
A step moves all parameters at once, so it leaves the slice; what of it lies in the slice can be drawn there.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from nnviz.networks.network import Network
from nnviz.read_only import read_only
from nnviz.training.evaluation import Evaluator
from nnviz.training.loss_along import checked_samples
from nnviz.validation import Array, parameter_array, whole_number


@dataclass(frozen=True, eq=False)
class LossSlice:
    """Mean losses over two parameters of a network, and a step seen on them.

    `first` and `second` are places in `net.parameters`. `losses` (second values, first values) are those at
    `first_values` and `second_values`, infinite or NaN where a value is too large. `point` (2,) is where the
    network stands and `loss` its loss there. Of a step, `step_point` (2,) is where it leads within the slice,
    `slice_loss` the loss there if only these two parameters moved, and `step_loss` the loss after the whole
    step. All arrays are read-only.
    """

    first: int
    second: int
    first_values: Array
    second_values: Array
    losses: Array
    point: Array
    loss: float
    step_point: Array
    slice_loss: float
    step_loss: float


def loss_slice(
    net: Network,
    X: ArrayLike,
    Y: ArrayLike,
    loss: str,
    first: int,
    second: int,
    first_values: ArrayLike,
    second_values: ArrayLike,
    step_to: ArrayLike | None = None,
) -> LossSlice:
    """The mean loss if two parameters had other values, while all others stay as they are.

    Parameters
    ----------
    net : Network
        At its parameters of this moment; it stays as it is.
    X : array_like, (samples, inputs)
    Y : array_like, (samples, outputs)
        As the loss takes it.
    loss : str
        A key of `LOSSES`.
    first, second : int
        Two places in `net.parameters`; see `weight_index`.
    first_values, second_values : array_like, (values,)
        What the two parameters are given.
    step_to : array_like, (parameters,), optional
        All parameters after a step; those of this moment if not given.

    Returns
    -------
    LossSlice
        In the unit of the loss, without penalties: at the network's own values what `Trainer.loss` says.

    Raises
    ------
    ValueError
        For samples, targets or names that do not fit, parameters that there are not, twice the same one, and
        values that are not finite.

    Examples
    --------
    >>> net = Network.from_parameters([[[1.0]]], [[0.0]])
    >>> loss_slice(net, [[2.0]], [[6.0]], "half_squared_error", 0, 1, [1, 2, 3], [0, 2]).losses
    array([[8., 2., 0.],
           [2., 0., 2.]])
    """
    samples, chosen = checked_samples(net, X, Y, loss)
    places = _places(net, first, second)
    across, up = _values("first_values", first_values), _values("second_values", second_values)
    after = net.parameters if step_to is None else parameter_array("step_to", step_to, net.parameters.shape)
    evaluator, parameters = Evaluator(net, chosen), net.parameters.copy()

    def at(values: tuple[float, float]) -> float:
        parameters[places] = values
        return evaluator.loss(samples, parameters)

    losses = np.array([[at((x, y)) for x in across.tolist()] for y in up.tolist()])
    return LossSlice(
        first=first,
        second=second,
        first_values=read_only(across),
        second_values=read_only(up),
        losses=read_only(losses),
        point=read_only(net.parameters[places].astype(np.float64)),
        loss=evaluator.loss(samples),
        step_point=read_only(after[places].astype(np.float64)),
        slice_loss=at(tuple(after[places])),
        step_loss=evaluator.loss(samples, after),
    )


def _places(net: Network, first: int, second: int) -> list[int]:
    last = net.parameters.size - 1
    first = whole_number("first", first, 0, last, "the last parameter")
    second = whole_number("second", second, 0, last, "the last parameter")
    if first == second:
        raise ValueError(f"second must be another parameter than first, got {second} twice")
    return [first, second]


def _values(name: str, values: ArrayLike) -> Array:
    given = np.array(values, float)
    if given.ndim != 1 or not np.isfinite(given).all():
        raise ValueError(f"{name} must be a list of finite numbers, got {values!r}")
    return given
