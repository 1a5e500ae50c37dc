"""PyTorch: `nn.Sequential`, autograd and an optimizer, on one thread.
The batches come from a `DataLoader`, as in its tutorials, or are slices of tensors that are shuffled once an
epoch, which is faster for data that fit into memory.
"""

from collections.abc import Callable, Iterable, Iterator

import numpy as np
import torch
from torch import Tensor, nn
from torch.utils.data import DataLoader, Sampler, TensorDataset

from nnviz.validation import Array
from tests.benchmarks.problem import Problem, SampleOrder

ACTIVATIONS = {"tanh": nn.Tanh, "relu": nn.ReLU}
OPTIMIZERS = {"sgd": torch.optim.SGD, "adam": torch.optim.Adam}

Batches = Iterable[tuple[Tensor, Tensor]]
MakeBatches = Callable[[Tensor, Tensor, int], Callable[[], Batches]]


def sliced(X: Tensor, Y: Tensor, size: int) -> Callable[[], Batches]:
    """A function that gives the batches of the next epoch as slices."""
    order = SampleOrder(len(X))

    def batches() -> Batches:
        rows = torch.from_numpy(order.shuffle())
        return zip(torch.split(X[rows], size), torch.split(Y[rows], size), strict=True)

    return batches


class _Shuffled(Sampler[int]):
    """The order that all sides share, as a DataLoader wants it."""

    def __init__(self, samples: int) -> None:
        self._order = SampleOrder(samples)

    def __iter__(self) -> Iterator[int]:
        return iter(self._order.shuffle().tolist())

    def __len__(self) -> int:
        return len(self._order.rows)


def loaded(X: Tensor, Y: Tensor, size: int) -> Callable[[], Batches]:
    """The same from a `DataLoader`."""
    loader = DataLoader(TensorDataset(X, Y), size, sampler=_Shuffled(len(X)))
    return lambda: loader


def _half_squared_error(outputs: Tensor, targets: Tensor) -> Tensor:
    return (outputs - targets).square().sum() / (2 * len(targets))


class PyTorch:
    """The same network, in the problem's dtype; softmax is part of the loss, as is usual there."""

    def __init__(self, problem: Problem, make_batches: MakeBatches) -> None:
        torch.set_num_threads(1)
        dtype = getattr(torch, problem.dtype)
        classes = problem.loss == "cross_entropy"
        self.X = torch.tensor(problem.X, dtype=dtype)
        self.Y = torch.tensor(problem.Y, dtype=torch.int64 if classes else dtype)
        self.model = nn.Sequential(*_layers(problem, dtype))
        self.loss = nn.CrossEntropyLoss() if classes else _half_squared_error
        self.softmax = classes
        self.optimizer = OPTIMIZERS[problem.optimizer](self.model.parameters(), lr=problem.rate)
        self.batches = make_batches(self.X, self.Y, problem.batch_size or len(self.X))

    def train(self, epochs: int) -> None:
        """Train for so many epochs."""
        for _ in range(epochs):
            for x, y in self.batches():
                self.optimizer.zero_grad()
                self.loss(self.model(x), y).backward()
                self.optimizer.step()

    def predict(self) -> Array:
        """The outputs (samples, outputs) for all samples, in float64."""
        with torch.no_grad():
            outputs = self.model(self.X)
            return np.asarray(outputs.softmax(1) if self.softmax else outputs, np.float64)


def _layers(problem: Problem, dtype: torch.dtype) -> list[nn.Module]:
    names = [problem.hidden] * (len(problem.weights) - 1) + [problem.output]
    layers: list[nn.Module] = []
    for W, b, name in zip(problem.weights, problem.biases, names, strict=True):
        linear = nn.Linear(len(W), len(b), dtype=dtype)
        with torch.no_grad():
            linear.weight.copy_(torch.from_numpy(W.T))
            linear.bias.copy_(torch.from_numpy(b))
        layers.append(linear)
        if name in ACTIVATIONS:
            layers.append(ACTIVATIONS[name]())
    return layers
