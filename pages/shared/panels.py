"""What the player can show, as plain data: figures with axes, and scenes of drawn elements.
A panel names the fields of a frame that change it; the player's JavaScript does the rest."""

import dataclasses
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any, Literal

import numpy as np
import plotly.graph_objects as go

Array = np.ndarray[Any, np.dtype[Any]]

Dtype = Literal["float64", "float32", "uint8"]


@dataclass(frozen=True)
class Field:
    """One array of a frame: its name, the type it travels in, and its number of values."""

    name: str
    dtype: Dtype
    length: int = 1


@dataclass(frozen=True)
class Layout:
    """How the fields of a frame lie in memory: widest type first, so that each is aligned.

    What is the same in all frames of an answer is sent `once`, before them."""

    fields: tuple[Field, ...]
    once: tuple[Field, ...] = ()

    @cached_property
    def dtype(self) -> np.dtype[np.void]:
        return _aligned(self.fields)

    def empty(self, count: int) -> Array:
        """Return `count` frames to be filled: `frames[i]["losses"][:] = ...`."""
        return np.zeros(count, self.dtype)

    def empty_once(self) -> Array:
        """Return what is sent once, as one row to be filled: `once[0]["W"][:] = ...`."""
        return np.zeros(1, _aligned(self.once))

    def describe(self) -> dict[str, Any]:
        """Return offsets and lengths for the JavaScript that reads the bytes."""
        return _described(self.fields) | ({"once": _described(self.once)} if self.once else {})


def _aligned(fields: tuple[Field, ...]) -> np.dtype[np.void]:
    ordered = sorted(fields, key=lambda one: -np.dtype(one.dtype).itemsize)
    sizes = [np.dtype(one.dtype).itemsize * one.length for one in ordered]
    starts = np.concatenate([[0], np.cumsum(sizes)])
    return np.dtype(
        {
            "names": [one.name for one in ordered],
            "formats": [(one.dtype, (one.length,)) for one in ordered],
            "offsets": [int(start) for start in starts[:-1]],
            "itemsize": -(-int(starts[-1]) // 8) * 8,
        }
    )


def _described(fields: tuple[Field, ...]) -> dict[str, Any]:
    dtype = _aligned(fields)
    offsets: Mapping[str, Any] = dtype.fields or {}
    listed = [{**asdict(one), "offset": offsets[one.name][1]} for one in fields]
    return {"stride": dtype.itemsize, "fields": listed}


@dataclass(frozen=True)
class Paint:
    """A heatmap trace that is painted from `rows * columns` values of a field, from `start` on.

    With a `format` every cell carries its number; `smooth` blends neighbours (surfaces). One that is
    `under` the other traces has a heatmap that cannot be seen itself (opacity 0). Bytes are
    places between `low` and `high`: Plotly is given rounded numbers for hover and export then."""

    trace: int
    field: str
    rows: int
    columns: int
    low: float
    high: float
    start: int = 0
    format: dict[str, int] | None = None
    smooth: bool = False
    under: bool = False


@dataclass(frozen=True)
class Line:
    """A trace whose heights are a field's values over all known frames."""

    trace: int
    field: str


@dataclass(frozen=True)
class Curves:
    """Traces that grow with the timeline, with every picture while it plays."""

    x: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Plot:
    """A trace whose points are two fields of the frame; NaN is no point."""

    trace: int
    x: str
    y: str


@dataclass(frozen=True)
class Switch:
    """A button of a figure that lays `on` or `off` over its layout."""

    id: str
    label: str
    on: dict[str, Any]
    off: dict[str, Any]


@dataclass(frozen=True)
class FigurePanel:
    """A Plotly figure, and what of it changes from frame to frame.

    A panel takes `span` of 12 columns; panels of a lower `order` stand above others where there is
    room for columns, and those with the same `column` (from 1) stand below each other, whatever is beside
    them. On a narrow screen all follow each other as they are given."""

    id: str
    title: str
    alt: str
    figure: go.Figure
    height: int
    span: int = 6
    order: int = 0
    column: int = 0
    detail: str = ""
    paints: tuple[Paint, ...] = ()
    plots: tuple[Plot, ...] = ()
    curves: Curves | None = None
    cursor: str | None = None
    switches: tuple[Switch, ...] = ()

    def describe(self) -> dict[str, Any]:
        plain = {
            name: getattr(self, name)
            for name in ("id", "title", "alt", "height", "span", "order", "column", "detail", "cursor")
        }
        return plain | {
            "kind": "figure",
            "figure": json.loads(self.figure.to_json()),
            "paints": [asdict(paint) for paint in self.paints],
            "plots": [asdict(plot) for plot in self.plots],
            "curves": asdict(self.curves) if self.curves else None,
            "switches": [asdict(switch) for switch in self.switches],
        }


@dataclass(frozen=True)
class Binding:
    """Elements that follow a field: element i of `ids` takes value `start + i * stride`.

    `attribute` is weight, colour, text, word, value (of what can be touched), opacity, state, is, map,
    place (x and y of each), span (the two ends of a bar) or points (of a curve); `options` are what it
    needs: a scale, a format, words, low and high, or a class name and the value below which, or equal to
    which, it holds.
    With `late` it changes after the motion to a step, not before."""

    field: str
    ids: tuple[str, ...]
    attribute: Literal[
        "weight",
        "colour",
        "text",
        "word",
        "value",
        "opacity",
        "state",
        "is",
        "map",
        "place",
        "span",
        "points",
    ]
    start: int = 0
    stride: int = 1
    options: dict[str, Any] = dataclasses.field(default_factory=dict)

    def describe(self) -> dict[str, Any]:
        plain = {"field": self.field, "ids": self.ids, "attribute": self.attribute}
        return plain | {"start": self.start, "stride": self.stride, **self.options}


Element = dict[str, Any]


@dataclass(frozen=True)
class Scene:
    """A picture of `width` x `height` units made of elements with ids, and its bindings."""

    width: float
    height: float
    elements: tuple[Element, ...]
    bindings: tuple[Binding, ...]


@dataclass(frozen=True)
class Action:
    """A button beside the title of a panel, whose press is a touch of `id`; with `href` it is a link."""

    id: str
    label: str
    href: str = ""


@dataclass(frozen=True)
class ScenePanel:
    """A scene in a titled box; a `saved` one has buttons that save the picture. `chips` are words in the
    tones of what they speak of; those without a tone stand between them."""

    id: str
    title: str
    alt: str
    scene: Scene
    span: int = 6
    rows: int = 1
    order: int = 0
    column: int = 0
    detail: str = ""
    saved: bool = False
    actions: tuple[Action, ...] = ()
    chips: tuple[tuple[str, str], ...] = ()

    def describe(self) -> dict[str, Any]:
        plain = {
            name: getattr(self, name)
            for name in ("id", "title", "alt", "span", "rows", "order", "column", "detail", "saved")
        }
        return plain | {
            "kind": "scene",
            "width": self.scene.width,
            "height": self.scene.height,
            "actions": [asdict(action) for action in self.actions],
            "chips": self.chips,
            "elements": self.scene.elements,
            "bindings": [binding.describe() for binding in self.scene.bindings],
        }


@dataclass(frozen=True)
class NotesPanel:
    """A titled box for what is noticed at the shown moment."""

    id: str
    title: str
    span: int = 6
    order: int = 0

    def describe(self) -> dict[str, Any]:
        return asdict(self) | {"kind": "notes", "alt": self.title}


@dataclass(frozen=True)
class CodePanel:
    """Lines of code in a titled box; `field` holds the number of the live line, `states` the variables
    at every step as text. A `copied` one has a button that copies the lines."""

    id: str
    title: str
    lines: tuple[str, ...]
    field: str
    states: tuple[str, ...] = ()
    span: int = 6
    rows: int = 1
    order: int = 0
    column: int = 0
    detail: str = ""
    copied: bool = False

    def describe(self) -> dict[str, Any]:
        return asdict(self) | {"kind": "code", "alt": self.title}


Panel = FigurePanel | ScenePanel | NotesPanel | CodePanel
