"""The network of the lesson "digits" as it learns: update by update, with its whole past.
It learns while pictures are asked for, never longer than a click may wait."""

import threading
import time
from dataclasses import dataclass, field
from itertools import count

from nnviz import SGD, Dataset, Trainer, inspection
from nnviz.lessons.digit_classifier import A_THREE_IN_TEST, BATCH_SIZE, RATE, untrained_classifier
from pages.parts.network.cells import UPDATES
from pages.parts.network.digits.frames import Moment, View, frames, parts
from pages.shared.protocol.layouts import Array

LAST = UPDATES  # each training picture ten times
LONGEST = 0.04  # seconds of learning for one answer, so that a click never waits long
ALL, ONE = "all", "one"  # what is learned from: all pictures, or the one that is shown
_numbers = count(1)


@dataclass
class Guesses:
    """What the visitor thinks that the untrained network says, by picture; a class counts from 0.

    The answer to the 3 that the lesson opens with is told, so that every picture after it can be guessed. The
    game is `over` as soon as something was learned."""

    of: dict[int, int] = field(default_factory=dict)
    over: bool = False

    def waits(self, digit: int) -> bool:
        """Whether the answer to a picture is still to be guessed."""
        return not self.over and digit not in self.of and digit != A_THREE_IN_TEST


def material(learn: str, taught: int) -> Dataset:
    """Return the pictures that are learned from."""
    train, test = parts()
    if learn == ALL:
        return train
    chosen = slice(taught, taught + 1)
    return Dataset(test.X[chosen], test.Y[chosen], test.feature_names, test.target_names, test.task)


class DigitsLive:
    """One network that learns, and its past.

    `learn` is "all" or "one"; then `taught` is the test picture that it learns from."""

    def __init__(self, learn: str, taught: int) -> None:
        self.run = f"digits-{next(_numbers)}"
        self.learn = learn
        self._lock = threading.Lock()
        self._begin(taught)

    def _begin(self, taught: int) -> None:
        self.taught, self.material = taught, material(self.learn, taught)
        size = min(BATCH_SIZE, len(self.material))
        data = self.material.X, self.material.Y
        self.trainer = Trainer(untrained_classifier(), *data, "cross_entropy", SGD(RATE), size, seed=0)
        self.moments = [self._moment()]

    def teach(self, digit: int) -> None:
        """Take this as the one picture that is learned from, if nothing was learned yet."""
        with self._lock:
            if self.learn == ONE and self.taught != digit and not self.trainer.steps:
                self._begin(digit)

    # -- answers ---------------------------------------------------------------------------------
    @property
    def ended(self) -> bool:
        """Whether there is nothing left to learn."""
        return self.trainer.steps >= LAST

    def past(self, view: View) -> Array:
        """Return all that happened, one frame an update."""
        with self._lock:
            return frames(self.moments, view)

    def reach(self, update: int) -> "DigitsLive":
        """Learn up to an update, however long that takes, if it was not reached before; return itself."""
        with self._lock:
            while self.trainer.steps < min(update, LAST):
                self._learn()
        return self

    def more(self, view: View, known: float, pictures: int) -> Array:
        """Return frames after update `known`, learning as long as there are fewer than `pictures`."""
        with self._lock:
            deadline = time.perf_counter() + LONGEST
            fresh = self._after(known)
            while len(fresh) < pictures and not self.ended and time.perf_counter() < deadline:
                self._learn()
                fresh = self._after(known)
            shown = fresh[:pictures]
            before = self.moments[shown[0].snapshot.step - 1] if shown and shown[0].snapshot.step else None
            return frames(shown, view, before)

    def _learn(self) -> None:
        self.trainer.step()
        self.moments.append(self._moment())

    def _after(self, known: float) -> list[Moment]:
        return [moment for moment in self.moments if moment.snapshot.step > known]

    def _moment(self) -> Moment:
        net, (_, test) = self.trainer.net, parts()
        right = [inspection.accuracy(net, data.X, data.Y) for data in (self.material, test)]
        answers = net.predict(test.X).argmax(axis=1).tolist()
        return Moment(self.trainer.snapshot(test.X, test.Y), right[0], right[1], tuple(answers))
