"""One neuron as it computes: inputs and weights in boxes that can be touched, their sum, bias, output.
Every wire is as wide as the number that runs along it, and has the colour of its sign."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pages.shared.panels import Binding, Element, Scene
from pages.shared.scenes.touch import number_box, of_step, patient, pressed, slider, toned

Limits = tuple[float, float, float]
WIDTH, TOP, ROW, LEAST = 562.0, 44.0, 56.0, 176.0
INPUT, WEIGHT, SUM, CURVE, OUTPUT = 40.0, 140.0, 284.0, 388.0, 501.0  # the columns
RADIUS, SIDE, HALF = 38.0, 60.0, 36.0  # half the width of a box
NUMBER = {"shortest": 3, "room": 7, "unknown": "?"}
EXACT = {"shortest": 9, "room": 11, "unknown": "?", "tiny": True}


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
def wires(rows: Sequence[float], middle: float, bottom: float) -> Iterator[Element]:
    """What runs from the inputs to the sum, from the bias to the sum, and on to the output."""
    for i, y in enumerate(rows):
        yield {"id": f"wire{i}", "kind": "wire", "x": INPUT, "y": y, "to_x": WEIGHT + HALF, "to_y": y}
        start = {"x": WEIGHT + HALF, "y": y}
        yield {"id": f"product{i}", "kind": "wire", **start, "to_x": SUM - RADIUS, "to_y": middle}
    up = {"x": SUM, "y": bottom, "to_x": SUM, "to_y": middle}
    yield {"id": "wire.bias", "kind": "wire", **up}
    for name, left, right in (("wire.z", SUM, CURVE), ("out", CURVE, OUTPUT)):
        yield {"id": name, "kind": "wire", "x": left, "y": middle, "to_x": right, "to_y": middle}


def entries(rows: Sequence[float], names: Names, ranges: Ranges) -> Iterator[Element]:
    """A box for each input and each weight, and the product on its wire."""
    yield label("inputs", INPUT, rows[0] - 40, names.inputs, 18, "a")
    yield label("weights", WEIGHT, rows[0] - 40, names.weights, 18, "b")
    middle = (rows[0] + rows[-1]) / 2
    for i, y in enumerate(rows):
        x_box = number_box(f"x[{i}]", names.input.format(n=i + 1), INPUT, y, ranges.wide, 2 * HALF)
        yield of_step(toned(x_box, "a"))
        yield toned(
            number_box(f"w[{i}]", names.weight.format(n=i + 1), WEIGHT, y, ranges.weight, 2 * HALF), "b"
        )
        beside = 14 if y > middle else -14  # where the wire does not turn to
        number = label(f"product{i}.value", WEIGHT + HALF + 6, y + beside, "", 19)
        yield number | {"anchor": "start"}


def body(middle: float, names: Names, shape: Sequence[tuple[float, float]]) -> Iterator[Element]:
    """The sum, the activation with its curve, and the output."""
    yield {"id": "sum", "kind": "disc", "x": SUM, "y": middle, "radius": RADIUS}
    yield label("sum.value", SUM, middle, "", 21, "strong")
    yield label("sum.name", SUM, middle - RADIUS - 18, names.sum, 18, "soft")
    left, top = CURVE - SIDE / 2, middle - SIDE / 2
    yield {"id": "activation", "kind": "cell", "x": left, "y": top, "width": SIDE, "height": SIDE}
    points = [
        [round(left + 6 + x * (SIDE - 12), 1), round(top + SIDE - 6 - a * (SIDE - 12), 1)] for x, a in shape
    ]
    yield {"id": "curve", "kind": "curve", "points": [value for point in points for value in point]}
    yield label("z.value", CURVE, middle - SIDE / 2 - 18, "", 20)
    yield label("z.name", CURVE, middle - SIDE / 2 - 42, names.z, 17, "soft")
    yield label("activation.name", CURVE, middle + SIDE / 2 + 18, names.activation, 16, "soft")
    plate = {"x": OUTPUT - 58, "y": middle - 24, "width": 116, "height": 48}
    yield {"id": "plate", "kind": "cell", "tone": "plate", **plate}
    shown = label("output", OUTPUT, middle, "", 20, "strong c")
    yield shown | {"attributes": {"data-nnviz": "output"}}
    yield label("output.name", OUTPUT, middle - 42, names.output, 18, "soft")


def buttons(inputs: int, y: float, most: int, names: Names) -> Iterator[Element]:
    """One input more below the last, one less beside it; both stay where they have nothing to do."""
    for name, sign, x, idle in (("add", "+", 22.0, inputs >= most), ("remove", "−", 62.0, inputs <= 1)):
        chip = {"id": name, "kind": "token", "text": sign, "x": x, "y": y, "width": 36, "height": 34}
        spent = {"attributes": {"aria-disabled": "true"}, "tone": "spent"} if idle else {"tone": "near"}
        yield pressed(chip | spent, names.add if name == "add" else names.remove)


def guessing(middle: float, names: Names, limits: Limits) -> Iterator[Element]:
    """What hides the output, and a box for what one expects of it."""
    chip = {"id": "hide", "kind": "token", "tone": "near", "x": OUTPUT, "y": middle + 52, "size": 17}
    yield pressed(chip | {"width": 116, "height": 34, "text": names.hide}, names.hiding)
    yield label("guess.name", OUTPUT - 60, middle + 96, names.guess, 18, "soft") | {"anchor": "start"}
    yield of_step(patient(number_box("guess", names.guess, OUTPUT + 27, middle + 96, limits, 62)))


def dials(bottom: float, names: Names, ranges: Ranges) -> Iterator[Element]:
    """Bias and threshold, each as a slider and as a number: one moves against the other."""
    for name, words, y in (("bias", names.bias, bottom), ("threshold", names.threshold, bottom + 48)):
        yield label(f"{name}.name", 6, y, words, 19) | {"anchor": "start"}
        yield slider(f"{name}~", words, 176, y, ranges.slider, 128)
        yield number_box(name, words, SUM, y, ranges.wide, 2 * HALF)


def label(name: str, x: float, y: float, text: str, size: int, tone: str = "") -> Element:
    """Return some words."""
    return {"id": name, "kind": "label", "x": x, "y": y, "text": text, "size": size, "tone": tone}


# -- what follows which field -------------------------------------------------------------------
def bindings(inputs: int, names: Names, scale: float) -> Iterator[Binding]:
    """What of the neuron follows which field; a wire is full at `scale`."""
    full = {"scale": scale}
    ids = range(inputs)
    yield Binding("x", tuple(f"x[{i}]" for i in ids), "value")
    yield Binding("w", tuple(f"w[{i}]" for i in ids), "value")
    for field, wires in (("x", "wire"), ("products", "product")):
        yield Binding(field, tuple(f"{wires}{i}" for i in ids), "weight", options=full)
    for field, wire in (("bias", "wire.bias"), ("flow", "out"), ("flow_z", "wire.z")):
        yield Binding(field, (wire,), "weight", options=full)
    yield Binding("products", tuple(f"product{i}.value" for i in ids), "text", options={"format": NUMBER})
    yield Binding("sum", ("sum.value",), "text", options={"format": NUMBER})
    yield Binding("z", ("z.value",), "text", options={"format": NUMBER})
    yield Binding("output", ("output",), "text", options={"format": EXACT, "exact": True})
    for name in ("bias", "threshold"):
        yield Binding(name, (name,), "value")
        yield Binding(name, (f"{name}~",), "value")
    yield Binding("hidden", ("hide",), "word", options={"words": [names.hide, names.show]})
    yield Binding("guess", ("guess",), "value")
