"""What the inputs and the outputs of a run are called in pictures, matrices and sentences."""

from typing import NamedTuple

from nnviz import Experiment
from nnviz.datasets import FEATURES
from nnviz.experiments.problems import OWN, PROBLEMS, ROWS
from pages.shared.text import Text

ARTICLE_OUTPUTS = ("a + b", "a − b", "|a − b|")
WORDS = ("class", "pixel")  # with which drawn data call columns; others are letters and formulas


class Names(NamedTuple):
    """The names of the inputs of the network, and of its outputs."""

    inputs: tuple[str, ...]
    outputs: tuple[str, ...]


def names_of(experiment: Experiment, text: Text) -> Names:
    """Return the names for a run in a language: those of its features, else of its data."""
    if is_article(experiment):
        return Names(("a", "b"), ARTICLE_OUTPUTS)
    labels = tuple(FEATURES[name].label for name in experiment.parts.problem.features)
    columns = columns_of(experiment, text)
    return Names(labels or columns.inputs, columns.outputs)


def columns_of(experiment: Experiment, page_text: Text) -> Names:
    """Return what the columns of the data are called in a language; those of one's own stay as they are."""
    data = experiment.data
    if experiment.parts.problem.dataset in (ROWS, OWN):
        return Names(tuple(data.feature_names), tuple(data.target_names))
    text = Text("train", page_text.language)
    columns = data.feature_names, data.target_names
    return Names(*(tuple(_worded(name, text) for name in names) for names in columns))


def _worded(name: str, text: Text) -> str:
    """A name of one of these words and a number, in a language."""
    word, _, number = name.partition(" ")
    return text(f"column.{word}", number=number) if word in WORDS and number else name


def is_article(experiment: Experiment) -> bool:
    """Return whether it is the article's experiment, whose rule is known everywhere."""
    return experiment.parts.problem.dataset in ("article", "arithmetic")


def problem_of(experiment: Experiment) -> str:
    """Return the name of the problem of a run."""
    dataset = experiment.parts.problem.dataset
    return next((name for name, entry in PROBLEMS.items() if entry.dataset == dataset), "article")
