"""Losses of two parameters that can be drawn as a landscape: to see how an optimizer walks downhill.
A real network has a loss of the same kind, over many more parameters; see `loss_surface`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from nnviz.validation import Array


@dataclass(frozen=True)
class Surface:
    """A loss as a function of some parameters, with its gradient.

    `loss` takes points (..., parameters) and gives their losses (...), `gradient` gives (..., parameters).
    `curvature` is the largest second derivative in any direction, if it is the same at every point; None
    where it is not known. `formula` writes the loss in letters and `gradient_formula` its derivatives; `code`
    and `gradient_code` do so in NumPy after the line `unpacked`, which takes a point theta apart, in a
    program that begins with the lines `setup`.
    """

    formula: str
    gradient_formula: tuple[str, ...]
    code: str
    gradient_code: str
    curvature: float | None
    loss: Callable[[Array], Array]
    gradient: Callable[[Array], Array]
    unpacked: str = "x, y = theta"
    setup: tuple[str, ...] = ()


def _quadratic(across: float, up: float) -> tuple[Callable[[Array], Array], Callable[[Array], Array]]:
    """x²/across + y²/up, and its gradient."""
    widths = np.array([across, up])
    return lambda points: (points**2 / widths).sum(axis=-1), lambda points: 2 * points / widths


# The smallest loss of each is 0, at (0, 0).
SURFACES: Mapping[str, Surface] = {
    "bowl": Surface(
        "x²/20 + y²",
        ("x/10", "2·y"),
        "x**2 / 20 + y**2",
        "np.array([x / 10, 2 * y])",
        2.0,
        *_quadratic(20.0, 1.0),
    ),
    "round": Surface(
        "x² + y²",
        ("2·x", "2·y"),
        "x**2 + y**2",
        "np.array([2 * x, 2 * y])",
        2.0,
        *_quadratic(1.0, 1.0),
    ),
    "ravine": Surface(
        "x²/200 + 2·y²",
        ("x/100", "4·y"),
        "x**2 / 200 + 2 * y**2",
        "np.array([x / 100, 4 * y])",
        4.0,
        *_quadratic(200.0, 0.5),
    ),
}
