"""The configuration of an experiment: what it is made from, in numbers and names.
The defaults are the coding article's experiment: a+b, a-b and |a-b| learned by a 2-4-4-3 ReLU network.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal

from nnviz.datasets import Dataset
from nnviz.datasets.rows import XOR_ROWS, Row, rows_dataset
from nnviz.experiments.material import Source
from nnviz.experiments.parts import ARTICLE, Architecture, ExperimentParts, Learning, Problem
from nnviz.experiments.problems import OWN, PROBLEMS, ROWS, beginning, coding_of, suited_loss
from nnviz.networks.activations import HIDDEN_ACTIVATIONS, TRAINABLE_ACTIVATIONS
from nnviz.networks.initializers import INITIALIZERS
from nnviz.networks.losses import LOSSES, REDUCTIONS
from nnviz.training.optimizer import Optimizer
from nnviz.training.optimizers import OPTIMIZERS, SGD
from nnviz.validation import DTYPES, choice, fraction, not_negative, whole_number

STREAMS = ("article", "seeded")
OUTPUTS = (*TRAINABLE_ACTIVATIONS, "softmax")
SUITED: Any = None  # of a value that is not told: the problem says what suits


@dataclass(frozen=True)
class ExperimentConfig:
    """What an experiment is made from: numbers, strings and tuples, so it can be compared and linked.

    What is not told is as the problem's entry in `PROBLEMS` has it: for the article 10,000 samples, two
    hidden layers of 4 ReLU units, and the rate 0.01.

    Parameters
    ----------
    stream : {"article", "seeded"}
        Of the problem "article" only. "article" takes data and start parameters from the article's own random
        stream; `data_seed`, `init` and `seed` then only order the batches or are not used. "seeded" makes
        both from the seeds.
    samples, data_seed : int
        How many samples are made, at least 2, and from which seed; samples that are there already are
        counted: typed ones, own ones and digits.
    train_fraction : float
        The part that is trained on; the rest is for the test. 1 leaves nothing for it.
    standardise : bool
        Whether inputs, and targets that are numbers, are standardized by the training part.
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
    problem : str
        A key of `PROBLEMS`.
    noise : float
        From 0 to 0.5, for a problem that is drawn with noise.
    curve : str
        Of the problem "curve": what is to be learned.
    rows : tuple of (inputs, targets)
        Of the problem "rows": the samples.
    own : Dataset, optional
        Of the problem "csv": the samples.
    features : tuple of str
        What the network sees of a point of the plane, keys of `FEATURES`; nothing means x and y.
    split_seed : int, optional
        From which the samples are shuffled before they are split; None leaves them in their order.
    output, loss : str
        The activation of the last layer and a key of `LOSSES`; where one is not told it suits the other.
    bias : bool
        Whether the layers have a bias.
    reduction : {"mean", "sum"}
        What an update makes small: the mean loss of its samples or their sum.
    init_size : float
        What the drawn weights are multiplied by; those of the article's stream are as they are.
    clip : float, optional
        The longest gradient of an update: a longer one is shortened. None shortens none.

    Raises
    ------
    ValueError
        With rule, value and remedy.

    Examples
    --------
    >>> ExperimentConfig(problem="rows", hidden=((2, "relu"),)).sizes
    (2, 2, 1)
    >>> ExperimentConfig(problem="circle", output="tanh").loss
    'half_squared_error'
    """

    stream: Literal["article", "seeded"] = "article"
    samples: int = SUITED
    data_seed: int = 42
    train_fraction: float = SUITED
    standardise: bool = SUITED
    hidden: tuple[tuple[int, str], ...] = SUITED
    init: str = SUITED
    seed: int = 0
    optimizer: str = SUITED
    rate: float = SUITED
    momentum: float | None = None
    batch_size: int | None = None
    l1: float = 0.0
    l2: float = 0.0
    dtype: str = "float64"
    problem: str = ARTICLE
    noise: float = 0.0
    curve: str = "line"
    rows: tuple[Row, ...] = XOR_ROWS
    own: Dataset | None = None
    features: tuple[str, ...] = ()
    split_seed: int | None = None
    output: str = SUITED
    loss: str = SUITED
    bias: bool = True
    reduction: str = "mean"
    init_size: float = 1.0
    clip: float | None = None

    def __post_init__(self) -> None:
        choice("problem", self.problem, PROBLEMS)
        self._fill()
        choice("stream", self.stream, STREAMS)
        choice("init", self.init, INITIALIZERS)
        choice("optimizer", self.optimizer, OPTIMIZERS)
        choice("output", self.output, OUTPUTS)
        choice("loss", self.loss, LOSSES)
        choice("reduction", self.reduction, REDUCTIONS)
        choice("dtype", self.dtype, DTYPES)
        for units, activation in self.hidden:
            whole_number("hidden units", units, 1)
            choice("hidden activation", activation, HIDDEN_ACTIVATIONS)
        for name in ("rate", "l1", "l2", "noise", "init_size"):
            not_negative(name, getattr(self, name))
        if self.momentum is not None:
            fraction("momentum", self.momentum)
        self._check_counts()

    def _fill(self) -> None:
        """Take from the problem what was not told; samples that are given are counted."""
        known = beginning(self.problem, self.rows, self.own)
        counted = set() if "samples" in PROBLEMS[self.problem].drawn_by else {"samples"}
        for name, value in known.items():
            if name in counted or getattr(self, name) is SUITED:
                self._set(name, value if name != "output" else self._suited_output(value))
        if self.loss is SUITED:
            self._set("loss", suited_loss(self.output, self.problem, self.rows, self.own))

    def _suited_output(self, usual: str) -> str:
        """The output that the loss needs, if it was told, else the usual one of the problem."""
        if self.loss is SUITED:
            return usual
        return LOSSES[choice("loss", self.loss, LOSSES)].partner or (
            "sigmoid" if usual == "softmax" else usual
        )

    def _set(self, name: str, value: object) -> None:
        object.__setattr__(self, name, value)

    def _check_counts(self) -> None:
        for name in ("data_seed", "seed"):
            whole_number(name, getattr(self, name), 0)
        if self.problem == ROWS:
            rows_dataset(self.rows)
        whole_number("samples", self.samples, 1 if self.problem in (ROWS, OWN) else 2)
        count = self.train_samples
        if not 0 < count <= self.samples or (count == self.samples and self.train_fraction != 1):
            raise ValueError(
                f"train_fraction must leave at least one of the {self.samples} samples in each part, "
                f"got {self.train_fraction!r}"
            )
        if self.batch_size is not None:
            whole_number("batch_size", self.batch_size, 1, count, "the number of training samples")

    @property
    def train_samples(self) -> int:
        """The number of samples in the training part."""
        return round(self.samples * self.train_fraction) if 0 < self.train_fraction <= 1 else 0

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """The layer sizes of the network, inputs first."""
        problem = self.source.problem
        return (problem.inputs, *(units for units, _ in self.hidden), problem.outputs)

    @cached_property
    def source(self) -> Source:
        """What the data follow from: experiments with the same source share them."""
        entry = PROBLEMS[self.problem]
        drawn: dict[str, Any] = {
            ("seed" if name == "data_seed" else name): getattr(self, name) for name in entry.drawn_by
        }
        dataset = entry.dataset
        if self.problem == ARTICLE and self.stream == "seeded":
            dataset, drawn["seed"] = "arithmetic", self.data_seed
        problem = Problem(
            dataset,
            tuple(drawn.items()),
            self.train_fraction,
            self.standardise,
            self.split_seed,
            self.features if entry.plane else (),
            coding_of(self.problem, self.output),
            self.rows if dataset == ROWS else (),
            self.own if dataset == OWN else None,
        )
        return Source(problem, self.dtype)

    @property
    def parts(self) -> ExperimentParts:
        """The same as parts: problem, architecture and learning."""
        init = ARTICLE if (self.problem, self.stream) == (ARTICLE, "article") else self.init
        network = Architecture(
            self.hidden, self.output, init, self.seed, self.dtype, self.bias, self.init_size
        )
        optimizer, size = self.make_optimizer(), self.batch_size
        last = self.l1, self.l2, self.seed, self.reduction, self.clip
        learning = Learning(self.loss, optimizer, size, *last)
        return ExperimentParts(self.source.problem, network, learning)

    def make_optimizer(self) -> Optimizer:
        """The optimizer object that the configuration names."""
        made = OPTIMIZERS[self.optimizer](self.rate)
        if self.momentum is None or not isinstance(made, SGD):
            return made
        return replace(made, momentum=self.momentum)
