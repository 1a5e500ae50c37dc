"""The settings of the page Neuron: what each may be, and how they stand in a link.
One neuron, the samples that are fed in, and what the lessons need besides."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from nnviz import Neuron
from nnviz.lessons.logic_gates import GATES
from nnviz.networks.activations import HIDDEN_ACTIVATIONS
from pages.shared.state.codecs import Number, OneOf, Reading, Rows, Scale, Switch, Whole, Written
from pages.shared.state.query_params import setting
from pages.shared.state.settings_store import SettingsStore

Row = tuple[float, ...]

VIEWS = ("build", "gates", "perceptron")
ACTIVATIONS = tuple(HIDDEN_ACTIVATIONS)
MOST_INPUTS, MOST_SAMPLES = 6, 8
LIMITS = (-10.0, 10.0, 0.1)  # of a weight: low, high, step of a drag
GUESSES = (-1e5, 1e5, 1.0)
WIDE = (-200.0, 200.0, 1.0)  # of an input, a bias or a threshold
RATES = (0.1, 0.5, 1.0, 2.0)
EPOCHS = (1, 60)
REACHES = (3, 10, 200)  # how far the sliders and the axes go
STORIES = ("plain", "cell")
GOALS = ("AND", "OR", "NAND", "NOR", "XOR")  # the gates that are offered beside the picture


# -- what a link may hold ------------------------------------------------------------------------
def _within(low: float, high: float, _step: float) -> Callable[[float], float]:
    return lambda value: max(low, min(high, value))


def _fitted(row: Row, count: int) -> Row:
    return (*row[:count], *[1.0] * (count - len(row)))


WEIGHTS = Rows(1, MOST_INPUTS, _within(*LIMITS))


def _row(text: str) -> Reading | None:
    found = WEIGHTS.read(text)
    return None if found is None else (found[0][0], found[1])


def _write_row(value: Row) -> str:
    return WEIGHTS.write((value,))


def _rows_of(count: int) -> Callable[[str], Reading | None]:
    """Return what reads so many numbers: what is left out is 1."""

    def read(text: str) -> Reading | None:
        found = _row(text)
        return None if found is None else (_fitted(found[0], count), found[1] and len(found[0]) == count)

    return read


@dataclass(frozen=True)
class NeuronSettings:
    """One value for every setting. `weights` has one number for each input, `X` one row for each sample.

    The defaults are what a link means that leaves something out; a page without a link begins with START."""

    view: str = setting("build", OneOf(VIEWS))
    weights: Row = setting((4.0,), Written(_row, _write_row), name="w")
    bias: float = setting(5.0, Number(*WIDE[:2]), name="b")
    activation: str = setting("linear", OneOf(ACTIVATIONS))
    X: tuple[Row, ...] = setting(((3.0,),), Rows(MOST_SAMPLES, MOST_INPUTS, _within(*WIDE)), name="x")
    gate: str = setting("AND", OneOf(tuple(GATES)))
    gate_weights: Row = setting((0.0, 0.0), Written(_rows_of(2), _write_row), name="gw")
    gate_bias: float = setting(0.0, Number(*LIMITS[:2]), name="gb")
    stacked: bool = setting(False, Switch(), name="stack")
    compared: bool = setting(False, Switch(), name="side")
    reached: tuple[str, ...] = ()  # the gates that were found
    rate: float = setting(1.0, Scale(RATES))
    epochs: int = setting(20, Whole(*EPOCHS))
    start: Row = setting(
        (0.0, 0.0, 0.0), Written(_rows_of(3), _write_row)
    )  # w1, w2 and b before the first row
    ties: bool = setting(True, Switch())
    backwards: bool = setting(False, Switch())
    reach: int = setting(10, Scale(REACHES))
    story: str = setting("plain", OneOf(STORIES))
    nudge: int = setting(0, Whole(0, MOST_INPUTS))  # which weight is nudged, from 1; 0 is none
    hidden: bool = setting(False, Switch(), name="hide")  # the outputs, until they were guessed
    guess: tuple[int, float] | None = None  # a sample, from 0, and what the visitor expects of it
    step: int = setting(0, Whole(0, 300), by_player=True)

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
            hidden=self.hidden,
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
    def part(self) -> str:
        """Which picture of a gate is shown: one neuron, two layers, which only XOR is made of, or both."""
        if self.gate != "XOR":
            return "one"
        return "both" if self.compared else "two" if self.stacked else "one"

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


def suited(settings: NeuronSettings) -> NeuronSettings:
    """Return the settings with as many inputs in every sample as there are weights."""
    return settings.with_inputs(len(settings.weights))


LINE = NeuronSettings()  # one input: 4 · 3 + 5
START = NeuronSettings(
    weights=(2.0, -1.0, 1.0),
    bias=-3.0,
    activation="step",
    X=((1.0, 1.0, 1.0), (0.0, 1.0, 2.0), (1.0, 0.0, 1.0), (1.0, 1.0, 2.0)),
)
BUILT = ("w", "b", "activation", "x", "reach", "story", "nudge", "hide")  # what the lesson "build" is made of


def begun(asked: Mapping[str, Any]) -> NeuronSettings:
    """Return the settings that a link begins from: one that says a thing of the neuron means the line."""
    first = [asked[name] == getattr(START, SETTINGS[name].field) for name in BUILT if name in asked]
    return START if not first or (len(first) == len(BUILT) and all(first)) else LINE


STORE = SettingsStore("neuron", START, suited, begun)
SETTINGS = STORE.table
