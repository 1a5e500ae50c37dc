"""A training run that answers the player: it trains in short slices and turns snapshots into frames.
A slice never blocks the page for long, and only one thread at a time may train a run."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from math import inf

import nnviz
from pages.parts.train.findings.cure_trying import AT_END, SECONDS
from pages.parts.train.findings.notices import Notice
from pages.parts.train.findings.run_notes import RunNotes
from pages.parts.train.frames import Film
from pages.parts.train.run.run_training import RunTraining
from pages.parts.train.run.speed_meter import Progress, SpeedMeter
from pages.parts.train.run.thinning import thinned
from pages.parts.train.values.live_values import LiveValues
from pages.parts.train.values.rate_changes import Changes, RateChanges
from pages.parts.train.values.stopping import Stop
from pages.parts.train.views import grid_sizes
from pages.shared.protocol.layouts import Array

SLICE = 0.006  # seconds of training between two pictures whose time is not known ...
LEAST = 0.003  # ... and at least so many, however many visitors train
LONGEST = 0.05  # seconds for one answer, so that a click never waits long
TRAVEL = 0.15  # part of a picture's time that is left for its way to the browser
HISTORY = 2**20  # bytes of past that a visitor may keep on the server
MOST_AT_ONCE = 8  # of them, where they wait for something else
GROWTH = 0.04  # on the automatic pace a picture is at most this share of the run's age later
ATTENTION = 0.5  # seconds after the last request in which a run counts as one that plays
MOST_PENALTIES = 1000  # changes of the strength of L2 that are remembered
_numbers = count(1)


def run_bytes(config: nnviz.ExperimentConfig) -> int:
    """Return the bytes that a run and its pictures take at most."""
    grids = sum(nnviz.budget.grid_bytes(config, size) for size in grid_sizes(config.problem))
    return nnviz.budget.experiment_bytes(config, HISTORY) + grids


class Live:
    """One experiment being trained, its past, and what was noticed on the way. Up to the epochs of `rates` it
    learns with their rates; then with its own, which has been `rate` since."""

    def __init__(
        self, config: nnviz.ExperimentConfig, target: int, rates: Changes = (), rate: float | None = None
    ) -> None:
        self.experiment = nnviz.Experiment(config, HISTORY)
        self.training = RunTraining(self.experiment, rates, config.rate if rate is None else rate)
        self.run = f"run-{next(_numbers)}"
        self.target = target
        self.stop = Stop(target)
        self.goal = 0.0  # the epoch that a link asked for; 0 if there is none
        self.notes = RunNotes(self.experiment, config)
        self._lock = threading.Lock()
        self._making = 0.0  # seconds that a picture costs beside its training
        self.meter = SpeedMeter()
        self._asked = -ATTENTION  # when more was asked for
        self.edits = 0  # changes by hand
        self._turned = False  # whether a knob was turned since the last answer
        self.penalties = [(0, self.experiment.trainer.l2)]  # steps, and the strength of L2 after each
        self.retold = True  # whether a program that knows rates and L2 tells all that was changed on the way
        self._record()
        self._notice()

    # -- knobs that turn while it runs ------------------------------------------------
    @property
    def values(self) -> LiveValues:
        """What it trains with at present."""
        return self.training.values

    @property
    def rates(self) -> RateChanges:
        """The learning rates that it has had."""
        return self.training.rates

    @property
    def diverged(self) -> nnviz.DivergedError | None:
        """Where it diverged, if it did."""
        return self.training.diverged

    @diverged.setter
    def diverged(self, error: nnviz.DivergedError | None) -> None:
        self.training.diverged = error

    def tune(self, values: LiveValues) -> bool:
        """Go on with other values; return whether somebody watches the run go on.

        In effect at the next step; a run that diverged can go on."""
        ended = self.ended
        if values != self.values:
            with self._lock:  # a link has to say after which update it was
                self._turned, self.diverged = True, None
                if values.rate != self.rates.rate:
                    self.training.turn(values.rate)
                self._give(values)
        return not ended and time.perf_counter() < self._asked + ATTENTION

    def _give(self, values: LiveValues) -> None:
        """Take over what is not the rate; a loss that another activation changes is known at once."""
        trainer, before = self.experiment.trainer, self.values
        values.give(trainer)
        if values.l2 != before.l2:
            self.penalties.append((trainer.steps, values.l2))
            del self.penalties[1:-MOST_PENALTIES]
        if values.activations != before.activations:
            self._record()
        if trainer.steps and values != before:
            self.notes.touch()
            self.retold = self.retold and replace(values, rate=before.rate, l2=before.l2) == before

    def edit(self, change: Callable[[nnviz.Trainer], None]) -> None:
        """Change the trainer by hand: its newest moment is told anew, and no other one is added."""
        with self._lock:
            self.retold = False
            if self.experiment.trainer.steps > self.experiment.trainer.history[-1].step:
                self._record()  # as it was trained
            change(self.experiment.trainer)
            self.diverged, self.edits = None, self.edits + 1
            self._record()
            self.notes.touch()
            self._notice()

    def turned(self) -> bool:
        """Return, once, whether a knob was turned: its first picture is shown before those that wait."""
        turned, self._turned = self._turned, False
        return turned

    @contextmanager
    def still(self) -> Iterator[None]:
        """Within this block nothing trains the run."""
        with self._lock:
            yield

    # -- answers ------------------------------------------------------------------------
    @property
    def ended(self) -> bool:
        """Whether there is nothing left to train."""
        return self.diverged is not None or self.experiment.trainer.epoch >= self.target or bool(self.stopped)

    @property
    def stopped(self) -> str:
        """What stops the run at its newest moment, by the name of `Stop`, or "time" where the server gives no
        more; an empty text if nothing does."""
        stop = replace(self.stop, epochs=self.target)
        reached = stop.reached_by(self.experiment.trainer.history[-1])
        return reached or ("time" if self.training.time.is_over else "")

    @property
    def progress(self) -> Progress:
        """How far the run is."""
        return Progress(self.experiment.trainer.epoch, self.target, self.meter.speed)

    # -- on the way to the epoch of a link ------------------------------------------------
    def head_for(self, epoch: float) -> None:
        """Let `reach` train up to this epoch; where the run is there already, or for 0, nothing is asked."""
        self.goal = min(epoch, self.target) if epoch > self.experiment.trainer.epoch else 0.0

    def stay(self) -> None:
        """Wait for no epoch any more: from here on the rate is that which is shown."""
        self.goal = 0.0
        epoch = self.experiment.trainer.epoch
        if self.rates.next(epoch) < inf:
            with self._lock:
                self.training.turn(self.rates.rate)

    @property
    def reaching(self) -> bool:
        """Whether the epoch that was asked for is still to come."""
        return self._steps_to_goal > 0 and not self.ended

    @property
    def _goes_on(self) -> bool:
        """Whether more answers are to be expected soon: not at the end, and not at the epoch of a link."""
        return not self.ended and (not self.goal or self.reaching)

    @property
    def _steps_to_goal(self) -> int:
        trainer = self.experiment.trainer
        return round(self.goal * trainer.steps_per_epoch) - trainer.steps

    def reach(self, film: Film, known: float, share: float = 1.0) -> Array:
        """Return frames after step `known` on the way to the goal, of one slice of training.

        Where others train as well, ours has its `share`. However the way is cut, it ends at this update."""
        with self._lock:
            end = time.perf_counter() + max(LEAST, share * LONGEST)
            while self.reaching and time.perf_counter() < end:
                self._approach(end)
            self._notice()
            return self._filmed(film, self._after(known))

    def _approach(self, end: float) -> None:
        """Train towards the next moment of the past that is kept, or towards the goal, until it is time."""
        trainer = self.experiment.trainer
        last = int(trainer.history[-1].epoch)
        goal = min(int(self.goal), last + max(1, int(last * GROWTH)))
        if trainer.epoch < goal:
            self.training.train(max(0.0, end - time.perf_counter()), goal)
        else:
            self.training.train_to(self.goal, end)
        if trainer.epoch >= goal or not self.reaching:
            self._record()

    def past(self, film: Film) -> Array:
        """Return the known past as frames, thinned to what a new view can take."""
        with self._lock:
            return self._filmed(film, thinned(self.experiment.trainer.history))

    def newest(self, film: Film) -> Array:
        """Return the newest moment as a frame."""
        with self._lock:
            return self._filmed(film, [self.experiment.trainer.history[-1]])

    def next(self, film: Film, known: float) -> Array:
        """Return the next frames of the known past after step `known`, thinned as for a new view."""
        with self._lock:
            return self._filmed(film, thinned(self._after(known))[:MOST_AT_ONCE])

    def more(
        self,
        film: Film,
        known: float,
        pictures: int,
        epochs: int | None,
        period: float = 0.0,
        share: float = 1.0,
    ) -> Array:
        """Return frames after step `known`, training as long as there are fewer than `pictures`.

        `epochs` lie between two pictures; None lets training fill the `period` in seconds for which a picture
        stays, or the `share` of it that is ours where others train as well."""
        with self._lock:
            start = self._asked = time.perf_counter()
            fresh = self._after(known)
            trained = 0.0
            seconds = self._slice(period, share)
            while len(fresh) < pictures and not self.ended and time.perf_counter() < start + LONGEST:
                trained += self._advance(epochs, seconds)
                fresh = self._after(known)
            self.meter.measure(self.experiment.trainer.epoch)
            self._notice()
            found = self._filmed(film, fresh[:pictures])
            if len(found):
                spent = (time.perf_counter() - start - trained) / len(found)
                self._making = 0.8 * self._making + 0.2 * spent if self._making else spent
            return found

    def _slice(self, period: float, share: float) -> float:
        """Seconds of training for a picture: what is left of its time when it has been made and sent."""
        if not period:
            return SLICE
        return max(LEAST, min(LONGEST, share * ((1 - TRAVEL) * period - self._making)))

    def _after(self, known: float) -> list[nnviz.Snapshot]:
        history = self.experiment.trainer.history
        found = []
        for index in range(len(history) - 1, -1, -1):
            if history[index].step <= known:
                break
            found.append(history[index])
        return found[::-1]

    # -- training ------------------------------------------------------------------------
    def _advance(self, epochs: int | None, seconds: float) -> float:
        """Train towards the next picture, which is taken when its epoch is reached, or by the clock; return
        the seconds that it took."""
        trainer = self.experiment.trainer
        last = trainer.history[-1].epoch
        ahead = epochs or max(1, int(last * GROWTH))
        goal = min(self.target, int(last) + ahead)
        start = time.perf_counter()
        self.training.train(seconds if epochs is None else LONGEST, goal)
        trained = time.perf_counter() - start
        if epochs is None or trainer.epoch >= goal or self.diverged:
            self._record()
        return trained

    @property
    def noticed(self) -> list[Notice]:
        """What was noticed on the way."""
        return self.notes.noticed

    def _record(self) -> None:
        self.notes.record()

    def _filmed(self, film: Film, snapshots: list[nnviz.Snapshot]) -> Array:
        return film.frames(snapshots, [self.notes.remark(moment.step) for moment in snapshots])

    def _notice(self) -> None:
        self.notes.notice(self.diverged, SECONDS if self._goes_on else AT_END)
