"""How a run is trained: in slices of time, with the learning rate that holds at each epoch."""

import time
from collections.abc import Callable

import nnviz
from pages.parts.train.run.run_time import RunTime
from pages.parts.train.values.live_values import LiveValues
from pages.parts.train.values.rate_changes import Changes, RateChanges


class RunTraining:
    """The training of an experiment: up to the epochs of `rates` with their rates, then with `rate`. A run
    that `diverged` has ended."""

    def __init__(self, experiment: nnviz.Experiment, rates: Changes, rate: float) -> None:
        self.trainer = experiment.trainer
        self.rates = RateChanges(rates, rate)
        self.trainer.rate = self.rates.at(0.0)
        self.diverged: nnviz.DivergedError | None = None
        self.time = RunTime()

    @property
    def values(self) -> LiveValues:
        """What it trains with at present."""
        return LiveValues.of(self.trainer, self.rates.rate)

    def turn(self, rate: float) -> None:
        """Train with this rate from here on."""
        self.rates = self.rates.turned(self.trainer.epoch, rate)
        self.trainer.rate = rate

    def train(self, seconds: float, goal: int) -> None:
        """Train for so long, or up to an epoch, or to where the rate changes."""
        trainer, end = self.trainer, time.perf_counter() + seconds
        change = self.rates.next(trainer.epoch)
        if change >= goal:
            self._take_rate()
            self._attempt(lambda: trainer.run_for(seconds, most_epochs=goal))
        elif int(change) > trainer.epoch:
            self._take_rate()
            self._attempt(lambda: trainer.run_for(seconds, most_epochs=int(change)))
        else:
            self.train_to(change, end)

    def train_to(self, epoch: float, end: float) -> None:
        """Train update by update up to an epoch, or until the time is over."""
        trainer = self.trainer
        goal = round(epoch * trainer.steps_per_epoch)
        while trainer.steps < goal and not self.diverged and time.perf_counter() < end:
            self._take_rate()
            self._attempt(trainer.step)

    def _take_rate(self) -> None:
        """Take the rate that holds at this epoch, where it has changed or is to change."""
        if self.rates.before:
            self.trainer.rate = self.rates.at(self.trainer.epoch)

    def _attempt(self, work: Callable[[], object]) -> None:
        """Do some of the training; a run that diverges has ended."""
        try:
            self.time.measured(work)
        except nnviz.DivergedError as error:
            self.diverged = error
