"""What is wrong with the data, or with what a network can make of them."""

import numpy as np

from nnviz.experiments.experiment import Experiment
from nnviz.experiments.findings.finding import Finding, finding
from nnviz.experiments.findings.situation import SOLVED, Situation
from nnviz.experiments.problems import OWN, ROWS
from nnviz.experiments.reference_lines import class_shares
from nnviz.experiments.remembered import remembered
from nnviz.networks.activations import ACTIVATIONS

LARGE = 10.0  # root mean square of an input beyond which it is not of the size that a start is made for
MANY = 10  # samples at least, before equal columns are no accident
GAP_RATIO = 1.5  # test loss to training loss ...
LEARNED = 0.5  # ... once the training loss is below this part of the variance: before, nothing is learned


@remembered
def one_class(experiment: Experiment) -> Finding | None:
    """All training samples are of one class."""
    shares = class_shares(experiment)
    if shares is None or shares.max() < 1:
        return None
    return finding("one_class", **{"class": int(shares.argmax()), "samples": len(experiment.train)})


@remembered
def out_of_reach(experiment: Experiment) -> Finding | None:
    """Some targets lie beyond all that the output can be."""
    activation, Y = ACTIVATIONS[experiment.parts.architecture.output], experiment.Y_train
    beyond = Y - np.clip(Y, activation.low, activation.high)
    if not beyond.any():
        return None
    return finding(
        "out_of_reach",
        output=activation.name,
        low=activation.low,
        high=activation.high,
        least=float(Y.min()),
        most=float(Y.max()),
        floor=float(np.square(beyond).sum() / (2 * len(Y))),
    )


@remembered
def leakage(experiment: Experiment) -> Finding | None:
    """A target of one's own data stands among the inputs as well."""
    X, Y = experiment.train.X, experiment.train.Y
    if experiment.parts.problem.dataset not in (ROWS, OWN) or len(X) < MANY:
        return None
    for target in range(Y.shape[1]):
        for column in range(X.shape[1]):
            if np.ptp(Y[:, target]) > 0 and np.array_equal(X[:, column], Y[:, target]):
                return finding("leakage", input=column, target=target, samples=len(X))
    return None


def unscaled_inputs(at: Situation) -> Finding | None:
    """Inputs far larger than the weights of a start are made for, as long as the run has not arrived."""
    return None if at.arrived else _large_input(at.experiment)


@remembered
def _large_input(experiment: Experiment) -> Finding | None:
    X = np.asarray(experiment.X_train, np.float64)
    sizes = np.sqrt(np.square(X).mean(axis=0))
    column = int(sizes.argmax())
    if sizes[column] <= LARGE:
        return None
    least, most = float(X[:, column].min()), float(X[:, column].max())
    return finding("unscaled_inputs", **{"input": column, "least": least, "most": most})


def test_gap(at: Situation) -> Finding | None:
    """The test loss is far above a training loss that is already low."""
    past, variance = at.past, at.experiment.variance
    if not past or not past[-1].step or not past[-1].train_loss < LEARNED * variance:
        return None
    train_loss, test_loss = past[-1].train_loss, past[-1].test_loss
    if not (test_loss > GAP_RATIO * train_loss and test_loss - train_loss > SOLVED * variance):
        return None
    ratio = test_loss / train_loss if train_loss else float("inf")
    return finding("test_gap", ratio=ratio, train_loss=train_loss, test_loss=test_loss)


@remembered
def many_parameters(experiment: Experiment) -> Finding | None:
    """As many numbers can be changed as there are samples, and a test could show what comes of it."""
    if experiment.test is None:
        return None
    parameters, samples = experiment.network.parameters.size, len(experiment.train)
    return (
        finding("many_parameters", parameters=parameters, samples=samples) if parameters >= samples else None
    )
