"""Points that hands put, move and take away in the map or the chart of a run: what becomes of its rows, and
why a touch is refused. Drawn samples become typed rows by it; the rest of the settings stays."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import log10

import numpy as np

from nnviz import Dataset, Experiment
from nnviz.datasets.rows import MOST_ROWS, Row
from nnviz.experiments.problems import PROBLEMS, ROWS
from pages.parts.train.data.rows_settings import with_rows
from pages.parts.train.frames import Film
from pages.parts.train.settings import START, TrainSettings, suited
from pages.parts.train.views.curve import LearnedCurve
from pages.parts.train.views.decision_map import DecisionMap
from pages.parts.train.views.plane import Plane
from pages.parts.train.views.point_tools import steps_of
from pages.shared.protocol.layouts import Array

Rows = tuple[Row, ...]
Place = tuple[float, float]
FINER = 10  # than the places of new points: how exactly drawn samples are typed


@dataclass(frozen=True)
class Refusal:
    """Why hands cannot do something, by the name of its sentence."""

    kind: str


@dataclass(frozen=True)
class Points:
    """The samples of a run as rows, the first `trained` of them those of the training; with the class of
    each, and the targets that stand for each class, where the picture is a map. They are seen in a
    `plane`."""

    rows: Rows
    trained: int
    fraction: float
    plane: Plane
    classes: tuple[int, ...] = ()
    targets: tuple[tuple[float, ...], ...] = ()


def points_of(settings: TrainSettings, film: Film) -> Points | None:
    """Return the samples that are seen as points which hands can change; None where there are none."""
    view, experiment = film.views[0], film.experiment
    if not isinstance(view, DecisionMap | LearnedCurve) or not view.edited:
        return None
    order = order_of(experiment)
    X, Y = experiment.data.X[order], experiment.data.Y[order]
    steps, parts = steps_of(view.plane), (len(experiment.train), settings.train_fraction)
    given = tuple(settings.rows[at] for at in order) if settings.problem == ROWS else ()
    if isinstance(view, LearnedCurve):
        return Points(given or _typed(X, Y[:, 0], (), steps), *parts, view.plane)
    found = view.classes.of(Y)
    targets = Y if Y.shape[1] > 1 else found[:, None]  # tanh is taught -1 and 1 where samples are drawn
    rows = given or _typed(X, X[:, 1], targets.astype(float).tolist(), steps)
    classes = tuple(found.tolist())
    known = dict(zip(classes, (targets for _, targets in rows), strict=True))
    kinds = tuple(known.get(at, _one_of(at, len(rows[0][1]))) for at in range(view.classes.count))
    return Points(rows, *parts, view.plane, classes, kinds)


def order_of(experiment: Experiment) -> list[int]:
    """Return the places of the samples in the data, those of the training first."""
    problem, count = experiment.parts.problem, len(experiment.data)
    if experiment.test is None:
        return list(range(count))
    places = Dataset(np.arange(count)[:, None], np.zeros((count, 1)), ("at",), ("none",), "regression")
    parts = places.split(problem.train_fraction, problem.shuffle)
    return [int(at) for part in parts for at in part.X[:, 0]]


def _typed(X: Array, up: Array, targets: Sequence[Sequence[float]], steps: tuple[float, float]) -> Rows:
    """Drawn samples with as many decimals as can be seen of their places, across and `up`; without `targets`
    the second one is the target."""
    first, second = (
        (values.round(round(-log10(step / FINER))) + 0.0).tolist()  # no -0
        for values, step in zip((X[:, 0], up), steps, strict=True)
    )
    places = list(zip(first, second, strict=True))
    if not targets:
        return tuple(((x,), (y,)) for x, y in places)
    return tuple((place, tuple(row)) for place, row in zip(places, targets, strict=True))


def _one_of(class_: int, columns: int) -> tuple[float, ...]:
    """The targets of a class that no row has: one of several columns, or its number."""
    if columns == 1:
        return (float(class_),)
    return tuple(float(at == class_) for at in range(columns))


# -- what hands do ------------------------------------------------------------------------------
def added(points: Points, place: Place, brush: int) -> Rows | Refusal:
    """Return the rows with one more at a place, of the class `brush` on a map; it is learned from."""
    if len(points.rows) >= MOST_ROWS:
        return Refusal("full")
    row = _row(points, place, brush)
    if isinstance(row, Refusal):
        return row
    count = len(points.rows) + 1
    at = max(1, round(count * points.fraction)) - 1  # the last one of the training
    return (*points.rows[:at], row, *points.rows[at:])


def moved(points: Points, at: int, place: Place) -> Rows | Refusal:
    """Return the rows with one at another place."""
    others = replace(points, rows=(*points.rows[:at], *points.rows[at + 1 :]))
    row = _row(others, place, points.classes[at] if points.classes else 0)
    return row if isinstance(row, Refusal) else (*points.rows[:at], row, *points.rows[at + 1 :])


def removed(points: Points, at: int) -> Rows | Refusal:
    """Return the rows without one; there are always two classes on a map."""
    rows = (*points.rows[:at], *points.rows[at + 1 :])
    if not rows:
        return Refusal("last")
    left = {*points.classes[:at], *points.classes[at + 1 :]}
    return Refusal("last_class") if points.classes and len(left) < 2 else rows


def painted(points: Points, at: int, brush: int) -> Rows | Refusal:
    """Return the rows with one of another class."""
    left = {*points.classes[:at], brush, *points.classes[at + 1 :]}
    if len(left) < 2:
        return Refusal("last_class")
    inputs, _ = points.rows[at]
    return (*points.rows[:at], (inputs, points.targets[brush]), *points.rows[at + 1 :])


def some(points: Points) -> Rows:
    """Return as many of the rows as hands may change, as many of them for the training as before."""
    trained = min(points.trained, max(1, round(MOST_ROWS * points.fraction)))
    return (*points.rows[:trained], *points.rows[points.trained :][: MOST_ROWS - trained])


def _row(points: Points, place: Place, brush: int) -> Row | Refusal:
    """A new row at a place that no other one has."""
    share = points.plane.shares(np.array([place]))
    if not ((share > -1e-6) & (share < 1 + 1e-6)).all():
        return Refusal("outside")
    on_map = bool(points.classes)
    row: Row = (place, points.targets[brush]) if on_map else ((place[0],), (place[1],))
    taken = any(inputs == row[0] and (on_map or targets == row[1]) for inputs, targets in points.rows)
    return Refusal("taken") if taken else row


def with_points(settings: TrainSettings, rows: Rows) -> TrainSettings:
    """Return the settings with these rows, those of the training first; of a drawn problem the network and
    the way of learning stay, and what it was drawn with is forgotten."""
    if settings.problem == ROWS:
        return with_rows(replace(settings, split_seed=None), rows)
    drawn = {name: getattr(START, name) for name in PROBLEMS[settings.problem].drawn_by}
    return suited(replace(settings, problem=ROWS, rows=rows, split_seed=None, **drawn))
