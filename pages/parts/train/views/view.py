"""A view: something that one looks at of a run beside its network, as fields of a frame and as pictures."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import nnviz
from pages.parts.train.naming import Names
from pages.shared.protocol.bindings import Binding
from pages.shared.protocol.elements import Element
from pages.shared.protocol.layouts import Array, Field
from pages.shared.protocol.panels import Panel
from pages.shared.text import Text
from pages.shared.theme import ThemeName


class Box(NamedTuple):
    """Where in the picture a view is drawn, in units of the scene."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, eq=False)
class Drawn:
    """What a view adds to the picture of the network."""

    elements: tuple[Element, ...] = ()
    bindings: tuple[Binding, ...] = ()


class View(Protocol):
    """What of a run is looked at besides its weights, its loss and what its units answer."""

    @property
    def fields(self) -> tuple[Field, ...]:
        """What it adds to every frame."""

    def fill(self, row: Array, network: nnviz.Network, snapshot: nnviz.Snapshot) -> None:
        """Write its fields of a frame; the `network` has the parameters of the snapshot."""

    def drawn(self, box: Box, names: Names, text: Text) -> Drawn:
        """Return what stands in the picture, at the end of the network."""

    def panels(self, names: Names, text: Text, theme: ThemeName) -> Iterator[Panel]:
        """Return what stands beside the picture, or is folded below it."""
