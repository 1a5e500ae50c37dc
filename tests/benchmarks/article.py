"""The coding article's way of writing it: a ReLU network with a linear output, samples as columns.
All samples are trained on at once, by plain gradient descent on the half squared error.
"""

import numpy as np

from nnviz.validation import Array
from tests.benchmarks.problem import Problem


class Article:
    """W (units, inputs) and b (units, 1) for every layer; arrays are (units, samples)."""

    def __init__(self, problem: Problem) -> None:
        self.A0, self.T = problem.X.T.copy(), problem.Y.T.copy()
        self.W = [W.T.copy() for W in problem.weights]
        self.b = [b[:, None].copy() for b in problem.biases]
        self.rate = problem.rate

    def train(self, epochs: int) -> None:
        """Train for so many epochs, each of one update."""
        for _ in range(epochs):
            self._update()

    def predict(self) -> Array:
        """The outputs (samples, outputs) for all samples."""
        return self._forward()[0][-1].T

    def _forward(self) -> tuple[list[Array], list[Array]]:
        A, Z = [self.A0], []
        for W, b in zip(self.W, self.b, strict=True):
            Z.append(np.dot(W, A[-1]) + b)
            A.append(np.maximum(0, Z[-1]))
        A[-1] = Z[-1]  # the output is linear
        return A, Z

    def _update(self) -> None:
        A, Z = self._forward()
        m = A[0].shape[1]
        dZ = A[-1] - self.T
        for layer in range(len(self.W) - 1, -1, -1):
            dW = dZ.dot(A[layer].T) / m
            db = dZ.mean(axis=1, keepdims=True)
            if layer:
                dZ = self.W[layer].T.dot(dZ) * (Z[layer - 1] > 0)
            self.W[layer] -= self.rate * dW
            self.b[layer] -= self.rate * db
