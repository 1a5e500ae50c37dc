"""What every visitor has computed: who used more than a share of a core waits until it is made good.
So a program that asks without pause costs no more than a visitor who watches."""

import threading
import time
from collections.abc import Callable, Iterator, MutableMapping
from contextlib import contextmanager
from functools import cache
from typing import Any
from weakref import WeakKeyDictionary

from pages.shared.operating.limits import limits

CREDIT = 1.0  # seconds of computing that nobody waits for: a new page, or some touches in a row
LONGEST = 5.0  # seconds that one answer waits at most; a browser takes a connection that is silent for dead


class Accounts:
    """Seconds of CPU by visitor, made good at the rate of a `share` of a core; None is no limit."""

    def __init__(self, share: float | None, clock: Callable[[], float] = time.monotonic) -> None:
        self.share = share
        self._clock = clock
        self._owed: MutableMapping[Any, tuple[float, float]] = WeakKeyDictionary()  # seconds, and since when
        self._lock = threading.Lock()

    def wait(self, visitor: object) -> float:
        """Return the seconds until something may be computed for a visitor."""
        if self.share is None:
            return 0.0
        with self._lock:
            over = self._owed_now(visitor) - CREDIT
        return max(0.0, min(LONGEST, over / self.share))

    @contextmanager
    def charged(self, visitor: object, times: float = 1.0) -> Iterator[None]:
        """What this thread computes within this block is the visitor's, so many times over."""
        if self.share is None:  # not every platform can say how long a thread has computed
            yield
            return
        start = time.thread_time()
        try:
            yield
        finally:
            self.charge(visitor, times * (time.thread_time() - start))

    def charge(self, visitor: object, seconds: float) -> None:
        """Put seconds of computing on a visitor's account."""
        with self._lock:
            self._owed[visitor] = (self._owed_now(visitor) + seconds, self._clock())

    def _owed_now(self, visitor: object) -> float:
        seconds, since = self._owed.get(visitor, (0.0, 0.0))
        return max(0.0, seconds - (self.share or 1.0) * (self._clock() - since))


@cache
def accounts() -> Accounts:
    """The accounts of this server."""
    return Accounts(limits().cpu_share)
