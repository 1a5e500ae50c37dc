"""The optimizers: how a gradient moves the parameters.
Each one writes down a few NumPy calls on whole flat vectors and keeps its memory in an `OptimizerState`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from math import inf

import numpy as np
from numpy.typing import ArrayLike

from nnviz.tape import ALL_LAYERS, Tape
from nnviz.training.optimizer import Optimizer, OptimizerState
from nnviz.validation import Array, fraction, not_negative, whole_number


def _state(rate: float, parameters: Array, *moments: str) -> OptimizerState:
    slots = {name: np.zeros_like(parameters) for name in moments}
    zero = np.zeros_like(parameters)
    return OptimizerState(np.array(rate, parameters.dtype), zero, np.zeros_like(parameters), slots)


@dataclass(frozen=True)
class SGD:
    """θ -= rate·g, or with momentum v = momentum·v + g; θ -= rate·v (Polyak 1964).

    With `nesterov` the velocity is taken as it will be one step later: θ -= rate·(g + momentum·v) (Nesterov
    1983, in the form of Sutskever et al. 2013 that PyTorch has).
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
        return _state(self.rate, parameters, *(["velocity"] if self.momentum else []))

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


@dataclass(frozen=True)
class AdaGrad:
    """h += g²; θ -= rate·g / (√h + epsilon): each parameter slows down by itself (Duchi et al. 2011)."""

    rate: float = 0.01
    epsilon: float = 1e-10

    stability = inf

    def __post_init__(self) -> None:
        not_negative("rate", self.rate)
        not_negative("epsilon", self.epsilon)

    def start(self, parameters: Array) -> OptimizerState:
        """A fresh state; see `Optimizer`."""
        return _state(self.rate, parameters, "squares")

    def record(self, tape: Tape, parameters: Array, state: OptimizerState) -> None:
        """The calls of one update; see `Optimizer`."""
        squares, update = state.slots["squares"], state.update
        tape(np.square, state.gradient, update)
        tape(np.add, squares, update, squares)
        _record_scaled(tape, parameters, state, self.epsilon)


@dataclass(frozen=True)
class RMSProp:
    """h = decay·h + (1 - decay)·g²; θ -= rate·g / (√h + epsilon) (Hinton's lecture 6e, 2012)."""

    rate: float = 0.001
    decay: float = 0.9
    epsilon: float = 1e-8

    stability = inf

    def __post_init__(self) -> None:
        not_negative("rate", self.rate)
        fraction("decay", self.decay)
        not_negative("epsilon", self.epsilon)

    def start(self, parameters: Array) -> OptimizerState:
        """A fresh state; see `Optimizer`."""
        return _state(self.rate, parameters, "squares")

    def record(self, tape: Tape, parameters: Array, state: OptimizerState) -> None:
        """The calls of one update; see `Optimizer`."""
        squares, update, dtype = state.slots["squares"], state.update, parameters.dtype
        tape(np.multiply, squares, np.array(self.decay, dtype), squares)
        tape(np.square, state.gradient, update)
        tape(np.multiply, update, np.array(1 - self.decay, dtype), update)
        tape(np.add, squares, update, squares)
        _record_scaled(tape, parameters, state, self.epsilon)


def _record_scaled(tape: Tape, parameters: Array, state: OptimizerState, epsilon: float) -> None:
    """θ -= rate·g / (√squares + epsilon)."""
    update = state.update
    tape(np.sqrt, state.slots["squares"], update)
    tape(np.add, update, np.array(epsilon, parameters.dtype), update)
    tape(np.divide, state.gradient, update, update)
    tape(np.multiply, update, state.rate, update)
    tape(np.subtract, parameters, update, parameters)


@dataclass(frozen=True)
class Adam:
    """Momentum and a rate per parameter, both corrected for their start at zero (Kingma & Ba 2015).

    The moments are kept without the factors (1 - beta1) and (1 - beta2), which saves two calls: the two
    numbers that `correct` writes before every update put them back, together with the bias correction.
    """

    rate: float = 0.001
    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8

    stability = inf

    def __post_init__(self) -> None:
        not_negative("rate", self.rate)
        fraction("beta1", self.beta1)
        fraction("beta2", self.beta2)
        not_negative("epsilon", self.epsilon)

    def start(self, parameters: Array) -> OptimizerState:
        """A fresh state; see `Optimizer`."""
        state = _state(self.rate, parameters, "mean", "square")
        slots = {**state.slots, "count": np.zeros((), np.int64)}
        return OptimizerState(state.rate, state.gradient, state.update, slots)

    def record(self, tape: Tape, parameters: Array, state: OptimizerState) -> None:
        """The calls of one update; see `Optimizer`."""
        mean, square, update, dtype = (
            state.slots["mean"],
            state.slots["square"],
            state.update,
            parameters.dtype,
        )
        pace, floor = np.empty((), dtype), np.empty((), dtype)
        tape(self._correction(state, pace, floor), result=pace)
        tape(np.multiply, mean, np.array(self.beta1, dtype), mean)
        tape(np.add, mean, state.gradient, mean)
        tape(np.multiply, square, np.array(self.beta2, dtype), square)
        tape(np.square, state.gradient, update)
        tape(np.add, square, update, square)
        tape(np.sqrt, square, update)
        tape(np.add, update, floor, update)
        tape(np.divide, mean, update, update)
        tape(np.multiply, update, pace, update)
        tape(np.subtract, parameters, update, parameters)

    def _correction(self, state: OptimizerState, pace: Array, floor: Array) -> Callable[[], None]:
        count, rate, beta1, beta2, epsilon = (
            state.slots["count"],
            state.rate,
            self.beta1,
            self.beta2,
            self.epsilon,
        )

        def correct() -> None:
            count[()] += 1
            steps = int(count)
            root = float(((1 - beta2) / (1 - beta2**steps)) ** 0.5)
            pace[()] = float(rate) * (1 - beta1) / (1 - beta1**steps) / root
            floor[()] = epsilon / root

        return correct


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
    """The path of an optimizer down any function, as an array (steps + 1, dimensions) with `start` first.

    `gradient(point)` returns the gradient at a point (dimensions,). The same calls train the networks.
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
