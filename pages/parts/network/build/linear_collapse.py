"""What the layers are without their activations: one layer, with its numbers beside the network's.
With an activation in the way the page says which, and offers to switch all of them off."""

import numpy as np

import nnviz
from nnviz import ACTIVATIONS, ForwardPass, Network, NotLinearError
from pages.parts.network.build.frames import shapes
from pages.parts.network.settings import NetworkSettings
from pages.shared.protocol.layouts import Array, Field
from pages.shared.protocol.panels import Action, ScenePanel
from pages.shared.scenes.one_layer import curve, one_layer, ticks
from pages.shared.text import Text


def obstacle(settings: NetworkSettings) -> NotLinearError | None:
    """Return what is in the way, if anything is."""
    try:
        nnviz.collapse(settings.network)
    except NotLinearError as problem:
        return problem
    return None


def fields(settings: NetworkSettings) -> tuple[Field, ...]:
    """The fields of the one layer, sent once."""
    if not settings.collapsed or obstacle(settings):
        return ()
    inputs, units = settings.sizes[0], settings.sizes[-1]
    lengths = {"oneW": inputs * units, "oneb": units, "oney": len(settings.X) * units}
    return tuple(Field(name, "float64", length) for name, length in lengths.items())


def fill(once: Array, network: Network, forward: ForwardPass) -> None:
    """Write the one layer and what it computes into what is sent once."""
    one = nnviz.collapse(network)
    once["oneW"], once["oneb"] = one.weights[0].ravel(), one.biases[0]
    once["oney"] = one.predict(forward.X).ravel()


def panel(settings: NetworkSettings, text: Text) -> ScenePanel:
    """Return the one layer, or why there is none."""
    hide = Action("collapse", text("collapse.hide"))
    problem = obstacle(settings)
    if problem:
        z = np.column_stack([ticks(), 0 * ticks()])  # for softmax, a second unit that stays at zero
        scene = curve(ticks(), ACTIVATIONS[problem.activation](z)[:, 0])
        name = text(f"activation.{problem.activation}")
        detail = text("collapse.refused", layer=problem.layer, activation=name)
        off = Action("linear", text("collapse.off"))
        return ScenePanel("one", text("collapse.title"), detail, scene, detail=detail, actions=(off, hide))
    inputs, units, count = settings.sizes[0], settings.sizes[-1], len(settings.layers)
    product = " @ ".join(f"W{layer}" for layer in range(1, count + 1))
    headings = (f"W = {product} ({inputs}, {units})", "y = X @ W + b", f"a{count}")
    start = shapes(settings)[-1].z
    scene = one_layer(inputs, units, len(settings.X), start, headings)
    detail = text("collapse.same", layers=count)
    return ScenePanel(
        "one",
        text("collapse.title"),
        text("collapse.alt"),
        scene,
        detail=detail,
        actions=(hide,),
    )
