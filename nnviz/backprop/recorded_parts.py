"""A training step in parts: forward, loss, backward, update, over the calls that `TrainingStep` records."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from nnviz.backprop.backward_parts import backward_parts
from nnviz.backprop.forward_parts import forward_parts, loss_part
from nnviz.backprop.parts import Part
from nnviz.backprop.update_part import update_part
from nnviz.networks.losses import Loss
from nnviz.networks.network import Network
from nnviz.training.optimizer import Optimizer, OptimizerState
from nnviz.training.training_step import TrainingStep
from nnviz.validation import Array

Pair = tuple[Callable[..., object], tuple[Any, ...]]


@dataclass(frozen=True, eq=False)
class Recording:
    """A training step that is ready to run: its network, its arrays, and its `parts` in order.

    Of a mistake, `wrong` holds the gradients by name that do not fit their parameters, and `kept` what it
    keeps from one step to the next. One that `fails` ends in a call that NumPy refuses.
    """

    step: TrainingStep
    optimizer: Optimizer
    state: OptimizerState
    summed: bool
    parts: tuple[Part, ...]
    wrong: Mapping[str, Array] = field(default_factory=dict)
    kept: Mapping[str, Array] = field(default_factory=dict)
    fails: bool = False

    @property
    def network(self) -> Network:
        """The network that is trained, in place."""
        return self.step.network

    def find_loss(self) -> float:
        """The loss with the parameters of this moment."""
        at = self._loss_at
        with np.errstate(all="ignore"):
            for function, args in self._pairs(0, at + 1):
                function(*args)
        return float(self.parts[at].steps[0].look())

    def train(self, steps: int) -> Array:
        """Run so many training steps; the loss before each of them, (steps,)."""
        at = self._loss_at
        before, after = self._pairs(0, at + 1), self._pairs(at + 1, len(self.parts))
        found, losses = self.parts[at].steps[0].look, np.empty(steps)
        with np.errstate(all="ignore"):
            for number in range(steps):
                for function, args in before:
                    function(*args)
                losses[number] = found()
                for function, args in after:
                    function(*args)
        return losses

    @property
    def _loss_at(self) -> int:
        """The number of the part that finds the loss."""
        return next(at for at, part in enumerate(self.parts) if part.steps and part.steps[0].phase == "loss")

    def _pairs(self, first: int, end: int) -> list[Pair]:
        """The calls of the parts of number `first`..`end` - 1, one after another."""
        return [(call.function, call.args) for part in self.parts[first:end] for call in part.calls]


def record(
    network: Network,
    X: Array,
    T: Array,
    loss: Loss,
    optimizer: Optimizer,
    state: OptimizerState,
    summed: bool,
) -> Recording:
    """The recorded step for inputs X (samples, inputs) and encoded targets T, which are put in place."""
    multiple = len(X) if summed else 1
    step = TrainingStep(network, len(X), loss, optimizer, state, multiple=multiple, refuse=False)
    step.load(X, T)
    parts = (
        *forward_parts(step),
        loss_part(step, summed),
        *backward_parts(step, summed),
        update_part(step, optimizer, state),
    )
    return Recording(step, optimizer, state, summed, parts)
