"""How far every gradient is from the differences of the loss: a matrix of small cells for each array of
parameters, in its shape, the darker the larger the relative error."""

from collections.abc import Iterator, Mapping, Sequence

from pages.shared.protocol.bindings import Binding, ColourBinding, TextBinding
from pages.shared.protocol.elements import Cell, Element, Label
from pages.shared.protocol.ids import cell_ids
from pages.shared.protocol.number_formats import Significant
from pages.shared.protocol.panels import Scene

WIDE, HIGH, HEAD, GAP, EDGE = 74.0, 32.0, 28.0, 26.0, 4.0
SHADE = (-1.0, 1.0)  # the colours of a share from 0 to 1: ground to blue
NAME, NUMBER = 17.0, 17.0
Shapes = Mapping[str, Sequence[int]]


def gradient_errors(shapes: Shapes) -> Scene:
    """Return the scene for some arrays of parameters by their names, W1 above b1 and so on.

    Bound fields, of every array: `error` + name, the relative errors, and `shade` + name, how dark
    each is, from 0 to 1."""
    elements: list[Element] = []
    bound: list[Binding] = []
    left, top, width, height = EDGE, HEAD, 0.0, 0.0
    for name, shape in shapes.items():
        if name.startswith("W"):
            left, top = (left + width + GAP if width else EDGE), HEAD
        rows, columns = (1, *shape) if len(shape) == 1 else (shape[0], shape[1])
        width = max(columns * WIDE, width if name.startswith("b") else 0)
        ids = cell_ids(f"error.{name}", *shape)
        title = Label(f"title.error.{name}", left + 2, top - 12, f"d{name}", NAME, ("c", "strong"), "start")
        elements.append(title)
        elements += cells(ids, columns, left, top)
        bound.append(ColourBinding(f"shade{name}", ids, *SHADE))
        bound.append(TextBinding(f"error{name}", tuple(f"{one}.number" for one in ids), Significant(2)))
        top += rows * HIGH + HEAD + 8
        height = max(height, top - HEAD)
    return Scene(left + width + EDGE, height, tuple(elements), tuple(bound))


def cells(ids: Sequence[str], columns: int, left: float, top: float) -> Iterator[Cell | Label]:
    """A cell for each number, and the number in it."""
    for at, name in enumerate(ids):
        x, y = left + at % columns * WIDE, top + at // columns * HIGH
        yield Cell(name, x, y, WIDE - 4, HIGH - 4)
        yield Label(f"{name}.number", x + WIDE / 2 - 2, y + HIGH / 2 - 2, "", NUMBER, "strong")
