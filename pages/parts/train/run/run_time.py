"""How long a run has computed, of the time that a server gives to one."""

import time
from collections.abc import Callable

from pages.shared.operating.counters import COUNTERS
from pages.shared.operating.limits import limits


class RunTime:
    """The `seconds` of computing that a run has had."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._most = limits().run_seconds

    @property
    def is_over(self) -> bool:
        """Whether there is no time left for the run."""
        return self._most is not None and self.seconds >= self._most

    def measured(self, work: Callable[[], object]) -> None:
        """Do some of the run, and count how long this thread computes, if that is limited."""
        if self._most is None:  # not every platform can say how long a thread has computed
            work()
            return
        start, before = time.thread_time(), self.is_over
        try:
            work()
        finally:
            self.seconds += time.thread_time() - start
            if self.is_over and not before:
                COUNTERS.refuse("run")
