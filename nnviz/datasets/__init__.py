"""Samples to learn from: generators with a seed, digits from a file, and their scaling."""

from nnviz.datasets.arithmetic_data import Article, arithmetic, arithmetic_targets, coding_article
from nnviz.datasets.dataset import Dataset, Task
from nnviz.datasets.handwritten_digits import digits
from nnviz.datasets.plane_data import checkerboard, circle, gauss, moons, spiral, xor
from nnviz.datasets.registry import DATASETS, DatasetEntry

__all__ = [
    "DATASETS",
    "Article",
    "Dataset",
    "DatasetEntry",
    "Task",
    "arithmetic",
    "arithmetic_targets",
    "checkerboard",
    "circle",
    "coding_article",
    "digits",
    "gauss",
    "moons",
    "spiral",
    "xor",
]
