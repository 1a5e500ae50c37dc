"""One step as an equation: a formula in letters, the same with numbers, and below it what goes in and what
comes out as matrices with their names and shapes. What stands where comes with the frames, so that one
picture shows every step; of a large matrix a corner is drawn."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from pages.shared.protocol.bindings import Binding, EqualBinding, PlaceBinding, SpelledBinding, TextBinding
from pages.shared.protocol.elements import Element, Label, MatrixTone, Token
from pages.shared.protocol.ids import numbered
from pages.shared.protocol.layouts import Array
from pages.shared.protocol.number_formats import Shortest
from pages.shared.protocol.panels import Scene
from pages.shared.protocol.spelling import spelled

WIDTH = 476.0
MOST, FEWEST = 4, 2  # rows and columns of a matrix that are drawn
HIGHEST = 265.0  # of a scene, where fewer of them make it lower
LINES, LETTERS = 5, 120  # of the formulas, and bytes that each may have
NAMES, NAMED = 6, 32  # matrices of a step, and the bytes that a name with its shape may have
LINE, SIZE = 25.0, 18.0  # of a formula
WIDE, HIGH, HEAD, GAP = 64.0, 28.0, 23.0, 8.0  # a cell, the name above a matrix, between two
LETTER = 7.4  # width of a letter of a name
POOLS: Mapping[MatrixTone, int] = {"a": 32, "b": 40, "c": 64}  # cells of each colour
NUMBER = Shortest(4, room=7, unknown="", tiny=True)
BUTTON = "open"


@dataclass(frozen=True, eq=False)
class Matrix:
    """A matrix of a step: its name with the sign before it, its values, and its colour."""

    name: str
    values: Array
    tone: MatrixTone

    @property
    def title(self) -> str:
        """The name with the shape."""
        sizes = self.values.shape
        return f"{self.name} ({', '.join(map(str, sizes))}{',' if len(sizes) == 1 else ''})"

    def corner(self, most: int) -> Array:
        """The part that is drawn: rows and columns; a vector is a row, a number a cell."""
        values = self.values.reshape((1, -1)) if self.values.ndim < 2 else self.values
        return values[:most, :most]


@dataclass(frozen=True, eq=False)
class Placed:
    """A matrix with the place of its name and the middles of its cells, row by row."""

    matrix: Matrix
    corner: Array
    title: tuple[float, float]
    cells: tuple[tuple[float, float], ...]


def step_equation(height: float, words: str) -> Scene:
    """Return the scene of so much height; `words` name the button that opens a product.

    Bound fields: `formulas` (LINES · LETTERS bytes), `names` (NAMES · NAMED bytes) and `nameplaces`; for each
    colour of POOLS, such as a: `cellsa` (numbers), `cellplacesa` and `useda` (0: away, 1: there, 2: lit);
    `opens` (1 where the step has a product)."""
    elements: list[Element] = [
        *(
            Label(name, 4, LINE * (at + 0.5), "", SIZE, "strong", "start")
            for at, name in enumerate(formulas())
        ),
        *(Label(name, 0, 0, "", 15.5, "strong", "start") for name in numbered("name", NAMES)),
        *cells(),
        Token(BUTTON, WIDTH - 112, 16, 30, 28, "▶", 16, "knob", words, of_step=True),
    ]
    return Scene(WIDTH, height, tuple(elements), tuple(bindings()))


def formulas() -> tuple[str, ...]:
    """Return the ids of the lines of formulas."""
    return numbered("formula", LINES)


def cells() -> Iterator[Token]:
    """The cells of all colours; the frames place them."""
    for tone, count in POOLS.items():
        for name in numbered(f"{tone}cell", count):
            yield Token(name, 0, 0, WIDE - 4, HIGH - 3, "", 15.5, tone)


def bindings() -> Iterator[Binding]:
    """Words, numbers and places."""
    yield SpelledBinding("formulas", formulas())
    yield SpelledBinding("names", numbered("name", NAMES))
    yield PlaceBinding("nameplaces", numbered("name", NAMES))
    for tone, count in POOLS.items():
        ids = numbered(f"{tone}cell", count)
        yield TextBinding(f"cells{tone}", ids, NUMBER)
        yield PlaceBinding(f"cellplaces{tone}", ids)
        yield EqualBinding(f"used{tone}", ids, "away", 0.0)
        yield EqualBinding(f"used{tone}", ids, "live", 2.0)
    yield EqualBinding("opens", (BUTTON,), "away", 0.0)


# -- where everything stands --------------------------------------------------------------------------
def arranged(matrices: Sequence[Matrix], lines: int) -> tuple[list[Placed], float]:
    """Return where matrices stand below so many lines of formulas, one beside the other as far as there is
    room, and the height of all. So much of each is drawn that they are not too high, and no colour needs more
    cells than there are."""
    for most in range(MOST, 1, -1):
        found, height = _arranged(matrices, lines, most)
        if height <= HIGHEST and _has_cells(matrices, most):
            return found, height
    return _arranged(matrices, lines, FEWEST)


def _arranged(matrices: Sequence[Matrix], lines: int, most: int) -> tuple[list[Placed], float]:
    top, left, high = LINE * lines + 6, 4.0, 0.0
    found = []
    for matrix in matrices[:NAMES]:
        corner = matrix.corner(most)
        rows, columns = corner.shape
        width = max(columns * WIDE, LETTER * len(matrix.title))
        if left > 4.0 and left + width > WIDTH:
            top, left, high = top + high + 8, 4.0, 0.0
        places = tuple(
            (left + (j + 0.5) * WIDE, top + HEAD + (i + 0.5) * HIGH)
            for i in range(rows)
            for j in range(columns)
        )
        found.append(Placed(matrix, corner, (left + 2, top + HEAD / 2), places))
        left, high = left + width + GAP, max(high, HEAD + rows * HIGH)
    return found, top + high + 4


def _has_cells(matrices: Sequence[Matrix], most: int) -> bool:
    used = dict.fromkeys(POOLS, 0)
    for matrix in matrices:
        used[matrix.tone] += matrix.corner(most).size
    return all(used[tone] <= count for tone, count in POOLS.items())


def is_cut(placed: Sequence[Placed]) -> bool:
    """Whether a matrix is larger than what is drawn of it."""
    return any(one.corner.size < one.matrix.values.size for one in placed)


def fill(row: Array, placed: Sequence[Placed], lines: Sequence[str]) -> None:
    """Write one frame: formulas, names, and the numbers of the matrices, the last of which is lit."""
    row["formulas"] = spelled(lines, LINES, LETTERS)
    row["names"] = spelled([one.matrix.title for one in placed], NAMES, NAMED)
    titles = [place for one in placed for place in one.title]
    row["nameplaces"][: len(titles)] = titles
    for tone in POOLS:
        own = [one for one in placed if one.matrix.tone == tone]
        starts = [0, *accumulate(one.corner.size for one in own)]
        row[f"cells{tone}"] = float("nan")
        for start, one in zip(starts, own, strict=False):
            here = slice(start, start + one.corner.size)
            row[f"cells{tone}"][here] = one.corner.ravel()
            row[f"used{tone}"][here] = 2 if one is placed[-1] else 1
            places = [value for place in one.cells for value in place]
            row[f"cellplaces{tone}"][2 * start : 2 * start + len(places)] = places
