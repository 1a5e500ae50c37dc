"""PyTorch: `nn.Sequential`, autograd and an optimizer, written as its tutorials do, on one thread.
The batches are slices of tensors that are shuffled once an epoch, which is faster than a DataLoader.
"""

import numpy as np
import torch
from torch import Tensor, nn

from nnviz.checks import Array
from tests.benchmarks.problem import Problem, SampleOrder

ACTIVATIONS = {"tanh": nn.Tanh, "relu": nn.ReLU}
OPTIMIZERS = {"sgd": torch.optim.SGD, "adam": torch.optim.Adam}


def _half_squared_error(outputs: Tensor, targets: Tensor) -> Tensor:
    return (outputs - targets).square().sum() / (2 * len(targets))


class PyTorch:
    """The same network, in the problem's dtype; softmax is part of the loss, as is usual there."""

    def __init__(self, problem: Problem) -> None:
        torch.set_num_threads(1)
        dtype = getattr(torch, problem.dtype)
        classes = problem.loss == "cross_entropy"
        self.X = torch.tensor(problem.X, dtype=dtype)
        self.Y = torch.tensor(problem.Y, dtype=torch.int64 if classes else dtype)
        self.model = nn.Sequential(*_layers(problem, dtype))
        self.loss = nn.CrossEntropyLoss() if classes else _half_squared_error
        self.softmax = classes
        self.optimizer = OPTIMIZERS[problem.optimizer](self.model.parameters(), lr=problem.rate)
        self.batch_size = problem.batch_size or len(self.X)
        self.order = SampleOrder(len(self.X))

    def train(self, epochs: int) -> None:
        """Train for so many epochs."""
        for _ in range(epochs):
            rows = torch.from_numpy(self.order.shuffle())
            X, Y = torch.split(self.X[rows], self.batch_size), torch.split(self.Y[rows], self.batch_size)
            for x, y in zip(X, Y, strict=True):
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
