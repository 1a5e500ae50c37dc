"""How a second run is shown: its loss in the figure of the first one's, and its network beside it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pages.parts.train.panels import network_panel as drawn_network
from pages.parts.train.panels import panels
from pages.parts.train.panels.learning_panels import loss_panel
from pages.parts.train.run.second_run import PREFIX, SecondFilm
from pages.parts.train.run.training_session import Live
from pages.parts.train.values.second_settings import Changes
from pages.parts.train.views.point_tools import BRUSH, PICKED
from pages.shared.protocol.bindings import Binding, TextBinding, ValueBinding
from pages.shared.protocol.elements import Cell, Element, Ground, Handle, Label, Lens, NumberBox, Token, Wire
from pages.shared.protocol.number_formats import Significant
from pages.shared.protocol.panels import Action, Panel, Scene, ScenePanel
from pages.shared.protocol.timelines import GrowingTimeline
from pages.shared.text import Text
from pages.shared.theme import ThemeName

HEAD, LETTERS = 17.0, 36.0  # where the losses stand above the network, and how large they are
LARGER = 1.45  # the letters of a network that is drawn small ...
SMALLEST = 20.0  # ... and those that could not be read there
LOOKED = {"chosen", "frozen", "off", BRUSH, PICKED}  # fields of a look, which no frame has


def with_second(
    spec: GrowingTimeline, live: Live, film: SecondFilm, changed: Changes, text: Text, theme: ThemeName
) -> GrowingTimeline:
    """Return the spec of both runs, made of that of the first one."""
    stride = film.layout.dtype.itemsize
    return replace(
        spec,
        layout=film.layout,
        panels=tuple(_panels(spec, live, film, changed, text, theme)),
        period=max(panels.PERIOD, 1000 * stride / panels.BYTES_A_SECOND),
        ahead=max(1, min(6, panels.BYTES_A_SECOND // (6 * stride))),
    )


def _panels(
    spec: GrowingTimeline, live: Live, film: SecondFilm, changed: Changes, text: Text, theme: ThemeName
) -> Iterator[Panel]:
    what = described(changed, text)
    for panel in spec.panels:
        if panel.id == "loss":
            yield loss_panel(live.experiment, text, theme, what)
            yield network_panel(live, film, what, text)
        else:
            yield panel


def network_panel(live: Live, film: SecondFilm, what: str, text: Text) -> ScenePanel:
    """The second network, smaller and without anything to be touched, and both losses below it."""
    standardise = live.experiment.parts.problem.standardise
    drawn = drawn_network.network_panel(film.second, standardise, 0, text).scene
    return ScenePanel(
        "second",
        text("second.title", what=what),
        text("second.alt", what=what),
        slim(drawn, (text("second.first"), text("second.second"))),
        actions=(Action("beside.close", text("slope.close")),),
        least=0.47,
    )


def slim(scene: Scene, names: tuple[str, str]) -> Scene:
    """Return a scene without what can be touched, whose numbers are those of the second run, with both losses
    above it."""
    elements = [found for one in scene.elements for found in _still(one)]
    half = scene.width / 2
    for at, (field, name) in enumerate(zip(("train", PREFIX + "train"), names, strict=True)):
        elements.append(Label(f"{field}.name", at * half + 8, HEAD, name, LETTERS, "soft", "start"))
        elements.append(Label(field, (at + 1) * half - 24, HEAD, "", LETTERS, "strong", "end"))
    known = {one.id for one in elements}
    bindings: list[Binding] = [
        replace(one, field=PREFIX + one.field)
        for one in scene.bindings
        if not isinstance(one, ValueBinding) and one.field not in LOOKED and known.issuperset(one.ids)
    ]
    bindings += [TextBinding(field, (field,), Significant(4)) for field in ("train", PREFIX + "train")]
    return Scene(scene.width, scene.height, tuple(elements), tuple(bindings))


def _still(element: Element) -> Iterator[Element]:
    """An element that cannot be touched, with larger letters; nothing for a box or a button, nor for what
    would be too small."""
    match element:
        case NumberBox() | Lens() | Token() | Ground() | Handle():
            return
        case Label(size=size) if size < SMALLEST:
            return
        case Label():
            yield replace(element, size=element.size * LARGER)
        case Wire() | Cell():
            yield replace(element, press="", group="")
        case _:
            yield element


def described(changed: Changes, text: Text) -> str:
    """Return what the second run has changed, in a few words."""
    values = dict(changed)
    if values.keys() >= {"stream", "seed"}:
        values.pop("stream")
        values["random"] = values.pop("seed")
    told = [text(f"second.{name}", value=worded(name, value, text)) for name, value in values.items()]
    return text("list.comma").join(told)


def worded(name: str, value: Any, text: Text) -> str:
    """Return a value in words: layers with their activations, names of choices."""
    if name == "hidden":
        layers = [(str(units), text(f"choice.{kind}")) for units, kind in value]
        if len({kind for _, kind in layers}) == 1:
            return f"{'–'.join(units for units, _ in layers)} {layers[0][1]}"
        return "–".join(f"{units} {kind}" for units, kind in layers)
    if name in ("optimizer", "init"):
        return text(f"choice.{value}")
    if name == "stream":
        return text(f"second.{value}")
    return text("controls.batch_all") if value is None else f"{value:g}"
