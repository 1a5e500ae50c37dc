"""What a browser asks a player for, read from what it sent.
Nothing in a message can be trusted: whatever it holds becomes a request, and reading it never raises."""

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from typing import Literal, NamedTuple, cast, get_args

from pages.shared.protocol.ids import cell_id

Want = Literal["all", "more", "step", "reach", "stay", "look", "touch", "nothing"]
TRAINS = frozenset({"more", "reach"})  # what waits its turn with all who train
MOST_FRAMES = 8
MOST_TOUCHES = 16
MOST_PLACES = 4  # numbers that a drag says: x and y of two places
MOST_STEPS = 1e15
DEEPEST = 16  # levels of lists and objects; a message of the player has 5
MOST_NAME = 64  # characters of a name
MOST_ADDRESS = 4000  # characters of a query
MOST_TEXT = 8192  # characters of a whole message; the longest that a player sends has about 6,000
LONGEST_PERIOD = 1000.0  # milliseconds


class Touch(NamedTuple):
    """An element that was touched, by its id (ids.py), with its new value; a press has none. A drag is as
    many touches as it has numbers: line[0], line[1], …"""

    id: str
    value: float | None


Touches = tuple[Touch, ...]


@dataclass(frozen=True)
class Request:
    """What the browser asks for: frames after `known`, because it wants more, one step, or all again; frames
    on the way to the moment that a link asks to `reach`, or to `stay` where it is; a `look` at the moment
    that is `shown`; or what follows from the elements that were `touched`. Moments are values of the clock. A
    picture stays for `period` milliseconds. A page that outlived its session says the `address` that it
    stands at, a query, so that its settings come back."""

    want: Want = "all"
    count: int = 0
    known: float = -1.0
    run: str = ""
    spec: str = ""
    speed: str = ""
    touched: Touches = ()
    period: float = 0.0
    address: str = ""
    shown: float = -1.0

    @classmethod
    def parse(cls, text: str) -> "Request | None":
        """Read a message that is a text: a JSON object of at most MOST_TEXT characters, else None."""
        value = load(text, MOST_TEXT)
        return cls.read(value) if isinstance(value, dict) else None

    @classmethod
    def read(cls, value: object) -> "Request":
        """Read a value that came as JSON; what cannot be understood in it is as if it were not there."""
        if not isinstance(value, Mapping):
            return cls()
        want, count = value.get("want"), value.get("count")
        period = _number(value.get("period"))
        return cls(
            want=cast(Want, want) if want in get_args(Want) else "all",
            count=max(0, min(MOST_FRAMES, count)) if type(count) is int else 0,  # True is none
            known=_clock(value.get("known")),
            shown=_clock(value.get("shown")),
            **{name: _text(value.get(name), MOST_NAME) for name in ("run", "spec", "speed")},
            touched=tuple(islice(_touches(value.get("touched")), MOST_TOUCHES)),
            period=float(period) if period is not None and 0 <= period <= LONGEST_PERIOD else 0.0,
            address=_text(value.get("address"), MOST_ADDRESS),
        )


def load(text: str, most: int) -> object:
    """Return the value of a JSON text; None for one that is longer than `most` characters, is not JSON, is
    nested more than DEEPEST levels, or holds a number with more digits than Python reads."""
    try:
        value = json.loads(text) if len(text) <= most else None
    except (ValueError, RecursionError):
        return None
    return None if _nested(value, DEEPEST) else value


def _nested(value: object, levels: int) -> bool:
    """Whether there are lists and dictionaries inside each other on more levels; looks level by level."""
    level = [value]
    for _ in range(levels):
        inner = (one for one in level if isinstance(one, dict | list))
        level = list(chain.from_iterable(one.values() if isinstance(one, dict) else one for one in inner))
    return any(isinstance(one, dict | list) for one in level)


def _number(value: object) -> int | float | None:
    """A finite number that fits into a float; whole numbers have no limit in JSON, and True is none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value if -sys.float_info.max <= value <= sys.float_info.max else None


def _clock(value: object) -> float:
    """A value of the clock; -1, before all others, for what is none."""
    found = _number(value)
    return float(found) if found is not None and abs(found) < MOST_STEPS else -1.0


def _text(value: object, most: int) -> str:
    return value[:most] if isinstance(value, str) else ""


def _touches(value: object) -> Iterator[Touch]:
    """The touches that can be understood; Python's pages know which elements there are."""
    for one in value[:MOST_TOUCHES] if isinstance(value, list) else ():
        match one:
            case [str(name), None]:
                yield Touch(name[:MOST_NAME], None)
            case [str(name), given] if (number := _number(given)) is not None:
                yield Touch(name[:MOST_NAME], float(number))
            case [str(name), list(given)] if 0 < len(given) <= MOST_PLACES:
                places = [float(number) for one in given if (number := _number(one)) is not None]
                names = (cell_id(name[: MOST_NAME - 3], at) for at in range(len(given)))
                if len(places) == len(given):
                    yield from map(Touch, names, places)
