"""What the player can show: figures with axes, scenes of drawn elements, notes and code, each in a panel.
A panel names the fields of a frame that change it; the player's JavaScript does the rest."""

from dataclasses import dataclass
from dataclasses import field as constant
from functools import cached_property
from typing import Literal

import plotly.graph_objects as go

from pages.shared.protocol.bindings import Binding
from pages.shared.protocol.describing import own, written
from pages.shared.protocol.elements import Element
from pages.shared.protocol.number_formats import NumberFormat
from pages.shared.protocol.reading import ReadingGroup, reading, told

CaptionTone = Literal["", "a", "b", "c"]  # of words that speak of a matrix, or of nothing of the kind
Piece = tuple[CaptionTone, str]
Caption = tuple[Piece, ...]

# The picture of a stage, what stands beside it, and what is folded below.
Room = Literal["picture", "beside", "more"]


# -- figures ----------------------------------------------------------------------------------
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
    format: NumberFormat | None = None
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


AxisType = Literal["linear", "log"]


@dataclass(frozen=True)
class Switch:
    """A button of a figure that changes the type of an `axis` from `off` to `on`; its range is found anew. A
    `pressed` one is so at first, and so is the figure."""

    id: str
    label: str
    axis: Literal["xaxis", "yaxis"]
    on: AxisType
    off: AxisType
    pressed: bool = False


@dataclass(frozen=True)
class FigurePanel:
    """A Plotly figure, and what of it changes from frame to frame.

    Its `height` in pixels is that of a window of 720; on a higher one it is higher. Where other panels beside
    it need the room, it may be as low as `least`; 0 is its height."""

    id: str
    title: str
    alt: str
    figure: go.Figure
    height: int
    room: Room = "beside"
    detail: str = ""
    paints: tuple[Paint, ...] = ()
    plots: tuple[Plot, ...] = ()
    curves: Curves | None = None
    cursor: str | None = None
    switches: tuple[Switch, ...] = ()
    least: int = 0
    kind: Literal["figure"] = constant(default="figure", init=False)

    @cached_property
    def json(self) -> str:
        """The panel as JSON."""
        return f'{written(own(self, "figure"))[:-1]},"figure":{self.figure.to_json()}}}'


# -- scenes -----------------------------------------------------------------------------------
@dataclass(frozen=True)
class Scene:
    """A picture of `width` x `height` units made of elements with ids, and its bindings.

    One with a `fold` is seen in two parts in a narrow window: what stands left of that place, and below it
    what stands right of it, which are the elements from number `second` (from 0) on."""

    width: float
    height: float
    elements: tuple[Element, ...]
    bindings: tuple[Binding, ...]
    fold: float = 0.0
    second: int = 0

    @cached_property
    def reading(self) -> tuple[ReadingGroup, ...]:
        """How it is read by somebody who does not see it."""
        return reading(self.elements, self.bindings)


@dataclass(frozen=True)
class Tones:
    """Curves that can be played as sound: the field with the places along `x`, and for each curve its field
    and its name. Their values lie side by side, as many in all fields; what is no number is not heard."""

    x: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Action:
    """A button beside the title of a panel, whose press is a touch of `id`; with `href` it is a link. With
    the key of a widget in the `drawer`, it opens the drawer there, and no page is told of it."""

    id: str
    label: str
    href: str = ""
    drawer: str = ""


@dataclass(frozen=True)
class ScenePanel:
    """A scene in a titled box. `chips` are words in the tones of what they speak of; those without a tone
    stand between them. One that waits for a `look` is seen while there is one; one beside the picture that is
    `presented` stays while one presents. While the field that one `follows` is 1, it is kept in view. One
    that is `firm` keeps its size beside the picture, where others get smaller until all have room, down to
    the share `least` of their own. One that is `broad` has a line of its own under "More", and slides
    sideways where its numbers would be too small to read. Beside the picture one that `sticks` stays on top
    while others scroll below it, and the title of a `bare` one is said to those alone who do not see it. The
    buttons of a picture are at its `foot`, in the line of its detail where it is `low`, or over its upper
    right corner. Its curves are `heard`, if they can be played as sound."""

    id: str
    title: str
    alt: str
    scene: Scene
    room: Room = "beside"
    detail: str = ""
    actions: tuple[Action, ...] = ()
    chips: Caption = ()
    look: bool = False
    presented: bool = False
    follows: str = ""
    firm: bool = False
    least: float = 0.72
    broad: bool = False
    sticks: bool = False
    bare: bool = False
    foot: bool = False
    low: bool = False
    heard: Tones | None = None
    kind: Literal["scene"] = constant(default="scene", init=False)

    @cached_property
    def json(self) -> str:
        """The panel as JSON; its scene lies in it, not behind it, with how it is read."""
        return written(own(self, "scene") | own(self.scene) | {"reading": told(self.scene.reading)})


# -- words ------------------------------------------------------------------------------------
@dataclass(frozen=True)
class NotesPanel:
    """A titled box for what is noticed at the shown moment. `follows` as of a scene."""

    id: str
    title: str
    room: Room = "beside"
    follows: str = ""
    kind: Literal["notes"] = constant(default="notes", init=False)

    @cached_property
    def json(self) -> str:
        """The panel as JSON; whoever does not see it is told its title."""
        return written(own(self) | {"alt": self.title})


@dataclass(frozen=True)
class CodePanel:
    """Lines of code in a titled box; `field` holds the number of the live line, `states` the variables
    at every step as text. A `copied` one has a button that copies the lines; of one whose live line is
    `alone` no other is seen or copied. `actions`, `sticks` and `bare` as of a scene."""

    id: str
    title: str
    lines: tuple[str, ...]
    field: str
    states: tuple[str, ...] = ()
    room: Room = "beside"
    detail: str = ""
    copied: bool = False
    alone: bool = False
    actions: tuple[Action, ...] = ()
    sticks: bool = False
    bare: bool = False
    kind: Literal["code"] = constant(default="code", init=False)

    @cached_property
    def json(self) -> str:
        """The panel as JSON; whoever does not see it is told its title."""
        return written(own(self) | {"alt": self.title})


@dataclass(frozen=True)
class Choice:
    """A button, whose press is a touch of `id`, and what it does in a sentence below it."""

    id: str
    label: str
    detail: str = ""


@dataclass(frozen=True)
class ChoicesPanel:
    """Paragraphs in a titled box, and below them buttons to choose from; all of it is seen from frame `since`
    on. What is `folded`, words by their heading, is seen when one asks for it."""

    id: str
    title: str
    lines: tuple[str, ...]
    choices: tuple[Choice, ...] = ()
    folded: tuple[tuple[str, str], ...] = ()
    since: int = 0
    room: Room = "beside"
    kind: Literal["choices"] = constant(default="choices", init=False)

    @cached_property
    def json(self) -> str:
        """The panel as JSON; whoever does not see it is told its title."""
        return written(own(self) | {"alt": self.title})


@dataclass(frozen=True)
class DerivationPanel:
    """A box for where a number comes from, which an answer fills by the panel's id; without that it is not
    seen. Its id is its name for programs that read the page."""

    id: str
    title: str
    room: Room = "beside"
    kind: Literal["derivation"] = constant(default="derivation", init=False)

    @cached_property
    def json(self) -> str:
        """The panel as JSON; whoever does not see it is told its title."""
        return written(own(self) | {"alt": self.title})


Panel = FigurePanel | ScenePanel | NotesPanel | CodePanel | ChoicesPanel | DerivationPanel
