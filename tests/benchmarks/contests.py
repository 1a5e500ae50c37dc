"""The rows of the table: what is trained, which peer does the same, and how many times faster we must be.
Every row has a small form with few samples, in which a test compares the two sides' results.
"""

from dataclasses import dataclass, replace
from functools import cache
from importlib.util import find_spec

import numpy as np

import nnviz
from nnviz.validation import Array
from tests.benchmarks.article import Article
from tests.benchmarks.problem import MakeSide, Ours, Problem, Side
from tests.benchmarks.textbook import Textbook


@dataclass(frozen=True)
class Contest:
    """One row: `ours` and `theirs` are the same problem, `theirs` perhaps in another dtype.

    `epochs` are timed at once, many enough that a look for divergence now and then has its usual share.
    `target` is the ratio to reach; None for a row that is only there to be compared.
    """

    work: str
    peer: str
    ours: Problem
    theirs: Problem
    epochs: int
    target: float | None

    def sides(self) -> tuple[Side, Side]:
        """Us and the peer, both at the start."""
        return Ours(self.ours), PEERS[self.peer](self.theirs)


def _scikit(problem: Problem) -> Side:
    from tests.benchmarks.scikit import Scikit

    return Scikit(problem)


def _pytorch(problem: Problem) -> Side:
    from tests.benchmarks.pytorch import PyTorch, sliced

    return PyTorch(problem, sliced)


def _pytorch_loader(problem: Problem) -> Side:
    from tests.benchmarks.pytorch import PyTorch, loaded

    return PyTorch(problem, loaded)


PEERS: dict[str, MakeSide] = {
    "textbook NumPy": Textbook,
    "the article's way": Article,
    "scikit-learn": _scikit,
    "PyTorch, sliced tensors": _pytorch,
    "PyTorch, DataLoader": _pytorch_loader,
}
# What must be installed for a peer.
MODULES = {"scikit-learn": "sklearn", "PyTorch, sliced tensors": "torch", "PyTorch, DataLoader": "torch"}


def installed(peer: str) -> bool:
    """Whether a peer can be run on this machine."""
    return peer not in MODULES or find_spec(MODULES[peer]) is not None


def missing_peers() -> list[str]:
    """The peers that are left out."""
    return [peer for peer in PEERS if not installed(peer)]


# -- the problems ------------------------------------------------------------------------------------------


def circle(sizes: tuple[int, ...], output: str = "tanh", samples: int = 250) -> Problem:
    """Two classes, -1 and 1, from 2 or 7 features of points in the plane; batches of 10."""
    data = nnviz.datasets.circle(samples, noise=0.1)
    x, y = data.X.T
    features = np.stack([x, y, x * x / 5, y * y / 5, x * y / 5, np.sin(x), np.sin(y)], axis=1)
    X = np.ascontiguousarray(features[:, : sizes[0]])
    return _problem(sizes, X, 2 * data.Y - 1, hidden="tanh", output=output, rate=0.03, batch_size=10)


@cache
def arithmetic(samples: int = 10_000) -> Problem:
    """The coding article's experiment: 70 % of the samples, standardized, in one batch."""
    article, experiment = _article(samples)
    return Problem(
        experiment.X_train, experiment.Y_train, article.weights, article.biases,
        hidden="relu", output="linear", rate=0.01, batch_size=None,
    )  # fmt: skip


def _article(samples: int) -> tuple[nnviz.datasets.Article, nnviz.Experiment]:
    config = nnviz.ExperimentConfig(samples=samples)
    return nnviz.datasets.coding_article(samples), nnviz.Experiment(config)


@cache
def digits(samples: int = 1797) -> Problem:
    """Handwritten digits, 8 x 8 pixels within 0..1, from scikit-learn; batches of 32."""
    from sklearn.datasets import load_digits

    pixels, labels = load_digits(return_X_y=True)
    X, Y = pixels[:samples] / 16, labels[:samples]
    return _problem(
        (64, 64, 32, 10), X, Y, hidden="relu", output="softmax", rate=0.001, batch_size=32,
        loss="cross_entropy", optimizer="adam",
    )  # fmt: skip


def _problem(
    sizes: tuple[int, ...], X: Array, Y: Array, *, hidden: str, output: str, rate: float, batch_size: int,
    loss: str = "half_squared_error", optimizer: str = "sgd",
) -> Problem:  # fmt: skip
    start = nnviz.Network(sizes, hidden, output, "glorot_uniform")
    weights = tuple(np.ascontiguousarray(W) for W in start.weights)
    biases = tuple(b.copy() for b in start.biases)
    return Problem(X, Y, weights, biases, hidden, output, rate, batch_size, loss, optimizer)


# -- the table ---------------------------------------------------------------------------------------------


def contests(small: bool = False) -> list[Contest]:
    """All rows whose peers are installed; with `small` the same ones with few samples."""
    rows = [*_circle_rows(27 if small else 250), *_arithmetic_rows(100 if small else 10_000)]
    if installed("scikit-learn"):  # it has the data as well
        rows += _digits_rows(70 if small else 1797)
    return [row for row in rows if installed(row.peer)]


def _circle_rows(samples: int) -> list[Contest]:
    little, deep = (2, 4, 2, 1), (7, 8, 8, 8, 8, 8, 8, 1)
    first, second = circle(little, samples=samples), circle(deep, samples=samples)
    linear = circle(little, "linear", samples)  # scikit-learn's regressor has no other output
    work = f"epoch, {samples} points, 2-4-2-1 tanh, batch 10, SGD"
    return [
        Contest(work, "textbook NumPy", first, first, 60, 4),
        Contest(
            f"epoch, {samples} points, 7-[8]x6-1 tanh, batch 10, SGD",
            "textbook NumPy", second, second, 60, 3.5,
        ),
        Contest(f"{work}, linear output", "scikit-learn", linear, linear, 60, 20),
        Contest(work, "PyTorch, DataLoader", first, first, 60, 35),
        Contest(work, "PyTorch, sliced tensors", first, first, 60, None),
    ]  # fmt: skip


def _arithmetic_rows(samples: int) -> list[Contest]:
    double = arithmetic(samples)
    single = replace(double, dtype="float32")
    work = f"full batch, {len(double.X):,} samples, 2-4-4-3 ReLU, SGD"
    return [
        Contest(work, "textbook NumPy", double, double, 256, 2.8),
        Contest(work, "the article's way", double, double, 256, 1.4),
        Contest(f"{work}, ours in float32", "the article's way", single, double, 256, 2.8),
    ]


def _digits_rows(samples: int) -> list[Contest]:
    problem = digits(samples)
    work = f"epoch, digits {samples}x64-64-32-10, batch 32, Adam"
    return [
        Contest(work, "scikit-learn", problem, problem, 5, 4),
        Contest(work, "PyTorch, DataLoader", problem, problem, 5, None),
        Contest(work, "PyTorch, sliced tensors", problem, problem, 5, 5),
    ]
