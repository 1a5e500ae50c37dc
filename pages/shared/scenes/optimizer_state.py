"""What an optimizer holds, as a table beside the gradient: a row for each line of its update, a column for
each of two parameters. A row has its formula in letters and, for the chosen parameter, in numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from pages.shared.protocol.bindings import (
    Binding,
    EqualBinding,
    PlaceBinding,
    SpelledBinding,
    TextBinding,
)
from pages.shared.protocol.elements import Cell, Element, Label, Token, TokenTone
from pages.shared.protocol.ids import cell_id
from pages.shared.protocol.layouts import Array
from pages.shared.protocol.number_formats import Shortest
from pages.shared.protocol.panels import Scene

WIDTH = 480.0
HEAD, ROW = 34.0, 48.0  # height of the head, and of a row with two lines
SINGLE = 0.72  # of the height of a row, that of one with a single line
CELL, TALL = 96.0, 31.0  # width and height of a number
COLUMNS = (330.0, 431.0)  # their middles
LETTERS, NUMBERS, SMALL = 18.0, 22.0, 17.0
LINE = 10.5  # how far above and below the middle of a row its two lines stand
SIGNS = 64  # bytes of a formula in numbers
PARAMETERS = ("x", "y")
NUMBER = Shortest(4, room=7, unknown="", tiny=True)


@dataclass(frozen=True)
class Row:
    """One row: the name of its arrays' cells, and the tone of its numbers."""

    name: str
    tone: TokenTone | tuple[()] = ()


def optimizer_state(rows: Sequence[Row], height: float, choose: str) -> Scene:
    """Return the scene with all rows that any optimizer has, as high as those of one; `choose` names a
    parameter as {name}.

    The name of the optimizer stands in the text of `method`.

    Bound fields: `rows_at` (see `places`), `rows_shown` (0 or 1 for each), `values` (two numbers for each),
    `numbers` (SIGNS bytes for each) and `parameter` (0 or 1 for each of the two). The formulas in letters
    stand in the texts of the labels `letters.<name>`."""
    elements: list[Element] = [*head(choose)]
    for row in rows:
        elements += drawn(row)
    return Scene(WIDTH, height, tuple(elements), tuple(bindings(rows)))


def head(choose: str) -> Iterator[Element]:
    """The name of the optimizer, and the two parameters, of which one is chosen."""
    yield Label("method", 4, HEAD / 2, "", NUMBERS, "strong", "start")
    for at, (name, x) in enumerate(zip(PARAMETERS, COLUMNS, strict=True)):
        press = choose.format(name=name)
        yield Token(f"parameter{at}", x, HEAD / 2, CELL, 28, name, LETTERS, "goal", press, group="parameters")


def drawn(row: Row) -> Iterator[Element]:
    """The formula in letters and in numbers, then the two numbers; all are placed by the frame."""
    yield Cell(f"rule.{row.name}", 0, 0, WIDTH, 1, "rule")
    yield Label(f"letters.{row.name}", 0, 0, "", LETTERS, "strong", "start")
    yield Label(f"numbers.{row.name}", 0, 0, "", SMALL, "soft", "start")
    cells = tuple(cell_id(row.name, at) for at in range(2))
    for cell in cells:  # both are lit, because one line made them
        yield Token(cell, 0, 0, CELL, TALL, "", NUMBERS, row.tone, lights=cells, data=("cell", cell))


def heights(shown: Sequence[bool], double: Sequence[bool]) -> list[float]:
    """Return how high every row is; one that is not shown takes no room."""
    return [seen * (ROW if two else SINGLE * ROW) for seen, two in zip(shown, double, strict=True)]


def places(shown: Sequence[bool], double: Sequence[bool]) -> Array:
    """Return where everything of the rows stands, (rows, 5, 2): rule, letters, numbers and the two cells. Of
    the rows that are shown those that are not `double` have one line."""
    found, top = np.zeros((len(shown), 5, 2)), HEAD
    for at, (high, two) in enumerate(zip(heights(shown, double), double, strict=True)):
        middle, line = top + high / 2, LINE if two else 0.0
        cells = [(x, middle) for x in COLUMNS]
        found[at] = [(0, top), (4, middle - line), (4, middle + line), *cells]
        top += high
    return found


def bindings(rows: Sequence[Row]) -> Iterator[Binding]:
    """What of the table follows which field."""
    parts = [(f"rule.{one.name}", f"letters.{one.name}", f"numbers.{one.name}") for one in rows]
    cells = [tuple(cell_id(one.name, at) for at in range(2)) for one in rows]
    drawn_of = [(*three, *two) for three, two in zip(parts, cells, strict=True)]
    yield PlaceBinding("rows_at", tuple(one for all_of_row in drawn_of for one in all_of_row))
    for at, all_of_row in enumerate(drawn_of):
        yield EqualBinding("rows_shown", all_of_row, "away", 0, start=at, stride=0)
    yield TextBinding("values", tuple(one for two in cells for one in two), NUMBER, exact=True)
    yield SpelledBinding("numbers", tuple(three[2] for three in parts))
    yield EqualBinding("parameter", ("parameter0", "parameter1"), "chosen", 1)
