"""The card of the page Activations on the start page, and the links below it."""

from collections.abc import Mapping
from functools import cache

import numpy as np

from nnviz.networks.activations import HIDDEN_ACTIVATIONS
from pages.shared.elements import Curve
from pages.shared.page_entry import Query
from pages.shared.panels import Scene
from pages.shared.scenes.doors import HEIGHT, WIDTH, sign
from pages.shared.still import Still

HIGH = 70.0  # one unit of a
LINKS: Mapping[str, Query] = {"saturated": {"view": "sigmoid", "step": "22"}}


@cache
def picture() -> Still:
    """The curve of tanh."""
    z = np.linspace(-3, 3, 61)
    x, y = (z / 6 + 0.5) * (WIDTH - 16) + 8, HEIGHT / 2 - HIGH * HIDDEN_ACTIVATIONS["tanh"](z)
    curve = Curve("curve", tuple(np.stack([x, y], axis=1).ravel().tolist()), "loss")
    return Still(Scene(WIDTH, HEIGHT, (curve, sign("tanh(z)", 60, 40, 20, "strong")), ()), {})
