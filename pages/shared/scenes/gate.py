"""A neuron of two inputs, drawn small: every number that makes it can be typed, dragged or slid.
Two inputs come in on the left, the bias from below, and on the right it fires or it does not."""

from collections.abc import Iterator
from dataclasses import dataclass

from pages.shared.panels import Binding, Element, Scene
from pages.shared.scenes.touch import number_box, slider

Limits = tuple[float, float, float]
WIDTH, HEIGHT = 470.0, 300.0
IN, BOX, SUM, OUT = 38.0, 160.0, 308.0, 424.0
ROWS, MIDDLE, BELOW = (58.0, 188.0), 123.0, 234.0
LETTERS = {"w[0]": "w1", "w[1]": "w2", "b": "b"}
SHORT = {"format": {"shortest": 3}}


@dataclass(frozen=True)
class Names:
    """The words of the scene."""

    weight: tuple[str, str]
    bias: str
    slide: str  # with {name}
    output: tuple[str, str]  # it does not fire, it fires


def gate(names: Names, box: Limits, slide: Limits) -> Scene:
    """Return the scene; `box` and `slide` are the limits of the boxes and sliders.

    Bound fields: `x` and `w` (2,), `bias`, `z` and `output`."""
    elements = [*wires(), *discs(), *knobs(names, box, slide)]
    both = range(2)
    bindings = (
        Binding("w", tuple(f"wire{i}" for i in both), "weight", options={"scale": 2.0}),
        Binding("bias", ("wire.bias",), "weight", options={"scale": 2.0}),
        Binding("output", ("wire.out",), "weight", options={"scale": 1.0}),
        Binding("x", tuple(f"input{i}" for i in both), "text", options=SHORT),
        Binding("x", tuple(f"x{i}" for i in both), "is", options={"equal": 1, "name": "on"}),
        Binding("z", ("z",), "text", options=SHORT),
        Binding("output", ("out",), "is", options={"equal": 1, "name": "on"}),
        Binding("output", ("output",), "text", options=SHORT),
        Binding("output", ("fires",), "word", options={"words": names.output}),
        *(Binding("w", tuple(f"{kind}[{i}]" for i in both), "value") for kind in ("w", "slide.w")),
        *(Binding("bias", (name,), "value") for name in ("b", "slide.b")),
    )
    return Scene(WIDTH, HEIGHT, tuple(elements), bindings)


def wires() -> Iterator[Element]:
    """The wires of the inputs, the bias and the output."""
    for i, y in enumerate(ROWS):
        yield {"id": f"wire{i}", "kind": "wire", "x": IN, "y": y, "to_x": SUM, "to_y": MIDDLE}
    yield {"id": "wire.bias", "kind": "wire", "x": SUM, "y": BELOW, "to_x": SUM, "to_y": MIDDLE}
    yield {"id": "wire.out", "kind": "wire", "x": SUM, "y": MIDDLE, "to_x": OUT, "to_y": MIDDLE}


def discs() -> Iterator[Element]:
    """The inputs, the sum and the output, each with its number."""
    for i, y in enumerate(ROWS):
        yield {"id": f"x{i}", "kind": "disc", "tone": "value", "x": IN, "y": y, "radius": 25}
        yield label(f"input{i}", IN, y, size=24)
        yield label(f"name{i}", IN, y - 40, text=f"x{i + 1}", tone="soft")
    yield {"id": "sum", "kind": "disc", "x": SUM, "y": MIDDLE, "radius": 40}
    yield label("z", SUM, MIDDLE, size=24, tone="strong")
    yield label("name.z", SUM + 18, MIDDLE - 60, text="z = w1·x1 + w2·x2 + b", tone="soft")
    yield {"id": "out", "kind": "disc", "tone": "value", "x": OUT, "y": MIDDLE, "radius": 29}
    yield label("output", OUT, MIDDLE, size=28) | {"attributes": {"data-nnviz": "output"}}
    yield label("fires", OUT - 14, MIDDLE + 48)


def knobs(names: Names, box: Limits, slide: Limits) -> Iterator[Element]:
    """The boxes of both weights and the bias, each over its slider."""
    places = [("w[0]", names.weight[0], BOX, ROWS[0]), ("w[1]", names.weight[1], BOX, ROWS[1])]
    for name, words, x, y in (*places, ("b", names.bias, SUM, BELOW)):
        yield number_box(name, words, x, y, box, 80)
        yield slider(f"slide.{name}", names.slide.format(name=words), x, y + 37, slide, 140)
        yield label(f"name.{name}", x - 58, y, text=LETTERS[name], tone="soft")


def label(name: str, x: float, y: float, **more: object) -> Element:
    """Return a label at (x, y)."""
    return {"id": name, "kind": "label", "x": x, "y": y, "size": 18, **more}
