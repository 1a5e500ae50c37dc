"""What every hidden unit answers over the square of two inputs, as a little map."""

import numpy as np

import nnviz
from pages.parts.train.naming import is_article
from pages.parts.train.views.plane import Plane, plane_of
from pages.shared.figures.colormap import places
from pages.shared.protocol.layouts import Array, Field

MAP, LARGER = 14, 20  # points along each side of a map, of the article's and of another problem
MOST_MAPS, MOST_MAPS_A_LAYER = 48, 8  # hidden units; a larger network goes without maps


class UnitMaps:
    """The maps of all hidden units; `pixels` lie along each side."""

    def __init__(
        self, experiment: nnviz.Experiment, viewer: nnviz.Network, held: Plane | None = None
    ) -> None:
        self.pixels = MAP if is_article(experiment) else LARGER
        self.plane = plane_of(experiment, held)
        self._hidden = sum(viewer.sizes[1:-1])
        self._grid = nnviz.Grid(viewer, *self.plane, self.pixels, experiment.inputs)

    @property
    def fields(self) -> tuple[Field, ...]:
        """The pixels of all maps."""
        return (Field("maps", "uint8", self._hidden * self.pixels**2),)

    def fill(self, row: Array, _network: nnviz.Network, snapshot: nnviz.Snapshot) -> None:
        """Write the maps, each with a scale of its own."""
        maps = self._grid.unit_maps(snapshot.parameters)
        row["maps"] = places(maps, np.abs(maps).max(axis=(1, 2))).ravel()


def maps_of(
    experiment: nnviz.Experiment, viewer: nnviz.Network, held: Plane | None = None
) -> UnitMaps | None:
    """Return the maps, where the inputs are two numbers and there is room for them; `held` as of a plane."""
    hidden = viewer.sizes[1:-1]
    fits = 0 < sum(hidden) <= MOST_MAPS and max(hidden) <= MOST_MAPS_A_LAYER
    return UnitMaps(experiment, viewer, held) if fits and experiment.data.X.shape[1] == 2 else None
