"""What is wrong with units and layers: units that are alike, dead or saturated, layers without a curve."""

from collections.abc import Iterator

import numpy as np

from nnviz.experiments.experiment import Experiment
from nnviz.experiments.findings.finding import Finding, finding
from nnviz.experiments.findings.situation import SOLVED, Situation
from nnviz.experiments.reference_lines import best_line
from nnviz.experiments.remembered import remembered
from nnviz.networks.activations import ACTIVATIONS
from nnviz.networks.network import Network
from nnviz.training.inspection import Unit, by_layer, silent_units
from nnviz.validation import Array

ALIKE = 1e-9  # weights of two units that differ by less, relatively, are the same
FLAT = 0.05  # of its steepest slope: a unit that is flatter than this ...
MOSTLY = 0.9  # ... on such a share of the samples is saturated
LOOKED_AT = 200  # samples at most, evenly spaced
WAITED = 20  # epochs on one level, after which a saturated unit is worth a word


def zero_start(at: Situation) -> Finding | None:
    """Layers whose units all have the same weights, before and behind: every update keeps them alike."""
    net = at.experiment.network_at(at.parameters)
    behind = [*net.weights[1:], None]
    layers = tuple(
        layer
        for layer, (W, b, after) in enumerate(zip(net.weights, net.biases, behind, strict=True), 1)
        if after is not None and W.shape[1] > 1 and _alike(np.vstack([W, b.reshape(-1, W.shape[1]), after.T]))
    )
    return finding("zero_start", layers=layers) if layers else None


def _alike(columns: Array) -> bool:
    """Whether all columns are the same but for rounding."""
    return bool((np.ptp(columns, axis=1) <= ALIKE * np.abs(columns).max(axis=1)).all())


def dead_units(at: Situation) -> Finding | None:
    """Units that are active on no sample, and since when."""
    units = silent_units(at.experiment.network, at.activity)
    if not units:
        return None
    return finding("dead_units", units=units, since=tuple(_since(unit, at) for unit in units))


def _since(unit: Unit, at: Situation) -> float:
    """The epoch of the first snapshot from which on the unit has been silent."""
    net, since = at.experiment.network, at.experiment.trainer.epoch
    for moment in reversed(at.past):
        if moment.activity.size != sum(net.sizes[1:-1]):
            break
        if by_layer(net, moment.activity)[unit.layer - 1][unit.unit - 1] > 0:
            break
        since = moment.epoch
    return since


def saturated_units(at: Situation) -> Finding | None:
    """Units that are flat on most samples, before a run begins and while its loss stays where it is."""
    waits = bool(at.past) and (at.past[-1].step == 0 or at.flat_for >= WAITED)
    names = at.experiment.network.activations[:-1]
    if not waits or at.arrived or not any(_saturates(name) for name in names):
        return None
    found = list(flat_units(at.experiment.network_at(at.parameters), few_samples(at.experiment)))
    if not found:
        return None
    return finding("saturated_units", units=tuple(unit for unit, _ in found), slope=max(s for _, s in found))


def _saturates(name: str) -> bool:
    return ACTIVATIONS[name].bounded and not ACTIVATIONS[name].refusal


def few_samples(experiment: Experiment) -> Array:
    """Return the training samples (samples, inputs), scaled, on which slopes are looked at."""
    table = experiment.X_train
    return table[:: -(-len(table) // LOOKED_AT)]


def flat_units(net: Network, X: Array) -> Iterator[tuple[Unit, float]]:
    """Every saturated unit, and the share of its steepest slope below which it is on nine samples of ten."""
    for layer, slopes in relative_slopes(net, X):
        for unit, slope in enumerate(np.quantile(slopes, MOSTLY, axis=0).tolist(), 1):
            if slope < FLAT:
                yield Unit(layer, unit), slope


def relative_slopes(net: Network, X: Array) -> Iterator[tuple[int, Array]]:
    """Of every hidden layer that saturates, from 1, the slopes (samples, units) as shares of the steepest."""
    a = X
    layers = zip(net.weights[:-1], net.biases[:-1], net.activations[:-1], strict=True)
    for layer, (W, b, name) in enumerate(layers, 1):
        z, activation = a @ W + (b if b.size else 0), ACTIVATIONS[name]
        a = activation(z)
        if _saturates(name):
            yield layer, activation.slope_at(z) / activation.slope_at(0.0)


def no_curve(at: Situation) -> Finding | None:
    """No hidden layer bends anything, and a straight line is not enough for these data."""
    straight = all(name == "linear" for name in at.experiment.network.activations[:-1])
    return _not_straight(at.experiment) if straight and not at.arrived else None


@remembered
def _not_straight(experiment: Experiment) -> Finding | None:
    X, Y = experiment.X_train, experiment.Y_train
    loss, right = best_line(X, Y), _classified(X, Y)
    if experiment.parts.problem.task == "regression":
        return finding("no_curve", loss=loss, right=None) if loss > SOLVED * experiment.variance else None
    return finding("no_curve", loss=loss, right=right) if right < 1 else None


def _classified(X: Array, Y: Array) -> float:
    """The share of the samples that the best straight line (by least squares) tells apart rightly."""
    A = np.column_stack([X, np.ones(len(X))])
    answers = A @ np.linalg.lstsq(A, Y)[0]
    if Y.shape[1] > 1:
        return float(np.mean(answers.argmax(axis=1) == Y.argmax(axis=1)))
    middle = (Y.min() + Y.max()) / 2
    return float(np.mean((answers > middle) == (middle < Y)))


def smallest_layer(net: Network) -> Unit | None:
    """The hidden layer with the fewest units, and how many they are; None without a hidden layer."""
    hidden = [Unit(layer, units) for layer, units in enumerate(net.sizes[1:-1], 1)]
    return min(hidden, key=lambda one: one.unit, default=None)
