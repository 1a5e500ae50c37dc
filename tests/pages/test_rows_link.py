"""Rows of one's own in a link: there and back, limits, and what cannot be read."""

from hypothesis import given
from hypothesis import strategies as st

from nnviz.datasets import XOR_ROWS, Row, rows_dataset
from pages.parts.train.values.rows_link import LARGEST, LONGEST, read_rows_link, write_rows_link
from tests.every import every

numbers = st.floats(-LARGEST, LARGEST, allow_nan=False)


@st.composite
def own_rows(draw: st.DrawFn) -> tuple[Row, ...]:
    """Rows as a visitor may have them."""
    inputs, targets = draw(st.integers(1, 8)), draw(st.integers(1, 6))
    row = st.tuples(st.tuples(*[numbers] * inputs), st.tuples(*[numbers] * targets))
    return tuple(draw(st.lists(row, min_size=1, max_size=6)))


@given(rows=own_rows())
def test_rows_come_back_to_the_last_digit(rows: tuple[Row, ...]) -> None:
    text = write_rows_link(rows)
    assert read_rows_link(text) == (rows, True)
    assert len(text) <= LONGEST * len(rows) / 50
    rows_dataset(rows)


def test_the_four_rows_of_xor() -> None:
    assert write_rows_link(XOR_ROWS) == "0,0:0;0,1:1;1,0:1;1,1:0"
    assert read_rows_link("0,0:0;0,1:1;1,0:1;1,1:0") == (XOR_ROWS, True)
    assert read_rows_link("０，０：０；０，１：１；１，０：１；１，１：０") == (XOR_ROWS, True)


@every(
    "text, rows",
    [
        ("1:2;" * 50 + "1:2", (((1.0,), (2.0,)),) * 50),
        ("1,2,3,4,5,6,7,8,9:1", (((1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0), (1.0,)),)),
        ("1:1,2,3,4,5,6,7", (((1.0,), (1.0, 2.0, 3.0, 4.0, 5.0, 6.0)),)),
        ("1e300:-1e300", (((1e12,), (-1e12,)),)),
        ("1e999:1", (((1e12,), (1.0,)),)),
    ],
)
def test_what_is_too_much_is_held_inside_the_limits(text: str, rows: tuple[Row, ...]) -> None:
    assert read_rows_link(text) == (rows, False)


@every(
    "text",
    ["", ";", ":", "1", "1,2", "1:2:3", "1:", ":1", "1:2;1,2:3", "1:2;", "a:1", "nan:1", "1:inf", "1,,2:3"],
)
def test_what_cannot_be_read_is_not_guessed_at(text: str) -> None:
    assert read_rows_link(text) is None


@given(text=st.text(max_size=40) | st.text("0123456789.,:;-+e ", max_size=60))
def test_any_text_is_rows_or_nothing(text: str) -> None:
    found = read_rows_link(text)
    if found is not None:
        rows_dataset(found[0])
        assert read_rows_link(write_rows_link(found[0])) == (found[0], True)
