"""One neuron as it computes: inputs and weights in boxes that can be touched, their sum, bias, output.
Every wire is as wide as the number that runs along it, and has the colour of its sign."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pages.shared.protocol.bindings import Binding, TextBinding, ValueBinding, WeightBinding
from pages.shared.protocol.elements import (
    Cell,
    Curve,
    Disc,
    Element,
    Label,
    NumberBox,
    Slider,
    Token,
    TokenTone,
    Wire,
)
from pages.shared.protocol.ids import cell_id, cell_ids, numbered, slider_id
from pages.shared.protocol.number_formats import Shortest
from pages.shared.protocol.panels import Scene
from pages.shared.scenes.touch import Limits, number_box, slider

WIDTH, TOP, ROW, LEAST = 562.0, 62.0, 46.0, 116.0
INPUT, WEIGHT, SUM, CURVE, OUTPUT = 40.0, 140.0, 284.0, 388.0, 501.0  # the columns
RADIUS, SIDE, HALF = 38.0, 60.0, 36.0  # half the width of a box
NUMBER = Shortest(3, room=7, unknown="?")
EXACT = Shortest(9, room=11, unknown="?", tiny=True)


@dataclass(frozen=True)
class Names:
    """The words of the scene; those for one input and one weight hold its number as {n}."""

    input: str
    weight: str
    inputs: str
    weights: str
    sum: str
    z: str
    activation: str
    output: str
    bias: str
    threshold: str
    add: str
    remove: str
    show: str  # what shows an output that is to be guessed; nothing where none is
    guess: str


@dataclass(frozen=True)
class Ranges:
    """Low, high and step of each kind of number; the slider goes less far than the box beside it."""

    weight: Limits
    wide: Limits
    slider: Limits
    guess: Limits


def neuron(
    inputs: int, names: Names, ranges: Ranges, most: int, shape: Sequence[tuple[float, float]]
) -> Scene:
    """Return the scene; `shape` is the curve of the activation, each point between 0 and 1.

    Bound fields: x, w, products (inputs,), sum, bias, threshold, z, output, flow_z and flow (z and
    the output as widths), and guess, where there is a word for what shows the output."""
    middle = max(TOP + ROW * (inputs - 1) / 2, LEAST)
    rows = [middle + ROW * (i - (inputs - 1) / 2) for i in range(inputs)]
    bottom = middle + (140 if names.show else 104)  # below what is guessed
    elements = (
        *wires(rows, middle, bottom),
        *entries(rows, names, ranges),
        *body(middle, names, shape),
        *buttons(inputs, rows[-1] + 42, most, names),
        *dials(bottom, names, ranges),
    )
    made = tuple(bindings(inputs, ranges.slider[1]))
    if names.show:
        elements, made = (
            (*elements, *guessing(middle, names, ranges.guess)),
            (*made, ValueBinding("guess", ("guess",))),
        )
    return Scene(WIDTH, max(bottom + 72, rows[-1] + 64), elements, made)


# -- the elements -------------------------------------------------------------------------------
def wires(rows: Sequence[float], middle: float, bottom: float) -> Iterator[Wire]:
    """What runs from the inputs to the sum, from the bias to the sum, and on to the output."""
    for i, y in enumerate(rows):
        yield Wire(f"wire{i}", INPUT, y, WEIGHT + HALF, y)
        yield Wire(f"product{i}", WEIGHT + HALF, y, SUM - RADIUS, middle)
    yield Wire("wire.bias", SUM, bottom, SUM, middle)
    for name, left, right in (("wire.z", SUM, CURVE), ("out", CURVE, OUTPUT)):
        yield Wire(name, left, middle, right, middle)


def entries(rows: Sequence[float], names: Names, ranges: Ranges) -> Iterator[Label | NumberBox]:
    """A box for each input and each weight, and the product on its wire."""
    yield Label("inputs", INPUT, rows[0] - 36, names.inputs, 18, "a")
    yield Label("weights", WEIGHT, rows[0] - 36, names.weights, 18, "b")
    middle = (rows[0] + rows[-1]) / 2
    for i, y in enumerate(rows):
        words, weight = names.input.format(n=i + 1), names.weight.format(n=i + 1)
        yield number_box(cell_id("x", i), words, INPUT, y, ranges.wide, 2 * HALF, "a", of_step=True)
        yield number_box(cell_id("w", i), weight, WEIGHT, y, ranges.weight, 2 * HALF, "b")
        beside = 13 if y > middle else -13  # on the side from which the wire bends away
        yield Label(f"product{i}.value", WEIGHT + HALF + 6, y + beside, "", 19, anchor="start")


def body(middle: float, names: Names, shape: Sequence[tuple[float, float]]) -> Iterator[Element]:
    """The sum, the activation with its curve, and the output."""
    yield Disc("sum", SUM, middle, RADIUS)
    yield Label("sum.value", SUM, middle, "", 21, "strong")
    yield Label("sum.name", SUM, middle - RADIUS - 18, names.sum, 18, "soft")
    left, top = CURVE - SIDE / 2, middle - SIDE / 2
    yield Cell("activation", left, top, SIDE, SIDE)
    points = [
        (round(left + 6 + x * (SIDE - 12), 1), round(top + SIDE - 6 - a * (SIDE - 12), 1)) for x, a in shape
    ]
    yield Curve("curve", tuple(value for point in points for value in point))
    yield Label("z.value", CURVE, middle - SIDE / 2 - 18, "", 20)
    yield Label("z.name", CURVE, middle - SIDE / 2 - 42, names.z, 17, "soft")
    yield Label("activation.name", CURVE, middle + SIDE / 2 + 18, names.activation, 16, "soft")
    yield Cell("plate", OUTPUT - 58, middle - 24, 116, 48, "plate")
    yield Label("output", OUTPUT, middle, "", 20, ("strong", "c"), data=("nnviz", "output"))
    yield Label("output.name", OUTPUT, middle - 42, names.output, 18, "soft")


def buttons(inputs: int, y: float, most: int, names: Names) -> Iterator[Token]:
    """One input more below the last, one less beside it, called by what comes or goes; both stay where they
    have nothing to do."""
    signs = (("add", f"+ x{min(inputs + 1, most)}", 40.0), ("remove", f"− x{inputs}", 108.0))
    for name, sign, x in signs:
        press, idle = (names.add, inputs >= most) if name == "add" else (names.remove, inputs <= 1)
        tone: tuple[TokenTone, ...] = ("slot", "spent") if idle else ("slot",)
        yield Token(name, x, y, 60, 28, sign, 16, tone, press, round=14, disabled=idle)


def guessing(middle: float, names: Names, limits: Limits) -> Iterator[Token | Label | NumberBox]:
    """A box for what one expects of the output, and what shows it."""
    yield Label("guess.name", OUTPUT - 58, middle + 48, names.guess, 18, "soft", "start")
    yield number_box("guess", names.guess, OUTPUT + 27, middle + 48, limits, 62, patient=True, of_step=True)
    yield Token("hide", OUTPUT, middle + 88, 116, 30, names.show, 17, "near", names.show)


def dials(bottom: float, names: Names, ranges: Ranges) -> Iterator[Label | Slider | NumberBox]:
    """Bias and threshold, each as a number and as a slider: when one goes up, the other goes down."""
    for name, words, y in (("bias", names.bias, bottom), ("threshold", names.threshold, bottom + 46)):
        yield number_box(name, words, SUM, y, ranges.wide, 2 * HALF)
        yield slider(slider_id(name), words, 386, y, ranges.slider, 116)
        yield Label(f"{name}.name", 452, y, words, 19, anchor="start")


# -- what follows which field -------------------------------------------------------------------
def bindings(inputs: int, scale: float) -> Iterator[Binding]:
    """What of the neuron follows which field; a wire is full at `scale`."""
    yield ValueBinding("x", cell_ids("x", inputs))
    yield ValueBinding("w", cell_ids("w", inputs))
    for field, wires in (("x", "wire"), ("products", "product")):
        yield WeightBinding(field, numbered(wires, inputs), scale)
    for field, wire in (("bias", "wire.bias"), ("flow", "out"), ("flow_z", "wire.z")):
        yield WeightBinding(field, (wire,), scale)
    yield TextBinding("products", tuple(f"{one}.value" for one in numbered("product", inputs)), NUMBER)
    yield TextBinding("sum", ("sum.value",), NUMBER)
    yield TextBinding("z", ("z.value",), NUMBER)
    yield TextBinding("output", ("output",), EXACT, exact=True)
    for name in ("bias", "threshold"):
        yield ValueBinding(name, (name,))
        yield ValueBinding(name, (slider_id(name),))
