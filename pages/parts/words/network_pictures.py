"""Small pictures of networks, with numbers that the core computed."""

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from nnviz import ACTIVATIONS, LOSSES, Grid, Network, collapse, forward_steps, softmax_steps
from nnviz.training.inspection import analytic_gradient
from pages.parts.words.array_pictures import TABLE, row, still
from pages.shared.figures.colormap import places
from pages.shared.numbers.equations import written
from pages.shared.player.static_scene import Still
from pages.shared.protocol.bindings import MapBinding
from pages.shared.protocol.elements import Disc, DiscTone, Element, Label, TokenTone, Wire
from pages.shared.protocol.layouts import Array
from pages.shared.protocol.panels import Scene
from pages.shared.scenes.network_graph import wires
from pages.shared.scenes.page_cards import disc, sign, unit_map
from pages.shared.scenes.small_pictures import Boxes, Shown, equation, rows_of_boxes

WIDTH, HEIGHT = 240.0, 124.0
PIXELS = 24


# -- layers -------------------------------------------------------------------------------------------
def layered(sizes: Sequence[int], lit: Sequence[int]) -> Still:
    """A network of these sizes, whose layers in `lit` are marked."""
    net = Network(list(sizes), seed=1)
    columns = [spread(size, 20 + at * (WIDTH - 40) / (len(sizes) - 1)) for at, size in enumerate(net.sizes)]
    elements: list[Element] = [*wires(columns)]
    for at, column in enumerate(columns):
        tone: tuple[DiscTone, ...] = ("live",) if at in lit else ()
        elements += [Disc(f"u{at}.{unit}", x, y, 11, tone) for unit, (x, y) in enumerate(column)]
    return Still(Scene(WIDTH, HEIGHT, tuple(elements), ()), {})


def spread(size: int, x: float) -> list[tuple[float, float]]:
    """The places of a column of units."""
    step = (HEIGHT - 8) / max(size, 4)
    return [(x, HEIGHT / 2 + (at - (size - 1) / 2) * step) for at in range(size)]


def layer() -> Still:
    """One layer of three units on two inputs."""
    return layered([2, 3], [1])


def hidden() -> Still:
    """Two inputs, two hidden layers, three outputs."""
    return layered([2, 4, 4, 3], [1, 2])


def forward() -> Still:
    """The numbers of a forward pass, from the inputs to the output."""
    net = Network.from_parameters([[[1, -1], [1, 2]], [[2], [1]]], [[0, -6], [1]], "relu")
    found = forward_steps(net, [[2.0, 1.0]])
    columns = [("x", found.X[0])]
    for number, done in enumerate(found.layers, start=1):
        columns.append((f"z{number}", done.before[0]))
        if number < len(found.layers):
            columns.append((f"a{number}", done.after[0]))
    elements: list[Element] = []
    for at, (name, numbers) in enumerate(columns):
        x = 28 + at * (WIDTH - 56) / (len(columns) - 1)
        elements.append(sign(name, x, 112, 17))
        for unit, number in enumerate(numbers):
            y = 51 + (unit - (len(numbers) - 1) / 2) * 44
            elements += disc(f"n{at}.{unit}", x, y, 18, written(number), 18, tone(name))
        if at:
            elements.append(sign("→", x - (WIDTH - 56) / (len(columns) - 1) / 2, 51, 18))
    return still(Scene(WIDTH, HEIGHT, tuple(elements), ()))


def tone(name: str) -> tuple[DiscTone, ...]:
    """What a layer gives away is marked."""
    return ("live",) if name.startswith("a") else ()


# -- backwards ----------------------------------------------------------------------------------------
CHAIN = Network.from_parameters([[[2]], [[3]]], [[0], [0]], "relu")  # two layers of one unit each
INPUT, TARGET = [[1.0]], [[5.0]]
UNITS, MIDDLE = (26.0, 120.0, 214.0), 50.0  # where the input and the two units stand


def backward() -> Still:
    """Forward above the lines, the gradients below them, and how that of layer 1 comes about."""
    layers = CHAIN.layers(INPUT)
    dw1, d1, dw2, d2 = map(float, analytic_gradient(CHAIN, INPUT, TARGET))
    values = [INPUT[0][0], *(float(done.after[0, 0]) for done in layers)]
    elements = [*lines((dw1, dw2)), *units(values, ("", f"δ1 = {written(d1)}", f"δ2 = {written(d2)}"))]
    slope = float(ACTIVATIONS["relu"].slope_at(layers[0].before[0, 0]))
    factors = map(written, (values[0], slope, float(CHAIN.weights[1][0, 0]), d2))
    said = f"dW1 = x · f′ · W2 · δ2 = {' · '.join(factors)}"
    elements += [
        sign(f"t = {written(TARGET[0][0])}", UNITS[2], MIDDLE + 66, 15),
        Label("chain", UNITS[1], MIDDLE + 92, said, 15, "strong"),
    ]
    return still(Scene(WIDTH, HEIGHT + 30, tuple(elements), ()))


def lines(gradients: Sequence[float]) -> Iterator[Element]:
    """The two connections: the weight above, its gradient below, and the way back."""
    for n, gradient in enumerate(gradients, start=1):
        left, right = UNITS[n - 1], UNITS[n]
        between, weight = (left + right) / 2, written(CHAIN.weights[n - 1][0, 0])
        yield Wire(f"w{n}", left, MIDDLE, right, MIDDLE)
        yield sign(f"W{n} = {weight}", between, MIDDLE - 18, 15, "b")
        yield sign(f"dW{n} = {written(gradient)}", between, MIDDLE + 20, 15, "c")
        yield sign("←", between, MIDDLE + 46, 18, "c")


def units(values: Sequence[float], deltas: Sequence[str]) -> Iterator[Element]:
    """The input and the two units: their numbers, and the deltas below them."""
    for x, name, value, delta in zip(UNITS, ("x", "a1", "a2"), values, deltas, strict=True):
        yield from disc(name, x, MIDDLE, 19, written(value), 20)
        yield sign(name, x, MIDDLE - 32, 15)
        yield Label(f"delta {name}", x, MIDDLE + 46, delta, 15, "c")


# -- what networks are made of --------------------------------------------------------------------------
def collapsed() -> Still:
    """Two linear layers, and the one that does the same."""
    net = Network.from_parameters([[[1, 2], [0, 1]], [[1], [3]]], [[0, 0], [0]], "linear")
    (W,) = collapse(net).weights
    return still(equation(Shown("b", net.weights[0]), "@", Shown("b", net.weights[1]), "=", Shown("c", W)))


def softmax() -> Still:
    """Three scores and their probabilities."""
    found = softmax_steps([[1.0, 2.0, 3.0]])
    scores = [written(one) for one in found.z[0]]
    shares = [f"{one:.2f}" for one in found.probabilities[0]]
    return still(rows_of_boxes([Boxes("z", scores, "b"), Boxes("p", shares, "c")], 26, 62))


def one_hot() -> Still:
    """Class 2 of four as probabilities."""
    target = LOSSES["cross_entropy"].encode(np.array([2]), 4)[0]
    rows = [
        Boxes("", ["0", "1", "2", "3"], "chip"),
        Boxes("", [written(one) for one in target], marked(target)),
    ]
    return still(rows_of_boxes(rows, 0, 50))


def marked(target: Array) -> tuple[TokenTone, ...]:
    """The tones of probabilities: what is 1 is marked."""
    return tuple("c" if one else "off" for one in target)


def map_of_a_unit() -> Still:
    """What one hidden unit, relu(a - b), answers over the square of its inputs."""
    net = Network.from_parameters([[[1], [-1]], [[1]]], [[0], [0]], "relu")
    maps = Grid(net, (0, 100), (0, 100), PIXELS).unit_maps()
    shades = places(maps, np.abs(maps).max(axis=(1, 2))).ravel().tolist()
    x, y, side = WIDTH / 2, 56.0, 96.0
    elements = (
        *unit_map("1.1", x, y, side, PIXELS),
        sign("b ↑", x - side / 2 - 22, y, 17),
        sign("a →", x, y + side / 2 + 14, 17),
        sign("relu(a − b)", x + side / 2 + 8, y, 14, "strong", "start"),
    )
    return Still(
        Scene(WIDTH + 12, HEIGHT + 4, elements, (MapBinding("maps", ("map1.1",)),)), {"maps": shades}
    )


def sample() -> Still:
    """Samples as rows: one of them is marked, and one feature."""
    return still(
        equation(
            "X =", Shown("a", np.vstack([TABLE, TABLE[::-1] + 2]), row(1, 3), [(i, 1) for i in range(4)])
        )
    )


NETWORK: Mapping[str, Callable[[], Still]] = {
    "layer": layer,
    "hidden_layer": hidden,
    "forward_pass": forward,
    "backpropagation": backward,
    "nonlinear": collapsed,
    "softmax": softmax,
    "target": one_hot,
    "unit_map": map_of_a_unit,
    "sample": sample,
}
