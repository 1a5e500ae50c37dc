"""The settings of the page Network: what each may be, and how they stand in a link.
A network is a base (an example, or random numbers from a seed) in these sizes, and a list of edits on top."""

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

import numpy as np

from nnviz import EXAMPLES, INITIALIZERS, Network
from nnviz.lessons.digit_classifier import A_THREE_IN_TEST
from pages.parts.network import probabilities
from pages.parts.network.cells import (
    BASES,
    CHOSEN,
    EDITS,
    LAYERS,
    LEARN,
    MOST_SAMPLES,
    MOST_UNITS,
    NEW_BIAS,
    NEW_WEIGHT,
    OPENED,
    PICTURES,
    PROBABILITIES,
    RANDOM,
    SCORES,
    SEEDS,
    UPDATES,
    VIEWS,
    Cell,
    Edits,
    Plan,
    Row,
    cell,
    held,
)
from pages.shared.protocol.ids import parse_numbers
from pages.shared.protocol.layouts import Array
from pages.shared.state.codecs import OneOf, Rows, Switch, Whole
from pages.shared.state.query_params import setting


@dataclass(frozen=True)
class NetworkSettings:
    """One value for every setting. `X` has one row for each sample, and as many columns as there are
    inputs. `chosen` is a unit such as 2.1 or the name of a number that is edited, `row` the chosen sample,
    `opened` the number whose product is shown, `back` where one came from, `beside` the layer whose matrices
    stand beside the picture (None: that of the chosen unit). With `calls` every NumPy call is a step, with
    `full` numbers in words have more than three digits. `digit` and `learn` belong to the lesson "digits";
    to "softmax" belong the `scores` (none: those of the network after an `update`), whether they have a
    `shift`, and an answer `y` and the truth `t` whose losses are compared."""

    view: str = setting("build", OneOf(VIEWS))
    base: str = setting("three_layers", OneOf(BASES))
    seed: int = setting(0, Whole(*SEEDS))
    init: str = setting("he_normal", OneOf(tuple(INITIALIZERS)))
    layers: tuple[Plan, ...] = setting(
        (Plan(3, "sigmoid", 1), Plan(2, "sigmoid", 2), Plan(2, "linear", 3)), LAYERS
    )
    X: tuple[Row, ...] = setting(((1.0, 0.5),), Rows(MOST_SAMPLES, MOST_UNITS, held), name="x")
    edits: Edits = setting((), EDITS)
    chosen: str = setting("1.1", CHOSEN)
    row: int = setting(0, Whole(0, MOST_SAMPLES - 1))
    opened: str = setting("", OPENED)
    collapsed: bool = setting(False, Switch())
    calls: bool = setting(False, Switch())
    full: bool = setting(False, Switch(), name="digits")
    digit: int = setting(A_THREE_IN_TEST, Whole(0, PICTURES - 1))
    shift: bool = setting(False, Switch())
    scores: Row = setting((), SCORES, name="z")
    update: int = setting(0, Whole(0, UPDATES))
    learn: str = setting("all", OneOf(LEARN))
    y: str = setting(probabilities.START, PROBABILITIES)
    t: int = setting(2, Whole(0, probabilities.MOST - 1))
    step: int = setting(0, Whole(0, 600), by_player=True)
    back: tuple[str, int] = ("", 0)
    beside: int | None = None

    @property
    def sizes(self) -> tuple[int, ...]:
        """Inputs, and the units of every layer."""
        return (len(self.X[0]), *(layer.units for layer in self.layers))

    @property
    def activations(self) -> tuple[str, ...]:
        """One name for each layer."""
        return tuple(layer.activation for layer in self.layers)

    @property
    def beside_layer(self) -> int:
        """The layer whose matrices stand beside the picture; 0 are the samples."""
        layer = (self.unit or (1, 0))[0] if self.beside is None else self.beside
        return min(layer, len(self.layers))

    @property
    def structure(self) -> "NetworkSettings":
        """What the picture depends on, and every number in it at zero."""
        return NetworkSettings(
            base=RANDOM,
            init="zeros",
            layers=tuple(layer._replace(source=1) for layer in self.layers),
            X=((0.0,) * len(self.X[0]),) * len(self.X),
            collapsed=self.collapsed,
            calls=self.calls,
            full=self.full,
            beside=self.beside_layer,
            step=self.step,
        )

    @property
    def network(self) -> Network:
        """The network itself."""
        weights, biases = base_parameters(self)
        arrays = {"W": weights, "b": biases}
        for (array, layer, place), value in self.edits:
            arrays[array][layer - 1][place] = value
        return Network.from_parameters(weights, biases, self.activations[:-1], self.activations[-1])

    @property
    def unit(self) -> tuple[int, int] | None:
        """Layer and place of the chosen unit, or of the unit that the chosen number belongs to."""
        where = cell(self.chosen)
        if where:
            return where.layer, where.place[-1]
        numbers = parse_numbers(self.chosen)
        return (numbers[0], numbers[1] - 1) if numbers else None

    def has(self, cell: Cell) -> bool:
        """Whether there is such a number."""
        if not (cell.layer in range(len(self.sizes)) and (cell.layer or cell.array == "a")):
            return False
        shape = self.shape(cell.array, cell.layer)
        return len(shape) == len(cell.place) and all(map(int.__lt__, cell.place, shape))

    def shape(self, array: str, layer: int) -> tuple[int, ...]:
        """The shape of an array: W, b, z or a of a layer."""
        units = self.sizes[layer]
        return {"W": (self.sizes[layer - 1], units), "b": (units,)}.get(array, (len(self.X), units))


def base_parameters(settings: NetworkSettings) -> tuple[list[Array], list[Array]]:
    """Weights and biases before any edit: an example's, cropped or filled up, or drawn in these sizes."""
    if settings.base == RANDOM:
        drawn = _drawn(settings.sizes, settings.init, settings.seed)
        return [W.copy() for W in drawn.weights], [b.copy() for b in drawn.biases]
    example = _example(settings.base)
    weights, biases = [], []
    for (inputs, units), layer in zip(pairwise(settings.sizes), settings.layers, strict=True):
        if layer.source in range(1, len(example.weights) + 1):
            weights.append(fitted(example.weights[layer.source - 1], (inputs, units), NEW_WEIGHT))
            biases.append(fitted(example.biases[layer.source - 1], (units,), NEW_BIAS))
        else:
            weights.append(np.eye(inputs, units))
            biases.append(np.full(units, NEW_BIAS))
    return weights, biases


@lru_cache(maxsize=32)
def _drawn(sizes: tuple[int, ...], init: str, seed: int) -> Network:
    """The random network of these sizes, for all visitors; its numbers are copied, never changed."""
    return Network(sizes, "linear", "linear", init, seed)


@lru_cache
def _example(name: str) -> Network:
    """The network of an example, for all visitors; its numbers are copied, never changed."""
    return EXAMPLES[name]().network


def fitted(array: Array, shape: tuple[int, ...], fill: float) -> Array:
    """Return the array cropped to a shape, and filled up where it is too small."""
    found = np.full(shape, fill)
    common = tuple(slice(min(sizes)) for sizes in zip(shape, array.shape, strict=True))
    found[common] = array[common]
    return found


def of_example(name: str) -> NetworkSettings:
    """Return the settings that show one of the core's examples as it is."""
    network, X = EXAMPLES[name]()
    layers = zip(network.sizes[1:], network.activations, strict=True)
    plans = tuple(Plan(units, activation, at) for at, (units, activation) in enumerate(layers, 1))
    return NetworkSettings(base=name, layers=plans, X=tuple(map(tuple, X.tolist())))


def pruned(settings: NetworkSettings) -> NetworkSettings:
    """The same settings without edits of what is not there; nor is anything of that kind chosen, opened
    or true."""
    where, opened = cell(settings.chosen), cell(settings.opened)
    layer, unit = settings.unit or (0, 0)
    there = (
        layer < len(settings.sizes) and unit < settings.sizes[layer] and (not where or settings.has(where))
    )
    return replace(
        settings,
        edits=tuple(edit for edit in settings.edits if settings.has(edit[0])),
        chosen=settings.chosen if there else START.chosen,
        row=min(settings.row, len(settings.X) - 1),
        t=min(settings.t, len(probabilities.probabilities(settings.y)) - 1),
        opened=settings.opened if opened and settings.has(opened) else "",
    )


START = NetworkSettings()
