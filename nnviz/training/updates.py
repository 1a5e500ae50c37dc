"""The updates of a run, one after another: cut into slices of time, with a look for divergence now and then.
They can stop and go on anywhere, and the batches may get another size on the way.
"""

from math import inf
from time import perf_counter
from typing import NamedTuple

import numpy as np

from nnviz.networks.network import Network
from nnviz.training.batched_steps import BatchedSteps, Recorder
from nnviz.training.batches import Batches
from nnviz.training.blockwise import Step
from nnviz.training.divergence import Checkpoint, broken_layer, is_finite
from nnviz.training.epoch_count import EpochCount
from nnviz.training.optimizer import OptimizerState

UPDATES_A_CHECK = 256  # updates between two looks for divergence; what lies between is replayed if one fails
SECONDS_A_SLICE = 0.001  # work between two looks at the clock


class Broken(NamedTuple):
    """The update, from 1, after which a number was not finite, the loss before it, and the layer, from 1."""

    step: int
    loss: float
    layer: int


class Updates:
    """Those done on the `net`, with the recordings that `record` makes, from the start of the first epoch on.

    `steps` counts them, `count` says how many epochs that is, and `current` is the step that was run last.
    """

    def __init__(self, net: Network, state: OptimizerState, batches: Batches, record: Recorder) -> None:
        self._net, self._state, self.batches, self._recorder = net, state, batches, record
        self.steps, self._slice = 0, 1
        self.count = EpochCount(batches.an_epoch)
        self.record()

    @property
    def current(self) -> Step:
        """The recorded step that was run last, with its batch."""
        return self._batched.current

    @property
    def full(self) -> Step:
        """The recorded step for a full batch."""
        return self._batched.full

    def record(self) -> None:
        """Write the step down (again)."""
        self._batched = BatchedSteps(self.batches, self._recorder)

    def cut_anew(self, size: int) -> None:
        """Go on with batches of this size; if it is another, what is left of an epoch is drawn anew."""
        if size == self.batches.size:
            return
        self.batches = self.batches.cut_anew(size)
        self.count = self.count.changed(self.steps, self.batches.an_epoch)
        if self.count.place(self.steps):
            self.batches.shuffle()
        self.record()

    def train(self, last: float, seconds: float = inf) -> Broken | None:
        """Updates until `steps` is `last` or the time is over; goes back before one that breaks numbers."""
        deadline = perf_counter() + seconds
        with np.errstate(all="ignore"):
            while self.steps < last:
                start = self._checkpoint()
                in_time = self._advance(min(last, self.steps + UPDATES_A_CHECK), deadline)
                if not is_finite(self.current):
                    return self._found(start)
                if not in_time:
                    return None
        return None

    def _advance(self, last: float, deadline: float) -> bool:
        """Updates until `steps` is `last`, in slices of about a millisecond; False if the time is over."""
        now = perf_counter()
        while self.steps < last:
            count = int(min(last - self.steps, self._slice))
            self._do(count)
            before, now = now, perf_counter()
            pace = max(now - before, 1e-9) / count
            self._slice = min(max(int(SECONDS_A_SLICE / pace), 1), UPDATES_A_CHECK)
            if now >= deadline:
                return False
        return True

    def _do(self, count: int) -> None:
        """Exactly `count` updates, into the next epochs if need be."""
        self._batched.run(self.count.place(self.steps), count)
        self.steps += count

    def _checkpoint(self) -> Checkpoint:
        return Checkpoint(self.steps, self._net.parameters.copy(), self._state.saved(), self.batches.saved())

    def _restore(self, checkpoint: Checkpoint) -> None:
        self.steps = checkpoint.steps
        self._net.parameters[:] = checkpoint.parameters
        self._state.restore(checkpoint.slots)
        self.batches.restore(checkpoint.batches)

    def _found(self, start: Checkpoint) -> Broken | None:
        """Do the same updates again, one at a time, up to the one after which something is not finite."""
        last = self.steps
        self._restore(start)
        while self.steps < last:
            good = self._checkpoint()
            self._do(1)
            if not is_finite(self.current):
                layer, step = broken_layer(self.current), self.steps
                self._restore(good)
                return Broken(step, self.current.batch_loss(), layer)
        return None
