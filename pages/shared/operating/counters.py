"""What has happened on this server since it started, in numbers: answers of players, and what was refused and
why. Operators read them at /metrics."""

import threading
from collections import Counter
from collections.abc import Mapping
from typing import Literal, get_args

Reason = Literal["queue", "cpu", "parameters", "samples", "upload", "run", "idle", "memory", "message"]
REASONS: tuple[Reason, ...] = get_args(Reason)


class Counters:
    """Counts that only grow."""

    def __init__(self) -> None:
        self._ticks = 0
        self._refused: Counter[str] = Counter()
        self._lock = threading.Lock()

    def tick(self) -> None:
        """A player was answered."""
        with self._lock:
            self._ticks += 1

    def refuse(self, reason: Reason) -> None:
        """Something was not done, or not at once, because of a limit."""
        with self._lock:
            self._refused[reason] += 1

    @property
    def ticks(self) -> int:
        """Answers of players so far."""
        return self._ticks

    @property
    def refused(self) -> Mapping[str, int]:
        """How often something was refused, by all reasons."""
        return {reason: self._refused[reason] for reason in REASONS}


COUNTERS = Counters()
