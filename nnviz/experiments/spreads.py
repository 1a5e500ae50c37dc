"""How the weights and the outputs of each layer are spread at one moment of a run, beside its start.
Units that are dead or saturated there are named by the rules of a diagnosis.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import nan

import numpy as np

from nnviz.experiments.experiment import Experiment
from nnviz.experiments.findings.units import FLAT, few_samples, flat_units, relative_slopes
from nnviz.networks.activations import ACTIVATIONS
from nnviz.networks.network import Network
from nnviz.training.histograms import Histogram, activation_histograms, weight_histograms
from nnviz.training.history import Snapshot
from nnviz.training.inspection import by_layer, silent_units
from nnviz.validation import Array

MOST_SAMPLES = 1000  # whose outputs are counted, evenly spaced

Histograms = tuple[Histogram, ...]


@dataclass(frozen=True, eq=False)
class LayerSpread:
    """One layer at one moment of a run, and as it was at the start.

    Parameters
    ----------
    layer : int
        From 1.
    activation : str
        That the layer has at this moment.
    weights, first_weights : Histogram
        Of the weights without the biases, both between the same edges.
    outputs : Histogram
        Of the outputs of all its units for the `counted_samples`.
    first_outputs : Histogram or None
        The same at the start, between the same edges; None where another activation had other limits.
    range : (float, float)
        The smallest and the largest output for the counted samples; infinite or NaN where one is.
    dead, saturated : tuple of int
        Hidden units, from 1: those that are active on no training sample, and those that are flat on most, as
        `dead_units` and `saturated_units` of a diagnosis have them.
    zeros : float
        The share of the counted outputs that are 0, of a hidden layer whose units can die; else NaN.
    flat : float
        The share of the counted outputs where the slope is less than 5 % of the steepest, of a hidden layer
        whose units saturate; else NaN.
    """

    layer: int
    activation: str
    weights: Histogram
    first_weights: Histogram
    outputs: Histogram
    first_outputs: Histogram | None
    range: tuple[float, float]
    dead: tuple[int, ...] = ()
    saturated: tuple[int, ...] = ()
    zeros: float = nan
    flat: float = nan


def counted_samples(experiment: Experiment) -> Array:
    """Return the training samples (samples, inputs), scaled, whose outputs are counted: 1,000 at most."""
    X = experiment.X_train
    return X[:: -(-len(X) // MOST_SAMPLES)]


def spreads(experiment: Experiment, moment: Snapshot) -> tuple[LayerSpread, ...]:
    """Return how each layer is spread at a recorded moment, beside the first moment of the history.

    Parameters
    ----------
    experiment : Experiment
        The network in training is left alone.
    moment : Snapshot
        Of this experiment; outputs that are not finite are counted nowhere.

    Returns
    -------
    tuple of LayerSpread, one for each layer
    """
    X = counted_samples(experiment)
    history = experiment.trainer.history
    start = _network(experiment, history[0] if len(history) else moment)
    net = _network(experiment, moment)
    with np.errstate(all="ignore"):
        weights = _pairs(lambda one, before: weight_histograms(one, before=before), start, net)
        outputs = _pairs(lambda one, before: activation_histograms(one, X, before=before), start, net)
        after = [layer.after for layer in net.layers(X)]
        flat = _flat(net, X)
        saturated = [unit for unit, _ in flat_units(net, few_samples(experiment))]
    dead = silent_units(net, by_layer(net, moment.activity)) if moment.activity.size else ()
    found = []
    for at, name in enumerate(net.activations):
        layer, hidden = at + 1, at + 1 < len(net.activations)
        found.append(
            LayerSpread(
                *(layer, name, *weights[at], outputs[at][0], _same_edges(*outputs[at])),
                range=(float(after[at].min()), float(after[at].max())),
                dead=tuple(unit.unit for unit in dead if unit.layer == layer),
                saturated=tuple(unit.unit for unit in saturated if unit.layer == layer),
                zeros=float(np.mean(after[at] == 0)) if hidden and ACTIVATIONS[name].can_die else nan,
                flat=flat.get(layer, nan),
            )
        )
    return tuple(found)


def _network(experiment: Experiment, moment: Snapshot) -> Network:
    """A network of its own with the numbers of a moment."""
    return experiment.network_at(moment.parameters, moment.activations or None).copy()


def _pairs(
    histograms: Callable[[Network, Histograms | None], Histograms], start: Network, now: Network
) -> list[tuple[Histogram, Histogram]]:
    """Histograms of both networks for each layer, that of now first, with edges that have room for both."""
    found = histograms(now, histograms(start, None))
    return list(zip(found, histograms(start, found), strict=True))


def _same_edges(now: Histogram, first: Histogram) -> Histogram | None:
    return first if np.array_equal(now.edges, first.edges) else None


def _flat(net: Network, X: Array) -> dict[int, float]:
    """By the hidden layers that saturate, the share of flat outputs."""
    return {layer: float(np.mean(slopes < FLAT)) for layer, slopes in relative_slopes(net, X)}
