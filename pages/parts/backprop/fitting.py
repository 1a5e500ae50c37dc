"""Makes the settings of a link, a field or a touch fit together: shapes to layers, targets to the loss.
What does not fit is cropped, filled up or replaced by the nearest that fits; nothing else changes."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import pairwise

import numpy as np

from nnviz import LOSSES
from nnviz.networks.activations import HIDDEN_ACTIVATIONS
from pages.parts.backprop.codecs import MOST_LAYERS, Matrix
from pages.parts.backprop.settings import NOTHING, START, BackpropSettings, with_numbers
from pages.parts.backprop.training import trace_of
from pages.parts.backprop.walk_codecs import REACHES, SLICE, held_start
from pages.shared.protocol.ids import cell_id, parse
from pages.shared.protocol.layouts import Array


def suited(settings: BackpropSettings) -> BackpropSettings:
    """Return the settings with all that did not fit made to fit."""
    for fit in (with_fitting_layers, with_fitting_loss, with_fitting_parameters, with_fitting_targets):
        settings = fit(settings)
    settings = with_fitting_walks(settings)
    sample = min(settings.sample, len(settings.X) - 1)
    answers = tuple(one for one in settings.answers if has(settings, one[0]))
    settings = settings if answers == settings.answers else replace(settings, answers=answers)
    chosen = settings.chosen if has(settings, settings.chosen) else ""
    settings = replace(settings, sample=sample, chosen=chosen, trained=max(settings.at, settings.trained))
    if settings.homework and settings.mistake:
        return replace(settings, mistake="")  # what one works out is the right step
    if settings.mistake and settings.at and trace_of(settings).failure:
        return replace(settings, at=0, trained=0)  # NumPy refuses to train
    return settings


def with_fitting_layers(settings: BackpropSettings) -> BackpropSettings:
    """There is a layer at least, there are samples, and only the last layer may mix its units (softmax)."""
    layers = settings.layers or START.layers
    hidden = [(units, name if name in HIDDEN_ACTIVATIONS else "linear") for units, name in layers[:-1]]
    return replace(settings, layers=(*hidden, layers[-1]), X=settings.X or START.X, Y=settings.Y or START.Y)


def with_fitting_loss(settings: BackpropSettings) -> BackpropSettings:
    """A loss brings the output activation that it needs; softmax brings cross entropy."""
    units, activation = settings.layers[-1]
    partner = LOSSES[settings.loss].partner
    if partner is not None:
        return replace(settings, layers=(*settings.layers[:-1], (units, partner)))
    return replace(settings, loss="cross_entropy") if activation == "softmax" else settings


# -- weights and biases ----------------------------------------------------------------------------
def with_fitting_parameters(settings: BackpropSettings) -> BackpropSettings:
    """Weights and biases have the shapes of the layers; those of layers that there are not are away."""
    drawn, found = with_numbers(settings, NOTHING).network, dict(NOTHING)
    for layer in range(1, min(MOST_LAYERS, len(settings.layers)) + 1):
        W, b = settings.weights[layer - 1], settings.biases[layer - 1]
        found[f"w{layer}"] = fitted(W, drawn.weights[layer - 1]) if W else ()
        found[f"b{layer}"] = fitted(b, drawn.biases[layer - 1][None]) if b and settings.bias else ()
    return with_numbers(settings, found)


def fitted(rows: Matrix, known: Array) -> Matrix:
    """Return rows in the shape of a known matrix, whose numbers stand where there were none."""
    given, found = np.array(rows), known.copy()
    common = tuple(slice(min(sizes)) for sizes in zip(given.shape, known.shape, strict=True))
    found[common] = given[common]
    return as_rows(found)


def as_rows(array: Array) -> Matrix:
    """Return a matrix as settings hold it; a vector is a row."""
    return tuple(tuple(row) for row in np.atleast_2d(array).tolist())


# -- targets ---------------------------------------------------------------------------------------
def with_fitting_targets(settings: BackpropSettings) -> BackpropSettings:
    """The targets have a row for each sample and are what the loss takes."""
    samples, outputs = len(settings.X), settings.sizes[-1]
    given = np.array(settings.Y)
    if settings.loss == "cross_entropy" and given.shape == (1, samples) and samples != outputs:
        given = given.T  # class numbers, one after another
    if settings.loss == "cross_entropy" and given.shape[1] == 1 and outputs > 1:
        classes = np.clip(np.round(np.resize(given, (samples, 1))), 0, outputs - 1)
        return replace(settings, Y=as_rows(classes))
    found = np.zeros((samples, outputs))
    common = min(outputs, given.shape[1])
    found[:, :common] = given[np.minimum(np.arange(samples), len(given) - 1), :common]
    return replace(settings, Y=as_rows(ALLOWED[settings.loss](found)))


def _probabilities(rows: Array) -> Array:
    """Rows that sum to 1; one without any probability means class 0."""
    found = np.maximum(rows, 0)
    found[found.sum(axis=1) == 0, 0] = 1
    sums = found.sum(axis=1, keepdims=True)
    return np.where(np.isclose(sums, 1, atol=1e-6), found, found / sums)


ALLOWED: Mapping[str, Callable[[Array], Array]] = {
    "half_squared_error": lambda rows: rows,
    "cross_entropy": _probabilities,
    "binary_cross_entropy": lambda rows: np.clip(rows, 0, 1),
}


# -- walks over a loss -----------------------------------------------------------------------------
def with_fitting_walks(settings: BackpropSettings) -> BackpropSettings:
    """The start is on the map, and a slice goes over two parameters that the network has."""
    names = parameters(settings)
    first, second = (name if name in names else "" for name in (settings.first, settings.second))
    surface = settings.surface if settings.surface != SLICE or len(names) > 1 else START.surface
    start = held_start(*settings.start, REACHES[surface])
    second = "" if second == first else second
    return replace(settings, surface=surface, start=start, first=first, second=second)


def parameters(settings: BackpropSettings) -> tuple[str, ...]:
    """Return the names of all weights and biases, layer by layer."""
    known = shapes(settings)
    names = [f"{name}{layer}" for layer in range(1, len(settings.layers) + 1) for name in ("W", "b")]
    there = {name: known[name] for name in names if name in known}
    return tuple(cell_id(name, *place) for name, shape in there.items() for place in np.ndindex(shape))


# -- what is chosen --------------------------------------------------------------------------------
def has(settings: BackpropSettings, name: str) -> bool:
    """Whether there is a number of this name, such as W1[0,1]."""
    found = parse(name)
    if found is None or len(found.numbers) != 1:
        return False
    shape = shapes(settings).get(f"{found.name}{found.numbers[0]}", ())
    return len(shape) == len(found.place) > 0 and all(map(int.__lt__, found.place, shape))


def shapes(settings: BackpropSettings) -> dict[str, tuple[int, ...]]:
    """Return the shapes of the arrays that a reader sees, by their names."""
    samples = len(settings.X)
    found: dict[str, tuple[int, ...]] = {
        "a0": (samples, settings.sizes[0]),
        "T": (samples, settings.sizes[-1]),
    }
    for layer, (inputs, units) in enumerate(pairwise(settings.sizes), 1):
        found |= {f"{name}{layer}": (inputs, units) for name in ("W", "dW", "newW")}
        found |= {f"{name}{layer}": (units,) for name in ("b", "db", "newb") if settings.bias}
        found |= {f"{name}{layer}": (samples, units) for name in ("z", "a", "delta")}
    return found
