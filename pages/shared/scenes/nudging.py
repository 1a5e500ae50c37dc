"""One weight a little larger: what a step makes of it, and what a curve makes of it.
A weight is pressed to be nudged, and pressed again to be let go."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pages.shared.panels import Binding, Element, Scene
from pages.shared.scenes.touch import pressed

WIDTH, ROW = 560.0, 46.0
ACROSS, WIDE, CHIP = 3, 180.0, 50.0  # the weights that are pressed
COLUMNS = (225.0, 365.0, 490.0)
FORMATS = ({"shortest": 5, "room": 9}, {"shortest": 5, "room": 9}, {"shortest": 7, "room": 11})
FIELDS = ("before", "after", "change")


@dataclass(frozen=True)
class Names:
    """The words of the scene; `weight` and `press` hold the number of a weight as {n}."""

    weight: str
    press: str
    before: str
    after: str
    change: str
    activations: Sequence[str]


def nudging(inputs: int, names: Names) -> Scene:
    """Return the scene. Bound fields: nudged (inputs,), before, after, change (one an activation)."""
    top = CHIP * -(-inputs // ACROSS) + 26
    elements = (*chips(inputs, names), *comparison(top, names))
    return Scene(WIDTH, top + ROW * 2 + 22, elements, tuple(bindings(inputs, len(names.activations))))


def chips(inputs: int, names: Names) -> Iterator[Element]:
    """A weight each, to be pressed."""
    for i in range(inputs):
        x, y = 6 + WIDE * (i % ACROSS + 0.5), CHIP * (i // ACROSS + 0.5)
        chip = {"id": f"nudge[{i}]", "kind": "token", "tone": "b", "x": x, "y": y, "size": 19}
        size = {"width": WIDE - 10, "height": CHIP - 8, "text": names.weight.format(n=i + 1)}
        yield pressed(chip | size, names.press.format(n=i + 1))


def comparison(top: float, names: Names) -> Iterator[Element]:
    """A row for each activation."""
    for x, name in zip(COLUMNS, FIELDS, strict=True):
        yield label(f"head.{name}", x, top, getattr(names, name), "soft")
    for row, name in enumerate(names.activations):
        y = top + ROW * (row + 0.85)
        yield label(f"name{row}", 8, y, name, "strong") | {"anchor": "start"}
        for x, field in zip(COLUMNS, FIELDS, strict=True):
            yield label(f"{field}{row}", x, y, "", "strong c" if field == "change" else "")


def label(name: str, x: float, y: float, text: str, tone: str = "") -> Element:
    """Return some words."""
    return {"id": name, "kind": "label", "x": x, "y": y, "text": text, "size": 19, "tone": tone}


def bindings(inputs: int, rows: int) -> Iterator[Binding]:
    """What of the comparison follows which field."""
    marked = {"equal": 1, "name": "live"}
    yield Binding("nudged", tuple(f"nudge[{i}]" for i in range(inputs)), "is", options=marked)
    for field, format_ in zip(FIELDS, FORMATS, strict=True):
        ids = tuple(f"{field}{row}" for row in range(rows))
        yield Binding(field, ids, "text", options={"format": format_, "exact": True})
