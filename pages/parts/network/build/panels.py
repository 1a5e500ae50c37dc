"""The panels of the lesson "build": the drawn network, its code, the arithmetic of a unit, all matrices.
They depend on the structure of the network alone."""

from collections.abc import Iterator
from functools import lru_cache

from nnviz import ACTIVATIONS, ForwardPass
from nnviz.networks.activations import HIDDEN_ACTIVATIONS
from nnviz.networks.forward_trace import textbook_steps
from pages.parts.network.build import linear_collapse as network_collapse
from pages.parts.network.build.captions import code, steps
from pages.parts.network.build.frames import shapes
from pages.parts.network.cells import LIMITS, MOST_LAYERS, MOST_SAMPLES, MOST_UNITS
from pages.parts.network.settings import NetworkSettings
from pages.shared.protocol.panels import Action, Caption, CodePanel, Panel, Room, ScenePanel
from pages.shared.scenes import layer as matrices
from pages.shared.scenes import network_editor
from pages.shared.scenes.layer import Shape
from pages.shared.text import Text

KEPT = 32  # layers that are kept for all visitors


def panels(settings: NetworkSettings, forward: ForwardPass, text: Text) -> Iterator[Panel]:
    """All panels, as they follow each other on a narrow screen."""
    limits = network_editor.Limits(MOST_UNITS, MOST_LAYERS)
    scene = network_editor.wiring(settings.sizes, wiring_words(settings, text), limits, LIMITS)
    title, alt, detail = text("wiring.title"), text("wiring.alt"), text("wiring.detail")
    yield ScenePanel("network", title, alt, scene, room="picture", detail=detail)
    yield code_panel(settings, forward, text)
    yield samples(settings, text)
    yield from layers(settings, text)
    if settings.collapsed:
        yield network_collapse.panel(settings, text)
    detail = text("unit.detail")
    yield CodePanel("unit", text("unit.title"), (), "unitline", room="more", detail=detail)


def code_panel(settings: NetworkSettings, forward: ForwardPass, text: Text) -> CodePanel:
    """The same in NumPy, a line for each step; activations of several calls can be opened."""
    lines = code(steps(settings, forward))
    several = len(textbook_steps(forward)) < len(forward)
    calls = Action("calls", text("forward.close" if settings.calls else "forward.open"))
    one = Action("collapse", text("collapse.button"))
    actions = ((calls,) if several else ()) + (() if settings.collapsed else (one,))
    title, detail = text("forward.title"), text("forward.detail")
    return CodePanel("code", title, lines, "line", detail=detail, actions=actions)


def wiring_words(settings: NetworkSettings, text: Text) -> network_editor.Words:
    """The words of the drawn network."""
    hidden, last = (
        tuple(text(f"activation.{name}") for name in table) for table in (HIDDEN_ACTIVATIONS, ACTIVATIONS)
    )
    count = len(settings.layers)
    layers = range(1, count + 1)
    return network_editor.Words(
        columns=(text("wiring.inputs"), *(text("wiring.layer", n=n) for n in layers)),
        layers=text("wiring.layers"),
        unit=text("wiring.unit", layer="{layer}", n="{n}"),
        input=text("wiring.input", n="{n}"),
        more=(text("wiring.more_input"), *(text("wiring.more", layer=n) for n in layers)),
        fewer=(text("wiring.fewer_input"), *(text("wiring.fewer", layer=n) for n in layers)),
        insert=text("wiring.insert", layer="{layer}"),
        remove=text("wiring.remove", layer="{layer}"),
        activation=text("wiring.activation", layer="{layer}"),
        box=text("cell.box"),
        activations=(hidden,) * (count - 1) + (last,),
    )


def layers(settings: NetworkSettings, text: Text) -> Iterator[Panel]:
    """W, b, z and a of every layer."""
    for shape, plan in zip(shapes(settings), settings.layers, strict=True):
        yield layer_panel(shape, plan.activation, room_of(settings, shape.number), settings.full, text)


def room_of(settings: NetworkSettings, layer: int) -> Room:
    """Where the matrices of a layer stand, those of layer 0 being the samples."""
    return "beside" if layer == settings.beside_layer else "more"


@lru_cache(maxsize=KEPT)
def layer_panel(shape: Shape, activation: str, room: Room, full: bool, text: Text) -> ScenePanel:
    """One layer; those that were asked for last are kept: another layer may come or go beside them."""
    n = shape.number
    after = f"a{n} = z{n}" if activation == "linear" else f"a{n} = {activation}(z{n})"
    scene = matrices.layer(shape, [*headings(shape), after], matrix_words(text), LIMITS)
    title, alt = text("layer.title", n=n), text("layer.alt", n=n)
    digits = Action("digits", text("digits.fewer" if full else "digits.more"))
    actions = (digits,) if room == "beside" else ()
    return ScenePanel(f"layer{n}", title, alt, scene, room=room, actions=actions, chips=chips(shape))


def matrix_words(text: Text) -> matrices.Words:
    """The words of the matrices."""
    return matrices.Words(
        edit=text("cell.edit", cell="{cell}"),
        open=text("cell.open", cell="{cell}"),
        choose=text("cell.choose", cell="{cell}"),
        row=text("cell.row", n="{n}"),
        more=text("rows.more"),
        fewer=text("rows.fewer"),
        box=text("cell.box"),
    )


def samples(settings: NetworkSettings, text: Text) -> ScenePanel:
    """The input X, and the buttons for its rows."""
    count, columns = len(settings.X), settings.sizes[0]
    scene = matrices.inputs(count, columns, max(settings.sizes), matrix_words(text), LIMITS, MOST_SAMPLES)
    title, alt, detail = text("rows.title"), text("rows.alt"), text("rows.detail")
    chip: Caption = (("a", f"a0 ({count}, {columns})"), ("", "="), ("a", "X"))
    return ScenePanel("X", title, alt, scene, room=room_of(settings, 0), detail=detail, chips=chip)


def headings(shape: Shape) -> list[str]:
    """What stands above W and z."""
    return [f"W{shape.number}", f"z{shape.number}"]


def chips(shape: Shape) -> Caption:
    """The shapes of what goes into a layer, but for what has to be computed first."""
    n, inputs, units = shape.number, shape.inputs, shape.units
    return (
        ("a", f"a{n - 1}" if n > 1 else f"a0 ({shape.samples}, {inputs})"),
        ("", "@"),
        ("b", f"W{n} ({inputs}, {units})"),
        ("", "+"),
        ("b", f"b{n} ({units},)"),
    )
