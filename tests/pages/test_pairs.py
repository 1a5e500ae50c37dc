"""Pairs of numbers that a visitor types: what is read, what is refused and why, and that they come back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.parts.train.values.prediction_inputs import MOST, Pairs, read_pairs, write_pairs
from pages.shared.numbers.nested_lists import LARGEST, Unreadable
from tests.every import every


@every(
    "text, expected",
    [
        ("30,70", ((30.0, 70.0),)),
        ("30,70; 3,5", ((30.0, 70.0), (3.0, 5.0))),
        (" ( 30 , 70 ) ; (3,5); ", ((30.0, 70.0), (3.0, 5.0))),
        ("-1.5,+.5;1.,1e3;1E-2,0", ((-1.5, 0.5), (1.0, 1000.0), (0.01, 0.0))),
        ("（30，70）", ((30.0, 70.0),)),
        ("30、70；　3，5", ((30.0, 70.0), (3.0, 5.0))),
        ("1e6,-1e6", ((1e6, -1e6),)),
        (";;1,2;;", ((1.0, 2.0),)),
        (";".join(["1,2"] * MOST), ((1.0, 2.0),) * MOST),
    ],
)
def test_pairs_are_read_with_full_width_signs_too(text: str, expected: Pairs) -> None:
    assert read_pairs(text) == expected


@every(
    "part",
    [
        "30",
        "30 70",
        "1,2,3",
        "a,b",
        "1,",
        ",1",
        "NaN,1",
        "inf,1",
        "1_0,1",
        "0x1,1",
        "1e,1",
        "--1,2",
        "<b>,1",
        "٤,٢",
    ],
)
def test_what_is_no_pair_is_named(part: str) -> None:
    assert read_pairs(f"1,2; {part}; 3,4") == Unreadable("pairs_form", part)


@pytest.mark.parametrize("part", ["1000001,0", "0,-1e7", "1e400,0", "0,1e999999999"])
def test_numbers_out_of_range_are_named(part: str) -> None:
    assert read_pairs(f"1,2;{part}") == Unreadable("pairs_range", part)


@pytest.mark.parametrize(
    ("text", "count"), [("", 0), (" ;() ; ", 0), (";".join(["1,2"] * 9), 9), ("x;" * 10_000, 10_000)]
)
def test_too_few_and_too_many_are_counted(text: str, count: int) -> None:
    assert read_pairs(text) == Unreadable("pairs_count", str(count))


def test_a_long_mistake_is_shown_in_part() -> None:
    assert read_pairs("9" * 10_000) == Unreadable("pairs_form", "9" * 40)


@given(text=st.text(max_size=60) | st.text("0123456789.,;-+e() ", max_size=60))
def test_any_text_is_pairs_or_a_reason(text: str) -> None:
    found = read_pairs(text)
    if isinstance(found, Unreadable):
        assert found.kind in ("pairs_form", "pairs_range", "pairs_count")
        assert len(found.value) <= 40
    else:
        assert 1 <= len(found) <= MOST
        assert all(abs(number) <= LARGEST for pair in found for number in pair)


number = st.floats(-LARGEST, LARGEST, allow_nan=False)


def test_pairs_are_written_in_few_characters() -> None:
    assert write_pairs(((30.0, 70.0), (-0.5, 888.0))) == "30,70; -0.5,888"


@given(pairs=st.lists(st.tuples(number, number), min_size=1, max_size=MOST).map(tuple))
def test_written_pairs_read_back_as_the_same(pairs: Pairs) -> None:
    assert read_pairs(write_pairs(pairs)) == pairs
