"""The same experiment from many seeds, trained together while one watches; its past is kept, thinned.
Only one thread at a time may train it."""

import threading
import time
from dataclasses import dataclass, replace
from itertools import count

import numpy as np

import nnviz
from nnviz.experiments.reference_lines import loss_lines
from nnviz.experiments.sweep_result import SOLVED_BELOW
from pages.parts.train.run.run_time import RunTime
from pages.parts.train.settings import TrainSettings
from pages.shared.protocol.layouts import Array

SLICE = 0.012  # seconds of training between two pictures whose time is not known ...
LEAST = 0.004  # ... and at least so many, however many visitors train
LONGEST = 0.05  # seconds for one answer, if an epoch of all is not longer
TRAVEL = 0.4  # part of a picture's time that is left for making it and for its way to the browser
GROWTH = 0.08  # on the automatic pace a picture is at most this share of the age later
MOST_MOMENTS = 240  # moments of the past that are kept; every second one goes when there are more
# What has learned costs less than this share of knowing nothing: of two classes 0.1, of numbers a twentieth.
CLASSES, NUMBERS = SOLVED_BELOW / np.log(2), 0.05
_numbers = count(1)


@dataclass(frozen=True, eq=False)
class Moment:
    """The losses (seeds,) after so many epochs."""

    epoch: int
    losses: Array


def configs(settings: TrainSettings) -> list[nnviz.ExperimentConfig]:
    """Return the experiment of the settings from each of its seeds, 0 and those that follow."""
    experiment = settings.from_seeds.experiment
    return [replace(experiment, seed=seed) for seed in range(settings.sweep)]


class ManySeeds:
    """All of them under way, up to the epoch `target`."""

    def __init__(self, experiments: list[nnviz.ExperimentConfig], target: int) -> None:
        self.sweep = nnviz.Sweep(experiments)
        self.run, self.target = f"sweep-{next(_numbers)}", target
        self.moments = [Moment(0, self.sweep.losses)]
        first = nnviz.Experiment(experiments[0])
        lines = {line.name: line.value for line in loss_lines(first)}
        share, line = (NUMBERS, "mean") if first.trainer.loss_function.by_output else (CLASSES, "nothing")
        self.ignorance = lines.get(line, first.variance)  # what knowing nothing costs
        self._usual = _rounded(share * self.ignorance) or SOLVED_BELOW
        self.time = RunTime()
        self.stop = 0.0  # the loss at which one run stops; 0 if at none
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self.sweep)

    @property
    def bound(self) -> float:
        """The loss below which a seed has learned: that at which a run stops, where one is said."""
        return self.stop or self._usual

    @property
    def ended(self) -> bool:
        """Whether there is nothing left to train."""
        return self.sweep.epoch >= self.target or self.time.is_over

    @property
    def highest(self) -> float:
        """The loss at the upper end of every curve: the largest of the start, but no more than a few times
        what knowing nothing costs."""
        start = self.moments[0].losses
        largest = float(start[np.isfinite(start)].max(initial=self.ignorance))
        return min(largest, 3 * self.ignorance) or 1.0

    def history(self, epoch: int) -> tuple[Array, Array]:
        """Return the epochs (moments,) up to this one, and the losses (moments, seeds) noted then."""
        known = [moment for moment in self.moments if moment.epoch <= epoch]
        return np.array([one.epoch for one in known]), np.array([one.losses for one in known])

    def after(self, known: float) -> list[Moment]:
        """Return the moments after this epoch."""
        return [moment for moment in self.moments if moment.epoch > known]

    def more(
        self, known: float, pictures: int, epochs: int | None, period: float, share: float
    ) -> list[Moment]:
        """Return at most so many moments after epoch `known`, training as long as there are fewer.

        `epochs` lie between two; None lets training fill the `period` in seconds for which a picture stays,
        or the `share` of it that is ours where others train as well."""
        with self._lock:
            end = time.perf_counter() + LONGEST
            seconds = max(LEAST, min(LONGEST, share * (1 - TRAVEL) * period)) if period else SLICE
            fresh = self.after(known)
            while len(fresh) < pictures and not self.ended and time.perf_counter() < end:
                self._advance(epochs, seconds)
                fresh = self.after(known)
            return fresh[:pictures]

    def _advance(self, epochs: int | None, seconds: float) -> None:
        last = self.moments[-1].epoch
        goal = min(self.target, last + (epochs or max(1, int(last * GROWTH))))
        most = seconds if epochs is None else LONGEST
        self.time.measured(lambda: self.sweep.run_for(most, most_epochs=goal))
        if epochs is None or self.sweep.epoch >= goal:
            self.moments.append(Moment(self.sweep.epoch, self.sweep.losses))
        if len(self.moments) > MOST_MOMENTS:
            del self.moments[1:-1:2]


def _rounded(number: float) -> float:
    """A number with two digits, as it is said."""
    return float(f"{number:.2g}")
