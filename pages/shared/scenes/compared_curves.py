"""How the loss went in two trainings from the same start: one as it should be, and a dashed one with a
mistake. What is far above the right one, or no number, stands at the top."""

from collections.abc import Iterator

import numpy as np

from pages.shared.protocol.bindings import Binding, EqualBinding, PointsBinding, SpelledBinding
from pages.shared.protocol.elements import Cell, Curve, Element, Label
from pages.shared.protocol.layouts import Array
from pages.shared.protocol.panels import Scene
from pages.shared.scenes.loss_points import Box, loss_points

WIDTH, HEIGHT = 476.0, 172.0
BOX = Box(12.0, 464.0, 64.0, 160.0)
WORDS, LETTERS = 2, 160  # lines of words, and the bytes that each may have
SWATCH = 30.0  # of the legend
ROOM = 2.0  # how many times the largest loss of the right training there is room for


def compared_curves() -> Scene:
    """Return the scene.

    Bound fields, which are those of a look: `rightcurve` and `wrongcurve` (x and y of POINTS points),
    `comparedwords` (WORDS · LETTERS bytes: of the right one, and of the other) and `compared` (1 if there is
    anything to be seen)."""
    elements: list[Element] = [
        Cell("compared.ground", BOX.left, BOX.bottom, BOX.right - BOX.left, 1.5, "rule")
    ]
    for at, (name, tone) in enumerate((("rightcurve", "loss"), ("wrongcurve", "mistaken"))):
        y = 14.0 + 24.0 * at
        swatch = (BOX.left, y, BOX.left + SWATCH, y)
        elements.append(Curve(f"{name}.swatch", swatch, "loss" if tone == "loss" else "mistaken"))
        elements.append(Curve(name, tone="loss" if tone == "loss" else "mistaken"))
        elements.append(Label(f"comparedword{at}", BOX.left + SWATCH + 8, y, "", 16.5, "strong", "start"))
    return Scene(WIDTH, HEIGHT, tuple(elements), tuple(_bindings()))


def _bindings() -> Iterator[Binding]:
    drawn = ("rightcurve", "wrongcurve")
    for name in drawn:
        yield PointsBinding(name, (name,))
    yield SpelledBinding("comparedwords", tuple(f"comparedword{at}" for at in range(WORDS)))
    parts = (*drawn, *(f"{name}.swatch" for name in drawn), "compared.ground")
    yield EqualBinding("compared", parts, "away", 0.0, stride=0)


def places(right: Array, wrong: Array) -> tuple[Array, Array]:
    """Return x and y of the points of both curves, whose losses are measured by the same height."""
    finite = right[np.isfinite(right)]
    known = np.concatenate([finite, wrong[np.isfinite(wrong)]])
    top = min(float(known.max(initial=0.0)), ROOM * float(finite.max(initial=0.0))) or 1.0
    return loss_points(right, top, BOX).ravel(), loss_points(wrong, top, BOX).ravel()
