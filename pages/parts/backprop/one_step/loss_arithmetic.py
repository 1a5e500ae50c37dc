"""The loss of one sample with its numbers, one way for each loss of the core."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from pages.parts.backprop.one_step.right_sides import Right, Write, multiplied
from pages.shared.numbers.equations import bracketed, sum_of_products
from pages.shared.protocol.panels import Piece

Pairs = Sequence[tuple[float, float]]


def half_squared_error(pairs: Pairs, write: Write) -> Right:
    """½ (a − t)², added up over the outputs."""
    pieces: list[Piece] = [("", "½·(")]
    for at, (a, t) in enumerate(pairs):
        pieces += [("", " + (" if at else "("), ("a", write(a)), ("", " − "), ("", bracketed(t, write=write))]
        pieces.append(("", ")²"))
    errors = [sum_of_products([(a,), (-1.0, t)], write) for a, t in pairs]
    squares = [multiplied(one, one) for one in errors]
    known = [one for one in squares if one is not None]
    return Right([*pieces, ("", ")")], sum(known, Fraction(0)) / 2 if len(known) == len(squares) else None)


def cross_entropy(pairs: Pairs, write: Write) -> Right:
    """−t log a, added up over the classes that have a share."""
    pieces: list[Piece] = []
    for a, t in ((a, t) for a, t in pairs if t):
        pieces += [("", " − " if pieces else "−")]
        pieces += [] if t == 1 else [("", f"{write(t)}·")]
        pieces += [("", "log "), ("a", write(a))]
    return Right(pieces, None)


def binary_cross_entropy(pairs: Pairs, write: Write) -> Right:
    """−log of a where the target is 1, of 1 − a where it is 0, and both for what lies between."""
    parts = [(t, False, a) for a, t in pairs if t] + [(1 - t, True, a) for a, t in pairs if t != 1]
    pieces: list[Piece] = []
    for share, other, a in parts:
        pieces += [("", " − " if pieces else "−")]
        pieces += [] if share == 1 else [("", f"{write(share)}·")]
        pieces += [("", "log(1 − " if other else "log "), ("a", write(a)), ("", ")" if other else "")]
    return Right(pieces, None)


ONE_LOSS: Mapping[str, Callable[[Pairs, Write], Right]] = {
    "half_squared_error": half_squared_error,
    "cross_entropy": cross_entropy,
    "binary_cross_entropy": binary_cross_entropy,
}
