"""Small pictures of losses, gradients and training, with numbers that the core computed."""

from collections.abc import Callable, Mapping
from functools import partial
from itertools import repeat

import numpy as np

from nnviz import (
    ACTIVATIONS,
    INITIALIZERS,
    LOSSES,
    OPTIMIZERS,
    SGD,
    Dataset,
    Experiment,
    ExperimentConfig,
    Neuron,
    Standardizer,
)
from nnviz.training.batches import Batches
from nnviz.training.optimizers import descend
from pages.parts.words.array_pictures import still
from pages.shared.numbers.equations import written
from pages.shared.player.static_scene import Still
from pages.shared.protocol.elements import Anchor, CurveTone, TokenTone
from pages.shared.protocol.layouts import Array
from pages.shared.scenes.small_pictures import Boxes, Dot, Trace, Window, Words, graph, rows_of_boxes

VALLEY = np.array([1.0, 12.0])  # the curvatures of a long valley
START, UPDATES = (-9.0, 2.2), 26
RATES = {"momentum": 0.03, "nesterov": 0.03, "adagrad": 1.6, "rmsprop": 0.25, "adam": 0.7}
BATCH = 4
FELL: tuple[CurveTone, ...] = ("loss", "before")
FEW = ExperimentConfig(
    stream="seeded", samples=20, hidden=((32, "tanh"), (32, "tanh")), optimizer="adam"
)  # the page Train can do the same
A: TokenTone = "a"
B: TokenTone = "b"
C: TokenTone = "c"


# -- losses -------------------------------------------------------------------------------------------
def bowl(w: Array) -> Array:
    """The squared error of one sample against one weight w, whose best value is 0: (n,)."""
    loss = LOSSES["half_squared_error"]
    return np.array([loss([[one]], [[0.0]]) for one in w])


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


# -- samples and batches ---------------------------------------------------------------------------------
def batches(epochs: int) -> Still:
    """Twelve samples in batches of four, mixed anew before every epoch."""
    table = np.arange(1.0, 13.0)[:, None]
    made = Batches(table, BATCH, seed=0)
    tones: tuple[TokenTone, ...] = (*repeat(A, BATCH), *repeat(B, BATCH), *repeat(C, BATCH))
    rows = []
    for epoch in range(1, epochs + 1):
        made.shuffle()
        order = np.concatenate([batch[0] for batch in made.full])
        rows.append(Boxes(str(epoch) if epochs > 1 else "", [written(one) for one in order], tones, (3, 7)))
    return still(rows_of_boxes(rows, 18 if epochs > 1 else 0, 27))


def split() -> Still:
    """Ten samples, of which three are kept for the test."""
    X = np.arange(1.0, 11.0)[:, None]
    parts = Dataset(X, X, ("x",), ("y",), "regression").split(0.7, seed=0)
    texts = [written(one) for part in parts for one in part.X[:, 0]]
    tones: tuple[TokenTone, ...] = (*repeat(A, len(parts[0])), *repeat(C, len(parts[1])))
    return still(rows_of_boxes([Boxes("", texts, tones, (len(parts[0]) - 1,))], 0, 28))


def standardized() -> Still:
    """Five numbers before and after."""
    x = np.array([[10.0], [30.0], [50.0], [70.0], [90.0]])
    z = Standardizer.fit(x).transform(x)
    rows = [
        Boxes("x", [written(one) for one in x[:, 0]], "a"),
        Boxes("z", [f"{one:.2g}" for one in z[:, 0]], "c"),
    ]
    return still(rows_of_boxes(rows, 24, 48))


def overfitted() -> Still:
    """The losses of a large network on 14 samples, as powers of ten: training, and test (dashed)."""
    made = Experiment(FEW)
    losses = []
    for _ in range(31):
        losses.append([made.trainer.loss(), made.trainer.loss(made.X_test, made.Y_test)])
        made.trainer.run(epochs=5)
    epochs, powers = np.arange(31.0), np.log10(losses)
    traces = [Trace(np.column_stack([epochs, powers[:, at]]), tone) for at, tone in enumerate(FELL)]
    words = [Words(30.5, float(powers[-1, at]), f"{losses[-1][at]:.1g}", "strong", "start") for at in (0, 1)]
    return still(graph(Window(-0.5, 37, -3.6, 0.7), traces, (), words))


def seeds() -> Still:
    """The same seed twice, and another one."""
    rows = []
    for seed in (4, 4, 5):
        drawn = INITIALIZERS["uniform"](np.random.default_rng(seed), 1, 4)[0]
        rows.append(Boxes(f"seed={seed}", [f"{one:.2f}" for one in drawn], "a" if seed == 4 else "c"))
    return still(rows_of_boxes(rows, 66, 52))


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


TRAINING: Mapping[str, Callable[[], Still]] = {
    "squared_error": squared_error,
    "cross_entropy": cross_entropy,
    "logarithm": logarithm,
    "gradient": gradient,
    "gradient_descent": partial(slide, 0.35, 7, -2.8),
    "learning_rate": learning_rates,
    "optimizer": partial(path, "adam"),
    **{name: partial(path, name) for name in OPTIMIZERS},
    "batch": partial(batches, 1),
    "epoch": partial(batches, 2),
    "train_test": split,
    "overfitting": overfitted,
    "standardize": standardized,
    "seed": seeds,
    "vanishing_gradient": vanishing,
    "dead_unit": dead,
    "divergence": partial(slide, 2.15, 5, 1.0),
}
