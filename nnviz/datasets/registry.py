"""All data sets by name: what makes each of them, what its parameters may be, and its task."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from inspect import signature
from typing import NamedTuple

from numpy.typing import ArrayLike

from nnviz.datasets.arithmetic_data import arithmetic, arithmetic_targets, article_data
from nnviz.datasets.curve_data import CURVES, SPREADS, curve, curve_targets
from nnviz.datasets.dataset import Dataset, Task
from nnviz.datasets.handwritten_digits import digits, ten_digits
from nnviz.datasets.plane_data import checkerboard, circle, gauss, moons, spiral, three, xor
from nnviz.validation import Array, choice, finite_number, not_negative, whole_number

ParameterValue = float | str


class Limits(NamedTuple):
    """What a number may be: `low` to `high`, both included, or more where `high` is None; `whole` or not."""

    low: int
    high: float | None
    whole: bool = True

    def checked(self, name: str, value: ParameterValue) -> float:
        """The `value` of the parameter `name`, else ValueError."""
        if self.whole:
            return whole_number(name, value, self.low, None if self.high is None else int(self.high))
        number = finite_number(name, value) if self.low < 0 else not_negative(name, float(value))
        if number < self.low or (self.high is not None and number > self.high):
            raise ValueError(f"{name} must be {self.low}..{self.high:g}, got {value!r}")
        return number


class Names(NamedTuple):
    """What a name may be: one of `names`."""

    names: tuple[str, ...]

    def checked(self, name: str, value: ParameterValue) -> str:
        """The `value` of the parameter `name`, else ValueError."""
        return choice(name, value, self.names)  # type: ignore[arg-type]  # a number is none of the names


SAMPLES, SEED, NOISE = Limits(2, None), Limits(0, None), Limits(0, 0.5, whole=False)
DRAWN = {"samples": SAMPLES, "seed": SEED}
NOISY = {"samples": SAMPLES, "noise": NOISE, "seed": SEED}
ALONG_X = Limits(-1000, 1000, whole=False)
OF_A_CURVE: dict[str, Limits | Names] = {
    "curve": Names(tuple(CURVES)),
    **NOISY,
    "low": ALONG_X,
    "high": ALONG_X,
    "spread": Names(tuple(SPREADS)),
}


@dataclass(frozen=True)
class DatasetEntry:
    """One data set, and what it may be made from.

    Parameters
    ----------
    name : str
    generate : callable
        Makes it from its parameters.
    task : {"regression", "classification"}
    inputs, outputs : int
        The columns of X and of Y.
    rule : callable, optional
        The right targets (samples, outputs) for any inputs (samples, inputs), where there are such; besides
        the inputs it takes those parameters of the data set that it names.
    parameters : mapping of str to Limits or Names
        What each parameter may be; empty for a data set that is always the same.
    """

    name: str
    generate: Callable[..., Dataset]
    task: Task
    inputs: int
    outputs: int
    parameters: Mapping[str, Limits | Names] = field(default_factory=dict, hash=False)
    rule: Callable[..., Array] | None = None

    @property
    def defaults(self) -> dict[str, ParameterValue]:
        """The value of each parameter that is not given; one that then follows from others is left out."""
        known = signature(self.generate).parameters
        found = {name: known[name].default for name in self.parameters}
        return {name: value for name, value in found.items() if value is not None}

    def make(self, **values: ParameterValue) -> Dataset:
        """Make the data set with these `values` of its parameters, the others at their defaults.

        Raises ValueError for a parameter that it does not have, and for a value outside its limits.
        """
        for name, value in values.items():
            self.parameters[choice("parameter", name, self.parameters)].checked(name, value)
        return self.generate(**values)

    def rule_with(self, **values: ParameterValue) -> Callable[[ArrayLike], Array] | None:
        """The rule that goes with these `values` of the parameters, None where there is no rule."""
        if self.rule is None:
            return None
        taken = signature(self.rule).parameters
        return partial(self.rule, **{name: value for name, value in values.items() if name in taken})


DATASETS = {
    entry.name: entry
    for entry in (
        DatasetEntry("arithmetic", arithmetic, "regression", 2, 3, DRAWN, arithmetic_targets),
        DatasetEntry("article", article_data, "regression", 2, 3, {"samples": SAMPLES}, arithmetic_targets),
        DatasetEntry("circle", circle, "classification", 2, 1, NOISY),
        DatasetEntry("xor", xor, "classification", 2, 1, NOISY),
        DatasetEntry("gauss", gauss, "classification", 2, 1, NOISY),
        DatasetEntry("spiral", spiral, "classification", 2, 1, NOISY),
        DatasetEntry("moons", moons, "classification", 2, 1, NOISY),
        DatasetEntry("checkerboard", checkerboard, "classification", 2, 1, NOISY),
        DatasetEntry("three", three, "classification", 2, 3, NOISY),
        DatasetEntry("curve", curve, "regression", 1, 1, OF_A_CURVE, curve_targets),
        DatasetEntry("digits", digits, "classification", 64, 6),
        DatasetEntry("ten_digits", ten_digits, "classification", 64, 10),
    )
}
