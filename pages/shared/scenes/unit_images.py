"""What every hidden unit looks for: its weights as a picture, and what it answers to what is shown.
Orange pixels speak against, blue ones for; ink on them adds up to the answer."""

from collections.abc import Sequence

from pages.shared.panels import Binding, Element, Scene
from pages.shared.scenes.digit_pictures import picture

LEGEND, SHADES = 240.0, 64  # width of the colours from full orange to full blue, and how many are drawn
WIDTH, COLUMNS, STEP, SIZE, ROW = 400.0, 4, 100.0, 90.0, 146.0


def unit_images(names: Sequence[str], side: int, full: float) -> Scene:
    """Return the scene of units with these names; a weight of size `full` has the full colour.

    Bound fields: `maps` (side² bytes for each unit) and `a` (units,)."""
    elements: list[Element] = []
    for at, name in enumerate(names):
        x, y = 5 + STEP * (at % COLUMNS), 28 + ROW * (at // COLUMNS)
        title = {"x": x + SIZE / 2, "y": y - 12, "text": name, "size": 17, "tone": "soft"}
        elements.append({"id": f"name[{at}]", "kind": "label", **title})
        elements += picture(f"unit[{at}]", x, y, SIZE, side)
        number = {"x": x + SIZE / 2, "y": y + SIZE + 16, "size": 19, "tone": "strong"}
        elements.append(
            {"id": f"a[{at}]", "kind": "label", **number, "attributes": {"data-nnviz": f"a{at + 1}"}}
        )
    ids = range(len(names))
    bindings = (
        Binding("maps", tuple(f"unit[{at}].map" for at in ids), "map", options={"downward": True}),
        Binding("a", tuple(f"a[{at}]" for at in ids), "text", options={"format": {"digits": 2}}),
    )
    bottom = ROW * -(-len(names) // COLUMNS) + 12
    return Scene(WIDTH, bottom + 28, (*elements, *legend(bottom, full)), bindings)


def legend(y: float, full: float) -> list[Element]:
    """Return the colours of weights from -full to full."""
    middle, shades = WIDTH / 2, [round(255 * at / (SHADES - 1)) for at in range(SHADES)]
    room = {"x": middle - LEGEND / 2, "y": y, "width": LEGEND, "height": 14}
    words = {"kind": "label", "y": y + 7, "size": 17, "tone": "soft"}
    return [
        {"id": "shades", "kind": "map", "rows": 1, "columns": SHADES, "pixels": shades, **room},
        {"id": "least", **words, "x": middle - LEGEND / 2 - 8, "text": f"−{full:g}", "anchor": "end"},
        {"id": "most", **words, "x": middle + LEGEND / 2 + 8, "text": f"{full:g}", "anchor": "start"},
    ]
