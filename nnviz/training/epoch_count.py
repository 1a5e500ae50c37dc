"""How updates add up to epochs, also where the number of updates in an epoch changes on the way."""

from dataclasses import dataclass
from math import floor


@dataclass(frozen=True)
class EpochCount:
    """`updates` make one epoch. After a change they count from the update `since`, `before` epochs done.

    A change in the middle of an epoch leaves some updates of it to be done, before `since`: each of them is
    `stretch` epochs, so that the count neither jumps nor comes to the end of the epoch with a rest.
    """

    updates: int
    since: int = 0
    before: int = 0
    stretch: float = 0.0

    def epoch(self, steps: int) -> float:
        """Epochs done after so many updates."""
        if steps < self.since:
            return self.before - (self.since - steps) * self.stretch
        return self.before + (steps - self.since) / self.updates

    def place(self, steps: int) -> int:
        """The number of the next batch in its epoch, from 0."""
        return (steps - self.since) % self.updates

    def steps_at(self, epochs: int) -> int:
        """The updates after which so many epochs are done."""
        return self.since + (epochs - self.before) * self.updates

    def changed(self, steps: int, updates: int) -> "EpochCount":
        """The same after a change at `steps`, from when on an epoch has another number of `updates`."""
        done = self.epoch(steps)
        whole = floor(done)
        if done == whole:
            return EpochCount(updates, steps, whole)
        rest = whole + 1 - done
        left = max(round(rest * updates), 1)
        return EpochCount(updates, steps + left, whole + 1, rest / left)
