"""What one looks at of a run, by its problem. A view is one file."""

from collections.abc import Iterator

import nnviz
from nnviz.experiments.problems import OWN, ROWS
from pages.parts.train.naming import is_article
from pages.parts.train.views.article import SURFACE, ArticleRule
from pages.parts.train.views.classes import Classes, classes_of
from pages.parts.train.views.confusion import MOST_CLASSES, Confusion
from pages.parts.train.views.curve import LearnedCurve
from pages.parts.train.views.decision_map import SIDE, DecisionMap
from pages.parts.train.views.pictures import Pictures, has_pictures
from pages.parts.train.views.prediction_rows import PredictionRows
from pages.parts.train.views.predictions import Predictions
from pages.parts.train.views.scores import Scores
from pages.parts.train.views.unit_curves import UnitCurves, has_curves
from pages.parts.train.views.unit_maps import LARGER, MAP, maps_of
from pages.parts.train.views.view import Asked, View
from pages.shared.figures.colormap import MOST_CLASSES as MOST_COLOURS
from pages.shared.scenes.read_pictures import COLUMN


def views_of(experiment: nnviz.Experiment, viewer: nnviz.Network, asked: Asked) -> tuple[View, ...]:
    """Return the views of an experiment; `viewer` is a copy of its network."""
    if is_article(experiment):
        return (ArticleRule(experiment, viewer, asked.pairs),)
    return tuple(_views(experiment, viewer, asked))


def _views(experiment: nnviz.Experiment, viewer: nnviz.Network, asked: Asked) -> Iterator[View]:
    """What the answer is seen in, what the units do, how good it is, and what is taken for what."""
    classes = classes_of(experiment)
    answer = _answer(experiment, viewer, asked, classes)
    yield answer
    if has_curves(viewer):
        yield UnitCurves(experiment, viewer, asked.held)
    yield Scores(experiment, COLUMN if isinstance(answer, Pictures) else None)
    if classes and classes.count <= MOST_CLASSES and not isinstance(answer, Confusion):
        yield Confusion(experiment, classes)
    if experiment.parts.problem.dataset in (ROWS, OWN):
        yield PredictionRows(experiment)


def _answer(
    experiment: nnviz.Experiment, viewer: nnviz.Network, asked: Asked, classes: Classes | None
) -> View:
    """What the answer of the network is seen in."""
    inputs, outputs = experiment.data.X.shape[1], viewer.sizes[-1]
    if inputs == 1 and outputs == 1:
        return LearnedCurve(experiment, asked.held)
    if classes and inputs == 2 and classes.count <= MOST_COLOURS:
        return DecisionMap(experiment, viewer, classes, asked.discrete, asked.held)
    if classes and has_pictures(experiment):
        return Pictures(experiment, viewer, classes, asked.sample)
    if classes and classes.count <= MOST_CLASSES:
        return Confusion(experiment, classes, answer=True)
    return Predictions(experiment, maps_of(experiment, viewer, asked.held))


def grid_sizes(problem: str) -> tuple[int, ...]:
    """Return the points along the sides of the grids that are computed for a problem, at most."""
    return (SURFACE, MAP) if problem == "article" else (SIDE, LARGER)
