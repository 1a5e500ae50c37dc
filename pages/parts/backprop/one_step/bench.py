"""A training step with a common mistake, beside the right one on the same numbers: what differs, and which
of its steps are written otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from nnviz import TrainingTrace, first_difference
from nnviz.backprop import Differences
from nnviz.backprop.training_trace import TraceStep
from pages.parts.backprop.array_names import PARAMETER_OF, stem
from pages.parts.backprop.fitting import shapes
from pages.parts.backprop.settings import BackpropSettings
from pages.parts.backprop.training import mistake_of, numbers_of, right_trace_of, trace_of


@dataclass(frozen=True, eq=False)
class Bench:
    """The `right` step, the `wrong` one with the mistake called `name`, and their `differences`."""

    name: str
    right: TrainingTrace
    wrong: TrainingTrace
    differences: Differences

    @property
    def first(self) -> str | None:
        """The array with the first wrong number; None if all numbers are right."""
        return self.differences.first

    @cached_property
    def altered(self) -> frozenset[str]:
        """The arrays whose step is written in another way, or has to do with arrays of other shapes."""
        right = {step.name: step for step in self.right}
        return frozenset(
            step.name for step in self.wrong if step.name not in right or differs(step, right[step.name])
        )

    @cached_property
    def lines(self) -> tuple[str, str] | None:
        """The first line that is written in another way, and the right one; None if no line is."""
        right = {step.name: step.code for step in self.right}
        made = [(step.name, step.code) for step in self.wrong]
        if self.wrong.failure:
            made.append((self.wrong.failure.name, self.wrong.failure.code))
        found = ((code, right[name]) for name, code in made if name in right)
        return next(((code, known) for code, known in found if code != known), None)


def differs(step: TraceStep, right: TraceStep) -> bool:
    """Whether a step is written in another way, or has to do with arrays of other shapes."""
    shaped, expected = (
        [one.result.shape, *(operand.value.shape for operand in one.operands)] for one in (step, right)
    )
    return step.code != right.code or shaped != expected


def bench_of(settings: BackpropSettings) -> Bench | None:
    """Return the mistake of the settings beside the right step; None if there is none."""
    return _bench(numbers_of(settings)) if settings.mistake else None


@lru_cache(maxsize=32)
def _bench(settings: BackpropSettings) -> Bench | None:
    """The last ones are kept, for all visitors."""
    name = mistake_of(settings)
    if name is None:
        return None
    right, wrong = right_trace_of(settings), trace_of(settings)
    return Bench(name, right, wrong, first_difference(right, wrong))


def is_altered(settings: BackpropSettings, name: str) -> bool:
    """Whether the step that makes an array is written in another way than the right one."""
    bench = bench_of(settings)
    return bench is not None and name in bench.altered


# -- shapes ---------------------------------------------------------------------------------------------
def made_shapes(settings: BackpropSettings) -> dict[str, tuple[int, ...]]:
    """Return the shapes of the arrays that a reader sees as the step makes them: a mistake may make others,
    and leave parameters out."""
    known, bench = shapes(settings), bench_of(settings)
    if bench is None:
        return known
    made = bench.wrong.arrays
    return {
        name: made[name].shape if name in made else shape
        for name, shape in known.items()
        if not _left_out(name, made)
    }


def _left_out(name: str, made: Mapping[str, np.ndarray]) -> bool:
    """Whether an array belongs to parameters that the network with the mistake does not have."""
    kind = stem(name)
    return kind in PARAMETER_OF and f"{PARAMETER_OF[kind]}{name[len(kind) :]}" not in made
