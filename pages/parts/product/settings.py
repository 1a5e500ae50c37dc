"""The settings of the page Matrix product: what each may be, and how they stand in a link.
Matrices are kept as the visitor wrote them; a text that cannot be read never gets in here."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from nnviz.product.cache_simulator import ORDERS as LAYOUTS
from pages.parts.product.matrix_text import read_matrix, write_matrix
from pages.shared.numbers.nested_lists import LARGEST, Unreadable
from pages.shared.protocol.layouts import Array
from pages.shared.state.codecs import OneOf, Reading, Switch, Whole, Written, in_link
from pages.shared.state.query_params import setting
from pages.shared.state.settings_store import SettingsStore

VIEWS = ("cell", "columns", "rows", "outer", "flow")
BESIDE = ("none", "cell", "columns", "rows", "outer")  # the flow needs all of the width
CACHE = (1, 32)  # lines
LIMITS = (-LARGEST, LARGEST, 1.0)  # of a number: low, high, and the step of a drag
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


MATRIX: Written[str] = Written(_matrix)


@dataclass(frozen=True)
class ProductSettings:
    """One value for every setting; `a`, `b` and `bias` are texts that `read_matrix` reads."""

    view: str = setting("cell", OneOf(VIEWS))
    a: str = setting(PRESETS["three"][0], MATRIX)
    b: str = setting(PRESETS["three"][1], MATRIX)
    wave: bool = setting(True, Switch())
    bias: str = setting("", Written(_bias))
    activation: str = setting("linear", OneOf(ACTIVATIONS))
    layout: str = setting("C", OneOf(tuple(LAYOUTS)))
    cache: int = setting(3, Whole(*CACHE))
    step: int = setting(0, Whole(0, 300), by_player=True)
    beside: str = setting("none", OneOf(BESIDE))

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

    @property
    def second(self) -> str | None:
        """The view that is shown beside the first, if there is one."""
        return None if self.view == "flow" or self.beside in ("none", self.view) else self.beside

    @property
    def structure(self) -> "ProductSettings":
        """What the picture depends on, with every number at zero."""
        return replace(self, a=_zeros(self.a), b=_zeros(self.b), bias=_zeros(self.bias))


def _zeros(text: str) -> str:
    """The text of as many zeros."""
    return write_matrix(np.zeros(matrix(text).shape, int)) if text else ""


def suited(settings: ProductSettings) -> ProductSettings:
    """Return settings without a bias that has not one number for each row of A."""
    rows = len(np.atleast_2d(settings.A))
    fits = not settings.bias or matrix(settings.bias).size == rows
    return settings if fits else replace(settings, bias="")


def matrix(text: str) -> Array:
    """Return the matrix of a text that is known to be readable."""
    found = read_matrix(text)
    assert not isinstance(found, Unreadable)
    return found


STORE = SettingsStore("product", ProductSettings(), suited)
SETTINGS = STORE.table
