"""Which classes a run tells apart, and which one an answer or a target means."""

from dataclasses import dataclass

import numpy as np

import nnviz
from nnviz.training.classification import Decision
from pages.parts.train.naming import Names
from pages.shared.protocol.layouts import Array


@dataclass(frozen=True)
class Classes:
    """The classes of a run; `low` and `high` are the targets of a single output."""

    count: int
    decision: Decision
    low: float
    high: float

    def called(self, names: Names) -> tuple[str, ...]:
        """Return what they are called: by the outputs, or by the targets of a single one."""
        return names.outputs if self.decision.outputs > 1 else (f"{self.low:g}", f"{self.high:g}")

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
        return Classes(Y.shape[1], decision, low, high) if one_each else None
    return Classes(2, decision, low, high)
