"""What a touch does to a network: units, layers and samples come and go, numbers and activations change.
Every change leaves as many of the other numbers as they were as it can."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from nnviz.networks.activations import HIDDEN_ACTIVATIONS
from pages.parts.network.cells import (
    MOST_LAYERS,
    MOST_SAMPLES,
    MOST_UNITS,
    NEW,
    NEW_INPUT,
    Cell,
    Plan,
    cell,
    held,
)
from pages.parts.network.settings import START, NetworkSettings, pruned

T = TypeVar("T")


def with_units(settings: NetworkSettings, layer: int, more: int) -> NetworkSettings:
    """The last unit of a layer goes, or one more comes; layer 0 are the inputs."""
    count = max(1, min(MOST_UNITS, settings.sizes[layer] + more))
    if layer:
        layers = _replaced(settings.layers, layer - 1, settings.layers[layer - 1]._replace(units=count))
        return pruned(replace(settings, layers=layers))
    rows = tuple((*row[:count], *[NEW_INPUT] * (count - len(row))) for row in settings.X)
    return pruned(replace(settings, X=rows))


def with_rows(settings: NetworkSettings, more: int) -> NetworkSettings:
    """The last sample goes, or is there once more."""
    count = max(1, min(MOST_SAMPLES, len(settings.X) + more))
    last = settings.X[-1:] * (count - len(settings.X))
    return pruned(replace(settings, X=(*settings.X[:count], *last)))


def with_layer(settings: NetworkSettings, place: int) -> NetworkSettings:
    """A new layer comes before layer `place` and passes on what it gets, so that the output stays."""
    layers = settings.layers
    if len(layers) == MOST_LAYERS:
        return settings
    fresh = Plan(settings.sizes[place - 1], "linear", NEW)
    if place > len(layers) and layers[-1].activation not in HIDDEN_ACTIVATIONS:  # softmax stays the last
        fresh = fresh._replace(activation=layers[-1].activation)
        layers = _replaced(layers, -1, layers[-1]._replace(activation="linear"))
    layers = (*layers[: place - 1], fresh, *layers[place - 1 :])
    edits = _moved(settings, lambda cell: cell if cell.layer < place else _at(cell, cell.layer + 1))
    return pruned(replace(settings, layers=layers, edits=edits, chosen=START.chosen, beside=None, opened=""))


def without_layer(settings: NetworkSettings, layer: int) -> NetworkSettings:
    """A layer goes; the one behind it takes its numbers from the one before it."""
    if len(settings.layers) == 1:
        return settings
    layers = (*settings.layers[: layer - 1], *settings.layers[layer:])
    edits = _moved(settings, lambda cell: _without(cell, layer))
    return pruned(replace(settings, layers=layers, edits=edits, chosen=START.chosen, beside=None, opened=""))


def with_activation(settings: NetworkSettings, layer: int, name: str) -> NetworkSettings:
    """A layer gets another activation."""
    layers = _replaced(settings.layers, layer - 1, settings.layers[layer - 1]._replace(activation=name))
    return replace(settings, layers=layers)


def all_linear(settings: NetworkSettings) -> NetworkSettings:
    """All activations are switched off."""
    return replace(settings, layers=tuple(layer._replace(activation="linear") for layer in settings.layers))


def with_number(settings: NetworkSettings, cell: Cell, value: float) -> NetworkSettings:
    """A weight, a bias or an input gets another value."""
    value = held(value)
    if cell.array == "a":
        row, column = cell.place
        return replace(settings, X=_replaced(settings.X, row, _replaced(settings.X[row], column, value)))
    return replace(settings, edits=tuple((dict(settings.edits) | {cell: value}).items()))


def chosen(settings: NetworkSettings, name: str, row: int) -> NetworkSettings:
    """A unit or a number is chosen, and a sample; what is chosen already is let go.

    The matrices of a chosen unit come beside the picture; those with a chosen number stay where they are."""
    same = name == settings.chosen and row == settings.row and cell(name) is None
    beside = settings.beside_layer if same or cell(name) else None
    return pruned(replace(settings, chosen="" if same else name, row=row, beside=beside))


def _replaced(items: tuple[T, ...], place: int, item: T) -> tuple[T, ...]:
    found = list(items)
    found[place] = item
    return tuple(found)


def _at(cell: Cell, layer: int) -> Cell:
    return cell._replace(layer=layer)


def _without(cell: Cell, layer: int) -> Cell | None:
    if cell.layer == layer:
        return None
    return cell if cell.layer < layer else _at(cell, cell.layer - 1)


def _moved(settings: NetworkSettings, to: Callable[[Cell], Cell | None]) -> tuple[tuple[Cell, float], ...]:
    """The edits at their new places; those without one are left out."""
    places = ((to(cell), value) for cell, value in settings.edits)
    return tuple((cell, value) for cell, value in places if cell)
