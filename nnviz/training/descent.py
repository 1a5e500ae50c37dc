"""The walk of an optimizer over a loss of some parameters, step by step, with all that it computes.
The rate may change on the way; a walk that leaves the finite numbers ends there.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import inf, isfinite

import numpy as np
from numpy.typing import ArrayLike

from nnviz.read_only import read_only
from nnviz.tape import ALL_LAYERS, Tape
from nnviz.timeline import StoredTimeline
from nnviz.training.optimizer import Optimizer
from nnviz.training.surfaces import Surface
from nnviz.training.update_lines import constants, moments, update_lines
from nnviz.validation import Array, not_negative, vector, whole_number

ARRIVED = 0.01  # of the loss at the start: who stays below that has arrived


@dataclass(frozen=True, eq=False)
class DescentStep:
    """One update: from a point to the next.

    `number` counts from 1, `rate` is the learning rate of this update. By the names of `update_lines` the
    arrays (parameters,) in `before` are what there was (theta, and what the optimizer remembered), those in
    `values` what each line made: g, the moments, update, theta. `loss` is that of the new point. All are
    read-only.
    """

    number: int
    rate: float
    before: Mapping[str, Array]
    values: Mapping[str, Array]
    loss: float

    @property
    def is_finite(self) -> bool:
        """Whether the new point and its loss are finite numbers."""
        return isfinite(self.loss) and bool(np.isfinite(self.values["theta"]).all())


def numbers(optimizer: Optimizer, step: DescentStep, parameter: int) -> dict[str, float]:
    """Every number that the lines of an update name, for one of the parameters.

    Parameters
    ----------
    optimizer : Optimizer
        The one that did the step.
    step : DescentStep
    parameter : int
        From 0.

    Returns
    -------
    dict of str to float
        `rate` and the constants, what each line made by its name, with `old_` before the name what there was
        before the step, and as `rest`, `rest1`, `rest2` what rho, beta1 and beta2 lack of 1.
    """
    known = {"rate": step.rate, **constants(optimizer)}
    rests = {"rest": "rho", "rest1": "beta1", "rest2": "beta2"}
    known |= {rest: 1 - known[name] for rest, name in rests.items() if name in known}
    arrays = {f"old_{name}": value for name, value in step.before.items()} | dict(step.values)
    return known | {name: float(value[parameter] if value.ndim else value) for name, value in arrays.items()}


@dataclass(frozen=True, eq=False)
class Descent(StoredTimeline[DescentStep]):
    """What `descent` did, as a sequence of steps.

    `path` (steps + 1, parameters) begins with the start and `losses` (steps + 1,) with its loss; both are
    read-only. `surface`, `optimizer` and `changes` are as they were given.
    """

    surface: Surface
    optimizer: Optimizer
    changes: Mapping[int, float]
    steps: tuple[DescentStep, ...]
    path: Array
    losses: Array

    @property
    def diverged(self) -> bool:
        """Whether the last step led out of the finite numbers; no step comes after it."""
        return bool(self.steps) and not self.steps[-1].is_finite

    @property
    def climbs(self) -> bool:
        """Whether the walk ends above its start, or out of the finite numbers."""
        return not self.losses[-1] <= self.losses[0]

    @cached_property
    def arrival(self) -> int | None:
        """The first point from which on the loss stays within `ARRIVED` of that of the start; None if it
        never does.
        """
        above = np.flatnonzero(~(self.losses <= ARRIVED * self.losses[0]))
        first = int(above[-1]) + 1 if above.size else 0
        return first if first < len(self.losses) else None

    def rate_at(self, point: int) -> float:
        """The rate with which the walk goes on from the point of this number, 0 for the start."""
        return rate_at(self.optimizer.rate, self.changes, point)

    @property
    def limit(self) -> float:
        """The rate above which the steepest direction is climbed instead of descended; infinite where each
        gradient is divided by its own size, or no curvature is known. See `curvature.rate_limit`.
        """
        curvature = self.surface.curvature
        return self.optimizer.stability / curvature if curvature else inf


def rate_at(rate: float, changes: Mapping[int, float], point: int) -> float:
    """The rate with which a walk goes on from the point of a number, if it began with `rate`."""
    since = [number for number in changes if number <= point]
    return changes[max(since)] if since else rate


def descent(
    surface: Surface,
    start: ArrayLike,
    optimizer: Optimizer,
    steps: int = 30,
    changes: Mapping[int, float] | None = None,
) -> Descent:
    """Walk downhill with an optimizer, by the calls that train the networks, and note every number.

    Parameters
    ----------
    surface : Surface
        An entry of `SURFACES`, or one of your own.
    start : array_like, (parameters,)
    optimizer : Optimizer
        One of the kinds in `OPTIMIZERS`.
    steps : int
        How many updates, at least 0; fewer are done if one leads out of the finite numbers.
    changes : mapping of int to float, optional
        Other learning rates: {12: 0.5} is taken from the update after point 12 on. Point 0 is the start.

    Returns
    -------
    Descent
        A timeline of updates.

    Raises
    ------
    ValueError
        For a start that is no list of finite numbers, a number of steps or a point below 0, a rate below 0,
        and an optimizer of another kind.

    Examples
    --------
    >>> from nnviz import SGD, SURFACES
    >>> walk = descent(SURFACES["bowl"], (-7, 2), SGD(0.95), steps=2)
    >>> walk.path
    array([[-7.      ,  2.      ],
           [-6.335   , -1.8     ],
           [-5.733175,  1.62    ]])
    """
    point = vector("start", start)
    steps, rates = whole_number("steps", steps, 0), _checked(changes or {})
    lines = [line.name for line in update_lines(optimizer)]
    walker = _Walker(surface, optimizer, point)
    done: list[DescentStep] = []
    path, losses = [read_only(point.copy())], [float(surface.loss(point))]
    while len(done) < steps and (not done or done[-1].is_finite):
        done.append(walker.step(len(done) + 1, rate_at(optimizer.rate, rates, len(done)), lines))
        path.append(done[-1].values["theta"])
        losses.append(done[-1].loss)
    kept = read_only(np.array(path)), read_only(np.array(losses))
    return Descent(surface, optimizer, rates, tuple(done), *kept)


def _checked(changes: Mapping[int, float]) -> dict[int, float]:
    return {
        whole_number("a point of changes", point, 0): not_negative("a rate of changes", rate)
        for point, rate in sorted(changes.items())
    }


@dataclass(eq=False)
class _Walker:
    """An optimizer under way: its point is moved in place by the recorded calls."""

    surface: Surface
    optimizer: Optimizer
    point: Array
    tape: Tape = field(default_factory=Tape)

    def __post_init__(self) -> None:
        self.state = self.optimizer.start(self.point)
        self.tape.at(ALL_LAYERS, "update")
        self.optimizer.record(self.tape, self.point, self.state)

    def step(self, number: int, rate: float, lines: list[str]) -> DescentStep:
        """Do one update; `lines` are the names of what it makes."""
        before = {"theta": read_only(self.point.copy())} | moments(self.optimizer, self.state)
        with np.errstate(all="ignore"):
            self.state.gradient[:] = self.surface.gradient(self.point)
            self.state.rate[()] = rate
            for call in self.tape.calls:
                call.function(*call.args)
            loss = float(self.surface.loss(self.point))
            known = moments(self.optimizer, self.state)
        known |= {"g": self.state.gradient, "update": self.state.update, "theta": self.point}
        values = {name: read_only(np.array(known[name])) for name in lines}
        return DescentStep(number, rate, before, values, loss)


def as_code(walk: Descent) -> tuple[str, ...]:
    """The lines of a program that walks the same way and prints every point with its loss.

    Parameters
    ----------
    walk : Descent

    Returns
    -------
    tuple of str
    """
    surface, lines = walk.surface, update_lines(walk.optimizer)
    start, known = walk.path[0].tolist(), constants(walk.optimizer)
    given = [f"{name} = {value!r}" for name, value in {"rate": walk.optimizer.rate, **known}.items()]
    zeros = [name for name in walk[0].before if name not in ("theta", "d")] if len(walk) else []
    changes = {point: rate for point, rate in walk.changes.items() if point < len(walk)}
    return (
        "import numpy as np",
        *surface.setup,
        "",
        "def loss(theta):",
        f"    {surface.unpacked}",
        f"    return {surface.code}",
        "",
        "def gradient(theta):",
        f"    {surface.unpacked}",
        f"    return {surface.gradient_code}",
        "",
        f"theta = np.array({start})",
        *given,
        *(f"{name} = {'0' if name == 't' else f'np.zeros({len(start)})'}" for name in zeros),
        *([f"changes = {changes}"] if changes else []),
        f"for step in range({len(walk)}):",
        *(["    rate = changes.get(step, rate)"] if changes else []),
        *(f"    {line.code}" for line in lines),
        "    print(step + 1, theta, loss(theta))",
    )
