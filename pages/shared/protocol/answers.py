"""What a page answers to a request of its player: frames that follow those that are known, or all anew.
With them go the words of the moment, and what else the visitor's touch has changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from pages.shared.protocol.derivations import Derivation
from pages.shared.protocol.layouts import Array
from pages.shared.protocol.panels import Action, Caption
from pages.shared.protocol.prompts import Guess

Level = Literal["info", "good", "warning", "error"]


@dataclass(frozen=True)
class Note:
    """A line of what was noticed, how it looks, and buttons for what can be done; a press is a touch. If it
    tells of a `finding`, this is the finding's kind."""

    level: Level
    text: str
    actions: tuple[Action, ...] = ()
    finding: str = ""


@dataclass(frozen=True)
class Coming:
    """A moment that was asked for and is still to be computed: the `share` that is done, from 0 to 1, and
    what is said of it meanwhile."""

    share: float
    words: str


@dataclass(frozen=True)
class Look:
    """What is computed for one moment alone, because somebody looks at it: fields that no frame has, for the
    clock value `at`, or with None for all of them, when the hand rests; of its values None is no number.
    Of the panels that wait for a look those are seen whose ids are in `open`; while one of them is in view,
    the browser asks on, and of a look that is not `whole` for the rest."""

    at: float | None
    values: Mapping[str, Sequence[float | None]]
    open: tuple[str, ...] = ()
    whole: bool = True


@dataclass(frozen=True)
class Queue:
    """A visitor waits for a place to train: what is said of it, and after how many milliseconds of `pause`
    the player asks for more again."""

    words: str
    pause: float


Linked = Mapping[str, str | None]  # what belongs into the address by its name; None is to be taken out
Notes = Sequence[tuple[float, Sequence[Note]]]  # what is to be said from a value of the clock on


@dataclass(frozen=True, eq=False)
class Append:
    """Frames that come behind all that are known, and news; `fresh` notes take the place of all that the
    browser has. The timeline has `ended` if no more frames can follow. Frames to be seen `at_once`, because a
    knob was turned, go before those that wait in the browser. While a moment is `coming`, the browser asks on
    for the way to it, and shows it then. `guess` is what is asked of these numbers, with their answer; None
    where that of the timeline holds. A `look` takes the place of the one before; None leaves it. A page, as
    a link, `opens` beside this one. A moment that is told `again` takes its own place and is shown. Why a
    touch was `refused` is said below its element, by its id. In a `queue` nothing is trained until there is a
    place."""

    frames: Array
    notes: Notes = ()
    fresh: bool = False
    status: str = ""
    ended: bool = False
    at_once: bool = False
    coming: Coming | None = None
    guess: Guess | None = None
    look: Look | None = None
    opens: str = ""
    again: bool = False
    refused: Mapping[str, str] = field(default_factory=dict)
    queue: Queue | None = None
    replace: Literal[False] = field(default=False, init=False)


@dataclass(frozen=True, eq=False)
class Replace:
    """Frames and notes that take the place of all that were known.

    `captions` has one for every step, None where those of the timeline hold. `once` holds the fields that all
    frames share. `lines` are new lines of code by the id of their panel, and `focus` is what gets the focus,
    by its touch. By the ids of elements `texts` are what stands in them in all frames, and `hints` what is
    said of them while one points at them. `derivations` stand in the panels of their ids, and nothing does in
    those that it leaves out. `ended`, `guess`, `look` and `opens` as of
    Append."""

    frames: Array
    notes: Notes = ()
    status: str = ""
    ended: bool = True
    captions: tuple[Caption, ...] | None = None
    lines: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    once: Array | None = None
    focus: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    hints: Mapping[str, Caption] = field(default_factory=dict)
    derivations: Mapping[str, Derivation] = field(default_factory=dict)
    guess: Guess | None = None
    look: Look | None = None
    opens: str = ""
    fresh: Literal[True] = field(default=True, init=False)
    replace: Literal[True] = field(default=True, init=False)


Answer = Append | Replace
