"""The frames of a picture of arrays, and all words and numbers that stand in its cells.
Frames follow from the shapes alone; words and numbers are sent beside them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from nnviz.arrays.array_operations import written
from nnviz.arrays.broadcasting import describe
from pages.parts.arrays.array_text import printed
from pages.parts.arrays.pictures import Picture
from pages.shared.protocol.elements import Token
from pages.shared.protocol.layouts import Array, Field, Layout
from pages.shared.protocol.panels import Scene
from pages.shared.scenes.array_shapes import chip_id
from pages.shared.scenes.arrays import LIVE

PALE = 0.45  # of what is stretched: there, but not in memory
ATTRIBUTES = ("shape", "ndim", "size", "dtype", "strides")
STRETCHED = "stretched"


@dataclass(frozen=True, eq=False)
class Film:
    """The frames of a picture, drawn as `scene`: one before the first moment, and one after each. `chosen`
    holds what stands in the boxes to choose from, by their ids."""

    picture: Picture
    scene: Scene
    chosen: Mapping[str, int]

    @cached_property
    def layout(self) -> Layout:
        """The fields of a frame, and what all frames share."""
        fields = [Field("step", "float64"), Field("begun", "uint8"), Field("waits", "uint8")]
        fields.append(Field("pale", "float32"))
        for grid in self.picture.grids:
            count = len(grid.cells)
            fields.append(Field(f"mark{grid.name}", "uint8", count))
            if grid.hidden:
                fields += [Field(f"{what}{grid.name}", "uint8", count) for what in ("seen", "room")]
                if self.picture.moving:
                    fields.append(Field(f"place{grid.name}", "float32", 2 * count))
        edited = [Field(one.name, "float64", len(one.real)) for one in self.picture.grids if one.edited]
        return Layout(tuple(fields), (*edited, *(Field(name, "uint8") for name in self.chosen)))

    def frames(self) -> Array:
        """Return all frames."""
        rows = self.layout.empty(len(self.picture.moments) + 1)
        places = self._places()
        for number, row in enumerate(rows):
            begun = float(number > 0)
            row["step"], row["begun"], row["waits"], row["pale"] = number, begun, 1 - begun, PALE * begun
            moment = self.picture.moments[number - 1] if number else None
            for grid in self.picture.grids:
                lit = moment.live.get(grid.name, frozenset()) if moment else frozenset()
                row[f"mark{grid.name}"] = [LIVE * (cell in lit) for cell in grid.cells]
                if grid.hidden:
                    seen = np.arange(len(grid.cells)) < number
                    row[f"seen{grid.name}"], row[f"room{grid.name}"] = seen, ~seen & (number > 0)
                if grid.hidden and self.picture.moving:
                    row[f"place{grid.name}"] = places[number].ravel()
        return rows

    def _places(self) -> Array:
        """Where the cells of Z are: at their cell of X until it is their turn, (frames, cells, 2)."""
        moments = self.picture.moments
        found = np.zeros((len(moments) + 1, len(moments), 2))
        if not self.picture.moving:
            return found
        drawn = {one.id: (one.x, one.y) for one in self.scene.elements if isinstance(one, Token)}
        X, Z = self.picture.grids
        for at, moment in enumerate(moments):
            source, cell = moment.source, moment.cell
            assert source is not None
            assert cell is not None
            found[: at + 1, at] = drawn.get(X.id(source), drawn[Z.id(cell)])
            found[at + 1 :, at] = drawn[Z.id(cell)]
        return found

    def once(self) -> Array:
        """Return the numbers that are edited, and what is chosen."""
        row = self.layout.empty_once()
        for grid in self.picture.grids:
            if grid.edited:
                values = self.picture.values[grid.name]
                row[0][grid.name] = [float(values[cell]) for cell in grid.real]
        for name, value in self.chosen.items():
            row[0][name] = value
        return row

    def texts(self) -> dict[str, str]:
        """Return what stands in all cells as NumPy prints it, the sign before the result, and attributes."""
        found = {f"sign{len(self.picture.grids) - 1}": self.picture.sign} if self.picture.sign else {}
        for grid in self.picture.grids:
            values = self.picture.values[grid.name]
            found |= {grid.id(cell): printed(values[cell].item()) for cell in grid.cells}
        for name, attributes in quantities(self.picture).items():
            found |= {chip_id(name, label): words for label, words in attributes.items()}
        return found


def quantities(picture: Picture) -> dict[str, dict[str, str]]:
    """Return the attributes of all arrays as they are written; of those that are stretched the strides of
    what they become as well."""
    found = {name: _attributes(array) for name, array in picture.arrays.items()}
    for name, array in picture.stretched.items():
        found[name][STRETCHED] = _attributes(array)["strides"]
    return found


def _attributes(array: Array) -> dict[str, str]:
    about = describe(array)
    sizes = {"shape": written(about.shape), "strides": written(about.strides)}
    return sizes | {"ndim": str(about.ndim), "size": str(about.size), "dtype": about.dtype}
