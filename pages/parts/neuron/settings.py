"""The settings of the page Neuron: what each may be, and how they stand in a link.
One neuron, the samples that are fed in, and what the lessons need besides."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from nnviz import Neuron
from nnviz.lessons.logic_gates import GATES
from nnviz.networks.activations import HIDDEN_ACTIVATIONS
from pages.shared.link import (
    Reading,
    Setting,
    choice,
    nearest,
    number,
    rows,
    switch,
    whole,
    write_number,
    write_rows,
)

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
    def structure(self) -> "NeuronSettings":
        """What the pictures of the lesson "build" depend on, and every number in them at zero."""
        zeros = (0.0,) * len(self.weights)
        return NeuronSettings(
            weights=zeros,
            bias=0.0,
            activation=self.activation,
            X=(zeros,) * len(self.X),
            reach=self.reach,
            story=self.story,
            step=self.step,
        )

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
def _within(low: float, high: float, _step: float) -> Callable[[float], float]:
    return lambda value: max(low, min(high, value))


START = NeuronSettings()


def _weights(text: str) -> Reading | None:
    found = rows(1, MOST_INPUTS, _within(*LIMITS))(text)
    return None if found is None else (found[0][0], found[1])


def _reach(text: str) -> Reading | None:
    found = nearest(REACHES)(text)
    return None if found is None else (int(found[0]), found[1])


def _pair(text: str) -> Reading | None:
    found = rows(1, MOST_INPUTS, _within(*LIMITS))(text)
    return None if found is None else (_fitted(found[0][0], 2), found[1] and len(found[0][0]) == 2)


SETTINGS: Mapping[str, Setting] = {
    "view": Setting(START.view, choice(VIEWS)),
    "w": Setting(START.weights, _weights, lambda value: write_rows((value,))),
    "b": Setting(START.bias, number(*WIDE[:2]), write_number),
    "activation": Setting(START.activation, choice(ACTIVATIONS)),
    "x": Setting(START.X, rows(MOST_SAMPLES, MOST_INPUTS, _within(*WIDE)), write_rows),
    "gate": Setting(START.gate, choice(tuple(GATES))),
    "gw": Setting(START.gate_weights, _pair, lambda value: write_rows((value,))),
    "gb": Setting(START.gate_bias, number(*LIMITS[:2]), write_number),
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
