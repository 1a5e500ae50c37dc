"""The settings of the page Neuron: what each may be, and how they stand in a link.
One neuron, the samples that are fed in, and what the lessons need besides."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from math import isfinite
from typing import Any

from nnviz import Neuron
from nnviz.activations import HIDDEN_ACTIVATIONS
from nnviz.gates import GATES
from pages.shared.link import Reading, Setting, choice, nearest, switch, whole

Row = tuple[float, ...]

VIEWS = ("build", "gates", "perceptron")
ACTIVATIONS = tuple(HIDDEN_ACTIVATIONS)
MOST_INPUTS, MOST_SAMPLES = 6, 8
LIMITS = (-10.0, 10.0, 0.1)  # of a weight: low, high, step of a drag
GUESSES = (-1e5, 1e5, 1.0)
WIDE = (-200.0, 200.0, 1.0)  # of an input, a bias or a threshold
RATES = (0.1, 0.5, 1.0, 2.0)
EPOCHS = (1, 50)
REACHES = (3, 10, 200)  # how far the sliders and the axes go
STORIES = ("plain", "cell")


@dataclass(frozen=True)
class NeuronSettings:
    """One value for every setting. `weights` has one number for each input, `X` one row for each sample."""

    view: str = "build"
    weights: Row = (4.0,)
    bias: float = 5.0
    activation: str = "linear"
    X: tuple[Row, ...] = ((3.0,),)
    gate: str = "AND"
    gate_weights: Row = (0.0, 0.0)
    gate_bias: float = 0.0
    stacked: bool = False
    rate: float = 1.0
    epochs: int = 20
    reach: int = 10
    story: str = "plain"
    nudge: int = 0  # which weight is nudged, from 1; 0 is none
    hidden: bool = False  # the outputs, until they were guessed
    guess: tuple[int, float] | None = None  # a sample, from 0, and what the visitor expects of it
    step: int = 0

    @property
    def neuron(self) -> Neuron:
        """The neuron itself."""
        return Neuron(self.weights, self.bias, self.activation)

    @property
    def gate_neuron(self) -> Neuron:
        """The neuron that is to be a gate."""
        return Neuron(self.gate_weights, self.gate_bias)

    @property
    def stacks(self) -> bool:
        """Whether two layers are shown, which only XOR is made of."""
        return self.stacked and self.gate == "XOR"

    def with_inputs(self, count: int) -> "NeuronSettings":
        """The same neuron with more or fewer inputs; a new one has weight 1 and brings 1 everywhere."""
        return replace(
            self,
            weights=_fitted(self.weights, count),
            X=tuple(_fitted(row, count) for row in self.X),
            nudge=min(self.nudge, count),
        )

    def with_samples(self, count: int) -> "NeuronSettings":
        """The same neuron with more or fewer samples; a new one is like the last."""
        return replace(self, X=(*self.X[:count], *[self.X[-1]] * (count - len(self.X))))


def _fitted(row: Row, count: int) -> Row:
    return (*row[:count], *[1.0] * (count - len(row)))


# -- the link -----------------------------------------------------------------------------------
def number(low: float, high: float) -> Callable[[str], Reading | None]:
    """A number, held inside low..high."""

    def read(text: str) -> Reading | None:
        value = _number(text)
        return None if value is None else (max(low, min(high, value)), low <= value <= high)

    return read


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if isfinite(value) else None


def rows(most: int, longest: int, low: float, high: float) -> Callable[[str], Reading | None]:
    """Rows of equally many numbers such as `0,0;1,0`, held inside low..high, cut where there are too many."""

    def read(text: str) -> Reading | None:
        asked = [[_number(part) for part in row.split(",")] for row in text.split(";")]
        if any(value is None for row in asked for value in row) or len({len(row) for row in asked}) != 1:
            return None
        exact = tuple(tuple(value for value in row if value is not None) for row in asked)
        used = tuple(tuple(max(low, min(high, value)) for value in row[:longest]) for row in exact[:most])
        return used, used == exact

    return read


def write_rows(value: tuple[Row, ...]) -> str:
    """The text that `rows` reads."""
    return ";".join(",".join(f"{number:.10g}" for number in row) for row in value)


START = NeuronSettings()


def _weights(text: str) -> Reading | None:
    found = rows(1, MOST_INPUTS, *LIMITS[:2])(text)
    return None if found is None else (found[0][0], found[1])


def _reach(text: str) -> Reading | None:
    found = nearest(REACHES)(text)
    return None if found is None else (int(found[0]), found[1])


def _pair(text: str) -> Reading | None:
    found = rows(1, MOST_INPUTS, *LIMITS[:2])(text)
    return None if found is None else (_fitted(found[0][0], 2), found[1] and len(found[0][0]) == 2)


SETTINGS: Mapping[str, Setting] = {
    "view": Setting(START.view, choice(VIEWS)),
    "w": Setting(START.weights, _weights, lambda value: write_rows((value,))),
    "b": Setting(START.bias, number(*WIDE[:2]), lambda value: f"{value:.10g}"),
    "activation": Setting(START.activation, choice(ACTIVATIONS)),
    "x": Setting(START.X, rows(MOST_SAMPLES, MOST_INPUTS, *WIDE[:2]), write_rows),
    "gate": Setting(START.gate, choice(tuple(GATES))),
    "gw": Setting(START.gate_weights, _pair, lambda value: write_rows((value,))),
    "gb": Setting(START.gate_bias, number(*LIMITS[:2]), lambda value: f"{value:.10g}"),
    "stack": Setting(START.stacked, switch, lambda value: str(int(value))),
    "rate": Setting(START.rate, nearest(RATES)),
    "epochs": Setting(START.epochs, whole(*EPOCHS)),
    "reach": Setting(START.reach, _reach, str),
    "story": Setting(START.story, choice(STORIES)),
    "nudge": Setting(START.nudge, whole(0, MOST_INPUTS)),
    "hide": Setting(START.hidden, switch, lambda value: str(int(value))),
    "step": Setting(0, whole(0, 300)),
}
FIELDS = {
    "w": "weights",
    "b": "bias",
    "x": "X",
    "gw": "gate_weights",
    "gb": "gate_bias",
    "hide": "hidden",
    "stack": "stacked",
}  # names of the link that are shorter than the field's


def of(values: Mapping[str, Any]) -> NeuronSettings:
    """Take the settings from the values of a link; the samples get as many inputs as there are weights."""
    found = NeuronSettings(**{FIELDS.get(name, name): value for name, value in values.items()})
    return found.with_inputs(len(found.weights))


def values_of(settings: NeuronSettings) -> dict[str, Any]:
    """Return the values that the link has of the settings."""
    return {name: getattr(settings, FIELDS.get(name, name)) for name in SETTINGS}
