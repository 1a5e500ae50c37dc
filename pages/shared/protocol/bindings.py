"""What in a scene follows the numbers of a frame: one dataclass for each thing that a number can change.
Element i of `ids` takes value `start + i * stride` of the field; what needs several numbers of it takes the
next ones. A field of a binding that has its default value does not travel."""

from dataclasses import dataclass
from dataclasses import field as constant
from typing import Literal

from pages.shared.protocol.number_formats import NumberFormat

# Every state is a class of player.css that a number gives to an element and takes away.
State = Literal[
    "away",
    "backward",
    "cached",
    "chosen",
    "computing",
    "dead",
    "dim",
    "done",
    "fetched",
    "follows",
    "forward",
    "frozen",
    "largest",
    "lit",
    "live",
    "near",
    "negative",
    "now",
    "off",
    "on",
    "right",
    "truth",
    "unknown",
    "untouched",
    "wanted",
    "wrong",
]
Ids = tuple[str, ...]


@dataclass(frozen=True)
class WeightBinding:
    """A wire is as wide as the size of its number, and full at `scale`; its colour is that of the sign."""

    field: str
    ids: Ids
    scale: float
    start: int = 0
    stride: int = 1
    attribute: Literal["weight"] = constant(default="weight", init=False)


@dataclass(frozen=True)
class ColourBinding:
    """An element has the colour of a number between `low` and `high`."""

    field: str
    ids: Ids
    low: float
    high: float
    start: int = 0
    stride: int = 1
    attribute: Literal["colour"] = constant(default="colour", init=False)


@dataclass(frozen=True)
class TextBinding:
    """A number is written; `exact`: with every digit as well, for programs that read the page. What is `late`
    changes after the motion to a step, not before."""

    field: str
    ids: Ids
    format: NumberFormat
    exact: bool = False
    late: bool = False
    start: int = 0
    stride: int = 1
    attribute: Literal["text"] = constant(default="text", init=False)


@dataclass(frozen=True)
class DataBinding:
    """A number stands with every digit in `data-` and the name, for programs that read the page."""

    field: str
    ids: Ids
    name: str
    start: int = 0
    stride: int = 1
    attribute: Literal["data"] = constant(default="data", init=False)


@dataclass(frozen=True)
class WordBinding:
    """The word is written that has this number."""

    field: str
    ids: Ids
    words: tuple[str, ...]
    start: int = 0
    stride: int = 1
    attribute: Literal["word"] = constant(default="word", init=False)


@dataclass(frozen=True)
class SpelledBinding:
    """The words are written that the bytes of the field spell in UTF-8: equally many for each of `ids`,
    filled up with zeros."""

    field: str
    ids: Ids
    attribute: Literal["spelled"] = constant(default="spelled", init=False)


@dataclass(frozen=True)
class ValueBinding:
    """A box, a slider or a choice has this number."""

    field: str
    ids: Ids
    start: int = 0
    stride: int = 1
    attribute: Literal["value"] = constant(default="value", init=False)


@dataclass(frozen=True)
class OpacityBinding:
    """An element is seen as much, from 0 to 1, which changes between the shares `during` of a motion."""

    field: str
    ids: Ids
    during: tuple[float, float] = (0.0, 1.0)
    start: int = 0
    stride: int = 1
    attribute: Literal["opacity"] = constant(default="opacity", init=False)


@dataclass(frozen=True)
class BelowBinding:
    """An element is in the state `name` while its number is less than `below`."""

    field: str
    ids: Ids
    name: State
    below: float
    start: int = 0
    stride: int = 1
    attribute: Literal["below"] = constant(default="below", init=False)


@dataclass(frozen=True)
class EqualBinding:
    """An element is in the state `name` while its number is `equal`; `late` as of a text."""

    field: str
    ids: Ids
    name: State
    equal: float
    start: int = 0
    stride: int = 1
    late: bool = False
    attribute: Literal["equal"] = constant(default="equal", init=False)


@dataclass(frozen=True)
class MapBinding:
    """A picture has these pixels, row 0 at the bottom, or at the top where it goes `downward`."""

    field: str
    ids: Ids
    downward: bool = False
    attribute: Literal["map"] = constant(default="map", init=False)


@dataclass(frozen=True)
class PlaceBinding:
    """An element is moved to x and y; `across` and `down` are the shares of the motion, from 0 to 1, from
    which and to which each of the two changes."""

    field: str
    ids: Ids
    across: tuple[float, float] = (0.0, 1.0)
    down: tuple[float, float] = (0.0, 1.0)
    attribute: Literal["place"] = constant(default="place", init=False)


@dataclass(frozen=True)
class SpanBinding:
    """A bar lies between two places."""

    field: str
    ids: Ids
    attribute: Literal["span"] = constant(default="span", init=False)


@dataclass(frozen=True)
class PointsBinding:
    """A curve goes through points, equally many for each of `ids`: x and y of each in turn."""

    field: str
    ids: Ids
    attribute: Literal["points"] = constant(default="points", init=False)


Binding = (
    WeightBinding
    | ColourBinding
    | TextBinding
    | DataBinding
    | WordBinding
    | SpelledBinding
    | ValueBinding
    | OpacityBinding
    | BelowBinding
    | EqualBinding
    | MapBinding
    | PlaceBinding
    | SpanBinding
    | PointsBinding
)
