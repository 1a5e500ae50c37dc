"""What a network with one input answers, as a curve over the points that it learns from."""

from collections.abc import Iterator

import numpy as np

import nnviz
from pages.parts.train.naming import Names
from pages.parts.train.views.scores import SCORES
from pages.parts.train.views.signs import Sign, points_legend
from pages.parts.train.views.view import Box, Drawn
from pages.shared.protocol.bindings import PointsBinding
from pages.shared.protocol.elements import Curve, Disc, DiscTone, Element
from pages.shared.protocol.layouts import Array, Field
from pages.shared.protocol.panels import Panel
from pages.shared.scenes.axes import FOOT, SIDE, Chart, roomy
from pages.shared.scenes.problem_network import ANSWER
from pages.shared.text import Text
from pages.shared.theme import ThemeName

POINTS = 121  # of the curve
MOST_POINTS = 250  # samples of each part that are drawn
LEGEND, HEAD, NAMED = 28.0, 26.0, 20.0  # room for signs and words, for the name above, and for that below
RADIUS = 4.4


class LearnedCurve:
    """The answer of a network with one input and one output over all x of its samples."""

    def __init__(self, experiment: nnviz.Experiment) -> None:
        self.experiment = experiment
        x = experiment.data.X[:, 0]
        self.x = np.linspace(*_ends(x), POINTS)
        problem = experiment.parts.problem
        rule = problem.entry.rule_with(**dict(problem.parameters))
        self.truth: Array | None = None if rule is None else rule(self.x[:, None])[:, 0]
        known = () if self.truth is None else (self.truth,)
        heights = np.concatenate([experiment.data.Y[:, 0], *known])
        self.chart = _chart(Box(*ANSWER).above(SCORES), _ends(x), roomy(heights, 0.1))

    @property
    def fields(self) -> tuple[Field, ...]:
        """The points of the curve, in units of the scene."""
        return (Field("curve", "float32", 2 * POINTS),)

    def fill(self, row: Array, _network: nnviz.Network, snapshot: nnviz.Snapshot) -> None:
        """Write the curve; where it leaves the picture it goes along its edge."""
        answers = self.experiment.predict(self.x[:, None], snapshot.parameters, snapshot.activations)[:, 0]
        row["curve"] = self.chart.places(self.x, answers).ravel()

    # -- pictures -------------------------------------------------------------------------
    def drawn(self, box: Box, names: Names, text: Text) -> Drawn:
        """Return axes, points, the rule where there is one, and the curve."""
        elements: list[Element] = [*self.chart.axes("curve", names.inputs[0], names.outputs[0])]
        elements += self._points()
        if self.truth is not None:
            known = np.isfinite(self.truth)
            places = self.chart.places(self.x[known], self.truth[known]).round(1)
            elements.append(Curve("rule", tuple(places.ravel().tolist()), "rule"))
        elements.append(Curve("learned", tone="learned"))
        signs: list[tuple[Sign, str]] = [("learned", text("view.learned"))]
        signs += [("rule", text("view.rule"))] if self.truth is not None else []
        tested = self.experiment.test is not None
        elements += points_legend(box.above(SCORES).below(LEGEND), signs, tested, text)
        return Drawn(tuple(elements), (PointsBinding("curve", ("learned",)),))

    def panels(self, _names: Names, _text: Text, _theme: ThemeName) -> Iterator[Panel]:
        """Return nothing: the curve stands in the picture."""
        yield from ()

    def _points(self) -> Iterator[Disc]:
        """The samples of the test below those of the training."""
        tones: dict[str, DiscTone | tuple[DiscTone, ...]] = {
            "tested": ("sample", "tested"),
            "trained": "sample",
        }
        for name, part in (("tested", self.experiment.test), ("trained", self.experiment.train)):
            if part is not None:
                places = self.chart.places(part.X[:MOST_POINTS, 0], part.Y[:MOST_POINTS, 0]).round(1)
                for at, (x, y) in enumerate(places.tolist()):
                    yield Disc(f"{name}{at}", x, y, RADIUS, tones[name])


def _chart(box: Box, x: tuple[float, float], y: tuple[float, float]) -> Chart:
    top, height = box.top + HEAD, box.height - HEAD - FOOT - NAMED - LEGEND
    return Chart(box.left + SIDE, top, box.width - SIDE - 8, height, x, y)


def _ends(x: Array) -> tuple[float, float]:
    low, high = float(x.min()), float(x.max())
    return (low, high) if low < high else (low - 1, high + 1)
