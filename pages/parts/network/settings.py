"""The settings of the page Network: what each may be, and how they stand in a link.
A network is a base (an example, or random numbers from a seed) in these sizes, and a list of edits on top."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from nnviz import ACTIVATIONS, EXAMPLES, INITIALIZERS, Network
from nnviz.lessons.digit_classifier import A_THREE_IN_TEST
from nnviz.networks.activations import HIDDEN_ACTIVATIONS
from pages.parts.network import probabilities
from pages.shared.link import (
    LONGEST,
    Reading,
    Setting,
    choice,
    rows,
    switch,
    whole,
    write_number,
    write_rows,
)
from pages.shared.nested_text import Unreadable
from pages.shared.numerals import numeral
from pages.shared.panels import Array

Row = tuple[float, ...]

VIEWS = ("build", "digits")
RANDOM = "random"
BASES = (*EXAMPLES, RANDOM)
MOST_LAYERS, MOST_UNITS, MOST_SAMPLES = 6, 8, 8
LIMITS = (-9999.0, 9999.0, 0.1)  # of a weight, a bias or an input: low, high, step of a drag
DECIMALS = 6  # of a number that is touched, so that a full batch still fits into the link
SEEDS = (0, 9999)
NEW_WEIGHT, NEW_BIAS, NEW_INPUT = 0.5, 0.0, 1.0  # where a unit, a layer or an input is new
LEARN = ("all", "one")
PICTURES = 326  # that the net of the lesson "digits" is tested with
NEW = 0  # the source of a layer that the base does not have


class Plan(NamedTuple):
    """One layer: its units, its activation, and which layer of the base (from 1) its numbers come from.

    A layer that is `NEW` starts as an identity matrix: it passes on what it gets."""

    units: int
    activation: str
    source: int


class Cell(NamedTuple):
    """One number on screen: `array` is W, b, z or a, `layer` counts from 1 (a of layer 0 is the input X),
    `place` is (row, column), or (unit,) of a bias."""

    array: str
    layer: int
    place: tuple[int, ...]

    def __str__(self) -> str:
        return f"{self.array}{self.layer}[{','.join(map(str, self.place))}]"


Edits = tuple[tuple[Cell, float], ...]


@dataclass(frozen=True)
class NetworkSettings:
    """One value for every setting. `X` has one row for each sample, and as many columns as there are
    inputs. `chosen` is a unit such as 2.1 or the name of a number that is edited, `row` the chosen sample,
    `opened` the number whose product is shown, `back` where one came from. `digit`, `shift` and `learn`
    belong to the lesson "digits", and so do an answer `y` and the truth `t` whose losses are compared."""

    view: str = "build"
    base: str = "three_layers"
    seed: int = 0
    init: str = "he_normal"
    layers: tuple[Plan, ...] = (Plan(3, "sigmoid", 1), Plan(2, "sigmoid", 2), Plan(2, "linear", 3))
    X: tuple[Row, ...] = ((1.0, 0.5),)
    edits: Edits = ()
    chosen: str = ""
    row: int = 0
    opened: str = ""
    collapsed: bool = False
    digit: int = A_THREE_IN_TEST
    shift: bool = False
    learn: str = "all"
    y: str = probabilities.START
    t: int = 2
    step: int = 0
    back: tuple[str, int] = ("", 0)

    @property
    def sizes(self) -> tuple[int, ...]:
        """Inputs, and the units of every layer."""
        return (len(self.X[0]), *(layer.units for layer in self.layers))

    @property
    def activations(self) -> tuple[str, ...]:
        """One name for each layer."""
        return tuple(layer.activation for layer in self.layers)

    @property
    def structure(self) -> "NetworkSettings":
        """What the picture depends on, and every number in it at zero."""
        return NetworkSettings(
            base=RANDOM,
            init="zeros",
            layers=tuple(layer._replace(source=1) for layer in self.layers),
            X=((0.0,) * len(self.X[0]),) * len(self.X),
            collapsed=self.collapsed,
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
        layer, _, number = self.chosen.partition(".")
        return (int(layer), int(number) - 1) if number else None

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


# -- cells and numbers -------------------------------------------------------------------------------
_CELL = re.compile(r"([Wbza])(\d)\[(\d)(?:,(\d))?\]", re.ASCII)


def cell(text: str) -> Cell | None:
    """Return the cell of a name such as W1[0,2] or b1[2]."""
    match = _CELL.fullmatch(text)
    if match is None:
        return None
    return Cell(match[1], int(match[2]), tuple(int(one) for one in match.group(3, 4) if one is not None))


def choosable(text: str) -> bool:
    """Whether this is the name of a unit, such as 2.1, or of a number that is the visitor's to change."""
    where = cell(text)
    return editable(where) if where else bool(re.fullmatch(r"\d\.[1-9]", text, re.ASCII))


def _chosen(text: str) -> Reading | None:
    return (text, True) if choosable(text) else None


def _opened(text: str) -> Reading | None:
    where = cell(text)
    return (text, True) if where and where.array == "z" else None


def editable(where: Cell) -> bool:
    """Whether a number is the visitor's to change: a weight, a bias, an input."""
    return where.array in ("W", "b") or (where.array == "a" and where.layer == 0)


def held(value: float) -> float:
    """Return a number inside its limits."""
    return round(max(LIMITS[0], min(LIMITS[1], value)), DECIMALS) + 0.0


# -- the link -----------------------------------------------------------------------------------------
def _plan(text: str, place: int) -> Plan | None:
    match = re.fullmatch(r"(\d+)([a-z_]+)(?:\.(\d))?", text, re.ASCII)
    if match is None or match[2] not in ACTIVATIONS:
        return None
    return Plan(int(match[1]), match[2], place if match[3] is None else int(match[3]))


def _layers(text: str) -> Reading | None:
    """Layers such as `3sigmoid-2linear`; `.0` behind one says that its numbers are not the base's of its
    place, but of another layer. Only the last may mix its units (softmax)."""
    asked = [_plan(part, place) for place, part in enumerate(text.split("-"), 1)]
    if not all(asked):
        return None
    exact = tuple(plan for plan in asked if plan)
    kept = exact[:MOST_LAYERS]
    used = tuple(
        plan._replace(
            units=max(1, min(MOST_UNITS, plan.units)),
            activation=plan.activation
            if plan is kept[-1] or plan.activation in HIDDEN_ACTIVATIONS
            else "linear",
            source=min(MOST_LAYERS, plan.source),
        )
        for plan in kept
    )
    return used, used == exact


def _write_layers(layers: tuple[Plan, ...]) -> str:
    return "-".join(
        f"{plan.units}{plan.activation}" + ("" if plan.source == place else f".{plan.source}")
        for place, plan in enumerate(layers, 1)
    )


def _edits(text: str) -> Reading | None:
    """Edits such as `W1[0,2]=0.5;b1[1]=2`; what cannot be read is left out."""
    found: dict[Cell, float] = {}
    exact = True
    for part in text.split(";"):
        name, _, number = part.partition("=")
        where, value = cell(name), numeral(number)
        if where is None or value is None or where.array not in ("W", "b"):
            exact = False
            continue
        found[where] = held(value)
        exact &= found[where] == value
    return tuple(found.items()), exact


def _write_edits(edits: Edits) -> str:
    """As many edits, from the first on, as a link can hold."""
    text = ""
    for where, value in edits:
        longer = f"{text};{where}={write_number(value)}" if text else f"{where}={write_number(value)}"
        if len(longer) > LONGEST:
            break
        text = longer
    return text


def linked_edits(edits: Edits) -> int:
    """Return how many edits the link can hold."""
    text = _write_edits(edits)
    return text.count("=")


def _probabilities(text: str) -> Reading | None:
    found = probabilities.read_probabilities(text)
    return None if isinstance(found, Unreadable) else (probabilities.write_probabilities(found), True)


START = NetworkSettings()

SETTINGS: Mapping[str, Setting] = {
    "view": Setting(START.view, choice(VIEWS)),
    "base": Setting(START.base, choice(BASES)),
    "seed": Setting(START.seed, whole(*SEEDS)),
    "init": Setting(START.init, choice(tuple(INITIALIZERS))),
    "layers": Setting(START.layers, _layers, _write_layers),
    "x": Setting(START.X, rows(MOST_SAMPLES, MOST_UNITS, held), write_rows),
    "edits": Setting(START.edits, _edits, _write_edits),
    "chosen": Setting(START.chosen, _chosen),
    "row": Setting(START.row, whole(0, MOST_SAMPLES - 1)),
    "opened": Setting(START.opened, _opened),
    "collapsed": Setting(START.collapsed, switch, lambda value: str(int(value))),
    "digit": Setting(START.digit, whole(0, PICTURES - 1)),
    "shift": Setting(START.shift, switch, lambda value: str(int(value))),
    "learn": Setting(START.learn, choice(LEARN)),
    "y": Setting(START.y, _probabilities),
    "t": Setting(START.t, whole(0, probabilities.MOST - 1)),
    "step": Setting(0, whole(0, 600)),
}
FIELDS = {"x": "X"}  # names of the link that are not the field's


def of(values: Mapping[str, Any]) -> NetworkSettings:
    """Take the settings from the values of a link; edits of what is not there are left out."""
    return pruned(NetworkSettings(**{FIELDS.get(name, name): value for name, value in values.items()}))


def values_of(settings: NetworkSettings) -> dict[str, Any]:
    """Return the values that the link has of the settings."""
    return {name: getattr(settings, FIELDS.get(name, name)) for name in SETTINGS}


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
        chosen=settings.chosen if there else "",
        row=min(settings.row, len(settings.X) - 1),
        t=min(settings.t, len(probabilities.probabilities(settings.y)) - 1),
        opened=settings.opened if opened and settings.has(opened) else "",
    )
