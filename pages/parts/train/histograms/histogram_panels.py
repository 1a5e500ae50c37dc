"""The panels with the histograms of each layer, and the button that opens them."""

from collections.abc import Iterator

from nnviz.experiments.spreads import counted_samples
from pages.parts.train.run.training_session import Live
from pages.shared.protocol.panels import Choice, ChoicesPanel, Panel, ScenePanel
from pages.shared.scenes.histogram_pair import histogram_pair
from pages.shared.text import Text

BUTTON = "histograms"  # the touch that opens and closes them


def histogram_panels(live: Live, opened: bool, text: Text) -> Iterator[Panel]:
    """Return the button with what it shows; where they are `opened`, the histograms of each layer as well."""
    label = text("histograms.close" if opened else "histograms.open")
    lines = (text("histograms.about"), text("histograms.signs"))
    yield ChoicesPanel("histograms", text("histograms.title"), lines, (Choice(BUTTON, label),), room="more")
    if opened:
        yield from (layer_panel(live, layer, text) for layer in layers(live))


def layers(live: Live) -> range:
    """Return the layers that have histograms, from 1."""
    return range(1, len(live.experiment.network.sizes))


def panel_id(layer: int) -> str:
    """Return the id of the panel of a layer."""
    return f"histograms{layer}"


def layer_panel(live: Live, layer: int, text: Text) -> ScenePanel:
    """Return the panel of one layer, which waits for a look."""
    experiment, sizes = live.experiment, live.experiment.network.sizes
    counted, samples = len(counted_samples(experiment)), len(experiment.X_train)
    values: dict[str, int | str] = {
        "layer": layer,
        "weights": sizes[layer - 1] * sizes[layer],
        "units": sizes[layer],
    }
    values |= {"counted": f"{counted:,}", "samples": f"{samples:,}", "n": counted}
    outputs = text("histograms.outputs" if counted == samples else "histograms.some", **values)
    scene = histogram_pair(layer, (text("histograms.weights", **values), outputs))
    last = layer == len(sizes) - 1
    title = text("histograms.last" if last else "histograms.layer", layer=layer)
    alt = text("histograms.alt", layer=layer)
    return ScenePanel(panel_id(layer), title, alt, scene, room="more", look=True)
