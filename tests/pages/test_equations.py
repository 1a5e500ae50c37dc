"""Numbers in equations: how they are written, and that "=" stands only before what is true as it stands."""

import re
from fractions import Fraction
from math import inf, nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.shared.numbers.equations import (
    bracketed,
    compared,
    equals,
    in_full,
    quotient,
    relation,
    sum_of_products,
    written,
)
from pages.shared.numbers.numerals import rounded, write_numeral
from tests.every import every
from tests.numerals import TABLE

floats = st.floats(allow_nan=False, allow_infinity=False)
decimals = st.builds(lambda n, shift: n / 10**shift, st.integers(-(10**6), 10**6), st.integers(0, 6))


@every(
    "value, words, sign",
    [
        (3, "3", "="),
        (np.int64(-3), "-3", "="),
        (0.3775, "0.3775", "="),
        (0.37749999999999995, "0.3775", "="),
        (0.1 + 0.2, "0.3", "="),
        (-0.0, "0", "="),
        (17.0, "17", "="),
        (1 / 3, "0.333333333", "≈"),
        (2 / 3 * 1e7, "6666666.67", "≈"),
        (0.574442516811659, "0.574442517", "≈"),
        (0.9999999999999873, "1", "≈"),
        (0.0001, "0.0001", "="),
        (1e-5, "1e-5", "="),
        (5e-324, "5e-324", "="),
        (4.248354255291589e-18, "4.24835426e-18", "≈"),
        (1234567890.5, "1234567890.5", "="),
        (1234567890.123456, "1234567890.12", "≈"),
        (1524155677489.0, "1524155677489", "="),
        (1e15, "1000000000000000", "="),
        (1e300, "1e300", "="),
        (inf, "∞", "="),
        (-inf, "-∞", "="),
        (nan, "?", "="),
    ],
)
def test_a_number_has_the_digits_that_it_needs(value: float, words: str, sign: str) -> None:
    assert written(value) == words
    assert relation(value) == sign


@every("value, words", TABLE["exponents"])
def test_an_exponent_is_written_as_in_the_pictures_of_the_player(value: float, words: str) -> None:
    assert written(value) == rounded(value) == write_numeral(value) == words


@given(floats)
def test_what_is_said_to_be_equal_is_equal_but_for_the_last_bits(value: float) -> None:
    if relation(value) == "=":
        assert float(written(value)) == pytest.approx(value, rel=1e-15, abs=2e-323)
    else:
        assert float(written(value)) == pytest.approx(value, rel=1e-8)
    assert float(in_full(value)) == pytest.approx(value, rel=1e-15, abs=2e-323)
    assert not value or float(written(value)), "what is not zero is not written as zero"


@given(floats | decimals, floats | decimals)
def test_compared_numbers_look_as_they_compare(one: float, other: float) -> None:
    words = compared(one, other)
    assert (float(words[0]) < float(words[1])) == (one < other)
    assert (float(words[0]) == float(words[1])) == (one == other)


def test_comparing_takes_as_many_digits_as_tell() -> None:
    assert compared(0.7999999999999999, 0.8) == ("0.7999999999999999", "0.8")
    assert compared(4.999999999999, 5) == ("4.999999999999", "5")
    assert compared(47.0, 50.0) == ("47", "50")


@given(st.lists(st.tuples(decimals, decimals), min_size=1, max_size=4))
def test_an_equation_with_equals_is_true_as_it_is_written(pairs: list[tuple[float, float]]) -> None:
    value = sum(a * b for a, b in pairs)
    sign = equals(sum_of_products(pairs), value)
    exact = sum(Fraction(written(a)) * Fraction(written(b)) for a, b in pairs)
    assert sign == ("=" if exact == Fraction(written(value)) else "≈")


@every(
    "terms, value, sign",
    [
        ([(0.05, 0.15), (0.1, 0.2), (0.35,)], 0.05 * 0.15 + 0.1 * 0.2 + 0.35, "="),
        ([(0.1,), (0.2,)], 0.1 + 0.2, "="),
        ([(0.1,), (0.2,), (-0.3,)], 0.1 + 0.2 - 0.3, "≈"),
        ([(5,), (-1, 1e-17)], 5 - 1e-17, "≈"),
        ([(1e6, 1e6), (0.1,), (-1e12,)], 1e12 + 0.1 - 1e12, "≈"),
        ([(1 / 3, 3)], 1.0, "≈"),
        ([(1234567, 1234567)], 1234567.0**2, "="),
        ([(inf,)], inf, "="),
    ],
)
def test_what_is_equal_and_what_is_nearly_so(terms: list[tuple[float, ...]], value: float, sign: str) -> None:
    assert equals(sum_of_products(terms), value) == sign


def test_quotients() -> None:
    assert equals(quotient(1, 8), 1 / 8) == "="
    assert equals(quotient(1, 3), 1 / 3) == "≈"
    assert equals(quotient(0.3, 0.1), 0.3 / 0.1) == "="
    assert quotient(1, 0) is None
    assert quotient(1, 1 / 3) is None
    assert equals(None, 0.5) == "≈"


def test_a_negative_number_after_an_operator_stands_in_brackets() -> None:
    assert [bracketed(value) for value in (-0.5, 2, -1e-9, 0.0)] == ["(-0.5)", "2", "(-1e-9)", "0"]
    assert not re.search(r"\s", bracketed(-1.5))
