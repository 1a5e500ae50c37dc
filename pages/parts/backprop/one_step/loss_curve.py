"""The loss from training step to training step, as far as it was trained, with the step that is shown."""

from collections.abc import Iterator

import numpy as np

from pages.parts.backprop.one_step.arithmetic import six
from pages.parts.backprop.settings import BackpropSettings
from pages.parts.backprop.training import trace_of, trained_by
from pages.shared.protocol.layouts import Array, Field
from pages.shared.protocol.panels import ScenePanel, Tones
from pages.shared.protocol.spelling import spelled
from pages.shared.scenes.loss_points import POINTS
from pages.shared.scenes.training_curve import LETTERS, SPELLED, places, training_curve
from pages.shared.text import Text


def panel(text: Text) -> ScenePanel:
    """The curve, and the slider below it."""
    scene = training_curve(text("losses.slider"))
    tones = Tones("curvesteps", (("curvelosses", text("losses.loss")),))
    return ScenePanel("curve", text("losses.title"), text("losses.alt"), scene, firm=True, heard=tones)


def fields() -> Iterator[Field]:
    """The fields of the curve, which are the same in all frames."""
    yield Field("curve", "float32", 2 * POINTS)
    yield Field("curveat", "float32", 2)
    yield Field("curvewords", "uint8", SPELLED * LETTERS)
    yield Field("share", "float32")
    yield Field("curvesteps", "float32", POINTS)
    yield Field("curvelosses", "float32", POINTS)


def losses(settings: BackpropSettings) -> Array:
    """Return the loss before each step that was trained, and after the last; at least of the shown step."""
    trace = trace_of(settings)
    if trace.failure:
        return np.array([trace.loss_before, np.nan])  # NumPy refuses to train
    if settings.trained > settings.at + 1:
        known = trained_by(settings, settings.trained)
        return np.append(known.losses, known.loss)
    return np.append(trained_by(settings, settings.at).losses, [trace.loss_before, trace.loss_after])


def fill(found: Array, settings: BackpropSettings, text: Text) -> None:
    """Write the curve and its words into what is sent once."""
    known = losses(settings)
    found["curve"], found["curveat"] = places(known, settings.at)
    found["curvesteps"], found["curvelosses"] = heard(known)
    last = len(known) - 1
    found["share"] = 100.0 * settings.at / last
    said = text("losses.losses", first=six(known[0]), last=six(known[-1]), n=last)
    found["curvewords"] = spelled((said, text("losses.at", n=settings.at)), SPELLED, LETTERS)


def heard(known: Array) -> tuple[Array, Array]:
    """Return steps and their losses, POINTS of each, as they are played as sound; where there are fewer, NaN.

    Of many steps the first, the last and the one with the least loss are among them."""
    steps = np.unique(np.linspace(0, len(known) - 1, min(len(known), POINTS)).round().astype(int))
    if np.isfinite(known).any():
        least = int(np.nanargmin(known))
        inside = steps[1:-1]
        if least not in steps:
            inside[np.abs(inside - least).argmin()] = least
    found = np.full((2, POINTS), np.nan)
    found[:, : len(steps)] = steps, known[steps]
    return found[0], found[1]


def step_at(settings: BackpropSettings, share: float) -> int:
    """Return the training step at a share, from 0 to 100, of those that were trained."""
    last = max(settings.trained, settings.at + 1)
    return round(last * max(0.0, min(100.0, share)) / 100.0)
