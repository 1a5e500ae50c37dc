"""A table of the rows of a gate: what goes in, what comes out, what is wanted, and whether it is right.
The row that is fed in now is marked; below stands the score."""

from collections.abc import Sequence
from dataclasses import dataclass

from pages.shared.protocol.bindings import Binding, EqualBinding, TextBinding, WordBinding
from pages.shared.protocol.elements import Cell, Element, Label, LabelTone
from pages.shared.protocol.ids import cell_id, numbered
from pages.shared.protocol.number_formats import Shortest
from pages.shared.protocol.panels import Scene

WIDTH, HIGH, HEAD, SIDE = 470.0, 30.0, 28.0, 8.0
RIGHT, WRONG = "✓", "✗"
SHORT = Shortest(3)
Words = tuple[str, ...]


@dataclass(frozen=True)
class Column:
    """A column: its title, and what stands in it: `texts`, or a field with a value for each row, as a
    number or, with `words`, as the word that has this number."""

    title: str
    field: str = ""
    texts: Words = ()
    words: Words = ()
    tone: LabelTone | tuple[()] = ()


def truth_table(columns: Sequence[Column], right: str, score: Words, width: float = WIDTH) -> Scene:
    """Return the scene; `right` is the title of the marks, `score` the sentence for 0, 1, … right rows.

    Bound fields: those of the columns; `live` and `marks` (0 wrong, 1 right, 2 not known) for each row; and
    `score`."""
    count = len(score) - 1
    each = (width - 2 * SIDE) / (len(columns) + 1)
    marks = Column(right, "marks", words=(WRONG, RIGHT, ""), tone="mark")
    elements: list[Element] = [*bands(count, width)]
    bindings: list[Binding] = [EqualBinding("live", numbered("band", count), "live", 1)]
    for place, column in enumerate((*columns, marks)):
        made, bound = filled(column, place, SIDE + each * (place + 0.5), count)
        elements += made
        bindings += bound
    below = HEAD + HIGH * count + 17
    elements.append(Label("score", width / 2, below, "", 22, "strong", data=("nnviz", "score")))
    bindings.append(WordBinding("score", ("score",), score))
    bindings.append(wrong(count, len(columns)))
    return Scene(width, below + 15, tuple(elements), tuple(bindings))


def bands(count: int, width: float) -> list[Cell]:
    """Return a band behind each row, to mark the one that is fed in."""
    return [
        Cell(name, SIDE / 2, HEAD + HIGH * row + 1, width - SIDE, HIGH - 2, "lane")
        for row, name in enumerate(numbered("band", count))
    ]


def filled(column: Column, place: int, x: float, count: int) -> tuple[list[Label], list[Binding]]:
    """Return the title and the cells of a column, and what fills them."""
    ids = entries(count, place)
    elements = [Label(f"title{place}", x, HEAD / 2, column.title, 18, "soft")]
    for row, name in enumerate(ids):
        words, y = column.texts[row] if column.texts else "", HEAD + HIGH * (row + 0.5)
        elements.append(Label(name, x, y, words, 22, column.tone, data=("table", f"{row},{place}")))
    if not column.field:
        return elements, []
    if column.words:
        return elements, [WordBinding(column.field, ids, column.words)]
    return elements, [TextBinding(column.field, ids, SHORT)]


def entries(count: int, place: int) -> Words:
    """Return the ids of the cells of a column."""
    return tuple(cell_id("table", row, place) for row in range(count))


def wrong(count: int, place: int) -> EqualBinding:
    """Return what makes the marks of wrong rows look so."""
    return EqualBinding("marks", entries(count, place), "wrong", 0)
