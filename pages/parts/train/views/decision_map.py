"""What a network answers over the plane, as a map with the points that it learns from and is tested on.
Blue is the class 1, orange the class 0; where the map is pale, the network is unsure."""

from collections.abc import Iterator

import numpy as np

import nnviz
from pages.parts.train.naming import Names
from pages.parts.train.views.unit_maps import LARGER, span_of
from pages.parts.train.views.view import Box, Drawn
from pages.shared.figures.colormap import places
from pages.shared.protocol.bindings import MapBinding
from pages.shared.protocol.elements import Disc, DiscTone, Element, Label, PixelMap
from pages.shared.protocol.layouts import Array, Field
from pages.shared.protocol.panels import Panel
from pages.shared.text import Text
from pages.shared.theme import ThemeName

SIDE = 100  # points along each side of the map
STRIDE = SIDE // LARGER  # from one of them to the next one in the small map of an output
MOST_POINTS = 300  # of each part that are drawn
RADIUS = 4.2
LETTERS = 17.0
FOOT = 26.0  # room for the numbers of the axis


class DecisionMap:
    """The answer of the network over the plane."""

    def __init__(self, experiment: nnviz.Experiment, viewer: nnviz.Network) -> None:
        self.experiment, self.span = experiment, span_of(experiment)
        self._grid = nnviz.Grid(viewer, self.span, self.span, SIDE, experiment.inputs, experiment.targets)
        self._outputs = viewer.sizes[-1]
        self._signed = experiment.parts.problem.coding == "signed"

    @property
    def fields(self) -> tuple[Field, ...]:
        """The pixels of the map, and of a smaller one for each output."""
        return Field("decision", "uint8", SIDE**2), Field("answers", "uint8", self._outputs * LARGER**2)

    def fill(self, row: Array, _network: nnviz.Network, snapshot: nnviz.Snapshot) -> None:
        """Write the map: 0 is surely class 0, 255 surely class 1."""
        answers = self._grid.surface(snapshot.parameters)
        row["decision"] = places(self.lean(answers)[None], np.ones(1)).ravel()
        coarse = answers[:, STRIDE // 2 :: STRIDE, STRIDE // 2 :: STRIDE]
        row["answers"] = places(coarse, np.abs(coarse).max(axis=(1, 2))).ravel()

    def lean(self, answers: Array) -> Array:
        """Return how far answers (outputs, ...) lean to class 1: from -1 to 1."""
        if len(answers) > 1:
            return np.asarray(answers[1] - answers[0])
        return np.asarray(answers[0] if self._signed else 2 * answers[0] - 1)

    # -- pictures -------------------------------------------------------------------------
    def drawn(self, box: Box, _names: Names, _text: Text) -> Drawn:
        """Return the map with its points."""
        side = min(box.width, box.height - FOOT)
        left, top = box.left + (box.width - side) / 2, box.top + (box.height - FOOT - side) / 2
        elements: list[Element] = [PixelMap("decision", left, top, side, side, SIDE, SIDE, under=True)]
        elements += self._points(left, top, side)
        elements += self._axes(left, top, side)
        return Drawn(tuple(elements), (MapBinding("decision", ("decision",)),))

    def panels(self, _names: Names, _text: Text, _theme: ThemeName) -> Iterator[Panel]:
        """Return nothing: the map stands in the picture."""
        yield from ()

    def _points(self, left: float, top: float, side: float) -> Iterator[Disc]:
        """The samples of the test below those of the training."""
        low, high = self.span
        for name, part in (("tested", self.experiment.test), ("trained", self.experiment.train)):
            if part is None:
                continue
            leans = self.lean(part.Y.T)
            shares = (part.X - low) / (high - low)
            seen = zip(shares[:MOST_POINTS].tolist(), leans.tolist(), strict=False)
            for at, ((x, y), lean) in enumerate(seen):
                tone: DiscTone = "positive" if lean > 0 else "negative"
                tones: tuple[DiscTone, ...] = (tone, "tested") if name == "tested" else (tone,)
                yield Disc(
                    f"{name}{at}", round(left + side * x, 1), round(top + side * (1 - y), 1), RADIUS, tones
                )

    def _axes(self, left: float, top: float, side: float) -> Iterator[Label]:
        low, high = (f"{end:g}" for end in self.span)
        below = top + side + FOOT / 2 + 2
        yield Label("decision.low", left, below, low, LETTERS, "soft", "start")
        yield Label("decision.across", left + side / 2, below, "x₁", LETTERS, "soft")
        yield Label("decision.high", left + side, below, high, LETTERS, "soft", "end")
        yield Label("decision.up", left - 8, top + side / 2, "x₂", LETTERS, "soft", "end")
