"""What a run can try to reach, each goal judged by one moment of its past.
They are about what every run of a regression has: its loss, its errors, its units, its epochs.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np

from nnviz.experiments.experiment import Experiment
from nnviz.training.history import Snapshot

Goal = Callable[[Experiment, Snapshot], bool]

SMALL = 0.01  # a share of the loss that is small
FEW = 3  # hidden units
CLOSE, CLOSEST = 1.0, 0.1  # errors in original units
SOON = 1000  # epochs


def error_bound(experiment: Experiment, moment: Snapshot) -> float:
    """A bound for the root mean square error of every output on the test samples, in original units.

    The test loss is half the square error of all outputs together, in standard units: none has a larger one.
    """
    with np.errstate(all="ignore"):
        return float(np.sqrt(2 * moment.test_loss) * np.max(experiment.targets.scale))


def _better_than_the_mean(experiment: Experiment, moment: Snapshot) -> bool:
    return moment.train_loss < experiment.variance


def _close(experiment: Experiment, moment: Snapshot) -> bool:
    return error_bound(experiment, moment) < CLOSE


def _few_units(experiment: Experiment, moment: Snapshot) -> bool:
    few = sum(experiment.network.sizes[1:-1]) <= FEW
    return few and bool(moment.target_losses.size) and bool(moment.target_losses[-1] < SMALL)


def _soon(experiment: Experiment, moment: Snapshot) -> bool:
    return moment.epoch <= SOON and error_bound(experiment, moment) < CLOSEST


GOALS: Mapping[str, Goal] = MappingProxyType(
    {
        "better_than_the_mean": _better_than_the_mean,
        "close": _close,
        "few_units": _few_units,
        "soon": _soon,
    }
)
"""Below the loss of the best constant; every error below CLOSE; the last output's share of the loss below
SMALL with at most FEW hidden units; every error below CLOSEST within SOON epochs."""


def reached(experiment: Experiment, moment: Snapshot) -> tuple[bool, ...]:
    """Whether each of the `GOALS` is reached at a moment of the run."""
    return tuple(goal(experiment, moment) for goal in GOALS.values())
