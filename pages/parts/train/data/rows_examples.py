"""Rows that are worth learning, each with the network and the way of learning that goes with it."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import product
from types import MappingProxyType
from typing import Any

from nnviz.datasets.rows import XOR_ROWS, Row
from nnviz.experiments.problems import ROWS
from pages.parts.train.settings import TrainSettings, begun, suited

NO_LAYER: tuple[tuple[int, str], ...] = ()
CORNERS = tuple(inputs for inputs, _ in XOR_ROWS)
SUMS: tuple[Row, ...] = tuple(((a, b), (a + b,)) for a, b in product((0.0, 2.0, 4.0, 6.0, 9.0), repeat=2))


def _gate(*targets: float) -> tuple[Row, ...]:
    return tuple((inputs, (target,)) for inputs, target in zip(CORNERS, targets, strict=True))


# What differs from how the problem begins.
EXAMPLES: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "xor": {"rows": XOR_ROWS},
        "and": {"rows": _gate(0, 0, 0, 1), "hidden": NO_LAYER},
        "or": {"rows": _gate(0, 1, 1, 1), "hidden": NO_LAYER},
        "signs": {
            "rows": (((-3.0,), (0.0,)), ((-2.0,), (0.0,)), ((2.0,), (1.0,)), ((3.0,), (1.0,))),
            "hidden": NO_LAYER,
            "rate": 0.5,
            "epochs": 2000,
        },
        "no_bias": {"rows": _gate(0, 0, 1, 1), "hidden": NO_LAYER, "bias": False, "epochs": 5000},
        "dead_start": {
            "rows": tuple(((a, b), (float(a > b),)) for a, b in product((1.0, 2.0, 3.0), repeat=2) if a != b),
            "hidden": ((1, "relu"),),
            "seed": 4,
        },
        "two_dead": {
            "rows": (((1.0, 2.0, 3.0, 4.0, 5.0), (15.0,)), ((1.0, 2.0, 3.0, 4.0, 6.0), (16.0,))),
            "hidden": ((2, "relu"),),
            "output": "linear",
            "loss": "half_squared_error",
            "reduction": "sum",
            "rate": 0.001,
            "epochs": 4000,
        },
        "sum": {"rows": XOR_ROWS, "hidden": ((2, "tanh"),), "reduction": "sum", "rate": 0.1},
        "adding": {
            "rows": SUMS,
            "hidden": ((4, "sigmoid"),),
            "output": "linear",
            "loss": "half_squared_error",
            "rate": 0.03,
        },
        "one_neuron": {
            "rows": (
                ((1.0, 0.0, 1.0), (1.0,)),
                ((0.0, 1.0, 1.0), (0.0,)),
                ((0.0, 1.0, 0.0), (0.0,)),
                ((0.0, 0.0, 1.0), (0.0,)),
            ),
            "hidden": NO_LAYER,
            "loss": "half_squared_error",
            "bias": False,
            "init": "zeros",
            "reduction": "sum",
            "rate": 2.0,
            "epochs": 10_000,
        },
    }
)


def example(name: str) -> TrainSettings:
    """Return the settings of an example, on the page from its beginning."""
    return suited(replace(begun(ROWS), **EXAMPLES[name]))
