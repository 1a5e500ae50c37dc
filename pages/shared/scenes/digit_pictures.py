"""Small pictures to choose from, each a button, and the chosen one large beside what it shows.
Pixels are bytes, places in the colour table, row by row from the top."""

from collections.abc import Sequence

from pages.shared.panels import Binding, Element, Scene
from pages.shared.scenes.touch import pressed

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
        _label("truth.word", TRUTH, 108, truth, 20, "soft"),
        _label("truth", TRUTH, 160, "", 64, "strong"),
    ]
    for at, pixels in enumerate(pictures):
        x, y = 2 + STEP * (at % columns), TOP + STEP * (at // columns)
        paper, drawn = picture(f"small[{at}]", x, y, SMALL, side)
        frame = {"id": f"pick[{at}]", "kind": "cell", "x": x, "y": y, "width": SMALL, "height": SMALL}
        elements += [paper, drawn | {"pixels": list(pixels)}, pressed(frame | {"tone": "pick"}, labels[at])]
    bindings = (
        Binding("picture", ("large.map",), "map", options={"downward": True}),
        Binding("truth", ("truth",), "word", options={"words": list(names)}),
        *chosen("picked", [f"pick[{at}]" for at in range(len(pictures))]),
    )
    return Scene(WIDTH, TOP + STEP * -(-len(pictures) // columns), tuple(elements), bindings)


def picture(name: str, x: float, y: float, size: float, side: int) -> tuple[Element, Element]:
    """Return a sheet and the pixels on it."""
    inner = {"x": x + EDGE, "y": y + EDGE, "width": size - 2 * EDGE, "height": size - 2 * EDGE}
    sheet = {"id": name, "kind": "cell", "x": x, "y": y, "width": size, "height": size}
    return sheet, {
        "id": f"{name}.map",
        "kind": "map",
        "tone": "crisp",
        "rows": side,
        "columns": side,
        **inner,
    }


def chosen(field: str, ids: Sequence[str]) -> list[Binding]:
    """Mark the element of `ids` whose place is the value of the field."""
    return [
        Binding(field, (name,), "is", options={"equal": at, "name": "chosen"}) for at, name in enumerate(ids)
    ]


def _label(name: str, x: float, y: float, text: str, size: float, tone: str) -> Element:
    return {"id": name, "kind": "label", "x": x, "y": y, "text": text, "size": size, "tone": tone}
