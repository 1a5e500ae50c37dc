"""A run as tables: its history, what it predicts, and which inputs are outside of what it was trained on."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from nnviz.experiments.experiment import Experiment
from nnviz.validation import Array, sample_rows


class Prediction(NamedTuple):
    """What a network predicts of samples, and where they are outside of what it was trained on.

    `answers` (samples, outputs) in original units; `outside` (samples, inputs) of bool; `classes` (samples,)
    are the numbers of the classes that the answers name, None where they name none.
    """

    answers: Array
    outside: Array
    classes: Array | None


def prediction(experiment: Experiment, X: ArrayLike, parameters: ArrayLike | None = None) -> Prediction:
    """Predict samples, and say which of their inputs lie outside the range of the training part.

    Parameters
    ----------
    experiment : Experiment
    X : array_like, (samples, inputs)
        In original units.
    parameters : array_like, (parameters,), optional
        For example a snapshot's; those of this moment if not given.

    Returns
    -------
    Prediction

    Examples
    --------
    >>> from nnviz import ExperimentConfig
    >>> experiment = Experiment(ExperimentConfig(problem="rows"))
    >>> prediction(experiment, [[0, 1], [0.5, 3]]).outside.tolist()
    [[False, False], [False, True]]
    """
    known = experiment.train.X
    X = sample_rows("X", X, known.shape[1])
    answers = experiment.predict(X, parameters)
    outside = (known.min(axis=0) > X) | (known.max(axis=0) < X)
    decision = experiment.trainer.evaluator.decision
    scaled = (answers - experiment.targets.mean) / experiment.targets.scale
    return Prediction(answers, outside, None if decision is None else decision.chosen(scaled.T).astype(int))


def history_csv(experiment: Experiment) -> str:
    """Write every moment of the history: step, epoch, losses, and accuracies where there are classes.

    Parameters
    ----------
    experiment : Experiment

    Returns
    -------
    str
        CSV with every digit; what is not known is empty.
    """
    names = ["step", "epoch", "train_loss", "test_loss", "train_accuracy", "test_accuracy"]
    rows = ([getattr(moment, name) for name in names] for moment in experiment.trainer.history)
    return _csv([names, *rows])


def predictions_csv(experiment: Experiment, parameters: ArrayLike | None = None) -> str:
    """Write every sample in original units: its part, inputs, targets and what is predicted.

    Parameters
    ----------
    experiment : Experiment
    parameters : array_like, (parameters,), optional
        Those of this moment if not given.

    Returns
    -------
    str
        CSV with every digit. A name that begins like a formula has an apostrophe in front.
    """
    data = experiment.data
    targets = [f"predicted {name}" for name in data.target_names]
    head = ["part", *data.feature_names, *data.target_names, *targets]
    return _csv([[_harmless(name) for name in head], *_samples(experiment, parameters)])


def _samples(experiment: Experiment, parameters: ArrayLike | None) -> Iterator[list[object]]:
    for name, part in (("train", experiment.train), ("test", experiment.test)):
        if part is not None:
            table = np.hstack([part.X, part.Y, experiment.predict(part.X, parameters)])
            yield from ([name, *row] for row in table.tolist())


def _csv(rows: Iterable[Iterable[object]]) -> str:
    found = StringIO()
    writer = csv.writer(found, lineterminator="\n")
    writer.writerows([["" if value != value else value for value in row] for row in rows])
    return found.getvalue()


def _harmless(name: str) -> str:
    """A name of one's own file, which a spreadsheet does not take for a formula."""
    return f"'{name}" if name[:1] in "=+-@\t\r" else name
