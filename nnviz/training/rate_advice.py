"""Advice on the learning rate, tried before it is given: short runs from the same start, on a copy.
What is suggested lies below the limit that the curvature sets, and the loss of its trial did not climb.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from math import floor, inf, isfinite, log10, nextafter
from operator import itemgetter

import numpy as np

from nnviz.networks.activations import ACTIVATIONS
from nnviz.networks.losses import Loss
from nnviz.networks.network import Network
from nnviz.training.batches import Batches
from nnviz.training.curvature import curvature_on, rate_limit
from nnviz.training.history import Snapshot
from nnviz.training.optimizer import Optimizer
from nnviz.training.training_step import TrainingStep
from nnviz.validation import Array

DIGITS = (5, 3, 2, 1)  # a suggestion is one of these times a power of ten
MOST_TRIES = 24  # rates, so six powers of ten
SHARE = 0.5  # of the limit: there the steepest direction is level after a single update
ALIVE = 0.5  # of the ReLU units in a layer that were active should still be ...
IN_A_ROW = 3  # rates that must be good one after the other where batches are drawn; the smallest is given
DEEPER = 20  # ... but a rate so many times smaller than one that merely descends is not looked for
TOLERANCE = 1.02  # times the loss at the start: a climb that small is the noise of the batches
WORK = 300_000  # samples times parameters of the part of the data that a trial has ...
SAMPLES = (128, 1000)  # ... but at least and at most so many samples
EFFORT = 12_000_000  # samples times parameters of all the updates of one trial, where ...
OVERHEAD = 5000  # ... an update counts so much more, however small it is ...
UPDATES = (50, 1000)  # ... but at least and at most so many updates
MOST_CHANGES = 1000  # changes of the rate that are remembered


@dataclass(frozen=True)
class RateAdvice:
    """What can be said against a learning rate that was too large.

    `limit` is the rate above which the first updates climb (see `rate_limit`; infinite where none is known),
    `suggested` a smaller rate whose trial did not climb; None if none of those tried was good.
    """

    limit: float
    suggested: float | None


@dataclass(frozen=True, eq=False)
class Start:
    """Where a run begins, and on what: enough to begin it once more with another learning rate.

    `samples` is a table (samples, inputs + 1 + outputs) of `nnviz.blocks.table`, or a part of its rows;
    `batch_size` is None where an update takes all samples. What is made small is `multiple` times the mean
    loss, and the penalties. `clip` and `frozen` are those of `TrainingStep`.
    """

    net: Network
    samples: Array
    loss: Loss
    optimizer: Optimizer
    batch_size: int | None
    l1: float
    l2: float
    seed: int
    multiple: float = 1.0
    clip: float | None = None
    frozen: Array | None = None


class RateLog:
    """The learning rates that a run had, so that a rise is blamed on the rate of its time."""

    def __init__(self, rate: float) -> None:
        self._changes = [(0, rate)]

    def change(self, step: int, rate: float) -> None:
        """The updates after `step` have another rate."""
        if self._changes[-1][0] == step:
            del self._changes[-1]
        self._changes.append((step, rate))
        del self._changes[1:-MOST_CHANGES]

    @property
    def changes(self) -> tuple[tuple[int, float], ...]:
        """Every rate with the step after which it held, the first with 0; only the newest 1,000 are known."""
        return tuple((step, float(rate)) for step, rate in self._changes)

    def at(self, step: int) -> float:
        """The rate of the update that led to `step`; at the start, of the first update."""
        before = max(bisect_left(self._changes, step, key=itemgetter(0)) - 1, 0)
        return float(self._changes[before][1])


def most_samples(net: Network) -> int:
    """How many samples are enough to try a rate on: fewer for a larger network."""
    least, most = SAMPLES
    return min(max(WORK // net.parameters.size, least), most)


def limit_at(start: Start, parameters: Array) -> float:
    """The rate above which updates from these parameters climb; see `rate_limit`."""
    net = start.net.copy()
    net.parameters[:] = parameters
    curvature = curvature_on(net, start.samples, start.loss, start.l2, start.multiple)
    return rate_limit(curvature, start.optimizer)


def advise(start: Start, too_large: float, limit: float) -> RateAdvice:
    """The largest round rate below `too_large` and half of `limit` that is good when tried.

    Good means: the loss does not climb, and half of the ReLU units of each layer live on; if no rate that is
    not much smaller keeps so many, at least one in each layer. With batches, whose chance may favour a rate,
    the next larger ones must be good too. Where not even the trial of `too_large` is bad, trials are too
    short to tell, and it is at most a tenth of it.
    """
    trial = Trial(start)
    if not isfinite(trial.first):
        return RateAdvice(limit, None)
    ceiling = too_large / 10 if trial.run(too_large) >= ALIVE else nextafter(too_large, 0)
    needed = 1 if start.batch_size is None else IN_A_ROW
    good, second = 0, 0.0
    for rate in islice(round_rates(min(ceiling, SHARE * limit)), MOST_TRIES):
        if rate * DEEPER < second:
            break
        alive = trial.run(rate)
        good = good + 1 if alive >= ALIVE else 0
        if good == needed:
            return RateAdvice(limit, rate)
        if alive > 0 and not second:
            second = rate
    return RateAdvice(limit, second or None)


def advise_run(start: Start, rate: float, history: Iterable[Snapshot]) -> RateAdvice:
    """`advise` for a run that began at `start`: on as many of its samples as are enough, evenly spaced.

    The limit is that of its start and of the moment in `history` with the lowest loss, whichever is smaller.
    """
    every = -(-len(start.samples) // most_samples(start.net))
    few = replace(start, samples=start.samples[::every])
    finite = (moment for moment in history if isfinite(moment.train_loss))
    lowest = min(finite, key=lambda moment: moment.train_loss, default=None)
    moments = [few.net.parameters] if lowest is None else [few.net.parameters, lowest.parameters]
    return advise(few, rate, min(limit_at(few, moment) for moment in moments))


def round_rates(ceiling: float) -> Iterator[float]:
    """1, 2, 3 and 5 times the powers of ten, downwards from `ceiling`; none if that is 0 or infinite."""
    if not 0 < ceiling < inf:
        return
    for power in range(floor(log10(ceiling)), -300, -1):
        for digit in DIGITS:
            rate = float(f"{digit}e{power}")
            if rate <= ceiling:
                yield rate


def penalties(net: Network, l1: float, l2: float) -> float:
    """l1·Σ|w| + ½·l2·Σw² over the weights: what training makes small besides the loss."""
    absolute = l1 * sum(float(np.abs(W).sum()) for W in net.weights)
    return absolute + l2 / 2 * sum(float(np.square(W).sum()) for W in net.weights)


class Trial:
    """Runs a few updates from one start, as often as asked. `first` is what is made small, there."""

    def __init__(self, start: Start) -> None:
        self._start, self._net = start, start.net.copy()
        self._state = start.optimizer.start(self._net.parameters)
        self._fresh = self._state.saved()
        self._size = min(start.batch_size or len(start.samples), len(start.samples))
        self._step, self._judge = self._recorded(self._size), self._recorded(len(start.samples))
        self._judge.batch[...] = start.samples.T
        effort = EFFORT // (OVERHEAD + self._size * self._net.parameters.size)
        self._updates = min(max(effort, UPDATES[0]), UPDATES[1])
        with np.errstate(all="ignore"):
            self.first, self._living = self._loss(), self._active()

    def run(self, rate: float) -> float:
        """Of the ReLU units active at the start, the share that lives on in the layer that fares worst.

        1 if there are none; 0 if the loss climbs. The loss is looked at after 1, 2, 4, 8, ... updates.
        """
        self._net.parameters[:] = self._start.net.parameters
        self._state.restore(self._fresh)
        self._state.rate[()] = rate
        look = 1
        with np.errstate(all="ignore"):
            for done, batch in zip(range(1, self._updates + 1), self._stream(), strict=False):
                self._step.batch[...] = batch
                self._step.run()
                if done in (look, self._updates):
                    look *= 2
                    if not self._loss() <= TOLERANCE * self.first:
                        return 0.0
            return self._share_alive()

    def _stream(self) -> Iterator[Array]:
        """The batches of a run, one epoch after the other, without the short ones."""
        batches = Batches(self._start.samples, self._size, self._start.seed)
        while True:
            batches.shuffle()
            yield from batches.full

    def _loss(self) -> float:
        """On all samples, with the penalties."""
        start = self._start
        return start.multiple * self._judge.batch_loss() + penalties(self._net, start.l1, start.l2)

    def _active(self) -> list[int]:
        """Of each hidden ReLU layer the units that were active on any sample when the loss was taken."""
        layers = zip(self._net.activations[:-1], self._judge.A[1:-1], strict=True)
        return [int((A[:-1] > 0).any(axis=1).sum()) for name, A in layers if ACTIVATIONS[name].can_die]

    def _share_alive(self) -> float:
        pairs = zip(self._active(), self._living, strict=True)
        return min((now / before for now, before in pairs if before), default=1.0)

    def _recorded(self, size: int) -> TrainingStep:
        start = self._start
        strengths = start.l1, start.l2, start.multiple
        return TrainingStep(
            *(self._net, size, start.loss, start.optimizer, self._state),
            *strengths,
            clip=start.clip,
            frozen=start.frozen,
        )
