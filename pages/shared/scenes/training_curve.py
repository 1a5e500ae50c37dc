"""How the loss fell from training step to training step, and a slider that goes back through them."""

from collections.abc import Iterator

import numpy as np

from pages.shared.protocol.bindings import Binding, PlaceBinding, PointsBinding, SpelledBinding, ValueBinding
from pages.shared.protocol.elements import Cell, Curve, Disc, Element, Label
from pages.shared.protocol.layouts import Array
from pages.shared.protocol.panels import Scene
from pages.shared.scenes.loss_points import Box, loss_points
from pages.shared.scenes.touch import slider

WIDTH, HEIGHT = 476.0, 148.0
BOX = Box(12.0, 464.0, 30.0, 104.0)
SPELLED = 2  # words: above the curve, and beside the slider
LETTERS = 96  # bytes that each may have
BACK = "goback"  # the slider, from 0 to 100: the share of the steps that were trained


def training_curve(label: str) -> Scene:
    """Return the scene; `label` names the slider.

    Bound fields: `curve` (x and y of POINTS points), `curveat` (the place of the shown step), `curvewords`
    (SPELLED · LETTERS bytes) and `share` (0 to 100)."""
    elements: tuple[Element, ...] = (
        Cell("ground", BOX.left, BOX.bottom, BOX.right - BOX.left, 1.5, "rule"),
        Curve("curve", tone="loss"),
        Disc("curveat", 0, 0, 7, "live"),
        Label("said0", BOX.left, 14, "", 16.5, "strong", "start"),
        Label("said1", BOX.right, HEIGHT - 18, "", 16, "soft", "end"),
        slider(BACK, label, BOX.left + 130, HEIGHT - 18, (0.0, 100.0, 1.0), 260),
    )
    return Scene(WIDTH, HEIGHT, elements, tuple(_bindings()))


def _bindings() -> Iterator[Binding]:
    yield PointsBinding("curve", ("curve",))
    yield PlaceBinding("curveat", ("curveat",))
    yield SpelledBinding("curvewords", ("said0", "said1"))
    yield ValueBinding("share", (BACK,))


def places(losses: Array, shown: float) -> tuple[Array, Array]:
    """Return x and y of the curve's points, and of the loss at step `shown`, which may lie between two.

    The height is that of a loss between 0 and the largest; what is no number stands on top."""
    largest = float(losses[np.isfinite(losses)].max(initial=0.0)) or 1.0
    curve = loss_points(losses, largest, BOX)
    across = BOX.left + (BOX.right - BOX.left) * shown / max(1, len(losses) - 1)
    known = np.where(np.isfinite(losses), losses, largest)
    at = float(np.interp(shown, np.arange(len(losses)), known))
    place = across, BOX.bottom - (BOX.bottom - BOX.top) * at / largest
    return curve.ravel(), np.array(place)
