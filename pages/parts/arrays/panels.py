"""How the page Arrays is shown: the frames of a picture, its panels, and the words of all steps.
All of it is made at once, so nothing is sent while it plays."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from nnviz.arrays.array_operations import written
from nnviz.arrays.broadcasting import describe
from pages.parts.arrays.broadcasting_frames import TONES
from pages.parts.arrays.pictures import Picture
from pages.shared.player.fixed_timeline import complete
from pages.shared.protocol.elements import Token
from pages.shared.protocol.panels import Array, Caption, Field, Layout, Panel, Scene, ScenePanel
from pages.shared.protocol.timelines import FixedTimeline
from pages.shared.scenes.array_shapes import chips, shapes
from pages.shared.scenes.arrays import LIVE, scene
from pages.shared.text import Text
from pages.shared.theme import ThemeName

CHIPS = ("shape", "ndim", "size", "dtype", "strides")

EXPLAINED = ("broadcasting", "shape", "axis", "memory_order")


# -- frames -------------------------------------------------------------------------------------
@dataclass(frozen=True, eq=False)
class Film:
    """The frames of a picture: one before the first moment, and one after each."""

    picture: Picture

    @cached_property
    def layout(self) -> Layout:
        """The fields of a frame."""
        fields = [Field("step", "float64"), Field("begun", "uint8")]
        for grid in self.picture.grids:
            count = len(grid.cells)
            fields.append(Field(f"mark{grid.name}", "uint8", count))
            if grid.hidden:
                fields += [Field(f"{what}{grid.name}", "uint8", count) for what in ("seen", "room")]
                if self.picture.moving:
                    fields.append(Field(f"place{grid.name}", "float32", 2 * count))
        return Layout(tuple(fields))

    def frames(self) -> Array:
        """Return all frames."""
        rows = self.layout.empty(len(self.picture.moments) + 1)
        places = self._places()
        for number, row in enumerate(rows):
            row["step"], row["begun"] = number, float(number > 0)
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

    @cached_property
    def scene(self) -> Scene:
        """The arrays as a scene."""
        return scene(self.picture.grids, self.picture.signs, self.picture.moving)


# -- what stays the same ------------------------------------------------------------------------
def spec(film: Film, question: str, step: int, text: Text, theme: ThemeName) -> FixedTimeline:
    """Return everything about the timeline that does not change from step to step, under a question."""
    words = tuple(captions(film.picture))
    said = tuple(panels(film, text))
    return complete(film.layout, said, words, text.language, theme, step, question, EXPLAINED)


def panels(film: Film, text: Text) -> Iterator[Panel]:
    """The arrays, the meeting of their shapes, and their attributes."""
    picture = film.picture
    alt = text("scene.arrays", shapes=", ".join(grid.title for grid in picture.grids))
    yield ScenePanel("arrays", picture.code, alt, film.scene, room="picture", detail=detail(picture, text))
    if picture.rows:
        meeting = shapes(picture.rows, picture.meetings, "Z")
        rule = text("shapes.product" if picture.signs[0] == "@" else "shapes.rule")
        yield ScenePanel("shapes", text("shapes.title"), text("shapes.alt"), meeting, detail=rule)
    yield ScenePanel(
        "chips", text("chips.title"), text("chips.alt"), chip_scene(picture, text), room="more",
        detail=text("chips.detail"),
    )  # fmt: skip


def detail(picture: Picture, text: Text) -> str:
    """Say below the title what the picture does not show by itself."""
    cells = sum(len(grid.cells) < grid.words.size for grid in picture.grids)
    ghosts = text("scene.ghosts") if picture.stretched else ""
    return f"{ghosts} {text('scene.part') if cells else ''}".strip()


def quantities(names: Mapping[str, Array]) -> dict[str, dict[str, str]]:
    """Return the attributes of arrays as they are written."""
    found = {}
    for name, array in names.items():
        about = describe(array)
        sizes = {"shape": written(about.shape), "strides": written(about.strides)}
        found[name] = sizes | {"ndim": str(about.ndim), "size": str(about.size), "dtype": about.dtype}
    return found


def chip_scene(picture: Picture, text: Text) -> Scene:
    """Return the attributes of all arrays as a scene."""
    found = quantities(picture.arrays)
    labels = list(CHIPS)
    if picture.stretched:
        labels.append(text("chips.stretched"))
        for name, attributes in quantities(picture.stretched).items():
            found[name][labels[-1]] = attributes["strides"]
    columns = {name: (TONES[name], attributes) for name, attributes in found.items()}
    return chips(columns, labels, "Z" if "Z" in columns else "")


# -- words ----------------------------------------------------------------------------------------
def captions(picture: Picture) -> Iterator[Caption]:
    """The arithmetic of every step, in the colours of the picture."""
    yield (("", picture.start),)
    for moment in picture.moments:
        yield moment.caption


def transcript(picture: Picture) -> str:
    """Return all steps as plain lines, for reading and for screen readers."""
    lines = ("".join(piece for _, piece in caption) for caption in captions(picture))
    return "\n".join(f"{number}: {line}" for number, line in enumerate(lines))
