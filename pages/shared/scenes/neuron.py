"""One neuron as it computes: inputs and weights in boxes that can be touched, their sum, bias, output.
Every wire is as wide as the number that runs along it, and has the colour of its sign."""

from dataclasses import dataclass

from pages.shared.panels import Binding, Element, Scene
from pages.shared.scenes.touch import number_box, pressed, slider

Limits = tuple[float, float, float]
ROW, TOP, WIDTH = 64.0, 40.0, 560.0
IN, WEIGHT, SUM, OUT = 60.0, 190.0, 330.0, 500.0


@dataclass(frozen=True)
class Names:
    """The words of the scene; those for an input and a weight hold its number as {n}."""

    input: str
    weight: str
    bias: str
    threshold: str
    add: str
    remove: str


def neuron(inputs: int, names: Names, weight: Limits, wide: Limits, most: int) -> Scene:
    """Return the scene. Bound fields: x, w, products (inputs,), sum, bias, threshold, z, output."""
    middle = TOP + ROW * inputs / 2
    elements: list[Element] = []
    for i in range(inputs):
        y = TOP + ROW * (i + 0.5)
        elements.append({"id": f"wire{i}", "kind": "wire", "x": IN, "y": y, "to_x": SUM, "to_y": middle})
        elements.append(number_box(f"x[{i}]", names.input.format(n=i + 1), IN, y, wide))
        elements.append(number_box(f"w[{i}]", names.weight.format(n=i + 1), WEIGHT, y, weight))
    elements.append({"id": "out", "kind": "wire", "x": SUM, "y": middle, "to_x": OUT, "to_y": middle})
    elements.append({"id": "sum", "kind": "disc", "x": SUM, "y": middle, "radius": 34})
    elements.append({"id": "sum.value", "kind": "label", "x": SUM, "y": middle, "size": 22})
    output = {"attributes": {"data-nnviz": "output"}, "size": 28, "tone": "strong"}
    elements.append({"id": "output", "kind": "label", "x": OUT, "y": middle, **output})
    bottom = TOP + ROW * inputs + 40
    elements.append(slider("bias", names.bias, 330, bottom, wide))
    elements.append(slider("threshold", names.threshold, 330, bottom + 40, wide))
    for name, label, x in (("add", names.add, 40.0), ("remove", names.remove, 90.0)):
        box = {"kind": "token", "width": 40, "height": 36, "x": x, "y": bottom}
        if (inputs < most) if name == "add" else (inputs > 1):
            elements.append(pressed({"id": name, "text": "+" if name == "add" else "−", **box}, label))
    ids = range(inputs)
    bindings = (
        Binding("x", tuple(f"x[{i}]" for i in ids), "value"),
        Binding("w", tuple(f"w[{i}]" for i in ids), "value"),
        Binding("products", tuple(f"wire{i}" for i in ids), "weight", options={"scale": 10.0}),
        Binding("z", ("sum.value",), "text", options={"format": {"shortest": 3}}),
        Binding("output", ("out",), "weight", options={"scale": 10.0}),
        Binding("output", ("output",), "text", options={"format": {"shortest": 9}}),
        Binding("bias", ("bias",), "value"),
        Binding("threshold", ("threshold",), "value"),
    )
    return Scene(WIDTH, bottom + 70, tuple(elements), bindings)
