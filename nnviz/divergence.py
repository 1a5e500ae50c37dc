"""Training that blows up: how it is noticed, in which layer it began, and the error that says so.
The look is cheap enough to be taken all the time.
"""

from dataclasses import dataclass
from math import isfinite
from typing import Any

import numpy as np

from nnviz.blockwise import Step
from nnviz.checks import Array


class Diverged(ArithmeticError):  # noqa: N818 - the public name reads as what happened
    """Training blew up: at update `step` (counted from 1), first in `layer` (counted from 1).

    `loss` is that of the batch just before it, `rate` the learning rate that was too large and
    `suggested_rate` a tenth of it. The trainer has gone back to the parameters before that step.
    """

    def __init__(self, step: int, loss: float, layer: int, rate: float) -> None:
        super().__init__(step, loss, layer, rate)
        self.step, self.loss, self.layer, self.rate = step, loss, layer, rate
        self.suggested_rate = suggested_rate(rate)

    def __str__(self) -> str:
        return (
            f"diverged at step {self.step} in layer {self.layer} (loss {self.loss:.2g}): "
            f"the learning rate {self.rate:g} is too large; try {self.suggested_rate:g}"
        )


def suggested_rate(rate: float) -> float:
    """A tenth of a learning rate that was too large, with two digits."""
    return float(f"{rate / 10:.2g}")


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
