"""The settings of the page Activations: which function is shown, and at which point."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from nnviz.networks.activations import HIDDEN_ACTIVATIONS
from pages.shared.figures.activation_curve import SEEN
from pages.shared.link import Setting, choice, whole

VIEWS = tuple(HIDDEN_ACTIVATIONS)
POINTS = np.linspace(-SEEN, SEEN, 25)  # of z, half a unit apart


@dataclass(frozen=True)
class ActivationsSettings:
    """One value for every setting."""

    view: str = "tanh"
    step: int = 0


START = ActivationsSettings()
SETTINGS: Mapping[str, Setting] = {
    "view": Setting(START.view, choice(VIEWS)),
    "step": Setting(START.step, whole(0, len(POINTS) - 1)),
}


def of(values: Mapping[str, Any]) -> ActivationsSettings:
    """Take the settings from the values of a link."""
    return ActivationsSettings(**values)


def values_of(settings: ActivationsSettings) -> dict[str, Any]:
    """Return the values that the link has of the settings."""
    return asdict(settings)
