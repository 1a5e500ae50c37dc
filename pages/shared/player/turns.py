"""Whose turn it is to compute: a bounded pool of threads for training, and two for what a hand waits for.
Every visitor has one request under way at most, so that first come, first served is a turn for each."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from typing import TypeVar

from threadpoolctl import threadpool_limits

from pages.shared.operating.accounts import accounts
from pages.shared.operating.counters import COUNTERS
from pages.shared.operating.limits import limits
from pages.shared.player import host

T = TypeVar("T")

WORKERS = max(1, min(8, os.cpu_count() or 1))  # threads that train; more would only take turns on the cores
URGENT = 2  # threads for steps, touches and scrubs, which nobody's training may hold up


class Turns:
    """A pool of `workers` threads whose jobs start in the order in which they came."""

    def __init__(self, workers: int, name: str) -> None:
        self.workers = workers
        self._threads = ThreadPoolExecutor(workers, name)
        self._lock = threading.Lock()
        self._crowd = 0

    @property
    def share(self) -> float:
        """The part of a core, up to 1, that everybody has who computes or waits at this moment; no more than
        the limit for one visitor."""
        return min(limits().cpu_share or 1.0, self.workers / max(1, self._crowd))

    def start(self, job: Callable[[], T]) -> "Future[T]":
        """Do the job when its turn comes; where there are no threads, do it now."""
        self._count(1)
        made = self._threads.submit(job) if host.THREADS else done(job)
        made.add_done_callback(lambda _: self._count(-1))
        return made

    def _count(self, more: int) -> None:
        with self._lock:
            self._crowd += more


@contextmanager
def paced(visitor: object) -> Iterator[None]:
    """Let this thread compute for a visitor when what they have computed already is made good."""
    pause = accounts().wait(visitor)
    if pause:
        COUNTERS.refuse("cpu")
        time.sleep(pause)
    with accounts().charged(visitor):
        yield


def done(job: Callable[[], T]) -> "Future[T]":
    """Do the job in this thread, and return its outcome as a pool would."""
    future: Future[T] = Future()
    try:
        future.set_result(job())
    except Exception as error:
        future.set_exception(error)
    return future


@cache
def training() -> Turns:
    """The pool for training; from its first use on, BLAS keeps to the thread that calls it.

    Two threads for one product of these sizes cost twice the CPU for the same time."""
    threadpool_limits(1, "blas")
    return Turns(WORKERS, "training")


@cache
def urgent() -> Turns:
    """The pool for everything that is answered at once."""
    return Turns(URGENT, "urgent")
