"""A neuron of two inputs, drawn small: every number that makes it can be typed or dragged.
Two inputs come in on the left, the bias from below, and on the right it fires or it does not."""

from collections.abc import Iterator
from dataclasses import dataclass

from pages.shared.protocol.bindings import EqualBinding, TextBinding, ValueBinding, WeightBinding, WordBinding
from pages.shared.protocol.elements import Disc, Element, Label, NumberBox, Wire
from pages.shared.protocol.ids import cell_ids, numbered
from pages.shared.protocol.number_formats import Shortest
from pages.shared.protocol.panels import Scene
from pages.shared.scenes.touch import Limits, number_box

WIDTH, HEIGHT = 470.0, 178.0
LETTERS = 18.0  # font size of all words and numbers
IN, BOX, SUM, OUT = 66.0, 178.0, 318.0, 430.0
ROWS, MIDDLE, BELOW = (34.0, 122.0), 78.0, 157.0
W = cell_ids("w", 2)
SHORT = Shortest(3)


@dataclass(frozen=True)
class Names:
    """The words of the scene."""

    weight: tuple[str, str]
    bias: str
    output: tuple[str, str]  # it does not fire, it fires


def gate(names: Names, box: Limits) -> Scene:
    """Return the scene; `box` are the limits of the boxes.

    Bound fields: `x` and `w` (2,), `bias`, `z` and `output`."""
    elements: list[Element] = [*wires(), *discs(), *boxes(names, box)]
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
        ValueBinding("bias", ("b",)),
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
        yield Disc(f"x{i}", IN, y, 24, "value")
        yield Label(f"input{i}", IN, y, "", 24)
        yield Label(f"name{i}", IN - 44, y, f"x{i + 1}", LETTERS, "soft")
    yield Disc("sum", SUM, MIDDLE, 38)
    yield Label("z", SUM, MIDDLE, "", 24, "strong")
    yield Label("name.z", SUM + 44, MIDDLE - 62, "z = w1·x1 + w2·x2 + b", LETTERS, "soft")
    yield Disc("out", OUT, MIDDLE, 29, "value")
    yield Label("output", OUT, MIDDLE, "", 28, data=("nnviz", "output"))
    yield Label("fires", OUT + 36, MIDDLE + 46, "", LETTERS, anchor="end")


def boxes(names: Names, box: Limits) -> Iterator[NumberBox | Label]:
    """The boxes of both weights and the bias."""
    weights = zip(W, ("w1", "w2"), names.weight, (BOX, BOX), ROWS, strict=True)
    for name, letter, words, x, y in (*weights, ("b", "b", names.bias, SUM, BELOW)):
        yield number_box(name, words, x, y, box, 84)
        yield Label(f"name.{name}", x - 50, y - 27 if y < BELOW else y, letter, LETTERS, "soft")
