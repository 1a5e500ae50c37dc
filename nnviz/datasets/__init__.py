"""Samples to learn from: generators with a seed, digits from a file, and their scaling."""

from nnviz.datasets.arithmetic_data import Article, arithmetic, arithmetic_targets, coding_article
from nnviz.datasets.curve_data import CURVES, Curve, curve, curve_targets
from nnviz.datasets.dataset import Dataset, Task
from nnviz.datasets.features import FEATURES, Feature, FeatureMap, StandardizedFeatures
from nnviz.datasets.handwritten_digits import digits, ten_digits
from nnviz.datasets.plane_data import checkerboard, circle, gauss, moons, spiral, three, xor
from nnviz.datasets.registry import DATASETS, DatasetEntry, Limits, Names
from nnviz.datasets.rows import XOR_ROWS, Row, rows_dataset

__all__ = [
    "CURVES",
    "DATASETS",
    "FEATURES",
    "XOR_ROWS",
    "Article",
    "Curve",
    "Dataset",
    "DatasetEntry",
    "Feature",
    "FeatureMap",
    "Limits",
    "Names",
    "Row",
    "StandardizedFeatures",
    "Task",
    "arithmetic",
    "arithmetic_targets",
    "checkerboard",
    "circle",
    "coding_article",
    "curve",
    "curve_targets",
    "digits",
    "gauss",
    "moons",
    "rows_dataset",
    "spiral",
    "ten_digits",
    "three",
    "xor",
]
