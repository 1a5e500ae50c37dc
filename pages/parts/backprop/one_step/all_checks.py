"""The check of all gradients of a step at once: the relative error of every parameter, as a picture."""

from functools import lru_cache

import numpy as np

from nnviz import TrainingTrace
from nnviz.backprop.difference_check import AllChecks, check_all
from pages.parts.backprop.array_names import stem
from pages.parts.backprop.fitting import shapes
from pages.parts.backprop.settings import BackpropSettings
from pages.parts.backprop.training import trace_of
from pages.shared.protocol.layouts import Array, Field
from pages.shared.protocol.panels import Action, ScenePanel
from pages.shared.scenes.gradient_errors import gradient_errors
from pages.shared.text import Text

EXACT, DARKEST = -12.0, 0.6  # the exponent of ten that has no colour, and how dark an error of 1 is


def checked_shapes(settings: BackpropSettings) -> dict[str, tuple[int, ...]]:
    """Return the shapes of all parameters, by the names of their arrays."""
    known = shapes(settings)
    return {name: shape for name, shape in known.items() if stem(name) in ("W", "b")}


def panel(settings: BackpropSettings, text: Text) -> ScenePanel:
    """The picture; it is asked for."""
    scene = gradient_errors(checked_shapes(settings))
    hide = Action("checks", text("check.fewer"))
    title, alt, detail = text("checks.title"), text("checks.alt"), text("checks.detail")
    return ScenePanel("checks", title, alt, scene, room="more", detail=detail, actions=(hide,))


def fields(settings: BackpropSettings) -> list[Field]:
    """What is sent once: errors, and how dark they are."""
    counts = {name: int(np.prod(shape)) for name, shape in checked_shapes(settings).items()}
    errors = [Field(f"error{name}", "float64", count) for name, count in counts.items()]
    return [*errors, *(Field(f"shade{name}", "float32", count) for name, count in counts.items())]


def fill(found: Array, settings: BackpropSettings) -> None:
    """Write the errors."""
    for name, errors in all_checks(trace_of(settings)).errors.items():
        found[f"error{name}"] = errors.ravel()
        found[f"shade{name}"] = shades(errors.ravel())


@lru_cache(maxsize=16)
def all_checks(trace: TrainingTrace) -> AllChecks:
    """The last ones are kept: touches that change no number ask for them again."""
    return check_all(trace)


def shades(errors: Array) -> Array:
    """Return how dark errors are: from nothing at 1e-12 to the darkest at 1 and beyond."""
    with np.errstate(divide="ignore"):
        exponents = np.log10(np.where(np.isfinite(errors), errors, 1.0))
    shade: Array = DARKEST * np.clip(1 - exponents / EXACT, 0, 1)
    return shade
