"""How many of many runs have learned, in large letters, and the losses of all of them, sorted: who stays at
the same loss as others makes a step. Below, the steps in words."""

from collections.abc import Iterator

import numpy as np

from pages.shared.protocol.bindings import Binding, DataBinding, PointsBinding, SpelledBinding
from pages.shared.protocol.elements import Cell, Curve, Element, Label
from pages.shared.protocol.layouts import Array
from pages.shared.protocol.panels import Scene
from pages.shared.scenes.loss_points import Box

WIDTH, HEIGHT = 476.0, 372.0
BOX = Box(44.0, 470.0, 98.0, 208.0)
LINES = 5  # of words about the levels
LETTERS = 96  # bytes that each may have
FIRST, BETWEEN = 254.0, 27.0  # where the first line stands, and from one to the next
SIZE, SMALL, LARGE = 18.5, 17.8, 32.0


def sorted_losses(rule: str, across: str) -> Scene:
    """Return the scene; `rule` says who has learned, `across` what the axis counts.

    Bound fields: `learned` (LETTERS bytes), `solvedcount` and `count` for programs that read the page,
    `sorted` (x and y of two corners for every run), `bound` (the place of the bound), `highestword` (LETTERS
    bytes) and `levels` (LINES · LETTERS bytes)."""
    middle = (BOX.left + BOX.right) / 2
    elements: tuple[Element, ...] = (
        Label("learned", 6, 24, "", LARGE, "strong", "start", ("nnviz", "sweep")),
        Label("rule", 6, 60, rule, SMALL, "soft", "start"),
        Cell("ground", BOX.left, BOX.bottom, BOX.right - BOX.left, 1.5, "rule"),
        Curve("bound", tone="grid"),
        Curve("sorted", tone="loss"),
        Label("highest", BOX.left - 6, BOX.top, "", SMALL, "soft", "end"),
        Label("zero", BOX.left - 6, BOX.bottom, "0", SMALL, "soft", "end"),
        Label("across", middle, BOX.bottom + 18, across, SMALL, "soft"),
        *(Label(f"level{at}", 6, FIRST + at * BETWEEN, "", SIZE, (), "start") for at in range(LINES)),
    )
    return Scene(WIDTH, HEIGHT, elements, tuple(_bindings()))


def _bindings() -> Iterator[Binding]:
    yield SpelledBinding("learned", ("learned",))
    yield DataBinding("solvedcount", ("learned",), "solved")
    yield DataBinding("count", ("learned",), "count")
    yield PointsBinding("sorted", ("sorted",))
    yield PointsBinding("bound", ("bound",))
    yield SpelledBinding("highestword", ("highest",))
    yield SpelledBinding("levels", tuple(f"level{at}" for at in range(LINES)))


def step_points(losses: Array, highest: float) -> Array:
    """Return the corners of the steps, two for every run, (2 · runs, 2): the smallest loss first.

    The height is that of a loss from 0 to `highest`; what is above, or no number, stands on top."""
    known = np.where(np.isfinite(losses), np.clip(losses, 0, highest), highest)
    heights = np.repeat(np.sort(known), 2)
    edges = np.arange(len(losses) + 1)
    across = np.column_stack([edges[:-1], edges[1:]]).ravel() / len(losses)
    return np.column_stack([BOX.left + (BOX.right - BOX.left) * across, _down(heights, highest)])


def bound_points(bound: float, highest: float) -> Array:
    """Return the two ends of the line below which a run has learned, (2, 2)."""
    down = float(_down(np.array([min(bound, highest)]), highest)[0])
    return np.array([[BOX.left, down], [BOX.right, down]])


def _down(losses: Array, highest: float) -> Array:
    return np.asarray(BOX.bottom - (BOX.bottom - BOX.top) * losses / highest)
