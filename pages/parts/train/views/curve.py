"""What a network with one input answers, as a curve over the points that it learns from."""

from collections.abc import Iterator, Sequence

import numpy as np

import nnviz
from pages.parts.train.naming import Names
from pages.parts.train.views import point_tools
from pages.parts.train.views.plane import Plane, chart_of
from pages.parts.train.views.scores import SCORES
from pages.parts.train.views.signs import Sign, points_legend
from pages.parts.train.views.view import Box, Drawn
from pages.shared.protocol.bindings import Binding, PointsBinding
from pages.shared.protocol.elements import Curve, Disc, DiscTone, Element
from pages.shared.protocol.layouts import Array, Field
from pages.shared.protocol.panels import Panel
from pages.shared.scenes.axes import FOOT, SIDE, Chart
from pages.shared.scenes.problem_network import ANSWER
from pages.shared.text import Text
from pages.shared.theme import ThemeName

POINTS = 121  # of the curve
MOST_POINTS = 250  # samples of each part that are drawn
LEGEND, HEAD, NAMED = 28.0, 26.0, 20.0  # room for signs and words, for the name above, and for that below
RADIUS = 4.4


class LearnedCurve:
    """The answer of a network with one input and one output over all x of its samples."""

    def __init__(self, experiment: nnviz.Experiment, held: Plane | None = None) -> None:
        self.experiment = experiment
        self.x = np.linspace(*chart_of(experiment, np.empty(0), held).across, POINTS)
        problem = experiment.parts.problem
        rule = problem.entry.rule_with(**dict(problem.parameters))
        self.truth: Array | None = None if rule is None else rule(self.x[:, None])[:, 0]
        known = np.empty(0) if self.truth is None else self.truth
        self.plane = chart_of(experiment, known, held)
        self.chart = _chart(Box(*ANSWER).above(SCORES), *self.plane)
        self.edited = point_tools.can_be_edited(experiment)

    @property
    def fields(self) -> tuple[Field, ...]:
        """The points of the curve, in units of the scene."""
        return (Field("curve", "float32", 2 * POINTS),)

    def fill(self, row: Array, _network: nnviz.Network, snapshot: nnviz.Snapshot) -> None:
        """Write the curve; where it leaves the picture it goes along its edge."""
        row["curve"] = self.chart.places(self.x, self.answers(snapshot)).ravel()

    def answers(self, snapshot: nnviz.Snapshot) -> Array:
        """Return what is answered at a moment for all x, (POINTS,)."""
        return self.experiment.predict(self.x[:, None], snapshot.parameters, snapshot.activations)[:, 0]

    # -- pictures -------------------------------------------------------------------------
    def drawn(self, box: Box, names: Names, text: Text) -> Drawn:
        """Return axes, points, the rule where there is one, and the curve."""
        elements: list[Element] = [*self.chart.axes("curve", names.inputs[0], names.outputs[0])]
        points = list(self._points())
        elements += points
        if self.truth is not None:
            known = np.isfinite(self.truth)
            places = self.chart.places(self.x[known], self.truth[known]).round(1)
            elements.append(Curve("rule", tuple(places.ravel().tolist()), "rule"))
        elements.append(Curve("learned", tone="learned"))
        signs: list[tuple[Sign, str]] = [("learned", text("view.learned"))]
        signs += [("rule", text("view.rule"))] if self.truth is not None else []
        tested = self.experiment.test is not None
        elements += points_legend(box.above(SCORES).below(LEGEND), signs, tested, text)
        bound: list[Binding] = [PointsBinding("curve", ("learned",))]
        if self.edited:
            few = point_tools.is_few(self.experiment)
            elements += self._tools(points, few, text)
            bound += point_tools.bindings(len(points) if few else 0, 0)
        return Drawn(tuple(elements), tuple(bound))

    @property
    def steps(self) -> tuple[float, float]:
        """How far the places of points lie apart."""
        return point_tools.steps_of(self.plane, self.experiment.data.task == "classification")

    def _tools(self, points: Sequence[Disc], few: bool, text: Text) -> Iterator[Element]:
        """What hands change points with; their buttons stand above the chart."""
        yield point_tools.ground(self.chart, self.steps, text)
        if few:
            parts = [part for part in (self.experiment.train, self.experiment.test) if part is not None]
            rows = [row for part in parts for row in np.concatenate([part.X, part.Y], axis=1).tolist()]
            ordered = sorted(points, key=lambda one: one.id.startswith("tested"))
            yield from point_tools.handles(ordered, rows, text)
        chart = self.chart
        if few:
            bottom = chart.top + chart.height + FOOT / 2 + NAMED
            yield point_tools.hint(Box(chart.left, bottom, chart.width, 0), text)
        yield point_tools.button(Box(chart.left, chart.top - HEAD, chart.width, HEAD - 3), few, text)

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
