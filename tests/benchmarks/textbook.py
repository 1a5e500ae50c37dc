"""Textbook NumPy: how a network is trained in most books and courses, samples as rows.
Every step makes fresh arrays; weights and biases are lists of arrays, one of each for a layer, and a batch is
picked with an array of row numbers.
"""

from collections.abc import Callable

import numpy as np

from nnviz.validation import Array
from tests.benchmarks.problem import Problem, SampleOrder

Formula = Callable[[Array], Array]
ACTIVATE: dict[str, Formula] = {"tanh": np.tanh, "relu": lambda z: np.maximum(0, z), "linear": lambda z: z}
SLOPE: dict[str, Formula] = {"tanh": lambda a: 1 - a**2, "relu": lambda a: a > 0}  # da/dz, from a


class Textbook:
    """Half squared error and plain gradient descent."""

    def __init__(self, problem: Problem) -> None:
        self.X, self.Y = problem.X, problem.Y
        self.W, self.b = [W.copy() for W in problem.weights], [b.copy() for b in problem.biases]
        self.names = [problem.hidden] * (len(self.W) - 1) + [problem.output]
        self.rate, self.batch_size = problem.rate, problem.batch_size
        self.order = SampleOrder(len(self.X))

    def train(self, epochs: int) -> None:
        """Train for so many epochs."""
        for _ in range(epochs):
            if self.batch_size is None:
                self._update(self.X, self.Y)
            else:
                self._epoch(self.batch_size)

    def predict(self) -> Array:
        """The outputs (samples, outputs) for all samples."""
        return self._forward(self.X)[-1]

    def _epoch(self, batch_size: int) -> None:
        order = self.order.shuffle()
        for at in range(0, len(order), batch_size):
            rows = order[at : at + batch_size]
            self._update(self.X[rows], self.Y[rows])

    def _forward(self, X: Array) -> list[Array]:
        activations = [X]
        for W, b, name in zip(self.W, self.b, self.names, strict=True):
            activations.append(ACTIVATE[name](activations[-1] @ W + b))
        return activations

    def _update(self, X: Array, Y: Array) -> None:
        activations = self._forward(X)
        delta = (activations[-1] - Y) / len(X)
        if self.names[-1] != "linear":
            delta = delta * SLOPE[self.names[-1]](activations[-1])
        for layer in range(len(self.W) - 1, -1, -1):
            dW = activations[layer].T @ delta
            db = np.sum(delta, axis=0)
            if layer:
                delta = delta @ self.W[layer].T * SLOPE[self.names[layer - 1]](activations[layer])
            self.W[layer] -= self.rate * dW
            self.b[layer] -= self.rate * db
