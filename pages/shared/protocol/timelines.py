"""Everything about a timeline that does not change from frame to frame, for the two kinds that there are.
A growing one is asked for more while it plays; a fixed one is known as a whole, with words for every step."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from pages.shared.protocol.concepts import Concept
from pages.shared.protocol.describing import own, written
from pages.shared.protocol.layouts import Layout, placed
from pages.shared.protocol.number_formats import NumberFormat
from pages.shared.protocol.panels import Caption, Panel
from pages.shared.protocol.phases import Phase
from pages.shared.protocol.prompts import Ending, Guess
from pages.shared.theme import COLOURS, Colours, ThemeName


@dataclass(frozen=True)
class TrainingSpeed:
    """A choice of the speed box of a growing timeline: so many epochs from one picture to the next, or as
    many as time allows (None). A picture stays for `ms_per_picture` milliseconds at least."""

    id: str
    label: str
    epochs_per_picture: int | None = None
    ms_per_picture: float = 0.0


@dataclass(frozen=True)
class StepSpeed:
    """A choice of the speed box of a fixed timeline: so many milliseconds a step."""

    id: str
    label: str
    ms_per_step: float


@dataclass(frozen=True)
class GrowingTimeline:
    """A timeline that is computed while it is watched.

    `clock` names the field that orders frames for ever; `caption` and `spoken` are sentences with fields in
    braces, `formats` says how each field is printed; `ahead` frames are asked for at once, and a picture
    stays for `period` milliseconds at least. `link` names the field that says in the address which moment is
    shown, `pauses` the one that is not 0 where a run that plays pauses by itself, once. One who presents goes
    on to where the field `stops` is not 0, frame by frame if there is none. The `readout` says by the names
    of attributes the fields that programs can read of the shown frame. `touch_words` are what a box says
    to a text that it cannot take. The `question` stands above the picture, with what one may `guess` first;
    an `ending` below it. `concepts` are words that are explained where they stand."""

    layout: Layout
    panels: tuple[Panel, ...]
    words: Mapping[str, str]
    clock: str
    theme: ThemeName
    caption: str
    spoken: str
    formats: Mapping[str, NumberFormat]
    speeds: tuple[TrainingSpeed, ...] = ()
    ahead: int = 6
    period: float = 24.0
    link: str = ""
    pauses: str = ""
    stops: str = ""
    readout: Mapping[str, str] = field(default_factory=dict)
    touch_words: Mapping[str, str] = field(default_factory=dict)
    question: str = ""
    guess: Guess | None = None
    ending: Ending | None = None
    concepts: tuple[Concept, ...] = ()
    colours: Colours = field(init=False)
    growing: Literal[True] = field(default=True, init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "colours", COLOURS[self.theme])

    @cached_property
    def id(self) -> str:
        """A short name that changes whenever anything in the spec does."""
        return _name_of(self._body)

    @cached_property
    def json(self) -> str:
        """The spec as JSON, with its id."""
        return _named(self.id, self._body)

    @cached_property
    def _body(self) -> str:
        return _body_of(self)


@dataclass(frozen=True)
class FixedTimeline:
    """A timeline whose steps are all known.

    `clock` names the field that counts them; `captions` has one for every step, where they do not come with
    the frames. Neighbours are joined by `tween` milliseconds of motion, at most; it opens at clock value
    `start`, and `link` names the step in the address. Its `phases` stand along the slider. One who presents
    goes from one of the clock values `stops` to the next, step by step if there are none. The other fields
    are those of a growing one."""

    layout: Layout
    panels: tuple[Panel, ...]
    words: Mapping[str, str]
    clock: str
    theme: ThemeName
    captions: tuple[Caption, ...] = ()
    speeds: tuple[StepSpeed, ...] = ()
    tween: int = 0
    start: float = 0.0
    link: str = ""
    phases: tuple[Phase, ...] = ()
    stops: tuple[float, ...] = ()
    touch_words: Mapping[str, str] = field(default_factory=dict)
    question: str = ""
    guess: Guess | None = None
    ending: Ending | None = None
    concepts: tuple[Concept, ...] = ()
    colours: Colours = field(init=False)
    growing: Literal[False] = field(default=False, init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "colours", COLOURS[self.theme])

    @cached_property
    def id(self) -> str:
        """A short name that changes whenever anything in the spec does."""
        return _name_of(self._body)

    @cached_property
    def json(self) -> str:
        """The spec as JSON, with its id."""
        return _named(self.id, self._body)

    @cached_property
    def _body(self) -> str:
        return _body_of(self)


Spec = GrowingTimeline | FixedTimeline


def _body_of(spec: Spec) -> str:
    plain = written(own(spec, "layout", "panels") | {"layout": placed(spec.layout)})
    return f'{plain[:-1]},"panels":[{",".join(panel.json for panel in spec.panels)}]}}'


def _name_of(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()[:16]


def _named(name: str, body: str) -> str:
    return f'{{"id":"{name}",{body[1:]}'
