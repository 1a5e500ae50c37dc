"""What every unit of a network with one input answers over it, as a little curve in the unit's square."""

from collections.abc import Iterator

import numpy as np

import nnviz
from pages.parts.train.naming import Names
from pages.parts.train.views.plane import Plane, chart_of
from pages.parts.train.views.view import Box, Drawn
from pages.shared.protocol.bindings import PointsBinding
from pages.shared.protocol.elements import Curve, Element
from pages.shared.protocol.ids import unit_id
from pages.shared.protocol.layouts import Array, Field
from pages.shared.protocol.panels import Panel
from pages.shared.scenes.problem_network import Inside, places_of
from pages.shared.text import Text
from pages.shared.theme import ThemeName

POINTS = 25
MOST = 64  # units, hidden ones and outputs; a larger network goes without curves
INSIDE = 0.42  # of the side of a square: how far a curve goes from its middle


class UnitCurves:
    """The curves of all units, each with a scale of its own: 0 is at the middle of the square."""

    def __init__(
        self, experiment: nnviz.Experiment, viewer: nnviz.Network, held: Plane | None = None
    ) -> None:
        ends = chart_of(experiment, np.empty(0), held).across
        self.inputs = experiment.inputs.transform(np.linspace(*ends, POINTS)[:, None])
        places = places_of(viewer.sizes, False)
        self.ids = tuple(
            unit_id(layer, unit + 1)
            for layer in range(1, len(viewer.sizes))
            for unit in range(viewer.sizes[layer])
        )
        self.middles = np.array([place for layer in places.units[1:] for place in layer])
        sizes = zip(places.sides[1:], viewer.sizes[1:], strict=True)
        self.reach = np.concatenate([np.full(units, INSIDE * side) for side, units in sizes])

    @property
    def fields(self) -> tuple[Field, ...]:
        """The points of all curves, in units of the scene."""
        return (Field("unit_curves", "float32", 2 * POINTS * len(self.ids)),)

    def fill(self, row: Array, network: nnviz.Network, _snapshot: nnviz.Snapshot) -> None:
        """Write the curves."""
        values = np.concatenate([layer.after for layer in network.layers(self.inputs)], axis=1).T
        largest = np.abs(values).max(axis=1, keepdims=True)
        heights = np.clip(np.nan_to_num(values / np.where(largest > 0, largest, 1.0)), -1, 1)
        points = np.empty((len(self.ids), POINTS, 2))
        points[..., 0] = self.middles[:, :1] + self.reach[:, None] * np.linspace(-1, 1, POINTS)
        points[..., 1] = self.middles[:, 1:] - self.reach[:, None] * heights
        row["unit_curves"] = points.ravel()

    # -- pictures -------------------------------------------------------------------------
    def drawn(self, _box: Box, _names: Names, _text: Text) -> Drawn:
        """Return a curve for each unit, with a line where it is 0."""
        elements: list[Element] = []
        for id_, (x, y), reach in zip(self.ids, self.middles.tolist(), self.reach.tolist(), strict=True):
            elements.append(Curve(f"zero{id_}", (x - reach, y, x + reach, y), "grid"))
        ids = tuple(f"answers{id_}" for id_ in self.ids)
        elements += [Curve(id_, tone="learned") for id_ in ids]
        bound = (PointsBinding("unit_curves", ids),)
        return Drawn(bindings=bound, pictures=tuple(elements), inside=Inside(drawn=True))

    def panels(self, _names: Names, _text: Text, _theme: ThemeName) -> Iterator[Panel]:
        """Return nothing: the curves stand in the units."""
        yield from ()


def has_curves(viewer: nnviz.Network) -> bool:
    """Return whether a network has one input and few enough units for a curve in each."""
    return viewer.sizes[0] == 1 and sum(viewer.sizes[1:]) <= MOST
