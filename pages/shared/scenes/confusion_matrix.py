"""How often each class is taken for each: a row for every true class, a column for every answer."""

from collections.abc import Sequence

from pages.shared.protocol.bindings import ColourBinding, TextBinding
from pages.shared.protocol.elements import Cell, Element, Label
from pages.shared.protocol.ids import cell_id, cell_ids
from pages.shared.protocol.number_formats import Whole
from pages.shared.protocol.panels import Scene

HEAD, LETTERS, NUMBER = 30.0, 17.0, 20.0
SIDE = (34.0, 64.0)  # of a square: at least, and at most
ROOM = 380.0  # for all squares side by side
FULL = 2.0  # the share of a row that would have the full colour: numbers are read on all that there are


def confusion_matrix(names: Sequence[str], truth: str, answer: str) -> Scene:
    """Return the scene for classes with these names; `truth` and `answer` say what rows and columns are.

    Bound fields: `confusion` (classes, classes), counts, and `confusion_share`, the share of each in its row,
    below 0 for what is wrong."""
    count, side = len(names), max(SIDE[0], min(SIDE[1], ROOM / len(names)))
    named = min(150.0, max(30.0, 9.5 * max(map(len, names)) + 14))
    left, top = named + 26, 2 * HEAD
    elements: list[Element] = [
        Label("answer", left + count * side / 2, HEAD / 2, answer, LETTERS, "soft"),
        Label("truth", 4, top - HEAD / 2, truth, LETTERS, "soft", "start"),
    ]
    room = max(1, int(side / 9.5))
    for at, name in enumerate(names):
        middle = side * (at + 0.5)
        short = name if len(name) <= room else f"{name[: room - 1]}…"
        elements.append(Label(f"answer{at}", left + middle, top - HEAD / 2, short, LETTERS, "strong"))
        elements.append(Label(f"truth{at}", left - 10, top + middle, name[:18], LETTERS, "strong", "end"))
        for column in range(count):
            corner = left + column * side + 1, top + at * side + 1
            elements.append(Cell(cell_id("share", at, column), *corner, side - 2, side - 2, "share"))
            x, y = left + (column + 0.5) * side, top + middle
            id_ = cell_id("count", at, column)
            elements.append(Label(id_, x, y, "", min(NUMBER, 0.5 * side), "strong"))
    bindings = (
        ColourBinding("confusion_share", cell_ids("share", count, count), -FULL, FULL),
        TextBinding("confusion", cell_ids("count", count, count), Whole()),
    )
    return Scene(left + count * side + 8, top + count * side + 6, tuple(elements), bindings)
