"""One neuron as it computes: inputs and weights in boxes that can be touched, their sum, bias, output.
Every wire is as wide as the number that runs along it, and has the colour of its sign."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pages.shared.protocol.bindings import Binding, TextBinding, ValueBinding, WeightBinding, WordBinding
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

WIDTH, TOP, ROW, LEAST = 562.0, 44.0, 56.0, 176.0
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
    hide: str
    show: str
    hiding: str
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
    the output as widths), hidden (1 while the output is to be guessed) and guess."""
    middle = TOP + max(ROW * inputs, LEAST - ROW) / 2
    rows = [middle + ROW * (i - (inputs - 1) / 2) for i in range(inputs)]
    bottom = max(rows[-1] + 116, middle + 130)
    elements = (
        *wires(rows, middle, bottom),
        *entries(rows, names, ranges),
        *body(middle, names, shape),
        *buttons(inputs, rows[-1] + 46, most, names),
        *guessing(middle, names, ranges.guess),
        *dials(bottom, names, ranges),
    )
    return Scene(WIDTH, bottom + 84, elements, tuple(bindings(inputs, names, ranges.slider[1])))


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
    yield Label("inputs", INPUT, rows[0] - 40, names.inputs, 18, "a")
    yield Label("weights", WEIGHT, rows[0] - 40, names.weights, 18, "b")
    middle = (rows[0] + rows[-1]) / 2
    for i, y in enumerate(rows):
        words, weight = names.input.format(n=i + 1), names.weight.format(n=i + 1)
        yield number_box(cell_id("x", i), words, INPUT, y, ranges.wide, 2 * HALF, "a", of_step=True)
        yield number_box(cell_id("w", i), weight, WEIGHT, y, ranges.weight, 2 * HALF, "b")
        beside = 14 if y > middle else -14  # where the wire does not turn to
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
    """One input more below the last, one less beside it; both stay where they have nothing to do."""
    for name, sign, x, idle in (("add", "+", 22.0, inputs >= most), ("remove", "−", 62.0, inputs <= 1)):
        press = names.add if name == "add" else names.remove
        tone: TokenTone = "spent" if idle else "near"
        yield Token(name, x, y, 36, 34, sign, tone=tone, press=press, disabled=idle)


def guessing(middle: float, names: Names, limits: Limits) -> Iterator[Token | Label | NumberBox]:
    """What hides the output, and a box for what one expects of it."""
    yield Token("hide", OUTPUT, middle + 52, 116, 34, names.hide, 17, "near", names.hiding)
    yield Label("guess.name", OUTPUT - 60, middle + 96, names.guess, 18, "soft", "start")
    place = OUTPUT + 27, middle + 96
    yield number_box("guess", names.guess, *place, limits, 62, patient=True, of_step=True)


def dials(bottom: float, names: Names, ranges: Ranges) -> Iterator[Label | Slider | NumberBox]:
    """Bias and threshold, each as a slider and as a number: one moves against the other."""
    for name, words, y in (("bias", names.bias, bottom), ("threshold", names.threshold, bottom + 48)):
        yield Label(f"{name}.name", 6, y, words, 19, anchor="start")
        yield slider(slider_id(name), words, 176, y, ranges.slider, 128)
        yield number_box(name, words, SUM, y, ranges.wide, 2 * HALF)


# -- what follows which field -------------------------------------------------------------------
def bindings(inputs: int, names: Names, scale: float) -> Iterator[Binding]:
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
    yield WordBinding("hidden", ("hide",), (names.hide, names.show))
    yield ValueBinding("guess", ("guess",))
