"""The border says rule, value and remedy."""

import numpy as np
import pytest

from nnviz import validation
from tests.every import every


@every(
    "arguments, text",
    [
        (
            ("batch_size", 0, 1, 250, "the number of samples"),
            "batch_size must be 1..250 (the number of samples), got 0",
        ),
        (("seed", -1, 0), "seed must be a whole number of at least 0, got -1"),
        (("size", 2.5, 1, 4), "size must be a whole number, got 2.5"),
        (("size", "many", 1, 4), "size must be a whole number, got 'many'"),
        (("size", 9, 1, 4), "size must be 1..4, got 9"),
    ],
)
def test_whole_number_refuses(arguments: tuple[str, object, int], text: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the text is compared whole
        validation.whole_number(*arguments)
    assert str(caught.value) == text


def test_whole_number_takes_numpy_integers() -> None:
    assert validation.whole_number("n", np.int64(3), 1, 3) == 3


@every(
    "values, text",
    [
        (
            [1.0, 2.0],
            "Y must have 2 dimensions (samples, columns), got shape (2,); make one column with Y[:, None]",
        ),
        (np.zeros((2, 2, 2)), "Y must have 2 dimensions (samples, columns), got shape (2, 2, 2)"),
        (np.zeros((0, 1)), "Y must not be empty, got shape (0, 1); give at least one sample"),
        ([[1.0, 2.0]], "Y must have 1 column, got shape (1, 2); samples are rows, so give Y.T"),
        ([[1.0, 2.0]] * 3, "Y must have 1 column, got shape (3, 2); give 1 number for each sample"),
        ([["a"]], "Y must hold real numbers, got dtype <U1; convert it first"),
        ([[1j]], "Y must hold real numbers, got dtype complex128; convert it first"),
        ([[1.0], [1.0, 2.0]], "Y must be a rectangular array, got rows of different lengths"),
        ([[1.0], [np.nan]], "Y must be finite, got nan at (1, 0); remove or replace such rows first"),
        ([[-np.inf]], "Y must be finite, got -inf at (0, 0); remove or replace such rows first"),
    ],
)
def test_sample_rows_refuses(values: object, text: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the text is compared whole
        validation.sample_rows("Y", values, 1)  # type: ignore[arg-type]
    assert str(caught.value) == text


def test_a_flat_x_is_told_both_cures() -> None:
    with pytest.raises(ValueError, match=r"make one column with X\[:, None\], or one row with X\[None\]$"):
        validation.sample_rows("X", [1.0])


def test_whole_numbers_become_floats_and_float32_stays() -> None:
    assert validation.sample_rows("X", [[1, 2]]).dtype == np.float64
    assert validation.sample_rows("X", np.ones((1, 1), np.float32)).dtype == np.float32


@pytest.mark.parametrize("value", [-1.0, np.nan, np.inf])
def test_rates_are_finite_and_not_negative(value: float) -> None:
    with pytest.raises(ValueError, match=r"^rate must be a finite number of at least 0, got .*$"):
        validation.not_negative("rate", value)


def test_choice_lists_what_there_is() -> None:
    with pytest.raises(ValueError, match=r"^loss must be one of a, b, got 'c'$"):
        validation.choice("loss", "c", {"a": 1, "b": 2})


@every(
    "value, text",
    [
        (np.nan, "bias must be one finite number, got nan"),
        (-np.inf, "bias must be one finite number, got -inf"),
        ([1, 2], "bias must be one finite number, got [1, 2]"),
        ("many", "bias must hold real numbers, got dtype <U4; convert it first"),
        (None, "bias must hold real numbers, got dtype object; convert it first"),
    ],
)
def test_finite_number_refuses(value: object, text: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the text is compared whole
        validation.finite_number("bias", value)
    assert str(caught.value) == text


def test_finite_number_is_a_float_without_a_negative_zero() -> None:
    assert str(validation.finite_number("bias", -0.0)) == "0.0"
    assert repr(validation.finite_number("bias", np.float32(2))) == "2.0"


@every(
    "values, text",
    [
        (3, "weights must have 1 dimension, got shape (); use np.ravel(weights)"),
        ([[1], [2]], "weights must have 1 dimension, got shape (2, 1); use np.ravel(weights)"),
        ([], "weights must not be empty, got shape (0,); give at least one number"),
        ([1, np.nan], "weights must be finite, got nan at (1,); give a number"),
        (["a"], "weights must hold real numbers, got dtype <U1; convert it first"),
    ],
)
def test_vector_refuses(values: object, text: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the text is compared whole
        validation.vector("weights", values)  # type: ignore[arg-type]
    assert str(caught.value) == text


@every(
    "values, columns, text",
    [
        ([1.0], 2, "X must have the shape (2,) or (samples, 2), got (1,); give 2 numbers for each sample"),
        (5, 1, "X must have the shape (1,) or (samples, 1), got (); give 1 number for each sample"),
        (
            np.zeros((1, 1, 2)),
            2,
            "X must have the shape (2,) or (samples, 2), got (1, 1, 2); give 2 numbers for each sample",
        ),
        (np.zeros((0, 2)), 2, "X must not be empty, got shape (0, 2); give at least one sample"),
        ([[1.0, np.inf]], 2, "X must be finite, got inf at (0, 1); remove or replace such rows first"),
    ],
)
def test_sample_or_rows_refuses(values: object, columns: int, text: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the text is compared whole
        validation.sample_or_rows("X", values, columns)  # type: ignore[arg-type]
    assert str(caught.value) == text
