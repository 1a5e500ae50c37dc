"""Training that blows up: how it is noticed, in which layer it began, and the error that says so.
The look is cheap enough to be taken all the time.
"""

from dataclasses import dataclass
from decimal import ROUND_DOWN, Context
from math import inf, isfinite
from typing import Any

import numpy as np

from nnviz.training.blockwise import Step
from nnviz.validation import Array


class DivergedError(ArithmeticError):
    """Training blew up: at update `step` (counted from 1), first in `layer` (counted from 1).

    `loss` is that of the batch just before it and `rate` the learning rate that was too large.
    `suggested_rate` is a smaller one that was tried from the start of the run and did not climb; None if
    none was tried or none was good. `limit` is the rate above which the first updates climb, as far as that
    is known, else infinite. The trainer has gone back to the parameters before that step.
    """

    def __init__(
        self,
        step: int,
        loss: float,
        layer: int,
        rate: float,
        suggested_rate: float | None = None,
        limit: float = inf,
    ) -> None:
        super().__init__(step, loss, layer, rate, suggested_rate, limit)
        self.step, self.loss, self.layer, self.rate = step, loss, layer, rate
        self.suggested_rate, self.limit = suggested_rate, limit

    def __str__(self) -> str:
        return (
            f"diverged at step {self.step} in layer {self.layer} (loss {self.loss:.2g}): "
            f"the learning rate {self.rate:g} is too large; {self._advice()}"
        )

    def _advice(self) -> str:
        if self.suggested_rate is not None:
            return f"try {self.suggested_rate:g}"
        if self.limit > 0:
            return f"choose one below {rounded_down(min(self.rate, self.limit)):g}"
        return "the loss is not finite where the run begins: scale the data or the first weights down"


def rounded_down(number: float, digits: int = 2) -> float:
    """A positive number cut to so many significant digits, so that it never becomes larger."""
    return float(Context(prec=digits, rounding=ROUND_DOWN).create_decimal(str(float(number))))


@dataclass(frozen=True, eq=False)
class Checkpoint:
    """All that is needed to do the updates after it once more."""

    steps: int
    parameters: Array
    slots: dict[str, Array]
    batches: tuple[Array, Any]


def is_finite(step: Step) -> bool:
    """Whether the network's parameters, squared, and its loss on the loaded batch are finite.

    The squares, because a network whose products overflow may hide it: np.fmax drops NaN.
    """
    parameters = step.network.parameters
    return isfinite(parameters.dot(parameters)) and isfinite(step.batch_loss())


def broken_layer(step: Step) -> int:
    """The first layer whose parameters, squared, are not finite; else the first with such an output."""
    for layer, W in enumerate(step.network.matrices, 1):
        if not isfinite(np.vdot(W, W)):
            return layer
    for layer, A in enumerate(step.A[1:], 1):
        if not isfinite(np.vdot(A, A)):
            return layer
    return len(step.network.matrices)
