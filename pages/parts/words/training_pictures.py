"""Small pictures of how a network is trained, and of what can go wrong. Their numbers are the core's."""

from collections.abc import Callable, Mapping
from functools import partial

import numpy as np

from nnviz import (
    ACTIVATIONS,
    INITIALIZERS,
    OPTIMIZERS,
    SGD,
    Adam,
    Evaluator,
    Network,
    Neuron,
    Trainer,
    softmax_steps,
)
from nnviz.blocks import table
from nnviz.networks.losses import LOSSES
from nnviz.training.optimizers import descend
from pages.parts.words.array_pictures import still
from pages.parts.words.gradient_pictures import bowl
from pages.shared.figures.colormap import places
from pages.shared.player.static_scene import Still
from pages.shared.protocol.bindings import MapBinding
from pages.shared.protocol.elements import CurveTone
from pages.shared.protocol.panels import Scene
from pages.shared.scenes.page_cards import sign, unit_map
from pages.shared.scenes.small_pictures import WIDTH, Boxes, Dot, Trace, Window, Words, graph, rows_of_boxes

VALLEY = np.array([1.0, 12.0])  # the curvatures of a long valley
START, UPDATES = (-9.0, 2.2), 26
RATES = {"momentum": 0.03, "nesterov": 0.03, "adagrad": 1.6, "rmsprop": 0.25, "adam": 0.7}
PIXELS = 24


# -- down a bowl ----------------------------------------------------------------------------------------
def slide(rate: float, updates: int, start: float) -> Still:
    """Steps down a bowl, or out of it, by the optimizer of the core."""
    path = descend(lambda w: w, [start], SGD(rate), updates)[:, 0]
    w = np.linspace(-3, 3, 61)
    steps = np.column_stack([path, bowl(path)])
    dots = [Dot(float(x), float(y), "row" if at else ("row", "wanted")) for at, (x, y) in enumerate(steps)]
    window = Window(-3.2, 3.2, -0.5, 4.7)
    return still(graph(window, [Trace(np.column_stack([w, bowl(w)]), "before"), Trace(steps)], dots))


def learning_rates() -> Still:
    """The loss of ten updates with three rates: too small, good, too large."""
    traces, words = [], []
    tones: Mapping[float, CurveTone] = {0.03: "before", 0.5: "loss", 2.04: "wrong"}
    for rate, tone in tones.items():
        losses = bowl(descend(lambda w: w, [2.5], SGD(rate), 10)[:, 0])
        traces.append(Trace(np.column_stack([np.arange(11.0), losses]), tone))
        words.append(Words(10.2, float(losses[-1]), f"{rate:g}", "strong", "start"))
    return still(graph(Window(-0.3, 12.6, -0.5, 7.4), traces, (), words))


def path(name: str) -> Still:
    """The way of an optimizer through a long valley; dashed, that of plain gradient descent."""
    plain = descend(lambda point: VALLEY * point, START, SGD(0.15), UPDATES)
    chosen = descend(lambda point: VALLEY * point, START, OPTIMIZERS[name](RATES.get(name, 0.15)), UPDATES)
    around = np.linspace(0, 2 * np.pi, 49)
    rings = [
        Trace(np.column_stack([size * np.cos(around), size * np.sin(around) / np.sqrt(VALLEY[1])]), "grid")
        for size in (3.0, 6.0, 9.0)
    ]
    traces = [*rings, *([Trace(plain, "before")] if name != "sgd" else []), Trace(chosen)]
    dots = [Dot(*START), Dot(0, 0, ("row", "wanted"), 4)]
    return still(graph(Window(-10, 10, -3.2, 3.2), traces, dots))


def corrected() -> Still:
    """Adam's mean of a gradient that is always 1: it starts near 0, and divided by 1 − 0.9ᵗ it is 1."""
    beta = Adam().beta1
    t = np.arange(1, 5)
    m = np.array([(1 - beta) * sum(beta**back for back in range(one)) for one in t])
    rows = [
        Boxes("t", [str(one) for one in t], "chip"),
        Boxes("m", [f"{one:.2g}" for one in m], "a"),
        Boxes("m̂", [f"{one:.2g}" for one in m / (1 - beta**t)], "c"),
    ]
    return still(rows_of_boxes(rows, 26, 56))


def penalized() -> Still:
    """A loss that is least at w = 2 (dashed), and the same with ½·w² added: the least is at w = 1."""
    w, strength = np.linspace(-1.4, 4.4, 59), 1.0
    traces, dots, words = [], [], []
    ways: Mapping[float, CurveTone] = {0.0: "before", strength: "loss"}
    for l2, tone in ways.items():
        curve = bowl(w - 2) + l2 * bowl(w)
        seen = curve < 4.6
        best = float(descend(lambda w, l2=l2: (w - 2) + l2 * w, [0.0], SGD(0.4), 60)[-1, 0])  # type: ignore[misc]
        traces.append(Trace(np.column_stack([w, curve])[seen], tone))
        dots.append(
            Dot(
                best,
                float((bowl(np.array([best - 2])) + l2 * bowl(np.array([best])))[0]),
                "row" if l2 else "halo",
            )
        )
        words.append(Words(best, -0.75, f"{best:.2g}"))
    return still(graph(Window(-1.6, 4.6, -1.0, 4.6), traces, dots, words))


def surface() -> Still:
    """The loss of a network with two weights, for every pair of them: the more colour, the larger."""
    net = Network.from_parameters([[[1.0]], [[1.0]]], [[0.0], [0.0]], "tanh")
    X = np.array([[-1.0], [0.5], [1.0]])
    samples = table(X, X, net.dtype)
    evaluator = Evaluator(net, LOSSES["half_squared_error"])
    first, second = (net.layer_slices[layer].start for layer in (0, 1))
    parameters, values = net.parameters.copy(), np.linspace(-3, 3, PIXELS)
    losses = np.empty((1, PIXELS, PIXELS))
    for i, j in np.ndindex(PIXELS, PIXELS):
        parameters[[first, second]] = values[j], values[i]
        losses[0, i, j] = evaluator.loss(samples, parameters)
    shades = places(np.sqrt(losses), np.sqrt(losses).max(axis=(1, 2))).ravel().tolist()
    x, y, wide = WIDTH / 2, 54.0, 100.0
    elements = (
        *unit_map("1.1", x, y, wide, PIXELS),
        sign("W2 ↑", x - wide / 2 - 26, y, 17),
        sign("W1 →", x, y + wide / 2 + 16, 17),
    )
    return Still(Scene(WIDTH, 132, elements, (MapBinding("maps", ("map1.1",)),)), {"maps": shades})


# -- where it starts ------------------------------------------------------------------------------------
def seeds() -> Still:
    """The same seed twice, and another one."""
    rows = []
    for seed in (4, 4, 5):
        drawn = INITIALIZERS["uniform"](np.random.default_rng(seed), 1, 4)[0]
        rows.append(Boxes(f"seed={seed}", [f"{one:.2f}" for one in drawn], "a" if seed == 4 else "c"))
    return still(rows_of_boxes(rows, 66, 52))


def initialized() -> Still:
    """The mean output of ReLU layers 1, 3 and 5, for three ways to draw the weights."""
    x = np.random.default_rng(0).normal(size=(64, 64))
    rows = [Boxes("", [str(number) for number in (1, 3, 5)], "chip")]
    for name, word in {"he_normal": "He", "normal": "normal", "zeros": "zeros"}.items():
        layers = Network([64] * 6, "relu", output="relu", init=name, seed=0).layers(x)
        rows.append(Boxes(word, [f"{one.after.mean():.2g}" for one in layers[::2]], "c"))
    return still(rows_of_boxes(rows, 66, 64))


# -- trouble ------------------------------------------------------------------------------------------
def vanishing() -> Still:
    """What is left of a gradient after some layers, at the sigmoid's largest slope."""
    slope = float(ACTIVATIONS["sigmoid"].slope_at(0.0))
    left = [f"{slope**layers:.2g}" for layers in range(1, 6)]
    rows = [Boxes("", [str(n) for n in range(1, 6)], "chip"), Boxes("", left, "c")]
    return still(rows_of_boxes(rows, 0, 64))


def dead() -> Still:
    """ReLU, and samples whose z are all on its flat side."""
    relu, unit = ACTIVATIONS["relu"], Neuron((1.0,), -3.0, "relu")
    samples = np.array([[-0.5], [0.4], [1.0], [1.7], [2.4]])
    z = np.linspace(-4, 4, 9)
    found = np.asarray(unit.before(samples))
    dots = [Dot(float(one), float(relu(one)), "halo") for one in found]
    return still(graph(Window(-4.4, 4.4, -0.8, 4.4), [Trace(np.column_stack([z, relu(z)]))], dots))


def stuck() -> Still:
    """The loss of a sigmoid unit that begins where its curve is flat: for long it hardly falls."""
    net = Network.from_parameters([[[1.0]]], [[-7.0]], output="sigmoid")
    trainer = Trainer(net, [[1.0]], [[1.0]], loss="half_squared_error", optimizer=SGD(1.0))
    losses = []
    for _ in range(46):
        losses.append(trainer.loss())
        trainer.run(epochs=8)
    return still(graph(Window(-1, 46, -0.08, 0.62), [Trace(np.column_stack([np.arange(46.0), losses]))]))


def saddle() -> Still:
    """The loss along two directions through a flat place: a valley along one, a hill along the other."""
    w = np.linspace(-2.4, 2.4, 49)
    up, down = 2.2 + bowl(w) * 0.75, 2.2 - bowl(w) * 0.75
    traces = [Trace(np.column_stack([w, up])), Trace(np.column_stack([w, down]), "before")]
    words = [
        Words(2.5, float(up[-1]) - 0.1, "w1", anchor="start"),
        Words(2.5, float(down[-1]) + 0.2, "w2", "soft", "start"),
    ]
    return still(graph(Window(-2.8, 3.4, -0.3, 4.7), traces, [Dot(0, 2.2)], words))


def overflowed() -> Still:
    """exp of large scores, without the shift: infinite, and their shares are no numbers."""
    z = np.array([10.0, 1000.0])
    found = softmax_steps(z[None])
    with np.errstate(all="ignore"):
        shares = found.naive[0] / found.naive_total[0]
    rows = [
        Boxes("z", [f"{one:g}" for one in z], "a"),
        Boxes("exp(z)", [f"{one:.0f}" for one in found.naive[0]], "b"),
        Boxes("p", [f"{one:g}" for one in shares], "c"),
    ]
    return still(rows_of_boxes(rows, 62, 78))


TRAINING: Mapping[str, Callable[[], Still]] = {
    "gradient_descent": partial(slide, 0.35, 7, -2.8),
    "learning_rate": learning_rates,
    "loss_surface": surface,
    "optimizer": partial(path, "adam"),
    **{name: partial(path, name) for name in OPTIMIZERS},
    "bias_correction": corrected,
    "initializer": initialized,
    "l2": penalized,
    "seed": seeds,
    "vanishing_gradient": vanishing,
    "dead_unit": dead,
    "plateau": stuck,
    "saddle_point": saddle,
    "divergence": partial(slide, 2.15, 5, 1.0),
    "nan": overflowed,
}
