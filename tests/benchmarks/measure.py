"""Measuring two ways of doing the same work: in turn, by the CPU time that each one takes.
What is reported is the median of the ratios of neighbours, so a busy machine disturbs both sides alike.
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median, quantiles
from time import process_time

Work = Callable[[], object]


@dataclass(frozen=True)
class Timing:
    """CPU seconds of each pair: one unit of work done by us and by the peer."""

    ours: tuple[float, ...]
    peer: tuple[float, ...]

    @property
    def ratios(self) -> list[float]:
        """How many times longer the peer took, for each pair."""
        return [peer / ours for ours, peer in zip(self.ours, self.peer, strict=True)]

    @property
    def ratio(self) -> float:
        """The median of the ratios."""
        return median(self.ratios)

    @property
    def quartiles(self) -> tuple[float, float]:
        """The first and the third quartile of the ratios."""
        low, _, high = quantiles(self.ratios, n=4, method="inclusive")
        return low, high

    @property
    def ours_median(self) -> float:
        """CPU seconds for one unit of our work."""
        return median(self.ours)

    @property
    def peer_median(self) -> float:
        """CPU seconds for one unit of the peer's work."""
        return median(self.peer)


def in_turn(ours: Work, peer: Work, pairs: int, ours_units: float = 1.0, peer_units: float = 1.0) -> Timing:
    """Run both once to warm up, then in turn, and divide each time by the units of work that a call does."""
    ours(), peer()
    with _no_collector():
        times = [(_seconds(ours) / ours_units, _seconds(peer) / peer_units) for _ in range(pairs)]
    return Timing(tuple(mine for mine, _ in times), tuple(theirs for _, theirs in times))


def _seconds(work: Work) -> float:
    """CPU time of all threads of this process."""
    start = process_time()
    work()
    return process_time() - start


@contextmanager
def _no_collector() -> Iterator[None]:
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
