"""The walks of all optimizers from one start. On a slice two parameters move alone; what the same two do
while all parameters are trained is another walk."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from nnviz import OPTIMIZERS, Descent, descent
from pages.parts.backprop.optimizers.landscapes import Ground, Landscape, ground, landscape
from pages.parts.backprop.settings import BackpropSettings
from pages.parts.backprop.walk_codecs import METHODS, Start, rates_of

Rates = tuple[tuple[int, float], ...]  # changes by their points


@dataclass(frozen=True, eq=False)
class Walks:
    """All walks of some settings, over one landscape from one start, by the names of their optimizers. On a
    slice `trainings` holds how each of them trains all parameters of the network; elsewhere none."""

    settings: BackpropSettings
    ground: Ground
    land: Landscape
    start: Start
    by_method: Mapping[str, Descent]
    trainings: Mapping[str, Descent]

    @property
    def chosen(self) -> Descent:
        """The walk whose numbers are shown."""
        return self.by_method[self.settings.method]


def walks(settings: BackpropSettings) -> Walks:
    """Return the walks of the settings; on a slice they begin where the network is."""
    on = ground(settings)
    land, steps = landscape(on), settings.walk
    x, y = land.middle.tolist() if land.network else settings.start
    rates = {method: rates_of(settings.rates, settings.changes, method) for method in METHODS}
    told = [(method, rate, tuple(changes.items())) for method, (rate, changes) in rates.items()]
    alone = {one[0]: walk(on, (x, y), *one, steps) for one in told}
    whole = {one[0]: training(on, *one, steps) for one in told} if land.network else {}
    return Walks(settings, on, land, (x, y), alone, whole)


@lru_cache(maxsize=256)
def walk(land: Ground, start: Start, method: str, rate: float, changes: Rates, steps: int) -> Descent:
    """Return one walk; it is read-only, and those that were asked for last are kept, for all visitors."""
    return descent(landscape(land).surface, start, OPTIMIZERS[method](rate), steps, dict(changes))


@lru_cache(maxsize=32)
def training(land: Ground, method: str, rate: float, changes: Rates, steps: int) -> Descent:
    """Return how all parameters of the network of a slice are trained."""
    of = landscape(land)
    if of.network is None or of.all_parameters is None:
        raise ValueError(f"a landscape must be a slice of a network to be trained, got {land.surface}")
    parameters = np.array(of.network.parameters)
    return descent(of.all_parameters, parameters, OPTIMIZERS[method](rate), steps, dict(changes))
