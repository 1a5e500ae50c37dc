"""All data sets by name: what makes each of them, what its parameters may be, and its task."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from inspect import signature
from typing import NamedTuple

from numpy.typing import ArrayLike

from nnviz.datasets.arithmetic_data import arithmetic, arithmetic_targets, article_data
from nnviz.datasets.dataset import Dataset, Task
from nnviz.datasets.handwritten_digits import digits
from nnviz.datasets.plane_data import checkerboard, circle, gauss, moons, spiral, xor
from nnviz.validation import Array, choice, not_negative, whole_number


class Limits(NamedTuple):
    """What a parameter may be: `low` to `high`, both included, or more where `high` is None."""

    low: int
    high: float | None
    whole: bool = True

    def checked(self, name: str, value: float) -> float:
        """The value, else ValueError."""
        if self.whole:
            return whole_number(name, value, self.low, None if self.high is None else int(self.high))
        value = not_negative(name, value)
        if self.high is not None and value > self.high:
            raise ValueError(f"{name} must be {self.low}..{self.high:g}, got {value!r}")
        return value


SAMPLES, SEED, NOISE = Limits(2, None), Limits(0, None), Limits(0, 0.5, whole=False)
DRAWN = {"samples": SAMPLES, "seed": SEED}
NOISY = {"samples": SAMPLES, "noise": NOISE, "seed": SEED}


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
        The right targets (samples, outputs) for any inputs (samples, inputs), where there are such.
    parameters : mapping of str to Limits
        What each parameter may be; empty for a data set that is always the same.
    """

    name: str
    generate: Callable[..., Dataset]
    task: Task
    inputs: int
    outputs: int
    parameters: Mapping[str, Limits] = field(default_factory=dict, hash=False)
    rule: Callable[[ArrayLike], Array] | None = None

    @property
    def defaults(self) -> dict[str, float]:
        """The value of each parameter that is not given."""
        known = signature(self.generate).parameters
        return {name: known[name].default for name in self.parameters}

    def make(self, **values: float) -> Dataset:
        """Make the data set with these `values` of its parameters, the others at their defaults.

        Raises ValueError for a parameter that it does not have, and for a value outside its limits.
        """
        for name, value in values.items():
            self.parameters[choice("parameter", name, self.parameters)].checked(name, value)
        return self.generate(**values)


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
        DatasetEntry("digits", digits, "classification", 64, 6),
    )
}
