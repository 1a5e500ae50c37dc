"""What one looks at of a run, by its problem. A view is one file."""

import nnviz
from pages.parts.train.naming import is_article
from pages.parts.train.views.article import SURFACE, ArticleRule
from pages.parts.train.views.decision_map import SIDE, DecisionMap
from pages.parts.train.views.unit_maps import LARGER, MAP
from pages.parts.train.views.view import View
from pages.shared.protocol.layouts import Array


def views_of(experiment: nnviz.Experiment, viewer: nnviz.Network, pairs: Array) -> tuple[View, ...]:
    """Return the views of an experiment; `viewer` is a copy of its network, `pairs` are asked of the
    article's rule."""
    problem = experiment.parts.problem
    if is_article(experiment):
        return (ArticleRule(experiment, viewer, pairs),)
    if problem.entry.inputs == 2:
        return (DecisionMap(experiment, viewer),)
    return ()


def grid_sizes(problem: str) -> tuple[int, ...]:
    """Return the points along the sides of the grids that are computed for a problem, at most."""
    return (SURFACE, MAP) if problem == "article" else (SIDE, LARGER)
