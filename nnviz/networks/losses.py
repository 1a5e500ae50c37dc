"""The losses: what is to be made small, and the delta dL/dz with which the error enters the network.
A loss that cancels the slope of its output activation knows that activation and refuses every other.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from nnviz.networks.activations import ACTIVATIONS
from nnviz.validation import Array, same_length, sample_rows

Value = Callable[[Array, Array], Array]
Targets = Callable[[ArrayLike, int], Array]

# What training makes small, by its name: by how much it is larger than the mean loss of n samples.
REDUCTIONS: Mapping[str, Callable[[int], float]] = {"mean": lambda _: 1.0, "sum": float}


@dataclass(frozen=True)
class Loss:
    """One loss, for each sample and as a mean over samples.

    `of_outputs(a, t)` gives the loss of every sample, (samples,) in float64, for outputs and targets
    features-first, (outputs, samples), as the network keeps them. `partner` is the output activation that it
    needs, whose slope it cancels: then dL/dz = a - t. Without a partner a - t is dL/da, and the slope of the
    output is still to be multiplied in. With a partner `of_scores(z, t)` gives the same loss from the scores
    z before that activation, which know how sure the network is when a is already rounded to 0 or 1.
    `tasks` are the kinds of data it is for. A loss `by_output` is ½ (a - t)², added up over the outputs, so
    that each has a share of its own.
    """

    name: str
    of_outputs: Value
    targets: Targets
    partner: str | None = None
    of_scores: Value | None = None
    tasks: tuple[str, ...] = ("classification",)
    by_output: bool = False

    def __call__(self, predictions: ArrayLike, Y: ArrayLike) -> float:
        """The mean loss of predictions (samples, outputs) against Y, as `encode` takes it."""
        a = sample_rows("predictions", predictions)
        t = self.encode(Y, a.shape[1])
        same_length(a, t)
        return float(self.of_outputs(a.T, t.T).mean())

    def each(self, z: Array, a: Array, t: Array) -> Array:
        """The loss of every sample of a forward pass, (samples,) in float64, from the scores where it can be.

        z before and a after the activation of the last layer, and targets t: all (outputs, samples). The sum
        over blocks of samples, divided by their number, is the mean loss. What overflows is inf or NaN.
        """
        with np.errstate(all="ignore"):
            return self.of_outputs(a, t) if self.of_scores is None else self.of_scores(z, t)

    def mean(self, z: Array, a: Array, t: Array) -> float:
        """The mean of `each` over the samples."""
        return float(self.each(z, a, t).mean())

    def encode(self, Y: ArrayLike, outputs: int) -> Array:
        """Y as checked targets (samples, outputs); ValueError with a remedy if it does not fit."""
        return self.targets(Y, outputs)

    def samples(self, X: ArrayLike, Y: ArrayLike, sizes: Sequence[int]) -> tuple[Array, Array]:
        """X (samples, inputs) and Y as encoded targets (samples, outputs), for a network of these `sizes`.

        ValueError with a remedy if they do not fit it, or each other.
        """
        checked, T = sample_rows("X", X, sizes[0]), self.encode(Y, sizes[-1])
        same_length(checked, T)
        return checked, T

    def check_output(self, activation: str) -> None:
        """ValueError unless the network's output activation goes with this loss."""
        if self.partner is not None and activation != self.partner:
            raise ValueError(
                f"{self.name} needs the output activation {self.partner}, got {activation!r}; "
                f"make the network with output={self.partner!r}"
            )
        if self.partner is None and ACTIVATIONS[activation].whole_layer:
            fitting = next(loss.name for loss in LOSSES.values() if loss.partner == activation)
            raise ValueError(
                f"{self.name} needs an output activation that works on each unit alone, got {activation!r}; "
                f"use loss={fitting!r}"
            )


def _half_squared_error(a: Array, t: Array) -> Array:
    """½ Σ (a - t)² over outputs."""
    difference = np.subtract(a, t, dtype=np.float64)
    return np.asarray(np.square(difference, out=difference).sum(axis=0) / 2)


def _log(p: Array) -> Array:
    """log p in float64, with zero taken as the smallest normal number of p's own dtype."""
    return np.asarray(np.log(np.maximum(p, np.finfo(p.dtype).tiny), dtype=np.float64))


def _cross_entropy(a: Array, t: Array) -> Array:
    """-Σ t log a over classes."""
    return np.asarray(-np.sum(t * _log(a), axis=0))


def _cross_entropy_of_scores(z: Array, t: Array) -> Array:
    """Σ t (log Σ exp z - z) over classes: the log-sum-exp trick, exact however large the scores are."""
    z = np.asarray(z, np.float64)
    shifted = z - z.max(axis=0)
    np.maximum(shifted, np.finfo(float).min, out=shifted)  # a finite number, so that 0 times it is 0
    return np.asarray(np.sum(t * (np.log(np.exp(shifted).sum(axis=0)) - shifted), axis=0))


def _binary_cross_entropy(a: Array, t: Array) -> Array:
    """-Σ (t log a + (1 - t) log(1 - a)) over outputs."""
    return np.asarray(-np.sum(t * _log(a) + (1 - t) * _log(1 - a), axis=0))


def _binary_cross_entropy_of_scores(z: Array, t: Array) -> Array:
    """Σ (log(1 + exp z) - t z) over outputs, where log(1 + exp z) = max(z, 0) + log(1 + exp(-|z|))."""
    z = np.asarray(z, np.float64)
    return np.asarray(np.sum(np.maximum(z, 0) - t * z + np.log1p(np.exp(-np.abs(z))), axis=0))


def _real_targets(Y: ArrayLike, outputs: int) -> Array:
    return sample_rows("Y", Y, outputs)


def _class_targets(Y: ArrayLike, outputs: int) -> Array:
    """Class index (samples,) -> one-hot; (samples, classes) stays, if its rows are probabilities."""
    array = np.asarray(Y)
    if array.ndim == 1 and array.dtype.kind in "iu":
        return _one_hot(array, outputs)
    probabilities = sample_rows("Y", Y, outputs)
    good = (probabilities >= 0).all(axis=1) & np.isclose(probabilities.sum(axis=1), 1, atol=1e-6)
    if not good.all():
        row = int(np.argmin(good))
        raise ValueError(
            f"Y must hold probabilities that sum to 1 in each row, got {probabilities[row].tolist()} in row "
            f"{row}; or give the class index of each sample as whole numbers of shape (samples,)"
        )
    return probabilities


def _one_hot(indices: Array, classes: int) -> Array:
    if indices.size == 0:
        raise ValueError("Y must not be empty, got shape (0,); give at least one sample")
    low, high = int(indices.min()), int(indices.max())
    if low < 0 or high >= classes:
        wrong = low if low < 0 else high
        raise ValueError(f"Y must hold class indices 0..{classes - 1} (one for each output), got {wrong}")
    return np.eye(classes)[indices]


def _yes_no_targets(Y: ArrayLike, outputs: int) -> Array:
    array = sample_rows("Y", Y, outputs)
    if array.min() < 0 or array.max() > 1:
        wrong = array.min() if array.min() < 0 else array.max()
        raise ValueError(f"Y must lie within 0..1 for binary_cross_entropy, got {wrong}; rescale it first")
    return array


LOSSES = {
    loss.name: loss
    for loss in (
        Loss(
            "half_squared_error",
            _half_squared_error,
            _real_targets,
            tasks=("regression", "classification"),
            by_output=True,
        ),
        Loss("cross_entropy", _cross_entropy, _class_targets, "softmax", _cross_entropy_of_scores),
        Loss(
            "binary_cross_entropy",
            _binary_cross_entropy,
            _yes_no_targets,
            "sigmoid",
            _binary_cross_entropy_of_scores,
        ),
    )
}
