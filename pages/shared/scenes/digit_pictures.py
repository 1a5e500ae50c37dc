"""Small pictures to choose from, each a button, and the chosen one large beside what it shows.
Pixels are bytes, places in the colour table, row by row from the top."""

from collections.abc import Sequence

from pages.shared.protocol.bindings import Binding, EqualBinding, MapBinding, WordBinding
from pages.shared.protocol.elements import Cell, Element, Label, PixelMap
from pages.shared.protocol.ids import cell_id, cell_ids
from pages.shared.protocol.panels import Scene

WIDTH, LARGE = 396.0, 282.0
SMALL, STEP, TOP = 58.0, 67.0, 310.0
TRUTH = 342.0  # the centre of what stands beside the large picture
EDGE = 3.0  # of paper around the pixels


def digit_pictures(
    pictures: Sequence[Sequence[int]],
    labels: Sequence[str],
    side: int,
    truth: str,
    names: Sequence[str],
    columns: int,
) -> Scene:
    """Return the scene. `pictures` are pressed as pick[0], pick[1], ..., and `labels` name them; `names` are
    those of the classes, `truth` what stands above the right one.

    Bound fields: `picture` (side², bytes), `truth` (a place in `names`), `picked` (a place in `pictures`)."""
    elements: list[Element] = [
        *picture("large", 4, 4, LARGE, side),
        Label("truth.word", TRUTH, 108, truth, 20, "soft"),
        Label("truth", TRUTH, 160, "", 64, "strong"),
    ]
    for at, pixels in enumerate(pictures):
        x, y = 2 + STEP * (at % columns), TOP + STEP * (at // columns)
        elements += picture(cell_id("small", at), x, y, SMALL, side, pixels)
        elements.append(Cell(cell_id("pick", at), x, y, SMALL, SMALL, "pick", labels[at]))
    bindings: tuple[Binding, ...] = (
        MapBinding("picture", ("large.map",), downward=True),
        WordBinding("truth", ("truth",), tuple(names)),
        *chosen("picked", cell_ids("pick", len(pictures))),
    )
    return Scene(WIDTH, TOP + STEP * -(-len(pictures) // columns), tuple(elements), bindings)


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
