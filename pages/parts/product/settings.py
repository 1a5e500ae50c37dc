"""The settings of the page Matrix product: what each may be, and how they stand in a link.
Matrices are kept as the visitor wrote them; a text that cannot be read never gets in here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from nnviz.product.cache_simulator import ORDERS as LAYOUTS
from pages.parts.product.matrix_text import read_matrix, write_matrix
from pages.shared.link import Reading, Setting, choice, switch, whole
from pages.shared.nested_text import Unreadable, in_link
from pages.shared.panels import Array

VIEWS = ("cell", "columns", "rows", "outer", "flow")
CACHE = (1, 32)  # lines
ACTIVATIONS = ("linear", "step", "relu", "sigmoid", "tanh")
PRESETS: Mapping[str, tuple[str, str]] = {
    "three": ("1,2;3,4;5,6", "1,2,3;4,5,6"),
    "four": ("1,2;3,4;5,6", "1,2,3,4;5,6,7,8"),
    "vector": ("[1,2]", "1,3,5;2,4,6"),
    "square": ("1,2,3;4,5,6;7,8,9", "1,0,0;0,1,0;0,0,1"),
    "mismatch": ("1,2,3;4,5,6", "1,2,3;4,5,6"),
    "difference": ("1,-1;-1,1", "3,5,0;1,8,0"),
}


_matrix = in_link(lambda text, held: read_matrix(text, held=held), write_matrix)


def _bias(text: str) -> Reading | None:
    return ("", True) if not text else _matrix(text)


SETTINGS: Mapping[str, Setting] = {
    "view": Setting("cell", choice(VIEWS)),
    "a": Setting(PRESETS["three"][0], _matrix),
    "b": Setting(PRESETS["three"][1], _matrix),
    "wave": Setting(True, switch, lambda value: str(int(value))),
    "bias": Setting("", _bias),
    "activation": Setting("linear", choice(ACTIVATIONS)),
    "layout": Setting("C", choice(LAYOUTS)),
    "cache": Setting(3, whole(*CACHE)),
    "step": Setting(0, whole(0, 300)),
}


@dataclass(frozen=True)
class ProductSettings:
    """One value for every setting; `a`, `b` and `bias` are texts that `read_matrix` reads."""

    view: str
    a: str
    b: str
    wave: bool
    bias: str
    activation: str
    layout: str
    cache: int
    step: int

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> "ProductSettings":
        """Take the settings from values that are inside their limits."""
        return cls(**{name: values[name] for name in SETTINGS})

    @property
    def A(self) -> Array:  # noqa: N802 - the matrix has this name everywhere
        """The left matrix (or vector)."""
        return matrix(self.a)

    @property
    def B(self) -> Array:  # noqa: N802
        """The right matrix (or vector)."""
        return matrix(self.b)

    @property
    def layer_bias(self) -> Array | None:
        """One number for each row of A, or None."""
        return np.atleast_1d(matrix(self.bias)).ravel() if self.bias and self.view == "flow" else None


def matrix(text: str) -> Array:
    """Return the matrix of a text that is known to be readable."""
    found = read_matrix(text)
    assert not isinstance(found, Unreadable)
    return found
