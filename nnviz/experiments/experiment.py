"""One experiment: a frozen configuration, and all that follows from it.
The defaults are the coding article's experiment: a+b, a-b and |a-b| learned by a 2-4-4-3 ReLU network.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from nnviz.experiments.material import Material, Source
from nnviz.experiments.parts import ARTICLE, Architecture, ExperimentParts, Learning, Problem
from nnviz.networks.activations import HIDDEN_ACTIVATIONS
from nnviz.networks.initializers import INITIALIZERS
from nnviz.networks.network import Network
from nnviz.training.evaluation import Evaluation
from nnviz.training.history import Snapshot
from nnviz.training.inspection import Grid, Range
from nnviz.training.optimizer import Optimizer
from nnviz.training.optimizers import OPTIMIZERS, SGD
from nnviz.training.trainer import Trainer
from nnviz.validation import DTYPES, Array, choice, fraction, not_negative, sample_rows, whole_number

STREAMS = ("article", "seeded")


@dataclass(frozen=True)
class ExperimentConfig:
    """What an experiment is made from: numbers, strings and tuples only, so it can be compared and linked.

    Parameters
    ----------
    stream : {"article", "seeded"}
        "article" takes data and start parameters from the article's own random stream; `data_seed`, `init`
        and `seed` then only order the batches or are not used. "seeded" makes both from the seeds.
    samples, data_seed : int
        How many samples are made, at least 2, and from which seed.
    train_fraction : float
        The part that is trained on; the rest is for the test.
    standardise : bool
        Whether inputs and targets are standardized by the training part.
    hidden : tuple of (int, str)
        Units and activation of each hidden layer.
    init, seed
        How the weights are drawn, a key of `INITIALIZERS`, and the seed of weights and batches.
    optimizer, rate, momentum
        A key of `OPTIMIZERS`, its learning rate, and its momentum; None is the optimizer's own.
    batch_size : int, optional
        None means all samples at once.
    l1, l2 : float
        Strengths of the penalties.
    dtype : {"float64", "float32"}

    Raises
    ------
    ValueError
        With rule, value and remedy.
    """

    stream: Literal["article", "seeded"] = "article"
    samples: int = 10_000
    data_seed: int = 42
    train_fraction: float = 0.7
    standardise: bool = True
    hidden: tuple[tuple[int, str], ...] = ((4, "relu"), (4, "relu"))
    init: str = "he_normal"
    seed: int = 0
    optimizer: str = "sgd"
    rate: float = 0.01
    momentum: float | None = None
    batch_size: int | None = None
    l1: float = 0.0
    l2: float = 0.0
    dtype: str = "float64"

    def __post_init__(self) -> None:
        choice("stream", self.stream, STREAMS)
        choice("init", self.init, INITIALIZERS)
        choice("optimizer", self.optimizer, OPTIMIZERS)
        choice("dtype", self.dtype, DTYPES)
        for units, activation in self.hidden:
            whole_number("hidden units", units, 1)
            choice("hidden activation", activation, HIDDEN_ACTIVATIONS)
        for name in ("rate", "l1", "l2"):
            not_negative(name, getattr(self, name))
        if self.momentum is not None:
            fraction("momentum", self.momentum)
        self._check_counts()

    def _check_counts(self) -> None:
        for name in ("data_seed", "seed"):
            whole_number(name, getattr(self, name), 0)
        whole_number("samples", self.samples, 2)
        count = self.train_samples
        if not 0 < count < self.samples:
            raise ValueError(
                f"train_fraction must leave at least one of the {self.samples} samples in each part, "
                f"got {self.train_fraction!r}"
            )
        if self.batch_size is not None:
            whole_number("batch_size", self.batch_size, 1, count, "the number of training samples")

    @property
    def train_samples(self) -> int:
        """The number of samples in the training part."""
        return round(self.samples * self.train_fraction) if 0 < self.train_fraction < 1 else 0

    @property
    def sizes(self) -> tuple[int, ...]:
        """The layer sizes of the network, inputs first."""
        entry = self.problem.entry
        return (entry.inputs, *(units for units, _ in self.hidden), entry.outputs)

    @property
    def problem(self) -> Problem:
        """What is to be learned."""
        samples = ("samples", self.samples)
        if self.stream == "article":
            return Problem(ARTICLE, (samples,), self.train_fraction, self.standardise)
        seeded = (samples, ("seed", self.data_seed))
        return Problem("arithmetic", seeded, self.train_fraction, self.standardise)

    @property
    def parts(self) -> ExperimentParts:
        """The same as parts: problem, architecture and learning."""
        init = ARTICLE if self.stream == "article" else self.init
        network = Architecture(self.hidden, "linear", init, self.seed, self.dtype)
        optimizer, size = self.make_optimizer(), self.batch_size
        learning = Learning("half_squared_error", optimizer, size, self.l1, self.l2, self.seed)
        return ExperimentParts(self.problem, network, learning)

    @property
    def source(self) -> Source:
        """What the data follow from: experiments with the same source share them."""
        return Source(self.problem, self.dtype)

    def make_optimizer(self) -> Optimizer:
        """The optimizer object that the configuration names."""
        made = OPTIMIZERS[self.optimizer](self.rate)
        if self.momentum is None or not isinstance(made, SGD):
            return made
        return replace(made, momentum=self.momentum)


class Experiment:
    """Data, scaling, network and trainer of one configuration. All rows are samples.

    `data`, `train` and `test` are in original units; `X_train`, `Y_train`, `X_test` and `Y_test` are what the
    network is trained on, translated by the standardizers `inputs` and `targets` (fitted on the training part
    only, or the identity). The arrays are read-only, and experiments with the same data share them.

    Parameters
    ----------
    config : ExperimentConfig or ExperimentParts, optional
        The coding article's if not given.
    history_bytes : int
        The cap of the trainer's history.

    Examples
    --------
    >>> problem = Problem("circle", (("samples", 200),))
    >>> network = Architecture(((4, "tanh"),), "sigmoid")
    >>> learning = Learning("binary_cross_entropy", SGD(0.5, momentum=0.9))
    >>> experiment = Experiment(ExperimentParts(problem, network, learning))
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
        count = parts.problem.entry.inputs
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
        )

    @cached_property
    def variance(self) -> float:
        """The loss of the best constant prediction on the training targets.

        That is their mean; for half the squared error it costs half their summed variance.
        """
        return self.material.variance if self._by_output else self._constant(self.Y_train)

    @cached_property
    def test_variance(self) -> float:
        """The same for the test targets."""
        return self.material.test_variance if self._by_output else self._constant(self.Y_test)

    @property
    def _by_output(self) -> bool:
        return self.trainer.loss_function.by_output

    def _constant(self, Y: Array) -> float:
        return self.trainer.loss_function(np.tile(Y.mean(axis=0), (len(Y), 1)), Y)

    def network_at(self, parameters: ArrayLike | None = None) -> Network:
        """A second network with given `parameters`, for example a snapshot's, or with those of this moment.

        It is the same object every time, to look at and not to keep; the one in training is left alone.
        """
        self._second.load(self.network.parameters if parameters is None else parameters)
        return self._second

    def predict(self, X: ArrayLike, parameters: ArrayLike | None = None) -> Array:
        """Predict in original units; the network in training is left alone.

        Parameters
        ----------
        X : array_like, (samples, inputs)
        parameters : array_like, (parameters,), optional
            For example a snapshot's; those of this moment if not given.

        Returns
        -------
        Array, (samples, outputs)
        """
        X = sample_rows("X", X, self.parts.problem.entry.inputs)
        Z = self.network_at(parameters).predict(self.inputs.transform(X))
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
        entry = self.parts.problem.entry
        if entry.rule is None:
            raise ValueError(f"{entry.name} has no rule for other inputs than its own; look at its samples")
        return entry.rule(X)

    def snapshot(self) -> Snapshot:
        """This moment of the run, with the test loss: one pass over each part of the samples."""
        trainer = self.trainer
        return trainer.observe(trainer.evaluator.loss(self.material.test_table))

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
