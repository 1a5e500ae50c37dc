"""What a setting may be, and how it stands in a link: a codec reads a text, writes a value, and holds it.
A link may be old or hostile: what is out of range becomes the nearest that can be, and that is said."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from pages.shared.numbers.nested_lists import Unreadable
from pages.shared.numbers.numerals import SHORT, ascii_signs, numeral, rounded, write_numeral

T = TypeVar("T")
Reading = tuple[Any, bool]  # the value that is used, and whether it is what was asked for


class Codec(Protocol):
    """How a value stands in a link."""

    def read(self, text: str) -> Reading | None:
        """Return the value that a text means, and whether it is just what was asked for; else None."""

    def write(self, value: Any) -> str:
        """Return the text that `read` takes for this value."""


@dataclass(frozen=True)
class Whole:
    """A whole number, the nearest one inside low..high."""

    low: int
    high: int

    def read(self, text: str) -> Reading | None:
        value = numeral(text)
        if value is None:
            return None
        used = round(max(self.low, min(self.high, value)))
        return used, used == value

    def write(self, value: int) -> str:
        return str(value)

    def held(self, value: Any) -> int:
        """Return what a widget said, inside the limits: a browser may send anything."""
        return max(self.low, min(self.high, int(value)))


@dataclass(frozen=True)
class Number:
    """A number, held inside low..high."""

    low: float
    high: float

    def read(self, text: str) -> Reading | None:
        value = numeral(text)
        return None if value is None else (self.held(value), self.low <= value <= self.high)

    def write(self, value: float) -> str:
        return write_numeral(value, SHORT)

    def held(self, value: float) -> float:
        """Return the nearest number inside the limits."""
        return max(self.low, min(self.high, value))


@dataclass(frozen=True)
class Scale:
    """One of the numbers of a scale, whole or not; another number becomes the nearest of them."""

    values: Sequence[float]

    def read(self, text: str) -> Reading | None:
        value = numeral(text)
        if value is None:
            return None
        held = max(min(self.values), min(max(self.values), value))
        used = min(self.values, key=lambda one: abs(one - held))
        return used, used == value

    def write(self, value: float) -> str:
        return rounded(value)


@dataclass(frozen=True)
class OneOf:
    """One of the names."""

    names: Sequence[str]

    def read(self, text: str) -> Reading | None:
        return (text, True) if text in self.names else None

    def write(self, value: str) -> str:
        return value

    def held(self, value: object) -> str:
        """Return what a widget said if it is one of the names, else the first of them."""
        return value if isinstance(value, str) and value in self.names else self.names[0]


@dataclass(frozen=True)
class Switch:
    """On or off, 1 or 0 in a link."""

    def read(self, text: str) -> Reading | None:
        return (text == "1", True) if text in ("0", "1") else None

    def write(self, value: bool) -> str:
        return str(int(value))


@dataclass(frozen=True)
class OrNone:
    """A value of another codec, or None, which is a `word` in a link."""

    codec: Codec
    word: str

    def read(self, text: str) -> Reading | None:
        return (None, True) if text == self.word else self.codec.read(text)

    def write(self, value: Any) -> str:
        return self.word if value is None else self.codec.write(value)


@dataclass(frozen=True)
class Rows:
    """Rows of equally many numbers such as `0,0;1,0`, each `held` inside its limits, cut where there are
    more than `most` rows or a row is longer than `longest`."""

    most: int
    longest: int
    held: Callable[[float], float]

    def read(self, text: str) -> Reading | None:
        asked = [[numeral(part) for part in row.split(",")] for row in ascii_signs(text).split(";")]
        if any(value is None for row in asked for value in row) or len({len(row) for row in asked}) != 1:
            return None
        exact = tuple(tuple(value for value in row if value is not None) for row in asked)
        used = tuple(tuple(self.held(value) for value in row[: self.longest]) for row in exact[: self.most])
        return used, used == exact

    def write(self, value: Sequence[Sequence[float]]) -> str:
        return ";".join(",".join(write_numeral(one, SHORT) for one in row) for row in value)


@dataclass(frozen=True)
class Layers:
    """At most `most` hidden layers such as `4relu-4relu`, of at most `units` units; an empty text is none."""

    most: int
    units: int
    activations: Sequence[str]

    def read(self, text: str) -> Reading | None:
        parts = text.split("-") if text else []
        found = [re.fullmatch(r"(\d+)([a-z_]+)", part, re.ASCII) for part in parts]
        if not all(match and match[2] in self.activations for match in found):
            return None
        asked = [(int(match[1]), match[2]) for match in found if match]
        used = tuple((max(1, min(self.units, size)), name) for size, name in asked[: self.most])
        return used, list(used) == asked

    def write(self, value: Sequence[tuple[int, str]]) -> str:
        return "-".join(f"{size}{name}" for size, name in value)


@dataclass(frozen=True)
class Written(Generic[T]):
    """What two functions read and write; for what only one setting is made of."""

    reader: Callable[[str], Reading | None]
    writer: Callable[[T], str] = str

    def read(self, text: str) -> Reading | None:
        return self.reader(text)

    def write(self, value: T) -> str:
        return self.writer(value)


def in_link(read: Callable[[str, bool], Any], write: Callable[[Any], Any]) -> Callable[[str], Reading | None]:
    """Return how a link reads what `read` takes from a field: there, numbers out of range are held."""

    def reading(text: str) -> Reading | None:
        for held in (False, True):
            found = read(text, held)
            if not isinstance(found, Unreadable):
                return write(found), not held
        return None

    return reading
