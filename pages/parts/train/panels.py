"""How a training run is shown: the panels of the page Train.
Everything that does not change from frame to frame is made here, once for a run, language and theme."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

import numpy as np

from nnviz import ACTIVATIONS
from pages.parts.train.frames import SURFACE, Film, true_surfaces
from pages.parts.train.settings import NAMES
from pages.parts.train.training_session import Live
from pages.shared.figures import loss_curves, surfaces, weight_matrices
from pages.shared.numbers.numerals import rounded, write_numeral
from pages.shared.player.fixed_timeline import player_words
from pages.shared.protocol.concepts import concepts
from pages.shared.protocol.number_formats import Narrow, Significant, Whole
from pages.shared.protocol.panels import (
    Curves,
    FigurePanel,
    Line,
    NotesPanel,
    Paint,
    Panel,
    ScenePanel,
    Switch,
)
from pages.shared.protocol.timelines import GrowingTimeline, TrainingSpeed
from pages.shared.scenes.network_graph import network
from pages.shared.scenes.prediction_table import prediction_table
from pages.shared.text import Text
from pages.shared.theme import ThemeName

SCALE = 2.0  # a weight of this size has the full colour; larger ones look the same, their number tells
ROOMY = 2  # hidden layers; more leave room for the name of the activation only
NUMBERED = 12  # a matrix with more rows or columns is drawn without numbers
BYTES_A_SECOND = 460_000  # what one visitor may cost while the run plays
KEPT = 64  # figures of each kind that are kept for all visitors: Plotly takes 10 ms and more for one
PERIOD = 21.5  # milliseconds that a picture stays at least
PACES = {str(epochs): epochs for epochs in (1, 10, 100, 1000)}  # by the name that a request says
WORDS = ("first", "back", "play", "pause", "step", "last", "scrub", "speed", "transport")
LOSS = Significant(5)

EXPLAINED = ("loss", "epoch", "unit_map", "train_test", "gradient_descent", "backpropagation")
NOTICED = ("dead_unit", "plateau", "overfitting", "divergence", "standardize", "leaky_relu", "adam")


def spec(live: Live, film: Film, text: Text, theme: ThemeName) -> GrowingTimeline:
    """Return everything about the run that stays the same."""
    stride, shared = film.layout.dtype.itemsize, Text("player", text.language)
    return GrowingTimeline(
        layout=film.layout,
        panels=tuple(panels(live, film, text, theme)),
        words=player_words(shared)
        | {word: text(f"player.{word}") for word in WORDS}
        | {"stay": text("reach.stay")},
        question=text("question"),
        caption=text("caption.line"),
        spoken=text("caption.spoken"),
        formats={"epoch": Whole(), "train": LOSS, "test": LOSS},
        clock="step",
        theme=theme,
        speeds=tuple(speeds(text)),
        period=max(PERIOD, 1000 * stride / BYTES_A_SECOND),
        ahead=max(1, min(6, BYTES_A_SECOND // (6 * stride))),
        link="epoch",
        concepts=concepts(text.language, *EXPLAINED, quiet=NOTICED),
    )


def speeds(text: Text) -> Iterator[TrainingSpeed]:
    """As many epochs from one picture to the next as time allows, or a fixed number of them."""
    yield TrainingSpeed("auto", text("speed.auto"))
    for name, epochs in PACES.items():
        words = text("speed.one") if epochs == 1 else text("speed.many", epochs=f"{epochs:,}")
        yield TrainingSpeed(name, words, epochs)


def panels(live: Live, film: Film, text: Text, theme: ThemeName) -> Iterator[Panel]:
    """The network and its loss, the targets one by one, the matrices."""
    yield network_panel(film, text)
    yield loss_panel(live.experiment.variance, text, theme)
    yield NotesPanel("notes", text("player.notes"))
    for target in range(len(NAMES[1])):
        yield surface_panel(film.span, target, text, theme)
        yield table_panel(film, target, text)
    sizes = film.viewer.sizes
    for layer in range(1, len(sizes)):
        yield matrix_panel(layer, sizes, text, theme)


# -- the panels -----------------------------------------------------------------------------
def network_panel(film: Film, text: Text) -> ScenePanel:
    """The drawn network."""
    net = film.viewer
    hidden = [text(f"choice.{name}") for name in net.activations[:-1]]
    if len(hidden) <= ROOMY:
        hidden = [text("network.hidden", layer=1 + at, activation=name) for at, name in enumerate(hidden)]
    captions = [text("network.input"), *hidden, text("network.output")]
    mortal = [1 + at for at, name in enumerate(net.activations[:-1]) if ACTIVATIONS[name].can_die]
    scene = network(net.sizes, NAMES, captions, mortal, SCALE, film.map_pixels)
    return ScenePanel(
        "network",
        text("network.title"),
        text("network.alt"),
        scene,
        room="picture",
        detail=text("network.detail"),
    )


@lru_cache(maxsize=KEPT)
def loss_panel(variance: float, text: Text, theme: ThemeName) -> FigurePanel:
    """The two curves beside the `variance`, with a switch to logarithms for either axis."""
    reference = text("loss.reference", value=rounded(variance, 4))
    axes, curves = (text("loss.epochs"), text("loss.title")), (text("loss.train"), text("loss.test"))
    names = loss_curves.Names(*axes, *curves, reference)
    lines = (Line(loss_curves.TRAIN, "train"), Line(loss_curves.TEST, "test"))
    return FigurePanel(
        "loss",
        text("loss.title"),
        text("loss.alt"),
        loss_curves.loss_curves(variance, names, theme),
        height=224,
        detail=text("loss.detail"),
        curves=Curves("epoch", lines),
        cursor="epoch",
        switches=(axis_switch("y", text("loss.log")), axis_switch("x", text("loss.log_epochs"))),
    )


def axis_switch(axis: Literal["x", "y"], label: str) -> Switch:
    """A switch between a linear and a logarithmic axis."""
    return Switch(f"log-{axis}", label, "xaxis" if axis == "x" else "yaxis", "log", "linear")


@lru_cache(maxsize=KEPT)
def surface_panel(span: tuple[float, float], target: int, text: Text, theme: ThemeName) -> FigurePanel:
    """Truth and prediction of one target side by side, over the square of `span`."""
    truth = true_surfaces(span)[target]
    name, limit = NAMES[1][target], float(np.abs(truth).max())
    names = surfaces.Names(text("target.truth"), text("target.prediction"), *NAMES[0])
    figure = surfaces.surfaces(truth, *span, limit, names, theme)
    paint = Paint(
        surfaces.PREDICTION,
        "surfaces",
        SURFACE,
        SURFACE,
        -limit,
        limit,
        target * SURFACE**2,
        smooth=True,
    )
    return FigurePanel(
        f"surface{target + 1}",
        name,
        text("target.alt", target=name),
        figure,
        height=190,
        room="more",
        detail=text("target.detail", limit=rounded(limit)),
        paints=(paint,),
    )


def table_panel(film: Film, target: int, text: Text) -> ScenePanel:
    """The predictions of one target in numbers."""
    name = NAMES[1][target]
    pairs = [f"{write_numeral(a)}, {write_numeral(b)}" for a, b in film.pairs.tolist()]
    truths = [f"{value:.1f}" for value in film.truth[:, target]]
    head = [text(f"target.{word}") for word in ("pair", "prediction", "truth", "error")]
    scene = prediction_table(pairs, truths, head, text("target.loss"), target, film.truth.shape[1])
    return ScenePanel(
        f"table{target + 1}",
        text("target.table", target=name),
        text("target.table_alt", target=name),
        scene,
        room="more",
    )


@lru_cache(maxsize=KEPT)
def matrix_panel(layer: int, sizes: tuple[int, ...], text: Text, theme: ThemeName) -> FigurePanel:
    """The weights of one layer as rows of inputs and columns of units, the biases below."""
    inputs, units = sizes[layer - 1], sizes[layer]
    rows = NAMES[0] if layer == 1 else [f"a{layer - 1}.{unit + 1}" for unit in range(inputs)]
    columns = NAMES[1] if layer == len(sizes) - 1 else [f"{layer}.{unit + 1}" for unit in range(units)]
    figure = weight_matrices.weight_matrix(rows, columns, text("matrix.bias"), SCALE, theme)
    digits = Narrow(2) if max(inputs, units) <= NUMBERED else None
    paints = (
        Paint(weight_matrices.WEIGHTS, f"W{layer}", inputs, units, -SCALE, SCALE, format=digits),
        Paint(weight_matrices.BIASES, f"b{layer}", 1, units, -SCALE, SCALE, format=digits),
    )
    shape = {"inputs": inputs, "units": units}
    return FigurePanel(
        f"matrix{layer}",
        text("matrix.title", layer=layer),
        text("matrix.alt", layer=layer, **shape),
        figure,
        height=round(min(460, 34 + 36 * (inputs + 1.4))),
        room="more",
        detail=text("matrix.detail", **shape),
        paints=paints,
    )
