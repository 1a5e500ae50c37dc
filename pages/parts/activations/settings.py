"""The settings of the page Activations: which function is shown, and at which point."""

from dataclasses import dataclass

import numpy as np

from nnviz.networks.activations import HIDDEN_ACTIVATIONS
from pages.shared.codecs import OneOf, Whole
from pages.shared.figures.activation_curve import SEEN
from pages.shared.link import setting
from pages.shared.settings_store import SettingsStore

POINTS = np.linspace(-SEEN, SEEN, 25)  # of z, half a unit apart


@dataclass(frozen=True)
class ActivationsSettings:
    """One value for every setting."""

    view: str = setting("tanh", OneOf(tuple(HIDDEN_ACTIVATIONS)))
    step: int = setting(0, Whole(0, len(POINTS) - 1), by_player=True)


STORE = SettingsStore("activations", ActivationsSettings())
