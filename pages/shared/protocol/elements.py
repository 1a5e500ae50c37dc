"""What a scene is made of: one dataclass for each kind of element, with its tones by name.
A field that has its default value does not travel; the player knows the same defaults."""

from dataclasses import dataclass, field
from typing import Literal

from pages.shared.protocol.tones import Anchor as Anchor
from pages.shared.protocol.tones import BoxTone as BoxTone
from pages.shared.protocol.tones import CellTone as CellTone
from pages.shared.protocol.tones import CurveTone as CurveTone
from pages.shared.protocol.tones import DataName as DataName
from pages.shared.protocol.tones import Datum as Datum
from pages.shared.protocol.tones import DiscTone as DiscTone
from pages.shared.protocol.tones import LabelTone as LabelTone
from pages.shared.protocol.tones import MatrixTone as MatrixTone
from pages.shared.protocol.tones import Palette as Palette
from pages.shared.protocol.tones import TokenTone as TokenTone


@dataclass(frozen=True)
class Label:
    """Words at (x, y): where they begin, their middle or their end."""

    id: str
    x: float
    y: float
    text: str = ""
    size: float = 13
    tone: LabelTone | tuple[LabelTone, ...] = ()
    anchor: Anchor = "middle"
    data: Datum | None = None
    kind: Literal["label"] = field(default="label", init=False)


@dataclass(frozen=True)
class Token:
    """A box with words, which can move: (x, y) is its middle; its words stand (text_x, text_y) from there.

    With a label for its `press` it is a button. Of a `group` of buttons the Tab key reaches the first,
    arrow keys the others. A touch of what belongs to the shown step alone (`of_step`) says the step too.

    The number in an `edited` one (low, high, and the step of a drag) is typed where it stands, or dragged; a
    `patient` one waits for a finished text. `press` names it then. While one points at it, or it has the
    focus, the elements in `lights` are lit, and its hint is said, if the answer has one; its press `leads` to
    a value of the clock, and tells nobody."""

    id: str
    x: float
    y: float
    width: float
    height: float
    text: str = ""
    size: float = 18
    tone: TokenTone | tuple[TokenTone, ...] = ()
    press: str = ""
    group: str = ""
    of_step: bool = False
    round: float = 5
    text_x: float = 0
    text_y: float = 0
    opacity: float = 1
    disabled: bool = False
    edited: tuple[float, float, float] | None = None
    patient: bool = False
    lights: tuple[str, ...] = ()
    leads: float | None = None
    data: Datum | None = None
    kind: Literal["token"] = field(default="token", init=False)


@dataclass(frozen=True)
class Cell:
    """A rectangle whose corner is (x, y); with a label for its `press` it is a button; `group` as a token.
    The press of one that `tells` the name of a bound datum says its number."""

    id: str
    x: float
    y: float
    width: float
    height: float
    tone: CellTone | tuple[CellTone, ...] = ()
    press: str = ""
    group: str = ""
    tells: str = ""
    data: Datum | None = None
    kind: Literal["cell"] = field(default="cell", init=False)


@dataclass(frozen=True)
class Disc:
    """A circle around (x, y)."""

    id: str
    x: float
    y: float
    radius: float
    tone: DiscTone | tuple[DiscTone, ...] = ()
    kind: Literal["disc"] = field(default="disc", init=False)


@dataclass(frozen=True)
class Wire:
    """A curve from (x, y) to (to_x, to_y) that leaves and arrives level; `press` and `group` as of a token,
    but that the arrow keys lead from one to the next, because wires cross."""

    id: str
    x: float
    y: float
    to_x: float
    to_y: float
    press: str = ""
    group: str = ""
    kind: Literal["wire"] = field(default="wire", init=False)


@dataclass(frozen=True)
class Curve:
    """A line through points: x and y of each in turn."""

    id: str
    points: tuple[float, ...] = ()
    tone: CurveTone | tuple[CurveTone, ...] = ()
    kind: Literal["curve"] = field(default="curve", init=False)


@dataclass(frozen=True)
class PixelMap:
    """A picture of `rows` x `columns` pixels, each a byte: a place in the colour table of its `palette`.
    `pixels` are those of a picture that no frame changes, from the top row on. The pixels of a `crisp` one
    are seen as squares. One that is `under` lies below all that is drawn, and with it all others of the
    scene."""

    id: str
    x: float
    y: float
    width: float
    height: float
    rows: int
    columns: int
    pixels: tuple[int, ...] = ()
    crisp: bool = False
    under: bool = False
    palette: Palette = "signed"
    kind: Literal["map"] = field(default="map", init=False)


@dataclass(frozen=True)
class NumberBox:
    """A box with a number that is typed, or dragged sideways by `step` after step; its corner is (x, y).

    `label` names it for those who do not see it. A `patient` one waits for a finished text: Enter, or
    leaving it. `of_step` as of a token."""

    id: str
    label: str
    low: float
    high: float
    step: float
    x: float
    y: float
    width: float
    height: float
    tone: BoxTone | tuple[BoxTone, ...] = ()
    patient: bool = False
    of_step: bool = False
    kind: Literal["number"] = field(default="number", init=False)


@dataclass(frozen=True)
class Slider:
    """A number that is slid from `low` to `high`."""

    id: str
    label: str
    low: float
    high: float
    step: float
    x: float
    y: float
    width: float
    height: float
    kind: Literal["slider"] = field(default="slider", init=False)


@dataclass(frozen=True)
class ChoiceBox:
    """A choice of some words; its value is the place of one, from 0."""

    id: str
    label: str
    words: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float
    kind: Literal["choice"] = field(default="choice", init=False)


@dataclass(frozen=True)
class Grip:
    """A line that cannot be seen and that can be dragged, or moved by arrow keys `step` units at a time; bind
    its two points. A touch says where its middle is to be, x and y in units of the scene, and where that of
    its `pivot`, another grip, stood at the beginning."""

    id: str
    label: str
    step: float
    pivot: str = ""
    kind: Literal["grip"] = field(default="grip", init=False)


@dataclass(frozen=True)
class Ground:
    """A rectangle where something new is put by a press; arrow keys move a cross on it, and Enter presses
    there. Its edges are the numbers `across` and `up`. A touch says the two of the place, in multiples of
    `steps`, and a number behind the id that no other press has: none takes the place of another."""

    id: str
    label: str
    x: float
    y: float
    width: float
    height: float
    across: tuple[float, float]
    up: tuple[float, float]
    steps: tuple[float, float]
    kind: Literal["ground"] = field(default="ground", init=False)


@dataclass(frozen=True)
class Handle:
    """A circle that cannot be seen around the middle of the element `of`, which is dragged by it on a
    `ground` and let go; a touch says then where, in the numbers of the ground. Enter takes it up for the
    arrow keys and puts it down; a press without a drag says nothing. The Delete key is a touch of `removed`,
    with a number that no other press has. `group` as of a token."""

    id: str
    label: str
    x: float
    y: float
    radius: float
    of: str
    ground: str
    removed: str
    group: str = ""
    kind: Literal["handle"] = field(default="handle", init=False)


@dataclass(frozen=True)
class Lens:
    """What is seen large beside the element `of` while the hand or the focus is on it: its `map`, from `low`
    to `high` along both axes, which are called `across` and `up`, and a formula with numbers of the frame.

    The formula is `words` with one of the `numbers`, a field and a place in it, between each two; all numbers
    but the first bring their sign, because they are added. Its last line is a `detail`."""

    id: str
    of: str
    title: str
    map: str
    across: str
    up: str
    low: str
    high: str
    words: tuple[str, ...]
    numbers: tuple[tuple[str, int], ...]
    detail: str = ""
    kind: Literal["lens"] = field(default="lens", init=False)


Element = (
    Label
    | Token
    | Cell
    | Disc
    | Wire
    | Curve
    | PixelMap
    | NumberBox
    | Slider
    | ChoiceBox
    | Grip
    | Ground
    | Handle
    | Lens
)
