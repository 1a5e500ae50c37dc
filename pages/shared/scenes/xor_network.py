"""XOR as a drawing: two inputs, NAND and OR in the first layer, AND in the second, and the output.
Every wire carries the number that runs along it; what is not computed yet is a dash."""

from collections.abc import Iterator, Mapping

from nnviz import Neuron
from pages.shared.protocol.bindings import EqualBinding, TextBinding, WeightBinding
from pages.shared.protocol.elements import Disc, Label, Token, Wire
from pages.shared.protocol.ids import numbered
from pages.shared.protocol.number_formats import Shortest
from pages.shared.protocol.panels import Scene
from pages.shared.scenes.matmul import shortest

ORDER = ("NAND", "OR", "AND")
WIDTH, HEIGHT, RADIUS = 480.0, 284.0, 35.0
LETTERS = 18.0  # font size of all words and numbers
INPUTS = ((34.0, 66.0), (34.0, 206.0))
PLACES = {"NAND": (196.0, 66.0), "OR": (196.0, 206.0), "AND": (340.0, 136.0)}
OUT = (446.0, 136.0)
SOURCES = {"NAND": INPUTS, "OR": INPUTS, "AND": (PLACES["NAND"], PLACES["OR"])}
ALONG = {"NAND": 0.34, "OR": 0.34, "AND": 0.56}  # where on their wires the weights stand, from 0 to 1
SHORT = Shortest(3)


def stack(neurons: Mapping[str, Neuron]) -> Scene:
    """Return the scene of the neurons called ORDER.

    Bound fields: `x` (2,), `products` (6,) of both inputs of each neuron, `z` and `a` (3,), `layer` (3,), 1
    for a neuron that computes now, and `out`, the output or 0."""
    count = len(ORDER)
    bindings = (
        WeightBinding("products", numbered("wire", 2 * count), 1.0),
        WeightBinding("out", ("wire.out",), 1.0),
        TextBinding("x", numbered("input", 2), SHORT),
        EqualBinding("x", numbered("x", 2), "on", 1),
        EqualBinding("layer", numbered("body", count), "computing", 1),
        TextBinding("z", numbered("z", count), SHORT),
        TextBinding("a", numbered("a", count), SHORT),
        TextBinding("a", ("output",), SHORT, start=2),
        EqualBinding("out", ("out",), "on", 1),
    )
    elements = (*wires_of(neurons), *ends(), *bodies(neurons))
    return Scene(WIDTH, HEIGHT, elements, bindings)


def wires_of(neurons: Mapping[str, Neuron]) -> Iterator[Wire | Token]:
    """The wires with their weights."""
    place = 0
    for name in ORDER:
        to_x, to_y = PLACES[name]
        for (x, y), weight in zip(SOURCES[name], neurons[name].weights, strict=True):
            yield Wire(f"wire{place}", x, y, to_x, to_y)
            at = on_wire(ALONG[name], x, y, to_x, to_y)
            yield Token(f"weight{place}", *at, 38, 22, shortest(weight), 18, "chip")
            place += 1
    yield Wire("wire.out", *PLACES["AND"], *OUT)


def on_wire(share: float, x: float, y: float, to_x: float, to_y: float) -> tuple[float, float]:
    """Return a point of a wire, which is the curve of Bézier that the player draws."""
    across = 1.5 * share * (1 - share) + share**3
    down = 3 * share**2 - 2 * share**3
    return x + across * (to_x - x), y + down * (to_y - y)


def ends() -> Iterator[Disc | Label]:
    """The inputs and the output."""
    for place, (x, y) in enumerate(INPUTS):
        yield Disc(f"x{place}", x, y, 24, "value")
        yield Label(f"input{place}", x, y, "", 24)
        yield Label(f"name{place}", x, y - 40, f"x{place + 1}", LETTERS, "soft")
    x, y = OUT
    yield Disc("out", x, y, 27, "value")
    yield Label("output", x, y, "", 28, data=("nnviz", "output"))


def bodies(neurons: Mapping[str, Neuron]) -> Iterator[Disc | Label]:
    """The neurons: the name above, z inside, the bias below, and the output beside it."""
    for place, name in enumerate(ORDER):
        x, y = PLACES[name]
        yield Disc(f"body{place}", x, y, RADIUS, "body")
        yield Label(f"z{place}", x, y, "", 22)
        yield Label(f"name.{name}", x, y - RADIUS - 16, name, LETTERS, "strong")
        yield Label(
            f"bias{place}", x, y + RADIUS + 16, f"b = {shortest(neurons[name].bias)}", LETTERS, "soft"
        )
        yield Label(f"a{place}", x + RADIUS + 18, y + (-14 if y < OUT[1] else 14), "", 22, "c")
