"""What one looks at of a run, by its problem. A view is one file."""

from collections.abc import Iterator

import nnviz
from pages.parts.train.naming import is_article
from pages.parts.train.views import confusion
from pages.parts.train.views.article import SURFACE, ArticleRule
from pages.parts.train.views.classes import classes_of
from pages.parts.train.views.curve import LearnedCurve
from pages.parts.train.views.decision_map import SIDE, DecisionMap, fits
from pages.parts.train.views.pictures import Pictures, has_pictures
from pages.parts.train.views.scores import Scores
from pages.parts.train.views.unit_curves import UnitCurves, has_curves
from pages.parts.train.views.unit_maps import LARGER, MAP
from pages.parts.train.views.view import Asked, View
from pages.shared.scenes.read_pictures import COLUMN


def views_of(experiment: nnviz.Experiment, viewer: nnviz.Network, asked: Asked) -> tuple[View, ...]:
    """Return the views of an experiment; `viewer` is a copy of its network."""
    if is_article(experiment):
        return (ArticleRule(experiment, viewer, asked.pairs),)
    return tuple(_views(experiment, viewer, asked))


def _views(experiment: nnviz.Experiment, viewer: nnviz.Network, asked: Asked) -> Iterator[View]:
    """What the answer is seen in, what the units do, and how good it is."""
    classes = classes_of(experiment)
    inputs, outputs = experiment.data.X.shape[1], viewer.sizes[-1]
    if inputs == 1 and outputs == 1:
        yield LearnedCurve(experiment)
    elif inputs == 2 and classes and fits(classes):
        yield DecisionMap(experiment, viewer, classes, asked.discrete)
    elif classes and has_pictures(experiment):
        yield Pictures(experiment, viewer, classes, asked.sample)
    if has_curves(viewer):
        yield UnitCurves(experiment, viewer)
    yield Scores(experiment, COLUMN if has_pictures(experiment) else None)
    if classes and confusion.fits(classes):
        yield confusion.Confusion(experiment, classes)


def grid_sizes(problem: str) -> tuple[int, ...]:
    """Return the points along the sides of the grids that are computed for a problem, at most."""
    return (SURFACE, MAP) if problem == "article" else (SIDE, LARGER)
