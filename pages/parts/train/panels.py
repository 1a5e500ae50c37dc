"""How a training run is shown: the panels of the page Train.
Everything that does not change from frame to frame is made here, once for a run, language and theme."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Literal

import numpy as np

from nnviz import ACTIVATIONS, Network
from pages.parts.train import captions, folded_panels, slope_panel, training_step
from pages.parts.train.chosen_weight import can_be_chosen
from pages.parts.train.frames import SURFACE, Film, true_surfaces
from pages.parts.train.second_run import PREFIX
from pages.parts.train.settings import NAMES
from pages.parts.train.training_session import Live
from pages.shared.figures import loss_curves, surfaces, weight_matrices
from pages.shared.numbers.nested_lists import LARGEST
from pages.shared.numbers.numerals import rounded
from pages.shared.player.fixed_timeline import player_words, touch_words
from pages.shared.protocol.concepts import concepts
from pages.shared.protocol.elements import Lens
from pages.shared.protocol.ids import unit_id
from pages.shared.protocol.number_formats import Narrow, Significant, Whole
from pages.shared.protocol.panels import (
    Action,
    Curves,
    FigurePanel,
    Line,
    NotesPanel,
    Paint,
    Panel,
    Room,
    ScenePanel,
    Switch,
)
from pages.shared.protocol.prompts import Ending
from pages.shared.protocol.timelines import GrowingTimeline, TrainingSpeed
from pages.shared.scenes import network_graph
from pages.shared.scenes.prediction_table import prediction_table
from pages.shared.text import Text
from pages.shared.theme import ThemeName

SCALE = 2.0  # a weight of this size has the full colour; larger ones look the same, their number tells
ROOMY = 2  # hidden layers; more leave room for the name of the activation only
ROW: Mapping[Room, int] = {"beside": 27, "more": 36}  # pixels of a row of a matrix ...
LOW = 21  # ... and at least, where notes need the room
TALLEST: Mapping[Room, int] = {"beside": 190, "more": 460}  # ... and of a matrix, at most
NUMBERED = 12  # a matrix with more rows or columns is drawn without numbers
BYTES_A_SECOND = 460_000  # what one visitor may cost while the run plays
KEPT = 64  # figures of each kind that are kept for all visitors: Plotly takes 10 ms and more for one
PERIOD = 21.5  # milliseconds that a picture stays at least
PACES = {str(epochs): epochs for epochs in (1, 10, 100, 1000)}  # by the name that a request says
WORDS = ("first", "back", "play", "pause", "step", "last", "scrub", "speed", "transport")
LOSS = Significant(5)

EXPLAINED = ("loss", "gradient_descent", "backpropagation", "unit_map")
NOTICED = (
    "epoch",
    "train_test",
    "dead_unit",
    "plateau",
    "overfitting",
    "divergence",
    "standardize",
    "leaky_relu",
    "adam",
)


def spec(live: Live, film: Film, layer: int, text: Text, theme: ThemeName) -> GrowingTimeline:
    """Return everything about the run that stays the same while the weights of one `layer` (from 1) are shown
    beside the picture."""
    stride, shared = film.layout.dtype.itemsize, Text("player", text.language)
    return GrowingTimeline(
        layout=film.layout,
        panels=tuple(panels(live, film, layer, text, theme)),
        words=player_words(shared)
        | {word: text(f"player.{word}") for word in WORDS}
        | {"stay": text("coming.stay")},
        question=text("question"),
        guess=captions.prompt(live, text),
        ending=Ending(text("ending.word"), text("ending.learned"), text("ending.next"), "words"),
        touch_words=touch_words(shared),
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


def panels(live: Live, film: Film, layer: int, text: Text, theme: ThemeName) -> Iterator[Panel]:
    """The network, its loss and the weights of the chosen layer; then goals, targets and the other layers."""
    sizes = film.viewer.sizes
    chosen = min(layer, len(sizes) - 1)
    yield network_panel(film, live.experiment.parts.problem.standardise, chosen, text)
    yield loss_panel(live.experiment.variance, text, theme)
    if can_be_chosen(sizes):
        yield slope_panel.slope_panel(live.experiment, text)
    yield NotesPanel("notes", text("player.notes"))
    yield matrix_panel(chosen, sizes, "beside", text, theme)
    yield folded_panels.goals_panel(text)
    yield folded_panels.about_panel(live, text)
    for target in range(len(NAMES[1])):
        yield surface_panel(film.span, target, text, theme)
        yield table_panel(film, target, text)
    for other in range(1, len(sizes)):
        if other != chosen:
            yield matrix_panel(other, sizes, "more", text, theme)


# -- the panels -----------------------------------------------------------------------------
def network_panel(film: Film, standardise: bool, chosen: int, text: Text) -> ScenePanel:
    """The drawn network."""
    net = film.viewer
    mortal = [1 + at for at, name in enumerate(net.activations[:-1]) if ACTIVATIONS[name].can_die]
    scales = network_graph.Scales(SCALE, film.map_pixels, SURFACE, LARGEST, mortal)
    truths = [film.true_pixels(target) for target in range(net.sizes[-1])]
    words = network_words(net, text)
    lenses = tuple(unit_lenses(net, film.span, standardise, text)) if film.map_pixels else ()
    scene = network_graph.network(net.sizes, words, scales, chosen, truths, lenses)
    return ScenePanel(
        "network",
        text("network.title"),
        text("network.alt"),
        scene,
        room="picture",
        detail=text("network.detail"),
        actions=(Action(training_step.BUTTON, text("training_step.button")),),
    )


def network_words(net: Network, text: Text) -> network_graph.Words:
    """The words of the drawn network; in a deep one a layer is called by its activation only."""
    hidden = [text(f"choice.{name}") for name in net.activations[:-1]]
    if len(hidden) <= ROOMY:
        hidden = [text("network.hidden", layer=1 + at, activation=name) for at, name in enumerate(hidden)]
    layers = range(1, len(net.sizes))
    return network_graph.Words(
        *NAMES,
        layers=[*hidden, text("network.output")],
        show=[text("network.show", layer=layer) for layer in layers],
        units=[unit_names(layer, net.sizes, text) for layer in layers],
        prediction=text("target.prediction"),
        target=text("target.truth"),
        boxes=[text("network.box", name=name) for name in NAMES[0]],
        wires=slope_panel.names(net.sizes, text),
    )


def unit_names(layer: int, sizes: Sequence[int], text: Text) -> list[str]:
    """What the units of a layer are called, for those who do not see them."""
    if layer == len(sizes) - 1:
        return [text("network.output_unit", name=name) for name in NAMES[1]]
    return [text("network.unit", layer=layer, unit=unit + 1) for unit in range(sizes[layer])]


def unit_lenses(net: Network, span: tuple[float, float], standardise: bool, text: Text) -> Iterator[Lens]:
    """What is seen of a unit under the hand: its answers over the square, and how it computes them."""
    low, high = (f"{end:g}" for end in span)
    last, scaled = len(net.sizes) - 1, "standard" if standardise else "raw"
    details = {last: text(f"lens.{scaled}_output"), 1: text(f"lens.{scaled}")}
    for layer in range(1, last + 1):
        detail = details.get(layer, "")
        for unit, title in enumerate(unit_names(layer, net.sizes, text)):
            id_ = unit_id(layer, unit + 1)
            words, numbers = formula(net, layer, unit)
            picture = f"predicted{unit + 1}" if layer == last else f"map{id_}"
            yield Lens(f"lens{id_}", f"u{id_}", title, picture, *NAMES[0], low, high, words, numbers, detail)


def formula(net: Network, layer: int, unit: int) -> tuple[tuple[str, ...], tuple[tuple[str, int], ...]]:
    """How a unit computes its output: words, and the weights and the bias that stand between them."""
    inputs, units, name = net.sizes[layer - 1], net.sizes[layer], net.activations[layer - 1]
    names = NAMES[0] if layer == 1 else [f"a{unit_id(layer - 1, before + 1)}" for before in range(inputs)]
    numbers = (*((f"W{layer}", row * units + unit) for row in range(inputs)), (f"b{layer}", unit))
    start, end = ("", "") if name == "linear" else (f"{name}(", ")")
    return (start, *(f" {name} " for name in names), end), numbers


@lru_cache(maxsize=KEPT)
def loss_panel(variance: float, text: Text, theme: ThemeName, second: str = "") -> FigurePanel:
    """The two curves beside the `variance`, both axes logarithmic, with a switch for each; a `second` run, by
    what it has changed, is one more curve."""
    reference = text("loss.reference", value=rounded(variance, 4))
    axes, curves = (text("loss.epochs"), text("loss.title")), (text("loss.train"), text("loss.test"))
    names = loss_curves.Names(*axes, *curves, reference, second)
    lines = [Line(loss_curves.TRAIN, "train"), Line(loss_curves.TEST, "test")]
    if second:
        lines.append(Line(loss_curves.SECOND, f"{PREFIX}train"))
    figure = loss_curves.loss_curves(variance, names, theme)
    figure.update_xaxes(type="log", nticks=4, tickformat=",")
    figure.update_yaxes(type="log", nticks=3, tickformat="~g")
    return FigurePanel(
        "loss",
        text("loss.title"),
        text("loss.alt"),
        figure,
        height=128 if second else 168,
        least=96,
        curves=Curves("epoch", tuple(lines)),
        cursor="epoch",
        switches=(axis_switch("y", text("loss.log")), axis_switch("x", text("loss.log_epochs"))),
    )


def axis_switch(axis: Literal["x", "y"], label: str) -> Switch:
    """A switch between a linear and a logarithmic axis."""
    return Switch(f"log-{axis}", label, "xaxis" if axis == "x" else "yaxis", "log", "linear", pressed=True)


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
    head = [*NAMES[0], *(text(f"target.{word}") for word in ("prediction", "truth", "error"))]
    scene = prediction_table(len(film.pairs), head, text("target.loss"), target, film.truth.shape[1])
    return ScenePanel(
        f"table{target + 1}",
        text("target.table", target=name),
        text("target.table_alt", target=name),
        scene,
        room="more",
    )


@lru_cache(maxsize=KEPT)
def matrix_panel(layer: int, sizes: tuple[int, ...], room: Room, text: Text, theme: ThemeName) -> FigurePanel:
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
    height, least = (round(min(TALLEST[room], 34 + row * (inputs + 1.4))) for row in (ROW[room], LOW))
    return FigurePanel(
        f"matrix{layer}",
        text("matrix.title", layer=layer, **shape),
        text("matrix.alt", layer=layer, **shape),
        figure,
        height=height,
        room=room,
        paints=paints,
        least=least if room == "beside" else 0,
    )
