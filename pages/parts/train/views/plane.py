"""Which part of the plane of two inputs is looked at."""

from math import ceil, floor
from typing import NamedTuple

import numpy as np

import nnviz
from nnviz.experiments.problems import OWN, ROWS
from pages.shared.numbers.numerals import rounded
from pages.shared.protocol.layouts import Array

Span = tuple[float, float]
FEW = 50  # samples, around which as much room is left as they take themselves
ROOMY, NARROW = 0.5, 0.1  # shares of the range of the samples that are left free on each side


class Plane(NamedTuple):
    """The range of the first input, which goes across, and of the second one, which goes up."""

    across: Span
    up: Span

    def shares(self, X: Array) -> Array:
        """Return points (samples, 2) as shares of the two ranges, from 0 to 1."""
        low, high = np.array([self.across[0], self.up[0]]), np.array([self.across[1], self.up[1]])
        return np.asarray((X - low) / (high - low))


def plane_of(experiment: nnviz.Experiment) -> Plane:
    """Return the ranges that are looked at: whole numbers around all samples of a drawn problem, the same for
    both; of one's own samples those of each column, with some room."""
    X = experiment.data.X
    if experiment.parts.problem.dataset in (ROWS, OWN):
        return Plane(*(_roomy(column) for column in X.T))
    both = float(floor(X.min())), float(ceil(X.max()))
    return Plane(both, both)


def _roomy(column: Array) -> Span:
    low, high = float(column.min()), float(column.max())
    room = (high - low or 1.0) * (ROOMY if len(column) <= FEW else NARROW)
    return float(rounded(low - room, 3)), float(rounded(high + room, 3))
