"""Lines that a loss and an accuracy are compared with: what an answer costs that needs no network.
Each is a name and a number; what it is called is said by whoever shows it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite, log

import numpy as np

from nnviz.experiments.experiment import Experiment
from nnviz.experiments.remembered import remembered
from nnviz.validation import Array

ROUNDING = 1e-12  # of the first line: what is below this is nothing
ALIKE = 1e-3  # lines that are closer than this, relatively, are one line: of two, the first is kept


@dataclass(frozen=True)
class ReferenceLine:
    """One line: its `name`, and its `value` in the unit of the loss; an accuracy is a fraction 0..1.

    - "mean": the best constant answer, the mean of every target; half its square error is half the variance
    - "line": the best straight line, an affine map of the inputs of the network, by least squares
    - "nothing": every class as likely as any other, ln K for K classes and ln 2 for each output of its own
    - "shares": every class as likely as it is frequent, the entropy of the class shares
    - "largest_class": of an accuracy, the share of the largest class
    """

    name: str
    value: float


@remembered
def loss_lines(experiment: Experiment) -> tuple[ReferenceLine, ...]:
    """The lines for the loss of an experiment, judged by the training part.

    Parameters
    ----------
    experiment : Experiment

    Returns
    -------
    tuple of ReferenceLine
        For half the square error "mean" and "line"; for a cross-entropy "nothing" and "shares". A line that
        is as high as one before it is left out, and so is one that costs nothing but rounding.

    Examples
    --------
    >>> from nnviz.experiments.config import ExperimentConfig
    >>> half, line = loss_lines(Experiment(ExperimentConfig(problem="curve", curve="sin", samples=100)))
    >>> half.name, line.name, half.value > line.value
    ('mean', 'line', True)
    """
    by_output = experiment.trainer.loss_function.by_output
    return tuple(_apart(_of_numbers(experiment) if by_output else _of_classes(experiment)))


def accuracy_line(experiment: Experiment) -> ReferenceLine | None:
    """The share of the largest class in the training part; None where nothing is classified.

    Parameters
    ----------
    experiment : Experiment

    Returns
    -------
    ReferenceLine or None
        Also None for several outputs of which each is a class of its own.

    Examples
    --------
    >>> from nnviz.experiments.config import ExperimentConfig
    >>> accuracy_line(Experiment(ExperimentConfig(problem="rows")))
    ReferenceLine(name='largest_class', value=0.5)
    """
    shares = class_shares(experiment)
    return None if shares is None else ReferenceLine("largest_class", float(shares.max()))


def class_shares(experiment: Experiment) -> Array | None:
    """The share (classes,) of each class in the training part, or None where nothing is classified.

    A single output tells its two classes apart halfway between its targets; of several outputs the largest
    target is the class.
    """
    Y = experiment.Y_train
    if experiment.parts.problem.task != "classification":
        return None
    if Y.shape[1] == 1:
        signed = experiment.parts.problem.coding == "signed"
        classes = Y[:, 0] > (0.0 if signed else 0.5)
    elif experiment.parts.architecture.output == "softmax":
        classes = Y.argmax(axis=1)
    else:
        return None
    count = max(2, Y.shape[1])
    return np.bincount(classes.astype(int), minlength=count) / len(Y)


def best_line(X: Array, Y: Array) -> float:
    """Half the mean square error of the best affine map, for X (samples, inputs) and Y (samples, outputs).

    Summed over the outputs, as `half_squared_error` does. Of several best maps all have this error.
    """
    X, Y = np.asarray(X, np.float64), np.asarray(Y, np.float64)
    centred = X - X.mean(axis=0)
    size = np.abs(centred).max(axis=0)
    centred /= np.where(size > 0, size, 1)  # so that columns of very different sizes count alike
    slopes = np.linalg.lstsq(centred, Y - Y.mean(axis=0))[0]
    return float(np.square(Y - Y.mean(axis=0) - centred @ slopes).sum() / (2 * len(Y)))


def _of_numbers(experiment: Experiment) -> Iterator[ReferenceLine]:
    yield ReferenceLine("mean", experiment.variance)
    yield ReferenceLine("line", best_line(experiment.X_train, experiment.Y_train))


def _of_classes(experiment: Experiment) -> Iterator[ReferenceLine]:
    outputs = experiment.Y_train.shape[1]
    is_softmax = experiment.parts.architecture.output == "softmax"
    yield ReferenceLine("nothing", log(outputs) if is_softmax else outputs * log(2))
    yield ReferenceLine("shares", experiment.variance)


def _apart(lines: Iterator[ReferenceLine]) -> Iterator[ReferenceLine]:
    kept: list[float] = []
    for line in lines:
        alike = any(abs(line.value - other) <= ALIKE * other for other in kept)
        costs = isfinite(line.value) and line.value > ROUNDING * max(kept, default=0.0)
        if costs and not alike:
            kept.append(line.value)
            yield line
