"""How classes stand in targets: as they are, as -1 and 1 for an output that reaches both, or one-hot."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

import numpy as np

from nnviz.datasets.dataset import Dataset
from nnviz.validation import Array, choice

MOST_CLASSES = 100


def class_count(Y: Array) -> int:
    """How many classes Y (samples, 1) names: one more than its largest number, at least 2.

    Raises ValueError unless Y is one column of whole numbers from 0 to `MOST_CLASSES` - 1.
    """
    whole = Y.shape[1] == 1 and bool((np.round(Y) == Y).all() and Y.min() >= 0)
    if not whole or Y.max() >= MOST_CLASSES:
        raise ValueError(
            f"classes must be one column of whole numbers 0..{MOST_CLASSES - 1}, got {Y.shape[1]} columns "
            f"from {Y.min():g} to {Y.max():g}; or learn numbers with output='linear'"
        )
    return max(2, int(Y.max()) + 1)


def coded(data: Dataset, coding: str) -> Dataset:
    """The same samples with their targets in another coding.

    Parameters
    ----------
    data : Dataset
        Its Y holds 0 and 1, or for "one_hot" one column of class numbers.
    coding : {"plain", "signed", "one_hot"}
        Targets as they are; -1 for 0 and 1 for 1; a column for each class.

    Returns
    -------
    Dataset

    Raises
    ------
    ValueError
        For another coding, and for targets that do not have it.
    """
    return _CODINGS[choice("coding", coding, _CODINGS)](data)


def _plain(data: Dataset) -> Dataset:
    return data


def _signed(data: Dataset) -> Dataset:
    if not np.isin(data.Y, (0, 1)).all():
        raise ValueError("targets must be 0 and 1 to become -1 and 1; use output='linear' for other numbers")
    return replace(data, Y=2 * data.Y - 1)


def _one_hot(data: Dataset) -> Dataset:
    Y = np.eye(class_count(data.Y))[data.Y[:, 0].astype(int)]
    names = data.class_names or tuple(str(number) for number in range(Y.shape[1]))
    return Dataset(data.X, Y, data.feature_names, names, "classification")


_CODINGS: Mapping[str, Callable[[Dataset], Dataset]] = MappingProxyType(
    {"plain": _plain, "signed": _signed, "one_hot": _one_hot}
)
CODINGS = tuple(_CODINGS)
