"""A training run that answers the player: it trains in short slices and turns snapshots into frames.
A slice never blocks the page for long, and only one thread at a time may train a run."""

import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count

import numpy as np

import nnviz
from nnviz.diagnosis import Finding, diagnose
from pages.parts.train.film import Film
from pages.shared.panels import Array

SLICE = 0.006  # seconds of training between two pictures
LONGEST = 0.04  # seconds of training for one answer, so that a click never waits long
HISTORY = 2**20  # bytes of past that a visitor may keep on the server
MOST_SENT = 240  # snapshots of the past that a new view is given
GROWTH = 0.04  # on the automatic pace a picture is at most this share of the run's age later
MOST_NOTES = 100
_numbers = count(1)


@dataclass(frozen=True)
class Progress:
    """How far a run is: epochs done, the epoch it ends at, epochs a second (0 if unknown)."""

    epoch: float
    target: int
    speed: float

    @property
    def seconds_left(self) -> float:
        """The time to the last epoch at this speed; infinite if it is unknown."""
        return (self.target - self.epoch) / self.speed if self.speed > 0 else float("inf")


@dataclass(frozen=True)
class Notice:
    """What was found at a step, and how the loss was shared out among the targets then."""

    step: float
    epoch: float
    findings: tuple[Finding, ...]
    target_losses: tuple[float, ...]


class Live:
    """One experiment being trained, its past, and what was noticed on the way."""

    def __init__(self, config: nnviz.ExperimentConfig, target: int) -> None:
        self.experiment = nnviz.Experiment(config, HISTORY)
        self.run = f"run-{next(_numbers)}"
        self.target = target
        self.diverged: nnviz.Diverged | None = None
        self.noticed: list[Notice] = []
        self._lock = threading.Lock()
        self._clock = (time.perf_counter(), 0.0)
        self._speed = 0.0
        self.experiment.record()
        self._notice()

    # -- knobs that turn while it runs ------------------------------------------------
    def tune(self, rate: float, l2: float, target: int) -> None:
        """Change the learning rate, the L2 strength and the last epoch; in effect at the next step."""
        with self._lock:
            trainer = self.experiment.trainer
            if (rate, l2) != (trainer.rate, trainer.l2):
                trainer.rate, trainer.l2 = rate, l2
                self.diverged = None
            self.target = target

    # -- answers ------------------------------------------------------------------------
    @property
    def ended(self) -> bool:
        """Whether there is nothing left to train."""
        return self.diverged is not None or self.experiment.trainer.epoch >= self.target

    @property
    def progress(self) -> Progress:
        """How far the run is."""
        return Progress(self.experiment.trainer.epoch, self.target, self._speed)

    def past(self, film: Film) -> Array:
        """Return the known past as frames, thinned to what a new view can take."""
        with self._lock:
            history = self.experiment.trainer.history
            count = min(len(history), MOST_SENT)
            chosen = np.unique(np.linspace(0, len(history) - 1, count).astype(int))
            return film.frames([history[int(index)] for index in chosen])

    def more(self, film: Film, known: float, pictures: int, epochs: int | None) -> Array:
        """Return frames after step `known`, training as long as there are fewer than `pictures`.

        `epochs` lie between two pictures; None chooses them by the clock."""
        with self._lock:
            deadline = time.perf_counter() + LONGEST
            fresh = self._after(known)
            while len(fresh) < pictures and not self.ended and time.perf_counter() < deadline:
                self._advance(epochs)
                fresh = self._after(known)
            self._measure()
            self._notice()
            return film.frames(fresh[:pictures])

    def _after(self, known: float) -> list[nnviz.Snapshot]:
        history = self.experiment.trainer.history
        found = []
        for index in range(len(history) - 1, -1, -1):
            if history[index].step <= known:
                break
            found.append(history[index])
        return found[::-1]

    # -- training ------------------------------------------------------------------------
    def _advance(self, epochs: int | None) -> None:
        """Train towards the next picture; it is taken when its epoch is reached, or by the clock."""
        trainer = self.experiment.trainer
        last = trainer.history[-1].epoch
        ahead = epochs or max(1, int(last * GROWTH))
        goal = min(self.target, int(last) + ahead)
        try:
            trainer.run_for(SLICE if epochs is None else LONGEST, most_epochs=goal)
        except nnviz.Diverged as error:
            self.diverged = error
        if epochs is None or trainer.epoch >= goal or self.diverged:
            self.experiment.record()

    def _measure(self) -> None:
        now, epoch = time.perf_counter(), self.experiment.trainer.epoch
        before, done = self._clock
        if now - before > 1.0:  # the visitor paused in between
            self._clock = (now, epoch)
        elif now - before > 0.25 and epoch > done:
            speed = (epoch - done) / (now - before)
            self._speed = speed if self._speed == 0 else 0.6 * self._speed + 0.4 * speed
            self._clock = (now, epoch)

    def _notice(self) -> None:
        findings = diagnose(self.experiment, diverged=self.diverged)
        trainer, losses = self.experiment.trainer, tuple(self.experiment.target_losses().tolist())
        if not self.noticed or gist(findings) != gist(self.noticed[-1].findings):
            self.noticed.append(Notice(float(trainer.steps), trainer.epoch, findings, losses))
            del self.noticed[1:-MOST_NOTES]


def gist(findings: Iterable[Finding]) -> tuple[object, ...]:
    """Return what makes findings worth saying again: other kinds, other units, a plateau twice as long."""
    return tuple(
        (found.kind, found.values.get("units"), int(found.values.get("epochs", 0)).bit_length())
        for found in findings
    )
