"""The problems that can be learned, by name: where the samples of each come from, and what suits it.
What a configuration does not say it takes from here, so a problem is one entry.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from nnviz.datasets.dataset import Dataset
from nnviz.datasets.rows import Row


@dataclass(frozen=True)
class ProblemEntry:
    """One problem, and how one begins with it.

    Parameters
    ----------
    name : str
    dataset : str
        A key of `DATASETS`, or `ROWS` or `OWN` for samples that the configuration brings itself.
    drawn_by : tuple of str
        Those fields of the configuration that the data set is made from.
    plane : bool
        Whether the inputs are a point of the plane, from which `features` can be made.
    beginning : mapping of str to value
        What the configuration takes where it is not told another value.
    """

    name: str
    dataset: str
    drawn_by: tuple[str, ...] = ()
    plane: bool = False
    beginning: Mapping[str, Any] = field(default_factory=dict, hash=False)


ARTICLE = "article"  # the data set whose stream of random numbers goes on with the weights
ROWS, OWN = "rows", "csv"  # the data that a configuration holds itself: typed rows, and a data set

# What holds where an entry does not say another value.
USUAL: Mapping[str, Any] = MappingProxyType(
    {
        "samples": 500,
        "train_fraction": 0.7,
        "standardise": False,
        "hidden": ((4, "tanh"), (2, "tanh")),
        "output": "sigmoid",
        "init": "he_normal",
        "optimizer": "sgd",
        "rate": 0.3,
    }
)
NUMBERS = {"output": "linear"}  # what is learned is a number

_ARTICLE = {
    "samples": 10_000,
    "standardise": True,
    "hidden": ((4, "relu"), (4, "relu")),
    "rate": 0.01,
}
_PLANE = ("samples", "noise", "data_seed")
_ONE_LAYER = ((8, "tanh"),)

PROBLEMS = {
    entry.name: entry
    for entry in (
        ProblemEntry("article", "article", ("samples",), beginning=_ARTICLE | NUMBERS),
        ProblemEntry("circle", "circle", _PLANE, plane=True),
        ProblemEntry("xor", "xor", _PLANE, plane=True),
        ProblemEntry("gauss", "gauss", _PLANE, plane=True),
        ProblemEntry(
            "spiral", "spiral", _PLANE, plane=True, beginning={"hidden": (*_ONE_LAYER, (8, "tanh"))}
        ),
        ProblemEntry("moons", "moons", _PLANE, plane=True),
        ProblemEntry("three", "three", _PLANE, plane=True, beginning={"output": "softmax"}),
        ProblemEntry("rows", ROWS, beginning={"train_fraction": 1.0, "hidden": ((4, "tanh"),)}),
        ProblemEntry("csv", OWN, beginning={"standardise": True, "rate": 0.1}),
        ProblemEntry(
            "curve",
            "curve",
            (*_PLANE, "curve"),
            beginning=NUMBERS | {"samples": 100, "hidden": _ONE_LAYER, "rate": 0.1},
        ),
        ProblemEntry(
            "digits",
            "ten_digits",
            beginning={"samples": 1797, "hidden": ((16, "relu"),), "output": "softmax", "rate": 0.3},
        ),
    )
}
"""Every problem by its name; a configuration's `problem` is one of these."""


def beginning(problem: str, rows: tuple[Row, ...] = (), own: Dataset | None = None) -> dict[str, Any]:
    """What suits a problem, by the fields of a configuration, its data being `rows` or `own` where it has
    none of its own.
    """
    entry = PROBLEMS[problem]
    found = {**USUAL, **entry.beginning}
    if entry.dataset == ROWS:
        found["samples"] = len(rows)
        found |= {} if _are_within(rows) else NUMBERS
    if entry.dataset == OWN and own is not None:
        found["samples"] = len(own)
        several = own.Y.shape[1] > 1 or own.Y.max() > 1
        found["output"] = "linear" if own.task == "regression" else "softmax" if several else "sigmoid"
    return found


def suited_loss(output: str, problem: str, rows: tuple[Row, ...] = (), own: Dataset | None = None) -> str:
    """The loss that goes with the activation of the last layer, for the targets of a problem."""
    if output == "softmax":
        return "cross_entropy"
    if output != "sigmoid" or beginning(problem, rows, own)["output"] == "linear":
        return "half_squared_error"
    typed = PROBLEMS[problem].dataset == ROWS
    return "half_squared_error" if typed and not _are_within(rows, (0, 1)) else "binary_cross_entropy"


def coding_of(problem: str, output: str) -> str:
    """How classes stand in the targets for the activation of the last layer: it has to reach them.

    Typed targets stay as they were typed, but for softmax, which needs an output for each class.
    """
    if PROBLEMS[problem].beginning.get("output") == "linear":
        return "plain"
    if output == "softmax":
        return "one_hot"
    return "signed" if output == "tanh" and problem not in (ROWS, OWN) else "plain"


def _are_within(rows: tuple[Row, ...], classes: tuple[int, ...] = ()) -> bool:
    """Whether all targets are from 0 to 1, or among some numbers."""
    targets = [target for _, targets in rows for target in targets]
    return all(target in classes if classes else 0 <= target <= 1 for target in targets)
