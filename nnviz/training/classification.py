"""Which class the outputs of a network name, how many of them are right, and which are taken for which.
With one output a threshold decides, half way between the two targets; with several the largest output does.
"""

from dataclasses import dataclass
from math import nan

import numpy as np

from nnviz.networks.losses import Loss
from nnviz.validation import Array

TASKS = ("classification", "regression")


@dataclass(frozen=True)
class Decision:
    """How outputs name a class.

    Parameters
    ----------
    outputs : int
        Of the network. One output knows the classes 0 and 1, several have a class each.
    threshold : float
        With one output: above it the class is 1, else 0. NaN with several.
    """

    outputs: int
    threshold: float = nan

    @property
    def classes(self) -> int:
        """How many classes there are."""
        return max(self.outputs, 2)

    def chosen(self, a: Array) -> Array:
        """The class (samples,) that outputs or targets a (outputs, samples) name; of equal ones the first."""
        return np.asarray(a[0] > self.threshold if self.outputs == 1 else a.argmax(axis=0))

    def right(self, a: Array, t: Array) -> int:
        """How many samples have outputs a that name the class of their targets t; both (outputs, samples)."""
        return int(np.count_nonzero(self.chosen(a) == self.chosen(t)))

    def confusion(self, a: Array, t: Array) -> Array:
        """How often samples of a class, the row, are given a class, the column: (classes, classes) of int.

        Outputs a and targets t as for `right`.
        """
        pairs = self.chosen(t).astype(np.int64) * self.classes + self.chosen(a)
        return np.bincount(pairs, minlength=self.classes**2).reshape(self.classes, self.classes)


def decision_for(T: Array, loss: Loss, task: str | None = None) -> Decision | None:
    """How outputs name a class where targets T (samples, outputs) are learned; None if they name none.

    Parameters
    ----------
    T : Array, (samples, outputs)
        Encoded targets.
    loss : Loss
        One that is for classification alone decides by itself.
    task : {"classification", "regression"}, optional
        None means that the targets tell. They name classes if one output has exactly two targets, or of
        several one is the same high number in every row, and the others are the same low one.

    Returns
    -------
    Decision or None
    """
    if loss.partner == "sigmoid" and T.shape[1] == 1:
        return Decision(1, 0.5)
    if "regression" in loss.tasks and (task == "regression" or (task is None and not _names_classes(T))):
        return None
    if T.shape[1] > 1:
        return Decision(T.shape[1])
    low, high = float(T.min()), float(T.max())
    return Decision(1, (low + high) / 2) if low < high else None


def _names_classes(T: Array) -> bool:
    low, high = T.min(), T.max()
    if not low < high or not ((low == T) | (high == T)).all():
        return False
    return T.shape[1] == 1 or bool(((high == T).sum(axis=1) == 1).all())
