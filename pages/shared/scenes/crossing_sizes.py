"""How large the cells of two crossing matrices are drawn. Large matrices have smaller cells around the same
numbers, so that these can be read where the picture fills its place in a window."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CrossingSizes:
    """The measures of a cell, of the way between two matrices, and of a number, in units of the scene."""

    wide: float
    high: float
    gap: float
    number: float


ROOMY = CrossingSizes(72.0, 46.0, 40.0, 24.0)
CLOSE = CrossingSizes(60.0, 40.0, 36.0, 26.0)
CLOSEST = CrossingSizes(52.0, 37.0, 34.0, 26.0)
MOST_ALONG = 9  # rows of A and B together that are roomy; more are higher than their place
MOST_ACROSS = {False: 10, True: 8}  # the same of columns, also where two pictures share the width
MOST_CLOSE = {False: 12, True: 10}  # columns that are close; more are drawn as closely as there is need


def fitting(sizes: tuple[int, int, int], paired: bool) -> CrossingSizes:
    """Return the sizes in which the numbers of A (m, k) and B (k, n) can be read; with `paired` two such
    pictures stand side by side."""
    m, k, n = sizes
    if m + k <= MOST_ALONG and k + n <= MOST_ACROSS[paired]:
        return ROOMY
    return CLOSE if k + n <= MOST_CLOSE[paired] else CLOSEST
