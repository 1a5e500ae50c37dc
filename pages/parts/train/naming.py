"""What the inputs and the outputs of a run are called in pictures, matrices and sentences."""

from typing import NamedTuple

from nnviz import Experiment
from nnviz.datasets import FEATURES
from nnviz.experiments.problems import PROBLEMS

ARTICLE_OUTPUTS = ("a + b", "a − b", "|a − b|")


class Names(NamedTuple):
    """The names of the inputs of the network, and of its outputs."""

    inputs: tuple[str, ...]
    outputs: tuple[str, ...]


def names_of(experiment: Experiment) -> Names:
    """Return the names for a run: those of its features, else of its data."""
    problem, data = experiment.parts.problem, experiment.data
    if is_article(experiment):
        return Names(("a", "b"), ARTICLE_OUTPUTS)
    inputs = tuple(FEATURES[name].label for name in problem.features) or tuple(data.feature_names)
    return Names(inputs, tuple(data.target_names))


def is_article(experiment: Experiment) -> bool:
    """Return whether it is the article's experiment, whose rule is known everywhere."""
    return experiment.parts.problem.dataset in ("article", "arithmetic")


def problem_of(experiment: Experiment) -> str:
    """Return the name of the problem of a run."""
    dataset = experiment.parts.problem.dataset
    return next((name for name, entry in PROBLEMS.items() if entry.dataset == dataset), "article")
