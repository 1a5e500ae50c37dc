"""scikit-learn's multilayer perceptron, trained by `partial_fit`, which is one epoch of batches.
It starts from the problem's own parameters and shuffles in the order that all sides share.
"""

from typing import Any

import numpy as np
from sklearn.neural_network import MLPClassifier, MLPRegressor

from nnviz.validation import Array
from tests.benchmarks.problem import Problem, SampleOrder


class _SharedOrder(np.random.RandomState):
    """A random state that hands `sklearn.utils.shuffle` the order of this epoch."""

    order: SampleOrder

    def shuffle(self, x: Any) -> None:
        x[:] = self.order.shuffle()


class Scikit:
    """MLPRegressor, whose output is always linear, or for cross_entropy MLPClassifier."""

    def __init__(self, problem: Problem) -> None:
        self.X = problem.X
        self.classes = np.unique(problem.Y) if problem.loss == "cross_entropy" else None
        self.Y = problem.Y.ravel()
        make = MLPRegressor if self.classes is None else MLPClassifier
        self.model = make(
            hidden_layer_sizes=problem.sizes[1:-1],
            activation=problem.hidden,
            solver=problem.optimizer,
            alpha=0.0,
            batch_size=problem.batch_size,
            learning_rate_init=problem.rate,
            momentum=0.0,
            nesterovs_momentum=False,
            n_iter_no_change=10**9,
            random_state=_SharedOrder(0),
        )
        self._start(problem)

    def _start(self, problem: Problem) -> None:
        """One epoch, which builds the model, and then the problem's parameters and a fresh optimizer."""
        self.model.random_state.order = SampleOrder(len(self.X))
        self._first_epoch()
        for mine, given in zip(self.model.coefs_, problem.weights, strict=True):
            mine[:] = given
        for mine, given in zip(self.model.intercepts_, problem.biases, strict=True):
            mine[:] = given
        del self.model._optimizer
        self.model.random_state.order = SampleOrder(len(self.X))

    def _first_epoch(self) -> None:
        if self.classes is None:
            self.model.partial_fit(self.X, self.Y)
        else:
            self.model.partial_fit(self.X, self.Y, classes=self.classes)

    def train(self, epochs: int) -> None:
        """Train for so many epochs."""
        for _ in range(epochs):
            self.model.partial_fit(self.X, self.Y)

    def predict(self) -> Array:
        """The outputs (samples, outputs) for all samples."""
        if self.classes is None:
            return np.asarray(self.model.predict(self.X)).reshape(len(self.X), -1)
        return np.asarray(self.model.predict_proba(self.X))
