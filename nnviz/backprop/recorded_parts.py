"""A training step in parts: forward, loss, backward, update, over the calls that `TrainingStep` records."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

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
    """A training step that is ready to run: its network, its arrays, and its `parts` in order."""

    step: TrainingStep
    optimizer: Optimizer
    state: OptimizerState
    summed: bool
    parts: tuple[Part, ...]

    @property
    def network(self) -> Network:
        """The network that is trained, in place."""
        return self.step.network

    @property
    def pairs(self) -> list[Pair]:
        """All calls, one after another: what a fast run needs."""
        return [(call.function, call.args) for part in self.parts for call in part.calls]


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
