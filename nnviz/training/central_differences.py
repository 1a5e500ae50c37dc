"""A second opinion on the gradient of a network: differences of the loss, parameter by parameter."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from nnviz.networks.activations import ACTIVATIONS
from nnviz.networks.losses import LOSSES, REDUCTIONS
from nnviz.networks.network import Network
from nnviz.training.optimizers import SGD
from nnviz.training.training_step import TrainingStep
from nnviz.validation import Array, choice


def analytic_gradient(
    net: Network, X: ArrayLike, Y: ArrayLike, loss: str = "half_squared_error", reduction: str = "mean"
) -> Array:
    """dL/dθ of the mean or the summed loss as the recorded backward pass finds it, like `net.parameters`."""
    step = loaded_step(net, X, Y, loss, reduction)
    with np.errstate(all="ignore"):
        for call in step.forward + step.backward:
            call.function(*call.args)
    return np.concatenate([G.ravel() for G in step.G])


def gradient_check(
    net: Network, X: ArrayLike, Y: ArrayLike, loss: str = "half_squared_error", reduction: str = "mean"
) -> float:
    """Compare the gradient of the backward pass with central differences, in float64 on a copy.

    The points of the differences lie closer to each other, or on one side of the parameter, where else a
    sample would pass a kink of ReLU between them; at a kink itself the slope is that of the negative side.
    Samples within 1e-7 of kinks on both sides can be to blame for more than is said below. No difference sees
    a gradient that is smaller than the rounding of the loss.

    Parameters
    ----------
    net : Network
    X : array_like, (samples, inputs)
    Y : array_like, (samples, outputs)
        As the loss takes it.
    loss : str
        A key of `LOSSES`.
    reduction : {"mean", "sum"}
        Whether L is the mean loss of the samples or their sum.

    Returns
    -------
    float
        The largest |g - c| / max(|g|, |c|) of all parameters, where entries below a thousandth of the largest
        one count as that: they are lost in the rounding of the differences. At most about 1e-8 when right;
        3e-8 where the loss is a hundred times its gradient, as with outputs on the flat side of leaky ReLU;
        and 1e-6 where the inputs are in the hundreds and saturate a unit.

    Raises
    ------
    ValueError
        For samples, targets or names that do not fit.

    Examples
    --------
    >>> gradient_check(Network([2, 3, 1], "tanh"), [[1, 2], [3, 4]], [[0], [1]]) < 1e-7
    True
    """
    twin = net.copy("float64")
    gradient = analytic_gradient(twin, X, Y, loss, reduction)
    central = central_differences(loaded_step(twin, X, Y, loss, reduction))
    return float(np.max(relative_errors(gradient, central)))


def relative_errors(gradient: Array, central: Array) -> Array:
    """|g - c| / max(|g|, |c|) of every parameter, where small entries count as `gradient_check` says."""
    size = np.maximum(np.abs(gradient), np.abs(central))
    floor = max(1e-3 * float(size.max()), np.finfo(float).tiny)
    return np.asarray(np.abs(gradient - central) / np.maximum(size, floor))


def loaded_step(
    net: Network, X: ArrayLike, Y: ArrayLike, loss: str, reduction: str = "mean", refuse: bool = True
) -> TrainingStep:
    """A recorded step with these samples in place; `refuse` as there."""
    chosen, optimizer = LOSSES[choice("loss", loss, LOSSES)], SGD()
    X, T = chosen.samples(X, Y, net.sizes)
    multiple = REDUCTIONS[choice("reduction", reduction, REDUCTIONS)](len(X))
    state = optimizer.start(net.parameters)
    step = TrainingStep(net, len(X), chosen, optimizer, state, multiple=multiple, refuse=refuse)
    step.load(X, T)
    return step


# The distance of the points for a parameter around 1 that multiplies numbers around 1. Cutting off the series
# costs h⁴ and rounding eps / h, together the least near the fifth root of eps.
REACH = float(np.finfo(np.float64).eps) ** (1 / 5)  # 7e-4
CLOSER, CLOSEST = 0.1, 1e-8  # by how much the points are moved where there is a kink, and how far at most
ONE_SIDED = (4, -3, 4 / 3, -1 / 4)  # dL/dθ·h from L at θ + h, ... θ + 4h minus L at θ, wrong by h⁴ as well


def central_differences(step: TrainingStep) -> Array:
    """dL/dθ of the samples that are loaded, for one parameter after the other, flat like `net.parameters`."""
    with np.errstate(all="ignore"):
        step.batch_loss()
        reach, sides = _reach(step).tolist(), _sides(step)
        found: list[float] = []
        for layer, cut in enumerate(step.network.layer_slices, 1):
            step.batch_loss()  # the layers below are as they were: from here on those above run alone
            found += [_Probe(step, layer, at, sides).slope(reach[at]) for at in range(cut.start, cut.stop)]
    return np.array(found, step.network.dtype)


@dataclass(frozen=True, eq=False)
class _Probe:
    """L along the parameter at `place`, in `layer`. `sides` is where the units are with its own value."""

    step: TrainingStep
    layer: int
    place: int
    sides: Array

    def slope(self, h: float) -> float:
        """dL/dθ from L at θ ± h and θ ± 2h: wrong by h⁴ (Richardson, 1911).

        If a unit leaves its side of a kink on the way, from points on the side where none does, or from
        closer ones.
        """
        while True:
            (near, _), (far, smooth) = self._secant(h), self._secant(2 * h)
            if smooth:
                return (4 * near - far) / 3
            one_sided = next((found for way in (h, -h) if (found := self._one_sided(way)) is not None), None)
            if one_sided is not None:
                return one_sided
            h *= CLOSER
            if h < CLOSEST:
                return (4 * near - far) / 3

    @property
    def _value(self) -> float:
        return float(self.step.network.parameters[self.place])

    def _secant(self, h: float) -> tuple[float, bool]:
        """(L(θ + h) - L(θ - h)) / 2h, and whether no unit leaves its side."""
        high, low = self._value + h, self._value - h
        (above, one), (below, other) = self._at(high), self._at(low)
        return (above - below) / (high - low), one and other

    def _one_sided(self, h: float) -> float | None:
        """dL/dθ from L at θ and four points beyond it; None if a unit leaves its side on the way."""
        value = self._value
        if not self._at(value + 4 * h)[1]:
            return None
        start, *losses = (self._at(value + times * h)[0] for times in range(5))
        return sum(part * (loss - start) for part, loss in zip(ONE_SIDED, losses, strict=True)) / h

    def _at(self, value: float) -> tuple[float, bool]:
        """L with another value, and whether every unit is on its side of a kink."""
        parameters, kept = self.step.network.parameters, self._value
        parameters[self.place] = value
        loss = self.step.multiple * self.step.batch_loss(self.layer)
        parameters[self.place] = kept
        return loss, np.array_equal(self.sides, _sides(self.step))


def _reach(step: TrainingStep) -> Array:
    """h of every parameter: larger if it is large itself, and smaller if it multiplies large numbers."""
    reach = np.asarray(REACH * np.maximum(1, np.abs(step.network.parameters)))
    for part, A in zip(step.network.split(reach), step.A, strict=False):
        part /= np.maximum(1, np.abs(A).max(axis=1))[: part.shape[1]]
    return reach


def _sides(step: TrainingStep) -> Array:
    """On which side of its kink or jump every unit is for every sample, of the layers that have one."""
    return sides_of(step.network.activations, [A[:-1] for A in step.A[1:]])


def sides_of(activations: Sequence[str], outputs: Sequence[Array]) -> Array:
    """The same for layers with these names and outputs (units, samples)."""
    layers = zip(activations, outputs, strict=True)
    bent = [a.ravel() > 0 for name, a in layers if ACTIVATIONS[name].has_sides]
    return np.concatenate(bent) if bent else np.empty(0, bool)
