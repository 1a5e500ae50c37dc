"""The losses that are walked over, each with its map: formulas of two parameters, and a slice of the loss of
the page's own network, over two of its weights and biases."""

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from nnviz import SURFACES, Network, Surface, loss_surface, weight_index
from pages.parts.backprop.fitting import parameters
from pages.parts.backprop.settings import BackpropSettings
from pages.parts.backprop.training import numbers_of, trained_by
from pages.parts.backprop.walk_codecs import REACHES, SLICE
from pages.shared.protocol.ids import parse
from pages.shared.protocol.layouts import Array
from pages.shared.scenes.optimizer_paths import PIXELS, ends

BANDS, DARKEST = 10, 0.7  # levels of loss that are told apart; the share of full colour of the highest
COARSE = (13, 37)  # points of a slice, up and across, between which the map is interpolated
KEPT = 16  # landscapes, for all visitors


@dataclass(frozen=True)
class Ground:
    """What a landscape depends on: the name of a formula, or a network by its settings with two of its
    parameters."""

    surface: str
    network: BackpropSettings | None = None
    first: str = ""
    second: str = ""


@dataclass(frozen=True, eq=False)
class Landscape:
    """A loss with the middle (2,) of its map, and how far the map goes up. A slice has the `places` of its
    two parameters in the `network`, and the loss over `all_parameters`."""

    surface: Surface
    middle: Array
    reach: float
    network: Network | None = None
    places: tuple[int, ...] = ()
    all_parameters: Surface | None = None

    def relative(self, points: Array) -> Array:
        """Return points as they lie around the middle of the map."""
        return np.asarray(points) - self.middle


def ground(settings: BackpropSettings) -> Ground:
    """Return what the landscape of the settings depends on."""
    if settings.surface != SLICE:
        return Ground(settings.surface)
    return Ground(SLICE, numbers_of(settings), *sliced(settings))


def sliced(settings: BackpropSettings) -> tuple[str, str]:
    """Return the names of the two parameters of a slice: those that are chosen, or else the first weight and
    the first of the last layer; of a single layer its last parameter."""
    names = parameters(settings)
    if len(names) == 1:
        return names[0], names[0]  # there is no slice, only names to choose from
    usual = (names[0], f"W{len(settings.layers)}[0,0]", names[-1])
    first = settings.first or next(name for name in usual if name != settings.second)
    return first, settings.second or next(name for name in usual if name != first)


@lru_cache(maxsize=KEPT)
def landscape(ground: Ground) -> Landscape:
    """Return a landscape; it is read-only, and the last ones are kept."""
    if ground.network is None:
        return Landscape(SURFACES[ground.surface], np.zeros(2), REACHES[ground.surface])
    settings = ground.network
    network = trained_by(settings, settings.at).network
    places = tuple(place_of(network, name) for name in (ground.first, ground.second))
    of_some, of_all = (
        loss_surface(network, settings.X, settings.targets, settings.loss, some, settings.reduction)
        for some in (places, None)
    )
    named = replace(of_some, gradient_formula=tuple(f"d{name}" for name in (ground.first, ground.second)))
    middle = network.parameters[list(places)].copy()
    return Landscape(named, middle, REACHES[SLICE], network, places, of_all)


def place_of(network: Network, name: str) -> int:
    """Return the place of a weight or a bias, such as W1[0,1], among all parameters."""
    found = parse(name)
    if found is None:
        raise ValueError(f"{name} must name a weight or a bias, such as W1[0,1]")
    layer = found.numbers[0] - 1
    if found.name == "W":
        return weight_index(network, layer, *found.place)
    last = network.weights[layer].shape[0] - 1  # the bias of a unit comes behind its weights
    return weight_index(network, layer, last, found.place[0]) + 1


# -- the map -----------------------------------------------------------------------------------------
@lru_cache(maxsize=KEPT)
def pixels(ground: Ground) -> Array:
    """Return a map of the loss as places in the colour table, the lowest row first: in bands whose edges are
    lines of equal loss, at equal distances of its root, so that a bowl has rings at equal distances."""
    land = landscape(ground)
    shape = PIXELS if ground.network is None else COARSE
    across, up = ends(land.reach)
    x, y = _middles(across, shape[1]) + land.middle[0], _middles(up, shape[0]) + land.middle[1]
    losses = land.surface.loss(np.stack(np.meshgrid(x, y), axis=-1))
    finite = np.isfinite(losses)
    most = losses[finite].max(initial=0.0)
    root = np.sqrt(np.maximum(np.where(finite, losses, most), 0))
    if ground.network is not None:
        root = _finer(root - root.min())
    band = np.floor(root / (root.max() or 1.0) * BANDS) / BANDS
    return np.asarray(np.rint(127.5 + 127.5 * DARKEST * band)).astype(np.uint8).ravel()


def _middles(reach: float, count: int) -> Array:
    edges = np.linspace(-reach, reach, count + 1)
    return (edges[:-1] + edges[1:]) / 2


def _finer(values: Array) -> Array:
    """Return a table interpolated to the pixels of a map."""
    rows, columns = (_shares(known, size) for known, size in zip(values.shape, PIXELS, strict=True))
    return np.asarray(rows @ values @ columns.T)


def _shares(known: int, size: int) -> Array:
    """Return how much each of some known values counts in each of more places between them, (size, known)."""
    at, of = (np.arange(size) + 0.5) * known / size, np.arange(known) + 0.5
    return np.stack([np.interp(at, of, one) for one in np.eye(known)], axis=1)
