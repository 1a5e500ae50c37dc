"""A table of the rows of a gate: what goes in, what comes out, what is wanted, and whether it is right.
The row that is fed in now is marked; below stands the score."""

from collections.abc import Sequence
from dataclasses import dataclass

from pages.shared.panels import Binding, Element, Scene

WIDTH, HIGH, HEAD, SIDE = 470.0, 42.0, 44.0, 14.0
RIGHT, WRONG = "✓", "✗"
SHORT = {"shortest": 3}
Words = tuple[str, ...]


@dataclass(frozen=True)
class Column:
    """A column: its title, and what stands in it: `texts`, or a field with a value for each row, as a
    number or, with `words`, as the word that has this number."""

    title: str
    field: str = ""
    texts: Words = ()
    words: Words = ()
    tone: str = ""


def truth_table(columns: Sequence[Column], right: str, score: Words, width: float = WIDTH) -> Scene:
    """Return the scene; `right` is the title of the marks, `score` the sentence for 0, 1, … right rows.

    Bound fields: those of the columns; `live` and `marks` (0 wrong, 1 right, 2 not known) for each row; and
    `score`."""
    count = len(score) - 1
    each = (width - 2 * SIDE) / (len(columns) + 1)
    marks = Column(right, "marks", words=(WRONG, RIGHT, ""), tone="mark")
    elements, bindings = bands(count, width)
    for place, column in enumerate((*columns, marks)):
        made, bound = filled(column, place, SIDE + each * (place + 0.5), count)
        elements += made
        bindings += bound
    below = HEAD + HIGH * count + 30
    elements.append(
        {"id": "score", "kind": "label", "x": width / 2, "y": below, "size": 24, "tone": "strong",
         "attributes": {"data-nnviz": "score"}}
    )  # fmt: skip
    bindings.append(Binding("score", ("score",), "word", options={"words": score}))
    bindings.append(wrong(count, len(columns)))
    return Scene(width, below + 26, tuple(elements), tuple(bindings))


def bands(count: int, width: float) -> tuple[list[Element], list[Binding]]:
    """Return a band behind each row, and what marks the one that is fed in."""
    ids = tuple(f"band{row}" for row in range(count))
    room = {"kind": "cell", "tone": "lane", "x": SIDE / 2, "width": width - SIDE, "height": HIGH - 4}
    elements = [{"id": name, **room, "y": HEAD + HIGH * row + 2} for row, name in enumerate(ids)]
    return elements, [Binding("live", ids, "is", options={"equal": 1, "name": "live"})]


def filled(column: Column, place: int, x: float, count: int) -> tuple[list[Element], list[Binding]]:
    """Return the title and the cells of a column, and what fills them."""
    ids = tuple(f"table[{row},{place}]" for row in range(count))
    title = {"id": f"title{place}", "text": column.title, "y": HEAD / 2, "size": 18, "tone": "soft"}
    elements: list[Element] = [{"kind": "label", "x": x, **title}]
    for row, name in enumerate(ids):
        y = HEAD + HIGH * (row + 0.5)
        cell = {"id": name, "kind": "label", "x": x, "y": y, "size": 20, "tone": column.tone}
        words = column.texts[row] if column.texts else ""
        elements.append({**cell, "text": words, "attributes": {"data-table": f"{row},{place}"}})
    if not column.field:
        return elements, []
    if column.words:
        return elements, [Binding(column.field, ids, "word", options={"words": column.words})]
    return elements, [Binding(column.field, ids, "text", options={"format": SHORT})]


def wrong(count: int, place: int) -> Binding:
    """Return what makes the marks of wrong rows look so."""
    ids = tuple(f"table[{row},{place}]" for row in range(count))
    return Binding("marks", ids, "is", options={"equal": 0, "name": "wrong"})
