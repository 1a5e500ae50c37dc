"""The walks of all optimizers from one start, and the colours of the loss that they walk over."""

from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from nnviz import OPTIMIZERS, SURFACES, Descent, descent
from pages.parts.backprop.settings import BackpropSettings
from pages.parts.backprop.walk_codecs import METHODS, REACHES, rates_of
from pages.shared.protocol.layouts import Array
from pages.shared.scenes.optimizer_paths import PIXELS, ends

BANDS, DARKEST = 10, 0.7  # levels of loss that are told apart; the share of full colour of the highest


def walks(settings: BackpropSettings) -> Mapping[str, Descent]:
    """Return the walk of every optimizer by its name."""
    return {
        method: walk(
            settings.surface,
            settings.start,
            method,
            rate,
            tuple(changes.items()),
            settings.walk,
        )
        for method in METHODS
        for rate, changes in (rates_of(settings.rates, settings.changes, method),)
    }


@lru_cache(maxsize=256)
def walk(
    surface: str,
    start: tuple[float, float],
    method: str,
    rate: float,
    changes: tuple[tuple[int, float], ...],
    steps: int,
) -> Descent:
    """Return one walk; it is read-only, and those that were asked for last are kept, for all visitors."""
    return descent(SURFACES[surface], start, OPTIMIZERS[method](rate), steps, dict(changes))


@lru_cache
def pixels(surface: str) -> Array:
    """Return a map of the loss as places in the colour table, the lowest row first: in bands whose edges are
    lines of equal loss, at equal distances of its root, so that a bowl has rings at equal distances."""
    rows, columns = PIXELS
    across, up = ends(REACHES[surface])
    x, y = _middles(across, columns), _middles(up, rows)
    root = np.sqrt(SURFACES[surface].loss(np.stack(np.meshgrid(x, y), axis=-1)))
    band = np.floor(root / root.max() * BANDS) / BANDS
    return np.asarray(np.rint(127.5 + 127.5 * DARKEST * band)).astype(np.uint8).ravel()


def _middles(reach: float, count: int) -> Array:
    edges = np.linspace(-reach, reach, count + 1)
    return (edges[:-1] + edges[1:]) / 2
