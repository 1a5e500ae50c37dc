"""Places for those who train: so many at once, and who comes later waits in the order of coming.
Who trains asks again and again; who does not ask for a while has given the place, or the turn, away."""

import threading
import time
from collections.abc import Callable, MutableMapping
from functools import cache
from typing import Any
from weakref import WeakKeyDictionary

from pages.shared.operating.limits import limits

HELD = 8.0  # seconds after which a place is free whose holder has not asked: a pause longer than any answer
Asked = MutableMapping[Any, float]  # when each visitor asked last, in the order in which they came


class Places:
    """`most` places for visitors, None for as many as come. A visitor who is gone holds and waits no more."""

    def __init__(self, most: int | None, clock: Callable[[], float] = time.monotonic) -> None:
        self.most = most
        self._clock = clock
        self._holding: Asked = WeakKeyDictionary()
        self._waiting: Asked = WeakKeyDictionary()
        self._lock = threading.Lock()

    def ask(self, visitor: object) -> int:
        """Return 0 if a visitor may train now, else the number in the queue: 1 is the next."""
        with self._lock:
            now = self._clock()
            self._forget_the_silent(now)
            if visitor in self._holding:
                self._holding[visitor] = now
                return 0
            self._waiting[visitor] = now
            free = len(self._waiting) if self.most is None else self.most - len(self._holding)
            number = list(self._waiting).index(visitor) + 1 - free
            if number > 0:
                return number
            del self._waiting[visitor]
            self._holding[visitor] = now
            return 0

    def leave(self, visitor: object) -> None:
        """Take a place back from a visitor who has nothing to train any more."""
        with self._lock:
            self._holding.pop(visitor, None)
            self._waiting.pop(visitor, None)

    def holds(self, visitor: object) -> bool:
        """Whether a visitor has a place."""
        with self._lock:
            self._forget_the_silent(self._clock())
            return visitor in self._holding

    def count(self) -> tuple[int, int]:
        """Return how many train, and how many wait."""
        with self._lock:
            self._forget_the_silent(self._clock())
            return len(self._holding), len(self._waiting)

    def _forget_the_silent(self, now: float) -> None:
        for asked in (self._holding, self._waiting):
            for visitor, last in list(asked.items()):
                if now - last > HELD:
                    del asked[visitor]


@cache
def training_places() -> Places:
    """The places of this server."""
    return Places(limits().training)
