"""The optimizers: how a gradient moves the parameters.
Each one writes down a few NumPy calls on whole flat vectors and keeps its memory in an `OptimizerState`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import ArrayLike

from nnviz.tape import ALL_LAYERS, Tape
from nnviz.training.adaptive_optimizers import AdaGrad, Adam, RMSProp
from nnviz.training.optimizer import Optimizer, OptimizerState, fresh_state
from nnviz.validation import Array, fraction, not_negative, whole_number

__all__ = [
    "OPTIMIZERS",
    "SGD",
    "AdaGrad",
    "Adam",
    "Optimizer",
    "OptimizerState",
    "RMSProp",
    "descend",
]


@dataclass(frozen=True)
class SGD:
    """Gradient descent: θ -= rate·g, or with momentum v = momentum·v + g and θ -= rate·v.

    Parameters
    ----------
    rate : float
        The learning rate to start with, at least 0.
    momentum : float
        The part of the velocity v that stays from one update to the next, 0 <= momentum < 1.
    nesterov : bool
        Take the velocity as it will be one step later: θ -= rate·(g + momentum·v).

    Raises
    ------
    ValueError
        For a rate or a momentum outside its limits.

    References
    ----------
    Momentum: Polyak, 1964. Nesterov, 1983, in the form of Sutskever et al., 2013, that PyTorch has.

    Examples
    --------
    >>> descend(lambda point: 2 * point, [1.0], SGD(0.25), steps=3).ravel()
    array([1.   , 0.5  , 0.25 , 0.125])
    """

    rate: float = 0.01
    momentum: float = 0.0
    nesterov: bool = False

    def __post_init__(self) -> None:
        not_negative("rate", self.rate)
        fraction("momentum", self.momentum)

    @property
    def stability(self) -> float:
        """2, or with momentum 2·(1 + momentum) (Polyak 1964; Goh 2017); see `Optimizer`.

        With `nesterov` that is divided by 1 + 2·momentum: in a valley of curvature c the step from (θ, v) to
        the next is a matrix of trace (1 + momentum)(1 - rate·c) and determinant momentum·(1 - rate·c), and
        its eigenvalue -1 marks the limit.
        """
        limit = 2 * (1 + self.momentum)
        return limit / (1 + 2 * self.momentum) if self.nesterov else limit

    def start(self, parameters: Array) -> OptimizerState:
        """A fresh state; see `Optimizer`."""
        return fresh_state(self.rate, parameters, *(["velocity"] if self.momentum else []))

    def record(self, tape: Tape, parameters: Array, state: OptimizerState) -> None:
        """The calls of one update; see `Optimizer`."""
        direction = state.gradient
        if self.momentum:
            velocity, momentum = state.slots["velocity"], np.array(self.momentum, parameters.dtype)
            tape(np.multiply, velocity, momentum, velocity)
            tape(np.add, velocity, state.gradient, velocity)
            direction = velocity
            if self.nesterov:
                direction = state.update
                tape(np.multiply, velocity, momentum, direction)
                tape(np.add, direction, state.gradient, direction)
        tape(np.multiply, direction, state.rate, state.update)
        tape(np.subtract, parameters, state.update, parameters)


# What each name makes of a learning rate.
OPTIMIZERS: dict[str, Callable[[float], Optimizer]] = {
    "sgd": SGD,
    "momentum": partial(SGD, momentum=0.9),
    "nesterov": partial(SGD, momentum=0.9, nesterov=True),
    "adagrad": AdaGrad,
    "rmsprop": RMSProp,
    "adam": Adam,
}


def descend(
    gradient: Callable[[Array], ArrayLike], start: ArrayLike, optimizer: Optimizer, steps: int
) -> Array:
    """Go down any function with an optimizer, by the calls that train the networks.

    Parameters
    ----------
    gradient : callable
        Gives the gradient (dimensions,) at a point (dimensions,).
    start : array_like, (dimensions,)
    optimizer : Optimizer
    steps : int
        How many updates, at least 0.

    Returns
    -------
    Array, (steps + 1, dimensions)
        The path, `start` first.
    """
    steps = whole_number("steps", steps, 0)
    point = np.array(start, dtype=np.float64)
    state, tape = optimizer.start(point), Tape()
    tape.at(ALL_LAYERS, "update")
    optimizer.record(tape, point, state)
    path = np.empty((steps + 1, point.size))
    path[0] = point
    for row in path[1:]:
        state.gradient[:] = gradient(point)
        for call in tape.calls:
            call.function(*call.args)
        row[:] = point
    return path
