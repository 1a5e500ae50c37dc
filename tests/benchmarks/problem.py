"""What is trained in a benchmark: data, network and settings, the same for every side.
A side is one way of training it; all of them start from the same parameters and see the same batches.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np

import nnviz
from nnviz.validation import Array


@dataclass(frozen=True, eq=False)
class Problem:
    """One training problem.

    X (samples, inputs); Y (samples, outputs), or class indices (samples,) for cross_entropy. `weights[l]`
    (fan_in, fan_out) and `biases[l]` (fan_out,) are the start. `batch_size` None means all samples at once,
    in their order; otherwise the order of every epoch comes from `SampleOrder`.
    """

    X: Array
    Y: Array
    weights: tuple[Array, ...]
    biases: tuple[Array, ...]
    hidden: str
    output: str
    rate: float
    batch_size: int | None
    loss: str = "half_squared_error"
    optimizer: str = "sgd"
    dtype: str = "float64"

    @property
    def sizes(self) -> tuple[int, ...]:
        """Units of each layer, inputs first."""
        return (len(self.weights[0]), *(len(b) for b in self.biases))


class Side(Protocol):
    """One way of training a problem."""

    def train(self, epochs: int) -> None:
        """Train for so many epochs."""

    def predict(self) -> Array:
        """The outputs (samples, outputs) for all samples, in float64."""


MakeSide = Callable[[Problem], Side]


class SampleOrder:
    """The order of the samples: one array that is shuffled again before every epoch, as `Trainer` does it."""

    def __init__(self, samples: int, seed: int = 0) -> None:
        self.rows = np.arange(samples)
        self._rng = np.random.default_rng(seed)

    def shuffle(self) -> Array:
        """The order of the next epoch; the same array every time."""
        self._rng.shuffle(self.rows)
        return self.rows


class Ours:
    """The project's own `Trainer`."""

    def __init__(self, problem: Problem) -> None:
        self._net = nnviz.Network.from_parameters(
            problem.weights, problem.biases, problem.hidden, problem.output, problem.dtype
        )
        self._X = problem.X
        optimizer = nnviz.OPTIMIZERS[problem.optimizer](problem.rate)
        self._trainer = nnviz.Trainer(
            self._net, problem.X, problem.Y, problem.loss, optimizer, problem.batch_size
        )

    def train(self, epochs: int) -> None:
        """Train for so many epochs."""
        self._trainer.run(epochs)

    def predict(self) -> Array:
        """The outputs (samples, outputs) for all samples, in float64."""
        return self._net.predict(self._X).astype(np.float64)
