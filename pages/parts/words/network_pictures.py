"""Small pictures of networks, with numbers that the core computed."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from nnviz import LOSSES, Grid, Network, collapse, forward_steps, softmax_steps
from pages.parts.words.array_pictures import TABLE, row, still
from pages.shared.figures.colormap import places
from pages.shared.numbers.equations import written
from pages.shared.player.static_scene import Still
from pages.shared.protocol.bindings import MapBinding
from pages.shared.protocol.elements import Disc, DiscTone, Element, TokenTone
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
    """What a layer hands on is marked."""
    return ("live",) if name.startswith("a") else ()


# -- what networks are made of --------------------------------------------------------------------------
def collapsed() -> Still:
    """Two linear layers, and the one that does the same."""
    net = Network.from_parameters([[[1, 2], [0, 1]], [[1], [3]]], [[0, 0], [0]], "linear")
    (W,) = collapse(net).weights
    return still(equation(Shown("b", net.weights[0]), "@", Shown("b", net.weights[1]), "=", Shown("c", W)))


def parameters() -> Still:
    """A small network, and the count of its weights and biases, layer by layer."""
    net = Network([2, 3, 1])
    counts = " + ".join(
        f"{W.shape[0]}·{W.shape[1]} + {len(b)}" for W, b in zip(net.weights, net.biases, strict=True)
    )
    scene = layered(net.sizes, []).scene
    line = sign(f"{counts} = {net.parameters.size}", WIDTH / 2, HEIGHT + 12, 17, "strong")
    return still(Scene(WIDTH, HEIGHT + 26, (*scene.elements, line), ()))


def shifted() -> Still:
    """Three scores and the same ones plus 100: both give the same probabilities."""
    rows = []
    for z in (np.array([1.0, 2.0, 3.0]), np.array([101.0, 102.0, 103.0])):
        found = softmax_steps(z[None])
        rows.append(Boxes("z", [written(one) for one in z], "b"))
        rows.append(Boxes("p", [f"{one:.2f}" for one in found.probabilities[0]], "c"))
    return still(rows_of_boxes(rows, 26, 62))


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
    "parameter": parameters,
    "nonlinear": collapsed,
    "logit": shifted,
    "softmax": softmax,
    "target": one_hot,
    "unit_map": map_of_a_unit,
    "sample": sample,
}
