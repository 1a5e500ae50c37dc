"""A view: something that one looks at of a run beside its network, as fields of a frame and as pictures."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import nnviz
from pages.parts.train.naming import Names
from pages.parts.train.views.plane import Plane
from pages.shared.protocol.bindings import Binding
from pages.shared.protocol.elements import Element
from pages.shared.protocol.layouts import Array, Field
from pages.shared.protocol.panels import Panel
from pages.shared.scenes.problem_network import Inside
from pages.shared.text import Text
from pages.shared.theme import ThemeName


class Box(NamedTuple):
    """Where in the picture a view is drawn, in units of the scene."""

    left: float
    top: float
    width: float
    height: float

    def above(self, height: float) -> "Box":
        """Return what is left when so much is taken from its bottom."""
        return self._replace(height=self.height - height)

    def below(self, height: float) -> "Box":
        """Return so much of its bottom."""
        return self._replace(top=self.top + self.height - height, height=height)


class Asked(NamedTuple):
    """What somebody wants to see of a run: the `pairs` (n, 2) that the article's network is asked, the
    `sample` (from 0) that is shown of a test, whether a map says which class only, not how sure it is, and
    the plane that is held while hands move points."""

    pairs: Array
    sample: int = 0
    discrete: bool = False
    held: Plane | None = None


@dataclass(frozen=True, eq=False)
class Drawn:
    """What a view adds to the picture of the network: elements in its box, `pictures` in the network, and
    what of the network they stand `inside`."""

    elements: tuple[Element, ...] = ()
    bindings: tuple[Binding, ...] = ()
    pictures: tuple[Element, ...] = ()
    inside: Inside | None = None


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
