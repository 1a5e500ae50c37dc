"""What the gradient check says of a step with a mistake: the relative error of every array of parameters."""

from functools import lru_cache
from math import isfinite

import numpy as np

from nnviz import TrainingTrace
from nnviz.backprop.difference_check import CLOSE, AllChecks, check_all
from pages.parts.backprop.one_step.bench import Bench
from pages.shared.protocol.layouts import Array
from pages.shared.text import Text

ROUNDING = 1e-12
SMALL = 1e-3  # what is less is written as a power of ten


@lru_cache(maxsize=32)
def checks_of(trace: TrainingTrace) -> AllChecks:
    """Return the check of every parameter; the last ones are kept. A gradient that is 0 but for rounding has
    no error relative to itself."""
    found = check_all(trace)
    errors = {
        name: np.where(_is_zero(trace, found, name), 0.0, error) for name, error in found.errors.items()
    }
    return AllChecks(found.differences, errors)


def _is_zero(trace: TrainingTrace, found: AllChecks, name: str) -> Array:
    """Where both the gradient and the difference are 0 but for rounding."""
    made, difference = trace.arrays.get(f"d{name}"), found.differences[name]
    gradient = (
        made if made is not None and made.shape == difference.shape else np.full(difference.shape, np.inf)
    )
    return (np.abs(gradient) < ROUNDING) & (np.abs(difference) < ROUNDING)


def checked(bench: Bench, text: Text) -> str:
    """Return what the check finds: the largest error with its place, and the largest of every array; that it
    finds nothing, because the gradients are those of the loss; or which gradients there are none of."""
    checks = checks_of(bench.wrong)
    if checks.largest <= CLOSE:
        return text("mistake.check.agrees", largest=written(checks.largest))
    largest = {name: float(error.max()) for name, error in checks.errors.items()}
    each = ", ".join(f"{name} {written(error)}" for name, error in largest.items() if isfinite(error))
    missing = ", ".join(name for name, error in largest.items() if not isfinite(error))
    if missing and each:
        return text("mistake.check.some", missing=missing, each=each)
    if missing:
        return text("mistake.check.missing")
    return text("mistake.check.differs", largest=written(checks.largest), cell=checks.worst, each=each)


def written(error: float) -> str:
    """Return a relative error in two digits."""
    return f"{error:.2g}" if error >= SMALL else f"{error:.0e}"
