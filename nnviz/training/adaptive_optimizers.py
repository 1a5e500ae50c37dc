"""Optimizers that give each parameter a pace of its own, by the size of its gradients so far."""

from collections.abc import Callable
from dataclasses import dataclass
from math import inf

import numpy as np

from nnviz.tape import Tape
from nnviz.training.optimizer import OptimizerState, fresh_state
from nnviz.validation import Array, fraction, not_negative


@dataclass(frozen=True)
class AdaGrad:
    """h += g² and θ -= rate·g / (√h + epsilon): each parameter slows down by itself.

    Parameters
    ----------
    rate : float
        The learning rate to start with, at least 0.
    epsilon : float
        Keeps the quotient finite where h is 0.

    Raises
    ------
    ValueError
        For a number below 0, or one that is not finite.

    References
    ----------
    Duchi et al., 2011.
    """

    rate: float = 0.01
    epsilon: float = 1e-10

    stability = inf

    def __post_init__(self) -> None:
        not_negative("rate", self.rate)
        not_negative("epsilon", self.epsilon)

    def start(self, parameters: Array) -> OptimizerState:
        """A fresh state; see `Optimizer`."""
        return fresh_state(self.rate, parameters, "squares")

    def record(self, tape: Tape, parameters: Array, state: OptimizerState) -> None:
        """The calls of one update; see `Optimizer`."""
        squares, update = state.slots["squares"], state.update
        tape(np.square, state.gradient, update)
        tape(np.add, squares, update, squares)
        _record_scaled(tape, parameters, state, self.epsilon)


@dataclass(frozen=True)
class RMSProp:
    """h = decay·h + (1 - decay)·g² and θ -= rate·g / (√h + epsilon): as AdaGrad, but the past is forgotten.

    Parameters
    ----------
    rate : float
        The learning rate to start with, at least 0.
    decay : float
        The part of h that stays from one update to the next, 0 <= decay < 1.
    epsilon : float
        Keeps the quotient finite where h is 0.

    Raises
    ------
    ValueError
        For a number outside its limits.

    References
    ----------
    Hinton, lecture 6e of "Neural Networks for Machine Learning", 2012.
    """

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
        return fresh_state(self.rate, parameters, "squares")

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
    """Momentum and a rate per parameter, both corrected for their start at zero.

    The moments are kept without the factors (1 - beta1) and (1 - beta2), which saves two calls: the two
    numbers that `correct` writes before every update put them back, together with the bias correction.

    Parameters
    ----------
    rate : float
        The learning rate to start with, at least 0.
    beta1, beta2 : float
        The parts of the mean of g and of the mean of g² that stay from one update to the next, 0 <= beta < 1.
    epsilon : float
        Keeps the quotient finite where the mean of g² is 0.

    Raises
    ------
    ValueError
        For a number outside its limits.

    References
    ----------
    Kingma and Ba, 2015.
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
        state = fresh_state(self.rate, parameters, "mean", "square")
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
        pace, floor = np.empty_like(state.rate), np.empty((), dtype)
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
            exact = rate.astype(np.float64) if rate.ndim else float(rate)  # the float is faster
            pace[...] = exact * (1 - beta1) / (1 - beta1**steps) / root
            floor[()] = epsilon / root

        return correct
