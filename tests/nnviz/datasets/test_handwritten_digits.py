"""The pictures that come with nnviz: all ten digits, and the six of the lessons, bit for bit as ever."""

import re
from hashlib import sha256
from importlib.resources import files

import numpy as np

from nnviz.datasets import digits, ten_digits

FOLDER = files("nnviz") / "datasets"
# Of X and Y, before there were ten digits.
OF_THE_SIX = "5c50dfed1da21adc043b5afd5b377acd29bb98f7a34acda4ddb3766fed2fbbfc"


def test_the_six_digits_are_the_bits_that_they_were() -> None:
    data = digits()
    assert (data.X.shape, data.Y.shape) == ((1086, 64), (1086, 6))
    assert sha256(data.X.tobytes() + data.Y.tobytes()).hexdigest() == OF_THE_SIX
    assert data.target_names == tuple("123456")


def test_the_ten_digits_have_the_six_among_them_in_the_same_order() -> None:
    ten, six = ten_digits(), digits()
    assert (ten.X.shape, ten.Y.shape, ten.task) == ((1797, 64), (1797, 10), "classification")
    assert ten.Y.sum(axis=0).tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]
    assert (ten.X.min(), ten.X.max()) == (0, 1)
    kept = ten.Y[:, 1:7].any(axis=1)
    np.testing.assert_array_equal(ten.X[kept], six.X)
    np.testing.assert_array_equal(ten.Y[kept, 1:7], six.Y)
    assert ten_digits() is ten


def test_the_file_is_the_one_that_its_readme_describes() -> None:
    with (FOLDER / "digits.npz").open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        images, labels = arrays["images"], arrays["labels"]
    assert (images.dtype, images.shape, images.max()) == (np.uint8, (1797, 8, 8), 16)
    written = re.findall(r"`([0-9a-f]{64})`", (FOLDER / "README.md").read_text(encoding="utf-8"))
    assert written == [sha256(images.tobytes() + labels.tobytes()).hexdigest()]
