"""The lesson "build": the samples are fed into the neuron one by one, and every number can be touched.
A step is one sample; touching a number makes all steps anew."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from pages.shared.complete import touchable
from pages.shared.figures.theme import ThemeName
from pages.shared.neuron_controls import KEEPER
from pages.shared.neuron_settings import LIMITS, MOST_INPUTS, WIDE, NeuronSettings
from pages.shared.panels import Array, Field, Layout, Panel, ScenePanel
from pages.shared.player import Answer, Caption, Request, Spec, Touches
from pages.shared.scenes.neuron import Names, neuron
from pages.shared.text import Text


def ask(settings: NeuronSettings, text: Text) -> None:
    """Ask for a guess first."""


# -- what stays the same while numbers are touched --------------------------------------------
def layout(settings: NeuronSettings) -> Layout:
    """The fields of a frame."""
    inputs = len(settings.weights)
    fields = [Field("step", "float32"), Field("x", "float64", inputs), Field("w", "float64", inputs)]
    fields += [Field("products", "float64", inputs), Field("sum", "float64"), Field("bias", "float64")]
    fields += [Field("threshold", "float64"), Field("z", "float64"), Field("output", "float64")]
    return Layout(tuple(fields))


def spec(settings: NeuronSettings, text: Text, theme: ThemeName) -> Spec:
    """Return the picture of a neuron with so many inputs."""
    made = tuple(panels(settings, text))
    return touchable(layout(settings), made, len(settings.X), text.language, theme, settings.step)


def panels(settings: NeuronSettings, text: Text) -> Iterator[Panel]:
    """The drawn neuron."""
    names = Names(
        text("drawing.input", n="{n}"),
        text("drawing.weight", n="{n}"),
        text("drawing.bias"),
        text("drawing.threshold"),
        text("drawing.add"),
        text("drawing.remove"),
    )
    picture = neuron(len(settings.weights), names, LIMITS, WIDE, MOST_INPUTS)
    yield ScenePanel("neuron", text("drawing.title"), text("drawing.alt"), picture, span=7)


# -- what touching changes ------------------------------------------------------------------------
def answer(settings: NeuronSettings, request: Request, text: Text) -> Answer:
    """Return all frames: one for every sample."""
    del request
    words = tuple(captions(settings, text))
    return Answer(frames(settings), fresh=True, ended=True, replace=True, captions=words, link=KEEPER.news())


def frames(settings: NeuronSettings) -> Array:
    """Return the neuron with every sample in turn."""
    cell, X = settings.neuron, np.array(settings.X)
    rows = layout(settings).empty(len(X))
    rows["step"][:, 0] = np.arange(len(X))
    rows["x"], rows["w"], rows["products"] = X, cell.weights, cell.products(X)
    rows["sum"][:, 0], rows["z"][:, 0], rows["output"][:, 0] = cell.weighted_sum(X), cell.before(X), cell(X)
    rows["bias"], rows["threshold"] = cell.bias, cell.threshold
    return rows


def captions(settings: NeuronSettings, text: Text) -> Iterator[Caption]:
    """The arithmetic of every sample."""
    cell = settings.neuron
    for row in settings.X:
        yield (("", text("caption.before", z=f"{cell.before(row):g}")), ("c", f"{cell(row):g}"))


def touched(settings: NeuronSettings, touches: Touches) -> NeuronSettings:
    """Return the settings after some touches."""
    for name, value in touches:
        settings = _touched(settings, name, value)
    return settings


def _touched(settings: NeuronSettings, name: str, value: float | None) -> NeuronSettings:
    count = len(settings.weights)
    match name.partition("["), value:
        case (("add", _, _), None):
            return settings.with_inputs(min(MOST_INPUTS, count + 1))
        case (("remove", _, _), None):
            return settings.with_inputs(max(1, count - 1))
        case (("bias", _, _), float(number)):
            return replace(settings, bias=held(number, WIDE))
        case (("threshold", _, _), float(number)):
            return replace(settings, bias=0.0 - held(number, WIDE))
        case (("w", _, place), float(number)) if place[:-1] in map(str, range(count)):
            weights = list(settings.weights)
            weights[int(place[:-1])] = held(number, LIMITS)
            return replace(settings, weights=tuple(weights))
    return settings


def held(value: float, limits: tuple[float, float, float]) -> float:
    """Return the value inside its limits."""
    return max(limits[0], min(limits[1], value))
