"""How a number is written on screen: Python chooses, the player's `format.js` applies it.
Each format is told by the name of its first field."""

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True)
class Fixed:
    """So many decimals."""

    digits: int


@dataclass(frozen=True)
class Narrow:
    """So many decimals at most, and fewer of a large number: five signs are enough, as in a small cell."""

    cell: int


@dataclass(frozen=True)
class Shortest:
    """At most so many decimals and no zeros at the end, in at most `room` signs.

    `unknown` stands for no number; a `tiny` number gets an exponent where its decimals would
    leave less than two digits of it."""

    shortest: int
    room: int | None = None
    unknown: str | None = None
    tiny: bool = False


@dataclass(frozen=True)
class Significant:
    """So many significant digits."""

    significant: int


@dataclass(frozen=True)
class Percent:
    """A share as percent, with so many decimals."""

    percent: int


@dataclass(frozen=True)
class Whole:
    """A whole number, with commas between thousands."""

    integer: Literal[True] = field(default=True, init=False)


NumberFormat = Fixed | Narrow | Shortest | Significant | Percent | Whole
