"""Digits by hand: small pictures to tell apart, from the file that comes with nnviz."""

from functools import cache
from importlib.resources import files

import numpy as np

from nnviz.datasets.dataset import Dataset


@cache
def digits() -> Dataset:
    """The digits 1 to 6 by hand, 1086 pictures of 8 x 8: X (1086, 64) from 0 (paper) to 1 (ink), Y (1086, 6).

    `X[i].reshape(8, 8)` is picture i, from the top; Y is one-hot, its column k stands for the digit k + 1.
    The file is read once: every call gives the same read-only data.

    From "Optical Recognition of Handwritten Digits" by E. Alpaydin and C. Kaynak (1998), UCI Machine Learning
    Repository, https://doi.org/10.24432/C50P49, licence CC BY 4.0: its test set in its order, without the
    digits 0, 7, 8 and 9, each grey of 0..16 divided by 16.
    """
    source = files("nnviz") / "datasets" / "digits.npz"
    with source.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        images, labels = arrays["images"], arrays["labels"]
    X = images.reshape(-1, 64) / 16  # (samples, 8, 8) -> (samples, 64)
    pixels = tuple(f"pixel {row},{column}" for row in range(8) for column in range(8))
    return Dataset(X, np.eye(6)[labels - 1], pixels, tuple("123456"), "classification")
