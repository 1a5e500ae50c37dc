"""Which numbers of a training step differ from those of another: of a mistake from the right ones."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from nnviz.backprop.training_trace import TrainingTrace
from nnviz.read_only import read_only
from nnviz.validation import Array

RELATIVE = 1e-9  # of the largest number of an array: what is nearer is rounding


@dataclass(frozen=True, eq=False)
class Differences:
    """What differs between two training steps, by the names of arrays in the order of the first one.

    `cells`, in the shape of the second one's array, is True where a number differs, and everywhere if the
    shapes do. `missing` are arrays that the second one does not have, and `first` is the first of all, None
    if nothing differs.
    """

    cells: Mapping[str, Array]
    missing: tuple[str, ...]
    first: str | None


def first_difference(trace: TrainingTrace, other: TrainingTrace) -> Differences:
    """Compare two training steps on the same samples, array by array.

    Parameters
    ----------
    trace : TrainingTrace
        The right one.
    other : TrainingTrace
        For example the same step with a mistake.

    Returns
    -------
    Differences

    Examples
    --------
    >>> from nnviz import Network, training_trace
    >>> net = Network([2, 3, 1], "sigmoid", seed=0)
    >>> right = training_trace(net, [[1, 2]], [[1]])
    >>> wrong = training_trace(net, [[1, 2]], [[1]], mistake="value_for_error")
    >>> first_difference(right, wrong).first
    'delta1'
    """
    parameters = [f"{kind}{layer}" for layer in range(1, len(trace.weights) + 1) for kind in "Wb"]
    order = [name for name in parameters if name in trace.arrays] + [step.name for step in trace]
    cells = {name: _cells(trace.array(name), other.array(name)) for name in order if name in other.arrays}
    cells = {name: found for name, found in cells.items() if found.any()}
    missing = tuple(name for name in order if name not in other.arrays)
    first = next((name for name in order if name in cells or name in missing), None)
    return Differences(cells, missing, first)


def _cells(right: Array, other: Array) -> Array:
    """Where the other array has another number."""
    if right.shape != other.shape:
        return read_only(np.ones(other.shape, bool))
    finite = np.abs(right[np.isfinite(right)])
    near = RELATIVE * finite.max(initial=np.finfo(float).tiny)
    return read_only(np.array(~np.isclose(other, right, rtol=RELATIVE, atol=near, equal_nan=True)))
