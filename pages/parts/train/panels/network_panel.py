"""The drawn network of a run: what stands in its units, what it ends in, and what is seen under the hand."""

from collections.abc import Iterator, Sequence

from nnviz import ACTIVATIONS, Network
from pages.parts.train import training_step
from pages.parts.train.data.drawer_places import drawer_actions
from pages.parts.train.frames import Film
from pages.parts.train.naming import Names, columns_of, names_of
from pages.parts.train.panels import slope_panel
from pages.parts.train.views import pinned
from pages.parts.train.views.article import SURFACE, ArticleRule
from pages.parts.train.views.pinned import PinnedAnswer
from pages.parts.train.views.plane import Plane
from pages.parts.train.views.view import Box
from pages.shared.numbers.nested_lists import LARGEST
from pages.shared.protocol.elements import Lens
from pages.shared.protocol.ids import unit_id
from pages.shared.protocol.panels import (
    Action,
    Scene,
    ScenePanel,
)
from pages.shared.scenes import network_graph, problem_network
from pages.shared.text import Text

SCALE = 2.0  # a weight of this size has the full colour; larger ones look the same, their number tells
ROOMY = 2  # hidden layers; more leave room for the name of the activation only


def network_panel(
    film: Film, standardise: bool, chosen: int, text: Text, pin: PinnedAnswer | None = None
) -> ScenePanel:
    """The drawn network."""
    actions = (
        *drawer_actions(film.problem, text),
        Action(training_step.BUTTON, text("training_step.button")),
    )
    words, scene = (
        (text("network.title"), text("network.alt")),
        network_scene(film, standardise, chosen, text, pin),
    )
    low = film.problem == "article"  # heads of its maps stand where buttons would lie
    detail = scene_detail(scene, text)
    return ScenePanel("network", *words, scene, room="picture", detail=detail, actions=actions, low=low)


def scene_detail(scene: Scene, text: Text) -> str:
    """Return what explains a drawn network: a share of samples only where one is written to the units."""
    written = any(element.id.startswith("activity") for element in scene.elements)
    return text("network.detail") if written else text("network.wires")


def network_scene(
    film: Film, standardise: bool, chosen: int, text: Text, pin: PinnedAnswer | None = None
) -> Scene:
    """The network with what it ends in: the article's rule, or what its views draw, and a pin."""
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
    box = Box(*problem_network.ANSWER)
    drawn = [view.drawn(pinned.places(view, pin, box), names, text) for view in film.views]
    drawn += [pinned.drawn(film.views, pin, box, text)] if pin else []
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
