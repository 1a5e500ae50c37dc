"""What a network answers over the plane, as a map with the points that it learns from and is tested on.
Every class has its colour; where the map is pale, the network is unsure."""

from collections.abc import Iterator, Sequence

import numpy as np

import nnviz
from pages.parts.train.naming import Names
from pages.parts.train.views import point_tools
from pages.parts.train.views.classes import Classes
from pages.parts.train.views.plane import FEW, Plane, plane_of
from pages.parts.train.views.scores import SCORES
from pages.parts.train.views.unit_maps import LARGER
from pages.parts.train.views.view import Box, Drawn
from pages.shared.figures.colormap import class_places, places
from pages.shared.protocol.bindings import Binding, MapBinding
from pages.shared.protocol.elements import Disc, DiscTone, Element, Label, Palette, PixelMap, Token
from pages.shared.protocol.layouts import Array, Field
from pages.shared.protocol.panels import Panel
from pages.shared.scenes.axes import Chart, short, ticks, written
from pages.shared.scenes.problem_network import Inside
from pages.shared.text import Text
from pages.shared.theme import ThemeName

SIDE = 100  # points along each side of the map
STRIDE = SIDE // LARGER  # from one of them to the next one in the small map of an output
MOST_POINTS = 300  # of each part that are drawn
RADIUS, LARGE = 4.2, 8.0  # of a point, and of one of a few
NUMBERED = 46.0  # room for the numbers of the second input
LETTERS, WORDS = 17.5, 17.5
SWITCH, DOWN = 100.0, 10.0  # width of the button, and how far below the legend it stands
RING = 70.0  # room for a ring with its word
FOOT, LEGEND = 24.0, 28.0  # room for the numbers of the axis, and for the signs with their words
APART = 8.0  # from the tools to the button below them
TOOLS = 80.0  # room for the numbers of the axis, and for two lines of tools
SMOOTH = 0.7  # how full the colours of a map are at most, so that the points of the same class are seen on it
FLAT = 0.62  # how full the colours of a map are that says which class only: points are still seen on it
TONES: tuple[DiscTone, ...] = (
    *("negative", "positive", "third", "fourth"),
    *("fifth", "sixth", "seventh", "eighth"),
)


class DecisionMap:
    """The answer of the network over the plane; a `discrete` one says which class, not how sure it is."""

    def __init__(
        self,
        experiment: nnviz.Experiment,
        viewer: nnviz.Network,
        classes: Classes,
        discrete: bool,
        held: Plane | None = None,
    ) -> None:
        self.experiment, self.classes, self.discrete = experiment, classes, discrete
        self.plane = plane_of(experiment, held)
        self.edited = point_tools.can_be_edited(experiment)
        self._radius = LARGE if len(experiment.data) <= FEW else RADIUS
        self._grid = nnviz.Grid(viewer, *self.plane, SIDE, experiment.inputs, experiment.targets)
        self._outputs = viewer.sizes[-1]

    @property
    def palette(self) -> Palette:
        """Of the map: two classes are told apart by sign."""
        return "signed" if self.classes.count == 2 else "classes"

    @property
    def fields(self) -> tuple[Field, ...]:
        """The pixels of the map, and of a smaller one for each output."""
        return Field("decision", "uint8", SIDE**2), Field("answers", "uint8", self._outputs * LARGER**2)

    def fill(self, row: Array, _network: nnviz.Network, snapshot: nnviz.Snapshot) -> None:
        """Write the maps."""
        answers = self._grid.surface(snapshot.parameters, snapshot.activations)
        row["decision"] = self.shades(answers).ravel()
        coarse = answers[:, STRIDE // 2 :: STRIDE, STRIDE // 2 :: STRIDE]
        if self.palette == "signed":
            row["answers"] = places(coarse, np.abs(coarse).max(axis=(1, 2))).ravel()
        else:
            row["answers"] = class_places(np.arange(len(coarse))[:, None, None], coarse).ravel()

    def pixels(self, snapshot: nnviz.Snapshot) -> Array:
        """Return the map at a moment (SIDE, SIDE), as places in the colour table, from the bottom row on."""
        return self.shades(self._grid.surface(snapshot.parameters, snapshot.activations))

    def shades(self, answers: Array) -> Array:
        """Return answers (outputs, ...) as places in the colour table of the palette."""
        if self.palette == "signed":
            lean = self.classes.lean(answers)
            shown = FLAT * np.where(lean > 0, 1.0, -1.0) if self.discrete else SMOOTH * np.clip(lean, -1, 1)
            return np.asarray(places(shown[None], np.ones(1))[0])
        best = answers.argmax(axis=0)
        first, second = np.sort(answers, axis=0)[:-3:-1]
        return class_places(best, np.full(best.shape, FLAT) if self.discrete else SMOOTH * (first - second))

    # -- pictures -------------------------------------------------------------------------
    def drawn(self, box: Box, names: Names, text: Text) -> Drawn:
        """Return the map with its points, and what its colours and signs mean."""
        upper = box.above(SCORES)
        room = 0.0 if self.plane.up == self.plane.across else NUMBERED  # for numbers of the second input
        below = TOOLS if self.edited else FOOT + LEGEND
        side = min(upper.width - room, upper.height - below)
        chart = Chart(upper.left + room, upper.top, side, side, *self.plane)
        map_ = PixelMap("decision", *chart.corner, side, side, SIDE, SIDE, under=True, palette=self.palette)
        points = list(self._points(chart))
        elements: list[Element] = [map_, *points, *self._axes(chart), self._switch(box.below(SCORES), text)]
        bound: list[Binding] = [MapBinding("decision", ("decision",))]
        if self.edited:
            added, marks = self._tools(chart, upper, points, self.classes.called(names), text)
            elements += added
            bound += marks
        else:
            elements += self._legend(upper.below(LEGEND), self.classes.called(names), text)
        return Drawn(tuple(elements), tuple(bound), inside=Inside(palette=self.palette))

    def panels(self, _names: Names, _text: Text, _theme: ThemeName) -> Iterator[Panel]:
        """Return nothing: the map stands in the picture."""
        yield from ()

    def _tools(
        self, chart: Chart, upper: Box, points: Sequence[Disc], names: Sequence[str], text: Text
    ) -> tuple[list[Element], list[Binding]]:
        """What hands change points with, and the legend as buttons for the class of the next one."""
        few = point_tools.is_few(self.experiment)
        lines = upper.above(APART).below(2 * point_tools.LINE)
        elements: list[Element] = [point_tools.ground(chart, point_tools.steps_of(self.plane), text)]
        if few:
            elements += point_tools.handles(*self._in_order(points), text)
        first = lines.above(point_tools.LINE)
        widths = point_tools.widths_of(names, first.width - RING)
        elements += point_tools.brushes(first, names, widths, TONES, text)
        elements += self._ring(first._replace(left=first.left + sum(widths) + 8), text)
        second = lines.below(point_tools.LINE)
        elements += [point_tools.hint(second, text)] if few else []
        elements.append(point_tools.button(second, few, text))
        return elements, list(point_tools.bindings(len(points) if few else 0, len(names)))

    def _in_order(self, points: Sequence[Disc]) -> tuple[list[Disc], list[list[float]]]:
        """The points and their numbers, those of the training first."""
        parts = [part for part in (self.experiment.train, self.experiment.test) if part is not None]
        rows = [
            [*x, float(class_)]
            for part in parts
            for x, class_ in zip(part.X.tolist(), self.classes.of(part.Y).tolist(), strict=True)
        ]
        return sorted(points, key=lambda one: one.id.startswith("tested")), rows

    def _points(self, chart: Chart) -> Iterator[Disc]:
        """The samples of the test below those of the training."""
        for name, part in (("tested", self.experiment.test), ("trained", self.experiment.train)):
            if part is None:
                continue
            places = chart.places(*part.X[:MOST_POINTS].T).round(1).tolist()
            classes = self.classes.of(part.Y[:MOST_POINTS]).tolist()
            for at, ((x, y), class_) in enumerate(zip(places, classes, strict=True)):
                tone = TONES[class_]
                tones: tuple[DiscTone, ...] = (tone, "tested") if name == "tested" else (tone,)
                yield Disc(f"{name}{at}", x, y, self._radius, tones)

    def _axes(self, chart: Chart) -> Iterator[Label]:
        """Round numbers and the name of each input; those of the second one where they are others."""
        (left, top), side = chart.corner, chart.width
        across, up = self.experiment.data.feature_names
        below, numbers = top + side + FOOT / 2, ticks(self.plane.across, 2)
        places = chart.places(np.array(numbers), np.zeros(len(numbers)))[:, 0].tolist()
        for at, (value, x) in enumerate(zip(numbers, places, strict=True)):
            held = min(max(x, left + 12), left + side - 12)
            yield Label(f"decision.x{at}", held, below, written(value), LETTERS, "soft")
        name = left + side * clear([(x - left) / side for x in places])
        yield Label("decision.across", name, below, short(across), LETTERS, "strong")
        heights = []
        if self.plane.up != self.plane.across:
            numbers = ticks(self.plane.up, 2)
            heights = chart.places(np.zeros(len(numbers)), np.array(numbers))[:, 1].tolist()
            for at, (value, y) in enumerate(zip(numbers, heights, strict=True)):
                yield Label(f"decision.y{at}", left - 8, y, written(value), LETTERS, "soft", "end")
        name = top + side * (clear([(y - top) / side for y in heights]) if heights else 0.03)
        yield Label("decision.up", left - 8, name, short(up, 4), LETTERS, "strong", "end")

    def _legend(self, box: Box, names: Sequence[str], text: Text) -> Iterator[Element]:
        """The colours of the classes by name, what a ring is, and the switch between both kinds of maps."""
        y, x = box.top + box.height / 2, box.left + 8
        for at, (name, wide) in enumerate(zip(names, advances(names), strict=True)):
            yield Disc(f"class{at}.sign", x, y, 6, TONES[at])
            yield Label(f"class{at}.name", x + 11, y, name, WORDS, "soft", "start")
            x += wide
        yield from self._ring(box._replace(left=x), text)

    def _ring(self, box: Box, text: Text) -> Iterator[Element]:
        """What a ring is, where there are some."""
        if self.experiment.test is not None:
            x, y = box.left, box.top + box.height / 2
            yield Disc("ring.sign", x, y, 5)
            yield Label("ring.name", x + 10, y, text("view.test"), WORDS, "soft", "start")

    def _switch(self, box: Box, text: Text) -> Token:
        """The button for the other kind of map, beside the heads of the numbers."""
        words = text("view.smooth") if self.discrete else text("view.discrete")
        return Token(
            "discrete", box.left + SWITCH / 2, box.top + DOWN, SWITCH, 24, words, WORDS, "layer", words
        )


def advances(names: Sequence[str]) -> list[float]:
    """Return how much room the sign of each class takes with its name, less where they are many."""
    return [min(34 + 8.0 * len(name), 240 / len(names)) for name in names]


def clear(taken: Sequence[float]) -> float:
    """Return the share of an axis, of some, that is the farthest from all that are taken by numbers."""
    return max((0.5, 0.25, 0.75, 0.38, 0.62), key=lambda share: min(abs(share - one) for one in taken))
