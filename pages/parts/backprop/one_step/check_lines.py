"""The check of the chosen number's gradient, as lines: two more losses, their difference over 2h, and how far
the gradient is from it."""

from collections.abc import Iterator
from functools import lru_cache
from math import isnan

from nnviz import TrainingTrace
from nnviz.backprop.difference_check import DifferenceCheck, difference_check
from pages.parts.backprop.settings import BackpropSettings
from pages.shared.numbers.equations import ALL, written
from pages.shared.numbers.numerals import rounded
from pages.shared.protocol.derivations import Derivation, DerivationLine, DerivationPiece
from pages.shared.protocol.ids import parse
from pages.shared.protocol.panels import Action
from pages.shared.text import Text


def checked(settings: BackpropSettings, trace: TrainingTrace, text: Text) -> Derivation | None:
    """Return the check of the chosen number; None if none is chosen."""
    cell = parse(settings.chosen)
    if cell is None or f"{cell.name}{cell.numbers[0]}" not in trace.arrays:
        return None  # nothing is chosen, or what a mistake has left out
    check = _check(trace, settings.chosen)
    label = text("check.fewer" if settings.checks else "check.all")
    return Derivation(
        text("check.heading", cell=settings.chosen),
        tuple(lines(check, text)),
        (Action("checks", label),),
        repr(check.difference),
    )


@lru_cache(maxsize=64)
def _check(trace: TrainingTrace, cell: str) -> DifferenceCheck:
    """The last checks are kept: most touches choose nothing else."""
    return difference_check(trace, cell)


def lines(check: DifferenceCheck, text: Text) -> Iterator[DerivationLine]:
    """Every number of the check with all its digits."""
    cell, h = str(check.cell), rounded(check.h)
    yield line(f"L({cell} + {h})", check.above)
    yield line(f"L({cell} − {h})", check.below)
    yield line(text("check.difference", h=h), check.difference)
    yield line(text("check.gradient"), check.gradient, check.cell.gradient)
    error = text("check.error", error=f"{check.relative_error:.1e}" if check.error else "0")
    said = text(f"check.verdict.{verdict(check)}")
    yield DerivationLine((DerivationPiece(f"{error}: {said}"),), strong=True)
    if check.flat_layers:
        yield DerivationLine((DerivationPiece(text("check.flat", n=check.flat_layers[0])),))


def verdict(check: DifferenceCheck) -> str:
    """Return the sentence about the error: that it is none, that of a kink, or a mistake."""
    if isnan(check.gradient):
        return "missing"
    if check.agrees:
        return "agrees"
    return "kink" if check.crosses else "differs"


def line(words: str, value: float, cell: str = "") -> DerivationLine:
    """A number with all digits."""
    lights = (cell,) if cell else ()
    return DerivationLine((DerivationPiece(f"{words} = "), DerivationPiece(written(value, ALL), "c", lights)))
