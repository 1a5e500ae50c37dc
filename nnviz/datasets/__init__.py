"""Samples to learn from: generators with a seed, digits from a file, and their scaling."""

from nnviz.datasets.datasets import (
    Article,
    Dataset,
    Task,
    arithmetic,
    arithmetic_targets,
    circle,
    coding_article,
    digits,
    gauss,
    moons,
    spiral,
    xor,
)

__all__ = [
    "Article",
    "Dataset",
    "Task",
    "arithmetic",
    "arithmetic_targets",
    "circle",
    "coding_article",
    "digits",
    "gauss",
    "moons",
    "spiral",
    "xor",
]
