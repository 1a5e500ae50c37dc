"""Probabilities as a visitor types and links them: numbers by commas, "0.2,0.7,0.1".
They must be an answer that a softmax could give; what is not is named, and not mended."""

from pages.parts.product.matrix_text import LONGEST, read_matrix
from pages.shared.numbers.nested_lists import Unreadable
from pages.shared.numbers.numerals import SHORT, write_numeral

FEWEST, MOST = 2, 12
SLACK = 1e-6  # how far the sum may be from 1
START = "0.1,0.05,0.6,0,0.05,0.1,0,0.1,0,0"  # the course works out both losses of this answer by hand


def read_probabilities(text: str) -> tuple[float, ...] | Unreadable:
    """Return the probabilities, or why they are none: long, empty, number, bracket,
    deep, ragged, range, count or sum."""
    found = read_matrix(text, LONGEST)
    if isinstance(found, Unreadable):
        return found
    if found.ndim > 1 and len(found) > 1:
        return Unreadable("ragged", ", ".join(str(len(row)) for row in found[:MOST]))
    values = tuple(float(value) + 0.0 for value in found.ravel())
    return _problem(values) or values


def _problem(values: tuple[float, ...]) -> Unreadable | None:
    if not FEWEST <= len(values) <= MOST:
        return Unreadable("count", str(len(values)))
    outside = [value for value in values if not 0 <= value <= 1]
    if outside:
        return Unreadable("range", write_numeral(outside[0], SHORT))
    if abs(sum(values) - 1) > SLACK:
        return Unreadable("sum", write_numeral(sum(values), SHORT))
    return None


def write_probabilities(values: tuple[float, ...]) -> str:
    """Return the text that `read_probabilities` reads, with as many digits as it needs."""
    return ",".join(map(write_numeral, values))


def probabilities(text: str) -> tuple[float, ...]:
    """Return probabilities that are known to be good."""
    found = read_probabilities(text)
    if isinstance(found, Unreadable):
        raise ValueError(f"probabilities must be readable here, got {text!r}; check them when they are typed")
    return found
