"""The article's rule and what the network predicts of it: as surfaces over the square of both inputs, and in
numbers for some pairs."""

from collections.abc import Iterator
from functools import cached_property, lru_cache

import numpy as np

import nnviz
from nnviz.experiments.goals import GOALS
from pages.parts.train.naming import Names
from pages.parts.train.views.plane import plane_of
from pages.parts.train.views.view import Box, Drawn
from pages.shared.figures import surfaces
from pages.shared.figures.colormap import places
from pages.shared.numbers.numerals import rounded
from pages.shared.protocol.layouts import Array, Field
from pages.shared.protocol.panels import FigurePanel, Paint, Panel, ScenePanel
from pages.shared.scenes import goal_list
from pages.shared.scenes.prediction_table import prediction_table
from pages.shared.text import Text
from pages.shared.theme import ThemeName

SURFACE = 28  # points along each side of a predicted surface
KEPT = 64  # figures that are kept for all visitors: Plotly takes 10 ms and more for one


@lru_cache(maxsize=4)
def true_surfaces(span: tuple[float, float]) -> Array:
    """The rule over the square of `span`, (targets, SURFACE, SURFACE) in original units."""
    ticks = np.linspace(*span, SURFACE)
    a, b = np.meshgrid(ticks, ticks)
    truth = nnviz.datasets.arithmetic_targets(np.column_stack([a.ravel(), b.ravel()]))
    found = np.moveaxis(truth.reshape(SURFACE, SURFACE, -1), -1, 0)
    found.flags.writeable = False
    return found


class ArticleRule:
    """a + b, a − b and |a − b| as predicted and as they are; `pairs` (n, 2) are predicted in every frame."""

    def __init__(self, experiment: nnviz.Experiment, viewer: nnviz.Network, pairs: Array) -> None:
        self.experiment, self.pairs = experiment, pairs
        self.truth, self.span = experiment.truth(pairs), plane_of(experiment).across
        self.surface = nnviz.Grid(
            viewer, self.span, self.span, SURFACE, experiment.inputs, experiment.targets
        )

    @property
    def fields(self) -> tuple[Field, ...]:
        """Pairs, what is predicted for them, goals, and the surfaces."""
        table, outputs = self.truth.size, self.truth.shape[1]
        return (
            Field("pairs", "float32", self.pairs.size),
            *(Field(name, "float32", table) for name in ("truths", "predictions", "errors")),
            Field("goals", "float32", len(GOALS)),
            Field("surfaces", "uint8", outputs * SURFACE**2),
        )

    def fill(self, row: Array, _network: nnviz.Network, snapshot: nnviz.Snapshot) -> None:
        """Write what is predicted."""
        predictions = self.experiment.predict(self.pairs, snapshot.parameters, snapshot.activations)
        row["pairs"], row["truths"] = self.pairs.ravel(), self.truth.ravel()
        row["predictions"] = predictions.ravel()
        row["errors"] = (predictions - self.truth).ravel()
        row["surfaces"] = places(self.surface.surface(snapshot.parameters), self.limits).ravel()

    @property
    def true_surfaces(self) -> Array:
        """The rule itself over the same points, (targets, SURFACE, SURFACE) in original units."""
        return true_surfaces(self.span)

    @cached_property
    def limits(self) -> Array:
        """The largest size of each target on the square: the end of its colour scale."""
        return np.asarray(np.abs(self.true_surfaces).max(axis=(1, 2)))

    def true_pixels(self, target: int) -> list[int]:
        """The rule for one target as places in the colour table, from the top row of the square on."""
        shades: list[int] = places(self.true_surfaces, self.limits)[target, ::-1].ravel().tolist()
        return shades

    # -- pictures -------------------------------------------------------------------------
    def drawn(self, _box: Box, _names: Names, _text: Text) -> Drawn:
        """Return nothing: the drawn network ends in the maps of the rule."""
        return Drawn()

    def panels(self, names: Names, text: Text, theme: ThemeName) -> Iterator[Panel]:
        """What one can try to reach; for every target its surfaces and its numbers."""
        scene = goal_list.goal_list([text(f"goal.{name}") for name in GOALS])
        yield ScenePanel("goals", text("goal.title"), text("goal.alt"), scene, room="more")
        for target in range(len(names.outputs)):
            yield surface_panel(self.span, target, names, text, theme)
            yield self.table_panel(target, names, text)

    def table_panel(self, target: int, names: Names, text: Text) -> ScenePanel:
        """The predictions of one target in numbers."""
        name = names.outputs[target]
        head = [*names.inputs, *(text(f"target.{word}") for word in ("prediction", "truth", "error"))]
        scene = prediction_table(len(self.pairs), head, text("target.loss"), target, self.truth.shape[1])
        words = text("target.table", target=name), text("target.table_alt", target=name)
        return ScenePanel(f"table{target + 1}", *words, scene, room="more")


@lru_cache(maxsize=KEPT)
def surface_panel(
    span: tuple[float, float], target: int, names: Names, text: Text, theme: ThemeName
) -> FigurePanel:
    """Truth and prediction of one target side by side, over the square of `span`."""
    truth = true_surfaces(span)[target]
    name, limit = names.outputs[target], float(np.abs(truth).max())
    words = surfaces.Names(text("target.truth"), text("target.prediction"), *names.inputs)
    figure = surfaces.surfaces(truth, *span, limit, words, theme)
    start = target * SURFACE**2
    paint = Paint(surfaces.PREDICTION, "surfaces", SURFACE, SURFACE, -limit, limit, start, smooth=True)
    return FigurePanel(
        f"surface{target + 1}",
        name,
        text("target.alt", target=name),
        figure,
        height=190,
        room="more",
        detail=text("target.detail", limit=rounded(limit)),
        paints=(paint,),
    )
