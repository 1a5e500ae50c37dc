"""A second opinion on one gradient of a training step, or on all: what the loss does if a number changes.
It needs no backward pass, so that it finds every mistake in one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import nan

import numpy as np

from nnviz.backprop.cells import GRADIENTS, Cell, cell_name, find_cell, value_of
from nnviz.backprop.chain_rule import chain_rule
from nnviz.backprop.disturbed_loss import DisturbedLoss
from nnviz.backprop.training_trace import TrainingTrace
from nnviz.networks.activations import ACTIVATIONS
from nnviz.networks.network import Network
from nnviz.read_only import read_only
from nnviz.training.central_differences import central_differences, loaded_step, relative_errors
from nnviz.validation import Array, Index, Shape

REACH = 1e-5  # near the cube root of the rounding of a float, where a difference is most exact, and round
CLOSER, CLOSEST = 0.1, 1e-8  # by how much h is made smaller where there is a kink, and how far at most
ROUNDINGS = 20  # units in the last place by which a loss may be wrong
CLOSE = 1e-6  # relative error up to which two derivatives are the same


@dataclass(frozen=True)
class DifferenceCheck:
    """dL/d(`cell`) in two ways: by the step that was traced, and by two more values of the loss.

    `value` is the number in the cell, `above` = L(value + h), `below` = L(value - h), `difference` their
    difference divided by 2h, and `gradient` what the backward pass says, NaN if a mistake has left none in
    the shape of the array. `crosses` is true if a unit leaves its side of a kink or a jump between the two
    points, so that the difference is no derivative.

    `flat_layers` are the layers on the way to the loss with an activation that has no slope anywhere: there a
    small step changes nothing, so that L is flat, both derivatives are 0, and no update ever moves the cell.
    """

    cell: Cell
    value: float
    h: float
    above: float
    below: float
    difference: float
    gradient: float
    crosses: bool
    flat_layers: tuple[int, ...]

    @property
    def error(self) -> float:
        """|difference - gradient|."""
        return abs(self.difference - self.gradient)

    @property
    def relative_error(self) -> float:
        """The error divided by the larger of the two; 0 if both are 0."""
        return self.error / max(abs(self.difference), abs(self.gradient)) if self.error else 0.0

    @property
    def rounding(self) -> float:
        """How much of the error may be rounding: the last places of the two losses, divided by 2h."""
        largest = max(abs(self.above), abs(self.below))
        return float(ROUNDINGS * np.finfo(float).eps * largest / (2 * self.h))

    @property
    def agrees(self) -> bool:
        """Whether the two are the same, but for rounding and for a millionth."""
        return self.error <= self.rounding + CLOSE * max(abs(self.difference), abs(self.gradient))


@dataclass(frozen=True, eq=False)
class AllChecks:
    """The check of every parameter of a step, each array by its name, "W1" or "b1", and in its shape.

    `differences` are derivatives by four values of the loss each, right to about 1e-9, and `errors` how far
    the gradients are from them, relative as for `gradient_check`; infinite where one is not finite, or where
    a mistake has left no gradient in the shape of its parameters. All arrays are read-only.
    """

    differences: Mapping[str, Array]
    errors: Mapping[str, Array]

    @property
    def largest(self) -> float:
        """The largest relative error."""
        return float(max(found.max() for found in self.errors.values()))

    @property
    def worst(self) -> str:
        """The cell that has it, for example "W1[0,1]"."""
        name = max(self.errors, key=lambda one: float(self.errors[one].max()))
        found = self.errors[name]
        return cell_name(name, *(int(at) for at in np.unravel_index(int(found.argmax()), found.shape)))


def difference_check(
    trace: TrainingTrace, name: str, place: Index | None = None, h: float | None = None
) -> DifferenceCheck:
    """Compare dL/d(one number) with what the loss does if the number is a little larger, and smaller.

    Parameters
    ----------
    trace : TrainingTrace
        Of `training_trace`. L is its loss, mean or sum, with the parameters before the step; a mistake in the
        trace is in its gradient and not in L.
    name, place
        The number, as for `chain_rule`: a parameter, an input, a z or an a. If z or a is changed, only what
        comes after it follows.
    h : float, optional
        How far it is changed. 1e-5 if not given, or less where a unit would leave its side of a kink.

    Returns
    -------
    DifferenceCheck

    Raises
    ------
    ValueError
        If there is no such number, or h is not a finite number above 0.

    Examples
    --------
    >>> from nnviz.networks.network import Network
    >>> from nnviz.backprop.training_trace import training_trace
    >>> net = Network.from_parameters([[[3.0]]], None)
    >>> check = difference_check(training_trace(net, [[1]], [[1]]), "W1[0,0]", h=0.5)
    >>> check.above, check.below, check.difference, check.gradient
    (3.125, 1.125, 2.0, 2.0)
    """
    cell = find_cell(trace, name, place)
    if h is not None and not (np.isfinite(h) and h > 0):
        raise ValueError(f"h must be a finite number above 0, got {h!r}")
    loss, value = DisturbedLoss(trace, cell), value_of(trace, cell)
    here, reach = loss.at(value)[1], REACH if h is None else float(h)
    while True:
        (above, high), (below, low) = loss.at(value + reach), loss.at(value - reach)
        crosses = not (np.array_equal(here, high) and np.array_equal(here, low))
        if not crosses or h is not None or reach * CLOSER < CLOSEST:
            break
        reach *= CLOSER
    difference, flat = (above - below) / (2 * reach), flat_layers(trace, cell)
    return DifferenceCheck(
        cell, value, reach, above, below, difference, _gradient(trace, cell), crosses, flat
    )


def check_all(trace: TrainingTrace) -> AllChecks:
    """Compare the gradient of every parameter of a step with central differences, as `gradient_check` does.

    Parameters
    ----------
    trace : TrainingTrace
        Of `training_trace`. A mistake in it is in its gradients and not in L.

    Returns
    -------
    AllChecks
        About 1e-8 at most where a gradient is right, and 1 where it is 0 and should not be.
    """
    net = trace.before().copy("float64")
    step = loaded_step(net, trace.X, trace.T, trace.loss_name, trace.reduction, refuse=False)
    central = central_differences(step)
    gradient = central.copy()
    gradients = _named(net, gradient)
    for name, array in gradients.items():
        found = _recorded(trace, f"d{name}", array.shape)
        array[...] = np.inf if found is None else found
    lost = ~np.isfinite(gradient) | ~np.isfinite(central)
    errors = relative_errors(np.where(lost, 0, gradient), np.where(lost, 0, central))
    errors[lost] = np.inf
    named = (_named(net, flat).items() for flat in (central, errors))
    return AllChecks(*({name: read_only(array) for name, array in one} for one in named))


def flat_layers(trace: TrainingTrace, cell: Cell) -> tuple[int, ...]:
    """The layers between a number and the loss whose activation has no slope anywhere."""
    first = cell.layer + (cell.letter == "a")
    return tuple(
        layer
        for layer, name in enumerate(trace.activations, 1)
        if layer >= first and ACTIVATIONS[name].refusal
    )


def _gradient(trace: TrainingTrace, cell: Cell) -> float:
    """What the backward pass says; that of an activation is in no array, but follows from the deltas."""
    if cell.letter == "a":
        try:
            return chain_rule(trace, str(cell)).value
        except ValueError:
            return nan
    found = _recorded(trace, f"{GRADIENTS[cell.letter]}{cell.layer}", trace.arrays[cell.array].shape)
    return nan if found is None else float(found[cell.place])


def _recorded(trace: TrainingTrace, name: str, shape: Shape) -> Array | None:
    """A gradient, if the step has it in this shape."""
    found = trace.arrays.get(name)
    return found if found is not None and found.shape == shape else None


def _named(net: Network, flat: Array) -> dict[str, Array]:
    """Views of a flat vector as a reader has them: W (inputs, units), and b where there is one."""
    found = {}
    for layer, (matrix, inputs) in enumerate(zip(net.split(flat), net.sizes[:-1], strict=True), 1):
        found[f"W{layer}"] = matrix[:, :inputs].T
        if net.has_bias[layer - 1]:
            found[f"b{layer}"] = matrix[:, inputs]
    return found
