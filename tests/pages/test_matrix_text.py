"""Matrices that a visitor types: what is read, what is refused and why, and that they come back."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pages.parts.product.matrix_text import LONGEST, MOST, read_matrix, write_matrix
from pages.shared.numbers.nested_lists import LARGEST, Unreadable
from pages.shared.protocol.layouts import Array
from tests.every import every

whole_numbers = st.integers(-int(LARGEST), int(LARGEST))
decimals = st.floats(-LARGEST, LARGEST, allow_nan=False)


@st.composite
def arrays(draw: st.DrawFn, numbers: st.SearchStrategy[float], most: int = MOST) -> Array:
    """A matrix up to 6x6, or a vector of up to 6 numbers."""
    rows, columns = draw(st.integers(1, most)), draw(st.integers(1, most))
    if draw(st.booleans()):
        return np.array(draw(st.lists(numbers, min_size=columns, max_size=columns)))
    return np.array([draw(st.lists(numbers, min_size=columns, max_size=columns)) for _ in range(rows)])


def read(text: str) -> Array:
    """The matrix of a text that can be read."""
    found = read_matrix(text)
    assert not isinstance(found, Unreadable), found
    return found


def same(one: Array, other: Array) -> None:
    """Shape, type and every number are the same."""
    np.testing.assert_array_equal(one, other, strict=True)


# -- there and back ------------------------------------------------------------------------------
@given(array=arrays(whole_numbers))
def test_integers_come_back_as_integers(array: Array) -> None:
    same(read(write_matrix(array)), array.astype(np.int64))


@given(array=arrays(decimals))
def test_decimals_come_back_to_the_last_digit(array: Array) -> None:
    same(read(write_matrix(array)), array)


@given(text=st.text(max_size=60) | st.text("0123456789.,;-+e[]() ", max_size=60))
def test_any_text_is_a_matrix_or_a_reason(text: str) -> None:
    found = read_matrix(text)
    if isinstance(found, Unreadable):
        assert found.kind in (
            "long", "empty", "number", "range", "bracket", "deep", "ragged", "size",
        )  # fmt: skip
        return
    assert found.ndim in (1, 2)
    assert all(1 <= size <= MOST for size in found.shape)
    assert np.abs(found).max() <= LARGEST
    assert found.dtype in (np.int64, np.float64)
    same(read(write_matrix(found)), found)


def test_whatever_can_be_typed_can_be_read_again_once_it_is_written() -> None:
    """Written in full a number is longer than typed: -1e6 becomes -1000000.0."""
    short, long = ",".join(["-1e6"] * 6), ",".join(["0.12345678901234"] * 6)
    typed = ";".join([short] * 3 + [long] * 3)
    assert len(typed) <= LONGEST
    array = read(typed)
    same(read(write_matrix(array)), array)


# -- what is read ----------------------------------------------------------------------------------
@every(
    "text, expected",
    [
        ("1,2;3,4", [[1, 2], [3, 4]]),
        (" 1 , 2 ; 3 , 4 ", [[1, 2], [3, 4]]),
        ("1 2; 3 4", [[1, 2], [3, 4]]),
        ("1,2;3,4;", [[1, 2], [3, 4]]),
        ("[1,2;3,4]", [[1, 2], [3, 4]]),
        ("[1,2];[3,4]", [[1, 2], [3, 4]]),
        ("(1,2);(3,4)", [[1, 2], [3, 4]]),
        ("1,2", [[1, 2]]),
        ("1;2", [[1], [2]]),
        ("7", [[7]]),
        ("+5;-0", [[5], [0]]),
        ("1000000,-1000000", [[1000000, -1000000]]),
        ("[1,2]", [1, 2]),
        ("[7]", [7]),
        (" [ 1 , 2 ] ", [1, 2]),
        ("[1;2]", [[1], [2]]),
    ],
)
def test_integers_stay_integers_and_brackets_around_one_row_make_a_vector(
    text: str, expected: list[object]
) -> None:
    same(read(text), np.array(expected, np.int64))


@every(
    "text, expected",
    [
        ("1.0,2", [[1.0, 2.0]]),
        (".5,1.;-1e3,1E-2", [[0.5, 1.0], [-1000.0, 0.01]]),
        ("1e6,-1e6", [[1e6, -1e6]]),
        ("[1.5]", [1.5]),
        ("1e-400", [[0.0]]),
    ],
)
def test_one_decimal_makes_all_of_them_decimals(text: str, expected: list[object]) -> None:
    same(read(text), np.array(expected, np.float64))


@every(
    "text, plain",
    [
        ("1，2；3，4", "1,2;3,4"),
        ("1、2；3、4", "1,2;3,4"),
        ("−1，−2", "-1,-2"),
        ("［1，2］", "[1,2]"),
        ("（1　2）；（3　4）", "1,2;3,4"),
        ("　1，2　", "1,2"),
    ],
)
def test_full_width_signs_are_read_as_well(text: str, plain: str) -> None:
    same(read(text), read(plain))


# -- what is refused ---------------------------------------------------------------------------------
@every(
    "text, kind, value",
    [
        ("", "empty", ""),
        ("   ", "empty", ""),
        (";", "empty", ""),
        (";;", "empty", ""),
        ("[]", "empty", ""),
        ("1,2;;3,4", "empty", ""),
        (";1,2", "empty", ""),
        ("1,,2", "number", " "),
        ("1,2;3,", "ragged", "2, 1"),
        ("[1,2", "bracket", "["),
        ("1,2]", "bracket", "]"),
        ("(1,2;3,4", "bracket", "["),
        ("[1,2;3,4", "bracket", "["),
        ("[1,2];3,4]", "bracket", "]"),
        ("[[1,2],[3,4]", "bracket", "["),
        ("np.array([1,2]", "bracket", "["),
        ("[[[1]]]", "deep", "2"),
        ("[[1]];[[2]]", "deep", "1"),
        ("[[1,2],[]]", "empty", ""),
        ("[[1,2],[3]]", "ragged", "2, 1"),
        ("[[1,2],3]", "ragged", "2, 1"),
        (",", "number", " "),
        ("a", "number", "a"),
        ("1,2;3,x", "number", "x"),
        ("nan", "number", "nan"),
        ("1,NaN", "number", "NaN"),
        ("inf", "number", "inf"),
        ("-Infinity,1", "number", "-Infinity"),
        ("1_0", "number", "1_0"),
        ("0x10", "number", "0x10"),
        ("1/2", "number", "1/2"),
        ("--1", "number", "--1"),
        ("1e", "number", "1e"),
        ("1e9999", "range", "1e9999"),
        ("٤", "number", "٤"),
        ("4²", "number", "4²"),
        ("<script>alert(1)</script>", "number", "<script>alert(1)</sc"),
        ("1e400", "range", "1e400"),
        ("-1e400,1", "range", "-1e400"),
        ("1000001", "range", "1000001"),
        ("1000000.1", "range", "1000000.1"),
        ("9" * 300, "range", "9" * 20),
        ("1,2;3", "ragged", "2, 1"),
        ("1;2,3;4", "ragged", "1, 2, 1"),
        ("1,2,3,4,5,6,7", "size", "1 × 7"),
        ("1;2;3;4;5;6;7", "size", "7 × 1"),
        ("[1,2,3,4,5,6,7]", "size", "1 × 7"),
        ("1" * (LONGEST + 1), "long", str(LONGEST + 1)),
        ("x" * 10_000, "long", "10000"),
        ("1,2;" * 2_500, "long", "10000"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_reason(text: str, kind: str, value: str) -> None:
    assert read_matrix(text) == Unreadable(kind, value)


def test_the_longest_text_and_the_largest_matrix_are_still_read() -> None:
    largest = ";".join([",".join(["-1000000"] * MOST)] * MOST)
    assert read(largest).shape == (MOST, MOST)
    assert read("1" + " " * (LONGEST - 1)).tolist() == [[1]]


@every(
    "text",
    [
        "[[1,2],[3,4]]",
        "[[1 2]\n [3 4]]",
        "[1, 2]; [3, 4]",
        "[[1, 2], [3, 4]]",
        "np.array([[1,2],[3,4]])",
        "numpy.array([[1, 2], [3, 4]])",
        "array([[1, 2],\n       [3, 4]])",
        "((1,2),(3,4))",
        "[(1, 2), (3, 4)]",
        "[[1,2],[3,4],]",
        "[[1,2,],[3,4,],],",
        "1,2,;3,4,;",
        "[1,2],[3,4]",
        "[[1,2];[3,4]]",
    ],
)
def test_a_matrix_pasted_from_numpy_is_read(text: str) -> None:
    same(read(text), np.array([[1, 2], [3, 4]]))


def test_one_row_in_two_brackets_is_a_matrix() -> None:
    assert read("[[1, 2]]").shape == (1, 2)
    assert read("[1, 2]").shape == (2,)
    assert read("np.array([1, 2])").shape == read("(1, 2)").shape == (2,)
    assert read("1, 2,").shape == (1, 2)
