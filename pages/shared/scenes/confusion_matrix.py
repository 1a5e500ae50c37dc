"""How often each class is taken for each: a row for every true class, a column for every answer."""

from collections.abc import Iterator, Sequence

from pages.shared.protocol.bindings import Binding, ColourBinding, TextBinding
from pages.shared.protocol.elements import Cell, Element, Label
from pages.shared.protocol.ids import cell_id, cell_ids
from pages.shared.protocol.number_formats import Whole
from pages.shared.protocol.panels import Scene
from pages.shared.scenes.axes import short

HEAD, LETTERS, NUMBER = 30.0, 17.5, 22.0
LARGEST = 70.0  # side of a square
LETTER = 9.5  # width of one, about
WIDTH = 470.0  # of a matrix alone
FULL = 2.0  # the share of a row that would have the full colour: numbers are read on all that there are


def confusion_matrix(names: Sequence[str], truth: str, answer: str) -> Scene:
    """Return the scene for classes with these names; `truth` and `answer` say what rows and columns are.
    Bound fields as in `bindings`."""
    side = side_of(names, WIDTH, WIDTH)
    elements = tuple(matrix(names, truth, answer, (0.0, 0.0), side))
    size = named(names) + len(names) * side + 8, 2 * HEAD + len(names) * side + 6
    return Scene(*size, elements, tuple(bindings(len(names))))


def named(names: Sequence[str]) -> float:
    """Return the room that the names of the rows take."""
    return min(120.0, max(70.0, LETTER * max(map(len, names)) + 20))


def side_of(names: Sequence[str], width: float, height: float) -> float:
    """Return the side of a square, so that all have room."""
    return min(LARGEST, (width - named(names) - 8) / len(names), (height - 2 * HEAD - 6) / len(names))


def matrix(
    names: Sequence[str], truth: str, answer: str, corner: tuple[float, float], side: float
) -> Iterator[Element]:
    """The squares with their counts, and the names of the classes beside and above them."""
    count, left, top = len(names), corner[0] + named(names), corner[1] + 2 * HEAD
    yield Label("answer.word", left + count * side / 2, corner[1] + HEAD / 2, answer, LETTERS, "soft")
    yield Label("truth.word", corner[0] + 4, top - HEAD / 2, truth, LETTERS, "soft", "start")
    room = max(2, int(side / LETTER))
    for at, name in enumerate(names):
        middle = side * (at + 0.5)
        yield Label(f"answered{at + 1}", left + middle, top - HEAD / 2, short(name, room), LETTERS, "strong")
        yield Label(f"true{at + 1}", left - 10, top + middle, short(name, 11), LETTERS, "strong", "end")
        for column in range(count):
            x, y = left + side * (column + 0.5), top + middle
            place = x - side / 2 + 1, y - side / 2 + 1
            yield Cell(cell_id("share", at, column), *place, side - 2, side - 2, "share")
            yield Label(cell_id("count", at, column), x, y, "", min(NUMBER, 0.55 * side), "strong")


def bindings(count: int) -> Iterator[Binding]:
    """What follows a frame: `confusion` (classes, classes), counts, and `confusion_share`, the share of each
    in its row, below 0 for what is wrong."""
    yield ColourBinding("confusion_share", cell_ids("share", count, count), -FULL, FULL)
    yield TextBinding("confusion", cell_ids("count", count, count), Whole())
