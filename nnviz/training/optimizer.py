"""What every optimizer has, and the state that it works on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from nnviz.tape import Tape
from nnviz.validation import Array


@dataclass(frozen=True, eq=False)
class OptimizerState:
    """What an optimizer works on, apart from any recording; several recordings share one state.

    `rate` is a 0-d array and may be changed at any time (`state.rate[()] = 0.1`); for parameters
    (models, parameters) it may be (models, 1) instead, one for each. `gradient` holds dL/dθ of
    the last step and `update` what was subtracted from the parameters; `slots` are moments and counters.
    """

    rate: Array
    gradient: Array
    update: Array
    slots: Mapping[str, Array] = field(default_factory=dict)

    def saved(self) -> dict[str, Array]:
        """A copy of the moments and counters."""
        return {name: slot.copy() for name, slot in self.slots.items()}

    def restore(self, saved: Mapping[str, Array]) -> None:
        """Write back what `saved` returned."""
        for name, slot in self.slots.items():
            slot[...] = saved[name]

    def clear(self, fresh: "OptimizerState") -> None:
        """Be like a `fresh` state, but for the rate."""
        self.gradient[:], self.update[:] = fresh.gradient, fresh.update
        self.restore(fresh.slots)


class Optimizer(Protocol):
    """What every optimizer has: a learning rate, a fresh state, and calls to write down."""

    @property
    def rate(self) -> float:
        """The learning rate to start with."""

    @property
    def stability(self) -> float:
        """The largest rate, times the curvature of a valley, with which the valley is not climbed.

        Infinite where each gradient is divided by its own size: then no curvature alone bounds the rate.
        """

    def start(self, parameters: Array) -> OptimizerState:
        """A fresh state for parameters of this shape and dtype."""

    def record(self, tape: Tape, parameters: Array, state: OptimizerState) -> None:
        """Write down the calls that turn `state.gradient` into new parameters, in place."""


def fresh_state(rate: float, parameters: Array, *moments: str) -> OptimizerState:
    """A state at its start, with a vector of zeros for each of the `moments`."""
    slots = {name: np.zeros_like(parameters) for name in moments}
    zero = np.zeros_like(parameters)
    return OptimizerState(np.array(rate, parameters.dtype), zero, np.zeros_like(parameters), slots)
