"""Numbers as equations on screen write them, and the sign before them: "=" only where what stands there is
exactly true, digit by digit, and "≈" everywhere else. The last bits of a float64 do not count: 0.1 + 0.2
is 0.3."""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from math import isfinite, isnan, ulp

import numpy as np

from pages.shared.numbers.numerals import plain_exponent, rounded

SHORT = 12  # digits up to which a number is written as it is
DIGITS, CROWDED = 9, 4  # of a number that has more; in an equation of more than ROOM numbers
BRIEF = 3  # significant digits where a number is to be read at a glance
ROOM = 8
ALL = 17  # digits are enough for every float64
WHOLE = 1e15  # whole numbers below it are written without exponent
BITS = 4  # steps of a float64 by which sums of decimals miss the decimal


def written(value: float, digits: int = DIGITS, short: int = SHORT) -> str:
    """Return a number with all its digits if it has at most `short`, else rounded to `digits` of them,
    without zeros at the end; "?" stands for a number that must not be seen yet (nan)."""
    if isinstance(value, int | np.integer):
        return str(int(value))
    number = float(value)
    if not isfinite(number):
        return "?" if isnan(number) else "∞" if number > 0 else "-∞"
    if number.is_integer() and abs(number) < WHOLE:
        return str(int(number))
    whole = plain_exponent(repr(number))
    if digits >= ALL or _count(whole) <= short:
        return whole.removesuffix(".0")
    before_the_point = len(str(int(abs(number)))) if abs(number) < WHOLE else 0
    return rounded(number, max(digits, before_the_point + 2))


def brief(value: float) -> str:
    """Return a number with three significant digits, and all digits before the point."""
    return written(value, BRIEF, BRIEF)


def _count(text: str) -> int:
    """How many digits say something."""
    return len(text.partition("e")[0].lstrip("-").replace(".", "").strip("0"))


def in_full(value: float) -> str:
    """Return a number with every digit that says something."""
    short = written(value)
    return short if says(short, value) else written(value, ALL)


def says(text: str, value: float) -> bool:
    """Whether a text is all of a number, but for its last bits."""
    if isinstance(value, int | np.integer):
        return True
    return bool(abs(_read(text) - value) <= BITS * ulp(value))


def digits_for(count: int) -> int:
    """Return how many digits the rounded ones among `count` numbers get, so that all of them find room."""
    return DIGITS if count <= ROOM else CROWDED


def bracketed(value: float, digits: int = DIGITS, write: Callable[[float], str] | None = None) -> str:
    """Return a number that can follow an operator, as `write` writes it or with so many digits."""
    words = write(value) if write else written(value, digits)
    return f"({words})" if words.startswith("-") else words


def compared(one: float, other: float) -> tuple[str, str]:
    """Return two numbers with so many digits that one sees which is larger, if they are not equal."""
    for digits in range(DIGITS, ALL):
        words = written(one, digits), written(other, digits)
        if _order(*map(_read, words)) == _order(one, other):
            return words
    return written(one, ALL), written(other, ALL)


def _order(one: float, other: float) -> int:
    return (one > other) - (one < other)


def _read(text: str) -> float:
    return float(text.replace("∞", "inf").replace("?", "nan"))


# -- is it true? -------------------------------------------------------------------------------------
def relation(*values: float, write: Callable[[float], str] = written) -> str:
    """Return the sign of an equation in which only these numbers can be rounded by `write`."""
    return "=" if all(not isfinite(value) or says(write(value), value) for value in values) else "≈"


def equals(true: Fraction | None, value: float, write: Callable[[float], str] = written) -> str:
    """Return the sign before a result as `write` writes it, where `true` is what it should be (None: no
    fraction, or not known). What overflows, or must not be seen yet, is said to be equal."""
    if not isfinite(value):
        return "="
    return "=" if true is not None and Fraction(write(value)) == true else "≈"


def sum_of_products(
    terms: Iterable[Sequence[float]], write: Callable[[float], str] = written
) -> Fraction | None:
    """Return the sum of the products of these numbers without any rounding; None if `write` rounds one."""
    total = Fraction(0)
    for factors in terms:
        product = Fraction(1)
        for factor in factors:
            exact = _exact(factor, write)
            if exact is None:
                return None
            product *= exact
        total += product
    return total


def quotient(one: float, other: float, write: Callable[[float], str] = written) -> Fraction | None:
    """Return one number divided by another without any rounding; None if `write` rounds one."""
    above, below = _exact(one, write), _exact(other, write)
    return None if above is None or not below else above / below


def _exact(value: float, write: Callable[[float], str]) -> Fraction | None:
    if not isfinite(value):
        return None
    text = write(value)
    return Fraction(text) if says(text, value) else None
