"""Which classes a run tells apart: their names, and which one an answer or a target means."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

import nnviz
from nnviz.training.classification import Decision
from pages.parts.train.naming import names_of
from pages.shared.protocol.layouts import Array


@dataclass(frozen=True)
class Classes:
    """The classes of a run; `low` and `high` are the targets of a single output."""

    names: Sequence[str]
    decision: Decision
    low: float
    high: float

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.names)

    def of(self, Y: Array) -> Array:
        """Return the class that each row of targets or answers (samples, outputs) means."""
        return np.asarray(self.decision.chosen(Y.T)).astype(np.int64)

    def lean(self, answers: Array) -> Array:
        """Return how far answers (outputs, ...) of two classes lean to the second one: from -1 to 1."""
        if len(answers) > 1:
            return np.asarray(answers[1] - answers[0])
        return np.asarray((2 * answers[0] - self.low - self.high) / (self.high - self.low))


def classes_of(experiment: nnviz.Experiment) -> Classes | None:
    """Return the classes of an experiment; None where it learns numbers, or several things at a time."""
    Y, decision = experiment.data.Y, experiment.trainer.evaluator.decision
    low, high = float(Y.min()), float(Y.max())
    if decision is None or not low < high:
        return None
    if Y.shape[1] > 1:
        chosen = np.equal(Y, high)
        one_each = np.all(chosen.sum(axis=1) == 1) and np.all(chosen | np.equal(Y, low))
        return Classes(names_of(experiment).outputs, decision, low, high) if one_each else None
    return Classes((f"{low:g}", f"{high:g}"), decision, low, high)
