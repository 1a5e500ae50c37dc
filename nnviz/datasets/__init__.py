"""Samples to learn from: generators with a seed, digits from a file, and their scaling."""

from nnviz.datasets.arithmetic_data import Article, arithmetic, arithmetic_targets, coding_article
from nnviz.datasets.csv_columns import Column
from nnviz.datasets.csv_findings import TableError, TableFinding
from nnviz.datasets.csv_table import Table, read_table
from nnviz.datasets.curve_data import CURVES, Curve, curve, curve_targets
from nnviz.datasets.dataset import Dataset, Task
from nnviz.datasets.features import FEATURES, Feature, FeatureMap, StandardizedFeatures
from nnviz.datasets.handwritten_digits import digits, ten_digits
from nnviz.datasets.houses import HOUSE_ROWS
from nnviz.datasets.plane_data import checkerboard, circle, gauss, moons, spiral, three, xor
from nnviz.datasets.registry import DATASETS, DatasetEntry, Limits, Names
from nnviz.datasets.rows import XOR_ROWS, Row, rows_dataset
from nnviz.datasets.table_choice import TableChoice, TableSamples, suggested_choice

__all__ = [
    "CURVES",
    "DATASETS",
    "FEATURES",
    "HOUSE_ROWS",
    "XOR_ROWS",
    "Article",
    "Column",
    "Curve",
    "Dataset",
    "DatasetEntry",
    "Feature",
    "FeatureMap",
    "Limits",
    "Names",
    "Row",
    "StandardizedFeatures",
    "Table",
    "TableChoice",
    "TableError",
    "TableFinding",
    "TableSamples",
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
    "read_table",
    "rows_dataset",
    "spiral",
    "suggested_choice",
    "ten_digits",
    "three",
    "xor",
]
