"""The settings of the page Backpropagation: a network with its numbers, samples, a loss, an optimizer.
They are the numbers before the first training step; `at` says how many steps were trained since."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np

from nnviz import INITIALIZERS, LOSSES, MISTAKES, OPTIMIZERS, Network
from pages.parts.backprop.answers import ANSWERS, Answers
from pages.parts.backprop.codecs import (
    ALL_SAMPLES,
    BIASES,
    CHOSEN,
    LAYERS,
    MOST_COMPARED,
    MOST_SAMPLES,
    MOST_TRAINED,
    SAMPLES,
    WEIGHTS,
    LayerPlan,
    Matrix,
)
from pages.parts.backprop.walk_codecs import (
    CHANGES,
    EVERY_RATE,
    METHODS,
    START_OF_WALKS,
    STEPS,
    SURFACE_NAMES,
    USUAL,
    Changes,
    Rates,
    Start,
)
from pages.shared.protocol.layouts import Array
from pages.shared.scenes.optimizer_state import PARAMETERS
from pages.shared.state.codecs import Number, OneOf, Scale, Switch, Whole, Written
from pages.shared.state.query_params import setting

VIEWS = ("step", "optimizers")
REDUCTIONS = ("mean", "sum")
MOST_STEPS = 999  # of a timeline


@dataclass(frozen=True)
class BackpropSettings:
    """One value for every setting. `layers` are the units and the activation of each layer; the weights `w1`,
    `w2`, … and the biases `b1`, …, where there is a `bias`, are those before the first step, drawn by `init`
    and `seed` where they are not given. `X` and `Y` have a row for each sample; for cross entropy the rows of
    Y may be class numbers.

    `chosen` is the number whose chain is shown in so many `levels`, `alone` for the chosen sample, and with
    `checks` the check of every parameter. `sample` is the row that the drawn network shows, `opened` the
    array whose product is open, and `back` the step from which it was opened. With `calls` every NumPy call
    is a step. `at` training steps were done before the one that is shown, `trained` the most that were. With
    a `mistake` the step is done as somebody might write it, and so were those before; `compared` thousand
    steps with it are shown beside as many without.

    To the lesson "optimizers" belong the loss that is walked over, its `surface`, the `start` of all walks,
    the `rates` of all optimizers and their `changes` on the way, the parameters (`first`, `second`) over
    which the network's own loss is sliced, the optimizer (`method`) and the `parameter` whose numbers are
    shown, and of how many steps a `walk` is."""

    view: str = setting("step", OneOf(VIEWS))
    layers: tuple[LayerPlan, ...] = setting(((2, "sigmoid"), (2, "sigmoid")), LAYERS)
    X: Matrix = setting(((0.05, 0.1),), SAMPLES, name="x", longest=ALL_SAMPLES)
    Y: Matrix = setting(((0.01, 0.99),), SAMPLES, name="y", longest=ALL_SAMPLES)
    w1: Matrix = setting(((0.15, 0.25), (0.2, 0.3)), WEIGHTS)
    b1: Matrix = setting(((0.35, 0.35),), BIASES)
    w2: Matrix = setting(((0.4, 0.5), (0.45, 0.55)), WEIGHTS)
    b2: Matrix = setting(((0.6, 0.6),), BIASES)
    w3: Matrix = setting((), WEIGHTS)
    b3: Matrix = setting((), BIASES)
    w4: Matrix = setting((), WEIGHTS)
    b4: Matrix = setting((), BIASES)
    w5: Matrix = setting((), WEIGHTS)
    b5: Matrix = setting((), BIASES)
    w6: Matrix = setting((), WEIGHTS)
    b6: Matrix = setting((), BIASES)
    bias: bool = setting(True, Switch())
    init: str = setting("glorot_uniform", OneOf(tuple(INITIALIZERS)))
    seed: int = setting(0, Whole(0, 9999))
    loss: str = setting("half_squared_error", OneOf(tuple(LOSSES)))
    reduction: str = setting("mean", OneOf(REDUCTIONS))
    optimizer: str = setting("sgd", OneOf(tuple(OPTIMIZERS)))
    rate: float = setting(0.5, Number(0.0, 1000.0))
    momentum: float = setting(0.9, Number(0.0, 0.999))
    decay: float = setting(0.9, Number(0.0, 0.999))
    beta1: float = setting(0.9, Number(0.0, 0.999))
    beta2: float = setting(0.999, Number(0.0, 0.9999))
    chosen: str = setting("", CHOSEN)
    levels: int = setting(2, Whole(1, 12))
    alone: bool = setting(False, Switch())
    checks: bool = setting(False, Switch())
    homework: bool = setting(False, Switch())
    answers: Answers = setting((), ANSWERS)
    sample: int = setting(0, Whole(0, MOST_SAMPLES - 1))
    calls: bool = setting(False, Switch())
    opened: str = setting("", Written(lambda text: (text, True) if text.isalnum() else None))
    at: int = setting(0, Whole(0, MOST_TRAINED))
    mistake: str = setting("", OneOf(("", *MISTAKES)))
    compared: int = setting(0, Whole(0, MOST_COMPARED))
    surface: str = setting("bowl", OneOf(SURFACE_NAMES))
    start: Start = setting((-7.0, 2.0), START_OF_WALKS)
    rates: Rates = setting(USUAL, EVERY_RATE)
    changes: Changes = setting((), CHANGES)
    first: str = setting("", CHOSEN)
    second: str = setting("", CHOSEN)
    method: str = setting("sgd", OneOf(METHODS))
    parameter: str = setting("x", OneOf(PARAMETERS))
    walk: int = setting(30, Scale(STEPS), name="steps")
    step: int = setting(0, Whole(0, MOST_STEPS), by_player=True)
    back: int = 0
    trained: int = 0

    @property
    def sizes(self) -> tuple[int, ...]:
        """Inputs, and the units of every layer."""
        return (len(self.X[0]), *(units for units, _ in self.layers))

    @property
    def activations(self) -> tuple[str, ...]:
        """One name for each layer."""
        return tuple(activation for _, activation in self.layers)

    @property
    def names_classes(self) -> bool:
        """Whether the targets are class numbers, one a sample."""
        return self.loss == "cross_entropy" and len(self.Y[0]) == 1 and self.sizes[-1] > 1

    @property
    def targets(self) -> Array:
        """The targets as the core takes them: (samples, outputs), or class numbers (samples,)."""
        rows = np.array(self.Y)
        return rows[:, 0].astype(int) if self.names_classes else rows

    @property
    def network(self) -> Network:
        """The network before the first training step."""
        drawn = _drawn(self.sizes, self.init, self.seed)
        weights = [np.array(W or known) for W, known in zip(self.weights, drawn.weights, strict=True)]
        biases = [np.array(b[0] if b else known) for b, known in zip(self.biases, drawn.biases, strict=True)]
        given = biases if self.bias else None
        return Network.from_parameters(weights, given, self.activations[:-1], self.activations[-1])

    @property
    def weights(self) -> tuple[Matrix, ...]:
        """The weights of every layer; one that is drawn is empty."""
        return tuple(getattr(self, f"w{layer}") for layer in range(1, len(self.layers) + 1))

    @property
    def biases(self) -> tuple[Matrix, ...]:
        """The biases of every layer, in a row; one that is drawn is empty."""
        return tuple(getattr(self, f"b{layer}") for layer in range(1, len(self.layers) + 1))

    @property
    def structure(self) -> "BackpropSettings":
        """What the picture depends on, and every number in it one and the same."""
        return replace(
            DRAWN,
            view=self.view,
            layers=self.layers,
            X=((0.0,) * self.sizes[0],) * len(self.X),
            Y=((1.0 / self.sizes[-1],) * self.sizes[-1],) * len(self.X),
            bias=self.bias,
            loss=self.loss,
            optimizer=self.optimizer,
            reduction=self.reduction,
            calls=self.calls and not self.homework,
            homework=self.homework,
            checks=self.checks and not self.homework,
            mistake=self.mistake,
            step=self.step,
        )


@lru_cache(maxsize=32)
def _drawn(sizes: tuple[int, ...], init: str, seed: int) -> Network:
    """The random network of these sizes, for all visitors; its numbers are copied, never changed."""
    return Network(sizes, "linear", "linear", init, seed)


def with_numbers(settings: BackpropSettings, numbers: Mapping[str, Matrix]) -> BackpropSettings:
    """Return settings with other weights and biases, by their names in the link."""
    changes: dict[str, Any] = dict(numbers)
    return replace(settings, **changes)


NOTHING: dict[str, Matrix] = {f"{name}{layer}": () for name in "wb" for layer in range(1, 7)}
START = BackpropSettings()
DRAWN = with_numbers(START, NOTHING)
