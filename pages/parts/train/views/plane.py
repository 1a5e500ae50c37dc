"""Which part of the plane is looked at: of two inputs, or of one input and its output."""

from math import ceil, floor
from typing import NamedTuple

import numpy as np

import nnviz
from nnviz.experiments.problems import OWN, ROWS
from pages.shared.numbers.numerals import rounded
from pages.shared.protocol.layouts import Array
from pages.shared.scenes.axes import roomy

Span = tuple[float, float]
FEW = 50  # samples, around which as much room is left as they take themselves
ROOMY, NARROW = 0.5, 0.1  # shares of the range of the samples that are left free on each side
SMALLEST = 0.25  # of a plane that is held: what would be looked at else is at least so large a part of it


class Plane(NamedTuple):
    """The range of the first input, which goes across, and of the second one or the output, which goes up."""

    across: Span
    up: Span

    def shares(self, X: Array) -> Array:
        """Return points (samples, 2) as shares of the two ranges, from 0 to 1."""
        low, high = np.array([self.across[0], self.up[0]]), np.array([self.across[1], self.up[1]])
        return np.asarray((X - low) / (high - low))

    def holds(self, points: Array, instead: "Plane") -> bool:
        """Return whether all points are inside, and would not be seen much larger in another plane."""
        shares = self.shares(points)
        large = all(
            other[1] - other[0] >= SMALLEST * (own[1] - own[0])
            for own, other in zip(self, instead, strict=True)
        )
        return large and bool(((shares >= 0) & (shares <= 1)).all())


def plane_of(experiment: nnviz.Experiment, held: Plane | None = None) -> Plane:
    """Return the ranges that are looked at: whole numbers around all samples of a drawn problem, the same for
    both; of one's own samples those of each column, with some room. Typed samples are looked at in the plane
    that is `held`, as long as they are seen well there: it stays while hands move them."""
    X = experiment.data.X
    if experiment.parts.problem.dataset in (ROWS, OWN):
        return _kept(experiment, X, Plane(*(_roomy(column) for column in X.T)), held)
    both = float(floor(X.min())), float(ceil(X.max()))
    return Plane(both, both)


def chart_of(experiment: nnviz.Experiment, heights: Array, held: Plane | None = None) -> Plane:
    """Return the ranges of one input and of its output, of which more `heights` are seen; around typed
    samples there is room for more of them. `held` as of a plane."""
    data = experiment.data
    x, y = data.X[:, 0], np.concatenate([data.Y[:, 0], heights])
    typed = experiment.parts.problem.dataset == ROWS
    across = roomy(x, NARROW) if typed else (float(x.min()), float(x.max()))
    if not across[0] < across[1]:
        across = across[0] - 1, across[0] + 1
    points = np.column_stack([data.X[:, 0], data.Y[:, 0]])
    return _kept(experiment, points, Plane(across, roomy(y, 0.1)), held)


def _kept(experiment: nnviz.Experiment, points: Array, fresh: Plane, held: Plane | None) -> Plane:
    typed = experiment.parts.problem.dataset == ROWS
    return held if held and typed and points.shape[1] == 2 and held.holds(points, fresh) else fresh


def _roomy(column: Array) -> Span:
    low, high = float(column.min()), float(column.max())
    room = (high - low or 1.0) * (ROOMY if len(column) <= FEW else NARROW)
    return float(rounded(low - room, 3)), float(rounded(high + room, 3))
