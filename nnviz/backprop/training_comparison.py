"""What training with a mistake does, beside training without: the losses of both, step by step."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from nnviz.backprop.recorded_parts import Recording
from nnviz.backprop.recorded_training import recorded_training
from nnviz.backprop.training_trace import Failure, training_trace
from nnviz.networks.network import Network
from nnviz.read_only import read_only
from nnviz.training.optimizer import Optimizer
from nnviz.validation import Array, whole_number


@dataclass(frozen=True, eq=False)
class TrainingComparison:
    """Two trainings from the same start; made by `compare_training`.

    `right` and `wrong` (steps + 1,) are the losses before every step and after the last one, each as its own
    program finds it, NaN where there is none. `right_network` and `wrong_network` are those at the end.
    `failure` says where NumPy refused to go on with the mistake, else None.
    """

    right: Array
    wrong: Array
    right_network: Network
    wrong_network: Network
    failure: Failure | None


def compare_training(
    net: Network,
    X: ArrayLike,
    Y: ArrayLike,
    mistake: str,
    steps: int = 1000,
    loss: str = "half_squared_error",
    optimizer: Optimizer | None = None,
    reduction: str = "mean",
) -> TrainingComparison:
    """Train two copies of a network on all samples at once, one with a mistake and one without.

    Parameters
    ----------
    net : Network
        Left as it is.
    X : array_like, (samples, inputs)
    Y : array_like, (samples, outputs)
        As the loss takes it.
    mistake : str
        A key of `MISTAKES`.
    steps : int
        How many updates, at least 1.
    loss, optimizer, reduction
        As for `training_trace`.

    Returns
    -------
    TrainingComparison

    Raises
    ------
    ValueError
        For what does not fit, and a mistake that cannot be made in this network.

    Examples
    --------
    >>> from nnviz import SGD
    >>> net = Network.from_parameters([[[0.5]]], [[0]])
    >>> found = compare_training(net, [[1], [2]], [[1], [2]], "plus_for_minus", 2, optimizer=SGD(0.1))
    >>> found.right.round(3), found.wrong.round(3)
    (array([0.312, 0.136, 0.06 ]), array([0.312, 0.561, 1.01 ]))
    """
    steps = whole_number("steps", steps, 1)
    right = recorded_training(net, X, Y, loss, optimizer, None, reduction)
    wrong = recorded_training(net, X, Y, loss, optimizer, mistake, reduction)
    failure = None
    if wrong.fails:
        failure = training_trace(net, X, Y, loss, optimizer, mistake, reduction).failure
    return TrainingComparison(
        _losses(right, steps),
        _losses(wrong, steps),
        right.network,
        wrong.network,
        failure,
    )


def _losses(recording: Recording, steps: int) -> Array:
    """The loss before every step and after the last one; the network is trained."""
    losses = np.full(steps + 1, np.nan)
    if recording.fails:
        losses[0] = recording.find_loss()
    else:
        losses[:steps], losses[steps] = recording.train(steps), recording.find_loss()
    return read_only(losses)
