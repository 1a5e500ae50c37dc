"""What one frame of the lesson "softmax" holds: the table as far as it is filled.
Every number is the core's; what is not computed yet is NaN."""

from dataclasses import dataclass

import numpy as np

from nnviz import softmax_steps
from nnviz.networks.softmax import SoftmaxSteps
from pages.parts.network.cells import CLASSES, Row
from pages.shared.protocol.layouts import Array, Field, Layout
from pages.shared.scenes.softmax_table import LEFT, LENGTH

ADDED = 1000.0  # what can be added to all scores
SCORES, MAX, SHIFT, EXP, SUM, SHARE, LOSS, DELTA = range(8)  # the steps, each behind its line of code

LAYOUT = Layout(
    (
        *(Field(name, "float64") for name in ("step", "top", "total", "whole", "naive_total", "loss")),
        *(Field(name, "float64", CLASSES) for name in ("z", "shifted", "powers", "p", "delta", "naive")),
        *(Field(name, "float32") for name in ("line", "truth", "added", "moved")),
        Field("bars", "float32", 2 * CLASSES),
    )
)


@dataclass(frozen=True)
class Table:
    """Scores, one for each class, the correct class, and whether 1000 was added and a score was `moved`."""

    scores: Row
    truth: int
    added: bool = False
    moved: bool = False

    @property
    def steps(self) -> SoftmaxSteps:
        """What the core computes of them."""
        return softmax_steps([np.array(self.scores) + ADDED * self.added])


def frames(table: Table) -> Array:
    """Return one frame for each step; what a step computes stays to the end. Scores and probabilities are in
    every frame, so that the probabilities follow at once when a score is moved."""
    rows, steps = LAYOUT.empty(DELTA + 1), table.steps
    rows["step"][:, 0] = rows["line"][:, 0] = np.arange(len(rows))
    rows["truth"], rows["added"], rows["moved"] = table.truth, table.added, table.moved
    p = steps.probabilities
    rows["z"], rows["p"] = steps.z, p
    rows["bars"][:, ::2], rows["bars"][:, 1::2] = LEFT, LEFT + LENGTH * p
    for name, step, value in (
        ("top", MAX, steps.top),
        ("shifted", SHIFT, steps.shifted),
        ("powers", EXP, steps.powers),
        ("naive", EXP, steps.naive),
        ("total", SUM, steps.total),
        ("naive_total", SUM, steps.naive_total),
        ("whole", SHARE, p.sum(axis=1)),
        ("loss", LOSS, steps.losses([table.truth])),
        ("delta", DELTA, steps.delta([table.truth])),
    ):
        rows[name][:step], rows[name][step:] = np.nan, value
    return rows
