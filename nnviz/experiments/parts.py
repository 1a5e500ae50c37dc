"""What an experiment is made from: a problem, an architecture, and a way of learning, each for itself.
They hold numbers, strings and frozen objects only, so they can be compared and used as keys.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from nnviz.datasets import DATASETS, Dataset, DatasetEntry, coding_article
from nnviz.datasets.coding import CODINGS, class_count, coded
from nnviz.datasets.dataset import Task
from nnviz.datasets.rows import Row, rows_dataset
from nnviz.experiments.problems import ARTICLE as ARTICLE
from nnviz.experiments.problems import OWN, ROWS
from nnviz.networks.losses import LOSSES, REDUCTIONS
from nnviz.networks.network import Network
from nnviz.training.optimizers import SGD, Optimizer
from nnviz.validation import choice


@dataclass(frozen=True)
class Problem:
    """What is to be learned: a data set, its two parts and its scaling.

    Parameters
    ----------
    dataset : str
        A key of `DATASETS`; or "rows" for `rows`, or "csv" for the data set `own`.
    parameters : tuple of (str, value)
        Those of the data set that differ from its defaults.
    train_fraction : float
        The part that is trained on; the rest is for the test. 1 leaves nothing for it.
    standardise : bool
        Whether inputs are standardized by the training part, and the targets of a regression too.
    shuffle : int, optional
        The seed with which samples are shuffled before they are split; None leaves them in their order.
    features : tuple of str
        What the network sees of a point of the plane, keys of `FEATURES`; nothing means the inputs as they
        are.
    coding : {"plain", "signed", "one_hot"}
        How classes stand in the targets; see `nnviz.datasets.coding`.
    rows : tuple of (inputs, targets)
        Samples typed by hand, each as two tuples of numbers.
    own : Dataset, optional
        Samples from elsewhere. It is compared as an object.

    Raises
    ------
    ValueError
        For a data set that there is not, and for rows that do not fit each other.
    """

    dataset: str
    parameters: tuple[tuple[str, Any], ...] = ()
    train_fraction: float = 0.7
    standardise: bool = True
    shuffle: int | None = None
    features: tuple[str, ...] = ()
    coding: str = "plain"
    rows: tuple[Row, ...] = ()
    own: Dataset | None = None

    def __post_init__(self) -> None:
        choice("dataset", self.dataset, (*DATASETS, ROWS, OWN))
        choice("coding", self.coding, CODINGS)

    @property
    def entry(self) -> DatasetEntry:
        """What is known of the data set."""
        return DATASETS[self.dataset] if self._given is None else _entry_of(self.dataset, self._given)

    @cached_property
    def _given(self) -> Dataset | None:
        """The samples that the problem brings itself."""
        if self.dataset == OWN and self.own is None:
            raise ValueError("the problem csv needs its data set, got none; read a file first")
        return rows_dataset(self.rows) if self.dataset == ROWS else self.own

    @property
    def task(self) -> Task:
        """What kind of thing is learned."""
        return "classification" if self.coding == "one_hot" else self.entry.task

    @property
    def inputs(self) -> int:
        """The number of inputs of the network."""
        return len(self.features) or self.entry.inputs

    @cached_property
    def outputs(self) -> int:
        """The number of outputs of the network."""
        if self.coding != "one_hot" or self.entry.outputs > 1:
            return self.entry.outputs
        return 2 if self._given is None else class_count(self._given.Y)

    def make(self) -> Dataset:
        """All samples, in original units; classes in the coding."""
        coding = "plain" if self.coding == "one_hot" and self.entry.outputs > 1 else self.coding
        return coded(self.entry.make(**dict(self.parameters)), coding)


def _entry_of(name: str, data: Dataset) -> DatasetEntry:
    """The entry of samples that a problem brings itself."""
    return DatasetEntry(name, lambda: data, data.task, data.X.shape[1], data.Y.shape[1])


@dataclass(frozen=True)
class Architecture:
    """The network between the inputs and the outputs that the problem has.

    Parameters
    ----------
    hidden : tuple of (int, str)
        Units and activation of each hidden layer.
    output : str
        The activation of the last layer.
    init : str
        A key of `INITIALIZERS`, or `ARTICLE`: the weights that the article's stream has after its data.
    seed : int
        Of the weights.
    dtype : {"float64", "float32"}
    bias : bool
        Whether the layers have a bias.
    init_size : float
        What the drawn weights are multiplied by; the article's are as they are.
    """

    hidden: tuple[tuple[int, str], ...] = ((4, "relu"), (4, "relu"))
    output: str = "linear"
    init: str = "he_normal"
    seed: int = 0
    dtype: str = "float64"
    bias: bool = True
    init_size: float = 1.0

    def network(self, problem: Problem) -> Network:
        """A fresh network for the `problem`; ValueError if it has not the article's data but its weights."""
        units, names = [units for units, _ in self.hidden], [name for _, name in self.hidden]
        if self.init == ARTICLE:
            choice("dataset of the article's weights", problem.dataset, (ARTICLE,))
            samples = int(dict(problem.parameters).get("samples", problem.entry.defaults["samples"]))
            start = coding_article(samples, units)
            biases = start.biases if self.bias else None
            return Network.from_parameters(start.weights, biases, names, self.output, self.dtype)
        sizes = (problem.inputs, *units, problem.outputs)
        last = self.dtype, self.bias, self.init_size
        return Network(sizes, names, self.output, self.init, self.seed, *last)


@dataclass(frozen=True)
class Learning:
    """How the network learns.

    Parameters
    ----------
    loss : str
        A key of `LOSSES`.
    optimizer : Optimizer
    batch_size : int, optional
        None means all samples at once.
    l1, l2 : float
        Strengths of the penalties.
    seed : int
        Of the order of the samples in batches.
    reduction : {"mean", "sum"}
        What an update makes small: the mean loss of its samples or their sum.
    clip : float, optional
        The longest gradient; see `Trainer`.

    Raises
    ------
    ValueError
        For a loss or a reduction that there is not.
    """

    loss: str = "half_squared_error"
    optimizer: Optimizer = field(default_factory=SGD)
    batch_size: int | None = None
    l1: float = 0.0
    l2: float = 0.0
    seed: int = 0
    reduction: str = "mean"
    clip: float | None = None

    def __post_init__(self) -> None:
        choice("loss", self.loss, LOSSES)
        choice("reduction", self.reduction, REDUCTIONS)


@dataclass(frozen=True)
class ExperimentParts:
    """A problem, an architecture and a way of learning that fit each other.

    Parameters
    ----------
    problem : Problem
    architecture : Architecture
    learning : Learning

    Raises
    ------
    ValueError
        If the loss is not for the task of the problem, or does not go with the output of the network.
    """

    problem: Problem
    architecture: Architecture
    learning: Learning

    def __post_init__(self) -> None:
        loss, task = LOSSES[self.learning.loss], self.problem.task
        if task not in loss.tasks:
            fitting = ", ".join(name for name, entry in LOSSES.items() if task in entry.tasks)
            raise ValueError(f"a {task} needs one of the losses {fitting}, got {loss.name!r}")
        loss.check_output(self.architecture.output)
        if self.architecture.output == "softmax" and self.problem.outputs == 1:
            raise ValueError(
                "softmax needs at least 2 outputs, got 1: of a single score it is always 1; "
                "use output='sigmoid'"
            )
