"""Room for runs: a process has a budget of memory, and a run that does not fit waits its turn.
What a visitor holds is given back with the session; who waits says so again every few seconds."""

import threading
import time
from collections.abc import Callable
from functools import cache
from weakref import WeakKeyDictionary

from pages.shared.operating.limits import limits
from pages.shared.state.session import Store

STALE = 10.0  # seconds after which one who does not ask any more waits no more


class Room:
    """`size` bytes, of which every session holds some for its run; the first who waits is the next."""

    def __init__(self, size: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.size = size
        self._clock = clock
        self._held: WeakKeyDictionary[Store, int] = WeakKeyDictionary()
        self._waiting: WeakKeyDictionary[Store, float] = WeakKeyDictionary()  # when each asked last, in order
        self._lock = threading.Lock()

    @property
    def held(self) -> int:
        """The bytes that are held by all."""
        return sum(self._held.values())

    def take(self, visitor: Store, size: int) -> bool:
        """Hold so many bytes for a visitor, in place of what was held; False if they have to be waited for.

        A run of anybody who is alone fits, however large it is."""
        with self._lock:
            now = self._clock()
            for other, asked in list(self._waiting.items()):
                if now - asked > STALE:
                    del self._waiting[other]
            others = self.held - self._held.get(visitor, 0)
            first = next(iter(self._waiting), visitor) is visitor
            if others and (others + size > self.size or not first):
                self._held.pop(visitor, None)
                self._waiting[visitor] = now
                return False
            self._waiting.pop(visitor, None)
            self._held[visitor] = size
            return True

    def leave(self, visitor: Store) -> None:
        """Hold nothing for a visitor any more, who waits for nothing."""
        with self._lock:
            self._held.pop(visitor, None)
            self._waiting.pop(visitor, None)


@cache
def runs() -> Room:
    """Return the room for the runs of this server."""
    return Room(limits().run_memory_mb * 2**20)
