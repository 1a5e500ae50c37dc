"""What every hidden unit looks for: its weights as a picture, and what it answers to what is shown.
Orange pixels speak against, blue ones for; ink on them adds up to the answer."""

from collections.abc import Sequence

from pages.shared.numbers.numerals import rounded
from pages.shared.protocol.bindings import MapBinding, TextBinding
from pages.shared.protocol.elements import Element, Label, PixelMap
from pages.shared.protocol.ids import cell_id, cell_ids
from pages.shared.protocol.number_formats import Fixed
from pages.shared.protocol.panels import Scene
from pages.shared.scenes.digit_pictures import picture

LEGEND, SHADES = 240.0, 64  # width of the colours from full orange to full blue, and how many are drawn
WIDTH, COLUMNS, STEP, SIZE, ROW = 400.0, 4, 100.0, 90.0, 146.0


def unit_images(names: Sequence[str], side: int, full: float) -> Scene:
    """Return the scene of units with these names; a weight of size `full` has the full colour.

    Bound fields: `maps` (side² bytes for each unit) and `a` (units,)."""
    elements: list[Element] = []
    for at, name in enumerate(names):
        x, y = 5 + STEP * (at % COLUMNS), 28 + ROW * (at // COLUMNS)
        elements.append(Label(cell_id("name", at), x + SIZE / 2, y - 12, name, 17, "soft"))
        elements += picture(cell_id("unit", at), x, y, SIZE, side)
        found_as = f"a{at + 1}"
        middle, below = x + SIZE / 2, y + SIZE + 16
        elements.append(Label(cell_id("a", at), middle, below, "", 19, "strong", data=("nnviz", found_as)))
    bindings = (
        MapBinding("maps", tuple(f"{one}.map" for one in cell_ids("unit", len(names))), downward=True),
        TextBinding("a", cell_ids("a", len(names)), Fixed(2)),
    )
    bottom = ROW * -(-len(names) // COLUMNS) + 12
    return Scene(WIDTH, bottom + 28, (*elements, *legend(bottom, full)), bindings)


def legend(y: float, full: float) -> list[Element]:
    """Return the colours of weights from -full to full."""
    left, right = WIDTH / 2 - LEGEND / 2, WIDTH / 2 + LEGEND / 2
    shades = tuple(round(255 * at / (SHADES - 1)) for at in range(SHADES))
    return [
        PixelMap("shades", left, y, LEGEND, 14, 1, SHADES, shades),
        Label("least", left - 8, y + 7, f"−{rounded(full)}", 17, "soft", "end"),
        Label("most", right + 8, y + 7, rounded(full), 17, "soft", "start"),
    ]
