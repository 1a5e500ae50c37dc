"""One experiment: all that follows from a frozen configuration."""

from collections.abc import Sequence
from functools import cached_property
from math import nan

import numpy as np
from numpy.typing import ArrayLike

from nnviz.experiments.config import ExperimentConfig as ExperimentConfig
from nnviz.experiments.material import Material, Source
from nnviz.experiments.parts import ExperimentParts
from nnviz.networks.network import Network
from nnviz.training.evaluation import Evaluation
from nnviz.training.history import Snapshot
from nnviz.training.inspection import Grid, Range
from nnviz.training.trainer import Trainer
from nnviz.validation import Array, sample_rows


class Experiment:
    """Data, scaling, network and trainer of one configuration. All rows are samples.

    `data`, `train` and `test` (None without a test part) are in original units; `X_train`, `Y_train`,
    `X_test` and `Y_test` are what the network is trained on, translated by the standardizers `inputs` and
    `targets` (fitted on the training part only, or the identity). The arrays are read-only, and experiments
    with the same data share them.

    Parameters
    ----------
    config : ExperimentConfig or ExperimentParts, optional
        The coding article's if not given.
    history_bytes : int
        The cap of the trainer's history.

    Examples
    --------
    >>> experiment = Experiment(ExperimentConfig(problem="circle", samples=200, rate=0.5, momentum=0.9))
    >>> experiment.trainer.run(200)
    >>> experiment.trainer.loss() < 0.1 < experiment.variance
    True
    """

    def __init__(
        self, config: ExperimentConfig | ExperimentParts | None = None, history_bytes: int = 16 * 2**20
    ) -> None:
        config = config or ExperimentConfig()
        self.parts = parts = config if isinstance(config, ExperimentParts) else config.parts
        self.network = parts.architecture.network(parts.problem)
        self.material = material = Material.of(Source(parts.problem, parts.architecture.dtype))
        self.data, self.train, self.test = material.data, material.train, material.test
        self.inputs, self.targets = material.inputs, material.targets
        count = parts.problem.inputs
        self.X_train, self.Y_train = material.train_table[:, :count], material.train_table[:, count + 1 :]
        self.X_test, self.Y_test = material.test_table[:, :count], material.test_table[:, count + 1 :]
        self.trainer = self._make_trainer(history_bytes)
        self._second = self.network.copy()

    def _make_trainer(self, history_bytes: int) -> Trainer:
        learning = self.parts.learning
        return Trainer(
            self.network,
            *(self.X_train, self.Y_train),
            loss=learning.loss,
            optimizer=learning.optimizer,
            batch_size=learning.batch_size,
            l1=learning.l1,
            l2=learning.l2,
            seed=learning.seed,
            history_bytes=history_bytes,
            table=self.material.train_table,
            reduction=learning.reduction,
            task=self.parts.problem.task,
            clip=learning.clip,
        )

    @cached_property
    def variance(self) -> float:
        """The loss of the best constant prediction on the training targets.

        That is their mean; for half the squared error it costs half their summed variance.
        """
        return self.material.variance if self._by_output else self._constant(self.Y_train)

    @cached_property
    def test_variance(self) -> float:
        """The same for the test targets; NaN where there is no test part."""
        if not len(self.Y_test):
            return nan
        return self.material.test_variance if self._by_output else self._constant(self.Y_test)

    @property
    def _by_output(self) -> bool:
        return self.trainer.loss_function.by_output

    def _constant(self, Y: Array) -> float:
        return self.trainer.loss_function(np.tile(Y.mean(axis=0), (len(Y), 1)), Y)

    def network_at(
        self, parameters: ArrayLike | None = None, activations: Sequence[str] | None = None
    ) -> Network:
        """A second network with given `parameters` and `activations`, for example a snapshot's, or with those
        of this moment.

        It is the same object every time, to look at and not to keep; the one in training is left alone.
        """
        names = tuple(activations or self.network.activations)
        for layer, name in enumerate(names[:-1], 1):
            if self._second.activations[layer - 1] != name:
                self._second.change_activation(layer, name)
        self._second.load(self.network.parameters if parameters is None else parameters)
        return self._second

    def predict(
        self,
        X: ArrayLike,
        parameters: ArrayLike | None = None,
        activations: Sequence[str] | None = None,
    ) -> Array:
        """Predict in original units; the network in training is left alone.

        Parameters
        ----------
        X : array_like, (samples, inputs)
        parameters : array_like, (parameters,), optional
            For example a snapshot's; those of this moment if not given.
        activations : sequence of str, optional
            That go with them, one a layer; those of this moment if not given.

        Returns
        -------
        Array, (samples, outputs)
        """
        X = sample_rows("X", X, self.parts.problem.entry.inputs)
        Z = self.network_at(parameters, activations).predict(self.inputs.transform(X))
        with np.errstate(all="ignore"):
            return np.asarray(Z * self.targets.scale + self.targets.mean)

    def target_losses(self, parameters: ArrayLike | None = None) -> Array:
        """The share of each target in the training loss: ½ (prediction - target)², mean over samples.

        `parameters` as for `evaluate`.
        """
        return self.evaluate(parameters).target_losses

    def evaluate(self, parameters: ArrayLike | None = None) -> Evaluation:
        """Loss, target losses and activity on the training part, in one pass.

        At the `parameters` of this moment or at given ones; those of a moment that was recorded are in its
        `Snapshot`.
        """
        return self.trainer.evaluator.evaluate(self.trainer.table, parameters)

    def truth(self, X: ArrayLike) -> Array:
        """The right answers (samples, outputs) for X (samples, inputs), in original units.

        Raises ValueError for a problem without a rule, whose right answers are those of its samples alone.
        """
        problem = self.parts.problem
        rule = problem.entry.rule_with(**dict(problem.parameters))
        if rule is None:
            raise ValueError(
                f"{problem.entry.name} has no rule for other inputs than its own; look at its samples"
            )
        return rule(X)

    def snapshot(self) -> Snapshot:
        """This moment of the run, one pass over each part of the samples; NaN without a test part."""
        test = self.trainer.evaluator.score(self.material.test_table)
        return self.trainer.observe(test.loss, test.accuracy)

    def record(self) -> Snapshot:
        """Append a snapshot with the test loss to the trainer's history and return it."""
        snapshot = self.snapshot()
        self.trainer.history.append(snapshot)
        return snapshot

    def grid(self, x_range: Range = (0, 100), y_range: Range = (0, 100), size: int = 50) -> Grid:
        """The predicted surfaces over two inputs in original units.

        Parameters
        ----------
        x_range, y_range : (float, float)
            From the smallest to the largest number of each input.
        size : int
            Points along each side.

        Returns
        -------
        Grid
            See `Grid.surface`.
        """
        return Grid(self.network, x_range, y_range, size, self.inputs, self.targets)
