"""What an experiment is made from: a problem, an architecture, and a way of learning, each for itself.
They hold numbers, strings and frozen objects only, so they can be compared and used as keys.
"""

from dataclasses import dataclass, field

from nnviz.datasets import DATASETS, Dataset, DatasetEntry, coding_article
from nnviz.networks.losses import LOSSES, REDUCTIONS
from nnviz.networks.network import Network
from nnviz.training.optimizers import SGD, Optimizer
from nnviz.validation import choice

ARTICLE = "article"  # the data set whose stream of random numbers goes on with the weights


@dataclass(frozen=True)
class Problem:
    """What is to be learned: a data set, its two parts and its scaling.

    Parameters
    ----------
    dataset : str
        A key of `DATASETS`.
    parameters : tuple of (str, number)
        Those of the data set that differ from its defaults.
    train_fraction : float
        The part that is trained on; the rest is for the test.
    standardise : bool
        Whether inputs are standardized by the training part, and the targets of a regression too.
    shuffle : int, optional
        The seed with which samples are shuffled before they are split; None leaves them in their order.

    Raises
    ------
    ValueError
        For a data set that there is not.
    """

    dataset: str
    parameters: tuple[tuple[str, float], ...] = ()
    train_fraction: float = 0.7
    standardise: bool = True
    shuffle: int | None = None

    def __post_init__(self) -> None:
        choice("dataset", self.dataset, DATASETS)

    @property
    def entry(self) -> DatasetEntry:
        """What is known of the data set."""
        return DATASETS[self.dataset]

    def make(self) -> Dataset:
        """All samples, in original units."""
        return self.entry.make(**dict(self.parameters))


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
    """

    hidden: tuple[tuple[int, str], ...] = ((4, "relu"), (4, "relu"))
    output: str = "linear"
    init: str = "he_normal"
    seed: int = 0
    dtype: str = "float64"
    bias: bool = True

    def network(self, problem: Problem) -> Network:
        """A fresh network for the `problem`; ValueError if it has not the article's data but its weights."""
        units, names = [units for units, _ in self.hidden], [name for _, name in self.hidden]
        if self.init == ARTICLE:
            choice("dataset of the article's weights", problem.dataset, (ARTICLE,))
            samples = int(dict(problem.parameters).get("samples", problem.entry.defaults["samples"]))
            start = coding_article(samples, units)
            biases = start.biases if self.bias else None
            return Network.from_parameters(start.weights, biases, names, self.output, self.dtype)
        sizes = (problem.entry.inputs, *units, problem.entry.outputs)
        return Network(sizes, names, self.output, self.init, self.seed, self.dtype, self.bias)


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
        loss, task = LOSSES[self.learning.loss], self.problem.entry.task
        if task not in loss.tasks:
            fitting = ", ".join(name for name, entry in LOSSES.items() if task in entry.tasks)
            raise ValueError(f"a {task} needs one of the losses {fitting}, got {loss.name!r}")
        loss.check_output(self.architecture.output)
