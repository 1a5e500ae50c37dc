"""What a network predicts against what it should: a chart for each output, in which all points of a perfect
network lie on the diagonal."""

from collections.abc import Iterator

import numpy as np

import nnviz
from pages.parts.train.naming import Names
from pages.parts.train.views.scores import SCORES
from pages.parts.train.views.signs import points_legend
from pages.parts.train.views.unit_maps import LARGER, UnitMaps
from pages.parts.train.views.view import Box, Drawn
from pages.shared.figures.colormap import places
from pages.shared.protocol.bindings import PlaceBinding
from pages.shared.protocol.elements import Curve, Disc, DiscTone, Element
from pages.shared.protocol.layouts import Array, Field
from pages.shared.protocol.panels import Panel
from pages.shared.scenes.axes import FOOT, SIDE, Chart, roomy
from pages.shared.scenes.problem_network import ANSWER
from pages.shared.text import Text
from pages.shared.theme import ThemeName

MOST_POINTS = 240  # in all charts together, of which the test has a third at most
MOST_CHARTS = 6
LEGEND, HEAD, NAMED, GAP = 28.0, 26.0, 20.0, 10.0
RADIUS = 4.4


class Predictions:
    """The predicted and the right number of samples, the first ones of both parts, for the first outputs."""

    def __init__(self, experiment: nnviz.Experiment, maps: UnitMaps | None) -> None:
        self.experiment = experiment
        self.outputs = min(MOST_CHARTS, experiment.data.Y.shape[1])
        self.tested = 0 if experiment.test is None else min(len(experiment.test), self._room // 3)
        self.trained = min(len(experiment.train), self._room - self.tested)
        parts = [experiment.train.X[: self.trained], experiment.train.Y[: self.trained]]
        if experiment.test is not None:
            test = experiment.test.X[: self.tested], experiment.test.Y[: self.tested]
            parts = [np.concatenate(pair) for pair in zip(parts, test, strict=True)]
        self.X, self.Y = parts
        spans = [roomy(experiment.data.Y[:, at], 0.08) for at in range(self.outputs)]
        boxes = boxes_of(self.outputs, Box(*ANSWER).above(SCORES + LEGEND))
        self.charts = [Chart(*box, span, span) for box, span in zip(boxes, spans, strict=True)]
        self._grid: nnviz.Grid | None = None
        if maps:
            self._grid = nnviz.Grid(
                experiment.network, *maps.plane, LARGER, experiment.inputs, experiment.targets
            )

    @property
    def _room(self) -> int:
        return MOST_POINTS // int(self.outputs)

    @property
    def fields(self) -> tuple[Field, ...]:
        """The places of all points, in units of the scene, and little maps of the outputs of two inputs."""
        maps = self.experiment.data.Y.shape[1] * LARGER**2 if self._grid else 0
        return (
            Field("scatter", "float32", 2 * self.outputs * len(self.X)),
            Field("answers", "uint8", maps),
        )

    def fill(self, row: Array, _network: nnviz.Network, snapshot: nnviz.Snapshot) -> None:
        """Write where each point stands; one that leaves its chart stays at the edge."""
        predicted = self.predicted(snapshot)
        points = [
            chart.places(self.Y[:, at], predicted[:, at]).ravel() for at, chart in enumerate(self.charts)
        ]
        row["scatter"] = np.concatenate(points)
        if self._grid:
            answers = self._grid.surface(snapshot.parameters, snapshot.activations)
            row["answers"] = places(answers, np.abs(answers).max(axis=(1, 2))).ravel()

    def predicted(self, snapshot: nnviz.Snapshot) -> Array:
        """Return what is predicted at a moment for the samples of the charts, (samples, outputs)."""
        return self.experiment.predict(self.X, snapshot.parameters, snapshot.activations)

    # -- pictures -------------------------------------------------------------------------
    def drawn(self, box: Box, names: Names, text: Text) -> Drawn:
        """Return the charts with their diagonals and points."""
        elements: list[Element] = []
        ids = []
        for at, chart in enumerate(self.charts, 1):
            name = text("view.prediction")
            up = f"{names.outputs[at - 1][:14]}: {name}" if self.outputs > 1 else name
            across = text("view.target")
            elements += chart.axes(f"chart{at}", across, up, 5 if self.outputs == 1 else 3)
            ends = chart.places(np.array(chart.x), np.array(chart.y)).round(1)
            elements.append(Curve(f"perfect{at}", tuple(ends.ravel().tolist()), "rule"))
            points = list(self._points(at))
            elements += points
            ids += [one.id for one in points]
        legend = box.above(SCORES).below(LEGEND)
        elements += points_legend(legend, [("rule", text("view.perfect"))], self.tested > 0, text)
        return Drawn(tuple(elements), (PlaceBinding("scatter", tuple(ids)),))

    def panels(self, _names: Names, _text: Text, _theme: ThemeName) -> Iterator[Panel]:
        """Return nothing: the charts stand in the picture."""
        yield from ()

    def _points(self, chart: int) -> Iterator[Disc]:
        """The points of one chart, in the order of the field."""
        tested: tuple[DiscTone, ...] = ("sample", "tested")
        for at in range(self.trained):
            yield Disc(f"trained{chart}.{at}", 0, 0, RADIUS, "sample")
        for at in range(self.tested):
            yield Disc(f"tested{chart}.{at}", 0, 0, RADIUS, tested)


def boxes_of(count: int, box: Box) -> list[Box]:
    """Return where so many charts stand in a box, with room for the words around each."""
    columns = 1 if count < 3 else 2
    rows = -(-count // columns)
    width, height = box.width / columns, box.height / rows
    return [
        Box(
            box.left + width * (at % columns) + SIDE,
            box.top + height * (at // columns) + HEAD,
            width - SIDE - GAP,
            height - HEAD - FOOT - NAMED,
        )
        for at in range(count)
    ]
