"""How far a run is, and how many epochs a second it trains while somebody watches it."""

import time
from dataclasses import dataclass

PAUSE = 1.0  # seconds after which the visitor paused in between, and the measuring begins anew
LEAST = 0.25  # seconds of a measurement
KEPT = 0.6  # share of the speed known before


@dataclass(frozen=True)
class Progress:
    """How far a run is: epochs done, the epoch it ends at, epochs a second (0 if unknown).

    How long it will take is not said: the pace grows with the age of the run."""

    epoch: float
    target: int
    speed: float


class SpeedMeter:
    """The `speed` in epochs a second, 0 as long as it is not known."""

    def __init__(self) -> None:
        self.speed = 0.0
        self._clock = (time.perf_counter(), 0.0)

    def measure(self, epoch: float) -> None:
        """Take the epoch of this moment."""
        now = time.perf_counter()
        before, done = self._clock
        if now - before > PAUSE:
            self._clock = (now, epoch)
        elif now - before > LEAST and epoch > done:
            speed = (epoch - done) / (now - before)
            self.speed = speed if self.speed == 0 else KEPT * self.speed + (1 - KEPT) * speed
            self._clock = (now, epoch)
