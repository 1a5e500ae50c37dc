"""How a training run is shown: the panels of the page Train.
Everything that does not change from frame to frame is made here, once for a run, language and theme."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from nnviz import ACTIVATIONS, Network
from pages.parts.train import training_step
from pages.parts.train.data.drawer_places import drawer_actions
from pages.parts.train.frames import Film
from pages.parts.train.histograms.histogram_panels import histogram_panels
from pages.parts.train.naming import Names, columns_of, names_of
from pages.parts.train.notes import guesses
from pages.parts.train.panels import folded_panels, slope_panel
from pages.parts.train.panels.learning_panels import accuracy_panel, has_accuracy, loss_panel, readout
from pages.parts.train.run.training_session import Live
from pages.parts.train.values.chosen_weight import can_be_chosen
from pages.parts.train.views.article import SURFACE, ArticleRule
from pages.parts.train.views.plane import Plane
from pages.parts.train.views.view import Box
from pages.shared.figures import weight_matrices
from pages.shared.numbers.nested_lists import LARGEST
from pages.shared.player.fixed_timeline import player_words, touch_words
from pages.shared.protocol.concepts import concepts
from pages.shared.protocol.elements import Lens
from pages.shared.protocol.ids import unit_id
from pages.shared.protocol.number_formats import Narrow, Significant, Whole
from pages.shared.protocol.panels import (
    Action,
    FigurePanel,
    NotesPanel,
    Paint,
    Panel,
    Room,
    Scene,
    ScenePanel,
)
from pages.shared.protocol.prompts import Ending
from pages.shared.protocol.timelines import GrowingTimeline, TrainingSpeed
from pages.shared.scenes import network_graph, problem_network
from pages.shared.text import Text
from pages.shared.theme import ThemeName

SCALE = 2.0  # a weight of this size has the full colour; larger ones look the same, their number tells
ROOMY = 2  # hidden layers; more leave room for the name of the activation only
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
    live: Live, film: Film, layer: int, text: Text, theme: ThemeName, histograms: bool = False
) -> GrowingTimeline:
    """Return everything about the run that stays the same while the weights of one `layer` (from 1) are shown
    beside the picture, and the `histograms` below it are open or not."""
    stride, shared = film.layout.dtype.itemsize, Text("player", text.language)
    return GrowingTimeline(
        layout=film.layout,
        panels=tuple(panels(live, film, layer, text, theme, histograms)),
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
    live: Live, film: Film, layer: int, text: Text, theme: ThemeName, histograms: bool = False
) -> Iterator[Panel]:
    """The network, its loss and the weights of the chosen layer; then goals, targets and the other layers."""
    sizes, names = film.viewer.sizes, names_of(film.experiment, text)
    chosen = min(layer, len(sizes) - 1)
    yield network_panel(film, live.experiment.parts.problem.standardise, chosen, text)
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
def network_panel(film: Film, standardise: bool, chosen: int, text: Text) -> ScenePanel:
    """The drawn network."""
    actions = (
        *drawer_actions(film.problem, text),
        Action(training_step.BUTTON, text("training_step.button")),
    )
    words, scene = (
        (text("network.title"), text("network.alt")),
        network_scene(film, standardise, chosen, text),
    )
    low = film.problem == "article"  # heads of its maps stand where buttons would lie
    detail = scene_detail(scene, text)
    return ScenePanel("network", *words, scene, room="picture", detail=detail, actions=actions, low=low)


def scene_detail(scene: Scene, text: Text) -> str:
    """Return what explains a drawn network: a share of samples only where one is written to the units."""
    written = any(element.id.startswith("activity") for element in scene.elements)
    return text("network.detail") if written else text("network.wires")


def network_scene(film: Film, standardise: bool, chosen: int, text: Text) -> Scene:
    """The network with what it ends in: the article's rule, or what the views of its problem draw."""
    net, pixels = film.experiment.network, film.map_pixels
    mortal = [1 + at for at, name in enumerate(net.activations[:-1]) if ACTIVATIONS[name].can_die]
    names = names_of(film.experiment, text)
    words = network_words(net, names, text)
    lenses = tuple(unit_lenses(film, standardise, text))
    for view in film.views:
        if isinstance(view, ArticleRule):
            scales = network_graph.Scales(SCALE, pixels, SURFACE, LARGEST, mortal)
            truths = [view.true_pixels(target) for target in range(net.sizes[-1])]
            return network_graph.network(net.sizes, words, scales, chosen, truths, lenses)
    answers = pixels if has_maps_of_outputs(film) else 0
    scales = network_graph.Scales(SCALE, pixels, answers, LARGEST, mortal)
    drawn = [view.drawn(Box(*problem_network.ANSWER), names, text) for view in film.views]
    answer = (
        [part for one in drawn for part in one.elements],
        [part for one in drawn for part in one.bindings],
    )
    pictures = [part for one in drawn for part in one.pictures]
    inside = next((one.inside for one in drawn if one.inside), None)
    return problem_network.problem_network(
        net.sizes, words, scales, chosen, net.has_bias[0], answer, pictures, lenses, inside
    )


def network_words(net: Network, names: Names, text: Text) -> network_graph.Words:
    """The words of the drawn network; in a deep one a layer is called by its activation only."""
    hidden = [text(f"choice.{name}") for name in net.activations[:-1]]
    if len(hidden) <= ROOMY:
        hidden = [text("network.hidden", layer=1 + at, activation=name) for at, name in enumerate(hidden)]
    layers = range(1, len(net.sizes))
    return network_graph.Words(
        *names,
        layers=[*hidden, text("network.output")],
        show=[text("network.show", layer=layer) for layer in layers],
        units=[unit_names(layer, net.sizes, names, text) for layer in layers],
        prediction=text("target.prediction"),
        target=text("target.truth"),
        boxes=[text("network.box", name=name) for name in names.inputs],
        wires=slope_panel.names(net.sizes, names, text),
        biases=slope_panel.bias_names(net.sizes, names, text),
    )


def unit_names(layer: int, sizes: Sequence[int], names: Names, text: Text) -> list[str]:
    """What the units of a layer are called, for those who do not see them."""
    if layer == len(sizes) - 1:
        return [text("network.output_unit", name=name) for name in names.outputs]
    return [text("network.unit", layer=layer, unit=unit + 1) for unit in range(sizes[layer])]


def unit_lenses(film: Film, standardise: bool, text: Text) -> Iterator[Lens]:
    """What is seen of a unit under the hand: its answers over the square, and how it computes them."""
    if film.maps is None:
        return
    net, names = film.experiment.network, names_of(film.experiment, text)
    axes, low, high = axes_of(film.maps.plane, columns_of(film.experiment, text).inputs)
    last, scaled = len(net.sizes) - 1, "standard" if standardise else "raw"
    answered = scaled if film.experiment.data.task == "regression" else "raw"  # classes stay as they are
    details = {last: text(f"lens.{answered}_output"), 1: text(f"lens.{scaled}")}
    output = "predicted" if any(isinstance(view, ArticleRule) for view in film.views) else "answer"
    mapped = output == "predicted" or has_maps_of_outputs(film)
    for layer in range(1, last + 1 if mapped else last):
        detail = details.get(layer, "")
        for unit, title in enumerate(unit_names(layer, net.sizes, names, text)):
            id_ = unit_id(layer, unit + 1)
            words, numbers = formula(net, names, layer, unit)
            picture = f"{output}{unit + 1}" if layer == last else f"map{id_}"
            yield Lens(f"lens{id_}", f"u{id_}", title, picture, *axes, low, high, words, numbers, detail)


def axes_of(plane: Plane, names: Sequence[str]) -> tuple[tuple[str, str], str, str]:
    """Return what two inputs are called, and where both begin and end; names say it where that differs."""
    if plane.up == plane.across:
        low, high = (f"{end:g}" for end in plane.across)
        return (names[0], names[1]), low, high
    across, up = (f"{name}: {low:.3g}–{high:.3g}" for name, (low, high) in zip(names, plane, strict=True))
    return (across, up), "", ""


def has_maps_of_outputs(film: Film) -> bool:
    """Return whether a view fills little maps of the outputs."""
    return any(field.name == "answers" for field in film.layout.fields)


def formula(
    net: Network, called: Names, layer: int, unit: int
) -> tuple[tuple[str, ...], tuple[tuple[str, int], ...]]:
    """How a unit computes its output: words, and the weights and the bias that stand between them."""
    inputs, units, name = net.sizes[layer - 1], net.sizes[layer], net.activations[layer - 1]
    names = (
        called.inputs if layer == 1 else [f"a{unit_id(layer - 1, before + 1)}" for before in range(inputs)]
    )
    weights = tuple((f"W{layer}", row * units + unit) for row in range(inputs))
    start, end = ("", "") if name == "linear" else (f"{name}(", ")")
    if not net.has_bias[layer - 1]:
        return (start, *(f" {name} " for name in names[:-1]), f" {names[-1]}{end}"), weights
    return (start, *(f" {name} " for name in names), end), (*weights, (f"b{layer}", unit))


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
