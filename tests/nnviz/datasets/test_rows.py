"""Rows of one's own: what they become, and what is not allowed."""

from collections.abc import Callable

import numpy as np
import pytest

from nnviz.datasets import HOUSE_ROWS, XOR_ROWS, rows_dataset
from tests.every import every


def test_xor_to_begin_with() -> None:
    data = rows_dataset()
    assert data.X.tolist() == [[0, 0], [0, 1], [1, 0], [1, 1]]
    assert data.Y.tolist() == [[0], [1], [1], [0]]
    assert (data.feature_names, data.target_names, data.task) == (("x1", "x2"), ("y",), "classification")
    assert hash(XOR_ROWS) == hash(tuple(XOR_ROWS))


def test_numbers_are_a_regression_and_names_can_be_given() -> None:
    data = rows_dataset([((20,), (22, 42)), ((1,), (2, 3))], None, ["a"], ["b", "a+b"])
    assert (data.feature_names, data.target_names, data.task) == (("a",), ("b", "a+b"), "regression")
    assert rows_dataset([((1,), (2, 3))]).target_names == ("y1", "y2")
    assert rows_dataset(task="regression").task == "regression"


def test_whole_numbers_beyond_a_threshold_are_a_case_of_seven_to_four() -> None:
    data = rows_dataset([((x,), (float(x * x >= 12.5),)) for x in range(-5, 6)])
    assert data.task == "classification"
    assert f"{np.mean(data.Y == 0):.3f}" == "0.636"


def test_the_largest_allowed_table_and_number() -> None:
    row = ((1e100,) * 8, (-1e100,) * 6)
    data = rows_dataset([row] * 50)
    assert (data.X.shape, data.Y.shape) == ((50, 8), (50, 6))
    assert np.isfinite(data.X.std(axis=0)).all()


@every(
    "make, text",
    [
        (lambda: rows_dataset([]), "rows must be 1..50, got 0; add one"),
        (lambda: rows_dataset([((1,), (2,))] * 51), "rows must be 1..50, got 51; leave some out"),
        (lambda: rows_dataset([((1,) * 9, (2,))]), "inputs of a row must be 1..8, got 9; leave some out"),
        (lambda: rows_dataset([((), (2,))]), "inputs of a row must be 1..8, got 0; add one"),
        (lambda: rows_dataset([((1,), (2,) * 7)]), "targets of a row must be 1..6, got 7; leave some out"),
        (
            lambda: rows_dataset([((1, 2), (3,)), ((1,), (3,))]),
            "all rows must have 2 inputs and 1 targets like row 1, got 1 and 1 in row 2; "
            "fill it up or shorten it",
        ),
        (
            lambda: rows_dataset([((1,), (2,)), ((float("nan"),), (2,))]),
            "every number of row 2 must be one finite number, got nan",
        ),
        (
            lambda: rows_dataset([((1e101,), (2,))]),
            "every number of row 1 must be within ±1e+100, got 1e+101; choose a larger unit",
        ),
        (
            lambda: rows_dataset([((1,), ("a",))]),  # type: ignore[list-item]
            "every number of row 1 must hold real numbers, got dtype <U1; convert it first",
        ),
        (
            lambda: rows_dataset([((1,), (2,))], "classification"),
            "targets of a classification must be 0 or 1, got 2; "
            "give a column of 0 and 1 for each class, or choose regression",
        ),
        (
            lambda: rows_dataset(task="ranking"),  # type: ignore[arg-type]
            "task must be one of regression, classification, got 'ranking'",
        ),
        (
            lambda: rows_dataset(feature_names=["x"]),
            "feature_names must hold 2, one for each column, got 1",
        ),
    ],
)
def test_what_is_not_allowed_is_refused(make: Callable[[], object], text: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the text is compared whole
        make()
    assert str(caught.value) == text


def test_the_best_line_through_the_houses_is_the_one_that_is_known() -> None:
    houses = rows_dataset(HOUSE_ROWS)
    (slope,), intercept = np.polyfit(houses.X[:, 0], houses.Y, 1)
    assert len(houses.X) == 47
    assert (slope, intercept[0]) == (pytest.approx(134.525, abs=5e-4), pytest.approx(71270.49, abs=5e-3))
