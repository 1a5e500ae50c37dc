"""Small pictures to choose from, each a button.
Pixels are bytes, places in the colour table, row by row from the top."""

from collections.abc import Sequence

from pages.shared.protocol.bindings import EqualBinding
from pages.shared.protocol.elements import Cell, Element, PixelMap
from pages.shared.protocol.ids import cell_id, cell_ids
from pages.shared.protocol.panels import Scene

SMALL, STEP = 62.0, 70.0
SIDES = 60.0  # what stays free at the left and at the right, so that the rows are not too high
EDGE = 3.0  # of paper around the pixels


def digit_pictures(
    pictures: Sequence[Sequence[int]], labels: Sequence[str], side: int, columns: int
) -> Scene:
    """Return the scene. `pictures` are pressed as pick[0], pick[1], ..., and `labels` name them.

    Bound field: `picked` (a place in `pictures`)."""
    elements: list[Element] = []
    for at, pixels in enumerate(pictures):
        x, y = SIDES + 4 + STEP * (at % columns), 4 + STEP * (at // columns)
        elements += picture(cell_id("small", at), x, y, SMALL, side, pixels)
        elements.append(Cell(cell_id("pick", at), x, y, SMALL, SMALL, "pick", labels[at]))
    bindings = tuple(chosen("picked", cell_ids("pick", len(pictures))))
    width, height = 2 * SIDES + STEP * columns, STEP * -(-len(pictures) // columns)
    return Scene(width, height, tuple(elements), bindings)


def picture(
    name: str, x: float, y: float, size: float, side: int, pixels: Sequence[int] = ()
) -> tuple[Cell, PixelMap]:
    """Return a sheet and the pixels on it."""
    inner = size - 2 * EDGE
    drawn = PixelMap(f"{name}.map", x + EDGE, y + EDGE, inner, inner, side, side, tuple(pixels), crisp=True)
    return Cell(name, x, y, size, size), drawn


def chosen(field: str, ids: Sequence[str]) -> list[EqualBinding]:
    """Mark the element of `ids` whose place is the value of the field."""
    return [EqualBinding(field, (name,), "chosen", at) for at, name in enumerate(ids)]
