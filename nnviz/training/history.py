"""The past of a run: snapshots of losses and parameters, so that a run can be scrubbed back.
The history thins itself, so that its memory stays constant however long the run.
"""

from bisect import bisect_right
from dataclasses import dataclass, field
from math import isnan, nan
from operator import attrgetter

import numpy as np

from nnviz.read_only import read_only
from nnviz.timeline import Timeline
from nnviz.validation import Array, whole_number

OVERHEAD = 1000  # bytes that one snapshot takes besides the numbers of its arrays


def _nothing() -> Array:
    return read_only(np.zeros(0))


@dataclass(frozen=True, eq=False, slots=True)
class Snapshot:
    """One moment of a run. All arrays are read-only.

    Parameters
    ----------
    step : int
        Updates done.
    epoch : float
        Epochs done.
    train_loss, test_loss : float
        Mean losses; NaN for the test when no test data were given.
    parameters : Array, (parameters,)
    target_losses : Array, (outputs,)
        The share of each output in `train_loss`, empty for a loss that does not go output by output.
    activity : Array, (hidden units,)
        The fraction of the training samples on which z > 0, first layer first.
    train_accuracy, test_accuracy : float
        The fraction 0..1 of the samples that are given the right class; NaN for a regression.
    gradient_sizes : Array, (layers,)
        Root mean square of the gradient of the last update in each layer; zeros before the first.
    update_sizes : Array, (layers,)
        That of the last update, relative to that of the parameters. About 0.001 is healthy.
    activations : tuple of str
        The names of the activations that the layers had, that of the output last.
    """

    step: int
    epoch: float
    train_loss: float
    test_loss: float
    parameters: Array
    target_losses: Array = field(default_factory=_nothing)
    activity: Array = field(default_factory=_nothing)
    train_accuracy: float = nan
    test_accuracy: float = nan
    gradient_sizes: Array = field(default_factory=_nothing)
    update_sizes: Array = field(default_factory=_nothing)
    activations: tuple[str, ...] = ()

    @property
    def accuracy(self) -> float:
        """That of the test samples, or of the training samples where none are left for the test."""
        return self.train_accuracy if isnan(self.test_accuracy) else self.test_accuracy

    @property
    def nbytes(self) -> int:
        """Memory of this snapshot in bytes, roughly."""
        arrays = (
            *(self.parameters, self.target_losses, self.activity),
            *(self.gradient_sizes, self.update_sizes),
        )
        return sum(array.nbytes for array in arrays) + OVERHEAD


class History(Timeline[Snapshot]):
    """Snapshots in the order of their steps, at most `cap` bytes of them.

    When the cap is reached every second old snapshot goes; the first and the newest stay, so there are always
    room and memory for at least two.
    """

    def __init__(self, cap: int = 16 * 2**20) -> None:
        self.cap = whole_number("cap", cap, 1)
        self._snapshots: list[Snapshot] = []
        self._nbytes = 0

    @property
    def nbytes(self) -> int:
        """Memory of all snapshots in bytes, roughly."""
        return self._nbytes

    def append(self, snapshot: Snapshot) -> None:
        """Add the newest snapshot; one of the same step as the last takes its place.

        Raises ValueError if it is older than the last one.
        """
        last = self._snapshots[-1].step if self._snapshots else -1
        if snapshot.step < last:
            raise ValueError(f"step must be at least {last} (the newest in the history), got {snapshot.step}")
        if snapshot.step == last:
            self._nbytes -= self._snapshots.pop().nbytes
        self._snapshots.append(snapshot)
        self._nbytes += snapshot.nbytes
        if self._nbytes > self.cap:
            self._thin()

    def at(self, step: int) -> Snapshot:
        """The snapshot at `step` or the nearest before it, else the first; IndexError if empty."""
        place = bisect_right(self._snapshots, step, key=attrgetter("step"))
        return self._snapshots[max(place - 1, 0)]

    def clear(self) -> None:
        """Forget everything."""
        self._snapshots.clear()
        self._nbytes = 0

    def _thin(self) -> None:
        *old, newest = self._snapshots
        self._snapshots = [*old[::2], newest]
        self._nbytes = sum(snapshot.nbytes for snapshot in self._snapshots)

    def __len__(self) -> int:
        return len(self._snapshots)

    def _step(self, number: int) -> Snapshot:
        return self._snapshots[number]
