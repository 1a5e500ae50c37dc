"""Right sides of equations with numbers in their colours, and what they are without any rounding."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import prod
from typing import NamedTuple

from pages.shared.numbers.equations import bracketed, sum_of_products
from pages.shared.protocol.panels import CaptionTone, Piece

MOST_TERMS = 9  # of a sum, that are written out

Write = Callable[[float], str]


class Right(NamedTuple):
    """The right side of an equation, and what it is without any rounding (None: not known)."""

    pieces: list[Piece]
    true: Fraction | None


def summed(terms: Sequence[Sequence[tuple[CaptionTone, float]]], write: Write) -> Right:
    """A sum of products, each number in its colour; of many terms the first are written."""
    pieces: list[Piece] = []
    for at, factors in enumerate(terms[:MOST_TERMS]):
        pieces += [("", " + ")] if at else []
        for number, (own, value) in enumerate(factors):
            pieces += [("", "·")] if number else []
            pieces.append((own, bracketed(value, write=write) if at or number else write(value)))
    if len(terms) > MOST_TERMS:
        pieces.append(("", " + …"))
    return Right(pieces, sum_of_products([[value for _, value in factors] for factors in terms], write))


def exactly(value: float, write: Write) -> Fraction | None:
    """A number that is written with all its digits; None if it is rounded."""
    return sum_of_products([(value,)], write)


def multiplied(*factors: Fraction | None) -> Fraction | None:
    """The product of numbers; None if one of them is not known."""
    known = [one for one in factors if one is not None]
    return prod(known, start=Fraction(1)) if len(known) == len(factors) else None
