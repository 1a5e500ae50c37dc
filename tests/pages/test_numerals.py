"""One table of numbers, held by every reader of every page."""

from collections.abc import Callable
from math import inf

import pytest

from pages.parts.arrays.array_text import read_array
from pages.parts.arrays.settings import SETTINGS as ARRAYS
from pages.parts.network.probabilities import read_probabilities
from pages.parts.network.store import SETTINGS as NETWORK
from pages.parts.neuron.settings import SETTINGS as NEURON
from pages.parts.product.matrix_text import read_matrix
from pages.parts.product.settings import SETTINGS as PRODUCT
from pages.parts.train.settings import SETTINGS as TRAIN
from pages.parts.train.values.prediction_inputs import read_pairs
from pages.shared.numbers.nested_lists import Unreadable
from pages.shared.numbers.numerals import EXACT, is_whole, numeral, write_numeral
from pages.shared.state.codecs import Number, Rows, Scale, Whole
from tests.every import every
from tests.numerals import BLANK, EXTREMES, LINKED, MINUS, NO_NUMBERS, NUMBERS, TABLE, TOO_LARGE


def of_array(text: str) -> object:
    """The number alone in an array, or why there is none."""
    found = read_array(f"[{text}]")
    return found.kind if isinstance(found, Unreadable) else float(found[0])


def of_matrix(text: str) -> object:
    found = read_matrix(f"[{text}]")
    return found.kind if isinstance(found, Unreadable) else float(found[0])


def of_pair(text: str) -> object:
    found = read_pairs(f"{text},1")
    return found.kind if isinstance(found, Unreadable) else found[0][0]


def of_edit(text: str) -> object:
    found = NETWORK["edits"].read(f"b1[0]={text}")
    assert found
    return found[0][0][1] if found[0] else None


def of_row(text: str) -> object:
    found = Rows(1, 1, lambda value: max(-1e9, min(1e9, value))).read(text)
    return found and found[0][0][0]


def of_number(text: str) -> object:
    found = Number(-1e9, 1e9).read(text)
    return found and found[0]


FIELDS: dict[str, Callable[[str], object]] = {"array": of_array, "matrix": of_matrix, "pair": of_pair}
LINKS: dict[str, Callable[[str], object]] = {"row": of_row, "number": of_number}


@every("text, value", NUMBERS.items())
def test_every_reader_takes_the_same_numbers(text: str, value: float) -> None:
    assert numeral(text) == value
    assert {name: read(text) for name, read in (FIELDS | LINKS).items()} == dict.fromkeys(
        (*FIELDS, *LINKS), value
    )
    assert of_edit(text) == round(value, 6), "a network keeps six decimals of a number that is touched"
    assert Scale((value, 1e5)).read(text) == (value, True)
    assert Whole(-1000, 1000).read(text) == (round(value), value == round(value))


@every("text", NO_NUMBERS)
def test_no_reader_takes_anything_else(text: str) -> None:
    assert numeral(text) is None
    assert not is_whole(text)
    assert {name: read(text) for name, read in LINKS.items()} == dict.fromkeys(LINKS)
    assert of_edit(text) is None
    assert Whole(0, 9).read(text) is Scale((1.0, 2.0)).read(text) is None
    assert of_pair(text) == "pairs_form"
    if text not in BLANK:
        assert (of_array(text), of_matrix(text)) == ("number", "number")


@pytest.mark.parametrize("text", TOO_LARGE)
def test_what_is_too_large_is_out_of_range_in_a_field_and_held_in_a_link(text: str) -> None:
    end = -1.0 if text.startswith(MINUS) else 1.0
    assert numeral(text) == end * inf
    assert (of_array(text), of_matrix(text), of_pair(text)) == ("range", "range", "pairs_range")
    assert (of_row(text), of_number(text)) == (end * 1e9, end * 1e9)
    assert of_edit(text) == end * 9999
    assert Whole(-5, 5).read(text) == (end * 5, False)
    assert Scale((-1.0, 0.0, 1.0)).read(text) == (end, False)


def test_a_number_alone_is_read_to_the_last_bit_and_a_comma_parts_numbers() -> None:
    assert {text: numeral(text) for text in EXTREMES} == EXTREMES
    parted = [text for text, _ in TABLE["boxes"]] + TABLE["lists"]
    assert {text: numeral(text) for text in parted} == dict.fromkeys(parted)


@every("text", TABLE["integers"])
def test_an_integer_is_written_as_one(text: str) -> None:
    assert is_whole(text)


@every("text", TABLE["decimals"])
def test_a_decimal_is_no_integer(text: str) -> None:
    assert not is_whole(text)


@every(
    "read, text, used",
    [
        (ARRAYS["x"].read, "[1,2e9]", "[1.0,1000000.0]"),
        (ARRAYS["y"].read, "-9999999", "-1000000"),
        (PRODUCT["a"].read, "1,2;3,1000001", "1,2;3,1000000"),
        (PRODUCT["b"].read, "[1e400]", "[1000000.0]"),
        (PRODUCT["bias"].read, "-1e7,1", "-1000000.0,1.0"),
        (TRAIN["pairs"].read, "1e7,3", ((1e6, 3.0),)),
        (TRAIN["samples"].read, "1e9", 20_000),
        (TRAIN["samples"].read, "12.7", 13),
        (TRAIN["hidden"].read, "1000000000relu", ((32, "relu"),)),
        (TRAIN["rate"].read, "1e400", 5.0),
        (NEURON["b"].read, "1e400", 200.0),
        (NEURON["w"].read, "-1e400,2", (-10.0, 2.0)),
        (NEURON["epochs"].read, "0.2", 1),
        (NETWORK["x"].read, "1e400,1", ((9999.0, 1.0),)),
        (NETWORK["seed"].read, "-3", 0),
    ],
)
def test_a_link_uses_the_nearest_that_can_be_used(
    read: Callable[[str], object], text: str, used: object
) -> None:
    assert read(text) == (used, False)


def test_units_beyond_all_limits_are_held() -> None:
    found = NETWORK["layers"].read("99999relu-2linear")
    assert found
    assert (found[0][0].units, found[1]) == (8, False)


@pytest.mark.parametrize("text", ["1_0,0.5", "nan,1", "٤,1", "1e400,0"])
def test_probabilities_are_read_by_the_same_table(text: str) -> None:
    assert isinstance(read_probabilities(text), Unreadable)
    assert read_probabilities("０．５，.5") == (0.5, 0.5)


@every("value, digits, text", LINKED)
def test_a_number_is_written_so_that_every_reader_takes_it(value: float, digits: int, text: str) -> None:
    assert write_numeral(value, digits) == text
    assert numeral(text) == pytest.approx(value, rel=1e-9, abs=0)
    assert digits < EXACT or numeral(text) == value


@every("value", [*NUMBERS.values(), *EXTREMES.values()])
def test_every_number_comes_back_as_it_was(value: float) -> None:
    assert numeral(write_numeral(value)) == value
