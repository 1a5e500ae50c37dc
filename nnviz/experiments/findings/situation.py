"""What a finding is looked for in: an experiment, the past of its run, and the parameters of one moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from math import inf, isfinite
from weakref import WeakKeyDictionary

import numpy as np

from nnviz.experiments.experiment import Experiment
from nnviz.experiments.reference_lines import ReferenceLine, loss_lines
from nnviz.experiments.remembered import remembered
from nnviz.networks.losses import REDUCTIONS
from nnviz.training.curvature import curvature_on, rate_limit
from nnviz.training.gradient import Gradient
from nnviz.training.history import Snapshot
from nnviz.training.inspection import by_layer
from nnviz.training.rate_advice import most_samples
from nnviz.validation import Array

SOLVED = 0.01  # a loss below this part of the variance has arrived
LEVEL = 0.01  # the loss stays on a level as long as it is so close, relatively, to its value now
LATER = 1.1  # the limit of a rate is found again when so many times as many updates are done


@dataclass(frozen=True, eq=False)
class Situation:
    """One moment of a run: `past` holds its snapshots up to then, `parameters` are those of the moment."""

    experiment: Experiment
    past: Sequence[Snapshot]
    parameters: Array

    @property
    def loss(self) -> float:
        """The newest training loss; NaN before there is one."""
        return self.past[-1].train_loss if self.past else float("nan")

    @property
    def arrived(self) -> bool:
        """Whether the loss is as good as nothing."""
        return self.loss < SOLVED * self.experiment.variance

    @property
    def flat_for(self) -> float:
        """For how many epochs the loss has stayed where it is now."""
        if not self.past or not isfinite(self.loss):
            return 0.0
        near = LEVEL * self.loss
        level = list(takewhile(lambda one: abs(one.train_loss - self.loss) <= near, reversed(self.past)))
        return self.past[-1].epoch - level[-1].epoch

    @property
    def activity(self) -> tuple[Array, ...]:
        """Of every hidden layer the share of the training samples on which z > 0.

        That of the newest snapshot, if it is of this moment; else it is found now.
        """
        net = self.experiment.network
        known = self.past and self.past[-1].activity.size == sum(net.sizes[1:-1])
        if known and np.array_equal(self.past[-1].parameters, self.parameters):
            return by_layer(net, self.past[-1].activity)
        return by_layer(net, self.experiment.evaluate(self.parameters).activity)

    @property
    def lines(self) -> tuple[ReferenceLine, ...]:
        """What the loss is compared with."""
        return known_lines(self.experiment)

    @property
    def rate_limit(self) -> float:
        """The learning rate above which updates from here climb, two divided by the curvature.

        Infinite where the optimizer has none. For a while it is remembered, since it costs some milliseconds.
        """
        experiment = self.experiment
        if experiment.trainer.optimizer.stability == inf or not np.isfinite(self.parameters).all():
            return inf
        step = self.past[-1].step if self.past else 0
        known = _LIMITS.get(experiment)
        if known is None or not known[0] <= step <= LATER * known[0]:
            known = _LIMITS[experiment] = step, _limit(experiment, self.parameters)
        return known[1]

    @property
    def overshoots(self) -> bool:
        """Whether the loss is higher after one plain step down the slope, with the rate of this moment."""
        experiment, trainer = self.experiment, self.experiment.trainer
        samples, multiple = _few(experiment), _multiple(experiment)
        gradient = Gradient(experiment.network, samples, trainer.loss_function, trainer.l2 / multiple)
        step = trainer.rate * multiple * gradient.at(self.parameters)
        with np.errstate(all="ignore"):
            after = self.parameters - step
            if not np.isfinite(after).all():
                return True
            losses = [trainer.evaluator.loss(samples, where) for where in (self.parameters, after)]
        return not losses[1] <= losses[0]


def _few(experiment: Experiment) -> Array:
    """As many of the training samples as are enough, evenly spaced."""
    table = experiment.trainer.table
    return table[:: -(-len(table) // most_samples(experiment.network))]


def _multiple(experiment: Experiment) -> float:
    """What is made small, as a multiple of the mean loss."""
    return REDUCTIONS[experiment.parts.learning.reduction](experiment.trainer.batch_size)


def _limit(experiment: Experiment, parameters: Array) -> float:
    trainer, net = experiment.trainer, experiment.network.copy()
    net.load(parameters)
    goal = trainer.loss_function, trainer.l2, _multiple(experiment)
    return rate_limit(curvature_on(net, _few(experiment), *goal), trainer.optimizer)


known_lines = remembered(loss_lines)
_LIMITS: WeakKeyDictionary[Experiment, tuple[int, float]] = WeakKeyDictionary()
