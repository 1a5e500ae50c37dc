"""How a training run is shown: the panels of the page Train.
Everything that does not change from frame to frame is made here, once for a run, language and theme."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from pages.parts.train.frames import Film
from pages.parts.train.histograms.histogram_panels import histogram_panels
from pages.parts.train.naming import Names, names_of
from pages.parts.train.notes import guesses
from pages.parts.train.panels import folded_panels, slope_panel
from pages.parts.train.panels.learning_panels import accuracy_panel, has_accuracy, loss_panel, readout
from pages.parts.train.panels.network_panel import SCALE, network_panel
from pages.parts.train.run.training_session import Live
from pages.parts.train.values.chosen_weight import can_be_chosen
from pages.parts.train.views.pinned import PinnedAnswer
from pages.shared.figures import weight_matrices
from pages.shared.player.fixed_timeline import player_words, touch_words
from pages.shared.protocol.concepts import concepts
from pages.shared.protocol.number_formats import Narrow, Significant, Whole
from pages.shared.protocol.panels import (
    FigurePanel,
    NotesPanel,
    Paint,
    Panel,
    Room,
)
from pages.shared.protocol.prompts import Ending
from pages.shared.protocol.timelines import GrowingTimeline, TrainingSpeed
from pages.shared.text import Text
from pages.shared.theme import ThemeName

ROW: Mapping[Room, int] = {"beside": 27, "more": 36}  # pixels of a row of a matrix ...
LOW = 24  # ... and at least, where notes need the room
TALLEST: Mapping[Room, int] = {"beside": 190, "more": 460}  # ... and of a matrix, at most
LEAST = 120  # pixels of a matrix that is drawn without numbers, where notes need the room
NUMBERED = 12  # a matrix with more rows or columns is drawn without numbers
BYTES_A_SECOND = (
    900_000  # what one visitor may cost while the largest run plays; the default one costs 200,000
)
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


def spec(
    live: Live,
    film: Film,
    layer: int,
    text: Text,
    theme: ThemeName,
    histograms: bool = False,
    pin: PinnedAnswer | None = None,
) -> GrowingTimeline:
    """Return everything about the run that stays the same while the weights of one `layer` (from 1) are shown
    beside the picture, the `histograms` below it are open or not, and a `pin` is compared with it."""
    stride, shared = film.layout.dtype.itemsize, Text("player", text.language)
    return GrowingTimeline(
        layout=film.layout,
        panels=tuple(panels(live, film, layer, text, theme, histograms, pin)),
        words=player_words(shared)
        | {word: text(f"player.{word}") for word in WORDS}
        | {"stay": text("coming.stay")},
        question=text(f"question.{film.problem}"),
        guess=guesses.prompt(live, text),
        ending=Ending(
            text("ending.word"),
            text("ending.learned" if film.problem == "article" else "ending.generalized"),
            text("ending.next"),
            "words",
        ),
        touch_words=touch_words(shared),
        caption=text("caption.line" if live.experiment.test else "caption.untested"),
        spoken=text("caption.spoken" if live.experiment.test else "caption.spoken_untested"),
        formats={"epoch": Whole(), "train": LOSS, "test": LOSS},
        clock="step",
        theme=theme,
        speeds=tuple(speeds(text)),
        period=max(PERIOD, 1000 * stride / BYTES_A_SECOND),
        ahead=max(1, min(6, BYTES_A_SECOND // (6 * stride))),
        link="epoch",
        readout=readout(live.experiment, film),
        concepts=concepts(text.language, *EXPLAINED, quiet=NOTICED),
    )


def speeds(text: Text) -> Iterator[TrainingSpeed]:
    """As many epochs from one picture to the next as time allows, or a fixed number of them."""
    yield TrainingSpeed("auto", text("speed.auto"))
    for name, epochs in PACES.items():
        words = text("speed.one") if epochs == 1 else text("speed.many", epochs=f"{epochs:,}")
        yield TrainingSpeed(name, words, epochs)


def panels(
    live: Live,
    film: Film,
    layer: int,
    text: Text,
    theme: ThemeName,
    histograms: bool = False,
    pin: PinnedAnswer | None = None,
) -> Iterator[Panel]:
    """The network, its loss and the weights of the chosen layer; then goals, targets and the other layers."""
    sizes, names = film.viewer.sizes, names_of(film.experiment, text)
    chosen = min(layer, len(sizes) - 1)
    yield network_panel(film, live.experiment.parts.problem.standardise, chosen, text, pin)
    yield loss_panel(live.experiment, text, theme)
    if can_be_chosen(sizes):
        yield slope_panel.slope_panel(live.experiment, names, text)
    yield NotesPanel("notes", text("player.notes"))
    yield matrix_panel(chosen, sizes, names, film.viewer.has_bias[0], "beside", text, theme)
    yield folded_panels.about_panel(live, text)
    if has_accuracy(film):
        yield accuracy_panel(live.experiment, text, theme)
    for view in film.views:
        yield from view.panels(names, text, theme)
    for other in range(1, len(sizes)):
        if other != chosen:
            yield matrix_panel(other, sizes, names, film.viewer.has_bias[0], "more", text, theme)
    yield from film.sizes.panels(names, text, theme)
    yield from histogram_panels(live, histograms, text)


# -- the panels -----------------------------------------------------------------------------
@lru_cache(maxsize=KEPT)
def matrix_panel(
    layer: int, sizes: tuple[int, ...], names: Names, biases: bool, room: Room, text: Text, theme: ThemeName
) -> FigurePanel:
    """The weights of one layer as rows of inputs and columns of units, the biases below."""
    inputs, units = sizes[layer - 1], sizes[layer]
    rows = names.inputs if layer == 1 else [f"a{layer - 1}.{unit + 1}" for unit in range(inputs)]
    columns = names.outputs if layer == len(sizes) - 1 else [f"{layer}.{unit + 1}" for unit in range(units)]
    word = text("matrix.bias") if biases else ""
    figure = weight_matrices.weight_matrix(rows, columns, word, SCALE, theme)
    digits = Narrow(2) if max(inputs, units) <= NUMBERED else None
    paints = [Paint(weight_matrices.WEIGHTS, f"W{layer}", inputs, units, -SCALE, SCALE, format=digits)]
    if biases:
        paints.append(Paint(weight_matrices.BIASES, f"b{layer}", 1, units, -SCALE, SCALE, format=digits))
    shape = {"inputs": inputs, "units": units}
    height, least = (round(min(TALLEST[room], 34 + row * (inputs + 1.4))) for row in (ROW[room], LOW))
    if not digits:
        least = min(least, LEAST)
    return FigurePanel(
        f"matrix{layer}",
        text("matrix.title" if biases else "matrix.weights", layer=layer, **shape),
        text("matrix.alt", layer=layer, **shape),
        figure,
        height=height,
        room=room,
        paints=tuple(paints),
        least=least if room == "beside" else 0,
    )
