"""A neuron of two inputs, drawn small: every number that makes it can be typed, dragged or slid.
Two inputs come in on the left, the bias from below, and on the right it fires or it does not."""

from collections.abc import Iterator
from dataclasses import dataclass

from pages.shared.protocol.bindings import EqualBinding, TextBinding, ValueBinding, WeightBinding, WordBinding
from pages.shared.protocol.elements import Disc, Element, Label, NumberBox, Slider, Wire
from pages.shared.protocol.ids import cell_ids, numbered, slider_id
from pages.shared.protocol.number_formats import Shortest
from pages.shared.protocol.panels import Scene
from pages.shared.scenes.touch import Limits, number_box, slider

WIDTH, HEIGHT = 470.0, 300.0
LETTERS = 18.0  # their size
IN, BOX, SUM, OUT = 38.0, 160.0, 308.0, 424.0
ROWS, MIDDLE, BELOW = (58.0, 188.0), 123.0, 234.0
W = cell_ids("w", 2)
SHORT = Shortest(3)


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
    elements: list[Element] = [*wires(), *discs(), *knobs(names, box, slide)]
    bindings = (
        WeightBinding("w", numbered("wire", 2), 2.0),
        WeightBinding("bias", ("wire.bias",), 2.0),
        WeightBinding("output", ("wire.out",), 1.0),
        TextBinding("x", numbered("input", 2), SHORT),
        EqualBinding("x", numbered("x", 2), "on", 1),
        TextBinding("z", ("z",), SHORT),
        EqualBinding("output", ("out",), "on", 1),
        TextBinding("output", ("output",), SHORT),
        WordBinding("output", ("fires",), names.output),
        ValueBinding("w", W),
        ValueBinding("w", tuple(map(slider_id, W))),
        ValueBinding("bias", ("b",)),
        ValueBinding("bias", (slider_id("b"),)),
    )
    return Scene(WIDTH, HEIGHT, tuple(elements), bindings)


def wires() -> Iterator[Wire]:
    """The wires of the inputs, the bias and the output."""
    for i, y in enumerate(ROWS):
        yield Wire(f"wire{i}", IN, y, SUM, MIDDLE)
    yield Wire("wire.bias", SUM, BELOW, SUM, MIDDLE)
    yield Wire("wire.out", SUM, MIDDLE, OUT, MIDDLE)


def discs() -> Iterator[Disc | Label]:
    """The inputs, the sum and the output, each with its number."""
    for i, y in enumerate(ROWS):
        yield Disc(f"x{i}", IN, y, 25, "value")
        yield Label(f"input{i}", IN, y, "", 24)
        yield Label(f"name{i}", IN, y - 40, f"x{i + 1}", LETTERS, "soft")
    yield Disc("sum", SUM, MIDDLE, 40)
    yield Label("z", SUM, MIDDLE, "", 24, "strong")
    yield Label("name.z", SUM + 18, MIDDLE - 60, "z = w1·x1 + w2·x2 + b", LETTERS, "soft")
    yield Disc("out", OUT, MIDDLE, 29, "value")
    yield Label("output", OUT, MIDDLE, "", 28, data=("nnviz", "output"))
    yield Label("fires", OUT - 14, MIDDLE + 48, "", LETTERS)


def knobs(names: Names, box: Limits, slide: Limits) -> Iterator[NumberBox | Slider | Label]:
    """The boxes of both weights and the bias, each over its slider."""
    weights = zip(W, ("w1", "w2"), names.weight, (BOX, BOX), ROWS, strict=True)
    for name, letter, words, x, y in (*weights, ("b", "b", names.bias, SUM, BELOW)):
        yield number_box(name, words, x, y, box, 80)
        yield slider(slider_id(name), names.slide.format(name=words), x, y + 37, slide, 140)
        yield Label(f"name.{name}", x - 58, y, letter, LETTERS, "soft")
