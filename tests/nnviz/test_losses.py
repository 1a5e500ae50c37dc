"""Losses by hand, their targets, and the pairings that are refused."""

import numpy as np
import pytest

from nnviz import Network, Trainer
from nnviz.checks import Array
from nnviz.losses import LOSSES

DIGIT = [[0.1, 0.05, 0.6, 0, 0.05, 0.1, 0, 0.1, 0, 0]]


def test_losses_by_hand() -> None:
    assert LOSSES["half_squared_error"](DIGIT, np.eye(10)[[2]]) == pytest.approx(0.0975)
    assert LOSSES["cross_entropy"](DIGIT, np.array([2])) == pytest.approx(0.5108256238, abs=1e-10)
    assert LOSSES["cross_entropy"](DIGIT, np.eye(10)[[2]]) == pytest.approx(0.5108256238, abs=1e-10)


@pytest.mark.parametrize(("classes", "expected"), [(2, 0.6931), (3, 1.0986), (10, 2.3026)])
def test_a_uniform_guess_costs_the_logarithm_of_the_classes(classes: int, expected: float) -> None:
    guess = np.full((4, classes), 1 / classes)
    assert LOSSES["cross_entropy"](guess, np.array([0, 1, 0, 1])) == pytest.approx(expected, abs=5e-5)


def test_binary_cross_entropy_by_hand() -> None:
    assert LOSSES["binary_cross_entropy"]([[0.25], [0.5]], [[1], [0]]) == pytest.approx(np.log(8) / 2)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_a_probability_of_zero_costs_much_but_not_infinitely_much(dtype: type) -> None:
    sure: Array = np.array([[1, 0]], dtype)
    assert 80 < LOSSES["cross_entropy"](sure, np.array([1])) < 800
    assert 80 < LOSSES["binary_cross_entropy"](sure, [[0, 1]]) < 1500


@pytest.mark.parametrize(
    ("loss", "Y", "text"),
    [
        ("cross_entropy", np.array([0, 3]), "Y must hold class indices 0..2 (one for each output), got 3"),
        ("cross_entropy", np.array([-1, 0]), "Y must hold class indices 0..2 (one for each output), got -1"),
        (
            "cross_entropy",
            [[1, 0, 0], [1, 1, 0]],
            "Y must hold probabilities that sum to 1 in each row, got [1.0, 1.0, 0.0] in row 1; or give the "
            "class index of each sample as whole numbers of shape (samples,)",
        ),
        (
            "binary_cross_entropy",
            [[0, 1, 2], [0, 0, 0]],
            "Y must lie within 0..1 for binary_cross_entropy, got 2.0; rescale it first",
        ),
        (
            "half_squared_error",
            [1.0, 2.0],
            "Y must have 2 dimensions (samples, columns), got shape (2,); make one column with Y[:, None]",
        ),
        ("half_squared_error", [[1.0, 2.0]], "Y must have 3 columns, got shape (1, 2)"),
    ],
)
def test_targets_that_do_not_fit(loss: str, Y: object, text: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the text is compared whole
        LOSSES[loss].encode(Y, 3)  # type: ignore[arg-type]
    assert str(caught.value) == text


@pytest.mark.parametrize(
    ("loss", "output", "text"),
    [
        (
            "cross_entropy",
            "linear",
            "cross_entropy needs the output activation softmax, got 'linear'; "
            "make the network with output='softmax'",
        ),
        (
            "binary_cross_entropy",
            "tanh",
            "binary_cross_entropy needs the output activation sigmoid, got 'tanh'; "
            "make the network with output='sigmoid'",
        ),
        (
            "half_squared_error",
            "softmax",
            "half_squared_error needs an output activation that works on each unit alone, got 'softmax'; "
            "use loss='cross_entropy'",
        ),
    ],
)
def test_pairings_that_are_refused(loss: str, output: str, text: str) -> None:
    Y = np.array([[0.0, 1.0]])
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the text is compared whole
        Trainer(Network([2, 2], output=output), [[1.0, 2.0]], Y, loss=loss)
    assert str(caught.value) == text
