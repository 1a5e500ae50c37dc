"""A second run beside the first, with something changed: it is trained to the very epochs of the first one's
moments, so that both can be looked at together, also back in time."""

import time
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import count
from math import nan

import numpy as np

import nnviz
from pages.parts.train.frames import Film
from pages.parts.train.run.run_time import RunTime
from pages.parts.train.run.training_session import HISTORY, LONGEST
from pages.parts.train.values.live_values import LiveValues
from pages.shared.protocol.layouts import Array, Field, Layout

PREFIX = "second."
SHARED = frozenset({"step", "epoch"})  # fields that both runs have together
_numbers = count(1)


class SecondRun:
    """An experiment that follows another one; up to the epoch `goal` it makes good what it missed."""

    def __init__(self, config: nnviz.ExperimentConfig, goal: float) -> None:
        self.experiment = nnviz.Experiment(config, 1)  # its moments are kept here, by those of the first run
        self.run = f"second-{next(_numbers)}"
        self.goal = goal
        self.diverged: nnviz.DivergedError | None = None
        self.moments: dict[int, nnviz.Snapshot] = {0: self.experiment.record()}
        self._bytes = 0
        self._time = RunTime()

    def tune(self, values: LiveValues) -> None:
        """Go on with other values; a run that diverged can go on."""
        trainer = self.experiment.trainer
        if values != LiveValues.of(trainer, trainer.rate):
            trainer.rate, self.diverged = values.rate, None
            values.give(trainer)

    @property
    def epoch(self) -> float:
        """Epochs done."""
        return self.experiment.trainer.epoch

    @property
    def out_of_time(self) -> bool:
        """Whether the server gives it no more time."""
        return self._time.is_over

    @property
    def behind(self) -> bool:
        """Whether it makes good what it missed."""
        return self.epoch < self.goal and self.diverged is None and not self.out_of_time

    # -- moments ------------------------------------------------------------------------------
    def has(self, moment: nnviz.Snapshot) -> bool:
        """Whether it has the moment of the first run, or can come to it."""
        return moment.step in self.moments or self._steps(moment) > self.experiment.trainer.steps

    def follow(self, moments: Sequence[nnviz.Snapshot], seconds: float = LONGEST) -> int:
        """Train towards moments of the first run, in their order, until the time is over; return to how many
        of them it has come."""
        end = time.perf_counter() + seconds
        for place, moment in enumerate(moments):
            if moment.step not in self.moments and not self._come_to(moment, end):
                return place
        return len(moments)

    def _steps(self, moment: nnviz.Snapshot) -> int:
        return round(moment.epoch * self.experiment.trainer.steps_per_epoch)

    def _come_to(self, moment: nnviz.Snapshot, end: float) -> bool:
        trainer, goal = self.experiment.trainer, self._steps(moment)
        try:
            while trainer.steps < goal and self.diverged is None:
                left = end - time.perf_counter()
                if left <= 0 or self.out_of_time:
                    return False
                if trainer.epoch < int(moment.epoch):
                    self._time.measured(partial(trainer.run_for, left, most_epochs=int(moment.epoch)))
                else:
                    self._time.measured(trainer.step)
        except nnviz.DivergedError as error:
            self.diverged = error
        found = self.experiment.snapshot()
        self._keep(moment.step, replace(found, train_loss=nan, test_loss=nan) if self.diverged else found)
        return True

    def _keep(self, step: int, snapshot: nnviz.Snapshot) -> None:
        """Keep a moment; where all are too large, every second one goes, but for the first and the last."""
        self.moments[step] = snapshot
        self._bytes += snapshot.nbytes
        if self._bytes > HISTORY:
            steps = list(self.moments)
            self.moments = {one: self.moments[one] for one in (*steps[:-1:2], steps[-1])}
            self._bytes = sum(one.nbytes for one in self.moments.values())


class SecondFilm:
    """Frames of both runs: those of the first one, and all that the second has beside it, behind `PREFIX`."""

    def __init__(self, first: Film, second: Film) -> None:
        self.first, self.second = first, second
        self.names = [one.name for one in second.layout.fields if one.name not in SHARED]
        beside = (
            Field(PREFIX + one.name, one.dtype, one.length)
            for one in second.layout.fields
            if one.name not in SHARED
        )
        self.layout = Layout((*first.layout.fields, *beside))

    def joined(self, frames: Array, moments: Sequence[nnviz.Snapshot]) -> Array:
        """Return frames of the first run together with the second one's moments, one for each."""
        rows, others = self.layout.empty(len(frames)), self.second.frames(moments)
        for name in frames.dtype.names or ():
            rows[name] = frames[name]
        for name in self.names:
            rows[PREFIX + name] = others[name]
        return rows


def joined(film: SecondFilm, second: SecondRun, history: nnviz.History, frames: Array) -> Array:
    """Return the first run's frames that the second run has reached in time, joined with those of the second.

    A moment that the second run has passed without keeping it is left out."""
    steps = frames["step"].ravel().astype(int)
    moments = [history.at(int(step)) for step in steps]
    kept = [place for place, moment in enumerate(moments) if second.has(moment)]
    come = second.follow([moments[place] for place in kept])
    used = [place for place in kept[:come] if moments[place].step in second.moments]
    found = [second.moments[moments[place].step] for place in used]
    return film.joined(frames[np.array(used, int)], found)
