"""Small pictures of losses and of gradients on their way back, with numbers that the core computed."""

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from nnviz import ACTIVATIONS, LOSSES, SGD, Network, loss_along, softmax_steps
from nnviz.training.inspection import analytic_gradient
from nnviz.training.optimizers import descend
from pages.parts.words.array_pictures import still
from pages.shared.numbers.equations import written
from pages.shared.player.static_scene import Still
from pages.shared.protocol.elements import Anchor, Element, Label, Wire
from pages.shared.protocol.layouts import Array
from pages.shared.protocol.panels import Scene
from pages.shared.scenes.page_cards import disc, sign
from pages.shared.scenes.small_pictures import (
    HEIGHT,
    WIDTH,
    Boxes,
    Dot,
    Shown,
    Trace,
    Window,
    Words,
    equation,
    graph,
    rows_of_boxes,
)

LINE = Network.from_parameters([[[1.0]]], [[0.0]])  # answers with its input


# -- losses -------------------------------------------------------------------------------------------
def bowl(w: Array) -> Array:
    """The squared error of one sample against one weight w, whose best value is 0: (n,)."""
    loss = LOSSES["half_squared_error"]
    return np.array([loss([[one]], [[0.0]]) for one in w])


def total() -> Still:
    """Three targets and the answers of a network, joined by the errors, and the mean of ½·error²."""
    x, targets = np.array([[1.0], [2.0], [3.0]]), np.array([[2.0], [1.0], [4.0]])
    answers = LINE.predict(x)
    line = Trace(np.array([[0.4, 0.4], [3.6, 3.6]]), "before")
    errors = [
        Trace(np.array([[at, t], [at, y]]), "wrong")
        for at, t, y in zip(x[:, 0], targets[:, 0], answers[:, 0], strict=True)
    ]
    dots = [Dot(float(at), float(t), ("row", "wanted")) for at, t in zip(x[:, 0], targets[:, 0], strict=True)]
    loss = LOSSES["half_squared_error"](answers, targets)
    return still(
        graph(
            Window(-0.3, 5.8, -0.3, 4.7),
            [line, *errors],
            dots,
            [Words(4, 1.2, f"L = {loss:g}", anchor="start")],
        )
    )


def squared_error() -> Still:
    """The squared error against output - target."""
    e = np.linspace(-3, 3, 61)
    dots = [Dot(one, float(bowl(np.array([one]))[0])) for one in (-2.0, 1.0, 2.0)]
    words = [
        Words(one.x + (0.2 if one.x > 0 else -0.2), one.y - 0.25, f"{one.y:g}", "strong", side(one.x))
        for one in dots
    ]
    return still(graph(Window(-3.2, 3.2, -0.6, 4.6), [Trace(np.column_stack([e, bowl(e)]))], dots, words))


def side(x: float) -> Anchor:
    """Words stand at the outer side of a bowl."""
    return "start" if x > 0 else "end"


def cross_entropy() -> Still:
    """The cross entropy against the probability of the correct class."""
    p = np.linspace(0.012, 1, 90)
    losses = np.array([paid(one) for one in p])
    dots = [Dot(one, paid(one)) for one in (0.1, 0.5, 1.0)]
    words = [Words(one.x + 0.03, one.y + 0.5, f"{one.y:.2g}", "strong", "start") for one in dots[:2]]
    words += [Words(1.0, 0.75, "p = 1", "soft", "end"), Words(0.1, 3.9, "−log p", "strong", "start")]
    return still(graph(Window(-0.02, 1.04, -0.4, 4.6), [Trace(np.column_stack([p, losses]))], dots, words))


def paid(p: float) -> float:
    """The loss of an answer that gives the correct class the probability p."""
    return LOSSES["cross_entropy"]([[p, 1 - p]], np.array([0]))


def logarithm() -> Still:
    """Factors of ten become steps of one."""
    x = np.array([0.01, 0.1, 1, 10, 100])
    rows = [
        Boxes("x", [f"{one:g}" for one in x], "a"),
        Boxes("log10", [written(one) for one in np.log10(x)], "c"),
    ]
    return still(rows_of_boxes(rows, 56, 46))


# -- gradients ----------------------------------------------------------------------------------------
def gradient() -> Still:
    """The loss against one weight, and its slope at one place."""
    w, at = np.linspace(-3, 3, 61), 1.6
    here, slope = float(bowl(np.array([at]))[0]), at
    ends = np.array([at - 1.3, at + 1.3])
    traces = [
        Trace(np.column_stack([w, bowl(w)])),
        Trace(np.column_stack([ends, here + slope * (ends - at)]), "wrong"),
    ]
    words = [
        Words(at + 0.25, here - 0.35, f"dW = {slope:g}", "strong", "start"),
        Words(3.0, -0.45, "W", "soft", "end"),
    ]
    return still(graph(Window(-3.2, 3.4, -0.9, 4.6), traces, [Dot(at, here)], words))


def derivative() -> Still:
    """A curve with its tangent at two places: the slope differs from place to place."""
    x = np.linspace(-3, 3, 61)
    traces, dots, words = [Trace(np.column_stack([x, bowl(x)]))], [], []
    for at in (-2.0, 1.0):
        height, ends = float(bowl(np.array([at]))[0]), np.array([at - 0.9, at + 0.9])
        slope = float(analytic_gradient(LINE, [[at]], [[0.0]])[0]) / at
        traces.append(Trace(np.column_stack([ends, height + slope * (ends - at)]), "wrong"))
        dots.append(Dot(at, height))
        words.append(Words(at + (0.35 if at > 0 else -0.5), height - 0.5, f"{slope:g}", "strong", side(at)))
    return still(graph(Window(-3.2, 3.4, -0.7, 4.6), traces, dots, words))


def update() -> Still:
    """Three weights, minus the rate times their gradient: what is new stands at the same places."""
    W, dW, rate = np.array([[1.0], [2.0], [3.0]]), np.array([[2.0], [-4.0], [0.0]]), 0.5
    (_, new) = descend(lambda _: dW.ravel(), W.ravel(), SGD(rate), 1)
    return still(
        equation(Shown("b", W), f"− {rate:g}·", Shown("a", dW), "=", Shown("c", new.reshape(W.shape)))
    )


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


def chain() -> Still:
    """x grows by 0.1, u = 2x by twice as much, and y = 3u by three times as much again."""
    x = np.array([[1.0], [1.1]])
    u, y = (one.after[:, 0] for one in CHAIN.layers(x))
    rows = [
        Boxes(name, [f"{before:g}", f"{after:g}", f"+{after - before:.1g}"], ("a", "a", "c"), (1,))
        for name, (before, after) in {"x": x[:, 0], "u = 2x": u, "y = 3u": y}.items()
    ]
    return still(rows_of_boxes(rows, 66, 54))


def difference() -> Still:
    """The loss at w − h and w + h, the line through both (dashed), and the slope at w."""
    w, at, h = np.linspace(-3, 3, 61), 0.6, 1.2
    net = Network.from_parameters([[[at]]], [[0.0]], output="tanh")

    def loss(values: Array) -> Array:
        return 1.7 * loss_along(net, [[1.0]], [[-1.0]], "half_squared_error", 0, values)

    here, (left, right) = float(loss(np.array([at]))[0]), loss(np.array([at - h, at + h]))
    slope = 1.7 * float(analytic_gradient(net, [[1.0]], [[-1.0]])[0])
    ends = np.array([at - 0.9, at + 0.9])
    traces = [
        Trace(np.column_stack([w, loss(w)])),
        Trace(np.array([[at - h, left], [at + h, right]]), "before"),
        Trace(np.column_stack([ends, here + slope * (ends - at)]), "wrong"),
    ]
    dots = [Dot(at - h, float(left)), Dot(at, here, "halo"), Dot(at + h, float(right))]
    words = [Words(at - h, -0.62, "w − h"), Words(at, -0.62, "w", "soft"), Words(at + h, -0.62, "w + h")]
    return still(graph(Window(-3.2, 3.4, -1.0, 4.6), traces, dots, words))


def delta() -> Still:
    """Probabilities minus the target: what softmax with cross entropy sends back."""
    found, target = softmax_steps([[1.0, 2.0, 3.0]]), np.array([1])
    t = LOSSES["cross_entropy"].encode(target, 3)[0]
    rows = [
        Boxes("p", [f"{one:.2f}" for one in found.probabilities[0]], "a"),
        Boxes("t", [written(one) for one in t], "a"),
        Boxes("p − t", [f"{one:.2f}" for one in found.delta(target)[0]], "c"),
    ]
    return still(rows_of_boxes(rows, 56, 62))


GRADIENTS: Mapping[str, Callable[[], Still]] = {
    "loss": total,
    "squared_error": squared_error,
    "cross_entropy": cross_entropy,
    "logarithm": logarithm,
    "derivative": derivative,
    "gradient": gradient,
    "update": update,
    "chain_rule": chain,
    "backpropagation": backward,
    "delta": delta,
    "gradient_check": difference,
}
