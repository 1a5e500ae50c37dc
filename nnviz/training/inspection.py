"""Looking into a network: arrays and numbers to be drawn, found without disturbing its training.
Everything here reads; a grid works on a copy of the network of its own.
"""

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from nnviz.blocks import table
from nnviz.datasets.scaling import Standardizer, Translation
from nnviz.networks.activations import ACTIVATIONS
from nnviz.networks.losses import LOSSES
from nnviz.networks.network import Forward, Network
from nnviz.training.central_differences import analytic_gradient as analytic_gradient
from nnviz.training.central_differences import gradient_check as gradient_check
from nnviz.training.classification import Decision, decision_for
from nnviz.training.evaluation import Evaluator
from nnviz.training.histograms import Histogram as Histogram
from nnviz.training.histograms import activation_histograms as activation_histograms
from nnviz.training.histograms import histogram as histogram
from nnviz.training.histograms import weight_histograms as weight_histograms
from nnviz.training.layer_sizes import layer_sizes
from nnviz.training.trainer import Trainer
from nnviz.validation import Array, parameter_array, sample_rows, whole_number

Range = tuple[float, float]


class Unit(NamedTuple):
    """One unit of a network; layer and unit count from 1."""

    layer: int
    unit: int

    def __str__(self) -> str:
        return f"layer {self.layer}, unit {self.unit}"


def activity(net: Network, X: ArrayLike) -> tuple[Array, ...]:
    """For each hidden layer, the fraction of the samples X on which z > 0: shape (units,), values 0..1.

    That of a recorded moment is in its `Snapshot`.
    """
    X = sample_rows("X", X, net.sizes[0])
    evaluator = Evaluator(net, LOSSES["half_squared_error"])
    targets = np.zeros((len(X), net.sizes[-1]), net.dtype)
    return by_layer(net, evaluator.evaluate(table(X, targets, net.dtype)).activity)


def by_layer(net: Network, values: Array) -> tuple[Array, ...]:
    """One number for each hidden unit (hidden units,), first layer first, as one array for each layer."""
    ends = [0, *accumulate(net.sizes[1:-1])]
    return tuple(values[start:end] for start, end in pairwise(ends))


def dead_units(net: Network, X: ArrayLike) -> tuple[Unit, ...]:
    """The hidden units that can die and are active on none of the samples X: no gradient reaches them."""
    return silent_units(net, activity(net, X))


def silent_units(net: Network, activity: Sequence[Array]) -> tuple[Unit, ...]:
    """The dead units, where the activity of each hidden layer is known."""
    return tuple(
        Unit(layer, int(unit) + 1)
        for layer, active in enumerate(activity, 1)
        if ACTIVATIONS[net.activations[layer - 1]].can_die
        for unit in np.flatnonzero(active == 0)
    )


def accuracy(net: Network, X: ArrayLike, Y: ArrayLike) -> float:
    """The fraction 0..1 of the samples X whose largest output is the right class.

    Y is one-hot (samples, classes), or holds class indices (samples,). Of equal outputs the first one counts.
    Raises ValueError for what does not fit, and for a network with a single output, which names no class.
    """
    if net.sizes[-1] < 2:
        raise ValueError("accuracy needs a network with an output for each class, at least 2, got 1")
    X, T = LOSSES["cross_entropy"].samples(X, Y, net.sizes)
    return float(np.mean(net.predict(X).argmax(axis=1) == T.argmax(axis=1)))


def confusion_matrix(net: Network, X: ArrayLike, Y: ArrayLike, threshold: float | None = None) -> Array:
    """How often samples X of a class are given a class.

    Parameters
    ----------
    net : Network
    X : array_like, (samples, inputs)
    Y : array_like, (samples, outputs)
        One-hot, or class indices (samples,); with one output the lower target is class 0.
    threshold : float, optional
        With one output: above it the class is 1. Half way between the two targets if not given.

    Returns
    -------
    Array, (classes, classes) of int
        The right class is the row, the one that is given the column; 2 classes with one output.

    Raises
    ------
    ValueError
        For what does not fit, and for targets of one output that are all alike, without a threshold.

    Examples
    --------
    >>> line = Network.from_parameters([[[1.0]]], [[0.0]])
    >>> confusion_matrix(line, [[-2], [-1], [1], [3]], [[0], [1], [1], [1]], threshold=0.5)
    array([[1, 0],
           [1, 2]])
    """
    loss = LOSSES["half_squared_error" if net.sizes[-1] == 1 else "cross_entropy"]
    X, T = loss.samples(X, Y, net.sizes)
    decision = decision_for(T, loss, "classification") if threshold is None else Decision(1, threshold)
    if decision is None:
        raise ValueError("a confusion matrix needs two classes in Y or a threshold, got one class")
    return decision.confusion(net.predict(X).T, T.T)


def gradient_sizes(trainer: Trainer) -> tuple[float, ...]:
    """Root mean square of the gradient of the last update, for each layer; zeros before the first."""
    return tuple(layer_sizes(trainer.net, trainer.state).gradient.tolist())


def update_sizes(trainer: Trainer) -> tuple[float, ...]:
    """Root mean square of the last update relative to that of the parameters, for each layer.

    About 0.001 is healthy; 0 before the first update and for a layer of zeros.
    """
    return tuple(layer_sizes(trainer.net, trainer.state).update.tolist())


class Maps(NamedTuple):
    """What each `hidden` unit answers over a grid, and the `outputs`: (units, size, size) both."""

    hidden: Array
    outputs: Array


class Grid:
    """The outputs of a network with two inputs over a square grid of points.

    Keeps its recording and a copy of the network, so that `surface` is fast when called again and again.
    Where the activations of the network are changed, it follows; those of a moment of the past, one a layer,
    can be given with its parameters.

    Parameters
    ----------
    net : Network
        With 2 inputs, or with those that `inputs` makes from a point.
    x_range, y_range : (float, float)
        From the smallest to the largest number of each input, in the units of the reader.
    size : int
        Points along each side, at least 2.
    inputs : Translation, optional
        What translates from the units of the reader to those of the network.
    outputs : Standardizer, optional
        What translates back.
    dtype : {"float64", "float32"}, optional
        Of all that is computed; if not given that of the network, and float64 where outputs are translated
        back. float32 takes a third of the time.

    Raises
    ------
    ValueError
        For another number of inputs, a range that does not rise, or a size below 2.
    """

    def __init__(
        self,
        net: Network,
        x_range: Range,
        y_range: Range,
        size: int = 50,
        inputs: Translation | None = None,
        outputs: Standardizer | None = None,
        dtype: str | None = None,
    ) -> None:
        self.size = whole_number("size", size, 2)
        self.x = np.linspace(*_checked_range("x_range", x_range), self.size)
        self.y = np.linspace(*_checked_range("y_range", y_range), self.size)
        points = self.points() if inputs is None else inputs.transform(self.points())
        if net.sizes[0] != points.shape[1]:
            raise ValueError(f"a grid needs a network with {points.shape[1]} inputs, got {net.sizes[0]}")
        self._net, self._source, self._outputs = net.copy(dtype), net, outputs
        self._answer = np.dtype(dtype or "float64")  # of outputs in the reader's units
        self._forward = Forward(self._net, self.size**2)
        self._forward.load(points)

    def points(self) -> Array:
        """The points (size², 2) in the reader's units, x fastest, the smallest y first."""
        x, y = np.meshgrid(self.x, self.y)
        return np.stack([x.ravel(), y.ravel()], axis=1)

    def surface(self, parameters: ArrayLike | None = None, activations: Sequence[str] | None = None) -> Array:
        """Outputs (n_outputs, size, size), row 0 at the smallest y and column 0 at the smallest x.

        With the network's `parameters` and `activations` of this moment, or with given ones, for example a
        snapshot's.
        """
        self._run(parameters, activations)
        return self._surface()

    def unit_maps(
        self, parameters: ArrayLike | None = None, activations: Sequence[str] | None = None
    ) -> Array:
        """What each hidden unit answers over the grid: a as (hidden units, size, size), first layer first.

        `parameters` and `activations` as for `surface`.
        """
        self._run(parameters, activations)
        return self._hidden()

    def maps(self, parameters: ArrayLike | None = None, activations: Sequence[str] | None = None) -> Maps:
        """`unit_maps` and `surface` for the same `parameters` and `activations`, in half the time of both."""
        self._run(parameters, activations)
        return Maps(self._hidden(), self._surface())

    def _surface(self) -> Array:
        surface = self._forward.A[-1][:-1].reshape(-1, self.size, self.size)
        if self._outputs is None:
            return surface.copy()
        scale, mean = (one.astype(self._answer) for one in (self._outputs.scale, self._outputs.mean))
        with np.errstate(all="ignore"):
            return np.asarray(surface * scale[:, None, None] + mean[:, None, None])

    def _hidden(self) -> Array:
        hidden = [A[:-1] for A in self._forward.A[1:-1]]
        maps = np.concatenate(hidden) if hidden else np.empty((0, self.size**2), self._net.dtype)
        return maps.reshape(-1, self.size, self.size)

    def _run(self, parameters: ArrayLike | None, activations: Sequence[str] | None) -> None:
        wanted = tuple(activations or self._source.activations)
        if wanted != self._net.activations:
            self._net, points = self._source.copy(self._net.dtype.name, wanted), self._forward.A[0]
            self._forward = Forward(self._net, self.size**2)
            np.copyto(self._forward.A[0], points)
        if parameters is None:
            self._net.parameters[:] = self._source.parameters
        else:
            self._net.load(parameters)
        self._forward.run()


def surface(
    net: Network,
    x_range: Range,
    y_range: Range,
    size: int = 50,
    inputs: Translation | None = None,
    outputs: Standardizer | None = None,
) -> Array:
    """The outputs over a grid once, (n_outputs, size, size); see `Grid`, which is faster the second time."""
    return Grid(net, x_range, y_range, size, inputs, outputs).surface()


def _checked_range(name: str, limits: Range) -> Range:
    low, high = parameter_array(name, limits, (2,)).tolist()
    if not low < high:
        raise ValueError(f"{name} must go from a smaller to a larger number, got {limits}")
    return low, high
