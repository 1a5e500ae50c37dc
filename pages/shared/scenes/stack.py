"""XOR as a drawing: two inputs, NAND and OR in the first layer, AND in the second, and the output.
Every wire carries the number that runs along it; what is not computed yet is a dash."""

from collections.abc import Iterator, Mapping

from nnviz import Neuron
from pages.shared.panels import Binding, Element, Scene
from pages.shared.scenes.crossing import shortest

ORDER = ("NAND", "OR", "AND")
WIDTH, HEIGHT, RADIUS = 480.0, 316.0, 35.0
INPUTS = ((34.0, 76.0), (34.0, 230.0))
PLACES = {"NAND": (196.0, 76.0), "OR": (196.0, 230.0), "AND": (340.0, 153.0)}
OUT = (446.0, 153.0)
SOURCES = {"NAND": INPUTS, "OR": INPUTS, "AND": (PLACES["NAND"], PLACES["OR"])}
ALONG = {"NAND": 0.34, "OR": 0.34, "AND": 0.56}  # where on their wires the weights stand, from 0 to 1
SHORT = {"format": {"shortest": 3}}


def stack(neurons: Mapping[str, Neuron]) -> Scene:
    """Return the scene of the neurons called ORDER.

    Bound fields: `x` (2,), `products` (6,) of both inputs of each neuron, `z` and `a` (3,), `layer` (3,), 1
    for a neuron that computes now, and `out`, the output or 0."""
    names = range(len(ORDER))
    wires = tuple(f"wire{place}" for place in range(2 * len(ORDER)))
    computing = {"equal": 1, "name": "computing"}
    bindings = (
        Binding("products", wires, "weight", options={"scale": 1.0}),
        Binding("out", ("wire.out",), "weight", options={"scale": 1.0}),
        Binding("x", ("input0", "input1"), "text", options=SHORT),
        Binding("x", ("x0", "x1"), "is", options={"equal": 1, "name": "on"}),
        Binding("layer", tuple(f"body{n}" for n in names), "is", options=computing),
        Binding("z", tuple(f"z{n}" for n in names), "text", options=SHORT),
        Binding("a", tuple(f"a{n}" for n in names), "text", options=SHORT),
        Binding("a", ("output",), "text", start=2, options=SHORT),
        Binding("out", ("out",), "is", options={"equal": 1, "name": "on"}),
    )
    elements = (*wires_of(neurons), *ends(), *bodies(neurons))
    return Scene(WIDTH, HEIGHT, elements, bindings)


def wires_of(neurons: Mapping[str, Neuron]) -> Iterator[Element]:
    """The wires with their weights."""
    place = 0
    for name in ORDER:
        to_x, to_y = PLACES[name]
        for (x, y), weight in zip(SOURCES[name], neurons[name].weights, strict=True):
            yield {"id": f"wire{place}", "kind": "wire", "x": x, "y": y, "to_x": to_x, "to_y": to_y}
            at = on_wire(ALONG[name], x, y, to_x, to_y)
            box = {"kind": "token", "tone": "chip", "width": 38, "height": 22, "size": 18}
            yield {"id": f"weight{place}", "x": at[0], "y": at[1], **box, "text": shortest(weight)}
            place += 1
    (x, y), (to_x, to_y) = PLACES["AND"], OUT
    yield {"id": "wire.out", "kind": "wire", "x": x, "y": y, "to_x": to_x, "to_y": to_y}


def on_wire(share: float, x: float, y: float, to_x: float, to_y: float) -> tuple[float, float]:
    """Return a point of a wire, which is the curve of Bézier that the player draws."""
    across = 1.5 * share * (1 - share) + share**3
    down = 3 * share**2 - 2 * share**3
    return x + across * (to_x - x), y + down * (to_y - y)


def ends() -> Iterator[Element]:
    """The inputs and the output."""
    for place, (x, y) in enumerate(INPUTS):
        yield {"id": f"x{place}", "kind": "disc", "tone": "value", "x": x, "y": y, "radius": 24}
        yield label(f"input{place}", x, y, size=24)
        yield label(f"name{place}", x, y - 40, text=f"x{place + 1}", tone="soft")
    x, y = OUT
    yield {"id": "out", "kind": "disc", "tone": "value", "x": x, "y": y, "radius": 27}
    yield label("output", x, y, size=28) | {"attributes": {"data-nnviz": "output"}}


def bodies(neurons: Mapping[str, Neuron]) -> Iterator[Element]:
    """The neurons: the name above, z inside, the bias below, and the output beside it."""
    for place, name in enumerate(ORDER):
        x, y = PLACES[name]
        yield {"id": f"body{place}", "kind": "disc", "tone": "body", "x": x, "y": y, "radius": RADIUS}
        yield label(f"z{place}", x, y, size=22)
        yield label(f"name.{name}", x, y - RADIUS - 16, text=name, tone="strong")
        yield label(
            f"bias{place}", x, y + RADIUS + 16, text=f"b = {shortest(neurons[name].bias)}", tone="soft"
        )
        yield label(f"a{place}", x + RADIUS + 18, y + (-14 if y < OUT[1] else 14), size=22, tone="c")


def label(name: str, x: float, y: float, **more: object) -> Element:
    """Return a label at (x, y)."""
    return {"id": name, "kind": "label", "x": x, "y": y, "size": 18, **more}
