"""Small pictures of samples: batches, what is kept for the test, what fits them; the core computed them."""

from collections.abc import Callable, Mapping
from functools import partial
from itertools import repeat

import numpy as np

from nnviz import LOSSES, SGD, Dataset, Experiment, ExperimentConfig, Network, Standardizer, Trainer
from nnviz.training.batches import Batches
from pages.parts.words.array_pictures import still
from pages.shared.numbers.equations import written
from pages.shared.player.static_scene import Still
from pages.shared.protocol.elements import CurveTone, DiscTone, TokenTone
from pages.shared.scenes.small_pictures import Boxes, Dot, Trace, Window, Words, graph, rows_of_boxes

BATCH = 4
FELL: tuple[CurveTone, ...] = ("loss", "before")
FEW = ExperimentConfig(
    stream="seeded", samples=20, hidden=((32, "tanh"), (32, "tanh")), optimizer="adam"
)  # the page Train can do the same
A: TokenTone = "a"
B: TokenTone = "b"
C: TokenTone = "c"


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


def reduced() -> Still:
    """The losses of three samples, their sum, and their mean."""
    outputs, targets = np.array([[2.0], [1.0], [5.0]]), np.array([[1.0], [1.0], [3.0]])
    loss = LOSSES["half_squared_error"]
    each = [loss(y[None], t[None]) for y, t in zip(outputs, targets, strict=True)]
    rows = [
        Boxes("L", [f"{one:g}" for one in each], "a"),
        Boxes("Σ L", [f"{sum(each):g}"], "c"),
        Boxes("Σ L / 3", [f"{loss(outputs, targets):.3g}"], "c"),
    ]
    return still(rows_of_boxes(rows, 70, 62))


def generalized() -> Still:
    """A line that was fitted to training samples (rings), and test samples (filled), which it never saw."""
    rng = np.random.default_rng(1)
    x = np.sort(rng.uniform(0, 4, 12))[:, None]
    y = 0.5 + 0.6 * x + rng.normal(0, 0.25, x.shape)
    train, test = Dataset(x, y, ("x",), ("y",), "regression").split(0.7, seed=0)
    net = Network([1, 1], seed=0)
    Trainer(net, train.X, train.Y, optimizer=SGD(0.1)).run(epochs=300)
    ends = np.array([[0.0], [4.0]])
    tones: tuple[tuple[DiscTone, ...], ...] = (("row",), ("row", "wanted"))
    dots = [
        Dot(float(one), float(value), tone)
        for part, tone in zip((train, test), tones, strict=True)
        for one, value in zip(part.X[:, 0], part.Y[:, 0], strict=True)
    ]
    return still(graph(Window(-0.3, 4.3, -0.3, 3.5), [Trace(np.hstack([ends, net.predict(ends)]))], dots))


def leaked() -> Still:
    """Four training numbers and a test number: the mean of the training data, and one that knows the test."""
    train, test = np.array([[2.0], [4.0], [4.0], [6.0]]), np.array([[29.0]])
    means = [Standardizer.fit(one).mean[0] for one in (train, np.vstack([train, test]))]
    rows = [
        Boxes("", [written(one) for one in [*train[:, 0], *test[:, 0]]], (*repeat(A, 4), C), (3,)),
        Boxes("", ["✓", written(means[0]), "✗", written(means[1])], ("chip", "a", "chip", "c"), (1,)),
    ]
    return still(rows_of_boxes(rows, 0, 44))


DATA: Mapping[str, Callable[[], Still]] = {
    "batch": partial(batches, 1),
    "epoch": partial(batches, 2),
    "reduction": reduced,
    "train_test": split,
    "generalization": generalized,
    "leakage": leaked,
    "overfitting": overfitted,
    "standardize": standardized,
}
