"""Digits by hand: small pictures to tell apart, from the file that comes with nnviz.

From "Optical Recognition of Handwritten Digits" by E. Alpaydin and C. Kaynak (1998), UCI Machine Learning
Repository, https://doi.org/10.24432/C50P49, licence CC BY 4.0: its test set in its order, each grey of 0..16
divided by 16.
"""

from functools import cache
from importlib.resources import files

import numpy as np

from nnviz.datasets.dataset import Dataset

SIDE = 8  # pixels
INK = 16  # the darkest grey of the file
PIXELS = tuple(f"pixel {row},{column}" for row in range(SIDE) for column in range(SIDE))


@cache
def digits() -> Dataset:
    """The digits 1 to 6 by hand, 1086 pictures of 8 x 8: X (1086, 64) from 0 (paper) to 1 (ink), Y (1086, 6).

    `X[i].reshape(8, 8)` is picture i, from the top; Y is one-hot, its column k stands for the digit k + 1.
    The file is read once: every call gives the same read-only data.

    Returns
    -------
    Dataset
        The pictures of `ten_digits` without the digits 0, 7, 8 and 9.
    """
    return _pictures("123456")


@cache
def ten_digits() -> Dataset:
    """The digits 0 to 9 by hand, 1797 pictures of 8 x 8.

    X (1797, 64) goes from 0 (paper) to 1 (ink), Y is (1797, 10).
    `X[i].reshape(8, 8)` is picture i, from the top; Y is one-hot, its column k stands for the digit k.
    The file is read once: every call gives the same read-only data.

    Returns
    -------
    Dataset
        Of each digit 174 to 183 pictures.
    """
    return _pictures("0123456789")


def _pictures(names: str) -> Dataset:
    """The pictures of these digits, which follow each other, in the order of the file."""
    source = files("nnviz") / "datasets" / "digits.npz"
    with source.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        images, labels = arrays["images"], arrays["labels"]
    column = labels.astype(int) - int(names[0])
    kept = (column >= 0) & (column < len(names))
    X = images[kept].reshape(-1, SIDE * SIDE) / INK  # (samples, 8, 8) -> (samples, 64)
    return Dataset(X, np.eye(len(names))[column[kept]], PIXELS, tuple(names), "classification")
