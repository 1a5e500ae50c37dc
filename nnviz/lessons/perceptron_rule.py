"""The perceptron rule as a timeline: a neuron with a step learns from every mistake, one step a mistake.
It ends when an epoch has no mistake; where no neuron can do it, the numbers walk in a circle.
"""

from dataclasses import dataclass
from math import isfinite
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from nnviz.networks.neuron import Neuron, added_up, products
from nnviz.read_only import read_only
from nnviz.timeline import StoredTimeline
from nnviz.validation import Array, finite_number, same_length, sample_rows, vector, whole_number

MOST_LOOKS = 1_000_000
STARTING, EPOCH, LEARNING, DONE = 4, 5, 11, 15  # lines of `as_code`, from 0


class State(NamedTuple):
    """What the neuron knows at one moment: `weights` (inputs,), read-only, and `bias`."""

    weights: Array
    bias: float


@dataclass(frozen=True)
class PerceptronRule:
    """How it is learned from a mistake.

    `rate` is more than 0. The neuron fires on a sum of more than 0, and on exactly 0 only with `ties`. An
    update adds rate·error·x, and the error is target - output: 1 if the neuron should have fired, -1 if it
    should not have. With `backwards` it is output - target, a mistake that many a program makes: every
    update then leads away from what is right.
    """

    rate: float = 1.0
    ties: bool = True
    backwards: bool = False

    def fires(self, z: float) -> bool:
        """Return whether the neuron fires on the sum z, bias included."""
        return z > 0 or (self.ties and z == 0)

    def error(self, target: int, output: int) -> int:
        """Return what is taken for the error."""
        return output - target if self.backwards else target - output


@dataclass(frozen=True, eq=False)
class Update:
    """One mistake and what was learned from it.

    `number` counts the updates from 0, `epoch` from 1, `sample` is the row of X and `x` (inputs,) its
    numbers. `weighted_sum` is x·w, `z` that plus the bias, both before the update; `output` is 1 where the
    neuron fires, else 0. `error` is what the update takes for the error, 1 or -1.
    """

    number: int
    epoch: int
    sample: int
    x: Array
    target: int
    output: int
    weighted_sum: float
    z: float
    weights_before: Array
    bias_before: float
    weights_after: Array
    bias_after: float
    error: int


@dataclass(frozen=True, eq=False)
class PerceptronRun(StoredTimeline[Update]):
    """What `perceptron` did, as a sequence of updates.

    X (samples, inputs) and y (samples,) are read-only; `rule` is how it learned. `errors` counts the mistakes
    of each epoch. `states[e]` is what the neuron knew after e epochs: `states[0]` the start, `states[-1]` the
    end.
    """

    X: Array
    y: Array
    rule: PerceptronRule
    steps: tuple[Update, ...]
    errors: tuple[int, ...]
    states: tuple[State, ...]

    @property
    def rate(self) -> float:
        """The learning rate."""
        return self.rule.rate

    @property
    def updates(self) -> tuple[Update, ...]:
        """The steps, by the name of what each of them is."""
        return self.steps

    @property
    def solved(self) -> bool:
        """Whether the last epoch went without a mistake."""
        return self.errors[-1] == 0

    @property
    def weights(self) -> Array:
        """The weights (inputs,) at the end, read-only."""
        return self.states[-1].weights

    @property
    def bias(self) -> float:
        """The bias at the end."""
        return self.states[-1].bias

    @property
    def neuron(self) -> Neuron:
        """The neuron at the end."""
        return Neuron(self.weights, self.bias)

    @property
    def cycle(self) -> tuple[int, int] | None:
        """(first epoch, length): from this epoch on, the same epochs come again and again; None if not seen.

        The order of samples is fixed, so an epoch depends on nothing but the state at its start. If that
        state was there before, at the start of an epoch with mistakes, the rule walks in a circle for ever:
        this is the proof that it never ends. Where no neuron is right, the weights stay bounded (Minsky and
        Papert, 1969; Block and Levin, 1970), so with whole numbers a circle comes for certain.
        """
        if self.solved:
            return None
        seen: dict[tuple[float, ...], int] = {}
        for epoch, (weights, bias) in enumerate(self.states, 1):
            first = seen.setdefault((*weights.tolist(), bias), epoch)
            if first != epoch:
                return first, epoch - first
        return None


def perceptron(
    X: ArrayLike,
    y: ArrayLike,
    rate: float = 1.0,
    epochs: int = 20,
    *,
    start: tuple[ArrayLike, float] | None = None,
    ties: bool = True,
    backwards: bool = False,
) -> PerceptronRun:
    """Learn from mistakes, one sample after the other: the perceptron rule.

    output = 1 if x·w + b >= 0 else 0, then w += rate·error·x and b += rate·error with error = target -
    output. It stops after the first epoch without a mistake. A book whose neuron fires on > 0 only gets other
    numbers: for AND b = -2 after 1, 3, 3, 2, 1, 0 mistakes.

    If some u of length 1 has u·(x, 1) >= margin for the samples to fire and <= -margin for the others, there
    are at most (R / margin)² updates, R the largest length of an (x, 1). From zeros the rate only scales w
    and b, up to rounding: with 0.1 the sums of AND miss a tie, and its errors are 2, 3, 3, 0.

    Parameters
    ----------
    X : array_like, (samples, inputs)
    y : array_like, (samples,)
        The targets, 0 or 1.
    rate : float
        More than 0.
    epochs : int
        At most so many passes over the samples, up to `MOST_LOOKS` / samples.
    start : (weights, bias), optional
        Where it begins, weights (inputs,); None is zeros.
    ties : bool
        Whether a sum of exactly 0 fires.
    backwards : bool
        Whether the error is output - target, which is wrong: see `PerceptronRule`.

    Returns
    -------
    PerceptronRun
        A timeline of updates, one for each mistake.

    Raises
    ------
    ValueError
        For a rate that is not positive, other targets, shapes that do not fit, more than `MOST_LOOKS` looks,
        a start that is not finite, and numbers so large that they could overflow.

    References
    ----------
    Rosenblatt, 1958; the bound: Novikoff, 1962.

    Examples
    --------
    >>> run = perceptron([[0, 0], [1, 0], [0, 1], [1, 1]], [0, 0, 0, 1])
    >>> run.weights, run.bias, run.errors
    (array([1., 2.]), -3.0, (2, 3, 3, 2, 1, 0))
    """
    X, y = read_only(np.array(sample_rows("X", X), np.float64)), read_only(_targets(y))
    same_length(X, y)
    most = max(1, MOST_LOOKS // len(X))
    epochs = whole_number("epochs", epochs, 1, most, f"{MOST_LOOKS:,} / the number of samples")
    state = _start(start, X.shape[1])
    rule = PerceptronRule(_checked_rate(rate, X, epochs, state), ties, backwards)
    updates: list[Update] = []
    errors: list[int] = []
    states = [state]
    while len(errors) < epochs and errors[-1:] != [0]:
        known = len(updates)
        for sample in range(len(X)):
            update = _mistake(X, y, sample, state, rule, (len(updates), len(errors) + 1))
            if update is not None:
                updates.append(update)
                state = State(update.weights_after, update.bias_after)
        errors.append(len(updates) - known)
        states.append(state)
    return PerceptronRun(X, y, rule, tuple(updates), tuple(errors), tuple(states))


def as_code(run: PerceptronRun, epochs: int) -> tuple[str, ...]:
    """The lines of a program that learns the same in at most so many epochs; `STARTING`,
    `EPOCH`, `LEARNING` and `DONE` are numbers of lines.
    """
    error = "output - target" if run.rule.backwards else "target - output"
    return (
        "import numpy as np",
        "",
        f"X = np.array({[[_short(x) for x in row] for row in run.X.tolist()]})",
        f"y = {[int(target) for target in run.y]}",
        f"w, b, rate = {_as_code(run.states[0].weights)}, {run.states[0].bias!r}, {run.rate!r}",
        f"for epoch in range(1, {epochs + 1}):",
        "    mistakes = 0",
        "    for x, target in zip(X, y):",
        "        z = (x * w).sum() + b",
        f"        output = 1 if z {'>=' if run.rule.ties else '>'} 0 else 0",
        "        if output != target:",
        f"            w += rate * ({error}) * x",
        f"            b += rate * ({error})",
        "            mistakes += 1",
        "    if mistakes == 0:",
        "        break",
    )


def _as_code(weights: Array) -> str:
    return f"np.array({weights.tolist()})" if weights.any() else f"np.zeros({len(weights)})"


def _short(value: float) -> float | int:
    return int(value) if value.is_integer() else value


def _mistake(
    X: Array, y: Array, sample: int, state: State, rule: PerceptronRule, count: tuple[int, int]
) -> Update | None:
    """What is learned from one sample; None if the neuron is right. `count` is (number, epoch)."""
    x, target, (w, b) = X[sample], int(y[sample]), state
    weighted_sum = float(added_up(products(x, w)))
    z = weighted_sum + b
    output = int(rule.fires(z))
    if output == target:
        return None
    error = rule.error(target, output)
    weights, bias = read_only(w + rule.rate * error * x), b + rule.rate * error
    return Update(*count, sample, x, target, output, weighted_sum, z, w, b, weights, bias, error)


def _start(start: tuple[ArrayLike, float] | None, inputs: int) -> State:
    """What the neuron knows before it learns anything."""
    if start is None:
        return State(read_only(np.zeros(inputs)), 0.0)
    weights, bias = vector("start[0]", start[0]), finite_number("start[1]", start[1])
    if len(weights) != inputs:
        raise ValueError(f"start[0] must hold {inputs} weights, got {len(weights)}; give one for each input")
    return State(read_only(np.array(weights, np.float64)), bias)


def _targets(y: ArrayLike) -> Array:
    targets = vector("y", y)
    wrong = np.flatnonzero((targets != 0) & (targets != 1))
    if wrong.size:
        raise ValueError(
            f"y must hold 0 and 1, got {targets[wrong[0]]} at {(int(wrong[0]),)}; "
            "write 1 for a sample on which the neuron must fire, else 0"
        )
    return targets


def _checked_rate(rate: float, X: Array, epochs: int, start: State) -> float:
    """`rate` as a positive float with which no sum can leave float64, else ValueError."""
    rate = finite_number("rate", rate)
    if rate <= 0:
        raise ValueError(f"rate must be more than 0, got {rate}")
    largest = max(1.0, float(np.abs(X).max()))
    begun = max(abs(start.bias), float(np.abs(start.weights).max()))
    if not isfinite(X.size * largest * (rate * epochs * largest + begun)):
        raise ValueError(
            f"X, rate and start must be small enough to be added up, got {largest}, {rate} and {begun}; "
            "scale X first"
        )
    return rate
